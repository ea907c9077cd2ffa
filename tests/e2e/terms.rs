//! The builder of the terms of service, from the first answer to the link that is handed over.

use partnerpad::{
    domain::terms::{Answers, Document, Field, Group, output::Format},
    text::{LABELS, TERMS, terms, tools},
};
use serde_json::{Value, json};

use crate::{
    access::look,
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
};

in_both_browsers!(
    a_firm_without_terms_gets_a_document_in_dutch,
    a_firm_without_terms_gets_a_document_in_english,
    a_gap_leads_to_its_field_and_back,
    a_gap_is_reached_by_keyboard,
    answers_are_warned_about_and_never_refused,
    a_text_of_somebody_else_is_filled_in_and_kept,
    a_version_is_kept_and_compared,
    answers_come_back_from_a_file_and_can_be_put_back,
    the_document_is_printed_by_itself,
    the_link_is_checked_and_the_day_noted,
    each_way_of_beginning_is_accessible,
);

const STEP: usize = 4;

/// The answers of a small firm.
const ANSWERS: [(&str, &str); 6] = [
    ("legal-name", "Voorbeeld <Telecom> B.V."),
    ("kvk", "12345678"),
    ("city", "Ede"),
    ("services", "both"),
    ("version", "1.0"),
    ("start-date", "2030-01-31"),
];

fn words(guide: &Guide) -> &'static tools::Terms {
    &tools::TERMS[guide.language()]
}

fn record(id: &str) -> String {
    Field::of(id).unwrap().record()
}

fn field_id(id: &str) -> String {
    format!("field-{}", record(id).replace('.', "-"))
}

/// Opens the tool, and all groups of questions.
#[track_caller]
fn open(guide: &Guide) {
    guide.unfold(STEP);
    let words = &tools::TOOLS[guide.language()];
    if !guide.browser.run::<bool>("return document.getElementById('tool-terms').open", &[]) {
        let summary = format!("{} {}", words.terms, words.terms_text);
        guide.browser.click(&guide.find("summary", &summary, Some("tool-terms")));
    }
    guide.browser.until("the tool is there", "return !!document.querySelector('.terms')", &[]);
    let unfold = "document.querySelectorAll('.terms .groups details').forEach((one) => { one.open = true })";
    guide.browser.run::<Option<bool>>(unfold, &[]);
}

#[track_caller]
fn begin(guide: &Guide, way: &str) {
    let script = "return document.querySelector(`.terms [type=radio][value=${arguments[0]}]`)";
    let radio = guide.browser.element(way, script, &[json!(way)]);
    guide.browser.click(&radio);
}

#[track_caller]
fn answer(guide: &Guide, id: &str, text: &str) {
    guide.type_in(&record(id), text);
}

/// What is left open, as the page must say it.
fn left(language: usize, pairs: &[(&str, &str)]) -> String {
    let mut answers = Answers::new();
    pairs.iter().for_each(|(id, answer)| answers.set(id, answer));
    let document = Document::new(TERMS[language], LABELS[language].lang, &answers, &[]);
    let words = &tools::TERMS[language];
    let (gaps, choices) = (document.gaps().len(), document.open_choices().len());
    assert!(gaps > 0 && choices > 0);
    format!("{} {}", words.gaps_left(gaps), words.choices_left(choices))
}

fn a_firm_without_terms_gets_a_document_in_dutch(kind: Kind) {
    main_path(kind, DUTCH);
}

fn a_firm_without_terms_gets_a_document_in_english(kind: Kind) {
    main_path(kind, ENGLISH);
}

fn main_path(kind: Kind, language: usize) {
    let guide = Guide::open(kind, language);
    open(&guide);
    guide.sees(words(&guide).not_advice);
    guide.sees(&left(language, &[]));
    for count in 1..=ANSWERS.len() {
        let (id, text) = ANSWERS[count - 1];
        answer(&guide, id, text);
        guide.sees(&left(language, &ANSWERS[..count]));
    }
    guide.hears(&left(language, &ANSWERS));
    guide.sees("Voorbeeld <Telecom> B.V.");

    guide.reload();
    open(&guide);
    guide.sees(&left(language, &ANSWERS));
    for (id, text) in ANSWERS {
        let script = "return document.getElementById(arguments[0]).value === arguments[1]";
        guide.browser.until(id, script, &[json!(field_id(id)), json!(text)]);
    }

    let mut answers = Answers::new();
    ANSWERS.iter().for_each(|(id, answer)| answers.set(id, answer));
    let names: Vec<String> = Format::ALL.iter().map(|format| format.file_name(&answers)).collect();
    let script = "
        const names = [];
        HTMLAnchorElement.prototype.click = function () { names.push(this.download) };
        document.querySelectorAll('.terms .saves button').forEach((button) => button.click());
        delete HTMLAnchorElement.prototype.click;
        return names";
    assert_eq!(guide.browser.run::<Vec<String>>(script, &[]), names);
    assert!(names[0].starts_with("concept-"), "{names:?}");

    // The other language of the document, on the same page.
    let other = LABELS.len() - 1 - language;
    guide.type_in("terms.language", LABELS[other].lang);
    let script = "return document.getElementById('terms-sheet').lang === arguments[0]";
    guide.browser.until("the document is in the other language", script, &[json!(LABELS[other].lang)]);
}

fn a_gap_leads_to_its_field_and_back(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    open(&guide);
    let fold = "document.querySelectorAll('.terms .groups details').forEach((one) => { one.open = false })";
    guide.browser.run::<Option<bool>>(fold, &[]);
    for id in ["court", "kvk"] {
        let place = format!("terms-at-{id}");
        let gap = guide.browser.element(&place, "return document.getElementById(arguments[0])", &[json!(place)]);
        guide.browser.click(&gap);
        has_focus(&guide, &field_id(id));
        let script = "return document.activeElement.closest('.field').parentElement.querySelector('a')";
        guide.browser.click(&guide.browser.element("the way back", script, &[]));
        has_focus(&guide, &place);
    }
}

#[track_caller]
fn has_focus(guide: &Guide, id: &str) {
    let script = "return document.activeElement.id === arguments[0] && document.activeElement.checkVisibility()";
    guide.browser.until(&format!("{id} has the focus"), script, &[json!(id)]);
}

fn a_gap_is_reached_by_keyboard(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    open(&guide);
    guide.browser.run::<Option<bool>>("document.getElementById('terms-sheet').focus()", &[]);
    guide.browser.press("\u{e004}");
    let script = "return document.activeElement.matches('#terms-sheet a') ? document.activeElement.id : ''";
    let place: String =
        guide.browser.wait(|| guide.browser.ask(script, &[]).filter(|id: &String| !id.is_empty())).unwrap();
    guide.browser.press("\u{e007}");
    has_focus(&guide, &field_id(place.strip_prefix("terms-at-").unwrap()));
    guide.browser.press("1.0");
    guide.browser.press("\u{e004}");
    let filled = "return document.getElementById(arguments[0]).tagName === 'MARK'";
    guide.browser.until("what was typed stands in the text", filled, &[json!(place)]);
}

fn answers_are_warned_about_and_never_refused(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    open(&guide);
    let words = words(&guide);
    for (id, text, warning) in [
        ("kvk", "1234", words.warning_kvk),
        ("vat", "NL1", words.warning_vat_shape),
        ("email", "info", words.warning_email),
        ("privacy-url", "http://a.example", words.warning_not_https),
        ("payment-days", "dertig", words.warning_number),
        ("business-only", "no", words.warning_consumers),
    ] {
        answer(&guide, id, text);
        guide.sees(warning);
    }
    // It stands in the document all the same.
    let stands = "return document.getElementById('terms-at-kvk').textContent === '1234'";
    guide.browser.until("the answer is taken", stands, &[]);
    // Not while it is being typed.
    let type_on = "
        const field = document.getElementById(arguments[0]);
        field.focus();
        field.value = '123';
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    guide.browser.run::<Option<bool>>(type_on, &[json!(field_id("kvk"))]);
    guide.does_not_see(words.warning_kvk);
    guide.browser.run::<Option<bool>>("document.activeElement.blur()", &[]);
    guide.sees(words.warning_kvk);
    // A review lies behind, a first day may lie ahead.
    answer(&guide, "start-date", "2090-01-01");
    guide.does_not_see(guide.ui().date_future);
    answer(&guide, "reviewed-on", "2090-01-01");
    guide.sees(guide.ui().date_future);
    guide.reload();
    open(&guide);
    let kept = "return document.getElementById(arguments[0]).value === arguments[1]";
    guide.browser.until("the first day is kept", kept, &[json!(field_id("start-date")), json!("2090-01-01")]);
    guide.browser.until("the review is not", kept, &[json!(field_id("reviewed-on")), json!("")]);
    answer(&guide, "reviewed-by", "mr. X");
    answer(&guide, "reviewed-on", "2020-01-31");
    guide.does_not_see(words.concept_note);
}

fn a_text_of_somebody_else_is_filled_in_and_kept(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    open(&guide);
    let words = words(&guide);
    answer(&guide, "legal-name", "Voorbeeld & Co");
    begin(&guide, "paste");
    let text = format!("We are [company name].\n{}\nSee {{this}}. <b>x</b>\n", "é".repeat(10_000));
    let paste = "
        const field = document.getElementById('terms-pasted');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    guide.browser.run::<Value>(paste, &[json!(text)]);
    guide.sees(&words.paste_found(2));
    let choose = "
        const field = document.getElementById('terms-hole-1');
        field.value = arguments[0];
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    guide.browser.run::<Value>(choose, &[json!("court")]);
    answer(&guide, "court", "Ede");
    let filled = text.replace("[company name]", "Voorbeeld & Co").replace("{this}", "Ede");
    let is_filled = "return document.getElementById('terms-filled').textContent === arguments[0]";
    guide.browser.until("the text is filled in, and nothing else is changed", is_filled, &[json!(filled)]);
    guide.sees(&words.paste_filled(2));
    guide.reload();
    open(&guide);
    guide.browser.until("all of it is kept", is_filled, &[json!(filled)]);
}

fn a_version_is_kept_and_compared(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    open(&guide);
    let words = words(&guide);
    guide.sees(words.no_versions);
    answer(&guide, "version", "1.0");
    answer(&guide, "city", "Ede");
    guide.push(words.keep_version);
    guide.sees(&words.version_kept("1.0"));
    guide.push(words.keep_version);
    guide.sees(words.version_known);
    guide.sees(words.changes_none);
    answer(&guide, "city", "Lent");
    answer(&guide, "version", "2.0");
    let changed = "
        const texts = (name) => [...document.querySelectorAll(`.changes ${name}`)].map((part) => part.textContent).join();
        return texts('ins').includes('Lent') && texts('del').includes('Ede')";
    guide.browser.until("one sees what changed", changed, &[]);
    guide.push(words.keep_version);
    guide.sees(&words.version_kept("2.0"));
    guide.reload();
    open(&guide);
    let count = "return document.querySelectorAll('.terms .kept code').length === 2";
    guide.browser.until("both are kept", count, &[]);
    guide.does_not_see(words.version_damaged);
}

fn answers_come_back_from_a_file_and_can_be_put_back(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    open(&guide);
    let words = words(&guide);
    answer(&guide, "city", "Ede");
    let choose = "
        const field = document.getElementById('terms-answers');
        const files = new DataTransfer();
        files.items.add(new File([arguments[0]], 'answers.json'));
        field.files = files.files;
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    let city = |wanted: &str| {
        let script = "return document.getElementById(arguments[0]).value === arguments[1]";
        guide.browser.until(wanted, script, &[json!(field_id("city")), json!(wanted)]);
    };
    guide.browser.run::<Value>(choose, &[json!("{}")]);
    guide.sees(words.load_refused);
    city("Ede");
    guide
        .browser
        .run::<Value>(choose, &[json!(r#"{"partnerpad-terms":1,"answers":{"city":"Lent","kvk":"12345678"}}"#)]);
    guide.sees(&words.load_done(2));
    city("Lent");
    guide.browser.click(&guide.find("button", guide.ui().undo, Some("tool-terms")));
    city("Ede");
    has_focus(&guide, "terms-answers");
}

fn the_document_is_printed_by_itself(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    open(&guide);
    answer(&guide, "legal-name", "Voorbeeld");
    // Instead of the dialog: what would be on the paper.
    let watch = "
        const known = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
        Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() {
            const inside = known.get.call(this);
            inside.print = () => {
                const paper = this.contentDocument;
                const look = inside.getComputedStyle(paper.querySelector('.clause'));
                window.onPaper = [paper.documentElement.lang, look.display, paper.body.textContent.includes('Voorbeeld')].join();
            };
            return inside;
        } })";
    guide.browser.run::<Value>(watch, &[]);
    guide.browser.click(&guide.find("button", words(&guide).print, Some("tool-terms")));
    guide.browser.until("it is printed with its style", "return window.onPaper === 'en,grid,true'", &[]);
}

fn the_link_is_checked_and_the_day_noted(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    open(&guide);
    begin(&guide, "own");
    let words = words(&guide);
    guide.sees(words.look_for_title);
    guide.sees(words.link_empty);
    for (link, said) in [
        ("http://a.example", words.warning_not_https),
        ("https://a.example/login", words.warning_sign_in),
        ("https://a.example/voorwaarden", words.link_ok),
    ] {
        answer(&guide, "terms-url", link);
        guide.sees(said);
    }
    let today: String = guide.browser.run(crate::guide::TODAY, &[]);
    guide.type_in("terms.sent-on", "2090-01-01");
    guide.sees(guide.ui().date_future);
    guide.type_in("terms.sent-on", &today);
    guide.does_not_see(guide.ui().date_future);
    guide.reload();
    open(&guide);
    guide.sees(words.look_for_title);
    guide.sees(words.link_ok);
    let script = "return document.querySelector('[data-record=\"terms.sent-on\"]').value === arguments[0]";
    guide.browser.until("the day is kept", script, &[json!(today)]);
    guide.browser.click(&guide.browser.element(
        "the way to the tick",
        "return document.querySelector('[data-to=\"step-5.send-link\"]')",
        &[],
    ));
    has_focus(&guide, "step-5.send-link");
}

fn each_way_of_beginning_is_accessible(kind: Kind) {
    let mut found = Vec::new();
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        open(&guide);
        found.extend(look(&guide, "sample, empty"));
        ANSWERS.iter().for_each(|(id, text)| answer(&guide, id, text));
        answer(&guide, "vat", "x");
        guide.sees(terms::group(Group::Company, words(&guide)));
        guide.push(words(&guide).keep_version);
        answer(&guide, "city", "Lent");
        answer(&guide, "terms-url", "x");
        found.extend(look(&guide, "sample, filled"));
        begin(&guide, "paste");
        let paste = "
            const field = document.getElementById('terms-pasted');
            field.value = '[naam] ____';
            field.dispatchEvent(new Event('input', { bubbles: true }))";
        guide.browser.run::<Value>(paste, &[]);
        guide.sees(&words(&guide).paste_found(2));
        found.extend(look(&guide, "paste"));
        begin(&guide, "own");
        found.extend(look(&guide, "own"));
    }
    assert!(found.is_empty(), "{kind:?}: {} violations {found:#?}", found.len());
}
