use std::cell::RefCell;

use super::wording;
use crate::{browser::page, domain::progress::Status, fields, state::AppState, text::GUIDE};

/// How far one step is: at its heading, at its station, and in its call-out; why another comes first, as long as that
/// one is not done; and how far its actions are. `marks`: how they are shown now.
pub fn show(state: AppState, step: usize, marks: &RefCell<Vec<&'static str>>) {
    let Some(place) = GUIDE.steps.get(step) else { return };
    let (now, number) = (state.step(step), step + 1);
    for at in [place.fragment, &format!("mark-{number}"), &format!("next-{number}")] {
        page::set_attribute(&format!("#{at}"), "data-state", Some(now.css()));
    }
    let picture = match now.status {
        Status::Todo => "#i-todo",
        Status::Busy => "#i-half",
        Status::Waiting => "#i-wait",
        Status::Done => "#i-check",
    };
    let before = state.unfinished_before(step);
    page::set_attribute(&format!("#state-{number} use"), "href", Some(picture));
    page::set_text(&format!("#state-{number} span"), &wording::status(state.labels(), &now, &before));
    page::set_text(&format!("#mark-{number} small"), wording::word(state.labels(), now.status));
    page::set_attribute(&format!("#builds-{number}"), "hidden", before.is_empty().then_some(""));
    if let Some(field) = page::by_attribute(fields::RECORD, &["date.", place.id].concat())
        && state.text(&["date.", place.id].concat()).is_empty()
    {
        fields::put(state.labels(), &field, &now.finished_on.map(|day| day.to_string()).unwrap_or_default());
    }
    let new = state.marks(step);
    let can_do = new.contains(&"nu");
    page::set_attribute(&format!("#{}", place.fragment), "data-now", can_do.then_some(""));
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
