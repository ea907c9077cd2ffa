//! The account manager's overview: who stands where, and who waits for whom since when, from many files. Nothing of it
//! is stored.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Desk, drop, parts::caution};
use crate::{
    browser::{clock, download, files::Given, page},
    domain::{
        Day, Status,
        csv::{self, Separator, to_csv},
        file::{FILE_MAX_BYTES, Refusal, read_file, text_of},
        html::Html,
        overview::{Filter, Order, Row, Source, Standing, Wait, Words, rows, shown, table},
    },
    state::Waiting,
    text::{GUIDE, LABELS, Labels, files, tools},
    views,
};

/// What every part of the tool needs.
#[derive(Clone, Copy)]
struct Tool {
    desk: Desk,
    words: &'static tools::Overview,
    files: &'static tools::Files,
    labels: &'static Labels,
    sources: RwSignal<Vec<Source>>,
    rows: Memo<Vec<Row>>,
    filter: RwSignal<Filter>,
    /// And whether it is turned around.
    order: RwSignal<(Order, bool)>,
    /// Files that the browser could not read.
    unreadable: RwSignal<Vec<String>>,
    /// What was cleared last, for the way back.
    cleared: RwSignal<Vec<Source>>,
    waiting: StoredValue<Vec<Given>, LocalStorage>,
    read: StoredValue<Vec<Source>>,
}

/// The tool's view, in the language of this index.
#[must_use]
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let sources = RwSignal::new(Vec::<Source>::new());
    let tool = Tool {
        desk,
        words: tools::OVERVIEW.get(language)?,
        files: tools::FILES.get(language)?,
        labels: LABELS.get(language)?,
        sources,
        rows: Memo::new(move |_| sources.with(|sources| rows(sources, &GUIDE))),
        filter: RwSignal::new(Filter::All),
        order: RwSignal::new((Order::LongestWait, false)),
        unreadable: RwSignal::new(Vec::new()),
        cleared: RwSignal::new(Vec::new()),
        waiting: StoredValue::new_local(Vec::new()),
        read: StoredValue::new(Vec::new()),
    };
    let words = tool.words;
    // Told by the browser when the paper is done, or was not wanted.
    let _ = window_event_listener(leptos::ev::afterprint, |_| page::set_attribute("#overview", "data-printing", None));
    Some(view! {
        <section class="part flow keep" id="overview">
            <p>{words.lead} " " {words.gone}</p>
            {drop::area("overview-open", words.open, words.drop_hint, true, move |given| tool.take(given))}
            {move || tool.unreadable.get().into_iter().map(|name| tool.unreadable(&name)).collect::<Vec<_>>()}
            {move || {
                if tool.rows.with(Vec::is_empty) {
                    tool.none()
                } else {
                    tool.table()
                }
            }}
        </section>
    })
}

impl Tool {
    fn unreadable(self, name: &str) -> View {
        caution([name, ": ", self.files.refused_unreadable].concat())
    }

    /// No file is open: none yet, or none any more.
    fn none(self) -> View {
        if self.cleared.with(Vec::is_empty) {
            return view! { <p class="soft">{self.words.none}</p> };
        }
        let undo = move |_| {
            self.sources.set(self.cleared.get_untracked());
            self.cleared.set(Vec::new());
            self.desk.announce(self.labels.ui.undone.to_owned());
            page::focus_id("overview-open");
        };
        view! {
            <p>{self.words.cleared}</p>
            <div class="btns"><button type="button" class="btn" on:click=undo>{self.labels.ui.undo}</button></div>
        }
    }

    /// Reads these files, one after another: together they would fill the memory.
    fn take(self, given: Vec<Given>) {
        self.unreadable.set(Vec::new());
        self.waiting.update_value(|waiting| waiting.extend(given));
        self.read_next();
    }

    fn read_next(self) {
        let Some(file) = self.waiting.try_update_value(Vec::pop).flatten() else { return self.finish() };
        let name = file.name();
        if file.is_bigger_than(u32::try_from(FILE_MAX_BYTES).unwrap_or(u32::MAX)) {
            return self.keep(Source { file_name: name, read: Err(Refusal::TooBig) });
        }
        file.read(move |bytes| match bytes {
            Some(bytes) => {
                let read = text_of(&bytes).and_then(|text| read_file(text, GUIDE.id));
                self.keep(Source { file_name: name.clone(), read });
            }
            None => {
                self.unreadable.update(|names| names.push(name.clone()));
                self.read_next();
            }
        });
    }

    fn keep(self, source: Source) {
        self.read.update_value(|read| read.push(source));
        self.read_next();
    }

    /// All are read: shows them together. A file that was refused before, and is again, is one.
    fn finish(self) {
        let read = self.read.try_update_value(std::mem::take).unwrap_or_default();
        self.sources.update(|sources| {
            for source in read {
                let is_twin = |one: &Source| one.file_name == source.file_name && one.read == source.read;
                if !sources.iter().any(is_twin) {
                    sources.push(source);
                }
            }
        });
        let rows = self.rows.get_untracked();
        self.desk.announce(self.counted(&rows));
    }

    /// How many dossiers there are, and how many files are none.
    fn counted(self, rows: &[Row]) -> String {
        let refused = rows.iter().filter(|row| row.what.is_err()).count();
        let dossiers = self.words.count(rows.len() - refused);
        match refused {
            0 => dossiers,
            _ => [&dossiers, ". ", &self.words.refused_count(refused)].concat(),
        }
    }

    /// The rows that are shown, in their order. Reactive.
    fn shown<T>(self, read: impl FnOnce(&[&Row]) -> T) -> T {
        let (order, is_turned) = self.order.get();
        let filter = self.filter.get();
        self.rows.with(|rows| {
            let mut shown = shown(rows, order, filter);
            if is_turned {
                // What is refused stays at the end.
                let dossiers = shown.partition_point(|row| row.what.is_ok());
                if let Some(dossiers) = shown.get_mut(..dossiers) {
                    dossiers.reverse();
                }
            }
            read(&shown)
        })
    }

    fn table(self) -> View {
        let words = self.words;
        let filters = [
            (Filter::All, words.filter_all),
            (Filter::Waiting, words.filter_waiting),
            (Filter::Open, words.filter_open),
            (Filter::Done, words.filter_done),
            (Filter::Trouble, words.filter_trouble),
        ];
        let filter = |(value, name): (Filter, &'static str)| {
            view! {
                <label class="check">
                    <input type="radio" name="overview-filter" prop:checked=move || self.filter.get() == value
                        on:change=move |_| self.filter.set(value)/>
                    <span>{name}</span>
                </label>
            }
        };
        let filters: Vec<View> = filters.into_iter().map(filter).collect();
        // Once for all that shows it.
        let body = Memo::new(move |_| self.shown(|rows| (self.body(rows), rows.len())));
        let count = move || {
            let shown = body.with(|(_, count)| *count);
            let all = self.rows.with(Vec::len);
            let counted = self.rows.with(|rows| self.counted(rows));
            if shown == all { counted } else { [&counted, ". ", &words.shown_of(shown, all)].concat() }
        };
        let none = move || (body.with(|(_, count)| *count) == 0).then(|| view! { <p>{words.none_shown}</p> });
        let save = move |separator: Separator| {
            let mark = if separator == Separator::Semicolon { csv::Mark::With } else { csv::Mark::Without };
            let text = untrack(|| self.shown(|rows| to_csv(&self.cells(rows), separator, mark)));
            let name = [words.file_name, "-", &clock::today(), ".csv"].concat();
            let told = if download::offer(&name, "text/csv", text.as_bytes()) {
                self.files.saved_as(&name)
            } else {
                self.files.refused_unreadable.to_owned()
            };
            self.desk.announce(told);
        };
        let print = move |_| {
            page::set_attribute("#overview", "data-printing", Some(""));
            page::print(false);
        };
        let clear = move |_| {
            self.cleared.set(self.sources.get_untracked());
            self.sources.set(Vec::new());
            self.unreadable.set(Vec::new());
            self.desk.announce(words.cleared.to_owned());
            page::focus_id("overview-open");
        };
        view! {
            <fieldset class="btns choice"><legend>{words.filter}</legend>{filters}</fieldset>
            <p class="small soft" id="overview-count">{count} ". " {words.sort}</p>
            <div class="wide" tabindex="0" role="region" aria-labelledby="overview-count">
                <table class="overview">
                    <caption class="vh">{words.caption}</caption>
                    <thead>
                        <tr>
                            {self.head(words.col_dossier, Some(Order::Name))}
                            {self.head(words.col_waits_for, Some(Order::LongestWait))} {self.head(words.col_steps, None)}
                            {self.head(words.col_done, Some(Order::LeastDone))}
                            {self.head(words.col_last_edit, Some(Order::OldestEdit))} {self.head(words.col_exported, None)}
                        </tr>
                    </thead>
                    <tbody inner_html=move || body.with(|(html, _)| html.clone())></tbody>
                </table>
            </div>
            {none}
            <ul class="marks small soft">{self.legend()}</ul>
            <div class="btns">
                <button type="button" class="btn" on:click=print>{words.print}</button>
                <button type="button" class="btn" on:click=move |_| save(Separator::Semicolon)>{words.csv_semicolon}</button>
                <button type="button" class="btn" on:click=move |_| save(Separator::Comma)>{words.csv_comma}</button>
                <button type="button" class="btn" on:click=clear>{words.clear}</button>
            </div>
            <p class="small soft">{words.csv_hint}</p>
        }
    }

    /// What the pictures of steps mean.
    fn legend(self) -> Vec<View> {
        let entry = |status: Status| {
            let (css, picture) = look(status);
            view! {
                <li data-state=css>
                    <svg class="i" aria-hidden="true"><use href=["#i-", picture].concat()></use></svg> " " {self.status(status)}
                </li>
            }
        };
        [Status::Todo, Status::Busy, Status::Waiting, Status::Done].into_iter().map(entry).collect()
    }

    /// A heading; a button if rows can be ordered by it.
    fn head(self, name: &'static str, order: Option<Order>) -> View {
        let Some(order) = order else { return view! { <th scope="col">{name}</th> } };
        let sort = move || match self.order.get() {
            (now, false) if now == order => Some("ascending"),
            (now, true) if now == order => Some("descending"),
            _ => None,
        };
        let turn = move |_| {
            self.order.update(|(now, is_turned)| {
                *is_turned = *now == order && !*is_turned;
                *now = order;
            });
            self.desk.announce(self.words.sorted(name));
        };
        view! { <th scope="col" aria-sort=sort><button type="button" on:click=turn>{name}</button></th> }
    }

    /// Written as text: as views, many rows would take their time.
    fn body(self, rows: &[&Row]) -> String {
        let today = Day::parse(&clock::today());
        let row = |html: Html, row: &&Row| {
            match &row.what {
                Ok(standing) => {
                    let html = html.line(r#"<tr><th scope="row"><bdi>"#, row.title(), "</bdi>");
                    self.standing(html, row, standing, today)
                }
                // In one cell, that stays in view on a screen where the others have to be scrolled to.
                Err(refusal) => html
                    .line(r#"<tr><th scope="row" colspan="6"><div class="near"><bdi>"#, row.title(), "</bdi><p>")
                    .line("", &files::refusal(refusal, self.files), "</p></div></th></tr>"),
            }
        };
        rows.iter().fold(Html::new(), row).finish()
    }

    fn standing(self, html: Html, row: &Row, standing: &Standing, today: Option<Day>) -> Html {
        let words = self.words;
        let small = |html: Html, text: &str| match text.is_empty() {
            true => html,
            false => html.line("<small><bdi>", text, "</bdi></small>"),
        };
        let company = if standing.company == row.title() { "" } else { standing.company.as_str() };
        let html = small(small(html, company), &row.file_name);
        let older = row.older_files.join(", ");
        let html = small(html, &if older.is_empty() { older } else { words.older_files(row.older_files.len(), older) });
        let html = small(html, &if standing.unread == 0 { String::new() } else { words.unread(standing.unread) });
        let html = standing.waits.iter().fold(html.raw("</th><td>"), |html, wait| {
            let days = today.map_or(0, |today| usize::try_from(today.since(wait.since)).unwrap_or_default());
            html.line("<p><bdi>", &words.waits_since(days, self.who(wait), self.day(wait.since)), "</bdi></p>")
        });
        let mark = |html: Html, (at, status): (usize, &Status)| {
            let (css, picture) = look(*status);
            let text = [words.col_step(at + 1).as_str(), ": ", self.status(*status)].concat();
            html.line(r#"<li data-state=""#, css, r#"" title=""#)
                .line("", &text, r##""><svg class="i" aria-hidden="true"><use href="#i-"##)
                .line("", picture, r#""></use></svg><span class="vh">"#)
                .line("", &text, "</span></li>")
        };
        let html = html.raw(r#"</td><td><ol class="marks">"#);
        let html = standing.statuses.iter().enumerate().fold(html, mark).raw("</ol>");
        let html = standing.received.iter().zip(self.labels.milestones).fold(html, |html, (day, title)| match day {
            Some(day) => small(html, &[title, ": ", &self.day(*day)].concat()),
            None => html,
        });
        let html = html.line("</td><td>", &words.done_of(standing.done_steps, standing.statuses.len()), "");
        let edited = standing.last_edit.map(|at| self.labels.ui.date(&clock::day_text(at))).unwrap_or_default();
        html.line("</td><td>", &edited, "</td>").line("<td>", &self.day(standing.exported), "</td></tr>")
    }

    /// "3 november 2026". Without the browser, which takes its time for each.
    fn day(self, day: Day) -> String {
        self.labels.ui.date(&day.to_string())
    }

    const fn status(self, status: Status) -> &'static str {
        let ui = &self.labels.ui;
        match status {
            Status::Todo => ui.state_todo,
            Status::Busy => ui.state_busy,
            Status::Waiting => ui.state_waiting,
            Status::Done => ui.state_done,
        }
    }

    /// The table as it goes into a file.
    fn cells(self, rows: &[&Row]) -> Vec<Vec<String>> {
        let words = self.words;
        let steps: Vec<_> = (1..=GUIDE.steps.len()).map(|step| words.col_step(step)).collect();
        let received: Vec<_> = self.labels.milestones.iter().map(ToString::to_string).collect();
        let words = Words {
            dossier: words.col_dossier,
            company: words.col_company,
            steps: &steps,
            done: words.col_done,
            waits_for: words.col_waits_for,
            since: words.col_since,
            received: &received,
            last_edit: words.col_last_edit,
            exported: words.col_exported,
            files: words.col_files,
            trouble: words.col_trouble,
            status: &|status| self.status(status).to_owned(),
            who: &|wait| self.who(wait),
            refusal: &|refusal| files::refusal(refusal, self.files),
            unread: &|count| words.unread(count),
        };
        table(rows, &words)
    }

    /// Who is waited for: as typed, else who acts.
    fn who(&self, wait: &Wait) -> String {
        let (step, action) = wait.place;
        let action = GUIDE.steps.get(step).and_then(|step| step.actions.get(action));
        let (id, parties) = action.map(|action| (action.id, action.who)).unwrap_or_default();
        views::waited_for(self.labels, &Waiting { id, parties, who: wait.who.clone(), since: wait.since, days: 0 })
    }
}

/// The words by which the style sheet and the pictures know a status.
const fn look(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Todo => ("todo", "todo"),
        Status::Busy => ("bezig", "half"),
        Status::Waiting => ("wacht", "wait"),
        Status::Done => ("klaar", "check"),
    }
}
