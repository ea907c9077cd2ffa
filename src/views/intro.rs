use leptos::prelude::*;

use super::parts::{Icon, Picture};
use crate::{state::AppState, text::Way};

/// What is being sold, for who has not seen it. Open until the first tick.
#[component]
pub fn Intro() -> impl IntoView {
    let state = AppState::here();
    let intro = &state.words().intro;
    view! {
        <details class="intro" open=!untrack(|| state.is_started())>
            <summary>{intro.title}<Icon picture=Picture::Down class="i chev"/></summary>
            <div>
                {intro.text.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
                <div class="auto ways">{intro.ways.iter().map(|way| view! { <WayToBuy way/> }).collect_view()}</div>
            </div>
        </details>
    }
}

#[component]
fn WayToBuy(way: &'static Way) -> impl IntoView {
    let [left, right] = way.boxes;
    let drawing = if way.linked {
        view! {
            <rect x="1" y="12" width="90" height="34" rx="6"/><text x="46" y="34">{left}</text>
            <path d="M91 29h42" stroke-dasharray="1 5"/>
            <rect x="133" y="12" width="154" height="34" rx="6"/><text x="210" y="34">{right}</text>
        }
        .into_any()
    } else {
        view! {
            <rect x="1" y="12" width="190" height="34" rx="6"/><path d="M102 12v34"/>
            <text x="51" y="34">{left}</text><text x="146" y="34">{right}</text>
        }
        .into_any()
    };
    view! {
        <div>
            <svg viewBox="0 0 288 58" aria-hidden="true">{drawing}</svg>
            <p><b>{way.title}</b></p>
            <p class="small soft">{way.text}</p>
        </div>
    }
}
