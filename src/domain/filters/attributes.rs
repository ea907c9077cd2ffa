//! The list of attributes of a tag as kses reads it, the filter that WordPress and Drupal both descend from: it takes
//! what is well formed, and skips what is not.

use std::ops::Range;

use super::Reason;
use super::edits::{Edit, Edits};

/// One attribute that was found.
pub(super) struct Hair<'a> {
    /// As written.
    pub name: &'a str,
    /// Between its quotes; `None` without `=`.
    pub value: Option<&'a str>,
    /// The quote that it gets.
    pub quote: char,
    /// From its name to its last quote, in bytes of the list.
    pub range: Range<usize>,
    /// Where the value stands, counted from the start of the range; `None` if it has no quotes.
    pub value_at: Option<usize>,
}

/// An attribute to write.
pub(super) struct Whole<'a> {
    pub name: &'a str,
    pub value: &'a str,
    /// `\0` for none, and no value then.
    pub quote: char,
}

impl Whole<'_> {
    pub fn written(&self) -> String {
        let Self { name, value, quote } = self;
        if *quote == '\0' { (*name).to_owned() } else { format!("{name}={quote}{value}{quote}") }
    }
}

/// White space as the filter takes it.
pub(super) const fn spaces(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

/// Whether this is the end of a text for the filter: nothing, or the last line break.
pub(super) fn ends(rest: &str) -> bool {
    matches!(rest, "" | "\n")
}

/// Takes away control characters that no text needs; with `slash_zero` a written `\0` too.
pub(super) fn no_controls(text: &str, slash_zero: bool) -> Edits {
    let is_control = |letter: char| letter < ' ' && !matches!(letter, '\t' | '\n' | '\r');
    let mut edits: Edits = text
        .match_indices(is_control)
        .map(|(at, control)| Edit::new(at..at + control.len(), "", Reason::Control))
        .collect();
    if slash_zero && edits.is_empty() {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find('\\')).map(|at| from + at) {
            let rest = text.get(at..).unwrap_or_default();
            let zeros = rest.trim_start_matches('\\');
            let after = zeros.trim_start_matches('0');
            from = text.len() - after.len();
            if after.len() < zeros.len() {
                edits.push(Edit::new(at..from, "", Reason::Control));
            }
        }
    }
    edits
}

/// The attributes of a list, in order. With `slash_ends` a value may be followed by the slash that ends the tag.
pub(super) fn hair(list: &str, slash_ends: bool) -> Vec<Hair<'_>> {
    let mut found = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let start = list.len() - rest.len();
        let name_end = name_end(rest);
        let Some((name, after)) = rest.split_at_checked(name_end).filter(|(name, _)| !name.is_empty()) else {
            rest = skipped(rest);
            continue;
        };
        let equals = after.trim_start_matches(spaces);
        if let Some(value) = equals.strip_prefix('=') {
            let value = value.trim_start_matches(spaces);
            match read_value(value, slash_ends) {
                Some(Value { text, quote, end, is_quoted, goes_on }) => {
                    let value_at = list.len() - value.len();
                    let value_at_name = is_quoted.then_some(value_at + 1 - start);
                    let range = start..value_at + end;
                    found.push(Hair { name, value: Some(text), quote, range, value_at: value_at_name });
                    // In front of the last slash the filter goes over the value once more, and skips it.
                    rest = if goes_on { value.get(end..).unwrap_or_default() } else { skipped(value) };
                    if goes_on {
                        rest = rest.trim_start_matches(spaces);
                    }
                }
                None => rest = skipped(value),
            }
        } else if equals.len() < after.len() || after.is_empty() {
            found.push(Hair { name, value: None, quote: '\0', range: start..start + name_end, value_at: None });
            rest = equals;
        } else {
            rest = skipped(after);
        }
    }
    found
}

fn name_end(rest: &str) -> usize {
    let is_first = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    if !rest.bytes().next().is_some_and(is_first) {
        return 0;
    }
    let is_next = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    rest.bytes().position(|byte| !is_next(byte)).unwrap_or(rest.len())
}

struct Value<'a> {
    text: &'a str,
    quote: char,
    /// After the value and its quotes.
    end: usize,
    is_quoted: bool,
    /// Whether white space or the end follows, and not the last slash.
    goes_on: bool,
}

fn read_value(rest: &str, slash_ends: bool) -> Option<Value<'_>> {
    for quote in ['"', '\''] {
        if let Some(inside) = rest.strip_prefix(quote) {
            let (text, after) = inside.split_once(quote)?;
            let goes_on = ends(after) || after.starts_with(spaces);
            let at_slash = slash_ends && after.strip_prefix('/').is_some_and(ends);
            return (goes_on || at_slash).then_some(Value {
                text,
                quote,
                end: text.len() + 2,
                is_quoted: true,
                goes_on,
            });
        }
    }
    let end = rest.find(|letter: char| spaces(letter) || matches!(letter, '"' | '\'')).unwrap_or(rest.len());
    let (text, after) = rest.split_at_checked(end).filter(|(text, _)| !text.is_empty())?;
    let goes_on = after.is_empty() || after.starts_with(spaces);
    goes_on.then_some(Value { text, quote: '"', end, is_quoted: false, goes_on })
}

/// After what is not well formed: quoted parts and letters up to white space, and that.
fn skipped(rest: &str) -> &str {
    let mut rest = rest;
    while let Some(letter) = rest.chars().next().filter(|letter| !spaces(*letter)) {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '"' | '\'' => after.split_once(letter).map_or("", |(_, after)| after),
            _ => after,
        };
    }
    rest.trim_start_matches(spaces)
}
