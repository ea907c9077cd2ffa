//! A pasted text, kept as it is: cut into records, since one holds [`TEXT_MAX_CHARS`].

use super::versions::fingerprint;
use crate::domain::record::{TEXT_MAX_CHARS, TooLong};

/// A text of somebody else as it was read back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text; empty if there is none.
    pub text: String,
    /// Whether it is still the text that was pasted. Not if its parts come from two texts: of two tabs, or of a file.
    pub is_whole: bool,
}

const PARTS_MAX: usize = 20;
const HEAD: &str = "terms.sample";

impl Pasted {
    /// The longest text that is kept, in `char`s.
    pub const MAX_CHARS: usize = PARTS_MAX * TEXT_MAX_CHARS;

    /// The records that keep a text, by name: a head with its fingerprint, and the text in parts, numbered from 1. Parts
    /// that a longer text had are empty.
    ///
    /// # Errors
    /// [`TooLong`] beyond [`Pasted::MAX_CHARS`].
    pub fn records(text: &str) -> Result<Vec<(String, String)>, TooLong> {
        let letters: Vec<char> = text.chars().collect();
        if letters.len() > Self::MAX_CHARS {
            return Err(TooLong { max_chars: Self::MAX_CHARS });
        }
        let head = if text.is_empty() { String::new() } else { fingerprint(text) };
        let mut parts = letters.chunks(TEXT_MAX_CHARS);
        let part = |at| (part_name(at), parts.next().map(|part| part.iter().collect()).unwrap_or_default());
        Ok([(HEAD.to_owned(), head)].into_iter().chain((1..=PARTS_MAX).map(part)).collect())
    }

    /// What the records keep. `record`: the text of the record of a name; empty if there is none.
    pub fn read(record: impl Fn(&str) -> String) -> Self {
        let text: String = (1..=PARTS_MAX).map(|at| record(&part_name(at))).collect();
        let is_whole = text.is_empty() || record(HEAD) == fingerprint(&text);
        Self { text, is_whole }
    }
}

fn part_name(at: usize) -> String {
    format!("{HEAD}.{at}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn read(records: &[(String, String)]) -> Pasted {
        Pasted::read(|name| {
            records.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone()).unwrap_or_default()
        })
    }

    #[test]
    fn a_text_is_kept_to_the_letter_whatever_its_length() {
        for text in [String::new(), " é\r\n".to_owned(), "é".repeat(TEXT_MAX_CHARS + 1), "x".repeat(Pasted::MAX_CHARS)]
        {
            let records = Pasted::records(&text).unwrap();
            assert!(records.iter().all(|(_, part)| part.chars().count() <= TEXT_MAX_CHARS));
            assert_eq!(read(&records), Pasted { text, is_whole: true });
        }
        let too_long = "x".repeat(Pasted::MAX_CHARS + 1);
        assert_eq!(Pasted::records(&too_long), Err(TooLong { max_chars: Pasted::MAX_CHARS }));
    }

    #[test]
    fn a_shorter_text_leaves_nothing_of_a_longer_one() {
        let mut records = Pasted::records(&"x".repeat(3 * TEXT_MAX_CHARS)).unwrap();
        for (name, text) in Pasted::records("y").unwrap() {
            let at = records.iter().position(|(known, _)| *known == name).unwrap();
            records[at].1 = text;
        }
        assert_eq!(read(&records).text, "y");
    }

    #[test]
    fn parts_of_two_texts_are_told() {
        let mut records = Pasted::records(&"x".repeat(TEXT_MAX_CHARS + 1)).unwrap();
        let other = Pasted::records(&"y".repeat(TEXT_MAX_CHARS + 1)).unwrap();
        records[2] = other[2].clone();
        assert!(!read(&records).is_whole);
    }
}
