use super::{Page, markup, wording};
use crate::{
    domain::{
        guide::{Action, Step},
        html::Html,
        progress::{wait_since, wait_who},
    },
    text::{StepWords, Ui},
};

impl Page {
    /// One action: its tick, and on request who, where, why, what comes back, what to look out for, and waiting for it.
    /// What others do is waited for so often that this stands outside.
    pub(super) fn task(self, html: Html, step: &Step, words: &StepWords, action: usize) -> Html {
        let ui = self.words.ui;
        let (Some(place), Some(words)) = (step.actions.get(action), words.actions.get(action)) else { return html };
        let who = wording::parties(self.words, place.who);
        let html = if place.is_message {
            let html = html.line(
                r#"<li class="task"><div class="check" id=""#,
                place.id,
                r#""><span class="box"></span><span>"#,
            );
            self.task_name(html, place, words.what, &who).raw("</span></div>")
        } else {
            let html = html.line(
                r#"<li class="task"><label class="check"><input type="checkbox" id=""#,
                place.id,
                r#""><span>"#,
            );
            self.task_name(html, place, words.what, &who).raw("</span></label>")
        };
        let html = html
            .line(r#"<details class="more" id="more-"#, place.id, r#""><summary aria-label=""#)
            .text(&ui.explain_about(words.what))
            .line(r#""><span>"#, ui.explain, "</span>")
            .raw(markup::CHEVRON)
            .raw(r#"</summary><dl class="facts">"#);
        let html = markup::fact(html, ui.who, Some(&who));
        let html = markup::place(html, ui, words.place, &format!("place-{}", place.id));
        let html = markup::fact(html, ui.why, words.why);
        let html = markup::fact(html, ui.result, words.result);
        let html = markup::fact(html, ui.pitfall, words.pitfall).raw("</dl>");
        let html = if place.is_of_others() { html.raw("</details>") } else { html };
        let html = if place.is_message { received(html, ui, place) } else { html };
        let html = waiting(html, ui, place, &who);
        if place.is_of_others() { html.raw("</li>") } else { html.raw("</details></li>") }
    }

    fn task_name(self, html: Html, action: &Action, what: &str, who: &str) -> Html {
        let html = html.text(what);
        if action.who.contains(&0) { html } else { html.line(r#" <small class="who soft">"#, who, "</small>") }
    }
}

/// When the message came.
fn received(html: Html, ui: &Ui, action: &Action) -> Html {
    let html = html.raw(r#"<div class="said">"#);
    markup::field(html, ui.received_on, r#"<input type="date" data-record=""#, action.id, r#"">"#).raw("</div>")
}

/// Since when, and for whom, one waits for it.
fn waiting(html: Html, ui: &Ui, action: &Action, who: &str) -> Html {
    let others = if action.is_of_others() { who } else { "" };
    let html = html
        .line(r#"<div class="said"><label class="check"><input type="checkbox" data-waits=""#, action.id, r#""><span>"#)
        .line("", ui.i_wait, "</span></label>");
    let html = markup::field(html, ui.since, r#"<input type="date" data-record=""#, &wait_since(action.id), r#"">"#);
    let html = html.line(r#"<div class="field"><label>"#, ui.for_whom, r#"<input data-record=""#);
    html.text(&wait_who(action.id)).line(r#"" placeholder=""#, others, r#""></label></div></div>"#)
}
