//! The code: to read, to copy, and as a file.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Bench, csp};
use crate::{browser::download, domain::embed::Variant, tools::parts};

/// Id of what is selected if the browser refuses to copy.
const CODE: &str = "embed-code";

pub(super) fn view(bench: Bench) -> View {
    let is_made = Memo::new(move |_| bench.is_made());
    let words = bench.words;
    view! {
        <section class="part flow" aria-labelledby="embed-output">
            <h4 id="embed-output">{words.output}</h4>
            {move || if is_made.get() { made(bench) } else { view! { <p class="soft">{words.no_link_yet}</p> } }}
        </section>
    }
}

fn made(bench: Bench) -> View {
    let Bench { desk, words, ui, snippet, .. } = bench;
    let text = move || snippet.get_untracked().unwrap_or_default();
    view! {
        <pre id=CODE>{move || snippet.get()}</pre>
        <div class="btns">
            {parts::copy_button(desk, ui, words.copy_code, CODE.to_owned(), Box::new(text))}
            <button type="button" class="btn" on:click=move |_| save(bench)>
                {words.save_code}
            </button>
        </div>
        {csp::view(bench)}
    }
}

/// Offers the code as a file: a page as it is, a part of a page as text, which opens where it can be copied from.
fn save(bench: Bench) {
    let Bench { desk, words, checked, snippet, .. } = bench;
    let (name, kind) = match checked.with_untracked(|checked| checked.variant) {
        Variant::Page => ("e-store.html", "text/html"),
        _ => ("e-store.txt", "text/plain;charset=utf-8"),
    };
    let text = snippet.get_untracked().unwrap_or_default();
    let is_offered = download::offer(name, kind, text.as_bytes());
    desk.announce(if is_offered { words.saved_code(name) } else { words.not_saved.to_owned() });
}
