//! Puts the app together: what was stored, the state, the parts that move, and what happens outside.

use leptos::{prelude::*, task::spawn_local};
use web_sys::Element;

use crate::{
    browser::{address, clipboard, events, page, place::Place},
    saving,
    state::AppState,
    text::{GUIDE, LABELS, language},
    views,
};

/// Brings the page to life.
pub fn start() {
    let Some(labels) = LABELS.get(language(&page::language())) else { return };
    // The owner of all signals. It lives as long as the page.
    let owner = Owner::new();
    owner.set();
    let state = AppState::new(saving::load(GUIDE.id), labels);
    views::bring_to_life(state);
    arrive(state);
    listen(state);
    page::wake();
    std::mem::forget(owner);
}

/// Opens what the visitor comes for: what was open in the other language, the step in the address, or the next step.
fn arrive(state: AppState) {
    if let Some(place) = Place::left() {
        place.restore();
        return;
    }
    if untrack(|| state.is_started()) {
        page::open_only(state.next_fragment());
    }
    go_to(&address::fragment());
}

/// Opens the step with this fragment, goes there, and shows it in the address. `false` if there is none.
fn go_to(fragment: &str) -> bool {
    let is_step = GUIDE.steps.iter().any(|step| step.fragment == fragment);
    if is_step {
        address::show_fragment(fragment);
        page::go_to_step(fragment);
    }
    is_step
}

/// What visitors do, and what other tabs and the browser do. A few listeners for the page, however long the guide is.
fn listen(state: AppState) {
    events::on_fragment(|| {
        go_to(&address::fragment());
    });
    events::on_change("input[type=checkbox]", move |input| state.set_done(&input.id(), page::is_checked(&input)));
    events::on_click("a[href^='#']", |link| {
        let fragment = link.get_attribute("href").unwrap_or_default();
        go_to(fragment.trim_start_matches('#'))
    });
    events::on_click("[hreflang]", |link| {
        Place::now().leave();
        // To the same step in the other language.
        address::carry_fragment(&link);
        false
    });
    events::on_click("[data-copy]", move |button| {
        copy(state, button);
        true
    });
    events::on_click("button[id]", move |button| {
        match button.id().as_str() {
            "theme" => {
                state.turn_theme();
                state.announce(views::theme(state));
            }
            "print" => page::print(),
            "wipe" => page::open_dialog("start-again"),
            "cancel" => page::close_dialog("start-again"),
            "confirm" => {
                page::close_dialog("start-again");
                state.start_again();
            }
            _ => {}
        }
        false
    });
    events::on_stored(move |key, text| state.take_in(&key, &text));
    events::on_return(move || state.catch_up());
}

/// Copies the list that the button names, as one line. If the browser refuses, the list is selected, so that Ctrl+C
/// copies it.
fn copy(state: AppState, button: Element) {
    let id = button.get_attribute("data-copy").unwrap_or_default();
    spawn_local(async move {
        let ui = &state.labels().ui;
        if clipboard::copy(&page::lines(&id).join(" › ")).await {
            page::flash(&button, ui.copied);
            state.announce(ui.copied.to_owned());
        } else {
            page::select(&id);
            state.announce(ui.copy_failed.to_owned());
        }
    });
}
