use super::{favicon::favicon, follow};
use crate::{browser::page, state::AppState, text::GUIDE};

/// Title and picture of the browser tab: how far one is.
pub fn bring_to_life(state: AppState) {
    follow::with(move || {
        let (ui, done, all) = (&state.labels().ui, state.done_steps(), GUIDE.steps.len());
        page::set_title(&ui.title_of(done, all, ui.app_name));
        page::set_icon(&favicon(done, all));
    });
}
