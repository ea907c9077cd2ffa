//! Files that a visitor chooses or drops, read as text.

use js_sys::{JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, Event};

/// What came of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Its text. Bytes that are no UTF-8 became `U+FFFD`.
    Text(String),
    /// It has more bytes than was asked for.
    TooLong,
    /// The browser cannot read it: it is gone by now, or a folder.
    Unreadable,
}

/// Reads the first file of a changed file field, or of a drop, then calls `told` with its name. Nothing happens without
/// a file.
pub fn read(event: &Event, max_bytes: u32, told: impl Fn(String, Opened) + Clone + 'static) {
    let Some(file) = first(event) else { return };
    let name = get(&file, "name").as_string().unwrap_or_default();
    if file.size() > f64::from(max_bytes) {
        return told(name, Opened::TooLong);
    }
    // Asked by name: the bindings differ in what the text is.
    let text = get(&file, "text").dyn_into::<js_sys::Function>().ok().and_then(|text| text.call0(&file).ok());
    let Some(text) = text.and_then(|text| text.dyn_into::<Promise>().ok()) else {
        return told(name, Opened::Unreadable);
    };
    let (refused, refused_name) = (told.clone(), name.clone());
    let yes = Closure::<dyn FnMut(JsValue)>::once(move |text: JsValue| {
        let text = text.dyn_into::<JsString>().map(String::from);
        told(name, text.map_or(Opened::Unreadable, Opened::Text));
    });
    let no = Closure::<dyn FnMut(JsValue)>::once(move |_| refused(refused_name, Opened::Unreadable));
    let _ = text.then2(&yes, &no);
    yes.forget();
    no.forget();
}

fn first(event: &Event) -> Option<Blob> {
    let dropped = get(event, "dataTransfer");
    let holder = if dropped.is_object() { dropped } else { event.target()?.into() };
    let files = get(&holder, "files");
    get(&files, "0").dyn_into().ok()
}

/// Nothing of what has no such part.
fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}
