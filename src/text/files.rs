//! What becomes of files, in one language.

use super::tools::Files;
use crate::domain::file::{FILE_MAX_BYTES, Refusal, Unread, Why};
use crate::domain::import::Kind;

/// Why a file is not opened, and what to do about it.
#[must_use]
pub fn refusal(refusal: &Refusal, words: &Files) -> String {
    let text = match refusal {
        Refusal::TooBig => return words.refused_too_big(FILE_MAX_BYTES / 1_000_000),
        Refusal::OtherGuide { guide } => return words.refused_other_guide(guide),
        Refusal::Empty => words.refused_empty,
        Refusal::NotText => words.refused_not_text,
        Refusal::NotJson => words.refused_not_json,
        Refusal::Cut => words.refused_cut,
        Refusal::TooDeep => words.refused_too_deep,
        Refusal::Foreign => words.refused_foreign,
        Refusal::OtherKind => words.refused_other_kind,
        Refusal::Newer { .. } => words.refused_newer,
        Refusal::Malformed => words.refused_malformed,
        Refusal::Changed => words.refused_changed,
    };
    text.to_owned()
}

/// Why a record of a file is not taken over.
#[must_use]
pub fn unread(unread: &Unread, words: &Files) -> String {
    match unread.why {
        Why::BadName => words.unread_bad_name(&unread.name),
        Why::Newer => words.unread_newer(&unread.name),
        Why::Unreadable => words.unread_unreadable(&unread.name),
    }
}

/// What becomes of a record.
#[must_use]
pub const fn kind(kind: Kind, words: &Files) -> &'static str {
    match kind {
        Kind::OnlyHere => words.kind_only_here,
        Kind::OnlyInFile => words.kind_only_in_file,
        Kind::NewerHere => words.kind_newer_here,
        Kind::NewerInFile => words.kind_newer_in_file,
        Kind::Copies => words.kind_copies,
        Kind::Goes => words.kind_goes,
        Kind::Void => words.kind_void,
    }
}
