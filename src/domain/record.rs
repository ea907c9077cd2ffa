//! One record: the state of one named thing, such as the tick of an action or the text of a note.
//!
//! Tabs, imports and saved files may each have written their own. [`Record::merge`] makes one of them: in
//! whatever order and however often they are merged, the outcome is the same, and no text that someone has
//! not seen and replaced is lost.

use std::cmp::Ordering;
use std::fmt;

/// The highest counter that is believed. A higher one would leave no room for later edits.
pub const COUNTER_MAX: u64 = 1 << 50;

/// The longest text, in `char`s.
pub const TEXT_MAX_CHARS: usize = 10_000;

/// How many replaced writers a text goes on naming. Beyond it a very old copy that turns up again is shown as
/// a conflict copy, which is safe; without a limit the record would grow with every opened page, for ever.
const SEEN_MAX: usize = 100;

/// Who wrote: 64 random bits, in JSON (`d`) as 16 lowercase hex digits.
///
/// One per opened page, not per device: two tabs of one browser must never make the same stamp. A writer never
/// starts over a record that it removed, since "all by this writer up to counter n was seen" would then be said of
/// texts that were not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Writer(pub u64);

impl Writer {
    /// Reads exactly 16 lowercase hex digits.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 16 || !digits.bytes().all(is_hex) {
            return None;
        }
        u64::from_str_radix(digits, 16).ok().map(Self)
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// When an edit was made, as an order and not as a time: by counter, then by writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// 1 to [`COUNTER_MAX`]; higher than every counter its writer had met.
    pub counter: u64,
    /// Who wrote.
    pub writer: Writer,
}

/// A Lamport clock: its stamps are later than everything that it has observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    highest: u64,
}

impl Clock {
    /// Takes note of a counter met in a record.
    pub fn observe(&mut self, counter: u64) {
        self.highest = self.highest.max(counter).min(COUNTER_MAX);
    }

    /// The stamp of the next edit. At [`COUNTER_MAX`] it stands still, so that what is written stays readable.
    pub fn next(&mut self, writer: Writer) -> Stamp {
        self.observe(self.highest + 1);
        Stamp { counter: self.highest, writer }
    }
}

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// The longest that is accepted, in `char`s.
    pub max_chars: usize,
}

/// What was written. The order decides between different contents of one stamp.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    Tick(bool),
    Text(String),
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub stamp: Stamp,
    /// Wall time, ms since 1970. Only shown; clocks go backwards.
    pub at: i64,
    pub content: Content,
    /// Fields that a newer build wrote and this one does not know: their JSON, as it was.
    pub unknown: Vec<(String, String)>,
}

impl Version {
    fn is_tick(&self) -> bool {
        matches!(self.content, Content::Tick(_))
    }

    fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Tick(_) => None,
        }
    }

    fn is_seen(&self, seen: &Seen) -> bool {
        seen.up_to(self.stamp.writer).is_some_and(|counter| counter >= self.stamp.counter)
    }

    /// The highest stamp first. Of equal stamps, which only damage or a hand can make, the content decides: any rule
    /// would do that needs nothing but the two versions.
    fn newest_first(a: &Self, b: &Self) -> Ordering {
        (b.stamp, &b.content, b.at, &b.unknown).cmp(&(a.stamp, &a.content, a.at, &a.unknown))
    }
}

/// Per writer the counter up to which its texts were seen and replaced. One stamp for each, sorted by writer. Not a
/// `BTreeMap`: the code of each further kind of map is some KB more for the visitor to load.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Seen(Vec<Stamp>);

impl Seen {
    /// Adds that the texts of this writer were seen up to this counter.
    pub fn raise(&mut self, to: Stamp) {
        let place = self.0.binary_search_by_key(&to.writer, |known| known.writer);
        match place.map(|at| self.0.get_mut(at)) {
            Ok(Some(known)) => *known = to.max(*known),
            Ok(None) => {}
            Err(at) => self.0.insert(at, to),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Stamp> {
        self.0.iter()
    }

    fn up_to(&self, writer: Writer) -> Option<u64> {
        let at = self.0.binary_search_by_key(&writer, |known| known.writer).ok()?;
        self.0.get(at).map(|known| known.counter)
    }

    /// Without the oldest beyond [`SEEN_MAX`].
    fn newest(&self) -> Self {
        let mut newest = self.clone();
        // One at a time: the code of sorting would weigh more, and more than one too many there never are for long.
        while newest.0.len() > SEEN_MAX
            && let Some((oldest, _)) = newest.0.iter().enumerate().min_by_key(|(_, known)| **known)
        {
            newest.0.remove(oldest);
        }
        newest
    }
}

/// The state of one named thing: what is shown, and what was written at the same time without having seen it.
///
/// Always: `also` is sorted, newest first, and older than `shown`; at most one version is a tick; no text is
/// covered by `seen`; and every counter in `seen` is below that of `shown`, so that no merge can drop what is
/// shown. The versions and `seen` each only grow together (a product of lattices), and that makes the merge
/// commutative, associative and idempotent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub(super) shown: Version,
    pub(super) also: Vec<Version>,
    pub(super) seen: Seen,
}

impl Record {
    /// A first tick, or the first taking away of one.
    #[must_use]
    pub fn tick(stamp: Stamp, at: i64, done: bool) -> Self {
        Self::new(stamp, at, Content::Tick(done))
    }

    /// A first text. `at`: wall time, ms since 1970.
    ///
    /// # Errors
    /// [`TooLong`] beyond [`TEXT_MAX_CHARS`].
    pub fn text(stamp: Stamp, at: i64, text: &str) -> Result<Self, TooLong> {
        if text.chars().count() > TEXT_MAX_CHARS {
            return Err(TooLong { max_chars: TEXT_MAX_CHARS });
        }
        Ok(Self::new(stamp, at, Content::Text(text.to_owned())))
    }

    /// This record with a new tick, which replaces the one it had. A stamp that is not later than what is shown
    /// is made so. `at`: wall time, ms since 1970.
    #[must_use]
    pub fn with_done(&self, stamp: Stamp, at: i64, done: bool) -> Self {
        self.with(Self::tick(self.later(stamp), at, done))
    }

    /// This record with a new text, which replaces every text it had, conflict copies too. A stamp that is not
    /// later than what is shown is made so. `at`: wall time, ms since 1970.
    ///
    /// # Errors
    /// [`TooLong`] beyond [`TEXT_MAX_CHARS`].
    pub fn with_text(&self, stamp: Stamp, at: i64, text: &str) -> Result<Self, TooLong> {
        let mut edit = Self::text(self.later(stamp), at, text)?;
        edit.seen = self.seen.newest();
        for old in self.versions().filter(|old| !old.is_tick() && old.stamp.counter < edit.shown.stamp.counter) {
            edit.seen.raise(old.stamp);
        }
        Ok(self.with(edit))
    }

    /// The one record that both make together. Shown is what has the highest stamp.
    ///
    /// Of ticks only the highest stays. Of texts all stay that nobody has seen and replaced; equal texts too,
    /// because dropping one of them here would make the outcome depend on the order of merging
    /// ([`Record::copies`] folds them). A tick and a text under one name do not replace each other.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let (newer, older) = match Version::newest_first(&self.shown, &other.shown) {
            Ordering::Greater => (other, self),
            Ordering::Less | Ordering::Equal => (self, other),
        };
        let Self { shown, mut also, mut seen } = newer;
        older.seen.iter().for_each(|known| seen.raise(*known));
        for version in std::iter::once(older.shown).chain(older.also) {
            if let Err(at) = also.binary_search_by(|known| Version::newest_first(known, &version)) {
                also.insert(at, version);
            }
        }
        let mut has_tick = shown.is_tick();
        also.retain(|version| match version.content {
            Content::Tick(_) => !std::mem::replace(&mut has_tick, true),
            Content::Text(_) => *version != shown && !version.is_seen(&seen),
        });
        Self { shown, also, seen }
    }

    /// Whether it is ticked. A record that shows a text is not.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.shown.content == Content::Tick(true)
    }

    /// The text that is shown; `None` for a tick.
    #[must_use]
    pub fn shown_text(&self) -> Option<&str> {
        self.shown.text()
    }

    /// Conflict copies: the other texts with their wall times, newest first, each text once and none equal to the
    /// shown one.
    #[must_use]
    pub fn copies(&self) -> Vec<(i64, &str)> {
        let mut copies: Vec<(i64, &str)> = Vec::new();
        for version in &self.also {
            if let Some(text) = version.text()
                && self.shown_text() != Some(text)
                && !copies.iter().any(|(_, known)| *known == text)
            {
                copies.push((version.at, text));
            }
        }
        copies
    }

    /// The stamp of what is shown. No counter in the record is higher.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.shown.stamp
    }

    /// When that was written: wall time, ms since 1970. Only to show.
    #[must_use]
    pub fn at(&self) -> i64 {
        self.shown.at
    }

    /// The record of these versions, in any order; `None` if they and `seen` contradict each other.
    pub(super) fn from_parts(first: Version, also: Vec<Version>, seen: Seen) -> Option<Self> {
        let no_text_is_seen = also.iter().chain([&first]).all(|version| version.is_tick() || !version.is_seen(&seen));
        let lone = |version| Self { shown: version, also: Vec::new(), seen: Seen::default() };
        let mut record = also.into_iter().map(lone).fold(lone(first), Self::merge);
        record.seen = seen;
        let seen_is_older = record.seen.iter().all(|known| known.counter < record.shown.stamp.counter);
        (no_text_is_seen && seen_is_older).then_some(record)
    }

    /// What of it is later than `line`; `None` if nothing is. Whether records are cut and then merged or merged and
    /// then cut makes no difference, so what `seen` says of earlier texts goes too.
    pub(super) fn since(mut self, line: Stamp) -> Option<Self> {
        self.also.retain(|version| version.stamp > line);
        self.seen.0.retain(|known| known.counter >= line.counter);
        (self.shown.stamp > line).then_some(self)
    }

    /// The same versions as new edits, in the same order, that have seen nothing.
    pub(super) fn again(mut self, clock: &mut Clock, writer: Writer) -> Self {
        for version in self.also.iter_mut().rev().chain([&mut self.shown]) {
            version.stamp = clock.next(writer);
        }
        Self { seen: Seen::default(), ..self }
    }

    /// This record after all of it was replaced, as new edits, by what stood here `earlier`. What was not there is
    /// unticked, or becomes an empty text, at this wall time.
    pub(super) fn back_to(&self, earlier: Option<Self>, clock: &mut Clock, writer: Writer, at: i64) -> Self {
        let mut versions: Vec<Version> = earlier.iter().flat_map(Self::versions).cloned().collect();
        for (is_tick, content) in [(true, Content::Tick(false)), (false, Content::Text(String::new()))] {
            let is_of_this_kind = |version: &Version| version.is_tick() == is_tick;
            if self.versions().any(is_of_this_kind) && !versions.iter().any(is_of_this_kind) {
                versions.push(Self::new(Stamp { counter: 0, writer }, at, content).shown);
            }
        }
        for version in versions.iter_mut().rev() {
            version.stamp = clock.next(writer);
        }
        let oldest = versions.last().map_or(0, |version| version.stamp.counter);
        let mut seen = self.seen.newest();
        for replaced in self.versions().filter(|old| !old.is_tick() && old.stamp.counter < oldest) {
            seen.raise(replaced.stamp);
        }
        let mut versions = versions.into_iter();
        let back = versions.next().and_then(|first| Self::from_parts(first, versions.collect(), seen));
        back.into_iter().fold(self.clone(), Self::merge)
    }

    /// This record without its tick, fit to be written [again](Self::again); `None` if it has nothing else.
    pub(super) fn without_tick(mut self) -> Option<Self> {
        self.also.retain(|version| !version.is_tick());
        if self.shown.is_tick() {
            self.shown = (!self.also.is_empty()).then(|| self.also.remove(0))?;
        }
        Some(self)
    }

    /// Whether there is a tick in it, set or taken away, shown or not.
    pub(super) fn has_tick(&self) -> bool {
        self.versions().any(Version::is_tick)
    }

    fn new(stamp: Stamp, at: i64, content: Content) -> Self {
        let shown = Version { stamp, at, content, unknown: Vec::new() };
        Self { shown, also: Vec::new(), seen: Seen::default() }
    }

    fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.shown).chain(&self.also)
    }

    /// `stamp`, or the first later one if what is shown is not older.
    fn later(&self, stamp: Stamp) -> Stamp {
        let counter = stamp.counter.max(self.shown.stamp.counter + 1).min(COUNTER_MAX);
        Stamp { counter, ..stamp }
    }

    /// This record after `edit`, which takes over the unknown fields of what it replaces.
    fn with(&self, mut edit: Self) -> Self {
        if let Some(old) = self.versions().find(|old| old.is_tick() == edit.shown.is_tick()) {
            edit.shown.unknown.clone_from(&old.unknown);
        }
        let mut old = self.clone();
        if !edit.shown.is_tick() {
            old.seen = Seen::default(); // the edit has taken over as much of it as is kept
        }
        old.merge(edit)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn stamp(counter: u64, writer: u64) -> Stamp {
        Stamp { counter, writer: Writer(writer) }
    }

    fn tick(counter: u64, writer: u64, done: bool) -> Record {
        Record::tick(stamp(counter, writer), 0, done)
    }

    fn text(counter: u64, writer: u64, text: &str) -> Record {
        Record::text(stamp(counter, writer), 0, text).unwrap()
    }

    /// What is shown, then the conflict copies.
    #[track_caller]
    fn assert_texts(record: &Record, wanted: &[&str]) {
        let texts: Vec<_> =
            record.shown_text().into_iter().chain(record.copies().into_iter().map(|(_, t)| t)).collect();
        assert_eq!(texts, wanted);
    }

    #[test]
    fn a_writer_is_sixteen_lowercase_hex_digits() {
        assert_eq!(Writer::parse("00b2c3d4e5f60718"), Some(Writer(0x00b2_c3d4_e5f6_0718)));
        assert_eq!(Writer(0x1f).to_string(), "000000000000001f");
        for bad in ["", "1f", "00B2C3D4E5F60718", "+0b2c3d4e5f60718", "00b2c3d4e5f607180", "00b2c3d4e5f6071é"] {
            assert_eq!(Writer::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_stamp_goes_by_counter_then_by_writer() {
        assert!(stamp(2, 1) > stamp(1, 9));
        assert!(stamp(1, 2) > stamp(1, 1));
    }

    #[test]
    fn a_clock_is_later_than_everything_it_met() {
        let mut clock = Clock::default();
        assert_eq!(clock.next(Writer(1)), stamp(1, 1));
        clock.observe(7);
        clock.observe(3);
        assert_eq!(clock.next(Writer(1)), stamp(8, 1));
    }

    #[test]
    fn a_clock_never_passes_the_highest_believed_counter() {
        let mut clock = Clock::default();
        clock.observe(u64::MAX);
        assert_eq!(clock.next(Writer(1)).counter, COUNTER_MAX);
    }

    #[test]
    fn the_tick_with_the_higher_stamp_wins() {
        let (older, newer) = (tick(1, 9, true), tick(2, 1, false));
        assert_eq!(older.clone().merge(newer.clone()), newer);
        assert_eq!(newer.clone().merge(older), newer);
    }

    #[test]
    fn wall_time_decides_nothing() {
        let older = Record::tick(stamp(1, 1), 9_999, true);
        let newer = Record::tick(stamp(2, 1), -5, false);
        assert!(!older.merge(newer).is_done());
    }

    #[test]
    fn ticks_with_one_stamp_merge_alike_both_ways() {
        let (a, b) = (tick(1, 1, true), tick(1, 1, false));
        assert_eq!(a.clone().merge(b.clone()), b.merge(a));
        let (a, b) = (Record::tick(stamp(1, 1), 5, true), Record::tick(stamp(1, 1), 6, true));
        assert_eq!(a.clone().merge(b.clone()), b.merge(a));
    }

    #[test]
    fn a_text_that_was_seen_is_replaced() {
        let first = text(1, 1, "a");
        let second = first.with_text(stamp(2, 2), 0, "b").unwrap();
        assert_texts(&second, &["b"]);
        assert_texts(&second.merge(first), &["b"]);
    }

    #[test]
    fn texts_written_at_once_are_both_kept_and_the_higher_stamp_is_shown() {
        let first = text(1, 1, "a");
        let left = first.with_text(stamp(2, 2), 0, "left").unwrap();
        let right = first.with_text(stamp(2, 3), 0, "right").unwrap();
        assert_texts(&left.clone().merge(right.clone()), &["right", "left"]);
        assert_texts(&right.merge(left).merge(first), &["right", "left"]);
    }

    #[test]
    fn an_edit_replaces_the_conflict_copies_too_wherever_they_come_from() {
        let both = text(1, 1, "a").merge(text(1, 2, "b"));
        let edited = both.with_text(stamp(2, 3), 0, "a and b").unwrap();
        assert_texts(&edited.merge(text(1, 2, "b")).merge(text(1, 1, "a")), &["a and b"]);
    }

    #[test]
    fn what_an_edit_had_seen_stays_seen_through_later_edits() {
        let first = text(1, 1, "a");
        let third = first.with_text(stamp(2, 2), 0, "b").unwrap().with_text(stamp(3, 3), 0, "c").unwrap();
        assert_texts(&third.merge(first), &["c"]);
    }

    #[test]
    fn equal_texts_are_one_to_the_reader_but_are_all_replaced_by_an_edit() {
        let same = text(1, 1, "a").merge(text(1, 2, "a")).merge(text(1, 3, "b"));
        assert_texts(&same, &["b", "a"]);
        assert_texts(&text(1, 1, "a").merge(text(1, 2, "a")), &["a"]);
        let edited = same.with_text(stamp(2, 4), 0, "c").unwrap();
        assert_texts(&edited.merge(text(1, 1, "a")).merge(text(1, 2, "a")), &["c"]);
    }

    #[test]
    fn different_texts_with_one_stamp_are_both_kept() {
        let (a, b) = (text(1, 1, "a"), text(1, 1, "b"));
        assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
        assert_texts(&a.merge(b), &["b", "a"]);
    }

    #[test]
    fn a_writer_that_saw_itself_up_to_five_has_not_seen_its_sixth() {
        let edited = text(5, 1, "five").with_text(stamp(6, 2), 0, "edited").unwrap();
        assert_texts(&edited.merge(text(6, 1, "six")), &["edited", "six"]);
    }

    #[test]
    fn of_a_tick_and_a_text_the_higher_stamp_is_shown_and_neither_is_lost() {
        let (older, tick, newer) = (text(1, 1, "older"), tick(2, 2, true), text(3, 3, "newer"));
        let ticked = older.clone().merge(tick.clone());
        assert!(ticked.is_done());
        assert_eq!(ticked.copies(), [(0, "older")]);
        let all = ticked.merge(newer.clone());
        assert_eq!(all, older.merge(tick.merge(newer)));
        assert_texts(&all, &["newer", "older"]);
        assert!(!all.is_done());
    }

    #[test]
    fn an_edit_is_later_than_what_it_edits_even_if_its_clock_is_behind() {
        assert!(!tick(5, 9, true).with_done(stamp(1, 1), 0, false).is_done());
        let edited = text(5, 9, "a").with_text(stamp(1, 1), 0, "b").unwrap();
        assert_eq!(edited.stamp(), stamp(6, 1));
        assert_texts(&edited, &["b"]);
    }

    #[test]
    fn at_the_highest_counter_an_edit_loses_no_text() {
        let edited = text(COUNTER_MAX, 1, "a").with_text(stamp(1, 2), 0, "b").unwrap();
        assert_eq!(edited.stamp().counter, COUNTER_MAX);
        assert_texts(&edited, &["b", "a"]);
    }

    #[test]
    fn a_text_may_have_ten_thousand_characters_and_not_one_more() {
        let longest = "é".repeat(TEXT_MAX_CHARS);
        let record = Record::text(stamp(1, 1), 0, &longest).unwrap();
        let refused = Err(TooLong { max_chars: TEXT_MAX_CHARS });
        assert_eq!(record.with_text(stamp(2, 1), 0, &(longest.clone() + "é")), refused);
        assert_eq!(Record::text(stamp(1, 1), 0, &(longest + "é")), refused);
    }

    #[test]
    fn a_record_does_not_grow_with_every_page_that_edits_it() {
        let mut record = text(1, 1, "1");
        for page in 2..=1_000 {
            record = record.with_text(stamp(page, page), 0, &page.to_string()).unwrap();
        }
        assert_eq!(record.seen.0.len(), SEEN_MAX + 1);
        assert_texts(&record.clone().merge(text(950, 950, "950")), &["1000"]);
        assert_texts(&record.merge(text(1, 1, "1")), &["1000", "1"]);
    }

    #[test]
    fn an_edit_takes_over_the_unknown_fields() {
        let mut record = tick(1, 1, true);
        record.shown.unknown.push(("by".to_owned(), "\"Jan\"".to_owned()));
        assert_eq!(record.with_done(stamp(2, 2), 0, false).shown.unknown, record.shown.unknown);
    }
}
