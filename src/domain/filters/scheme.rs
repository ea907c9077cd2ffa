//! Addresses with the schemes taken away that a platform does not let through.

use super::attributes::no_controls;
use super::edits::apply;
use super::rules::SCHEMES;

/// So often a scheme is taken away before the whole address is.
const ROUNDS_MAX: usize = 6;

/// As WordPress does it, `wp_kses_bad_protocol`: entities may hide a scheme, and one may hide behind another.
pub(super) fn without_bad(value: &str) -> String {
    let mut now = without_zeros(value);
    for _ in 0..ROUNDS_MAX {
        let next = once(&now, 1);
        if next == now {
            return now;
        }
        now = next;
    }
    String::new()
}

/// Control characters and written `\0` taken away, as `wp_kses_no_null` does.
pub(super) fn without_zeros(text: &str) -> String {
    let plain = apply(text, &no_controls(text, false));
    apply(&plain, &no_controls(&plain, true))
}

fn once(value: &str, count: u8) -> String {
    let value = colons_ended(value);
    let Some((scheme, rest)) = split_at_colon(&value).filter(|(scheme, _)| !scheme.contains("/?")) else {
        return value;
    };
    let mut rest = rest.trim_matches([' ', '\t', '\n', '\r', '\0', '\u{b}']).to_owned();
    let scheme = allowed(scheme);
    if scheme == "feed:" {
        if count > 2 {
            return String::new();
        }
        rest = once(&rest, count + 1);
        if rest.is_empty() || rest == "0" {
            return rest;
        }
    }
    scheme + &rest
}

/// The colon as a number, in both notations, and what it must not be followed by to be taken for one without `;`.
fn numbered_colon(rest: &str) -> Option<(usize, &str)> {
    let digits = rest.strip_prefix("&#")?;
    let (zeros, code) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, "3a"),
        None => (digits, "58"),
    };
    let at = zeros.trim_start_matches('0');
    let found = at.get(..code.len()).filter(|found| found.eq_ignore_ascii_case(code))?;
    let after = at.get(found.len()..)?;
    Some((rest.len() - after.len(), code))
}

/// Gives each such number the semicolon that it lacks.
fn colons_ended(value: &str) -> String {
    let mut ended = String::with_capacity(value.len());
    let mut from = 0;
    for (at, _) in value.match_indices("&#") {
        let rest = value.get(at..).unwrap_or_default();
        let Some((length, code)) = numbered_colon(rest) else { continue };
        let next = rest.as_bytes().get(length);
        let goes_on = next.is_some_and(|byte| match code {
            "58" => byte.is_ascii_digit(),
            _ => byte.is_ascii_hexdigit(),
        });
        if goes_on || next == Some(&b';') {
            continue;
        }
        ended.push_str(value.get(from..at + length).unwrap_or_default());
        ended.push(';');
        from = at + length;
    }
    ended.push_str(value.get(from..).unwrap_or_default());
    ended
}

fn split_at_colon(value: &str) -> Option<(&str, &str)> {
    value.match_indices([':', '&']).find_map(|(at, letter)| {
        let rest = value.get(at..)?;
        let length = if letter == ":" {
            1
        } else if let Some((length, _)) = numbered_colon(rest) {
            (rest.as_bytes().get(length) == Some(&b';')).then_some(length + 1)?
        } else {
            rest.get(..7).filter(|name| name.eq_ignore_ascii_case("&colon;"))?.len()
        };
        Some((value.get(..at)?, rest.get(length..)?))
    })
}

/// The scheme with its colon; nothing if it is not let through.
fn allowed(scheme: &str) -> String {
    let plain: String = numbers_decoded(scheme).chars().filter(|letter| !super::attributes::spaces(*letter)).collect();
    let plain = without_zeros(&plain).to_ascii_lowercase();
    if SCHEMES.split(' ').any(|known| known == plain) { plain + ":" } else { String::new() }
}

/// Entities that are numbers, as letters of one byte: more no scheme has.
fn numbers_decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once("&#") {
        decoded.push_str(before);
        let (digits, radix) = entity.strip_prefix(['x', 'X']).map_or((entity, 10), |hex| (hex, 16));
        let read = digits.split_once(';').filter(|(digits, _)| digits.chars().all(|digit| digit.is_digit(radix)));
        let code = read.and_then(|(digits, after)| Some((u32::from_str_radix(digits, radix).ok()?, after)));
        rest = if let Some((code, after)) = code {
            decoded.push(char::from(u8::try_from(code % 256).unwrap_or(0)));
            after
        } else {
            decoded.push_str("&#");
            entity
        };
    }
    decoded.push_str(rest);
    decoded
}

/// As Drupal does it, `UrlHelper::stripDangerousProtocols`, on a value without entities.
pub(super) fn without_dangerous<'a>(mut value: &'a str, allowed: &str) -> &'a str {
    while let Some((scheme, rest)) = value.split_once(':') {
        let is_known = allowed.split(' ').any(|known| known.eq_ignore_ascii_case(scheme));
        if scheme.is_empty() || is_known || scheme.contains(['/', '?', '#']) {
            break;
        }
        value = rest;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_is_found_however_it_is_written() {
        for value in [
            "javascript:alert(1)",
            " JAVA\tscript:alert(1)",
            "&#106;avascript&#58;alert(1)",
            "&#x6A;avascript&#x0003A;alert(1)",
            "javascript&COLON;alert(1)",
            "data:javascript:alert(1)",
        ] {
            assert_eq!(without_bad(value), "alert(1)", "{value}");
        }
    }

    #[test]
    fn addresses_that_are_let_through_stay() {
        for value in ["https://a.example/?b=c:d", "mailto:a@b.example", "#x", "/a?b=1", "a/b", ""] {
            assert_eq!(without_bad(value), value);
            assert_eq!(without_dangerous(value, "https mailto"), value);
        }
        assert_eq!(without_dangerous("javascript:data:x", "https"), "x");
    }
}
