//! The page's address: the part behind `#`, and the sibling page of the other language.

use wasm_bindgen::JsValue;

/// The fragment without its `#`; empty if there is none.
#[must_use]
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Shows `href`, relative to this page and with the present fragment, as the page's address without loading it.
///
/// A page opened from a disk may not change its path; then the address stays as it is, and nothing else depends on it.
pub fn show(href: &str) {
    let Some(window) = web_sys::window() else { return };
    let hash = window.location().hash().unwrap_or_default();
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{href}{hash}")));
    }
}

/// Shows `fragment` in the address without scrolling and without a new entry in the history.
pub fn show_fragment(fragment: &str) {
    let Some(window) = web_sys::window() else { return };
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}
