//! How the snippet looks: the very text that is copied, in a page of its own in a frame.

use crate::tools::view::{View, view};
use leptos::prelude::*;
use web_sys::Element;

use super::Bench;
use crate::{
    browser::{address, frame, page},
    domain::embed::{
        link::Link,
        preview::{Scene, Words, document},
    },
};

const FRAMES: &str = "iframe.preview";

pub(super) fn view(bench: Bench) -> View {
    let Bench { words, checked, snippet, .. } = bench;
    let is_made = Memo::new(move |_| bench.is_made());
    let is_framed = Memo::new(move |_| checked.with(|checked| checked.variant.is_framed()));
    let is_real = RwSignal::new(false);
    let show = move |frame: &Element| {
        let scene = if is_real.get_untracked() { Scene::Real } else { Scene::Drawn };
        let words = Words { language: bench.lang, title: words.preview_title, drawn: words.preview_drawn };
        let text = snippet.with_untracked(|snippet| snippet.as_ref().map(|snippet| document(snippet, scene, &words)));
        frame::say(frame, &text.unwrap_or_default());
    };
    frame::on_ready(FRAMES, show);
    Effect::new(move |before: Option<Option<String>>| {
        let now = snippet.get();
        if before.is_some_and(|before| before != now) {
            // The real store is asked for anew only after another click. The drawn one stays: a new frame would flicker
            // with each letter.
            if is_real.get_untracked() {
                is_real.set(false);
            }
            page::all(FRAMES).iter().for_each(show);
        }
        now
    });
    if address::is_file() {
        return view! { <div class="flow"><h4>{words.preview}</h4><p>{words.preview_file}</p></div> };
    }
    let shown = move || {
        is_made.get().then(|| {
            view! {
                {move || the_frame(bench, is_real.get())}
                <p class="small soft" hidden=move || is_real.get() || !is_framed.get()>{words.preview_drawn}</p>
                <div class="flow" hidden=move || !is_framed.get()>{real(bench, is_real)}</div>
            }
        })
    };
    view! {
        <div class="flow beside">
            <h4>{words.preview}</h4>
            {shown}
            <p class="soft" hidden=move || is_made.get()>{words.no_link_yet}</p>
        </div>
    }
}

/// Neither has a sandbox here. To a sandboxed frame a service worker hands out nothing, so the drawn one would need a network:
/// the page in it has a sandbox for what is typed. That in the real one has one for the store, that keeps its sign-in.
fn the_frame(bench: Bench, is_real: bool) -> View {
    let title = bench.words.preview_title;
    if is_real {
        view! { <iframe class="preview" src="preview/real.html" title=title></iframe> }
    } else {
        view! { <iframe loading="lazy" class="preview" src="preview/drawn.html" title=title></iframe> }
    }
}

/// The button that loads the store itself, and what that means.
fn real(bench: Bench, is_real: RwSignal<bool>) -> View {
    let Bench { words, checked, .. } = bench;
    let host = move || checked.with(|checked| checked.store.usable().map(Link::host).unwrap_or_default().to_owned());
    view! {
        <p class="btns"><button type="button" class="btn" on:click=move |_| is_real.update(|is_real| *is_real = !*is_real)>
            {move || if is_real.get() { words.preview_back } else { words.preview_real }}
        </button></p>
        <p class="small soft">{move || words.preview_real_note(host())}</p>
    }
}
