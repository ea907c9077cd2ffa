use leptos::{ev::MouseEvent, prelude::*};

use super::parts::{Icon, Picture};
use crate::{browser::page, state::AppState, text::LANGUAGES};

/// Name, one sentence, and the bar: language, theme, actions.
#[component]
pub fn Header() -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    view! {
        <header class="top">
            <a class="brand" href=state.href_of(state.language())>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M7 22c0-6 11-5 11-10S9 9 9 5"/><circle cx="9" cy="4" r="1.5"/>
                </svg>
                {words.ui.app_name}
            </a>
            <p class="small soft">{words.page.tagline}</p>
            <div class="bar">
                <div role="group" aria-label=words.ui.language_group>
                    {(0..LANGUAGES.len()).map(|index| view! { <LanguageLink index/> }).collect_view()}
                </div>
                <ThemeButton/>
                <button type="button" class="btn bare" popovertarget="acties" aria-label=words.ui.actions>
                    <Icon picture=Picture::Dots/><span>{words.ui.actions}</span>
                </button>
            </div>
            <Menu/>
        </header>
    }
}

/// A link to the page in another language; with the app running it changes the words in place.
#[component]
fn LanguageLink(index: usize) -> impl IntoView {
    let state = AppState::here();
    let Some(words) = LANGUAGES.get(index) else { return None };
    let go = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            state.change_language(index);
        }
    };
    let now = (index == state.language()).then_some("true");
    Some(view! {
        <a class="btn bare" href=state.href_of(index) hreflang=words.lang lang=words.lang
            aria-current=now aria-label=words.ui.language_name on:click=go>
            {words.lang.to_uppercase()}
        </a>
    })
}

/// Turns through the system's choice, light, and dark.
#[component]
fn ThemeButton() -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let label = move || {
        let theme = state.theme();
        words.ui.theme(match theme.as_str() {
            "light" => words.ui.theme_light,
            "dark" => words.ui.theme_dark,
            _ => words.ui.theme_system,
        })
    };
    let turn = move |_| {
        state.turn_theme();
        state.announce(label());
    };
    view! {
        <button type="button" class="btn bare" aria-label=label title=label on:click=turn>
            <Icon picture=Picture::Theme/>
        </button>
    }
}

/// What one does rarely.
#[component]
fn Menu() -> impl IntoView {
    let ui = &AppState::here().words().ui;
    view! {
        <div id="acties" class="menu" popover="auto" role="group" aria-label=ui.actions>
            <button type="button" class="btn bare" popovertarget="acties" on:click=|_| page::print()>
                <Icon picture=Picture::Print/>{ui.print}
            </button>
            <button type="button" class="btn bare" popovertarget="acties" on:click=|_| page::open_dialog("start-again")>
                <Icon picture=Picture::Again/>{ui.start_again}
            </button>
        </div>
    }
}
