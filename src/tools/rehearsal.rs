//! The rehearsal as an end customer: seven moments, and what fails where it stops.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{
    Desk,
    parts::{answers, caution, fine, unique},
};
use crate::{
    browser::page,
    domain::{
        progress::wait_since,
        rehearsal::{Answer, Moment, Verdict, verdict},
    },
    text::{
        letters::{LINKED, SEND_LINKS},
        rehearsal::{cause, question, remedy, turn},
        tools::{REHEARSAL, Rehearsal},
    },
};

/// The record of all answers, in order: words between blanks, `-` for none.
const RECORD: &str = "embed.rehearsal";
/// The record of whether both links were sent, if it was said here.
const SENT: &str = "embed.links-sent";

const ANSWERS: [(&str, Answer); 3] = [("yes", Answer::Yes), ("no", Answer::No), ("not-sure", Answer::NotSure)];

fn read(text: &str) -> Vec<Option<Answer>> {
    let answer = |word: &str| ANSWERS.iter().find(|(known, _)| *known == word).map(|(_, answer)| *answer);
    let given = text.split_ascii_whitespace().map(answer).chain(std::iter::repeat(None));
    given.take(Moment::ALL.len()).collect()
}

fn word(answer: Option<Answer>) -> &'static str {
    ANSWERS.iter().find(|(_, known)| Some(*known) == answer).map_or("-", |(word, _)| word)
}

fn written(answers: &[Option<Answer>]) -> String {
    answers.iter().map(|answer| word(*answer)).collect::<Vec<_>>().join(" ")
}

/// Whether both links were sent: as said here, else as the dossier has it. Reactive.
fn are_sent(desk: Desk) -> bool {
    match desk.text(SENT).as_str() {
        "yes" => true,
        "no" => false,
        _ => {
            let progress = desk.progress();
            let is_done = progress.place(SEND_LINKS).is_some_and(|(step, action)| progress.is_done(step, action));
            is_done || !progress.text(&wait_since(LINKED)).is_empty()
        }
    }
}

/// The tool.
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let words = REHEARSAL.get(language)?;
    let given = Memo::new(move |_| read(&desk.text(RECORD)));
    let sent = Memo::new(move |_| are_sent(desk));
    let found = Memo::new(move |_| given.with(|given| verdict(given, sent.get())));
    let moments: Vec<View> =
        (0..).zip(Moment::ALL).map(|(at, moment)| asked(desk, words, at, moment, given, found)).collect();
    let first = unique("rehearsal");
    let again = {
        let first = first.clone();
        move |_| {
            desk.replace(RECORD, "", words.started_again.to_owned());
            page::focus_id(&first);
        }
    };
    let tick = move |event: leptos::ev::Event| {
        desk.write(SENT, if event_target_checked(&event) { "yes" } else { "no" });
    };
    let view = view! {
        <section class="part flow" aria-labelledby=first>
            <h4 id=first.clone() tabindex="-1">{words.title}</h4>
            <p class="soft">{words.lead}</p>
            <p class="small soft">{words.hint}</p>
            <label class="check">
                <input type="checkbox" prop:checked=move || sent.get() on:change=tick/>
                <span>{words.are_sent}</span>
            </label>
            {moments}
            <div aria-live="polite">{move || told(found.get(), sent.get(), words)}</div>
            <div class="btns" hidden=move || given.with(|given| given.iter().all(Option::is_none))>
                <button type="button" class="btn" on:click=again>{words.again}</button>
            </div>
        </section>
    };
    Some(view)
}

/// A moment; hidden while one before it is open.
fn asked(
    desk: Desk,
    words: &'static Rehearsal,
    at: usize,
    moment: Moment,
    given: Memo<Vec<Option<Answer>>>,
    found: Memo<Verdict>,
) -> View {
    let is_hidden = move || {
        let last = match found.get() {
            Verdict::Next(moment) | Verdict::Unsure(moment) | Verdict::Fails { at: moment, .. } => moment,
            Verdict::Works => return false,
        };
        Moment::ALL.iter().position(|one| *one == last).is_some_and(|last| at > last)
    };
    let now = Signal::derive(move || given.with(|given| word(given.get(at).copied().flatten())).to_owned());
    let choose = move |answer: &'static str| {
        let mut all = untrack(|| read(&desk.text(RECORD)));
        if let Some(one) = all.get_mut(at) {
            *one = ANSWERS.iter().find(|(word, _)| *word == answer).map(|(_, answer)| *answer);
        }
        desk.write(RECORD, &written(&all));
    };
    let legend = [&words.question_of(at + 1, Moment::ALL.len()), ": ", question(moment, words)].concat();
    let choices = [("yes", words.yes), ("no", words.no), ("not-sure", words.not_sure)];
    let question = answers(legend, &choices, now, choose);
    view! { <div hidden=is_hidden>{question}</div> }
}

fn told(verdict: Verdict, are_sent: bool, words: &'static Rehearsal) -> Option<View> {
    match verdict {
        Verdict::Next(_) => None,
        Verdict::Unsure(_) => Some(caution(words.unsure.to_owned())),
        Verdict::Works => Some(view! { <h5>{words.works_title}</h5> {fine(words.works.to_owned())} }),
        Verdict::Fails { at, cause: why, turn: whose } => {
            let view = view! {
                <h5>{words.fails_title}": "{cause(why, words)}</h5>
                <p><b>{turn(whose, words)}</b></p>
                {caution(remedy(at, are_sent, words).to_owned())}
            };
            Some(view)
        }
    }
}
