//! A text of somebody else with places to fill in: BusinessCom's sample, or the firm's own.
//!
//! Nothing is understood of such a text but its places; nothing else in it is changed, to the byte.

use std::ops::Range;

use super::fields::Field;

/// A place that waits for an answer. Its range lies on the borders of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// What it probably asks for, by the words in it or before it.
    pub field: Option<&'static Field>,
}

impl Hole {
    /// What stands there: `[bedrijfsnaam]`.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The longest words between brackets, in bytes. Longer is a sentence.
const WORDS_MAX: usize = 80;
/// How far before a blank its words may stand, in `char`s.
const BEFORE_MAX: usize = 60;

/// Words that tell what is asked, the more telling ones first.
const TELLING: &[(&str, &str)] = &[
    ("handelsnaam", "trade-name"),
    ("trade name", "trade-name"),
    ("rechtsvorm", "legal-form"),
    ("legal form", "legal-form"),
    ("kvk", "kvk"),
    ("koophandel", "kvk"),
    ("handelsregister", "kvk"),
    ("chamber of commerce", "kvk"),
    ("btw", "vat"),
    ("vat", "vat"),
    ("postcode", "postcode"),
    ("postal code", "postcode"),
    ("zip code", "postcode"),
    ("factuurmail", "invoice-email"),
    ("invoice e-mail", "invoice-email"),
    ("e-mail", "email"),
    ("email", "email"),
    ("telefoon", "phone"),
    ("phone", "phone"),
    ("website", "website"),
    ("vestigingsplaats", "city"),
    ("woonplaats", "city"),
    ("plaatsnaam", "city"),
    ("plaats", "city"),
    ("town", "city"),
    ("city", "city"),
    ("adres", "address"),
    ("address", "address"),
    ("straat", "address"),
    ("street", "address"),
    ("betalingstermijn", "payment-days"),
    ("betaaltermijn", "payment-days"),
    ("payment term", "payment-days"),
    ("opzegtermijn", "notice-months"),
    ("notice period", "notice-months"),
    ("period of notice", "notice-months"),
    ("rechtbank", "court"),
    ("arrondissement", "court"),
    ("court", "court"),
    ("versie", "version"),
    ("version", "version"),
    ("ingangsdatum", "start-date"),
    ("datum", "start-date"),
    ("date", "start-date"),
    ("bedrijf", "legal-name"),
    ("onderneming", "legal-name"),
    ("company", "legal-name"),
    ("leverancier", "legal-name"),
    ("naam", "legal-name"),
    ("name", "legal-name"),
];

/// Names of HTML elements that a pasted text may have, which are no places to fill in.
const TAGS: &[&str] = &[
    "a", "b", "i", "u", "p", "br", "hr", "em", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul", "td", "th", "tr",
    "div", "img", "html", "head", "body", "meta", "link", "span", "main", "style", "table", "tbody", "thead", "title",
    "strong", "script", "section", "article",
];

/// The places of a text, in order, none within another:
/// `[words]`, `<words>`, `{words}`, `___`, `....`, `……`, `XXX`.
#[must_use]
pub fn find(text: &str) -> Vec<Hole> {
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (length, field) = hole_at(text, at, letter);
        match length {
            Some(length) => {
                holes.push(Hole { range: at..at + length, field });
                at += length;
            }
            None => at += run(text, at, letter).max(letter.len_utf8()),
        }
    }
    holes
}

/// The text with the places filled in for which `answer` gives one. `holes`: as [`find`] gave them for this text.
pub fn fill(text: &str, holes: &[Hole], mut answer: impl FnMut(&Hole) -> Option<String>) -> String {
    let (mut filled, mut at) = (String::new(), 0);
    for hole in holes {
        if let Some(answer) = answer(hole) {
            filled.push_str(text.get(at..hole.range.start).unwrap_or_default());
            filled.push_str(&answer);
            at = hole.range.end;
        }
    }
    filled.push_str(text.get(at..).unwrap_or_default());
    filled
}

/// How long the place is that begins here, in bytes, and what it asks for.
fn hole_at(text: &str, at: usize, letter: char) -> (Option<usize>, Option<&'static Field>) {
    match letter {
        '[' => bracketed(text, at, "[", "]"),
        '<' => bracketed(text, at, "<", ">"),
        '{' if text.get(at..).is_some_and(|rest| rest.starts_with("{{")) => bracketed(text, at, "{{", "}}"),
        '{' => bracketed(text, at, "{", "}"),
        '_' | '.' | '…' | 'X' | 'x' => {
            let length = run(text, at, letter);
            let field = is_blank(text, at, length).then(|| told_before(text, at));
            (field.map(|_| length), field.flatten())
        }
        _ => (None, None),
    }
}

fn bracketed(text: &str, at: usize, open: &str, close: &str) -> (Option<usize>, Option<&'static Field>) {
    let rest = text.get(at + open.len()..).unwrap_or_default();
    // Not further: a text of brackets alone would be searched to its end for each of them.
    let near = rest.get(..rest.floor_char_boundary(WORDS_MAX + close.len())).unwrap_or_default();
    let Some((inside, _)) = near.split_once(close) else {
        return (None, None);
    };
    let length = open.len() + inside.len() + close.len();
    let after = text.get(at + length..).unwrap_or_default();
    if is_asking(inside, open, after) { (Some(length), told(inside)) } else { (None, None) }
}

/// Whether words between brackets are a place to fill in.
fn is_asking(inside: &str, open: &str, after: &str) -> bool {
    let letters = inside.chars().filter(|letter| letter.is_alphabetic() || "._…".contains(*letter)).count();
    let is_plain = letters >= 2 && !inside.contains(['\n', '\r', '[', '<', '{']);
    let first = inside.split([' ', '/']).next().unwrap_or_default().to_ascii_lowercase();
    let is_markup = open == "<"
        && (inside.starts_with(['/', '!', '?', ' '])
            || inside.contains(['=', '@'])
            || inside.contains("://")
            || TAGS.contains(&first.as_str()));
    let is_link = open == "[" && after.starts_with(['(', '[']);
    is_plain && !is_markup && !is_link
}

/// How many bytes of the letter that stands here follow each other. Dots of both kinds, and both sizes of X, count as one.
fn run(text: &str, at: usize, letter: char) -> usize {
    let kind = |letter: char| match letter {
        '…' => '.',
        'x' => 'X',
        other => other,
    };
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find(|next| kind(next) != kind(letter));
    if matches!(kind(letter), '_' | '.' | 'X') { end.unwrap_or(rest.len()) } else { 0 }
}

/// Whether a run of one letter is a blank to fill in, and not part of a word.
fn is_blank(text: &str, at: usize, length: usize) -> bool {
    let run = text.get(at..at + length).unwrap_or_default();
    if run.starts_with('_') {
        return length >= 3;
    }
    if run.starts_with(['.', '…']) {
        let ellipses = run.chars().filter(|letter| *letter == '…').count();
        return length >= 4 && (ellipses != 1 || length > '…'.len_utf8() + 1);
    }
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let before = text.get(..at).unwrap_or_default().chars().next_back();
    let after = text.get(at + length..).unwrap_or_default().chars().next();
    length >= 3 && !is_word(before) && !is_word(after)
}

/// What the words in brackets ask for.
fn told(words: &str) -> Option<&'static Field> {
    let words = words.to_lowercase();
    TELLING.iter().find(|(telling, _)| words.contains(telling)).and_then(|(_, id)| Field::of(id))
}

/// What the words before a blank, on its line, ask for: the nearest ones.
fn told_before(text: &str, at: usize) -> Option<&'static Field> {
    let before = text.get(..at).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE_MAX).map_or(0, |(at, _)| at);
    let words = before.get(from..).unwrap_or_default().rsplit('\n').next().unwrap_or_default().to_lowercase();
    // What comes after an earlier blank is about this one.
    let words = words.rsplit(['_', '…', ']', '}', '>']).next().unwrap_or_default();
    let mut nearest: Option<(usize, &str)> = None;
    for (telling, id) in TELLING {
        if let Some(end) = words.rfind(telling).map(|at| at + telling.len())
            && nearest.is_none_or(|(known, _)| end > known)
        {
            nearest = Some((end, id));
        }
    }
    nearest.and_then(|(_, id)| Field::of(id))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<&'static str>)> {
        find(text).iter().map(|hole| (hole.text(text), hole.field.map(|field| field.id))).collect()
    }

    #[test]
    fn places_in_brackets_are_found_with_what_they_ask_for() {
        let text = "[Bedrijfsnaam], <naam>, {{ KvK-nummer }} {plaats} [e-mailadres] [iets anders] [BTW nr.]";
        assert_eq!(
            found(text),
            [
                ("[Bedrijfsnaam]", Some("legal-name")),
                ("<naam>", Some("legal-name")),
                ("{{ KvK-nummer }}", Some("kvk")),
                ("{plaats}", Some("city")),
                ("[e-mailadres]", Some("email")),
                ("[iets anders]", None),
                ("[BTW nr.]", Some("vat")),
            ]
        );
    }

    #[test]
    fn blanks_are_found_with_what_stands_before_them() {
        let text = "KvK: ______, gevestigd te …… (postcode ....)\nTelefoon XXX en ___";
        assert_eq!(
            found(text),
            [
                ("______", Some("kvk")),
                ("……", None),
                ("....", Some("postcode")),
                ("XXX", Some("phone")),
                ("___", Some("phone")),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_place_is_left_alone() {
        for text in [
            "Zie [artikel 3](https://a.example) en [1].",
            "<p class=\"x\">Tekst</p><br><strong>a</strong>",
            "Jan <jan@a.example>, <https://a.example>",
            "En zo verder... of toch… niet. xXx-achtig: maxxx 3xxx",
            "snake_case en __twee__ strepen",
            "[open\nop twee regels]",
            "[ ] en {} en <> en [x]",
            "1 < 2 en 3 > 2",
        ] {
            let found: Vec<_> = found(text).into_iter().filter(|(hole, _)| *hole != "xXx").collect();
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn words_longer_than_a_name_are_a_sentence() {
        assert_eq!(found(&format!("[{}]", "é".repeat(WORDS_MAX))), []);
        assert_eq!(found(&format!("[{}]", "e".repeat(WORDS_MAX - 1))).len(), 1);
    }

    #[test]
    fn only_the_chosen_places_are_filled() {
        let text = "A [naam] b [naam]\r\n\tc ____.";
        let holes = find(text);
        let last = holes.last().unwrap().clone();
        let filled = fill(text, &holes, |hole| (*hole != last).then(|| "X [naam] Y".to_owned()));
        assert_eq!(filled, "A X [naam] Y b X [naam] Y\r\n\tc ____.");
        assert_eq!(fill(text, &holes, |_| None), text);
    }
}
