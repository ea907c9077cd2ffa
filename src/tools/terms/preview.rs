//! The document beside the questions: answers in blue, gaps and open choices as links to their fields.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{LANGUAGE, Tool, outputs};
use crate::{
    browser::page,
    domain::{
        html::Html,
        terms::{Clause, Document, Field, Inline, Section},
    },
    text::{self, LABELS, terms},
    tools::parts,
};

const SHEET: &str = "terms-sheet";

/// The document, what is open in it, and in which language it is.
pub(super) fn view(tool: Tool) -> View {
    let words = tool.words;
    let pieces = Memo::new(move |_| tool.document.with(|document| pieces(tool, document, tool.touched.get())));
    let count = Memo::new(move |_| pieces.with(Vec::len));
    // Each piece by itself: what has not changed stays as it is, with the focus in it.
    let sheet = move || {
        let piece = |at: usize| {
            let html = Memo::new(move |_| pieces.with(|pieces| pieces.get(at).cloned().unwrap_or_default()));
            view! { <div inner_html=move || html.get()></div> }
        };
        (0..count.get()).map(piece).collect::<Vec<View>>()
    };
    // Brings what changed last into view, within the document alone.
    Effect::new(move |_| {
        pieces.track();
        let place = place_id(tool.touched.get_untracked());
        request_animation_frame(move || page::show_within(SHEET, &place));
    });
    let lang = move || tool.document.with(|document| document.lang);
    let reviewed = move || outputs::review_note(tool);
    view! {
        <div class="beside flow">
            <h4 id="terms-preview">{words.preview_title}</h4>
            {language(tool)}
            <div class="small">{move || left(tool)}</div>
            <div class="sheet" id=SHEET role="region" aria-label=words.sheet_label tabindex="0" lang=lang>{sheet}</div>
            <p class="small soft">{reviewed}</p>
        </div>
    }
}

fn left(tool: Tool) -> View {
    let is_full = tool.document.with(|document| document.gaps().is_empty() && document.open_choices().is_empty());
    if is_full { parts::fine(tool.left()) } else { parts::caution(tool.left()) }
}

fn language(tool: Tool) -> View {
    let names = LABELS.iter().map(|labels| (labels.lang, labels.ui.language_name));
    // The page's own language comes first: it is what an empty record stands for.
    let (mut names, others): (Vec<_>, Vec<_>) = names.partition(|(lang, _)| *lang == tool.locale);
    names.extend(others);
    parts::select(tool.desk, LANGUAGE, tool.words.document_language, "", names, Box::new(|| None))
}

/// Whether a field has a place in a document.
pub(super) fn asks(document: &Document<'_>, field: &str) -> bool {
    document.inlines().any(|inline| field_of(inline) == Some(field))
}

/// The id of the first place of a field in the document.
pub(super) fn place_id(field: &str) -> String {
    ["terms-at-", field].concat()
}

fn field_of(inline: &Inline<'_>) -> Option<&'static str> {
    match inline {
        Inline::Filled { field, .. } | Inline::Gap { field, .. } | Inline::Choice { field, .. } => Some(*field),
        Inline::Text(_) | Inline::Reference { .. } => None,
    }
}

/// The head of the document and its sections, as HTML.
fn pieces(tool: Tool, document: &Document<'_>, touched: &str) -> Vec<String> {
    let mut writer = Writer { words: tool.words, lang: tool.locale, touched, seen: Vec::new() };
    let mut html = Html::new();
    if let Some(concept) = document.concept {
        html = html.line("<p><b>", concept.mark, "</b>. ").line("", concept.line, "</p>");
    }
    html = writer.inlines(html.raw("<h5>"), &document.title).raw("</h5><p>");
    html = writer.inlines(html, &document.version_line).raw("</p>");
    let sections = document.sections.iter().map(|section| writer.section(section).finish());
    let sections: Vec<String> = sections.collect();
    [html.finish()].into_iter().chain(sections).collect()
}

struct Writer<'w> {
    words: &'static text::tools::Terms,
    /// The language of the words, which may not be that of the document.
    lang: &'static str,
    touched: &'w str,
    /// The fields whose place is there already.
    seen: Vec<&'static str>,
}

impl Writer<'_> {
    fn section(&mut self, section: &Section<'_>) -> Html {
        let number = section.number.to_string();
        let html = Html::new().line("<h6>", &number, ". ");
        let html = self.inlines(html, &section.heading).raw("</h6>");
        section.clauses.iter().fold(html, |html, clause| self.clause(html, &number, clause))
    }

    fn clause(&mut self, html: Html, section: &str, clause: &Clause<'_>) -> Html {
        let html = html.line("<p>", section, ".").line("", &clause.number.to_string(), " ");
        let html = self.inlines(html, &clause.text).raw("</p>");
        let html = if clause.items.is_empty() {
            html
        } else {
            let items = |html: Html, item: &Vec<Inline<'_>>| self.inlines(html.raw("<li>"), item).raw("</li>");
            clause.items.iter().fold(html.raw(r#"<ul class="dots">"#), items).raw("</ul>")
        };
        match clause.flag.map(|flag| terms::flag(flag, self.words)) {
            Some((reason, source)) => html
                .line(r#"<p class="msg flag" lang=""#, self.lang, r#"">"#)
                .raw(r##"<svg class="i" aria-hidden="true"><use href="#i-alert"/></svg><span>"##)
                .line("<b>", self.words.flags_title, "</b>. ")
                .line("", reason, " ")
                .line("<small>", source, "</small></span></p>"),
            None => html,
        }
    }

    fn inlines(&mut self, html: Html, inlines: &[Inline<'_>]) -> Html {
        inlines.iter().fold(html, |html, inline| self.inline(html, inline))
    }

    fn inline(&mut self, html: Html, inline: &Inline<'_>) -> Html {
        let Some(id) = field_of(inline) else { return html.text(inline.text()) };
        let place = if self.seen.contains(&id) { String::new() } else { place_id(id) };
        self.seen.push(id);
        if matches!(inline, Inline::Filled { .. }) {
            let html = html.raw("<mark tabindex=\"-1\"");
            let html = if place.is_empty() { html } else { html.line(" id=\"", &place, "\"") };
            let html = if id == self.touched { html.raw(" class=\"new\"") } else { html };
            return html.line(">", inline.text(), "</mark>");
        }
        let Some(field) = Field::of(id) else { return html.text(inline.text()) };
        let to = parts::field_id(&field.record());
        let html = html.line("<a class=\"todo\" href=\"#", &to, "\" data-to=\"").line("", &to, "\" title=\"");
        let html = html.line("", &self.words.to_field(terms::label(field, self.words)), "\"");
        let html = if place.is_empty() { html } else { html.line(" id=\"", &place, "\"") };
        html.line(">", inline.text(), "</a>")
    }
}
