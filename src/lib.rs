//! Partnerpad: a guide page that carries a partner through a reseller programme, to the end.
//!
//! ```text
//! domain    rules: the guide, records, merging, progress; HTML as text      pure
//! text      every word a visitor reads, from content/                       pure
//! page      the page as HTML, written while building                        pure
//! browser   storage, clipboard, dates, address                              thin edge, knows nobody
//! fields    what is typed on the page
//! saving    domain records into the browser's storage and back
//! state     signals, and the one door for edits
//! views     what moves on the page
//! app       puts it together
//! tools     the tools, a program of its own
//! ```
//!
//! Arrows point one way: `domain <- text <- page <- state <- views <- app`. Without the feature `app` only the pure part
//! is built: it needs no browser, and its tests take seconds.

pub mod domain;
pub mod page;
pub mod text;

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "app")]
pub mod fields;
#[cfg(feature = "app")]
pub mod saving;
#[cfg(feature = "app")]
pub mod state;
#[cfg(feature = "app")]
pub mod tools;
#[cfg(feature = "app")]
pub mod views;

/// Of both programs. Half a kilobyte less than Rust's own in each, brotli.
#[cfg(all(feature = "app", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
