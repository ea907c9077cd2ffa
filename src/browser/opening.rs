//! Reading a file that the visitor chose.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Element;

/// Reads the file that was chosen in this field as text, then calls `told` with it; `None` if that is refused, or if it
/// has more than `max_bytes`. The field is emptied, so that the same file can be chosen again.
pub fn read(field: &Element, max_bytes: u32, told: impl Fn(Option<String>) + Clone + 'static) {
    let Some(file) = chosen(field) else { return };
    let _ = Reflect::set(field, &"value".into(), &"".into());
    let size = Reflect::get(&file, &"size".into()).ok().and_then(|size| size.as_f64()).unwrap_or(f64::MAX);
    let text = (size <= f64::from(max_bytes)).then(|| text_of(&file)).flatten();
    let Some(text) = text else { return told(None) };
    let refused = told.clone();
    let yes = Closure::<dyn FnMut(JsValue)>::once(move |text: JsValue| told(text.as_string()));
    let no = Closure::<dyn FnMut(JsValue)>::once(move |_| refused(None));
    let _ = text.then2(&yes, &no);
    yes.forget();
    no.forget();
}

fn chosen(field: &Element) -> Option<JsValue> {
    let files = Reflect::get(field, &"files".into()).ok()?;
    Some(Reflect::get(&files, &0.into()).ok()?).filter(JsValue::is_object)
}

fn text_of(file: &JsValue) -> Option<Promise> {
    let read: Function = Reflect::get(file, &"text".into()).ok()?.dyn_into().ok()?;
    Reflect::apply(&read, file, &Array::new()).ok()?.dyn_into().ok()
}
