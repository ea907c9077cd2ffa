//! For each thing that is waited for: a polite message, and a reminder for one's own calendar.

use crate::domain::order;
use crate::tools::view::{NodeRef, Shown, View, each, node_ref, view};
use leptos::prelude::*;

use super::{
    Desk, letters,
    parts::{caution, fine, unique},
};
use crate::{
    browser::{clock, download, page},
    domain::{
        calendar::{Reminder, to_ics},
        day::Day,
        draft_reminder,
        guide::Action,
        letters::Letter,
        progress::{wait_since, wait_who},
    },
    text::{
        GUIDE, LABELS, Labels,
        letters::{reminder, wording},
        list,
        tools::{LETTERS, Letters},
    },
};

/// Tells the reminders of this dossier from those of others.
const CALENDAR: &str = "company.calendar";
/// After how many days to ask again, unless another day is chosen.
const LATER: i32 = 7;

/// The tool.
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let (words, labels) = (LETTERS.get(language)?, LABELS.get(language)?);
    let waits = Memo::new(move |_| {
        let progress = desk.progress();
        let mut waits: Vec<_> = progress.waits().map(|wait| (wait.since, wait.place)).collect();
        order::sort(&mut waits);
        let action = |(step, action): (usize, usize)| GUIDE.steps.get(step)?.actions.get(action);
        waits.into_iter().filter_map(|(_, place)| action(place)).map(|action| action.id.to_owned()).collect::<Vec<_>>()
    });
    let wait = move |id: String| {
        let action = GUIDE.steps.iter().flat_map(|step| step.actions).find(|action| action.id == id);
        action.map(|action| waiting(desk, language, words, labels, action)).shown()
    };
    let view = view! {
        <div class="flow">
            <p class="soft">{words.lead}</p>
            {letters::fields(desk, language, words, &[])}
            {each(move || waits.get(), wait)}
        </div>
    };
    Some(view)
}

fn waiting(
    desk: Desk,
    language: usize,
    words: &'static Letters,
    labels: &'static Labels,
    action: &'static Action,
) -> View {
    let letter = reminder(action.id);
    let task = page::task_name(action.id);
    let since = Signal::derive(move || Day::parse(&desk.text(&wait_since(action.id))));
    let title = letter.map_or_else(|| task.clone(), |letter| wording(letter, words, None).title.to_owned());
    let to = letter.map(|letter| view! { <p class="soft">{wording(letter, words, None).to}</p> });
    let message = letter.map(|letter| letters::message(desk, language, words, letter, since));
    let id = unique("reminder");
    view! {
        <section class="part flow" aria-labelledby=id>
            <h3 id=id.clone()>{title}</h3>
            {to}
            {message}
            {calendar(desk, words, labels, action, since, task)}
        </section>
    }
}

fn calendar(
    desk: Desk,
    words: &'static Letters,
    labels: &'static Labels,
    action: &'static Action,
    since: Signal<Option<Day>>,
    task: String,
) -> View {
    let record = draft_reminder(action.id);
    let node = chosen(desk, &record);
    // What came of it, and whether that is well.
    let said = RwSignal::new(None::<(String, bool)>);
    let offer = move |_| {
        let day = node.get_untracked().and_then(|field| Day::parse(&page::value(&field)));
        let problem = match (day, Day::parse(&clock::today())) {
            (None, _) => Some(labels.ui.date_unclear),
            (Some(day), Some(today)) if day < today => Some(words.calendar_past),
            _ => None,
        };
        let done = match (day, problem) {
            (Some(day), None) => save(desk, words, labels, action, since.get_untracked(), day, &task),
            (_, problem) => Err(problem.unwrap_or_default()),
        };
        said.set(Some(match done {
            Ok(file) => (words.calendar_saved(file), true),
            Err(why) => (why.to_owned(), false),
        }));
    };
    let described = unique("calendar");
    view! {
        <div class="fields">
            <div class="field w3">
                <label>{words.calendar_day}
                    <input type="date" node_ref=node data-record=record data-ahead="" aria-describedby=described.clone()
                        aria-invalid=move || said.with(|said| said.as_ref().is_some_and(|said| !said.1)).then_some("true")/>
                </label>
            </div>
            <div class="btns w3"><button type="button" class="btn" on:click=offer>{words.calendar}</button></div>
            <div class="small" id=described aria-live="polite">
                {move || match said.get() {
                    Some((text, true)) => fine(text),
                    Some((text, false)) => caution(text),
                    None => view! { <p class="soft">{words.calendar_hint}</p> },
                }}
            </div>
        </div>
    }
}

/// Lets the field for the day follow its record. Without a day, or with one that had passed when one came here, a later one
/// is proposed.
fn chosen(desk: Desk, record: &str) -> NodeRef {
    let node = node_ref();
    let today = Day::parse(&clock::today());
    let later = today.and_then(|today| today.plus(LATER)).map(|day| day.to_string()).unwrap_or_default();
    let record = record.to_owned();
    let passed = Some(untrack(|| desk.text(&record))).filter(|text| Day::parse(text) < today);
    Effect::new(move |_| {
        let Some(field) = node.get() else { return };
        // After each change: the app then shows what the records hold.
        let text = desk.text(&record);
        desk.show(&field, &record);
        if (text.is_empty() || passed.as_ref() == Some(&text)) && !page::is_focused(&field) {
            page::set_value(&field, &later);
        }
    });
    node
}

/// Hands out the file, and gives its name; why not, if that fails.
fn save(
    desk: Desk,
    words: &'static Letters,
    labels: &'static Labels,
    action: &'static Action,
    since: Option<Day>,
    day: Day,
    task: &str,
) -> Result<String, &'static str> {
    let title = match reminder(action.id) {
        Some(Letter::Message) => words.calendar_message.to_owned(),
        Some(Letter::Access) => words.calendar_access.to_owned(),
        Some(Letter::Linked) => words.calendar_linked.to_owned(),
        _ => words.calendar_other(task),
    };
    let since =
        since.map(|since| words.calendar_text_since(labels.ui.date(&since.to_string()), whom(desk, labels, action)));
    let text = [since.as_deref().unwrap_or_default(), words.calendar_text].join("\n");
    let id = [GUIDE.id, &dossier(desk), action.id].join("-");
    let ics = to_ics(&Reminder { id: &id, day, title: &title, text: text.trim() }, clock::now());
    let file = ["partnerpad-", &action.id.replace('.', "-"), ".ics"].concat();
    let is_there = download::offer(&file, "text/calendar;charset=utf-8", ics.as_bytes());
    if is_there { Ok(file) } else { Err(words.calendar_failed) }
}

/// For whom one waits: as typed, else who acts.
fn whom(desk: Desk, labels: &'static Labels, action: &Action) -> String {
    let typed = untrack(|| desk.text(&wait_who(action.id)));
    let others = action.who.iter().filter(|party| **party > 0).filter_map(|party| labels.parties.get(*party));
    let others: Vec<String> = others.map(ToString::to_string).collect();
    match (typed.trim(), others.as_slice()) {
        ("", []) => labels.ui.wait_others.to_owned(),
        ("", _) => list(&others, labels.ui.or),
        (who, _) => who.to_owned(),
    }
}

/// A number that stays with the dossier, drawn when it is first needed.
fn dossier(desk: Desk) -> String {
    let known = untrack(|| desk.text(CALENDAR));
    if !known.is_empty() {
        return known;
    }
    let drawn = clock::random().to_string();
    desk.write(CALENDAR, &drawn);
    drawn
}
