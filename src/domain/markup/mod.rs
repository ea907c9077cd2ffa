//! HTML that others wrote, cut into tokens. Reads what a browser reads, near enough to judge a page by it; makes no tree.
//!
//! No text makes it fail, and the time it takes grows as the text does. Left out of what browsers do: elements of SVG
//! and MathML are read as those of HTML, and a `<!--` inside of a script does not hide its `</script>`.

mod entities;

use std::ops::Range;

pub use entities::decode;

/// Elements whose content is text up to their own end tag, whatever it looks like.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"];

/// A part of a text. The ranges of all tokens, one after another, are the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// Text between tags, entities as they were written.
    Text,
    /// The content of a script, a style, a frame or the like: never empty.
    Raw,
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag, with its name as written.
    Close(&'a str),
    /// `<!-- … -->`, also without its end.
    Comment,
    /// A doctype, `<?…>`, `</…>` without a name: nothing that is seen.
    Other,
    /// A tag that the text ends in: browsers drop it.
    Broken,
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As written: begins with an ASCII letter.
    pub name: &'a str,
    /// In their order, all that were written.
    pub attributes: Vec<Attribute<'a>>,
}

impl<'a> Tag<'a> {
    /// Whether it is this element; `name` in lower case.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The attribute of this name, in lower case. Of two with one name the first, as in browsers.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }

    /// The value of an attribute as a browser takes it; empty if it was written without one.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<std::borrow::Cow<'a, str>> {
        Some(decode(self.attribute(name)?.value.unwrap_or_default()))
    }
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// As written: not empty.
    pub name: &'a str,
    /// Between its quotes, as written; `None` without `=`. [`decode`] gives what a browser takes.
    pub value: Option<&'a str>,
    /// From the name to the end of the value with its quotes, in bytes of the whole text.
    pub range: Range<usize>,
}

/// The tokens of a text, in order.
#[must_use]
pub const fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, raw: None }
}

/// Goes over the tokens of a text: see [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// The element whose content comes next, if that is [`RAW`].
    raw: Option<&'static str>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let raw = self.raw.take().map(|name| (Kind::Raw, self.raw_end(name))).filter(|(_, end)| *end > start);
        let (kind, end) = raw.unwrap_or_else(|| self.read());
        if let Kind::Open(tag) = &kind {
            self.raw = RAW.into_iter().find(|name| tag.is(name));
        }
        self.at = end;
        Some(Token { kind, range: start..end })
    }
}

impl<'a> Tokens<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn part(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where `what` begins, from `from` on; the end of the text if nowhere.
    fn find(&self, from: usize, what: &str) -> Option<usize> {
        Some(from + self.text.get(from..)?.find(what)?)
    }

    /// After `what`, or the end of the text.
    fn after(&self, from: usize, what: &str) -> usize {
        self.find(from, what).map_or(self.text.len(), |at| at + what.len())
    }

    /// The first position from `at` on where a byte is not one of these.
    fn skip(&self, mut at: usize, is_one: impl Fn(u8) -> bool) -> usize {
        while self.byte(at).is_some_and(&is_one) {
            at += 1;
        }
        at
    }

    fn is_markup(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => self.byte(at + 2).is_some(),
            Some(letter) => letter.is_ascii_alphabetic(),
            None => false,
        }
    }

    fn read(&self) -> (Kind<'a>, usize) {
        let start = self.at;
        if self.byte(start) != Some(b'<') || !self.is_markup(start) {
            return (Kind::Text, self.text_end());
        }
        let is_letter = |at| self.byte(at).is_some_and(|byte| byte.is_ascii_alphabetic());
        match self.byte(start + 1) {
            Some(b'!') if self.part(start..start + 4) == "<!--" => (Kind::Comment, self.comment_end()),
            Some(b'/') if is_letter(start + 2) => match self.tag(start + 2) {
                Some((tag, end)) => (Kind::Close(tag.name), end),
                None => (Kind::Broken, self.text.len()),
            },
            Some(letter) if letter.is_ascii_alphabetic() => match self.tag(start + 1) {
                Some((tag, end)) => (Kind::Open(tag), end),
                None => (Kind::Broken, self.text.len()),
            },
            _ => (Kind::Other, self.after(start, ">")),
        }
    }

    fn text_end(&self) -> usize {
        let mut from = self.at;
        loop {
            // The first letter of a text belongs to it, even a `<`.
            from += self.part(from..self.text.len()).chars().next().map_or(1, char::len_utf8);
            match self.find(from, "<") {
                Some(at) if self.is_markup(at) => return at,
                Some(at) => from = at,
                None => return self.text.len(),
            }
        }
    }

    fn comment_end(&self) -> usize {
        let inside = self.at + 4;
        for short in [">", "->"] {
            if self.text.get(inside..).is_some_and(|rest| rest.starts_with(short)) {
                return inside + short.len();
            }
        }
        let mut from = inside;
        while let Some(at) = self.find(from, "--") {
            match (self.byte(at + 2), self.byte(at + 3)) {
                (Some(b'>'), _) => return at + 3,
                (Some(b'!'), Some(b'>')) => return at + 4,
                _ => from = at + 1,
            }
        }
        self.text.len()
    }

    fn raw_end(&self, name: &str) -> usize {
        let mut from = self.at;
        while let Some(at) = self.find(from, "</") {
            let end = at + 2 + name.len();
            let is_name = self.text.get(at + 2..end).is_some_and(|found| found.eq_ignore_ascii_case(name));
            let ends = self.byte(end).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
            if is_name && ends {
                return at;
            }
            from = at + 2;
        }
        self.text.len()
    }

    /// The tag whose name begins at `start`, and where it ends; `None` if the text ends before.
    fn tag(&self, start: usize) -> Option<(Tag<'a>, usize)> {
        let mut at = self.skip(start, |byte| !ends_name(byte));
        let name = self.part(start..at);
        let mut attributes = Vec::new();
        loop {
            at = self.skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            if self.byte(at)? == b'>' {
                return Some((Tag { name, attributes }, at + 1));
            }
            let attribute = self.attribute(at)?;
            at = attribute.range.end;
            attributes.push(attribute);
        }
    }

    fn attribute(&self, start: usize) -> Option<Attribute<'a>> {
        // A `=` where a name begins is part of it.
        let name_end = self.skip(start + 1, |byte| !ends_name(byte) && byte != b'=');
        let name = self.part(start..name_end);
        let equals = self.skip(name_end, |byte| byte.is_ascii_whitespace());
        if self.byte(equals)? != b'=' {
            return Some(Attribute { name, value: None, range: start..name_end });
        }
        let at = self.skip(equals + 1, |byte| byte.is_ascii_whitespace());
        let (value, end) = match self.byte(at)? {
            b'"' => self.quoted(at, "\"")?,
            b'\'' => self.quoted(at, "'")?,
            _ => {
                let end = self.skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
                (self.part(at..end), end)
            }
        };
        Some(Attribute { name, value: Some(value), range: start..end })
    }

    fn quoted(&self, at: usize, quote: &str) -> Option<(&'a str, usize)> {
        let end = self.find(at + 1, quote)?;
        Some((self.part(at + 1..end), end + 1))
    }
}

const fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, &str)> {
        let name = |kind: &Kind<'_>| match kind {
            Kind::Text => "text",
            Kind::Raw => "raw",
            Kind::Open(_) => "open",
            Kind::Close(_) => "close",
            Kind::Comment => "comment",
            Kind::Other => "other",
            Kind::Broken => "broken",
        };
        tokens(text).map(|token| (name(&token.kind), &text[token.range])).collect()
    }

    fn tag(text: &str) -> Tag<'_> {
        match tokens(text).next().unwrap().kind {
            Kind::Open(tag) => tag,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_tags_and_comments_are_told_apart() {
        assert_eq!(
            kinds("<!doctype html>a <b >c</B\n><!-- d --><br/>€"),
            [
                ("other", "<!doctype html>"),
                ("text", "a "),
                ("open", "<b >"),
                ("text", "c"),
                ("close", "</B\n>"),
                ("comment", "<!-- d -->"),
                ("open", "<br/>"),
                ("text", "€"),
            ]
        );
    }

    #[test]
    fn a_less_than_that_begins_no_tag_is_text() {
        assert_eq!(kinds("1 < 2 << 3 <"), [("text", "1 < 2 << 3 <")]);
        assert_eq!(kinds("<<b>"), [("text", "<"), ("open", "<b>")]);
        assert_eq!(kinds("<é></"), [("text", "<é></")]);
    }

    #[test]
    fn comments_end_as_in_browsers() {
        assert_eq!(kinds("<!-->a"), [("comment", "<!-->"), ("text", "a")]);
        assert_eq!(kinds("<!--->a"), [("comment", "<!--->"), ("text", "a")]);
        assert_eq!(kinds("<!-- -- --!>a"), [("comment", "<!-- -- --!>"), ("text", "a")]);
        assert_eq!(kinds("<!-- <b>"), [("comment", "<!-- <b>")]);
    }

    #[test]
    fn the_content_of_a_script_or_a_frame_is_no_markup() {
        assert_eq!(
            kinds("<script>if (a<b) '</scripty>'</SCRIPT >c"),
            [("open", "<script>"), ("raw", "if (a<b) '</scripty>'"), ("close", "</SCRIPT >"), ("text", "c")]
        );
        assert_eq!(kinds("<iframe></iframe>"), [("open", "<iframe>"), ("close", "</iframe>")]);
        assert_eq!(kinds("<style>a<b>"), [("open", "<style>"), ("raw", "a<b>")]);
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let tag = tag("<A a=1 b = \"2>\" c='\"3'd E/f =g=h>");
        let read: Vec<_> = tag.attributes.iter().map(|one| (one.name, one.value)).collect();
        let expected =
            [("a", Some("1")), ("b", Some("2>")), ("c", Some("\"3")), ("d", None), ("E", None), ("f", Some("g=h"))];
        assert_eq!(read, expected);
        assert!(tag.is("a"));
        assert_eq!(tag.value("e").as_deref(), Some(""));
    }

    #[test]
    fn an_attribute_knows_where_it_stands() {
        let text = "<a  href = \"x\" y>";
        let places: Vec<_> = tag(text).attributes.into_iter().map(|one| text[one.range].to_owned()).collect();
        assert_eq!(places, ["href = \"x\"", "y"]);
    }

    #[test]
    fn of_two_attributes_with_one_name_the_first_counts() {
        assert_eq!(tag("<a HREF=1 href=2>").value("href").as_deref(), Some("1"));
    }

    #[test]
    fn a_tag_that_the_text_ends_in_is_broken() {
        for text in ["<a", "<a href", "<a href=", "<a href=\"x>", "</a ", "<a ="] {
            assert_eq!(kinds(text), [("broken", text)]);
        }
    }
}
