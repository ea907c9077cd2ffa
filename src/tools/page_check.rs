//! Whether the store is on the published page: what its source tells, and four questions that no source answers.

use crate::tools::view::{View, node_ref, view};
use leptos::prelude::*;

use super::{
    Desk,
    embed::made,
    parts::{answers, caution, copies, fine, name_in, unique},
};
use crate::{
    browser::{
        files::{self, Given, Opened},
        page,
    },
    domain::page_check::{Answer, Answers, Finding, PAGE_MAX_BYTES, Published, Question, Remedy, Weight, check},
    text::{
        page_check::{question, remedy, told, weight},
        tools::{PAGE_CHECK, PageCheck},
    },
};

/// The tool.
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let words = PAGE_CHECK.get(language)?;
    let title = unique("page-check");
    let view = view! {
        <section class="part flow" aria-labelledby=title>
            <h4 id=title.clone()>{words.title}</h4>
            <p class="soft">{words.lead}</p>
            {source(desk, words)}
            {questions(desk, words)}
        </section>
    };
    Some(view)
}

/// The source, and what it tells once it is asked. It is not stored: a page can be larger than all that a browser keeps.
fn source(desk: Desk, words: &'static PageCheck) -> View {
    let area = node_ref();
    let found = RwSignal::new(Vec::<Finding>::new());
    let said = RwSignal::new(None::<String>);
    let has_store = Memo::new(move |_| made::checked(desk).store.usable().is_some());
    let open = move |given: Vec<Given>| {
        let Some(file) = given.into_iter().next() else { return };
        let name = file.name();
        file.read_text(u32::try_from(PAGE_MAX_BYTES).unwrap_or(u32::MAX), move |opened| match opened {
            Opened::Text(text) => {
                if let Some(area) = area.get_untracked() {
                    page::set_value(&area, &text);
                }
                found.set(Vec::new());
                said.set(Some(words.opened(&name)));
            }
            Opened::TooLong => found.set(vec![Finding::TooLong]),
            Opened::Unreadable => said.set(Some(words.unread.to_owned())),
        });
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        open(files::dropped(&event));
    };
    let look = move |_| {
        said.set(None);
        let page = area.get_untracked().map(|area| page::value(&area)).unwrap_or_default();
        let checked = untrack(|| made::checked(desk));
        let Some(snippet) = made::snippet(&checked) else { return };
        // As the snippet has it.
        let terms = checked.terms.as_ref().map_or_else(|| untrack(|| made::terms(desk)), |link| link.href().to_owned());
        let store = checked.store.usable().map(|link| link.href()).unwrap_or_default();
        found.set(check(Published { page: &page, snippet: &snippet, store, terms: &terms }));
    };
    let hint = unique("source");
    view! {
        <div class="field" on:dragover=|event: leptos::ev::DragEvent| event.prevent_default() on:drop=drop>
            <label>{words.page_label}
                <textarea class="code" node_ref=area aria-describedby=hint.clone() spellcheck="false" autocomplete="off"
                    on:input=move |_| found.set(Vec::new())></textarea>
            </label>
            <p class="soft" id=hint>{words.page_hint}" "{words.not_stored}</p>
        </div>
        <div class="field">
            <label>{words.drop}
                <input type="file" accept=".html,.htm,.txt,text/html" on:change=move |event| open(files::chosen(&event))/>
            </label>
        </div>
        <div class="btns">
            <button type="button" class="btn main" disabled=move || !has_store.get() on:click=look>{words.check}</button>
        </div>
        <div aria-live="polite" class="flow">
            {move || (!has_store.get()).then(|| caution(words.needs_store.to_owned()))}
            {move || said.get().map(|text| view! { <p class="small">{text}</p> })}
            {move || found.with(|found| findings(found, words))}
        </div>
    }
}

fn findings(found: &[Finding], words: &'static PageCheck) -> Option<View> {
    let line = |finding: &Finding| {
        let weight_of = finding.weight();
        let (class, sign) = if weight_of == Weight::Good { ("msg ok", "#i-check") } else { ("msg", "#i-alert") };
        let told = told(finding, words).into_iter();
        let told: Vec<View> = told
            .map(|(text, act)| {
                let act = (!act.is_empty()).then(|| view! { <p>{act}</p> });
                view! { <p>{text}</p> {act} }
            })
            .collect();
        view! {
            <li class=class>
                <svg class="i" aria-hidden="true"><use href=sign></use></svg>
                <div><b>{weight(weight_of, words)}</b>{told}</div>
            </li>
        }
    };
    let lines: Vec<View> = found.iter().map(line).collect();
    (!lines.is_empty()).then(|| view! { <ul class="findings">{lines}</ul> })
}

const fn record(question: Question) -> &'static str {
    match question {
        Question::Seen => "embed.sees-store",
        Question::Phone => "embed.sees-on-phone",
        Question::LastPage => "embed.sees-last-page",
        Question::Private => "embed.sees-in-private",
    }
}

fn answer(desk: Desk, question: Question) -> Answer {
    match desk.text(record(question)).as_str() {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        _ => Answer::Open,
    }
}

fn questions(desk: Desk, words: &'static PageCheck) -> View {
    let leads_to = Memo::new(move |_| {
        let [seen, phone, last_page, private] = Question::ALL.map(|question| answer(desk, question));
        Answers { is_framed: made::checked(desk).variant.is_framed(), seen, phone, last_page, private }.remedy()
    });
    let ask = |one: Question| {
        let now = Signal::derive(move || desk.text(record(one)));
        let choose = move |answer: &'static str| {
            desk.write(record(one), answer);
        };
        let choices = [("yes", words.answer_yes), ("no", words.answer_no)];
        let asked = answers(question(one, words).to_owned(), &choices, now, choose);
        view! { <div>{asked} {copies(desk, record(one), name_in(choices.into()))}</div> }
    };
    let asked: Vec<View> = Question::ALL.into_iter().map(ask).collect();
    let told = move || {
        let text = remedy(leads_to.get(), words);
        match leads_to.get() {
            Remedy::Works => fine(text),
            Remedy::Ask(_) => view! { <p class="soft">{text}</p> },
            _ => caution(text),
        }
    };
    view! {
        <h5>{words.questions_title}</h5>
        <p class="soft">{words.questions_lead}</p>
        <div class="auto">{asked}</div>
        <div aria-live="polite">{told}</div>
    }
}
