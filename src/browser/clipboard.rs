//! Copying text.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

/// Copies `text`. `false` if the browser refuses or has no clipboard: over plain http, or without permission.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let navigator = window.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok();
    }
    false
}
