//! How far one dossier has come in one guide, counted from its records.

use std::collections::BTreeMap;

use super::day::Day;
use super::guide::{Action, Guide};
use super::record::{Clock, Record, Stamp, TooLong, Writer};

/// The name of the record that says when everything was cleared: whatever is not later than its stamp is void. So a
/// start from scratch reaches other tabs and old files too, and none of them brings the old ticks back.
pub const CLEARED: &str = "cleared";

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Nothing is done, and nothing is waited for.
    #[default]
    Todo,
    /// Something is done, not everything.
    Busy,
    /// Something in it is waited for, whatever else is done.
    Waiting,
    /// Everything is done. Never so for a step without actions: nobody did anything there.
    Done,
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Neither done nor waited for.
    Open,
    /// Somebody else is to do something first.
    Waiting,
    /// Ticked; or, for a message, its day recorded.
    Done,
}

/// Waiting for others before an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait<'a> {
    /// Step and action.
    pub place: (usize, usize),
    /// The day from which on.
    pub since: Day,
    /// For whom, as typed; may be empty.
    pub who: &'a str,
}

/// What to do next. Each names step and action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The partner can do this now.
    Do((usize, usize)),
    /// Nothing else can be done: ask how this stands. It is what has been waited for longest.
    Chase((usize, usize)),
    /// It is for others, and nobody noted since when it is waited for.
    Await((usize, usize)),
}

impl Next {
    /// Step and action.
    #[must_use]
    pub const fn place(self) -> (usize, usize) {
        match self {
            Self::Do(place) | Self::Chase(place) | Self::Await(place) => place,
        }
    }
}

/// The name of the record that holds the day since when an action is waited for: `wait.step-6.access.since`.
#[must_use]
pub fn wait_since(action: &str) -> String {
    [WAIT, action, SINCE].concat()
}

/// The name of the record that holds for whom: `wait.step-6.access.who`.
#[must_use]
pub fn wait_who(action: &str) -> String {
    [WAIT, action, WHO].concat()
}

const WAIT: &str = "wait.";
const SINCE: &str = ".since";
const WHO: &str = ".who";

/// An action that became ticked or unticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// Index of the step in the guide.
    pub step: usize,
    /// Index of the action in the step.
    pub action: usize,
    /// How it stands now.
    pub done: bool,
}

/// What came of a record from outside.
#[derive(Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The record as it stands now.
    pub record: &'a Record,
    /// The action whose tick changed by it. A [`CLEARED`] may have changed any number of others: look at all again.
    pub flipped: Option<Flip>,
    /// What came in lacks something that was known here: write `record` back to where it came from.
    pub is_behind: bool,
}

/// All records of one dossier, and what they add up to in one guide.
///
/// Records with a name that the guide does not know are kept and counted nowhere: a newer guide may know them.
/// None but [`CLEARED`] itself is older than it. Counts always equal a recount of the records. Except where it says
/// otherwise, nothing here takes longer for a longer guide than looking up a name does. Steps and actions are indices;
/// one that the guide does not have is a step without actions.
#[derive(Debug, Clone)]
pub struct Progress {
    guide: &'static Guide,
    /// By name: every action of the guide, and whatever else there is a record of.
    things: BTreeMap<String, Thing>,
    clock: Clock,
    cleared: Option<Stamp>,
    counts: Vec<Counts>,
    done_steps: usize,
}

/// Of one step, how many actions are done, and how many waited for.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    done: usize,
    waiting: usize,
}

#[derive(Debug, Clone, Default)]
struct Thing {
    /// Step and action, if the guide knows it.
    place: Option<(usize, usize)>,
    record: Option<Record>,
}

impl Progress {
    /// No progress yet. Takes time in proportion to the guide.
    #[must_use]
    pub fn new(guide: &'static Guide) -> Self {
        let mut things = BTreeMap::new();
        for (step, of_step) in guide.steps.iter().enumerate() {
            for (action, of_action) in of_step.actions.iter().enumerate() {
                things.insert(of_action.id.to_owned(), Thing { place: Some((step, action)), record: None });
            }
        }
        let counts = vec![Counts::default(); guide.steps.len()];
        Self { guide, things, clock: Clock::default(), cleared: None, counts, done_steps: 0 }
    }

    /// The guide that it is counted in.
    #[must_use]
    pub fn guide(&self) -> &'static Guide {
        self.guide
    }

    /// Merges a record from a store, another tab or a file into what is here. `None` if both sides already agree, or
    /// if it is void because of a later [`CLEARED`]. `name` is as [`is_name`](super::stored::is_name) wants it.
    /// For a [`CLEARED`] it takes time in proportion to the guide.
    pub fn apply(&mut self, name: &str, record: Record) -> Option<Change<'_>> {
        self.clock.observe(record.stamp().counter);
        let held = self.record(name).cloned();
        let merged = match (held.clone(), self.valid(name, record.clone())) {
            (Some(held), Some(valid)) => held.merge(valid),
            (held, valid) => held.or(valid)?,
        };
        let is_behind = merged != record;
        if !is_behind && held == Some(record) {
            return None;
        }
        let flipped = self.put(name, Some(merged));
        if name == CLEARED {
            self.make_void();
        }
        self.record(name).map(|record| Change { record, flipped, is_behind })
    }

    /// Ticks or unticks an action, later than everything that was met here. `now_ms`: wall time, ms since 1970.
    /// Gives the name and the record to store; `None` if the guide has no such action, or if it is a message.
    pub fn set_done(
        &mut self,
        (step, action): (usize, usize),
        done: bool,
        writer: Writer,
        now_ms: i64,
    ) -> Option<(&'static str, &Record)> {
        let name = self.action(step, action).filter(|action| !action.is_message)?.id;
        let stamp = self.clock.next(writer);
        self.put(name, Some(self.ticked(name, stamp, now_ms, done)));
        self.record(name).map(|record| (name, record))
    }

    /// Writes a text, later than everything that was met here, and gives the record to store. `now_ms`: wall time, ms
    /// since 1970. `name` is as [`is_name`](super::stored::is_name) wants it.
    ///
    /// # Errors
    /// [`TooLong`].
    pub fn set_text(&mut self, name: &str, text: &str, writer: Writer, now_ms: i64) -> Result<(), TooLong> {
        let stamp = self.clock.next(writer);
        let record = match self.record(name) {
            Some(held) => held.with_text(stamp, now_ms, text),
            None => Record::text(stamp, now_ms, text),
        };
        self.put(name, Some(record?));
        Ok(())
    }

    /// Forgets a record, because its store no longer has it. Give the next edits a new [`Writer`].
    pub fn remove(&mut self, name: &str) -> Option<Record> {
        let removed = self.record(name).cloned();
        self.put(name, None);
        self.cleared = self.record(CLEARED).map(Record::stamp);
        removed
    }

    /// Makes everything void, here and, once [`CLEARED`] is stored, everywhere. Gives what there was, by name, for
    /// [`Progress::restore`]. Takes time in proportion to the guide. `now_ms`: wall time, ms since 1970.
    pub fn clear(&mut self, writer: Writer, now_ms: i64) -> Vec<(String, Record)> {
        let stamp = self.clock.next(writer);
        self.put(CLEARED, Some(self.ticked(CLEARED, stamp, now_ms, true)));
        self.make_void()
    }

    /// Brings back what was cleared, as new edits with the old wall times, and gives the names to store. Ticks made
    /// since then stay as they are; texts made since then become, or get, conflict copies.
    pub fn restore(&mut self, cleared: Vec<(String, Record)>, writer: Writer) -> Vec<String> {
        let mut restored = Vec::new();
        for (name, record) in cleared {
            let held = self.record(&name).cloned();
            let has_tick = held.as_ref().is_some_and(Record::has_tick);
            let Some(record) = (if has_tick { record.without_tick() } else { Some(record) }) else { continue };
            let record = record.again(&mut self.clock, writer);
            self.put(&name, Some(held.into_iter().fold(record, Record::merge)));
            restored.push(name);
        }
        restored
    }

    /// Puts records back to how they stood `earlier`, as new edits that replace what was written since; those that
    /// were not there become unticked, or an empty text. None of them is [`CLEARED`]. Gives the names to store. `now_ms`:
    /// wall time, ms since 1970.
    pub fn put_back(&mut self, earlier: Vec<(String, Option<Record>)>, writer: Writer, now_ms: i64) -> Vec<String> {
        let mut changed = Vec::new();
        for (name, earlier) in earlier {
            let back = match (self.record(&name).cloned(), earlier) {
                (None, None) => continue,
                (None, Some(earlier)) => earlier.again(&mut self.clock, writer),
                (Some(held), earlier) => held.back_to(earlier, &mut self.clock, writer, now_ms),
            };
            self.put(&name, Some(back));
            changed.push(name);
        }
        changed
    }

    /// All records, sorted by name.
    pub fn records(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.things.iter().filter_map(|(name, thing)| Some((name.as_str(), thing.record.as_ref()?)))
    }

    /// The record of this name.
    #[must_use]
    pub fn record(&self, name: &str) -> Option<&Record> {
        self.things.get(name)?.record.as_ref()
    }

    /// Step and action of this id; `None` if the guide does not know it.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<(usize, usize)> {
        self.things.get(id)?.place
    }

    /// The text of this name; empty if there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.record(name).and_then(Record::shown_text).unwrap_or_default()
    }

    /// How far the action is.
    #[must_use]
    pub fn mark(&self, step: usize, action: usize) -> Mark {
        let Some(action) = self.action(step, action) else { return Mark::Open };
        let is_done = match action.is_message {
            true => self.day(action.id).is_some(),
            false => self.record(action.id).is_some_and(Record::is_done),
        };
        if is_done {
            Mark::Done
        } else if self.day(&wait_since(action.id)).is_some() {
            Mark::Waiting
        } else {
            Mark::Open
        }
    }

    /// Whether the action is done.
    #[must_use]
    pub fn is_done(&self, step: usize, action: usize) -> bool {
        self.mark(step, action) == Mark::Done
    }

    /// The step that the record of this name says something of, by its index.
    #[must_use]
    pub fn step_of(&self, name: &str) -> Option<usize> {
        let noted = || name.split_once('.').filter(|(kind, _)| ["note", "date", "by"].contains(kind));
        let by_id = |id: &str| self.guide.steps.iter().position(|step| step.id == id);
        self.said_of(name).map(|(step, _)| step).or_else(|| by_id(noted()?.1))
    }

    /// How many actions of the step are done.
    #[must_use]
    pub fn done_count(&self, step: usize) -> usize {
        self.count(step).done
    }

    /// How far the step is.
    #[must_use]
    pub fn status(&self, step: usize) -> Status {
        let Counts { done, waiting } = self.count(step);
        if done > 0 && done == self.actions(step).len() {
            Status::Done
        } else if waiting > 0 {
            Status::Waiting
        } else if done > 0 {
            Status::Busy
        } else {
            Status::Todo
        }
    }

    /// What is waited for, in the order of the guide. Takes time in proportion to the steps, and to the actions of
    /// those in which something is.
    pub fn waits(&self) -> impl Iterator<Item = Wait<'_>> {
        let steps = (0..self.guide.steps.len()).filter(|step| self.count(*step).waiting > 0);
        steps.flat_map(move |step| (0..self.actions(step).len()).filter_map(move |action| self.wait(step, action)))
    }

    /// Since when and for whom the action is waited for; `None` if it is not.
    #[must_use]
    pub fn wait(&self, step: usize, action: usize) -> Option<Wait<'_>> {
        let id = self.action(step, action)?.id;
        let since = self.day(&wait_since(id)).filter(|_| self.mark(step, action) == Mark::Waiting)?;
        Some(Wait { place: (step, action), since, who: self.text(&wait_who(id)) })
    }

    /// The actions of the step that the partner can do now: what is the partner's own, not waited for, and not behind
    /// something that others are to do first. None while a step that it builds on is not done.
    pub fn doable(&self, step: usize) -> impl Iterator<Item = usize> {
        let is_blocked = self.unfinished_before(step).next().is_some();
        let actions = if is_blocked { &[][..] } else { self.actions(step) };
        let open = actions.iter().enumerate().filter(move |(action, _)| !self.is_done(step, *action));
        open.take_while(|(_, action)| !action.is_of_others())
            .filter(move |(action, _)| self.mark(step, *action) == Mark::Open)
            .map(|(action, _)| action)
    }

    /// What to do next; `None` when all is done. Takes time in proportion to the steps, and to the actions of the first
    /// of them in which something can be done.
    #[must_use]
    pub fn next(&self) -> Option<Next> {
        let open = || (0..self.guide.steps.len()).filter(|step| self.is_open(*step));
        let now = open().find_map(|step| Some(Next::Do((step, self.doable(step).next()?))));
        let longest = || self.waits().min_by_key(|wait| wait.since).map(|wait| Next::Chase(wait.place));
        let first = || {
            let step = open().next()?;
            let action = (0..self.actions(step).len()).find(|action| !self.is_done(step, *action))?;
            Some(Next::Await((step, action)))
        };
        now.or_else(longest).or_else(first)
    }

    /// How many steps are done.
    #[must_use]
    pub fn done_steps(&self) -> usize {
        self.done_steps
    }

    /// When the step was finished: the latest wall time of its ticks, ms since 1970; `None` if it is not done.
    /// Takes time in proportion to the actions of the step.
    #[must_use]
    pub fn finished_at(&self, step: usize) -> Option<i64> {
        if self.status(step) != Status::Done {
            return None;
        }
        self.actions(step).iter().filter_map(|action| self.record(action.id)).map(Record::at).max()
    }

    /// Whether the milestone of this index is reached. If it has a message: whether that was received. Otherwise: of the
    /// steps it needs at least one is done and none is left; a step without actions keeps nobody waiting.
    #[must_use]
    pub fn milestone_reached(&self, milestone: usize) -> bool {
        let Some(milestone) = self.guide.milestones.get(milestone) else { return false };
        if let Some(action) = milestone.message {
            return self.is_done(milestone.after, action);
        }
        let needs = milestone.needs;
        needs.iter().any(|step| self.status(*step) == Status::Done) && !needs.iter().any(|step| self.is_open(*step))
    }

    /// The day on which the message of this milestone was received; `None` if it was not, or if it has none.
    #[must_use]
    pub fn message_day(&self, milestone: usize) -> Option<Day> {
        let milestone = self.guide.milestones.get(milestone)?;
        self.day(self.action(milestone.after, milestone.message?)?.id)
    }

    /// The steps that this one builds on and that are not done, in the order of the guide's list. Those without
    /// actions keep nobody waiting.
    pub fn unfinished_before(&self, step: usize) -> impl Iterator<Item = usize> {
        let builds_on = self.guide.steps.get(step).map_or(&[][..], |step| step.builds_on);
        builds_on.iter().copied().filter(|step| self.is_open(*step))
    }

    fn actions(&self, step: usize) -> &'static [Action] {
        self.guide.steps.get(step).map_or(&[], |step| step.actions)
    }

    fn count(&self, step: usize) -> Counts {
        self.counts.get(step).copied().unwrap_or_default()
    }

    /// The day that the text of this name is.
    fn day(&self, name: &str) -> Option<Day> {
        Day::parse(self.text(name))
    }

    /// The action that the record of this name says something of: its own record, or one of waiting for it.
    fn said_of(&self, name: &str) -> Option<(usize, usize)> {
        let waited = name.strip_prefix(WAIT).and_then(|rest| rest.strip_suffix(SINCE).or(rest.strip_suffix(WHO)));
        self.place(name).or_else(|| self.place(waited?))
    }

    fn action(&self, step: usize, action: usize) -> Option<&'static Action> {
        self.actions(step).get(action)
    }

    /// Whether something is left to do in it.
    fn is_open(&self, step: usize) -> bool {
        self.done_count(step) < self.actions(step).len()
    }

    /// The record of this name after a tick.
    fn ticked(&self, name: &str, stamp: Stamp, at: i64, done: bool) -> Record {
        self.record(name).map_or_else(|| Record::tick(stamp, at, done), |held| held.with_done(stamp, at, done))
    }

    /// What of a record is not void.
    fn valid(&self, name: &str, record: Record) -> Option<Record> {
        match self.cleared {
            Some(line) if name != CLEARED => record.since(line),
            _ => Some(record),
        }
    }

    /// Drops everything that is void because of [`CLEARED`], and gives it.
    fn make_void(&mut self) -> Vec<(String, Record)> {
        self.cleared = self.record(CLEARED).map(Record::stamp);
        let mut void = Vec::new();
        let records: Vec<_> = self.records().map(|(name, record)| (name.to_owned(), record.clone())).collect();
        for (name, record) in records {
            let valid = self.valid(&name, record.clone());
            if valid.is_none() {
                void.push((name.clone(), record));
            }
            self.put(&name, valid);
        }
        void
    }

    /// The one place where records, and with them counts, change.
    fn put(&mut self, name: &str, record: Option<Record>) -> Option<Flip> {
        let place = self.said_of(name);
        let mark = |progress: &Self| place.map(|(step, action)| progress.mark(step, action));
        let before = mark(self);
        self.things.entry(name.to_owned()).or_default().record = record;
        let now = mark(self);
        let (step, action) = place.filter(|_| before != now)?;
        let was_open = self.is_open(step);
        let counts = self.counts.get_mut(step)?;
        for (mark, add) in [(before, false), (now, true)] {
            let count = match mark {
                Some(Mark::Done) => &mut counts.done,
                Some(Mark::Waiting) => &mut counts.waiting,
                _ => continue,
            };
            *count = if add { *count + 1 } else { *count - 1 };
        }
        match (was_open, self.is_open(step)) {
            (true, false) => self.done_steps += 1,
            (false, true) => self.done_steps -= 1,
            _ => {}
        }
        let done = now == Some(Mark::Done);
        (done != (before == Some(Mark::Done))).then_some(Flip { step, action, done })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::super::guide::{Icon, Milestone, Step};
    use super::super::record::Stamp;
    use super::*;

    const fn action(id: &'static str) -> Action {
        Action { id, who: &[0], is_message: false }
    }

    const fn step(id: &'static str, builds_on: &'static [usize], actions: &'static [Action]) -> Step {
        Step { id, fragment: id, builds_on, actions, card: None, tools: &[] }
    }

    const fn milestone(id: &'static str, needs: &'static [usize]) -> Milestone {
        Milestone { id, after: 0, needs, message: None, icon: Icon::Star }
    }

    /// Step 0 has actions a and b, step 1 has none, step 2 has c and builds on both.
    static GUIDE: Guide = Guide {
        id: "guide",
        checked: "2026-01-31",
        steps: &[
            step("s0", &[], &[action("a"), action("b")]),
            step("s1", &[], &[]),
            step("s2", &[1, 0], &[action("c")]),
        ],
        milestones: &[milestone("m0", &[0, 1]), milestone("m1", &[0, 2]), milestone("m2", &[1]), milestone("m3", &[])],
    };
    const A: (usize, usize) = (0, 0);
    const B: (usize, usize) = (0, 1);
    const C: (usize, usize) = (2, 0);
    const WRITER: Writer = Writer(1);

    fn ticked(places: &[(usize, usize)]) -> Progress {
        let mut progress = Progress::new(&GUIDE);
        for (place, now_ms) in places.iter().zip(1_000..) {
            progress.set_done(*place, true, WRITER, now_ms).unwrap();
        }
        progress
    }

    fn tick(counter: u64, done: bool) -> Record {
        Record::tick(Stamp { counter, writer: Writer(9) }, 0, done)
    }

    #[test]
    fn a_step_is_to_do_then_busy_then_done() {
        let statuses = [&[][..], &[A], &[A, B]].map(|places| ticked(places).status(0));
        assert_eq!(statuses, [Status::Todo, Status::Busy, Status::Done]);
    }

    #[test]
    fn a_step_without_actions_is_never_done_and_keeps_nobody_waiting() {
        let all = ticked(&[A, B, C]);
        assert_eq!(all.status(1), Status::Todo);
        assert_eq!(all.done_steps(), 2);
        assert_eq!(all.next(), None);
        assert_eq!(all.unfinished_before(2).count(), 0);
    }

    #[test]
    fn an_edit_gives_what_has_to_be_stored_and_counts() {
        let mut progress = ticked(&[A]);
        let (name, record) = progress.set_done(B, true, WRITER, 7).unwrap();
        assert_eq!((name, record.is_done(), record.at(), record.stamp().counter), ("b", true, 7, 2));
        assert!(progress.is_done(0, 1));
        assert_eq!((progress.done_count(0), progress.done_steps()), (2, 1));
        progress.set_done(B, false, WRITER, 8).unwrap();
        assert!(!progress.is_done(0, 1));
        assert_eq!((progress.done_count(0), progress.done_steps()), (1, 0));
    }

    #[test]
    fn ticking_twice_counts_once() {
        assert_eq!(ticked(&[A, A]).done_count(0), 1);
    }

    #[test]
    fn an_action_that_is_not_there_cannot_be_ticked() {
        let mut progress = Progress::new(&GUIDE);
        assert_eq!(progress.set_done((1, 0), true, WRITER, 0), None);
        assert_eq!(progress.set_done((9, 0), true, WRITER, 0), None);
        assert_eq!((progress.status(9), progress.is_done(9, 0), progress.finished_at(9)), (Status::Todo, false, None));
    }

    #[test]
    fn a_record_from_outside_is_merged_and_told() {
        let mut progress = Progress::new(&GUIDE);
        let record = tick(3, true);
        let change = progress.apply("c", record.clone()).unwrap();
        assert_eq!(change.flipped, Some(Flip { step: 2, action: 0, done: true }));
        assert!(!change.is_behind);
        assert_eq!(progress.apply("c", record.clone()), None);
        let again = progress.apply("c", tick(4, true)).unwrap();
        assert_eq!((again.flipped, again.is_behind), (None, false));
    }

    #[test]
    fn an_older_record_from_outside_changes_nothing_and_is_to_be_written_over() {
        let mut progress = Progress::new(&GUIDE);
        progress.apply("c", tick(3, true));
        let change = progress.apply("c", tick(2, false)).unwrap();
        assert_eq!(change, Change { record: &tick(3, true), flipped: None, is_behind: true });
    }

    #[test]
    fn an_edit_is_later_than_any_record_that_was_met() {
        let mut progress = Progress::new(&GUIDE);
        progress.apply("elsewhere", tick(40, true));
        assert_eq!(progress.set_done(A, true, WRITER, 0).unwrap().1.stamp().counter, 41);
        progress.clear(WRITER, 0);
        assert_eq!(progress.set_done(A, true, WRITER, 0).unwrap().1.stamp().counter, 43);
    }

    #[test]
    fn records_that_the_guide_does_not_know_are_kept_and_not_counted() {
        let mut progress = ticked(&[A]);
        assert_eq!(progress.apply("step-9.new", tick(3, true)).unwrap().flipped, None);
        assert_eq!(progress.done_count(0), 1);
        assert_eq!(progress.records().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "step-9.new"]);
        assert_eq!((progress.place("a"), progress.place("step-9.new")), (Some(A), None));
    }

    #[test]
    fn a_note_under_the_name_of_an_action_is_no_tick() {
        let mut progress = ticked(&[A]);
        let note = Record::text(Stamp { counter: 9, writer: WRITER }, 0, "note").unwrap();
        assert_eq!(progress.apply("a", note).unwrap().flipped, Some(Flip { step: 0, action: 0, done: false }));
        assert_eq!(progress.status(0), Status::Todo);
    }

    #[test]
    fn a_tick_does_not_replace_a_note() {
        let mut progress = Progress::new(&GUIDE);
        progress.apply("a", note(1, "note"));
        let (_, record) = progress.set_done(A, true, WRITER, 0).unwrap();
        assert_eq!((record.is_done(), record.copies()), (true, vec![(0, "note")]));
    }

    #[test]
    fn a_step_was_finished_at_the_latest_of_its_ticks_whatever_the_order() {
        let mut progress = ticked(&[A]);
        assert_eq!(progress.finished_at(0), None);
        progress.set_done(B, true, WRITER, 10);
        assert_eq!(progress.finished_at(0), Some(1_000));
    }

    #[test]
    fn a_milestone_needs_all_its_steps() {
        let reached = |places: &[_]| [0, 1, 2, 3, 9].map(|milestone| ticked(places).milestone_reached(milestone));
        assert_eq!(reached(&[A]), [false; 5]);
        assert_eq!(reached(&[A, B]), [true, false, false, false, false]);
        assert_eq!(reached(&[A, B, C]), [true, true, false, false, false]);
    }

    #[test]
    fn the_next_action_is_the_first_that_is_not_done() {
        let next = [&[][..], &[C], &[A, B], &[A, B, C]].map(|places| ticked(places).next());
        assert_eq!(next, [Some(Next::Do(A)), Some(Next::Do(A)), Some(Next::Do(C)), None]);
    }

    #[test]
    fn a_step_waits_for_the_unfinished_ones_it_builds_on() {
        assert_eq!(ticked(&[A]).unfinished_before(2).collect::<Vec<_>>(), [0]);
        assert_eq!(ticked(&[A]).unfinished_before(0).count(), 0);
        assert_eq!(ticked(&[A, B]).unfinished_before(2).count(), 0);
    }

    /// Step 0 ends with a message to wait for, step 1 builds on it, step 2 does not.
    static WAITING: Guide = Guide {
        id: "guide",
        checked: "2026-01-31",
        steps: &[
            step("s0", &[], &[action("a"), Action { id: "m", who: &[1, 2], is_message: true }, action("b")]),
            step("s1", &[0], &[action("c")]),
            step("s2", &[], &[action("d"), action("e")]),
        ],
        milestones: &[Milestone { id: "m0", after: 0, needs: &[0, 2], message: Some(1), icon: Icon::Star }],
    };
    const MESSAGE: (usize, usize) = (0, 1);

    fn waiting() -> Progress {
        let mut progress = Progress::new(&WAITING);
        progress.set_done(A, true, WRITER, 0).unwrap();
        progress
    }

    fn note_day(progress: &mut Progress, name: &str, day: &str) {
        progress.set_text(name, day, WRITER, 0).unwrap();
    }

    #[test]
    fn a_message_is_done_by_its_day_and_never_by_a_tick() {
        let mut progress = waiting();
        assert_eq!(progress.set_done(MESSAGE, true, WRITER, 0), None);
        progress.apply("m", tick(9, true));
        assert_eq!(
            (progress.is_done(0, 1), progress.milestone_reached(0), progress.message_day(0)),
            (false, false, None)
        );
        note_day(&mut progress, "m", "2026-11-20");
        assert_eq!((progress.is_done(0, 1), progress.milestone_reached(0)), (true, true));
        assert_eq!(progress.message_day(0), Day::parse("2026-11-20"));
        note_day(&mut progress, "m", "2026-11-31");
        assert_eq!((progress.is_done(0, 1), progress.milestone_reached(0)), (false, false));
    }

    #[test]
    fn waiting_overrides_busy_until_the_action_is_done() {
        let mut progress = waiting();
        assert_eq!((progress.status(0), progress.waits().count()), (Status::Busy, 0));
        note_day(&mut progress, &wait_since("m"), "2026-11-03");
        note_day(&mut progress, &wait_who("m"), "Unify");
        let wait = Wait { place: MESSAGE, since: Day::parse("2026-11-03").unwrap(), who: "Unify" };
        assert_eq!((progress.status(0), progress.mark(0, 1)), (Status::Waiting, Mark::Waiting));
        assert_eq!((progress.wait(0, 1), progress.waits().collect::<Vec<_>>()), (Some(wait), vec![wait]));
        note_day(&mut progress, "m", "2026-11-20");
        assert_eq!((progress.status(0), progress.wait(0, 1)), (Status::Busy, None));
    }

    #[test]
    fn waiting_for_nothing_known_counts_nowhere() {
        let mut progress = waiting();
        for name in ["wait.m.who", "wait.x.since", "wait..since", "wait.since", "wait.m.since.since"] {
            note_day(&mut progress, name, "2026-11-03");
        }
        assert_eq!((progress.status(0), progress.waits().count()), (Status::Busy, 0));
    }

    #[test]
    fn while_one_waits_another_step_can_be_prepared() {
        let mut progress = waiting();
        assert_eq!(progress.doable(0).count(), 0, "what follows the message waits for it");
        assert_eq!(progress.next(), Some(Next::Do((2, 0))));
        note_day(&mut progress, &wait_since("d"), "2026-11-05");
        assert_eq!(progress.next(), Some(Next::Do((2, 1))), "an own action that waits is passed over");
        progress.set_done((2, 1), true, WRITER, 0).unwrap();
        assert_eq!(progress.next(), Some(Next::Chase((2, 0))));
        note_day(&mut progress, &wait_since("m"), "2026-11-03");
        assert_eq!(progress.next(), Some(Next::Chase(MESSAGE)), "what has been waited for longest");
    }

    #[test]
    fn what_others_are_to_do_is_named_when_nothing_else_is_left() {
        let mut progress = waiting();
        for place in [(2, 0), (2, 1)] {
            progress.set_done(place, true, WRITER, 0).unwrap();
        }
        assert_eq!(progress.next(), Some(Next::Await(MESSAGE)));
        note_day(&mut progress, "m", "2026-11-20");
        assert_eq!(progress.next(), Some(Next::Do((0, 2))));
    }

    #[test]
    fn a_text_is_later_than_what_was_met_and_too_long_a_one_changes_nothing() {
        let mut progress = Progress::new(&GUIDE);
        progress.apply("note", note(40, "before"));
        progress.set_text("note", "after", WRITER, 7).unwrap();
        assert_eq!((progress.text("note"), progress.record("note").unwrap().stamp().counter), ("after", 41));
        assert!(progress.set_text("note", &"x".repeat(10_001), WRITER, 8).is_err());
        assert_eq!((progress.text("note"), progress.text("other")), ("after", ""));
    }

    #[test]
    fn a_removed_record_counts_no_more() {
        let mut progress = ticked(&[A, B]);
        assert!(progress.remove("b").is_some());
        assert_eq!((progress.status(0), progress.next()), (Status::Busy, Some(Next::Do(B))));
        assert_eq!(progress.remove("b"), None);
    }

    /// Everything that this page holds, as another page would find it stored.
    fn stored(progress: &Progress) -> Vec<(String, Record)> {
        progress.records().map(|(name, record)| (name.to_owned(), record.clone())).collect()
    }

    fn note(counter: u64, text: &str) -> Record {
        Record::text(Stamp { counter, writer: Writer(9) }, 0, text).unwrap()
    }

    #[test]
    fn clearing_gives_everything_back_and_leaves_a_record_of_itself() {
        let mut progress = ticked(&[A, B]);
        progress.apply("step-9.new", tick(3, true));
        let before = stored(&progress);
        assert_eq!(progress.clear(WRITER, 5), before);
        assert_eq!((progress.status(0), progress.done_steps()), (Status::Todo, 0));
        assert_eq!(progress.next(), Some(Next::Do(A)));
        assert_eq!(progress.records().map(|(name, record)| (name, record.at())).collect::<Vec<_>>(), [(CLEARED, 5)]);
    }

    #[test]
    fn a_clearing_reaches_another_page_and_its_old_ticks_stay_away() {
        let (mut here, mut there) = (ticked(&[A, B]), ticked(&[A, B]));
        here.clear(WRITER, 0);
        here.set_done(A, true, WRITER, 0);
        for (name, record) in stored(&here) {
            there.apply(&name, record);
        }
        assert_eq!(there.done_count(0), 1);
        assert_eq!(stored(&there), stored(&here));
        assert_eq!(there.apply("b", ticked(&[A, B]).record("b").unwrap().clone()), None);
        assert!(there.apply("a", ticked(&[A]).record("a").unwrap().clone()).unwrap().is_behind);
        assert_eq!(there.done_count(0), 1);
    }

    #[test]
    fn a_clearing_can_be_undone_and_the_undoing_reaches_another_page() {
        let (mut here, mut there) = (ticked(&[A, B]), ticked(&[A, B]));
        let cleared = here.clear(WRITER, 5_000);
        there.apply(CLEARED, here.record(CLEARED).unwrap().clone());
        assert_eq!(here.restore(cleared, WRITER), ["a", "b"]);
        for (name, record) in stored(&here) {
            there.apply(&name, record);
        }
        for progress in [here, there] {
            assert_eq!((progress.status(0), progress.finished_at(0)), (Status::Done, Some(1_001)));
        }
    }

    #[test]
    fn undoing_a_clearing_leaves_later_ticks_alone_and_loses_no_text() {
        let mut progress = ticked(&[A, B]);
        progress.apply("note", note(7, "first").merge(note(8, "left")).merge(note(9, "right")));
        let cleared = progress.clear(WRITER, 0);
        progress.set_done(A, true, WRITER, 0);
        progress.set_done(A, false, WRITER, 0);
        progress.apply("note", note(20, "later"));
        assert_eq!(progress.restore(cleared, WRITER), ["b", "note"]);
        assert_eq!((progress.is_done(0, 0), progress.is_done(0, 1)), (false, true));
        let note = progress.record("note").unwrap();
        assert_eq!((note.shown_text(), note.copies()), (Some("right"), vec![(0, "left"), (0, "first"), (0, "later")]));
    }

    #[test]
    fn pages_that_both_know_of_a_clearing_agree_about_what_was_restored() {
        let (mut here, mut there) = (Progress::new(&GUIDE), Progress::new(&GUIDE));
        let edited = note(1, "a").with_text(Stamp { counter: 2, writer: Writer(8) }, 0, "b").unwrap();
        here.apply("note", edited);
        let cleared = here.clear(WRITER, 0);
        here.restore(cleared, WRITER);
        for (name, record) in stored(&here) {
            assert!(!there.apply(&name, record).unwrap().is_behind, "{name}");
        }
    }

    #[test]
    fn a_clearing_that_was_removed_makes_nothing_void() {
        let mut progress = ticked(&[A]);
        let cleared = progress.clear(WRITER, 0);
        progress.remove(CLEARED);
        progress.apply("a", cleared[0].1.clone());
        assert!(progress.is_done(0, 0));
    }

    #[test]
    fn conflict_copies_from_before_a_clearing_are_void() {
        let mut progress = ticked(&[A]);
        progress.clear(WRITER, 0);
        let both = note(1, "before").merge(note(3, "after"));
        assert!(progress.apply("note", both).unwrap().is_behind);
        assert_eq!(progress.record("note"), Some(&note(3, "after")));
    }
}
