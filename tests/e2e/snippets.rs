//! Snippets as the page makes them, without a page.

use partnerpad::{
    domain::embed::{self, Checked, Draft, Words, link::Parsed, options::check},
    text::tools::EMBED,
};
use url::Url;

fn parse(text: &str) -> Option<Parsed> {
    let url = Url::parse(text).ok()?;
    Some(Parsed {
        protocol: format!("{}:", url.scheme()),
        username: url.username().to_owned(),
        password: url.password().unwrap_or_default().to_owned(),
        hostname: url.host_str().unwrap_or_default().to_owned(),
        port: url.port().map(|port| port.to_string()).unwrap_or_default(),
        pathname: url.path().to_owned(),
        search: url.query().map(|query| format!("?{query}")).unwrap_or_default(),
        hash: url.fragment().map(|hash| format!("#{hash}")).unwrap_or_default(),
        href: url.into(),
    })
}

/// What was chosen, looked at.
pub fn checked(draft: &Draft) -> Checked {
    check(draft, "", parse)
}

/// The snippet, in Dutch words.
pub fn of(draft: &Draft) -> String {
    let words = &EMBED[0];
    let words = Words {
        text: words.snippet_text,
        load: words.snippet_load,
        open: words.snippet_open,
        new_tab: words.snippet_new_tab,
        title: words.snippet_title,
        heading: words.snippet_heading,
        line: words.snippet_line,
        consent: words.snippet_terms,
        terms: words.snippet_terms,
        own_terms: words.snippet_own_terms,
        unify_terms: words.snippet_unify_terms,
        privacy: words.snippet_privacy,
        page_title: words.snippet_page_title,
        back: words.snippet_back,
    };
    embed::snippet(&checked(draft), &words).expect("a link that can be used")
}
