//! Counting, held against a recount, for any guide and any edits.

use partnerpad::domain::stored::{Read, read, to_json};
use partnerpad::domain::{Action, CLEARED, Guide, Progress, Record, Status, Step, Writer};
use proptest::prelude::*;

use crate::any;

const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// A guide with up to six actions, in steps of these sizes. Never freed: tests are short.
fn guide(sizes: &[usize]) -> &'static Guide {
    let mut ids = IDS.iter();
    let steps = sizes.iter().map(|size| {
        let actions: Vec<_> = ids.by_ref().take(*size).map(|id| Action { id, who: &[] }).collect();
        Step { id: "step", fragment: "stap", builds_on: &[], actions: actions.leak(), card: None }
    });
    let steps: Vec<_> = steps.collect();
    Box::leak(Box::new(Guide { id: "guide", checked: "2026-01-31", steps: steps.leak(), milestones: &[] }))
}

fn any_guide() -> impl Strategy<Value = &'static Guide> {
    prop::collection::vec(0..3_usize, 0..5).prop_map(|sizes| guide(&sizes))
}

#[derive(Debug, Clone)]
enum Act {
    Apply(&'static str, Record),
    SetDone((usize, usize), bool),
    Remove(&'static str),
    Clear,
    Restore,
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "unknown", CLEARED])
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (name(), any::record()).prop_map(|(name, record)| Act::Apply(name, record)),
        6 => ((0..5_usize, 0..3_usize), any::<bool>()).prop_map(|(place, done)| Act::SetDone(place, done)),
        2 => name().prop_map(Act::Remove),
        1 => Just(Act::Clear),
        1 => Just(Act::Restore),
    ]
}

#[track_caller]
fn assert_counts_are_a_recount(progress: &Progress, guide: &Guide) {
    let mut statuses = Vec::new();
    for (index, step) in guide.steps.iter().enumerate() {
        let ticks: Vec<_> =
            step.actions.iter().filter_map(|action| progress.record(action.id)).filter(|r| r.is_done()).collect();
        let status = match ticks.len() {
            0 => Status::Todo,
            count if count < step.actions.len() => Status::Busy,
            _ => Status::Done,
        };
        assert_eq!((progress.done_count(index), progress.status(index)), (ticks.len(), status));
        let finished_at = ticks.iter().map(|record| record.at()).max().filter(|_| status == Status::Done);
        assert_eq!(progress.finished_at(index), finished_at);
        statuses.push((status, step.actions.is_empty()));
    }
    assert_eq!(progress.done_steps(), statuses.iter().filter(|(status, _)| *status == Status::Done).count());
    assert_eq!(
        progress.next_step(),
        statuses.iter().position(|(status, is_empty)| *status != Status::Done && !is_empty)
    );
}

proptest! {
    #[test]
    fn counts_always_equal_a_recount_and_all_records_can_be_stored(guide in any_guide(), acts in prop::collection::vec(act(), 0..40)) {
        let (mut progress, mut cleared) = (Progress::new(guide), Vec::new());
        for (act, now_ms) in acts.into_iter().zip(0..) {
            match act {
                Act::Apply(name, record) => {
                    let place = progress.place(name);
                    let was_done = place.map(|(step, action)| progress.is_done(step, action));
                    let flipped = progress.apply(name, record).and_then(|change| change.flipped);
                    let is_done = place.map(|(step, action)| progress.is_done(step, action));
                    prop_assert!(name != CLEARED || flipped.is_none());
                    prop_assert_eq!(flipped.map(|flip| flip.done), is_done.filter(|_| was_done != is_done));
                }
                Act::SetDone(place, done) => {
                    if progress.set_done(place, done, Writer(1), now_ms).is_some() {
                        prop_assert_eq!(progress.is_done(place.0, place.1), done);
                    }
                }
                Act::Remove(name) => drop(progress.remove(name)),
                Act::Clear => cleared = progress.clear(Writer(1), now_ms),
                Act::Restore => drop(progress.restore(std::mem::take(&mut cleared), Writer(1))),
            }
            assert_counts_are_a_recount(&progress, guide);
            for (_, record) in progress.records() {
                prop_assert_eq!(read(&to_json(record)), Read::Record(record.clone()));
            }
        }
    }

    #[test]
    fn any_order_of_records_gives_the_same_state(
        (records, shuffled) in prop::collection::vec((name(), any::record()), 0..12)
            .prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle())),
    ) {
        let applied = |records: &[(&str, Record)]| {
            let mut progress = Progress::new(guide(&[2, 0, 3, 1]));
            for (name, record) in records {
                progress.apply(name, record.clone());
            }
            let statuses: Vec<_> = (0..4).map(|step| progress.status(step)).collect();
            (statuses, progress.records().map(|(name, record)| (name.to_owned(), record.clone())).collect::<Vec<_>>())
        };
        prop_assert_eq!(applied(&records), applied(&shuffled));
    }

    #[test]
    fn two_sides_that_write_back_what_is_behind_soon_agree(ours in any::record(), theirs in any::record()) {
        let (mut here, mut there) = (Progress::new(guide(&[1])), Progress::new(guide(&[1])));
        here.apply("a", ours);
        there.apply("a", theirs.clone());
        if let Some(change) = here.apply("a", theirs).filter(|change| change.is_behind) {
            there.apply("a", change.record.clone());
        }
        prop_assert_eq!(here.record("a"), there.record("a"));
    }
}

#[test]
fn twenty_thousand_actions_cost_no_more_per_tick_than_six() {
    let actions: Vec<_> = (0..20_000).map(|n| Action { id: format!("step-1.n{n}").leak(), who: &[] }).collect();
    let step = Step { id: "step-1", fragment: "stap-1", builds_on: &[], actions: actions.leak(), card: None };
    let guide =
        Box::leak(Box::new(Guide { id: "long", checked: "2026-01-31", steps: vec![step].leak(), milestones: &[] }));
    let mut progress = Progress::new(guide);
    for action in 0..20_000 {
        progress.set_done((0, action), true, Writer(1), 0).unwrap();
        assert_eq!(progress.status(0) == Status::Done, action == 19_999);
    }
}
