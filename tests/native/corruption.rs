//! Damage: every stored example, cut at each byte and changed at each byte. Whatever comes of it, nobody panics, what is
//! read says all that is written, and what is not read stays as it is.

use partnerpad::domain::file::{File, Refusal, Texts, read_changed_file, read_file, read_texts, text_of};
use partnerpad::domain::import::{merge, replace};
use partnerpad::domain::stored::{Key, Read, read, to_json};
use partnerpad::domain::{Day, Progress, Record, Writer};
use partnerpad::text::GUIDE;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

const RECORDS: [(&str, &str); 6] = [
    ("ticked", include_str!("saved/v1/ticked.json")),
    ("unticked", include_str!("saved/v1/unticked.json")),
    ("text", include_str!("saved/v1/text.json")),
    ("text-with-conflict-copies", include_str!("saved/v1/text-with-conflict-copies.json")),
    ("tick-over-text", include_str!("saved/v1/tick-over-text.json")),
    ("unknown-fields", include_str!("saved/v1/unknown-fields.json")),
];

const FILES: [(&str, &str); 5] = [
    ("changed", include_str!("saved/files/v1/changed.json")),
    ("empty", include_str!("saved/files/v1/empty.json")),
    ("half-way", include_str!("saved/files/v1/half-way.json")),
    ("newer-records", include_str!("saved/files/v1/newer-records.json")),
    ("texts", include_str!("saved/files/v1/texts.json")),
];

const WRITER: Writer = Writer(77);

/// What a byte may turn into: what JSON gives a meaning, what numbers and words are made of, and what is no text.
const BYTES: &[u8] = b"\0\t\n \"\\/{}[]:,+-.019aeuvt_\x7f\x80\xc3\xe2\xff";

/// The same for what takes long to read.
const FEW: &[u8] = b"\0\"9";

/// The text cut after each byte; without each byte, with each twice, with the lowest bit of each flipped, and with each
/// replaced by each of these.
fn damaged(good: &[u8], by: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let at = move |at: usize| {
        let with = move |bytes: &[u8]| [&good[..at], bytes, &good[at + 1..]].concat();
        let replaced = by.iter().map(move |byte| with(&[*byte]));
        [good[..at].to_vec(), with(&[]), with(&[good[at]; 2]), with(&[good[at] ^ 1])].into_iter().chain(replaced)
    };
    (0..good.len()).flat_map(at).filter(move |bytes| bytes != good)
}

fn texts(record: &Record) -> Vec<&str> {
    record.shown_text().into_iter().chain(record.copies().into_iter().map(|(_, text)| text)).collect()
}

/// All versions in a record, whichever is shown, and what was seen.
fn meaning(json: &str) -> (Vec<BTreeMap<String, String>>, Value) {
    let mut shown: Value = serde_json::from_str(json).unwrap();
    let mut take = |name: &str| shown.as_object_mut().unwrap().remove(name).unwrap_or_default();
    let fields = |version: &Value| {
        let fields = version.as_object().unwrap().iter();
        fields.map(|(name, value)| (name.clone(), value.to_string())).collect::<BTreeMap<_, _>>()
    };
    let (seen, also) = (take("seen"), take("also"));
    take("v");
    let mut versions: Vec<_> = also.as_array().into_iter().flatten().chain([&shown]).map(fields).collect();
    versions.sort();
    versions.dedup();
    (versions, if seen == serde_json::json!({}) { Value::Null } else { seen })
}

#[test]
fn a_damaged_record_is_read_whole_or_put_aside_as_it_is() {
    for (example, raw) in RECORDS {
        let raw = raw.trim_end();
        let Read::Record(good) = read(raw) else { panic!("{example}") };
        let (mut records, mut newer, mut aside) = (0, 0, 0);
        for bytes in damaged(raw.as_bytes(), BYTES) {
            // As a browser gives it: what is no text is U+FFFD in it.
            let found = String::from_utf8_lossy(&bytes);
            match read(&found) {
                Read::Record(record) => {
                    records += 1;
                    let written = to_json(&record);
                    assert_eq!(meaning(&written), meaning(&found), "{example}: {found}");
                    assert_eq!(read(&written), Read::Record(record.clone()), "{example}: {found}");
                    let merged = good.clone().merge(record.clone());
                    assert_eq!(merged, record.clone().merge(good.clone()), "{example}: {found}");
                    assert_eq!(read(&to_json(&merged)), Read::Record(merged.clone()), "{example}: {found}");
                    assert!(
                        texts(&record).iter().all(|text| texts(&merged).contains(text)) || is_replaced(&found, raw)
                    );
                    assert!(texts(&good).iter().all(|text| texts(&merged).contains(text)) || is_replaced(&found, raw));
                }
                Read::Newer => {
                    newer += 1;
                    let version = serde_json::from_str::<Value>(&found).unwrap()["v"].as_u64().unwrap();
                    assert!(version > 1, "{example}: {found}");
                }
                Read::Unreadable => {
                    aside += 1;
                    saved_to_the_byte(&found);
                }
            }
        }
        assert!(records > 0 && newer > 0 && aside > records, "{example}: {records} {newer} {aside}");
    }
}

/// Whether damage made one of them say that it has seen and replaced a text of the other.
fn is_replaced(found: &str, raw: &str) -> bool {
    let seen = |json: &str| serde_json::from_str::<Value>(json).unwrap()["seen"].clone();
    seen(found) != seen(raw)
}

/// What was put aside, saved as a file and read again.
#[track_caller]
fn saved_to_the_byte(found: &str) {
    let key = Key::free_aside("own", "note.step-1", |_| false).unwrap().to_string();
    let texts = Texts::new(vec![(key.clone(), found.to_owned())], Day::parse("2026-11-25").unwrap());
    let again = read_texts(&texts.to_json()).unwrap();
    assert_eq!(again.texts(), [(key, found.to_owned())]);
}

/// What was here before an import.
fn here() -> Progress {
    let mut progress = Progress::new(&GUIDE);
    for (name, (_, raw)) in
        ["step-1.sign-in", "step-1.submit", "note.step-1", "note.step-2", "note.step-3", "x"].iter().zip(RECORDS)
    {
        let Read::Record(record) = read(raw) else { panic!("{raw}") };
        progress.apply(name, record);
    }
    progress
}

fn stored(progress: &Progress) -> Vec<(String, String)> {
    progress.records().map(|(name, record)| (name.to_owned(), to_json(record))).collect()
}

/// How many records, readable or not, a text has that can be read as a file.
fn records_in(text: &str) -> usize {
    type Fields<'a> = BTreeMap<String, &'a RawValue>;
    let file: Fields<'_> = serde_json::from_str(text.trim_start_matches('\u{feff}').trim()).unwrap();
    serde_json::from_str::<Fields<'_>>(file["records"].get()).unwrap().len()
}

#[test]
fn a_damaged_file_is_refused_whole_or_nothing_of_it_is_lost() {
    let (here, writer) = (here(), WRITER);
    let kept = stored(&here);
    for (example, json) in FILES {
        let (good, good_texts) = (read_file(json, GUIDE.id), read_texts(json));
        let mut read_on_request = 0;
        for bytes in damaged(json.as_bytes(), if json.len() > 1_000 { FEW } else { BYTES }) {
            let Ok(text) = text_of(&bytes) else { continue };
            let file = read_file(text, GUIDE.id);
            assert!(file.is_err() || file == good, "{example}: {text}");
            let texts = read_texts(text);
            assert!(texts.is_err() || texts == good_texts, "{example}: {text}");
            if let Ok(file) = read_changed_file(text, GUIDE.id) {
                read_on_request += 1;
                assert_eq!(file.records().len() + file.unread().len(), records_in(text), "{example}: {text}");
                // Only some: it takes a second then, and other places are damaged in other examples.
                if read_on_request % 53 == 0 {
                    taken_in(&here, &file, writer);
                }
            }
        }
        assert_eq!(read_on_request > 0, example != "texts", "{example}");
    }
    assert_eq!(stored(&here), kept);
}

/// Merges and replaces, and takes it back.
#[track_caller]
fn taken_in(here: &Progress, file: &File, writer: Writer) {
    assert_eq!(read_file(&file.to_json(), GUIDE.id).as_ref(), Ok(file));
    for import in [merge(here, file, writer), replace(here, file, writer, 5)] {
        for (name, json) in stored(&import.after) {
            let Read::Record(record) = read(&json) else { panic!("{name}: {json}") };
            assert_eq!(Some(&record), import.after.record(&name));
        }
        let undone = import.undo(&import.after, writer, 6).after;
        for (name, record) in here.records() {
            let back = undone.record(name).unwrap();
            assert_eq!((back.is_done(), back.shown_text()), (record.is_done(), record.shown_text()), "{name}");
        }
    }
}

#[test]
fn a_file_that_was_sent_in_halves_is_said_to_be_cut() {
    for (example, json) in FILES {
        for end in 1..json.trim_end().len() {
            let refusal = match text_of(&json.as_bytes()[..end]) {
                Ok(text) => read_file(text, GUIDE.id).unwrap_err(),
                Err(refusal) => refusal,
            };
            assert!(matches!(refusal, Refusal::Cut | Refusal::NotText), "{example} at {end}: {refusal:?}");
        }
    }
}
