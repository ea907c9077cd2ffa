//! The entrance to the e-Store on the partner's own site: from what was typed to markup that can be pasted.
//!
//! ```text
//! Draft (as typed) -> options::check -> Checked -> snippet::snippet   what is copied
//!                          |                    -> csp::policy        what the site's policy has to allow
//!                       link::check             -> preview::document  the copied text, to look at
//! ```
//!
//! What the store itself does is not known here: whether it may be framed, whether it keeps cookies, how high it is.

pub mod color;
pub mod csp;
pub mod link;
pub mod options;
mod pasted;
pub mod preview;
pub mod punycode;
pub mod snippet;

pub use link::{Link, Parsed, Parser};
pub use options::{Checked, Draft, Field, Variant};
pub use snippet::{Words, snippet};
