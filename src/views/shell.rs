use leptos::prelude::*;

use super::{
    footer::Footer, header::Header, intro::Intro, milestone::MilestoneRow, next::Next, note::Note,
    notices::{Banners, Toast},
    parts::Sprite, path::Path, start_again::StartAgain, step::StepSection, wording,
};
use crate::state::AppState;

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let state = AppState::here();
    view! {
        {move || {
            let words = state.follow_words();
            view! {
                <a class="skip" href="#inhoud">{words.ui.skip}</a>
                <Sprite/>
                <Banners/>
                <Header/>
                <div class="page">
                    <Path/>
                    <main id="inhoud">
                        <Heading/>
                        <Note/>
                        <Next/>
                        <Intro/>
                        <h2 class="steps-h">{words.page.steps_title}</h2>
                        <Steps/>
                    </main>
                </div>
                <Footer/>
                <StartAgain/>
            }
        }}
        <Toast/>
        <p class="vh" id="live" role="status">{move || state.announcement()}</p>
    }
}

/// What the page says first: how far one is.
#[component]
fn Heading() -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    view! {
        <h1>{move || wording::title(words, state.done_steps(), state.is_started())}</h1>
        <p class="lead soft">{move || wording::lead(words, state.done_steps(), state.is_started())}</p>
    }
}

/// The steps in order, each milestone after its step.
#[component]
fn Steps() -> impl IntoView {
    let guide = AppState::here().guide();
    let row = |step: usize| {
        let milestones = guide.milestones.iter().enumerate().filter(move |(_, one)| one.after == step);
        view! {
            <StepSection step/>
            {milestones.map(|(index, _)| view! { <MilestoneRow index/> }).collect_view()}
        }
    };
    (0..guide.steps.len()).map(row).collect_view()
}
