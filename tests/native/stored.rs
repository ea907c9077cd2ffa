//! Stored texts: every format ever shipped, and anything else that may be found under our keys.

use partnerpad::domain::stored::{Key, Read, read, to_json};
use proptest::prelude::*;

use crate::any;

/// One example per shape of format 1. Kept for ever: add, never change.
const V1: [&str; 6] = [
    include_str!("saved/v1/ticked.json"),
    include_str!("saved/v1/unticked.json"),
    include_str!("saved/v1/text.json"),
    include_str!("saved/v1/text-with-conflict-copies.json"),
    include_str!("saved/v1/tick-over-text.json"),
    include_str!("saved/v1/unknown-fields.json"),
];

#[track_caller]
fn v1(example: usize) -> partnerpad::domain::Record {
    match read(V1[example]) {
        Read::Record(record) => record,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_shipped_form_is_read_and_written_as_it_was() {
    for (example, raw) in V1.iter().enumerate() {
        assert_eq!(to_json(&v1(example)), raw.trim_end());
    }
}

#[test]
fn the_shipped_forms_still_mean_what_they_meant() {
    assert_eq!(
        V1.map(|raw| matches!(read(raw), Read::Record(r) if r.is_done())),
        [true, false, false, false, true, true]
    );
    assert_eq!((v1(0).stamp().counter, v1(0).at()), (7, 1_795_000_000_000));
    assert_eq!(v1(2).shown_text(), Some("Gebeld met \"Jan\" 😀\nregel 2"));
    assert_eq!(v1(3).shown_text(), Some("van de laptop"));
    assert_eq!(v1(3).copies(), [(1_795_000_000_000, "van de telefoon"), (1_794_000_000_000, "van het werk")]);
    assert_eq!(v1(4).copies(), [(1_794_000_000_000, "een notitie onder dezelfde naam")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_record_is_read_as_it_was_written(record in any::record()) {
        prop_assert_eq!(read(&to_json(&record)), Read::Record(record));
    }

    #[test]
    fn a_damaged_text_is_refused_or_is_a_whole_record(example in 0..V1.len(), at in any::<prop::sample::Index>(), by in ".{0,2}") {
        let mut characters: Vec<char> = V1[example].trim_end().chars().collect();
        let at = at.index(characters.len());
        characters.splice(at..=at, by.chars());
        if let Read::Record(record) = read(&characters.into_iter().collect::<String>()) {
            prop_assert_eq!(read(&to_json(&record)), Read::Record(record));
        }
    }

    #[test]
    fn any_text_and_any_key_can_be_looked_at(text in any::<String>()) {
        prop_assert_eq!(read(&text), Read::Unreadable);
        let own = format!("partnerpad.{text}");
        prop_assert_eq!(Key::parse(&own).map(|key| key.to_string()), Some(own.clone()));
    }

    #[test]
    fn a_key_is_read_as_it_was_written(dossier in "[a-z0-9.-]{1,9}", name in "[a-z0-9.-]{1,9}", number in any::<u32>()) {
        for key in [Key::Record { dossier: &dossier, name: &name }, Key::Aside { dossier: &dossier, name: &name, number }] {
            let printed = key.to_string();
            prop_assert_eq!(Key::parse(&printed), Some(key));
        }
    }
}
