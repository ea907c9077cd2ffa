//! Changes to a text, kept apart from the text: what a filter does in several rounds becomes one list of changes to
//! what was pasted.

use std::ops::Range;

use super::{Piece, Reason};

/// A part of a text that something else takes the place of; nothing, if it was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// In bytes of the text, at ends of letters.
    pub at: Range<usize>,
    pub with: String,
    pub why: Reason,
}

impl Edit {
    pub fn new(at: Range<usize>, with: impl Into<String>, why: Reason) -> Self {
        Self { at, with: with.into(), why }
    }

    /// The same further on.
    pub fn moved(mut self, by: usize) -> Self {
        self.at = self.at.start + by..self.at.end + by;
        self
    }
}

/// Changes in order, none over another.
pub(super) type Edits = Vec<Edit>;

/// The text after the changes.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        changed.push_str(text.get(from..edit.at.start).unwrap_or_default());
        changed.push_str(&edit.with);
        from = edit.at.end;
    }
    changed.push_str(text.get(from..).unwrap_or_default());
    changed
}

/// A text on its way through rounds of changes.
pub(super) struct Rounds {
    pub now: String,
    /// From the text at the start to the text now.
    pub edits: Edits,
}

impl Rounds {
    pub fn new(text: &str) -> Self {
        Self { now: text.to_owned(), edits: Vec::new() }
    }

    /// One round more. Whether it changed anything.
    pub fn go(&mut self, round: &dyn Fn(&str) -> Edits) -> bool {
        let mut edits = round(&self.now);
        edits.retain(|edit| self.now.get(edit.at.clone()) != Some(&edit.with));
        let next = apply(&self.now, &edits);
        let changed = next != self.now;
        if changed {
            self.edits = joined(std::mem::take(&mut self.edits), &self.now, edits);
            self.now = next;
        }
        changed
    }
}

/// First `first`, which made `middle`, then `second`: as one list of changes to the text that `first` began with.
///
/// Changes that meet become one; its reason is that of the later.
fn joined(first: Edits, middle: &str, second: Edits) -> Edits {
    let mut result = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    // How far a place in the middle text is behind the same place in the first.
    let mut shift = 0_isize;
    loop {
        let placed = first.peek().map(|edit| placed(edit, shift));
        let group = match (&placed, second.peek()) {
            (None, None) => return result,
            (Some(one), Some(two)) if meet(one, &two.at) => one.start.min(two.at.start)..one.end.max(two.at.end),
            (Some(one), Some(two)) if two.at.end <= one.start && two.at.start < one.end.max(one.start + 1) => {
                let Some(edit) = second.next() else { return result };
                result.push(Edit { at: back(&edit.at, shift), ..edit });
                continue;
            }
            (None, Some(_)) => {
                let Some(edit) = second.next() else { return result };
                result.push(Edit { at: back(&edit.at, shift), ..edit });
                continue;
            }
            (Some(_), _) => {
                let Some(edit) = first.next() else { return result };
                shift += length_change(&edit);
                result.push(edit);
                continue;
            }
        };
        result.push(grouped(group, &mut first, &mut second, &mut shift, middle));
    }
}

/// All changes that meet `span`, a range of the middle text, as one.
fn grouped(
    mut span: Range<usize>,
    first: &mut std::iter::Peekable<std::vec::IntoIter<Edit>>,
    second: &mut std::iter::Peekable<std::vec::IntoIter<Edit>>,
    shift: &mut isize,
    middle: &str,
) -> Edit {
    let start = span.start.saturating_add_signed(-*shift);
    let mut later = Vec::new();
    loop {
        if let Some(edit) = first.next_if(|edit| meet_span(&placed(edit, *shift), &span)) {
            span.end = span.end.max(placed(&edit, *shift).end);
            *shift += length_change(&edit);
        } else if let Some(edit) = second.next_if(|edit| meet_span(&edit.at, &span)) {
            span.end = span.end.max(edit.at.end);
            later.push(edit);
        } else {
            break;
        }
    }
    let why = later.first().map_or(Reason::Spelling, |edit| edit.why);
    let inside: Edits = later
        .into_iter()
        .map(|edit| Edit { at: edit.at.start - span.start..edit.at.end - span.start, ..edit })
        .collect();
    let with = apply(middle.get(span.clone()).unwrap_or_default(), &inside);
    Edit { at: start..span.end.saturating_add_signed(-*shift), with, why }
}

/// Where the text that a change put in stands in the middle text.
fn placed(edit: &Edit, shift: isize) -> Range<usize> {
    let start = edit.at.start.saturating_add_signed(shift);
    start..start + edit.with.len()
}

fn back(at: &Range<usize>, shift: isize) -> Range<usize> {
    at.start.saturating_add_signed(-shift)..at.end.saturating_add_signed(-shift)
}

fn length_change(edit: &Edit) -> isize {
    let signed = |length: usize| isize::try_from(length).unwrap_or(isize::MAX);
    signed(edit.with.len()) - signed(edit.at.end - edit.at.start)
}

/// Whether two ranges have a letter in common, or one is empty and inside of the other.
const fn meet(one: &Range<usize>, two: &Range<usize>) -> bool {
    one.start < two.end && two.start < one.end
}

/// As [`meet`]; what is empty at the start of the span is inside of it.
const fn meet_span(one: &Range<usize>, span: &Range<usize>) -> bool {
    meet(one, span) || (one.start == one.end && one.start == span.start && span.start < span.end)
}

/// A text as pieces: what stays, and what its changes change, no more of it than needed.
pub(super) fn pieces(text: &str, edits: &[Edit]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut from = 0;
    for edit in edits {
        let before = text.get(edit.at.clone()).unwrap_or_default();
        let head = common(before.chars(), edit.with.chars());
        let rest = (before.get(head..).unwrap_or_default(), edit.with.get(head..).unwrap_or_default());
        let tail = common(rest.0.chars().rev(), rest.1.chars().rev());
        keep(&mut found, text.get(from..edit.at.start + head).unwrap_or_default());
        let (cut, put) = (shortened(rest.0, tail), shortened(rest.1, tail));
        if put.is_empty() && !cut.is_empty() {
            found.push(Piece::Removed(cut.to_owned(), edit.why));
        } else if cut != put {
            found.push(Piece::Changed { before: cut.to_owned(), after: put.to_owned(), why: edit.why });
        }
        from = edit.at.end - tail;
    }
    keep(&mut found, text.get(from..).unwrap_or_default());
    found
}

fn keep(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Kept(kept)) = pieces.last_mut() {
        kept.push_str(text);
    } else if !text.is_empty() {
        pieces.push(Piece::Kept(text.to_owned()));
    }
}

/// The bytes of the letters that two texts begin with alike.
fn common(one: impl Iterator<Item = char>, two: impl Iterator<Item = char>) -> usize {
    one.zip(two).take_while(|(one, two)| one == two).map(|(letter, _)| letter.len_utf8()).sum()
}

fn shortened(text: &str, by: usize) -> &str {
    text.get(..text.len().saturating_sub(by)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(at: Range<usize>, with: &str) -> Edit {
        Edit::new(at, with, Reason::Tag)
    }

    #[test]
    fn rounds_become_one_list_of_changes() {
        let mut rounds = Rounds::new("0123456789");
        rounds.go(&|_| vec![edit(1..2, ""), edit(4..5, "abc"), edit(8..8, "+")]);
        assert_eq!(rounds.now, "023abc567+89");
        rounds.go(&|_| vec![edit(0..1, "Z"), edit(2..4, "x"), edit(9..10, "-"), edit(12..12, "!")]);
        assert_eq!(rounds.now, "Z2xbc567-89!");
        assert_eq!(apply("0123456789", &rounds.edits), rounds.now);
        assert_eq!(rounds.edits.len(), 5);
    }

    #[test]
    fn pieces_show_no_more_than_what_changed() {
        let found = pieces("a b=\"c;d\" e", &[edit(1..9, " b=\"c\"")]);
        let kept = |text: &str| Piece::Kept(text.to_owned());
        assert_eq!(found, [kept("a b=\"c"), Piece::Removed(";d".to_owned(), Reason::Tag), kept("\" e")]);
    }
}
