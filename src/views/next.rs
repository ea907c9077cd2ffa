use std::cell::Cell;

use super::wording;
use crate::{
    browser::page,
    domain::{html::Html, progress::Next},
    state::{AppState, Waiting},
    text::GUIDE,
};

/// The one thing to do next, and what is waited for. `shown`: the step whose call-out is shown now.
pub fn show(state: AppState, shown: &Cell<Option<usize>>) {
    let ui = &state.labels().ui;
    let next = state.next();
    let step = next.map(|next| next.place().0);
    let before = shown.replace(step).filter(|before| Some(*before) != step);
    for (step, is_next) in [(before, false), (step, true)] {
        let Some(number) = step.map(|step| (step + 1).to_string()) else { continue };
        page::set_attribute(&["#mark-", &number].concat(), "aria-current", is_next.then_some("step"));
        page::set_attribute(&["#next-", &number].concat(), "hidden", (!is_next).then_some(""));
    }
    if let Some(next) = next
        && let (step, action) = next.place()
        && let Some(action) = GUIDE.steps.get(step).and_then(|step| step.actions.get(action))
    {
        let task = page::task_name(action.id);
        let text = match next {
            Next::Do(_) => ui.now_do(task),
            Next::Chase(_) => ui.now_chase(task),
            Next::Await(_) => ui.now_await(task),
        };
        page::set_text(&["#now-", &(step + 1).to_string()].concat(), &text);
    }
    show_waits(state);
    for (index, milestone) in GUIDE.milestones.iter().enumerate() {
        let day = state.message_day(index).map(|day| ui.said_received(wording::day(state.labels(), day)));
        page::set_text(&["#said-", milestone.id].concat(), &day.unwrap_or_default());
    }
}

fn show_waits(state: AppState) {
    let waits = state.waits();
    let line = |html: Html, wait: &Waiting| {
        let (who, since) = (wording::waited_for(state.labels(), wait), wording::since(state.labels(), wait));
        let name = state.labels().ui.wait_line(who, page::task_name(wait.id));
        html.line(r##"<li><a href="#"##, wait.id, r#"">"#).line("", &name, "</a> ").line(
            r#"<span class="soft">"#,
            &since,
            "</span></li>",
        )
    };
    page::set_attribute("#waits", "hidden", waits.is_empty().then_some(""));
    page::set_html("#waits ul", &Html::new().each(&waits, line).finish());
}
