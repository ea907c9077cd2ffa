//! What the page shows, as signals, and the one door for changes.
//!
//! [`Progress`] holds the truth and is not reactive; each change goes through [`AppState`], which stores it and then
//! sets only the signals that it touched. So a tick costs the same in a guide of twenty actions and of twenty thousand.

use leptos::prelude::*;

use crate::{
    browser::{clock, page, storage},
    domain::{
        progress::{CLEARED, Progress, Status},
        record::{Record, Writer},
        stored::{self, Read},
    },
    saving::{Loaded, Shelf, Trouble},
    text::{GUIDE, Labels},
};

/// Where the chosen theme is kept. index.html reads it before the first paint.
const THEME: &str = "partnerpad.theme";

/// How far one step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepState {
    /// From its ticks.
    pub status: Status,
    /// Ticked actions.
    pub done: usize,
    /// All actions.
    pub all: usize,
    /// When the last tick was set, milliseconds since 1970; only with [`Status::Done`].
    pub finished_at: Option<i64>,
}

impl StepState {
    /// All actions ticked.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.status == Status::Done
    }

    /// The word that the style sheet knows this status by.
    #[must_use]
    pub const fn css(self) -> &'static str {
        match self.status {
            Status::Todo => "todo",
            Status::Busy => "bezig",
            Status::Done => "klaar",
        }
    }
}

/// What came of storing the latest change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// There was nothing to store yet.
    Nothing,
    /// Stored and read back, at this time.
    Kept {
        /// Milliseconds since 1970.
        at: i64,
    },
    /// Not stored, and why.
    Off(Trouble),
}

/// One signal for each thing on the page that changes, except ticks: the browser keeps those itself.
struct Board {
    steps: Vec<RwSignal<StepState>>,
    milestones: Vec<RwSignal<bool>>,
}

/// The page's state. Copies are the same state.
#[derive(Clone, Copy)]
pub struct AppState {
    labels: &'static Labels,
    progress: StoredValue<Progress>,
    shelf: StoredValue<Shelf>,
    writer: Writer,
    board: StoredValue<Board>,
    done_steps: RwSignal<usize>,
    next_step: RwSignal<Option<usize>>,
    started: RwSignal<bool>,
    theme: RwSignal<String>,
    saving: RwSignal<Saving>,
    troubles: RwSignal<Vec<Trouble>>,
    announcement: RwSignal<String>,
    removed: RwSignal<Vec<(String, Record)>>,
}

impl AppState {
    /// The state with what was stored.
    #[must_use]
    pub fn new(loaded: Loaded, labels: &'static Labels) -> Self {
        let mut progress = Progress::new(&GUIDE);
        for (name, record) in loaded.records {
            progress.apply(&name, record);
        }
        let state = Self {
            labels,
            done_steps: RwSignal::new(progress.done_steps()),
            next_step: RwSignal::new(progress.next_step()),
            started: RwSignal::new(is_started(&progress)),
            board: StoredValue::new(Board::new(&progress)),
            progress: StoredValue::new(progress),
            shelf: StoredValue::new(loaded.shelf),
            writer: Writer(clock::random()),
            theme: RwSignal::new(page::theme()),
            saving: RwSignal::new(Saving::Nothing),
            troubles: RwSignal::new(loaded.troubles),
            announcement: RwSignal::new(String::new()),
            removed: RwSignal::new(Vec::new()),
        };
        state.show_ticks();
        state
    }
}

/// Reading. Each of these is reactive unless it says otherwise.
impl AppState {
    /// The words of the page's language. Never change.
    #[must_use]
    pub const fn labels(self) -> &'static Labels {
        self.labels
    }

    /// How far this step is.
    #[must_use]
    pub fn step(self, step: usize) -> StepState {
        self.read(|board| board.steps.get(step).copied()).unwrap_or_default()
    }

    /// Whether this milestone is reached.
    #[must_use]
    pub fn is_reached(self, milestone: usize) -> bool {
        self.read(|board| board.milestones.get(milestone).copied()).unwrap_or_default()
    }

    /// How many steps are done.
    #[must_use]
    pub fn done_steps(self) -> usize {
        self.done_steps.get()
    }

    /// The first step that is not done.
    #[must_use]
    pub fn next_step(self) -> Option<usize> {
        self.next_step.get()
    }

    /// Whether anything is ticked.
    #[must_use]
    pub fn is_started(self) -> bool {
        self.started.get()
    }

    /// The steps that this one builds on and that are not done.
    #[must_use]
    pub fn unfinished_before(self, step: usize) -> Vec<usize> {
        let earlier = GUIDE.steps.get(step).map_or(&[][..], |step| step.builds_on);
        earlier.iter().copied().filter(|earlier| !self.step(*earlier).is_done()).collect()
    }

    /// What came of storing the latest change.
    #[must_use]
    pub fn saving(self) -> Saving {
        self.saving.get()
    }

    /// What the visitor must know about the storage and has not put away.
    #[must_use]
    pub fn troubles(self) -> Vec<Trouble> {
        self.troubles.get()
    }

    /// What was announced last.
    #[must_use]
    pub fn announcement(self) -> String {
        self.announcement.get()
    }

    /// `light`, `dark`, or empty for the system's choice.
    #[must_use]
    pub fn theme(self) -> String {
        self.theme.get()
    }

    /// Whether a start from scratch can be undone.
    #[must_use]
    pub fn can_undo(self) -> bool {
        self.removed.with(|removed| !removed.is_empty())
    }

    fn read<T: Copy + Send + Sync + 'static>(self, find: impl FnOnce(&Board) -> Option<RwSignal<T>>) -> Option<T> {
        self.board.with_value(find).map(|signal| signal.get())
    }
}

/// Changing.
impl AppState {
    /// Ticks or unticks the action with this id: the one door for a visitor's edits.
    pub fn set_done(self, id: &str, done: bool) {
        let Some((step, action)) = self.progress.with_value(|progress| progress.place(id)) else { return };
        // Another tab may have written a moment ago; this edit must come after that one.
        if let Some(stored) = self.shelf.with_value(|shelf| shelf.get(id)) {
            self.progress.update_value(|progress| {
                progress.apply(id, stored);
            });
        }
        let before = untrack(|| self.step(step)).status;
        self.progress.update_value(|progress| {
            progress.set_done((step, action), done, self.writer, clock::now());
        });
        self.store(id);
        self.refresh_step(step);
        self.tell_of(step, before);
    }

    /// Takes in what another tab stored.
    pub fn take_in(self, key: &str, text: &str) {
        let Some(name) = self.shelf.with_value(|shelf| shelf.name_of(key).map(ToOwned::to_owned)) else { return };
        if let Read::Record(record) = stored::read(text) {
            self.apply(vec![(name, record)]);
        }
    }

    /// Takes in everything that is stored now: other tabs may have written while this one slept.
    pub fn catch_up(self) {
        let stored = self.shelf.with_value(Shelf::all);
        self.apply(stored);
    }

    fn apply(self, records: Vec<(String, Record)>) {
        let mut behind = Vec::new();
        let (mut changed, mut is_cleared) = (false, false);
        self.progress.update_value(|progress| {
            for (name, record) in records {
                if let Some(change) = progress.apply(&name, record) {
                    changed = true;
                    is_cleared |= name == CLEARED;
                    if let Some(flip) = change.flipped {
                        page::set_checked(&name, flip.done);
                    }
                    if change.is_behind {
                        behind.push(name);
                    }
                }
            }
        });
        for name in behind {
            self.store(&name);
        }
        if is_cleared {
            self.show_ticks();
        }
        if changed {
            self.refresh();
        }
    }

    /// Makes every tick void, in all tabs, and keeps what there was for [`AppState::undo`].
    pub fn start_again(self) {
        let removed = self.progress.try_update_value(|progress| progress.clear(self.writer, clock::now()));
        let removed = removed.unwrap_or_default();
        self.store(CLEARED);
        self.shelf.update_value(|shelf| removed.iter().for_each(|(name, _)| shelf.remove(name)));
        self.removed.set(removed);
        self.show_ticks();
        self.refresh();
        page::open_only(self.next_fragment());
        self.announce(self.labels.ui.started_again.to_owned());
    }

    /// Brings back what [`AppState::start_again`] took away. Ticks set since then stay.
    pub fn undo(self) {
        let removed = self.removed.try_update(std::mem::take).unwrap_or_default();
        let restored = self.progress.try_update_value(|progress| progress.restore(removed, self.writer));
        for name in restored.unwrap_or_default() {
            self.store(&name);
        }
        self.show_ticks();
        self.refresh();
        page::open_only(self.next_fragment());
        self.announce(self.labels.ui.undone.to_owned());
        page::focus_id("inhoud");
    }

    /// Lets go of what could be undone.
    pub fn forget_undo(self) {
        self.removed.set(Vec::new());
        page::focus_id("inhoud");
    }

    /// Puts a notice away. The storage stays as it is.
    pub fn dismiss(self, trouble: Trouble) {
        self.troubles.update(|troubles| troubles.retain(|one| *one != trouble));
        page::focus_id("inhoud");
    }

    /// Has the page's one live region say this, politely.
    pub fn announce(self, text: String) {
        self.announcement.set(text);
    }

    /// The fragment of the first step that is not done. Not reactive.
    #[must_use]
    pub fn next_fragment(self) -> Option<&'static str> {
        let step = self.next_step.get_untracked()?;
        GUIDE.steps.get(step).map(|step| step.fragment)
    }

    /// From the system's theme to light, to dark, and back.
    pub fn turn_theme(self) {
        let next = match self.theme.get_untracked().as_str() {
            "" => "light",
            "light" => "dark",
            _ => "",
        };
        page::set_theme(next);
        // Without storage the choice holds until the page is closed.
        let _ = if next.is_empty() { storage::remove(THEME) } else { storage::write(THEME, next) };
        self.theme.set(next.to_owned());
    }

    /// Stores the record of this name as it is now, and shows what came of it.
    fn store(self, name: &str) {
        let record = self.progress.with_value(|progress| progress.record(name).cloned());
        let Some(record) = record else { return };
        let again = |name: &str| self.progress.with_value(|progress| progress.record(name).cloned());
        let stored = self.shelf.try_update_value(|shelf| shelf.put(name, &record, again));
        match stored {
            Some(Err(trouble)) => {
                self.saving.set(Saving::Off(trouble));
                self.troubles.update(|troubles| {
                    if !troubles.contains(&trouble) {
                        troubles.push(trouble);
                    }
                });
            }
            _ => {
                self.saving.set(Saving::Kept { at: clock::now() });
                self.troubles.update(|troubles| troubles.retain(|one| *one != Trouble::Full));
            }
        }
    }

    /// Ticks on the page what is ticked, and nothing else.
    fn show_ticks(self) {
        self.progress.with_value(|progress| {
            for (step, place) in GUIDE.steps.iter().enumerate() {
                for (action, place) in place.actions.iter().enumerate() {
                    page::set_checked(place.id, progress.is_done(step, action));
                }
            }
        });
    }

    fn refresh(self) {
        (0..GUIDE.steps.len()).for_each(|step| self.refresh_step(step));
    }

    /// Sets the signals of one step, and those that follow from it, where they differ from the truth.
    fn refresh_step(self, step: usize) {
        self.progress.with_value(|progress| {
            self.board.with_value(|board| board.follow(progress, step));
            update(self.done_steps, progress.done_steps());
            update(self.next_step, progress.next_step());
            update(self.started, is_started(progress));
        });
    }

    /// Announces a step that became done or open again, and a milestone that it brought.
    fn tell_of(self, step: usize, before: Status) {
        let labels = self.labels;
        let now = untrack(|| self.step(step));
        let (done, all) = (self.done_steps.get_untracked(), GUIDE.steps.len());
        if (before == Status::Done) == now.is_done() {
            return;
        }
        if !now.is_done() {
            self.announce(labels.ui.step_reopened(step + 1, done, all));
            return;
        }
        let mut text = labels.ui.step_done(step + 1, done, all);
        for (index, milestone) in GUIDE.milestones.iter().enumerate() {
            if milestone.needs.contains(&step) && untrack(|| self.is_reached(index)) {
                let name = labels.milestones.get(index).copied().unwrap_or_default();
                text = format!("{text} {}", labels.ui.milestone_reached_live(name));
            }
        }
        self.announce(text);
    }
}

impl Board {
    fn new(progress: &Progress) -> Self {
        let steps = (0..GUIDE.steps.len()).map(|step| RwSignal::new(StepState::of(progress, step)));
        let milestones = (0..GUIDE.milestones.len()).map(|one| RwSignal::new(progress.milestone_reached(one)));
        Self { steps: steps.collect(), milestones: milestones.collect() }
    }

    fn follow(&self, progress: &Progress, step: usize) {
        if let Some(signal) = self.steps.get(step) {
            update(*signal, StepState::of(progress, step));
        }
        for (milestone, signal) in self.milestones.iter().enumerate() {
            update(*signal, progress.milestone_reached(milestone));
        }
    }
}

impl StepState {
    fn of(progress: &Progress, step: usize) -> Self {
        Self {
            status: progress.status(step),
            done: progress.done_count(step),
            all: GUIDE.steps.get(step).map_or(0, |step| step.actions.len()),
            finished_at: progress.finished_at(step),
        }
    }
}

/// Sets a signal only to another value, so that nothing is drawn again for nothing.
fn update<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

fn is_started(progress: &Progress) -> bool {
    (0..GUIDE.steps.len()).any(|step| progress.done_count(step) > 0)
}
