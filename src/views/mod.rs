//! What moves on the page that [`crate::page`] wrote: each part finds its place there by id and follows the state.
//!
//! What is missing from the page, or was changed there by somebody else's script, is passed over: nothing depends on it.

mod favicon;
mod header;
mod next;
mod notices;
mod road;
mod step;
mod wording;

use std::cell::{Cell, RefCell};

use leptos::prelude::Effect;

use crate::{browser::page, state::AppState, text::GUIDE};

pub use header::theme;
pub use wording::{on_paper, waited_for};

/// Lets the page show the state, now and from now on.
pub fn bring_to_life(state: AppState) {
    follow(Box::new(move || road::show(state)));
    for step in 0..GUIDE.steps.len() {
        let marks = RefCell::default();
        follow(Box::new(move || step::show(state, step, &marks)));
    }
    // The page is built with the call-out of the first step.
    let shown = Cell::new(Some(0));
    follow(Box::new(move || next::show(state, &shown)));
    follow(Box::new(move || header::show(state)));
    follow(Box::new(move || road::show_saved(state)));
    follow(Box::new(move || page::set_text("#live", &state.announcement())));
    follow(Box::new(move || notices::show_troubles(state)));
    follow(Box::new(move || notices::show_undo(state)));
}

/// Runs `show` now, and again whenever what it read of the state changes.
///
/// Boxed: the code around an effect is made once for each type of closure, and weighs more than most closures.
fn follow(show: Box<dyn Fn()>) {
    Effect::new(move |_| show());
}
