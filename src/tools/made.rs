//! The snippet as it is made from what was typed, for the tools that come after it.

use super::{Desk, parts::parse_url};
use crate::{
    domain::embed::{self, Checked, Draft, Field, Words, options::check},
    text::{language, tools::EMBED},
};

/// The record of the store's link, as pasted.
pub const STORE: &str = "embed.link";
/// The record of the link of one's own terms.
pub const TERMS: &str = "terms.terms-url";

/// What was chosen. Reactive.
pub fn checked(desk: Desk) -> Checked {
    let mut draft = Draft::default();
    for field in Field::ALL {
        draft.set(field, &desk.text(&["embed.", field.id()].concat()));
    }
    check(&draft, &desk.text("company.website"), parse_url)
}

/// The link of the store, without what was pasted around it; as typed if it cannot be used. Reactive.
pub fn store(desk: Desk) -> String {
    let checked = checked(desk);
    checked.store.usable().map_or_else(|| desk.text(STORE), |link| link.href().to_owned())
}

/// The link of one's own terms. Reactive.
pub fn terms(desk: Desk) -> String {
    let typed = desk.text(TERMS);
    if typed.trim().is_empty() { desk.text("embed.terms") } else { typed }
}

/// The snippet; `None` without a link that can be used.
pub fn snippet(checked: &Checked) -> Option<String> {
    let words = EMBED.get(language(checked.language))?;
    let consent = words.snippet_consent(checked.store.usable()?.host());
    let words = Words {
        text: words.snippet_text,
        load: words.snippet_load,
        open: words.snippet_open,
        new_tab: words.snippet_new_tab,
        title: words.snippet_title,
        heading: words.snippet_heading,
        line: words.snippet_line,
        consent: &consent,
        terms: words.snippet_terms,
        own_terms: words.snippet_own_terms,
        unify_terms: words.snippet_unify_terms,
        privacy: words.snippet_privacy,
        page_title: words.snippet_page_title,
        back: words.snippet_back,
    };
    embed::snippet(checked, &words)
}
