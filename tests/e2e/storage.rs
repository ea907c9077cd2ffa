//! A browser that keeps nothing, or has no room left.

use crate::{
    attacks,
    driver::Kind,
    expect::actions_of,
    faults::Fault,
    files::KEEP,
    guide::{DUTCH, ENGLISH, Guide},
    profile::Profile,
    setup::Setup,
    single::{OnDisk, whole},
    site::Site,
    stored::key,
};
use partnerpad::text::tools;

in_both_browsers!(
    with_storage_denied_the_page_works_and_says_so,
    without_storage_the_page_works_and_says_so,
    with_storage_full_the_page_works_and_says_so,
    a_tick_that_found_no_room_is_stored_with_the_next_one,
    a_stored_tick_is_said_to_be_stored,
    in_a_frame_that_may_do_nothing_the_page_works_and_says_so,
    a_private_window_works_as_long_as_it_is_open,
);

/// What the browser does when asked for its storage.
const PROBE: &str = "try { return String(localStorage) } catch (error) { return error.name }";

/// "Saved in this browser at", as far as it is the same at any time.
fn saved(guide: &Guide) -> String {
    guide.ui().saved_at("\u{1}").split('\u{1}').next().unwrap().to_owned()
}

/// So many notices stand on the page.
#[track_caller]
fn notices(guide: &Guide, count: usize) {
    let script = "return [...document.querySelectorAll('[role=alert]')].filter((one) => one.checkVisibility()).length === arguments[0]";
    guide.browser.until(&format!("there are {count} notices"), script, &[count.into()]);
}

fn with_storage_denied_the_page_works_and_says_so(kind: Kind) {
    let fault = Fault {
        row: 1,
        what: "Storage is denied",
        by: "cookies and site data blocked in the browser's settings; `localStorage` throws a SecurityError",
        seen: "Everything works; a lasting notice says that nothing is kept; a saved file, and the page in the other language, have all",
    };
    keeps_nothing(kind, &Setup::storage_denied(), "SecurityError", fault);
}

fn without_storage_the_page_works_and_says_so(kind: Kind) {
    let fault = Fault {
        row: 2,
        what: "There is no storage",
        by: "storage switched off; `localStorage` is `null`",
        seen: "As with storage denied",
    };
    keeps_nothing(kind, &Setup::storage_missing(), "null", fault);
}

fn keeps_nothing(kind: Kind, setup: &Setup, provoked: &str, fault: Fault) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, setup);
        guide.browser.before_each_page(KEEP);
        guide.visit(language);
        let fault = fault.happens(kind, guide.browser.run::<String>(PROBE, &[]) == provoked);
        guide.sees(guide.ui().storage_denied_title);
        let mut ticked = Vec::new();
        for id in [actions_of(0), actions_of(1)[..1].to_vec()].concat() {
            guide.tick(id);
            ticked.push(id);
            guide.shows(&ticked);
            guide.sees(guide.ui().saving_off);
            guide.does_not_see(&saved(&guide));
        }
        // One notice, that stays, also in the other language.
        notices(&guide, 1);
        let typed = guide.holds_now();
        guide.switch_to(1 - language);
        guide.shows(&ticked);
        fault.loses_nothing(&typed, &guide.saves());
        guide.sees(guide.ui().storage_denied_title);
        notices(&guide, 1);
        guide.push(&guide.ui().theme(guide.ui().theme_system));
        guide.start_again();
        guide.shows(&[]);
        guide.push(guide.ui().undo);
        guide.shows(&ticked);
        guide.push(guide.ui().close);
        notices(&guide, 0);
        guide.sees(guide.ui().saving_off);
        // What was put away is not told again with every tick.
        guide.tick(ticked[0]);
        guide.shows(&ticked[1..]);
        notices(&guide, 0);
        guide.reload();
        guide.shows(&[]);
        guide.sees(guide.ui().storage_denied_title);
    }
}

/// Fills the storage to the last unit, under a key of another page.
pub const FILL: &str = "
    let text = 'x'.repeat(1 << 22);
    localStorage.setItem('filler', '');
    for (let room = 1 << 22; room >= 1; room = Math.floor(room / 2)) {
        for (;;) {
            try { localStorage.setItem('filler', localStorage.getItem('filler') + text.slice(0, room)) } catch { break }
        }
    }
    try { localStorage.setItem('filler', localStorage.getItem('filler') + 'x'); return false } catch (error) {
        return error.name === 'QuotaExceededError' && localStorage.getItem('filler').length > 1000000;
    }";

fn with_storage_full_the_page_works_and_says_so(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let first = actions_of(0);
    guide.browser.before_each_page(KEEP);
    guide.reload();
    guide.tick(first[0]);
    guide.shows(&first[..1]);
    let kept = guide.stored()[&key(first[0])].clone();
    let fault = Fault {
        row: 4,
        what: "Storage is full",
        by: "filled to the last letter by another page of the same host; storing throws a QuotaExceededError",
        seen: "A notice says that the last change is not kept; what was stored stays; a saved file has all",
    }
    .happens(kind, guide.browser.run::<bool>(FILL, &[]));
    for round in 1..first.len() {
        guide.tick(first[round]);
        guide.shows(&first[..=round]);
        guide.sees(guide.ui().storage_full_title);
        guide.sees(guide.ui().saving_off);
        guide.does_not_see(&saved(&guide));
        notices(&guide, 1);
    }
    // The notice has the way out: all of it in a file.
    guide.push(guide.ui().save_dossier);
    let whole = guide.offered();
    let there = OnDisk::new(&format!("full-{kind:?}"), &whole);
    let elsewhere = Guide::before(kind, &Setup::default());
    elsewhere.opens(&there, DUTCH);
    elsewhere.shows(&first);
    // What was stored before still is.
    assert_eq!(guide.stored()[&key(first[0])], kept);
    fault.loses_nothing(&guide.holds_now(), &guide.saves());
    // Nor does the tool call it saved.
    guide.does_not_see(
        tools::FILES[DUTCH].last_change("", "").split_whitespace().take(2).collect::<Vec<_>>().join(" ").as_str(),
    );
    guide.reload();
    guide.shows(&first[..1]);
}

fn a_tick_that_found_no_room_is_stored_with_the_next_one(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    assert!(guide.browser.run::<bool>(FILL, &[]), "the storage is full");
    let first = actions_of(0);
    guide.tick(first[0]);
    guide.tick(first[1]);
    guide.sees(guide.ui().storage_full_title);
    guide.browser.run::<Option<bool>>("localStorage.removeItem('filler')", &[]);
    guide.tick(first[2]);
    guide.sees(&saved(&guide));
    guide.does_not_see(guide.ui().storage_full_title);
    guide.reload();
    guide.shows(&first[..3]);
}

fn a_stored_tick_is_said_to_be_stored(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.does_not_see(&saved(&guide));
    guide.tick(actions_of(0)[0]);
    guide.sees(&saved(&guide));
    guide.does_not_see(guide.ui().saving_off);
    let stored: serde_json::Value = serde_json::from_str(&guide.stored()[&key(actions_of(0)[0])]).unwrap();
    assert_eq!((stored["v"].as_u64(), stored["done"].as_bool()), (Some(1), Some(true)), "{stored}");
    assert!(stored["c"].as_u64() >= Some(1) && stored["d"].as_str().map(str::len) == Some(16), "{stored}");
    notices(&guide, 0);
}

fn in_a_frame_that_may_do_nothing_the_page_works_and_says_so(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    // On a host without headers, which would keep it out of frames altogether.
    let host = "<!doctype html><title>Host</title><iframe sandbox=allow-scripts width=1000 height=700 src=1></iframe>";
    guide.browser.go(&format!("{}0", attacks::serve(vec![host.to_owned(), whole(DUTCH)])));
    guide.browser.drive(async |driver| driver.enter_frame(0).await);
    guide.is_up();
    let fault = Fault {
        row: 3,
        what: "The page stands in a frame that may do nothing",
        by: "the page as one file in `<iframe sandbox=\"allow-scripts\">`; `localStorage` throws a SecurityError",
        seen: "As with storage denied",
    }
    .happens(kind, guide.browser.run::<String>(PROBE, &[]) == "SecurityError");
    guide.sees(guide.ui().storage_denied_title);
    let typed = guide.works(&actions_of(0)[..2]);
    guide.sees(guide.ui().saving_off);
    fault.loses_nothing(&typed, &guide.saves());
}

fn a_private_window_works_as_long_as_it_is_open(kind: Kind) {
    // With an ordinary window it is there again: what is typed is really stored.
    let [ordinary, private] = [("ordinary", Setup::default()), ("private", Setup::private())].map(|(name, setup)| {
        let profile = Profile::new(kind, name);
        let guide = profile.browser_with(kind, setup, Site::guide());
        guide.visit(DUTCH);
        let typed = guide.works(&actions_of(0)[..2]);
        guide.is_saved();
        guide.reload();
        guide.is_saved();
        let held = guide.holds_now();
        let guide = profile.browser(kind, guide.close());
        guide.visit(DUTCH);
        guide.is_saved();
        (typed, held, guide.holds_now())
    });
    assert_eq!(ordinary.2, ordinary.0);
    Fault {
        row: 38,
        what: "A private window",
        by: "the browser started with private windows only; it has forgotten all once it is closed",
        seen: "Works as long as it is open, over reloads; browsers tell no page that it is private, so that none can say that it forgets",
    }
    .happens(kind, private.2.is_empty())
    .loses_nothing(&private.0, &private.1);
}
