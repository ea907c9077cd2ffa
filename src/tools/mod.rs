//! The tools: what a step's words alone cannot do. A program of their own, loaded when the first of them is opened; their
//! records are the app's. [`mod@view`] draws them.

mod app;
mod certification;
mod dossiers;
mod drop;
mod embed;
mod files;
mod handover;
mod letters;
mod overview;
mod page_check;
pub mod parts;
mod rehearsal;
mod reminders;
mod sources;
mod terms;
pub mod view;

use crate::tools::view::View;
use any_spawner::Executor;
use leptos::prelude::*;

use crate::{
    browser::page,
    text::{language, tools::SOURCES},
};

pub use app::{App, Desk};

/// Puts the tools into the places that the page keeps for them: `data-tool`.
pub fn begin(app: App) -> Desk {
    // Refused only if something has set it up before.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    let desk = Desk::new(app);
    let at = language(&page::language());
    for place in page::all("[data-tool]") {
        let name = place.get_attribute("data-tool").unwrap_or_default();
        if let Some(view) = tool(&name, desk, at) {
            view::mount(&place, view);
        }
    }
    // Lives as long as the page.
    std::mem::forget(owner);
    desk
}

/// What a button of the page asks for that names it in `data-run`.
pub fn run(name: &str, desk: Desk) {
    let at = language(&page::language());
    match (name, SOURCES.get(at)) {
        ("save", _) => files::save(),
        ("sources", Some(words)) => sources::toggle(desk, words),
        _ => {}
    }
}

/// The tool of this name, in the language of this index.
fn tool(name: &str, desk: Desk, language: usize) -> Option<View> {
    match name {
        "files" => files::view(desk, language),
        "certification" => certification::view(desk, language),
        "reminders" => reminders::view(desk, language),
        "embed" => embed::view(desk, language),
        "terms" => terms::view(desk, language),
        "overview" => overview::view(desk, language),
        _ => None,
    }
}
