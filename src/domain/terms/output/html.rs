//! One page without scripts: to put on a website, to read on a phone, to print.

use sha2::{Digest, Sha256};

use super::{concept_line, shown, title};
use crate::domain::base64::base64;
use crate::domain::html::Html;
use crate::domain::terms::document::{Document, Inline, Section};

/// The style of the page. On paper: page numbers, and no heading apart from its text.
pub const STYLE: &str = "\
:root{color-scheme:light dark}\
body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 Georgia,serif;overflow-wrap:break-word}\
h1,h2{line-height:1.25}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}\
.clause{display:grid;grid-template-columns:3rem 1fr;margin:.6rem 0}.clause p,.clause ul{grid-column:2;margin:0}\
.clause>:first-child{grid-column:1}.clause ul{padding-left:1.2rem}\
.concept{border:2px solid;padding:.5rem .8rem;font-weight:bold}\
mark{color:inherit;background:none;border-bottom:2px dashed}\
@page{size:A4;margin:20mm 18mm 22mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:9pt Georgia,serif}}\
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5pt;color:#000;background:#fff}\
h1,h2{break-after:avoid;break-inside:avoid}.clause{break-inside:avoid}p{orphans:3;widows:3}a{color:inherit}}";

/// The page. Nothing is loaded, nothing runs: its own policy forbids both.
#[must_use]
pub fn write(document: &Document<'_>) -> String {
    let page = Html::new()
        .line("<!doctype html>\n<html lang=\"", document.lang, "\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        .raw_hash(STYLE)
        .raw("'; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .line("<title>", &title(document), "</title>\n")
        .raw("<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    main(page, document).raw("</body>\n</html>\n").finish()
}

/// What stands in the body of the page. With [`STYLE`] it can be printed from a document that is made on the spot.
#[must_use]
pub fn body(document: &Document<'_>) -> String {
    main(Html::new(), document).finish()
}

fn main(page: Html, document: &Document<'_>) -> Html {
    let page = page.raw("<main>\n");
    let page = match concept_line(document) {
        Some(line) => page.line("<p class=\"concept\">", &line, "</p>\n"),
        None => page,
    };
    page.line("<h1>", &shown(&document.title), "</h1>\n")
        .raw("<p>")
        .inlines(&document.version_line)
        .raw("</p>\n")
        .each(&document.sections, section)
        .raw("</main>\n")
}

fn section(html: Html, section: &Section<'_>) -> Html {
    html.line("<section>\n<h2 id=\"", section.anchor, "\">")
        .text(&format!("{}. ", section.number))
        .inlines(&section.heading)
        .raw("</h2>\n")
        .each(&section.clauses, |html, clause| {
            html.raw("<div class=\"clause\">")
                .line("<span>", &format!("{}.{}", section.number, clause.number), "</span>")
                .raw("<p>")
                .inlines(&clause.text)
                .raw("</p>")
                .items(&clause.items)
                .raw("</div>\n")
        })
        .raw("</section>\n")
}

impl Html {
    /// The fingerprint of a style, as a policy names it.
    fn raw_hash(self, style: &str) -> Self {
        // Letters, digits, `+`, `/` and `=`: escaping leaves them as they are.
        self.text(&base64(&Sha256::digest(style.as_bytes())))
    }

    /// Text, answers, gaps and links.
    fn inlines(self, inlines: &[Inline<'_>]) -> Self {
        self.each(inlines, |html, inline| match inline {
            Inline::Filled { text, link: Some(link), .. } => {
                html.line("<a href=\"", link, "\">").line("", text, "</a>")
            }
            Inline::Gap { text, .. } | Inline::Choice { text, .. } => html.line("<mark>", text, "</mark>"),
            Inline::Reference { anchor, text } => html.line("<a href=\"#", anchor, "\">").line("", text, "</a>"),
            plain => html.text(plain.text()),
        })
    }

    fn items(self, items: &[Vec<Inline<'_>>]) -> Self {
        if items.is_empty() {
            return self;
        }
        self.raw("<ul>").each(items, |html, item| html.raw("<li>").inlines(item).raw("</li>")).raw("</ul>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::terms::Answers;

    #[test]
    fn what_is_printed_is_what_stands_in_the_page() {
        let document = Document::new("# Titel\n## Een {#een}\nTekst.\n", "nl", &Answers::new(), &[]);
        let body = body(&document);
        assert!(body.contains("Tekst.") && !body.contains("<style"), "{body}");
        assert!(write(&document).contains(&format!("<body>\n{body}</body>")));
    }

    #[test]
    fn the_style_has_nothing_that_would_end_it() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url("));
    }
}
