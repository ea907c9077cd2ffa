//! The filter of WordPress for everybody without the right `unfiltered_html`: `wp_kses_post`, with what WordPress hooks
//! to it. Held against the real one: see `tests/native/filters.rs`.
//!
//! It knows no tree and no scripts: it takes tags away, and what stands between them stays as text.
//!
//! Not done: blocks are not read and written again. In block markup as the editor writes it that changes nothing.

use std::ops::Range;

use super::attributes::{Hair, Whole, ends, hair, no_controls, spaces};
use super::edits::{Edit, Edits, Rounds, apply};
use super::{Reason, css, rules, scheme};

/// Comments within comments are looked into so deep, and each so often: deeper ones are taken away. No comment that
/// somebody wrote comes near it.
const DEPTH_MAX: usize = 8;
const ROUNDS_MAX: usize = 8;

/// Filters a text, without what `without` names: elements that a platform takes from WordPress' list.
pub(super) fn post(text: &str, without: &[&str]) -> Edits {
    filter(text, without, DEPTH_MAX).edits
}

fn filter(text: &str, without: &[&str], depth: usize) -> Rounds {
    let mut rounds = Rounds::new(text);
    rounds.go(&|text| no_controls(text, false));
    rounds.go(&named_entities);
    rounds.go(&|text| numbers(text, "&amp;#", 10));
    rounds.go(&|text| numbers(text, "&amp;#x", 16));
    rounds.go(&lone_less_than);
    rounds.go(&long_comment_ends);
    rounds.go(&|text| tags(text, without, depth));
    rounds
}

/// Every `&` that begins no known name is written out.
fn named_entities(text: &str) -> Edits {
    text.match_indices('&')
        .filter(|(at, _)| !text.get(at + 1..).is_some_and(begins_known_name))
        .map(|(at, _)| Edit::new(at..at + 1, "&amp;", Reason::Entity))
        .collect()
}

fn begins_known_name(rest: &str) -> bool {
    // The longest name has eight letters.
    let end = rest.bytes().take(11).position(|byte| byte == b';');
    end.and_then(|end| rest.get(..end)).is_some_and(|name| rules::ENTITIES.split(' ').any(|known| known == name))
}

/// Numbers of letters get back the `&` that [`named_entities`] wrote out, and are written in one way.
fn numbers(text: &str, open: &str, radix: u32) -> Edits {
    let mut edits = Vec::new();
    for (at, _) in text.match_indices("&amp;#") {
        let Some(found) = text.get(at..at + open.len()) else { continue };
        if !found.eq_ignore_ascii_case(open) || !found.starts_with("&amp;#") {
            continue;
        }
        let Some(rest) = text.get(at + open.len()..) else { continue };
        let end = rest.find(|letter: char| !letter.is_digit(radix)).unwrap_or(rest.len());
        let Some((digits, after)) = rest.split_at_checked(end) else { continue };
        if digits.is_empty() || !after.starts_with(';') {
            continue;
        }
        let range = at..at + open.len() + end + 1;
        if let Some(with) = number(digits, radix) {
            edits.push(Edit::new(range, with, Reason::Entity));
        }
    }
    edits
}

fn number(digits: &str, radix: u32) -> Option<String> {
    if digits == "0" {
        return Some(String::new());
    }
    let short = digits.trim_start_matches('0');
    let longest = if radix == 10 { 7 } else { 6 };
    if short.len() > longest {
        return None;
    }
    let code = u32::from_str_radix(short, radix).unwrap_or(0);
    let is_letter = matches!(code, 0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x1_0000..=0x10_ffff);
    match (is_letter, radix) {
        (true, 10) => Some(format!("&#{short:0>3};")),
        (true, _) => Some(format!("&#x{short};")),
        (false, 10) => None,
        (false, _) => Some(format!("&amp;#x{digits};")),
    }
}

/// A `<` that meets another one, or the end, before a `>` is made text, with all in between.
fn lone_less_than(text: &str) -> Edits {
    let mut edits = Vec::new();
    let mut at = text.find('<');
    while let Some(start) = at {
        let rest = text.get(start + 1..).unwrap_or_default();
        let found = rest.find(['<', '>']);
        let end = start + 1 + found.unwrap_or(rest.len());
        if text.as_bytes().get(end) != Some(&b'>') {
            escape(text, start..end, &mut edits);
        }
        at = text.get(end..).and_then(|rest| rest.find('<')).map(|next| end + next);
    }
    edits
}

fn escape(text: &str, range: Range<usize>, edits: &mut Edits) {
    let escaped = [("<", "&lt;"), ("\"", "&quot;"), ("'", "&#039;"), ("&apos;", "&amp;apos;")];
    let part = text.get(range.clone()).unwrap_or_default();
    for (at, _) in part.match_indices(['<', '"', '\'', '&']) {
        let rest = part.get(at..).unwrap_or_default();
        if let Some((from, to)) = escaped.iter().find(|(from, _)| rest.starts_with(from)) {
            let start = range.start + at;
            edits.push(Edit::new(start..start + from.len(), *to, Reason::Broken));
        }
    }
}

/// `--->` ends a comment for some browsers, and not for this filter: one end for all.
fn long_comment_ends(text: &str) -> Edits {
    let mut edits = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("<!--")).map(|at| from + at + 4) {
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let Some(end) = line.find("--->") else {
            // No other comment of this line has such an end either.
            from = start + line.len();
            continue;
        };
        let kept = line.get(..end).unwrap_or_default().trim_end_matches('-').len();
        edits.push(Edit::new(start + kept..start + end + 4, "-->", Reason::Comment));
        from = start + end + 4;
    }
    edits
}

/// Every `<…>`, comment and lone `>`.
fn tags(text: &str, without: &[&str], depth: usize) -> Edits {
    let mut edits = Vec::new();
    let mut from = 0;
    let mut no_comment_before = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(['<', '>'])).map(|at| from + at) {
        let rest = text.get(start..).unwrap_or_default();
        let comment = if start < no_comment_before { None } else { comment_end(rest) };
        if rest.starts_with("<!--") && comment.is_none() {
            // This line holds no end of a comment: looking for it once is enough.
            no_comment_before = start + rest.find('\n').unwrap_or(rest.len());
        }
        let length = comment.unwrap_or_else(|| rest.find('>').map_or(rest.len(), |at| at + 1));
        let part = rest.get(..length).unwrap_or_default();
        edits.extend(one(part, without, depth).into_iter().map(|edit| edit.moved(start)));
        from = start + length;
    }
    edits
}

/// Where the comment that a text begins with ends: at its `-->` in the same line, or with the text in its last line.
fn comment_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("<!--")?;
    let line = inside.split('\n').next()?;
    match line.find("-->") {
        Some(at) => Some(4 + at + 3),
        None => ends(inside.get(line.len()..)?).then_some(4 + line.len()),
    }
}

/// What the real filter makes of one tag, comment or `>`.
fn one(part: &str, without: &[&str], depth: usize) -> Edits {
    if part.starts_with('>') {
        return vec![Edit::new(0..1, "&gt;", Reason::Broken)];
    }
    let mut rounds = Rounds::new(part);
    rounds.go(&|part| {
        let slashes = part.match_indices("\\\"");
        slashes.map(|(at, _)| Edit::new(at..at + 1, "", Reason::Spelling)).collect()
    });
    if part.starts_with("<!--") {
        rounds.go(&|part| comment(part, without, depth));
    } else {
        rounds.go(&|part| tag(part, without));
    }
    rounds.edits
}

fn comment(part: &str, without: &[&str], depth: usize) -> Edits {
    let mut inside = part.replace("<!--", "").replace("-->", "");
    for round in 0.. {
        if depth == 0 || round == ROUNDS_MAX {
            inside.clear();
            break;
        }
        let next = filter(&inside, without, depth - 1).now;
        if next == inside {
            break;
        }
        inside = next;
    }
    if inside.is_empty() {
        return vec![Edit::new(0..part.len(), "", Reason::Comment)];
    }
    let mut dashed = String::with_capacity(inside.len());
    for (at, run) in inside.split("--").enumerate() {
        // Of each run of dashes one is left.
        let run = if at == 0 { run } else { run.trim_start_matches('-') };
        if at > 0 && !dashed.ends_with('-') {
            dashed.push('-');
        }
        dashed.push_str(run);
    }
    let last = dashed.strip_suffix('\n').map_or((dashed.as_str(), ""), |line| (line, "\n"));
    let kept = last.0.strip_suffix('-').unwrap_or(last.0);
    vec![Edit::new(0..part.len(), format!("<!--{kept}{}-->", last.1), Reason::Comment)]
}

fn tag(part: &str, without: &[&str]) -> Edits {
    let gone = |why| vec![Edit::new(0..part.len(), "", why)];
    let Some(inside) = part.strip_prefix('<') else { return gone(Reason::Broken) };
    let name_at = inside.trim_start_matches(spaces);
    let (is_end, name_at) = match name_at.strip_prefix('/') {
        Some(rest) => (true, rest.trim_start_matches(spaces)),
        None => (false, name_at),
    };
    let name_end =
        name_at.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(name_at.len());
    let Some((name, rest)) = name_at.split_at_checked(name_end).filter(|(name, _)| !name.is_empty()) else {
        return gone(Reason::Broken);
    };
    let low = name.to_ascii_lowercase();
    let allowed = rules::POST.iter().find(|(tag, _)| *tag == low && !without.contains(tag));
    let Some((_, allowed)) = allowed else { return gone(Reason::Tag) };
    if is_end {
        return vec![Edit::new(0..part.len(), format!("</{name}>"), Reason::Spelling)];
    }
    let list = rest.strip_suffix('>').unwrap_or(rest);
    let slash = if list.trim_end_matches(spaces).ends_with('/') { " /" } else { "" };
    if low == "object" {
        // Only a document of the site's own uploads is let through, and a store is none.
        return if slash.is_empty() {
            vec![Edit::new(0..part.len(), format!("<{name}>"), Reason::Attribute)]
        } else {
            gone(Reason::Attribute)
        };
    }
    let list_at = part.len() - rest.len();
    let mut edits = vec![Edit::new(0..list_at, format!("<{name}"), Reason::Spelling)];
    let mut from = list_at;
    for attribute in unique(hair(list, true)) {
        let end = list_at + attribute.range.end;
        let start = list_at + attribute.range.start;
        edits.extend(attribute_edits(part, from, start, end, &attribute, allowed));
        from = end;
    }
    edits.push(Edit::new(from..part.len(), format!("{slash}>"), Reason::Spelling));
    edits
}

/// Of attributes with one name, in one spelling, the first.
fn unique(attributes: Vec<Hair<'_>>) -> Vec<Hair<'_>> {
    let mut kept: Vec<Hair<'_>> = Vec::with_capacity(attributes.len());
    let mut names: Vec<&str> = Vec::with_capacity(attributes.len());
    for attribute in attributes {
        if let Err(at) = names.binary_search(&attribute.name) {
            names.insert(at, attribute.name);
            kept.push(attribute);
        }
    }
    kept
}

/// What becomes of `part[from..end]`: what stands in front of an attribute, and the attribute from `start` on.
fn attribute_edits(part: &str, from: usize, start: usize, end: usize, attribute: &Hair<'_>, allowed: &str) -> Edits {
    let gone = |why| vec![Edit::new(from..end, "", why)];
    let name = attribute.name.to_ascii_lowercase();
    let is_listed = allowed.split(' ').chain(rules::GLOBAL.split(' ')).any(|known| known == name);
    let is_bare_only = name == "download" && is_listed;
    if !(is_listed || is_data(&name)) || (is_bare_only && attribute.value.is_some()) {
        return gone(Reason::Attribute);
    }
    let mut why = Reason::Spelling;
    let mut value = attribute.value.unwrap_or_default().to_owned();
    if rules::URIS.split(' ').any(|uri| uri == name) && attribute.value.is_some() {
        let safe = scheme::without_bad(&value);
        if safe != value {
            why = Reason::Scheme;
            value = safe;
        }
    }
    let mut whole = Whole { name: attribute.name, value: &value, quote: attribute.quote }.written();
    let mut kept = None;
    if name == "style" {
        let filtered = css::filter(&value);
        if filtered.css.is_empty() || filtered.css == "0" {
            return gone(Reason::Style);
        }
        if filtered.css != value {
            why = Reason::Style;
            kept = style_edits(&value, &filtered);
            whole = whole.replace(&value, &filtered.css);
        }
    }
    whole.retain(|letter| letter != '<' && letter != '>');
    let written = part.get(from..end).unwrap_or_default();
    // The value of a style as it stands: its properties are dropped one by one.
    if let (Some(kept), Some(at)) = (kept, attribute.value_at) {
        let at = start + at;
        let lead = Edit::new(from..start, " ", Reason::Spelling);
        let fine: Edits = [lead].into_iter().chain(kept.into_iter().map(|edit| edit.moved(at))).collect();
        let local: Edits =
            fine.iter().map(|edit| Edit { at: edit.at.start - from..edit.at.end - from, ..edit.clone() }).collect();
        if apply(written, &local) == format!(" {whole}") {
            return fine;
        }
    }
    vec![Edit::new(from..end, format!(" {whole}"), why)]
}

/// `data-` with parts of letters, digits and `_`, none of them empty.
fn is_data(name: &str) -> bool {
    name.strip_prefix("data-").is_some_and(|rest| {
        rest.split('-').all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        })
    })
}

/// The dropped properties as changes to the value; `None` if more than that was changed.
fn style_edits(value: &str, filtered: &css::Filtered) -> Option<Edits> {
    let mut edits = Vec::new();
    let mut from = 0;
    let mut is_first = true;
    for item in filtered.kept.iter() {
        // What stands between the one that is kept before and this one: one semicolon stays.
        let between = value.get(from..item.start)?;
        let stays = usize::from(!is_first && !between.is_empty());
        edits.push(Edit::new(from + stays..item.start, "", Reason::Style));
        (from, is_first) = (item.end, false);
    }
    edits.push(Edit::new(from..value.len(), "", Reason::Style));
    (apply(value, &edits) == filtered.css).then_some(edits)
}
