use super::Page;
use crate::domain::html::Html;

impl Page {
    /// Asks before all ticks go. The safe button comes first.
    pub(super) fn start_again(self, html: Html) -> Html {
        let ui = self.words.ui;
        html.raw(r#"<dialog id="start-again" aria-labelledby="start-again-title">"#)
            .line(r#"<h2 id="start-again-title">"#, ui.start_again_title, "</h2>")
            .line("<p>", ui.start_again_text, r#"</p><div class="btns">"#)
            .line(r#"<button type="button" class="btn main" id="cancel">"#, ui.cancel, "</button>")
            .line(
                r#"<button type="button" class="btn" id="confirm">"#,
                ui.start_again_confirm,
                "</button></div></dialog>",
            )
    }
}
