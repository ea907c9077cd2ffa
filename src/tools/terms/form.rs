//! What is asked, in groups that open one by one; each with the reason why.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Tool, link, preview};
use crate::{
    domain::terms::{Field, Group, Kind},
    text::terms,
    tools::parts,
};

/// The field that is asked where the document is published, in every way of beginning.
pub(super) const ASKED_LATER: &str = "terms-url";

/// All groups.
pub(super) fn view(tool: Tool) -> View {
    let groups: Vec<View> = Group::ALL.into_iter().map(|one| group(tool, one)).collect();
    view! { <div class="groups">{groups}</div> }
}

fn group(tool: Tool, group: Group) -> View {
    let words = tool.words;
    let asked = move || group.fields().filter(move |field| field.id != ASKED_LATER && is_asked(tool, field));
    let count = move || {
        let filled = tool.answers.with(|answers| asked().filter(|field| !answers.get(field.id).is_empty()).count());
        words.filled_of(filled, asked().count())
    };
    let fields = group.fields().filter(|field| field.id != ASKED_LATER).map(|field| {
        let hidden = Memo::new(move |_| !is_asked(tool, field));
        view! { <div hidden=move || hidden.get()>{ask(tool, field)} {to_text(tool, field)}</div> }
    });
    let fields: Vec<View> = fields.collect();
    let intro = match group {
        Group::Company => words.group_shared,
        Group::Choices => words.group_choices_intro,
        _ => "",
    };
    view! {
        <details class="group" open=group == Group::Company>
            <summary>
                <span><b>{terms::group(group, words)}</b>" "<span class="soft">{count}</span></span>
                <svg class="i chev" aria-hidden="true"><use href="#i-down"></use></svg>
            </summary>
            <fieldset class="flow">
                <legend class="vh">{terms::group(group, words)}</legend>
                {(!intro.is_empty()).then(|| view! { <p class="small soft">{intro}</p> })}
                {fields}
            </fieldset>
        </details>
    }
}

/// Whether a field matters. A choice does only if the document has its place.
fn is_asked(tool: Tool, field: &Field) -> bool {
    field.group != Group::Choices || tool.document.with(|document| preview::asks(document, field.id))
}

/// One field. What is wrong with it is said when the visitor has left it.
pub(super) fn ask(tool: Tool, field: &'static Field) -> View {
    let (desk, words, record) = (tool.desk, tool.words, field.record());
    let problem = {
        let record = record.clone();
        Box::new(move || {
            let warning = field.check(&desk.text(&record)).filter(|_| tool.typing.get() != record);
            warning.map(|warning| (terms::warning(warning, words), false))
        })
    };
    let (label, hint) = (terms::label(field, words), terms::why(field, words));
    let kind = match field.kind {
        Kind::Choice(answers) => {
            let choices = [""].iter().chain(answers).map(|answer| (*answer, terms::option(field, answer, words)));
            return parts::select(desk, &record, label, hint, choices.collect(), problem);
        }
        Kind::Date if field.id == "start-date" => "ahead",
        Kind::Date => "date",
        Kind::Email => "email",
        Kind::Link => "url",
        // A number field would swallow what is no number.
        Kind::Text | Kind::Kvk | Kind::Vat | Kind::Number { .. } => "text",
    };
    parts::Field { record, label, hint, kind, placeholder: String::new(), problem }.view(desk)
}

/// The way to where the answer stands in the text, if it does.
fn to_text(tool: Tool, field: &'static Field) -> View {
    let words = tool.words;
    let stands = Memo::new(move |_| tool.document.with(|document| preview::asks(document, field.id)));
    let to = move || link(preview::place_id(field.id), words.to_text, terms::label(field, words));
    view! { <p class="small" hidden=move || !stands.get()>{to}</p> }
}
