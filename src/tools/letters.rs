//! Messages to an account manager: to read, to copy, to open in a mail program.

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;

use super::{
    Desk,
    embed::made,
    parts::{self, Field, caution, copy_button},
};
use crate::{
    browser::page,
    domain::{
        day::Day,
        embed::link,
        letters::{Item, Letter, Problem, mailto},
    },
    text::{
        LABELS,
        letters::{compose, problem, wording},
        tools::{LETTERS, Letters},
    },
};

/// The record of each item.
const RECORDS: [(Item, &str); 9] = [
    (Item::LegalName, "company.legal-name"),
    (Item::TradeName, "company.trade-name"),
    (Item::Kvk, "company.kvk"),
    (Item::Contact, "company.contact"),
    (Item::Email, "company.email"),
    (Item::Phone, "company.phone"),
    (Item::Website, "company.website"),
    (Item::TermsUrl, made::TERMS),
    (Item::StoreUrl, made::STORE),
];

const MANAGER: &str = "company.manager-name";
const MANAGER_EMAIL: &str = "company.manager-email";
const LANGUAGE: &str = "company.letter-language";

type Facts = Vec<(Item, String)>;

/// What is known of the sender. Reactive.
fn facts(desk: Desk) -> Facts {
    let fact = |(item, record): &(Item, &str)| match item {
        Item::StoreUrl => (*item, made::store(desk)),
        Item::TermsUrl => (*item, made::terms(desk)),
        _ => (*item, desk.text(record)),
    };
    RECORDS.iter().map(fact).collect()
}

fn borrowed(facts: &Facts) -> Vec<(Item, &str)> {
    facts.iter().map(|(item, text)| (*item, text.as_str())).collect()
}

fn record(item: Item) -> &'static str {
    RECORDS.iter().find(|(known, _)| *known == item).map_or("", |(_, record)| record)
}

/// The index of the language that messages are written in: as chosen, else that of the page. Reactive.
fn language_of(desk: Desk, page: usize) -> usize {
    let chosen = desk.text(LANGUAGE);
    LABELS.iter().position(|labels| labels.lang == chosen).unwrap_or(page)
}

/// In which language, from whom and to whom: fields that all messages share, with those of `more` items.
pub fn fields(desk: Desk, language: usize, words: &'static Letters, more: &[Item]) -> View {
    let mut languages = vec![("nl", words.language_nl, ""), ("en", words.language_en, "")];
    // The first is the default.
    if LABELS.get(language).is_some_and(|labels| labels.lang == "en") {
        languages.reverse();
    }
    let mut sender = vec![
        Field::text(record(Item::LegalName).to_owned(), words.label_legal_name),
        Field::text(record(Item::Contact).to_owned(), words.label_contact),
    ];
    for item in more {
        sender.push(Field {
            kind: "url",
            ..Field::text(record(*item).to_owned(), crate::text::letters::label(*item, words))
        });
    }
    let sender: Vec<View> = sender.into_iter().map(|field| field.view(desk)).collect();
    let name = Field::text(MANAGER.to_owned(), words.recipient_name).view(desk);
    let email = Field { kind: "email", ..Field::text(MANAGER_EMAIL.to_owned(), words.recipient_email) }.view(desk);
    view! {
        {parts::picks(desk, LANGUAGE, words.language, languages)}
        <fieldset class="auto"><legend>{words.sender}</legend>{sender}</fieldset>
        <div class="auto">{name}{email}</div>
    }
}

/// A message, what it still lacks, and what to do with it. `since`: see [`wording`].
pub fn message(
    desk: Desk,
    language: usize,
    words: &'static Letters,
    letter: Letter,
    since: Signal<Option<Day>>,
) -> View {
    let Some(ui) = LABELS.get(language).map(|labels| &labels.ui) else { return "".shown() };
    let known = Memo::new(move |_| facts(desk));
    let in_language = Memo::new(move |_| language_of(desk, language));
    // Subject and text.
    let written = Memo::new(move |_| {
        let at = in_language.get();
        let (Some(words), Some(labels)) = (LETTERS.get(at), LABELS.get(at)) else { return Default::default() };
        let since = since.get().map(|day| labels.ui.date(&day.to_string()));
        let text = known.with(|facts| compose(letter, words, since.as_deref(), &desk.text(MANAGER), &borrowed(facts)));
        (wording(letter, words, None).subject, text)
    });
    let mail =
        Memo::new(move |_| written.with(|(subject, text)| mailto(&desk.text(MANAGER_EMAIL), subject, text).ok()));
    // The tool for the link knows which can be used.
    let is_link = move |item: Item, text: &str| match item {
        Item::StoreUrl => made::checked(desk).store.link.is_ok(),
        _ => link::page(text, parts::parse_url).link.is_ok(),
    };
    let problems = Memo::new(move |_| known.with(|facts| letter.problems(&borrowed(facts), &is_link)));
    let (id, subject_id) = (parts::unique("letter"), parts::unique("subject"));
    let code = move || LABELS.get(in_language.get()).map_or("", |labels| labels.lang);
    let copies = [
        copy_button(desk, ui, words.copy, id.clone(), Box::new(move || written.with_untracked(|one| one.1.clone()))),
        copy_button(
            desk,
            ui,
            words.copy_subject,
            subject_id.clone(),
            Box::new(move || written.with_untracked(|one| one.0.to_owned())),
        ),
    ];
    view! {
        <div aria-live="polite">{move || lacking(&problems.get(), words)}</div>
        <div class="flow">
            <p lang=code><b lang=words_lang(language)>{words.subject}": "</b><span id=subject_id>{move || written.get().0}</span></p>
            <pre class="letter" id=id lang=code>{move || written.get().1}</pre>
        </div>
        <div class="btns">
            {copies.into_iter().collect::<Vec<_>>()}
            <a class="btn" href=move || mail.get().unwrap_or_default() hidden=move || mail.get().is_none()>{words.mail}</a>
        </div>
        <div aria-live="polite">{move || mail.get().is_none().then(|| caution(words.too_long.to_owned()))}</div>
    }
}

fn words_lang(language: usize) -> &'static str {
    LABELS.get(language).map_or("", |labels| labels.lang)
}

/// What is missing, each a way to its field.
fn lacking(problems: &[Problem], words: &'static Letters) -> Option<View> {
    let line = |one: &Problem| {
        let record = match one {
            Problem::Missing(item) | Problem::NotALink(item) => record(*item),
            Problem::SameLinks => made::STORE,
        };
        let go = move |event: leptos::ev::MouseEvent| {
            let from = event_target::<web_sys::Element>(&event);
            page::go_to_field(record, &from);
        };
        view! { <li><button type="button" class="btn" on:click=go>{problem(*one, words)}</button></li> }
    };
    let lines: Vec<View> = problems.iter().map(line).collect();
    (!lines.is_empty()).then(|| view! { {caution(words.missing_title.to_owned())} <ul class="lacks">{lines}</ul> })
}
