//! The dossier as a link: what goes along is chosen and told before there is one. And a link that was opened: it is a file like
//! any other, looked at before anything changes.

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;
use web_sys::ScrollBehavior;

use super::{Tool, open::Opening, shown};
use crate::{
    browser::{address, clock, compression, page},
    domain::{
        Day,
        file::{FILE_MAX_BYTES, File, Refusal},
        share::{self, LINK_MAX_CHARS, Part, bytes, chosen, count, fragment},
    },
    tools::parts::copy_button,
};

/// What one may add; ticks, days and waits always go along.
const MORE: [Part; 2] = [Part::Notes, Part::Company];

/// The view of this part.
pub fn view(tool: Tool) -> View {
    let Tool { desk, words, ui, .. } = tool;
    // How much there is of each part.
    let counts = Memo::new(move |_| {
        let progress = desk.progress();
        Part::ALL.map(|part| count(&progress, part))
    });
    let more = MORE.map(|_| RwSignal::new(false));
    let link = RwSignal::new(None::<String>);
    let said = RwSignal::new(None::<(String, bool)>);
    // What was made is of what was chosen then.
    let forget = move || {
        link.set(None);
        said.set(None);
    };
    Effect::new(move |before: Option<()>| {
        desk.follow();
        if before.is_some() {
            forget();
        }
    });
    let box_of = |(part, is_chosen): (Part, RwSignal<bool>)| {
        let change = move |_| {
            is_chosen.update(|is_chosen| *is_chosen = !*is_chosen);
            forget();
        };
        let name = move || {
            let [_, notes, company] = counts.get();
            if part == Part::Notes { words.share_notes(notes) } else { words.share_company(company) }
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || is_chosen.get() on:change=change/>
                <span>{name}</span>
            </label>
        }
    };
    let boxes: Vec<View> = MORE.into_iter().zip(more).map(box_of).collect();
    let make = move |_| {
        let Some(today) = Day::parse(&clock::today()) else { return };
        let mut parts = vec![Part::Progress];
        parts.extend(
            MORE.into_iter().zip(more).filter(|(_, is_chosen)| is_chosen.get_untracked()).map(|(part, _)| part),
        );
        let progress = chosen(&untrack(|| desk.progress()), &parts);
        let name = if parts.contains(&Part::Company) { untrack(|| tool.name()) } else { String::new() };
        let text = File::new(&desk.dossier(), &name, &progress, today).to_json();
        compression::press(text.as_bytes(), move |pressed| {
            let made = pressed.map(|bytes| [&address::without_fragment(), "#", &fragment(&bytes)].concat());
            match made {
                None => tool.tell(said, words.share_impossible.to_owned(), false),
                Some(made) if made.len() > LINK_MAX_CHARS => tool.tell(said, words.share_too_long(made.len()), false),
                Some(made) => {
                    tool.tell(said, words.share_ready(made.len()), true);
                    link.set(Some(made));
                }
            }
        });
    };
    let here = if address::is_file() {
        view! { <p class="soft">{words.share_from_disk}</p> }
    } else {
        view! {
            <fieldset><legend class="small">{move || words.share_progress(counts.get()[0])}</legend>{boxes}</fieldset>
            <div class="btns"><button type="button" class="btn" on:click=make>{words.share_make}</button></div>
            {shown(said)}
            {move || {
                link.get()
                    .map(|made| {
                        let copied = made.clone();
                        view! {
                            <pre id="files-link" tabindex="0">{made}</pre>
                            {copy_button(desk, ui, words.share_copy, "files-link".to_owned(), Box::new(move || copied.clone()))}
                        }
                    })
            }}
        }
    };
    view! {
        <section class="part flow" aria-labelledby="files-share">
            <h3 id="files-share">{words.share_title}</h3>
            <p class="soft">{words.share_lead}</p>
            {here.shown()}
        </section>
    }
}

/// Shows what came by the address that this page has now, if it is such a link; the address then forgets it.
pub fn arrived(opening: Opening) {
    let name = opening.tool.words.share_name;
    let Some(read) = bytes(&address::fragment()) else { return };
    address::show_fragment("tool-files");
    page::go_to_heading("tool-files", ScrollBehavior::Instant);
    let refuse = move |refusal| opening.came(name.to_owned(), Err(refusal));
    match read {
        Err(share::Refusal::Newer { format }) => refuse(Refusal::Newer { format }),
        Err(share::Refusal::TooLong) => refuse(Refusal::TooBig),
        Err(share::Refusal::Broken) => refuse(Refusal::Cut),
        Ok(bytes) => compression::expand(&bytes, FILE_MAX_BYTES, move |bytes| match bytes {
            Some(bytes) => opening.came(name.to_owned(), Ok(bytes)),
            None => refuse(Refusal::Cut),
        }),
    }
}
