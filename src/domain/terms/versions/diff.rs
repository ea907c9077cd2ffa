//! What changed between two texts: line by line, then word by word within the lines that changed.

use crate::domain::order;

/// A stretch of text that is in both, or in one of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// In which of them.
    pub kind: PieceKind,
    /// Not empty.
    pub text: String,
}

/// In which of two texts a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// In both.
    Kept,
    /// In the new one.
    Added,
    /// In the old one.
    Removed,
}

/// The most pairs of tokens that are compared each with each. Longer stretches are first cut where both have a token
/// that each has only once; without one they count as replaced. So the cost stays near the length of the texts.
const PAIRS_MAX: usize = 1 << 16;
/// How often a stretch is cut so, within what was cut already.
const CUTS_MAX: usize = 8;

/// The pieces of both texts, in order. What is kept and removed is together the old text, what is kept and added the
/// new one, to the byte.
#[must_use]
pub fn diff(old: &str, new: &str) -> Vec<Piece> {
    let mut lines = Vec::new();
    compare(&tokens(old, '\n'), &tokens(new, '\n'), CUTS_MAX, &mut |kind, text| push(&mut lines, kind, text));
    let mut pieces = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((first, after)) = rest.split_first() {
        match (first.kind, after.split_first()) {
            (PieceKind::Removed, Some((second, after))) if second.kind == PieceKind::Added => {
                words(first, second).iter().for_each(|piece| push(&mut pieces, piece.kind, &piece.text));
                rest = after;
            }
            _ => {
                push(&mut pieces, first.kind, &first.text);
                rest = after;
            }
        }
    }
    pieces
}

/// What changed within lines: word by word, or as a whole if so little is kept that a sentence of scraps would remain.
fn words(old: &Piece, new: &Piece) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let add = &mut |kind, text: &str| push(&mut pieces, kind, text);
    compare(&tokens(&old.text, ' '), &tokens(&new.text, ' '), CUTS_MAX, add);
    let kept: usize = pieces.iter().filter(|piece| piece.kind == PieceKind::Kept).map(|piece| piece.text.len()).sum();
    if kept * 2 < old.text.len().min(new.text.len()) { vec![old.clone(), new.clone()] } else { pieces }
}

/// Lines or words, each with the character that ends it. Words end with lines too.
fn tokens(text: &str, end: char) -> Vec<&str> {
    text.split_inclusive([end, '\n']).collect()
}

/// Adds to the last piece if it is of the same kind. What is removed comes before what is added in its place.
fn push(pieces: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    if text.is_empty() {
        return;
    }
    if let [.., before, last] = pieces.as_mut_slice()
        && (kind, last.kind, before.kind) == (PieceKind::Removed, PieceKind::Added, PieceKind::Removed)
    {
        return before.text.push_str(text);
    }
    match pieces.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => {
            let at = pieces.len();
            pieces.push(Piece { kind, text: text.to_owned() });
            if kind == PieceKind::Removed && at.checked_sub(1).and_then(|at| pieces.get(at)).is_some_and(is_added) {
                pieces.swap(at - 1, at);
            }
        }
    }
}

fn is_added(piece: &Piece) -> bool {
    piece.kind == PieceKind::Added
}

fn compare(old: &[&str], new: &[&str], cuts: usize, add: &mut dyn FnMut(PieceKind, &str)) {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (kept, old) = old.split_at(start);
    let (_, new) = new.split_at(start);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, kept_after) = old.split_at(old.len() - end);
    let (new, _) = new.split_at(new.len() - end);
    kept.iter().for_each(|token| add(PieceKind::Kept, token));
    if old.len().saturating_mul(new.len()) <= PAIRS_MAX {
        compare_each(old, new, add);
    } else {
        compare_around(old, new, cuts, add);
    }
    kept_after.iter().for_each(|token| add(PieceKind::Kept, token));
}

/// The longest common subsequence, by a table of all pairs.
fn compare_each(old: &[&str], new: &[&str], add: &mut dyn FnMut(PieceKind, &str)) {
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    let at =
        |longest: &[u32], row: usize, column: usize| longest.get(row * width + column).copied().unwrap_or_default();
    for (row, old) in old.iter().enumerate().rev() {
        for (column, new) in new.iter().enumerate().rev() {
            let best = if old == new {
                at(&longest, row + 1, column + 1) + 1
            } else {
                at(&longest, row + 1, column).max(at(&longest, row, column + 1))
            };
            if let Some(place) = longest.get_mut(row * width + column) {
                *place = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(old), Some(new)) if old == new => {
                add(PieceKind::Kept, old);
                (row, column) = (row + 1, column + 1);
            }
            (Some(old), new) if new.is_none() || at(&longest, row + 1, column) >= at(&longest, row, column + 1) => {
                add(PieceKind::Removed, old);
                row += 1;
            }
            (_, Some(new)) => {
                add(PieceKind::Added, new);
                column += 1;
            }
            (_, None) => return,
        }
    }
}

/// Cuts at tokens that both have once, and compares what lies between.
fn compare_around(old: &[&str], new: &[&str], cuts: usize, add: &mut dyn FnMut(PieceKind, &str)) {
    let anchors = if cuts == 0 { Vec::new() } else { anchors(old, new) };
    if anchors.is_empty() {
        old.iter().for_each(|token| add(PieceKind::Removed, token));
        new.iter().for_each(|token| add(PieceKind::Added, token));
        return;
    }
    let (mut from_old, mut from_new) = (0, 0);
    for (at_old, at_new) in anchors.into_iter().chain([(old.len(), new.len())]) {
        let (before_old, before_new) = (old.get(from_old..at_old), new.get(from_new..at_new));
        compare(before_old.unwrap_or_default(), before_new.unwrap_or_default(), cuts - 1, add);
        if let Some(token) = old.get(at_old) {
            add(PieceKind::Kept, token);
        }
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
}

/// Places of tokens that both have once, rising in both: as many as there can be.
fn anchors(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let (old, new) = (single(old), single(new));
    let mut pairs: Vec<_> = old
        .iter()
        .filter_map(|(token, at)| {
            let found = new.binary_search_by(|(known, _)| known.cmp(token)).ok()?;
            Some((*at, new.get(found)?.1))
        })
        .collect();
    order::sort(&mut pairs);
    longest_rise(&pairs)
}

/// The tokens that are there once, sorted, with their places.
fn single<'t>(tokens: &[&'t str]) -> Vec<(&'t str, usize)> {
    let mut sorted: Vec<_> = tokens.iter().enumerate().map(|(at, token)| (*token, at)).collect();
    order::sort(&mut sorted);
    let runs = sorted.chunk_by(|a, b| a.0 == b.0);
    runs.filter_map(|run| if let [only] = run { Some(*only) } else { None }).collect()
}

/// The most pairs whose second numbers rise, of pairs whose first numbers do: patience sorting.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends a rise of it lowest, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let second = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| second(*end) < pair.1);
        before.push(place.checked_sub(1).and_then(|place| ends.get(place).copied()));
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rise = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        rise.extend(pairs.get(at));
        next = before.get(at).copied().flatten();
    }
    rise.reverse();
    rise
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        diff(old, new)
            .iter()
            .map(|Piece { kind, text }| match kind {
                PieceKind::Kept => text.clone(),
                PieceKind::Added => format!("{{+{text}+}}"),
                PieceKind::Removed => format!("[-{text}-]"),
            })
            .collect()
    }

    #[test]
    fn words_that_changed_are_told_within_their_line() {
        assert_eq!(
            told("een\nbinnen 30 dagen betalen\ndrie\n", "een\nbinnen 14 dagen betalen\ndrie\n"),
            "een\nbinnen [-30 -]{+14 +}dagen betalen\ndrie\n"
        );
    }

    #[test]
    fn lines_that_came_and_went_are_told_whole() {
        assert_eq!(told("a\nb\nc\n", "a\nc\nd\n"), "a\n[-b\n-]c\n{+d\n+}");
        assert_eq!(told("", "a"), "{+a+}");
        assert_eq!(told("a", ""), "[-a-]");
        assert_eq!(told("a", "a"), "a");
        assert_eq!(diff("", ""), []);
    }

    #[test]
    fn a_long_text_is_cut_at_lines_that_both_have_once() {
        let lines = |changed: &str| -> String {
            (0..2_000)
                .map(|at| if at == 1_000 { format!("{changed}\n") } else { format!("regel {at}\nzelfde\n") })
                .collect()
        };
        // Changed at both ends too, so that the middle is not found by its ends.
        let (old, new) = (format!("w\n{}x", lines("oud")), format!("y\n{}z", lines("nieuw")));
        let changes: Vec<_> = diff(&old, &new).into_iter().filter(|piece| piece.kind != PieceKind::Kept).collect();
        let texts: Vec<_> = changes.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["w\n", "y\n", "oud\n", "nieuw\n", "x", "z"]);
    }
}
