//! Writing Rust: lines with indents, and literals.

use std::fmt;

/// Rust text under construction.
#[derive(Default)]
pub(crate) struct Code {
    text: String,
    depth: usize,
}

impl Code {
    pub(crate) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// A block: `head`, an indented body, `tail`.
    pub(crate) fn block(&mut self, head: &str, tail: &str, body: impl FnOnce(&mut Self)) {
        self.line(head);
        self.depth += 1;
        body(self);
        self.depth -= 1;
        self.line(tail);
    }

    /// A field whose value is a slice of blocks; `[]` on one line if there are none.
    pub(crate) fn slice<T>(&mut self, head: &str, tail: &str, members: &[T], mut member: impl FnMut(&mut Self, &T)) {
        if members.is_empty() {
            return self.line(&format!("{head}&[]{tail}"));
        }
        self.block(&format!("{head}&["), &format!("]{tail}"), |code| {
            for each in members {
                member(code, each);
            }
        });
    }

    /// A slice of texts, one per line.
    pub(crate) fn texts<T: AsRef<str>>(&mut self, head: &str, tail: &str, texts: &[T]) {
        self.slice(head, tail, texts, |code, text| {
            code.line(&format!("{},", string(text.as_ref())));
        });
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// A string literal. Debug output is one: it escapes what cannot be seen (soft hyphens, and the marks of writing
/// direction that rustc refuses) and leaves letters of any script as they are.
pub(crate) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// `&[0, 2]`.
pub(crate) fn numbers<T: fmt::Debug>(numbers: &[T]) -> String {
    format!("&{numbers:?}")
}

/// An identifier, raw if it is a word of Rust.
pub(crate) fn ident(name: &str) -> String {
    const WORDS: &str = " abstract as async await become box break const continue do dyn else enum extern false final \
        fn for gen if impl in let loop macro match mod move mut override priv pub ref return static struct trait true \
        try type typeof unsafe unsized use virtual where while yield ";
    match WORDS.contains(&format!(" {name} ")) {
        true => format!("r#{name}"),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ident, string};

    #[test]
    fn strings_stay_readable_and_escape_only_what_cannot_be_seen() {
        assert_eq!(string("één “ü” \"\\"), "\"één “ü” \\\"\\\\\"");
        assert_eq!(string("hoog\u{ad}uit\u{202e}\0"), "\"hoog\\u{ad}uit\\u{202e}\\0\"");
    }

    #[test]
    fn words_of_rust_become_raw_identifiers() {
        assert_eq!(ident("type"), "r#type");
        assert_eq!(ident("typed"), "typed");
    }
}
