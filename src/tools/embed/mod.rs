//! The tool for the e-Store on the partner's own site: from its link to code that survives there.
//!
//! ```text
//! builder     the link, what was recognised, which kind of snippet
//! options     what can be chosen about that kind
//! preview     how it looks, in a frame of its own
//! output      the code, to copy or as a file
//! csp         what the site's policy has to allow
//! simulator   what a website leaves of it, and how to paste it there
//! ```

mod builder;
mod csp;
pub mod made;
mod options;
mod output;
mod preview;
mod simulator;

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Desk, handover, page_check, rehearsal};
use crate::{
    domain::embed::{Checked, Draft},
    text::{
        LABELS, Ui,
        tools::{EMBED, Embed, FILTERS, Filters},
    },
};

/// What the parts of the tool share. Copies are the same.
#[derive(Clone, Copy)]
struct Bench {
    desk: Desk,
    words: &'static Embed,
    filters: &'static Filters,
    ui: &'static Ui,
    /// Code of the page's language.
    lang: &'static str,
    draft: Memo<Draft>,
    checked: Memo<Checked>,
    /// The very text that is shown, copied and tried out.
    snippet: Memo<Option<String>>,
}

impl Bench {
    fn new(desk: Desk, language: usize) -> Option<Self> {
        let page = LABELS.get(language)?;
        let checked = Memo::new(move |_| made::checked(desk));
        Some(Self {
            desk,
            words: EMBED.get(language)?,
            filters: FILTERS.get(language)?,
            ui: &page.ui,
            lang: page.lang,
            draft: Memo::new(move |_| made::draft(desk)),
            checked,
            snippet: Memo::new(move |_| checked.with(made::snippet)),
        })
    }

    /// Whether there is a snippet.
    fn is_made(self) -> bool {
        self.snippet.with(Option::is_some)
    }
}

/// The tool in the language of this index.
#[must_use]
pub fn view(desk: Desk, language: usize) -> Option<View> {
    let bench = Bench::new(desk, language)?;
    let view = view! {
        {builder::view(bench)}
        {output::view(bench)}
        {simulator::view(bench)}
        // What comes after pasting.
        {page_check::view(desk, language)}
        {rehearsal::view(desk, language)}
        {handover::view(desk, language)}
    };
    Some(view)
}
