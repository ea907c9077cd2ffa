//! Counting, held against a recount, for any guide and any edits.

use partnerpad::domain::stored::{Read, read, to_json};
use partnerpad::domain::{Action, CLEARED, Day, Guide, Mark, Next, Progress, Record, Status, Step, Writer, progress};
use proptest::prelude::*;

use crate::any;

const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// A guide with up to six actions, in steps of these sizes, each but the first on the one before. Of the actions `b` is
/// a message, and `b` and `d` are for others. Never freed: tests are short.
fn guide(sizes: &[usize]) -> &'static Guide {
    let mut ids = IDS.iter();
    let steps = sizes.iter().enumerate().map(|(at, size)| {
        let actions = ids.by_ref().take(*size).map(|id| Action {
            id,
            who: if ["b", "d"].contains(id) { &[1] } else { &[1, 0] },
            is_message: *id == "b",
        });
        let builds_on = if at == 0 { vec![] } else { vec![at - 1] };
        let actions = actions.collect::<Vec<_>>().leak();
        Step { id: "step", fragment: "stap", builds_on: builds_on.leak(), actions, card: None, tools: &[] }
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
    SetText(&'static str, &'static str),
    Remove(&'static str),
    Clear,
    Restore,
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "unknown", CLEARED])
}

/// Texts that are a day, and texts that are none.
fn text() -> impl Strategy<Value = (&'static str, &'static str)> {
    let names = vec!["a", "b", "wait.a.since", "wait.b.since", "wait.c.since", "wait.c.who", "wait.x.since"];
    let texts = vec!["2026-11-03", "2026-10-01", "", "soon", "2026-02-30"];
    (prop::sample::select(names), prop::sample::select(texts))
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (name(), any::record()).prop_map(|(name, record)| Act::Apply(name, record)),
        6 => ((0..5_usize, 0..3_usize), any::<bool>()).prop_map(|(place, done)| Act::SetDone(place, done)),
        6 => text().prop_map(|(name, text)| Act::SetText(name, text)),
        2 => name().prop_map(Act::Remove),
        1 => Just(Act::Clear),
        1 => Just(Act::Restore),
    ]
}

#[track_caller]
fn assert_counts_are_a_recount(progress: &Progress, guide: &Guide) {
    let is_day = |name: &str| progress.record(name).and_then(Record::shown_text).and_then(Day::parse).is_some();
    let mark = |action: &Action| {
        let done = progress.record(action.id).is_some_and(Record::is_done);
        match if action.is_message { is_day(action.id) } else { done } {
            true => Mark::Done,
            false if is_day(&progress::wait_since(action.id)) => Mark::Waiting,
            false => Mark::Open,
        }
    };
    let mut statuses = Vec::new();
    let mut waits = Vec::new();
    for (index, step) in guide.steps.iter().enumerate() {
        let marks: Vec<_> = step.actions.iter().map(mark).collect();
        let count = |wanted| marks.iter().filter(|mark| **mark == wanted).count();
        let status = match (count(Mark::Done), count(Mark::Waiting)) {
            (done, _) if done > 0 && done == marks.len() => Status::Done,
            (_, 1..) => Status::Waiting,
            (0, _) => Status::Todo,
            _ => Status::Busy,
        };
        assert_eq!((progress.done_count(index), progress.status(index)), (count(Mark::Done), status));
        let records = step.actions.iter().filter_map(|action| progress.record(action.id));
        let finished_at = records.map(|record| record.at()).max().filter(|_| status == Status::Done);
        assert_eq!(progress.finished_at(index), finished_at);
        waits.extend((0..marks.len()).filter(|at| marks[*at] == Mark::Waiting).map(|at| (index, at)));
        statuses.push((status, step.actions.is_empty()));
    }
    assert_eq!(progress.done_steps(), statuses.iter().filter(|(status, _)| *status == Status::Done).count());
    assert_eq!(progress.waits().map(|wait| wait.place).collect::<Vec<_>>(), waits);
    assert_next_is_sensible(progress, guide, &waits);
}

#[track_caller]
fn assert_next_is_sensible(progress: &Progress, guide: &Guide, waits: &[(usize, usize)]) {
    let places =
        || (0..guide.steps.len()).flat_map(|step| (0..guide.steps[step].actions.len()).map(move |at| (step, at)));
    let open: Vec<_> = places().filter(|(step, action)| !progress.is_done(*step, *action)).collect();
    let can_do = |(step, action): (usize, usize)| {
        let earlier = |at: &(usize, usize)| at.0 == step && at.1 < action && guide.steps[step].actions[at.1].who == [1];
        progress.mark(step, action) == Mark::Open
            && guide.steps[step].actions[action].who.contains(&0)
            && !open.iter().any(earlier)
            && !open.iter().any(|(other, _)| guide.steps[step].builds_on.contains(other))
    };
    let doable: Vec<_> = places().filter(|place| can_do(*place)).collect();
    let told: Vec<_> =
        (0..guide.steps.len()).flat_map(|step| progress.doable(step).map(move |action| (step, action))).collect();
    assert_eq!(told, doable);
    match progress.next() {
        Some(Next::Do(place)) => assert_eq!(doable.first(), Some(&place)),
        Some(Next::Chase((step, action))) => {
            let since = progress.wait(step, action).unwrap().since;
            assert!(doable.is_empty() && progress.waits().all(|wait| wait.since >= since));
        }
        Some(Next::Await(place)) => assert!(doable.is_empty() && waits.is_empty() && open.first() == Some(&place)),
        None => assert_eq!(open, []),
    }
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
                Act::SetText(name, text) => {
                    progress.set_text(name, text, Writer(1), now_ms).unwrap();
                    prop_assert_eq!(progress.text(name), text);
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
    let action = |n| Action { id: format!("step-1.n{n}").leak(), who: &[0], is_message: false };
    let actions = (0..20_000).map(action).collect::<Vec<_>>().leak();
    let step = Step { id: "step-1", fragment: "stap-1", builds_on: &[], actions, card: None, tools: &[] };
    let guide =
        Box::leak(Box::new(Guide { id: "long", checked: "2026-01-31", steps: vec![step].leak(), milestones: &[] }));
    let mut progress = Progress::new(guide);
    for action in 0..20_000 {
        progress.set_done((0, action), true, Writer(1), 0).unwrap();
        assert_eq!(progress.status(0) == Status::Done, action == 19_999);
    }
}
