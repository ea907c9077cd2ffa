use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::{Icon, Picture};
use crate::browser::{clipboard, page};

/// Copies a text, says so on the button for two seconds, and tells `on_end` whether the browser let it. If not, the
/// text on the page is selected, so that Ctrl+C copies it.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// Id of the element that shows this text.
    #[prop(into)]
    shown_in: String,
    label: &'static str,
    /// The label after copying.
    copied_label: &'static str,
    #[prop(into)] on_end: Callback<bool>,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let (text, shown_in) = (text.clone(), shown_in.clone());
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            on_end.run(done);
            if done {
                copied.set(true);
                set_timeout(move || copied.set(false), Duration::from_secs(2));
            } else {
                page::select(&shown_in);
            }
        });
    };
    let picture = move || if copied.get() { Picture::Check } else { Picture::Copy };
    view! {
        <button type="button" class="btn bare copy" class:done=copied on:click=copy>
            {move || view! { <Icon picture=picture()/> }}
            <span>{move || if copied.get() { copied_label } else { label }}</span>
        </button>
    }
}
