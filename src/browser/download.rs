//! Giving the visitor a file.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Offers these bytes as a file of this name; `false` if the browser cannot make one. `kind` is its media type.
pub fn offer(name: &str, kind: &str, bytes: &[u8]) -> bool {
    save(name, kind, bytes).is_some()
}

fn save(name: &str, kind: &str, bytes: &[u8]) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let window = web_sys::window()?;
    let document = window.document()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.set_hidden(true);
    // Firefox follows only a link that stands in the page.
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser has begun to read it by then.
    let forget = Closure::once_into_js(move || drop(Url::revoke_object_url(&address)));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), 10_000).ok().map(drop)
}
