//! Puts the app together: what was stored, the state, the parts that move, and what happens outside.

use any_spawner::Executor;
use leptos::prelude::*;
use web_sys::{Element, ScrollBehavior};

use crate::{
    browser::{address, clipboard, events, page, place::Place},
    fields, saving,
    state::AppState,
    text::{GUIDE, LABELS, language},
    views,
};

/// Reads what is stored, and puts it into the fields.
pub fn read() -> Option<AppState> {
    let labels = LABELS.get(language(&page::language()))?;
    // Effects run on the browser's own queue. Refused only if something has set it up before.
    let _ = Executor::init_wasm_bindgen();
    // The owner of all signals. It lives as long as the page.
    let owner = Owner::new();
    owner.set();
    let state = AppState::new(saving::load(&saving::current(GUIDE.id)), labels);
    std::mem::forget(owner);
    Some(state)
}

/// Brings the page to life.
pub fn live(state: AppState) {
    views::bring_to_life(state);
    listen(state);
    page::wake();
    // Now that fields can have the focus.
    arrive(state);
}

/// Opens what the visitor comes for: what was open in the other language, the step in the address, or the next step.
fn arrive(state: AppState) {
    if let Some(place) = Place::left() {
        state.unpack(place.luggage());
        place.restore();
        return;
    }
    if untrack(|| state.is_started()) {
        page::open_only(state.next_fragment());
    }
    // At once: who arrives has not been anywhere on this page, and may press a button before a journey there has ended.
    go_to(state, &address::fragment(), ScrollBehavior::Instant);
}

/// Opens the step or the tool with this fragment, or the step of the action with this id, goes there, and shows it in
/// the address. `false` if there is none.
fn go_to(state: AppState, fragment: &str, how: ScrollBehavior) -> bool {
    let is_step = GUIDE.steps.iter().any(|step| step.fragment == fragment) || fragment.starts_with("tool-");
    let is_action = !is_step && state.is_action(fragment);
    if is_step || is_action {
        address::show_fragment(fragment);
    }
    if is_step {
        page::go_to_heading(fragment, how);
    } else if is_action {
        page::go_to(fragment, how);
    }
    is_step || is_action
}

/// What visitors do, and what other tabs and the browser do. A few listeners for the page, however long the guide is.
fn listen(state: AppState) {
    events::on_fragment(move || {
        go_to(state, &address::fragment(), ScrollBehavior::Auto);
    });
    events::on_change(".task input[type=checkbox]", move |input| {
        let checked = page::is_checked(&input);
        match input.get_attribute(fields::WAITS) {
            Some(id) => state.set_waiting(&id, checked),
            None => state.set_done(&input.id(), checked),
        }
    });
    events::on_typed("[data-record]", move |field, is_left| fields::typed(state, &field, is_left));
    events::on_click("a[href^='#'], [hreflang], [data-copy], [data-dismiss], [data-of], button[id]", move |clicked| {
        click(state, clicked)
    });
    events::on_print(move || page::set_text("#on-paper", &views::on_paper(state)));
    events::on_stored(move |key, text| state.take_in(&key, &text));
    events::on_return(move || state.catch_up());
}

/// Whether the click is dealt with; otherwise the browser does what it would.
fn click(state: AppState, clicked: Element) -> bool {
    if clicked.has_attribute("data-copy") {
        copy(state, clicked);
        return true;
    }
    if clicked.has_attribute("hreflang") {
        Place::now().leave(&state.luggage());
        // To the same step in the other language.
        address::carry_fragment(&clicked);
        return false;
    }
    if clicked.has_attribute("data-of") {
        fields::settle(state, &clicked);
        return true;
    }
    if let Some(title) = clicked.get_attribute("data-dismiss") {
        state.dismiss(&title);
        return true;
    }
    if let Some(fragment) = clicked.get_attribute("href") {
        return go_to(state, fragment.trim_start_matches('#'), ScrollBehavior::Auto);
    }
    match clicked.id().as_str() {
        "theme" => {
            state.turn_theme();
            state.announce(views::theme(state));
        }
        "print" => {
            page::focus_id("actions");
            page::open_dialog("printing");
        }
        "print-not" => page::close_dialog("printing"),
        "print-all" | "print-open" => {
            page::close_dialog("printing");
            page::print(clicked.id() == "print-open");
        }
        "to-files" | "to-overview" => {
            go_to(state, &["tool-", clicked.id().trim_start_matches("to-")].concat(), ScrollBehavior::Auto);
        }
        "only-now" => only_now(state),
        "wipe" => {
            // Where the focus returns to when the question is closed; the menu is gone by then.
            page::focus_id("actions");
            page::open_dialog("start-again");
        }
        "cancel" => page::close_dialog("start-again"),
        "confirm" => {
            page::close_dialog("start-again");
            state.start_again();
        }
        "undo" => state.undo(),
        "put-back" => state.put_back(),
        "keep" => state.forget_undo(),
        _ => return false,
    }
    // The menu closes by itself when one of its buttons is pressed, unless that is prevented.
    false
}

/// Shows only what the visitor can do now, or all again.
fn only_now(state: AppState) {
    let is_on = page::toggle_class("inhoud", "only-now");
    page::set_attribute("#only-now", "aria-pressed", Some(if is_on { "true" } else { "false" }));
    let ui = &state.labels().ui;
    let count = || {
        (0..GUIDE.steps.len())
            .map(|step| untrack(|| state.marks(step)).iter().filter(|mark| **mark == "nu").count())
            .sum()
    };
    state.announce(if is_on { ui.only_now_on(count()) } else { ui.only_now_off.to_owned() });
}

/// Copies the list that the button names, as one line. If the browser refuses, the list is selected, so that Ctrl+C
/// copies it.
fn copy(state: AppState, button: Element) {
    let ui = &state.labels().ui;
    let id = button.get_attribute("data-copy").unwrap_or_default();
    clipboard::copy(&page::lines(&id).join(" › "), move |copied| {
        if copied {
            page::flash(&button, ui.copied);
            state.announce(ui.copied.to_owned());
        } else {
            page::select(&id);
            state.announce(ui.copy_failed.to_owned());
        }
    });
}
