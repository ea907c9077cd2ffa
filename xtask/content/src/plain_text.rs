//! What every text that a visitor reads must keep to: plain, typographic, placeholders closed and known.

/// What a text may hold beyond plain words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Limits {
    pub placeholders: Placeholders,
    /// Soft hyphens do not count.
    pub max_chars: Option<usize>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Placeholders {
    #[default]
    None,
    Only(&'static str),
    Any,
}

/// What is wrong, and what was expected instead.
pub(crate) type Fault = (String, String);

/// Marks that plain text has no use for, with what to write instead.
const MARKS: &[(&str, &str)] = &[
    ("--", "a dash `–`, or a comma"),
    ("'", "a typographic quote ‘ or ’"),
    ("\"", "a typographic quote “ or ”"),
    ("`", "plain text without Markdown"),
    ("**", "plain text without Markdown"),
    ("](", "plain text without Markdown"),
];

/// Everything that is wrong with a text.
pub(crate) fn faults(text: &str, limits: Limits) -> Vec<Fault> {
    if text.trim().is_empty() {
        return vec![("is empty".to_owned(), "a text".to_owned())];
    }
    let mut faults = Vec::new();
    let mut fault = |what: String, expected: &str| faults.push((what, expected.to_owned()));
    if text.trim() != text {
        fault("has blanks around it".to_owned(), "a text without them");
    }
    for (mark, expected) in MARKS {
        if text.contains(mark) {
            fault(format!("has {mark} in it"), expected);
        }
    }
    if let Some(tag) = html_tag(text) {
        fault(format!("has HTML in it: `{tag}`"), "plain text");
    }
    let length = text.chars().filter(|c| *c != '\u{ad}').count();
    if let Some(limit) = limits.max_chars.filter(|limit| length > *limit) {
        let expected = format!("at most {limit}");
        fault(format!("has {length} characters"), &expected);
    }
    faults.extend(placeholder_faults(text, limits.placeholders));
    faults
}

/// A `<` that a letter or `/` follows, with that character.
fn html_tag(text: &str) -> Option<String> {
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs
        .find(|(open, next)| *open == '<' && (next.is_alphabetic() || *next == '/'))
        .map(|(open, next)| format!("{open}{next}"))
}

fn placeholder_faults(text: &str, allowed: Placeholders) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |what: String, expected: String| faults.push((what, expected));
    for part in placeholders(text) {
        match part {
            Part::NotClosed => {
                fault("has a `{` that is not closed".to_owned(), "a placeholder such as `{name}`".to_owned())
            }
            Part::NotOpened => fault("has a `}` without `{`".to_owned(), "a placeholder such as `{name}`".to_owned()),
            Part::Name(name) if !is_name(name) || is_reserved(name) => {
                fault(format!("has a placeholder with a bad name: `{{{name}}}`"), NAME.to_owned())
            }
            Part::Name(name) => match allowed {
                Placeholders::Any => {}
                Placeholders::Only(known) if known == name => {}
                Placeholders::Only(known) => {
                    fault(format!("has an unknown placeholder `{{{name}}}`"), format!("only `{{{known}}}`"))
                }
                Placeholders::None => {
                    fault(format!("has an unknown placeholder `{{{name}}}`"), "no placeholders here".to_owned())
                }
            },
        }
    }
    faults
}

/// A place in a text where a brace stands.
#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    Name(&'t str),
    NotClosed,
    NotOpened,
}

/// The names of the placeholders in a text, in order, repeated as they are.
pub(crate) fn placeholder_names(text: &str) -> impl Iterator<Item = &str> {
    placeholders(text).filter_map(|part| match part {
        Part::Name(name) => Some(name),
        Part::NotClosed | Part::NotOpened => None,
    })
}

fn placeholders(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, opened) = rest.split_at_checked(rest.find(['{', '}'])?)?;
        let Some(inside) = opened.strip_prefix('{') else {
            rest = opened.strip_prefix('}')?;
            return Some(Part::NotOpened);
        };
        let end = inside.find(['{', '}']).unwrap_or(inside.len());
        let (name, after) = inside.split_at_checked(end)?;
        match after.strip_prefix('}') {
            Some(after) => {
                rest = after;
                Some(Part::Name(name))
            }
            None => {
                rest = after;
                Some(Part::NotClosed)
            }
        }
    })
}

/// What [`is_name`] asks, to follow "expected".
pub(crate) const NAME: &str = "a name of a-z, 0-9 and single `_` between them, not `self`, `super` or `crate`";

/// Whether a name can be a Rust field that no lint finds fault with. A `_` at the end is kept for generated names.
pub(crate) fn is_name(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9'));
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('_').all(is_word)
}

/// Whether Rust does not take a name even as a raw identifier.
pub(crate) fn is_reserved(name: &str) -> bool {
    matches!(name, "self" | "super" | "crate")
}

#[cfg(test)]
mod tests {
    use super::{Limits, Part, faults, is_name, placeholders};

    #[test]
    fn braces_are_read_in_pairs_and_lonely_ones_are_told_apart() {
        let parts: Vec<_> = placeholders("{a} {b{c} } {").collect();
        let expected = [Part::Name("a"), Part::NotClosed, Part::Name("c"), Part::NotOpened, Part::NotClosed];
        assert_eq!(parts, expected);
    }

    #[test]
    fn names_are_lowercase_words_with_single_underscores() {
        assert!(is_name("done_of_2"));
        for bad in ["", "2nd", "_a", "a_", "a__b", "A", "é", "a b"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn typographic_text_with_a_bare_less_than_sign_is_fine() {
        let text = "Kies ‘Eén’ of “twee”… als 1 < 2 – hoogst\u{ad}waarschijnlijk’s.";
        assert_eq!(faults(text, Limits::default()), []);
    }
}
