//! Printing a document that is not the page.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, HtmlIFrameElement};

/// The frame that the document is made in. It stays until the next one, since a browser prints when it likes.
const FRAME: &str = "paper";

/// Prints a document of its own. `body` must come from `domain::html`.
///
/// The page's policy, which the frame inherits, allows no style in markup. A style sheet that is made by script is no
/// markup.
pub fn print(title: &str, lang: &str, body: &str, style: &str) {
    let _ = start(title.to_owned(), lang.to_owned(), body.to_owned(), style.to_owned());
}

fn start(title: String, lang: String, body: String, style: String) -> Option<()> {
    let page = web_sys::window()?.document()?;
    if let Some(old) = page.get_element_by_id(FRAME) {
        old.remove();
    }
    let frame: HtmlIFrameElement = page.create_element("iframe").ok()?.dyn_into().ok()?;
    frame.set_id(FRAME);
    // Not `hidden`: Firefox prints nothing of a frame that is not there.
    frame.set_class_name("vh");
    frame.set_attribute("aria-hidden", "true").ok()?;
    frame.set_attribute("tabindex", "-1").ok()?;
    frame.set_attribute("title", &title).ok()?;
    frame.set_attribute("srcdoc", "<!doctype html><title></title>").ok()?;
    let loaded = frame.clone();
    let fill = Closure::once_into_js(move || {
        let _ = fill(&loaded, &title, &lang, &body, &style);
    });
    frame.set_onload(Some(fill.unchecked_ref()));
    page.body()?.append_child(&frame).ok().map(drop)
}

fn fill(frame: &HtmlIFrameElement, title: &str, lang: &str, body: &str, style: &str) -> Option<()> {
    let window = frame.content_window()?;
    let document = frame.content_document()?;
    document.set_title(title);
    document.document_element()?.set_attribute("lang", lang).ok()?;
    document.body()?.set_inner_html(body);
    // Without it, it is printed all the same.
    let _ = dress(&window, &document, style);
    window.print().ok()
}

/// Gives a document a style sheet, made in its own window: one of another window is refused.
fn dress(window: &JsValue, document: &Document, style: &str) -> Result<(), JsValue> {
    let make: Function = Reflect::get(window, &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet: Object = Reflect::construct(&make, &Array::new())?.unchecked_into();
    let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &style.into())?;
    Reflect::set(document, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    Ok(())
}
