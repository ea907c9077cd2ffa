//! Puts the page together: what was stored, the state, the views, and what happens outside.

use leptos::prelude::*;

use crate::{saving::Loaded, state::AppState, views::Shell};

/// The page. The same code writes its HTML while building, where nothing is stored and nothing is claimed.
#[component]
pub fn App(
    /// What the browser had stored.
    loaded: Loaded,
    /// Index of the language.
    language: usize,
    /// Called once with the state.
    #[prop(optional)]
    on_ready: Option<Callback<AppState>>,
) -> impl IntoView {
    let state = AppState::new(loaded, language);
    provide_context(state);
    if let Some(on_ready) = on_ready {
        on_ready.run(state);
    }
    view! { <Shell/> }
}

/// Draws the page beside the waiting one, puts it in its place in one step, and listens to what happens outside.
#[cfg(feature = "csr")]
pub fn start() {
    use leptos::mount::mount_to;

    use crate::{
        browser::page,
        saving,
        text::{GUIDE, language},
    };

    let Some(stage) = page::stage() else { return };
    let on_ready = Callback::new(|state: AppState| {
        follow_head(state);
        listen(state);
    });
    let language = language(&page::language());
    let page = mount_to(stage.clone(), move || view! { <App loaded=saving::load(GUIDE.id) language on_ready/> });
    page.forget();
    page::raise(&stage);
}

/// Keeps the parts outside the body in step: language, title, icon.
#[cfg(feature = "csr")]
fn follow_head(state: AppState) {
    use crate::{browser::page, views::favicon};

    Effect::new(move |_| {
        let words = state.follow_words();
        let (done, all) = (state.done_steps(), state.guide().steps.len());
        page::set_language(words.lang);
        page::set_title(&words.ui.title_of(done, all, words.ui.app_name));
        page::set_icon(&favicon(done, all));
    });
}

/// Lets the page follow the address, other tabs, and the visitor's return.
#[cfg(feature = "csr")]
fn listen(state: AppState) {
    use crate::browser::events;

    events::on_fragment(move || state.go_to_address());
    events::on_stored(move |key, text| state.take_in(&key, &text));
    events::on_return(move || state.catch_up());
    request_animation_frame(move || state.go_to_address());
}
