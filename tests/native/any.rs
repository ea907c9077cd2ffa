//! Any record that can be stored: few writers and low counters, so that stamps often collide.

use partnerpad::domain::stored::{Read, read};
use partnerpad::domain::{Record, Writer};
use proptest::prelude::*;

fn version(head: bool) -> impl Strategy<Value = String> {
    let content = prop_oneof![
        prop_oneof![Just("true"), Just("false")].prop_map(|done| format!("\"done\":{done}")),
        "[ab\u{1}é\"]{0,2}".prop_map(|text| format!("\"text\":{}", serde_json::to_string(&text).unwrap())),
    ];
    let unknown = prop_oneof![4 => Just(""), 1 => Just(",\"x\":1"), 1 => Just(",\"x\":[{\"y\":null}]")];
    let counter = if head { 2..8_u64 } else { 1..6 };
    (counter, 0..4_u64, 0..2_i64, content, unknown).prop_map(|(c, d, t, content, unknown)| {
        format!("\"c\":{c},\"d\":\"{}\",\"t\":{t},{content}{unknown}", Writer(d))
    })
}

/// As a hand or a hostile page might have written it, and still readable.
pub fn record() -> impl Strategy<Value = Record> {
    let seen = prop::collection::btree_map(0..4_u64, 1..5_u64, 0..3);
    let also = prop::collection::vec(version(false), 0..3);
    (version(true), seen, also).prop_filter_map("contradicts itself", |(head, seen, also)| {
        let seen: Vec<_> = seen.iter().map(|(writer, counter)| format!("\"{}\":{counter}", Writer(*writer))).collect();
        let also: Vec<_> = also.iter().map(|copy| format!("{{{copy}}}")).collect();
        let raw = format!("{{\"v\":1,{head},\"seen\":{{{}}},\"also\":[{}]}}", seen.join(","), also.join(","));
        match read(&raw) {
            Read::Record(record) => Some(record),
            _ => None,
        }
    })
}
