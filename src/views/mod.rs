//! What moves on the page that [`crate::page`] wrote: each part finds its place there by id and follows the state.
//!
//! What is missing from the page, or was changed there by somebody else's script, is passed over: nothing depends on it.
//! Parts that come and go are views of Leptos, put into places that the page keeps for them.

mod favicon;
mod header;
mod notices;
mod road;
mod step;
mod wording;

use leptos::prelude::Effect;

use crate::{browser::page, state::AppState, text::GUIDE};

pub use header::theme;

/// Lets the page show the state, now and from now on.
pub fn bring_to_life(state: AppState) {
    follow(Box::new(move || road::show(state)));
    for step in 0..GUIDE.steps.len() {
        follow(Box::new(move || step::show(state, step)));
    }
    follow(Box::new(move || header::show(state)));
    follow(Box::new(move || road::show_saved(state)));
    follow(Box::new(move || page::set_text("#live", &state.announcement())));
    notices::bring_to_life(state);
}

/// Runs `show` now, and again whenever what it read of the state changes.
///
/// Boxed: the code around an effect is made once for each type of closure, and weighs more than most closures.
fn follow(show: Box<dyn Fn()>) {
    Effect::new(move |_| show());
}
