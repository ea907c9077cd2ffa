//! The words inside a snippet.

use super::tools::Embed;
use crate::domain::embed::{self, Checked};

/// What a snippet says in this language. `consent`: what is asked before the store is loaded.
#[must_use]
pub fn words<'a>(words: &'a Embed, consent: &'a str) -> embed::Words<'a> {
    embed::Words {
        text: words.snippet_text,
        load: words.snippet_load,
        open: words.snippet_open,
        new_tab: words.snippet_new_tab,
        title: words.snippet_title,
        heading: words.snippet_heading,
        line: words.snippet_line,
        consent,
        terms: words.snippet_terms,
        own_terms: words.snippet_own_terms,
        unify_terms: words.snippet_unify_terms,
        privacy: words.snippet_privacy,
        page_title: words.snippet_page_title,
        back: words.snippet_back,
    }
}

/// The snippet in this language; `None` without a link that can be used.
#[must_use]
pub fn snippet(checked: &Checked, words: &Embed) -> Option<String> {
    let consent = words.snippet_consent(checked.store.usable()?.host());
    embed::snippet(checked, &self::words(words, &consent))
}
