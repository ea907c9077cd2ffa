//! A pasted text: its open places are found and filled in, nothing else is changed.

use crate::tools::view::{View, view};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Tool, form};
use crate::{
    browser::{download, page},
    domain::{
        html::Html,
        terms::{
            FIELDS, Field, Kind, Pasted,
            sample::{Hole, fill, find},
            shown,
        },
    },
    text::{self, LABELS, terms},
    tools::parts,
};

/// The record that says what the places ask for, in order, a line each: the id of a field, or [`OPEN`].
const CHOSEN: &str = "terms.sample-fields";
/// A place that is left open.
const OPEN: &str = "-";
const TEXT: &str = "terms-pasted";
/// How much of the text is shown around a place, in `char`s.
const AROUND_CHARS: usize = 60;

/// The text with its places, and what each of them asks for.
#[derive(Clone, Default, PartialEq, Eq)]
struct Places {
    text: String,
    holes: Vec<Hole>,
    /// As many as there are holes.
    fields: Vec<Option<&'static Field>>,
}

/// The field to paste into, the places, the answers they ask for, and the text filled in.
pub(super) fn view(tool: Tool) -> View {
    let (desk, words) = (tool.desk, tool.words);
    let kept = Memo::new(move |_| Pasted::read(|name| desk.text(name)));
    // A text that is too long to be kept.
    let unkept = RwSignal::new(None::<String>);
    let text = Memo::new(move |_| unkept.get().unwrap_or_else(|| kept.with(|kept| kept.text.clone())));
    let type_in = move |event: ev::Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let text = page::value(&field);
        match Pasted::records(&text) {
            Ok(records) => {
                unkept.set(None);
                for (name, part) in records {
                    if untrack(|| desk.text(&name)) != part {
                        desk.write(&name, &part);
                    }
                }
            }
            Err(_) => unkept.set(Some(text)),
        }
    };
    let holes = Memo::new(move |_| text.with(|text| find(text)));
    let places = Memo::new(move |_| places(text.get(), holes.get(), &desk.text(CHOSEN)));
    let trouble = move || {
        let text = if unkept.with(Option::is_some) {
            words.paste_unkept(Pasted::MAX_CHARS)
        } else if !kept.with(|kept| kept.is_whole) {
            words.paste_mixed.to_owned()
        } else {
            return None;
        };
        Some(parts::caution(text))
    };
    let found = move || {
        let count = places.with(|places| places.holes.len());
        let is_empty = text.with(String::is_empty);
        (!is_empty).then(|| if count == 0 { words.paste_none.to_owned() } else { words.paste_found(count) })
    };
    let count = Memo::new(move |_| places.with(|places| places.holes.len()));
    let list = move || (0..count.get()).map(|at| place(tool, places, at)).collect::<Vec<View>>();
    view! {
        {parts::caution(words.not_advice.to_owned())}
        <p class="small soft">{words.paste_is_theirs}</p>
        <div class="field">
            <label for=TEXT>{words.paste_label}</label>
            <textarea id=TEXT aria-describedby="terms-pasted-hint" prop:value=move || text.get() on:input=type_in></textarea>
            <p class="hint soft" id="terms-pasted-hint">{words.paste_hint}</p>
            <div aria-live="polite">{trouble}</div>
        </div>
        <p aria-live="polite">{found}</p>
        <div hidden=move || count.get() == 0>
            <ol class="holes">{list}</ol>
        </div>
        {asked(tool, places)}
        {result(tool, places)}
    }
}

fn places(text: String, holes: Vec<Hole>, chosen: &str) -> Places {
    let chosen: Vec<&str> = chosen.lines().collect();
    // Chosen for another text: begin anew.
    let is_known = chosen.len() == holes.len();
    let field = |(at, hole): (usize, &Hole)| match chosen.get(at).filter(|_| is_known) {
        Some(&"") | None => hole.field,
        Some(id) => Field::of(id),
    };
    let fields = holes.iter().enumerate().map(field).collect();
    Places { text, holes, fields }
}

/// One place: what stands around it, and what it asks for.
fn place(tool: Tool, places: Memo<Places>, at: usize) -> View {
    let words = tool.words;
    let around = Memo::new(move |_| places.with(|places| around(places, at)));
    let proposed = move || {
        places.with(|places| match places.holes.get(at).and_then(|hole| hole.field) {
            Some(field) => words.paste_asks(terms::label(field, words)),
            None => words.paste_unknown.to_owned(),
        })
    };
    let now = Memo::new(move |_| {
        places.with(|places| places.fields.get(at).copied().flatten().map_or(OPEN, |field| field.id))
    });
    let options = move || {
        let now = now.get();
        let fields = FIELDS.iter().map(|field| (field.id, terms::label(field, words)));
        let all = [(OPEN, words.paste_leave)].into_iter().chain(fields);
        all.map(|(id, name)| view! { <option value=id selected=id == now>{name}</option> }).collect::<Vec<_>>()
    };
    let choose = move |event: ev::Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let chosen = page::value(&field);
        let lines = places.with_untracked(|places| {
            let id = |field: &Option<&'static Field>| field.map_or(OPEN, |field| field.id).to_owned();
            let mut lines: Vec<String> = places.fields.iter().map(id).collect();
            if let Some(line) = lines.get_mut(at) {
                *line = chosen;
            }
            lines.join("\n")
        });
        tool.desk.write(CHOSEN, &lines);
    };
    let id = format!("terms-hole-{at}");
    view! {
        <li class="field">
            <label for=id.clone()>{words.paste_hole(at + 1)}</label>
            <p class="around" inner_html=move || around.get()></p>
            <select id=id on:change=choose>{options}</select>
            <p class="hint soft">{proposed}</p>
        </li>
    }
}

/// A place with some of the text before and after it.
fn around(places: &Places, at: usize) -> String {
    let Some(hole) = places.holes.get(at) else { return String::new() };
    let before = places.text.get(..hole.range.start).unwrap_or_default();
    let after = places.text.get(hole.range.end..).unwrap_or_default();
    let mut start: Vec<char> = before.chars().rev().take(AROUND_CHARS).take_while(|letter| *letter != '\n').collect();
    start.reverse();
    let start: String = start.into_iter().collect();
    let end: String = after.chars().take(AROUND_CHARS).take_while(|letter| *letter != '\n').collect();
    Html::new().text(&start).line("<mark>", hole.text(&places.text), "</mark>").text(&end).finish()
}

/// The fields that the places ask for, each once.
fn asked(tool: Tool, places: Memo<Places>) -> View {
    let asked = Memo::new(move |_| {
        places.with(|places| {
            let is_asked = |field: &&'static Field| {
                field.id != form::ASKED_LATER && places.fields.iter().flatten().any(|known| known.id == field.id)
            };
            FIELDS.iter().filter(is_asked).map(|field| field.id).collect::<Vec<_>>()
        })
    });
    let fields = move || {
        asked.with(|asked| {
            let asked = asked.iter().filter_map(|id| Field::of(id));
            asked.map(|field| form::ask(tool, field)).collect::<Vec<View>>()
        })
    };
    view! {
        <fieldset class="flow" hidden=move || asked.with(Vec::is_empty)>
            <legend>{tool.words.paste_answers}</legend>
            {fields}
        </fieldset>
    }
}

/// What a place is filled with.
fn answer(tool: Tool, field: &'static Field) -> Option<String> {
    let answer = tool.answers.with(|answers| match field.kind {
        Kind::Choice(_) => Some(answers.get(field.id).trim())
            .filter(|answer| !answer.is_empty())
            .map(|answer| terms::option(field, answer, tool.words).to_owned()),
        _ => {
            let at = LABELS.iter().position(|labels| labels.lang == tool.locale).unwrap_or_default();
            let template = text::TERMS.get(at).copied().unwrap_or_default();
            Some(shown(template, answers, field))
        }
    });
    answer.filter(|answer| !answer.is_empty())
}

/// The text filled in, to copy and to save.
fn result(tool: Tool, places: Memo<Places>) -> View {
    let words = tool.words;
    let filled = Memo::new(move |_| {
        places.with(|places| {
            let (mut at, mut count) = (0, 0);
            let text = fill(&places.text, &places.holes, |_| {
                let field = places.fields.get(at).copied().flatten();
                at += 1;
                let answer = field.and_then(|field| answer(tool, field));
                count += usize::from(answer.is_some());
                answer
            });
            (text, count)
        })
    });
    let text = move || filled.with(|(text, _)| text.clone());
    let save = move |_| {
        download::offer(
            "terms.txt",
            "text/plain;charset=utf-8",
            filled.with_untracked(|(text, _)| text.clone()).as_bytes(),
        );
    };
    view! {
        <section class="flow" aria-labelledby="terms-result" hidden=move || places.with(|places| places.holes.is_empty())>
            <h4 id="terms-result">{words.paste_result}</h4>
            <p class="small soft">{move || words.paste_filled(filled.with(|(_, count)| *count))}</p>
            <pre id="terms-filled" class="letter" tabindex="0">{text}</pre>
            <div class="btns">
                {parts::copy_button(tool.desk, tool.ui, words.copy_filled, "terms-filled".to_owned(), Box::new(move || untrack(text)))}
                <button type="button" class="btn" on:click=save>{words.save_filled}</button>
            </div>
        </section>
    }
}
