use leptos::{ev::Event, prelude::*, tachys::dom::event_target};
use web_sys::HtmlDetailsElement;

use super::{
    card::Card,
    parts::{CopyButton, Crumbs, Icon, Picture},
    task::Task,
    wording,
};
use crate::{
    domain::progress::Status,
    state::{AppState, StepState},
    text::StepWords,
};

/// One step: its heading always, the rest when opened. Never locked.
#[component]
pub fn StepSection(step: usize) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let (place, name) = (state.guide().steps.get(step)?, words.steps.get(step)?);
    let toggled = move |event: Event| state.set_open(step, event_target::<HtmlDetailsElement>(&event).open());
    Some(view! {
        <details class="step" id=place.fragment data-state=move || state.step(step).css()
            prop:open=move || state.is_open(step) on:toggle=toggled>
            <summary>
                <span class="node" aria-hidden="true">{step + 1}</span>
                <h3><span class="vh">{words.ui.step_n(step + 1)}": "</span>{name.title}</h3>
                <StepStatus step/>
            </summary>
            <div class="body">
                <div class="cols guide">
                    <div class="flow">
                        <BuildsOn step name/>
                        {name.text.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
                        <fieldset class="tasks">
                            <legend>{words.ui.tasks}</legend>
                            <ul>{(0..name.actions.len()).map(|action| view! { <Task step action/> }).collect_view()}</ul>
                        </fieldset>
                    </div>
                    <Facts step name/>
                </div>
                {place.card.zip(name.card.as_ref()).map(|(number, card)| view! { <Card step number card/> })}
            </div>
        </details>
    })
}

/// Picture and words: "Bezig · 2 van 6", "Nog niet begonnen · na stap 2".
#[component]
fn StepStatus(step: usize) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let picture = move || match state.step(step).status {
        Status::Todo => Picture::Todo,
        Status::Busy => Picture::Half,
        Status::Done => Picture::Check,
    };
    let text = move || {
        let now: StepState = state.step(step);
        let after = (now.status == Status::Todo).then(|| wording::after(words, &state.unfinished_before(step))).flatten();
        let text = wording::status(words, now);
        after.map_or_else(|| text.clone(), |after| format!("{text} · {after}"))
    };
    view! { <span class="state">{move || view! { <Icon picture=picture()/> }}<span>{text}</span></span> }
}

/// Why an earlier step comes first, as long as it is not done.
#[component]
fn BuildsOn(step: usize, name: &'static StepWords) -> impl IntoView {
    let state = AppState::here();
    move || {
        let open = !state.unfinished_before(step).is_empty();
        name.builds.filter(|_| open).map(|text| view! { <p class="builds small">{text}</p> })
    }
}

/// Where it happens, and what else is good to know.
#[component]
fn Facts(step: usize, name: &'static StepWords) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let id = format!("place-{}", step + 1);
    let place = (!name.place.is_empty()).then(|| {
        view! {
            <div>
                <dt>{words.ui.where_label}</dt>
                <dd>
                    <Crumbs levels=name.place id=id.clone()/>
                    <CopyPath levels=name.place id/>
                </dd>
            </div>
        }
    });
    let facts = name.facts.iter().map(|fact| view! { <div><dt>{fact.label}</dt><dd>{fact.text}</dd></div> });
    view! { <dl class="facts">{place}{facts.collect_view()}</dl> }
}

/// Copies a menu path as one line: "A › B › C".
#[component]
pub fn CopyPath(levels: &'static [&'static str], #[prop(into)] id: String) -> impl IntoView {
    let state = AppState::here();
    let ui = &state.words().ui;
    let told = move |copied| state.announce(if copied { ui.copied } else { ui.copy_failed }.to_owned());
    view! { <CopyButton text=levels.join(" › ") shown_in=id label=ui.copy_path copied_label=ui.copied on_end=told/> }
}
