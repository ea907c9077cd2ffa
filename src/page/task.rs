use super::{Page, markup, wording};
use crate::{
    domain::{guide::Step, html::Html},
    text::StepWords,
};

impl Page {
    /// One action: its tick, and on request who, where, why, what comes back and what to look out for.
    pub(super) fn task(self, html: Html, step: &Step, words: &StepWords, action: usize) -> Html {
        let ui = self.words.ui;
        let (Some(place), Some(words)) = (step.actions.get(action), words.actions.get(action)) else { return html };
        let who = wording::parties(self.words, place.who);
        let html = html
            .line(r#"<li class="task"><label class="check"><input type="checkbox" id=""#, place.id, r#""><span>"#)
            .text(words.what);
        let html =
            if place.who.contains(&0) { html } else { html.line(r#" <small class="who soft">"#, &who, "</small>") };
        let html = html
            .line(r#"</span></label><details class="more" id="more-"#, place.id, r#""><summary aria-label=""#)
            .text(&ui.explain_about(words.what))
            .line(r#""><span>"#, ui.explain, "</span>")
            .raw(markup::CHEVRON)
            .raw(r#"</summary><dl class="facts">"#);
        let html = markup::fact(html, ui.who, Some(&who));
        let html = markup::place(html, ui, words.place, &format!("place-{}", place.id));
        let html = markup::fact(html, ui.why, words.why);
        let html = markup::fact(html, ui.result, words.result);
        markup::fact(html, ui.pitfall, words.pitfall).raw("</dl></details></li>")
    }
}
