//! What one finds on the page, and what must be there. Each of these waits until it is so, or fails.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::{expect, guide::Guide};

impl Guide {
    /// The page shows what follows from exactly these ticks: statuses, heading, call-out, path, milestones, title.
    #[track_caller]
    pub fn shows(&self, ticked: &[&str]) {
        let ticked: BTreeSet<&str> = ticked.iter().copied().collect();
        let wanted = expect::shown(self.words(), &ticked);
        let look = [expect::to_look_for(self.language())];
        let read = || self.browser.ask::<expect::Shown>(include_str!("js/read.js"), &look);
        if self.browser.wait(|| read().filter(|found| *found == wanted)).is_none() {
            panic!("{:?}\nexpected {wanted:?}\nfound {:?}", self.browser.kind, read());
        }
    }

    /// Ids of the ticked boxes.
    #[track_caller]
    pub fn ticked(&self) -> Vec<String> {
        self.browser.run("return [...document.querySelectorAll('input:checked')].map((box) => box.id)", &[])
    }

    /// These words stand on the page, where one can see them.
    #[track_caller]
    pub fn sees(&self, words: &str) {
        self.browser.until(&format!("one sees «{words}»"), &sight(true), &[json!(words)]);
    }

    /// These words stand nowhere on the page.
    #[track_caller]
    pub fn does_not_see(&self, words: &str) {
        self.browser.until(&format!("one does not see «{words}»"), &sight(false), &[json!(words)]);
    }

    /// The live region says this.
    #[track_caller]
    pub fn hears(&self, words: &str) {
        let script = "return document.querySelector('[role=status]').textContent === arguments[0]";
        self.browser.until(&format!("one hears «{words}»"), script, &[json!(words)]);
    }

    /// The present fragment, focus and scroll: see the tests that use it.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.browser
            .run("const e = document.activeElement; return e.id || e.textContent.trim().slice(0, 60) || e.tagName", &[])
    }

    /// Everything in the storage.
    #[track_caller]
    pub fn stored(&self) -> BTreeMap<String, String> {
        self.browser.run("return { ...localStorage }", &[])
    }
}

/// A script: whether one sees a text, as it should be.
fn sight(wanted: bool) -> String {
    format!("{}; return plain(document.body.innerText).includes(plain(arguments[0])) === {wanted}", expect::plain())
}
