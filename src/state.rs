//! What the page shows, as signals, and the one door for changes.
//!
//! [`Progress`] holds the truth and is not reactive; each change goes through [`AppState`], which stores it and then
//! sets only the signals that it touched. So a tick costs the same in a guide of twenty actions and of twenty thousand.

use std::ops::RangeBounds;

use leptos::prelude::*;

use crate::{
    browser::{address, clock, page, storage},
    domain::{
        guide::{Guide, Step},
        progress::{CLEARED, Progress, Status},
        record::{Record, Writer},
        stored::{self, Read},
    },
    saving::{Loaded, Shelf, Trouble},
    text::{GUIDE, LANGUAGES, Words},
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

/// One signal for each thing on the page that changes.
struct Board {
    ticks: Vec<Vec<RwSignal<bool>>>,
    steps: Vec<RwSignal<StepState>>,
    milestones: Vec<RwSignal<bool>>,
    open: Vec<RwSignal<bool>>,
}

/// The page's state. Copies are the same state.
#[derive(Clone, Copy)]
pub struct AppState {
    progress: StoredValue<Progress>,
    shelf: StoredValue<Shelf>,
    writer: Writer,
    board: StoredValue<Board>,
    done_steps: RwSignal<usize>,
    next_step: RwSignal<Option<usize>>,
    started: RwSignal<bool>,
    language: RwSignal<usize>,
    theme: RwSignal<String>,
    saving: RwSignal<Saving>,
    troubles: RwSignal<Vec<Trouble>>,
    announcement: RwSignal<String>,
    removed: RwSignal<Vec<(String, Record)>>,
}

impl AppState {
    /// The state with what was stored, in the language at this index.
    #[must_use]
    pub fn new(loaded: Loaded, language: usize) -> Self {
        let mut progress = Progress::new(&GUIDE);
        for (name, record) in loaded.records {
            progress.apply(&name, record);
        }
        let board = Board::new(&progress);
        let state = Self {
            done_steps: RwSignal::new(progress.done_steps()),
            next_step: RwSignal::new(progress.next_step()),
            started: RwSignal::new(is_started(&progress)),
            progress: StoredValue::new(progress),
            shelf: StoredValue::new(loaded.shelf),
            writer: Writer(clock::random()),
            board: StoredValue::new(board),
            language: RwSignal::new(language),
            theme: RwSignal::new(page::theme()),
            saving: RwSignal::new(Saving::Nothing),
            troubles: RwSignal::new(loaded.troubles),
            announcement: RwSignal::new(String::new()),
            removed: RwSignal::new(Vec::new()),
        };
        state.open_only(state.next_step.get_untracked());
        state
    }

    /// The state of the page that this view stands in.
    ///
    /// # Panics
    /// Outside of [`crate::app::App`]; views stand nowhere else.
    #[must_use]
    pub fn here() -> Self {
        expect_context()
    }
}

/// Reading. Each of these is reactive unless it says otherwise.
impl AppState {
    /// The words of the chosen language. Not reactive: the page is drawn again when the language changes.
    #[must_use]
    pub fn words(self) -> &'static Words {
        let chosen = LANGUAGES.get(self.language.get_untracked());
        chosen.unwrap_or(&LANGUAGES[0])
    }

    /// The words of the chosen language; reactive.
    #[must_use]
    pub fn follow_words(self) -> &'static Words {
        self.language.track();
        self.words()
    }

    /// The index of the chosen language.
    #[must_use]
    pub fn language(self) -> usize {
        self.language.get()
    }

    /// The guide. Never changes.
    #[must_use]
    pub fn guide(self) -> &'static Guide {
        &GUIDE
    }

    /// Where the page stands in the language of this index, seen from the present one.
    #[must_use]
    pub fn href_of(self, index: usize) -> String {
        let to_root = if self.language.get() == 0 { "./" } else { "../" };
        match LANGUAGES.get(index) {
            Some(words) if index > 0 => format!("{to_root}{}/", words.lang),
            _ => to_root.to_owned(),
        }
    }

    /// Whether this action is ticked.
    #[must_use]
    pub fn is_ticked(self, step: usize, action: usize) -> bool {
        self.read(|board| board.ticks.get(step).and_then(|ticks| ticks.get(action)).copied()).unwrap_or_default()
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

    /// Whether this step is unfolded.
    #[must_use]
    pub fn is_open(self, step: usize) -> bool {
        self.read(|board| board.open.get(step).copied()).unwrap_or_default()
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
    /// Ticks or unticks an action: the one door for a visitor's edits.
    pub fn set_done(self, step: usize, action: usize, done: bool) {
        let Some(id) = GUIDE.steps.get(step).and_then(|step| step.actions.get(action)).map(|action| action.id) else {
            return;
        };
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
        self.refresh_step(step, action..=action);
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
        let mut changed = false;
        self.progress.update_value(|progress| {
            for (name, record) in records {
                if let Some(change) = progress.apply(&name, record) {
                    changed = true;
                    if change.is_behind {
                        behind.push(name);
                    }
                }
            }
        });
        for name in behind {
            self.store(&name);
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
        self.refresh();
        self.open_only(self.next_step.get_untracked());
        self.announce(self.words().ui.started_again.to_owned());
    }

    /// Brings back what [`AppState::start_again`] took away. Ticks set since then stay.
    pub fn undo(self) {
        let removed = self.removed.try_update(std::mem::take).unwrap_or_default();
        let restored = self.progress.try_update_value(|progress| progress.restore(removed, self.writer));
        for name in restored.unwrap_or_default() {
            self.store(&name);
        }
        self.refresh();
        self.open_only(self.next_step.get_untracked());
        self.announce(self.words().ui.undone.to_owned());
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

    /// Remembers whether a step is unfolded.
    pub fn set_open(self, step: usize, open: bool) {
        self.board.with_value(|board| {
            if let Some(signal) = board.open.get(step)
                && signal.get_untracked() != open
            {
                signal.set(open);
            }
        });
    }

    /// Unfolds a step, goes there, and shows it in the address.
    pub fn go_to(self, step: usize) {
        if let Some(place) = GUIDE.steps.get(step) {
            address::show_fragment(place.fragment);
            self.show(step);
        }
    }

    /// Unfolds the step that the address names, if it names one, and goes there.
    pub fn go_to_address(self) {
        let fragment = address::fragment();
        if let Some(step) = GUIDE.steps.iter().position(|step| step.fragment == fragment) {
            self.show(step);
        }
    }

    /// Draws the page in another language, in place, and shows that page's address.
    pub fn change_language(self, index: usize) {
        if index < LANGUAGES.len() {
            let href = untrack(|| self.href_of(index));
            self.language.set(index);
            address::show(&href);
        }
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

    fn show(self, step: usize) {
        self.set_open(step, true);
        if let Some(place) = GUIDE.steps.get(step) {
            // The step is unfolded in the next pass; only then its place is known.
            request_animation_frame(|| {
                page::go_to_step(place.fragment);
            });
        }
    }

    fn open_only(self, step: Option<usize>) {
        (0..GUIDE.steps.len()).for_each(|index| self.set_open(index, Some(index) == step));
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

    fn refresh(self) {
        (0..GUIDE.steps.len()).for_each(|step| self.refresh_step(step, ..));
    }

    /// Sets the signals of these actions of one step, and those that follow from it, where they differ from the truth.
    fn refresh_step(self, step: usize, actions: impl RangeBounds<usize>) {
        self.progress.with_value(|progress| {
            self.board.with_value(|board| board.follow(progress, step, actions));
            update(self.done_steps, progress.done_steps());
            update(self.next_step, progress.next_step());
            update(self.started, is_started(progress));
        });
    }

    /// Announces a step that became done or open again, and a milestone that it brought.
    fn tell_of(self, step: usize, before: Status) {
        let words = self.words();
        let now = untrack(|| self.step(step));
        let (done, all) = (self.done_steps.get_untracked(), GUIDE.steps.len());
        if (before == Status::Done) == now.is_done() {
            return;
        }
        if !now.is_done() {
            self.announce(words.ui.step_reopened(step + 1, done, all));
            return;
        }
        let mut text = words.ui.step_done(step + 1, done, all);
        for (index, milestone) in GUIDE.milestones.iter().enumerate() {
            if milestone.needs.contains(&step) && untrack(|| self.is_reached(index)) {
                let name = words.milestones.get(index).map(|words| words.title).unwrap_or_default();
                text = format!("{text} {}", words.ui.milestone_reached_live(name));
            }
        }
        self.announce(text);
    }
}

impl Board {
    fn new(progress: &Progress) -> Self {
        let steps = || GUIDE.steps.iter().enumerate();
        let ticks = |(step, place): (usize, &Step)| {
            (0..place.actions.len()).map(|action| RwSignal::new(progress.is_done(step, action))).collect()
        };
        Self {
            ticks: steps().map(ticks).collect(),
            steps: steps().map(|(step, _)| RwSignal::new(StepState::of(progress, step))).collect(),
            milestones: (0..GUIDE.milestones.len()).map(|one| RwSignal::new(progress.milestone_reached(one))).collect(),
            open: steps().map(|_| RwSignal::new(false)).collect(),
        }
    }

    fn follow(&self, progress: &Progress, step: usize, actions: impl RangeBounds<usize>) {
        let ticks = self.ticks.get(step).map_or(&[][..], Vec::as_slice);
        let actions = (actions.start_bound().cloned(), actions.end_bound().cloned());
        for (action, tick) in ticks.iter().enumerate().filter(|(action, _)| actions.contains(action)) {
            update(*tick, progress.is_done(step, action));
        }
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
