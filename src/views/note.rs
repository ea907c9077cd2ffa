use leptos::prelude::*;

use crate::{browser::clock, state::AppState, text::fill};

/// How old the source is, and what to ask first. Calm, and at the top: it may save the whole trip.
#[component]
pub fn Note() -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let checked = clock::written_out(state.guide().checked, words.lang);
    let paragraphs = words.page.note.iter().map(|text| view! { <p>{fill(text, &[("date", &checked)])}</p> });
    view! {
        <section class="note builds small" aria-labelledby="note">
            <h2 id="note">{words.page.note_title}</h2>
            {paragraphs.collect_view()}
        </section>
    }
}
