//! Messages to an account manager: what belongs in each, what is missing, and a link that opens a mail program.

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// Step 1: have we registered?
    Registered,
    /// Waiting for the message that makes an Authorized reseller.
    Message,
    /// Step 4: asks for the two contracts.
    Contracts,
    /// Step 5: where the terms are.
    TermsLink,
    /// Waiting for access to the Digital Channel.
    Access,
    /// Step 6: both links.
    HandOver,
    /// Waiting until Unify has linked and activated them.
    Linked,
}

/// Something about the sender that a message can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The company's name in law.
    LegalName,
    /// What it calls itself.
    TradeName,
    /// Its number at the chamber of commerce.
    Kvk,
    /// Who writes.
    Contact,
    /// The writer's address.
    Email,
    /// The writer's number.
    Phone,
    /// The company's site.
    Website,
    /// Where its terms are.
    TermsUrl,
    /// Where its e-Store is.
    StoreUrl,
}

/// Why a message should not be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Not filled in.
    Missing(Item),
    /// Not a link to a page.
    NotALink(Item),
    /// Both links are the same.
    SameLinks,
}

/// A message is too long for a link: offer to copy it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// The longest link that mail programs take, in characters.
    pub max_chars: usize,
}

/// What is known of the sender. What is not there is not filled in.
pub type Facts<'a> = [(Item, &'a str)];

/// The words of a message, with everything filled in.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The line that opens it.
    pub greeting: &'a str,
    /// What is told and asked.
    pub paragraphs: &'a [&'a str],
    /// The line before the name.
    pub closing: &'a str,
    /// What stands before an item.
    pub label: &'a dyn Fn(Item) -> &'a str,
}

/// Of links that are longer mail programs lose the end, or open nothing.
const LINK_MAX: usize = 2_000;

impl Letter {
    /// All, in the order of the guide.
    pub const ALL: [Self; 7] =
        [Self::Registered, Self::Message, Self::Contracts, Self::TermsLink, Self::Access, Self::HandOver, Self::Linked];

    /// What it lists of the sender, in this order, as far as it is filled in.
    #[must_use]
    pub const fn items(self) -> &'static [Item] {
        use Item::{Email, Kvk, LegalName, Phone, StoreUrl, TermsUrl, TradeName, Website};
        match self {
            Self::Registered | Self::Contracts => &[LegalName, TradeName, Kvk],
            Self::Message | Self::Access => &[LegalName, TradeName],
            Self::TermsLink => &[TermsUrl, LegalName, TradeName],
            Self::HandOver => &[TermsUrl, StoreUrl, LegalName, TradeName, Kvk, Website, Email, Phone],
            Self::Linked => &[TermsUrl, StoreUrl, LegalName, TradeName],
        }
    }

    /// What it makes no sense without.
    #[must_use]
    pub const fn needs(self) -> &'static [Item] {
        match self {
            Self::TermsLink => &[Item::TermsUrl, Item::LegalName, Item::Contact],
            Self::HandOver | Self::Linked => &[Item::TermsUrl, Item::StoreUrl, Item::LegalName, Item::Contact],
            _ => &[Item::LegalName, Item::Contact],
        }
    }

    /// Everything that keeps it from being complete. `is_link`: whether what is filled in for an item is a link that can be
    /// used; asked of nothing else.
    #[must_use]
    pub fn problems(self, facts: &Facts<'_>, is_link: &dyn Fn(Item, &str) -> bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        for item in self.needs() {
            let value = value(facts, *item);
            if value.is_empty() {
                problems.push(Problem::Missing(*item));
            } else if matches!(item, Item::TermsUrl | Item::StoreUrl) && !is_link(*item, &value) {
                problems.push(Problem::NotALink(*item));
            }
        }
        let (terms, store) = (value(facts, Item::TermsUrl), value(facts, Item::StoreUrl));
        if self.needs().contains(&Item::StoreUrl) && !store.is_empty() && terms == store {
            problems.push(Problem::SameLinks);
        }
        problems
    }

    /// The message. A line break ends a line; between paragraphs there are two. Nothing typed adds a line.
    #[must_use]
    pub fn compose(self, words: &Words<'_>, facts: &Facts<'_>) -> String {
        let mut lines = Vec::new();
        for item in self.items() {
            let value = value(facts, *item);
            if !value.is_empty() {
                lines.push([(words.label)(*item), ": ", &value].concat());
            }
        }
        let company = [Item::TradeName, Item::LegalName].map(|item| value(facts, item));
        let company = company.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let sender = [one_line(words.closing), value(facts, Item::Contact), company];
        let sender: Vec<_> = sender.into_iter().filter(|line| !line.is_empty()).collect();
        let mut parts = vec![one_line(words.greeting)];
        parts.extend(words.paragraphs.iter().map(|paragraph| one_line(paragraph)));
        parts.extend([lines.join("\n"), sender.join("\n")]);
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }
}

/// What is filled in, on one line; empty if nothing is.
fn value(facts: &Facts<'_>, item: Item) -> String {
    facts.iter().find(|(known, _)| *known == item).map_or_else(String::new, |(_, value)| one_line(value))
}

fn one_line(text: &str) -> String {
    let is_break = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    text.split(is_break).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A link that opens a mail program with a message in it. `to` may be empty: then the sender fills it in. Source: RFC 6068.
/// Whatever was typed stays what it was typed as: it adds no address and no header.
///
/// # Errors
/// [`TooLong`] beyond 2,000 characters.
pub fn mailto(to: &str, subject: &str, body: &str) -> Result<String, TooLong> {
    let mut link = "mailto:".to_owned();
    encode(&mut link, one_line(to).trim(), b"@");
    link.push_str("?subject=");
    encode(&mut link, &one_line(subject), b"");
    link.push_str("&body=");
    encode(&mut link, &body.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n"), b"");
    if link.len() > LINK_MAX { Err(TooLong { max_chars: LINK_MAX }) } else { Ok(link) }
}

/// Adds a text of which every byte is encoded but these, and those that never mean anything.
fn encode(link: &mut String, text: &str, plain: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| HEX.get(usize::from(value & 15)).map_or('0', |digit| char::from(*digit));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || plain.contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const FACTS: &Facts<'_> = &[
        (Item::LegalName, "Vries B.V."),
        (Item::TradeName, "Telecom De Vries"),
        (Item::Contact, "Anna de Vries"),
        (Item::Kvk, " "),
        (Item::TermsUrl, "https://vries.example/terms?a=1&b=2"),
        (Item::StoreUrl, "https://store.example/vries"),
    ];

    fn words() -> Words<'static> {
        Words {
            greeting: "Beste accountmanager,",
            paragraphs: &["Een.", "Twee."],
            closing: "Groet,",
            label: &|item| match item {
                Item::LegalName => "Bedrijf",
                Item::TradeName => "Handelsnaam",
                Item::TermsUrl => "Terms",
                Item::StoreUrl => "Store",
                _ => "Anders",
            },
        }
    }

    /// These facts, but of one item another value.
    fn with(item: Item, value: &str) -> Vec<(Item, &str)> {
        let others = FACTS.iter().copied().filter(|(known, _)| *known != item);
        others.chain([(item, value)]).collect()
    }

    #[test]
    fn a_message_has_what_belongs_in_it_and_is_filled_in() {
        let wanted = "Beste accountmanager,\n\nEen.\n\nTwee.\n\nTerms: https://vries.example/terms?a=1&b=2\n\
            Store: https://store.example/vries\nBedrijf: Vries B.V.\nHandelsnaam: Telecom De Vries\n\n\
            Groet,\nAnna de Vries\nTelecom De Vries";
        assert_eq!(Letter::HandOver.compose(&words(), FACTS), wanted);
        assert_eq!(Letter::Message.compose(&words(), &[]), "Beste accountmanager,\n\nEen.\n\nTwee.\n\nGroet,");
    }

    #[test]
    fn nothing_typed_adds_a_line() {
        let lines = Letter::HandOver.compose(&words(), FACTS).lines().count();
        for typed in ["a\r\nb", "\n\na\n\n", "a\u{2028}b", "a\u{85}b\u{0}"] {
            assert_eq!(Letter::HandOver.compose(&words(), &with(Item::LegalName, typed)).lines().count(), lines);
        }
    }

    #[test]
    fn what_is_missing_is_told_all_at_once() {
        use Problem::{Missing, NotALink, SameLinks};
        let problems =
            |letter: Letter, facts: &Facts<'_>| letter.problems(facts, &|_, text| text.starts_with("https:"));
        assert_eq!(problems(Letter::HandOver, FACTS), []);
        let all = [Item::TermsUrl, Item::StoreUrl, Item::LegalName, Item::Contact].map(Missing);
        assert_eq!(problems(Letter::HandOver, &[(Item::LegalName, " \n")]), all);
        assert_eq!(problems(Letter::Registered, &[(Item::LegalName, "x")]), [Missing(Item::Contact)]);
        for item in [Item::TermsUrl, Item::StoreUrl] {
            assert_eq!(problems(Letter::HandOver, &with(item, "vries.example")), [NotALink(item)]);
        }
        let same = with(Item::StoreUrl, "https://vries.example/terms?a=1&b=2 ");
        assert_eq!(problems(Letter::HandOver, &same), [SameLinks]);
        assert_eq!(problems(Letter::TermsLink, &same), []);
    }

    #[test]
    fn every_message_lists_the_links_that_it_needs() {
        for letter in Letter::ALL {
            let links = letter.needs().iter().filter(|item| matches!(item, Item::TermsUrl | Item::StoreUrl));
            assert!(links.into_iter().all(|item| letter.items().contains(item)), "{letter:?}");
        }
    }

    #[test]
    fn a_mail_link_is_encoded_as_mail_programs_read_it() {
        let link = mailto("anna@vries.example", "Één & twee?", "Regel één:\n50% = “a+b”\r\n#x").unwrap();
        let wanted = "mailto:anna@vries.example?subject=%C3%89%C3%A9n%20%26%20twee%3F&body=Regel%20%C3%A9%C3%A9n%3A%0D%0A\
            50%25%20%3D%20%E2%80%9Ca%2Bb%E2%80%9D%0D%0A%23x";
        assert_eq!(link, wanted);
        assert!(mailto("", "a", "b").unwrap().starts_with("mailto:?subject=a"));
    }

    #[test]
    fn nothing_typed_adds_an_address_or_a_header() {
        for typed in [
            "a@b.c?bcc=x@y.z",
            "a@b.c,x@y.z",
            "a&bcc=x",
            "a%0ABcc:x",
            "a\r\nBcc: x",
            "a\nBcc: x",
            "a#b",
            "\"a\";b",
            "é",
        ] {
            let link = mailto(typed, typed, typed).unwrap();
            assert_eq!(link.matches(['?', '&', '=', '#', ',', ';', '"', ':', ' ', '\r', '\n']).count(), 5, "{link}");
            let head = link.split("&body=").next().unwrap();
            assert!(!head.contains("%0A") && !head.contains("%0D"), "{link}");
            assert!(link.is_ascii());
        }
    }

    #[test]
    fn a_link_that_mail_programs_would_cut_is_not_made() {
        let rest = mailto("", "a", "").unwrap().len();
        assert!(mailto("", "a", &"x".repeat(LINK_MAX - rest)).is_ok());
        assert_eq!(mailto("", "a", &"x".repeat(LINK_MAX - rest + 1)), Err(TooLong { max_chars: LINK_MAX }));
        assert!(mailto("", "a", &"é".repeat(LINK_MAX / 6 + 1)).is_err());
    }
}
