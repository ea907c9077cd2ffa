//! What the firm answered, as typed.

use super::fields::{ANSWER_MAX_CHARS, Field, Kind};
use super::names::CONDITIONS;
use crate::domain::Day;
use crate::domain::order;

/// An answer for each field that has one, in the order of asking. An empty answer is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(Vec<(&'static Field, String)>);

/// Who looked at the text, and when: both are there, and the day is one of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// As typed, [cleaned](clean).
    pub by: String,
    /// The day.
    pub on: Day,
}

impl Answers {
    /// No answers.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Takes an answer in place of what was there. An id that no field has is left out.
    pub fn set(&mut self, id: &str, answer: &str) {
        let Some(field) = Field::of(id) else { return };
        self.0.retain(|(known, _)| known.id != id);
        if !answer.trim().is_empty() {
            self.0.push((field, answer.to_owned()));
            order::sort_by_key(&mut self.0, |(field, _)| super::FIELDS.iter().position(|known| known.id == field.id));
        }
    }

    /// As typed; empty if there is no answer.
    #[must_use]
    pub fn get(&self, id: &str) -> &str {
        self.0.iter().find(|(field, _)| field.id == id).map_or("", |(_, answer)| answer)
    }

    /// As it stands in a document: [cleaned](clean), and not longer than [`ANSWER_MAX_CHARS`].
    #[must_use]
    pub fn clean(&self, id: &str) -> String {
        clean(self.get(id)).chars().take(ANSWER_MAX_CHARS).collect()
    }

    /// The fields that have an answer, with it as typed.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Field, &str)> {
        self.0.iter().map(|(field, answer)| (*field, answer.as_str()))
    }

    /// Who looked at the text, if that is fully answered. Without it every output is a concept.
    #[must_use]
    pub fn reviewed(&self) -> Option<Reviewed> {
        let by = self.clean("reviewed-by");
        let on = Day::parse(self.get("reviewed-on").trim())?;
        (!by.is_empty()).then_some(Reviewed { by, on })
    }

    /// The first day of the terms, if it is one.
    #[must_use]
    pub fn start(&self) -> Option<Day> {
        Day::parse(self.get("start-date").trim())
    }

    /// Whether a condition of the text holds; `None` if there is no such condition. The empty one always does.
    pub(super) fn holds(&self, condition: &str) -> Option<bool> {
        if condition.is_empty() {
            return Some(true);
        }
        if let Some((_, field, wanted)) = CONDITIONS.iter().find(|(name, ..)| *name == condition) {
            return Some(wanted.contains(&self.choice(field)));
        }
        Field::of(condition).map(|field| !self.clean(field.id).is_empty())
    }

    /// The answer to a choice; empty if there is none that is offered.
    pub(super) fn choice(&self, id: &str) -> &'static str {
        let answer = self.get(id).trim();
        let Some(Kind::Choice(words)) = Field::of(id).map(|field| field.kind) else { return "" };
        words.iter().copied().find(|word| *word == answer).unwrap_or_default()
    }
}

/// One line of what can be seen: every stretch of blanks and line breaks is one blank, and there are no control
/// characters, none that turn the direction of writing around, and none that XML forbids.
#[must_use]
pub fn clean(typed: &str) -> String {
    let mut line = String::new();
    for word in typed.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        let seen = || word.chars().filter(|letter| !is_hidden(*letter));
        if seen().next().is_some() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.extend(seen());
        }
    }
    line
}

/// Marks of writing direction and of byte order, and what is no character.
const fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || letter as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_as_typed_and_an_empty_one_takes_it_away() {
        let mut answers = Answers::new();
        answers.set("city", " Utrecht ");
        answers.set("legal-name", "Voorbeeld B.V.");
        answers.set("nobody", "x");
        assert_eq!(answers.get("city"), " Utrecht ");
        let ids: Vec<_> = answers.iter().map(|(field, _)| field.id).collect();
        assert_eq!(ids, ["legal-name", "city"]);
        answers.set("city", " \n");
        assert_eq!((answers.get("city"), answers.iter().count()), ("", 1));
    }

    #[test]
    fn a_condition_goes_by_the_answer_and_no_answer_is_one_too() {
        let mut answers = Answers::new();
        assert_eq!(answers.holds("services-open"), Some(true));
        assert_eq!(answers.holds("telephony"), Some(false));
        answers.set("services", "both ");
        assert_eq!(answers.holds("services-open"), Some(false));
        assert_eq!((answers.holds("telephony"), answers.holds("circuit")), (Some(true), Some(true)));
        answers.set("services", "Both");
        assert_eq!(answers.holds("services-open"), Some(true));
        assert_eq!(answers.holds("trade-name"), Some(false));
        answers.set("trade-name", "X");
        assert_eq!(answers.holds("trade-name"), Some(true));
        assert_eq!((answers.holds(""), answers.holds("nonsense")), (Some(true), None));
    }

    #[test]
    fn a_review_needs_a_name_and_a_day() {
        let mut answers = Answers::new();
        answers.set("reviewed-by", "mr. De Vries");
        assert_eq!(answers.reviewed(), None);
        answers.set("reviewed-on", "gisteren");
        assert_eq!(answers.reviewed(), None);
        answers.set("reviewed-on", "2026-11-20");
        let on = Day::parse("2026-11-20").unwrap();
        assert_eq!(answers.reviewed(), Some(Reviewed { by: "mr. De Vries".to_owned(), on }));
        answers.set("reviewed-by", "\u{202e}");
        assert_eq!(answers.reviewed(), None);
    }

    #[test]
    fn what_is_typed_becomes_one_line_of_what_can_be_seen() {
        assert_eq!(clean("  a\t b\r\n\u{0}c\u{202e}d\u{feff} \u{ffff}  é𝄞 "), "a b cd é𝄞");
        assert_eq!(clean(" \u{200b}\n"), "");
    }
}
