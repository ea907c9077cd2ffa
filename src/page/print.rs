use super::Page;
use crate::domain::html::Html;

impl Page {
    /// Asks what is to stand on paper.
    pub(super) fn print(self, html: Html) -> Html {
        let ui = self.words.ui;
        html.raw(r#"<dialog id="printing" aria-labelledby="printing-title">"#)
            .line(r#"<h2 id="printing-title">"#, ui.print_title, "</h2>")
            .line("<p>", ui.print_text, r#"</p><div class="btns">"#)
            .line(r#"<button type="button" class="btn main" id="print-all">"#, ui.print_all, "</button>")
            .line(r#"<button type="button" class="btn" id="print-open">"#, ui.print_open, "</button>")
            .line(r#"<button type="button" class="btn bare" id="print-not">"#, ui.cancel, "</button></div></dialog>")
    }
}
