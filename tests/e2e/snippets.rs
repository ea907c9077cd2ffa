//! Snippets as the page makes them, without a page.

#[path = "../parsed.rs"]
mod parsed;

pub use parsed::parse;

use partnerpad::{
    domain::embed::{Checked, Draft, options::check},
    text::{embed, tools::EMBED},
};

/// What was chosen, looked at.
pub fn checked(draft: &Draft) -> Checked {
    check(draft, "", parse)
}

/// The snippet, in Dutch words.
pub fn of(draft: &Draft) -> String {
    of_checked(&checked(draft))
}

/// The same of what was looked at.
pub fn of_checked(checked: &Checked) -> String {
    embed::snippet(checked, &EMBED[0]).expect("a link that can be used")
}
