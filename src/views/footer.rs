use leptos::prelude::*;

use crate::state::AppState;

/// What happens to what one types, where the guide comes from, and which version this is.
#[component]
pub fn Footer() -> impl IntoView {
    let words = AppState::here().words();
    view! {
        <footer class="foot small soft">
            <div class="auto">
                <p><b>{words.ui.local_title}</b>{words.ui.local_text}</p>
                <p><b>{words.page.about_title}</b>{words.page.about}</p>
                <p><b>{words.ui.version(env!("CARGO_PKG_VERSION"))}</b></p>
            </div>
        </footer>
    }
}
