//! What is waited for: a message, and a reminder that other calendars read.

use std::{
    env,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use partnerpad::text::{
    GUIDE,
    tools::{LETTERS, Letters},
};
use serde_json::{Value, json};

use crate::{
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
};

in_both_browsers!(who_waits_asks_in_dutch, who_waits_asks_in_english, a_reminder_is_read_by_another_calendar,);

const TOOL: &str = "reminders";
const SINCE: (&str, &str) = ("wait.step-3.message.since", "2026-01-05");

fn waiting(kind: Kind, language: usize, records: &[(&str, &str)]) -> (Guide, &'static Letters) {
    let guide = Guide::before(kind, &Setup::default());
    let keep = "() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.offered = blob.text(); return make.call(URL, blob); };
    }";
    guide.browser.before_each_page(keep);
    guide.leave();
    guide.keep_texts(records);
    guide.visit(language);
    guide.open_tool(TOOL);
    (guide, &LETTERS[language])
}

fn who_waits_asks_in_dutch(kind: Kind) {
    asks(kind, DUTCH);
}

fn who_waits_asks_in_english(kind: Kind) {
    asks(kind, ENGLISH);
}

fn asks(kind: Kind, language: usize) {
    let (guide, words) = waiting(kind, language, &[SINCE]);
    guide.sees(words.message_title);
    guide.does_not_see(words.access_title);
    guide.sees(&words.message_since(guide.ui().date(SINCE.1)));
    guide.sees(words.missing_contact);
    guide.push(words.missing_contact);
    let is_there = "return document.activeElement.dataset.record === 'company.contact'";
    guide.browser.until("one is at the field", is_there, &[]);
    guide.fill(TOOL, words.label_contact, "Anna & zoon");
    guide.fill(TOOL, words.label_legal_name, "De Vries \"Telecom\" B.V.");
    guide.does_not_see(words.missing_title);
    guide.is_accessible();
    let link = "return document.querySelector('#tool-reminders a[href^=\"mailto:\"]').href";
    let link: String = guide.browser.run(link, &[]);
    assert!(link.contains("Anna%20%26%20zoon") && !link.contains('"'), "{link}");
    guide.reload();
    guide.open_tool(TOOL);
    guide.sees("Anna & zoon");
    // Another wait comes in while the tool is open.
    guide.unfold(5);
    guide.type_in("wait.step-6.access.since", "2026-01-06");
    guide.sees(words.access_title);
}

fn a_reminder_is_read_by_another_calendar(kind: Kind) {
    let records = [
        SINCE,
        ("wait.step-3.message.who", "Bert; de, “baas” \\ 📞 van een heel lange naam die niet op één regel past"),
    ];
    let (guide, words) = waiting(kind, DUTCH, &records);
    guide.fill(TOOL, words.calendar_day, "2026-01-01");
    guide.push(words.calendar);
    guide.sees(words.calendar_past);
    let mut ids = Vec::new();
    for day in ["2999-12-31", "2999-02-28"] {
        guide.fill(TOOL, words.calendar_day, day);
        guide.push(words.calendar);
        guide.sees(&words.calendar_saved("partnerpad-step-3-message.ics"));
        let ics: String = guide.browser.run_async("offered.then(arguments[0])", &[]);
        let read = read(&ics);
        assert_eq!(read["summary"], words.calendar_message);
        let text = read["description"].as_str().unwrap();
        assert!(text.contains(records[1].1) && text.ends_with(words.calendar_text), "{text}");
        assert_eq!(
            [&read["start"], &read["days"], &read["is_day"], &read["alarm"]],
            [&json!(day), &json!(1), &json!(true), &json!("PT9H")]
        );
        assert_eq!(read["events"], 1);
        ids.push(read["uid"].as_str().unwrap().to_owned());
        guide.reload();
        guide.open_tool(TOOL);
    }
    assert_eq!(ids[0], ids[1], "the later one replaces the first");
    assert!(ids[0].starts_with(GUIDE.id) && ids[0].contains("step-3.message"), "{}", ids[0]);
}

/// What a parser that is not ours finds.
#[track_caller]
fn read(ics: &str) -> Value {
    assert!(env::var_os("PARTNERPAD_ICAL").is_some(), "PARTNERPAD_ICAL names ical.js: `cargo xtask test e2e`");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/js/calendar.cjs");
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node");
    node.stdin.take().unwrap().write_all(ics.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|why| panic!("{why}: {ics}"))
}
