//! What is JSON and what is not, by JSONTestSuite, through every door that JSON comes in by; and bytes that are no text.

use partnerpad::domain::file::{FILE_MAX_BYTES, File, Refusal, read_changed_file, read_file, read_texts, text_of};
use partnerpad::domain::import::merge;
use partnerpad::domain::stored::{RAW_MAX_BYTES, Read, read, to_json};
use partnerpad::domain::{Day, Progress, Record, Stamp, Writer};
use partnerpad::text::GUIDE;

const TICK: &str = r#"{"v":1,"c":7,"d":"a1b2c3d4e5f60718","t":1795000000000,"done":true}"#;

/// Name and text of each case; see `tests/fixtures/json/README.md`.
fn cases() -> Vec<(String, String)> {
    let cases: Vec<serde_json::Value> = serde_json::from_str(include_str!("../fixtures/json/test-suite.json")).unwrap();
    let times = |case: &serde_json::Value| case["times"].as_u64().unwrap_or(1);
    let input = |case: &serde_json::Value| case["input"].as_str().unwrap().repeat(times(case) as usize);
    cases.iter().map(|case| (case["name"].as_str().unwrap().to_owned(), input(case))).collect()
}

fn file() -> String {
    let mut progress = Progress::new(&GUIDE);
    progress.apply("step-1.sign-in", Record::tick(Stamp { counter: 7, writer: Writer(1) }, 5, true));
    File::new("own", "Name", &progress, Day::parse("2026-11-25").unwrap()).to_json()
}

#[test]
fn as_a_field_of_a_record_json_is_kept_to_the_byte_and_the_rest_is_unreadable() {
    let mut kept = 0;
    for (name, json) in cases() {
        assert_eq!(read(&json), Read::Unreadable, "{name}");
        let raw = TICK.replace('}', &format!(",\"x\":{}}}", json.trim()));
        match (read(&raw), name.as_bytes()[0]) {
            (Read::Record(record), b'y' | b'i') => {
                assert_eq!(to_json(&record), raw, "{name}");
                kept += 1;
            }
            (Read::Unreadable, b'n' | b'i') => {}
            (other, _) => panic!("{name}: {other:?}"),
        }
    }
    assert!(kept >= 95, "{kept}");
}

#[test]
fn as_a_file_or_a_part_of_one_nothing_of_it_is_taken_in_that_is_no_record() {
    let good = file();
    let tick = good.lines().find(|line| line.contains("step-1.sign-in")).unwrap();
    for (name, json) in cases() {
        assert!(read_file(&json, GUIDE.id).is_err() && read_changed_file(&json, GUIDE.id).is_err(), "{name}");
        assert!(read_texts(&json).is_err(), "{name}");
        let beside = good.replace(tick, &format!("{tick},\n\"x\":{json}"));
        let hint = good.replace("\"kind\"", &format!("\"hint\":{json},\"kind\""));
        for (place, text) in [("record", &beside), ("field", &hint)] {
            assert!(read_file(text, GUIDE.id).is_err(), "{name} as a {place}");
            let changed = read_changed_file(text, GUIDE.id);
            match name.as_bytes()[0] {
                b'y' => assert!(changed.is_ok(), "{name} as a {place}: {changed:?}"),
                b'n' => assert!(changed.is_err(), "{name} as a {place}"),
                _ => {}
            }
            if let Ok(file) = changed {
                assert_eq!((file.records().len(), file.unread().len()), (1, usize::from(place == "record")), "{name}");
                assert_eq!(merge(&Progress::new(&GUIDE), &file, Writer(2)).after.records().count(), 1, "{name}");
                // Saving it loses nothing of it.
                assert_eq!(read_file(&file.to_json(), GUIDE.id), Ok(file), "{name}");
            }
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_and_a_byte_order_mark_is_no_damage() {
    let json = file();
    let utf16 = |unit: fn(u16) -> [u8; 2]| json.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for bytes in [
        marked(b"\xff\xfe", &little),
        marked(b"\xfe\xff", &big),
        marked(b"", json.replace("Name", "N\u{ff}").replace('\u{ff}', "\u{1}").as_bytes())
            .iter()
            .map(|b| if *b == 1 { 0xe9 } else { *b })
            .collect(),
        // Half of a surrogate pair, a long form of "/", a letter beyond the last, half a letter, one too many
        b"[\"\xed\xa0\x80\"]".to_vec(),
        b"[\"\xc0\xaf\"]".to_vec(),
        b"[\"\xf4\xbf\xbf\xbf\"]".to_vec(),
        b"[\"\xe0\xff\"]".to_vec(),
        b"\xef\xbb{}".to_vec(),
        b"PK\x03\x04\x14\x00\x08\x08\x08\x00\xa5".to_vec(),
    ] {
        assert_eq!(text_of(&bytes), Err(Refusal::NotText), "{bytes:?}");
    }
    // Without marks these are texts, full of NUL, and no JSON.
    let nul = "own".replace('w', "\0");
    for text in [
        String::from_utf8(little).unwrap_or_default(),
        String::from_utf8(big).unwrap_or_default(),
        json.replace("own", &nul),
    ] {
        assert!(read_file(&text, GUIDE.id).is_err());
        assert!(read_changed_file(&text, GUIDE.id).is_err());
    }
    let marked = marked(b"\xef\xbb\xbf", json.as_bytes());
    assert_eq!(text_of(&marked), Ok(&*json));
    assert!(read_file(&json, GUIDE.id).is_ok() && read_file(&format!("\u{feff}{json}"), GUIDE.id).is_ok());
    assert!(read_file(&format!("\u{feff}\u{feff}{json}"), GUIDE.id).is_err());
    assert_eq!(read(&format!("\u{feff}{TICK}")), Read::Unreadable);
}

#[test]
fn what_is_far_too_big_is_refused_before_it_is_looked_at() {
    let huge = "[".repeat(50_000_000);
    assert_eq!(read_file(&huge, GUIDE.id), Err(Refusal::TooBig));
    assert_eq!(read_texts(&huge), Err(Refusal::TooBig));
    assert_eq!(text_of(huge.as_bytes()), Err(Refusal::TooBig));
    assert_eq!(read(&huge), Read::Unreadable);
    let fits = &huge[..FILE_MAX_BYTES];
    assert_eq!(read_file(fits, GUIDE.id), Err(Refusal::TooDeep));
    assert_eq!(read(&fits[..RAW_MAX_BYTES]), Read::Unreadable);
}

#[test]
fn names_that_mean_something_to_scripts_are_names_like_any_other() {
    for name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "\\u005f_proto__", "\\u0000"] {
        let raw = TICK.replace('}', &format!(",\"{name}\":{{\"done\":false}}}}"));
        let Read::Record(record) = read(&raw) else { panic!("{raw}") };
        assert!(record.is_done());
        let Read::Record(again) = read(&to_json(&record)) else { panic!("{raw}") };
        assert_eq!(again, record);
        // Twice, even when written in another way, is nobody's meaning.
        let twice = TICK.replace('}', &format!(",\"{name}\":1,\"{name}\":2}}"));
        assert_eq!(read(&twice), Read::Unreadable);
    }
    assert_eq!(read(&TICK.replace("\"done\":true", "\"done\":false,\"d\\u006fne\":true")), Read::Unreadable);
}

#[test]
fn numbers_beyond_all_bounds_are_no_counters_and_stay_as_they_are_elsewhere() {
    for number in
        ["1e400", "-1e400", "1e999999999", "18446744073709551616", "-0", "1.0", "1E0", "NaN", "Infinity", "0x7", "07"]
    {
        assert_eq!(read(&TICK.replace("\"c\":7", &format!("\"c\":{number}"))), Read::Unreadable, "{number}");
        assert_eq!(read(&TICK.replace("\"v\":1", &format!("\"v\":{number}"))), Read::Unreadable, "{number}");
    }
    let raw = TICK.replace('}', ",\"x\":[1e400,-1e400,18446744073709551616,-0]}");
    let Read::Record(record) = read(&raw) else { panic!("{raw}") };
    assert_eq!(to_json(&record), raw);
}
