//! The certification log: kept as told, with a way back, and never reckoned.

use partnerpad::text::{
    GUIDE,
    tools::{CERTIFICATION, Certification},
};
use serde_json::json;

use crate::{
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide, TODAY},
};

in_both_browsers!(
    a_log_is_kept_in_dutch,
    a_log_is_kept_in_english,
    what_cannot_be_is_refused_at_its_field,
    what_is_taken_away_comes_back,
    the_log_is_filled_by_keyboard,
);

const TOOL: &str = "certification";

fn open(guide: &Guide) -> &'static Certification {
    guide.unfold(GUIDE.steps.iter().position(|step| step.tools.contains(&TOOL)).unwrap());
    guide.open_tool(TOOL);
    &CERTIFICATION[guide.language()]
}

#[track_caller]
fn add(guide: &Guide, words: &Certification, name: &str) {
    let field = guide.browser.element("new name", "return document.getElementById('field-draft-cert-name')", &[]);
    guide.browser.click(&field);
    guide.browser.press(name);
    guide.push(words.add);
    guide.sees(&words.remove(name));
}

fn a_log_is_kept_in_dutch(kind: Kind) {
    log_is_kept(&Guide::open(kind, DUTCH));
}

fn a_log_is_kept_in_english(kind: Kind) {
    log_is_kept(&Guide::open(kind, ENGLISH));
}

fn log_is_kept(guide: &Guide) {
    let words = open(guide);
    guide.sees(words.none);
    guide.is_accessible();
    add(guide, words, "Jan <b>de</b> Vries");
    guide.does_not_see(words.none);
    for webinar in [1, 3] {
        guide.browser.click(&guide.labelled(TOOL, &words.webinar(webinar)));
    }
    guide.sees(&words.webinars_of(2, 4));
    let today: String = guide.browser.run(TODAY, &[]);
    guide.fill(TOOL, words.date, &today);
    guide.fill(TOOL, words.score, "12");
    guide.browser.click(&guide.labelled(TOOL, words.outcome_not_passed));
    guide.push(words.add_test);
    guide.sees(&words.score_of(12, 15));
    guide.is_accessible();
    guide.reload();
    open(guide);
    guide.sees(&words.remove("Jan <b>de</b> Vries"));
    guide.sees(&words.webinars_of(2, 4));
    guide.sees(&guide.ui().date(&today));
    guide.sees(&words.score_of(12, 15));
    // A box of the log is no tick of the guide.
    guide.shows(&[]);
    guide.browser.click(&guide.labelled(TOOL, &words.webinar(1)));
    guide.sees(&words.webinars_of(1, 4));
    guide.hears(&guide.ui().unticked(words.webinar(1)));
    guide.push(guide.ui().undo);
    guide.sees(&words.webinars_of(2, 4));
}

fn what_cannot_be_is_refused_at_its_field(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let words = open(&guide);
    guide.push(words.add);
    guide.sees(words.no_name);
    add(&guide, words, "Anna");
    guide.does_not_see(words.no_name);
    for (date, score, problem) in [
        ("2999-01-01", "", words.future.to_owned()),
        ("", "16", words.too_high(15)),
        ("", "-1", words.too_high(15)),
        ("", "veel", words.too_high(15)),
    ] {
        guide.fill(TOOL, words.date, date);
        guide.fill(TOOL, words.score, score);
        guide.push(words.add_test);
        guide.sees(&problem);
        guide.sees(words.no_tests);
        let value = "return document.activeElement.value === arguments[0]";
        let wrong = if date.is_empty() { score } else { date };
        guide.browser.until("the focus is where it is wrong", value, &[json!(wrong)]);
    }
    guide.fill(TOOL, words.name, " ");
    guide.sees(words.no_name);
    guide.is_accessible();
    guide.reload();
    open(&guide);
    guide.sees(&words.remove("Anna"));
}

fn what_is_taken_away_comes_back(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    let words = open(&guide);
    add(&guide, words, "Anna");
    add(&guide, words, "Bert");
    guide.push(&words.remove("Anna"));
    guide.hears(&words.removed("Anna"));
    guide.does_not_see(&words.remove("Anna"));
    guide.sees(&words.remove("Bert"));
    guide.push(guide.ui().undo);
    guide.sees(&words.remove("Anna"));
    guide.push(&words.remove("Bert"));
    guide.push(words.add_test);
    guide.push(words.remove_test_no_date);
    guide.hears(words.test_removed);
    guide.sees(words.no_tests);
    guide.push(guide.ui().undo);
    guide.find("button", words.remove_test_no_date, None);
}

fn the_log_is_filled_by_keyboard(kind: Kind) {
    const TAB: &str = "\u{e004}";
    const ENTER: &str = "\u{e007}";
    let guide = Guide::open(kind, DUTCH);
    let words = open(&guide);
    guide.browser.run::<Option<bool>>("document.getElementById('field-draft-cert-name').focus()", &[]);
    guide.browser.press("Anna");
    guide.browser.press(TAB);
    guide.browser.press(ENTER);
    guide.sees(&words.remove("Anna"));
    let is_there = "return document.activeElement.id === 'field-draft-cert-name'";
    guide.browser.until("the focus is back in the field", is_there, &[]);
    // Back to the ticks: past the button, the hint has none, three answers are one stop, score, date.
    let first = "document.querySelector('.employee [type=checkbox]').focus()";
    guide.browser.run::<Option<bool>>(first, &[]);
    guide.browser.press(" ");
    guide.sees(&words.webinars_of(1, 4));
}
