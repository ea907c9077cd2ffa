//! Languages, addresses, and staying where one was.

use partnerpad::text::{GUIDE, LANGUAGES};
use serde_json::json;

use crate::{
    driver::Kind,
    expect::actions_of,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
};

in_both_browsers!(
    switching_the_language_keeps_ticks_and_place,
    switching_the_language_keeps_the_focus,
    the_english_address_is_english,
    an_address_with_a_fragment_opens_that_step,
    who_arrives_is_there_at_once,
    what_one_does_before_the_page_lives_stays,
    a_changed_fragment_opens_that_step,
    the_path_and_the_call_out_lead_to_their_step,
    an_unknown_fragment_changes_nothing,
);

/// The step at a hand's breadth from the top of the view, and how far down it begins.
const IN_VIEW: &str = "
    const step = arguments[0].find((id) => document.getElementById(id).getBoundingClientRect().bottom > 100);
    return [step, Math.round(document.getElementById(step).getBoundingClientRect().top)]";

fn in_view(guide: &Guide) -> (String, i32) {
    let steps: Vec<_> = GUIDE.steps.iter().map(|step| step.fragment).collect();
    guide.browser.run(IN_VIEW, &[json!(steps)])
}

fn unfolded(guide: &Guide) -> Vec<bool> {
    (0..GUIDE.steps.len()).map(|step| guide.is_unfolded(step)).collect()
}

fn switching_the_language_keeps_ticks_and_place(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ticked = [actions_of(0), actions_of(1)[..1].to_vec()].concat();
    ticked.iter().for_each(|id| guide.tick(id));
    guide.unfold(3);
    guide.unfold(4);
    guide.shows(&ticked);
    let (before, open) = (guide.stored(), unfolded(&guide));
    let to = |index: usize| {
        // Not with the mouse, which would first scroll to the link.
        let link = guide.find("link", LANGUAGES[index].ui.language_name, None);
        let place = [json!(GUIDE.steps[3].fragment), link.to_json().unwrap()];
        guide.browser.run::<Option<bool>>(
            "document.getElementById(arguments[0]).scrollIntoView({ behavior: 'instant' })",
            &place[..1],
        );
        let seen = in_view(&guide);
        guide.browser.run::<Option<bool>>("arguments[1].click()", &place);
        guide.reads(index);
        guide.shows(&ticked);
        assert_eq!(unfolded(&guide), open);
        let (step, top) = in_view(&guide);
        assert!(step == seen.0 && (top - seen.1).abs() < 40, "was at {seen:?}, is at {step} {top}");
        assert_eq!(guide.stored(), before);
        assert_eq!(guide.browser.address(), guide.address(index, ""));
    };
    to(ENGLISH);
    to(DUTCH);
    to(ENGLISH);
    guide.reload();
    guide.shows(&ticked);
}

fn switching_the_language_keeps_the_focus(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    for language in [ENGLISH, DUTCH] {
        guide.switch_to(language);
        guide.shows(&[]);
        let name = LANGUAGES[language].ui.language_name;
        let has_focus = "return document.activeElement.getAttribute('aria-label') === arguments[0]";
        guide.browser.until("the focus is on the same link", has_focus, &[json!(name)]);
        let is_now = "return document.activeElement.getAttribute('aria-current') === 'true'";
        guide.browser.until("it is the present language", is_now, &[]);
    }
}

fn the_english_address_is_english(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    guide.shows(&[]);
    guide.sees(guide.words().headings.lead_start);
    guide.tick(actions_of(0)[0]);
    guide.shows(&actions_of(0)[..1]);
    // Back to the root, where it is Dutch again, with the same tick.
    guide.switch_to(DUTCH);
    guide.shows(&actions_of(0)[..1]);
    assert_eq!(guide.browser.address(), guide.address(DUTCH, ""));
    guide.visit(ENGLISH);
    guide.shows(&actions_of(0)[..1]);
}

/// The step is unfolded, its heading has the focus and stands at the top.
#[track_caller]
fn is_at(guide: &Guide, step: usize) {
    let at = "
        const step = document.getElementById(arguments[0]);
        const { top } = step.getBoundingClientRect();
        const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
        return step.open && document.activeElement === step.querySelector('summary') && top >= -1 && (top < 100 || atEnd)";
    guide.browser.until(&format!("one is at step {}", step + 1), at, &[json!(GUIDE.steps[step].fragment)]);
}

fn an_address_with_a_fragment_opens_that_step(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    for language in [DUTCH, ENGLISH] {
        guide.leave();
        guide.visit_at(language, &format!("#{}", GUIDE.steps[2].fragment));
        is_at(&guide, 2);
        guide.shows(&[]);
    }
    // The switch takes the fragment along.
    guide.switch_to(DUTCH);
    assert_eq!(guide.browser.address(), guide.address(DUTCH, &format!("#{}", GUIDE.steps[2].fragment)));
}

/// Tells how far below the top the place in the address is, right when the page comes alive.
const AT_ONCE: &str = "() => {
    new MutationObserver(() => {
        const place = document.getElementById(location.hash.slice(1));
        const lives = document.querySelector('main input[type=checkbox]')?.matches(':enabled');
        if (place && lives) window.atOnce ??= place.getBoundingClientRect().top / innerHeight;
    }).observe(document, { subtree: true, childList: true, attributes: true });
}";

/// A page that still moves takes a button away from under the hand.
fn who_arrives_is_there_at_once(kind: Kind) {
    let guide = Guide::before(kind, &Setup::gliding());
    guide.browser.before_each_page(AT_ONCE);
    for place in [GUIDE.steps[4].fragment, "tool-files"] {
        guide.visit_at(ENGLISH, &format!("#{place}"));
        for _ in 0..2 {
            let at: f64 = guide.browser.run("return window.atOnce", &[]);
            assert!((-0.01..1.0).contains(&at), "{place} was {at} windows away");
            guide.reload();
        }
        guide.leave();
    }
}

/// The app comes only when `window.goOn` is called.
const LATE: &str = "() => {
    const real = window.fetch;
    const going = new Promise((go) => { window.goOn = go; });
    window.fetch = async (...given) => {
        if (String(given[0]).endsWith('.wasm')) await going;
        return real(...given);
    };
}";

/// Where one is: what is unfolded, how far down, what is selected, what has the focus.
const WHERE: &str = "return [
    [...document.querySelectorAll('details[open]')].map(({ id }) => id).join(' '),
    String(Math.round(scrollY)),
    String(document.documentElement.scrollHeight),
    String(getSelection()),
    document.activeElement.closest('details')?.id ?? '',
]";

fn what_one_does_before_the_page_lives_stays(kind: Kind) {
    let guide = Guide::before(kind, &Setup::impatient());
    guide.browser.before_each_page(LATE);
    guide.reads(DUTCH);
    guide.browser.go(&guide.address(DUTCH, ""));
    guide.browser.until("the page is written", "return document.readyState !== 'loading' && !!window.goOn", &[]);
    for step in [1, 3] {
        guide.unfold(step);
    }
    let act = "
        const step = document.getElementById(arguments[0]);
        step.querySelector('summary').focus();
        scrollTo({ top: step.offsetTop + 30, behavior: 'instant' });
        getSelection().selectAllChildren(step.querySelector('h3'));";
    guide.browser.run::<Option<bool>>(act, &[json!(GUIDE.steps[3].fragment)]);
    let is_still = "return document.querySelector('main input[type=checkbox]').matches(':disabled')";
    assert!(guide.browser.run::<bool>(is_still, &[]), "the app has not come yet");
    let before: [String; 5] = guide.browser.run(WHERE, &[]);
    assert!(
        before[0].contains(GUIDE.steps[1].fragment) && before[3].len() > 5 && before[4] == GUIDE.steps[3].fragment,
        "{before:?}"
    );
    guide.browser.run::<Option<bool>>("window.goOn()", &[]);
    guide.is_up();
    assert_eq!(guide.browser.run::<[String; 5]>(WHERE, &[]), before);
    guide.tick(actions_of(1)[0]);
    guide.shows(&actions_of(1)[..1]);
}

fn a_changed_fragment_opens_that_step(kind: Kind) {
    let guide = Guide::open_with(kind, &Setup::gliding(), DUTCH);
    for step in [4, 1, 5] {
        guide.browser.run::<Option<bool>>("location.hash = arguments[0]", &[json!(GUIDE.steps[step].fragment)]);
        is_at(&guide, step);
    }
    guide.browser.drive(async |driver| driver.back().await);
    is_at(&guide, 1);
}

fn the_path_and_the_call_out_lead_to_their_step(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    for step in [3, 0, 5] {
        let fragment = GUIDE.steps[step].fragment;
        let link = guide.browser.element(
            "link on the path",
            "return document.querySelector(`nav a[href$='#${arguments[0]}']`)",
            &[json!(fragment)],
        );
        guide.browser.click(&link);
        is_at(&guide, step);
        assert_eq!(guide.browser.address(), guide.address(DUTCH, &format!("#{fragment}")));
    }
    guide.follow(&guide.ui().start_with(1));
    is_at(&guide, 0);
    guide.tick(actions_of(0)[0]);
    guide.follow(&guide.ui().continue_with(1));
    is_at(&guide, 0);
}

fn an_unknown_fragment_changes_nothing(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let open = unfolded(&guide);
    for fragment in ["stap-7", "stap-", "%", "a%20b", "step-1.sign", "<b>"] {
        guide.leave();
        guide.visit_at(DUTCH, &format!("#{fragment}"));
        guide.shows(&[]);
        assert_eq!(unfolded(&guide), open, "{fragment}");
    }
}
