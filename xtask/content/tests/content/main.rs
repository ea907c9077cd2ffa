//! Each kind of mistake in the content, and what is generated when there is none.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod generated;
mod guide;
mod large;
mod structure_mistakes;
mod terms;
mod tools;
mod ui_mistakes;
mod words_mistakes;
