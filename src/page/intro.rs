use super::{Page, markup};
use crate::{domain::html::Html, text::Way};

impl Page {
    /// What is being sold, for who has not seen it.
    pub(super) fn intro(self, html: Html) -> Html {
        let intro = &self.words.intro;
        let html = html.line(r#"<details class="intro" id="intro" open><summary>"#, intro.title, "");
        markup::paragraphs(html.raw(markup::CHEVRON).raw("</summary><div>"), intro.text)
            .raw(r#"<div class="auto ways">"#)
            .each(intro.ways, way)
            .raw("</div></div></details>")
    }
}

/// One way to buy, drawn as two boxes.
fn way(html: Html, way: &Way) -> Html {
    let [left, right] = way.boxes;
    let html = html.raw(r#"<div><svg viewBox="0 0 288 58" aria-hidden="true">"#);
    let html = if way.linked {
        html.raw(r#"<rect x="1" y="12" width="90" height="34" rx="6"/><path d="M91 29h42" stroke-dasharray="1 5"/>"#)
            .raw(r#"<rect x="133" y="12" width="154" height="34" rx="6"/>"#)
            .line(r#"<text x="46" y="34">"#, left, "</text>")
            .line(r#"<text x="210" y="34">"#, right, "</text>")
    } else {
        html.raw(r#"<rect x="1" y="12" width="190" height="34" rx="6"/><path d="M102 12v34"/>"#)
            .line(r#"<text x="51" y="34">"#, left, "</text>")
            .line(r#"<text x="146" y="34">"#, right, "</text>")
    };
    html.line("</svg><p><b>", way.title, "</b></p>").line(r#"<p class="small soft">"#, way.text, "</p></div>")
}
