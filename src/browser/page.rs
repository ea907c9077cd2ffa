//! The document around the app: its title, language, theme, focus.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlDialogElement, ScrollIntoViewOptions, ScrollLogicalPosition};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// When the app panics it can no longer react, and the page must say so: shows the message that stands hidden in
/// the page. Progress was stored at each change and stays.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|why| {
        web_sys::console::error_1(&why.to_string().into());
        if let Some(broken) = element("broken") {
            let _ = broken.remove_attribute("hidden");
        }
    }));
}

/// The language that the page was written in.
#[must_use]
pub fn language() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

/// Tells browsers and readers which language the page is in.
pub fn set_language(lang: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", lang);
    }
}

/// The name of the browser tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The picture of the browser tab, an SVG.
pub fn set_icon(svg: &str) {
    let icon = document().and_then(|document| document.query_selector("link[rel=icon]").ok().flatten());
    if let Some(icon) = icon {
        let _ = icon.set_attribute("href", &format!("data:image/svg+xml,{}", js_sys::encode_uri_component(svg)));
    }
}

/// `light`, `dark`, or empty for the system's choice.
#[must_use]
pub fn theme() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("data-theme")).unwrap_or_default()
}

/// Sets `light`, `dark`, or with an empty text the system's choice.
pub fn set_theme(theme: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
}

/// Scrolls to the step with this id and puts the focus on its heading. `false` if there is none.
pub fn go_to_step(id: &str) -> bool {
    let Some(step) = element(id) else { return false };
    if let Some(summary) = step.query_selector("summary").ok().flatten() {
        focus(&summary);
    }
    let to = ScrollIntoViewOptions::new();
    to.set_block(ScrollLogicalPosition::Start);
    step.scroll_into_view_with_scroll_into_view_options(&to);
    true
}

/// Puts the focus on the element with this id.
pub fn focus_id(id: &str) {
    if let Some(element) = element(id) {
        focus(&element);
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Selects the text of the element with this id, for copying by keyboard.
pub fn select(id: &str) {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    if let (Some(selection), Some(element)) = (selection, element(id)) {
        let _ = selection.select_all_children(&element);
    }
}

/// Opens the dialog with this id, over the page.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = element(id).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog with this id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = element(id).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// An empty place for the app, outside the page.
#[must_use]
pub fn stage() -> Option<HtmlElement> {
    let stage = document()?.create_element("div").ok()?;
    stage.set_id("app");
    stage.dyn_into().ok()
}

/// Puts the stage where the waiting page stood, in one step.
pub fn raise(stage: &HtmlElement) {
    if let Some(waiting) = element("app") {
        let _ = waiting.replace_with_with_node_1(stage);
    }
}
