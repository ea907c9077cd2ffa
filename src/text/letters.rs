//! Messages to an account manager in one language.

use super::tools::Letters;
use crate::domain::letters::{Item, Letter, Problem, Words};

/// The action that a reminder is about, by id.
const REMINDERS: [(&str, Letter); 3] =
    [("step-3.message", Letter::Message), ("step-6.access", Letter::Access), (LINKED, Letter::Linked)];

/// The action that sends both links. A guide without it has nothing to hand over.
pub const SEND_LINKS: &str = "step-6.send-links";
/// The action that is waited for once they are sent.
pub const LINKED: &str = "step-6.linked";

/// The message that asks how an action stands; `None` if nobody wrote one.
#[must_use]
pub fn reminder(action: &str) -> Option<Letter> {
    REMINDERS.iter().find(|(known, _)| *known == action).map(|(_, letter)| *letter)
}

/// The words around and in a message.
pub struct Wording {
    /// What it is for.
    pub title: &'static str,
    /// When to send it.
    pub when: &'static str,
    /// Whom to send it to.
    pub to: &'static str,
    /// Its subject.
    pub subject: &'static str,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// The words of this message. `since`: the day since when someone waits, or the day on which the message of being
/// Authorized came, as text.
#[must_use]
pub fn wording(letter: Letter, words: &'static Letters, since: Option<&str>) -> Wording {
    let waiting =
        |with: &dyn Fn(&str) -> String, without: &'static str| Some(since.map_or_else(|| without.to_owned(), with));
    let (title, when, to, subject, first, text) = match letter {
        Letter::Registered => (
            words.registered_title,
            words.registered_when,
            words.to_either,
            words.registered_subject,
            None,
            words.registered_text,
        ),
        Letter::Message => (
            words.message_title,
            words.message_when,
            words.to_either,
            words.message_subject,
            waiting(&|since| words.message_since(since), words.message_no_date),
            words.message_text,
        ),
        Letter::Contracts => (
            words.contracts_title,
            words.contracts_when,
            words.to_businesscom,
            words.contracts_subject,
            since.map(|date| words.contracts_received(date)),
            words.contracts_text,
        ),
        Letter::TermsLink => (
            words.terms_link_title,
            words.terms_link_when,
            words.to_businesscom,
            words.terms_link_subject,
            None,
            words.terms_link_text,
        ),
        Letter::Access => (
            words.access_title,
            words.access_when,
            words.to_unknown,
            words.access_subject,
            waiting(&|since| words.access_since(since), words.access_no_date),
            words.access_text,
        ),
        Letter::HandOver => (
            words.hand_over_title,
            words.hand_over_when,
            words.to_businesscom,
            words.hand_over_subject,
            None,
            words.hand_over_text,
        ),
        Letter::Linked => (
            words.linked_title,
            words.linked_when,
            words.to_businesscom,
            words.linked_subject,
            waiting(&|since| words.linked_since(since), words.linked_no_date),
            words.linked_text,
        ),
    };
    let paragraphs = first.into_iter().chain(text.iter().map(|&text| text.to_owned())).collect();
    Wording { title, when, to, subject, paragraphs }
}

/// The finished message. `name`: of the recipient, may be empty.
#[must_use]
pub fn compose(
    letter: Letter,
    words: &'static Letters,
    since: Option<&str>,
    name: &str,
    facts: &[(Item, &str)],
) -> String {
    let greeting = if name.trim().is_empty() { words.greeting.to_owned() } else { words.greeting_named(name.trim()) };
    let paragraphs = wording(letter, words, since).paragraphs;
    let paragraphs: Vec<_> = paragraphs.iter().map(String::as_str).collect();
    let label = |item| label(item, words);
    let words = Words { greeting: &greeting, paragraphs: &paragraphs, closing: words.closing, label: &label };
    letter.compose(&words, facts)
}

/// What stands before an item.
#[must_use]
pub const fn label(item: Item, words: &Letters) -> &'static str {
    match item {
        Item::LegalName => words.label_legal_name,
        Item::TradeName => words.label_trade_name,
        Item::Kvk => words.label_kvk,
        Item::Contact => words.label_contact,
        Item::Email => words.label_email,
        Item::Phone => words.label_phone,
        Item::Website => words.label_website,
        Item::TermsUrl => words.label_terms_url,
        Item::StoreUrl => words.label_store_url,
    }
}

/// What to do about a problem.
#[must_use]
pub fn problem(problem: Problem, words: &Letters) -> String {
    match problem {
        Problem::Missing(Item::LegalName) => words.missing_legal_name.to_owned(),
        Problem::Missing(Item::Contact) => words.missing_contact.to_owned(),
        Problem::Missing(Item::TermsUrl) => words.missing_terms_url.to_owned(),
        Problem::Missing(Item::StoreUrl) => words.missing_store_url.to_owned(),
        Problem::Missing(item) => words.missing_other(label(item, words)),
        Problem::NotALink(item) => words.not_a_link(label(item, words)),
        Problem::SameLinks => words.same_links.to_owned(),
    }
}
