use super::{Page, markup::icon};
use crate::domain::html::Html;

impl Page {
    /// The one loud thing on the page: what to do next. One call-out for each step; the first is shown until the app
    /// knows better. Below it, what is waited for.
    pub(super) fn next(self, html: Html) -> Html {
        let html = (0..self.words.steps.len()).fold(html, |html, step| self.next_step(html, step));
        let html = html
            .line(
                r#"<section class="waits" id="waits" aria-labelledby="waits-title" hidden><h2 id="waits-title">"#,
                self.words.ui.you_wait,
                "</h2>",
            )
            .raw("<ul></ul>");
        self.tool(html, "reminders").raw("</section>")
    }

    fn next_step(self, html: Html, step: usize) -> Html {
        let ui = self.words.ui;
        let (Some(place), Some(name)) = (self.guide.steps.get(step), self.words.steps.get(step)) else { return html };
        let number = (step + 1).to_string();
        let html =
            html.line(r#"<section class="next" id="next-"#, &number, r#"" aria-labelledby="next-title-"#).text(&number);
        let (html, now) = match (step, name.actions.first()) {
            (0, Some(first)) => (html.raw(r#"">"#), ui.now_do(first.what)),
            _ => (html.raw(r#"" hidden>"#), String::new()),
        };
        html.line(r#"<div><p class="kicker">"#, ui.next_step, "</p>")
            .line(r#"<h2 id="next-title-"#, &number, r#"">"#)
            .line("", name.next_title, "</h2>")
            .line("<p>", name.next, "</p>")
            .line(r#"<p class="now" id="now-"#, &number, r#"">"#)
            .line("", &now, "</p></div>")
            .line(r##"<a class="btn" href="#"##, place.fragment, r#"">"#)
            .line(r#"<span class="when-todo">"#, &ui.start_with(step + 1), "</span>")
            .line(r#"<span class="when-started">"#, &ui.continue_with(step + 1), "</span>")
            .raw(icon!("go"))
            .raw("</a></section>")
    }
}
