//! Pieces of JSON, each left as it was written.
//!
//! So a later format is known by its number, whatever else has changed; and fields that are not known stay as they were,
//! to the byte. What every page reads when it starts is read by the scanner here: serde_json, which reads whole files
//! to the same outcome, would add 6 KB (compressed) to each first visit.

use crate::domain::order;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// More fields than any object of ours in a file has. Without it a hostile text could keep the page busy for long.
pub(super) const FIELDS_MAX: usize = 20_000;

/// More fields or members than anything has that is read piece by piece.
const PARTS_MAX: usize = 1_000;

/// How deep objects and lists may stand within each other. Deeper is nothing that anyone wrote in earnest.
const DEPTH_MAX: usize = 127;

/// What can be read from JSON.
pub(super) trait FromJson: Sized {
    /// The value of this JSON, which may have blanks around it; `None` if it is none, or of another shape.
    fn from_json(text: &str) -> Option<Self>;
}

/// Reads JSON; `None` if it is none, or of another shape.
pub(super) fn parse<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(text)
}

impl FromJson for String {
    fn from_json(text: &str) -> Option<Self> {
        let mut scan = Scan { rest: text, depth: 0 };
        scan.blanks();
        let written = scan.string()?;
        scan.end()?;
        unquoted(written)
    }
}

impl FromJson for u8 {
    fn from_json(text: &str) -> Option<Self> {
        let mut scan = Scan { rest: text, depth: 1 };
        let written = scan.value()?;
        scan.end()?;
        written.parse().ok()
    }
}

/// Of a small object: comparing every name with all before it is quick. For a big one see [`Fields::of_many`].
impl FromJson for Fields {
    fn from_json(text: &str) -> Option<Self> {
        let mut fields = Self::default();
        let mut scan = Scan { rest: text, depth: 1 };
        scan.members('{', '}', |scan| {
            let name = unquoted(scan.string()?)?;
            scan.sign(':')?;
            let json = scan.value()?;
            if fields.0.len() == PARTS_MAX || fields.0.iter().any(|(known, _)| *known == name) {
                return None;
            }
            fields.0.push((name, json.to_owned()));
            Some(())
        })?;
        scan.end()?;
        Some(fields)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(text: &str) -> Option<Self> {
        let mut members = Self::new();
        let mut scan = Scan { rest: text, depth: 1 };
        scan.members('[', ']', |scan| {
            let member = T::from_json(scan.value()?).filter(|_| members.len() < PARTS_MAX)?;
            members.push(member);
            Some(())
        })?;
        scan.end()?;
        Some(members)
    }
}

/// What is left to read. Whatever it refuses gives `None`.
struct Scan<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Scan<'a> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn take(&mut self, sign: char) -> bool {
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// A sign with blanks around it.
    fn sign(&mut self, sign: char) -> Option<()> {
        self.blanks();
        let is_there = self.take(sign);
        self.blanks();
        is_there.then_some(())
    }

    fn end(&mut self) -> Option<()> {
        self.blanks();
        self.rest.is_empty().then_some(())
    }

    /// What was read since `start`.
    fn since(&self, start: &'a str) -> &'a str {
        start.get(..start.len() - self.rest.len()).unwrap_or_default()
    }

    /// Any value, as it is written.
    fn value(&mut self) -> Option<&'a str> {
        self.blanks();
        let start = self.rest;
        match start.as_bytes().first()? {
            b'"' => drop(self.string()?),
            open @ (b'{' | b'[') => {
                self.depth += 1;
                if self.depth > DEPTH_MAX {
                    return None;
                }
                let is_object = *open == b'{';
                let (open, close) = if is_object { ('{', '}') } else { ('[', ']') };
                self.members(open, close, |scan| {
                    if is_object {
                        scan.string()?;
                        scan.sign(':')?;
                    }
                    scan.value().map(drop)
                })?;
                self.depth -= 1;
            }
            b'-' | b'0'..=b'9' => self.number()?,
            _ => {
                let word = ["true", "false", "null"].into_iter().find_map(|word| self.rest.strip_prefix(word));
                self.rest = word?;
            }
        }
        Some(self.since(start))
    }

    /// Members between brackets, with commas between them.
    fn members(&mut self, open: char, close: char, mut member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.sign(open)?;
        if self.take(close) {
            return Some(());
        }
        loop {
            member(self)?;
            self.blanks();
            if self.take(close) {
                return Some(());
            }
            self.sign(',')?;
        }
    }

    /// A text with its quotes. Whether its escapes make sense together is for [`unquoted`] to say.
    fn string(&mut self) -> Option<&'a str> {
        let start = self.rest;
        let mut bytes = start.bytes().enumerate();
        (bytes.next()?.1 == b'"').then_some(())?;
        loop {
            let (at, byte) = bytes.next()?;
            match byte {
                b'"' => {
                    self.rest = start.get(at + 1..)?;
                    return Some(self.since(start));
                }
                b'\\' => match bytes.next()?.1 {
                    b'u' => {
                        for _ in 0..4 {
                            bytes.next().filter(|(_, digit)| digit.is_ascii_hexdigit())?;
                        }
                    }
                    escaped => b"\"\\/bfnrt".contains(&escaped).then_some(())?,
                },
                0..0x20 => return None,
                _ => {}
            }
        }
    }

    fn digits(&mut self) -> Option<()> {
        let after = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let some = after.len() < self.rest.len();
        self.rest = after;
        some.then_some(())
    }

    fn number(&mut self) -> Option<()> {
        self.take('-');
        if !self.take('0') {
            self.digits()?;
        }
        if self.take('.') {
            self.digits()?;
        }
        if self.take('e') || self.take('E') {
            let _ = self.take('+') || self.take('-');
            self.digits()?;
        }
        Some(())
    }
}

/// The text of a scanned string. `None` for half of a surrogate pair, which no text of Rust can hold.
fn unquoted(written: &str) -> Option<String> {
    let mut text = String::new();
    let mut letters = written.strip_prefix('"')?.strip_suffix('"')?.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => escaped(&mut letters)?,
                plain => plain,
            },
            plain => plain,
        });
    }
    Some(text)
}

/// The letter that four hex digits stand for, or eight in two halves.
fn escaped(letters: &mut std::str::Chars<'_>) -> Option<char> {
    let mut unit = || letters.by_ref().take(4).try_fold(0, |unit, digit| Some(unit * 16 + digit.to_digit(16)?));
    let first: u32 = unit()?;
    if !(0xd800..0xdc00).contains(&first) {
        return char::from_u32(first);
    }
    *letters = letters.as_str().strip_prefix("\\u")?.chars();
    let mut unit = || letters.by_ref().take(4).try_fold(0, |unit, digit| Some(unit * 16 + digit.to_digit(16)?));
    let second: u32 = unit().filter(|second| (0xdc00..0xe000).contains(second))?;
    char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
}

/// A text as JSON, escaped where it must be and nowhere else.
pub(super) fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\0'..' ' => {
                json.push_str("\\u00");
                for half in [u32::from(letter) >> 4, u32::from(letter) & 15] {
                    json.extend(char::from_digit(half, 16));
                }
            }
            plain => json.push(plain),
        }
    }
    json.push('"');
    json
}

/// The fields of an object in their order, each with its JSON. No two have the same name.
#[derive(Default)]
pub(super) struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The fields of an object that may have as many as a whole dossier.
    ///
    /// # Errors
    /// What serde_json says of any other text.
    pub fn of_many(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

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
        order::sort(&mut names);
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
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
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

    /// What both readers make of a text.
    #[track_caller]
    fn both_agree(text: &str) {
        let theirs = serde_json::from_str::<Fields>(text).ok();
        assert_eq!(parse::<Fields>(text).map(|fields| fields.0), theirs.map(|fields| fields.0), "{text}");
        assert_eq!(parse::<String>(text), serde_json::from_str(text).ok(), "{text}");
        assert_eq!(parse::<u8>(text), serde_json::from_str(text).ok(), "{text}");
        let theirs = serde_json::from_str::<Vec<String>>(text).ok();
        assert_eq!(parse::<Vec<String>>(text), theirs, "{text}");
    }

    #[test]
    fn both_readers_agree_about_what_is_json() {
        for value in [
            "0",
            "-0",
            "00",
            "01",
            "-",
            "+1",
            "1.",
            ".5",
            "1.5e3",
            "1e",
            "1E+9",
            "1e-",
            "0x1",
            "NaN",
            "true",
            "truex",
            "nul",
            "null",
            "[]",
            "[,]",
            "[1,]",
            "[1 2]",
            "[1,2",
            "{}",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1}}",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\\ud83d\\ude00\"",
            "\"\t\"",
            "\"\u{7f}\u{2028}\"",
            "\"\\/\\b\\f\"",
            "'a'",
            "\u{a0}1",
            "\u{feff}{}",
            "",
            " ",
            "\0",
        ] {
            both_agree(value);
            both_agree(&format!(" {{\"x\" : {value} , \"y\":[{value}]}}\n"));
            both_agree(&format!("[\"a\",{value}]"));
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_and_takes_no_stack() {
        for (depth, is_read) in [(1, true), (126, true), (127, false), (10_000, false), (5_000_000, false)] {
            for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
                let text = format!("{{\"a\":{}1{}}}", open.repeat(depth), close.repeat(depth));
                assert_eq!(parse::<Fields>(&text).is_some(), is_read, "{depth}");
            }
        }
    }

    /// JSONTestSuite: names and texts; see its README.
    fn test_suite() -> Vec<(String, String)> {
        let cases: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("../../tests/fixtures/json/test-suite.json")).unwrap();
        let text = |case: &serde_json::Value, name: &str| case.get(name).unwrap().as_str().unwrap().to_owned();
        let times = |case: &serde_json::Value| case.get("times").map_or(1, |times| times.as_u64().unwrap());
        let input = |case| text(case, "input").repeat(usize::try_from(times(case)).unwrap());
        cases.iter().map(|case| (text(case, "name"), input(case))).collect()
    }

    #[test]
    fn what_must_be_read_is_read_and_what_is_no_json_is_refused() {
        let mut seen = [0; 3];
        for (name, text) in test_suite() {
            let mut scan = Scan { rest: &text, depth: 0 };
            let is_read = scan.value().is_some() && scan.end().is_some();
            match name.split_once('_').unwrap().0 {
                "y" => assert!(is_read, "{name}"),
                "n" => assert!(!is_read, "{name}"),
                _ => {}
            }
            let theirs = serde_json::from_str::<Box<RawValue>>(&text).is_ok();
            // Ours has a limit of depth here too, theirs none where it only skips.
            assert!(is_read == theirs || (theirs && is_deeper_than(DEPTH_MAX, &text)), "{name}");
            both_agree(&text);
            seen[["y", "n", "i"].iter().position(|kind| name.starts_with(kind)).unwrap()] += 1;
        }
        assert_eq!(seen, [95, 188, 35]);
    }

    proptest::proptest! {
        #[test]
        fn both_readers_agree_about_any_text(text in "[\\[\\]{}:,\"\\\\u0de a1\n.-]{0,24}") {
            both_agree(&text);
        }

        #[test]
        fn a_text_is_read_as_it_was_written_and_written_as_everybody_does(text in proptest::prelude::any::<String>()) {
            proptest::prop_assert_eq!(parse::<String>(&quoted(&text)), Some(text.clone()));
            proptest::prop_assert_eq!(quoted(&text), serde_json::to_string(&text).unwrap());
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
