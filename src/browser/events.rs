//! What happens to the page from outside. Listeners stay for the life of the page.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget, StorageEvent};

/// Calls `react` whenever the fragment of the address changes.
pub fn on_fragment(react: impl Fn() + 'static) {
    listen(window(), "hashchange", move |_| react());
}

/// Calls `react(key, text)` when another tab stored `text` under `key`.
pub fn on_stored(react: impl Fn(String, String) + 'static) {
    listen(window(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
        if let (Some(key), Some(text)) = (event.key(), event.new_value()) {
            react(key, text);
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
