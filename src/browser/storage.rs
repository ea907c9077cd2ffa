//! localStorage, which a browser may deny, fill up, or answer for wrongly.

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::Storage;

#[wasm_bindgen]
extern "C" {
    /// Has the journal (`journal.js`) take what was stored, or forget what was removed. Refused where no page has begun one.
    #[wasm_bindgen(catch, js_namespace = partnerpad)]
    fn journal(key: &str, text: Option<&str>) -> Result<(), JsValue>;
}

/// Why something could not be stored or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser keeps nothing for this page: cookies blocked, a sandboxed frame, a setting.
    Denied,
    /// It would, but this did not get in: no room left.
    Full,
}

thread_local! {
    /// gloo-storage takes the storage for granted and throws where there is none. Called by way of JavaScript, that is an error like
    /// any other.
    static AREA: Function = Closure::<dyn Fn() -> Storage>::new(LocalStorage::raw).into_js_value().unchecked_into();
}

/// The browser's storage, if it is there at all: asked for each time, as a browser can take it away while the page is open.
fn area() -> Result<Storage, Refusal> {
    let area = AREA.with(|area| area.call0(&JsValue::NULL));
    area.and_then(JsValue::dyn_into).map_err(|_| Refusal::Denied)
}

/// What is stored under `key`; `None` if nothing is.
///
/// # Errors
/// [`Refusal::Denied`].
pub fn read(key: &str) -> Result<Option<String>, Refusal> {
    area()?.get_item(key).map_err(|_| Refusal::Denied)
}

/// Stores `text` and reads it back: `Ok` means that the browser gave back the same text.
///
/// # Errors
/// [`Refusal::Denied`]; [`Refusal::Full`] when the browser refuses this text or gives back another.
pub fn write(key: &str, text: &str) -> Result<(), Refusal> {
    area()?.set_item(key, text).map_err(|_| Refusal::Full)?;
    match read(key)? {
        Some(kept) if kept == text => {
            let _ = journal(key, Some(text));
            Ok(())
        }
        _ => Err(Refusal::Full),
    }
}

/// Removes what is stored under `key`.
///
/// # Errors
/// [`Refusal::Denied`].
pub fn remove(key: &str) -> Result<(), Refusal> {
    area()?.remove_item(key).map_err(|_| Refusal::Denied)?;
    let _ = journal(key, None);
    Ok(())
}

/// All keys that start with `prefix`.
///
/// # Errors
/// [`Refusal::Denied`].
pub fn keys(prefix: &str) -> Result<Vec<String>, Refusal> {
    let area = area()?;
    let count = area.length().map_err(|_| Refusal::Denied)?;
    let keys = (0..count).filter_map(|index| area.key(index).ok().flatten());
    Ok(keys.filter(|key| key.starts_with(prefix)).collect())
}
