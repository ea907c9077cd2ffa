use leptos::prelude::*;

use super::{
    parts::{Crumbs, Icon, Picture},
    step::CopyPath,
    wording,
};
use crate::{state::AppState, text::ActionWords};

/// One action: its tick, and on request where, why, what comes back and what to look out for.
#[component]
pub fn Task(step: usize, action: usize) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let place = state.guide().steps.get(step)?.actions.get(action)?;
    let name = words.steps.get(step)?.actions.get(action)?;
    let others = (place.who.first() != Some(&0)).then(|| wording::parties(words, place.who));
    Some(view! {
        <li class="task">
            <label class="check">
                <input type="checkbox" id=place.id prop:checked=move || state.is_ticked(step, action)
                    on:change:target=move |event| state.set_done(step, action, event.target().checked())/>
                <span>{name.what}{others.map(|who| view! { " "<small class="who soft">{who}</small> })}</span>
            </label>
            <details class="more">
                <summary aria-label=words.ui.explain_about(name.what)>
                    <span>{words.ui.explain}</span><Icon picture=Picture::Down class="i chev"/>
                </summary>
                <Explanation id=place.id who=place.who name/>
            </details>
        </li>
    })
}

#[component]
fn Explanation(id: &'static str, who: &'static [usize], name: &'static ActionWords) -> impl IntoView {
    let words = AppState::here().words();
    let ui = &words.ui;
    let id = format!("place-{id}");
    let place = (!name.place.is_empty()).then(|| {
        view! {
            <div>
                <dt>{ui.where_label}</dt>
                <dd><Crumbs levels=name.place id=id.clone()/><CopyPath levels=name.place id/></dd>
            </div>
        }
    });
    let line = |label: &'static str, text: Option<&'static str>| {
        text.map(|text| view! { <div><dt>{label}</dt><dd>{text}</dd></div> })
    };
    view! {
        <dl class="facts">
            <div><dt>{ui.who}</dt><dd>{wording::parties(words, who)}</dd></div>
            {place}
            {line(ui.why, name.why)}
            {line(ui.result, name.result)}
            {line(ui.pitfall, name.pitfall)}
        </dl>
    }
}
