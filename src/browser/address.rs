//! The page's address: the part behind `#`.

use wasm_bindgen::JsValue;
use web_sys::Element;

/// The fragment without its `#`; empty if there is none.
#[must_use]
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The address without its fragment.
#[must_use]
pub fn without_fragment() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Whether the page was opened from a disk. To a browser each file is then a stranger to the others.
#[must_use]
pub fn is_file() -> bool {
    let scheme = web_sys::window().and_then(|window| window.location().protocol().ok());
    scheme.as_deref() == Some("file:")
}

/// Has a link lead to the fragment that this page shows.
pub fn carry_fragment(link: &Element) {
    let href = link.get_attribute("href").unwrap_or_default();
    let to = href.split('#').next().unwrap_or_default();
    let fragment = fragment();
    let href = if fragment.is_empty() { to.to_owned() } else { format!("{to}#{fragment}") };
    let _ = link.set_attribute("href", &href);
}

/// Shows `fragment` in the address without scrolling and without a new entry in the history.
pub fn show_fragment(fragment: &str) {
    let Some(window) = web_sys::window() else { return };
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}
