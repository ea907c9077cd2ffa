//! What somebody pasted where a link is wanted: the link itself, or markup that holds it.

use super::link::Pasted;

/// What it is, and the link in it without whatever stands around it. Every letter of the link is kept, but for
/// references like `&amp;` in markup: these are what the letters look like there.
pub(super) fn read(typed: &str) -> (Pasted, String) {
    let bare = bare(typed);
    let is_link = bare.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("https:"))
        || bare.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("http:"));
    if is_link {
        return (Pasted::Link, bare.to_owned());
    }
    let found = of_markup(typed)
        // Markup copied from where it is shown as text.
        .or_else(|| typed.contains("&lt;").then(|| of_markup(&decoded(typed))).flatten());
    found.unwrap_or_else(|| (Pasted::Link, bare.to_owned()))
}

/// Without white space and signs that do not show, and without one pair of brackets or quotes, as letters carry them.
fn bare(typed: &str) -> &str {
    let trimmed = trimmed(typed);
    let pairs = [('<', '>'), ('"', '"'), ('\'', '\''), ('“', '”'), ('”', '”'), ('„', '”'), ('‘', '’')];
    let inner = pairs.iter().find_map(|(open, close)| trimmed.strip_prefix(*open)?.strip_suffix(*close));
    inner.map_or(trimmed, self::trimmed)
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || is_unseen(letter))
}

/// Signs that take no room or turn the direction of writing: they come along when copying from a document.
pub(super) const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

/// A frame first: beside it a link often stands for browsers without frames.
fn of_markup(text: &str) -> Option<(Pasted, String)> {
    let of = |pasted, tag, names: &[&str]| {
        let filled = |tag, name: &&str| attribute(tag, name).filter(|value| !value.trim().is_empty());
        let value = tags(text, tag).find_map(|tag| names.iter().find_map(|name| filled(tag, name)))?;
        Some((pasted, bare(&decoded(value)).to_owned()))
    };
    // A frame that waits for consent may hold an empty page until then.
    of(Pasted::Frame, "iframe", &["data-src", "src"])
        .or_else(|| of(Pasted::Anchor, "a", &["href"]))
        .or_else(|| of(Pasted::Script, "script", &["src"]))
}

/// For each tag of this name what follows the name, to the end of the text.
fn tags<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices('<').filter_map(move |(at, _)| {
        let (start, rest) = text.get(at + 1..)?.split_at_checked(name.len())?;
        let is_whole = rest.starts_with(|next: char| next.is_ascii_whitespace() || next == '/');
        (is_whole && start.eq_ignore_ascii_case(name)).then_some(rest)
    })
}

/// The value of the first attribute of this name. `tag` starts after the tag's name and may go on after its end.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '='));
        if rest.is_empty() || rest.starts_with('>') {
            return None;
        }
        let (found, after) = cut(rest, |letter| letter.is_ascii_whitespace() || matches!(letter, '/' | '>' | '='));
        rest = after.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = value_of(after.trim_start())?;
        }
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
}

/// A value and what follows it; `None` if its quotes are never closed.
fn value_of(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote);
        }
    }
    Some(cut(text, |letter| letter.is_ascii_whitespace() || letter == '>'))
}

fn cut(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at_checked(text.find(is_end).unwrap_or(text.len())).unwrap_or((text, ""))
}

/// With character references replaced: those by number, and the names that links are written with. Any other name
/// stays as it is.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        if let Some((letter, after)) = reference(after) {
            out.push(letter);
            rest = after;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out + rest
}

/// The letter of a reference without its `&`, and what follows it.
fn reference(text: &str) -> Option<(char, &str)> {
    const NAMES: [(&str, char); 8] = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("apos;", '\''),
        ("colon;", ':'),
        ("Tab;", '\t'),
        ("NewLine;", '\n'),
    ];
    if let Some(number) = text.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
        let (digits, after) = cut(digits, |letter| !letter.is_digit(radix));
        if digits.is_empty() {
            return None;
        }
        let letter = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        return Some((letter.unwrap_or('\u{fffd}'), after.strip_prefix(';').unwrap_or(after)));
    }
    NAMES.iter().find_map(|(name, letter)| Some((*letter, text.strip_prefix(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_read(typed: &str, pasted: Pasted, link: &str) {
        assert_eq!(read(typed), (pasted, link.to_owned()), "{typed}");
    }

    #[test]
    fn a_link_is_kept_to_the_letter() {
        for link in [
            "https://shop.example/?a=1&amp;b=%2F+é'\"",
            "HTTPS://shop.example",
            "shop.example/x",
            "https://a/<a href=b>",
        ] {
            is_read(link, Pasted::Link, link);
        }
    }

    #[test]
    fn what_stands_around_a_link_goes() {
        for typed in [
            "  https://shop.example/\t\r\n",
            "\u{feff}https://shop.example/\u{200b}\u{a0}",
            "<https://shop.example/>",
            "“https://shop.example/”",
            "\" https://shop.example/ \"",
        ] {
            is_read(typed, Pasted::Link, "https://shop.example/");
        }
    }

    #[test]
    fn markup_gives_the_link_that_it_holds() {
        for (typed, pasted) in [
            (r#"<a href="https://shop.example/?a=1&amp;b=2">Winkel</a>"#, Pasted::Anchor),
            ("<p>Klik:\n<A\n class=x HREF = 'https://shop.example/?a=1&#38;b=2' >", Pasted::Anchor),
            ("<a href=https://shop.example/?a=1&b=2>Winkel</a>", Pasted::Anchor),
            (r#"<iframe title="a > b" src="https://shop.example/?a=1&#x26;b=2"></iframe>"#, Pasted::Frame),
            (r#"<a href="https://other.example"></a><iframe/src="https://shop.example/?a=1&b=2">"#, Pasted::Frame),
            (r#"<iframe src="about:blank" data-src="https://shop.example/?a=1&amp;b=2">"#, Pasted::Frame),
            (r#"<a href><a href="" name=x><a href="https://shop.example/?a=1&amp;b=2">"#, Pasted::Anchor),
            (r#"<div id="x"></div><script async src="https://shop.example/?a=1&amp;b=2"></script>"#, Pasted::Script),
            ("&lt;a href=&quot;https://shop.example/?a=1&amp;amp;b=2&quot;&gt;", Pasted::Anchor),
            ("<a href=”https://shop.example/?a=1&amp;b=2”>", Pasted::Anchor),
        ] {
            is_read(typed, pasted, "https://shop.example/?a=1&b=2");
        }
    }

    #[test]
    fn markup_without_a_link_gives_none() {
        for typed in
            ["<a>", "<a href", "<a href=\"https://a", "<article src=x>", "<iframe>", "<", "<a =", "&lt;a &#;", ""]
        {
            let (pasted, found) = read(typed);
            assert_eq!((pasted, found.starts_with("https")), (Pasted::Link, false), "{typed}");
        }
    }

    #[test]
    fn a_hidden_scheme_comes_to_light() {
        is_read("<a href=\"java&#115;cript&colon;alert(1)\">", Pasted::Anchor, "javascript:alert(1)");
        is_read("<a href=\"java&Tab;script:&#0&#x110000;\">", Pasted::Anchor, "java\tscript:\0\u{fffd}");
    }
}
