//! The document around the app: its title, language, theme, focus.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, closure::Closure, prelude::wasm_bindgen};
use web_sys::{
    Document, Element, FocusOptions, HtmlDialogElement, HtmlElement, HtmlInputElement, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

#[wasm_bindgen]
extern "C" {
    /// Has the page say that the app is dead, and give what is stored as a file (`boot.js`).
    #[wasm_bindgen(js_namespace = partnerpad)]
    fn broken(why: &str);
}

/// When the app panics it can no longer react, and the page must say so. Progress was stored at each change and stays.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|why| broken(&why.to_string())));
}

/// The language that the page was written in. Not that of the document, which a translator changes.
#[must_use]
pub fn language() -> String {
    element("live").and_then(|live| live.get_attribute("lang")).unwrap_or_default()
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

/// The first element that matches.
#[must_use]
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Sets the text of the first element that matches, if it says something else.
pub fn set_text(selector: &str, text: &str) {
    if let Some(element) = find(selector)
        && element.text_content().as_deref() != Some(text)
    {
        element.set_text_content(Some(text));
    }
}

/// Sets an attribute of the first element that matches, if it has another value; `None` takes it away.
pub fn set_attribute(selector: &str, name: &str, value: Option<&str>) {
    if let Some(element) = find(selector)
        && element.get_attribute(name).as_deref() != value
    {
        // Only a name that cannot be an attribute's would be refused.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// Puts markup into the first element that matches, if another is there. It must come from `domain::html`.
pub fn set_html(selector: &str, html: &str) {
    if let Some(element) = find(selector)
        && element.inner_html() != html
    {
        element.set_inner_html(html);
    }
}

/// Ticks or unticks a box.
pub fn check(input: &Element, checked: bool) {
    if let Some(input) = input.dyn_ref::<HtmlInputElement>()
        && input.checked() != checked
    {
        input.set_checked(checked);
    }
}

/// The element with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<Element> {
    element(id)
}

/// The first element whose attribute has this value.
#[must_use]
pub fn by_attribute(name: &str, value: &str) -> Option<Element> {
    // Names of records have no character that would need an escape.
    find(&["[", name, "=\"", value, "\"]"].concat())
}

/// The first element that matches, in the nearest one around this that matches `around`.
#[must_use]
pub fn beside(element: &Element, around: &str, selector: &str) -> Option<Element> {
    element.closest(around).ok()??.query_selector(selector).ok()?
}

/// What stands in a field.
#[must_use]
pub fn value(field: &Element) -> String {
    // Any kind of field has one: asked by name, so that no code for each kind is needed.
    let value = Reflect::get(field, &"value".into());
    value.ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Puts a text into a field, if another stands there.
pub fn set_value(field: &Element, text: &str) {
    if value(field) != text {
        let _ = Reflect::set(field, &"value".into(), &text.into());
    }
}

/// Whether a field is for a date.
#[must_use]
pub fn is_date(field: &Element) -> bool {
    field.get_attribute("type").as_deref() == Some("date")
}

/// Whether a field is a list that one chooses from.
#[must_use]
pub fn is_list(field: &Element) -> bool {
    field.matches("select").unwrap_or_default()
}

/// Lets the label around a field carry what stands in the field: on paper, a field shows only as much as its frame.
pub fn mirror(field: &Element, text: &str) {
    if let Some(label) = field.parent_element()
        && label.get_attribute("data-value").unwrap_or_default() != text
    {
        let _ = label.set_attribute("data-value", text);
    }
}

/// Whether the browser cannot make sense of what is typed so far: half a date.
#[must_use]
pub fn is_half_typed(field: &Element) -> bool {
    field.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.validity().bad_input())
}

/// Says below a field what is wrong with it; `None` takes that away. What others said of the field stays.
pub fn complain(field: &Element, html: Option<&str>) {
    if html.is_some() {
        let _ = field.set_attribute("aria-invalid", "true");
    } else if after(field, "refused").is_some() {
        let _ = field.remove_attribute("aria-invalid");
    }
    set_after(field, "refused", html);
}

fn after(field: &Element, class: &str) -> Option<Element> {
    beside(field, ".field", &[".", class].concat())
}

/// Puts markup below a field, in place of what stands there with this class; `None` only takes that away. It must come
/// from `domain::html`.
pub fn set_after(field: &Element, class: &str, html: Option<&str>) {
    if let Some(old) = after(field, class) {
        if html.is_some_and(|html| old.outer_html() == html) {
            return;
        }
        old.remove();
    }
    if let (Some(html), Some(around)) = (html, field.closest(".field").ok().flatten()) {
        let _ = around.insert_adjacent_html("beforeend", html);
    }
}

/// Puts markup behind the first element that matches. It must come from `domain::html`.
pub fn add_after(selector: &str, html: &str) {
    if let Some(element) = find(selector) {
        let _ = element.insert_adjacent_html("afterend", html);
    }
}

/// Whether the visitor is in this field.
#[must_use]
pub fn is_focused(field: &Element) -> bool {
    document().and_then(|document| document.active_element()).as_ref() == Some(field)
}

/// The words beside the tick of an action, without who acts.
#[must_use]
pub fn task_name(id: &str) -> String {
    let words = element(id)
        .and_then(|input| input.closest(".check").ok().flatten())
        .and_then(|check| check.query_selector("span:not(.box)").ok().flatten())
        .and_then(|span| span.first_child());
    words.and_then(|words| words.text_content()).unwrap_or_default().trim().to_owned()
}

/// What stands above the field or the choices of a record: of the first, if there are more. What is around choices has the
/// record's name as its `data-chosen`.
#[must_use]
pub fn label_of(record: &str) -> Option<String> {
    let around = by_attribute("data-chosen", record).or_else(|| by_attribute("data-record", record)?.parent_element());
    around?.first_child()?.text_content()
}

/// Unfolds everything around the element with this id, scrolls to it and puts the focus there.
pub fn go_to(id: &str, how: ScrollBehavior) {
    let Some(target) = element(id) else { return };
    let field = target.parent_element().and_then(|task| task.query_selector("input").ok().flatten());
    reveal(&target, &field.unwrap_or_else(|| target.clone()), how);
}

/// Like [`go_to`], to the field of this record: in the tool that `from` is in, if it is there too.
pub fn go_to_field(record: &str, from: &Element) {
    let field = ["[data-record=\"", record, "\"]"].concat();
    let near = from.closest("[data-tool]").ok().flatten().and_then(|tool| tool.query_selector(&field).ok().flatten());
    if let Some(field) = near.or_else(|| find(&field)) {
        reveal(&field, &field, ScrollBehavior::Auto);
    }
}

fn reveal(target: &Element, field: &Element, how: ScrollBehavior) {
    unfold(target.parent_element());
    focus(field);
    scroll_to(target, ScrollLogicalPosition::Center, how);
}

fn scroll_to(target: &Element, place: ScrollLogicalPosition, how: ScrollBehavior) {
    let to = ScrollIntoViewOptions::new();
    to.set_block(place);
    to.set_behavior(how);
    target.scroll_into_view_with_scroll_into_view_options(&to);
}

/// Unfolds this element and everything around it.
fn unfold(mut around: Option<Element>) {
    while let Some(element) = around {
        if element.tag_name() == "DETAILS" {
            let _ = element.set_attribute("open", "");
        }
        around = element.parent_element();
    }
}

/// Scrolls the element with the id `around` so that the one within it with this id is in its middle. The page stays
/// where it is.
pub fn show_within(around: &str, id: &str) {
    if let (Some(around), Some(target)) = (element(around), element(id))
        && around.contains(Some(&target))
    {
        let middle = |element: &Element| {
            let area = element.get_bounding_client_rect();
            area.top() + area.height() / 2.0
        };
        #[allow(clippy::cast_possible_truncation)]
        // A document is not two thousand million pixels long.
        let distance = (middle(&target) - middle(&around)) as i32;
        around.set_scroll_top(around.scroll_top() + distance);
    }
}

/// Turns a class of the element with this id on or off; how it is now.
pub fn toggle_class(id: &str, class: &str) -> bool {
    element(id).is_some_and(|element| element.class_list().toggle(class).unwrap_or_default())
}

/// Whether this box is ticked.
#[must_use]
pub fn is_checked(input: &Element) -> bool {
    input.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
}

/// The element with this id, to put something into.
#[must_use]
pub fn place(id: &str) -> Option<HtmlElement> {
    element(id)?.dyn_into().ok()
}

/// From now on the page reacts: what needs the app is shown and can be used.
pub fn wake() {
    for fields in all("fieldset[disabled]") {
        let _ = fields.remove_attribute("disabled");
    }
    if let Some(app) = element("app") {
        let _ = app.class_list().remove_1("still");
    }
}

/// All elements that match, in order.
#[must_use]
pub fn all(selector: &str) -> Vec<Element> {
    let Some(list) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

/// Opens the step with this id and closes all others, and the introduction.
pub fn open_only(id: Option<&str>) {
    for details in all("details.step, details.intro") {
        let _ = if Some(details.id().as_str()) == id {
            details.set_attribute("open", "")
        } else {
            details.remove_attribute("open")
        };
    }
}

/// Unfolds the part with this id and everything around it, scrolls to it and puts the focus on its heading.
pub fn go_to_heading(id: &str, how: ScrollBehavior) {
    let Some(part) = element(id) else { return };
    unfold(Some(part.clone()));
    if let Some(summary) = part.query_selector("summary").ok().flatten() {
        focus(&summary);
    }
    scroll_to(&part, ScrollLogicalPosition::Start, how);
}

/// The id of the element that has the focus; empty if it has none.
#[must_use]
pub fn focused() -> String {
    let focused = document().and_then(|document| document.active_element());
    focused.map(|element| element.id()).unwrap_or_default()
}

/// Puts the focus on the element with this id, without scrolling to it.
pub fn focus_id(id: &str) {
    if let Some(element) = element(id) {
        focus(&element);
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = element.focus_with_options(&still);
    }
}

/// Does what a click on the element with this id does.
pub fn press(id: &str) {
    if let Some(element) = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Selects the text of the element with this id, for copying by keyboard.
pub fn select(id: &str) {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    if let (Some(selection), Some(element)) = (selection, element(id)) {
        unfold(element.parent_element());
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

/// Prints the page, with what is open only or all of it.
pub fn print(open_only: bool) {
    if let Some(body) = document().and_then(|document| document.body()) {
        let _ = body.class_list().toggle_with_force("print-open", open_only);
    }
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// The lines of the list with this id, as they are read.
#[must_use]
pub fn lines(id: &str) -> Vec<String> {
    let Some(list) = element(id) else { return Vec::new() };
    let children = list.children();
    (0..children.length()).filter_map(|index| children.item(index)?.text_content()).collect()
}

/// Shows `text` on a button, marked as done, for two seconds.
pub fn flash(button: &Element, text: &str) {
    let label = button.query_selector("span").ok().flatten();
    let before = label.as_ref().and_then(|label| label.text_content());
    let (Some(label), Some(before)) = (label, before) else { return };
    if button.class_list().contains("done") {
        return;
    }
    let _ = button.class_list().add_1("done");
    label.set_text_content(Some(text));
    let button = button.clone();
    let back = Closure::once_into_js(move || {
        let _ = button.class_list().remove_1("done");
        label.set_text_content(Some(&before));
    });
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(back.unchecked_ref(), 2000);
    }
}
