//! Copying text.

use js_sys::Reflect;
use wasm_bindgen::{JsValue, closure::Closure};

/// Copies `text`, then calls `told` with whether that was done. It is not if the browser refuses or has no clipboard: over
/// plain http, or without permission.
pub fn copy(text: &str, told: impl Fn(bool) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return told(false) };
    let navigator = window.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return told(false);
    }
    let refused = told.clone();
    let yes = Closure::<dyn FnMut(JsValue)>::once(move |_| told(true));
    let no = Closure::<dyn FnMut(JsValue)>::once(move |_| refused(false));
    let _ = navigator.clipboard().write_text(text).then2(&yes, &no);
    yes.forget();
    no.forget();
}
