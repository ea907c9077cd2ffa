//! Whether the store is on a published page: judged by its source, as somebody pasted it. Nothing is loaded.
//!
//! What no source tells is asked: see [`Answers`].

mod address;
mod policy;
mod questions;
mod scan;

use crate::domain::order;
pub use address::{Likeness, likeness};
pub use policy::Blocked;
pub use questions::{Answer, Answers, Question, Remedy};
pub use scan::Shelter;

use scan::{Frame, Scan};

/// The longest source that is looked into, in bytes.
pub const PAGE_MAX_BYTES: usize = 5 << 20;

/// What was pasted, and what should be on the page.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The source of the page. Any text.
    pub page: &'a str,
    /// The snippet that was made for it.
    pub snippet: &'a str,
    /// The address of the store.
    pub store: &'a str,
    /// The address of one's own terms; empty if there is none yet.
    pub terms: &'a str,
}

/// Something that a source tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nothing was pasted.
    Empty,
    /// Longer than [`PAGE_MAX_BYTES`].
    TooLong,
    /// No HTML at all.
    NotHtml,
    /// The snippet itself, not the page that it was pasted on.
    OwnSnippet,
    /// Perhaps a page to sign in to: it asks for a password, and the store is not on it.
    SignIn,
    /// A part of a page: nothing of its head or body.
    PartOfPage,
    /// Saved by a browser as a whole page: it has changed the addresses of frames.
    SavedCopy,
    /// The snippet can be read on the page as text.
    ShownAsText,
    /// The address of the store is on the page as text, without a link.
    AddressAsText,
    /// The script of the snippet can be read on the page as text.
    CodeShown,
    /// The link to the store is there, unchanged.
    LinkFound,
    /// The link to the store is there and leads to it, but not in the looks that it was made with.
    LinkRestyled,
    /// The link to the store is there, with another address.
    LinkChanged(Likeness),
    /// No link to the store.
    LinkMissing,
    /// The frame is there, unchanged.
    FrameFound,
    /// The frame is there, but not as it was made: at least one change.
    FrameChanged(Vec<FrameChange>),
    /// No frame with the store.
    FrameMissing,
    /// What was around the frame is there and empty.
    EmptyWrapper,
    /// The link and the frame stand only where no browser shows them.
    Sheltered(Shelter),
    /// The script is there, unchanged.
    ScriptFound,
    /// The script is not there, or was changed.
    ScriptMissing,
    /// A policy in the page forbids it.
    PolicyBlocks(Blocked),
    /// The link to one's own terms is there.
    TermsFound,
    /// The link to one's own terms is there, with another address.
    TermsChanged(Likeness),
    /// No link to one's own terms on this page.
    TermsMissing,
}

/// How a frame differs from the one that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameChange {
    /// Its address: see there.
    Address(Likeness),
    /// It has no name for those who cannot see it.
    NoTitle,
    /// It is no longer loaded only when it comes into view.
    NotLazy,
    /// Nothing keeps it from acting on the page around it any more.
    NoSandbox,
    /// It may do other things than before.
    OtherSandbox,
    /// A consent tool holds it back until a visitor agrees.
    Held,
    /// It no longer waits for consent.
    NotHeld,
    /// Its size, its style or what the store learns of the page.
    Look,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Visitors do not reach the store, or the page cannot be judged.
    Wrong,
    /// Look at it.
    Note,
    /// As it should be.
    Good,
}

impl Finding {
    /// How much it matters.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::LinkFound | Self::FrameFound | Self::ScriptFound | Self::TermsFound => Weight::Good,
            Self::PartOfPage | Self::SavedCopy | Self::TermsMissing | Self::EmptyWrapper | Self::LinkRestyled => {
                Weight::Note
            }
            Self::FrameChanged(changes) => {
                let is_wrong = |change: &FrameChange| matches!(change, FrameChange::Address(_));
                if changes.iter().any(is_wrong) { Weight::Wrong } else { Weight::Note }
            }
            _ => Weight::Wrong,
        }
    }
}

/// What the source of a page tells: what is wrong first. Never empty.
#[must_use]
pub fn check(published: Published<'_>) -> Vec<Finding> {
    let Published { page, snippet, store, terms } = published;
    let page = page.trim();
    if let Some(unfit) = unfit(page, snippet) {
        return vec![unfit];
    }
    let made = Scan::of_snippet(snippet, store, terms);
    let found = Scan::of_page(page, store, terms, made.script);
    if !found.has_tags {
        return vec![Finding::NotHtml];
    }
    let has_store = found.link.is_some() || found.frame.is_some() || found.has_address_text;
    let mut findings = Vec::new();
    if found.has_password && !has_store {
        findings.push(Finding::SignIn);
    }
    if !found.has_page {
        findings.push(Finding::PartOfPage);
    }
    if found.is_saved_copy {
        findings.push(Finding::SavedCopy);
    }
    links(&made, &found, &mut findings);
    frames(&made, &found, page, &mut findings);
    scripts(&made, &found, &mut findings);
    texts(&found, &mut findings);
    let blocks = found.policies.iter().flat_map(|policy| policy::blocked(policy, store, &made.needs()));
    for blocked in blocks {
        if !findings.contains(&Finding::PolicyBlocks(blocked)) {
            findings.push(Finding::PolicyBlocks(blocked));
        }
    }
    if !terms.trim().is_empty() {
        findings.push(match found.terms {
            Some(Likeness::Same) => Finding::TermsFound,
            Some(likeness) => Finding::TermsChanged(likeness),
            None => Finding::TermsMissing,
        });
    }
    if findings.is_empty() {
        // A snippet without a link, which nobody makes here, on a page without one.
        findings.push(Finding::LinkMissing);
    }
    order::sort_by_key(&mut findings, Finding::weight);
    findings
}

/// Why a source cannot be judged, seen before it is read.
fn unfit(page: &str, snippet: &str) -> Option<Finding> {
    if page.is_empty() {
        return Some(Finding::Empty);
    }
    if page.len() > PAGE_MAX_BYTES {
        return Some(Finding::TooLong);
    }
    // A snippet that is a whole page is what its page should be.
    let is_page = scan::is_whole_page(snippet);
    let words = |text: &'_ str| text.split_ascii_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
    let is_near = page.len() <= snippet.len().saturating_mul(2);
    (!is_page && is_near && words(page) == words(snippet)).then_some(Finding::OwnSnippet)
}

fn links(made: &Scan<'_>, found: &Scan<'_>, findings: &mut Vec<Finding>) {
    if made.link.is_none() && found.link.is_none() {
        return;
    }
    findings.push(match found.link {
        Some(Likeness::Same) if made.link_style.is_some() && made.link_style != found.link_style => {
            Finding::LinkRestyled
        }
        Some(Likeness::Same) => Finding::LinkFound,
        Some(likeness) => Finding::LinkChanged(likeness),
        None => Finding::LinkMissing,
    });
    if let (None, None, Some(shelter)) = (found.link, &found.frame, found.shelter) {
        findings.push(Finding::Sheltered(shelter));
    }
}

fn frames(made: &Scan<'_>, found: &Scan<'_>, page: &str, findings: &mut Vec<Finding>) {
    let Some(wanted) = &made.frame else { return };
    let Some(frame) = &found.frame else {
        findings.push(Finding::FrameMissing);
        if let (Some(shelter), false) = (found.shelter, findings.iter().any(|one| matches!(one, Finding::Sheltered(_))))
        {
            findings.push(Finding::Sheltered(shelter));
        }
        if scan::has_empty_wrapper(page, made.wrapper.as_deref()) {
            findings.push(Finding::EmptyWrapper);
        }
        return;
    };
    let changes = frame_changes(wanted, frame);
    findings.push(if changes.is_empty() { Finding::FrameFound } else { Finding::FrameChanged(changes) });
}

fn frame_changes(wanted: &Frame, frame: &Frame) -> Vec<FrameChange> {
    let checks = [
        (frame.likeness != Likeness::Same, FrameChange::Address(frame.likeness)),
        (frame.title.trim().is_empty(), FrameChange::NoTitle),
        (wanted.is_lazy && !frame.is_lazy, FrameChange::NotLazy),
        (wanted.sandbox.is_some() && frame.sandbox.is_none(), FrameChange::NoSandbox),
        (frame.sandbox.is_some() && frame.sandbox != wanted.sandbox, FrameChange::OtherSandbox),
        (!wanted.is_held && frame.is_held, FrameChange::Held),
        (wanted.is_held && !frame.is_held, FrameChange::NotHeld),
        (wanted.look.iter().zip(&frame.look).any(|(made, found)| made.is_some() && made != found), FrameChange::Look),
    ];
    checks.into_iter().filter_map(|(is_so, change)| is_so.then_some(change)).collect()
}

fn scripts(made: &Scan<'_>, found: &Scan<'_>, findings: &mut Vec<Finding>) {
    if made.script.is_some() {
        findings.push(if found.has_script { Finding::ScriptFound } else { Finding::ScriptMissing });
    }
}

fn texts(found: &Scan<'_>, findings: &mut Vec<Finding>) {
    if found.has_code_text {
        findings.push(Finding::CodeShown);
    }
    if found.has_tag_text && found.has_address_text {
        findings.push(Finding::ShownAsText);
    } else if found.has_address_text && found.link.is_none() && found.frame.is_none() {
        findings.push(Finding::AddressAsText);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: &str = "https://shop.example/store?partner=4711&lang=nl";
    const TERMS: &str = "https://www.partner.example/voorwaarden";
    const LINK: &str = "<a href=\"https://shop.example/store?partner=4711&amp;lang=nl\">Winkel</a>";
    const FRAME: &str = "<div class=\"store-box\"><iframe src=\"https://shop.example/store?partner=4711&amp;lang=nl\" \
        title=\"Winkel\" loading=\"lazy\" sandbox=\"allow-scripts allow-forms\"></iframe></div>";

    fn page(body: &str) -> String {
        format!("<!doctype html><html><head><title>x</title></head><body>{body}</body></html>")
    }

    fn of(page: &str, snippet: &str) -> Vec<Finding> {
        check(Published { page, snippet, store: STORE, terms: "" })
    }

    #[test]
    fn a_link_that_is_there_is_found() {
        assert_eq!(of(&page(LINK), LINK), [Finding::LinkFound]);
    }

    #[test]
    fn a_link_with_another_address_is_told_how() {
        for (href, likeness) in [
            ("https://shop.example/store?partner=4711&amp;amp;lang=nl", Likeness::Entities),
            ("http://shop.example/store?partner=4711&amp;lang=nl", Likeness::Insecure),
            ("https://shop.example/store?partner=4711", Likeness::OtherQuery),
            ("https://shop.example/", Likeness::OtherPath),
        ] {
            let found = of(&page(&format!("<a href=\"{href}\">Winkel</a>")), LINK);
            assert_eq!(found, [Finding::LinkChanged(likeness)], "{href}");
        }
        let found = of(&page(&LINK.replace("=\"", "=“").replace("\">", "”>")), LINK);
        assert_eq!(found, [Finding::LinkChanged(Likeness::SmartQuotes)]);
    }

    #[test]
    fn of_several_links_the_best_counts() {
        let several = format!("<a href=\"https://shop.example/\">a</a>{LINK}<a href=\"http://shop.example/\">b</a>");
        assert_eq!(of(&page(&several), LINK), [Finding::LinkFound]);
    }

    #[test]
    fn a_frame_that_was_stripped_leaves_its_wrapper() {
        let found = of(&page("<div class=\"store-box\">\n</div>"), FRAME);
        assert_eq!(found, [Finding::FrameMissing, Finding::EmptyWrapper]);
        // What is left of the snippet is the way to the store.
        let with_link = FRAME.replace("</div>", &format!("{LINK}</div>"));
        let left = page(&format!("<div class=\"store-box\">{LINK}</div>"));
        assert_eq!(of(&left, &with_link), [Finding::FrameMissing, Finding::LinkFound]);
        assert_eq!(of(&page("<div class=\"other\"></div>"), FRAME), [Finding::FrameMissing]);
    }

    #[test]
    fn a_frame_is_compared_with_the_one_that_was_made() {
        assert_eq!(of(&page(FRAME), FRAME), [Finding::FrameFound]);
        let changed = FRAME
            .replace(" title=\"Winkel\"", "")
            .replace(" loading=\"lazy\"", "")
            .replace(" sandbox=\"allow-scripts allow-forms\"", "");
        let changes = vec![FrameChange::NoTitle, FrameChange::NotLazy, FrameChange::NoSandbox];
        assert_eq!(of(&page(&changed), FRAME), [Finding::FrameChanged(changes)]);
        let held = FRAME.replace("src=", "data-src=");
        assert_eq!(of(&page(&held), FRAME), [Finding::FrameChanged(vec![FrameChange::Held])]);
        assert_eq!(of(&page(FRAME), &held), [Finding::FrameChanged(vec![FrameChange::NotHeld])]);
        let reordered = FRAME.replace("allow-scripts allow-forms", "allow-forms  allow-scripts");
        assert_eq!(of(&page(&reordered), FRAME), [Finding::FrameFound]);
        let insecure = FRAME.replace("https:", "http:");
        let changes = vec![FrameChange::Address(Likeness::Insecure)];
        assert_eq!(of(&page(&insecure), FRAME), [Finding::FrameChanged(changes)]);
    }

    #[test]
    fn looks_that_were_lost_are_told() {
        let button = LINK.replace("<a ", "<a style=\"background:#123;color:#fff\" ");
        assert_eq!(of(&page(LINK), &button), [Finding::LinkRestyled]);
        let spelled = button.replace("background:#123;color:#fff", "background: #123; color: #FFF;");
        assert_eq!(of(&page(&spelled), &button), [Finding::LinkFound]);
        let sized = FRAME.replace("<iframe ", "<iframe height=\"900\" ");
        assert_eq!(of(&page(FRAME), &sized), [Finding::FrameChanged(vec![FrameChange::Look])]);
        // What a site adds is no change of what was made.
        assert_eq!(of(&page(&sized), FRAME), [Finding::FrameFound]);
    }

    #[test]
    fn a_frame_with_a_page_of_its_own_is_known_by_the_link_in_it() {
        let made = "<iframe title=\"Winkel\" srcdoc=\"<a href=&quot;https://shop.example/store?partner=4711&amp;amp;lang=nl\
            &quot;>Toon</a>\"></iframe>";
        assert_eq!(of(&page(made), made), [Finding::FrameFound]);
        let stripped = page("<iframe title=\"Winkel\"></iframe>");
        assert_eq!(of(&stripped, made), [Finding::FrameMissing]);
    }

    #[test]
    fn a_snippet_that_became_text_is_told() {
        let escaped = LINK.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(of(&page(&escaped), LINK), [Finding::LinkMissing, Finding::ShownAsText]);
        let bare = page(&format!("<p>{}</p>", STORE.replace('&', "&amp;")));
        assert_eq!(of(&bare, LINK), [Finding::LinkMissing, Finding::AddressAsText]);
    }

    #[test]
    fn a_script_is_there_or_can_be_read_or_is_missing() {
        let made = format!("{LINK}<script>\nlet store = 1;\n</script>");
        assert_eq!(of(&page(&made), &made), [Finding::LinkFound, Finding::ScriptFound]);
        let stripped = format!("{LINK}\nlet store = 1;\n");
        let expected = [Finding::ScriptMissing, Finding::CodeShown, Finding::LinkFound];
        assert_eq!(of(&page(&stripped), &made), expected);
    }

    #[test]
    fn where_no_browser_shows_it_nothing_is_there() {
        for (body, shelter) in [
            (format!("<noscript>{LINK}</noscript>"), Shelter::Noscript),
            (format!("<!-- {LINK} -->"), Shelter::Comment),
            (format!("<template>{LINK}</template>"), Shelter::Template),
        ] {
            assert_eq!(of(&page(&body), LINK), [Finding::LinkMissing, Finding::Sheltered(shelter)], "{body}");
        }
    }

    #[test]
    fn what_is_no_page_is_told_at_once() {
        assert_eq!(of("  ", LINK), [Finding::Empty]);
        assert_eq!(of("Zomaar tekst", LINK), [Finding::NotHtml]);
        assert_eq!(of(&format!(" {LINK}\n"), LINK), [Finding::OwnSnippet]);
        assert_eq!(of(&"<p>".repeat(PAGE_MAX_BYTES / 3 + 1), LINK), [Finding::TooLong]);
        let sign_in = page("<form><input name=a><input type=PASSWORD></form>");
        assert_eq!(of(&sign_in, LINK), [Finding::SignIn, Finding::LinkMissing]);
        let shop = page(&format!("{LINK}<input type=password>"));
        assert_eq!(of(&shop, LINK), [Finding::LinkFound]);
    }

    #[test]
    fn a_whole_page_of_ours_may_be_its_own_source() {
        let whole = page(LINK);
        assert_eq!(of(&whole, &whole), [Finding::LinkFound]);
    }

    #[test]
    fn a_part_of_a_page_and_a_saved_copy_are_told() {
        let part = of(&format!("<div>{LINK}</div>"), LINK);
        assert_eq!(part, [Finding::PartOfPage, Finding::LinkFound]);
        let saved = format!("<!-- saved from url=(0022)https://www.partner.example/ -->{}", page(LINK));
        assert_eq!(of(&saved, LINK), [Finding::SavedCopy, Finding::LinkFound]);
    }

    #[test]
    fn a_policy_that_forbids_the_frame_is_told() {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">";
        let found = of(&page(&format!("{policy}{FRAME}")), FRAME);
        assert_eq!(found, [Finding::PolicyBlocks(Blocked::Frame("default-src")), Finding::FrameFound]);
        assert_eq!(of(&page(&format!("{policy}{LINK}")), LINK), [Finding::LinkFound]);
    }

    #[test]
    fn the_link_to_the_terms_is_looked_for_if_there_is_one() {
        let terms = |body: &str| check(Published { page: &page(body), snippet: LINK, store: STORE, terms: TERMS });
        assert_eq!(terms(LINK), [Finding::TermsMissing, Finding::LinkFound]);
        let both = format!("{LINK}<a href=\"{TERMS}\">Voorwaarden</a>");
        assert_eq!(terms(&both), [Finding::LinkFound, Finding::TermsFound]);
        let insecure = both.replace("https://www", "http://www");
        assert_eq!(terms(&insecure), [Finding::TermsChanged(Likeness::Insecure), Finding::LinkFound]);
    }
}
