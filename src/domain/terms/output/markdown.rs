//! Markdown, as CommonMark and GitHub read it.

use super::concept_line;
use crate::domain::terms::document::{Document, Inline, Section};

/// The text, with a line break at its end.
#[must_use]
pub fn write(document: &Document<'_>) -> String {
    let mut text = String::new();
    if let Some(line) = concept_line(document) {
        text.push_str(&format!("**{}**\n\n", escaped(&line)));
    }
    text.push_str(&format!("# {}\n\n{}\n", marked(&document.title), at_start(&marked(&document.version_line))));
    for section in &document.sections {
        add(&mut text, section);
    }
    text
}

fn add(text: &mut String, section: &Section<'_>) {
    text.push_str(&format!("\n## {}. {}\n", section.number, marked(&section.heading)));
    for clause in &section.clauses {
        text.push_str(&format!("\n{}.{} {}\n", section.number, clause.number, marked(&clause.text)));
        if !clause.items.is_empty() {
            text.push('\n');
        }
        for item in &clause.items {
            text.push_str(&format!("- {}\n", at_start(&marked(item))));
        }
    }
}

fn marked(inlines: &[Inline<'_>]) -> String {
    let mark = |inline: &Inline<'_>| match inline {
        // A link has no character that an angle bracket would end at, and none that is escaped within them.
        Inline::Filled { link: Some(link), .. } => format!("<{link}>"),
        plain => escaped(plain.text()),
    };
    inlines.iter().map(mark).collect()
}

/// A text within a line: every character that could begin markup there follows a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if "\\`*_[]<>&#~|$^".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A text at the start of a line: no list, no heading, no rule begins there.
fn at_start(text: &str) -> String {
    if text.starts_with(['-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.strip_suffix(rest).unwrap_or_default();
    if !digits.is_empty() && rest.starts_with(['.', ')']) { format!("{digits}\\{rest}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_begin_markup_follows_a_backslash() {
        assert_eq!(escaped("a*b [c](d) <e> &amp; #"), "a\\*b \\[c\\](d) \\<e\\> \\&amp; \\#");
        assert_eq!(at_start("- a"), "\\- a");
        assert_eq!(at_start("12. a"), "12\\. a");
        assert_eq!(at_start("12 a"), "12 a");
        assert_eq!(at_start("1"), "1");
    }
}
