//! A scanner for the pages that we make ourselves.
//!
//! Not a browser's parser: it knows tags, attributes, comments and the four elements whose text
//! is not markup, and stops with a message at anything that it is not sure of. A parser crate
//! would take longer to compile than everything else here together.

use crate::failure::{Failure, Outcome};
use std::ops::Range;

/// A start or end tag. Ranges are bytes of the page.
#[derive(Debug)]
pub struct Tag<'a> {
    /// As written.
    pub name: &'a str,
    /// From `<` to after `>`.
    pub at: Range<usize>,
    /// `</name>`.
    pub ends: bool,
    /// In the order in which they are written.
    pub attributes: Vec<Attribute<'a>>,
    /// The text up to the end tag, of elements whose text is not markup (a script, a style).
    pub text: Option<Range<usize>>,
}

/// One attribute.
#[derive(Debug)]
pub struct Attribute<'a> {
    /// As written.
    pub name: &'a str,
    /// Name, `=`, quotes and value.
    pub at: Range<usize>,
    /// As written between the quotes; empty when there is none.
    pub raw: &'a str,
}

/// A change to a page: this range becomes this text.
#[derive(Debug)]
pub struct Edit {
    /// Bytes of the page.
    pub at: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

impl<'a> Tag<'a> {
    /// Whether it starts an element of this name.
    pub fn starts(&self, name: &str) -> bool {
        !self.ends && self.name.eq_ignore_ascii_case(name)
    }

    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }

    /// The attribute's value.
    pub fn value(&self, name: &str) -> Option<String> {
        self.attribute(name).map(Attribute::value)
    }

    /// Whether the attribute has this value, in any case.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.value(name).is_some_and(|has| has.eq_ignore_ascii_case(value))
    }
}

impl Attribute<'_> {
    /// The value that a browser sees.
    pub fn value(&self) -> String {
        unescape(self.raw)
    }

    /// The change that gives it this value.
    pub fn set(&self, value: &str) -> Edit {
        Edit { at: self.at.clone(), text: format!("{}=\"{}\"", self.name, escape(value)) }
    }
}

/// Text as it stands in markup or between double quotes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The few references that Trunk, its minifier and we ourselves write.
fn unescape(raw: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let plain = pairs.iter().fold(raw.to_owned(), |text, (from, to)| text.replace(from, to));
    plain.replace("&amp;", "&")
}

/// The page with all changes made.
///
/// # Errors
/// Two changes to one place.
pub fn edited(page: &str, mut edits: Vec<Edit>) -> Outcome<String> {
    edits.sort_by_key(|edit| edit.at.start);
    let mut out = String::with_capacity(page.len());
    let mut done = 0;
    for edit in &edits {
        let kept = page.get(done..edit.at.start);
        out.push_str(kept.ok_or_else(|| Failure::new("two changes to one place of a page"))?);
        out.push_str(&edit.text);
        done = edit.at.end;
    }
    out.push_str(page.get(done..).unwrap_or_default());
    Ok(out)
}

/// All tags of the page, in order.
///
/// # Errors
/// Something that this scanner does not understand, with its line.
pub fn scan(page: &str) -> Outcome<Vec<Tag<'_>>> {
    let mut scanner = Scanner { page, at: 0 };
    let mut tags = Vec::new();
    while scanner.skip_to('<') {
        if let Some(tag) = scanner.tag().map_err(|what| complaint(page, scanner.at, &what))? {
            tags.push(tag);
        }
    }
    Ok(tags)
}

fn complaint(page: &str, at: usize, what: &str) -> Failure {
    let line = page.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let near: String = page.get(at..).unwrap_or_default().chars().take(40).collect();
    Failure::new(format!("line {line} of the page: {what}, near {near:?}"))
}

/// Elements whose text is not markup.
const TEXT_ONLY: [&str; 4] = ["script", "style", "title", "textarea"];

struct Scanner<'a> {
    page: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or_default()
    }

    /// Moves to the next such character; whether there is one.
    fn skip_to(&mut self, wanted: char) -> bool {
        let found = self.rest().find(wanted);
        self.at = found.map_or(self.page.len(), |offset| self.at + offset);
        found.is_some()
    }

    /// Moves behind this text.
    fn skip_past(&mut self, wanted: &str) -> Result<(), String> {
        let found = self.rest().find(wanted).ok_or_else(|| format!("no {wanted:?} follows"))?;
        self.at += found + wanted.len();
        Ok(())
    }

    /// Takes characters while they fit.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// At a `<`: the tag, or nothing for a comment, a doctype, or a `<` in text.
    fn tag(&mut self) -> Result<Option<Tag<'a>>, String> {
        let start = self.at;
        if self.rest().starts_with("<!--") {
            return self.skip_past("-->").map(|()| None);
        }
        if self.rest().starts_with("<!") {
            return self.skip_past(">").map(|()| None);
        }
        self.at += 1;
        let ends = self.rest().starts_with('/');
        self.at += usize::from(ends);
        if !self.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Ok(None);
        }
        let name = self.take(|c| !c.is_ascii_whitespace() && c != '>' && c != '/');
        let attributes = self.attributes()?;
        let at = start..self.at;
        let text = if ends { None } else { self.text_of(name)? };
        Ok(Some(Tag { name, at, ends, attributes, text }))
    }

    /// Up to and with the `>`.
    fn attributes(&mut self) -> Result<Vec<Attribute<'a>>, String> {
        let mut attributes = Vec::new();
        loop {
            self.take(|c| c.is_ascii_whitespace() || c == '/');
            if self.rest().is_empty() {
                return Err("a tag does not end".to_owned());
            }
            if self.rest().starts_with('>') {
                self.at += 1;
                return Ok(attributes);
            }
            attributes.push(self.attribute()?);
        }
    }

    fn attribute(&mut self) -> Result<Attribute<'a>, String> {
        let start = self.at;
        let name = self.take(|c| !c.is_ascii_whitespace() && !"=>/\"'<".contains(c));
        if name.is_empty() {
            return Err("expected the name of an attribute".to_owned());
        }
        let end = self.at;
        self.take(|c| c.is_ascii_whitespace());
        if !self.rest().starts_with('=') {
            self.at = end;
            return Ok(Attribute { name, at: start..end, raw: "" });
        }
        self.at += 1;
        self.take(|c| c.is_ascii_whitespace());
        let raw = self.quoted()?;
        Ok(Attribute { name, at: start..self.at, raw })
    }

    fn quoted(&mut self) -> Result<&'a str, String> {
        let Some(quote) = self.rest().chars().next().filter(|c| "\"'".contains(*c)) else {
            return Ok(self.take(|c| !c.is_ascii_whitespace() && c != '>'));
        };
        self.at += 1;
        let raw = self.take(|c| c != quote);
        if self.rest().is_empty() {
            return Err("a quote does not end".to_owned());
        }
        self.at += 1;
        Ok(raw)
    }

    /// Behind the start tag of an element whose text is not markup: moves to its end tag.
    fn text_of(&mut self, name: &str) -> Result<Option<Range<usize>>, String> {
        if !TEXT_ONLY.iter().any(|only| name.eq_ignore_ascii_case(only)) {
            return Ok(None);
        }
        let end = format!("</{}", name.to_ascii_lowercase());
        let text = self.rest();
        // Lower case keeps the length of ASCII and leaves all else alone.
        let length = text.to_ascii_lowercase().find(&end).ok_or(format!("no {end} follows"))?;
        if text.get(..length).unwrap_or_default().contains("<!--") {
            return Err(format!("a <!-- inside a {name}: browsers then read on past its end tag"));
        }
        let range = self.at..self.at + length;
        self.at = range.end;
        Ok(Some(range))
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<html lang=nl><!-- <a href=x> --><title>a < b</title>\n\
        <META name='description' content=\"5 > 4 &amp; zo\"><script async src=\"./a.js\"></script>\
        <style>a>b{}</style><input disabled/><p>1 < 2</p></html>";

    #[test]
    fn tags_and_their_attributes_are_found() {
        let tags = scan(PAGE).unwrap();
        let names: Vec<_> = tags.iter().filter(|tag| !tag.ends).map(|tag| tag.name).collect();
        assert_eq!(names, ["html", "title", "META", "script", "style", "input", "p"]);
        assert!(tags[0].has("LANG", "nl"));
        let meta = tags.iter().find(|tag| tag.starts("meta")).unwrap();
        assert_eq!(meta.value("content").unwrap(), "5 > 4 & zo");
        let title = tags.iter().find(|tag| tag.starts("title")).unwrap();
        assert_eq!(&PAGE[title.text.clone().unwrap()], "a < b");
    }

    #[test]
    fn a_value_is_replaced_with_quotes_and_escaped() {
        let tags = scan(PAGE).unwrap();
        let edit = tags[0].attribute("lang").unwrap().set("e\"n");
        assert!(edited(PAGE, vec![edit]).unwrap().contains("<html lang=\"e&quot;n\">"));
    }

    #[test]
    fn what_is_not_understood_is_said_with_its_line() {
        for (bad, what) in [
            ("\n<p", "does not end"),
            ("\n<a href=\"x>", "quote"),
            ("\n<script>let a", "</script"),
            ("\n<script>\"<!--\"</script>", "<!--"),
            ("\n<!-- ", "-->"),
        ] {
            let why = scan(bad).unwrap_err().to_string();
            assert!(why.contains("line 2") && why.contains(what), "{bad}: {why}");
        }
    }

    #[test]
    fn two_changes_to_one_place_are_refused() {
        let edit = |at| Edit { at, text: String::new() };
        assert!(edited("abcdef", vec![edit(0..3), edit(2..4)]).is_err());
        assert_eq!(edited("abcdef", vec![edit(4..5), edit(0..2)]).unwrap(), "cdf");
    }
}
