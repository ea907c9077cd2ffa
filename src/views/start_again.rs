use leptos::prelude::*;

use crate::{browser::page, state::AppState};

/// Asks before all ticks go. The safe button comes first.
#[component]
pub fn StartAgain() -> impl IntoView {
    let state = AppState::here();
    let ui = &state.words().ui;
    let cancel = |_| page::close_dialog("start-again");
    let confirm = move |_| {
        page::close_dialog("start-again");
        state.start_again();
    };
    view! {
        <dialog id="start-again" aria-labelledby="start-again-h">
            <h2 id="start-again-h">{ui.start_again_title}</h2>
            <p>{ui.start_again_text}</p>
            <div class="btns">
                <button type="button" class="btn main" on:click=cancel>{ui.cancel}</button>
                <button type="button" class="btn" on:click=confirm>{ui.start_again_confirm}</button>
            </div>
        </dialog>
    }
}
