//! Starts the app in the browser, and lets the tools (`bin/workbench.rs`) reach its records: there is one truth, here.

use partnerpad::{saving::Trouble, state::AppState};
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static APP: Cell<Option<AppState>> = const { Cell::new(None) };
}

fn main() {
    partnerpad::browser::page::report_panics();
}

/// Reads what is stored: comes first.
#[wasm_bindgen]
pub fn read() {
    APP.set(partnerpad::app::read());
}

/// Lets the page show it, and answer: comes second.
#[wasm_bindgen]
pub fn live() {
    if let Some(app) = APP.get() {
        partnerpad::app::live(app);
    }
}

/// The text of a record; empty if there is none.
#[wasm_bindgen]
pub fn text(name: &str) -> String {
    APP.get().map(|app| app.text(name)).unwrap_or_default()
}

/// Writes a text; whether it could be kept. `false` if it is too long.
#[wasm_bindgen]
pub fn write(name: &str, text: &str) -> bool {
    APP.get().is_some_and(|app| app.set_text(name, text).is_ok())
}

/// The id of the dossier.
#[wasm_bindgen]
pub fn dossier() -> String {
    APP.get().map(AppState::dossier).unwrap_or_default()
}

/// All records, a line each: the name, a blank, and what is stored.
#[wasm_bindgen]
pub fn lines() -> String {
    APP.get().map(AppState::lines).unwrap_or_default()
}

/// Takes in such lines, each merged with what is here. `notice` says what happened, beside the way back.
#[wasm_bindgen]
pub fn take(lines: &str, notice: String) {
    if let Some(app) = APP.get() {
        app.take_lines(lines, notice);
    }
}

/// Takes in such lines from the journal, which has what the browser may have lost, and stores them.
#[wasm_bindgen]
pub fn restore(lines: &str) {
    if let Some(app) = APP.get() {
        app.restore(lines);
    }
}

/// The journal has no room for the latest change.
#[wasm_bindgen]
pub fn full() {
    if let Some(app) = APP.get() {
        app.show_saving(Err(Trouble::Full));
    }
}

/// Like `write`, with a way back: `notice` says what happened.
#[wasm_bindgen]
pub fn replace(name: &str, text: &str, notice: String) {
    if let Some(app) = APP.get() {
        app.replace_text(name, text, notice);
    }
}

/// Calls `react` after every change of a record, whoever made it.
#[wasm_bindgen]
pub fn watch(react: js_sys::Function) {
    if let Some(app) = APP.get() {
        app.on_change(Box::new(move || drop(react.call0(&wasm_bindgen::JsValue::NULL))));
    }
}

/// Has the page's one live region say this.
#[wasm_bindgen]
pub fn announce(text: String) {
    if let Some(app) = APP.get() {
        app.announce(text);
    }
}
