//! Sentences made of words and values, used in more than one place.

use crate::{
    browser::clock,
    domain::progress::Status,
    state::StepState,
    text::{Words, fill},
};

/// The heading of the page, by how many steps are done.
pub fn title(words: &'static Words, done: usize, started: bool) -> String {
    let all = words.steps.len();
    match all.saturating_sub(done) {
        0 => words.page.title_done.to_owned(),
        left if left * 2 == all => words.page.title_half.to_owned(),
        _ if done == 0 && !started => words.page.title_start.to_owned(),
        left => fill(words.page.title_left.pick(left), &[("n", &words.number(left))]),
    }
}

/// The sentence under that heading.
pub fn lead(words: &'static Words, done: usize, started: bool) -> String {
    match words.steps.len().saturating_sub(done) {
        0 => words.page.lead_done.to_owned(),
        _ if done == 0 && !started => words.page.lead_start.to_owned(),
        left => fill(words.page.lead_left.pick(left), &[("n", &words.number(left))]),
    }
}

/// "Bezig".
pub const fn status_word(words: &'static Words, status: Status) -> &'static str {
    match status {
        Status::Todo => words.ui.state_todo,
        Status::Busy => words.ui.state_busy,
        Status::Done => words.ui.state_done,
    }
}

/// "Bezig · 2 van 6", "Klaar · 3 november".
pub fn status(words: &'static Words, step: StepState) -> String {
    match (step.status, step.finished_at) {
        (Status::Busy, _) => words.ui.state_busy_count(step.done, step.all),
        (Status::Done, Some(at)) => words.ui.state_done_on(clock::day(at, words.lang)),
        (status, _) => status_word(words, status).to_owned(),
    }
}

/// "jij", "Unify of BusinessCom".
pub fn parties(words: &'static Words, who: &[usize]) -> String {
    let names: Vec<String> = who.iter().filter_map(|party| words.parties.get(*party)).map(ToString::to_string).collect();
    words.list(&names, words.ui.or)
}

/// "na stap 1, 2 en 3".
pub fn after(words: &'static Words, steps: &[usize]) -> Option<String> {
    let numbers: Vec<String> = steps.iter().map(|step| (step + 1).to_string()).collect();
    match numbers.as_slice() {
        [] => None,
        [one] => Some(words.ui.after_step(one)),
        _ => Some(words.ui.after_steps(words.list(&numbers, words.ui.and))),
    }
}
