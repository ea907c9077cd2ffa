//! What a file would change, in words.

use super::Tool;
use crate::{
    browser::page,
    domain::{
        Day, Group, Progress, Record, Topic,
        certification::{self, Entry, Outcome},
        file::File,
        import::{Difference, Import, Kind},
        terms::Field,
    },
    text::{files, terms},
    tools::certification::told,
};

/// The longest text that is shown whole, in characters.
const SHOWN: usize = 160;

/// What differs in one place.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub group: Group,
    /// What it is.
    pub part: String,
    /// How it is here.
    pub now: String,
    /// How it will be.
    pub then: String,
    /// What becomes of it.
    pub kind: &'static str,
    /// Whether anything becomes of it.
    pub is_change: bool,
}

/// All differences between here and the file.
pub fn lines(tool: Tool, import: &Import, file: &File) -> Vec<Line> {
    import.differences(file).iter().map(|difference| line(tool, import, file, difference)).collect()
}

fn line(tool: Tool, import: &Import, file: &File, difference: &Difference) -> Line {
    let Difference { group, name, kind } = difference;
    let shown = |record: Option<&Record>| value(tool, name, record, &import.before);
    let now = shown(import.before.record(name));
    let (then, is_change) = match kind {
        Kind::OnlyHere | Kind::NewerHere => (now.clone(), false),
        Kind::Void => (shown(file.record(name)), false),
        Kind::Goes => (tool.words.empty.to_owned(), true),
        Kind::OnlyInFile | Kind::NewerInFile | Kind::Copies => (shown(import.after.record(name)), true),
    };
    Line {
        group: *group,
        part: part(tool, name, &import.before),
        now,
        then,
        kind: files::kind(*kind, tool.words),
        is_change,
    }
}

/// The heading of a group, with how many of its tasks are done now and then.
pub fn heading(tool: Tool, group: Group, import: &Import) -> String {
    let words = tool.words;
    match group {
        Group::Dossier => words.group_dossier.to_owned(),
        Group::Certification => words.group_certification.to_owned(),
        Group::Company => words.group_company.to_owned(),
        Group::Terms => words.group_terms.to_owned(),
        Group::Embed => words.group_embed.to_owned(),
        Group::Other => words.group_other.to_owned(),
        Group::Step(step) => {
            let all = import.after.guide().steps.get(step).map_or(0, |step| step.actions.len());
            let (before, after) = (import.before.done_count(step), import.after.done_count(step));
            let counts = match before == after {
                true => words.step_same(before, all),
                false => words.step_change(before, all, after),
            };
            [&words.group_step(step + 1), ": ", &counts].concat()
        }
    }
}

/// What a record is.
fn part(tool: Tool, name: &str, progress: &Progress) -> String {
    let words = tool.words;
    let of_task = |what: &str, place: (usize, usize)| [&task(place, progress), ": ", what].concat();
    match Topic::of(name, progress) {
        Topic::Tick { step, action } => task((step, action), progress),
        Topic::Note(_) => words.topic_note.to_owned(),
        Topic::Date(_) => words.topic_date.to_owned(),
        Topic::By(_) => words.topic_by.to_owned(),
        Topic::Since { step, action } => of_task(words.topic_since, (step, action)),
        Topic::Who { step, action } => of_task(words.topic_who, (step, action)),
        Topic::Employee(_) => words.topic_employee.to_owned(),
        Topic::Company(_) | Topic::Terms(_) | Topic::Embed(_) => {
            let known = Field::of_record(name).map(|field| terms::label(field, tool.terms).to_owned());
            known.or_else(|| page::label_of(name)).unwrap_or_else(|| words.topic_other(name))
        }
        Topic::DossierName | Topic::Cleared => words.dossier_name.to_owned(),
        Topic::Draft(_) => words.topic_draft.to_owned(),
        Topic::Other => words.topic_other(name),
    }
}

/// The words beside the tick of an action.
fn task((step, action): (usize, usize), progress: &Progress) -> String {
    let action = progress.guide().steps.get(step).and_then(|step| step.actions.get(action));
    action.map(|action| page::task_name(action.id)).unwrap_or_default()
}

/// What a record says, in short.
fn value(tool: Tool, name: &str, record: Option<&Record>, progress: &Progress) -> String {
    let words = tool.words;
    let is_tick = match Topic::of(name, progress) {
        Topic::Tick { step, action } => {
            let action = progress.guide().steps.get(step).and_then(|step| step.actions.get(action));
            action.is_some_and(|action| !action.is_message)
        }
        _ => false,
    };
    let text = record.and_then(Record::shown_text).unwrap_or_default().trim();
    if is_tick || (text.is_empty() && record.is_some_and(Record::is_done)) {
        let is_done = record.is_some_and(Record::is_done);
        return if is_done { words.ticked } else { words.unticked }.to_owned();
    }
    if let (true, Some(outcome)) = (name.starts_with("draft.cert."), Outcome::parse(text)) {
        return told(outcome, tool.certification).to_owned();
    }
    let text = match certification::read(text) {
        Entry::Employee(employee) if name.starts_with("cert.") => employee.name,
        _ => Day::parse(text).map_or_else(|| text.to_owned(), |day| tool.day(day)),
    };
    if text.is_empty() { words.empty.to_owned() } else { short(text) }
}

fn short(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
        None => text,
    }
}
