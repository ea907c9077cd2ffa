//! From the records to the snippet.

use crate::{
    domain::{
        embed::{
            Checked, Draft, Field, link,
            options::{self, Variant},
        },
        terms,
    },
    text::{self, language, tools::EMBED},
    tools::{Desk, parts},
};

/// The record of the store's link, as pasted.
pub const STORE: &str = "embed.link";
/// The record of the link that somebody is sure of, though it looks like a page for those who sign in.
pub const SURE: &str = "embed.sure";
/// The record of the link of one's own terms.
pub const TERMS: &str = "terms.terms-url";

/// The record that keeps a field as typed.
#[must_use]
pub fn record(field: Field) -> String {
    ["embed.", field.id()].concat()
}

/// What was typed. A link of terms that was left empty is the one of the company's own terms, where that is known.
/// Reactive, as all that follows.
#[must_use]
pub fn draft(desk: Desk) -> Draft {
    let mut draft = Draft::default();
    for field in Field::ALL {
        let typed = desk.text(&record(field));
        draft.set(field, if typed.trim().is_empty() { known(desk, field) } else { typed }.as_str());
    }
    draft.set_sure(&desk.text(SURE));
    draft
}

/// What an empty field stands for, because it was told elsewhere; empty if it was not.
#[must_use]
pub fn known(desk: Desk, field: Field) -> String {
    let id = match field {
        Field::Terms => "terms-url",
        Field::UnifyTerms => "unify-terms-url",
        _ => return String::new(),
    };
    answer(desk, id)
}

/// What was answered to a question about the terms.
fn answer(desk: Desk, id: &str) -> String {
    terms::Field::of(id).map(|field| desk.text(&field.record())).unwrap_or_default()
}

/// Everything typed, looked at.
#[must_use]
pub fn checked(desk: Desk) -> Checked {
    of_draft(desk, &draft(desk))
}

fn of_draft(desk: Desk, draft: &Draft) -> Checked {
    options::check(draft, &answer(desk, "website"), parts::parse_url)
}

/// The same with another kind of snippet.
#[must_use]
pub fn instead(desk: Desk, draft: &Draft, variant: Variant) -> Option<String> {
    let mut other = draft.clone();
    other.set(Field::Variant, variant.id());
    snippet(&of_draft(desk, &other))
}

/// The snippet, in the words of its own language; `None` without a link that can be used.
#[must_use]
pub fn snippet(checked: &Checked) -> Option<String> {
    text::embed::snippet(checked, EMBED.get(language(checked.language))?)
}

/// What the snippet says where nothing was typed; empty for fields that take no words.
#[must_use]
pub fn default_text(checked: &Checked, field: Field) -> String {
    let Some(words) = EMBED.get(language(checked.language)) else { return String::new() };
    let asks_click = matches!(checked.variant, Variant::ClickScript | Variant::ClickFrame | Variant::Details);
    match field {
        Field::Text if asks_click => words.snippet_load.to_owned(),
        Field::Text => words.snippet_text.to_owned(),
        Field::Title => words.snippet_title.to_owned(),
        Field::Heading => words.snippet_heading.to_owned(),
        Field::Line => words.snippet_line.to_owned(),
        Field::Consent => checked.store.usable().map(|link| words.snippet_consent(link.host())).unwrap_or_default(),
        Field::PageTitle => words.snippet_page_title.to_owned(),
        _ => field.default().to_owned(),
    }
}

/// The link of the store, without what was pasted around it; as typed if it cannot be used. Reactive.
#[must_use]
pub fn store(desk: Desk) -> String {
    let checked = checked(desk);
    checked.store.usable().map_or_else(|| desk.text(STORE), |link| link.href().to_owned())
}

/// The link of one's own terms, where they were made, else as told for the snippet; likewise without what was pasted around
/// it, and as typed if it cannot be used. Reactive.
#[must_use]
pub fn terms(desk: Desk) -> String {
    let own = desk.text(TERMS);
    let typed = if own.trim().is_empty() { desk.text(&record(Field::Terms)) } else { own };
    link::page(&typed, parts::parse_url).usable().map_or(typed, |link| link.href().to_owned())
}
