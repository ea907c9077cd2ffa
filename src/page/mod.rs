//! The page as HTML: every word that stands still, and places for what moves. Pure, so the same code writes the page
//! while building and is tested without a browser.
//!
//! Here nothing is ticked and nothing is claimed: the page says the same to everyone. [`crate::views`] brings it to life.

mod head;
mod header;
mod intro;
mod markup;
mod milestone;
mod next;
mod note;
pub mod path;
mod print;
mod sprite;
mod start_again;
mod step;
mod task;
mod wording;

use crate::{
    domain::{
        embed::preview::{self, Scene},
        guide::Guide,
        html::Html,
    },
    text::{Words, tools::EMBED},
};

/// One page to write.
#[derive(Clone, Copy)]
struct Page {
    guide: &'static Guide,
    words: &'static Words,
    /// From this page to the default language's, as a relative link.
    root: &'static str,
    /// All languages, the default first.
    languages: &'static [Words],
}

/// The HTML for one place in index.html: `app`, the page itself; `noscript` and `broken`, what is said without it. `drawn`
/// and `real` are files of their own: the frames that a snippet is shown in. `howto`, `manifest`, `news` and `rescue` are JSON:
/// for search engines, for who installs the page, what a newer version says of itself, and what stands on the button when the app
/// has died.
/// `None` for other names, and for a language that there is not.
#[must_use]
pub fn part(name: &str, guide: &'static Guide, languages: &'static [Words], language: usize) -> Option<String> {
    let words = languages.get(language)?;
    let root = if language == 0 { "./" } else { "../" };
    let page = Page { guide, words, root, languages };
    let html = match name {
        "app" => page.body(),
        "howto" => return Some(page.how_to()),
        "manifest" => return Some(page.manifest()),
        "news" => return page.news(),
        "rescue" => return page.rescue(),
        "noscript" => notice("", words.ui.noscript),
        "broken" => notice(words.ui.broken_title, words.ui.broken_text),
        "drawn" => return shell(Scene::Drawn, words.lang, language),
        "real" => return shell(Scene::Real, words.lang, language),
        _ => return None,
    };
    Some(html.finish())
}

fn shell(scene: Scene, lang: &str, language: usize) -> Option<String> {
    EMBED.get(language).map(|words| preview::shell(scene, lang, words.preview_title))
}

fn notice(title: &str, text: &str) -> Html {
    Html::new().line("<p><b>", title, "</b> ").line("", text, "</p>")
}

impl Page {
    fn body(self) -> Html {
        let (ui, headings) = (self.words.ui, self.words.headings);
        let html = Html::new().line(r##"<a class="skip" href="#inhoud">"##, ui.skip, "</a>").raw(sprite::SPRITE);
        let html = self.header(html.raw(r#"<div id="banners"></div>"#));
        let html = html.raw(r#"<p class="on-paper" id="on-paper"></p><div class="page">"#);
        let html = self
            .path(html)
            .line(r#"<main id="inhoud" tabindex="-1"><h1 id="title">"#, headings.title_start, "</h1>")
            .line(r#"<p class="lead soft" id="lead">"#, headings.lead_start, "</p>");
        let html = self.intro(self.next(self.note(html)));
        let html = html.line(r#"<div class="steps-h"><h2 id="steps">"#, self.words.page.steps_title, "</h2>").line(
            r#"<button type="button" class="btn live" id="only-now" aria-pressed="false">"#,
            ui.only_now,
            "</button></div>",
        );
        let html = html.line(r#"<p class="none-now">"#, ui.none_now, "</p>");
        let html = self.desk(self.steps(html));
        let html = self.footer(html.raw("</main></div>"));
        // Its language is that of the app's own words, whatever a translator makes of the page and its `lang`.
        let html = self.print(self.start_again(html));
        html.line(
            r#"<div id="toasts"></div><p class="vh" id="live" role="status" lang=""#,
            self.words.lang,
            r#""></p>"#,
        )
    }

    /// The steps in order, each milestone after its step.
    fn steps(self, html: Html) -> Html {
        (0..self.guide.steps.len()).fold(html, |html, step| {
            let milestones = self.guide.milestones.iter().enumerate();
            let after = milestones.filter(|(_, milestone)| milestone.after == step);
            after.fold(self.step(html, step), |html, (index, _)| self.milestone(html, index))
        })
    }

    /// What is of the whole dossier, and for who looks after many.
    fn desk(self, html: Html) -> Html {
        let Some(title) = wording::desk(self.words.lang) else { return html };
        let html = html.line(r#"<section aria-labelledby="desk"><h2 id="desk" class="steps-h">"#, title, "</h2>");
        self.tool(self.tool(html, "files"), "overview").raw("</section>")
    }

    /// What happens to what one types, where the guide comes from, and which version this is.
    fn footer(self, html: Html) -> Html {
        let (ui, page) = (self.words.ui, &self.words.page);
        let block = |html: Html, title: &str, text: &str| html.line("<p><b>", title, "</b>").line("", text, "</p>");
        let html = html.raw(r#"<footer class="foot small soft"><div class="auto">"#);
        let html = block(html, ui.local_title, ui.local_text);
        let html = html.line("<div><p><b>", page.about_title, "</b>").line("", page.about, "</p>");
        let sources = wording::sources(self.words.lang);
        let html = html.line(
            r#"<button type="button" class="btn bare live" id="sources" data-run="sources" aria-pressed="false">"#,
            sources,
            "</button></div>",
        );
        block(html, &ui.version(env!("CARGO_PKG_VERSION")), "").raw("</div></footer>")
    }
}
