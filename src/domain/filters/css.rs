//! The `style` attribute as WordPress 6.1 filters it: `safecss_filter_attr`.

use crate::domain::order;
use std::ops::Range;

use super::rules::PROPERTIES;
use super::scheme;

/// Properties that may hold addresses, and those that may hold gradients.
const WITH_ADDRESS: [&str; 5] = ["background", "background-image", "cursor", "list-style", "list-style-image"];
const WITH_GRADIENT: [&str; 2] = ["background", "background-image"];
const FUNCTIONS: [&str; 6] = ["var", "calc", "min", "max", "minmax", "clamp"];

/// A style after filtering.
pub(super) struct Filtered {
    pub css: String,
    /// The properties that stayed, in bytes of the style without its line breaks and the spaces around it.
    pub kept: Vec<Range<usize>>,
}

/// Keeps the properties that are known, with values that hold nothing suspicious.
pub(super) fn filter(style: &str) -> Filtered {
    let lines = scheme::without_zeros(style).replace(['\n', '\r', '\t'], "");
    let style = trimmed(&lines);
    let mut css = String::new();
    let mut kept = Vec::new();
    let mut from = 0;
    for part in style.split(';') {
        let item = trimmed(part);
        if !part.is_empty() && is_safe(item) {
            if !css.is_empty() {
                css.push(';');
            }
            css.push_str(item);
            let start = from + (part.len() - part.trim_start_matches([' ', '\u{0}']).len());
            kept.push(start..start + item.len());
        }
        from += part.len() + 1;
    }
    Filtered { css, kept }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r', '\0', '\u{b}'])
}

fn is_safe(item: &str) -> bool {
    let Some((name, value)) = item.split_once(':') else { return has_no_trick(&without_functions(item)) };
    let name = trimmed(name);
    let is_own = is_own_property(name);
    if !is_own && !PROPERTIES.split(' ').any(|known| known == name) {
        return false;
    }
    let short = trimmed(value);
    let takes_address = if is_own { short.starts_with("url(") } else { WITH_ADDRESS.contains(&name) };
    let takes_gradient = if is_own { short.contains("-gradient(") } else { WITH_GRADIENT.contains(&name) };
    let mut rest = item.to_owned();
    if takes_address {
        for found in addresses(value) {
            if !is_safe_address(found) {
                return false;
            }
            rest = rest.replace(found, "");
        }
    }
    if takes_gradient && is_gradient(short) {
        rest = rest.replace(short, "");
    }
    has_no_trick(&without_functions(&rest))
}

/// `--` and letters: a property that the page itself defines.
fn is_own_property(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    name.strip_prefix("--").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_part))
}

/// Every `url(…)`.
fn addresses(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some(at) = rest.find("url(") {
        let from = rest.get(at..).unwrap_or_default();
        let Some(end) = from.find(')') else { break };
        if end > 4 {
            found.extend(from.get(..=end));
        }
        rest = from.get(if end > 4 { end + 1 } else { 4 }..).unwrap_or_default();
    }
    found
}

fn is_safe_address(found: &str) -> bool {
    let inside = found.strip_prefix("url(").and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    let inside = inside.trim_start_matches(super::attributes::spaces);
    let unquoted = ['"', '\''].into_iter().find_map(|quote| {
        let rest = inside.strip_prefix(quote)?;
        // The last such quote, with nothing but spaces behind it.
        let (address, after) = rest.rsplit_once(quote)?;
        after.chars().all(super::attributes::spaces).then_some(address)
    });
    let matched = unquoted.unwrap_or(inside);
    let address = trimmed(matched);
    !matches!(matched, "" | "0") && !matches!(address, "" | "0") && scheme::without_bad(address) == address
}

/// One gradient and nothing else, with no more brackets inside than those of `rgb` and `rgba`.
fn is_gradient(value: &str) -> bool {
    let value = value.strip_prefix("repeating-").unwrap_or(value);
    let kinds = ["linear-gradient(", "radial-gradient(", "conic-gradient("];
    let inside = kinds.iter().find_map(|kind| value.strip_prefix(kind)).and_then(|rest| rest.strip_suffix(')'));
    let Some(mut rest) = inside else { return false };
    while let Some(at) = rest.find(['(', ')']) {
        let Some((before, from)) = rest.split_at_checked(at) else { return false };
        let is_colour = from.starts_with('(') && (before.ends_with("rgb") || before.ends_with("rgba"));
        let close = from.get(1..).and_then(|inside| inside.find(['(', ')']).map(|end| end + 1));
        match close {
            Some(end) if is_colour && from.as_bytes().get(end) == Some(&b')') => {
                rest = from.get(end + 1..).unwrap_or_default();
            }
            _ => return false,
        }
    }
    true
}

/// The text without calls of known functions, with all that stands between their brackets.
fn without_functions(text: &str) -> String {
    if !text.contains('(') {
        return text.to_owned();
    }
    let closes = closing_brackets(text);
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for (open, close) in closes {
        if open < from {
            continue;
        }
        let before = text.get(from..open).unwrap_or_default();
        let name = FUNCTIONS.iter().filter(|name| before.ends_with(**name)).find(|name| {
            let head = text.get(..open - name.len()).unwrap_or_default();
            !head.ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_')
        });
        if let Some(name) = name {
            rest.push_str(text.get(from..open - name.len()).unwrap_or_default());
            from = close + 1;
        }
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    rest
}

/// Pairs of brackets, in the order of the opening ones.
fn closing_brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, bracket) in text.match_indices(['(', ')']) {
        if bracket == "(" {
            open.push(at);
        } else if let Some(start) = open.pop() {
            pairs.push((start, at));
        }
    }
    order::sort(&mut pairs);
    pairs
}

fn has_no_trick(text: &str) -> bool {
    !text.contains(['\\', '(', '&', '=', '}']) && !text.contains("/*")
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn known_properties_stay_and_others_go() {
        let css = |style| filter(style).css;
        assert_eq!(css("color:red;display:block;margin:0"), "color:red;margin:0");
        assert_eq!(css(" color : red ; "), "color : red");
        assert_eq!(css("display:block"), "");
    }

    #[test]
    fn functions_that_are_known_may_hold_anything() {
        let css = |style| filter(style).css;
        assert_eq!(css("width:calc(100% - (1px + 2px))"), "width:calc(100% - (1px + 2px))");
        assert_eq!(css("width:calc(1px"), "");
        assert_eq!(css("color:rgb(1,2,3)"), "");
    }
}
