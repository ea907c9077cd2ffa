//! The terms of service of a firm: from answers to a document, in several formats.
//!
//! ```text
//! names      the names that the text may use       fields     what is asked, and what is wrong with an answer
//! template   the text as it stands in content/     answers    what the firm answered
//! document   the text with the answers filled in   output     the document as HTML, Word, Markdown, text
//! sample     a text of somebody else, filled in    versions   what was published, and what changed since
//! pasted     that text, kept
//! ```

mod answers;
mod document;
mod fields;
mod link;
pub mod names;
pub mod output;
mod pasted;
pub mod sample;
mod template;
pub mod versions;

pub use answers::{Answers, Reviewed, clean};
pub use document::{Clause, Concept, Document, Inline, Previous, Section, shown};
pub use fields::{ANSWER_MAX_CHARS, FIELDS, Field, Group, Kind, Warning};
pub use link::{Link, LinkFault};
pub use pasted::Pasted;
