//! Joomla's default text filter: a list of what is not let through, everything else is.
//!
//! Written by reading the input filter of the Joomla Framework, and held against what it gave: see `real.rs`. It reads
//! attributes between spaces and double quotes; here any white space and both quotes are understood, which no snippet of
//! ours tells apart.

use super::edits::{Edit, Edits, Rounds};
use super::{Reason, rules};
use crate::domain::markup::{Attribute, Kind, decode, tokens};
use crate::domain::order;

/// The real filter goes on until nothing changes; what still changes after so many rounds is no snippet.
const ROUNDS_MAX: usize = 10;

const HIDDEN_LETTERS: [&str; 4] = ["&tab;", "&space;", "&colon;", "&column;"];
const RUNNING: [&str; 5] = ["javascript", "vbscript", "livescript", "behaviour", "mocha"];

pub(super) fn filter(rounds: &mut Rounds) {
    rounds.go(&escaped_values);
    for _ in 0..ROUNDS_MAX {
        if !rounds.go(&tags) {
            return;
        }
    }
    rounds.go(&|text| text.match_indices('<').map(|(at, _)| Edit::new(at..at + 1, "", Reason::Broken)).collect());
}

/// `<` and `>` inside of values are written as entities.
fn escaped_values(text: &str) -> Edits {
    let mut edits = Vec::new();
    for token in tokens(text) {
        let Kind::Open(tag) = token.kind else { continue };
        for Attribute { value, range, .. } in tag.attributes {
            let value = value.unwrap_or_default();
            let written = text.get(range.clone()).unwrap_or_default();
            let start = range.start + written.rfind(value).unwrap_or(written.len());
            for (at, letter) in value.match_indices(['<', '>']) {
                let with = if letter == "<" { "&lt;" } else { "&gt;" };
                edits.push(Edit::new(start + at..start + at + 1, with, Reason::Entity));
            }
        }
    }
    edits
}

/// Every `<…>`; a `<` with another one or nothing behind it goes.
fn tags(text: &str) -> Edits {
    let ends = last_ends(text);
    let mut edits = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
        let rest = text.get(start + 1..).unwrap_or_default();
        let Some(end) = rest.find(['<', '>']).filter(|end| rest.as_bytes().get(*end) == Some(&b'>')) else {
            edits.push(Edit::new(start..start + 1, "", Reason::Broken));
            from = start + 1;
            continue;
        };
        from = start + 1 + end + 1;
        let inside = rest.get(..end).unwrap_or_default();
        let closes = |name: &str| {
            let found = ends.binary_search_by(|(known, _)| known.cmp(&name)).ok();
            found.and_then(|found| ends.get(found)).is_some_and(|(_, at)| *at >= from)
        };
        edits.extend(tag(inside, &closes).into_iter().map(|edit| edit.moved(start)));
    }
    edits
}

/// Where the last end tag of each name stands, in the order of the names.
fn last_ends(text: &str) -> Vec<(&str, usize)> {
    let mut ends: Vec<_> = text
        .match_indices("</")
        .map(|(at, _)| {
            let rest = text.get(at + 2..).unwrap_or_default();
            let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
            (rest.get(..end).unwrap_or_default(), at)
        })
        .collect();
    order::sort_by(&mut ends, |one, two| one.0.cmp(two.0).then(two.1.cmp(&one.1)));
    ends.dedup_by(|later, kept| later.0 == kept.0);
    ends
}

/// What becomes of `<inside>`; `closes` tells whether an end tag of this name follows.
fn tag(inside: &str, closes: &dyn Fn(&str) -> bool) -> Edits {
    let whole = 0..inside.len() + 2;
    let gone = |why| vec![Edit::new(whole.clone(), "", why)];
    let (is_end, rest) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let name = rest.split(' ').next().unwrap_or_default();
    let is_regular = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_regular {
        return gone(if name.starts_with("!--") { Reason::Comment } else { Reason::Broken });
    }
    if listed(rules::JOOMLA_ELEMENTS, name) {
        return gone(Reason::Tag);
    }
    if is_end {
        return vec![Edit::new(whole, format!("</{name}>"), Reason::Spelling)];
    }
    let mut edits = Vec::new();
    let mut from = 1 + name.len();
    let written = format!("<{inside}>");
    let Some(Kind::Open(tag)) = tokens(&written).next().map(|token| token.kind) else { return gone(Reason::Broken) };
    for attribute in tag.attributes {
        let end = attribute.range.end;
        edits.push(attribute_edit(from..end, &attribute));
        from = end;
    }
    // An element without an end tag is written as one of XHTML.
    let end = if closes(name) { ">" } else { " />" };
    edits.push(Edit::new(from..whole.end, end, Reason::Spelling));
    edits
}

fn listed(list: &str, name: &str) -> bool {
    list.split(' ').any(|known| known.eq_ignore_ascii_case(name))
}

fn attribute_edit(at: std::ops::Range<usize>, attribute: &Attribute<'_>) -> Edit {
    let name = plain_name(attribute.name);
    let Some(value) = attribute.value else { return Edit::new(at, "", Reason::Attribute) };
    if name.is_empty() || name.starts_with("on") || listed(rules::JOOMLA_ATTRIBUTES, &name) {
        return Edit::new(at, "", Reason::Attribute);
    }
    let value = plain_value(value);
    let meant: String = decode(&value).to_lowercase();
    if name == "style" && meant.contains("expression") {
        return Edit::new(at, "", Reason::Style);
    }
    // The real filter looks for the word as it stands; a browser skips line breaks and tabs in it.
    let packed: String = meant.chars().filter(|letter| *letter > ' ').collect();
    if [&meant, &packed].into_iter().any(|value| runs(value)) {
        return Edit::new(at, "", Reason::Scheme);
    }
    Edit::new(at, format!(" {name}=\"{value}\""), Reason::Spelling)
}

fn runs(value: &str) -> bool {
    let colons = [":", "&colon;", "&column;"];
    RUNNING.iter().any(|word| {
        value.match_indices(word).any(|(at, word)| {
            let after = value.get(at + word.len()..).unwrap_or_default();
            colons.iter().any(|colon| after.starts_with(colon))
        })
    })
}

/// In lower case, without symbols.
fn plain_name(name: &str) -> String {
    let mut name = decode(name).to_lowercase();
    for hidden in HIDDEN_LETTERS {
        name = name.replace(hidden, "");
    }
    name.retain(|letter| letter.is_alphanumeric() || letter == '-');
    name
}

fn plain_value(value: &str) -> String {
    let mut value = value.to_owned();
    for hidden in HIDDEN_LETTERS {
        value = without(&value, hidden);
    }
    let value = value.replace("&#", "").replace(['\n', '\r', '"', '\\'], "");
    let unquoted = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
    unquoted.map_or_else(|| value.clone(), ToOwned::to_owned)
}

/// The text without `what`, in whatever case.
fn without(text: &str, what: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        kept.push_str(before);
        if from.get(..what.len()).is_some_and(|found| found.eq_ignore_ascii_case(what)) {
            rest = from.get(what.len()..).unwrap_or_default();
        } else {
            kept.push('&');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::super::{Place, simulate};

    fn left(snippet: &str) -> String {
        simulate(snippet, Place::JoomlaAuthor).unwrap().left
    }

    #[test]
    fn a_link_with_its_look_stays() {
        let snippet = "<a href=\"https://a.example/?b=1&amp;c=2\" style=\"color:red;display:block\">x</a>";
        assert_eq!(left(snippet), snippet);
    }

    #[test]
    fn frames_scripts_and_handlers_go() {
        assert_eq!(left("<p onclick=\"x\">a</p><iframe src=\"b\"></iframe><script>c</script>"), "<p>a</p>");
        assert_eq!(left("<form action=\"a\"><b>c</b></form>"), "<form><b>c</b></form>");
    }

    #[test]
    fn an_attribute_without_a_value_goes() {
        assert_eq!(left("<details open><summary>a</summary></details>"), "<details><summary>a</summary></details>");
        assert_eq!(left("<details open=\"open\">a</details>"), "<details open=\"open\">a</details>");
    }

    #[test]
    fn an_element_without_an_end_tag_gets_a_slash() {
        assert_eq!(left("a<br>b"), "a<br />b");
    }

    #[test]
    fn an_address_that_runs_code_goes() {
        for value in ["javascript:x", "JAVASCRIPT&colon;x", "&#106;avascript:x", "java\nscript:x", "java\tscript:x"] {
            let left = left(&format!("<a href=\"{value}\">y</a>"));
            assert!(!left.to_lowercase().contains("javascript:"), "{left}");
        }
    }
}
