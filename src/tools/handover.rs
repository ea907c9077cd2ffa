//! The message with both links, and the day on which it was sent: then the third wait begins.

use crate::tools::view::{View, view};
use leptos::prelude::*;
use web_sys::Element;

use super::{
    Desk, letters,
    parts::{caution, fine, unique},
};
use crate::{
    browser::{clock, page},
    domain::{
        day::Day,
        letters::{Item, Letter},
        progress::wait_since,
    },
    text::{
        GUIDE, LABELS,
        letters::{LINKED, SEND_LINKS, wording},
        tools::{LETTERS, Letters},
    },
};

/// The tool; `None` for a guide that has nothing to hand over.
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let words = LETTERS.get(language)?;
    let has = |id| GUIDE.steps.iter().any(|step| step.actions.iter().any(|action| action.id == id));
    if !(has(SEND_LINKS) && has(LINKED)) {
        return None;
    }
    let about = wording(Letter::HandOver, words, None);
    let title = unique("hand-over");
    let view = view! {
        <section class="part flow" aria-labelledby=title>
            <h4 id=title.clone()>{about.title}</h4>
            <p class="soft">{about.when}" "{about.to}"."</p>
            {letters::fields(desk, language, words, &[Item::TermsUrl])}
            {letters::message(desk, language, words, Letter::HandOver, Signal::derive(|| None))}
            {sent(desk, language, words)}
        </section>
    };
    Some(view)
}

/// Since when one waits: no tick, but what stands at the task that is waited for.
fn sent(desk: Desk, language: usize, words: &'static Letters) -> Option<View> {
    let ui = &LABELS.get(language)?.ui;
    let record = wait_since(LINKED);
    let name = record.clone();
    let since = Memo::new(move |_| Day::parse(&desk.text(&name)));
    let refused = RwSignal::new(None::<&'static str>);
    let note = move |text: &str| {
        let today = Day::parse(&clock::today());
        let problem = match Day::parse(text) {
            Some(day) if today.is_some_and(|today| day > today) => Some(ui.date_future),
            Some(_) => None,
            None => Some(ui.date_unclear),
        };
        refused.set(problem);
        if problem.is_none() && untrack(|| desk.text(&record)) != text {
            desk.replace(&record, text, words.waits_since(ui.date(text)));
        }
    };
    let by_hand = note.clone();
    let typed = move |event: leptos::ev::Event| {
        let field = event_target::<Element>(&event);
        let text = page::value(&field);
        if text.is_empty() && !page::is_half_typed(&field) {
            refused.set(None);
        } else {
            by_hand(&text);
        }
    };
    let described = unique("sent");
    let view = view! {
        <div class="fields">
            <div class="field w3">
                <label>{words.sent_on}
                    <input type="date" prop:value=move || since.get().map(|day| day.to_string()).unwrap_or_default()
                        aria-describedby=described.clone() aria-invalid=move || refused.get().map(|_| "true")
                        on:change=typed/>
                </label>
            </div>
            <div class="btns w3"><button type="button" class="btn" on:click=move |_| note(&clock::today())>{words.today}</button></div>
            <div id=described aria-live="polite" class="small">
                {move || match (refused.get(), since.get()) {
                    (Some(problem), _) => caution(problem.to_owned()),
                    (None, Some(day)) => fine(words.waits_since(ui.date(&day.to_string()))),
                    (None, None) => view! { <p class="soft">{words.sent_hint}</p> },
                }}
            </div>
        </div>
    };
    Some(view)
}
