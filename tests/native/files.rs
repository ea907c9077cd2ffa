//! Files of dossiers: what they hold, what taking them in does and undoes, and every stored format ever shipped.

use std::{fs, path::Path};

use partnerpad::domain::file::{File, Refusal, Why, read_changed_file, read_file, read_texts, text_of};
use partnerpad::domain::import::{Import, Kind, merge, replace};
use partnerpad::domain::stored::to_json;
use partnerpad::domain::{CLEARED, Day, Progress, Record, Stamp, Writer};
use partnerpad::text::GUIDE;
use proptest::prelude::*;

use crate::any;

const WRITER: Writer = Writer(77);

const NAMES: [&str; 6] = ["step-1.sign-in", "step-1.submit", "step-2.webinar-1", "note.step-1", "cert.1", "unknown.x"];

fn today() -> Day {
    Day::parse("2026-11-25").unwrap()
}

type Records = Vec<(&'static str, Record)>;

fn records() -> impl Strategy<Value = Records> {
    let name = prop_oneof![9 => prop::sample::select(NAMES.to_vec()), 1 => Just(CLEARED)];
    prop::collection::vec((name, any::record()), 0..10)
}

fn apply(progress: &mut Progress, records: &Records) {
    for (name, record) in records {
        progress.apply(name, record.clone());
    }
}

fn progress(records: &Records) -> Progress {
    let mut progress = Progress::new(&GUIDE);
    apply(&mut progress, records);
    progress
}

fn file(records: &Records) -> File {
    File::new("own", "Name", &progress(records), today())
}

fn stored(progress: &Progress) -> Vec<(String, String)> {
    progress.records().map(|(name, record)| (name.to_owned(), to_json(record))).collect()
}

/// What a reader sees of each record: ticked, shown text, conflict copies. What is not filled in is not told from what
/// is not there.
fn seen(progress: &Progress) -> Vec<(String, bool, String, Vec<String>)> {
    let of = |(name, record): (&str, &Record)| {
        let mut copies: Vec<_> = record.copies().into_iter().map(|(_, text)| text.to_owned()).collect();
        copies.retain(|text| !text.is_empty());
        copies.sort();
        (name.to_owned(), record.is_done(), record.shown_text().unwrap_or_default().to_owned(), copies)
    };
    let mut all: Vec<_> = progress.records().filter(|(name, _)| *name != CLEARED).map(of).collect();
    all.retain(|(_, is_done, text, copies)| *is_done || !text.is_empty() || !copies.is_empty());
    all
}

/// As another tab gets it: what was stored, in that order.
fn follow(tab: &mut Progress, import: &Import) {
    for name in import.to_store() {
        tab.apply(name, import.after.record(name).unwrap().clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_file_that_was_saved_and_read_is_saved_again_to_the_byte(records in records()) {
        let json = file(&records).to_json();
        let read = read_file(&json, GUIDE.id).unwrap();
        prop_assert_eq!(read.to_json(), &*json);
        let taken_in = merge(&Progress::new(&GUIDE), &read, WRITER).after;
        prop_assert_eq!(File::new("own", "Name", &taken_in, today()).to_json(), json);
    }

    #[test]
    fn merging_a_file_twice_is_merging_it_once(here in records(), theirs in records()) {
        let file = file(&theirs);
        let once = merge(&progress(&here), &file, WRITER).after;
        prop_assert_eq!(stored(&merge(&once, &file, WRITER).after), stored(&once));
        prop_assert!(merge(&once, &file, WRITER).to_store().is_empty());
    }

    #[test]
    fn it_makes_no_difference_whether_another_tab_wrote_before_or_after_the_merge(
        here in records(), theirs in records(), edits in records(),
    ) {
        let file = file(&theirs);
        let mut before = progress(&here);
        apply(&mut before, &edits);
        let mut after = merge(&progress(&here), &file, WRITER).after;
        apply(&mut after, &edits);
        prop_assert_eq!(stored(&merge(&before, &file, WRITER).after), stored(&after));
    }

    #[test]
    fn what_is_stored_after_an_import_brings_another_tab_to_the_same_state(
        here in records(), theirs in records(), replaces in any::<bool>(),
    ) {
        let (here, file) = (progress(&here), file(&theirs));
        let import = if replaces { replace(&here, &file, WRITER, 5) } else { merge(&here, &file, WRITER) };
        let mut tab = here.clone();
        follow(&mut tab, &import);
        prop_assert_eq!(stored(&tab), stored(&import.after));
        for name in import.to_remove() {
            prop_assert_eq!(tab.record(name), None);
        }
    }

    #[test]
    fn replacing_leaves_exactly_what_the_file_has_and_nothing_old_comes_back(here in records(), theirs in records()) {
        let (old, file) = (progress(&here), file(&theirs));
        let import = replace(&old, &file, WRITER, 5);
        prop_assert_eq!(seen(&import.after), seen(&progress(&theirs)));
        let old_file = File::new("own", "Name", &old, today());
        let names: Vec<_> = old.records().filter(|(name, _)| *name != CLEARED).collect();
        if names.iter().all(|(_, record)| record.stamp().counter < 9) {
            prop_assert_eq!(seen(&merge(&import.after, &old_file, WRITER).after), seen(&import.after));
        }
    }

    #[test]
    fn an_import_that_is_undone_leaves_what_was_there(here in records(), theirs in records(), replaces in any::<bool>()) {
        let (here, file) = (progress(&here), file(&theirs));
        let import = if replaces { replace(&here, &file, WRITER, 5) } else { merge(&here, &file, WRITER) };
        let undone = import.undo(&import.after, WRITER, 6);
        prop_assert_eq!(seen(&undone.after), seen(&here));
        let mut tab = import.after.clone();
        follow(&mut tab, &undone);
        prop_assert_eq!(seen(&tab), seen(&here));
        let again = undone.undo(&undone.after, WRITER, 7);
        prop_assert_eq!(seen(&again.after), seen(&import.after));
    }

    #[test]
    fn undoing_leaves_alone_what_was_edited_since(here in records(), theirs in records(), replaces in any::<bool>()) {
        let (here, file) = (progress(&here), file(&theirs));
        let import = if replaces { replace(&here, &file, WRITER, 5) } else { merge(&here, &file, WRITER) };
        let mut now = import.after.clone();
        now.set_done((0, 0), true, WRITER, 6);
        let tick = now.record(NAMES[0]).cloned();
        let undone = import.undo(&now, WRITER, 7).after;
        prop_assert_eq!(undone.record(NAMES[0]), tick.as_ref());
    }

    #[test]
    fn the_preview_says_what_happens(here in records(), theirs in records(), replaces in any::<bool>()) {
        let (here, file) = (progress(&here), file(&theirs));
        let import = if replaces { replace(&here, &file, WRITER, 5) } else { merge(&here, &file, WRITER) };
        let look = |progress: &Progress, name: &str| progress.record(name).map(|r| (r.is_done(), r.shown_text().map(ToOwned::to_owned)));
        let differences = import.differences(&file);
        for difference in &differences {
            let (before, after) = (look(&import.before, &difference.name), look(&import.after, &difference.name));
            let of_file = file.record(&difference.name).map(|r| (r.is_done(), r.shown_text().map(ToOwned::to_owned)));
            match difference.kind {
                Kind::OnlyHere => prop_assert!(before == after && of_file.is_none()),
                Kind::NewerHere => prop_assert!(before == after && of_file != before),
                Kind::OnlyInFile => prop_assert!(before.is_none() && after == of_file),
                Kind::NewerInFile => prop_assert!(after == of_file && after != before),
                Kind::Goes => prop_assert!(before.is_some() && after.is_none()),
                Kind::Void => prop_assert!(before.is_none() && after.is_none() && of_file.is_some()),
                Kind::Copies => prop_assert!(!import.after.record(&difference.name).unwrap().copies().is_empty()),
            }
        }
        for (name, _) in import.after.records().filter(|(name, _)| *name != CLEARED) {
            let is_told = differences.iter().any(|difference| difference.name == name);
            prop_assert!(is_told || look(&import.before, name) == look(&import.after, name), "{}", name);
        }
    }

    #[test]
    fn a_damaged_file_is_refused_or_gives_the_same(records in records(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let (json, file) = (file(&records).to_json(), file(&records));
        let mut bytes = json.into_bytes();
        let at = at.index(bytes.len());
        let cut = text_of(&bytes[..at]).and_then(|text| read_file(text, GUIDE.id));
        prop_assert!(cut.is_err() || cut == Ok(file.clone()));
        bytes[at] ^= 1_u8 << bit;
        let flipped = text_of(&bytes).and_then(|text| read_file(text, GUIDE.id));
        prop_assert!(flipped.is_err() || flipped == Ok(file));
    }

    #[test]
    fn any_text_is_read_without_harm(text in "(\\PC|[\\x00-\\x20{}\\[\\]\":,])*") {
        prop_assert!(read_file(&text, GUIDE.id).is_err());
        prop_assert!(read_texts(&text).is_err());
    }
}

fn tick(counter: u64) -> Record {
    Record::tick(Stamp { counter, writer: Writer(1) }, 0, true)
}

#[test]
fn a_counter_beyond_belief_does_not_win_from_later_edits() {
    let file = file(&vec![("step-1.sign-in", tick(1 << 50)), ("step-1.submit", tick(3))]);
    let mut after = merge(&Progress::new(&GUIDE), &file, WRITER).after;
    assert_eq!(after.done_count(0), 2);
    let (_, record) = after.set_done((0, 0), false, WRITER, 1).unwrap();
    assert!(record.stamp().counter < 10);
    let wiped =
        merge(&progress(&vec![("step-1.sign-in", tick(1))]), &self::file(&vec![(CLEARED, tick(1 << 50))]), WRITER);
    assert_eq!(wiped.after.done_count(0), 1);
}

#[test]
fn a_file_from_before_a_start_from_scratch_is_told_to_be_void_and_can_replace() {
    let file = file(&vec![("step-1.sign-in", tick(1))]);
    let mut here = progress(&vec![("step-1.sign-in", tick(1))]);
    here.clear(WRITER, 0);
    let merged = merge(&here, &file, WRITER);
    assert_eq!(merged.differences(&file).iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Void]);
    assert!(!merged.changes_anything(&file));
    let replaced = replace(&here, &file, WRITER, 1);
    assert!(replaced.changes_anything(&file) && replaced.after.is_done(0, 0));
    assert_eq!(replaced.to_store(), [CLEARED, "step-1.sign-in"]);
}

/// A good file, changed in one place. Whatever comes of it, nobody panics, and nothing that was not a record comes in.
#[test]
fn hostile_files_are_refused_or_harmless() {
    let good = file(&vec![("step-1.sign-in", tick(1)), ("note.step-1", tick(2))]).to_json();
    let deep = |open: &str, close: &str| open.repeat(10_000) + "1" + &close.repeat(10_000);
    let at_record = |json: &str| {
        let start = good.find("{\"v\":1").unwrap();
        let end = start + good[start..].find('}').unwrap() + 1;
        [&good[..start], json, &good[end..]].concat()
    };
    let record = "{\"v\":1,\"c\":1,\"d\":\"0000000000000001\",\"t\":0,\"done\":true}";
    let of_record = |from: &str, to: &str| at_record(&record.replacen(from, to, 1));
    let corpus = [
        // Of the whole file
        String::new(),
        "\u{0}".to_owned(),
        "\u{feff}".to_owned(),
        "{".to_owned(),
        "}".to_owned(),
        "[[[[".to_owned(),
        deep("[", "]"),
        deep("{\"a\":", "}"),
        "[".repeat(1_000_000),
        "\"".repeat(1_000_000),
        "1e400".to_owned(),
        "-".to_owned(),
        "NaN".to_owned(),
        "undefined".to_owned(),
        "<!DOCTYPE html><title>Portal</title>".to_owned(),
        "<script>alert(1)</script>".to_owned(),
        "PK\u{3}\u{4}\u{14}\u{0}".to_owned(),
        "%PDF-1.7".to_owned(),
        "name;value\r\n=1+1;2".to_owned(),
        "\"\\ud800\"".to_owned(),
        "{\"\\ud800\":1}".to_owned(),
        "{\"app\":\"partnerpad\",\"app\":\"partnerpad\"}".to_owned(),
        "{\"__proto__\":{\"app\":\"partnerpad\"}}".to_owned(),
        format!("[{good}]"),
        format!("{good}{good}"),
        format!("{good}\u{0}"),
        good.replace("\"partnerpad\"", "\"partnerpad\\u0000\""),
        good.replace("\"format\": 1", "\"format\": 99999999999999999999999999"),
        good.replace("\"format\": 1", "\"format\": 1e0"),
        good.replace("\"format\": 1", "\"format\": \"1\""),
        good.replace("\"name\": \"Name\"", &format!("\"name\": {}", deep("[", "]"))),
        good.replace("\"name\": \"Name\"", "\"name\": \"\\udfff\""),
        good.replace("\"name\": \"Name\"", &format!("\"name\": \"{}\"", "x".repeat(1_000_000))),
        good.replace("\"own\"", "\"../own\""),
        good.replace("\"own\"", "\"__proto__\""),
        good.replace("\"own\"", "\"\""),
        good.replace("2026-11-25", "9999-99-99"),
        good.replace(
            "\"records\": {",
            &format!("\"records\": {{{}", (0..30_000).map(|n| format!("\"{n}\":1,")).collect::<String>()),
        ),
        good.replace("\"note.step-1\"", "\"step-1.sign-in\""),
        good.replace("\"note.step-1\"", "\"step-1.sign-\\u0069n\""),
        // Of a record
        at_record("null"),
        at_record("true"),
        at_record("[]"),
        at_record("{}"),
        at_record("1e400"),
        at_record("\"\\ud800\""),
        at_record("{\"__proto__\":null,\"constructor\":1}"),
        at_record(&deep("[", "]")),
        of_record("\"c\":1", "\"c\":-1"),
        of_record("\"c\":1", "\"c\":0"),
        of_record("\"c\":1", "\"c\":1e400"),
        of_record("\"c\":1", "\"c\":18446744073709551616"),
        of_record("\"c\":1", &format!("\"c\":{}", "9".repeat(100_000))),
        of_record("\"t\":0", "\"t\":-9223372036854775809"),
        of_record("\"d\":\"0000000000000001\"", "\"d\":\"../../../../..\""),
        of_record("\"done\":true", "\"done\":\"true\""),
        of_record("\"done\":true", "\"done\":true,\"done\":true"),
        of_record("\"done\":true", "\"text\":\"\\ud800\""),
        of_record("\"done\":true", "\"text\":{\"html\":\"<img onerror=1>\"}"),
        of_record("\"done\":true", "\"done\":true,\"seen\":{\"0000000000000001\":1}"),
        of_record("\"v\":1", "\"v\":-1"),
        of_record("\"v\":1", "\"v\":2"),
    ];
    assert!(corpus.len() >= 60);
    for text in corpus {
        let short: String = text.chars().take(300).collect();
        assert!(read_file(&text, GUIDE.id).is_err(), "{short}");
        assert!(read_texts(&text).is_err(), "{short}");
        if let Ok(file) = read_changed_file(&text, GUIDE.id) {
            let import = merge(&Progress::new(&GUIDE), &file, WRITER);
            assert!(import.after.done_count(0) <= 1, "{short}");
            assert!(file.name().len() < 100 && file.dossier() == "own", "{short}");
        }
    }
}

#[test]
fn a_big_file_is_read_in_time() {
    let mut progress = Progress::new(&GUIDE);
    for number in 0..20_000 {
        progress.apply(&format!("cert.{number}"), tick(1));
    }
    let big = File::new("own", "Name", &progress, today());
    assert_eq!(read_file(&big.to_json(), GUIDE.id), Ok(big));
}

/// Every file format ever shipped. These files are never changed; new ones are added.
#[test]
fn files_that_were_saved_by_any_version_can_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/native/saved/files/v1");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();

    let empty = read_file(&read("empty.json"), GUIDE.id).unwrap();
    assert_eq!((empty.name(), empty.records().len()), ("", 0));

    let text = read("half-way.json");
    let half_way = read_file(&text, GUIDE.id).unwrap();
    assert_eq!(
        (half_way.dossier(), half_way.name(), half_way.exported()),
        ("openscape-cloud", "Telecom De Vries", today())
    );
    assert_eq!((half_way.to_json(), half_way.unread().len()), (text, 0));
    let note = half_way.record("note.step-1").unwrap();
    assert_eq!(
        (note.shown_text(), note.copies()),
        (Some("Gebeld met “Unify” 📞\nmaandag terug"), vec![(1_795_000_000_000, "Nog bellen")])
    );
    let after = merge(&Progress::new(&GUIDE), &half_way, WRITER).after;
    assert_eq!((after.done_steps(), after.done_count(1)), (1, 2));

    let text = read("newer-records.json");
    let newer = read_file(&text, GUIDE.id).unwrap();
    assert_eq!(newer.unread().iter().map(|one| one.why).collect::<Vec<_>>(), [Why::BadName, Why::Newer]);
    assert_eq!(newer.to_json(), text);

    assert_eq!(read_file(&read("changed.json"), GUIDE.id), Err(Refusal::Changed));

    let text = read("texts.json");
    let texts = read_texts(&text).unwrap();
    assert_eq!(
        texts.texts()[0],
        ("partnerpad.aside/openscape-cloud/note.step-1/1".to_owned(), "{\"v\":1,\"c\":\u{0}".to_owned())
    );
    assert_eq!(texts.to_json(), text);
}
