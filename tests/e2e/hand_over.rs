//! The e-Store on the partner's page: is it there, does it work, and does the account manager know.

use partnerpad::text::{
    GUIDE,
    tools::{EMBED, LETTERS, PAGE_CHECK, REHEARSAL},
};
use serde_json::json;

use crate::{
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide, TODAY},
    setup::Setup,
};

in_both_browsers!(
    a_page_is_checked_when_asked,
    a_saved_page_is_checked_when_it_is_dropped,
    four_questions_lead_to_what_to_do,
    without_a_store_there_is_nothing_to_check,
    the_rehearsal_stops_where_something_fails,
    both_links_are_handed_over_in_dutch,
    both_links_are_handed_over_in_english,
    a_link_that_its_tool_refuses_is_not_handed_over,
);

pub const TOOL: &str = "embed";
const STORE: &str = "https://shop.example.com/store?partner=1&lang=nl";
pub const TERMS: &str = "https://www.example.com/voorwaarden";

fn open(kind: Kind, language: usize, records: &[(&str, &str)]) -> Guide {
    prepare(Guide::before(kind, &Setup::default()), language, records)
}

fn prepare(guide: Guide, language: usize, records: &[(&str, &str)]) -> Guide {
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

fn a_saved_page_is_checked_when_it_is_dropped(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = open(kind, language, &[("embed.link", STORE), ("embed.variant", "frame")]);
        let words = &PAGE_CHECK[language];
        let page = format!("<p><a href=\"{STORE}\">x</a><script>hurt = 1</script><img src=x onerror='hurt=1'></p>");
        guide.does_not_see(words.frame_missing);
        assert_eq!(guide.drop("[aria-labelledby^=page-check] textarea", &[("winkel.html", &page)]), (true, true));
        guide.sees(&words.opened("winkel.html"));
        guide.push(words.check);
        guide.sees(words.frame_missing);
        guide.sees(words.frame_missing_do);
        assert!(guide.browser.run::<bool>("return !window.hurt", &[]));
    }
}

fn four_questions_lead_to_what_to_do(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let words = &PAGE_CHECK[language];
        for (variant, seen, last_page) in [
            ("text", words.remedy_not_on_page, words.remedy_store_breaks),
            ("frame", words.remedy_frame_refused, words.remedy_frame_breaks_later),
        ] {
            let guide = open(kind, language, &[("embed.link", STORE), ("embed.variant", variant)]);
            guide.does_not_see(seen);
            answer(&guide, words.question_seen, words.answer_no);
            guide.sees(seen);
            answer(&guide, words.question_seen, words.answer_yes);
            guide.does_not_see(seen);
            answer(&guide, words.question_phone, words.answer_yes);
            answer(&guide, words.question_last_page, words.answer_no);
            guide.sees(last_page);
            answer(&guide, words.question_last_page, words.answer_yes);
            guide.does_not_see(words.remedy_works);
            answer(&guide, words.question_private, words.answer_yes);
            guide.sees(words.remedy_works);
        }
    }
}

/// Answers a question that begins so.
#[track_caller]
pub fn answer(guide: &Guide, question: &str, answer: &str) {
    let script = "
        const [question, answer] = arguments;
        const set = [...document.querySelectorAll('fieldset')].find((one) => one.checkVisibility() && one.firstElementChild.innerText.startsWith(question));
        return [...set?.querySelectorAll('label') ?? []].find((one) => one.innerText.trim() === answer) ?? null";
    guide.browser.click(&guide.browser.element(question, script, &[json!(question), json!(answer)]));
}

fn without_a_store_there_is_nothing_to_check(kind: Kind) {
    let guide = open(kind, DUTCH, &[]);
    guide.sees(PAGE_CHECK[DUTCH].needs_store);
    guide.is_accessible();
}

fn the_rehearsal_stops_where_something_fails(kind: Kind) {
    let guide = open(kind, DUTCH, &[]);
    let words = &REHEARSAL[DUTCH];
    let answer = |at: usize, with: &str| answer(&guide, &words.question_of(at, 7), with);
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

fn a_link_that_its_tool_refuses_is_not_handed_over(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        // A mail broke it into two lines; and the terms are known from the snippet alone.
        let broken = STORE.replace("partner", "part\nner");
        let words = &LETTERS[language];
        let guide = open(kind, language, &[("embed.link", &broken), ("embed.terms", TERMS)]);
        guide.sees(EMBED[language].problem_several_lines);
        guide.sees(&words.not_a_link(words.label_store_url));
        guide.does_not_see(words.missing_terms_url);
        guide.sees(&format!("{}: {TERMS}", words.label_terms_url));
        guide.type_in("embed.link", &STORE.replace("https", "http"));
        guide.sees(&words.not_a_link(words.label_store_url));
        guide.type_in("embed.link", STORE);
        guide.does_not_see(&words.not_a_link(words.label_store_url));
        // What was pasted around a link does not go along.
        guide.fill(TOOL, words.label_terms_url, &format!("<a href=\"{TERMS}/eigen\">x</a>"));
        guide.sees(&format!("{}: {TERMS}/eigen", words.label_terms_url));
    }
}

fn hand_over(kind: Kind, language: usize) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(
        "() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text } } })",
    );
    let guide = prepare(guide, language, &[("embed.link", STORE)]);
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
    guide.push(words.copy);
    guide.hears(guide.ui().copied);
    let copied: String = guide.browser.run("return window.copied", &[]);
    for part in [STORE, TERMS, "De Vries B.V.", LETTERS[other].closing] {
        assert!(copied.contains(part), "{part}: {copied}");
    }
    // The mail program gets the very text that is copied.
    let mail = "
        const link = document.querySelector('#tool-embed a[href^=\"mailto:\"]').href;
        const body = decodeURIComponent(new URL(link).search.match(/[?&]body=([^&]*)/)[1]);
        return [link.length, body.replaceAll('\\r\\n', '\\n')]";
    let (length, body): (usize, String) = guide.browser.run(mail, &[]);
    assert_eq!(body.trim_end(), copied.trim_end());
    assert!(length <= 2000, "{length}");
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
