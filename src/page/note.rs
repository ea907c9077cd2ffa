use super::Page;
use crate::{domain::html::Html, text::fill};

impl Page {
    /// How old the source is, and what to ask first. Calm, and at the top: it may save the whole trip.
    pub(super) fn note(self, html: Html) -> Html {
        let page = &self.words.page;
        let checked = self.words.ui.date(self.guide.checked);
        html.raw(r#"<section class="note builds small" aria-labelledby="note">"#)
            .line(r#"<h2 id="note">"#, page.note_title, "</h2>")
            .each(page.note, |html, text| html.line("<p>", &fill(text, &[("date", &checked)]), "</p>"))
            .raw("</section>")
    }
}
