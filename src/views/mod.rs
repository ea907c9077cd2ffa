//! What stands on the page: one file per part. Words come from `text`, values from [`crate::state::AppState`].
//!
//! All parts are drawn again, in place, when the language changes; so words are plain values here, not signals.

mod card;
mod favicon;
mod footer;
mod header;
mod intro;
mod milestone;
mod next;
mod notices;
mod note;
mod parts;
mod path;
mod shell;
mod start_again;
mod step;
mod task;
mod wording;

pub use favicon::favicon;
pub use shell::Shell;
