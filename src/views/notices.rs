use leptos::prelude::*;

use crate::{browser::page, saving::Trouble, state::AppState};

/// Puts the notices where the page keeps places for them.
pub fn bring_to_life(state: AppState) {
    if let Some(place) = page::place("banners") {
        leptos::mount::mount_to(place, move || view! { <Banners state/> }).forget();
    }
    if let Some(place) = page::place("toasts") {
        leptos::mount::mount_to(place, move || view! { <Toast state/> }).forget();
    }
}

/// What stays true until it is dealt with: progress that is not kept, or that could not be read.
#[component]
fn Banners(state: AppState) -> impl IntoView {
    move || state.troubles().into_iter().map(|trouble| view! { <Banner state trouble/> }).collect::<Vec<_>>()
}

#[component]
fn Banner(state: AppState, trouble: Trouble) -> impl IntoView {
    let ui = &state.labels().ui;
    let title = trouble.title(ui);
    let text = match trouble {
        Trouble::Denied => ui.storage_denied.to_owned(),
        Trouble::Full => ui.storage_full.to_owned(),
        Trouble::Newer => ui.newer.to_owned(),
        Trouble::Unreadable(count) => ui.unreadable(count),
    };
    view! {
        <div class="banner" role="alert">
            <svg class="i" aria-hidden="true"><use href="#i-alert"></use></svg>
            <p><b>{title}</b>" "{text}</p>
            <div class="btns">
                <button type="button" class="btn" data-dismiss=title>{ui.close}</button>
            </div>
        </div>
    }
}

/// What just happened and can be undone; stays until it is closed.
#[component]
fn Toast(state: AppState) -> impl IntoView {
    let ui = &state.labels().ui;
    move || {
        state.can_undo().then(|| {
            view! {
                <div class="banner toast" role="region" aria-label=ui.start_again>
                    <p>{ui.started_again}</p>
                    <div class="btns">
                        <button type="button" class="btn" id="undo">{ui.undo}</button>
                        <button type="button" class="btn" id="keep">{ui.close}</button>
                    </div>
                </div>
            }
        })
    }
}
