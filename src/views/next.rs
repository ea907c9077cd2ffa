use leptos::{ev::MouseEvent, prelude::*};

use super::parts::{Icon, Picture};
use crate::{domain::progress::Status, state::AppState};

/// The one loud thing on the page: what to do next. Gone when all is done.
#[component]
pub fn Next() -> impl IntoView {
    let state = AppState::here();
    move || state.next_step().map(|step| view! { <NextStep step/> })
}

#[component]
fn NextStep(step: usize) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let (place, name) = (state.guide().steps.get(step)?, words.steps.get(step)?);
    let go = move |event: MouseEvent| {
        event.prevent_default();
        state.go_to(step);
    };
    let label = move || match state.step(step).status {
        Status::Todo => words.ui.start_with(step + 1),
        _ => words.ui.continue_with(step + 1),
    };
    Some(view! {
        <section class="next" aria-labelledby="next">
            <div>
                <p class="kicker">{words.ui.next_step}</p>
                <h2 id="next">{name.next_title}</h2>
                <p>{name.next}</p>
            </div>
            <a class="btn" href=format!("#{}", place.fragment) on:click=go>{label}<Icon picture=Picture::Go/></a>
        </section>
    })
}
