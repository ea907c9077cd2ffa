//! Partnerpad: a guide page that carries a partner through a reseller programme, to the end.
//!
//! ```text
//! domain    rules: the guide, records, merging, progress      pure
//! text      every word a visitor reads, from content/         pure
//! browser   storage, clipboard, dates, address                thin edge, knows nobody
//! saving    domain records into browser storage and back
//! state     signals, and the one door for edits
//! views     Leptos, one file per part of the page
//! app       puts it together
//! ```
//!
//! Arrows point one way: `domain <- text <- state <- views <- app`.

pub mod app;
pub mod browser;
pub mod domain;
pub mod saving;
pub mod state;
pub mod text;
pub mod views;
