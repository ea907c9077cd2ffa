use super::{
    Page,
    markup::{self, icon},
    wording,
};
use crate::{
    domain::{guide::Step, html::Html},
    text::{CardWords, StepWords, after},
};

impl Page {
    /// One step: its heading always, the rest when opened. Never locked.
    pub(super) fn step(self, html: Html, step: usize) -> Html {
        let ui = self.words.ui;
        let (Some(place), Some(words)) = (self.guide.steps.get(step), self.words.steps.get(step)) else { return html };
        let number = (step + 1).to_string();
        let html = html.line(r#"<details class="step" id=""#, place.fragment, r#"""#);
        let html = if step == 0 { html.raw(" open>") } else { html.raw(">") };
        let html = html
            .line(r#"<summary><span class="node" aria-hidden="true">"#, &number, "</span>")
            .line(r#"<h3><span class="vh">"#, &ui.step_n(step + 1), ": </span>")
            .line("", words.title, "</h3>")
            .line(r#"<span class="state" id="state-"#, &number, r#"">"#)
            .raw(icon!("todo"))
            // As long as the app is not there, only room for what it will say.
            .line(r#"<span data-room=""#, &self.todo(place), r#""></span></span></summary>"#)
            .raw(r#"<div class="body"><div class="cols guide"><div class="flow">"#);
        let html = match words.builds {
            Some(text) => html.line(r#"<p class="builds small" id="builds-"#, &number, r#"">"#).line("", text, "</p>"),
            None => html,
        };
        let html = markup::paragraphs(html, words.text).line(
            r#"<fieldset class="tasks" disabled><legend>"#,
            ui.tasks,
            "</legend><ul>",
        );
        let html = (0..place.actions.len()).fold(html, |html, action| self.task(html, place, words, action));
        let html = html.raw(r#"</ul></fieldset></div><dl class="facts">"#);
        let html = self.facts(html, &number, words).raw("</dl></div>");
        let html = match (place.card, &words.card) {
            (Some(count), Some(card)) => self.card(html, &number, count, card),
            _ => html,
        };
        let html = place.tools.iter().fold(html, |html, tool| self.tool(html, tool));
        self.log(html, place, step).raw("</div></details>")
    }

    /// What is said of a step of a guide in which nothing is done.
    fn todo(self, place: &Step) -> String {
        let has_actions = |step: &usize| self.guide.steps.get(*step).is_some_and(|step| !step.actions.is_empty());
        let before: Vec<usize> = place.builds_on.iter().copied().filter(has_actions).collect();
        [self.words.ui.state_todo, &after(self.words.ui, &before)].concat()
    }

    /// What one notes of the whole step.
    fn log(self, html: Html, place: &Step, step: usize) -> Html {
        let ui = self.words.ui;
        let record = |kind: &str| [kind, ".", place.id].concat();
        let html = html.raw(r#"<fieldset class="cols guide wrapup" disabled>"#);
        let notes = ui.notes(step + 1);
        let html = markup::field(
            html,
            &notes,
            r#"<textarea maxlength="10000" data-record=""#,
            &record("note"),
            r#""></textarea>"#,
        );
        let html = html.raw(r#"<div class="flow">"#);
        let html = markup::field(html, ui.done_date, r#"<input type="date" data-record=""#, &record("date"), r#"">"#);
        markup::field(html, ui.done_by, r#"<input data-record=""#, &record("by"), r#"">"#).raw("</div></fieldset>")
    }

    /// The place of a tool: what it is for; the rest comes when it is opened.
    pub(super) fn tool(self, html: Html, name: &str) -> Html {
        let Some((title, text)) = wording::tool(self.words.lang, name) else { return html };
        html.line(r#"<details class="tool" id="tool-"#, name, r#""><summary><span><b class="display">"#)
            .line("", title, r#"</b><span class="soft">"#)
            .line("", text, "</span></span>")
            .raw(markup::CHEVRON)
            .line(r#"</summary><div data-tool=""#, name, r#""></div></details>"#)
    }

    /// Where it happens, and what else is good to know.
    fn facts(self, html: Html, number: &str, words: &StepWords) -> Html {
        markup::place(html, self.words.ui, words.place, &format!("place-{number}"))
            .each(words.facts, |html, fact| markup::fact(html, fact.label, Some(fact.text)))
    }

    /// What a step is about in one number; where it is; and, as honestly, what nobody wrote down.
    fn card(self, html: Html, number: &str, count: u32, card: &CardWords) -> Html {
        let html = html
            .line(r#"<section class="tool" aria-labelledby="card-"#, number, r#""><h4 id="card-"#)
            .line("", number, r#"">"#)
            .line("", card.title, "</h4>")
            .line(r#"<p class="soft">"#, card.text, "</p>")
            .line(r#"<div class="cols cert"><div><p><span class="display">"#, &count.to_string(), "</span> ")
            .line("", card.unit, r#"</p><div class="small soft">"#);
        markup::path(html, self.words.ui, card.place, &format!("card-place-{number}"))
            .line(r#"</div></div><div class="flow"><h5 class="small">"#, card.unknown_title, "</h5>")
            .raw(r#"<ul class="dots small">"#)
            .each(card.unknown, |html, text| html.line("<li>", text, "</li>"))
            .raw("</ul></div></div></section>")
    }
}
