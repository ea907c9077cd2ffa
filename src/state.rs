//! What the app knows, and the one door for changes.
//!
//! There is one truth, and it is not reactive. A change goes through [`AppState`], which stores it and then
//! pulls only the triggers of what it touched; whoever read that part reads it again. So a tick costs the same in a guide
//! of twenty actions and of twenty thousand, and nothing derived is ever kept twice.

use leptos::prelude::*;

use crate::{
    browser::{clock, page, storage},
    domain::{
        day::Day,
        progress::{CLEARED, Mark, Next, Progress, Status, wait_since},
        record::{Record, TooLong, Writer},
        stored::{self, Read},
    },
    fields,
    saving::{Loaded, Shelf, Trouble},
    text::{GUIDE, Labels},
};

/// Where the chosen theme is kept. index.html reads it before the first paint.
const THEME: &str = "partnerpad.theme";

/// How far one step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepState {
    /// From its actions.
    pub status: Status,
    /// Actions that are done.
    pub done: usize,
    /// All actions.
    pub all: usize,
    /// The day on which it was done, as noted; else that of the last tick. Only with [`Status::Done`].
    pub finished_on: Option<Day>,
    /// For whom one waits longest, as typed; may be empty. Only with [`Status::Waiting`].
    pub waits_for: String,
}

/// What is waited for.
pub struct Waiting {
    /// Id of the action.
    pub id: &'static str,
    /// Parties that act, as indices; for when nobody was named.
    pub parties: &'static [usize],
    /// For whom, as typed; may be empty.
    pub who: String,
    /// Since this day.
    pub since: Day,
    /// Whole days until today; 0 if the clock says that it lies ahead.
    pub days: usize,
}

impl StepState {
    /// All actions ticked.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.status == Status::Done
    }

    /// The word that the style sheet knows this status by.
    #[must_use]
    pub const fn css(&self) -> &'static str {
        match self.status {
            Status::Todo => "todo",
            Status::Busy => "bezig",
            Status::Waiting => "wacht",
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
    /// What the latest change took away, until that can no longer be undone.
    undo: Option<Undo>,
    /// What the visitor is typing in: its record before that. What came after is not known yet.
    typing: Option<Changed>,
}

/// A way back.
struct Undo {
    /// What happened.
    notice: String,
    before: Before,
}

/// What stood there before.
enum Before {
    /// All of it was made void.
    Cleared(Vec<(String, Record)>),
    /// These were changed: how they were before and after.
    Records(Vec<Changed>),
}

/// A name, and its record before and after a change.
type Changed = (String, Option<Record>, Option<Record>);

/// A visitor's edit of one record.
enum Edit<'a> {
    Done(bool),
    Text(&'a str),
}

/// A part of the truth that readers can follow.
#[derive(Clone, Copy)]
enum Part {
    /// How many steps are done, which milestones are reached.
    Road,
    /// What to do next, and what is waited for.
    Next,
    Saving,
    Troubles,
    Announcement,
    Theme,
    Undo,
    /// One step, by index. Always the last, as there are many.
    Step(usize),
}

impl Part {
    const fn index(self) -> usize {
        match self {
            Self::Road => 0,
            Self::Next => 1,
            Self::Saving => 2,
            Self::Troubles => 3,
            Self::Announcement => 4,
            Self::Theme => 5,
            Self::Undo => 6,
            Self::Step(step) => 7 + step,
        }
    }
}

/// The app's state. Copies are the same state.
#[derive(Clone, Copy)]
pub struct AppState {
    labels: &'static Labels,
    inner: StoredValue<Inner>,
    triggers: StoredValue<Vec<Trigger>>,
    /// Told after every change of a record.
    listeners: StoredValue<Vec<Box<dyn Fn()>>, LocalStorage>,
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
            undo: None,
            typing: None,
        };
        let parts = Part::Step(GUIDE.steps.len()).index();
        let triggers = (0..parts).map(|_| Trigger::new()).collect();
        let state = Self {
            labels,
            inner: StoredValue::new(inner),
            triggers: StoredValue::new(triggers),
            listeners: StoredValue::new_local(Vec::new()),
        };
        // All of them: a browser that loads the page again fills in what stood there before, perhaps of another dossier.
        state.inner.with_value(|inner| fields::show_all(&inner.progress, labels));
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

    /// What to do next.
    #[must_use]
    pub fn next(self) -> Option<Next> {
        self.follow(Part::Next, |inner| inner.progress.next())
    }

    /// What is waited for, longest first.
    #[must_use]
    pub fn waits(self) -> Vec<Waiting> {
        self.follow(Part::Next, |inner| {
            let today = Day::parse(&clock::today());
            let mut told: Vec<Waiting> = Vec::new();
            for wait in inner.progress.waits() {
                let place = GUIDE.steps.get(wait.place.0).and_then(|step| step.actions.get(wait.place.1));
                let Some(action) = place else { continue };
                let days = today.map_or(0, |today| usize::try_from(today.since(wait.since)).unwrap_or_default());
                let (who, since) = (wait.who.trim().to_owned(), wait.since);
                let at = told.partition_point(|other| other.since <= since);
                told.insert(at, Waiting { id: action.id, parties: action.who, who, since, days });
            }
            told
        })
    }

    /// The day on which the message of this milestone came.
    #[must_use]
    pub fn message_day(self, milestone: usize) -> Option<Day> {
        self.follow(Part::Next, |inner| inner.progress.message_day(milestone))
    }

    /// For each action of the step the word that the style sheet knows it by: done, waited for, to be done now, or
    /// none of these.
    #[must_use]
    pub fn marks(self, step: usize) -> Vec<&'static str> {
        self.follow(Part::Step(step), |inner| {
            let progress = &inner.progress;
            let mut now = progress.doable(step).peekable();
            let mark = |action| match progress.mark(step, action) {
                Mark::Done => "klaar",
                Mark::Waiting => "wacht",
                Mark::Open if now.next_if_eq(&action).is_some() => "nu",
                Mark::Open => "",
            };
            (0..GUIDE.steps.get(step).map_or(0, |step| step.actions.len())).map(mark).collect()
        })
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

    /// What happened that can be undone.
    #[must_use]
    pub fn undoable(self) -> Option<String> {
        self.follow(Part::Undo, |inner| inner.undo.as_ref().map(|undo| undo.notice.clone()))
    }

    /// The fragment of the step in which something is to be done next. Not reactive.
    #[must_use]
    pub fn next_fragment(self) -> Option<&'static str> {
        let (step, _) = self.inner.with_value(|inner| inner.progress.next())?.place();
        GUIDE.steps.get(step).map(|step| step.fragment)
    }

    /// The text of this name; empty if there is none. Not reactive.
    #[must_use]
    pub fn text(self, name: &str) -> String {
        self.inner.with_value(|inner| inner.progress.text(name).to_owned())
    }

    /// What to call the dossier: its name, else the company's; empty if there is neither.
    #[must_use]
    pub fn dossier_name(self) -> String {
        // Told after every record that is stored.
        self.trigger(Part::Saving, Trigger::track);
        self.follow(Part::Road, |inner| {
            let names = ["dossier.name", "company.trade-name", "company.legal-name"];
            let name = names.into_iter().map(|name| inner.progress.text(name).trim()).find(|name| !name.is_empty());
            name.unwrap_or_default().to_owned()
        })
    }

    /// The id of the dossier. Never changes.
    #[must_use]
    pub fn dossier(self) -> String {
        self.inner.with_value(|inner| inner.shelf.dossier().to_owned())
    }

    /// What was written under this name at the same time as what is shown. Not reactive.
    #[must_use]
    pub fn copies(self, name: &str) -> Vec<String> {
        self.inner.with_value(|inner| {
            let copies = inner.progress.record(name).map(Record::copies).unwrap_or_default();
            copies.into_iter().map(|(_, text)| text.to_owned()).collect()
        })
    }

    /// Whether there is an action with this id.
    #[must_use]
    pub fn is_action(self, id: &str) -> bool {
        self.inner.with_value(|inner| inner.progress.place(id).is_some())
    }
}

/// Changing.
impl AppState {
    /// Ticks or unticks the action with this id. What unticking takes away can be undone.
    pub fn set_done(self, id: &str, done: bool) {
        let before = self.record(id);
        // Without a text in it, an edit is never too long.
        let _ = self.write(id, &Edit::Done(done));
        if !done {
            self.offer_undo(
                self.labels.ui.unticked(page::task_name(id)),
                vec![(id.to_owned(), before, self.record(id))],
            );
        }
    }

    /// Writes a text under this name.
    ///
    /// # Errors
    /// [`TooLong`]: then nothing is changed.
    pub fn set_text(self, name: &str, text: &str) -> Result<(), TooLong> {
        self.write(name, &Edit::Text(text))
    }

    /// Like [`AppState::set_text`], for what is typed in a field, letter by letter.
    ///
    /// # Errors
    /// [`TooLong`]: then nothing is changed.
    pub fn type_text(self, name: &str, text: &str) -> Result<(), TooLong> {
        let before = self.record(name);
        self.set_text(name, text)?;
        self.change(|inner| {
            if inner.typing.as_ref().is_none_or(|typing| typing.0 != name) {
                inner.typing = Some((name.to_owned(), before, None));
            }
        });
        Ok(())
    }

    /// The field that was typed in is left. If it is empty now, what stood there can be brought back.
    pub fn leave(self) {
        let Some((name, before, _)) = self.change(|inner| inner.typing.take()).flatten() else { return };
        let had_text = before.as_ref().and_then(Record::shown_text).is_some_and(|text| !text.is_empty());
        if had_text && self.text(&name).is_empty() {
            let notice = self.labels.ui.emptied.to_owned();
            self.announce(notice.clone());
            let after = self.record(&name);
            self.offer_undo(notice, vec![(name, before, after)]);
        }
    }

    /// Like [`AppState::set_text`], from somewhere else than its field, and with a way back: `notice` says what happened.
    pub fn replace_text(self, name: &str, text: &str, notice: String) {
        let before = self.record(name);
        if self.set_text(name, text).is_ok() {
            self.show_record(name);
            self.offer_undo(notice, vec![(name.to_owned(), before, self.record(name))]);
        }
    }

    /// Notes that one waits for this action from today on, or no longer.
    pub fn set_waiting(self, id: &str, waits: bool) {
        let name = wait_since(id);
        if waits {
            let _ = self.set_text(&name, &clock::today());
            self.show_record(&name);
        } else {
            self.replace_text(&name, "", self.labels.ui.wait_ended(page::task_name(id)));
        }
    }

    /// The one door for a visitor's edits.
    fn write(self, name: &str, edit: &Edit<'_>) -> Result<(), TooLong> {
        let step = self.inner.with_value(|inner| inner.progress.step_of(name));
        let before = self.road(step);
        let written = self.change(|inner| {
            let Inner { progress, shelf, writer, .. } = inner;
            // Another tab may have written a moment ago; this edit must come after that one.
            if let Some(stored) = shelf.get(name) {
                progress.apply(name, stored);
            }
            match edit {
                Edit::Text(text) => progress.set_text(name, text, *writer, clock::now()),
                Edit::Done(done) => {
                    if let Some(place) = progress.place(name) {
                        progress.set_done(place, *done, *writer, clock::now());
                    }
                    Ok(())
                }
            }
        });
        written.unwrap_or(Ok(()))?;
        self.store(name);
        if let Some(step) = step {
            self.tell(Part::Step(step));
            self.tell(Part::Next);
        }
        let now = self.road(step);
        if before != now {
            self.tell(Part::Road);
        }
        if let (Some(step), Some(before), Some(now)) = (step, before, now) {
            self.announce_step(step, &before, &now);
        }
        self.tell_listeners();
        Ok(())
    }

    fn record(self, name: &str) -> Option<Record> {
        self.inner.with_value(|inner| inner.progress.record(name).cloned())
    }

    fn road(self, step: Option<usize>) -> Option<Road> {
        self.inner.with_value(|inner| step.map(|step| Road::of(&inner.progress, step)))
    }

    /// Calls `react` after every change of a record.
    pub fn on_change(self, react: Box<dyn Fn()>) {
        self.listeners.update_value(|listeners| listeners.push(react));
    }

    fn tell_listeners(self) {
        self.listeners.with_value(|listeners| listeners.iter().for_each(|react| react()));
    }

    /// From now on, until the next offer, this can be undone.
    fn offer_undo(self, notice: String, before: Vec<Changed>) {
        self.change(|inner| inner.undo = Some(Undo { notice, before: Before::Records(before) }));
        self.tell(Part::Undo);
    }

    /// Takes in what another tab stored; without a key, that it cleared all.
    pub fn take_in(self, key: &str, text: &str) {
        if key.is_empty() {
            return self.catch_up();
        }
        let name = self.inner.with_value(|inner| inner.shelf.name_of(key).map(ToOwned::to_owned));
        if let (Some(name), Read::Record(record)) = (name, stored::read(text)) {
            self.apply(vec![(name, record)]);
        }
    }

    /// The id of the dossier, then every record, if the latest change could not be stored: a line each, as
    /// [`AppState::lines`] has them. For the same page in another language, which has nothing else to go by.
    #[must_use]
    pub fn luggage(self) -> String {
        let is_stored = self.inner.with_value(|inner| !matches!(inner.saving, Saving::Off(_)));
        if is_stored { String::new() } else { [&self.dossier(), "\n", &self.lines()].concat() }
    }

    /// Takes in what [`AppState::luggage`] gave, if it is of the same dossier.
    pub fn unpack(self, luggage: &str) {
        if let Some((dossier, lines)) = luggage.split_once('\n')
            && dossier == self.dossier()
        {
            self.restore(lines);
        }
    }

    /// Every record: a line each, the name and what would be stored.
    #[must_use]
    pub fn lines(self) -> String {
        let mut lines = String::new();
        self.inner.with_value(|inner| {
            for (name, record) in inner.progress.records() {
                [name, " ", &stored::to_json(record), "\n"].into_iter().for_each(|part| lines.push_str(part));
            }
        });
        lines
    }

    /// Takes in lines as of [`AppState::lines`], and stores what came of them.
    pub fn restore(self, lines: &str) {
        let record = |line: &str| {
            let (name, text) = line.split_once(' ')?;
            let Read::Record(record) = stored::read(text) else { return None };
            Some((name.to_owned(), record))
        };
        self.apply(lines.lines().filter_map(record).collect());
        self.store_all(lines);
    }

    /// Stores the records in these lines as they are now. From the last to the first: a start from scratch, which comes first,
    /// makes the old records void only when the new ones are stored.
    fn store_all(self, lines: &str) {
        names(lines).rev().for_each(|name| self.store(name));
    }

    /// Takes in records from elsewhere, in lines as of [`AppState::lines`], and keeps a way back.
    pub fn take_lines(self, lines: &str, notice: String) {
        let all = self.lines() + lines;
        let before: Vec<_> = names(&all).map(|name| (name, self.record(name))).collect();
        self.restore(lines);
        let mut changed: Vec<Changed> = Vec::new();
        for (name, before) in before {
            let after = self.record(name);
            if after.is_none() {
                self.change(|inner| inner.shelf.remove(name));
            }
            if name != CLEARED && before != after {
                changed.push((name.to_owned(), before, after));
            }
        }
        self.announce(notice.clone());
        self.offer_undo(notice, changed);
    }

    /// Takes in everything that is stored now: other tabs may have written while this one slept.
    pub fn catch_up(self) {
        self.apply(self.inner.with_value(|inner| inner.shelf.all()));
        if self.inner.with_value(|inner| inner.shelf.is_cleared(|name| inner.progress.record(name).cloned())) {
            self.show_saving(Err(Trouble::Cleared));
        }
    }

    /// Stores everything again, after it was cleared.
    pub fn put_back(self) {
        self.change(|inner| inner.shelf.begin_anew());
        self.store_all(&self.lines());
        self.announce(self.labels.ui.undone.to_owned());
        page::focus_id("inhoud");
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

    /// Makes everything void, in all tabs, and keeps what there was for [`AppState::undo`].
    pub fn start_again(self) {
        let notice = self.labels.ui.started_again;
        self.change(|inner| {
            let removed = inner.progress.clear(inner.writer, clock::now());
            inner.undo = Some(Undo { notice: notice.to_owned(), before: Before::Cleared(removed) });
        });
        self.store(CLEARED);
        self.change(|inner| {
            if let Some(Undo { before: Before::Cleared(removed), .. }) = &inner.undo {
                removed.iter().for_each(|(name, _)| inner.shelf.remove(name));
            }
        });
        self.tell(Part::Undo);
        self.show_anew(notice);
        // The way back appears in the next pass.
        request_animation_frame(|| page::focus_id("undo"));
    }

    /// Brings back what the latest change took away. What was written since then is not lost.
    pub fn undo(self) {
        let restored = self.change(|inner| {
            let Inner { progress, writer, undo, .. } = inner;
            match undo.take()?.before {
                Before::Cleared(removed) => Some((progress.restore(removed, *writer), true)),
                Before::Records(changed) => {
                    let is_as_left = |(name, _, after): &Changed| progress.record(name) == after.as_ref();
                    let earlier = changed.into_iter().filter(is_as_left).map(|(name, before, _)| (name, before));
                    let earlier = earlier.collect();
                    Some((progress.put_back(earlier, *writer, clock::now()), false))
                }
            }
        });
        let Some((names, is_anew)) = restored.flatten() else { return };
        names.iter().for_each(|name| self.store(name));
        self.tell(Part::Undo);
        if is_anew {
            self.show_anew(self.labels.ui.undone);
        } else {
            self.show_all();
            self.announce(self.labels.ui.undone.to_owned());
        }
        page::focus_id("inhoud");
    }

    /// Lets go of what could be undone.
    pub fn forget_undo(self) {
        self.change(|inner| inner.undo = None);
        self.tell(Part::Undo);
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
        let result = self.change(|inner| {
            let Inner { progress, shelf, .. } = inner;
            Some(shelf.put(name, progress.record(name)?, |name| progress.record(name).cloned()))
        });
        if let Some(result) = result.flatten() {
            self.show_saving(result);
        }
    }

    /// Shows what came of storing the latest change.
    pub fn show_saving(self, result: Result<(), Trouble>) {
        let at = clock::now();
        let troubles_changed = self.change(|inner| {
            let Inner { saving, troubles, put_away, .. } = inner;
            let before = troubles.len();
            match result {
                Ok(()) => {
                    *saving = Saving::Kept { at };
                    troubles.retain(|one| !matches!(one, Trouble::Full | Trouble::Cleared));
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

    /// Shows the record of this name.
    fn show_record(self, name: &str) {
        self.inner.with_value(|inner| fields::show(&inner.progress, self.labels, name));
    }

    /// Shows everything that may have changed at once.
    fn show_all(self) {
        self.inner.with_value(|inner| fields::show_all(&inner.progress, self.labels));
        self.tell(Part::Road);
        self.tell(Part::Next);
        (0..GUIDE.steps.len()).for_each(|step| self.tell(Part::Step(step)));
        self.tell_listeners();
    }

    fn show_anew(self, announcement: &str) {
        self.show_all();
        page::open_only(self.next_fragment());
        self.announce(announcement.to_owned());
    }

    /// Announces a step that became done or open again, and the milestones that it brought.
    fn announce_step(self, step: usize, before: &Road, now: &Road) {
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
struct Road {
    status: Status,
    done_steps: usize,
    is_started: bool,
    reached: Vec<bool>,
}

impl Road {
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
        let place = GUIDE.steps.get(step);
        let noted = place.and_then(|place| Day::parse(progress.text(&["date.", place.id].concat())));
        let ticked = || progress.finished_at(step).and_then(|at| Day::parse(&clock::day_text(at)));
        let status = progress.status(step);
        let waits = progress.waits().filter(|wait| wait.place.0 == step);
        Self {
            status,
            done: progress.done_count(step),
            all: place.map_or(0, |place| place.actions.len()),
            finished_on: if status == Status::Done { noted.or_else(ticked) } else { None },
            waits_for: waits.min_by_key(|wait| wait.since).map(|wait| wait.who.trim().to_owned()).unwrap_or_default(),
        }
    }
}

/// The names in lines as of [`AppState::lines`].
fn names(lines: &str) -> impl DoubleEndedIterator<Item = &str> {
    lines.lines().filter_map(|line| Some(line.split_once(' ')?.0))
}

fn is_started(progress: &Progress) -> bool {
    (0..GUIDE.steps.len()).any(|step| progress.done_count(step) > 0)
}
