use super::wording;
use crate::{browser::page, domain::progress::Status, state::AppState, text::GUIDE};

/// How far one step is: at its heading, at its station, and in its call-out; and why another comes first, as long as
/// that one is not done.
pub fn show(state: AppState, step: usize) {
    let Some(place) = GUIDE.steps.get(step) else { return };
    let (now, number) = (state.step(step), step + 1);
    for at in [place.fragment, &format!("mark-{number}"), &format!("next-{number}")] {
        page::set_attribute(&format!("#{at}"), "data-state", Some(now.css()));
    }
    let picture = match now.status {
        Status::Todo => "#i-todo",
        Status::Busy => "#i-half",
        Status::Done => "#i-check",
    };
    let before = state.unfinished_before(step);
    page::set_attribute(&format!("#state-{number} use"), "href", Some(picture));
    page::set_text(&format!("#state-{number} span"), &wording::status(state.labels(), now, &before));
    page::set_text(&format!("#mark-{number} small"), wording::word(state.labels(), now.status));
    page::set_attribute(&format!("#builds-{number}"), "hidden", before.is_empty().then_some(""));
}
