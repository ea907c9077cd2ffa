//! Records as text under keys: how keys are named, and what a stored text turns out to be.
//!
//! Keys stay for ever. Whatever cannot be read is never overwritten: it goes byte for byte to a [`Key::Aside`].

use std::fmt;

use super::json::{Fields, parse, quoted};
use super::record::{COUNTER_MAX, Content, Record, Seen, Stamp, TEXT_MAX_CHARS, Version, Writer};

/// The version of the format that this build writes.
pub const FORMAT: u64 = 1;

/// The longest stored text that is looked into, in bytes: room for 17 texts of the greatest length, each
/// character escaped. Longer is damage, or not ours.
pub const RAW_MAX_BYTES: usize = 1 << 20;

/// More fields or copies than any record of ours has. Without it a hostile text could keep the page busy for long.
const PARTS_MAX: usize = 1_000;

const OWN: &str = "partnerpad.";
const RECORDS: &str = "partnerpad.v1/";
const ASIDES: &str = "partnerpad.aside/";

/// The name of a stored text of ours. Printing gives what [`Key::parse`] reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// `partnerpad.v1/<dossier>/<name>`: one record. Both parts are as [`is_name`] wants them.
    Record {
        /// Whose progress it belongs to.
        dossier: &'a str,
        /// Of which thing: the id of an action, for one.
        name: &'a str,
    },
    /// `partnerpad.aside/<dossier>/<name>/<number>`: a text that could not be read, byte for byte.
    Aside {
        /// Whose progress it belonged to.
        dossier: &'a str,
        /// Under which record it was found.
        name: &'a str,
        /// Tells apart what was found there one after another. In decimal, without leading zeros.
        number: u32,
    },
    /// Any other key of ours, in full: `partnerpad.theme`. Also what a later layout may add.
    Other(&'a str),
}

impl<'a> Key<'a> {
    /// Which of our keys this is; `None` if it is somebody else's.
    #[must_use]
    pub fn parse(key: &'a str) -> Option<Self> {
        let own = key.starts_with(OWN).then_some(Self::Other(key))?;
        let known = if let Some(rest) = key.strip_prefix(RECORDS) {
            Self::parse_record(rest)
        } else {
            key.strip_prefix(ASIDES).and_then(Self::parse_aside)
        };
        Some(known.unwrap_or(own))
    }

    /// The first free key, counted from 1, to put an unreadable text aside.
    pub fn free_aside(dossier: &'a str, name: &'a str, is_taken: impl Fn(&str) -> bool) -> Option<Self> {
        let mut asides = (1..=u32::MAX).map(|number| Self::Aside { dossier, name, number });
        asides.find(|key| !is_taken(&key.to_string()))
    }

    fn parse_record(rest: &'a str) -> Option<Self> {
        let (dossier, name) = rest.split_once('/')?;
        (is_name(dossier) && is_name(name)).then_some(Self::Record { dossier, name })
    }

    fn parse_aside(rest: &'a str) -> Option<Self> {
        let (record, digits) = rest.rsplit_once('/')?;
        let Self::Record { dossier, name } = Self::parse_record(record)? else { return None };
        let number: u32 = digits.parse().ok()?;
        (number.to_string() == digits).then_some(Self::Aside { dossier, name, number })
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record { dossier, name } => write!(f, "{RECORDS}{dossier}/{name}"),
            Self::Aside { dossier, name, number } => write!(f, "{ASIDES}{dossier}/{name}/{number}"),
            Self::Other(key) => f.write_str(key),
        }
    }
}

/// Whether a dossier or a record may be called so: `[a-z0-9.-]+`.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'))
}

/// What a stored text turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A record.
    Record(Record),
    /// Written in a later format: show nothing of it, and leave it as it is.
    Newer,
    /// Not a record of ours: put it aside before anything is written in its place.
    Unreadable,
}

/// Reads a stored text. Trusts nothing: any local page may have written it.
#[must_use]
pub fn read(raw: &str) -> Read {
    if raw.len() > RAW_MAX_BYTES {
        return Read::Unreadable;
    }
    let Some(mut fields) = fields_of(raw) else {
        return Read::Unreadable;
    };
    match fields.take_plain("v") {
        Some(FORMAT) => record_of(fields).map_or(Read::Unreadable, Read::Record),
        Some(format) if format > FORMAT => Read::Newer,
        _ => Read::Unreadable,
    }
}

fn record_of(mut fields: Fields) -> Option<Record> {
    let mut seen = Seen::default();
    if let Some(counters) = fields.take("seen") {
        for (writer, counter) in fields_of(&counters)?.0 {
            seen.raise(stamp_of(counter.parse().ok()?, &writer)?);
        }
    }
    let mut also = Vec::new();
    if let Some(copies) = fields.take("also") {
        for copy in parse::<Vec<Fields>>(&copies).filter(|copies| copies.len() <= PARTS_MAX)? {
            // As unknown fields of a copy these would end up beside those of a record.
            if copy.0.iter().any(|(name, _)| ["v", "seen", "also"].contains(&name.as_str())) {
                return None;
            }
            also.push(version_of(copy)?);
        }
    }
    Record::from_parts(version_of(fields)?, also, seen)
}

/// Takes the fields that are known and keeps the rest as unknown ones.
fn version_of(mut fields: Fields) -> Option<Version> {
    let stamp = stamp_of(fields.take_plain("c")?, &fields.take_text("d")?)?;
    let at = fields.take_plain("t")?;
    let content = match (fields.take("done"), fields.take("text")) {
        (Some(done), None) => Content::Tick(done.parse().ok()?),
        (None, Some(text)) => {
            Content::Text(parse(&text).filter(|text: &String| text.chars().count() <= TEXT_MAX_CHARS)?)
        }
        _ => return None,
    };
    Some(Version { stamp, at, content, unknown: fields.0 })
}

fn stamp_of(counter: u64, writer: &str) -> Option<Stamp> {
    let writer = Writer::parse(writer)?;
    (1..=COUNTER_MAX).contains(&counter).then_some(Stamp { counter, writer })
}

fn fields_of(raw: &str) -> Option<Fields> {
    parse(raw).filter(|fields: &Fields| fields.0.len() <= PARTS_MAX)
}

/// The text to store. One record always gives the same text.
#[must_use]
pub fn to_json(record: &Record) -> String {
    let copies: Vec<_> = record.also.iter().map(|copy| object(&version_fields(copy), copy)).collect();
    let seen: Vec<_> = record.seen.iter().map(|Stamp { counter, writer }| format!("\"{writer}\":{counter}")).collect();
    let (seen, also) = (listed("seen", '{', &seen, '}'), listed("also", '[', &copies, ']'));
    object(&format!("\"v\":{FORMAT},{}{seen}{also}", version_fields(&record.shown)), &record.shown)
}

/// A field with these parts; nothing if there are none.
fn listed(name: &str, open: char, parts: &[String], close: char) -> String {
    if parts.is_empty() { String::new() } else { format!(",\"{name}\":{open}{}{close}", parts.join(",")) }
}

fn version_fields(version: &Version) -> String {
    let Version { stamp: Stamp { counter, writer }, at, .. } = version;
    let content = match &version.content {
        Content::Tick(done) => format!("\"done\":{done}"),
        Content::Text(text) => format!("\"text\":{}", quoted(text)),
    };
    format!("\"c\":{counter},\"d\":\"{writer}\",\"t\":{at},{content}")
}

/// The known fields, then the unknown ones of this version.
fn object(known: &str, version: &Version) -> String {
    let unknown = version.unknown.iter().map(|(name, json)| format!(",{}:{json}", quoted(name)));
    format!("{{{known}{}}}", unknown.collect::<String>())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
mod tests {
    use super::*;

    const TICK: &str = r#"{"v":1,"c":7,"d":"a1b2c3d4e5f60718","t":1795000000000,"done":true}"#;

    #[track_caller]
    fn record(raw: &str) -> Record {
        match read(raw) {
            Read::Record(record) => record,
            other => panic!("{other:?}: {raw}"),
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let tick = Key::Record { dossier: "own", name: "step-6.send-links" };
        assert_eq!(tick.to_string(), "partnerpad.v1/own/step-6.send-links");
        let aside = Key::Aside { dossier: "own", name: "a", number: 12 };
        assert_eq!(aside.to_string(), "partnerpad.aside/own/a/12");
        for key in [tick, aside, Key::Other("partnerpad.theme")] {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
    }

    #[test]
    fn keys_of_others_are_not_ours() {
        for key in ["", "partnerpad", "partnerpadx.v1/a/b", "Partnerpad.v1/a/b", "x.partnerpad.v1/a/b", "theme"] {
            assert_eq!(Key::parse(key), None, "{key}");
        }
    }

    #[test]
    fn keys_of_ours_in_an_unknown_shape_are_left_alone() {
        for key in [
            "partnerpad.",
            "partnerpad.v2/a/b",
            "partnerpad.v1/a",
            "partnerpad.v1/a/",
            "partnerpad.v1//b",
            "partnerpad.v1/a/b/c",
            "partnerpad.v1/a/B",
            "partnerpad.v1/a/b c",
            "partnerpad.aside/a/b",
            "partnerpad.aside/a/b/",
            "partnerpad.aside/a/b/01",
            "partnerpad.aside/a/b/+1",
            "partnerpad.aside/a/b/c/1",
            "partnerpad.aside/a/b/4294967296",
        ] {
            assert_eq!(Key::parse(key), Some(Key::Other(key)));
        }
    }

    #[test]
    fn an_aside_never_takes_the_place_of_another() {
        let taken = ["partnerpad.aside/a/b/1", "partnerpad.aside/a/b/2", "partnerpad.aside/a/c/3"];
        let free = Key::free_aside("a", "b", |key| taken.contains(&key));
        assert_eq!(free, Some(Key::Aside { dossier: "a", name: "b", number: 3 }));
    }

    #[test]
    fn a_tick_is_stored_in_this_form() {
        let stamp = Stamp { counter: 7, writer: Writer(0xa1b2_c3d4_e5f6_0718) };
        let tick = Record::tick(stamp, 1_795_000_000_000, true);
        assert_eq!(to_json(&tick), TICK);
        assert_eq!(record(TICK), tick);
    }

    #[test]
    fn a_record_may_be_spaced_as_json_may_be() {
        let spaced = TICK.replace(':', " :\n").replace(',', "\t,  ").replace('}', " }\n");
        assert_eq!(record(&spaced), record(TICK));
    }

    #[test]
    fn a_later_format_is_known_by_its_number_alone() {
        assert_eq!(read(r#"{"v":2}"#), Read::Newer);
        assert_eq!(read(r#"{"c":"all else may differ","v":18446744073709551615}"#), Read::Newer);
    }

    #[test]
    fn what_is_no_record_is_unreadable() {
        let replacements = [
            ("\"v\":1", "\"v\":0"),
            ("\"v\":1", "\"v\":-1"),
            ("\"v\":1", "\"v\":\"1\""),
            ("\"v\":1", "\"v\":2.5"),
            ("\"v\":1,", ""),
            ("\"c\":7", "\"c\":0"),
            ("\"c\":7", "\"c\":-7"),
            ("\"c\":7", "\"c\":7.0"),
            ("\"c\":7,", ""),
            ("a1b2", "A1B2"),
            ("a1b2", ""),
            ("1795000000000", "1e400"),
            ("1795000000000", "\"1\""),
            ("true", "1"),
            ("true", "true,\"text\":\"a\""),
            (",\"done\":true", ""),
            ("\"done\":true", "\"text\":null"),
            ("true", "true,\"seen\":[]"),
            ("true", "true,\"also\":{}"),
            ("true", "true,\"also\":[1]"),
            ("true", "true,\"t\":1"),
            ("true", "true,\"x\":1,\"x\":1"),
            ("}", "}}"),
            ("{", "\u{feff}{"),
        ];
        for (from, to) in replacements {
            let raw = TICK.replacen(from, to, 1);
            assert_ne!(raw, TICK);
            assert_eq!(read(&raw), Read::Unreadable, "{raw}");
        }
        for raw in ["", "null", "[]", "7", "\"\"", "\u{0}"] {
            assert_eq!(read(raw), Read::Unreadable, "{raw}");
        }
        assert_eq!(read(&"[".repeat(100_000)), Read::Unreadable);
        assert_eq!(read(&TICK.replace("true", &("true,\"x\":".to_owned() + &"[".repeat(100_000)))), Read::Unreadable);
    }

    #[test]
    fn a_cut_record_is_unreadable_wherever_it_is_cut() {
        for end in 0..TICK.len() {
            assert_eq!(read(&TICK[..end]), Read::Unreadable);
        }
    }

    #[test]
    fn a_counter_that_leaves_no_room_is_not_believed() {
        let highest = TICK.replace("\"c\":7", &format!("\"c\":{COUNTER_MAX}"));
        assert_eq!(record(&highest).stamp().counter, COUNTER_MAX);
        let beyond = TICK.replace("\"c\":7", &format!("\"c\":{}", COUNTER_MAX + 1));
        assert_eq!(read(&beyond), Read::Unreadable);
    }

    #[test]
    fn a_record_that_contradicts_itself_is_unreadable() {
        let raw = |seen: &str, also: &str| {
            format!(r#"{{"v":1,"c":9,"d":"a1b2c3d4e5f60718","t":0,"text":"x","seen":{{{seen}}},"also":[{also}]}}"#)
        };
        let copy = r#"{"c":8,"d":"00000000000000aa","t":0,"text":"y"}"#;
        record(&raw(r#""00000000000000aa":7"#, copy));
        for (seen, also) in [
            (r#""00000000000000aa":8"#, copy),
            (r#""00000000000000bb":9"#, copy),
            (r#""a1b2c3d4e5f60718":9"#, ""),
            (r#""A1B2C3D4E5F60718":1"#, ""),
            (r#""00000000000000aa":0"#, ""),
            ("", &copy.replace("\"t\"", "\"v\":1,\"t\"")),
            ("", &copy.replace("\"t\"", "\"seen\":{},\"t\"")),
        ] {
            assert_eq!(read(&raw(seen, also)), Read::Unreadable, "{seen} {also}");
        }
    }

    #[test]
    fn too_long_a_text_is_unreadable_and_the_longest_conflict_is_not() {
        let stamp = |writer| Stamp { counter: 1, writer: Writer(writer) };
        let longest = "\u{1}".repeat(TEXT_MAX_CHARS);
        let conflict =
            (0..17).map(|writer| Record::text(stamp(writer), 0, &longest).unwrap()).reduce(Record::merge).unwrap();
        assert_eq!(record(&to_json(&conflict)), conflict);
        let one_more = to_json(&Record::text(stamp(1), 0, &longest).unwrap()).replace("\"text\":\"", "\"text\":\"x");
        assert_eq!(read(&one_more), Read::Unreadable);
        assert_eq!(read(&(TICK.to_owned() + &" ".repeat(RAW_MAX_BYTES))), Read::Unreadable);
    }

    #[test]
    fn a_text_made_to_keep_the_page_busy_is_unreadable() {
        let fields: Vec<_> = (0..70_000).map(|n| format!(",\"{n}\":1")).collect();
        assert_eq!(read(&TICK.replace('}', &(fields.concat() + "}"))), Read::Unreadable);
        let copies = vec![TICK.replace("\"v\":1,", ""); 10_000].join(",");
        assert_eq!(read(&TICK.replace('}', &format!(",\"also\":[{copies}]}}"))), Read::Unreadable);
    }

    #[test]
    fn unknown_fields_of_the_winner_survive_reading_merging_and_writing() {
        let newer = TICK
            .replace("\"c\":7", "\"c\":8")
            .replace("true}", r#"false,"by":{"name":"Jan","n":[1,null,1.10,1e400]},"\n":12345678901234567890123}"#);
        let older = TICK.replace("true}", r#"true,"by":"Piet"}"#);
        assert_eq!(to_json(&record(&older).merge(record(&newer))), newer);
    }

    #[test]
    fn unknown_fields_go_along_into_a_conflict_copy() {
        let text = |c: u64| format!(r#"{{"v":1,"c":{c},"d":"a1b2c3d4e5f60718","t":0,"text":"{c}","kind":"{c}"}}"#);
        let json = to_json(&record(&text(1)).merge(record(&text(2))));
        let copy = r#""also":[{"c":1,"d":"a1b2c3d4e5f60718","t":0,"text":"1","kind":"1"}],"kind":"2"}"#;
        assert!(json.ends_with(copy), "{json}");
    }
}
