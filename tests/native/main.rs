//! Rules that cross modules, and every stored format ever shipped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod any;
mod corruption;
mod embed;
mod files;
mod filters;
mod fuzz;
mod html;
mod json;
mod layers;
mod letters;
mod merge;
mod overview;
mod page_check;
mod progress;
mod stored;
mod terms;
mod written;
