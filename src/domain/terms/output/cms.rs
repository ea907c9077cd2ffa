//! HTML to paste into a content management system: `h2`, `h3`, `p`, `ul`, `li` and `a` alone, with no attribute but
//! `href` and `id`. WordPress lets these through for every role. Drupal's Basic HTML does too, but for `id` in some
//! versions, and for `h2` and `h3` in early ones: then a heading is plain text, and nothing else is lost, since the
//! numbers are text and no link leads to an `id`.
//!
//! Source: WordPress wp-includes/kses.php; Drupal filter.format.basic_html.yml.

use super::{concept_line, shown};
use crate::domain::html::Html;
use crate::domain::terms::document::{Document, Inline, Section};

/// The part of a page.
#[must_use]
pub fn write(document: &Document<'_>) -> String {
    let html = match concept_line(document) {
        Some(line) => Html::new().line("<p>", &line, "</p>\n"),
        None => Html::new(),
    };
    html.line("<h2>", &shown(&document.title), "</h2>\n")
        .raw("<p>")
        .each(&document.version_line, inline)
        .raw("</p>\n")
        .each(&document.sections, section)
        .finish()
}

fn section(html: Html, section: &Section<'_>) -> Html {
    html.line("<h3 id=\"", section.anchor, "\">")
        .text(&format!("{}. ", section.number))
        .each(&section.heading, inline)
        .raw("</h3>\n")
        .each(&section.clauses, |html, clause| {
            let html = html.line("<p>", &format!("{}.{} ", section.number, clause.number), "");
            let html = html.each(&clause.text, inline).raw("</p>\n");
            if clause.items.is_empty() {
                return html;
            }
            let item = |html: Html, item: &Vec<Inline<'_>>| html.raw("<li>").each(item, inline).raw("</li>\n");
            html.raw("<ul>\n").each(&clause.items, item).raw("</ul>\n")
        })
}

fn inline(html: Html, inline: &Inline<'_>) -> Html {
    match inline {
        Inline::Filled { text, link: Some(link), .. } => html.line("<a href=\"", link, "\">").line("", text, "</a>"),
        plain => html.text(plain.text()),
    }
}
