//! The document as files, on paper and for the clipboard; the answers out and in again.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Tool, answers};
use crate::{
    browser::{
        clock, download,
        files::{self, Opened},
        page, paper,
    },
    domain::terms::{
        Answers, FIELDS,
        output::{self, Format},
    },
    text::terms,
    tools::parts,
};

/// More than all answers can take, in bytes.
const ANSWERS_MAX_BYTES: u32 = 1 << 18;
const FILE_FIELD: &str = "terms-answers";

/// All that can be made of the document.
pub(super) fn view(tool: Tool) -> View {
    let words = tool.words;
    let cms = move || text(tool, Format::Cms);
    view! {
        <section class="part flow" aria-labelledby="terms-save">
            <h4 id="terms-save">{words.save_title}</h4>
            <p class="small soft">{move || review_note(tool)}</p>
            <dl class="saves">
                {save(tool, Format::Html, words.save_html, words.save_html_text)}
                {save(tool, Format::Docx, words.save_docx, words.save_docx_text)}
                {save(tool, Format::Cms, words.save_cms, words.save_cms_text)}
                {save(tool, Format::Markdown, words.save_markdown, "")}
                {save(tool, Format::Text, words.save_text, words.save_text_text)}
                {save(tool, Format::Answers, words.save_answers, words.save_answers_text)}
            </dl>
            <div class="btns">
                <button type="button" class="btn" on:click=move |_| print(tool)>
                    <svg class="i" aria-hidden="true"><use href="#i-print"></use></svg>
                    {words.print}
                </button>
                {parts::copy_button(tool.desk, tool.ui, words.copy_cms, "terms-cms".to_owned(), Box::new(move || untrack(cms)))}
                {parts::copy_button(
                    tool.desk,
                    tool.ui,
                    words.cover_note_button,
                    "terms-note".to_owned(),
                    Box::new(move || terms::cover_note(words)),
                )}
            </div>
            <details class="group">
                {summary(words.show_cms)}
                <pre id="terms-cms" tabindex="0">{cms}</pre>
            </details>
            <details class="group">
                {summary(words.cover_note_title)}
                <pre id="terms-note" class="letter">{terms::cover_note(words)}</pre>
            </details>
            {load(tool)}
        </section>
    }
}

fn summary(name: &'static str) -> View {
    view! {
        <summary>
            <span>{name}</span>
            <svg class="i chev" aria-hidden="true"><use href="#i-down"></use></svg>
        </summary>
    }
}

/// Who looked at the text, or that each document is a concept.
pub(super) fn review_note(tool: Tool) -> String {
    match tool.answers.with(Answers::reviewed) {
        Some(review) => tool.words.reviewed_note(review.by, clock::day_of(review.on.parts(), tool.ui.locale)),
        None => tool.words.concept_note.to_owned(),
    }
}

/// The document in a format that is text.
fn text(tool: Tool, format: Format) -> String {
    let bytes = tool.document.with(|document| tool.answers.with(|answers| format.write(document, answers)));
    String::from_utf8(bytes).unwrap_or_default()
}

fn save(tool: Tool, format: Format, name: &'static str, about: &'static str) -> View {
    let offer = move |_| {
        tool.document.with_untracked(|document| {
            tool.answers.with_untracked(|answers| {
                download::offer(&format.file_name(answers), format.media_type(), &format.write(document, answers))
            })
        });
    };
    view! {
        <div>
            <dt><button type="button" class="btn" on:click=offer>{name}</button></dt>
            <dd class="small soft">{about}</dd>
        </div>
    }
}

fn print(tool: Tool) {
    tool.document.with_untracked(|document| {
        let body = output::html::body(document);
        paper::print(&output::title(document), document.lang, &body, output::html::STYLE);
    });
}

fn read_answers(opened: &Opened) -> Option<Answers> {
    match opened {
        Opened::Text(text) => output::answers::read(text),
        Opened::TooLong | Opened::Unreadable => None,
    }
}

/// Takes in answers from a file. What stood there before can be put back.
fn load(tool: Tool) -> View {
    let (desk, words) = (tool.desk, tool.words);
    let before = RwSignal::new(None::<Answers>);
    let said = RwSignal::new(None::<Result<String, String>>);
    let take = move |opened: Opened| match read_answers(&opened) {
        Some(read) => {
            before.set(Some(untrack(|| answers(desk))));
            let all = FIELDS.iter().map(|field| (field, read.get(field.id))).filter(|(_, answer)| !answer.is_empty());
            let taken = all.filter(|(field, answer)| put(tool, &field.record(), answer)).count();
            said.set(Some(Ok(words.load_done(taken))));
        }
        None => said.set(Some(Err(words.load_refused.to_owned()))),
    };
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            file.read_text(ANSWERS_MAX_BYTES, take);
        }
    };
    let back = move |_| {
        if let Some(answers) = before.get_untracked() {
            FIELDS.iter().for_each(|field| {
                put(tool, &field.record(), answers.get(field.id));
            });
            said.set(Some(Ok(tool.ui.undone.to_owned())));
            page::focus_id(FILE_FIELD);
            before.set(None);
        }
    };
    let told = move || {
        said.get().map(|said| match said {
            Ok(text) => parts::fine(text),
            Err(text) => parts::caution(text),
        })
    };
    view! {
        <div class="field">
            <label>
                {words.load_answers}
                <input type="file" id=FILE_FIELD accept=".json,application/json" on:change=choose/>
            </label>
            <div aria-live="polite">{told}</div>
            <button type="button" class="btn" hidden=move || before.with(Option::is_none) on:click=back>
                {tool.ui.undo}
            </button>
        </div>
    }
}

/// Writes an answer and shows it in its field; whether it could be kept.
fn put(tool: Tool, record: &str, answer: &str) -> bool {
    let is_kept = tool.desk.write(record, answer);
    if is_kept && let Some(field) = page::by_id(&parts::field_id(record)) {
        page::set_value(&field, answer);
    }
    is_kept
}
