//! What a fuzzer does to whatever comes in from outside, and what must hold each time. `tests/native/fuzz.rs` does the
//! same with what it found once, and with the seeds.
#![forbid(unsafe_code)]

use partnerpad::domain::certification;
use partnerpad::domain::embed::options::{Draft, Field, Variant, check};
use partnerpad::domain::embed::{self, Words, csp, preview};
use partnerpad::domain::file::{Texts, read_changed_file, read_file, read_texts, text_of};
use partnerpad::domain::filters::{Place, simulate, survival};
use partnerpad::domain::import::{merge as take_in, replace};
use partnerpad::domain::markup::{Kind, decode, tokens};
use partnerpad::domain::page_check::{Published, check as check_page};
use partnerpad::domain::share as shared;
use partnerpad::domain::stored::{Key, Read, read, to_json};
use partnerpad::domain::terms::output::{Format, answers};
use partnerpad::domain::terms::versions::{self, PieceKind, diff};
use partnerpad::domain::terms::{Answers, Document, FIELDS, Pasted, clean, sample};
use partnerpad::domain::{CLEARED, Day, Progress, Record, Writer};
use partnerpad::text::{GUIDE, LABELS, TERMS};

// The tests, too, have it.
#[allow(clippy::duplicate_mod)]
#[path = "../../tests/parsed.rs"]
mod parsed;

use parsed::parse;

/// A target: its name and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 8] = [
    ("import", import),
    ("migrate", migrate),
    ("merge", merge),
    ("snippet", snippet),
    ("terms", terms),
    ("page_check", page_check),
    ("markup", markup),
    ("share", share),
];

/// Parts the texts of one input: a byte that no text has.
const BETWEEN: u8 = 0xff;

/// The texts of an input; what is no UTF-8 in them is U+FFFD, as browsers have it.
fn texts(data: &[u8]) -> Vec<String> {
    data.split(|byte| *byte == BETWEEN).map(|text| String::from_utf8_lossy(text).into_owned()).collect()
}

/// The text at this place; empty if there is none.
fn text(texts: &[String], at: usize) -> &str {
    texts.get(at).map_or("", String::as_str)
}

fn day() -> Day {
    Day::parse("2026-11-25").expect("a day")
}

/// Every record of it can be stored and read again.
fn all_can_be_stored(progress: &Progress) {
    for (name, record) in progress.records() {
        assert_eq!(read(&to_json(record)), Read::Record(record.clone()), "{name}");
    }
}

/// A file: read whole or refused; taken in and taken back.
pub fn import(data: &[u8]) {
    let Ok(text) = text_of(data) else { return };
    if let Ok(texts) = read_texts(text) {
        assert_eq!(read_texts(&texts.to_json()), Ok(texts));
    }
    let Ok(file) = read_changed_file(text, GUIDE.id) else {
        assert!(read_file(text, GUIDE.id).is_err());
        return;
    };
    if let Ok(whole) = read_file(text, GUIDE.id) {
        assert_eq!(whole, file);
    }
    assert_eq!(read_file(&file.to_json(), GUIDE.id).as_ref(), Ok(&file));
    let mut here = Progress::new(&GUIDE);
    let writer = Writer(7);
    here.set_done((0, 0), true, writer, 1);
    here.set_text("note.step-1", "here", writer, 2).expect("short");
    for import in [take_in(&here, &file, writer), replace(&here, &file, writer, 3)] {
        all_can_be_stored(&import.after);
        let _ = import.differences(&file);
        let undone = import.undo(&import.after, writer, 4).after;
        assert!(undone.is_done(0, 0));
        assert_eq!(undone.text("note.step-1"), "here");
        all_can_be_stored(&undone);
    }
}

/// A stored text: a record that says all that was stored, or put aside to the byte.
pub fn migrate(data: &[u8]) {
    let raw = String::from_utf8_lossy(data);
    match read(&raw) {
        Read::Record(record) => {
            assert_eq!(read(&to_json(&record)), Read::Record(record.clone()));
            assert_eq!(record.clone().merge(record.clone()), record);
            certified(record.shown_text().unwrap_or_default());
        }
        Read::Newer => assert!(serde_json::from_str::<serde_json::Value>(&raw).map_or(true, |value| value["v"] != 1)),
        Read::Unreadable => {
            let key = Key::free_aside("own", "a", |_| false).expect("one is free").to_string();
            let texts = Texts::new(vec![(key, raw.clone().into_owned())], day());
            assert_eq!(read_texts(&texts.to_json()), Ok(texts));
        }
    }
    if let Some(key) = Key::parse(&raw) {
        assert_eq!(key.to_string(), raw);
    }
    certified(&raw);
    if let Some(read) = answers::read(&raw) {
        assert_eq!(answers::read(&answers::write(&read)), Some(read));
    }
    let _ = versions::read(&[("terms.version.1", &raw), (&raw, "1")]);
}

/// An entry of the certification log is written as it was read.
fn certified(text: &str) {
    if let certification::Entry::Employee(employee) = certification::read(text) {
        let written = employee.to_text();
        assert_eq!(certification::read(&written), certification::Entry::Employee(employee));
    }
}

/// Records of one name, merged in any order and grouping; then three pages that edit, clear, undo and hear of each other.
pub fn merge(data: &[u8]) {
    let records: Vec<Record> = texts(data)
        .iter()
        .take(4)
        .filter_map(|raw| if let Read::Record(record) = read(raw) { Some(record) } else { None })
        .collect();
    let forth = records.iter().cloned().reduce(Record::merge);
    let back = records.iter().rev().cloned().reduce(|all, one| one.merge(all));
    let left = records.iter().rev().cloned().reduce(Record::merge);
    assert!(forth == back && forth == left);
    if let Some(all) = forth {
        assert_eq!(read(&to_json(&all)), Read::Record(all.clone()));
        for record in records {
            assert_eq!(all.clone().merge(record), all);
        }
    }
    pages(data);
}

fn pages(data: &[u8]) {
    let mut pages: Vec<Progress> = (0..3).map(|_| Progress::new(&GUIDE)).collect();
    let mut cleared = Vec::new();
    for (at, act) in data.iter().take(200).enumerate() {
        let (one, other) = (usize::from(act & 3) % 3, usize::from(act >> 2 & 3) % 3);
        let writer = Writer(one as u64);
        let received: Vec<_> = pages[other].records().map(|(name, record)| (name.to_owned(), record.clone())).collect();
        let page = &mut pages[one];
        match act >> 4 {
            0..3 => {
                let _ = page.set_done((0, usize::from(act >> 2 & 3)), act & 16 == 0, writer, at as i64);
            }
            3..7 => page.set_text(["a", "note.step-1"][other & 1], &at.to_string(), writer, at as i64).expect("short"),
            7 => cleared = page.clear(writer, at as i64),
            8 => drop(page.restore(std::mem::take(&mut cleared), writer)),
            9 => drop(
                page.put_back(
                    received
                        .into_iter()
                        .filter(|(name, _)| name != CLEARED)
                        .map(|(name, record)| (name, Some(record)))
                        .collect(),
                    writer,
                    1,
                ),
            ),
            _ => received.into_iter().for_each(|(name, record)| _ = page.apply(&name, record)),
        }
        all_can_be_stored(page);
    }
    // All hear of all: twice, since what a clearing made void is told only once it was heard of.
    for _ in 0..2 {
        for one in 0..3 {
            for other in 0..3 {
                let all: Vec<_> =
                    pages[other].records().map(|(name, record)| (name.to_owned(), record.clone())).collect();
                all.into_iter().for_each(|(name, record)| _ = pages[one].apply(&name, record));
            }
        }
    }
    let told =
        |page: &Progress| page.records().map(|(name, record)| (name.to_owned(), to_json(record))).collect::<Vec<_>>();
    assert_eq!(told(&pages[0]), told(&pages[1]));
    assert_eq!(told(&pages[0]), told(&pages[2]));
}

const WORDS: Words<'static> = Words {
    text: "To the store",
    load: "Show the store",
    open: "Open the store as a page",
    new_tab: "(opens in a new tab)",
    title: "The store",
    heading: "Circuit",
    line: "Ask for a tenant",
    consent: "Then your browser loads {host}",
    terms: "You agree with:",
    own_terms: "our terms",
    unify_terms: "Unify's terms",
    privacy: "Privacy",
    page_title: "Store",
    back: "Back to the site",
};

/// What a snippet is made of, whatever was typed: names of elements and attributes, and where its addresses lead.
fn shape(html: &str) -> Vec<String> {
    let mut shape: Vec<String> = Vec::new();
    for token in tokens(html) {
        match token.kind {
            Kind::Open(tag) => {
                shape.push(tag.name.to_owned());
                for attribute in &tag.attributes {
                    shape.push(format!("{} {}", tag.name, attribute.name));
                    let value = decode(attribute.value.unwrap_or_default());
                    if ["href", "src", "data-src"].contains(&attribute.name) {
                        // The way back to the site, unless another is typed.
                        assert!(value.starts_with("https://") || value == "/", "{value}: {html}");
                    }
                    assert!(!attribute.name.starts_with("on"), "{html}");
                    if attribute.name == "srcdoc" {
                        shape.extend(self::shape(&value));
                    }
                }
            }
            Kind::Close(name) => shape.push(format!("/{name}")),
            Kind::Raw | Kind::Text => {}
            // The page of its own has a doctype, WordPress' form comments.
            Kind::Comment => shape.push("comment".to_owned()),
            Kind::Other => shape.push("doctype".to_owned()),
            Kind::Broken => panic!("a tag without an end: {html}"),
        }
    }
    shape
}

/// A snippet of each kind, with these texts typed into its fields in order: texts stay texts, and links lead to https.
pub fn snippet(data: &[u8]) {
    let texts = texts(data);
    let mut draft = Draft::default();
    for (at, field) in Field::ALL.into_iter().enumerate() {
        draft.set(field, text(&texts, at + 1));
    }
    let (typed, own_site) = (draft, text(&texts, 0));
    for variant in Variant::ALL {
        let mut draft = typed.clone();
        draft.set(Field::Variant, variant.id());
        if draft.get(Field::Link).is_empty() {
            draft.set(Field::Link, "https://shop.example.com/store?partner=1");
        }
        let checked = check(&draft, own_site, parse);
        let Some(html) = embed::snippet(&checked, &WORDS) else { continue };
        // The same with texts that mean nothing to a browser.
        let mut plain = draft.clone();
        for field in [Field::Text, Field::Title, Field::Consent, Field::Line, Field::Heading] {
            if !plain.get(field).trim().is_empty()
                && checked.problem(field).is_none()
                && !checked.text(field).is_empty()
            {
                plain.set(field, "x");
            }
        }
        if let Some(plain) = embed::snippet(&check(&plain, own_site, parse), &WORDS) {
            assert_eq!(shape(&html), shape(&plain), "{html}");
        }
        if let Some(policy) = csp::policy(&checked, &html) {
            let _ = csp::Form::ALL.map(|form| policy.text(form));
        }
        let words = preview::Words { language: "en", title: "Preview", drawn: "Here" };
        let _ = preview::document(&html, preview::Scene::Drawn, &words);
        for place in [Place::WordPressAuthor, Place::JoomlaAuthor, Place::DrupalBasic] {
            let _ = survival(&html, place);
        }
    }
}

/// A pasted sample and answers: outside of its places nothing changes; every format is written; versions are told apart.
pub fn terms(data: &[u8]) {
    let texts = texts(data);
    let pasted = text(&texts, 0);
    let holes = sample::find(pasted);
    assert_eq!(sample::fill(pasted, &holes, |_| None), pasted);
    assert_eq!(sample::fill(pasted, &holes, |hole| Some(hole.text(pasted).to_owned())), pasted);
    if let Ok(records) = Pasted::records(pasted) {
        let record = |name: &str| records.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
        let read = Pasted::read(|name| record(name).unwrap_or_default());
        assert!(read.is_whole && read.text == pasted);
    }
    let mut given = Answers::new();
    for (at, field) in FIELDS.iter().enumerate() {
        given.set(field.id, text(&texts, at + 1));
    }
    assert_eq!(answers::read(&answers::write(&given)), Some(given.clone()));
    for (template, labels) in TERMS.iter().zip(LABELS) {
        let document = Document::new(template, labels.lang, &given, &[]);
        for format in [Format::Html, Format::Cms, Format::Markdown, Format::Text] {
            let written = format.write(&document, &given);
            assert!(std::str::from_utf8(&written).is_ok());
        }
        format_of_word_processors(&document, &given);
    }
    let other = text(&texts, 1);
    assert_eq!(clean(&clean(pasted)), clean(pasted));
    let pieces = diff(pasted, other);
    let side =
        |but: PieceKind| pieces.iter().filter(|piece| piece.kind != but).map(|piece| &*piece.text).collect::<String>();
    assert_eq!((side(PieceKind::Added).as_str(), side(PieceKind::Removed).as_str()), (pasted, other));
}

fn format_of_word_processors(document: &Document<'_>, given: &Answers) {
    assert!(Format::Docx.write(document, given).starts_with(b"PK"));
}

/// The source of a page, the snippet that should be in it, and the links: something is always told.
pub fn page_check(data: &[u8]) {
    let texts = texts(data);
    let (page, snippet, store, terms) = (text(&texts, 0), text(&texts, 1), text(&texts, 2), text(&texts, 3));
    assert!(!check_page(Published { page, snippet, store, terms }).is_empty());
}

/// The fragment of an address: refused, or bytes that make the same fragment again.
pub fn share(data: &[u8]) {
    let fragment = String::from_utf8_lossy(data);
    if let Some(Ok(bytes)) = shared::bytes(&fragment) {
        assert_eq!(shared::fragment(&bytes), fragment);
    }
}

/// Markup of others: its tokens are the whole text, and what a filter keeps and takes is the whole of it too.
pub fn markup(data: &[u8]) {
    let html = String::from_utf8_lossy(data);
    let mut at = 0;
    for token in tokens(&html) {
        assert!(token.range.start == at && token.range.end > at, "{:?}", token.range);
        at = token.range.end;
        assert!(html.get(token.range).is_some());
    }
    assert_eq!(at, html.len());
    let _ = decode(&html);
    for place in Place::ALL {
        let Some(outcome) = simulate(&html, place) else { continue };
        let before: String = outcome.pieces.iter().map(|piece| piece.before()).collect();
        let after: String = outcome.pieces.iter().map(|piece| piece.after()).collect();
        assert_eq!((before.as_str(), after.as_str()), (&*html, outcome.left.as_str()), "{place:?}");
    }
}
