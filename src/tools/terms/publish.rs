//! After the download: the link to what was published, and the day on which it was handed over.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Tool, form::ASKED_LATER, list};
use crate::{
    browser::page,
    domain::terms::{Field, Link},
    text::terms,
    tools::parts,
};

/// The record of the day on which the link was handed over.
const SENT_ON: &str = "terms.sent-on";
/// The action that is then done.
const HANDED_OVER: &str = "step-5.send-link";
/// The record of the link of the e-Store.
const STORE: &str = "embed.link";

/// What to do with the document, its link, and when it was handed over.
pub(super) fn view(tool: Tool) -> View {
    let words = tool.words;
    let task = page::task_name(HANDED_OVER);
    let tick = (!task.is_empty()).then(|| {
        let href = ["#", HANDED_OVER].concat();
        view! { <p class="small"><a href=href data-to=HANDED_OVER>{words.tick_next(task)}</a></p> }
    });
    view! {
        <section class="part flow" aria-labelledby="terms-after">
            <h4 id="terms-after">{words.after_title}</h4>
            {list(words.after)}
            {published(tool)}
            {parts::Field { kind: "date", ..parts::Field::text(SENT_ON.to_owned(), words.sent_on) }.view(tool.desk)}
            {tick}
        </section>
    }
}

fn published(tool: Tool) -> Option<View> {
    let (desk, words) = (tool.desk, tool.words);
    let record = Field::of(ASKED_LATER)?.record();
    let said = {
        let record = record.clone();
        Memo::new(move |_| {
            let (raw, store) = (desk.text(&record), desk.text(STORE));
            if raw.trim().is_empty() || tool.typing.get() == record {
                return None;
            }
            Some(Link::parse_published(&raw, &store).map(|_| ()))
        })
    };
    let problem = Box::new(move || {
        let fault = said.get()?.err()?;
        Some((terms::link_fault(fault, words).to_owned(), true))
    });
    let fine = move || said.get().filter(Result::is_ok).map(|_| parts::fine(words.link_ok.to_owned()));
    let hint = words.link_empty;
    let field =
        parts::Field { record, label: words.link_label, hint, kind: "url", placeholder: String::new(), problem };
    Some(view! { <div>{field.view(desk)} <div aria-live="polite">{fine}</div></div> })
}
