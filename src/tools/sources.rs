//! "Where does this come from?": below each part of the page, on request, what each of its texts rests on.

use super::Desk;
use crate::{
    browser::page,
    domain::html::Html,
    text::{GUIDE, ORIGINS, Origin, SOURCES, Source, SourceKind, tools::Sources},
};

/// Puts the sources there, or takes them away again.
pub fn toggle(desk: Desk, words: &Sources) {
    let is_shown = !page::all(".source").is_empty();
    if is_shown {
        page::all(".source").iter().for_each(web_sys::Element::remove);
        desk.announce(words.hidden.to_owned());
    } else {
        for (selector, origins) in parts() {
            page::add_after(&selector, &note(words, &origins).finish());
        }
        desk.announce(words.shown.to_owned());
    }
    page::set_attribute("#sources", "aria-pressed", Some(if is_shown { "false" } else { "true" }));
}

/// The parts of the page, each with where its note goes (behind that element), and with the texts in it.
fn parts() -> Vec<(String, Vec<&'static Origin>)> {
    let mut parts: Vec<(String, Vec<&'static Origin>)> = Vec::new();
    for origin in ORIGINS {
        let Some(selector) = place(origin.at) else { continue };
        match parts.iter_mut().find(|(known, _)| *known == selector) {
            Some((_, origins)) => origins.push(origin),
            None => parts.push((selector, vec![origin])),
        }
    }
    parts
}

/// Behind which element the sources of the texts at this path go.
fn place(at: &str) -> Option<String> {
    let (first, rest) = at.split_once('.').unwrap_or((at, ""));
    match first {
        "page" | "places" => Some(".note".to_owned()),
        "intro" => Some("#intro .ways".to_owned()),
        "tools" => Some(format!("[data-tool=\"{rest}\"]")),
        "milestones" => Some(format!("#gate-{rest}")),
        step => {
            let fragment = GUIDE.steps.iter().find(|one| one.id == step)?.fragment;
            Some(match rest.split_once('.') {
                // Ids have dots in them.
                Some(("actions", action)) => format!("[id=\"more-{step}.{action}\"] > dl"),
                _ if rest == "card" => format!("#{fragment} .cert"),
                _ => format!("#{fragment} .guide"),
            })
        }
    }
}

fn note(words: &Sources, origins: &[&Origin]) -> Html {
    let html = Html::new().line(r#"<details class="source small"><summary>"#, words.where_from, "</summary><dl>");
    let html = origins.iter().fold(html, |html, origin| {
        let html = html.line("<div><dt>", of(words, origin.of), "</dt>");
        let told = origin.sources.iter().filter_map(|at| SOURCES.get(*at));
        told.fold(html, |html, source| tell(html, words, source)).raw("</div>")
    });
    html.raw("</dl></details>")
}

/// What it says, and of which kind it is; of what was derived, also from what.
fn tell(html: Html, words: &Sources, source: &Source) -> Html {
    let kind = match source.kind {
        SourceKind::Article => words.article,
        SourceKind::Document => words.document,
        SourceKind::Derived => words.derived,
        SourceKind::Own => words.own,
    };
    let html = html.line("<dd><b>", kind, r#"</b> <span lang="nl">"#).line("", source.text, "</span>");
    let html = match source.place {
        Some(place) => html.line(" <i>", place, "</i>"),
        None => html,
    };
    let html = html.raw("</dd>");
    let rests_on: Vec<_> = source.rests_on.iter().filter_map(|at| SOURCES.get(*at)).collect();
    rests_on.iter().fold(html, |html, source| {
        let html = html.line(r#"<dd class="rests"><b>"#, words.rests_on, r#"</b> <span lang="nl">"#).line(
            "",
            source.text,
            "</span>",
        );
        match source.place {
            Some(place) => html.line(" <i>", place, "</i></dd>"),
            None => html.raw("</dd>"),
        }
    })
}

fn of(words: &Sources, key: &str) -> &'static str {
    match key {
        "title" | "title_start" | "short" | "next_title" => words.of_title,
        "text" | "lead_start" | "note" | "about" => words.of_text,
        "what" => words.of_what,
        "why" => words.of_why,
        "result" => words.of_result,
        "pitfall" => words.of_pitfall,
        "builds" => words.of_builds,
        "next" => words.of_next,
        "unknown" | "unknown_title" => words.of_unknown,
        "reached" | "text_reached" => words.of_reached,
        "place" => words.of_place,
        "boxes" => words.of_boxes,
        _ => words.of_other,
    }
}
