//! Small pieces of HTML that know nothing of the guide.

use crate::{domain::html::Html, text::Ui};

/// A picture of the sprite; the text beside it says the same.
macro_rules! icon {
    ($id:literal) => {
        icon!($id, "i")
    };
    ($id:literal, $class:literal) => {
        concat!(r#"<svg class=""#, $class, r##"" aria-hidden="true"><use href="#i-"##, $id, r#""/></svg>"#)
    };
}
pub(crate) use icon;

/// Arrow of a summary.
pub const CHEVRON: &str = icon!("down", "i chev");

/// Paragraphs.
pub fn paragraphs(html: Html, texts: &[&str]) -> Html {
    html.each(texts, |html, text| html.line("<p>", text, "</p>"))
}

/// A label with its text, in a `dl`; nothing without text.
pub fn fact(html: Html, label: &str, text: Option<&str>) -> Html {
    match text {
        Some(text) => html.line("<div><dt>", label, "</dt>").line("<dd>", text, "</dd></div>"),
        None => html,
    }
}

/// A label around a field; `open` and `close` are the field's tag around the name of its record.
pub fn field(html: Html, label: &str, open: &'static str, record: &str, close: &'static str) -> Html {
    html.line(r#"<div class="field"><label>"#, label, "").line(open, record, close).raw("</label></div>")
}

/// A menu path, one level a line, and a button that copies it as one line; nothing without levels. `id` becomes the
/// list's, for the button to name.
pub fn path(html: Html, ui: &Ui, levels: &[&str], id: &str) -> Html {
    if levels.is_empty() {
        return html;
    }
    let html = html
        .line(r#"<ol class="crumbs" id=""#, id, r#"">"#)
        .each(levels, |html, level| html.line("<li>", level, "</li>"))
        .raw("</ol>");
    if levels.len() < 2 {
        // One name is not a path.
        return html;
    }
    html.line(r#"<button type="button" class="btn bare copy live" data-copy=""#, id, r#"">"#).raw(icon!("copy")).line(
        "<span>",
        ui.copy_path,
        "</span></button>",
    )
}

/// A menu path under its label, in a `dl`; nothing without levels.
pub fn place(html: Html, ui: &Ui, levels: &[&str], id: &str) -> Html {
    if levels.is_empty() {
        return html;
    }
    let html = html.line("<div><dt>", ui.where_label, "</dt><dd>");
    path(html, ui, levels, id).raw("</dd></div>")
}
