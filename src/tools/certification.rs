//! The certification log: who saw which webinars, and what came of the tests. As one says; nothing is computed.

use crate::domain::order;
use crate::tools::view::{View, each, view};
use leptos::prelude::*;

use super::{
    Desk,
    parts::{answers, bound, caution, copies, field_id, unique},
};
use crate::{
    browser::{clock, page},
    domain::{
        certification::{Attempt, DRAFT_NAME, Employee, Entry, Outcome, Problem, WEBINARS, draft, free_name, read},
        day::Day,
    },
    fields,
    text::{
        GUIDE, LABELS, Ui,
        tools::{CERTIFICATION, Certification},
    },
};

/// Where the log stands, and how many questions its test has.
const TOOL: &str = "certification";

/// What all parts of the log need.
#[derive(Clone, Copy)]
struct Log {
    desk: Desk,
    words: &'static Certification,
    ui: &'static Ui,
    questions: u32,
}

/// The tool; `None` in a guide that does not say how many questions there are.
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let step = GUIDE.steps.iter().find(|step| step.tools.contains(&TOOL))?;
    let (words, ui) = (CERTIFICATION.get(language)?, &LABELS.get(language)?.ui);
    let log = Log { desk, words, ui, questions: step.card? };
    // New ones come last: none jumps away from under the hand.
    let names = Memo::new(move |known: Option<&Vec<String>>| log.names(known));
    let view = view! {
        <p class="soft small">{words.lead}</p>
        {each(move || names.get(), move |name| log.entry(name))}
        <p class="soft keep" hidden=move || names.with(|names| !names.is_empty())>{words.none}</p>
        {log.adding()}
    };
    Some(view)
}

impl Log {
    /// The records of all employees. Reactive.
    fn names(self, known: Option<&Vec<String>>) -> Vec<String> {
        let lines = self.desk.lines();
        let names = lines.lines().filter_map(|line| line.split_once(' ')).map(|(name, _)| name);
        let present = |name: &&str| name.starts_with("cert.") && !self.desk.text(name).trim().is_empty();
        let present: Vec<&str> = names.filter(present).collect();
        let mut order: Vec<String> =
            known.into_iter().flatten().filter(|name| present.contains(&name.as_str())).cloned().collect();
        let mut new: Vec<String> =
            present.into_iter().filter(|name| !order.iter().any(|one| one == name)).map(str::to_owned).collect();
        order::sort_by_key(&mut new, |name| self.employee(name).map(|one| one.name.to_lowercase()));
        order.extend(new);
        order
    }

    /// Reactive.
    fn employee(self, record: &str) -> Option<Employee> {
        match read(&self.desk.text(record)) {
            Entry::Employee(employee) => Some(employee),
            _ => None,
        }
    }

    /// Changes an employee as it stands now.
    fn edit(self, record: &str, change: impl FnOnce(&mut Employee)) -> bool {
        let Some(mut employee) = untrack(|| self.employee(record)) else { return false };
        change(&mut employee);
        self.desk.write(record, &employee.to_text())
    }

    /// Like [`Log::edit`], for what takes something away.
    fn take_away(self, record: &str, notice: &str, change: impl FnOnce(&mut Employee)) {
        if let Some(mut employee) = untrack(|| self.employee(record)) {
            change(&mut employee);
            self.desk.replace(record, &employee.to_text(), notice.to_owned());
        }
    }

    fn entry(self, record: String) -> View {
        let (name, shown) = (record.clone(), record.clone());
        let is_known = Memo::new(move |_| self.employee(&name).is_some());
        let view = move || {
            if is_known.get() { self.known(record.clone()) } else { self.as_it_is(record.clone()) }
        };
        view! { <section class="part flow keep employee">{view} {self.copies(&shown)}</section> }
    }

    /// What this version cannot read.
    fn as_it_is(self, record: String) -> View {
        let words = self.words;
        view! {
            <p>{words.as_it_is}</p>
            <pre>{move || self.desk.text(&record)}</pre>
            <p class="soft">{words.as_it_is_keep}</p>
        }
    }

    fn known(self, record: String) -> View {
        let words = self.words;
        let of = record.clone();
        let employee = Memo::new(move |_| self.employee(&of).unwrap_or_default());
        let name = move || employee.with(|employee| employee.name.clone());
        let remove = {
            let record = record.clone();
            move |_| {
                self.desk.replace(&record, "", words.removed(untrack(name)));
                page::focus_id(&new());
            }
        };
        view! {
            <h4>{name}</h4>
            <div class="fields">
                {self.name(record.clone(), employee)}
                <div class="btns w3"><button type="button" class="btn" on:click=remove>{move || words.remove(name())}</button></div>
            </div>
            {self.webinars(record.clone(), employee)}
            {self.tests(record, employee)}
        }
    }

    fn name(self, record: String, employee: Memo<Employee>) -> View {
        let refused = RwSignal::new(None::<&'static str>);
        let described = unique("name");
        let typed = move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            refused.set(if text.trim().is_empty() {
                Some(self.words.no_name)
            } else if self.edit(&record, |employee| employee.name = text) {
                None
            } else {
                Some(self.ui.too_long)
            });
        };
        view! {
            <div class="field w3">
                <label>{self.words.name}
                    <input type="text" autocomplete="off" prop:value=move || employee.with(|employee| employee.name.clone())
                        aria-describedby=described.clone() aria-invalid=move || refused.get().map(|_| "true") on:input=typed/>
                </label>
                <div id=described aria-live="polite">{move || refused.get().map(|text| caution(text.to_owned()))}</div>
            </div>
        }
    }

    fn webinars(self, record: String, employee: Memo<Employee>) -> View {
        let words = self.words;
        let webinar = |number: u8| {
            let record = record.clone();
            let tick = move |event: leptos::ev::Event| {
                if event_target_checked(&event) {
                    self.edit(&record, |employee| employee.set_seen(number, true));
                } else {
                    let notice = self.ui.unticked(words.webinar(number));
                    self.take_away(&record, &notice, |employee| employee.set_seen(number, false));
                }
            };
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || employee.with(|one| one.has_seen(number)) on:change=tick/>
                    <span>{words.webinar(number)}</span>
                </label>
            }
        };
        let webinars: Vec<View> = (1..=WEBINARS).map(webinar).collect();
        let seen = move || words.webinars_of(employee.with(Employee::seen_count), WEBINARS);
        view! {
            <fieldset class="webinars"><legend class="small">{words.webinars}</legend>
                <div class="ticks">{webinars}</div>
                <p class="small soft">{seen}</p>
            </fieldset>
        }
    }

    fn tests(self, record: String, employee: Memo<Employee>) -> View {
        let of = record.clone();
        let table = move || employee.with(|employee| self.table(&of, &employee.tests));
        view! { <div>{table}</div> {self.adding_test(record)} }
    }

    fn table(self, record: &str, tests: &[Attempt]) -> View {
        let words = self.words;
        if tests.is_empty() {
            return view! { <p class="small soft">{words.no_tests}</p> };
        }
        let row = |(at, test): (usize, &Attempt)| {
            let record = record.to_owned();
            let remove = move |_| {
                self.take_away(&record, words.test_removed, |employee| {
                    if at < employee.tests.len() {
                        employee.tests.remove(at);
                    }
                });
                page::focus_id(&field_id(&draft(&record, DATE)));
            };
            let day = test.date.map(|day| self.ui.date(&day.to_string()));
            let name = day.as_ref().map_or_else(|| words.remove_test_no_date.to_owned(), |day| words.remove_test(day));
            let score = test.score.map(|score| words.score_of(score, self.questions));
            view! {
                <tr>
                    <th scope="row">{day.unwrap_or_else(|| "–".to_owned())}</th>
                    <td>{score.unwrap_or_else(|| "–".to_owned())}</td>
                    <td>{self.outcome(test.outcome)}</td>
                    <td class="aside"><button type="button" class="btn bare" aria-label=name on:click=remove>{words.remove_short}</button></td>
                </tr>
            }
        };
        let rows: Vec<View> = tests.iter().enumerate().map(row).collect();
        view! {
            <div class="wide"><table>
                <caption>{words.tests}</caption>
                <thead><tr>
                    <th scope="col">{words.date}</th><th scope="col">{words.score}</th><th scope="col">{words.outcome}</th><td class="aside"></td>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
    }

    const fn outcome(self, outcome: Outcome) -> &'static str {
        told(outcome, self.words)
    }

    /// A test to add. What stands in its fields is kept like all else, until it is added.
    fn adding_test(self, record: String) -> View {
        let (desk, words) = (self.desk, self.words);
        let [date_record, score_record, outcome_record] = [DATE, "score", "outcome"].map(|field| draft(&record, field));
        let [date, score] = [&date_record, &score_record].map(|record| field_id(record));
        let (date_node, score_node) = (bound(desk, &date_record), bound(desk, &score_record));
        let outcome = {
            let record = outcome_record.clone();
            Memo::new(move |_| Outcome::parse(&desk.text(&record)).unwrap_or_default().as_str().to_owned())
        };
        // What is wrong with the date, and with the score.
        let refused = RwSignal::new((None::<String>, None::<String>));
        let add = {
            let (date, score) = (date.clone(), score.clone());
            let drafts = [date_record.clone(), score_record.clone(), outcome_record.clone()];
            move |_| {
                let (Some(date), Some(score)) = (page::by_id(&date), page::by_id(&score)) else { return };
                // The app says that of its own accord.
                if page::is_half_typed(&date) {
                    return page::focus_id(&date.id());
                }
                let test = self.test(&page::value(&date), &page::value(&score), &outcome.get_untracked());
                let test = match test {
                    Ok(test) => test,
                    Err(why) => {
                        page::focus_id(&if why.0.is_some() { date.id() } else { score.id() });
                        return refused.set(why);
                    }
                };
                if !self.edit(&record, |employee| employee.tests.push(test)) {
                    return refused.set((None, Some(self.ui.too_long.to_owned())));
                }
                refused.set((None, None));
                drafts.iter().for_each(|draft| self.forget(draft));
                page::focus_id(&date.id());
                desk.announce(words.test_added.to_owned());
            }
        };
        let choices = Outcome::ALL.map(|one| (one.as_str(), self.outcome(one)));
        let choose = move |one: &'static str| {
            desk.write(&outcome_record, one);
        };
        let outcomes = answers(words.outcome.to_owned(), &choices, outcome.into(), choose);
        let (date_said, score_said) = ([&date, "-said"].concat(), [&score, "-said"].concat());
        view! {
            <fieldset class="fields adding"><legend class="vh">{words.add_test}</legend>
                <div class="field w3">
                    <label>{words.date}
                        <input type="date" node_ref=date_node id=date data-record=date_record data-ahead=""
                            aria-describedby=date_said.clone()
                            aria-invalid=move || refused.with(|refused| refused.0.is_some()).then_some("true")/>
                    </label>
                    <div id=date_said aria-live="polite">{move || refused.get().0.map(caution)}</div>
                </div>
                <div class="field w3">
                    <label>{words.score}
                        <input type="text" node_ref=score_node inputmode="numeric" autocomplete="off" id=score
                            data-record=score_record aria-describedby=score_said.clone()
                            aria-invalid=move || refused.with(|refused| refused.1.is_some()).then_some("true")/>
                    </label>
                    <div id=score_said aria-live="polite">{move || refused.get().1.map(caution)}</div>
                </div>
                {outcomes}
                <p class="small soft">{words.outcome_hint}</p>
                <div class="btns"><button type="button" class="btn" on:click=add>{words.add_test}</button></div>
            </fieldset>
        }
    }

    /// Empties a field that was added.
    fn forget(self, draft: &str) {
        if !untrack(|| self.desk.text(draft)).is_empty() {
            self.desk.write(draft, "");
        }
        if let Some(field) = page::by_attribute(fields::RECORD, draft) {
            page::set_value(&field, "");
        }
    }

    /// A test as typed; what is wrong with the date and the score.
    fn test(self, day: &str, score: &str, outcome: &str) -> Result<Attempt, (Option<String>, Option<String>)> {
        let score = score.trim();
        let number = score.parse::<u32>().ok();
        let test = Attempt::new(Day::parse(day), number, Outcome::parse(outcome).unwrap_or_default());
        let unclear = test.date.is_none() && !day.is_empty();
        let mut why = (
            unclear.then(|| self.ui.date_unclear.to_owned()),
            (number.is_none() && !score.is_empty()).then(|| self.words.too_high(self.questions)),
        );
        let mut someone = Employee::default();
        someone.tests.push(test.clone());
        let problems = Day::parse(&clock::today()).map(|today| someone.problems(today, self.questions));
        for problem in problems.unwrap_or_default() {
            match problem {
                Problem::Future(_) => why.0 = Some(self.words.future.to_owned()),
                Problem::TooHigh(_, most) => why.1 = Some(self.words.too_high(most)),
                Problem::NoName => {}
            }
        }
        if why == (None, None) { Ok(test) } else { Err(why) }
    }

    /// A new employee.
    fn adding(self) -> View {
        let words = self.words;
        let refused = RwSignal::new(None::<&'static str>);
        let add = move |_| {
            let new = new();
            let Some(field) = page::by_id(&new) else { return };
            page::focus_id(&new);
            let name = page::value(&field).trim().to_owned();
            if name.is_empty() {
                return refused.set(Some(words.no_name));
            }
            // Also one that was removed keeps its number: its way back leads there.
            let lines = untrack(|| self.desk.lines());
            let taken = |name: &str| lines.lines().any(|line| line.split(' ').next() == Some(name));
            let Some(record) = free_name(clock::random(), taken) else { return };
            let employee = Employee::new(name.clone());
            if !self.desk.write(&record, &employee.to_text()) {
                return refused.set(Some(self.ui.too_long));
            }
            refused.set(None);
            self.forget(DRAFT_NAME);
            self.desk.announce(words.added(name));
        };
        let node = bound(self.desk, DRAFT_NAME);
        let said = [&new(), "-said"].concat();
        view! {
            <fieldset class="part fields"><legend class="vh">{words.add}</legend>
                <div class="field w3">
                    <label>{words.name}
                        <input type="text" node_ref=node id=new() data-record=DRAFT_NAME autocomplete="off"
                            aria-describedby=said.clone()
                            aria-invalid=move || refused.get().map(|_| "true")/>
                    </label>
                    <div id=said aria-live="polite">{move || refused.get().map(|text| caution(text.to_owned()))}</div>
                </div>
                <div class="btns w3"><button type="button" class="btn" on:click=add>{words.add}</button></div>
            </fieldset>
        }
    }

    /// What was written of an employee at the same time, elsewhere.
    fn copies(self, record: &str) -> View {
        let told = move |text: &str| match read(text) {
            Entry::Employee(employee) => self.in_short(&employee),
            _ => text.to_owned(),
        };
        copies(self.desk, record, Box::new(told))
    }

    /// "Jan: 2 of 4 webinars followed; 3 November 2026, 12 of 15 right, passed".
    fn in_short(self, employee: &Employee) -> String {
        let words = self.words;
        let webinars = (1..=WEBINARS).filter(|one| employee.has_seen(*one)).map(|one| words.webinar(one));
        let webinars: Vec<String> = webinars.collect();
        let mut text = [&employee.name, ": ", &webinars.join(", ")].concat();
        for test in &employee.tests {
            let date = test.date.map(|day| self.ui.date(&day.to_string()));
            let score = test.score.map(|score| words.score_of(score, self.questions));
            let parts: Vec<String> =
                [date, score, Some(self.outcome(test.outcome).to_owned())].into_iter().flatten().collect();
            text.push('\n');
            text.push_str(&parts.join(", "));
        }
        text
    }
}

/// What came of a test, in words.
#[must_use]
pub const fn told(outcome: Outcome, words: &'static Certification) -> &'static str {
    match outcome {
        Outcome::Passed => words.outcome_passed,
        Outcome::NotPassed => words.outcome_not_passed,
        Outcome::NotKnown => words.outcome_not_known,
    }
}

/// The field of a new test in which its day stands.
const DATE: &str = "date";

/// The id of the field for a new name.
fn new() -> String {
    field_id(DRAFT_NAME)
}
