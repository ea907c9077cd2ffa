use std::cell::RefCell;

use super::wording;
use crate::{browser::page, domain::progress::Status, fields, state::AppState, text::GUIDE};

/// How far one step is: at its heading, at its station, and in its call-out; why another comes first, as long as that
/// one is not done; and how far its actions are. `marks`: how they are shown now.
pub fn show(state: AppState, step: usize, marks: &RefCell<Vec<&'static str>>) {
    let Some(place) = GUIDE.steps.get(step) else { return };
    let (now, number) = (state.step(step), (step + 1).to_string());
    let part = |before: &str, after: &str| ["#", before, &number, after].concat();
    let own = ["#", place.fragment].concat();
    for at in [&own, &part("mark-", ""), &part("next-", "")] {
        page::set_attribute(at, "data-state", Some(now.css()));
    }
    let picture = match now.status {
        Status::Todo => "#i-todo",
        Status::Busy => "#i-half",
        Status::Waiting => "#i-wait",
        Status::Done => "#i-check",
    };
    let before = state.unfinished_before(step);
    page::set_attribute(&part("state-", " use"), "href", Some(picture));
    page::set_text(&part("state-", " span"), &wording::status(state.labels(), &now, &before));
    page::set_text(&part("mark-", " small"), wording::word(state.labels(), now.status));
    page::set_attribute(&part("builds-", ""), "hidden", before.is_empty().then_some(""));
    // Looked for in its step alone: the page of a long guide is long.
    if let Some(field) = page::find(&[&own, " [data-record=\"date.", place.id, "\"]"].concat())
        && state.text(&["date.", place.id].concat()).is_empty()
    {
        fields::put(state.labels(), &field, &now.finished_on.map(|day| day.to_string()).unwrap_or_default());
    }
    let new = state.marks(step);
    let can_do = new.contains(&"nu");
    page::set_attribute(&own, "data-now", can_do.then_some(""));
    let mut old = marks.borrow_mut();
    for (at, (action, mark)) in place.actions.iter().zip(&new).enumerate() {
        // Only what changed: a long step would take its time.
        if old.get(at) != Some(mark)
            && let Some(element) = page::by_id(action.id)
        {
            let _ = element.set_attribute("data-state", mark);
        }
    }
    *old = new;
}
