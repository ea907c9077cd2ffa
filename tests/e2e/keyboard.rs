//! Everything by keyboard, and the focus never gets lost.

use partnerpad::text::{GUIDE, LANGUAGES, tools::TOOLS};
use serde_json::json;

use crate::{
    driver::Kind,
    expect::actions_of,
    guide::{DUTCH, ENGLISH, Guide},
};

in_both_browsers!(
    the_skip_link_leads_past_the_header,
    language_and_theme_turn_by_keyboard,
    the_menu_opens_and_closes_by_keyboard,
    the_path_the_ticks_and_the_explanations_work_by_keyboard,
    starting_again_works_by_keyboard,
    every_control_is_reached_in_order,
    a_closed_notice_leaves_the_focus_on_the_page,
);

// The keys by WebDriver's numbers.
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";

/// What has the focus: the id of a box, the record or value of a field, else the name; nothing when nothing has it.
const FOCUS: &str = r"
    const part = document.activeElement;
    const plain = (text) => (text ?? '').replace(/\u00AD/g, '').replace(/\s+/g, ' ').trim();
    if (!part || part === document.body) return '';
    return part.matches('input, textarea') ? part.id || part.dataset.record || part.dataset.waits || part.value : part.getAttribute('aria-label') ?? (plain(part.innerText) || part.tagName)";

impl Guide {
    /// Presses a key and gives what has the focus then. It must be something.
    #[track_caller]
    pub fn press(&self, keys: &str) -> String {
        self.browser.press(keys);
        let focus: Option<String> = self
            .browser
            .wait(|| self.browser.ask::<Option<String>>(FOCUS, &[]).flatten().filter(|focus| !focus.is_empty()));
        let Some(focus) = focus else { panic!("{:?}: the focus is lost\n{}", self.browser.kind, self.browser.page()) };
        focus
    }

    /// Goes on with Tab until this has the focus.
    #[track_caller]
    pub fn tab_to(&self, wanted: &str) {
        let mut passed = Vec::new();
        for _ in 0..80 {
            let focus = self.press(TAB);
            if focus.starts_with(wanted) {
                return;
            }
            passed.push(focus);
        }
        panic!("{:?}: Tab does not reach «{wanted}»: {passed:#?}", self.browser.kind);
    }
}

impl Guide {
    /// Goes on with Tab until what this selects has the focus.
    #[track_caller]
    pub fn tab_onto(&self, selector: &str) {
        for _ in 0..120 {
            self.press(TAB);
            if self.browser.run::<bool>("return document.activeElement.matches(arguments[0])", &[json!(selector)]) {
                return;
            }
        }
        panic!("{:?}: Tab does not reach {selector}", self.browser.kind);
    }

    /// From the top to the menu, to this item of it, and into the question that it asks.
    #[track_caller]
    pub fn ask_from_menu(&self, item: &str, question: &str) {
        self.to_the_top();
        for name in [self.ui().actions, item] {
            self.tab_to(name);
            self.press(ENTER);
        }
        self.sees(question);
        let inside = "return !!document.activeElement.closest('dialog[open]')";
        self.browser.until("the focus is in the question", inside, &[]);
    }

    /// As after loading: Tab begins at the top.
    pub fn to_the_top(&self) {
        self.browser.run::<Option<bool>>("document.querySelector('.skip').focus()", &[]);
    }
}

fn the_skip_link_leads_past_the_header(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    assert_eq!(guide.press(TAB), guide.ui().skip);
    let in_view =
        "const { top, height } = document.activeElement.getBoundingClientRect(); return top >= 0 && height > 20";
    guide.browser.until("the skip link can be seen", in_view, &[]);
    guide.press(ENTER);
    let inside = "return !!document.activeElement.closest('main')";
    guide.browser.until("the focus is in the main part", inside, &[]);
    guide.press(TAB);
    guide.browser.until("and goes on from there", inside, &[]);
}

fn language_and_theme_turn_by_keyboard(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.tab_to(LANGUAGES[ENGLISH].ui.language_name);
    guide.press(ENTER);
    guide.reads(ENGLISH);
    guide.shows(&[]);
    assert_eq!(guide.press(TAB), guide.ui().theme(guide.ui().theme_system));
    assert_eq!(guide.press(" "), guide.ui().theme(guide.ui().theme_light));
    assert_eq!(guide.press(ENTER), guide.ui().theme(guide.ui().theme_dark));
}

fn the_menu_opens_and_closes_by_keyboard(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (actions, print) = (guide.ui().actions, guide.ui().print);
    let is_open = "return document.querySelector('[popover]').matches(':popover-open') === arguments[0]";
    guide.tab_to(actions);
    for _ in 0..2 {
        guide.press(ENTER);
        guide.browser.until("the menu is open", is_open, &[json!(true)]);
        guide.tab_to(print);
        for next in [TOOLS[DUTCH].files, TOOLS[DUTCH].overview, guide.ui().start_again] {
            assert_eq!(guide.press(TAB), next);
        }
        let back = guide.press(ESCAPE);
        guide.browser.until("the menu is closed", is_open, &[json!(false)]);
        assert_eq!(back, actions);
    }
}

fn the_path_the_ticks_and_the_explanations_work_by_keyboard(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let step = 1;
    let words = &guide.words().steps[step];
    let first = actions_of(step)[0];
    guide.tab_to(&format!("{} {}", step + 1, words.short));
    guide.press(ENTER);
    let on_heading = "return document.activeElement === document.getElementById(arguments[0]).querySelector('summary')";
    guide.browser.until("the focus is on the step's heading", on_heading, &[json!(GUIDE.steps[step].fragment)]);
    guide.tab_to(first);
    assert_eq!(guide.press(" "), first);
    guide.shows(&[first]);
    guide.tab_to(&guide.ui().explain_about(words.actions[0].what));
    guide.does_not_see(words.actions[0].why.expect("this action has a reason"));
    guide.press(ENTER);
    guide.sees(words.actions[0].why.unwrap());
    guide.press(ENTER);
    guide.does_not_see(words.actions[0].why.unwrap());
    // All of the step, with the keyboard only; the focus stays on the box although the whole page changes.
    for id in &actions_of(step)[1..] {
        guide.tab_to(id);
        assert_eq!(&guide.press(" "), id);
    }
    guide.shows(&actions_of(step));
    assert_eq!(&guide.press(" "), actions_of(step).last().unwrap());
    guide.shows(&actions_of(step)[..actions_of(step).len() - 1]);
}

fn starting_again_works_by_keyboard(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ticked = actions_of(0);
    ticked.iter().for_each(|id| guide.tick(id));
    guide.shows(&ticked);
    guide.reload();
    let ui = guide.ui();
    let ask = || guide.ask_from_menu(ui.start_again, ui.start_again_text);
    ask();
    let closed = "return !document.querySelector(':popover-open')";
    guide.browser.until("the menu is closed", closed, &[]);
    guide.press(ESCAPE);
    guide.does_not_see(ui.start_again_text);
    guide.shows(&ticked);
    ask();
    // The safe answer comes first.
    guide.press(ENTER);
    guide.does_not_see(ui.start_again_text);
    guide.shows(&ticked);
    ask();
    guide.tab_to(ui.start_again_confirm);
    guide.press(ENTER);
    guide.shows(&[]);
    // The way back is at hand.
    let on_undo = "return document.activeElement.innerText.trim() === arguments[0]";
    guide.browser.until("the way back has the focus", on_undo, &[json!(ui.undo)]);
    guide.press(ENTER);
    guide.shows(&ticked);
}

fn every_control_is_reached_in_order(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let script = "
        const shown = (part) => part.checkVisibility({ visibilityProperty: true });
        const parts = [...document.querySelectorAll('a[href], button, input, textarea, summary')].filter(shown);
        window.inOrder = parts;
        return parts.length";
    let count: usize = guide.browser.run(script, &[]);
    assert!(count > 20, "{count}");
    for index in 0..count {
        guide.press(TAB);
        // Tab also goes from day to month to year, and to the calendar, within one field.
        let inside = "return arguments[0] > 0 && document.activeElement === inOrder[arguments[0] - 1]";
        for _ in 0..4 {
            if guide.browser.run::<bool>(inside, &[json!(index)]) {
                guide.press(TAB);
            }
        }
        let same = "return document.activeElement === inOrder[arguments[0]] ? '' : `${document.activeElement.outerHTML.slice(0, 200)} for ${inOrder[arguments[0]].outerHTML.slice(0, 200)}`";
        assert_eq!(guide.browser.run::<String>(same, &[json!(index)]), "", "{kind:?}: control {index}");
        let is_marked = "
            const look = getComputedStyle(document.activeElement);
            return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 || look.boxShadow !== 'none'";
        assert!(guide.browser.run::<bool>(is_marked, &[]), "{kind:?}: one sees no focus on {}", guide.focused());
    }
}

fn a_closed_notice_leaves_the_focus_on_the_page(kind: Kind) {
    let guide = Guide::open_with(kind, &crate::setup::Setup::storage_denied(), DUTCH);
    guide.sees(guide.ui().storage_denied_title);
    guide.tab_to(guide.ui().close);
    guide.press(ENTER);
    guide.does_not_see(guide.ui().storage_denied_title);
    guide.press(TAB);
}
