//! Words put together.

use crate::text::{Words, list, tools};

/// "jij", "Unify of BusinessCom".
pub fn parties(words: &Words, who: &[usize]) -> String {
    let names: Vec<String> =
        who.iter().filter_map(|party| words.parties.get(*party)).map(ToString::to_string).collect();
    list(&names, words.ui.or)
}

/// The heading over what is of the whole dossier.
pub fn desk(lang: &str) -> Option<&'static str> {
    tools::TOOLS.get(crate::text::language(lang)).map(|words| words.desk)
}

/// The heading of a tool, and what it is for. `None` for an unknown one.
pub fn tool(lang: &str, name: &str) -> Option<(&'static str, &'static str)> {
    let words = tools::TOOLS.get(crate::text::language(lang))?;
    match name {
        "files" => Some((words.files, words.files_text)),
        "overview" => Some((words.overview, words.overview_text)),
        "certification" => Some((words.certification, words.certification_text)),
        "terms" => Some((words.terms, words.terms_text)),
        "embed" => Some((words.embed, words.embed_text)),
        "reminders" => Some((words.reminders, words.reminders_text)),
        _ => None,
    }
}

/// The name of the button that shows where the texts come from.
pub fn sources(lang: &str) -> &'static str {
    tools::SOURCES.get(crate::text::language(lang)).map_or("", |words| words.show)
}
