//! A snippet to look at, made from the very text that is copied.
//!
//! A frame with `srcdoc`, `blob:` or `data:` lives under the policy of the page that makes it, and the policy of this
//! page forbids `style` attributes and inline scripts: there a snippet would look plain, and one kind of it would do
//! nothing. So the build writes a page beside `index.html` for each [`Scene`], [`shell`], with a policy of its own.
//! The app shows it in a frame (its own policy needs `frame-src 'self'`), waits for the message `"ready"` from it, and
//! posts it the [`document`]; again after every change. The shell shows that in a frame within, under the shell's policy.
//!
//! - [`Scene::Drawn`]: the shell shows the document in a frame with `sandbox="allow-scripts"`, nothing more. Nothing can be
//!   requested: the shell's policy and the document's own forbid it, and links lead nowhere. Give the shell's frame no
//!   `sandbox`: a service worker could not hand it out. Only the script of ours runs in it.
//! - [`Scene::Real`]: loads the store; only after a click. Give its frame no `sandbox`: within one the store could keep no
//!   sign-in. Only the script of ours can run beside it. Whether the store refuses to be framed cannot be found out by
//!   script; whoever looks sees it.

use super::snippet::CLICK_SCRIPT_HASH;
use crate::domain::html::Html;

/// What stands in the place of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// A drawing.
    Drawn,
    /// The store itself.
    Real,
}

/// What the preview says itself.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The language of these words.
    pub language: &'a str,
    /// Title of the preview.
    pub title: &'a str,
    /// What stands in the drawn store.
    pub drawn: &'a str,
}

/// The page around a snippet.
#[must_use]
pub fn document(snippet: &str, scene: Scene, words: &Words<'_>) -> String {
    let shown = match scene {
        Scene::Drawn => drawn(snippet, words),
        Scene::Real => snippet.to_owned(),
    };
    let meta = format!("<meta charset=\"utf-8\">\n{}", meta(scene, ""));
    if shown.starts_with("<!DOCTYPE") {
        return shown.replacen("<meta charset=\"utf-8\">\n", &meta, 1);
    }
    let html = Html::new().line("<!DOCTYPE html>\n<html lang=\"", words.language, "\">\n<head>\n");
    let title = Html::new().line("<title>", words.title, "</title>\n");
    let start = html.finish() + &meta + &title.finish();
    start + "</head>\n<body style=\"font-family:sans-serif;margin:16px\">\n" + &shown + "</body>\n</html>\n"
}

/// The file that the preview is shown in. `title`: for those who open the file itself. It stays the same for all snippets.
#[must_use]
pub fn shell(scene: Scene, language: &str, title: &str) -> String {
    let html = Html::new().line("<!DOCTYPE html>\n<html lang=\"", language, "\">\n<head>\n<meta charset=\"utf-8\">\n");
    let head = html.finish() + &meta(scene, SHELL_SCRIPT_HASH);
    let html =
        Html::new().line("<title>", title, "</title>\n<style>").raw(SHELL_STYLE).raw("</style>\n</head>\n<body>\n");
    // Around the store itself a sandbox that lets it sign in would hold nothing: the policy does.
    let sandbox = match scene {
        Scene::Drawn => "\" sandbox=\"allow-scripts",
        Scene::Real => "",
    };
    let html = html.line("<iframe title=\"", title, sandbox).raw("\"></iframe>\n<script>");
    head + &html.raw(SHELL_SCRIPT).raw("</script>\n</body>\n</html>\n").finish()
}

const SHELL_STYLE: &str = "html,body,iframe{border:0;display:block;height:100%;margin:0;width:100%}";

const SHELL_SCRIPT: &str = r#"
  addEventListener("message", event => {
    if (event.source === parent && typeof event.data === "string")
      document.querySelector("iframe").srcdoc = event.data;
  });
  parent.postMessage("ready", "*");
"#;

/// The SHA-256 of `SHELL_SCRIPT`, as a policy names it.
const SHELL_SCRIPT_HASH: &str = "'sha256-e5OTX6j4K2U54yqxSiIv/f5GhWbm/B82OFKHJ0BdATI='";

/// A policy under which only our script runs and, in a drawing, nothing is requested.
fn meta(scene: Scene, script: &'static str) -> String {
    let frame = match scene {
        Scene::Drawn => "'none'",
        Scene::Real => "https:",
    };
    let space = if script.is_empty() { "" } else { " " };
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {CLICK_SCRIPT_HASH}{space}{script}; \
        style-src 'unsafe-inline'; frame-src {frame}; base-uri 'none'; form-action 'none'\">\n"
    )
}

/// The snippet with a drawing in the place of the store, and links that lead nowhere.
///
/// It is enough to look for the attributes as text: a quotation mark that somebody typed is `&quot;` in the snippet, so
/// that ` href="` stands there as markup only.
fn drawn(snippet: &str, words: &Words<'_>) -> String {
    let store = escaped(&store(words));
    let inner = with_values(snippet, " srcdoc=\"", "\"", |value| {
        let own = with_values(value, " href=&quot;", "&quot;", |_| " href=&quot;#store&quot;".to_owned());
        // What the link within opens: shown once the address ends with #store.
        let end = escaped(&format!("{}</body>", opened(words)));
        format!(" srcdoc=\"{}\"", own.replace("&lt;/body&gt;", &end))
    });
    let framed = |marker, html: &str| with_values(html, marker, "\"", |_| format!(" srcdoc=\"{store}\""));
    let html = framed(" data-src=\"", &framed(" src=\"", &inner));
    with_values(&html, " href=\"", "\"", |_| " href=\"#\"".to_owned())
}

/// The text with each `start` value `end` replaced by what `make` gives for the value.
fn with_values(text: &str, start: &str, end: &str, make: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (value, after))) =
        rest.split_once(start).and_then(|(before, after)| Some((before, after.split_once(end)?)))
    {
        out.push_str(before);
        out.push_str(&make(value));
        rest = after;
    }
    out + rest
}

fn escaped(html: &str) -> String {
    Html::new().text(html).finish()
}

/// The drawn store as a page.
fn store(words: &Words<'_>) -> String {
    let html = Html::new().line("<!DOCTYPE html><html lang=\"", words.language, "\"><head><meta charset=\"utf-8\">");
    let html = html.line("<title>", words.title, "</title></head><body style=\"margin:0\">");
    html.finish() + &drawing(words) + "</body></html>"
}

/// The drawn store below what opens it.
fn opened(words: &Words<'_>) -> String {
    "<style>#store{background:#ffffff;display:none;inset:0;position:fixed}#store:target{display:block}</style><div id=\"store\">"
        .to_owned()
        + &drawing(words)
        + "</div>"
}

fn drawing(words: &Words<'_>) -> String {
    let html =
        Html::new().raw("<div style=\"background-color:#eef1f5;color:#333333;font-family:sans-serif;height:100vh;");
    let html =
        html.line("overflow:hidden;text-align:center\"><p style=\"margin:0;padding:16px\">", words.drawn, "</p>");
    let tile = "<span style=\"background-color:#d5dbe3;border-radius:6px;display:inline-block;height:120px;margin:8px;width:140px\">\
        </span>";
    html.each(&[tile; 6], |html, tile| html.raw(tile)).raw("</div>").finish()
}
