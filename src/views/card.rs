use leptos::prelude::*;

use super::{parts::Crumbs, step::CopyPath};
use crate::text::CardWords;

/// What a step is about in one number; where it is; and, as honestly, what nobody wrote down.
#[component]
pub fn Card(step: usize, number: u32, card: &'static CardWords) -> impl IntoView {
    let (title, place) = (format!("card-{}", step + 1), format!("card-place-{}", step + 1));
    let unknown = card.unknown.iter().map(|text| view! { <li>{*text}</li> });
    let path = (!card.place.is_empty()).then(|| {
        view! {
            <div class="small soft">
                <Crumbs levels=card.place id=place.clone()/>
                <CopyPath levels=card.place id=place/>
            </div>
        }
    });
    view! {
        <section class="tool" aria-labelledby=title.clone()>
            <h4 id=title.clone()>{card.title}</h4>
            <p class="soft">{card.text}</p>
            <div class="cols cert">
                <div><p><span class="display">{number}</span>" "{card.unit}</p>{path}</div>
                <div class="flow">
                    <h5 class="small">{card.unknown_title}</h5>
                    <ul class="dots small">{unknown.collect_view()}</ul>
                </div>
            </div>
        </section>
    }
}
