//! Records as text under keys: how keys are named, and what a stored text turns out to be.
//!
//! Keys stay for ever. Whatever cannot be read is never overwritten: it goes byte for byte to a [`Key::Aside`].

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::record::{COUNTER_MAX, Content, Record, Seen, Stamp, TEXT_MAX_CHARS, Version, Writer};

/// The version of the format that this build writes.
pub const FORMAT: u64 = 1;

/// The longest stored text that is looked into, in bytes: room for 17 texts of the greatest length, each
/// character escaped. Longer is damage, or not ours.
pub const RAW_MAX_BYTES: usize = 1 << 20;

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
    // Not straight into a struct: a later format has to be known by its number, whatever else has changed.
    let Ok(Value::Object(mut fields)) = serde_json::from_str(raw) else {
        return Read::Unreadable;
    };
    match fields.remove("v").as_ref().and_then(Value::as_u64) {
        Some(FORMAT) => record_of(fields).map_or(Read::Unreadable, Read::Record),
        Some(format) if format > FORMAT => Read::Newer,
        _ => Read::Unreadable,
    }
}

fn record_of(mut fields: Map<String, Value>) -> Option<Record> {
    let mut seen = Seen::new();
    match fields.remove("seen") {
        None => {}
        Some(Value::Object(counters)) => {
            for (writer, counter) in counters {
                seen.insert(Writer::parse(&writer)?, counter_of(&counter)?);
            }
        }
        Some(_) => return None,
    }
    let also = match fields.remove("also") {
        None => Vec::new(),
        Some(Value::Array(copies)) => copies.into_iter().map(copy_of).collect::<Option<_>>()?,
        Some(_) => return None,
    };
    Record::from_parts(version_of(fields)?, also, seen)
}

/// A copy has no `v`, `seen` and `also` of its own: as unknown fields they would end up beside those of a record.
fn copy_of(copy: Value) -> Option<Version> {
    match copy {
        Value::Object(fields) if !["v", "seen", "also"].iter().any(|name| fields.contains_key(*name)) => {
            version_of(fields)
        }
        _ => None,
    }
}

/// Takes the fields that are known and keeps the rest as unknown ones.
fn version_of(mut fields: Map<String, Value>) -> Option<Version> {
    let counter = counter_of(&fields.remove("c")?)?;
    let writer = Writer::parse(fields.remove("d")?.as_str()?)?;
    let at = fields.remove("t")?.as_i64()?;
    let content = match (fields.remove("done"), fields.remove("text")) {
        (Some(Value::Bool(done)), None) => Content::Tick(done),
        (None, Some(Value::String(text))) if text.chars().count() <= TEXT_MAX_CHARS => Content::Text(text),
        _ => return None,
    };
    Some(Version { stamp: Stamp { counter, writer }, at, content, unknown: fields })
}

fn counter_of(value: &Value) -> Option<u64> {
    value.as_u64().filter(|counter| (1..=COUNTER_MAX).contains(counter))
}

/// The text to store. One record always gives the same text.
#[must_use]
pub fn to_json(record: &Record) -> String {
    let fields = Fields {
        v: Some(FORMAT),
        seen: Some(&record.seen).filter(|seen| !seen.is_empty()),
        also: record.also.iter().map(Fields::of).collect(),
        ..Fields::of(&record.shown)
    };
    // Cannot fail: every key is a string. An empty text would be found unreadable, not taken for progress.
    serde_json::to_string(&fields).unwrap_or_default()
}

/// The order of the fields in a stored text.
#[derive(Serialize)]
struct Fields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<u64>,
    c: u64,
    d: Writer,
    t: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a Seen>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Fields<'a>>,
    #[serde(flatten)]
    unknown: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    fn of(version: &'a Version) -> Self {
        let (done, text) = match &version.content {
            Content::Tick(done) => (Some(*done), None),
            Content::Text(text) => (None, Some(text.as_str())),
        };
        let Stamp { counter: c, writer: d } = version.stamp;
        Self { v: None, c, d, t: version.at, done, text, seen: None, also: Vec::new(), unknown: &version.unknown }
    }
}

impl Serialize for Writer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
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
    fn unknown_fields_of_the_winner_survive_reading_merging_and_writing() {
        let newer = TICK.replace("\"c\":7", "\"c\":8").replace("true}", r#"false,"by":{"n":[1,null],"name":"Jan"}}"#);
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
