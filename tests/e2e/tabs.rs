//! Two tabs of the same browser, and a page that comes back.

use partnerpad::text::GUIDE;
use serde_json::json;

use crate::{
    driver::Kind,
    expect::{actions_of, all_ticks},
    faults::{Fault, NOTE, Texts, missing, ticks},
    files::KEEP,
    guide::{DUTCH, ENGLISH, Guide},
    keyboard::TAB,
    setup::Setup,
    stored::{key, text},
};

in_both_browsers!(
    a_tick_appears_in_the_other_tab,
    ticking_in_two_tabs_at_once_loses_nothing,
    two_tabs_that_contradict_each_other_agree_in_the_end,
    a_page_that_comes_back_is_current,
    a_storm_from_another_tab_is_weathered,
    what_is_cleared_elsewhere_is_told_and_stored_again_on_request,
    what_is_cleared_by_the_browser_is_told_and_stored_again_on_request,
    starting_again_elsewhere_is_not_taken_for_clearing,
    a_tab_that_ends_without_a_word_has_saved,
    a_field_that_is_left_open_takes_nothing_back,
);

/// Opens a second tab with the page; gives the first and the second.
fn two_tabs(guide: &Guide) -> (String, String) {
    let first = guide.browser.tab();
    let second = guide.browser.open_tab();
    guide.visit(DUTCH);
    (first, second)
}

fn a_tick_appears_in_the_other_tab(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (first, second) = two_tabs(&guide);
    let mut ticked = Vec::new();
    for (tab, other, id) in
        [(&first, &second, actions_of(0)[0]), (&second, &first, actions_of(1)[0]), (&first, &second, actions_of(5)[1])]
    {
        guide.browser.switch(tab);
        guide.tick(id);
        ticked.push(id);
        guide.shows(&ticked);
        guide.browser.switch(other);
        guide.shows(&ticked);
    }
    guide.browser.switch(&first);
    guide.tick(ticked.remove(0));
    guide.browser.switch(&second);
    guide.shows(&ticked);
    guide.reload();
    guide.shows(&ticked);
}

/// A field keeps the focus while one types in another tab; leaving it must not put the old text back.
fn a_field_that_is_left_open_takes_nothing_back(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let note = &format!("note.{}", GUIDE.steps[0].id);
    let field = || {
        guide.unfold(0);
        guide.browser.element(
            "note",
            "return document.querySelector(`[data-record='${arguments[0]}']`)",
            &[json!(note)],
        )
    };
    let has = |text: &str| {
        let script = "return document.querySelector(`[data-record='${arguments[0]}']`).value === arguments[1]";
        guide.browser.until(&format!("the field has {text:?}"), script, &[json!(note), json!(text)]);
    };
    let (first, second) = two_tabs(&guide);
    let mut text = String::new();
    for (tab, other) in [(&first, &second), (&second, &first), (&first, &second)] {
        guide.browser.switch(tab);
        has(&text);
        guide.browser.click(&field());
        guide.browser.press("\u{e010}");
        guide.browser.press("één ");
        text += "één ";
        has(&text);
        guide.browser.switch(other);
        has(&text);
    }
    // Both have been left open; both are left now.
    for tab in [&first, &second] {
        guide.browser.switch(tab);
        guide.browser.press(TAB);
        assert_eq!(guide.kept_text(note).as_deref(), Some(text.as_str()));
        has(&text);
    }
}

/// Clicks these boxes over and over, a click every few milliseconds, and counts the clicks in `window.clicks`.
const CLICK: &str = "
    const [ids, times] = arguments;
    window.clicks = 0;
    const next = () => {
        if (window.clicks === times) return;
        document.getElementById(ids[window.clicks++ % ids.length]).click();
        setTimeout(next, 4);
    };
    next()";

/// Both tabs click these boxes this many times, at the same time.
fn click_in_both(guide: &Guide, tabs: [(&str, &[&str]); 2], times: usize) {
    for (tab, ids) in tabs {
        guide.browser.switch(tab);
        guide.browser.run::<Option<bool>>(CLICK, &[json!(ids), json!(times)]);
    }
    for (tab, _) in tabs {
        guide.browser.switch(tab);
        guide.browser.until("all clicks are done", "return window.clicks === arguments[0]", &[json!(times)]);
    }
}

fn ticking_in_two_tabs_at_once_loses_nothing(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (first, second) = two_tabs(&guide);
    let every_second = |from| all_ticks().into_iter().skip(from).step_by(2).take(10).collect::<Vec<_>>();
    let (even, odd) = (every_second(0), every_second(1));
    // Ten boxes, eleven times each: in the end all are ticked.
    click_in_both(&guide, [(&first, &even), (&second, &odd)], 110);
    let ticked = [even, odd].concat();
    for tab in [&first, &second] {
        guide.browser.switch(tab);
        guide.shows(&ticked);
    }
    // Both wrote: none of it stands in one tab alone.
    let wrote = guide.browser.run::<usize>("return window.clicks", &[]);
    guide.reload();
    guide.shows(&ticked);
    Fault {
        row: 10,
        what: "Two tabs write at once",
        by: "110 ticks in each, one every few milliseconds, into one storage",
        seen: "Both tabs show the same",
    }
    .happens(kind, wrote == 110)
    .loses_nothing_of(&ticks(&ticked), &guide);
}

fn two_tabs_that_contradict_each_other_agree_in_the_end(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (first, second) = two_tabs(&guide);
    let ids = all_ticks();
    click_in_both(&guide, [(&first, &ids), (&second, &ids)], 115);
    let mut reversed = ids.clone();
    reversed.reverse();
    click_in_both(&guide, [(&first, &ids), (&second, &reversed)], 107);
    guide.browser.switch(&second);
    let agreed = guide.browser.wait(|| {
        guide.browser.switch(&first);
        let one = guide.ticked();
        guide.browser.switch(&second);
        (one == guide.ticked()).then_some(one)
    });
    let Some(agreed) = agreed else { panic!("the tabs still differ") };
    let agreed: Vec<_> = agreed.iter().map(String::as_str).collect();
    for tab in [&first, &second] {
        guide.browser.switch(tab);
        guide.shows(&agreed);
        guide.reload();
        guide.shows(&agreed);
    }
}

fn a_page_that_comes_back_is_current(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    // A page that a worker takes over while it lies aside is thrown away: only on the first visit of all.
    guide.is_kept();
    let first = guide.browser.tab();
    guide.browser.run::<Option<bool>>("window.kept = true", &[]);
    guide.leave();
    guide.browser.open_tab();
    guide.visit(ENGLISH);
    let ticked = [actions_of(0), actions_of(3)[..1].to_vec()].concat();
    ticked.iter().for_each(|id| guide.tick(id));
    guide.browser.switch(&first);
    guide.browser.drive(async |driver| driver.back().await);
    let fault = Fault {
        row: 15,
        what: "The page comes back as it was left",
        by: "back to a page that the browser kept in its memory, while another tab went on",
        seen: "It shows what the other tab did",
    }
    .happens(kind, guide.browser.run("return window.kept === true", &[]));
    guide.shows(&ticked);
    fault.loses_nothing_of(&ticks(&ticked), &guide);
    // And it goes on from there.
    guide.tick(actions_of(3)[1]);
    guide.shows(&[ticked, vec![actions_of(3)[1]]].concat());
}

fn a_storm_from_another_tab_is_weathered(kind: Kind) {
    const WRITES: usize = 500;
    let guide = Guide::open(kind, DUTCH);
    let typed = guide.works(&actions_of(0)[..2]);
    let first = guide.browser.tab();
    guide.does("window.heard = 0; addEventListener('storage', () => { window.heard++ })", &[]);
    guide.browser.open_tab();
    guide.leave();
    let storm = "
        const [key, times, texts] = arguments;
        for (let i = 0; i < times; i++) localStorage.setItem(key, texts[0].replace('COUNT', 100 + i).replace('TEXT', i));";
    let record = text(1, "TEXT").replace(r#""c":1"#, r#""c":COUNT"#);
    guide.does(storm, &[json!(key("note.step-2")), json!(WRITES), json!([record])]);
    guide.browser.switch(&first);
    guide.browser.until("it heard all", "return window.heard >= arguments[0]", &[json!(WRITES)]);
    let fault = Fault {
        row: 14,
        what: "A storm of changes from another tab",
        by: "500 writes in one go",
        seen: "The last one stands on the page, which goes on",
    }
    .happens(kind, guide.browser.run::<usize>("return window.heard", &[]) >= WRITES);
    let mut wanted = typed;
    wanted.insert("note.step-2".to_owned(), (WRITES - 1).to_string());
    let third = actions_of(0)[2];
    guide.tick(third);
    wanted.extend(ticks(&[third]));
    fault.loses_nothing_of(&wanted, &guide);
}

fn what_is_cleared_elsewhere_is_told_and_stored_again_on_request(kind: Kind) {
    let fault = Fault {
        row: 13,
        what: "Storage is cleared by another page of the same host",
        by: "`localStorage.clear()` in another tab",
        seen: "A message at once; all stays on the page, and a saved file has it; one press stores all of it again",
    };
    let guide = Guide::before(kind, &Setup::default());
    is_cleared(&guide, fault, || {
        guide.leave();
        guide.does("localStorage.clear()", &[]);
    });
}

fn what_is_cleared_by_the_browser_is_told_and_stored_again_on_request(kind: Kind) {
    let fault = Fault {
        row: 13,
        what: "All data of the site is cleared",
        by: "a `Clear-Site-Data` of its host, as the browser's own button does",
        seen: "A message with the next change; all stays on the page, and a saved file has it; one press stores all of it again",
    };
    let guide = Guide::before(kind, &Setup::default());
    is_cleared(&guide, fault, || guide.browser.go(&guide.site.clearing()));
}

/// What a page still has whose storage was cleared by another tab.
#[track_caller]
fn is_cleared(guide: &Guide, fault: Fault, clear: impl Fn()) {
    guide.browser.before_each_page(KEEP);
    guide.visit(DUTCH);
    // Whoever began from scratch once, here, is told as well.
    guide.tick(actions_of(1)[0]);
    guide.start_again();
    let mut typed = guide.works(&actions_of(0)[..2]);
    guide.is_saved();
    let first = guide.browser.tab();
    guide.browser.open_tab();
    clear();
    let own = || guide.stored().into_keys().filter(|key| key.starts_with("partnerpad.")).count();
    let is_empty = own() == 0;
    guide.browser.switch(&first);
    let fault = fault.happens(guide.browser.kind, is_empty);
    let third = actions_of(0)[2];
    guide.tick(third);
    typed.extend(ticks(&[third]));
    let ui = guide.ui();
    guide.sees(ui.cleared_title);
    guide.sees(ui.saving_off);
    // Who cleared it may have meant to.
    assert_eq!(own(), 0);
    assert_eq!(missing(&typed, &guide.holds_now()), Vec::<&String>::new(), "on the page");
    fault.loses_nothing(&typed, &guide.saves());
    guide.push(ui.put_back);
    guide.does_not_see(ui.cleared_title);
    guide.hears(ui.undone);
    guide.is_saved();
    guide.reload();
    assert_eq!(missing(&typed, &guide.holds_now()), Vec::<&String>::new(), "after the next visit");
}

fn starting_again_elsewhere_is_not_taken_for_clearing(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.works(&actions_of(0)[..2]);
    let (first, second) = two_tabs(&guide);
    guide.start_again();
    guide.browser.switch(&first);
    guide.shows(&[]);
    guide.tick(actions_of(0)[0]);
    guide.is_saved();
    guide.does_not_see(guide.ui().cleared_title);
    guide.browser.switch(&second);
    guide.shows(&actions_of(0)[..1]);
    guide.reload();
    guide.shows(&actions_of(0)[..1]);
}

fn a_tab_that_ends_without_a_word_has_saved(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    // As where a system ends a page: it is told nothing.
    guide.browser.before_each_page(
        "() => {
            window.swallowed = [];
            for (const name of ['pagehide', 'visibilitychange', 'beforeunload', 'unload', 'freeze', 'blur', 'focusout']) {
                const swallow = (event) => { swallowed.push(name); event.stopImmediatePropagation(); };
                addEventListener(name, swallow, true);
                document.addEventListener(name, swallow, true);
            }
        }",
    );
    guide.visit(DUTCH);
    let first = guide.browser.tab();
    guide.browser.open_tab();
    guide.visit(DUTCH);
    guide.unfold(0);
    let field = "
        const field = document.querySelector('[data-record=\"note.step-1\"]');
        for (let one = field; one; one = one.parentElement) if (one.localName === 'details') one.open = true;
        field.scrollIntoView({ behavior: 'instant', block: 'center' });
        field.focus()";
    guide.does(field, &[]);
    let words = NOTE.lines().next().unwrap_or_default();
    guide.browser.press(words);
    guide.is_saved();
    guide.does("dispatchEvent(new Event('pagehide'))", &[]);
    let fault = Fault {
        row: 16,
        what: "A page ends without being told",
        by: "its tab closed while one types, with all events of leaving swallowed",
        seen: "The next visit has each letter",
    }
    .happens(
        kind,
        guide.browser.run(
            "return swallowed.includes('pagehide') && document.activeElement.dataset.record === 'note.step-1'",
            &[],
        ),
    );
    guide.browser.drive(async |driver| driver.close_window().await);
    guide.browser.switch(&first);
    guide.reload();
    fault.loses_nothing_of(&Texts::from([("note.step-1".to_owned(), words.to_owned())]), &guide);
}
