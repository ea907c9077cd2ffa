//! What moves on the page that [`crate::page`] wrote: each part finds its place there by id and follows the state.
//! One file per part, of the same name as there.
//!
//! What is missing from the page, or was changed there by somebody else's script, is passed over: nothing depends on it.
//! Parts that come and go are views of Leptos, put into places that the page keeps for them.

mod favicon;
mod follow;
mod head;
mod header;
mod next;
mod notices;
mod path;
mod step;
mod wording;

pub use header::label as theme;

use crate::state::AppState;

/// Lets the page show the state, now and from now on.
pub fn bring_to_life(state: AppState) {
    head::bring_to_life(state);
    header::bring_to_life(state);
    path::bring_to_life(state);
    next::bring_to_life(state);
    step::bring_to_life(state);
    notices::bring_to_life(state);
    follow::text("#title", move || wording::title(state));
    follow::text("#lead", move || wording::lead(state));
    follow::text("#live", move || state.announcement());
}
