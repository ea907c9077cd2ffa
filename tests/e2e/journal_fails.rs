//! A journal that fails, while localStorage takes everything: nothing is said to be saved, a notice says so, and with the next change
//! after it works again it has all.

use serde_json::json;

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::{NOTE, missing},
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    site::Site,
};

in_both_browsers!(
    what_a_journal_that_cannot_be_opened_did_not_take_is_told_and_comes_later,
    what_a_journal_that_breaks_off_did_not_take_is_told_and_comes_later,
    what_a_journal_without_room_did_not_take_is_told_and_comes_later,
);

/// Fails as the name of the tab says, which stays when the page is loaded again.
const FAIL: &str = "() => {
    window.failed = 0;
    const fails = (...how) => how.includes(window.name) && ++window.failed;
    const { open } = IDBFactory.prototype, { put } = IDBObjectStore.prototype;
    IDBFactory.prototype.open = function (...rest) {
        if (fails('open throws')) throw new DOMException('refused', 'SecurityError');
        if (!fails('open errs')) return open.apply(this, rest);
        // One that there is in a later version.
        open.call(this, 'later', 2);
        return open.call(this, 'later', 1);
    };
    IDBObjectStore.prototype.put = function (...rest) {
        if (fails('put has no room')) throw new DOMException('full', 'QuotaExceededError');
        const request = put.apply(this, rest), { transaction } = this;
        if (fails('aborts', 'has no room')) request.onsuccess = () => transaction.abort();
        if (window.name === 'has no room') {
            Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
        }
        return request;
    };
}";

fn what_a_journal_that_cannot_be_opened_did_not_take_is_told_and_comes_later(kind: Kind) {
    fail(kind, &["open throws", "open errs"]);
}

fn what_a_journal_that_breaks_off_did_not_take_is_told_and_comes_later(kind: Kind) {
    fail(kind, &["aborts"]);
}

fn what_a_journal_without_room_did_not_take_is_told_and_comes_later(kind: Kind) {
    fail(kind, &["has no room", "put has no room"]);
}

fn fail(kind: Kind, hows: &[&str]) {
    let mut guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(FAIL);
    for how in hows {
        for language in [DUTCH, ENGLISH] {
            // Another address has a storage of its own.
            guide.site = Site::guide();
            fails_and_works_again(&guide, how, language);
        }
    }
}

/// From now on the journal fails so; not at all, without a word.
#[track_caller]
fn journal(guide: &Guide, how: &str) {
    guide.does("window.name = arguments[0]", &[json!(how)]);
}

#[track_caller]
fn is_told(guide: &Guide) {
    guide.sees(guide.ui().storage_full_title);
    guide.sees(guide.ui().saving_off);
    guide.does_not_see(guide.ui().saved_at("").trim_end());
    guide.is_alive();
    assert!(guide.browser.run::<bool>("return window.failed > 0", &[]), "nothing has failed");
}

fn fails_and_works_again(guide: &Guide, how: &str, language: usize) {
    let ids = &actions_of(0)[..4];
    guide.leave();
    journal(guide, "");
    guide.visit(language);
    guide.tick(ids[0]);
    guide.sees(guide.ui().saved_at("").trim_end());
    journal(guide, how);
    guide.tick(ids[1]);
    is_told(guide);
    guide.type_in("note.step-1", NOTE);
    is_told(guide);
    let typed = guide.holds_now();
    // What it did not take is there all the same; it fails from the first moment on.
    guide.reload();
    guide.is_saved();
    guide.does_not_see(guide.ui().saved_at("").trim_end());
    assert_eq!(missing(&typed, &guide.holds_now()), Vec::<&String>::new(), "{how}: after it was loaded again");
    guide.tick(ids[2]);
    is_told(guide);
    journal(guide, "");
    guide.tick(ids[3]);
    guide.sees(guide.ui().saved_at("").trim_end());
    guide.does_not_see(guide.ui().storage_full_title);
    guide.does_not_see(guide.ui().saving_off);
    let typed = guide.holds_now();
    assert_eq!(typed.len(), ids.len() + 1, "{how}: {typed:?}");
    // Even alone.
    guide.leave();
    guide.does("localStorage.clear()", &[]);
    guide.visit(language);
    guide.shows(ids);
    assert_eq!(missing(&typed, &guide.holds_now()), Vec::<&String>::new(), "{how}: of the journal alone");
}
