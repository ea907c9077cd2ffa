//! Pieces of JSON, each left as it was written.
//!
//! So a later format is known by its number, whatever else has changed; fields that are not known stay as they were,
//! to the byte; and no code for numbers with a fraction, which nothing of ours has, is sent to the visitor (4 KB
//! compressed).

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// More fields than any object of ours has. Without it a hostile text could keep the page busy for long.
pub(super) const FIELDS_MAX: usize = 20_000;

/// The fields of an object in their order, each with its JSON. No two have the same name.
#[derive(Default)]
pub(super) struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Takes out the JSON of a field.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes out a whole number, or a truth value: what Rust and JSON write alike.
    pub fn take_plain<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.take(name)?.parse().ok()
    }

    /// Takes out a text.
    pub fn take_text(&mut self, name: &str) -> Option<String> {
        parse(&self.take(name)?)
    }

    fn has_twins(&self) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair.first() == pair.last())
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Fields {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some((name, json)) = map.next_entry::<String, Box<RawValue>>()? {
            if self.0.len() == FIELDS_MAX {
                return Err(A::Error::custom("too many fields"));
            }
            self.0.push((name, json.get().to_owned()));
        }
        if self.has_twins() {
            return Err(A::Error::custom("one field twice"));
        }
        Ok(self)
    }
}

/// Reads JSON; `None` if it is none, or of another shape.
pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    // Cannot fail: a text is always JSON. If it did, the outcome would be found unreadable, not taken for a text.
    serde_json::to_string(text).unwrap_or_default()
}

/// Whether objects and lists stand within each other deeper than this. Looks at nothing else, so it takes no stack and
/// is safe on any text.
pub(super) fn is_deeper_than(levels: usize, text: &str) -> bool {
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    text.bytes().any(|byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_text,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > levels
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn fields_stay_as_they_were_written() {
        let mut fields: Fields = parse(r#" {"b" : [1, 2.50e1] ,"a":"\u00e9","n":7} "#).unwrap();
        assert_eq!(fields.take("b").unwrap(), "[1, 2.50e1]");
        assert_eq!((fields.take_text("a").unwrap(), fields.take_plain("n")), ("é".to_owned(), Some(7)));
        assert_eq!((fields.take("a"), fields.0.len()), (None, 0));
    }

    #[test]
    fn a_field_that_stands_there_twice_is_refused() {
        for twice in [r#"{"a":1,"a":1}"#, r#"{"a":1,"b":2,"\u0061":3}"#] {
            assert!(parse::<Fields>(twice).is_none(), "{twice}");
        }
    }

    #[test]
    fn only_brackets_outside_of_texts_count_as_depth() {
        assert!(!is_deeper_than(2, r#"{"[[[":["[[[\"[[[","\\"]}"#));
        assert!(is_deeper_than(1, r#"{"a\\":[1]}"#));
        assert!(is_deeper_than(0, "["));
        assert!(!is_deeper_than(1, "[][]}}}}[]"));
        assert!(is_deeper_than(100, &"[".repeat(1_000_000)));
    }
}
