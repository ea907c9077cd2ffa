use super::{follow, wording};
use crate::{domain::progress::Status, state::AppState, text::GUIDE};

/// Each step's heading says how far it is; why another comes first is said as long as that one is not done.
pub fn bring_to_life(state: AppState) {
    for (step, place) in GUIDE.steps.iter().enumerate() {
        let at = format!("#state-{}", step + 1);
        follow::attribute(format!("#{}", place.fragment), "data-state", move || Some(state.step(step).css().to_owned()));
        follow::attribute(format!("{at} use"), "href", move || Some(picture(state.step(step).status).to_owned()));
        follow::text(format!("{at} span"), move || wording::status(state, step));
        follow::hidden(format!("#builds-{}", step + 1), move || state.unfinished_before(step).is_empty());
    }
}

const fn picture(status: Status) -> &'static str {
    match status {
        Status::Todo => "#i-todo",
        Status::Busy => "#i-half",
        Status::Done => "#i-check",
    }
}
