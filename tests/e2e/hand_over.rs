//! The e-Store on the partner's page: is it there, does it work, and does the account manager know.

use partnerpad::text::{
    GUIDE,
    tools::{LETTERS, PAGE_CHECK, REHEARSAL},
};
use serde_json::json;

use crate::{
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide, TODAY},
    setup::Setup,
};

in_both_browsers!(
    a_page_is_checked_when_asked,
    without_a_store_there_is_nothing_to_check,
    the_rehearsal_stops_where_something_fails,
    both_links_are_handed_over_in_dutch,
    both_links_are_handed_over_in_english,
);

const TOOL: &str = "embed";
const STORE: &str = "https://shop.example.com/store?partner=1&lang=nl";
const TERMS: &str = "https://www.example.com/voorwaarden";

fn open(kind: Kind, language: usize, records: &[(&str, &str)]) -> Guide {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    guide.keep_texts(records);
    guide.visit(language);
    again(&guide);
    guide
}

fn again(guide: &Guide) {
    guide.unfold(GUIDE.steps.iter().position(|step| step.tools.contains(&TOOL)).unwrap());
    guide.open_tool(TOOL);
}

fn a_page_is_checked_when_asked(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = open(kind, language, &[("embed.link", STORE), ("terms.terms-url", TERMS)]);
        let words = &PAGE_CHECK[language];
        let page = |link: &str| format!("<html><head></head><body><img src=x onerror='hurt=1'>{link}</body></html>");
        for (source, found, act) in [
            (
                page("<a href='https://shop.example.com/store?partner=1&amp;lang=nl'>x</a>"),
                words.link_found,
                words.terms_missing_do,
            ),
            (page("<p>x</p>"), words.link_missing, words.link_missing_do),
            ("zomaar tekst".to_owned(), words.not_html, words.not_html_do),
        ] {
            guide.fill(TOOL, words.page_label, &source);
            guide.does_not_see(found);
            guide.push(words.check);
            guide.sees(found);
            guide.sees(act);
        }
        guide.is_accessible();
        assert!(guide.browser.run::<bool>("return !window.hurt", &[]));
        assert!(guide.stored().values().all(|text| !text.contains("zomaar tekst")), "the source is not kept");
    }
}

fn without_a_store_there_is_nothing_to_check(kind: Kind) {
    let guide = open(kind, DUTCH, &[]);
    guide.sees(PAGE_CHECK[DUTCH].needs_store);
    guide.is_accessible();
}

fn the_rehearsal_stops_where_something_fails(kind: Kind) {
    let guide = open(kind, DUTCH, &[]);
    let words = &REHEARSAL[DUTCH];
    let answer = |at: usize, answer: &str| {
        let script = "
            const [question, answer] = arguments;
            const set = [...document.querySelectorAll('fieldset')].find((one) => one.checkVisibility() && one.firstElementChild.innerText.startsWith(question));
            return [...set?.querySelectorAll('label') ?? []].find((one) => one.innerText.trim() === answer) ?? null";
        let question = words.question_of(at, 7);
        guide.browser.click(&guide.browser.element(&question, script, &[json!(question), json!(answer)]));
    };
    guide.does_not_see(words.own_terms);
    (1..=3).for_each(|at| answer(at, words.yes));
    guide.sees(words.own_terms);
    answer(4, words.no);
    guide.sees(words.fail_own_terms);
    guide.sees(words.turn_you);
    guide.browser.click(&guide.labelled(TOOL, words.are_sent));
    guide.sees(words.fail_own_terms_sent);
    guide.sees(words.turn_businesscom);
    guide.is_accessible();
    guide.reload();
    again(&guide);
    guide.sees(words.fail_own_terms_sent);
    (4..=7).for_each(|at| answer(at, words.yes));
    guide.sees(words.works);
    guide.push(words.again);
    guide.does_not_see(words.works);
    guide.push(guide.ui().undo);
    guide.sees(words.works);
}

fn both_links_are_handed_over_in_dutch(kind: Kind) {
    hand_over(kind, DUTCH);
}

fn both_links_are_handed_over_in_english(kind: Kind) {
    hand_over(kind, ENGLISH);
}

fn hand_over(kind: Kind, language: usize) {
    let guide = open(kind, language, &[("embed.link", STORE)]);
    let words = &LETTERS[language];
    guide.sees(words.missing_terms_url);
    guide.does_not_see(words.missing_store_url);
    guide.push(words.missing_terms_url);
    guide.fill(TOOL, words.label_terms_url, STORE);
    guide.sees(words.same_links);
    guide.fill(TOOL, words.label_terms_url, TERMS);
    guide.fill(TOOL, words.label_legal_name, "De Vries B.V.");
    guide.fill(TOOL, words.label_contact, "Anna");
    guide.does_not_see(words.missing_title);
    guide.sees(&format!("{}: {TERMS}", words.label_terms_url));
    guide.sees(&format!("{}: {STORE}", words.label_store_url));
    // The other language, by choice.
    let (other, name) = if language == DUTCH { (ENGLISH, words.language_en) } else { (DUTCH, words.language_nl) };
    guide.browser.click(&guide.labelled(TOOL, name));
    guide.sees(LETTERS[other].closing);
    guide.is_accessible();
    guide.push(words.today);
    let today: String = guide.browser.run(TODAY, &[]);
    guide.sees(&words.waits_since(guide.ui().date(&today)));
    assert_eq!(guide.kept_text("wait.step-6.linked.since").as_deref(), Some(today.as_str()));
    guide.shows_no_tick_of("step-6.send-links");
    guide.fill(TOOL, words.sent_on, "2999-01-01");
    guide.sees(guide.ui().date_future);
    assert_eq!(guide.kept_text("wait.step-6.linked.since").as_deref(), Some(today.as_str()));
}

impl Guide {
    #[track_caller]
    fn shows_no_tick_of(&self, id: &str) {
        let script = "return !document.getElementById(arguments[0]).checked";
        assert!(self.browser.run::<bool>(script, &[json!(id)]), "{id} is not ticked");
    }
}
