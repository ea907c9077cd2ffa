//! The tools of the page. `boot.js` loads this program when one of them is opened, and hands it the running app.

use partnerpad::tools::{self, App, Desk};
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    partnerpad::browser::page::report_panics();
}

thread_local! {
    static DESK: Cell<Option<Desk>> = const { Cell::new(None) };
}

/// Puts the tools into their places on the page; `false` if these are not their words.
#[wasm_bindgen]
pub fn begin(app: App, words: String) -> bool {
    let is_whole = partnerpad::text::loaded::load(words);
    if is_whole {
        DESK.set(Some(tools::begin(app)));
    }
    is_whole
}

/// Does what a button asks for that names it in `data-run`.
#[wasm_bindgen]
pub fn run(name: &str) {
    if let Some(desk) = DESK.get() {
        tools::run(name, desk);
    }
}
