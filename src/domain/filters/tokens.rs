//! Filters that go by what a browser reads: those of editors and of platforms that take no code.

use std::ops::Range;

use super::edits::{Edit, Edits};
use super::{Reason, rules, scheme};
use crate::domain::markup::{Kind, Tag, decode, tokens};

/// Takes away elements with their content, and attributes of elements. Names in lower case.
pub(super) fn cut(text: &str, elements: &[&str], attributes: &[(&str, &str)]) -> Edits {
    let mut edits = Vec::new();
    let mut is_cutting = false;
    for token in tokens(text) {
        match token.kind {
            Kind::Open(tag) if elements.iter().any(|name| tag.is(name)) => {
                is_cutting = true;
                edits.push(Edit::new(token.range, "", Reason::Tag));
            }
            Kind::Close(name) if elements.iter().any(|known| name.eq_ignore_ascii_case(known)) => {
                is_cutting = false;
                edits.push(Edit::new(token.range, "", Reason::Tag));
            }
            Kind::Text if !elements.is_empty() => edits.extend(lone_signs(text, token.range)),
            Kind::Raw if is_cutting => edits.push(Edit::new(token.range, "", Reason::Tag)),
            // An editor keeps no tag that has no end.
            Kind::Broken => edits.push(Edit::new(token.range, "", Reason::Broken)),
            Kind::Open(tag) => {
                is_cutting = false;
                let is_cut = |name: &str| {
                    attributes.iter().any(|(element, cut)| tag.is(element) && name.eq_ignore_ascii_case(cut))
                };
                edits.extend(without_attributes(text, &tag, &|name, _| is_cut(name).then_some(Reason::Attribute)));
            }
            _ => {}
        }
    }
    edits
}

/// Leaves links and their text.
pub(super) fn links_only(text: &str) -> Edits {
    let mut edits = Vec::new();
    for token in tokens(text) {
        let known = |name: &str| rules::LINKS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
        match token.kind {
            Kind::Text => edits.extend(lone_signs(text, token.range)),
            Kind::Open(tag) => match known(tag.name) {
                Some((_, allowed)) => edits.extend(without_attributes(text, &tag, &|name, value| {
                    if !allowed.split(' ').any(|known| known.eq_ignore_ascii_case(name)) {
                        return Some(Reason::Attribute);
                    }
                    (name.eq_ignore_ascii_case("href") && !is_safe(value)).then_some(Reason::Scheme)
                })),
                None => edits.push(Edit::new(token.range, "", Reason::Tag)),
            },
            Kind::Close(name) if known(name).is_some() => {}
            Kind::Comment => edits.push(Edit::new(token.range, "", Reason::Comment)),
            Kind::Broken => edits.push(Edit::new(token.range, "", Reason::Broken)),
            _ => edits.push(Edit::new(token.range, "", Reason::Tag)),
        }
    }
    edits
}

/// A `<` in a text is written as an entity: without what is cut behind it, it could begin a tag.
fn lone_signs(text: &str, range: Range<usize>) -> Edits {
    let part = text.get(range.clone()).unwrap_or_default();
    let signs = part.match_indices('<').map(|(at, _)| range.start + at);
    signs.map(|at| Edit::new(at..at + 1, "&lt;", Reason::Entity)).collect()
}

/// Whether a browser takes an address for one that platforms let through.
fn is_safe(value: &str) -> bool {
    // Browsers skip line breaks and tabs inside of an address, and control characters around it.
    let address: String = decode(value).chars().filter(|letter| *letter > ' ').collect();
    scheme::without_dangerous(&address, rules::DRUPAL_SCHEMES) == address
}

/// Takes away the attributes for which `why` has a reason; it is given name and value as written.
fn without_attributes(text: &str, tag: &Tag<'_>, why: &dyn Fn(&str, &str) -> Option<Reason>) -> Edits {
    let mut edits = Vec::new();
    for attribute in &tag.attributes {
        if let Some(reason) = why(attribute.name, attribute.value.unwrap_or_default()) {
            // The white space in front goes with it.
            let before = text.get(..attribute.range.start).unwrap_or_default();
            let start = before.trim_end_matches(|letter: char| letter.is_ascii_whitespace()).len();
            edits.push(Edit::new(start..attribute.range.end, "", reason));
        }
    }
    edits
}
