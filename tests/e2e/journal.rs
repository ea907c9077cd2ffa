//! What the page said to be saved is there after the browser was killed: the journal has it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    chance::{Chance, times},
    driver::Kind,
    expect::all_ticks,
    faults::{Fault, Texts, ticks},
    guide::{DUTCH, ENGLISH, Guide},
    profile::Profile,
    setup::Setup,
    site::Site,
    stored::key,
};

in_both_browsers!(
    a_browser_that_is_killed_loses_nothing_that_it_said_is_saved,
    without_the_journal_it_does,
    what_a_killed_browser_lost_is_there_again,
    what_a_damaged_disk_lost_is_there_again,
    what_a_killed_tab_saved_is_there,
    what_the_browser_lost_comes_back_at_the_next_visit,
    what_was_removed_stays_removed,
    where_there_is_no_journal_the_page_works_without,
);

/// As a browser that gives no journal.
const NO_JOURNAL: &str = "() => Object.defineProperty(window, 'indexedDB', { value: undefined })";

impl Guide {
    /// Waits until all is saved; at the start, until what the journal has is merged.
    #[track_caller]
    pub fn is_saved(&self) {
        let script = "return document.getElementById('saved').ariaBusy !== 'true'";
        self.browser.until("all is saved", script, &[]);
    }

    /// Takes the journal away, where the page does not run: it would bring back what is damaged.
    #[track_caller]
    pub fn loses_the_journal(&self) {
        let script = "
            const [end] = arguments;
            const gone = indexedDB.deleteDatabase('partnerpad');
            gone.onsuccess = gone.onerror = ({ type }) => end(type)";
        assert_eq!(self.browser.run_async::<String>(script, &[]), "success");
    }

    /// Clicks this box, and waits until that is saved.
    #[track_caller]
    fn save_tick(&self, id: &str) {
        self.click_unseen(id);
        self.is_saved();
        self.sees(self.ui().saved_at("").trim_end());
    }

    #[track_caller]
    fn click_unseen(&self, id: &str) {
        self.browser.run::<Value>("document.getElementById(arguments[0]).click()", &[json!(id)]);
    }
}

fn start(profile: &Profile, kind: Kind, site: Site, before: Option<&str>) -> Guide {
    let guide = profile.browser(kind, site);
    if let Some(script) = before {
        guide.browser.before_each_page(script);
    }
    guide.visit(DUTCH);
    guide.is_saved();
    guide
}

fn set(guide: &Guide) -> BTreeSet<String> {
    guide.ticked().into_iter().collect()
}

fn turn(ticked: &mut BTreeSet<String>, id: &str) {
    if !ticked.remove(id) {
        ticked.insert(id.to_owned());
    }
}

fn a_browser_that_is_killed_loses_nothing_that_it_said_is_saved(kind: Kind) {
    let chance = Chance::new();
    let profile = Profile::new(kind, "killed");
    let mut site = Site::guide();
    let mut said: BTreeSet<String> = BTreeSet::new();
    // Clicked, but not said to be saved yet: it may be there or not.
    let mut open: Option<&str> = None;
    for life in 0..times("PARTNERPAD_KILLS", 10) {
        let guide = start(&profile, kind, site, None);
        let mut other = said.clone();
        open.into_iter().for_each(|id| turn(&mut other, id));
        let came = set(&guide);
        assert!(
            [&said, &other].contains(&&came),
            "{kind:?}, seed {}, life {life}: {came:?} instead of {said:?} or {other:?}",
            chance.seed,
        );
        said = came;
        for _ in 0..=chance.below(3) {
            let id = chance.of(&all_ticks());
            guide.save_tick(id);
            turn(&mut said, id);
        }
        open = (chance.below(2) == 0).then(|| chance.of(&all_ticks()));
        if let Some(id) = open {
            guide.click_unseen(id);
        }
        site = guide.kill();
    }
}

/// Keeps what localStorage has before the page looks.
const BEFORE: &str = "() => {
    window.before = Object.keys(localStorage).filter((key) => key.startsWith('partnerpad.v1/'));
}";

/// Saves three ticks at a time and lets the browser lose them, until localStorage lacks some of them: browsers may have written just
/// before. All three are on the page.
fn loses(kind: Kind, test: &str, fault: Fault, lose: impl Fn(&Profile, Guide) -> Site) {
    let profile = Profile::new(kind, test);
    let mut site = Site::guide();
    for ids in all_ticks().chunks(3) {
        let guide = start(&profile, kind, site, None);
        ids.iter().for_each(|id| guide.save_tick(id));
        let wanted = ticks(ids);
        site = lose(&profile, guide);
        let guide = start(&profile, kind, site, Some(BEFORE));
        let before: Vec<String> = guide.browser.run("return window.before", &[]);
        if !ids.iter().all(|id| before.contains(&key(id))) {
            fault.happens(kind, true).loses_nothing_of(&wanted, &guide);
            return;
        }
        site = guide.close();
    }
    fault.happens(kind, false).loses_nothing(&Texts::new(), &Texts::new());
}

fn what_a_killed_browser_lost_is_there_again(kind: Kind) {
    let fault = Fault {
        row: 12,
        what: "The browser is killed",
        by: "its process ended at once after the page said that all is saved; its own storage had lost some of it",
        seen: "The next visit has all, from the journal",
    };
    loses(kind, "lost", fault, |_, guide| guide.kill());
}

fn what_a_damaged_disk_lost_is_there_again(kind: Kind) {
    let fault = Fault {
        row: 7,
        what: "The storage is damaged on the disk",
        by: "each seventh byte of its files changed while the browser is closed; it begins an empty one",
        seen: "The next visit has all, from the journal",
    };
    loses(kind, "damaged", fault, |profile, guide| {
        let site = guide.close();
        assert!(profile.damage() > 0, "{kind:?} keeps its storage elsewhere");
        site
    });
}

fn what_a_killed_tab_saved_is_there(kind: Kind) {
    let profile = Profile::new(kind, "tab");
    let guide = start(&profile, kind, Site::guide(), None);
    let ids = &all_ticks()[..3];
    ids.iter().for_each(|id| guide.save_tick(id));
    let wanted = ticks(ids);
    guide.click_unseen(all_ticks()[3]);
    guide.browser.kill_tab();
    let is_gone = guide.browser.wait(|| guide.browser.ask::<bool>("return true", &[]).is_none().then_some(()));
    let fault = Fault {
        row: 11,
        what: "The tab is killed",
        by: "its process ended in the midst of a change",
        seen: "The next visit has all that the page said to be saved",
    }
    .happens(kind, is_gone.is_some());
    // In another window: neither driver goes on after that, and Firefox's has all of it end.
    let guide = start(&profile, kind, guide.close(), None);
    fault.loses_nothing_of(&wanted, &guide);
}

/// Shows that browsers really lose what localStorage has taken.
fn without_the_journal_it_does(kind: Kind) {
    let profile = Profile::new(kind, "control");
    let mut site = Site::guide();
    let mut said = BTreeSet::new();
    for ids in all_ticks().chunks(3) {
        let guide = start(&profile, kind, site, Some(NO_JOURNAL));
        if set(&guide) != said {
            return;
        }
        for id in ids {
            guide.save_tick(id);
            turn(&mut said, id);
        }
        site = guide.kill();
    }
    panic!("{kind:?} keeps all: the journal is of no use");
}

fn what_the_browser_lost_comes_back_at_the_next_visit(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ids = all_ticks();
    for id in &ids[..2] {
        guide.save_tick(id);
    }
    guide.type_in("note.step-1", "één \u{1f600}\nregel");
    guide.save_tick(ids[2]);
    guide.leave();
    guide.browser.run::<Value>("localStorage.clear()", &[]);
    guide.visit(DUTCH);
    guide.shows(&ids[..3]);
    let note = "return document.querySelector('[data-record=\"note.step-1\"]').value === arguments[0]";
    guide.browser.until("the note is back", note, &[json!("één \u{1f600}\nregel")]);
    // And again in localStorage.
    assert_eq!(guide.stored().len(), 4, "{:?}", guide.stored());
}

fn what_was_removed_stays_removed(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ids = all_ticks();
    for id in &ids[..2] {
        guide.save_tick(id);
    }
    guide.start_again();
    guide.shows(&[]);
    guide.save_tick(ids[2]);
    guide.reload();
    guide.is_saved();
    guide.shows(&ids[2..3]);
}

fn where_there_is_no_journal_the_page_works_without(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(NO_JOURNAL);
        guide.visit(language);
        assert!(guide.browser.run::<bool>("return window.indexedDB === undefined", &[]));
        let ids = all_ticks();
        guide.save_tick(ids[0]);
        guide.does_not_see(guide.ui().saving_off);
        guide.reload();
        guide.shows(&ids[..1]);
    }
}
