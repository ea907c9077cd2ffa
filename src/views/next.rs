use super::follow;
use crate::{state::AppState, text::GUIDE};

/// Of all call-outs only that of the next step is shown; none when all is done.
pub fn bring_to_life(state: AppState) {
    for step in 0..GUIDE.steps.len() {
        let at = format!("#next-{}", step + 1);
        follow::hidden(at.clone(), move || state.next_step() != Some(step));
        follow::attribute(at, "data-state", move || Some(state.step(step).css().to_owned()));
    }
}
