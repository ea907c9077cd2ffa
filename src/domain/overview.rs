//! Many dossiers at a glance, from their files: who stands where, and who waits for whom since when.

use crate::domain::order;
use std::cmp::{Ordering, Reverse};

use super::calendar::utc_day;
use super::day::Day;
use super::file::{File, Refusal};
use super::guide::Guide;
use super::progress::{self, Progress, Status};

/// A file that was given, and what came of reading it.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the system calls it.
    pub file_name: String,
    /// What is in it.
    pub read: Result<File, Refusal>,
}

/// A dossier, or a file that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The file that is shown.
    pub file_name: String,
    /// Files with earlier states of the same dossier, the latest first.
    pub older_files: Vec<String>,
    /// How the dossier stands, or why there is none.
    pub what: Result<Standing, Refusal>,
}

/// How a dossier stands. Steps and milestones are in the order of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What its owner calls it. May be empty.
    pub name: String,
    /// The company's trade name, or else its legal name; empty if neither is filled in.
    pub company: String,
    /// When the file was saved.
    pub exported: Day,
    /// Per step.
    pub statuses: Vec<Status>,
    /// How many steps are done.
    pub done_steps: usize,
    /// How many actions are ticked.
    pub done_actions: usize,
    /// Who is waited for, the longest first.
    pub waits: Vec<Wait>,
    /// Per milestone the day on which its message came, as the user says.
    pub received: Vec<Option<Day>>,
    /// The latest wall time of an edit, ms since 1970; `None` without any. Clocks differ: only to show.
    pub last_edit: Option<i64>,
    /// How many records of the file could not be read.
    pub unread: usize,
}

/// A [`progress::Wait`] that stays when the records are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Step and action.
    pub place: (usize, usize),
    /// The day from which on.
    pub since: Day,
    /// For whom, as typed; may be empty.
    pub who: String,
}

impl From<progress::Wait<'_>> for Wait {
    fn from(wait: progress::Wait<'_>) -> Self {
        Self { place: wait.place, since: wait.since, who: wait.who.trim().to_owned() }
    }
}

/// In which order rows are shown. What is equal keeps the order of names; files that are refused come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The longest wait first, then those who wait for nobody.
    #[default]
    LongestWait,
    /// By name.
    Name,
    /// The fewest done first.
    LeastDone,
    /// The longest untouched first.
    OldestEdit,
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Every row.
    #[default]
    All,
    /// Those that wait for somebody.
    Waiting,
    /// Those with a step that is not done.
    Open,
    /// Those with all steps done.
    Done,
    /// Files that were refused, or of which not everything could be read.
    Trouble,
}

impl Row {
    /// What to call it: the name of the dossier, else the company, else the file.
    #[must_use]
    pub fn title(&self) -> &str {
        let standing = self.what.as_ref().ok();
        let names = standing.map_or(["", ""], |standing| [&standing.name, &standing.company]);
        names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or(&self.file_name)
    }

    /// Whether this filter lets it through.
    #[must_use]
    pub fn passes(&self, filter: Filter) -> bool {
        match (&self.what, filter) {
            (_, Filter::All) | (Err(_), Filter::Trouble) => true,
            (Err(_), _) => false,
            (Ok(standing), Filter::Waiting) => !standing.waits.is_empty(),
            (Ok(standing), Filter::Open) => !standing.is_done(),
            (Ok(standing), Filter::Done) => standing.is_done(),
            (Ok(standing), Filter::Trouble) => standing.unread > 0,
        }
    }
}

impl Standing {
    /// How the dossier of this file stands.
    #[must_use]
    pub fn of(file: &File, guide: &'static Guide) -> Self {
        let mut progress = Progress::new(guide);
        for (name, record) in file.records() {
            progress.apply(name, record.clone());
        }
        let steps = 0..guide.steps.len();
        let company = ["company.trade-name", "company.legal-name"].map(|name| progress.text(name));
        let mut waits: Vec<Wait> = progress.waits().map(Into::into).collect();
        order::sort_by_key(&mut waits, |wait| wait.since);
        Self {
            name: file.name().to_owned(),
            company: company.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned(),
            exported: file.exported(),
            statuses: steps.clone().map(|step| progress.status(step)).collect(),
            done_steps: progress.done_steps(),
            done_actions: steps.map(|step| progress.done_count(step)).sum(),
            waits,
            received: (0..guide.milestones.len()).map(|milestone| progress.message_day(milestone)).collect(),
            last_edit: progress.records().map(|(_, record)| record.at()).max(),
            unread: file.unread().len(),
        }
    }

    /// All steps are done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done_steps == self.statuses.len()
    }
}

/// A row for each dossier and each file that is refused. Files of one dossier share a row, the latest shown. Takes n log n
/// for all records of all files together.
#[must_use]
pub fn rows(sources: &[Source], guide: &'static Guide) -> Vec<Row> {
    let dossiers = same_dossier(sources);
    let mut order: Vec<_> = sources.iter().zip(dossiers).collect();
    order::sort_by_key(&mut order, |one| (one.1, Reverse(newness(one.0)), &one.0.file_name));
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for (source, dossier) in order {
        match rows.last_mut() {
            Some((last, row)) if *last == dossier => row.older_files.push(source.file_name.clone()),
            _ => {
                let what = source.read.as_ref().map(|file| Standing::of(file, guide)).map_err(Clone::clone);
                rows.push((dossier, Row { file_name: source.file_name.clone(), older_files: Vec::new(), what }));
            }
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The rows that pass, in this order.
#[must_use]
pub fn shown(rows: &[Row], order: Order, filter: Filter) -> Vec<&Row> {
    let mut shown: Vec<_> = rows.iter().filter(|row| row.passes(filter)).collect();
    order::sort_by_key(&mut shown, |row| (row.title().to_lowercase(), row.file_name.clone()));
    order::sort_by(&mut shown, |a, b| match (&a.what, &b.what) {
        (Ok(a), Ok(b)) => compare(a, b, order),
        (a, b) => a.is_err().cmp(&b.is_err()),
    });
    shown
}

fn compare(a: &Standing, b: &Standing, order: Order) -> Ordering {
    let longest = |one: &Standing| {
        let since = one.waits.first().map(|wait| wait.since);
        (since.is_none(), since)
    };
    match order {
        Order::LongestWait => longest(a).cmp(&longest(b)),
        Order::Name => Ordering::Equal,
        Order::LeastDone => (a.done_steps, a.done_actions).cmp(&(b.done_steps, b.done_actions)),
        Order::OldestEdit => a.last_edit.cmp(&b.last_edit),
    }
}

/// Orders states of one dossier: by the highest counter, which only grows.
fn newness(source: &Source) -> (u64, Option<Day>) {
    let Ok(file) = &source.read else { return (0, None) };
    let counters = file.records().iter().map(|(_, record)| record.stamp().counter);
    (counters.max().unwrap_or(0), Some(file.exported()))
}

/// Per file a number, equal for files of one dossier. The id of a dossier alone does not tell: on every device the first
/// one has the same. Files with one id are of one dossier if they have a writer in common, who is a page that was opened
/// once in the whole world, or the same name.
fn same_dossier(sources: &[Source]) -> Vec<usize> {
    let mut traces = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let Ok(file) = &source.read else { continue };
        let mut writers: Vec<_> = file.records().iter().map(|(_, record)| record.stamp().writer.0).collect();
        order::sort(&mut writers);
        writers.dedup();
        traces.extend(writers.into_iter().map(|writer| (file.dossier(), writer, String::new(), index)));
        let name = file.name().trim().to_lowercase();
        if !name.is_empty() {
            traces.push((file.dossier(), 0, name, index));
        }
    }
    order::sort(&mut traces);
    let mut parents: Vec<usize> = (0..sources.len()).collect();
    for pair in traces.windows(2) {
        if let [a, b] = pair
            && (a.0, a.1, &a.2) == (b.0, b.1, &b.2)
        {
            let (a, b) = (root(&mut parents, a.3), root(&mut parents, b.3));
            if let Some(parent) = parents.get_mut(a.max(b)) {
                *parent = a.min(b);
            }
        }
    }
    (0..sources.len()).map(|index| root(&mut parents, index)).collect()
}

/// The first of all that are linked with this one. Shortens the way for the next who asks.
fn root(parents: &mut [usize], mut index: usize) -> usize {
    while let Some(parent) = parents.get(index).copied().filter(|parent| *parent != index) {
        let grandparent = parents.get(parent).copied().unwrap_or(parent);
        if let Some(own) = parents.get_mut(index) {
            *own = grandparent;
        }
        index = grandparent;
    }
    index
}

/// The words of a [`table`].
pub struct Words<'a> {
    /// Heading of the dossier's name.
    pub dossier: &'a str,
    /// Heading of the company.
    pub company: &'a str,
    /// Heading of each step; same order as [`Guide::steps`].
    pub steps: &'a [String],
    /// Heading of the number of steps done.
    pub done: &'a str,
    /// Heading of who is waited for longest.
    pub waits_for: &'a str,
    /// Heading of since when.
    pub since: &'a str,
    /// Heading of the day of each milestone's message; same order as [`Guide::milestones`].
    pub received: &'a [String],
    /// Heading of the last edit.
    pub last_edit: &'a str,
    /// Heading of the day of saving.
    pub exported: &'a str,
    /// Heading of the file names.
    pub files: &'a str,
    /// Heading of what is wrong.
    pub trouble: &'a str,
    /// A status.
    pub status: &'a dyn Fn(Status) -> String,
    /// Who is waited for.
    pub who: &'a dyn Fn(&Wait) -> String,
    /// A refusal.
    pub refusal: &'a dyn Fn(&Refusal) -> String,
    /// So many records could not be read.
    pub unread: &'a dyn Fn(usize) -> String,
}

/// The rows as a table with headings, for [`to_csv`](super::csv::to_csv). Days as `2026-11-25`.
#[must_use]
pub fn table(rows: &[&Row], words: &Words<'_>) -> Vec<Vec<String>> {
    let mut head = vec![words.dossier.to_owned(), words.company.to_owned()];
    head.extend(words.steps.iter().cloned());
    head.extend([words.done, words.waits_for, words.since].map(ToOwned::to_owned));
    head.extend(words.received.iter().cloned());
    head.extend([words.last_edit, words.exported, words.files, words.trouble].map(ToOwned::to_owned));
    let columns = head.len();
    let mut table = vec![head];
    table.extend(rows.iter().map(|row| cells(row, words, columns)));
    table
}

fn cells(row: &Row, words: &Words<'_>, columns: usize) -> Vec<String> {
    let files =
        std::iter::once(&row.file_name).chain(&row.older_files).map(String::as_str).collect::<Vec<_>>().join(", ");
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let standing = match &row.what {
        Ok(standing) => standing,
        Err(refusal) => {
            let mut cells = vec![String::new(); columns.saturating_sub(2)];
            cells.extend([files, (words.refusal)(refusal)]);
            return cells;
        }
    };
    let mut cells = vec![standing.name.clone(), standing.company.clone()];
    cells.extend(standing.statuses.iter().map(|status| (words.status)(*status)));
    let longest = standing.waits.first();
    cells.extend([
        standing.done_steps.to_string(),
        longest.map(words.who).unwrap_or_default(),
        day(longest.map(|wait| wait.since)),
    ]);
    cells.extend(standing.received.iter().map(|received| day(*received)));
    let trouble = if standing.unread > 0 { (words.unread)(standing.unread) } else { String::new() };
    cells.extend([day(standing.last_edit.and_then(utc_day)), standing.exported.to_string(), files, trouble]);
    cells
}
