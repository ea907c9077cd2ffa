//! What was kept, with its fingerprint, and what changed between two texts.

use crate::tools::view::{View, view};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Tool;
use crate::{
    browser::{clock, page},
    domain::{
        Day,
        html::Html,
        terms::{
            output::text,
            versions::{Kept, PUBLISHED_MAX_CHARS, Piece, PieceKind, Published, diff, fingerprint, read},
        },
    },
    tools::{Desk, parts},
};

const HOME: &str = "terms.version.";
const SELECTS: [&str; 2] = ["terms-changes-from", "terms-changes-to"];
/// How much of a stretch that stayed is shown at its ends, in `char`s.
const SHOWN_CHARS: usize = 160;

/// The versions in the records, newest first.
pub(super) fn kept(desk: Desk) -> Vec<Kept> {
    let lines = desk.lines();
    let names = lines.lines().filter_map(|line| line.split_once(' ')).map(|(name, _)| name);
    let records = names.filter(|name| name.starts_with(HOME)).map(|name| (name, desk.text(name)));
    let records: Vec<(&str, String)> = records.collect();
    let records: Vec<(&str, &str)> = records.iter().map(|(name, text)| (*name, text.as_str())).collect();
    read(&records)
}

/// Keeping a version, those that were kept, and changes.
pub(super) fn view(tool: Tool) -> View {
    let words = tool.words;
    let said = RwSignal::new(None::<(String, bool)>);
    let keep = move |_| {
        let outcome = keep(tool);
        said.set(Some(match outcome {
            Ok(text) => (text, true),
            Err(text) => (text, false),
        }));
    };
    let told = move || said.get().map(|(text, is_fine)| if is_fine { parts::fine(text) } else { parts::caution(text) });
    let list = move || {
        let kept = tool.kept.get();
        if kept.is_empty() {
            return view! { <p class="soft">{words.no_versions}</p> };
        }
        let items: Vec<View> = kept.iter().map(|one| item(tool, one)).collect();
        view! { <ul class="kept">{items}</ul> }
    };
    view! {
        <section class="part flow" aria-labelledby="terms-versions">
            <h4 id="terms-versions">{words.versions_title}</h4>
            <p class="small soft">{words.versions_intro}" "{words.fingerprint_text}</p>
            <div class="btns"><button type="button" class="btn" on:click=keep>{words.keep_version}</button></div>
            <div aria-live="polite">{told}</div>
            {list}
            {changes(tool)}
        </section>
    }
}

/// Keeps the document as it is now; what there is to say of it.
fn keep(tool: Tool) -> Result<String, String> {
    let words = tool.words;
    let too_long = || words.version_too_long(PUBLISHED_MAX_CHARS);
    let (text, lang) = tool.document.with_untracked(|document| (text::write(document), document.lang.to_owned()));
    let print = fingerprint(&text);
    if tool.kept.with_untracked(|kept| kept.iter().any(|one| one.fingerprint == print && one.is_whole)) {
        return Err(words.version_known.to_owned());
    }
    let (version, start) = tool.answers.with_untracked(|answers| (answers.clean("version"), answers.start()));
    let kept_on = Day::parse(&clock::today()).ok_or_else(too_long)?;
    let name = tool.version_name(&version);
    let records = Published { version, start, kept_on, lang, text }.records().map_err(|_| too_long())?;
    // The head last: without it, parts are no version.
    if records.iter().rev().all(|(name, text)| tool.desk.write(name, text)) {
        Ok(words.version_kept(name))
    } else {
        Err(too_long())
    }
}

fn name(tool: Tool, kept: &Kept) -> String {
    let published = &kept.published;
    let date = clock::day_of(published.kept_on.parts(), tool.ui.locale);
    [&tool.words.version_of(tool.version_name(&published.version), date), " (", &published.lang, ")"].concat()
}

fn item(tool: Tool, kept: &Kept) -> View {
    let damaged = (!kept.is_whole).then(|| parts::caution(tool.words.version_damaged.to_owned()));
    view! {
        <li>
            <b>{name(tool, kept)}</b>
            <br/>
            <span class="small soft">{tool.words.fingerprint}": "</span>
            <code>{kept.fingerprint.clone()}</code>
            {damaged}
        </li>
    }
}

/// What changed between two texts: by default since the version that was kept last.
fn changes(tool: Tool) -> View {
    let words = tool.words;
    // Indices into what is kept, newest first, from 1; 0 is the text as it is now.
    let chosen = [RwSignal::new(1_usize), RwSignal::new(0)];
    let choice = move |at: usize| {
        let (chosen, id) = (chosen.get(at).copied(), SELECTS.get(at).copied().unwrap_or_default());
        let label = if at == 0 { words.changes_from } else { words.changes_to };
        let options = move || {
            let now = chosen.map(|chosen| chosen.get()).unwrap_or_default();
            let names = tool.kept.with(|kept| kept.iter().map(|one| name(tool, one)).collect::<Vec<_>>());
            let names = [words.changes_now.to_owned()].into_iter().chain(names);
            let option =
                |(at, name): (usize, String)| view! { <option value=at.to_string() selected=at == now>{name}</option> };
            names.enumerate().map(option).collect::<Vec<_>>()
        };
        let choose = move |event: leptos::ev::Event| {
            let field = event.target().and_then(|target| target.dyn_into().ok());
            let at = field.and_then(|field: web_sys::Element| page::value(&field).parse().ok());
            if let (Some(chosen), Some(at)) = (chosen, at) {
                chosen.set(at);
            }
        };
        view! {
            <div class="field w3"><label>{label} <select id=id on:change=choose>{options}</select></label></div>
        }
    };
    let is_first = Memo::new(move |_| tool.kept.with(Vec::is_empty));
    let text_of = move |at: usize| match at.checked_sub(1) {
        Some(at) => tool.kept.with(|kept| kept.get(at).map(|one| one.published.text.clone()).unwrap_or_default()),
        None => tool.document.with(text::write),
    };
    let html = Memo::new(move |_| {
        let [old, new] = chosen.map(|chosen| text_of(chosen.get()));
        let pieces = diff(&old, &new);
        if pieces.iter().all(|piece| piece.kind == PieceKind::Kept) {
            return Html::new().line("<p>", words.changes_none, "</p>").finish();
        }
        let count = pieces.len();
        let pieces = pieces.iter().enumerate();
        pieces.fold(Html::new(), |html, (at, piece)| show(tool, html, piece, at == 0, at + 1 == count)).finish()
    });
    let body = move || {
        if is_first.get() {
            return view! { <p class="soft">{words.changes_first}</p> };
        }
        view! {
            <div class="fields">{choice(0)}{choice(1)}</div>
            <div class="sheet changes" role="region" aria-label=words.changes_title tabindex="0"
                inner_html=move || html.get()></div>
        }
    };
    view! { <h5>{words.changes_title}</h5> {body} }
}

/// A piece as HTML; of what stayed, only what is next to a change.
fn show(tool: Tool, html: Html, piece: &Piece, is_first: bool, is_last: bool) -> Html {
    let words = tool.words;
    match piece.kind {
        PieceKind::Added => {
            html.line(r#"<ins><span class="vh">"#, words.changes_added, ": </span>").line("", &piece.text, "</ins>")
        }
        PieceKind::Removed => {
            html.line(r#"<del><span class="vh">"#, words.changes_removed, ": </span>").line("", &piece.text, "</del>")
        }
        PieceKind::Kept => {
            let letters: Vec<char> = piece.text.chars().collect();
            if letters.len() <= 2 * SHOWN_CHARS {
                return html.text(&piece.text);
            }
            let start: String = letters.iter().take(SHOWN_CHARS).collect();
            let end: String = letters.iter().skip(letters.len() - SHOWN_CHARS).collect();
            let html = if is_first { html } else { html.text(&start) };
            let html = html.raw(" […] ");
            if is_last { html } else { html.text(&end) }
        }
    }
}
