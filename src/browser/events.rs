//! What happens to the page from outside. Listeners stay for the life of the page.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, StorageEvent};

/// Calls `react` whenever the fragment of the address changes.
pub fn on_fragment(react: impl Fn() + 'static) {
    listen(window(), "hashchange", move |_| react());
}

/// Calls `react` with each clicked element that matches `selector`, or that is around what was clicked. If it returns
/// `true`, the browser does nothing more with the click.
pub fn on_click(selector: &'static str, react: impl Fn(Element) -> bool + 'static) {
    listen(window(), "click", move |event| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(element) = clicked.and_then(|clicked| clicked.closest(selector).ok().flatten())
            && react(element)
        {
            event.prevent_default();
        }
    });
}

/// Calls `react` with each changed element that matches `selector`.
pub fn on_change(selector: &'static str, react: impl Fn(Element) + 'static) {
    listen(window(), "change", move |event| {
        let changed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(element) = changed.filter(|element| element.matches(selector).unwrap_or_default()) {
            react(element);
        }
    });
}

/// Calls `react` with each field that matches `selector` when something is typed in it, and again, with `true`, when
/// the visitor leaves it.
pub fn on_typed(selector: &'static str, react: impl Fn(Element, bool) + Clone + 'static) {
    for (name, is_left) in [("input", false), ("focusout", true)] {
        let react = react.clone();
        listen(window(), name, move |event| {
            let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(field) = field.filter(|field| field.matches(selector).unwrap_or_default()) {
                react(field, is_left);
            }
        });
    }
}

/// Calls `react` before the page is printed, whoever asked for it.
pub fn on_print(react: impl Fn() + 'static) {
    listen(window(), "beforeprint", move |_| react());
}

/// Calls `react(key, text)` when another tab stored `text` under `key`: none if it was removed, and no key if all was.
pub fn on_stored(react: impl Fn(String, String) + 'static) {
    listen(window(), "storage", move |event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>() {
            react(event.key().unwrap_or_default(), event.new_value().unwrap_or_default());
        }
    });
}

/// Calls `react` when the visitor comes back to the page. What other tabs stored meanwhile was not always told:
/// a page restored from the back/forward cache misses it in Firefox.
pub fn on_return(react: impl Fn() + Clone + 'static) {
    for (name, react) in [("pageshow", react.clone()), ("focus", react)] {
        listen(window(), name, move |_| react());
    }
}

fn window() -> Option<EventTarget> {
    web_sys::window().map(Into::into)
}

fn listen(target: Option<EventTarget>, name: &str, react: impl Fn(Event) + 'static) {
    let react = Closure::<dyn Fn(Event)>::new(react);
    if let Some(target) = target {
        // Only an unknown kind of target would refuse.
        let _ = target.add_event_listener_with_callback(name, react.as_ref().unchecked_ref());
    }
    react.forget();
}
