//! The text of the terms as it stands in `content/<language>/terms.md`, read line by line.
//!
//! ```text
//! <!-- words                        words that the outputs need, one `name: text` a line, up to `-->`
//! # Title                           once
//! ## Heading {#anchor}              a section; numbered in order
//! A sentence with {a-field}.        a clause, on one line; numbered within its section
//! - {court? choose: which court}    an item of the clause above; a choice with the words to show while it is open
//! <!-- if: telephony; flag: x -->   about the next section, clause or item; `from` is there for the compiler only
//! ```
//!
//! The compiler of the content has checked all of this. So here, whatever is odd stays a text.

/// One line that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The name of the condition under which it is there; empty if always.
    pub condition: &'a str,
    /// The name of its flag; empty if it has none.
    pub flag: &'a str,
    pub kind: LineKind<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind<'a> {
    Title(&'a str),
    Section { heading: &'a str, anchor: &'a str },
    Clause(&'a str),
    Item(&'a str),
}

/// A stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    /// `{name}`
    Field(&'a str),
    /// `{name? words}`
    Choice(&'a str, &'a str),
    /// `{#anchor}`
    Reference(&'a str),
}

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// A word from the top of the text; empty if there is none of that name.
pub(super) fn word<'a>(template: &'a str, name: &str) -> &'a str {
    let words = template.trim_start().strip_prefix(COMMENT).and_then(|rest| rest.split_once(COMMENT_END));
    let lines = words.map_or("", |(words, _)| words).lines();
    let mut pairs = lines.filter_map(|line| line.split_once(": "));
    pairs.find(|(known, _)| known.trim() == name).map_or("", |(_, word)| word.trim())
}

/// The lines below the words.
pub(super) fn lines(template: &str) -> impl Iterator<Item = Line<'_>> {
    let body = match template.trim_start().strip_prefix("<!-- words") {
        Some(rest) => rest.split_once(COMMENT_END).map_or("", |(_, body)| body),
        None => template,
    };
    let (mut condition, mut flag) = ("", "");
    body.lines().filter_map(move |line| {
        let line = line.trim();
        if line.is_empty() {
            return None;
        }
        if let Some(comment) = line.strip_prefix(COMMENT).and_then(|rest| rest.strip_suffix(COMMENT_END)) {
            (condition, flag) = (entry(comment, "if"), entry(comment, "flag"));
            return None;
        }
        let line = Line { condition, flag, kind: kind(line) };
        (condition, flag) = ("", "");
        Some(line)
    })
}

/// What a comment says under a name: `if: telephony; flag: x`.
fn entry<'a>(comment: &'a str, name: &str) -> &'a str {
    let mut entries = comment.split(';').filter_map(|entry| entry.split_once(':'));
    entries.find(|(known, _)| known.trim() == name).map_or("", |(_, value)| value.trim())
}

fn kind(line: &str) -> LineKind<'_> {
    if let Some(item) = line.strip_prefix("- ") {
        return LineKind::Item(item);
    }
    if let Some(title) = line.strip_prefix("# ") {
        return LineKind::Title(title);
    }
    let section = line.strip_prefix("## ").and_then(|rest| rest.strip_suffix('}')?.split_once(" {#"));
    section.map_or(LineKind::Clause(line), |(heading, anchor)| LineKind::Section { heading, anchor })
}

/// The stretches of a line, in order. A brace that is not closed is text.
pub(super) fn parts(line: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, end)) = after.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(match (inside.strip_prefix('#'), inside.split_once("? ")) {
            (Some(anchor), _) => Part::Reference(anchor),
            (None, Some((name, words))) => Part::Choice(name, words),
            (None, None) => Part::Field(inside),
        });
        rest = end;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<!-- words\ngap: [vul in: {name}]\nlegal-form=bv: besloten\n-->\n\n# Titel\n\n\
        <!-- if: telephony -->\n## Kop {#kop}\n\n<!-- from: a1; flag: x -->\nEen {city}.\n- item {court? kies: welke}\n";

    #[test]
    fn words_are_found_by_name_and_those_that_are_not_there_are_empty() {
        assert_eq!(word(TEXT, "gap"), "[vul in: {name}]");
        assert_eq!(word(TEXT, "legal-form=bv"), "besloten");
        assert_eq!(word(TEXT, "kop"), "");
        assert_eq!(word("# Titel", "gap"), "");
    }

    #[test]
    fn a_comment_is_about_the_next_line_alone() {
        let lines: Vec<_> = lines(TEXT).collect();
        let line = |condition, flag, kind| Line { condition, flag, kind };
        assert_eq!(
            lines,
            [
                line("", "", LineKind::Title("Titel")),
                line("telephony", "", LineKind::Section { heading: "Kop", anchor: "kop" }),
                line("", "x", LineKind::Clause("Een {city}.")),
                line("", "", LineKind::Item("item {court? kies: welke}")),
            ]
        );
    }

    #[test]
    fn a_line_falls_apart_at_its_braces_and_a_lonely_one_is_text() {
        assert_eq!(
            parts("a {b}{c? d e}{#f} g {"),
            [Part::Text("a "), Part::Field("b"), Part::Choice("c", "d e"), Part::Reference("f"), Part::Text(" g {"),]
        );
        assert_eq!(parts(""), []);
        assert_eq!(parts("} a"), [Part::Text("} a")]);
    }
}
