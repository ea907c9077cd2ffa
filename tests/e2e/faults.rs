//! Faults as rows of `docs/faults.md`: a test tells its row when it saw the fault happen, and nothing lost.

use std::collections::BTreeMap;

use serde_json::Value;
use xtask::faults::Row;

use crate::{driver::Kind, guide::Guide};

/// Names and texts: records and what they say, or keys and what is stored.
pub type Texts = BTreeMap<String, String>;

/// A fault, in words for that page.
#[derive(Clone, Copy)]
pub struct Fault {
    /// Its number there.
    pub row: u64,
    /// What goes wrong.
    pub what: &'static str,
    /// How it is made to happen.
    pub by: &'static str,
    /// What a visitor has.
    pub seen: &'static str,
}

impl Fault {
    /// The control: what shows that the fault has really happened.
    #[track_caller]
    pub fn happens(self, kind: Kind, does: bool) -> Happened {
        assert!(does, "{kind:?}: {} does not happen by {}", self.what, self.by);
        Happened { fault: self, kind }
    }

    /// This browser cannot show it, and why.
    pub fn cannot_be_shown(self, kind: Kind) {
        tell(self, kind, String::new());
    }
}

/// A fault that has happened.
#[must_use]
pub struct Happened {
    fault: Fault,
    kind: Kind,
}

impl Happened {
    /// All that was to be there is found.
    #[track_caller]
    pub fn loses_nothing(self, wanted: &Texts, found: &Texts) {
        assert!(!wanted.is_empty(), "{}: nothing was typed that could be lost", self.fault.what);
        let lost = missing(wanted, found);
        let (kind, what) = (self.kind, self.fault.what);
        assert!(lost.is_empty(), "{kind:?}, {what}: lost {lost:?}\nof {wanted:?}\nof what is found: {found:?}");
        tell(self.fault, self.kind, format!("{} of {}", lost.len(), wanted.len()));
    }

    /// The same, of what stands on the page, as soon as it does.
    #[track_caller]
    pub fn loses_nothing_of(self, wanted: &Texts, guide: &Guide) {
        let found = guide.browser.wait(|| Some(guide.holds_now()).filter(|found| missing(wanted, found).is_empty()));
        self.loses_nothing(wanted, &found.unwrap_or_else(|| guide.holds_now()));
    }
}

fn tell(Fault { row, what, by, seen }: Fault, kind: Kind, lost: String) {
    let [fault, provoked, seen] = [what, by, seen].map(str::to_owned);
    Row { number: row, fault, provoked, seen, lost, browser: format!("{kind:?}") }.tell().unwrap();
}

/// A tick, where records are told as texts.
pub const TICKED: &str = "☑";

/// These ticks, as such texts.
pub fn ticks(ids: &[&str]) -> Texts {
    ids.iter().map(|id| ((*id).to_owned(), TICKED.to_owned())).collect()
}

/// What of this is not there, or not the same.
pub fn missing<'a>(wanted: &'a Texts, found: &Texts) -> Vec<&'a String> {
    wanted.iter().filter(|(name, text)| found.get(*name) != Some(text)).map(|(name, _)| name).collect()
}

impl Guide {
    /// What stands on the page now: ticks, and what is in the fields. Not the days on which steps were done, which follow from the
    /// ticks.
    #[track_caller]
    pub fn holds_now(&self) -> Texts {
        let script = "
            const boxes = [...document.querySelectorAll('.task input[id]:checked')].map((box) => [box.id, arguments[0]]);
            const fields = [...document.querySelectorAll('[data-record]:not([data-record^=\"date.\"])')].map((field) => [field.dataset.record, field.value]);
            return Object.fromEntries([...boxes, ...fields].filter(([, text]) => typeof text === 'string' && text))";
        self.browser.run(script, &[TICKED.into()])
    }

    /// Ticks these, writes a note, and gives what the page holds then.
    #[track_caller]
    pub fn works(&self, ticks: &[&str]) -> Texts {
        ticks.iter().for_each(|id| self.tick(id));
        self.type_in("note.step-1", NOTE);
        let holds = self.holds_now();
        assert_eq!(holds.len(), ticks.len() + 1, "{holds:?}");
        holds
    }

    /// The page says nothing of an app that does not run.
    #[track_caller]
    pub fn is_alive(&self) {
        assert!(self.browser.run::<bool>("return document.getElementById('broken').hidden", &[]), "the app has died");
    }

    /// Runs a script of which nothing is wanted.
    #[track_caller]
    pub fn does(&self, script: &str, arguments: &[Value]) {
        self.browser.run::<Value>(script, arguments);
    }
}

/// A note as somebody may write it.
pub const NOTE: &str = "één \"notitie\" <b>\u{1f600}\nregel twee";
