//! What the page check tells, in one language.

use super::tools::PageCheck;
use crate::domain::page_check::{Blocked, Finding, FrameChange, Likeness, Question, Remedy, Shelter, Weight};

/// What is so, and what to do about it; for a finding of several things one for each.
#[must_use]
pub fn told(finding: &Finding, words: &'static PageCheck) -> Vec<(String, &'static str)> {
    let one = |text: &str, act: &'static str| vec![(text.to_owned(), act)];
    match finding {
        Finding::Empty => one(words.empty, words.empty_do),
        Finding::TooLong => one(words.too_long, words.too_long_do),
        Finding::NotHtml => one(words.not_html, words.not_html_do),
        Finding::OwnSnippet => one(words.own_snippet, words.own_snippet_do),
        Finding::SignIn => one(words.sign_in, words.sign_in_do),
        Finding::PartOfPage => one(words.part_of_page, words.part_of_page_do),
        Finding::SavedCopy => one(words.saved_copy, words.saved_copy_do),
        Finding::ShownAsText => one(words.shown_as_text, words.shown_as_text_do),
        Finding::AddressAsText => one(words.address_as_text, words.address_as_text_do),
        Finding::CodeShown => one(words.code_shown, words.code_shown_do),
        Finding::LinkFound => one(words.link_found, ""),
        Finding::LinkRestyled => one(words.link_restyled, words.link_restyled_do),
        Finding::LinkChanged(how) => changed(words.link_changed, *how, words),
        Finding::LinkMissing => one(words.link_missing, words.link_missing_do),
        Finding::FrameFound => one(words.frame_found, ""),
        Finding::FrameChanged(changes) => {
            let changes = changes.iter().map(|change| frame_change(*change, words));
            one(words.frame_changed, "").into_iter().chain(changes).collect()
        }
        Finding::FrameMissing => one(words.frame_missing, words.frame_missing_do),
        Finding::EmptyWrapper => one(words.empty_wrapper, words.empty_wrapper_do),
        Finding::Sheltered(Shelter::Noscript) => one(words.in_noscript, words.in_noscript_do),
        Finding::Sheltered(Shelter::Template) => one(words.in_template, words.in_template_do),
        Finding::Sheltered(Shelter::Comment) => one(words.in_comment, words.in_comment_do),
        Finding::ScriptFound => one(words.script_found, ""),
        Finding::ScriptMissing => one(words.script_missing, words.script_missing_do),
        Finding::PolicyBlocks(Blocked::Frame(name)) => one(&words.policy_frame(name), words.policy_frame_do),
        Finding::PolicyBlocks(Blocked::Script(name)) => one(&words.policy_script(name), words.policy_script_do),
        Finding::PolicyBlocks(Blocked::Style(name)) => one(&words.policy_style(name), words.policy_style_do),
        Finding::TermsFound => one(words.terms_found, ""),
        Finding::TermsChanged(how) => changed(words.terms_changed, *how, words),
        Finding::TermsMissing => one(words.terms_missing, words.terms_missing_do),
    }
}

fn changed(text: &str, how: Likeness, words: &'static PageCheck) -> Vec<(String, &'static str)> {
    let (why, act) = likeness(how, words);
    vec![([text, " ", why].concat().trim().to_owned(), act)]
}

const fn likeness(how: Likeness, words: &PageCheck) -> (&'static str, &'static str) {
    match how {
        Likeness::Same => ("", ""),
        Likeness::Entities => (words.likeness_entities, words.likeness_entities_do),
        Likeness::SmartQuotes => (words.likeness_smart_quotes, words.likeness_smart_quotes_do),
        Likeness::Insecure => (words.likeness_insecure, words.likeness_insecure_do),
        Likeness::OtherQuery => (words.likeness_other_query, words.likeness_other_query_do),
        Likeness::OtherPath => (words.likeness_other_path, words.likeness_other_path_do),
    }
}

fn frame_change(change: FrameChange, words: &'static PageCheck) -> (String, &'static str) {
    let text = match change {
        FrameChange::Address(how) => {
            let (why, act) = likeness(how, words);
            return (why.to_owned(), act);
        }
        FrameChange::NoTitle => words.change_no_title,
        FrameChange::NotLazy => words.change_not_lazy,
        FrameChange::NoSandbox => words.change_no_sandbox,
        FrameChange::OtherSandbox => words.change_other_sandbox,
        FrameChange::Held => words.change_held,
        FrameChange::NotHeld => words.change_not_held,
        FrameChange::Look => words.change_look,
    };
    (text.to_owned(), words.change_do)
}

/// How much it matters.
#[must_use]
pub const fn weight(weight: Weight, words: &PageCheck) -> &'static str {
    match weight {
        Weight::Wrong => words.weight_wrong,
        Weight::Note => words.weight_note,
        Weight::Good => words.weight_good,
    }
}

/// What is asked.
#[must_use]
pub const fn question(question: Question, words: &PageCheck) -> &'static str {
    match question {
        Question::Seen => words.question_seen,
        Question::Phone => words.question_phone,
        Question::LastPage => words.question_last_page,
        Question::Private => words.question_private,
    }
}

/// What the answers lead to.
#[must_use]
pub fn remedy(remedy: Remedy, words: &PageCheck) -> String {
    let text = match remedy {
        Remedy::Ask(open) => return words.remedy_ask(question(open, words)),
        Remedy::Works => words.remedy_works,
        Remedy::FrameRefused => words.remedy_frame_refused,
        Remedy::NotOnPage => words.remedy_not_on_page,
        Remedy::FrameTooWide => words.remedy_frame_too_wide,
        Remedy::HiddenOnPhone => words.remedy_hidden_on_phone,
        Remedy::FrameBreaksLater => words.remedy_frame_breaks_later,
        Remedy::StoreBreaks => words.remedy_store_breaks,
        Remedy::FrameNeedsStorage => words.remedy_frame_needs_storage,
        Remedy::NotPublished => words.remedy_not_published,
    };
    text.to_owned()
}
