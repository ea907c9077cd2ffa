//! Snippets as the page makes them, without a page.

use partnerpad::{
    domain::embed::{Checked, Draft, link::Parsed, options::check},
    text::{embed, tools::EMBED},
};
use url::Url;

/// As the browser's `URL` reads a link.
pub fn parse(text: &str) -> Option<Parsed> {
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
    of_checked(&checked(draft))
}

/// The same of what was looked at.
pub fn of_checked(checked: &Checked) -> String {
    embed::snippet(checked, &EMBED[0]).expect("a link that can be used")
}
