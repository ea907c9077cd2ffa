//! What the policy of the partner's site has to allow for the snippet, if it has one.

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;

use super::Bench;
use crate::{
    domain::embed::csp::{Form, Policy, policy},
    tools::parts::{copy_button, folded, unique},
};

pub(super) fn view(bench: Bench) -> View {
    let Bench { words, checked, snippet, .. } = bench;
    let policy = Memo::new(move |_| {
        let snippet = snippet.get().unwrap_or_default();
        checked.with(|checked| policy(checked, &snippet))
    });
    let lines = move || policy.with(|policy| policy.as_ref().map(|policy| lines(bench, policy)));
    folded(words.csp_title, false, lines.shown())
}

fn lines(bench: Bench, policy: &Policy) -> View {
    let words = bench.words;
    if !policy.is_needed() {
        return view! { <p>{words.csp_none}</p> };
    }
    let line = |form| {
        let (name, copy) = match form {
            Form::Apache => (words.csp_apache, words.csp_copy_apache),
            Form::Nginx => (words.csp_nginx, words.csp_copy_nginx),
            Form::Headers => (words.csp_headers, words.csp_copy_headers),
            Form::Meta => (words.csp_meta, words.csp_copy_meta),
        };
        let text = policy.text(form);
        let shown = text.clone();
        let id = unique("csp");
        let button = copy_button(bench.desk, bench.ui, copy, id.clone(), Box::new(move || text.clone()));
        view! { <p class="small">{name}</p><pre id=id>{shown}</pre><div class="btns">{button}</div> }
    };
    let notes = [
        (policy.has_styles, words.csp_style),
        (policy.script.is_some(), words.csp_script),
        (policy.frame.is_some(), words.csp_frame_ancestors),
    ];
    let notes: Vec<_> =
        notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| view! { <li>{note}</li> }).collect();
    view! {
        <p>{words.csp_intro}</p>
        {Form::ALL.map(line).into_iter().collect::<Vec<_>>()}
        <ul class="dots small">{notes}</ul>
    }
}
