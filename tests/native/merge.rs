//! Merging, held against what a merge must be, and against a model that remembers everything.

use std::collections::{BTreeMap, BTreeSet};

use partnerpad::domain::stored::{Read, read, to_json};
use partnerpad::domain::{Clock, Record, Stamp, Writer};
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

/// Everything that one page of three can do to one record.
fn all_acts() -> Vec<Act> {
    let pages = 0..3;
    let receive = pages.clone().flat_map(|page| (0..3).map(move |from| Act::Receive { page, from }));
    let receive = receive.filter(|act| !matches!(act, Act::Receive { page, from } if page == from));
    let own = pages.flat_map(|page| [Act::Write { page }, Act::StartOver { page }]);
    own.chain(receive).collect()
}

/// Every way in which three pages can act four times, with all of them then hearing of all, in
/// every order: they agree, and hold exactly the texts that nobody saw and replaced.
#[test]
fn three_pages_that_act_four_times_agree_and_lose_nothing_in_any_order() {
    let acts = all_acts();
    let (mut worlds, mut seen) = (0_u64, BTreeSet::new());
    for chosen in 0..acts.len().pow(4) {
        let mut world = World::default();
        let chosen = [chosen % 12, chosen / 12 % 12, chosen / 144 % 12, chosen / 1_728];
        for at in chosen {
            world.run(acts[at]);
        }
        worlds += 1;
        let records: Vec<_> = world.pages.iter().take(3).filter_map(|page| page.record.clone()).collect();
        // Ways that lead to the same three records are one.
        if !seen.insert(records.iter().map(to_json).collect::<Vec<_>>()) {
            continue;
        }
        let merged = |order: &[usize]| order.iter().filter_map(|at| records.get(*at)).cloned().reduce(Record::merge);
        let one = merged(&[0, 1, 2]);
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(merged(&order), one, "{chosen:?}");
        }
        for (page, from) in [(0, 1), (0, 2), (1, 0), (2, 0)] {
            world.run(Act::Receive { page, from });
        }
        for page in world.pages.iter().take(3) {
            assert_eq!((&page.record, page.texts()), (&one, page.unreplaced.clone()), "{chosen:?}");
        }
    }
    assert_eq!((acts.len(), worlds), (12, 20_736));
    assert!(seen.len() > 100, "{}", seen.len());
}

#[test]
fn a_poisoned_counter_neither_stops_later_edits_nor_spreads() {
    let highest = partnerpad::domain::record::COUNTER_MAX;
    let stamp = |counter, writer| Stamp { counter, writer: Writer(writer) };
    let poisoned = Record::text(stamp(highest, 1), 0, "poisoned").unwrap();
    assert_eq!(read(&to_json(&poisoned)), Read::Record(poisoned.clone()));
    let beyond = to_json(&poisoned).replace(&highest.to_string(), &(highest + 1).to_string());
    assert_eq!(read(&beyond), Read::Unreadable, "beyond belief");
    // At the top the clock stands still: what is written there stays readable, and no text is lost.
    let mut clock = Clock::default();
    clock.observe(u64::MAX);
    for writer in [0, 2, u64::MAX] {
        let edited = poisoned.with_text(clock.next(Writer(writer)), 0, "edited").unwrap();
        assert_eq!(read(&to_json(&edited)), Read::Record(edited.clone()));
        let copies = edited.copies();
        let all: BTreeSet<_> = edited.shown_text().into_iter().chain(copies.iter().map(|(_, text)| *text)).collect();
        assert!(all.contains("edited"), "{all:?}");
        assert_eq!(edited.clone().merge(poisoned.clone()), poisoned.clone().merge(edited));
    }
}
