//! The known key that a misspelled one was probably meant to be.

/// The known key nearest to `key`, if so near that it looks like a slip of the fingers: about one letter in three.
pub(crate) fn nearest<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let letters: Vec<char> = key.chars().collect();
    let limit = (letters.len() / 3).clamp(1, 3);
    known
        .filter_map(|candidate| {
            let other: Vec<char> = candidate.chars().collect();
            let worth_it = letters.len().abs_diff(other.len()) <= limit;
            let distance = worth_it.then(|| distance(&letters, &other))?;
            (distance <= limit).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, drop, replace or swap with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    // A row holds the distances from the letters of `a` so far to each start of `b`; `at` is one of them.
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last: Option<char> = None;
    for (row, &letter) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut last_other = None;
        for (column, &other) in b.iter().enumerate() {
            let replaced = at(&above, column) + usize::from(letter != other);
            let dropped = at(&above, column + 1) + 1;
            let inserted = at(&current, column) + 1;
            let mut best = replaced.min(dropped).min(inserted);
            if last == Some(other) && last_other == Some(letter) {
                best = best.min(at(&before, column.saturating_sub(1)) + 1);
            }
            current.push(best);
            last_other = Some(other);
        }
        last = Some(letter);
        before = std::mem::replace(&mut above, current);
    }
    at(&above, b.len())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_swapped_or_lost_letter_is_recognised_and_another_word_is_not() {
        let known = ["what", "why", "result", "pitfall"];
        let nearest = |key| nearest(key, known.into_iter());
        assert_eq!(nearest("reslut"), Some("result"));
        assert_eq!(nearest("pitfal"), Some("pitfall"));
        assert_eq!(nearest("wyh"), Some("why"));
        assert_eq!(nearest("outcome"), None);
        assert_eq!(nearest(""), None);
    }
}
