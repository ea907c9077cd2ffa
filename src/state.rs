//! What the app knows, and the one door for changes.
//!
//! There is one truth, and it is not reactive. A change goes through [`AppState`], which stores it and then
//! pulls only the triggers of what it touched; whoever read that part reads it again. So a tick costs the same in a guide
//! of twenty actions and of twenty thousand, and nothing derived is ever kept twice.

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The one truth.
struct Inner {
    progress: Progress,
    shelf: Shelf,
    writer: Writer,
    saving: Saving,
    troubles: Vec<Trouble>,
    /// What the visitor has read and put away; not told again.
    put_away: Vec<Trouble>,
    announcement: String,
    /// What a start from scratch took away, until that can no longer be undone.
    removed: Vec<(String, Record)>,
}

/// A part of the truth that readers can follow.
#[derive(Clone, Copy)]
enum Part {
    /// How many steps are done, which comes next, which milestones are reached.
    Road,
    Saving,
    Troubles,
    Announcement,
    Theme,
    Removed,
    /// One step, by index. Always the last, as there are many.
    Step(usize),
}

impl Part {
    const fn index(self) -> usize {
        match self {
            Self::Road => 0,
            Self::Saving => 1,
            Self::Troubles => 2,
            Self::Announcement => 3,
            Self::Theme => 4,
            Self::Removed => 5,
            Self::Step(step) => 6 + step,
        }
    }
}

/// The app's state. Copies are the same state.
#[derive(Clone, Copy)]
pub struct AppState {
    labels: &'static Labels,
    inner: StoredValue<Inner>,
    triggers: StoredValue<Vec<Trigger>>,
}

impl AppState {
    /// The state with what was stored.
    #[must_use]
    pub fn new(loaded: Loaded, labels: &'static Labels) -> Self {
        let mut progress = Progress::new(&GUIDE);
        for (name, record) in loaded.records {
            progress.apply(&name, record);
        }
        let inner = Inner {
            progress,
            shelf: loaded.shelf,
            writer: Writer(clock::random()),
            saving: Saving::Nothing,
            troubles: loaded.troubles,
            put_away: Vec::new(),
            announcement: String::new(),
            removed: Vec::new(),
        };
        let parts = Part::Step(GUIDE.steps.len()).index();
        let triggers = (0..parts).map(|_| Trigger::new()).collect();
        let state = Self { labels, inner: StoredValue::new(inner), triggers: StoredValue::new(triggers) };
        state.show_ticks();
        state
    }

    /// Reads a part, and again whenever it changes.
    fn follow<T>(self, part: Part, read: impl FnOnce(&Inner) -> T) -> T {
        self.trigger(part, Trigger::track);
        self.inner.with_value(read)
    }

    fn tell(self, part: Part) {
        self.trigger(part, Trigger::notify);
    }

    fn trigger(self, part: Part, act: impl FnOnce(&Trigger)) {
        self.triggers.with_value(|triggers| triggers.get(part.index()).map(act));
    }

    /// Changes the truth. Told to nobody yet.
    fn change<T>(self, change: impl FnOnce(&mut Inner) -> T) -> Option<T> {
        self.inner.try_update_value(change)
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
        self.follow(Part::Step(step), |inner| StepState::of(&inner.progress, step))
    }

    /// Whether this milestone is reached.
    #[must_use]
    pub fn is_reached(self, milestone: usize) -> bool {
        self.follow(Part::Road, |inner| inner.progress.milestone_reached(milestone))
    }

    /// How many steps are done.
    #[must_use]
    pub fn done_steps(self) -> usize {
        self.follow(Part::Road, |inner| inner.progress.done_steps())
    }

    /// The first step that is not done.
    #[must_use]
    pub fn next_step(self) -> Option<usize> {
        self.follow(Part::Road, |inner| inner.progress.next_step())
    }

    /// Whether anything is ticked.
    #[must_use]
    pub fn is_started(self) -> bool {
        self.follow(Part::Road, |inner| is_started(&inner.progress))
    }

    /// The steps that this one builds on and that are not done.
    #[must_use]
    pub fn unfinished_before(self, step: usize) -> Vec<usize> {
        self.follow(Part::Road, |inner| inner.progress.unfinished_before(step).collect())
    }

    /// What came of storing the latest change.
    #[must_use]
    pub fn saving(self) -> Saving {
        self.follow(Part::Saving, |inner| inner.saving)
    }

    /// What the visitor must know about the storage and has not put away.
    #[must_use]
    pub fn troubles(self) -> Vec<Trouble> {
        self.follow(Part::Troubles, |inner| inner.troubles.clone())
    }

    /// What was announced last.
    #[must_use]
    pub fn announcement(self) -> String {
        self.follow(Part::Announcement, |inner| inner.announcement.clone())
    }

    /// `light`, `dark`, or empty for the system's choice.
    #[must_use]
    pub fn theme(self) -> String {
        self.follow(Part::Theme, |_| page::theme())
    }

    /// Whether a start from scratch can be undone.
    #[must_use]
    pub fn can_undo(self) -> bool {
        self.follow(Part::Removed, |inner| !inner.removed.is_empty())
    }

    /// The fragment of the first step that is not done. Not reactive.
    #[must_use]
    pub fn next_fragment(self) -> Option<&'static str> {
        let step = self.inner.with_value(|inner| inner.progress.next_step())?;
        GUIDE.steps.get(step).map(|step| step.fragment)
    }
}

/// Changing.
impl AppState {
    /// Ticks or unticks the action with this id: the one door for a visitor's edits.
    pub fn set_done(self, id: &str, done: bool) {
        let Some((step, action)) = self.inner.with_value(|inner| inner.progress.place(id)) else { return };
        let before = self.inner.with_value(|inner| Milestones::of(&inner.progress, step));
        self.change(|inner| {
            // Another tab may have written a moment ago; this edit must come after that one.
            if let Some(stored) = inner.shelf.get(id) {
                inner.progress.apply(id, stored);
            }
            inner.progress.set_done((step, action), done, inner.writer, clock::now());
        });
        self.store(id);
        self.tell(Part::Step(step));
        let now = self.inner.with_value(|inner| Milestones::of(&inner.progress, step));
        if before != now {
            self.tell(Part::Road);
            self.announce_step(step, &before, &now);
        }
    }

    /// Takes in what another tab stored.
    pub fn take_in(self, key: &str, text: &str) {
        let name = self.inner.with_value(|inner| inner.shelf.name_of(key).map(ToOwned::to_owned));
        if let (Some(name), Read::Record(record)) = (name, stored::read(text)) {
            self.apply(vec![(name, record)]);
        }
    }

    /// Every record, if the latest change could not be stored: a line each, the name and what would be stored. For the
    /// same page in another language, which has nothing else to go by.
    #[must_use]
    pub fn not_stored(self) -> Vec<String> {
        self.inner.with_value(|inner| match inner.saving {
            Saving::Off(_) => {
                let line = |(name, record)| [name, " ", &stored::to_json(record)].concat();
                inner.progress.records().map(line).collect()
            }
            _ => Vec::new(),
        })
    }

    /// Takes in what [`AppState::not_stored`] gave.
    pub fn take_back(self, lines: &[String]) {
        let record = |line: &String| {
            let (name, text) = line.split_once(' ')?;
            let Read::Record(record) = stored::read(text) else { return None };
            Some((name.to_owned(), record))
        };
        let records: Vec<_> = lines.iter().filter_map(record).collect();
        let names: Vec<_> = records.iter().map(|(name, _)| name.clone()).collect();
        self.apply(records);
        names.iter().for_each(|name| self.store(name));
    }

    /// Takes in everything that is stored now: other tabs may have written while this one slept.
    pub fn catch_up(self) {
        self.apply(self.inner.with_value(|inner| inner.shelf.all()));
    }

    fn apply(self, records: Vec<(String, Record)>) {
        let mut behind = Vec::new();
        let mut changed = false;
        self.change(|inner| {
            for (name, record) in records {
                if let Some(change) = inner.progress.apply(&name, record) {
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
            self.show_all();
        }
    }

    /// Makes every tick void, in all tabs, and keeps what there was for [`AppState::undo`].
    pub fn start_again(self) {
        self.change(|inner| inner.removed = inner.progress.clear(inner.writer, clock::now()));
        self.store(CLEARED);
        self.change(|inner| inner.removed.iter().for_each(|(name, _)| inner.shelf.remove(name)));
        self.tell(Part::Removed);
        self.show_anew(self.labels.ui.started_again);
        // The way back appears in the next pass.
        request_animation_frame(|| page::focus_id("undo"));
    }

    /// Brings back what [`AppState::start_again`] took away. Ticks set since then stay.
    pub fn undo(self) {
        let restored = self.change(|inner| {
            let removed = std::mem::take(&mut inner.removed);
            inner.progress.restore(removed, inner.writer)
        });
        for name in restored.unwrap_or_default() {
            self.store(&name);
        }
        self.tell(Part::Removed);
        self.show_anew(self.labels.ui.undone);
        page::focus_id("inhoud");
    }

    /// Lets go of what could be undone.
    pub fn forget_undo(self) {
        self.change(|inner| inner.removed.clear());
        self.tell(Part::Removed);
        page::focus_id("inhoud");
    }

    /// Puts the notice with this title away. The storage stays as it is.
    pub fn dismiss(self, title: &str) {
        let ui = &self.labels.ui;
        self.change(|inner| {
            let (away, kept) = inner.troubles.iter().partition(|one| one.title(ui) == title);
            inner.put_away.extend::<Vec<_>>(away);
            inner.troubles = kept;
        });
        self.tell(Part::Troubles);
        page::focus_id("inhoud");
    }

    /// Has the page's one live region say this, politely.
    pub fn announce(self, text: String) {
        self.change(|inner| inner.announcement = text);
        self.tell(Part::Announcement);
    }

    /// From the system's theme to light, to dark, and back.
    pub fn turn_theme(self) {
        let next = match page::theme().as_str() {
            "" => "light",
            "light" => "dark",
            _ => "",
        };
        page::set_theme(next);
        // Without storage the choice holds until the page is closed.
        let _ = if next.is_empty() { storage::remove(THEME) } else { storage::write(THEME, next) };
        self.tell(Part::Theme);
    }

    /// Stores the record of this name as it is now, and shows what came of it.
    fn store(self, name: &str) {
        let now = clock::now();
        let troubles_changed = self.change(|inner| {
            let Inner { progress, shelf, saving, troubles, put_away, .. } = inner;
            let Some(record) = progress.record(name) else { return false };
            let result = shelf.put(name, record, |name| progress.record(name).cloned());
            let before = troubles.len();
            match result {
                Ok(()) => {
                    *saving = Saving::Kept { at: now };
                    troubles.retain(|one| *one != Trouble::Full);
                }
                Err(trouble) => {
                    *saving = Saving::Off(trouble);
                    if !troubles.contains(&trouble) && !put_away.contains(&trouble) {
                        troubles.push(trouble);
                    }
                }
            }
            before != troubles.len()
        });
        self.tell(Part::Saving);
        if troubles_changed == Some(true) {
            self.tell(Part::Troubles);
        }
    }

    /// Ticks on the page what is ticked, and nothing else.
    fn show_ticks(self) {
        self.inner.with_value(|inner| {
            for (step, place) in GUIDE.steps.iter().enumerate() {
                for (action, place) in place.actions.iter().enumerate() {
                    page::set_checked(place.id, inner.progress.is_done(step, action));
                }
            }
        });
    }

    /// Shows everything that may have changed at once.
    fn show_all(self) {
        self.show_ticks();
        self.tell(Part::Road);
        (0..GUIDE.steps.len()).for_each(|step| self.tell(Part::Step(step)));
    }

    fn show_anew(self, announcement: &str) {
        self.show_all();
        page::open_only(self.next_fragment());
        self.announce(announcement.to_owned());
    }

    /// Announces a step that became done or open again, and the milestones that it brought.
    fn announce_step(self, step: usize, before: &Milestones, now: &Milestones) {
        let ui = &self.labels.ui;
        let (was_done, is_done) = (before.status == Status::Done, now.status == Status::Done);
        if was_done == is_done {
            return;
        }
        let numbers = (step + 1, now.done_steps, GUIDE.steps.len());
        let mut text = if is_done {
            ui.step_done(numbers.0, numbers.1, numbers.2)
        } else {
            ui.step_reopened(numbers.0, numbers.1, numbers.2)
        };
        for (index, (_, title)) in now.reached.iter().zip(self.labels.milestones).enumerate() {
            if now.reached.get(index) == Some(&true) && before.reached.get(index) == Some(&false) {
                text = [&text, " ", &ui.milestone_reached_live(title)].concat();
            }
        }
        self.announce(text);
    }
}

/// What a tick can change beyond its own step's count.
#[derive(PartialEq, Eq)]
struct Milestones {
    status: Status,
    done_steps: usize,
    is_started: bool,
    reached: Vec<bool>,
}

impl Milestones {
    fn of(progress: &Progress, step: usize) -> Self {
        Self {
            status: progress.status(step),
            done_steps: progress.done_steps(),
            is_started: is_started(progress),
            reached: (0..GUIDE.milestones.len()).map(|one| progress.milestone_reached(one)).collect(),
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

fn is_started(progress: &Progress) -> bool {
    (0..GUIDE.steps.len()).any(|step| progress.done_count(step) > 0)
}
