//! Entities as browsers take them: all that are numbers, and the few names that a link or a snippet can meet.

use std::borrow::Cow;

const NAMED: [(&str, char); 16] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("AMP", '&'),
    ("LT", '<'),
    ("GT", '>'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("colon", ':'),
    ("sol", '/'),
    ("equals", '='),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("shy", '\u{ad}'),
];
/// So many of [`NAMED`] count without their semicolon too, in front of anything but a letter, a digit or `=`.
const BARE: usize = 8;

/// A text with its entities replaced. Names that are not known stay as they are.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut parts = text.split('&');
    decoded.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match entity(part) {
            Some((letter, rest)) => {
                decoded.push(letter);
                decoded.push_str(rest);
            }
            None => {
                decoded.push('&');
                decoded.push_str(part);
            }
        }
    }
    Cow::Owned(decoded)
}

/// What the entity after a `&` means, and what follows it.
fn entity(part: &str) -> Option<(char, &str)> {
    let Some(number) = part.strip_prefix('#') else { return named(part) };
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let end = digits.find(|letter: char| !letter.is_digit(radix)).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())?;
    // Too many digits are too large a number.
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    let letter = char::from_u32(code).filter(|letter| *letter != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((letter, rest.strip_prefix(';').unwrap_or(rest)))
}

fn named(part: &str) -> Option<(char, &str)> {
    NAMED.iter().enumerate().find_map(|(at, (name, letter))| {
        let rest = part.strip_prefix(name)?;
        match rest.strip_prefix(';') {
            Some(rest) => Some((*letter, rest)),
            None if at < BARE && !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '=') => {
                Some((*letter, rest))
            }
            None => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn entities_become_what_they_stand_for() {
        for (written, meant) in [
            ("a&amp;b", "a&b"),
            ("&lt;&gt;&quot;&apos;&colon;", "<>\"':"),
            ("&#106;&#x6A;&#X6a&#0000106", "jjjj"),
            ("&amp;amp;", "&amp;"),
            ("&#0;&#xD800;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(decode(written), meant);
        }
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in ["a & b", "&", "&#", "&#x", "&#;", "&bogus;", "?a=1&lt=2", "?a=1&lten", "&é;"] {
            assert_eq!(decode(text), text);
        }
    }

    #[test]
    fn the_oldest_names_count_without_their_semicolon() {
        assert_eq!(decode("a&amp b&lt"), "a& b<");
        assert_eq!(decode("a&apos b&nbsp"), "a&apos b&nbsp");
    }
}
