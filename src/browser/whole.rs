//! The page as one file, that can be taken along.

use super::files::settled;
use js_sys::{JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

/// Calls `told` with the text of the file, without anyone's records in it; `None` if it cannot be had.
///
/// A page that was opened from such a file knows it (see `single.js`); any other fetches the file of this name, which lies
/// beside the program.
pub fn read(name: &str, told: impl Fn(Option<String>) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return told(None) };
    let known = Reflect::get(&window, &"partnerpad".into()).and_then(|own| Reflect::get(&own, &"whole".into()));
    if let Some(text) = known.ok().and_then(|text| text.as_string()) {
        return told(Some(text));
    }
    let program = window.document().and_then(|page| page.query_selector("link[rel=preload][href$='.wasm']").ok()?);
    let address = program.and_then(|link| Reflect::get(&link, &"href".into()).ok()?.as_string()).unwrap_or_default();
    let Some((folder, _)) = address.rsplit_once('/') else { return told(None) };
    settled(&window.fetch_with_str(&[folder, "/", name].concat()), move |answer| match answer.and_then(text) {
        Some(text) => {
            let told = told.clone();
            settled(&text, move |text| told(text.and_then(|text| text.dyn_into::<JsString>().ok()).map(String::from)));
        }
        None => told(None),
    });
}

/// The text of an answer; `None` if it is no good one.
fn text(answer: JsValue) -> Option<Promise> {
    let answer: Response = answer.dyn_into().ok()?;
    if answer.ok() { answer.text().ok() } else { None }
}
