//! Fields and ticks of the page and the records behind them: `data-record` names a field's record, `id` a tick's.

use leptos::prelude::request_animation_frame;
use web_sys::Element;

use crate::{
    browser::{clock, page},
    domain::{day::Day, html::Html, progress::Progress},
    state::AppState,
    text::Labels,
};

/// What names the record of a field.
pub const RECORD: &str = "data-record";
/// Marks a field for a day that may lie ahead.
pub const AHEAD: &str = "data-ahead";
/// Marks a field while something is typed in it that is not stored: half a date, too long a text.
const UNSTORED: &str = "data-unstored";
/// What names the action that a box says to be waited for.
pub const WAITS: &str = "data-waits";

/// Shows the record of this name where the page has a place for it.
pub fn show(progress: &Progress, labels: &Labels, name: &str) {
    // More than one: tools may have the same.
    let fields = page::all(&["[data-record=\"", name, "\"]"].concat());
    fields.iter().for_each(|field| show_field(progress, labels, field, name));
    if let Some((step, action)) = progress.place(name)
        && let Some(input) = page::by_id(name)
    {
        page::check(&input, progress.is_done(step, action));
    }
}

/// Shows all records in all fields and ticks of the page.
pub fn show_all(progress: &Progress, labels: &Labels) {
    for field in page::all("[data-record]") {
        show_field(progress, labels, &field, &field.get_attribute(RECORD).unwrap_or_default());
    }
    for input in page::all(".task input[id]") {
        let place = progress.place(&input.id());
        page::check(&input, place.is_some_and(|(step, action)| progress.is_done(step, action)));
    }
}

/// Puts a text into a field, but for one with something typed that is not stored, and beside it for paper: there a field
/// shows only as much as its frame.
///
/// Not for none that has the focus: a field keeps that while the visitor types in another tab. It would write the old text over
/// the new one when it is left.
pub fn put(labels: &Labels, field: &Element, text: &str) {
    if !field.has_attribute(UNSTORED) {
        page::set_value(field, text);
    }
    mirror(labels, field, text);
}

fn mirror(labels: &Labels, field: &Element, text: &str) {
    if page::is_date(field) {
        page::mirror(field, &labels.ui.date(text));
    } else {
        page::mirror(field, text);
    }
}

/// Shows a record in this field, and below it what was written at the same time.
pub fn show_field(progress: &Progress, labels: &Labels, field: &Element, name: &str) {
    let text = progress.text(name);
    put(labels, field, text);
    // Beside the field: to look through the whole page for each would take a long guide seconds.
    if name.starts_with("wait.")
        && name.ends_with(".since")
        && let Some(input) = page::beside(field, ".said", &["[", WAITS, "]"].concat())
    {
        page::check(&input, !text.is_empty());
    }
    // A list, which only tools have, shows them itself: in the words of its choices.
    if !page::is_list(field) {
        page::set_after(field, "copies", copies(progress, labels, name, &ToOwned::to_owned).as_deref());
    }
}

/// What was written to a record at the same time as what is shown, as `named` calls it, each with buttons to take it
/// over and to leave it out: as markup, if there is any.
#[must_use]
pub fn copies(progress: &Progress, labels: &Labels, name: &str, named: &dyn Fn(&str) -> String) -> Option<String> {
    let copies = progress.record(name).map(|record| record.copies()).unwrap_or_default();
    let button = |html: Html, take: &'static str, label: &str, at: &str| {
        html.line(r#"<button type="button" class="btn" data-of=""#, name, take).line("", at, r#"">"#).line(
            "",
            label,
            "</button>",
        )
    };
    let ui = &labels.ui;
    let copy = |html: Html, (at, (_, text)): (usize, &(i64, &str))| {
        let html = html.line("<li><p>", &named(text), r#"</p><div class="btns">"#);
        let html = button(html, r#"" data-take=""#, ui.copy_take, &at.to_string());
        button(html, r#"" data-drop=""#, ui.copy_drop, &at.to_string()).raw("</div></li>")
    };
    (!copies.is_empty()).then(|| {
        let html = Html::new().line(r#"<div class="copies" role="group"><p>"#, ui.copies, "</p><ul>");
        copies.iter().enumerate().fold(html, copy).raw("</ul></div>").finish()
    })
}

/// Takes in what a visitor typed in a field; `is_left` when the field is left. What cannot be kept stays there, and the
/// reason is told.
pub fn typed(state: AppState, field: &Element, is_left: bool) {
    let (name, text) = (field.get_attribute(RECORD).unwrap_or_default(), page::value(field));
    let ui = &state.labels().ui;
    mirror(state.labels(), field, &text);
    let is_date = page::is_date(field);
    let problem = match is_date {
        // Half a date reads as an empty text.
        true if page::is_half_typed(field) => is_left.then_some(ui.date_unclear),
        true => match (Day::parse(&text), Day::parse(&clock::today())) {
            (Some(day), Some(today)) if day > today && !field.has_attribute(AHEAD) => Some(ui.date_future),
            (None, _) if !text.is_empty() => is_left.then_some(ui.date_unclear),
            _ => keep(state, &name, &text),
        },
        false => keep(state, &name, &text),
    };
    let is_unstored = !is_left && (page::is_half_typed(field) || state.text(&name) != text);
    let _ = if is_unstored { field.set_attribute(UNSTORED, "") } else { field.remove_attribute(UNSTORED) };
    if is_left {
        state.leave();
    }
    if problem.is_none() && is_date && page::is_half_typed(field) {
        // Being typed: what was said before may not be true any more.
        return page::complain(field, None);
    }
    let said = problem.map(|text| {
        let html = Html::new().raw(
            r##"<p class="msg refused" role="alert"><svg class="i" aria-hidden="true"><use href="#i-alert"/></svg>"##,
        );
        html.line("<span>", text, "</span></p>").finish()
    });
    page::complain(field, said.as_deref());
}

/// Stores a text; the reason if it cannot be kept. Nothing to do if it is there already.
fn keep(state: AppState, name: &str, text: &str) -> Option<&'static str> {
    if state.text(name) == text {
        return None;
    }
    state.type_text(name, text).err().map(|_| state.labels().ui.too_long)
}

/// A button below a field with something else that was written at the same time: takes it over, or leaves it out.
pub fn settle(state: AppState, button: &Element) {
    let name = button.get_attribute("data-of").unwrap_or_default();
    let taken = button.get_attribute("data-take").and_then(|at| at.parse::<usize>().ok());
    let text = match taken {
        Some(at) => state.copies(&name).get(at).cloned(),
        None => Some(state.text(&name)),
    };
    if let Some(text) = text {
        // Writing replaces all that was there, copies too, and the button that was pressed. The way back appears in the
        // next pass.
        let notice = state.labels().ui.text_replaced;
        state.replace_text(&name, &text, notice.to_owned());
        state.announce(notice.to_owned());
        request_animation_frame(|| page::focus_id("undo"));
    }
}
