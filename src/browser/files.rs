//! Files that the visitor chose or dropped, and the browser's promise to keep what is stored.

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

/// A file that the visitor gave. Nothing of it is read yet.
pub struct Given(File);

/// The files that were chosen in the field of this event. The field is emptied, so that the same can be chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Vec<Given> {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = all(field.files());
    field.set_value("");
    files
}

/// The files that were dropped.
#[must_use]
pub fn dropped(event: &DragEvent) -> Vec<Given> {
    all(event.data_transfer().and_then(|transfer| transfer.files()))
}

fn all(list: Option<FileList>) -> Vec<Given> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)).map(Given).collect()
}

/// What came of reading a file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Its text. Bytes that are no UTF-8 became `U+FFFD`.
    Text(String),
    /// It has more bytes than was asked for: nothing was read.
    TooLong,
    /// The browser cannot read it: it is gone by now, or a folder.
    Unreadable,
}

impl Given {
    /// As the system calls it.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Whether it has more than so many bytes.
    #[must_use]
    pub fn is_bigger_than(&self, bytes: u32) -> bool {
        self.0.size() > f64::from(bytes)
    }

    /// Reads it as text, unless it has more than so many bytes, then calls `told`.
    pub fn read_text(&self, max_bytes: u32, told: impl Fn(Opened) + Clone + 'static) {
        if self.is_bigger_than(max_bytes) {
            return told(Opened::TooLong);
        }
        let text = |bytes: Vec<u8>| Opened::Text(String::from_utf8_lossy(&bytes).into_owned());
        self.read(move |bytes| told(bytes.map_or(Opened::Unreadable, text)));
    }

    /// Reads it, then calls `told` with its bytes; `None` if the browser could not read it: a folder, or a file that is
    /// gone.
    pub fn read(&self, told: impl Fn(Option<Vec<u8>>) + Clone + 'static) {
        settled(&self.0.array_buffer(), move |buffer| told(buffer.map(|buffer| Uint8Array::new(&buffer).to_vec())));
    }
}

/// Calls `told` with what the promise gives, or with `None` if it is broken.
pub(super) fn settled(promise: &Promise, told: impl Fn(Option<JsValue>) + Clone + 'static) {
    let broken = told.clone();
    let yes = Closure::<dyn FnMut(JsValue)>::once(move |value| told(Some(value)));
    let no = Closure::<dyn FnMut(JsValue)>::once(move |_| broken(None));
    let _ = promise.then2(&yes, &no);
    yes.forget();
    no.forget();
}

/// Whether the browser has promised not to remove by itself what is stored; `None` if it makes no such promises.
/// With `ask`, it is asked for one first, and may ask the visitor.
pub fn promised(ask: bool, told: impl Fn(Option<bool>) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return told(None) };
    let navigator = window.navigator();
    // Over plain http there is none.
    if !Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| storage.is_object()) {
        return told(None);
    }
    let storage = navigator.storage();
    match if ask { storage.persist() } else { storage.persisted() } {
        Ok(promise) => settled(&promise, move |answer| told(answer.and_then(|answer| answer.as_bool()))),
        Err(_) => told(None),
    }
}
