//! Stored records as they may turn up: damaged, newer, with more in them than is known here; and clocks that are wrong.

use partnerpad::text::GUIDE;
use serde_json::{Value, json};

use crate::{
    driver::Kind,
    expect::actions_of,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    stored::{key, record},
};

in_both_browsers!(
    an_unreadable_record_is_put_aside_byte_for_byte,
    a_newer_record_is_never_overwritten,
    unknown_fields_survive_a_tick,
    a_clock_that_goes_back_changes_nothing,
    what_is_stored_is_never_markup,
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

fn an_unreadable_record_is_put_aside_byte_for_byte(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
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
    guide.visit(ENGLISH);
    guide.sees(&guide.ui().unreadable(2));
    guide.shows(&[good]);
}

fn a_newer_record_is_never_overwritten(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
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
