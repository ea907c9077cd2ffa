//! A place to open files: a button, and an area to drop them on.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use crate::browser::files::{self, Given};

/// Its view. `id` becomes the field's; `many` if more than one file can be opened at once.
#[must_use]
pub fn area(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    many: bool,
    opened: impl Fn(Vec<Given>) + Copy + 'static,
) -> View {
    let (over, set_over) = signal(false);
    let take = move |files: Vec<Given>| {
        if !files.is_empty() {
            opened(files);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        set_over.set(false);
        take(files::dropped(&event));
    };
    view! {
        <div class="field drop" class:over=move || over.get() on:drop=drop on:dragleave=move |_| set_over.set(false)
            on:dragover=move |event| {
                event.prevent_default();
                set_over.set(true);
            }>
            <label>
                {label}
                <input type="file" id=id accept=".json,application/json" multiple=many aria-describedby=format!("{id}-hint")
                    on:change=move |event| take(files::chosen(&event))/>
            </label>
            <p class="hint soft" id=format!("{id}-hint")>{hint}</p>
        </div>
    }
}
