//! Taking in the records of a file: what it would change, doing it, and undoing it. Each gives the whole new state, so
//! nothing is ever half done.

use super::file::File;
use super::progress::{CLEARED, Progress};
use super::record::{Record, Writer};
use super::topic::{Group, Topic};
use crate::domain::order;

/// The highest counter that edits of people reach. What a file has beyond it would win from every later edit: such
/// records are taken in as if they were written now.
const COUNTER_BELIEVED: u64 = 1 << 40;

/// One step from a state to another, and all that is needed to take it back. Until it is stored it is a preview.
#[derive(Debug, Clone)]
pub struct Import {
    /// The state that it was made from.
    pub before: Progress,
    /// The state that it leads to.
    pub after: Progress,
}

/// How a record differs between here and a file, as a reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Here, and not in the file. Stays.
    OnlyHere,
    /// In the file, and not here. Comes.
    OnlyInFile,
    /// What is shown here stays, because it was written later.
    NewerHere,
    /// What the file has takes its place, because it was written later, or because everything is replaced.
    NewerInFile,
    /// Both were written without knowledge of each other: one is shown, and what the other has comes as a conflict copy.
    Copies,
    /// Is here and goes, because the file knows of a later start from scratch, or because everything is replaced.
    Goes,
    /// Is in the file and does not come, because here everything was cleared later. Replacing would bring it.
    Void,
}

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands; differences are sorted by it, then by name.
    pub group: Group,
    /// Its name; see [`Topic::of`].
    pub name: String,
    /// How it differs.
    pub kind: Kind,
}

/// Adds the file to what is here. The same file twice changes nothing more, and it makes no difference whether
/// another tab's edits come before or after it. `writer`: of this page.
#[must_use]
pub fn merge(before: &Progress, file: &File, writer: Writer) -> Import {
    let mut after = before.clone();
    let mut beyond = Vec::new();
    for (name, record) in file.records() {
        if record.stamp().counter <= COUNTER_BELIEVED {
            after.apply(name, record.clone());
        } else if name != CLEARED {
            beyond.push((name.clone(), record.clone()));
        }
    }
    after.restore(beyond, writer);
    Import { before: before.clone(), after }
}

/// Makes everything here void and puts the file in its place, as new edits: other tabs follow, and nothing that was here
/// comes back with an older file. `writer`: of this page. `now_ms`: wall time, ms since 1970.
#[must_use]
pub fn replace(before: &Progress, file: &File, writer: Writer, now_ms: i64) -> Import {
    let mut after = before.clone();
    after.clear(writer, now_ms);
    after.restore(file.records().iter().filter(|(name, _)| name != CLEARED).cloned().collect(), writer);
    Import { before: before.clone(), after }
}

impl Import {
    /// Takes it back in the state as it is `now`. What was edited since then stays as it is.
    #[must_use]
    pub fn undo(&self, now: &Progress, writer: Writer, now_ms: i64) -> Self {
        let is_untouched = |name: &str| now.record(name) == self.after.record(name);
        let changed = self.names(&[]).into_iter().filter(|name| *name != CLEARED && is_untouched(name));
        let changed = changed.filter(|name| self.before.record(name) != self.after.record(name));
        let earlier = changed.map(|name| (name.to_owned(), self.before.record(name).cloned())).collect();
        let mut after = now.clone();
        after.put_back(earlier, writer, now_ms);
        Self { before: now.clone(), after }
    }

    /// The names of the records to store, in this order: a start from scratch before what comes after it.
    #[must_use]
    pub fn to_store(&self) -> Vec<&str> {
        let is_new = |name: &&str| self.after.record(name).is_some_and(|after| self.before.record(name) != Some(after));
        let mut names: Vec<_> = self.names(&[]).into_iter().filter(is_new).collect();
        order::sort_by_key(&mut names, |name| *name != CLEARED);
        names
    }

    /// The names of the records to remove, after the others were stored: they are void.
    #[must_use]
    pub fn to_remove(&self) -> Vec<&str> {
        self.names(&[]).into_iter().filter(|name| self.after.record(name).is_none()).collect()
    }

    /// Whether it changes anything that a reader sees.
    #[must_use]
    pub fn changes_anything(&self, file: &File) -> bool {
        let changes = |kind| matches!(kind, Kind::OnlyInFile | Kind::NewerInFile | Kind::Copies | Kind::Goes);
        self.differences(file).iter().any(|difference| changes(difference.kind))
    }

    /// What differs between here and the file, and what becomes of it. What looks the same on both sides is left out, and
    /// so is the clearing itself.
    #[must_use]
    pub fn differences(&self, file: &File) -> Vec<Difference> {
        let names = self.names(file.records()).into_iter().filter(|name| *name != CLEARED);
        let mut differences: Vec<_> = names
            .filter_map(|name| {
                let kind = difference(self.before.record(name), file.record(name), self.after.record(name))?;
                let group = Topic::of(name, &self.before).group();
                Some(Difference { group, name: name.to_owned(), kind })
            })
            .collect();
        order::sort_by(&mut differences, |a, b| (a.group, &a.name).cmp(&(b.group, &b.name)));
        differences
    }

    /// All names of both states and of these records, sorted.
    fn names<'a>(&'a self, records: &'a [(String, Record)]) -> Vec<&'a str> {
        let of_states = self.before.records().chain(self.after.records()).map(|(name, _)| name);
        let mut names: Vec<_> = of_states.chain(records.iter().map(|(name, _)| name.as_str())).collect();
        order::sort(&mut names);
        names.dedup();
        names
    }
}

fn difference(here: Option<&Record>, file: Option<&Record>, after: Option<&Record>) -> Option<Kind> {
    match (here, file, after) {
        (Some(_), _, None) => Some(Kind::Goes),
        (None, Some(_), None) => Some(Kind::Void),
        (None, None, _) => None,
        (None, Some(_), Some(_)) => Some(Kind::OnlyInFile),
        (Some(_), None, Some(_)) => Some(Kind::OnlyHere),
        (Some(here), Some(file), Some(after)) => {
            let known = here.copies();
            let is_new = |text: &str| !known.iter().any(|(_, copy)| *copy == text);
            if after.copies().iter().any(|(_, copy)| is_new(copy)) {
                Some(Kind::Copies)
            } else if look(after) != look(here) {
                Some(Kind::NewerInFile)
            } else {
                (look(here) != look(file)).then_some(Kind::NewerHere)
            }
        }
    }
}

/// What a reader sees of it, conflict copies apart.
fn look(record: &Record) -> (bool, Option<&str>) {
    (record.is_done(), record.shown_text())
}
