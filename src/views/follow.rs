//! Parts of the page that follow a value. `at` is a CSS selector.

use leptos::prelude::*;

use crate::browser::page;

/// Runs `change` now and whenever a signal changes that it read.
///
/// Boxed, because the code around an effect is written once for each type of closure, and weighs more than most of them.
fn keep(change: Box<dyn Fn()>) {
    Effect::new(move |_| change());
}

/// The text of an element.
pub fn text(at: impl Into<String>, value: impl Fn() -> String + 'static) {
    let at = at.into();
    keep(Box::new(move || page::set_text(&at, &value())));
}

/// An attribute; `None` takes it away.
pub fn attribute(at: impl Into<String>, name: &'static str, value: impl Fn() -> Option<String> + 'static) {
    let at = at.into();
    keep(Box::new(move || page::set_attribute(&at, name, value().as_deref())));
}

/// Whether an element is hidden.
pub fn hidden(at: impl Into<String>, is_hidden: impl Fn() -> bool + 'static) {
    attribute(at, "hidden", move || is_hidden().then(String::new));
}

/// Anything else.
pub fn with(change: impl Fn() + 'static) {
    keep(Box::new(change));
}
