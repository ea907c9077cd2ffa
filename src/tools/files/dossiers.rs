//! The dossiers of this browser: which one this is, the others, new ones, and the one that was deleted last.

use crate::tools::view::{View, view};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{Tool, saved_key, shown};
use crate::{
    browser::{page, place, storage},
    domain::{DOSSIER_NAME, DRAFT_DOSSIER, Progress},
    text::GUIDE,
    tools::{
        dossiers::{self, Dossier, all, create, delete, deleted, forget_deleted, has_all, restore, switch_to},
        parts::{Field, bound},
    },
};

#[derive(Clone, Copy)]
struct List {
    tool: Tool,
    /// Told when a dossier came or went.
    changed: Trigger,
    said: RwSignal<Option<(String, bool)>>,
    /// To be deleted, if the visitor means it.
    chosen: RwSignal<Option<Dossier>>,
}

/// The view of this part.
pub fn view(tool: Tool) -> View {
    let list = List { tool, changed: Trigger::new(), said: RwSignal::new(None), chosen: RwSignal::new(None) };
    // Said by the page before, which is gone.
    if let Some(word) = place::word() {
        tool.tell(list.said, word, true);
        request_animation_frame(|| page::focus_id("files-dossiers"));
    }
    let words = tool.words;
    view! {
        <section class="part flow" aria-labelledby="files-dossiers">
            <h3 id="files-dossiers" tabindex="-1">{words.dossiers}</h3>
            {shown(list.said)}
            {Field::text(DOSSIER_NAME.to_owned(), words.dossier_name).view(tool.desk)}
            <ul class="rows">{move || list.rows()}</ul>
            {move || list.deleted()}
            {list.new_one()}
            {list.question()}
        </section>
    }
}

impl List {
    fn is_here(self, id: &str) -> bool {
        self.tool.desk.dossier() == id
    }

    /// All dossiers; the present one even if nothing of it is stored yet.
    fn all(self) -> Vec<Dossier> {
        let mut dossiers = all();
        if !dossiers.iter().any(|one| self.is_here(&one.id)) {
            dossiers.insert(0, Dossier { id: self.tool.desk.dossier(), name: String::new() });
        }
        dossiers
    }

    fn rows(self) -> Vec<View> {
        self.changed.track();
        // The present one by what stands in the page: what is typed a moment ago is not always stored.
        let own = self.tool.name();
        self.all().into_iter().map(|dossier| self.row(dossier, &own)).collect()
    }

    fn row(self, dossier: Dossier, own: &str) -> View {
        let Tool { words, .. } = self.tool;
        let is_here = self.is_here(&dossier.id);
        let name = if is_here { own.to_owned() } else { self.tool.called(dossier.name.clone()) };
        let (use_it, remove) = (words.dossier_use(&name), words.dossier_remove(&name));
        let here = is_here.then(|| view! { <span class="soft">{words.dossier_here}</span> });
        let id = dossier.id.clone();
        let to = name.clone();
        let there = (!is_here).then(|| {
            view! {
                <button type="button" class="btn" on:click=move |_| self.switch(&id, &to)>{use_it}</button>
            }
        });
        let asked = Dossier { name: name.clone(), ..dossier };
        view! {
            <li>
                <p><b>{name}</b> " " {here}</p>
                <div class="btns">
                    {there}
                    <button type="button" class="btn" on:click=move |_| self.ask(&asked)>{remove}</button>
                </div>
            </li>
        }
    }

    fn refuse(self, text: &str) {
        self.tool.tell(self.said, text.to_owned(), false);
    }

    fn switch(self, id: &str, name: &str) {
        let Tool { desk, words, .. } = self.tool;
        if !has_all(&desk.dossier(), &untrack(|| desk.lines())) {
            self.refuse(words.dossier_not_kept);
        } else if !switch_to(id, &words.dossier_switched(name)) {
            self.refuse(words.dossier_refused);
        }
    }

    /// Begins a new dossier, and goes there.
    fn new_one(self) -> View {
        let Tool { words, .. } = self.tool;
        let node = bound(self.tool.desk, DRAFT_DOSSIER);
        let begin = move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = node.get_untracked() else { return };
            let name = page::value(&field).trim().to_owned();
            if name.is_empty() {
                self.refuse(words.dossier_no_name);
                return page::focus_id("files-new");
            }
            match create(&name, Progress::new(&GUIDE)) {
                Some(id) => {
                    self.tool.desk.write(DRAFT_DOSSIER, "");
                    page::set_value(&field, "");
                    self.changed.notify();
                    self.switch(&id, &name);
                }
                None => self.refuse(words.dossier_refused),
            }
        };
        view! {
            <form class="fields" on:submit=begin>
                <div class="field w4">
                    <label>
                        {words.dossier_new_name}
                        <input node_ref=node id="files-new" data-record=DRAFT_DOSSIER maxlength="200" autocomplete="off"
                            aria-describedby="files-new-hint"/>
                    </label>
                </div>
                <div class="w2"><button class="btn">{words.dossier_new}</button></div>
                <p class="small soft" id="files-new-hint">{words.dossier_new_hint}</p>
            </form>
        }
    }

    fn ask(self, dossier: &Dossier) {
        self.chosen.set(Some(dossier.clone()));
        request_animation_frame(|| page::open_dialog("files-delete"));
    }

    /// Asks before a dossier goes. The safe button comes first.
    fn question(self) -> View {
        let Tool { words, ui, .. } = self.tool;
        let title = move || self.chosen.get().map(|one| words.dossier_delete_title(one.name)).unwrap_or_default();
        let close = |_| page::close_dialog("files-delete");
        let confirm = move |_| {
            page::close_dialog("files-delete");
            if let Some(dossier) = self.chosen.get_untracked() {
                self.delete(&dossier);
            }
        };
        view! {
            <dialog id="files-delete" aria-labelledby="files-delete-title">
                <h2 id="files-delete-title">{title}</h2>
                <p>{words.dossier_delete_text}</p>
                <div class="btns">
                    <button type="button" class="btn main" on:click=close>{ui.cancel}</button>
                    <button type="button" class="btn" on:click=confirm>{words.dossier_delete}</button>
                </div>
            </dialog>
        }
    }

    fn delete(self, dossier: &Dossier) {
        let words = self.tool.words;
        if !delete(&dossier.id) {
            return self.refuse(words.dossier_refused);
        }
        let _ = storage::remove(&saved_key(&dossier.id));
        let text = words.dossier_deleted(&dossier.name);
        if self.is_here(&dossier.id) {
            // Another one takes its place; without any, the first one of the guide, with nothing in it.
            let next = all().into_iter().next().map_or(GUIDE.id.to_owned(), |one| one.id);
            if !switch_to(&next, &text) {
                restore();
                return self.refuse(words.dossier_refused);
            }
        }
        self.changed.notify();
        self.tool.tell(self.said, text, true);
        request_animation_frame(|| page::focus_id("files-restore"));
    }

    /// The way back for what was deleted last, and the last step away.
    fn deleted(self) -> Option<View> {
        self.changed.track();
        let Tool { words, desk, .. } = self.tool;
        let Dossier { id, name } = deleted()?;
        let name = self.tool.called(name);
        let (back, gone) = (words.dossier_restore(&name), words.dossier_forget(&name));
        let bring_back = move |_| {
            let is_back = restore();
            self.changed.notify();
            if !is_back {
                return self.refuse(words.dossier_refused);
            }
            let text = words.dossier_restored(&name);
            if desk.dossier() == id {
                // What came back is not in this page yet.
                dossiers::reload(&text);
            } else {
                self.tool.tell(self.said, text, true);
                page::focus_id("files-dossiers");
            }
        };
        let forget = move |_| {
            forget_deleted();
            self.changed.notify();
            self.said.set(None);
            page::focus_id("files-dossiers");
        };
        let view = view! {
            <div class="btns">
                <button type="button" class="btn" id="files-restore" on:click=bring_back>{back}</button>
                <button type="button" class="btn" on:click=forget>{gone}</button>
            </div>
        };
        Some(view)
    }
}
