//! Drupal's text format Basic HTML: its filter against hostile code, then its list of elements and attributes.
//!
//! Written by reading `Xss.php` and `FilterHtml.php` of Drupal 11, and held against what they gave: see `real.rs`. Not
//! done: closing elements that were left open, and marking images from elsewhere.

use std::borrow::Cow;

use super::attributes::{Hair, Whole, hair, spaces};
use super::edits::{Edit, Edits, Rounds};
use super::{Reason, rules, scheme};
use crate::domain::markup::decode;

/// Attributes whose value is no address, for sure.
const PLAIN: [&str; 6] = ["title", "alt", "rel", "property", "class", "datetime"];

pub(super) fn filter(rounds: &mut Rounds) {
    rounds.go(&|text| removed(text.match_indices('\0').map(|(at, _)| at..at + 1)));
    rounds.go(&|text| removed(braces(text).into_iter()));
    rounds.go(&bare_ampersands);
    rounds.go(&tags);
    rounds.go(&|text| {
        let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
        let ends = [0..start, end.max(start)..text.len()];
        ends.into_iter().map(|range| Edit::new(range, "", Reason::Spelling)).collect()
    });
}

fn removed(ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Edits {
    ranges.map(|range| Edit::new(range, "", Reason::Control)).collect()
}

/// `&{…};`, which an old browser ran.
fn braces(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find('&')).map(|at| from + at) {
        let rest = text.get(start + 1..).unwrap_or_default();
        let inside = rest.trim_start_matches(spaces);
        from = start + 1;
        if let Some(inside) = inside.strip_prefix('{') {
            let after = inside.split_once('}').map_or("", |(_, after)| after);
            let end = after.trim_start_matches(spaces).strip_prefix(';').unwrap_or(after);
            from = text.len() - end.len();
            found.push(start..from);
        }
    }
    found
}

fn bare_ampersands(text: &str) -> Edits {
    let is_entity = |rest: &str| {
        let name = rest.bytes().position(|byte| byte == b';').and_then(|end| rest.get(..end)).unwrap_or_default();
        match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
                None => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
            },
            None => {
                name.starts_with(|first: char| first.is_ascii_alphabetic())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
        }
    };
    // No entity is longer.
    let window = |at: usize| text.get(at..).map(|rest| rest.get(..40).unwrap_or(rest)).unwrap_or_default();
    text.match_indices('&')
        .filter(|(at, _)| !is_entity(window(at + 1)))
        .map(|(at, _)| Edit::new(at..at + 1, "&amp;", Reason::Entity))
        .collect()
}

/// Every tag, comment, lone `<` and `>`.
fn tags(text: &str) -> Edits {
    let mut edits = Vec::new();
    let mut from = 0;
    let mut no_comment_ends_before = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(['<', '>'])).map(|at| from + at) {
        let rest = text.get(start..).unwrap_or_default();
        let next = rest.as_bytes().get(1).copied();
        let to_end = || rest.find('>').map_or(rest.len(), |at| at + 1);
        let mut length = 1;
        let mut made = |length: usize, with: String, why| edits.push(Edit::new(start..start + length, with, why));
        if rest.starts_with('>') {
            made(1, "&gt;".to_owned(), Reason::Broken);
        } else if next.is_none_or(|next| !next.is_ascii_alphabetic() && !matches!(next, b'!' | b'/')) {
            made(1, "&lt;".to_owned(), Reason::Broken);
        } else if rest.starts_with("<!--") {
            // A comment ends on its line, or with the next tag.
            let end = (start >= no_comment_ends_before).then(|| {
                let line = rest.split('\n').next().unwrap_or_default();
                let end = line.find("-->").map(|at| at + 3);
                if end.is_none() {
                    no_comment_ends_before = start + line.len();
                }
                end
            });
            length = end.flatten().unwrap_or_else(to_end);
            made(length, String::new(), Reason::Comment);
        } else {
            length = to_end();
            let part = rest.get(..length).unwrap_or_default();
            edits.extend(tag(part).into_iter().map(|edit| edit.moved(start)));
        }
        from = start + length;
    }
    edits
}

fn tag(part: &str) -> Edits {
    let gone = |why| vec![Edit::new(0..part.len(), "", why)];
    let inside = part.get(1..).unwrap_or_default();
    let (is_end, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest.trim_start_matches(spaces)),
        None => (false, inside),
    };
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let rest = inside.trim_start_matches(is_name);
    let name = inside.get(..inside.len() - rest.len()).unwrap_or_default().to_ascii_lowercase();
    if name.is_empty() {
        return gone(Reason::Broken);
    }
    let Some((_, allowed)) = rules::BASIC.iter().find(|(known, _)| *known == name) else { return gone(Reason::Tag) };
    if is_end {
        return vec![Edit::new(0..part.len(), format!("</{name}>"), Reason::Spelling)];
    }
    let list = rest.strip_suffix('>').unwrap_or(rest);
    let slash = list.trim_end_matches(spaces);
    let list = slash.strip_suffix('/').unwrap_or(list);
    let list_at = part.len() - rest.len();
    let mut edits = vec![Edit::new(0..list_at, format!("<{name}"), Reason::Spelling)];
    let mut from = list_at;
    for attribute in hair(list, false) {
        let end = list_at + attribute.range.end;
        edits.push(attribute_edit(from..end, &attribute, allowed));
        from = end;
    }
    let end = if slash.ends_with('/') { " />" } else { ">" };
    edits.push(Edit::new(from..part.len(), end, Reason::Spelling));
    edits
}

fn attribute_edit(at: std::ops::Range<usize>, attribute: &Hair<'_>, allowed: &str) -> Edit {
    let name = attribute.name.to_ascii_lowercase();
    let written = attribute.value.unwrap_or_default();
    let is_listed = allowed.split(' ').any(|known| known == name)
        || name == "lang"
        || (name == "dir" && matches!(written, "ltr" | "rtl"));
    if !is_listed {
        let why = if name == "style" { Reason::Style } else { Reason::Attribute };
        return Edit::new(at, "", why);
    }
    let (value, why) = if PLAIN.contains(&name.as_str()) || name.starts_with("data-") {
        (Cow::Borrowed(written), Reason::Spelling)
    } else {
        let meant = decode(written);
        let safe = scheme::without_dangerous(&meant, rules::DRUPAL_SCHEMES);
        let why = if safe.len() < meant.len() { Reason::Scheme } else { Reason::Entity };
        (Cow::Owned(escaped(safe)), why)
    };
    let value = value.replace(['<', '>'], "");
    let quote = if attribute.value.is_some() { '"' } else { '\0' };
    let value = value.replace('"', "&quot;");
    Edit::new(at, format!(" {}", Whole { name: &name, value: &value, quote }.written()), why)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::{Place, simulate};

    fn left(snippet: &str) -> String {
        simulate(snippet, Place::DrupalBasic).unwrap().left
    }

    #[test]
    fn a_link_stays_and_its_look_goes() {
        let snippet = "<a href=\"https://a.example/?b=1&amp;c=2\" target=\"_blank\" style=\"color:red\">x</a>";
        assert_eq!(left(snippet), "<a href=\"https://a.example/?b=1&amp;c=2\">x</a>");
    }

    #[test]
    fn elements_go_and_their_text_stays() {
        assert_eq!(left("<div><span>a</span><script>b</script></div>"), "ab");
        assert_eq!(left("<!-- a --><p>b</p> "), "<p>b</p>");
    }

    #[test]
    fn a_scheme_that_runs_code_goes() {
        assert_eq!(left("<a href=\"&#106;avascript:alert(1)\">x</a>"), "<a href=\"alert(1)\">x</a>");
        assert_eq!(left("<a href=\"java&#10;script:alert(1)\">x</a>"), "<a href=\"alert(1)\">x</a>");
    }

    #[test]
    fn letters_that_would_begin_a_tag_become_text() {
        assert_eq!(left("1 < 2 & 3 > 2"), "1 &lt; 2 &amp; 3 &gt; 2");
    }
}
