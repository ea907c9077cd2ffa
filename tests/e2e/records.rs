//! Stored records as they may turn up: damaged, newer, with more in them than is known here; and clocks that are wrong.

use partnerpad::text::GUIDE;
use serde_json::{Value, json};

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::{Fault, TICKED, Texts, missing, ticks},
    files::KEEP,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    storage::FILL,
    stored::{key, record},
};

in_both_browsers!(
    an_unreadable_record_is_put_aside_byte_for_byte,
    an_unreadable_record_stays_where_it_is_when_there_is_no_room_to_put_it_aside,
    every_format_ever_shipped_is_read,
    text_of_every_kind_survives,
    a_newer_record_is_never_overwritten,
    unknown_fields_survive_a_tick,
    a_clock_that_goes_back_changes_nothing,
    what_is_stored_is_never_markup,
    a_dossier_of_ten_thousand_records_is_kept_whole,
);

/// Damage of every kind.
const DAMAGED: [&str; 8] = [
    r#"{"v":1,"c":7,"d":"00000000000000"#,
    "",
    "null",
    "\u{feff}{}",
    r#"{"v":1,"c":"7","d":"00000000000000aa","t":0,"done":true}"#,
    r#"{"v":1,"c":7,"d":"00000000000000aa","t":0,"done":"<img src=x onerror=alert(1)>"}"#,
    "\u{0}\u{1}\u{fffd}\u{1f4a5}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
];

fn aside(action: &str, number: u32) -> String {
    format!("partnerpad.aside/{}/{action}/{number}", GUIDE.id)
}

/// All texts in a file of JSON.
fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts_of).collect(),
        Value::Object(map) => map.values().flat_map(texts_of).collect(),
        _ => Vec::new(),
    }
}

/// Presses this button of the files, and finds these texts in what it offers, to the byte.
#[track_caller]
fn gives(guide: &Guide, button: &str, wanted: &[&str]) {
    guide.open_from_menu("files");
    guide.push(button);
    let file: Value = serde_json::from_str(&guide.offered()).expect("JSON");
    let texts = texts_of(&file);
    assert!(wanted.iter().all(|text| texts.contains(text)), "{file:#}");
}

fn an_unreadable_record_is_put_aside_byte_for_byte(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    let first = actions_of(0);
    let good = actions_of(1)[0];
    for (round, damaged) in DAMAGED.iter().enumerate() {
        guide.leave();
        guide.loses_the_journal();
        guide.store(&[(&key(first[0]), damaged), (&key(good), &record(3))]);
        guide.visit(DUTCH);
        guide.shows(&[good]);
        guide.sees(guide.ui().unreadable_title);
        guide.sees(&guide.ui().unreadable(1));
        let number = u32::try_from(round).unwrap() + 1;
        assert_eq!(guide.stored().get(&aside(first[0], number)).map(String::as_str), Some(*damaged), "{damaged:?}");
        guide.tick(first[0]);
        guide.shows(&[first[0], good]);
        guide.reload();
        guide.shows(&[first[0], good]);
        guide.does_not_see(guide.ui().unreadable_title);
        assert_eq!(guide.stored().get(&aside(first[0], number)).map(String::as_str), Some(*damaged));
    }
    // Two at once are two.
    guide.leave();
    guide.loses_the_journal();
    guide.store(&[(&key(first[0]), DAMAGED[0]), (&key(first[1]), DAMAGED[1])]);
    let is_damaged = guide.stored()[&key(first[0])] == DAMAGED[0];
    guide.visit(ENGLISH);
    guide.sees(&guide.ui().unreadable(2));
    guide.shows(&[good]);
    let number = |at: usize| u32::try_from(at).unwrap() + 1;
    let wanted = DAMAGED.iter().enumerate().map(|(at, damaged)| (aside(first[0], number(at)), (*damaged).to_owned()));
    Fault {
        row: 6,
        what: "Records are damaged",
        by: "eight kinds of damage in the storage: cut off, empty, other types, bytes that mean nothing",
        seen: "A notice counts them; each is kept to the byte, beside; the rest works",
    }
    .happens(kind, is_damaged)
    .loses_nothing(&wanted.collect(), &guide.stored());
    gives(&guide, guide.files().save_aside, &DAMAGED);
}

fn a_newer_record_is_never_overwritten(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    let first = actions_of(0);
    let newer = r#"{"v":2,"c":9,"d":"00000000000000bb","state":{"done":true},"é":"\u00e9"}"#;
    guide.leave();
    guide.store(&[(&key(first[0]), newer), (&key(first[1]), &record(3)), (&key("step-9.later"), newer)]);
    let before = guide.stored();
    guide.visit(DUTCH);
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        guide.sees(guide.ui().newer_title);
        guide.shows(&first[1..2]);
        // Ticks hold while the page is open, and are not said to be kept.
        for id in [first[0], first[2], actions_of(2)[0]] {
            guide.tick(id);
        }
        guide.tick(first[1]);
        guide.shows(&[first[0], first[2], actions_of(2)[0]]);
        guide.sees(guide.ui().saving_off);
        guide.sees(guide.ui().newer_title);
        assert_eq!(guide.stored(), before);
        guide.start_again();
        guide.shows(&[]);
        guide.push(guide.ui().undo);
        guide.shows(&[first[0], first[2], actions_of(2)[0]]);
        assert_eq!(guide.stored(), before);
        guide.reload();
        guide.shows(&first[1..2]);
        assert_eq!(guide.stored(), before);
    }
    for (row, what, by) in [
        (8, "A newer version has stored", "a record of the next format in the storage"),
        (20, "An older version comes back", "as above, which is what an older one finds"),
    ] {
        Fault {
            row,
            what,
            by,
            seen: "A lasting notice; ticks hold while the page is open, and nothing that is stored changes by a byte",
        }
        .happens(kind, before.values().any(|text| text == newer))
        .loses_nothing(&before, &guide.stored());
    }
    gives(&guide, guide.files().save_newer, &[newer]);
}

fn an_unreadable_record_stays_where_it_is_when_there_is_no_room_to_put_it_aside(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    let first = actions_of(0);
    guide.leave();
    guide.store(&[(&key(first[0]), DAMAGED[0]), (&key(first[1]), &record(3))]);
    let before = guide.stored();
    let is_full = guide.browser.run::<bool>(FILL, &[]);
    guide.visit(DUTCH);
    guide.sees(&guide.ui().unreadable(1));
    guide.shows(&first[1..2]);
    guide.tick(first[0]);
    guide.shows(&first[..2]);
    guide.sees(guide.ui().saving_off);
    let stored = guide.stored();
    assert!(guide.saves().contains_key(first[0]));
    Fault {
        row: 5,
        what: "Storage is full while a record is put aside",
        by: "a damaged record, and the storage filled to the last letter (there is one format so far, and nothing to convert)",
        seen: "A notice; the record stays where it is, to the byte, and is not written to; a saved file has all that was typed",
    }
    .happens(kind, is_full)
    .loses_nothing(&before, &stored);
}

/// Of each form of a record that was ever shipped: what the page shows.
const SHIPPED: [(&str, &str, &str); 6] = [
    ("step-1.sign-in", include_str!("../native/saved/v1/ticked.json"), TICKED),
    ("note.step-1", include_str!("../native/saved/v1/text.json"), "Gebeld met \"Jan\" \u{1f600}\nregel 2"),
    ("note.step-2", include_str!("../native/saved/v1/text-with-conflict-copies.json"), "van de laptop"),
    ("#1", include_str!("../native/saved/v1/tick-over-text.json"), TICKED),
    ("#2", include_str!("../native/saved/v1/unknown-fields.json"), TICKED),
    ("#3", include_str!("../native/saved/v1/unticked.json"), ""),
];

fn every_format_ever_shipped_is_read(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    let ticks = crate::expect::all_ticks();
    let name = |name: &str| match name.strip_prefix('#') {
        Some(at) => ticks[at.parse::<usize>().unwrap()].to_owned(),
        None => name.to_owned(),
    };
    let texts: Vec<_> = SHIPPED.iter().map(|(named, text, _)| (key(&name(named)), text.trim_end())).collect();
    guide.leave();
    guide.store(&texts.iter().map(|(key, text)| (key.as_str(), *text)).collect::<Vec<_>>());
    let before = guide.stored();
    guide.visit(DUTCH);
    guide.does_not_see(guide.ui().unreadable_title);
    guide.does_not_see(guide.ui().newer_title);
    guide.is_saved();
    assert_eq!(guide.stored(), before, "reading changes nothing");
    let shown = SHIPPED.iter().map(|(named, _, shown)| (name(named), (*shown).to_owned()));
    let wanted: Texts = shown.filter(|(_, shown)| !shown.is_empty()).collect();
    Fault {
        row: 9,
        what: "An older version has stored",
        by: "one record of each form ever shipped in the storage",
        seen: "All of it, without a word; nothing that is stored changes",
    }
    .happens(kind, before.len() == SHIPPED.len())
    .loses_nothing_of(&wanted, &guide);
}

fn text_of_every_kind_survives(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    guide.visit(DUTCH);
    let long = "lang ".repeat(1990);
    let unbroken = "x".repeat(9_000);
    let all_of_the_list = naughty_strings::BLNS.join("\n").replace('\r', "\n");
    let list: String = all_of_the_list.chars().take(9_900).collect();
    let texts = [
        long.as_str(),
        &unbroken,
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627} abc",
        "\u{202e}omgekeerd\u{202c} \u{200b}\u{200d}\u{feff}\u{0}\u{7f} z\u{336}\u{a0}\u{2028}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{1f1f3}\u{1f1f1} e\u{301} \u{1f600}",
        &list,
    ];
    let fields: Vec<_> = (0..texts.len()).map(|step| format!("note.{}", GUIDE.steps[step].id)).collect();
    for (field, text) in fields.iter().zip(texts) {
        guide.type_in(field, text);
    }
    guide.is_saved();
    let typed = guide.holds_now();
    let wanted: Texts = fields.iter().cloned().zip(texts.map(str::to_owned)).collect();
    let fault = Fault {
        row: 29,
        what: "Text of every kind",
        by: "10,000 letters, one word of 9,000, right to left, turned round, joined emoji, no letters at all, the Big List of Naughty Strings",
        seen: "To the letter: on the page, after a reload, in a saved file; nothing sticks out",
    }
    .happens(kind, typed == wanted);
    guide.unfold_all();
    let wide = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assert!(guide.browser.run::<bool>(wide, &[]), "something sticks out");
    guide.reload();
    guide.is_saved();
    let saved = guide.saves();
    assert_eq!(missing(&wanted, &saved), Vec::<&String>::new(), "in a file");
    fault.loses_nothing_of(&wanted, &guide);
}

fn unknown_fields_survive_a_tick(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    let id = actions_of(0)[0];
    let more = json!({ "colour": "blauw", "deep": { "list": [1, 2.5, null, "\u{1f600}"] }, "a": true });
    let mut stored = more.clone();
    for (name, value) in [
        ("v", json!(1)),
        ("c", json!(7)),
        ("d", json!("00000000000000aa")),
        ("t", json!(1_700_000_000_000_u64)),
        ("done", json!(true)),
    ] {
        stored[name] = value;
    }
    guide.leave();
    guide.store(&[(&key(id), &stored.to_string())]);
    guide.visit(DUTCH);
    guide.shows(&[id]);
    let read = || -> Value { serde_json::from_str(&guide.stored()[&key(id)]).unwrap() };
    for done in [false, true] {
        guide.tick(id);
        let ticked: Vec<_> = done.then_some(id).into_iter().collect();
        guide.shows(&ticked);
        let stored = read();
        assert_eq!(stored["done"], json!(done));
        for (name, value) in more.as_object().unwrap() {
            assert_eq!(&stored[name], value, "{name}, {stored}");
        }
    }
    assert!(read()["c"].as_u64() > Some(8), "{}", read());
}

fn a_clock_that_goes_back_changes_nothing(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    // Each visit one year earlier than the one before.
    guide.browser.before_each_page(
        "() => {
            const now = Date.now.bind(Date);
            let visits = 0;
            try { visits = Number(localStorage.getItem('visits') ?? 0); localStorage.setItem('visits', visits + 1); } catch {}
            Date.now = () => now() - visits * 365 * 24 * 3600 * 1000;
        }",
    );
    guide.visit(DUTCH);
    let id = actions_of(0)[0];
    let mut last: Option<(u64, i64)> = None;
    for round in 0..4 {
        guide.tick(id);
        let done = round % 2 == 0;
        guide.browser.until(
            "the box turned",
            "return document.getElementById(arguments[0]).checked === arguments[1]",
            &[json!(id), json!(done)],
        );
        let stored: Value = serde_json::from_str(&guide.stored()[&key(id)]).unwrap();
        let now = (stored["c"].as_u64().unwrap(), stored["t"].as_i64().unwrap());
        if let Some((counter, time)) = last {
            assert!(now.0 > counter, "counted on: {now:?} after {last:?}");
            assert!(now.1 < time, "the clock did go back: {now:?} after {last:?}");
        }
        last = Some(now);
        guide.reload();
        assert_eq!(guide.ticked(), if done { vec![id.to_owned()] } else { vec![] });
    }
    guide.tick(id);
    Fault {
        row: 28,
        what: "The clock goes back",
        by: "by a year with each visit",
        seen: "The latest edit holds, in the order in which they were made",
    }
    // Each round has seen it go back.
    .happens(kind, last.is_some())
    .loses_nothing_of(&ticks(&[id]), &guide);
}

fn what_is_stored_is_never_markup(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    let bad = "<img src=x onerror='window.hurt = true'>";
    guide.leave();
    guide.store(&[
        ("partnerpad.theme", "\"><img src=x onerror='window.hurt = true'>"),
        (&key("step-1.sign-in"), bad),
        (&key(bad), &record(3)),
        (&format!("partnerpad.v1/{bad}/step-1.sign-in"), &record(3)),
    ]);
    let before = guide.stored();
    guide.visit(DUTCH);
    guide.shows(&[]);
    let script = "return window.hurt !== true && document.querySelectorAll('img').length === 0";
    assert!(guide.browser.run::<bool>(script, &[]));
    let mut after = guide.stored();
    assert_eq!(after.remove(&aside("step-1.sign-in", 1)).as_deref(), Some(bad));
    after.insert(key("step-1.sign-in"), bad.to_owned());
    assert_eq!(after, before);
}

/// What a guide of thousands of actions would have stored, without such a page: it takes a quarter of an hour to build.
fn a_dossier_of_ten_thousand_records_is_kept_whole(kind: Kind) {
    const MANY: usize = 10_000;
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    guide.leave();
    let fill = "
        const [prefix, record, count] = arguments;
        for (let at = 0; at < count; at++) localStorage.setItem(`${prefix}step-1000.action-${at}`, record);
        return localStorage.length";
    assert_eq!(guide.browser.run::<usize>(fill, &[json!(key("")), json!(record(3)), json!(MANY)]), MANY);
    let before = guide.stored();
    let first = &actions_of(0)[..2];
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        guide.is_saved();
        guide.tick(first[language]);
        guide.shows(&first[..=language]);
        guide.sees(guide.ui().saved_at("").trim_end());
    }
    assert_eq!(missing(&before, &guide.stored()), Vec::<&String>::new(), "in the browser");
    let file = guide.saves();
    let all = before.keys().map(|name| (name.replace(&key(""), ""), TICKED.to_owned()));
    let all = all.chain(ticks(first)).collect();
    assert_eq!(missing(&all, &file), Vec::<&String>::new(), "in a file");
    // And it comes back where there is nothing of it.
    guide.leave();
    guide.does("localStorage.clear()", &[]);
    guide.visit(DUTCH);
    guide.shows(first);
    guide.is_saved();
    assert_eq!(missing(&before, &guide.stored()), Vec::<&String>::new(), "from the journal");
}
