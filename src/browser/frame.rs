//! Frames on the page, and what is said between it and the pages in them.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlIFrameElement, MessageEvent, Window};

use super::page;

fn window_of(frame: &Element) -> Option<Window> {
    frame.dyn_ref::<HtmlIFrameElement>()?.content_window()
}

/// Calls `told` with the frame whenever the page in one that matches says that it is ready. Nothing else that is said is
/// listened to, whoever says it. For as long as this page lives.
pub fn on_ready(selector: &'static str, told: impl Fn(&Element) + 'static) {
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let source = event.source();
        let is_source = |frame: &Element| {
            let window = window_of(frame).map(JsValue::from);
            window.is_some() && window.as_ref() == source.as_ref().map(AsRef::as_ref)
        };
        if event.data().as_string().as_deref() == Some("ready")
            && let Some(frame) = page::all(selector).iter().find(|frame| is_source(frame))
        {
            told(frame);
        }
    });
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("message", hear.as_ref().unchecked_ref());
    }
    hear.forget();
}

/// Says a text to the page in a frame.
pub fn say(frame: &Element, text: &str) {
    if let Some(window) = window_of(frame) {
        // A sandboxed page has no origin that could be named. What is said to it is no secret.
        let _ = window.post_message(&text.into(), "*");
    }
}
