//! The rules of the guide: std and serde only, no browser, no clock, no words for readers.

pub mod base64;
pub mod calendar;
pub mod certification;
pub mod csv;
pub mod day;
pub mod dossier;
pub mod embed;
pub mod file;
pub mod filters;
pub mod guide;
pub mod html;
pub mod import;
mod json;
pub mod letters;
pub mod markup;
pub mod order;
pub mod overview;
pub mod page_check;
pub mod progress;
pub mod record;
pub mod rehearsal;
pub mod share;
pub mod slug;
pub mod stored;
pub mod terms;
pub mod topic;
pub mod whole;

pub use day::Day;
pub use guide::{Action, Guide, Icon, Milestone, Step};
pub use progress::{CLEARED, Change, Flip, Mark, Next, Progress, Status, Wait};
pub use record::{Clock, Record, Stamp, TooLong, Writer};
pub use stored::{Key, Read};
pub use topic::{DOSSIER_NAME, DRAFT_DOSSIER, Group, Topic, draft_reminder};
