//! The thin edge to the browser: strings and plain values in and out. Knows nobody else in this crate.
//!
//! Nothing here panics: whatever a browser can refuse comes back as a value.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod compression;
pub mod download;
pub mod events;
pub mod files;
pub mod frame;
pub mod page;
pub mod paper;
pub mod place;
pub mod storage;
pub mod url;
pub mod whole;
