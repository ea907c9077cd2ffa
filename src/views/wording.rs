//! Sentences made of words and values.

use leptos::prelude::untrack;

use crate::{
    browser::clock,
    domain::{day::Day, progress::Status},
    state::{AppState, StepState, Waiting},
    text::{GUIDE, Labels, after, fill, list},
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
        Status::Waiting => labels.ui.state_waiting,
        Status::Done => labels.ui.state_done,
    }
}

/// "Bezig · 2 van 6", "Wacht op anderen · Unify", "Klaar · 3 november", "Nog niet begonnen · na stap 2".
pub fn status(labels: &Labels, now: &StepState, unfinished_before: &[usize]) -> String {
    match (now.status, now.finished_on) {
        (Status::Busy, _) => labels.ui.state_busy_count(now.done, now.all),
        (Status::Waiting, _) if !now.waits_for.is_empty() => labels.ui.state_waiting_for(&now.waits_for),
        (Status::Done, Some(day)) => labels.ui.state_done_on(self::day(labels, day)),
        (status, _) => [word(labels, status), &after(&labels.ui, unfinished_before)].concat(),
    }
}

/// "3 november", with the year if it is not this year.
pub fn day(labels: &Labels, day: Day) -> String {
    clock::day_of(day.parts(), labels.ui.locale)
}

/// For whom one waits: as typed, else who acts.
pub fn waited_for(labels: &Labels, wait: &Waiting) -> String {
    let others: Vec<String> = wait
        .parties
        .iter()
        .filter(|party| **party > 0)
        .filter_map(|party| labels.parties.get(*party))
        .map(ToString::to_string)
        .collect();
    match (wait.who.is_empty(), others.is_empty()) {
        (false, _) => wait.who.clone(),
        (true, false) => list(&others, labels.ui.or),
        (true, true) => labels.ui.wait_others.to_owned(),
    }
}

/// "sinds 3 november, 12 dagen".
pub fn since(labels: &Labels, wait: &Waiting) -> String {
    match wait.days {
        0 => labels.ui.wait_today.to_owned(),
        days => labels.ui.wait_days(days, day(labels, wait.since)),
    }
}

/// Whose progress this is, and of which day: for the head of a printed page.
pub fn on_paper(state: AppState) -> String {
    let ui = &state.labels().ui;
    let day = Day::parse(&clock::today()).map(|day| ui.date(&day.to_string())).unwrap_or_default();
    let name = untrack(|| state.dossier_name());
    ui.print_head(if name.is_empty() { ui.app_name } else { &name }, day)
}
