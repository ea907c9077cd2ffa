//! The tools of the page. `boot.js` loads this program when one of them is opened, and hands it the running app.

use partnerpad::tools::{self, App};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    partnerpad::browser::page::report_panics();
}

/// Puts the tools into their places on the page.
#[wasm_bindgen]
pub fn begin(app: App) {
    tools::begin(app);
}
