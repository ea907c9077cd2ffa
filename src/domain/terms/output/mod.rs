//! The document in every format that a firm can use, and what its files are called.

pub mod answers;
pub mod cms;
pub mod docx;
pub mod html;
pub mod markdown;
pub mod text;
mod zip;

use super::answers::Answers;
use super::document::{Document, Inline};
use crate::domain::slug::slug;

/// A format in which the terms can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A whole page, to put on a website or to print.
    Html,
    /// HTML to paste into a content management system.
    Cms,
    /// Markdown.
    Markdown,
    /// Plain text: what the fingerprint of a version is taken of.
    Text,
    /// For a word processor.
    Docx,
    /// The answers alone, as JSON.
    Answers,
}

impl Format {
    /// All of them, in the order of offering.
    pub const ALL: [Self; 6] = [Self::Html, Self::Docx, Self::Cms, Self::Markdown, Self::Text, Self::Answers];

    /// The end of the file's name, after the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html | Self::Cms => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Docx => "docx",
            Self::Answers => "json",
        }
    }

    /// The type of the file, as browsers name it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html | Self::Cms => "text/html;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Text => "text/plain;charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Answers => "application/json",
        }
    }

    /// The file with the document.
    #[must_use]
    pub fn write(self, document: &Document<'_>, answers: &Answers) -> Vec<u8> {
        match self {
            Self::Html => html::write(document).into_bytes(),
            Self::Cms => cms::write(document).into_bytes(),
            Self::Markdown => markdown::write(document).into_bytes(),
            Self::Text => text::write(document).into_bytes(),
            Self::Docx => docx::write(document),
            Self::Answers => answers::write(answers).into_bytes(),
        }
    }

    /// The name of the file: `[a-z0-9-]{1,60}`, a dot, the extension.
    ///
    /// `voorbeeld-telecom-terms-v1-0-2026-12-01.html`; `concept-` comes first while nobody has reviewed the text.
    #[must_use]
    pub fn file_name(self, answers: &Answers) -> String {
        let concept = if answers.reviewed().is_none() && self != Self::Answers { "concept-" } else { "" };
        let what = match self {
            Self::Answers => "terms-answers",
            Self::Cms => "terms-cms",
            _ => "terms",
        };
        let version = cut(&answers.clean("version").replace('.', "-"), "x", VERSION_MAX);
        let version = if version.is_empty() { version } else { format!("-v{version}") };
        let start = answers.start().map_or_else(String::new, |day| format!("-{day}"));
        let end = format!("{what}{version}{start}");
        let name = match answers.clean("trade-name") {
            name if name.is_empty() => answers.clean("legal-name"),
            name => name,
        };
        let company = cut(&name, "company", NAME_MAX - concept.len() - end.len() - 1);
        let company = if company.is_empty() { company } else { format!("{company}-") };
        format!("{concept}{company}{end}.{}", self.extension())
    }
}

/// The longest name of a file, in bytes, without its extension.
const NAME_MAX: usize = 60;
/// The longest version in it. With all else at its longest, 13 bytes are left for the company.
const VERSION_MAX: usize = 12;

/// The slug of an answer, of at most `max` bytes; empty if there is no answer.
fn cut(answer: &str, otherwise: &'static str, max: usize) -> String {
    let slug = if answer.is_empty() { String::new() } else { slug(answer, otherwise) };
    slug.get(..max).unwrap_or(&slug).trim_end_matches('-').to_owned()
}

/// What is shown, as one text.
pub(super) fn shown(inlines: &[Inline<'_>]) -> String {
    inlines.iter().map(Inline::text).collect()
}

/// What stands above the document: the mark before the title, if it has one.
#[must_use]
pub fn title(document: &Document<'_>) -> String {
    let title = shown(&document.title);
    document.concept.map_or_else(|| title.clone(), |concept| format!("{}: {title}", concept.mark))
}

/// The sentence of a concept, with its mark.
pub(super) fn concept_line(document: &Document<'_>) -> Option<String> {
    document.concept.map(|concept| format!("{}. {}", concept.mark, concept.line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn named(pairs: &[(&str, &str)], format: Format, expected: &str) {
        let mut answers = Answers::new();
        for (id, answer) in pairs {
            answers.set(id, answer);
        }
        assert_eq!(format.file_name(&answers), expected);
    }

    #[test]
    fn a_file_is_named_after_company_version_and_day() {
        let mut pairs =
            vec![("legal-name", "Vöörbeeld & Zn. Telecom B.V."), ("version", "1.0"), ("start-date", "2026-12-01")];
        named(&pairs, Format::Text, "concept-voorbeeld-zn-telecom-bv-terms-v1-0-2026-12-01.txt");
        pairs.extend([("reviewed-by", "mr. X"), ("reviewed-on", "2026-11-01"), ("trade-name", "Voorbeeld")]);
        named(&pairs, Format::Html, "voorbeeld-terms-v1-0-2026-12-01.html");
        named(&pairs, Format::Cms, "voorbeeld-terms-cms-v1-0-2026-12-01.html");
        named(&pairs, Format::Answers, "voorbeeld-terms-answers-v1-0-2026-12-01.json");
    }

    #[test]
    fn a_file_has_a_name_without_any_answer_too() {
        named(&[], Format::Docx, "concept-terms.docx");
        named(&[("legal-name", "株式会社"), ("start-date", "x")], Format::Docx, "concept-company-terms.docx");
    }

    #[test]
    fn a_long_name_is_cut_before_version_and_day() {
        let name = "a".repeat(400);
        let pairs = [("legal-name", name.as_str()), ("version", &name), ("start-date", "2026-12-01")];
        named(
            &pairs,
            Format::Answers,
            &format!("{}-terms-answers-v{}-2026-12-01.json", "a".repeat(21), "a".repeat(12)),
        );
        named(
            &pairs,
            Format::Cms,
            &format!("concept-{}-terms-cms-v{}-2026-12-01.html", "a".repeat(17), "a".repeat(12)),
        );
    }
}
