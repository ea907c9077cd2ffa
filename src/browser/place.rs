//! Where a visitor is on the page, so that the same page in another language opens there.

use web_sys::{Element, ScrollBehavior, ScrollToOptions, Storage};

use super::page;

/// Where it is kept from one page to the next: for this tab, and only until the next page has read it.
const KEY: &str = "partnerpad.place";

/// What was open, in view and in focus.
pub struct Place {
    /// Ids of open parts.
    open: Vec<String>,
    /// An element near the top of the window, by id, and how far from it, in pixels.
    in_view: (String, i32),
    /// Id of the element that has the focus; may be empty.
    focused: String,
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

impl Place {
    /// Where the visitor is now.
    #[must_use]
    pub fn now() -> Self {
        let in_view = page::all("details[id], h1[id], h2[id]").into_iter().find(|element| top(element) >= 0);
        Self {
            open: page::all("details[open][id]").iter().map(Element::id).collect(),
            in_view: in_view.map(|element| (element.id(), top(&element))).unwrap_or_default(),
            focused: page::focused(),
        }
    }

    /// Keeps it for the next page. Without storage that one opens as usual.
    pub fn leave(&self) {
        let Self { open, in_view: (id, top), focused } = self;
        let text = format!("{id}\n{top}\n{focused}\n{}", open.join(" "));
        let _ = session().map(|session| session.set_item(KEY, &text));
    }

    /// What the page before kept, if it did.
    #[must_use]
    pub fn left() -> Option<Self> {
        let session = session()?;
        let text = session.get_item(KEY).ok()??;
        let _ = session.remove_item(KEY);
        let mut lines = text.lines();
        Some(Self {
            in_view: (lines.next()?.to_owned(), lines.next()?.parse().ok()?),
            focused: lines.next()?.to_owned(),
            open: lines.next().unwrap_or_default().split(' ').map(ToOwned::to_owned).collect(),
        })
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

/// How far below the top of the window, in whole pixels.
fn top(element: &Element) -> i32 {
    #[allow(clippy::cast_possible_truncation)]
    // Pages are not two thousand million pixels long.
    let top = element.get_bounding_client_rect().top().round() as i32;
    top
}
