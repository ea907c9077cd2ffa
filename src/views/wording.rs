//! Sentences made of words and values.

use crate::{
    browser::clock,
    domain::progress::Status,
    state::{AppState, StepState},
    text::{GUIDE, Labels, fill, list},
};

/// The heading of the page, by how many steps are done.
pub fn title(state: AppState) -> String {
    let (labels, left) = (state.labels(), left(state));
    match left {
        0 => labels.headings.title_done.to_owned(),
        _ if left * 2 == GUIDE.steps.len() => labels.headings.title_half.to_owned(),
        _ if !state.is_started() => labels.headings.title_start.to_owned(),
        _ => counted(labels, labels.headings.title_left.pick(left), left),
    }
}

/// The sentence under that heading.
pub fn lead(state: AppState) -> String {
    let (labels, left) = (state.labels(), left(state));
    match left {
        0 => labels.headings.lead_done.to_owned(),
        _ if !state.is_started() => labels.headings.lead_start.to_owned(),
        _ => counted(labels, labels.headings.lead_left.pick(left), left),
    }
}

fn left(state: AppState) -> usize {
    GUIDE.steps.len().saturating_sub(state.done_steps())
}

fn counted(labels: &Labels, template: &str, n: usize) -> String {
    fill(template, &[("n", &labels.ui.number(n))])
}

/// "Bezig".
pub const fn word(labels: &Labels, status: Status) -> &'static str {
    match status {
        Status::Todo => labels.ui.state_todo,
        Status::Busy => labels.ui.state_busy,
        Status::Done => labels.ui.state_done,
    }
}

/// "Bezig · 2 van 6", "Klaar · 3 november", "Nog niet begonnen · na stap 2".
pub fn status(labels: &Labels, now: StepState, unfinished_before: &[usize]) -> String {
    match (now.status, now.finished_at) {
        (Status::Busy, _) => labels.ui.state_busy_count(now.done, now.all),
        (Status::Done, Some(at)) => labels.ui.state_done_on(clock::day(at, labels.ui.locale)),
        (status, _) => [word(labels, status), &after(labels, unfinished_before)].concat(),
    }
}

/// " · na stap 1, 2 en 3"; nothing for no steps.
fn after(labels: &Labels, steps: &[usize]) -> String {
    let numbers: Vec<String> = steps.iter().map(|step| (step + 1).to_string()).collect();
    let text = match numbers.as_slice() {
        [] => return String::new(),
        [one] => labels.ui.after_step(one),
        _ => labels.ui.after_steps(list(&numbers, labels.ui.and)),
    };
    [" · ", &text].concat()
}
