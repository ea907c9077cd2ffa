//! The markup to paste, in each of its kinds.
//!
//! User data stands in two places only, text and double-quoted attributes; never in a script, a style sheet or a
//! comment. Values of styles are colours, numbers and words of our own. Styles keep to properties that the filter of
//! WordPress leaves alone: no `display`, no `box-sizing`, nothing with `(`, `&`, `}`, `=` or `:` in its value.

use super::link::Link;
use super::options::{Checked, Field, Variant};
use crate::domain::html::Html;

/// Shows a frame after a click. Holds no user data, so its hash never changes: [`CLICK_SCRIPT_HASH`].
///
/// What it opens is hidden without it. It may stand on a page more than once.
pub const CLICK_SCRIPT: &str = r#"
  for (const box of document.querySelectorAll('[data-estore="click"]')) {
    box.dataset.estore = "ready";
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => {
      box.replaceChildren(box.querySelector("template").content.cloneNode(true));
      box.querySelector("iframe").focus();
    });
  }
"#;

/// The SHA-256 of [`CLICK_SCRIPT`], as a policy names it.
pub const CLICK_SCRIPT_HASH: &str = "'sha256-pDYtiLoc5Csw/+Q4zIwiomW3/Z5sxr9jKYow0eOADIY='";

/// What a frame may do in a sandbox. Both `allow-scripts` and `allow-same-origin` are harmless only because the store
/// is on another host than the page; that is why the partner's own site is refused as a link.
pub const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox \
    allow-top-navigation-by-user-activation";

/// What the snippet says where nothing was typed, in its language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Text of a link or button to the store.
    pub text: &'a str,
    /// Text of what shows the frame.
    pub load: &'a str,
    /// Text of the link beside a frame.
    pub open: &'a str,
    /// Follows the text of a link that opens in a new tab.
    pub new_tab: &'a str,
    /// Name of the frame.
    pub title: &'a str,
    /// Heading of the card.
    pub heading: &'a str,
    /// Line of the card.
    pub line: &'a str,
    /// Sentence before anything is loaded. Should name the store's host.
    pub consent: &'a str,
    /// Comes before the links of the terms.
    pub terms: &'a str,
    /// Text of the link of the partner's terms.
    pub own_terms: &'a str,
    /// Text of the link of Unify's terms.
    pub unify_terms: &'a str,
    /// Text of the link of the privacy statement.
    pub privacy: &'a str,
    /// Title of the page of its own.
    pub page_title: &'a str,
    /// Text of the link back.
    pub back: &'a str,
}

/// The snippet; `None` without a link that can be used. It ends with a line break.
#[must_use]
pub fn snippet(checked: &Checked, words: &Words<'_>) -> Option<String> {
    let made = Making { checked, words, store: checked.store.usable()? };
    let html = match checked.variant {
        Variant::Text => made.text(),
        Variant::Button => made.button(),
        Variant::Card => made.card(),
        Variant::Wordpress => made.wordpress(),
        Variant::Page => made.page(),
        _ => made.framed(),
    };
    Some(html.finish())
}

#[derive(Clone, Copy)]
struct Making<'a> {
    checked: &'a Checked,
    words: &'a Words<'a>,
    store: &'a Link,
}

impl<'a> Making<'a> {
    fn text(self) -> Html {
        let html = self.open(Html::new(), "<p", &self.align()).raw("\n  ");
        self.anchor(html, self.store, "", self.main_text()).raw("\n</p>\n")
    }

    fn button(self) -> Html {
        if self.checked.fit == "auto" {
            let html = self.open(Html::new(), "<p", &format!("{BUTTON_ROOM};{}", self.align())).raw("\n  ");
            return self.anchor(html, self.store, &self.button_style(), self.main_text()).raw("\n</p>\n");
        }
        // A link alone is only as wide as its text: what would change that does not pass the filter of WordPress.
        let html = self.open(Html::new(), "<div", &self.place()).raw("\n  ");
        let html = self.anchor_open(html, self.store, "text-decoration:none");
        let html = styled(html.raw("<div"), &format!("{};text-align:center", self.button_style())).raw(">");
        self.anchor_text(html, self.main_text()).raw("</div></a>\n</div>\n")
    }

    fn card(self) -> Html {
        let Checked { background, corner, .. } = self.checked;
        let style = format!(
            "border:1px solid {background};border-radius:{corner}px;padding:24px;{};{}",
            self.place(),
            self.align()
        );
        let html = self.open(Html::new(), "<div", &style);
        let html = html.line("\n  <h2>", self.typed(Field::Heading, self.words.heading), "</h2>\n");
        let html = html.line("  <p>", self.typed(Field::Line, self.words.line), "</p>\n");
        let html = styled(html.raw("  <p"), BUTTON_ROOM).raw(">");
        let html = self.anchor(html, self.store, &self.button_style(), self.main_text()).raw("</p>\n");
        self.terms(html).raw("</div>\n")
    }

    /// As the editor of WordPress writes it: it compares, and calls broken what differs.
    fn wordpress(self) -> Html {
        let Checked { background, color, corner, align, fit, .. } = *self.checked;
        let is_full = fit == "full";
        let (background, color, corner) = (background.to_string(), color.to_string(), corner.to_string());
        let html = Html::new().raw("<!-- wp:buttons {\"layout\":{\"type\":\"flex\",\"justifyContent\":\"").text(align);
        let html = html.raw("\"}} -->\n<div class=\"wp-block-buttons\"><!-- wp:button {");
        let html = html.raw(if is_full { "\"width\":100," } else { "" });
        let html = html.line("\"style\":{\"color\":{\"background\":\"", &background, "\",\"text\":\"");
        let html = html.text(&color).line("\"},\"border\":{\"radius\":\"", &corner, "px\"}}} -->\n");
        let html = html.raw("<div class=\"wp-block-button");
        let html = html.raw(if is_full { " has-custom-width wp-block-button__width-100" } else { "" });
        let html = html.raw("\"><a class=\"wp-block-button__link has-text-color has-background wp-element-button\"");
        let style = format!("border-radius:{corner}px;color:{color};background-color:{background}");
        let html = styled(self.target(html.line(" href=\"", self.store.href(), "\"")), &style).raw(">");
        let html = self.anchor_text(html, self.main_text()).raw("</a></div>\n<!-- /wp:button --></div>\n");
        let lines = html.raw("<!-- /wp:buttons -->\n");
        let mut html = lines;
        for line in self.term_lines() {
            html = html.raw("\n<!-- wp:paragraph -->\n<p>");
            html = self.term_line(html, &line).raw("</p>\n<!-- /wp:paragraph -->\n");
        }
        html
    }

    fn page(self) -> Html {
        let title = self.typed(Field::PageTitle, self.words.page_title);
        let html = Html::new().raw("<!DOCTYPE html>\n<html").line(" lang=\"", self.checked.language, "\">\n");
        let html = html.raw("<head>\n<meta charset=\"utf-8\">\n");
        let html = html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        let html = html.line("<title>", title, "</title>\n</head>\n");
        let style = "font-family:sans-serif;margin:0 auto;max-width:1100px;padding:16px";
        let html = styled(html.raw("<body"), style).raw(">\n<header>\n  <p><a href=\"");
        let html = html.text(self.checked.back.as_ref().map_or("/", Link::href));
        let html = html.line("\">", self.words.back, "</a></p>\n</header>\n");
        let html = html.line("<main>\n  <h1>", title, "</h1>\n");
        self.below(self.frame(html, "  ")).raw("</main>\n</body>\n</html>\n")
    }

    /// A frame, or what opens it, with the link below: it saves the day where the store refuses to be framed.
    fn framed(self) -> Html {
        let html = self.open(Html::new(), "<div", &self.place()).raw("\n");
        let html = match self.checked.variant {
            Variant::ClickScript => self.click_script(html),
            Variant::Details => {
                let html = html.line("  <details>\n    <summary>", self.main_text(), "</summary>\n");
                self.frame(html, "    ").raw("  </details>\n")
            }
            _ => self.frame(html, "  "),
        };
        let html = self.below(html);
        let html = if self.checked.variant.needs_script() {
            html.raw("<script>").raw(CLICK_SCRIPT).raw("</script>\n")
        } else {
            html
        };
        html.raw("</div>\n")
    }

    fn click_script(self, html: Html) -> Html {
        let html = styled(html.raw("  <div data-estore=\"click\" hidden=\"hidden\""), &self.align());
        let html = html.line(">\n    <p>", self.typed(Field::Consent, self.words.consent), "</p>\n");
        let style = format!("border:0;font-size:1em;{}", self.button_style());
        let html = styled(html.raw("    <p><button type=\"button\""), &style);
        let html = html.line(">", self.main_text(), "</button></p>\n    <template>\n");
        self.frame(html, "      ").raw("    </template>\n  </div>\n")
    }

    fn frame(self, html: Html, indent: &'static str) -> Html {
        let Checked { height, corner, referrer, is_sandboxed, variant, .. } = *self.checked;
        let line = |html: Html, open: &'static str, value: &str| {
            html.raw("\n").raw(indent).raw("  ").raw(open).raw("=\"").text(value).raw("\"")
        };
        let mut html = html.raw(indent).raw("<iframe");
        html = match variant {
            Variant::ClickFrame => line(html, "srcdoc", &self.inner()),
            Variant::Consent => {
                let html = line(html, "data-src", self.store.href());
                let html = line(html, "data-category", self.checked.text(Field::Category));
                line(html, "data-service", self.checked.text(Field::Service))
            }
            _ => line(html, "src", self.store.href()),
        };
        html = line(html, "title", self.typed(Field::Title, self.words.title));
        html = line(html, "height", &height.to_string());
        html = line(html, "loading", "lazy");
        html = line(html, "referrerpolicy", referrer);
        if is_sandboxed {
            html = line(html, "sandbox", SANDBOX);
        }
        html = line(html, "allow", "");
        // Themes with `iframe { height: auto }` take no notice of the attribute.
        let style = format!("border:0;border-radius:{corner}px;min-height:{height}px;width:100%");
        line(html, "style", &style).raw("></iframe>\n")
    }

    /// The page within the frame before the click. Its link opens in the frame itself.
    fn inner(self) -> String {
        let html = Html::new().line("<!DOCTYPE html><html lang=\"", self.checked.language, "\">");
        let title = self.typed(Field::Title, self.words.title);
        let html = html.line("<head><meta charset=\"utf-8\"><title>", title, "</title></head>");
        let style = "background-color:#ffffff;color:#222222;font-family:sans-serif;padding:16px";
        let html = styled(html.raw("<body"), &format!("{style};{}", self.align()));
        let html = html.line("><p>", self.typed(Field::Consent, self.words.consent), "</p>");
        let html = styled(html.raw("<p"), BUTTON_ROOM).line("><a href=\"", self.store.href(), "\"");
        let html = styled(html.line(" referrerpolicy=\"", self.checked.referrer, "\""), &self.button_style());
        html.line(">", self.main_text(), "</a></p></body></html>").finish()
    }

    /// The link to the store as a page, and the terms.
    fn below(self, html: Html) -> Html {
        let html = self.anchor(html.raw("  <p>"), self.store, "", self.words.open).raw("</p>\n");
        self.terms(html)
    }

    fn terms(self, mut html: Html) -> Html {
        for line in self.term_lines() {
            html = self.term_line(html.raw("  <p>"), &line).raw("</p>\n");
        }
        html
    }

    fn term_lines(self) -> Vec<Line<'a>> {
        let Checked { terms, unify_terms, privacy, .. } = self.checked;
        let link = |link: &'a Option<Link>, text| link.as_ref().map(|link| (link, text));
        let agreed = [link(terms, self.words.own_terms), link(unify_terms, self.words.unify_terms)];
        let lines = [(self.words.terms, agreed), ("", [link(privacy, self.words.privacy), None])];
        let lines =
            lines.into_iter().map(|(before, links)| Line { before, links: links.into_iter().flatten().collect() });
        lines.filter(|line| !line.links.is_empty()).collect()
    }

    fn term_line(self, mut html: Html, line: &Line<'a>) -> Html {
        html = html.text(line.before);
        for (at, (link, text)) in line.links.iter().enumerate() {
            html = html.raw(if at > 0 {
                " · "
            } else if line.before.is_empty() {
                ""
            } else {
                " "
            });
            html = self.anchor(html, link, "", text);
        }
        html
    }

    fn anchor(self, html: Html, link: &Link, style: &str, text: &str) -> Html {
        self.anchor_text(self.anchor_open(html, link, style), text).raw("</a>")
    }

    fn anchor_open(self, html: Html, link: &Link, style: &str) -> Html {
        styled(self.target(html.line("<a href=\"", link.href(), "\"")), style).raw(">")
    }

    /// Not `noreferrer`: the store may know the partner by it.
    fn target(self, html: Html) -> Html {
        html.raw(if self.checked.is_new_tab { " target=\"_blank\" rel=\"noopener\"" } else { "" })
    }

    fn anchor_text(self, html: Html, text: &str) -> Html {
        let html = html.text(text);
        if self.checked.is_new_tab { html.raw(" ").text(self.words.new_tab) } else { html }
    }

    /// An outermost element, left open.
    fn open(self, html: Html, tag: &'static str, style: &str) -> Html {
        styled(html.raw(tag).line(" lang=\"", self.checked.language, "\""), style).raw(">")
    }

    fn main_text(self) -> &'a str {
        let default = match self.checked.variant {
            Variant::ClickScript | Variant::ClickFrame | Variant::Details => self.words.load,
            _ => self.words.text,
        };
        self.typed(Field::Text, default)
    }

    fn typed(self, field: Field, default: &'a str) -> &'a str {
        match self.checked.text(field) {
            "" => default,
            typed => typed,
        }
    }

    fn button_style(self) -> String {
        let Checked { background, color, corner, .. } = self.checked;
        format!(
            "background-color:{background};border-radius:{corner}px;color:{color};font-weight:bold;padding:12px 24px;\
            text-decoration:none"
        )
    }

    fn align(self) -> String {
        format!("text-align:{}", self.checked.align)
    }

    /// Where an element as wide as its place stands, if a width is set.
    fn place(self) -> String {
        let Checked { fit, width, align, .. } = self.checked;
        let margin = match *align {
            "center" => "1em auto",
            "right" => "1em 0 1em auto",
            _ => "1em auto 1em 0",
        };
        if *fit == "fixed" { format!("margin:{margin};max-width:{width}px") } else { "margin:1em 0".to_owned() }
    }
}

/// A line of links after a text.
struct Line<'a> {
    before: &'a str,
    links: Vec<(&'a Link, &'a str)>,
}

/// Keeps the padding of a link, which takes no room of its own, clear of the lines around it.
const BUTTON_ROOM: &str = "margin:1em 0;padding:12px 0";

fn styled(html: Html, style: &str) -> Html {
    if style.is_empty() { html } else { html.line(" style=\"", style, "\"") }
}
