//! Waiting for others, messages, notes and dates: what a partner keeps between two visits weeks apart.

use partnerpad::{
    domain::{
        draft_reminder,
        progress::{wait_since, wait_who},
    },
    text::{GUIDE, tools::LETTERS},
};
use serde_json::{Value, json};

use crate::{
    axe,
    driver::Kind,
    expect::actions_of,
    files::KEEP,
    guide::{DUTCH, ENGLISH, Guide, TODAY},
    keyboard::ENTER,
    setup::Setup,
    stored::{key, text},
};

in_both_browsers!(
    six_weeks_with_interruptions_in_dutch,
    six_weeks_with_interruptions_in_english,
    a_message_counts_only_with_its_day,
    a_day_that_lies_ahead_is_refused_with_the_reason_and_stays_in_its_field,
    what_a_change_takes_away_can_be_brought_back,
    notes_are_kept_letter_by_letter_and_shared_by_both_languages,
    two_notes_written_at_the_same_time_are_both_kept,
    only_what_can_be_done_now_is_shown_on_request,
    on_paper_ticks_dates_and_notes_stand_and_controls_do_not,
    an_address_with_an_action_leads_there,
    one_waits_chases_and_notes_by_keyboard,
    what_to_do_and_whom_to_chase_stand_in_the_first_screen,
);

const MESSAGE: &str = "step-3.message";

/// Has the page's clock stand at noon of this day, from the next page on.
fn set_clock(guide: &Guide, day: &str) {
    guide.browser.before_each_page(&format!(
        "() => {{
            const Real = window.RealDate ?? Date;
            window.RealDate = Real;
            const now = new Real('{day}T12:00:00').getTime();
            window.Date = class extends Real {{
                constructor(...parts) {{ super(...(parts.length ? parts : [now])) }}
                static now() {{ return now }}
            }};
        }}"
    ));
}

/// Clicks the box that says that one waits for this action.
#[track_caller]
fn wait_for(guide: &Guide, action: &str) {
    let script = "return document.querySelector(`[data-waits=\"${arguments[0]}\"]`)";
    guide.browser.click(&guide.browser.element("box to wait", script, &[json!(action)]));
}

/// What stands in the field of a record.
fn field(guide: &Guide, record: &str) -> String {
    guide.browser.run("return document.querySelector(`[data-record=\"${arguments[0]}\"]`).value", &[json!(record)])
}

/// What the list of waits says, a line each.
pub fn waits(guide: &Guide) -> Vec<String> {
    let script = "return [...document.querySelectorAll('#waits li')].filter((line) => line.checkVisibility()).map((line) => line.innerText.trim())";
    guide.browser.run(script, &[])
}

fn six_weeks_with_interruptions_in_dutch(kind: Kind) {
    six_weeks(&Guide::before(kind, &Setup::default()), DUTCH);
}

fn six_weeks_with_interruptions_in_english(kind: Kind) {
    six_weeks(&Guide::before(kind, &Setup::default()), ENGLISH);
}

fn six_weeks(guide: &Guide, language: usize) {
    set_clock(guide, "2026-10-05");
    guide.visit(language);
    let ui = guide.ui();
    let task = |id: &str| {
        let (step, action) = GUIDE
            .steps
            .iter()
            .enumerate()
            .find_map(|(at, step)| Some((at, step.actions.iter().position(|action| action.id == id)?)))
            .expect("an action of the guide");
        guide.words().steps[step].actions[action].what
    };
    guide.sees(&ui.now_do(task("step-1.sign-in")));
    [0, 1].into_iter().flat_map(actions_of).for_each(|id| guide.tick(id));
    actions_of(2)[..2].iter().for_each(|id| guide.tick(id));
    // The message comes from others: from now on one waits, and the terms can be prepared.
    wait_for(guide, MESSAGE);
    assert_eq!(field(guide, &wait_since(MESSAGE)), "2026-10-05");
    guide.type_in(&wait_who(MESSAGE), "Anna <Unify>");
    guide.sees(&ui.state_waiting_for("Anna <Unify>"));
    guide.sees(&ui.now_do(task("step-5.choose-terms")));

    // Three weeks later, in another tab: what to do, and whom to chase, stand at the top.
    set_clock(guide, "2026-10-26");
    let first = guide.browser.tab();
    guide.browser.open_tab();
    guide.visit(language);
    guide.sees(&ui.now_do(task("step-5.choose-terms")));
    let told = waits(guide);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(&ui.wait_line("Anna <Unify>", task(MESSAGE))) && told[0].contains("21"), "{told:?}");
    actions_of(4).iter().for_each(|id| guide.tick(id));
    guide.tick("step-6.register-digital-channel");
    wait_for(guide, "step-6.access");
    // Nothing is left but asking; what has been waited for longest comes first.
    guide.sees(&ui.now_chase(task(MESSAGE)));
    assert_eq!(waits(guide).len(), 2);
    guide.does_not_see(ui.none_now);
    guide.push(ui.only_now);
    guide.sees(ui.none_now);
    guide.push(ui.only_now);
    guide.does_not_see(ui.none_now);

    // The old tab knows.
    guide.browser.switch(&first);
    guide.sees(&ui.now_chase(task(MESSAGE)));
    guide.reload();

    // The message comes.
    set_clock(guide, "2026-11-02");
    guide.reload();
    guide.type_in(MESSAGE, "2026-11-02");
    let milestone = &guide.words().milestones[0];
    guide.sees(milestone.reached);
    guide.sees(milestone.text_reached);
    guide.sees(&ui.now_do(task("step-4.contact")));
    actions_of(3).iter().for_each(|id| guide.tick(id));
    guide.tick("step-6.access");
    assert_eq!(waits(guide), Vec::<String>::new());
    ["step-6.choose-products", "step-6.place-link", "step-6.send-links"].iter().for_each(|id| guide.tick(id));
    guide.sees(&ui.now_await(task("step-6.linked")));
    wait_for(guide, "step-6.linked");
    guide.does_not_see(guide.words().milestones[1].text_reached);
    assert!(axe::violations(&guide.browser).is_empty(), "{:?}", axe::violations(&guide.browser));
    set_clock(guide, "2026-11-16");
    guide.reload();
    guide.type_in("step-6.linked", "2026-11-13");
    guide.sees(guide.words().headings.lead_done);
    guide.sees(guide.words().milestones[1].text_reached);
}

fn a_message_counts_only_with_its_day(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    // As a version of the page would have stored it that knew ticks only.
    guide.store(&[(&key(MESSAGE), &crate::stored::record(3))]);
    guide.visit(DUTCH);
    guide.shows(&[]);
    guide.unfold(2);
    guide.tick(MESSAGE);
    guide.shows(&[MESSAGE]);
    guide.type_in(MESSAGE, "");
    guide.shows(&[]);
}

fn a_day_that_lies_ahead_is_refused_with_the_reason_and_stays_in_its_field(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    let today: String = guide.browser.run(TODAY, &[]);
    guide.unfold(2);
    for record in [MESSAGE, "date.step-3"] {
        guide.type_in(record, "2999-01-31");
        guide.sees(guide.ui().date_future);
        assert_eq!(field(&guide, record), "2999-01-31");
        assert!(!guide.stored().contains_key(&key(record)));
        let told = "
            const field = document.querySelector(`[data-record=\"${arguments[0]}\"]`);
            return field.getAttribute('aria-invalid') === 'true'";
        guide.browser.until("the field is marked", told, &[json!(record)]);
        assert!(axe::violations(&guide.browser).is_empty());
        guide.type_in(record, &today);
        guide.does_not_see(guide.ui().date_future);
        assert!(guide.stored().contains_key(&key(record)));
    }
}

fn what_a_change_takes_away_can_be_brought_back(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ui = guide.ui();
    let first = actions_of(0)[0];
    let what = guide.words().steps[0].actions[0].what;
    guide.tick(first);
    guide.tick(first);
    guide.sees(&ui.unticked(what));
    guide.shows(&[]);
    guide.push(ui.undo);
    guide.shows(&[first]);
    guide.does_not_see(&ui.unticked(what));
    guide.unfold(2);
    wait_for(&guide, MESSAGE);
    guide.type_in(&wait_since(MESSAGE), "2026-10-01");
    wait_for(&guide, MESSAGE);
    assert_eq!(waits(&guide), Vec::<String>::new());
    guide.push(ui.undo);
    let told = guide.browser.wait(|| Some(waits(&guide)).filter(|waits| waits.len() == 1));
    assert!(told.is_some(), "{:?}", waits(&guide));
    guide.reload();
    assert_eq!(field(&guide, &wait_since(MESSAGE)), "2026-10-01");
}

fn notes_are_kept_letter_by_letter_and_shared_by_both_languages(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let note = "Jan belt terug\n\"quote\" & <b>\u{1f600}\u{202e}";
    guide.type_in("note.step-1", note);
    guide.type_in("by.step-1", "Piet");
    guide.reload();
    assert_eq!((field(&guide, "note.step-1").as_str(), field(&guide, "by.step-1").as_str()), (note, "Piet"));
    guide.switch_to(ENGLISH);
    assert_eq!(field(&guide, "note.step-1"), note);
    // Each letter, without leaving the field.
    let script = "
        const field = document.querySelector('[data-record=\"note.step-1\"]');
        field.focus();
        field.value += '!';
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    guide.browser.run::<Value>(script, &[]);
    assert!(guide.stored()[&key("note.step-1")].contains("!"));
}

fn two_notes_written_at_the_same_time_are_both_kept(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    let version = |text: &str, writer: &str| format!(r#"{{"c":3,"d":"{writer}","t":0,"text":"{text}"}}"#);
    let conflict = text(4, "mine").replace("}", &format!(r#","also":[{}]}}"#, version("theirs", "00000000000000bb")));
    guide.store(&[(&key("note.step-1"), &conflict)]);
    guide.visit(DUTCH);
    let ui = guide.ui();
    guide.sees(ui.copies);
    guide.sees("theirs");
    assert!(axe::violations(&guide.browser).is_empty());
    guide.push(ui.copy_take);
    guide.does_not_see(ui.copies);
    assert_eq!(field(&guide, "note.step-1"), "theirs");
    guide.push(ui.undo);
    let back = guide.browser.wait(|| (field(&guide, "note.step-1") == "mine").then_some(()));
    assert!(back.is_some(), "{}", field(&guide, "note.step-1"));
}

fn only_what_can_be_done_now_is_shown_on_request(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ui = guide.ui();
    let [what, other] = [0, 1].map(|action| guide.words().steps[0].actions[action].what);
    guide.tick(actions_of(0)[0]);
    guide.push(ui.only_now);
    guide.does_not_see(what);
    guide.sees(other);
    guide.does_not_see(guide.words().steps[3].title);
    // The rest of step 1, four webinars, and the four of step 5.
    guide.hears(&ui.only_now_on(actions_of(0).len() - 1 + 4 + 4));
    assert!(axe::violations(&guide.browser).is_empty());
    guide.push(ui.only_now);
    guide.sees(what);
    guide.sees(guide.words().steps[3].title);
}

fn on_paper_ticks_dates_and_notes_stand_and_controls_do_not(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.type_in("note.step-1", "Staat op papier");
    guide.tick(actions_of(0)[0]);
    guide.browser.run::<Value>("window.print = () => { window.printed = document.body.className; }", &[]);
    guide.push(guide.ui().actions);
    guide.push(guide.ui().print);
    guide.sees(guide.ui().print_text);
    guide.push(guide.ui().print_open);
    guide.browser.until("it prints what is open", "return window.printed === 'print-open'", &[]);
    let pdf = guide
        .browser
        .drive(async |driver| driver.print_page(thirtyfour::common::print::PrintParameters::default()).await);
    assert!(pdf.starts_with(b"%PDF"), "{kind:?}");
}

fn an_address_with_an_action_leads_there(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.visit_at(ENGLISH, "#step-6.access");
    assert!(guide.is_unfolded(5));
    guide.browser.until("the tick has the focus", "return document.activeElement.id === 'step-6.access'", &[]);
}

fn one_waits_chases_and_notes_by_keyboard(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(KEEP);
        guide.visit(language);
        by_keyboard(&guide);
    }
}

fn by_keyboard(guide: &Guide) {
    let (ui, words) = (guide.ui(), &LETTERS[guide.language()]);
    let of = |record: &str| format!("[data-record=\"{record}\"]");
    let (waits_box, undo) = (format!("[data-waits=\"{MESSAGE}\"]"), "#undo");
    let today: String = guide.browser.run(TODAY, &[]);
    guide.tab_to(&format!("3 {}", guide.words().steps[2].short));
    guide.press(ENTER);
    guide.tab_onto(&waits_box);
    guide.press(" ");
    assert_eq!(field(guide, &wait_since(MESSAGE)), today);
    guide.tab_onto(&of(&wait_who(MESSAGE)));
    guide.press("Anna");
    guide.sees(&ui.state_waiting_for("Anna"));
    // The same whether the browser asks for the day or the month first.
    let day = ("05052025", "2025-05-05");
    for (record, typed, kept) in
        [("note.step-3", "Belt terug", "Belt terug"), ("date.step-3", day.0, day.1), ("by.step-3", "Piet", "Piet")]
    {
        guide.tab_onto(&of(record));
        guide.press(typed);
        assert_eq!(field(guide, record), kept);
    }

    // From the top: the message to send, the day to be reminded, and back to what is waited for.
    guide.to_the_top();
    guide.tab_onto("#waits a");
    guide.tab_onto("#tool-reminders > summary");
    guide.press(ENTER);
    guide.sees(words.calendar_hint);
    guide.tab_onto(&of(&draft_reminder(MESSAGE)));
    guide.press("05052999");
    guide.tab_to(words.calendar);
    guide.press(ENTER);
    guide.sees(&words.calendar_saved("partnerpad-step-3-message.ics"));
    guide.to_the_top();
    guide.tab_onto("#waits a");
    guide.press(ENTER);
    let beside = "return !!document.activeElement.closest('.task')?.querySelector(arguments[0])";
    guide.browser.until("the focus is at the message", beside, &[json!(waits_box)]);

    // One no longer waits; or does, after all.
    guide.tab_onto(&waits_box);
    guide.press(" ");
    assert_eq!(waits(guide), Vec::<String>::new());
    guide.tab_onto(undo);
    guide.press(ENTER);
    assert_eq!(field(guide, &wait_who(MESSAGE)), "Anna");
    guide.sees(&ui.state_waiting_for("Anna"));

    // The message came.
    guide.to_the_top();
    guide.tab_onto(&of(MESSAGE));
    guide.press(day.0);
    guide.shows(&[MESSAGE]);
    guide.to_the_top();
    guide.tab_to(ui.only_now);
    guide.press(" ");
    guide.does_not_see(guide.words().steps[0].actions[0].why.expect("this action has a reason"));
    let is_pressed = "return document.activeElement.getAttribute('aria-pressed') === 'true'";
    guide.browser.until("only what can be done is shown", is_pressed, &[]);
}

fn what_to_do_and_whom_to_chase_stand_in_the_first_screen(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    guide.keep_texts(&[(&wait_since(MESSAGE), "2026-01-19"), (&wait_who(MESSAGE), "Anna")]);
    guide.visit(DUTCH);
    [0, 1].into_iter().flat_map(actions_of).for_each(|id| guide.tick(id));
    for language in [DUTCH, ENGLISH] {
        for (width, height) in [(390, 844), (1280, 800)] {
            guide.browser.resize(width, height, 1.0);
            guide.visit(language);
            guide.sees("Anna");
            let below = "
                const shown = [...document.querySelectorAll('.next, .now, .next .btn, #waits li a')].filter((one) => one.checkVisibility());
                // The name stands first in its line.
                const out = shown.filter((one) => one.getClientRects()[0].bottom > innerHeight || scrollY > 0);
                return shown.length === 4 ? out.map((one) => `${one.className} ${one.textContent}`) : ['not all']";
            let below: Vec<String> = guide.browser.run(below, &[]);
            assert_eq!(below, Vec::<String>::new(), "{kind:?} {language} {width}: below the first screen");
        }
    }
}
