//! Opening a file: first what it would change, then the change, at once and with a way back.

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;

use super::{
    Tool,
    changes::{self, Line},
    share, shown,
};
use crate::{
    browser::{clock, events, files::Given, page},
    domain::{
        Progress, Writer,
        file::{FILE_MAX_BYTES, File, Refusal, read_changed_file, read_file, text_of},
        import::{Import, merge, replace},
        stored::to_json,
    },
    text::{GUIDE, files},
    tools::{
        dossiers::{create, has_all, has_room, switch_to},
        drop,
        parts::caution,
    },
};

/// More lines than anyone reads; drawing them all would take its time.
const LINES_MAX: usize = 300;

/// A file that was opened, and what came of it.
#[derive(Clone)]
struct Opened {
    name: String,
    text: String,
    read: Result<File, Problem>,
}

#[derive(Clone)]
enum Problem {
    /// The browser could not read it.
    Unreadable,
    /// It is not what is wanted.
    Refused(Refusal),
}

/// What to do with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Merge,
    Replace,
    New,
}

/// The parts around one opened file.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    pub(super) tool: Tool,
    opened: RwSignal<Option<Opened>>,
    how: RwSignal<How>,
    /// Also what does not change.
    all: RwSignal<bool>,
    said: RwSignal<Option<(String, bool)>>,
    writer: Writer,
}

/// The view of this part.
pub fn view(tool: Tool) -> View {
    let opening = Opening {
        tool,
        opened: RwSignal::new(None),
        how: RwSignal::new(How::Merge),
        all: RwSignal::new(false),
        said: RwSignal::new(None),
        writer: Writer(clock::random()),
    };
    let words = tool.words;
    events::on_fragment(move || share::arrived(opening));
    // Once the page shows this part.
    request_animation_frame(move || share::arrived(opening));
    view! {
        <section class="part flow" aria-labelledby="files-open-title">
            <h3 id="files-open-title">{words.open}</h3>
            {drop::area("files-open", words.choose, words.drop_hint, false, move |given| opening.read(given))}
            {shown(opening.said)}
            {move || opening.opened.get().map(|opened| opening.outcome(opened))}
        </section>
    }
}

/// Once the page shows it.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || page::focus_id(id));
}

impl Opening {
    fn read(self, given: Vec<Given>) {
        let Some(file) = given.into_iter().next() else { return };
        let name = file.name();
        self.said.set(None);
        self.tool.desk.announce(self.tool.words.opening(&name));
        // Looked at first: a big file would fill the memory.
        if file.is_bigger_than(u32::try_from(FILE_MAX_BYTES).unwrap_or(u32::MAX)) {
            return self.show(Opened { name, text: String::new(), read: Err(Problem::Refused(Refusal::TooBig)) });
        }
        file.read(move |bytes| {
            let name = name.clone();
            let Some(bytes) = bytes else {
                return self.show(Opened { name, text: String::new(), read: Err(Problem::Unreadable) });
            };
            self.came(name, Ok(bytes));
        });
    }

    /// Shows what came, by whatever way.
    pub(super) fn came(self, name: String, bytes: Result<Vec<u8>, Refusal>) {
        let text = bytes.and_then(|bytes| text_of(&bytes).map(ToOwned::to_owned));
        let read = text.as_ref().map_err(Clone::clone).and_then(|text| read_file(text, GUIDE.id));
        self.show(Opened { name, text: text.unwrap_or_default(), read: read.map_err(Problem::Refused) });
    }

    fn show(self, opened: Opened) {
        self.how.set(How::Merge);
        self.all.set(false);
        self.opened.set(Some(opened));
        focus_soon("files-preview");
    }

    fn close(self) {
        self.opened.set(None);
        page::focus_id("files-open");
    }

    fn outcome(self, opened: Opened) -> View {
        match opened.read.clone() {
            Ok(file) => self.preview(opened.name, file),
            Err(problem) => self.refused(opened, problem),
        }
    }

    fn refused(self, opened: Opened, problem: Problem) -> View {
        let words = self.tool.words;
        let (text, is_changed) = match &problem {
            Problem::Unreadable => (words.refused_unreadable.to_owned(), false),
            Problem::Refused(refusal) => (files::refusal(refusal, words), *refusal == Refusal::Changed),
        };
        self.tool.desk.announce([words.refused_title, " ", &text].concat());
        let name = opened.name.clone();
        let look = move |_| {
            let read = read_changed_file(&opened.text, GUIDE.id).map_err(Problem::Refused);
            self.show(Opened { read, ..opened.clone() });
        };
        let changed = is_changed.then(|| {
            view! {
                <p class="small soft">{words.open_changed_hint}</p>
                <div class="btns">
                    <button type="button" class="btn" on:click=look>{words.open_changed}</button>
                </div>
            }
        });
        view! {
            <div class="flow">
                <h4 id="files-preview" tabindex="-1">{words.refused_title}</h4>
                <p class="small soft">{name}</p>
                {caution(text)}
                {changed}
            </div>
        }
    }

    /// What taking the file in would come to, as things are now. Reactive.
    fn import(self, file: &File) -> Import {
        match self.how.get() {
            How::Merge => merge(&self.tool.desk.progress(), file, self.writer),
            How::Replace => replace(&self.tool.desk.progress(), file, self.writer, clock::now()),
            How::New => merge(&Progress::new(&GUIDE), file, self.writer),
        }
    }

    fn preview(self, file_name: String, file: File) -> View {
        let Self { tool, how, all, .. } = self;
        let words = tool.words;
        let from = words.open_from(file_name.as_str(), tool.day(file.exported()));
        let of = (!file.name().is_empty()).then(|| [&words.open_from_dossier(file.name()), ". "].concat());
        let own = untrack(|| tool.name());
        let is_other = file.dossier() != tool.desk.dossier() || (!file.name().is_empty() && file.name() != own);
        let unread: Vec<View> =
            file.unread().iter().map(|one| view! { <li>{files::unread(one, words)}</li> }).collect();
        let unread = (!unread.is_empty()).then(|| {
            view! { {caution(words.unread(unread.len()))} <ul class="dots small">{unread}</ul> }
        });
        let choices = [
            (How::Merge, words.merge, words.merge_hint),
            (How::Replace, words.replace, words.replace_hint),
            (How::New, words.open_as_new, words.open_as_new_hint),
        ];
        let pick = |(value, name, hint): (How, &'static str, &'static str)| {
            view! {
                <label class="pick">
                    <input type="radio" name="files-how-to" prop:checked=move || how.get() == value
                        on:change=move |_| how.set(value)/>
                    <b>{name}</b>
                    <small>{hint}</small>
                </label>
            }
        };
        let picks: Vec<View> = choices.into_iter().map(pick).collect();
        let label = move || choices.into_iter().find(|choice| choice.0 == how.get()).map(|choice| choice.1);
        let kept = StoredValue::new(file);
        view! {
            <div class="flow">
                <h4 id="files-preview" tabindex="-1">{words.open_title}</h4>
                <p class="soft">{from} ". " {of} {words.nothing_yet}</p>
                {is_other.then(|| caution(words.other_dossier.to_owned()))}
                {unread}
                <fieldset class="auto picks"><legend>{words.how}</legend>{picks}</fieldset>
                {move || kept.with_value(|file| self.changes(file))}
                <label class="check">
                    <input type="checkbox" prop:checked=move || all.get() on:change=move |_| all.update(|all| *all = !*all)/>
                    <span>{words.show_unchanged}</span>
                </label>
                <div class="btns">
                    <button type="button" class="btn main" id="files-apply" on:click=move |_| kept.with_value(|file| self.apply(file))>
                        {label}
                    </button>
                    <button type="button" class="btn" on:click=move |_| self.close()>{tool.ui.cancel}</button>
                </div>
            </div>
        }
    }

    /// The differences as a table, by where they stand.
    fn changes(self, file: &File) -> View {
        let words = self.tool.words;
        let import = self.import(file);
        let lines = changes::lines(self.tool, &import, file);
        let nothing = (!lines.iter().any(|line| line.is_change)).then(|| {
            let is_void = lines.iter().any(|line| line.kind == words.kind_void);
            view! { <p>{if is_void { words.nothing_changes_void } else { words.nothing_changes }}</p> }
        });
        let shown: Vec<Line> = lines.into_iter().filter(|line| line.is_change || self.all.get()).collect();
        let left = shown.len().saturating_sub(LINES_MAX);
        let mut groups: Vec<View> = Vec::new();
        for lines in shown.get(..LINES_MAX).unwrap_or(&shown).chunk_by(|a, b| a.group == b.group) {
            let Some(group) = lines.first().map(|line| line.group) else { continue };
            let row = |line: &Line| {
                let Line { part, now, then, kind, .. } = line.clone();
                let then = if line.is_change {
                    view! { <b>{then}</b> }
                } else {
                    then.shown()
                };
                view! { <tr><th scope="row">{part}</th><td>{now}</td><td>{then} <small class="soft">{kind}</small></td></tr> }
            };
            let rows: Vec<View> = lines.iter().map(row).collect();
            let heading = changes::heading(self.tool, group, &import);
            groups.push(view! { <tbody><tr><th scope="rowgroup" colspan="3">{heading}</th></tr>{rows}</tbody> });
        }
        let table = (!groups.is_empty()).then(|| {
            view! {
                <div class="wide" tabindex="0" role="region" aria-labelledby="files-preview">
                    <table class="changes">
                        <caption class="vh">{words.open_title}</caption>
                        <thead>
                            <tr><th scope="col">{words.part}</th><th scope="col">{words.before}</th><th scope="col">{words.after}</th></tr>
                        </thead>
                        {groups}
                    </table>
                </div>
            }
        });
        view! { {nothing} {table} {(left > 0).then(|| view! { <p class="small soft">{words.more_lines(left)}</p> })} }
    }

    /// Does what was picked, whole or not at all.
    fn apply(self, file: &File) {
        let Self { tool, said, .. } = self;
        let (words, desk) = (tool.words, tool.desk);
        let import = untrack(|| self.import(file));
        let after = &import.after;
        let line = |name: &str| Some([name, " ", &to_json(after.record(name)?)].concat());
        let lines: Vec<_> = import.to_store().into_iter().filter_map(line).collect();
        let lines = lines.join("\n");
        if !has_room(&lines) {
            return tool.tell(said, words.no_room.to_owned(), false);
        }
        let own = untrack(|| tool.name());
        match untrack(|| self.how.get()) {
            How::Merge => desk.take(&lines, words.merged(own)),
            How::Replace => desk.take(&lines, words.replaced(own)),
            How::New => {
                if !has_all(&desk.dossier(), &untrack(|| desk.lines())) {
                    return tool.tell(said, words.dossier_not_kept.to_owned(), false);
                }
                let word = words.dossier_switched(tool.called(file.name().trim().to_owned()));
                let is_done = create(file.name().trim(), import.after).is_some_and(|id| switch_to(&id, &word));
                if !is_done {
                    tool.tell(said, words.dossier_refused.to_owned(), false);
                }
                return;
            }
        }
        self.opened.set(None);
        focus_soon("undo");
    }
}
