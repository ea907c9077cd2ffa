//! The filters of Joomla and Drupal, held against what the real ones gave.

use serde_json::Value;

use super::edits::Rounds;
use super::{Place, Proof, drupal, joomla, simulate};
use crate::domain::markup::{Kind, decode, tokens};

const CASES: &str = include_str!("../../../tests/fixtures/filters/cases.json");
const SNIPPETS: &str = include_str!("../../../tests/fixtures/filters/snippets.json");
const JOOMLA: &str = include_str!("../../../tests/fixtures/filters/joomla.json");
const DRUPAL: &str = include_str!("../../../tests/fixtures/filters/drupal.json");

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap()
}

/// Name, text, and what a filter left of it, of the cases and of the snippets.
fn recorded(recording: &str, key: &str) -> [Vec<[String; 3]>; 2] {
    let recorded = read(recording);
    [(CASES, "outputs"), (SNIPPETS, "snippets")].map(|(texts, of)| {
        let (texts, outputs) = (read(texts), &recorded[of]);
        let (texts, outputs) = (texts.as_array().unwrap(), outputs.as_array().unwrap());
        assert_eq!(texts.len(), outputs.len(), "record again: the command stands in the recording");
        let pairs = texts.iter().zip(outputs);
        pairs
            .map(|(case, output)| {
                assert_eq!(text(case, "name"), text(output, "name"));
                [text(case, "name"), text(case, "html"), text(output, key)].map(ToOwned::to_owned)
            })
            .collect()
    })
}

fn after(text: &str, filter: impl Fn(&mut Rounds)) -> String {
    let mut rounds = Rounds::new(text);
    filter(&mut rounds);
    rounds.now
}

/// Why ours differs from a real filter, without harm, and in which texts.
type Known = (&'static str, &'static [&'static str]);

/// Each that differs must be known to, and the other way round.
#[track_caller]
fn compare(texts: &[[String; 3]], known: &[Known], ours: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for [name, html, real] in texts {
        let ours = ours(html);
        if (ours == *real) == known.iter().any(|(_, names)| names.contains(&name.as_str())) {
            wrong.push(format!("{name}\n  text {html:?}\n  real {real:?}\n  ours {ours:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

/// In none of these is a text as the builder makes it.
const JOOMLA_DIFFERENT: [Known; 5] = [
    (
        "this version looks for `javascript:` as it stands; a browser skips what is in it, so ours takes it away",
        &["javascript-tab", "javascript-nul", "javascript-slash-zero"],
    ),
    (
        "Joomla lets any tag through if a line break ends its name; ours none, for a browser reads the name without it",
        &["newlines-in-tag", "script-space"],
    ),
    (
        "Joomla cuts attributes by spaces and double quotes, and takes one without quotes together with the next; ours \
         reads them as a browser does",
        &["quotes-glued", "backslash", "style-url-single", "table", "attribute-soup", "attribute-colon"],
    ),
    (
        "where a tag is not closed Joomla takes more away, by where the tags before it stood; ours takes the `<`",
        &["unclosed-tag", "quote-unclosed", "polyglot"],
    ),
    (
        "Joomla takes `:expression` out of a style whose comments hide it: no browser runs it any more",
        &["style-escape"],
    ),
];

/// The same for Drupal's text format Basic HTML.
const BASIC_DIFFERENT: [Known; 5] = [
    ("Drupal closes an element that was left open", &["unclosed-tag", "unclosed-tag-newline", "self-closing-quoted"]),
    (
        "of two attributes with one name Drupal leaves the last, ours both",
        &["double-attribute", "double-attribute-case"],
    ),
    ("Drupal skips a letter that stands in front of an attribute, ours both", &["slash-between", "svg", "nbsp-in-tag"]),
    (
        "Drupal leaves an entity that HTML 4 lacks as a text; ours reads it, and takes the scheme away",
        &["javascript-named", "javascript-named-tab"],
    ),
    (
        "Drupal cuts a text at a NUL that was written as an entity, and reads others that ours leaves",
        &["entities", "entities-in-attribute"],
    ),
];

/// The same for Full HTML: not a part of a page, but a whole one.
const FULL_DIFFERENT: [Known; 1] = [(
    "Drupal takes the doctype away and puts the head where it belongs; who pastes a page has its content",
    &["page", "page-1", "page-2", "page-3", "page-4"],
)];

/// As Drupal writes HTML at the end, which means the same: entities only where they are needed, attributes between `"`
/// with one space in front, no empty values, no slash at the end of a tag.
fn written(html: &str) -> String {
    let mut written = String::new();
    for token in tokens(html) {
        let here = html.get(token.range).unwrap();
        match token.kind {
            Kind::Text => written += &decode(here).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
            Kind::Open(tag) => {
                written += &format!("<{}", tag.name.to_lowercase());
                for attribute in tag.attributes {
                    let value =
                        decode(attribute.value.unwrap_or_default()).replace('&', "&amp;").replace('"', "&quot;");
                    written += &format!(" {}=\"{value}\"", attribute.name.to_lowercase());
                }
                written.push('>');
            }
            Kind::Close(name) => written += &format!("</{}>", name.to_lowercase()),
            _ => written += here,
        }
    }
    written
}

#[test]
fn joomla_saves_the_snippets_of_an_ordinary_group_as_the_real_filter_does() {
    let [_, snippets] = recorded(JOOMLA, "cut");
    compare(&snippets, &[], |html| simulate(html, Place::JoomlaAuthor).unwrap().left);
}

#[test]
fn joomla_leaves_what_the_real_filter_leaves() {
    let [cases, _] = recorded(JOOMLA, "left");
    compare(&cases, &JOOMLA_DIFFERENT, |html| after(html, joomla::filter));
}

#[test]
fn drupal_shows_the_snippets_in_basic_html_as_the_real_filter_does() {
    let [cases, snippets] = as_written(recorded(DRUPAL, "basic"));
    let ours = |html: &str| written(&after(html, drupal::filter));
    compare(&snippets, &[], ours);
    compare(&cases, &BASIC_DIFFERENT, ours);
}

#[test]
fn drupal_shows_the_snippets_in_full_html_as_the_real_filter_does() {
    let [_, snippets] = as_written(recorded(DRUPAL, "full"));
    compare(&snippets, &FULL_DIFFERENT, |html| written(&simulate(html, Place::DrupalFull).unwrap().left));
}

fn as_written(mut recorded: [Vec<[String; 3]>; 2]) -> [Vec<[String; 3]>; 2] {
    for [_, _, real] in recorded.iter_mut().flatten() {
        *real = written(real);
    }
    recorded
}

#[test]
fn what_was_held_against_the_real_filters_is_told() {
    for place in [Place::JoomlaAuthor, Place::DrupalBasic, Place::DrupalFull] {
        assert_eq!(place.rules().proof, Proof::Snippets, "{place:?}");
    }
}
