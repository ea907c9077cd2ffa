//! What the page must say, worked out from the guide, its words, and what is ticked.

use std::collections::BTreeSet;

use partnerpad::{
    domain::Milestone,
    text::{GUIDE, LANGUAGES, Words, fill, list},
};
use serde::Deserialize;

/// Stands where a value goes that a test does not foretell, such as a date.
const ANY: &str = "\u{1}";

/// The state of the page, as a visitor finds it: by headings, labels and names.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct Shown {
    /// Of the browser's tab.
    pub title: String,
    pub lang: String,
    pub heading: String,
    /// Heading of the call-out and words of its link; nothing when it is gone.
    pub next: Option<(String, String)>,
    /// Of "2 of 6 done" in the path, the first number.
    pub counted: Option<usize>,
    /// On the path: "Done", and whether it is the present step.
    pub path: Vec<(String, bool)>,
    /// In the step's heading.
    pub states: Vec<String>,
    /// Which milestones say that they are reached.
    pub reached: Vec<bool>,
    /// The same on the path.
    pub marked: Vec<bool>,
    /// Ids of the ticked boxes, and of the messages with a day, sorted.
    pub ticked: Vec<String>,
}

/// All actions of the guide, in order.
pub fn all_actions() -> Vec<&'static str> {
    GUIDE.steps.iter().flat_map(|step| step.actions.iter().map(|action| action.id)).collect()
}

/// All actions of the guide that are done by a tick, in order.
pub fn all_ticks() -> Vec<&'static str> {
    all_actions().into_iter().filter(|id| !messages().contains(id)).collect()
}

/// The actions of one step.
pub fn actions_of(step: usize) -> Vec<&'static str> {
    GUIDE.steps[step].actions.iter().map(|action| action.id).collect()
}

/// What the page must show when exactly these actions are ticked.
pub fn shown(words: &'static Words, ticked: &BTreeSet<&str>) -> Shown {
    let all = GUIDE.steps.len();
    let count = |step: usize| actions_of(step).iter().filter(|id| ticked.contains(*id)).count();
    let is_done = |step: usize| count(step) == actions_of(step).len();
    let done = (0..all).filter(|step| is_done(*step)).count();
    // Where the partner can do something; else where others are to.
    let can_go_on = |step: usize| {
        let open = GUIDE.steps[step].actions.iter().find(|action| !ticked.contains(action.id));
        let is_blocked = GUIDE.steps[step].builds_on.iter().any(|earlier| !is_done(*earlier));
        open.is_some_and(|action| !is_blocked && action.who.contains(&0))
    };
    let next = (0..all).find(|step| can_go_on(*step)).or_else(|| (0..all).find(|step| !is_done(*step)));
    let is_reached = |one: &Milestone| match one.message {
        Some(action) => ticked.contains(GUIDE.steps[one.after].actions[action].id),
        None => one.needs.iter().all(|step| is_done(*step)),
    };
    let reached: Vec<bool> = GUIDE.milestones.iter().map(is_reached).collect();
    Shown {
        title: words.ui.title_of(done, all, words.ui.app_name),
        lang: words.lang.to_owned(),
        heading: heading(words, done, !ticked.is_empty()),
        next: next.map(|step| {
            let link = if count(step) == 0 { words.ui.start_with(step + 1) } else { words.ui.continue_with(step + 1) };
            (words.steps[step].next_title.to_owned(), link)
        }),
        counted: Some(done),
        path: (0..all).map(|step| (word(words, count(step), is_done(step)).to_owned(), next == Some(step))).collect(),
        states: (0..all)
            .map(|step| match count(step) {
                0 => {
                    let before = GUIDE.steps[step].builds_on.iter().copied().filter(|earlier| !is_done(*earlier));
                    with_after(words, &before.collect::<Vec<_>>())
                }
                _ if is_done(step) => words.ui.state_done_on(ANY).replace(ANY, ""),
                count => words.ui.state_busy_count(count, actions_of(step).len()),
            })
            .collect(),
        reached: reached.clone(),
        marked: reached,
        ticked: ticked.iter().map(ToString::to_string).collect(),
    }
}

fn heading(words: &Words, done: usize, started: bool) -> String {
    let left = GUIDE.steps.len() - done;
    match left {
        0 => words.headings.title_done.to_owned(),
        _ if left * 2 == GUIDE.steps.len() => words.headings.title_half.to_owned(),
        _ if !started => words.headings.title_start.to_owned(),
        left => fill(words.headings.title_left.pick(left), &[("n", &words.ui.number(left))]),
    }
}

fn word(words: &Words, count: usize, done: bool) -> &'static str {
    match (done, count) {
        (true, _) => words.ui.state_done,
        (false, 0) => words.ui.state_todo,
        (false, _) => words.ui.state_busy,
    }
}

/// "Not started · after steps 1 and 2"
fn with_after(words: &Words, before: &[usize]) -> String {
    let numbers: Vec<String> = before.iter().map(|step| (step + 1).to_string()).collect();
    let after = match numbers.as_slice() {
        [] => return words.ui.state_todo.to_owned(),
        [one] => words.ui.after_step(one),
        _ => words.ui.after_steps(list(&numbers, words.ui.and)),
    };
    format!("{} · {after}", words.ui.state_todo)
}

/// What the script that reads the page needs to know: in [`Shown`], a state is cut down to what is foretold.
pub fn to_look_for(language: usize) -> serde_json::Value {
    let words = &LANGUAGES[language];
    let done_on = words.ui.state_done_on(ANY);
    let count = |n| words.ui.done_of(n, GUIDE.steps.len());
    serde_json::json!({
        "path": words.ui.your_path,
        "counts": (0..=GUIDE.steps.len()).map(count).collect::<Vec<_>>(),
        "words": [words.ui.state_done, words.ui.state_todo, words.ui.state_busy],
        "done_on": done_on.replace(ANY, ""),
        "fragments": GUIDE.steps.iter().map(|step| step.fragment).collect::<Vec<_>>(),
        "titles": words.steps.iter().map(|step| step.title).collect::<Vec<_>>(),
        "reached": words.milestones.iter().map(|one| one.text_reached).collect::<Vec<_>>(),
        "is_reached": words.ui.reached,
        "is_not_reached": words.ui.not_reached,
        "messages": messages(),
        "milestones": words.milestones.iter().map(|one| one.title).collect::<Vec<_>>(),
        "next": words.steps.iter().map(|step| step.next_title).collect::<Vec<_>>(),
    })
}

/// Ids of the actions that are messages.
pub fn messages() -> Vec<&'static str> {
    let actions = GUIDE.steps.iter().flat_map(|step| step.actions);
    actions.filter(|action| action.is_message).map(|action| action.id).collect()
}

/// A function for scripts: a text without soft hyphens, with single blanks, in small letters (a style may write it
/// large).
pub const fn plain() -> &'static str {
    r"const plain = (text) => text.replace(/\u00AD/g, '').replace(/\s+/g, ' ').trim().toLowerCase()"
}
