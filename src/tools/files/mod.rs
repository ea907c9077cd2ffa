//! The dossier as a file: saving it, how saving works, opening one, and more than one dossier.

mod changes;
mod dossiers;
mod open;
mod share;

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;
use web_sys::ScrollBehavior;

use super::{
    Desk,
    dossiers::{has_all, name_of},
    parts::{caution, copy_button, fine},
};
use crate::{
    browser::{clock, download, files, page, storage, whole},
    domain::{
        Day, Key, Read,
        file::{File, Texts},
        stored::read,
        whole::{file_name, with_records},
    },
    text::{GUIDE, LABELS, Ui, tools},
};

/// The button that saves all in one page.
const SAVE_WHOLE: &str = "files-whole";

/// What every part of the tool needs.
#[derive(Clone, Copy)]
struct Tool {
    desk: Desk,
    words: &'static tools::Files,
    terms: &'static tools::Terms,
    certification: &'static tools::Certification,
    ui: &'static Ui,
}

/// The tool's view, in the language of this index.
#[must_use]
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let tool = Tool {
        desk,
        words: tools::FILES.get(language)?,
        terms: tools::TERMS.get(language)?,
        certification: tools::CERTIFICATION.get(language)?,
        ui: &LABELS.get(language)?.ui,
    };
    Some(view! { {tool.saving()} {open::view(tool)} {share::view(tool)} {dossiers::view(tool)} })
}

/// Saves the dossier in the page, from anywhere on it: what came of that, and how saving works, is shown where it is done.
pub fn save() {
    page::go_to(SAVE_WHOLE, ScrollBehavior::Auto);
    page::press(SAVE_WHOLE);
}

impl Tool {
    /// What to call the present dossier. Reactive.
    fn name(self) -> String {
        self.called(name_of(|name| Some(self.desk.text(name))))
    }

    /// What to call a dossier with this name.
    fn called(self, name: String) -> String {
        if name.is_empty() { self.ui.dossier_unnamed.to_owned() } else { name }
    }

    /// "3 november".
    fn day(self, day: Day) -> String {
        clock::day_of(day.parts(), self.ui.locale)
    }

    /// Says what happened, and shows it.
    fn tell(self, said: RwSignal<Option<(String, bool)>>, text: String, is_fine: bool) {
        self.desk.announce(text.clone());
        said.set(Some((text, is_fine)));
    }

    /// How saving works, and the way out of this browser: a file.
    fn saving(self) -> View {
        let Self { desk, words, .. } = self;
        let saved = RwSignal::new(saved_on(&desk.dossier()));
        let promise = RwSignal::new(None);
        files::promised(false, move |answer| promise.set(answer));
        // A name and a text that the browser did not offer as a file.
        let failed = RwSignal::new(None::<(String, String)>);
        let said = RwSignal::new(None::<(String, bool)>);
        let offer = move |file_name: String, text: String| {
            let is_offered = download::offer(&file_name, "application/json", text.as_bytes());
            let told = if is_offered { words.saved_as(&file_name) } else { words.save_failed(&file_name) };
            self.tell(said, told, is_offered);
            failed.set((!is_offered).then_some((file_name, text)));
            is_offered
        };
        let is_saved = move |today: Day| {
            // Only told, so it may be lost.
            let _ = storage::write(&saved_key(&desk.dossier()), &today.to_string());
            saved.set(Some(today));
        };
        let save = move |_| {
            let Some(today) = Day::parse(&clock::today()) else { return };
            let progress = untrack(|| desk.progress());
            let name = name_of(|name| Some(progress.text(name).to_owned()));
            let file = File::new(&desk.dossier(), &name, &progress, today);
            if offer(file.file_name(), file.to_json()) {
                is_saved(today);
            }
            // Someone who saves a file cares about it.
            files::promised(true, move |answer| promise.set(answer));
        };
        let save_whole = move |_| {
            let lang = page::language();
            let is_first = LABELS.first().is_some_and(|labels| labels.lang == lang);
            let name = if is_first { "partnerpad.html".to_owned() } else { ["partnerpad.", &lang, ".html"].concat() };
            whole::read(&name, move |text| {
                let told = untrack(|| self.save_whole(text));
                match told {
                    Some((file_name, today)) => {
                        is_saved(today);
                        self.tell(said, words.saved_whole(&file_name), true);
                    }
                    None => self.tell(said, words.whole_failed.to_owned(), false),
                }
            });
        };
        let ask = move |_| {
            files::promised(true, move |answer| {
                promise.set(answer);
                desk.announce(if answer == Some(true) { words.persisted } else { words.not_promised }.to_owned());
                page::focus_id("files-save");
            });
        };
        let texts_button = |id: &'static str, label: &'static str, texts: Vec<(String, String)>| {
            let save = move |_| {
                if let Some(today) = Day::parse(&clock::today()) {
                    let texts = Texts::new(texts.clone(), today);
                    offer(texts.file_name(), texts.to_json());
                }
            };
            view! { <button type="button" class="btn" id=id on:click=save>{label}</button> }
        };
        let aside = aside(&desk.dossier());
        let aside = (!aside.is_empty()).then(|| {
            view! {
                <p class="small soft">{words.save_aside_hint}</p>
                {texts_button("files-aside", words.save_aside, aside)}
            }
        });
        let newer = newer(&desk.dossier());
        let newer = (!newer.is_empty()).then(|| texts_button("files-newer", words.save_newer, newer));
        view! {
            <section class="part flow" aria-labelledby="files-how">
                <h3 id="files-how">{words.saving_title}</h3>
                <ul class="dots">
                    <li>{words.saving_1}</li>
                    <li>{words.saving_2}</li>
                    <li>{words.saving_3}</li>
                </ul>
                <p class="small soft">
                    {move || self.last_change()} " "
                    {move || saved.get().map_or(words.never_saved.to_owned(), |day| words.last_saved_file(self.day(day)))}
                    " "
                    {move || promise.get().map(|is_kept| if is_kept { words.persisted } else { words.not_promised })}
                </p>
                <div class="btns">
                    <button type="button" class="btn main" id="files-save" aria-describedby="files-save-hint" on:click=save>
                        {words.save}
                    </button>
                    {move || {
                        (promise.get() == Some(false))
                            .then(|| view! { <button type="button" class="btn" on:click=ask>{words.ask_promise}</button> })
                    }}
                </div>
                <p class="small soft" id="files-save-hint">{words.save_hint}</p>
                <div class="btns">
                    <button type="button" class="btn" id=SAVE_WHOLE aria-describedby="files-whole-hint" on:click=save_whole>
                        {words.save_whole}
                    </button>
                </div>
                <p class="small soft" id="files-whole-hint">{words.save_whole_hint}</p>
                {aside}
                {newer}
                {shown(said)}
                {move || {
                    failed
                        .get()
                        .map(|(_, text)| {
                            let copied = text.clone();
                            view! {
                                <pre id="files-text" tabindex="0">{text}</pre>
                                {copy_button(desk, self.ui, words.save_copy, "files-text".to_owned(), Box::new(move || copied.clone()))}
                            }
                        })
                }}
            </section>
        }
    }

    /// Offers the page as one file with the present dossier in it; its name and day, `None` if that fails.
    fn save_whole(self, text: Option<String>) -> Option<(String, Day)> {
        let (progress, today) = (self.desk.progress(), Day::parse(&clock::today())?);
        let name = name_of(|name| Some(progress.text(name).to_owned()));
        let told = self.words.whole_told(self.called(name.clone()), self.day(today));
        let id = self.desk.dossier();
        let made = with_records(&text?, GUIDE.id, &id, &progress, &told)?;
        let file_name = file_name(&File::new(&id, &name, &progress, today));
        download::offer(&file_name, "text/html", made.as_bytes()).then_some((file_name, today))
    }

    /// When the present dossier was saved last; empty if it never was changed.
    fn last_change(self) -> String {
        if !has_all(&self.desk.dossier(), &self.desk.lines()) {
            return self.ui.saving_off.to_owned() + ".";
        }
        let latest = self.desk.progress().records().map(|(_, record)| record.at()).max();
        let told = latest.map(|at| {
            let locale = self.ui.locale;
            self.words.last_change(clock::day(at, locale), clock::time(at, locale))
        });
        told.unwrap_or_default()
    }
}

/// What was told last: that something went well, or that it did not.
fn shown(said: RwSignal<Option<(String, bool)>>) -> View {
    (move || said.get().map(|(text, is_fine)| if is_fine { fine(text) } else { caution(text) })).shown()
}

/// The key under which the day is kept on which the dossier was saved as a file.
fn saved_key(dossier: &str) -> String {
    ["partnerpad.saved/", dossier].concat()
}

fn saved_on(dossier: &str) -> Option<Day> {
    Day::parse(&storage::read(&saved_key(dossier)).ok()??)
}

/// The texts of this dossier that could not be read, with their keys.
fn aside(dossier: &str) -> Vec<(String, String)> {
    stored(&["partnerpad.aside/", dossier, "/"].concat())
}

/// The texts of this dossier that a newer version wrote, with their keys.
fn newer(dossier: &str) -> Vec<(String, String)> {
    let mut texts = stored(&Key::Record { dossier, name: "" }.to_string());
    texts.retain(|(_, text)| read(text) == Read::Newer);
    texts
}

fn stored(prefix: &str) -> Vec<(String, String)> {
    let text = |key: String| Some((storage::read(&key).ok()??, key));
    storage::keys(prefix).unwrap_or_default().into_iter().filter_map(text).map(|(text, key)| (key, text)).collect()
}
