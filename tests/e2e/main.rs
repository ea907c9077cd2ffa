//! Drives the built page, in Chromium and in Firefox, as a partner does.
//!
//! `cargo xtask test e2e` builds the page, sets what `site` and `driver` want, and runs this.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

/// Makes `name::chromium` and `name::firefox` of each test.
macro_rules! in_both_browsers {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn chromium() {
                super::$name(crate::driver::Kind::Chromium);
            }

            #[test]
            fn firefox() {
                super::$name(crate::driver::Kind::Firefox);
            }
        }
    )+};
}

// The harness.
mod axe;
mod bidi;
mod browser;
mod chance;
mod conditions;
mod driver;
mod expect;
mod faults;
mod guide;
mod profile;
mod senses;
mod setup;
mod site;
mod snippets;
mod stored;
mod tools;
mod watch;

// The tests.
mod access;
mod again;
mod attacks;
mod broken;
mod certification;
mod drafts;
mod embed;
mod estore;
mod extensions;
mod files;
mod fixture;
mod hand_over;
mod head;
mod inputs;
mod journal;
mod journal_fails;
mod journey;
mod keyboard;
mod layout;
mod offline;
mod overview;
mod papers;
mod places;
mod print;
mod quiet;
mod records;
mod refusing;
mod reminders;
mod share;
mod single;
mod soak;
mod sources;
mod storage;
mod tabs;
mod telling;
mod terms;
mod theme;
mod waits;
