use leptos::prelude::*;

/// A menu path, one level a line.
#[component]
pub fn Crumbs(levels: &'static [&'static str], #[prop(into, optional)] id: String) -> impl IntoView {
    let levels = levels.iter().map(|level| view! { <li>{*level}</li> });
    view! { <ol class="crumbs" id=(!id.is_empty()).then_some(id)>{levels.collect_view()}</ol> }
}
