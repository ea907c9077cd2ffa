use super::{Page, markup::icon, wording};
use crate::domain::html::Html;

impl Page {
    /// Name, one sentence, and the bar: language, theme, actions.
    pub(super) fn header(self, html: Html) -> Html {
        let ui = self.words.ui;
        let html = html
            .line(r#"<header class="top"><a class="brand" href=""#, self.root, r#"">"#)
            .raw(r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 22c0-6 11-5 11-10S9 9 9 5"/><circle cx="9" cy="4" r="1.5"/></svg>"#)
            .line("", ui.app_name, "</a>")
            .line(r#"<p class="small soft">"#, self.words.page.tagline, r#"</p><div class="bar">"#)
            .line(r#"<div role="group" aria-label=""#, ui.language_group, r#"">"#);
        let html = (0..self.languages.len()).fold(html, |html, index| self.language_link(html, index));
        let html = html
            .raw(r#"</div><button type="button" class="btn bare live" id="theme">"#)
            .raw(icon!("theme"))
            .line(
                r#"</button><button type="button" class="btn bare live" id="actions" popovertarget="acties" aria-label=""#,
                ui.actions,
                r#"">"#,
            )
            .raw(icon!("dots"))
            .line("<span>", ui.actions, "</span></button></div>");
        self.menu(html).raw("</header>")
    }

    /// A link to the page in another language, or to this one.
    fn language_link(self, html: Html, index: usize) -> Html {
        let Some(other) = self.languages.get(index) else { return html };
        let folder = if index == 0 { String::new() } else { format!("{}/", other.lang) };
        let html = html
            .line(r#"<a class="btn bare" id="lang-"#, other.lang, r#"" href=""#)
            .text(self.root)
            .line("", &folder, r#"" hreflang=""#)
            .line("", other.lang, r#"" lang=""#)
            .line("", other.lang, r#"" aria-label=""#)
            .text(other.ui.language_name);
        let html =
            if other.lang == self.words.lang { html.raw(r#"" aria-current="true">"#) } else { html.raw(r#"">"#) };
        html.line("", &other.lang.to_uppercase(), "</a>")
    }

    /// What one does rarely.
    fn menu(self, html: Html) -> Html {
        let ui = self.words.ui;
        // "hide": the question that "start again" opens has closed the menu already, and toggling would open it again.
        let item = r#"<button type="button" class="btn bare" popovertarget="acties" popovertargetaction="hide" id=""#;
        html.line(r#"<div id="acties" class="menu" popover role="group" aria-label=""#, ui.actions, r#"">"#)
            .line(item, "save", r#"" data-run="save">"#)
            .raw(icon!("save"))
            .line("", ui.save_dossier, "</button>")
            // Loads the tools: the log of certifications stands on paper, too.
            .line(item, "print", r#"" data-run="print">"#)
            .raw(icon!("print"))
            .line("", ui.print, "</button>")
            .line(item, "to-files", r#"">"#)
            .raw(icon!("file"))
            .line("", wording::tool(self.words.lang, "files").map_or("", |tool| tool.0), "</button>")
            .line(item, "to-overview", r#"">"#)
            .raw(icon!("list"))
            .line("", wording::tool(self.words.lang, "overview").map_or("", |tool| tool.0), "</button>")
            .line(item, "wipe", r#"">"#)
            .raw(icon!("again"))
            .line("", ui.start_again, "</button></div>")
    }
}
