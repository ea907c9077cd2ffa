//! The terms of service of a firm: from a few answers to a document that is published, kept and handed over.
//!
//! ```text
//! form      what is asked, in groups       preview   the document beside it, and the way from a gap to its field
//! sample    a pasted text, filled in       outputs   the document as files, on paper, and the answers
//! versions  what was kept, and changes     publish   the link, and the day it was handed over
//! ```

mod form;
mod outputs;
mod preview;
mod publish;
mod sample;
mod versions;

use crate::tools::view::{View, view};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, ScrollBehavior};

use super::{Desk, parts};
use crate::{
    browser::page,
    domain::terms::{Answers, Document, FIELDS, Previous, versions::Kept},
    fields::RECORD,
    text::{self, LABELS, Ui, tools::TERMS},
};

/// The record that says how the firm begins.
const WAY: &str = "terms.way";
/// The record that says in which language the document is.
const LANGUAGE: &str = "terms.language";
/// An attribute of links: the id of the element that they lead to.
const TO: &str = "data-to";

/// What all parts of the tool look at. Copies are the same.
#[derive(Clone, Copy)]
struct Tool {
    desk: Desk,
    words: &'static text::tools::Terms,
    ui: &'static Ui,
    /// Language code of the page.
    locale: &'static str,
    answers: Memo<Answers>,
    /// Newest first.
    kept: Memo<Vec<Kept>>,
    document: Memo<Document<'static>>,
    /// The record of the field that is being typed in: nothing is said of it until the visitor leaves it.
    typing: RwSignal<String>,
    /// The id of the field whose answer changed last.
    touched: RwSignal<&'static str>,
}

/// The tool, in the language of this index.
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let (words, labels) = (TERMS.get(language)?, LABELS.get(language)?);
    let answers = Memo::new(move |_| answers(desk));
    let kept = Memo::new(move |_| versions::kept(desk));
    let document = Memo::new(move |_| {
        let at = document_language(desk, language);
        let (template, lang) = (text::TERMS.get(at), LABELS.get(at).map(|labels| labels.lang));
        answers.with(|answers| {
            let previous = kept.with(|kept| previous(kept, answers));
            Document::new(template.copied().unwrap_or_default(), lang.unwrap_or_default(), answers, &previous)
        })
    });
    let tool = Tool {
        desk,
        words,
        ui: &labels.ui,
        locale: labels.lang,
        answers,
        kept,
        document,
        typing: RwSignal::new(String::new()),
        touched: RwSignal::new(""),
    };
    Some(tool.view())
}

impl Tool {
    fn view(self) -> View {
        let Self { desk, words, .. } = self;
        let ways = vec![
            ("sample", words.way_sample, words.way_sample_text),
            ("own", words.way_own, words.way_own_text),
            ("paste", words.way_paste, words.way_paste_text),
        ];
        let way = Memo::new(move |_| desk.text(WAY));
        let begun = move || match way.get().as_str() {
            "own" => own(self),
            "paste" => sample::view(self),
            _ => from_sample(self),
        };
        let told = StoredValue::new(untrack(|| self.left()));
        let leave = move |event: ev::FocusEvent| {
            if named(&event, RECORD).is_some() {
                self.typing.set(String::new());
                let left = self.left();
                // Only where the document is on the page.
                let is_shown = !["own", "paste"].contains(&way.get_untracked().as_str());
                if is_shown && told.with_value(|told| *told != left) {
                    desk.announce(left.clone());
                    told.set_value(left);
                }
            }
        };
        view! {
            <div class="terms flow" on:input=move |event| self.note_typing(&event) on:focusout=leave
                on:click=move |event| follow(&event)>
                <p class="soft">{words.intro}" "{words.stays_here}</p>
                {parts::picks(desk, WAY, words.ways, ways)}
                {begun}
                {publish::view(self)}
            </div>
        }
    }

    fn note_typing(self, event: &ev::Event) {
        let Some(record) = named(event, RECORD) else { return };
        if let Some(field) = crate::domain::terms::Field::of_record(&record) {
            self.touched.set(field.id);
        }
        self.typing.set(record);
    }

    /// What is still open, in a sentence or two.
    fn left(self) -> String {
        let (gaps, choices) = self.document.with(|document| (document.gaps().len(), document.open_choices().len()));
        let words = self.words;
        match (gaps, choices) {
            (0, 0) => words.nothing_left.to_owned(),
            (gaps, 0) => words.gaps_left(gaps),
            (0, choices) => words.choices_left(choices),
            (gaps, choices) => [words.gaps_left(gaps), words.choices_left(choices)].join(" "),
        }
    }

    /// A version by its name.
    fn version_name(self, version: &str) -> String {
        if version.is_empty() { self.words.unnamed_version.to_owned() } else { version.to_owned() }
    }
}

/// From the sample: questions and the document beside them, then the document as files, and the versions.
fn from_sample(tool: Tool) -> View {
    let words = tool.words;
    view! {
        {parts::caution(words.not_advice.to_owned())}
        <div class="cols duo">
            {form::view(tool)}
            {preview::view(tool)}
        </div>
        {outputs::view(tool)}
        {versions::view(tool)}
    }
}

/// With terms of one's own there is only what to look for.
fn own(tool: Tool) -> View {
    let words = tool.words;
    view! {
        <h4>{words.look_for_title}</h4>
        {list(words.look_for)}
    }
}

/// A list of sentences.
fn list(texts: &'static [&'static str]) -> View {
    let items: Vec<View> = texts.iter().map(|text| view! { <li>{*text}</li> }).collect();
    view! { <ol class="numbered">{items}</ol> }
}

/// The answers in the records.
fn answers(desk: Desk) -> Answers {
    let mut answers = Answers::new();
    for field in FIELDS {
        answers.set(field.id, &desk.text(&field.record()));
    }
    answers
}

/// The index of the document's language: the chosen one, else that of the page.
fn document_language(desk: Desk, page: usize) -> usize {
    let chosen = desk.text(LANGUAGE);
    LABELS.iter().position(|labels| labels.lang == chosen).unwrap_or(page)
}

/// What was kept of other versions than this one, each version once.
fn previous(kept: &[Kept], answers: &Answers) -> Vec<Previous> {
    let now = answers.clean("version");
    let mut previous: Vec<Previous> = Vec::new();
    for Kept { published, .. } in kept {
        let is_known = previous.iter().any(|known| known.version == published.version);
        if published.version != now && !published.version.is_empty() && !is_known {
            previous.push(published.as_previous());
        }
    }
    previous
}

/// What an attribute of the element says that something happened to.
fn named(event: &web_sys::Event, attribute: &str) -> Option<String> {
    event.target()?.dyn_ref::<Element>()?.get_attribute(attribute)
}

/// Follows a link of this tool: unfolds what is around its target and puts the focus there.
fn follow(event: &ev::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[data-to]").ok().flatten());
    if let Some(to) = link.and_then(|link| link.get_attribute(TO)) {
        event.prevent_default();
        event.stop_propagation();
        page::go_to(&to, ScrollBehavior::Auto);
    }
}

/// A link within this tool.
fn link(to: String, name: &'static str, about: &'static str) -> View {
    let href = ["#", &to].concat();
    view! { <a href=href data-to=to>{name}<span class="vh">": "{about}</span></a> }
}
