//! The entrance to the e-Store on the partner's own site.

pub mod color;
pub mod link;
mod pasted;
pub mod punycode;

pub use link::{Link, Parsed, Parser};
