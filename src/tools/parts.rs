//! Pieces that several tools are made of: functions that give a [`View`].

use std::sync::atomic::{AtomicU32, Ordering};

use crate::tools::view::{NodeRef, View, node_ref, view};
use leptos::prelude::*;

use super::Desk;
use crate::{
    browser::{clipboard, page, url},
    domain::embed::link,
    text::Ui,
};

/// A field with its label, and below it what is to be known, and what is wrong.
///
/// It is bound to its record by `data-record`: the app stores each letter and shows what comes from elsewhere, here as
/// in all other fields of the page.
pub struct Field {
    /// Name of its record.
    pub record: String,
    /// Above it.
    pub label: &'static str,
    /// Below it; may be empty.
    pub hint: &'static str,
    /// `text`, `date`, `url`, `email`, `tel`, `number`, `area` for more lines, or `ahead` for a day that may lie ahead.
    pub kind: &'static str,
    /// What an empty field stands for; may be empty.
    pub placeholder: String,
    /// What is wrong with what stands there, or to be looked at: shown with a sign. `true`: it cannot be used so.
    pub problem: Box<dyn Fn() -> Option<(String, bool)> + Send + Sync>,
}

impl Field {
    /// A line of text with nothing to say of it.
    #[must_use]
    pub fn text(record: String, label: &'static str) -> Self {
        Self { record, label, hint: "", kind: "text", placeholder: String::new(), problem: Box::new(|| None) }
    }

    /// Its view.
    #[must_use]
    pub fn view(self, desk: Desk) -> View {
        let Self { record, label, hint, kind, placeholder, problem } = self;
        let said = Memo::new(move |_| problem());
        let (id, around) = (own_id(&record), unique(&record));
        let described = format!("{around}-hint {around}-said");
        let invalid = move || is_refused(said);
        let node = bound(desk, &record);
        let field = if kind == "area" {
            view! {
                <textarea node_ref=node id=id data-record=record aria-describedby=described aria-invalid=invalid></textarea>
            }
        } else {
            let (kind, ahead) = if kind == "ahead" { ("date", Some("")) } else { (kind, None) };
            view! {
                <input node_ref=node id=id type=kind data-record=record data-ahead=ahead placeholder=placeholder
                    aria-describedby=described aria-invalid=invalid autocomplete="off"/>
            }
        };
        frame(&around, label, field, hint, said)
    }
}

/// What a field gets as its `node_ref`, so that it is kept at what its record holds, from when it is there: the app shows
/// what changes, and knows nothing of a field that came later. What is typed and not stored is left alone. The field also has the
/// record's name as its `data-record`, for what is typed.
#[must_use]
pub fn bound(desk: Desk, record: &str) -> NodeRef {
    let node = node_ref();
    let record = record.to_owned();
    let now = {
        let record = record.clone();
        Memo::new(move |_| desk.text(&record))
    };
    Effect::new(move |_| {
        if let Some(field) = node.get() {
            now.track();
            desk.show(&field, &record);
        }
    });
    node
}

/// The id of the field that is bound to a record: what a link to it names. Where a record has more than one field, the
/// first has it.
#[must_use]
pub fn field_id(record: &str) -> String {
    format!("field-{}", record.replace('.', "-"))
}

/// That id, if no field has it yet.
fn own_id(record: &str) -> Option<String> {
    Some(field_id(record)).filter(|id| page::by_id(id).is_none())
}

/// An id for the page that begins with this: a tool may be there more than once.
#[must_use]
pub fn unique(name: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    [&name.replace('.', "-"), "-", &COUNT.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}

/// What a field's `aria-invalid` says, by what is said of it.
fn is_refused(said: Memo<Option<(String, bool)>>) -> Option<&'static str> {
    said.with(|said| said.as_ref().is_some_and(|(_, is_refused)| *is_refused)).then_some("true")
}

/// A control with its label, and below it what is to be known and what is said of it. The control is described by
/// `{id}-hint` and `{id}-said`.
fn frame(id: &str, label: &'static str, control: View, hint: &'static str, said: Memo<Option<(String, bool)>>) -> View {
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint soft" id=format!("{id}-hint")>{hint}</p> });
    view! {
        <div class="field">
            <label>{label} {control}</label>
            {hint}
            <div id=format!("{id}-said") aria-live="polite">
                {move || said.get().map(|(text, _)| caution(text))}
            </div>
        </div>
    }
}

/// A question with a few answers as radio buttons, none of them chosen beforehand. Each answer: value and name.
#[must_use]
pub fn answers(
    legend: String,
    choices: &[(&'static str, &'static str)],
    now: Signal<String>,
    choose: impl Fn(&'static str) + Clone + 'static,
) -> View {
    let group = unique("answer");
    let answer = |(value, name): &(&'static str, &'static str)| {
        let (value, choose) = (*value, choose.clone());
        view! {
            <label class="check">
                <input type="radio" name=group.clone() prop:checked=move || now.get() == value
                    on:change=move |_| choose(value)/>
                <span>{*name}</span>
            </label>
        }
    };
    let answers: Vec<View> = choices.iter().map(answer).collect();
    view! { <fieldset class="answers"><legend>{legend}</legend><div class="btns">{answers}</div></fieldset> }
}

/// A sentence with a warning sign.
#[must_use]
pub fn caution(text: String) -> View {
    view! { <p class="msg"><svg class="i" aria-hidden="true"><use href="#i-alert"></use></svg><span>{text}</span></p> }
}

/// A sentence with a check sign.
#[must_use]
pub fn fine(text: String) -> View {
    view! { <p class="msg ok"><svg class="i" aria-hidden="true"><use href="#i-check"></use></svg><span>{text}</span></p> }
}

/// Something folded away below a line that says what it is.
#[must_use]
pub fn folded(title: &'static str, is_open: bool, inside: View) -> View {
    view! {
        <details class="fold" open=is_open>
            <summary>{title}<svg class="i chev" aria-hidden="true"><use href="#i-down"></use></svg></summary>
            <div class="flow">{inside}</div>
        </details>
    }
}

/// A choice between a few, as a group of radio buttons that are bound to one record. Each: value, name, and a line that
/// says when to take it (may be empty). The first is the default.
#[must_use]
pub fn picks(
    desk: Desk,
    record: &str,
    legend: &'static str,
    choices: Vec<(&'static str, &'static str, &'static str)>,
) -> View {
    let record = record.to_owned();
    let first = choices.first().map(|choice| choice.0).unwrap_or_default();
    let now = {
        let record = record.clone();
        Memo::new(move |_| Some(desk.text(&record)).filter(|text| !text.is_empty()).unwrap_or_else(|| first.to_owned()))
    };
    let (group, of) = (unique(&record), record.clone());
    let copies = copies(desk, &record, name_in(choices.iter().map(|choice| (choice.0, choice.1)).collect()));
    let pick = move |(value, name, when): (&'static str, &'static str, &'static str)| {
        let record = record.clone();
        view! {
            <label class="pick">
                <input type="radio" name=group.clone() value=value prop:checked=move || now.get() == value
                    on:change=move |_| { desk.write(&record, value); }/>
                <b>{name}</b>
                {(!when.is_empty()).then(|| view! { <small>{when}</small> })}
            </label>
        }
    };
    let picks: Vec<View> = choices.into_iter().map(pick).collect();
    view! { <fieldset class="auto picks" data-chosen=of><legend>{legend}</legend>{picks} {copies}</fieldset> }
}

/// The name of a value among these.
#[must_use]
pub fn name_in(choices: Vec<(&'static str, &'static str)>) -> Box<dyn Fn(&str) -> String + Send + Sync> {
    Box::new(move |value| choices.iter().find(|choice| choice.0 == value).map_or(value, |choice| choice.1).to_owned())
}

/// What else was written to a record at the same time, worded by `told`, as the app shows it below a field. It settles
/// what is pressed.
#[must_use]
pub fn copies(desk: Desk, record: &str, told: Box<dyn Fn(&str) -> String + Send + Sync>) -> View {
    let record = record.to_owned();
    let html = Memo::new(move |_| desk.copies(&record, &told).unwrap_or_default());
    view! { <div class="others" inner_html=move || html.get()></div> }
}

/// A button that copies the text it is given when it is pressed. If the browser refuses, the element with the id
/// `fallback` is selected, and that is said.
#[must_use]
pub fn copy_button(
    desk: Desk,
    ui: &'static Ui,
    label: &'static str,
    fallback: String,
    text: Box<dyn Fn() -> String>,
) -> View {
    let node = node_ref();
    let copy = move |_| {
        let fallback = fallback.clone();
        clipboard::copy(&text(), move |copied| {
            if copied {
                // Not known any more if the button went while the browser copied.
                if let Some(button) = node.try_get_untracked().flatten() {
                    page::flash(&button, ui.copied);
                }
                desk.announce(ui.copied.to_owned());
            } else {
                page::select(&fallback);
                desk.announce(ui.copy_failed.to_owned());
            }
        });
    };
    view! {
        <button type="button" class="btn" node_ref=node on:click=copy>
            <svg class="i" aria-hidden="true"><use href="#i-copy"></use></svg>
            <span>{label}</span>
        </button>
    }
}

/// An address as this browser reads it: what the rules of [`link`] ask for.
#[must_use]
pub fn parse_url(text: &str) -> Option<link::Parsed> {
    let [href, protocol, username, password, hostname, port, pathname, search, hash] = url::parts(text)?;
    Some(link::Parsed { href, protocol, username, password, hostname, port, pathname, search, hash })
}

/// A field that offers a few answers, and none. Each: value and name. What `problem` gives is as in [`Field`].
#[must_use]
pub fn select(
    desk: Desk,
    record: &str,
    label: &'static str,
    hint: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    problem: Box<dyn Fn() -> Option<(String, bool)> + Send + Sync>,
) -> View {
    let now = untrack(|| desk.text(record));
    let node = bound(desk, record);
    let (id, around) = (own_id(record), unique(record));
    let said = Memo::new(move |_| problem());
    let described = format!("{around}-hint {around}-said");
    let choice = |(value, name): &(&'static str, &'static str)| {
        view! { <option value=*value selected=now == *value>{*name}</option> }
    };
    let options: Vec<View> = choices.iter().map(choice).collect();
    let control = view! {
        <select node_ref=node id=id data-record=record.to_owned() aria-describedby=described
            aria-invalid=move || is_refused(said)>
            {options}
        </select>
    };
    view! { <div>{frame(&around, label, control, hint, said)} {copies(desk, record, name_in(choices))}</div> }
}

/// A list that is bound to a record, with its label, where an empty record stands for one of the choices. Each: value and
/// name. `now` gives the value of the chosen one; `hint` may be empty.
#[must_use]
pub fn list(
    desk: Desk,
    record: String,
    label: &'static str,
    hint: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    now: Box<dyn Fn() -> String + Send + Sync>,
) -> View {
    let now = Memo::new(move |_| now());
    let option = |(value, name): &(&'static str, &'static str)| {
        let value = *value;
        view! { <option value=value prop:selected=move || now.with(|now| now == value)>{*name}</option> }
    };
    let options: Vec<View> = choices.iter().map(option).collect();
    let (id, of, copies) = (record.replace('.', "-"), record.clone(), copies(desk, &record, name_in(choices)));
    let described = (!hint.is_empty()).then(|| [&id, "-hint"].concat());
    let hint = described.clone().map(|id| view! { <p class="hint soft" id=id>{hint}</p> });
    view! {
        <label data-chosen=of>{label}
            <select id=id aria-describedby=described
                on:change=move |event| { desk.write(&record, &event_target_value(&event)); }>{options}</select>
        </label>
        {hint}
        {copies}
    }
}
