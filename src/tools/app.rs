//! The running app, as the tools see it: records by name, in and out, and whoever changes them.

use crate::{
    browser::page,
    domain::{
        progress::Progress,
        stored::{self, Read},
    },
    fields,
    text::{GUIDE, LABELS, language},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure, prelude::wasm_bindgen};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// The module of the app: what `main.rs` exports.
    pub type App;
    #[wasm_bindgen(method)]
    fn text(this: &App, name: &str) -> String;
    #[wasm_bindgen(method)]
    fn write(this: &App, name: &str, text: &str) -> bool;
    #[wasm_bindgen(method)]
    fn dossier(this: &App) -> String;
    #[wasm_bindgen(method)]
    fn lines(this: &App) -> String;
    #[wasm_bindgen(method)]
    fn take(this: &App, lines: &str, notice: String);
    #[wasm_bindgen(method)]
    fn replace(this: &App, name: &str, text: &str, notice: String);
    #[wasm_bindgen(method)]
    fn watch(this: &App, react: &js_sys::Function);
    #[wasm_bindgen(method)]
    fn announce(this: &App, text: String);
}

/// The records of the present dossier. Copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    app: StoredValue<App, LocalStorage>,
    changed: Trigger,
    /// As [`Desk::lines`] gives them: many ask after each change.
    lines: Memo<String>,
}

impl Desk {
    /// The records that this app keeps.
    #[must_use]
    pub fn new(app: App) -> Self {
        let changed = Trigger::new();
        let react = Closure::<dyn Fn()>::new(move || changed.notify());
        app.watch(react.as_ref().unchecked_ref());
        react.forget();
        let app = StoredValue::new_local(app);
        let lines = Memo::new(move |_| {
            changed.track();
            app.with_value(App::lines)
        });
        Self { app, changed, lines }
    }

    /// The text of a record; empty if there is none. Reactive.
    #[must_use]
    pub fn text(self, name: &str) -> String {
        self.changed.track();
        self.app.with_value(|app| app.text(name))
    }

    /// Writes a text; whether it could be kept. `false` if it is too long.
    pub fn write(self, name: &str, text: &str) -> bool {
        self.app.with_value(|app| app.write(name, text))
    }

    /// The id of the dossier. Never changes.
    #[must_use]
    pub fn dossier(self) -> String {
        self.app.with_value(App::dossier)
    }

    /// Like [`Desk::write`], with a way back. `notice` says what happened, beside it and aloud.
    pub fn replace(self, name: &str, text: &str, notice: String) {
        self.app.with_value(|app| {
            app.announce(notice.clone());
            app.replace(name, text, notice);
        });
    }

    /// All records, a line each: the name, a blank, and what is stored. Reactive.
    #[must_use]
    pub fn lines(self) -> String {
        self.lines.get()
    }

    /// Runs what asks for it anew after each change of a record.
    pub fn follow(self) {
        self.lines.track();
    }

    /// How far the dossier is. Reactive.
    #[must_use]
    pub fn progress(self) -> Progress {
        self.progress_of(|_| true)
    }

    /// All of the dossier that is in records of these names. Reactive.
    fn progress_of(self, is_wanted: impl Fn(&str) -> bool) -> Progress {
        let mut progress = Progress::new(&GUIDE);
        self.lines.with(|lines| {
            for (name, text) in lines.lines().filter_map(|line| line.split_once(' ')) {
                if is_wanted(name)
                    && let Read::Record(record) = stored::read(text)
                {
                    progress.apply(name, record);
                }
            }
        });
        progress
    }

    /// Shows in a field what its record holds, and what was written at the same time below it, as the app does with the
    /// fields that it finds.
    pub fn show(self, field: &Element, record: &str) {
        if let Some(labels) = LABELS.get(language(&page::language())) {
            fields::show_field(&untrack(|| self.progress_of(|name| name == record)), labels, field, record);
        }
    }

    /// What was written to a record at the same time as what is shown: see [`fields::copies`]. Reactive.
    #[must_use]
    pub fn copies(self, record: &str, named: &dyn Fn(&str) -> String) -> Option<String> {
        let labels = LABELS.get(language(&page::language()))?;
        fields::copies(&self.progress_of(|name| name == record), labels, record, named)
    }

    /// Takes in such lines, each merged with what is here. `notice` says what happened, beside the way back.
    pub fn take(self, lines: &str, notice: String) {
        self.app.with_value(|app| app.take(lines, notice));
    }

    /// Has the page's one live region say this.
    pub fn announce(self, text: String) {
        self.app.with_value(|app| app.announce(text));
    }
}
