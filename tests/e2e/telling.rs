//! What a screen reader is told, and copying.

use partnerpad::text::GUIDE;
use serde_json::json;

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::Fault,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
};

in_both_browsers!(
    one_polite_region_tells_what_happened,
    a_menu_path_is_copied_as_one_line,
    a_refused_copy_selects_the_text_and_says_so,
    a_page_that_may_open_no_window_needs_none,
    without_a_clipboard_the_text_is_selected,
);

/// The only region, the same one all along, polite, and there before anything happens.
#[track_caller]
fn one_region(guide: &Guide) {
    let script = "
        const regions = [...document.querySelectorAll('[aria-live], [role=status], [role=log], output')];
        const [region] = regions;
        const live = region.getAttribute('aria-live') ?? 'polite';
        window.firstRegion ??= region;
        return regions.length === 1 && live === 'polite' && region === firstRegion && region.checkVisibility()";
    guide.browser.until("there is one polite live region, always the same", script, &[]);
}

fn one_polite_region_tells_what_happened(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    one_region(&guide);
    guide.hears("");
    let all = GUIDE.steps.len();
    for step in 0..all {
        actions_of(step).iter().for_each(|id| guide.tick(id));
        let reached = GUIDE.milestones.iter().position(|one| one.after == step);
        let step_done = guide.ui().step_done(step + 1, step + 1, all);
        guide.hears(&reached.map_or(step_done.clone(), |index| {
            format!("{step_done} {}", guide.ui().milestone_reached_live(guide.words().milestones[index].title))
        }));
        one_region(&guide);
    }
    guide.tick(actions_of(1)[0]);
    guide.hears(&guide.ui().step_reopened(2, all - 1, all));
    guide.switch_to(ENGLISH);
    guide.start_again();
    guide.hears(guide.ui().started_again);
    guide.push(guide.ui().undo);
    guide.hears(guide.ui().undone);
    one_region(&guide);
}

/// Presses the button that copies the menu path of a step, and of an action that has one.
fn copy_of_step(guide: &Guide, step: usize) {
    guide.unfold(step);
    guide.browser.click(&guide.find("button", guide.ui().copy_path, Some(GUIDE.steps[step].fragment)));
}

fn a_menu_path_is_copied_as_one_line(kind: Kind) {
    let guide = Guide::before(kind, &Setup::clipboard());
    if kind == Kind::Chromium {
        guide.browser.devtools(
            "Browser.grantPermissions",
            &json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
        );
    }
    let step = GUIDE.steps.len() - 1;
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        let path = guide.words().steps[step].place;
        assert!(path.len() > 2, "a path worth copying");
        copy_of_step(&guide, step);
        guide.hears(guide.ui().copied);
        guide.find("button", guide.ui().copied, Some(GUIDE.steps[step].fragment));
        let copied: String = guide
            .browser
            .run_async("navigator.clipboard.readText().then(arguments[0], (why) => arguments[0](String(why)))", &[]);
        assert_eq!(copied, path.join(" › "));
        // Two seconds later the button says again what it does.
        guide.find("button", guide.ui().copy_path, Some(GUIDE.steps[step].fragment));
    }
}

/// Keeps why the browser itself refuses.
const REFUSED: &str = "() => {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => {
        const written = write(text);
        written.catch((why) => { window.refused = why.name });
        return written;
    };
}";

fn a_refused_copy_selects_the_text_and_says_so(kind: Kind) {
    let by = match kind {
        Kind::Chromium => "permission denied; writing throws a NotAllowedError",
        Kind::Firefox => "a press that is not the visitor's own; writing throws a NotAllowedError",
    };
    let fault = Fault {
        row: 33,
        what: "Copying is refused",
        by,
        seen: "The text is selected, and the page says to press Ctrl+C",
    };
    copying_fails(kind, REFUSED, fault, "return window.refused === 'NotAllowedError'");
}

fn without_a_clipboard_the_text_is_selected(kind: Kind) {
    let fault = Fault {
        row: 33,
        what: "There is no clipboard",
        by: "taken out of the page, as on a host without https",
        seen: "As with copying refused",
    };
    let none = "() => Object.defineProperty(navigator, 'clipboard', { value: undefined })";
    copying_fails(kind, none, fault, "return !navigator.clipboard");
}

fn copying_fails(kind: Kind, provoke: &str, fault: Fault, control: &str) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(provoke);
    if kind == Kind::Chromium {
        let denied = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" });
        guide.browser.devtools("Browser.setPermission", &denied);
    }
    guide.visit(DUTCH);
    let typed = guide.works(&actions_of(0)[..1]);
    let step = GUIDE.steps.len() - 1;
    guide.unfold(step);
    // By the page itself: a driver's click would be the visitor's own.
    let button = guide.find("button", guide.ui().copy_path, Some(GUIDE.steps[step].fragment));
    // Nor is what the visitor pressed before of any use by then.
    guide.browser.until("the last press is long ago", "return !navigator.userActivation.isActive", &[]);
    let press = "const [button] = arguments; setTimeout(() => button.click())";
    guide.browser.drive(async |driver| driver.execute(press, vec![button.to_json()?]).await);
    guide.hears(guide.ui().copy_failed);
    let fault = fault.happens(kind, guide.browser.run(control, &[]));
    let path = guide.words().steps[step].place;
    let is_selected = "return getSelection().toString().split('\\n').map((line) => line.trim()).filter(Boolean).join() === arguments[0].join()";
    guide.browser.until("the menu path is selected", is_selected, &[json!(path)]);
    guide.does_not_see(guide.ui().copied);
    fault.loses_nothing_of(&typed, &guide);
}

fn a_page_that_may_open_no_window_needs_none(kind: Kind) {
    let guide = Guide::before(kind, &Setup::no_popups());
    guide.browser.before_each_page(
        "() => addEventListener('try', () => { window.opened = String(window.open('about:blank')) })",
    );
    guide.visit(DUTCH);
    guide.does("setTimeout(() => dispatchEvent(new Event('try')))", &[]);
    guide.browser.until("it was tried", "return window.opened !== undefined", &[]);
    let fault = Fault {
        row: 34,
        what: "Windows are blocked",
        by: "the browser's own blocker; `window.open` gives `null`",
        seen: "The page opens none: each link is a link",
    }
    .happens(kind, guide.browser.run("return window.opened === 'null'", &[]));
    guide.does("window.open = () => { window.opened = 'by the page' }", &[]);
    let typed = guide.works(&actions_of(0)[..2]);
    guide.open_tool("files");
    let needs_none = "return window.opened === 'null' && !document.querySelector('a[target]')";
    assert!(guide.browser.run::<bool>(needs_none, &[]));
    fault.loses_nothing_of(&typed, &guide);
}
