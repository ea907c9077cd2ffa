//! Merging, held against what a merge must be, and against a model that remembers everything.

use std::collections::{BTreeMap, BTreeSet};

use partnerpad::domain::stored::{Read, read, to_json};
use partnerpad::domain::{Clock, Record, Writer};
use proptest::prelude::*;

use crate::any;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn merging_is_commutative(a in any::record(), b in any::record()) {
        prop_assert_eq!(a.clone().merge(b.clone()), b.merge(a));
    }

    #[test]
    fn merging_is_associative(a in any::record(), b in any::record(), c in any::record()) {
        let left = a.clone().merge(b.clone()).merge(c.clone());
        prop_assert_eq!(left, a.merge(b.merge(c)));
    }

    #[test]
    fn merging_is_idempotent(a in any::record(), b in any::record()) {
        let merged = a.clone().merge(b.clone());
        prop_assert_eq!(&merged.clone().merge(b), &merged);
        prop_assert_eq!(&merged.clone().merge(merged.clone()), &merged);
        prop_assert_eq!(&a.clone().merge(a.clone()), &a);
    }

    #[test]
    fn the_highest_stamp_is_shown(a in any::record(), b in any::record()) {
        prop_assert_eq!(a.clone().merge(b.clone()).stamp(), a.stamp().max(b.stamp()));
    }

    #[test]
    fn what_merging_and_editing_make_can_be_stored(a in any::record(), b in any::record(), text in "[ab]{0,2}") {
        let merged = a.merge(b);
        let mut clock = Clock::default();
        clock.observe(merged.stamp().counter);
        let stamp = clock.next(Writer(2));
        let edits = [merged.with_text(stamp, 0, &text).unwrap(), merged.with_done(stamp, 0, true)];
        for record in edits.into_iter().chain([merged]) {
            prop_assert_eq!(read(&to_json(&record)), Read::Record(record));
        }
    }

    #[test]
    fn an_edit_replaces_all_texts_and_merging_them_again_brings_none_back(a in any::record(), b in any::record()) {
        let merged = a.clone().merge(b.clone());
        let mut clock = Clock::default();
        clock.observe(merged.stamp().counter);
        let edited = merged.with_text(clock.next(Writer(9)), 0, "edited").unwrap();
        for record in [edited.clone(), edited.clone().merge(a), b.merge(edited), merged] {
            if record.shown_text() == Some("edited") {
                prop_assert_eq!(record.copies(), []);
            }
        }
    }

    #[test]
    fn exactly_the_texts_that_nobody_saw_and_replaced_are_kept(acts in prop::collection::vec(act(), 1..60)) {
        let mut world = World::default();
        for act in acts {
            world.run(act);
            for page in &world.pages {
                prop_assert_eq!(page.texts(), page.unreplaced.clone());
            }
        }
    }
}

const PAGES: usize = 4;

#[derive(Debug, Clone, Copy)]
enum Act {
    Write { page: usize },
    Receive { page: usize, from: usize },
    StartOver { page: usize },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..PAGES).prop_map(|page| Act::Write { page }),
        6 => (0..PAGES, 0..PAGES).prop_map(|(page, from)| Act::Receive { page, from }),
        1 => (0..PAGES).prop_map(|page| Act::StartOver { page }),
    ]
}

/// An opened page with its record, and beside it what that record should hold.
#[derive(Default)]
struct Page {
    writer: u64,
    clock: Clock,
    record: Option<Record>,
    unreplaced: BTreeSet<usize>,
}

impl Page {
    fn texts(&self) -> BTreeSet<usize> {
        let Some(record) = &self.record else { return BTreeSet::new() };
        let copies = record.copies().into_iter().map(|(_, text)| text);
        record.shown_text().into_iter().chain(copies).map(|text| text.parse().unwrap()).collect()
    }
}

/// All pages, and for each text ever written all texts that it replaced, directly or by way of others.
struct World {
    pages: Vec<Page>,
    replaced_by: BTreeMap<usize, BTreeSet<usize>>,
    next_writer: u64,
}

impl Default for World {
    fn default() -> Self {
        let pages = (0..PAGES).map(|page| Page { writer: page as u64, ..Page::default() }).collect();
        Self { pages, replaced_by: BTreeMap::new(), next_writer: PAGES as u64 }
    }
}

impl World {
    fn run(&mut self, act: Act) {
        match act {
            Act::Write { page } => {
                let page = &mut self.pages[page];
                let number = self.replaced_by.len();
                let replaced = page.unreplaced.iter().flat_map(|old| self.replaced_by[old].iter().chain([old]));
                let replaced = replaced.copied().collect();
                self.replaced_by.insert(number, replaced);
                page.unreplaced = BTreeSet::from([number]);
                let (stamp, text) = (page.clock.next(Writer(page.writer)), number.to_string());
                page.record = Some(match &page.record {
                    Some(record) => record.with_text(stamp, 0, &text).unwrap(),
                    None => Record::text(stamp, 0, &text).unwrap(),
                });
            }
            Act::Receive { page, from } => {
                let Some(received) = self.pages[from].record.as_ref().map(to_json) else { return };
                let Read::Record(received) = read(&received) else { panic!("{received}") };
                let both = &self.pages[page].unreplaced | &self.pages[from].unreplaced;
                let is_replaced = |old: &usize| both.iter().any(|text| self.replaced_by[text].contains(old));
                let page = &mut self.pages[page];
                page.unreplaced = both.iter().copied().filter(|text| !is_replaced(text)).collect();
                page.clock.observe(received.stamp().counter);
                page.record = Some(match page.record.take() {
                    Some(record) => record.merge(received),
                    None => received,
                });
            }
            Act::StartOver { page } => {
                let page = &mut self.pages[page];
                (page.record, page.unreplaced, page.writer) = (None, BTreeSet::new(), self.next_writer);
                self.next_writer += 1;
            }
        }
    }
}
