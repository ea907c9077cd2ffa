//! What is typed and not added yet, and what is emptied by hand: none of it is lost.

use partnerpad::{
    domain::{
        DRAFT_DOSSIER, Record, Stamp, Writer,
        certification::{DRAFT_NAME, draft},
        draft_reminder,
        progress::{wait_since, wait_who},
        stored::to_json,
    },
    text::{
        GUIDE, LANGUAGES,
        tools::{CERTIFICATION, EMBED, FILES, LETTERS, OVERVIEW, PAGE_CHECK},
    },
};
use serde_json::json;

use crate::{
    driver::Kind,
    files::KEEP,
    guide::{DUTCH, ENGLISH, Guide, TODAY},
    keyboard::{ENTER, TAB},
    setup::Setup,
    stored::key,
};

in_both_browsers!(
    a_test_that_is_not_added_stays_in_dutch,
    a_test_that_is_not_added_stays_in_english,
    what_is_added_leaves_no_draft_in_any_tab,
    drafts_go_with_the_file_and_are_told_as_such,
    the_day_to_be_reminded_stays_until_it_has_passed,
    a_name_of_a_dossier_that_is_not_begun_stays,
    what_is_emptied_by_hand_can_be_brought_back,
    what_is_emptied_and_filled_again_gives_no_notice,
    what_was_written_at_the_same_time_is_told_in_a_tool_that_opens_later,
    what_was_chosen_at_the_same_time_is_told_below_its_group,
    what_was_chosen_at_the_same_time_is_told_in_its_words_in_dutch,
    what_was_chosen_at_the_same_time_is_told_in_its_words_in_english,
);

const LOG: &str = "certification";
/// An employee's record.
const ANNA: (&str, &str) = ("cert.7", r#"{"name":"Anna","webinars":[1],"tests":[]}"#);
const MESSAGE: &str = "step-3.message";

/// What stands in all fields of a record.
fn fields(guide: &Guide, record: &str) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll(`[data-record=\"${arguments[0]}\"]`)].map((field) => field.value)";
    guide.browser.run(script, &[json!(record)])
}

#[track_caller]
fn hold(guide: &Guide, record: &str, text: &str) {
    let held = guide.browser.wait(|| {
        let fields = fields(guide, record);
        (!fields.is_empty() && fields.iter().all(|field| field == text)).then_some(())
    });
    assert!(held.is_some(), "{:?}: {record} holds {:?}, not {text:?}", guide.browser.kind, fields(guide, record));
}

fn step_of_log() -> usize {
    GUIDE.steps.iter().position(|step| step.tools.contains(&LOG)).unwrap()
}

fn open_log(guide: &Guide) {
    guide.unfold(step_of_log());
    guide.open_tool(LOG);
}

/// The log with Anna in it, opened.
fn log(kind: Kind, language: usize) -> Guide {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    guide.leave();
    guide.keep_texts(&[ANNA]);
    guide.visit(language);
    open_log(&guide);
    guide
}

/// Fills in a test and a name, and adds neither.
fn half_fill(guide: &Guide) {
    let words = &CERTIFICATION[guide.language()];
    guide.fill(LOG, words.date, "2999-01-31");
    guide.fill(LOG, words.score, "twaalf");
    guide.browser.click(&guide.labelled(LOG, words.outcome_passed));
    guide.type_in(DRAFT_NAME, "Bert <b>");
}

#[track_caller]
fn is_half_filled(guide: &Guide) {
    hold(guide, &draft(ANNA.0, "date"), "2999-01-31");
    hold(guide, &draft(ANNA.0, "score"), "twaalf");
    hold(guide, DRAFT_NAME, "Bert <b>");
    let is_passed = guide.labelled(LOG, CERTIFICATION[guide.language()].outcome_passed);
    assert!(guide.browser.drive(async |_| is_passed.is_selected().await));
}

fn a_test_that_is_not_added_stays_in_dutch(kind: Kind) {
    stays(kind, DUTCH);
}

fn a_test_that_is_not_added_stays_in_english(kind: Kind) {
    stays(kind, ENGLISH);
}

fn stays(kind: Kind, language: usize) {
    let guide = log(kind, language);
    let words = &CERTIFICATION[language];
    half_fill(&guide);
    guide.reload();
    open_log(&guide);
    is_half_filled(&guide);
    // It is no test and no employee yet; and what cannot be is told when it is to be added.
    guide.sees(words.no_tests);
    guide.does_not_see(&words.remove("Bert <b>"));
    guide.push(words.add_test);
    guide.sees(words.future);
    guide.sees(&words.too_high(15));
    guide.does_not_see(guide.ui().date_future);
    guide.is_accessible();
}

fn what_is_added_leaves_no_draft_in_any_tab(kind: Kind) {
    let guide = log(kind, DUTCH);
    let words = &CERTIFICATION[DUTCH];
    let here = guide.browser.tab();
    let there = guide.browser.open_tab();
    guide.browser.switch(&there);
    guide.visit(DUTCH);
    open_log(&guide);
    guide.browser.switch(&here);
    half_fill(&guide);
    guide.browser.switch(&there);
    is_half_filled(&guide);
    let today: String = guide.browser.run(TODAY, &[]);
    guide.fill(LOG, words.date, &today);
    guide.fill(LOG, words.score, "12");
    guide.push(words.add_test);
    guide.sees(&words.score_of(12, 15));
    guide.push(words.add);
    guide.sees(&words.remove("Bert <b>"));
    let is_empty = || {
        [&draft(ANNA.0, "date"), &draft(ANNA.0, "score"), DRAFT_NAME].into_iter().for_each(|one| hold(&guide, one, ""));
        let default = guide.labelled(LOG, words.outcome_not_known);
        assert!(guide.browser.drive(async |_| default.is_selected().await));
    };
    is_empty();
    guide.browser.switch(&here);
    is_empty();
    guide.reload();
    open_log(&guide);
    is_empty();
    guide.does_not_see(guide.ui().undo);
}

fn drafts_go_with_the_file_and_are_told_as_such(kind: Kind) {
    let guide = log(kind, DUTCH);
    half_fill(&guide);
    guide.open_from_menu("files");
    guide.push(FILES[DUTCH].save);
    let file = guide.offered();
    guide.start_again();
    guide.give("files-open", &[("mine.json", &file)]);
    guide.sees(FILES[DUTCH].open_title);
    guide.pick(FILES[DUTCH].replace);
    guide.sees(FILES[DUTCH].topic_draft);
    let told = guide.browser.element("preview", "return document.querySelector('#tool-files table')", &[]);
    let told = guide.browser.drive(async |_| told.text().await);
    assert!(!told.contains("draft") && told.contains(CERTIFICATION[DUTCH].outcome_passed), "{told}");
    guide.apply();
    guide.unfold(step_of_log());
    is_half_filled(&guide);
    // The account manager is not told what is not there yet.
    guide.open_from_menu("overview");
    guide.give("overview-open", &[("mine.json", &file)]);
    guide.sees(&OVERVIEW[DUTCH].count(1));
    let told: String = guide.browser.run("return document.getElementById('overview').textContent", &[]);
    assert!(!told.contains("Bert"), "{told}");
}

fn the_day_to_be_reminded_stays_until_it_has_passed(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    let record = draft_reminder(MESSAGE);
    guide.keep_texts(&[(&wait_since(MESSAGE), "2026-01-05"), (&record, "2026-01-31")]);
    guide.visit(DUTCH);
    guide.open_tool("reminders");
    let words = &LETTERS[DUTCH];
    let later = format!(
        "const later = new Date((() => {{ {TODAY} }})()); later.setDate(later.getDate() + 7); return later.toISOString().slice(0, 10)"
    );
    let later: String = guide.browser.run(&later, &[]);
    hold(&guide, &record, &later);
    assert_eq!(guide.kept_text(&record).as_deref(), Some("2026-01-31"), "to propose is not to write");
    guide.fill("reminders", words.calendar_day, "2999-12-31");
    guide.reload();
    guide.open_tool("reminders");
    hold(&guide, &record, "2999-12-31");
    guide.does_not_see(guide.ui().date_future);
    guide.fill("reminders", words.calendar_day, "2026-01-30");
    guide.push(words.calendar);
    guide.sees(words.calendar_past);
    hold(&guide, &record, "2026-01-30");
}

fn a_name_of_a_dossier_that_is_not_begun_stays(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    guide.open_from_menu("files");
    guide.type_in(DRAFT_DOSSIER, "Tweede & merk");
    guide.reload();
    guide.open_from_menu("files");
    hold(&guide, DRAFT_DOSSIER, "Tweede & merk");
    guide.push(FILES[ENGLISH].dossier_new);
    guide.is_called("Tweede & merk");
    hold(&guide, DRAFT_DOSSIER, "");
    guide.push(&FILES[ENGLISH].dossier_use(guide.ui().dossier_unnamed));
    guide.is_called(guide.ui().dossier_unnamed);
    guide.open_from_menu("files");
    hold(&guide, DRAFT_DOSSIER, "");
}

fn what_is_emptied_by_hand_can_be_brought_back(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let ui = guide.ui();
        guide.unfold(2);
        let waits = format!("return document.querySelector('[data-waits=\"{MESSAGE}\"]')");
        let waits = || guide.browser.element("box", &waits, &[]);
        let is_ticked = || {
            let waits = waits();
            guide.browser.drive(async |_| waits.is_selected().await)
        };
        guide.browser.click(&waits());
        guide.open_from_menu("files");
        let records = [
            ("note.step-3".to_owned(), "Eén\nnotitie"),
            ("by.step-3".to_owned(), "Anna"),
            ("date.step-3".to_owned(), "2026-01-05"),
            (wait_who(MESSAGE), "Piet"),
            (wait_since(MESSAGE), "2026-01-06"),
            (MESSAGE.to_owned(), "2026-01-07"),
            // In a tool as well.
            ("dossier.name".to_owned(), "Eigen"),
        ];
        for (record, text) in &records {
            guide.type_in(record, text);
            guide.does_not_see(ui.undo);
            guide.type_in(record, "");
            guide.hears(ui.emptied);
            guide.sees(ui.emptied);
            guide.push(ui.undo);
            hold(&guide, record, text);
            guide.hears(ui.undone);
            guide.does_not_see(ui.emptied);
        }
        guide.reload();
        guide.unfold(2);
        for (record, text) in &records[..6] {
            hold(&guide, record, text);
        }
        // Who one waits for is not lost with the tick that says so.
        guide.type_in(MESSAGE, "");
        guide.push(ui.close);
        guide.browser.click(&waits());
        hold(&guide, &wait_since(MESSAGE), "");
        guide.push(ui.undo);
        hold(&guide, &wait_since(MESSAGE), "2026-01-06");
        hold(&guide, &wait_who(MESSAGE), "Piet");
        assert!(is_ticked());
        guide.is_accessible();
    }
}

fn what_is_emptied_and_filled_again_gives_no_notice(kind: Kind) {
    // To the end of the line, and four letters back.
    const EMPTY: &str = "\u{e010}\u{e003}\u{e003}\u{e003}\u{e003}";
    let guide = Guide::open(kind, DUTCH);
    let ui = guide.ui();
    guide.unfold(0);
    let field = "return document.querySelector('[data-record=\"by.step-1\"]')";
    guide.browser.click(&guide.browser.element("field", field, &[]));
    guide.browser.press("Anna");
    guide.browser.press(TAB);
    guide.browser.click(&guide.browser.element("field", field, &[]));
    guide.browser.press(EMPTY);
    hold(&guide, "by.step-1", "");
    guide.browser.press("Bert");
    guide.browser.press(TAB);
    hold(&guide, "by.step-1", "Bert");
    guide.does_not_see(ui.undo);
    guide.browser.click(&guide.browser.element("field", field, &[]));
    guide.browser.press(EMPTY);
    // Not while one is typing.
    hold(&guide, "by.step-1", "");
    guide.does_not_see(ui.undo);
    guide.browser.press(TAB);
    guide.sees(ui.emptied);
    guide.push(ui.close);
    // An empty field that is left empty has lost nothing.
    guide.browser.click(&guide.browser.element("field", field, &[]));
    guide.browser.press(TAB);
    guide.type_in("note.step-1", "");
    guide.does_not_see(ui.undo);
}

/// A text of a writer who knows of no other.
fn version(counter: u64, text: &str) -> Record {
    Record::text(Stamp { counter, writer: Writer(counter) }, 1_790_000_000_000, text).unwrap()
}

fn what_was_chosen_at_the_same_time_is_told_below_its_group(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    let conflict = to_json(&version(4, "own").merge(version(3, "sample")));
    guide.store(&[(&key("terms.way"), &conflict)]);
    guide.visit(DUTCH);
    guide.unfold(4);
    guide.open_tool("terms");
    let chosen = |way: &str, told: usize| {
        let script = "return document.querySelector('#tool-terms .picks :checked')?.value === arguments[0]
            && document.querySelectorAll('#tool-terms .picks .copies').length === arguments[1]";
        guide.browser.until(&format!("{way} is chosen, {told} is told"), script, &[json!(way), json!(told)]);
    };
    chosen("own", 1);
    guide.sees(guide.ui().copies);
    guide.is_accessible();
    guide.push(guide.ui().copy_take);
    chosen("sample", 0);
    guide.hears(guide.ui().text_replaced);
    // The button that was pressed is gone.
    guide.browser.until("the way back has the focus", "return document.activeElement.id === 'undo'", &[]);
    guide.press(ENTER);
    chosen("own", 1);
    guide.push(guide.ui().copy_drop);
    chosen("own", 0);
}

fn what_was_chosen_at_the_same_time_is_told_in_its_words_in_dutch(kind: Kind) {
    choices_are_told_in_words(&Guide::before(kind, &Setup::default()), DUTCH);
}

fn what_was_chosen_at_the_same_time_is_told_in_its_words_in_english(kind: Kind) {
    choices_are_told_in_words(&Guide::before(kind, &Setup::default()), ENGLISH);
}

/// Lists, groups of buttons, and what an employee did: never by the words that are stored.
fn choices_are_told_in_words(guide: &Guide, language: usize) {
    guide.leave();
    let conflict = |shown: &str, other: &str| to_json(&version(4, shown).merge(version(3, other)));
    let (name, anna) = ANNA;
    let stored = [
        ("terms.language", conflict("nl", "en")),
        ("embed.variant", conflict("frame", "text")),
        ("embed.fit", conflict("full", "fixed")),
        ("embed.sees-store", conflict("yes", "no")),
        (name, conflict(anna, &anna.replace("Anna", "Anne").replace("[1]", "[2]"))),
    ];
    let stored: Vec<_> = stored.iter().map(|(name, text)| (key(name), text.as_str())).collect();
    let stored: Vec<_> = stored.iter().map(|(key, text)| (key.as_str(), *text)).collect();
    guide.store(&stored);
    guide.visit(language);
    let (embed, check, log) = (&EMBED[language], &PAGE_CHECK[language], &CERTIFICATION[language]);
    let webinars = log.webinar(2);
    let told = [
        ("certification", step_of_log(), vec![["Anne: ", webinars.as_str()].concat()]),
        ("terms", 4, vec![LANGUAGES[ENGLISH].ui.language_name.to_owned()]),
        ("embed", 5, [embed.variant_text, embed.fit_fixed, check.answer_no].map(str::to_owned).to_vec()),
    ];
    for (tool, step, words) in told {
        guide.unfold(step);
        guide.open_tool(tool);
        let script = "return [...document.querySelectorAll(`#tool-${arguments[0]} .copies li p`)].map((line) => line.textContent)";
        let told = guide.browser.wait(|| {
            Some(guide.browser.run::<Vec<String>>(script, &[json!(tool)])).filter(|told| told.len() == words.len())
        });
        let told = told.unwrap_or_else(|| guide.browser.run(script, &[json!(tool)]));
        assert_eq!(told, words, "{:?}: {tool}", guide.browser.kind);
    }
    guide.is_accessible();
}

fn what_was_written_at_the_same_time_is_told_in_a_tool_that_opens_later(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    let conflict = to_json(&version(4, "de mijne").merge(version(3, "de jouwe")));
    let since = to_json(&version(2, "2026-01-05"));
    guide.store(&[(&key("company.contact"), &conflict), (&key(&wait_since(MESSAGE)), &since)]);
    guide.visit(DUTCH);
    guide.open_tool("reminders");
    hold(&guide, "company.contact", "de mijne");
    let copies = |all: usize| {
        let script = "return document.querySelectorAll('[data-tool] .field > .copies').length === arguments[0]";
        guide.browser.until(&format!("{all} fields tell of copies"), script, &[json!(all)]);
    };
    guide.sees(guide.ui().copies);
    guide.sees("de jouwe");
    guide.is_accessible();
    // The same record in another tool that opens later still.
    guide.unfold(5);
    guide.open_tool("embed");
    let fields: usize =
        guide.browser.run("return document.querySelectorAll('[data-record=\"company.contact\"]').length", &[]);
    assert!(fields > 1, "more than one field");
    copies(fields);
    let take = guide.browser.element("take", "return document.querySelector('#tool-reminders [data-take]')", &[]);
    guide.browser.click(&take);
    hold(&guide, "company.contact", "de jouwe");
    copies(0);
    guide.browser.until("the way back has the focus", "return document.activeElement.id === 'undo'", &[]);
    guide.press(ENTER);
    hold(&guide, "company.contact", "de mijne");
    copies(fields);
}
