//! The words of the tools, as the page loads them beside their program: those of its own language.

use std::sync::OnceLock;

use super::Plural;

/// Before each text.
const UNIT: char = '\u{1f}';
/// After each tool.
const RECORD: char = '\u{1e}';

static WORDS: OnceLock<String> = OnceLock::new();

/// Takes the words in, once, before the first tool begins; whether they are words of tools. For each tool its name, then
/// its texts in the order of its type, each after a unit separator (U+001F), then a record separator (U+001E).
pub fn load(words: String) -> bool {
    let is_whole = words.ends_with(RECORD) && words.contains(UNIT);
    is_whole && WORDS.set(words).is_ok()
}

/// The words of one tool in the page's language.
pub struct Loaded<T: 'static> {
    tool: &'static str,
    read: fn(&mut Texts) -> T,
    words: OnceLock<T>,
}

impl<T> Loaded<T> {
    /// Those of this tool.
    #[must_use]
    pub const fn new(tool: &'static str, read: fn(&mut Texts) -> T) -> Self {
        Self { tool, read, words: OnceLock::new() }
    }

    /// The words; `None` before [`load`]. There is one language, so its index does not matter.
    pub fn get(&'static self, _language: usize) -> Option<&'static T> {
        let words = WORDS.get()?.split(RECORD).find_map(|words| words.strip_prefix(self.tool)?.strip_prefix(UNIT))?;
        Some(self.words.get_or_init(|| (self.read)(&mut Texts(words))))
    }
}

/// What is left of a tool's texts.
pub struct Texts(&'static str);

impl Texts {
    /// The next one; empty if there is none.
    pub fn text(&mut self) -> &'static str {
        let (text, rest) = self.0.split_once(UNIT).unwrap_or((self.0, ""));
        self.0 = rest;
        text
    }

    /// The next two.
    pub fn plural(&mut self) -> Plural {
        Plural { one: self.text(), other: self.text() }
    }

    /// As many as the next one says.
    pub fn list(&mut self) -> &'static [&'static str] {
        let count = self.text().parse().unwrap_or_default();
        // Words are read once, and last as long as the page.
        (0..count).map(|_| self.text()).collect::<Vec<_>>().leak()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_their_order() {
        let mut texts = Texts("one\u{1f}a day\u{1f}{n} days\u{1f}2\u{1f}red\u{1f}blue\u{1f}0\u{1f}last");
        assert_eq!(texts.text(), "one");
        assert_eq!(texts.plural().pick(2), "{n} days");
        assert_eq!(texts.list(), ["red", "blue"]);
        assert!(texts.list().is_empty());
        assert_eq!((texts.text(), texts.text()), ("last", ""));
    }

    #[test]
    fn what_is_no_list_of_words_is_refused() {
        assert!(!load("<!doctype html><p>Sign in to this network".to_owned()));
        assert!(!load(String::new()));
    }
}
