use leptos::prelude::*;

use super::parts::{Icon, Picture};
use crate::{saving::Trouble, state::AppState};

/// What stays true until it is dealt with: progress that is not kept, or that could not be read.
#[component]
pub fn Banners() -> impl IntoView {
    let state = AppState::here();
    move || state.troubles().into_iter().map(|trouble| view! { <Banner trouble/> }).collect_view()
}

#[component]
fn Banner(trouble: Trouble) -> impl IntoView {
    let state = AppState::here();
    let ui = &state.words().ui;
    let (title, text) = match trouble {
        Trouble::Denied => (ui.storage_denied_title, ui.storage_denied.to_owned()),
        Trouble::Full => (ui.storage_full_title, ui.storage_full.to_owned()),
        Trouble::Newer => (ui.newer_title, ui.newer.to_owned()),
        Trouble::Unreadable(count) => (ui.unreadable_title, ui.unreadable(count)),
    };
    view! {
        <div class="banner" role="alert">
            <Icon picture=Picture::Alert/>
            <p><b>{title}</b>" "{text}</p>
            <div class="btns">
                <button type="button" class="btn" on:click=move |_| state.dismiss(trouble)>{ui.close}</button>
            </div>
        </div>
    }
}

/// What just happened and can be undone; stays until it is closed.
#[component]
pub fn Toast() -> impl IntoView {
    let state = AppState::here();
    move || {
        state.can_undo().then(|| {
            let ui = &state.words().ui;
            view! {
                <div class="banner toast" role="group" aria-label=ui.start_again>
                    <p>{ui.started_again}</p>
                    <div class="btns">
                        <button type="button" class="btn" id="undo" on:click=move |_| state.undo()>{ui.undo}</button>
                        <button type="button" class="btn" on:click=move |_| state.forget_undo()>{ui.close}</button>
                    </div>
                </div>
            }
        })
    }
}
