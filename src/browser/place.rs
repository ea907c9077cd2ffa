//! Where a visitor is on the page, so that the same page in another language opens there.

use web_sys::{Element, ScrollBehavior, ScrollToOptions, Storage};

use super::page;

/// Where it is kept from one page to the next: for this tab, and only until the next page has read it.
const KEY: &str = "partnerpad.place";
/// Where a sentence for the next page is kept.
const WORD: &str = "partnerpad.word";

/// What was open, in view and in focus.
pub struct Place {
    /// Ids of open parts.
    open: Vec<String>,
    /// An element near the top of the window, by id, and how far from it, in pixels.
    in_view: (String, i32),
    /// Id of the element that has the focus; may be empty.
    focused: String,
    /// What the next page gets, whatever it is.
    luggage: String,
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Takes out what was kept for this page.
fn in_session() -> Option<String> {
    let session = session()?;
    let text = session.get_item(KEY).ok()??;
    let _ = session.remove_item(KEY);
    Some(text)
}

fn in_name() -> Option<String> {
    let window = web_sys::window()?;
    let name = window.name().ok()?;
    let text = name.strip_prefix(KEY)?.strip_prefix('\n')?.to_owned();
    let _ = window.set_name("");
    Some(text)
}

impl Place {
    /// Where the visitor is now.
    #[must_use]
    pub fn now() -> Self {
        let in_view = page::all("details[id], h1[id], h2[id]").into_iter().find(is_in_view);
        Self {
            open: page::all("details[open][id]").iter().map(Element::id).collect(),
            in_view: in_view.map(|element| (element.id(), top(&element))).unwrap_or_default(),
            focused: page::focused(),
            luggage: String::new(),
        }
    }

    /// Keeps it for the next page, together with this text.
    ///
    /// A browser that denies storage still gives a tab a name, which stays from page to page.
    pub fn leave(&self, luggage: &str) {
        let Self { open, in_view: (id, top), focused, .. } = self;
        let text = format!("{id}\n{top}\n{focused}\n{}\n{luggage}", open.join(" "));
        let kept = session().is_some_and(|session| session.set_item(KEY, &text).is_ok());
        if !kept && let Some(window) = web_sys::window() {
            let _ = window.set_name(&format!("{KEY}\n{text}"));
        }
    }

    /// What the page before kept, if it did.
    #[must_use]
    pub fn left() -> Option<Self> {
        let text = in_session().or_else(in_name)?;
        let mut lines = text.splitn(5, '\n');
        Some(Self {
            in_view: (lines.next()?.to_owned(), lines.next()?.parse().ok()?),
            focused: lines.next()?.to_owned(),
            open: lines.next().unwrap_or_default().split(' ').map(ToOwned::to_owned).collect(),
            luggage: lines.next().unwrap_or_default().to_owned(),
        })
    }

    /// What the page before sent along.
    #[must_use]
    pub fn luggage(&self) -> &str {
        &self.luggage
    }

    /// Brings the visitor back there, on a page with the same ids.
    pub fn restore(&self) {
        for details in page::all("details[id]") {
            let _ = if self.open.contains(&details.id()) {
                details.set_attribute("open", "")
            } else {
                details.remove_attribute("open")
            };
        }
        let (id, before) = &self.in_view;
        if let Some(element) = page::place(id)
            && let Some(window) = web_sys::window()
        {
            let to = ScrollToOptions::new();
            to.set_top(f64::from(top(&element) - before));
            to.set_behavior(ScrollBehavior::Instant);
            window.scroll_by_with_scroll_to_options(&to);
        }
        if !self.focused.is_empty() {
            page::focus_id(&self.focused);
        }
    }
}

/// Keeps a sentence for the next page of this tab to say.
pub fn leave_word(text: &str) {
    if let Some(session) = session() {
        // Lost, it is missed by nobody: what happened can be seen.
        let _ = session.set_item(WORD, text);
    }
}

/// Takes out the sentence that the page before kept.
#[must_use]
pub fn word() -> Option<String> {
    let session = session()?;
    let text = session.get_item(WORD).ok()??;
    let _ = session.remove_item(WORD);
    Some(text)
}

/// Whether an element begins below the top of the window. One that is hidden is nowhere.
fn is_in_view(element: &Element) -> bool {
    top(element) >= 0 && element.client_height() > 0
}

/// How far below the top of the window, in whole pixels.
fn top(element: &Element) -> i32 {
    #[allow(clippy::cast_possible_truncation)]
    // Pages are not two thousand million pixels long.
    let top = element.get_bounding_client_rect().top().round() as i32;
    top
}
