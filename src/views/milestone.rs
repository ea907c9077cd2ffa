use leptos::prelude::*;

use super::parts::{Icon, Picture};
use crate::{domain::guide, state::AppState};

/// What some steps together bring.
#[component]
pub fn MilestoneRow(index: usize) -> impl IntoView {
    let state = AppState::here();
    let (milestone, name) = (state.guide().milestones.get(index)?, state.words().milestones.get(index)?);
    let picture = match milestone.icon {
        guide::Icon::Star => Picture::Star,
        guide::Icon::Flag => Picture::Flag,
    };
    let reached = move || state.is_reached(index);
    Some(view! {
        <div class="gate" data-state=move || if reached() { "klaar" } else { "todo" }>
            <Icon picture/>
            <p>
                <b>{move || if reached() { name.reached } else { name.title }}</b>
                <small>{move || if reached() { name.text_reached } else { name.text }}</small>
            </p>
        </div>
    })
}
