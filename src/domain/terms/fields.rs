//! What is asked for the terms, and what is wrong with an answer. A check warns and never refuses: the firm may know
//! better than the rule.

use super::link::{Link, LinkFault};
use crate::domain::Day;

/// One thing to ask.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Stable for ever: `legal-name`. One of [`super::names::FIELDS`].
    pub id: &'static str,
    /// With which others it is asked.
    pub group: Group,
    /// What an answer looks like.
    pub kind: Kind,
}

/// Fields that are asked together, in the order of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who the firm is. Other tools use these answers too.
    Company,
    /// Where it is. Other tools use these answers too.
    Address,
    /// How it is reached. Other tools use these answers too.
    Contact,
    /// What is sold, to whom, and who is party to the contract.
    Offer,
    /// Where customers find help.
    Support,
    /// Invoices and notice.
    Money,
    /// Where Unify's documents are.
    Unify,
    /// Personal data.
    Privacy,
    /// What only the firm can choose: there is no answer to propose.
    Choices,
    /// Which court, which version, from when, and who looked at it.
    Edition,
}

impl Group {
    /// All of them, in the order of asking.
    pub const ALL: [Self; 10] = [
        Self::Company,
        Self::Address,
        Self::Contact,
        Self::Offer,
        Self::Support,
        Self::Money,
        Self::Unify,
        Self::Privacy,
        Self::Choices,
        Self::Edition,
    ];

    /// Its fields, in the order of asking.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(move |field| field.group == self)
    }
}

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Text,
    /// Eight digits: the number at the Chamber of Commerce.
    Kvk,
    /// A Dutch btw-id.
    Vat,
    /// An e-mail address.
    Email,
    /// An address on the web.
    Link,
    /// A day as [`Day::parse`] reads it.
    Date,
    /// A whole number.
    Number {
        /// The lowest that makes sense.
        min: u32,
        /// The highest that makes sense.
        max: u32,
    },
    /// One of these words, stable for ever.
    Choice(&'static [&'static str]),
}

/// What is probably wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Not eight digits.
    Kvk,
    /// Not NL, nine digits, B, two digits.
    VatShape,
    /// In shape, but no number that was ever given out: a digit is wrong.
    VatDigits,
    /// Not something@somewhere.
    Email,
    /// Not an address on the web that everyone can open.
    Link(LinkFault),
    /// Not a day of the calendar.
    Date,
    /// Not a whole number.
    Number,
    /// A number outside of these.
    Range {
        /// The lowest that makes sense.
        min: u32,
        /// The highest that makes sense.
        max: u32,
    },
    /// Longer notice than may be asked after a silent renewal. Source: `acm-7-2a`.
    LongNotice,
    /// None of the answers that are offered.
    Choice,
    /// The text is written for businesses only. Source: `unify-business-only`.
    Consumers,
    /// Longer than any such answer: probably a whole text was pasted.
    Long {
        /// The longest that makes sense, in `char`s.
        max_chars: usize,
    },
}

/// The longest answer that makes sense, in `char`s.
pub const ANSWER_MAX_CHARS: usize = 500;

const fn field(id: &'static str, group: Group, kind: Kind) -> Field {
    Field { id, group, kind }
}

/// All fields, in the order of asking.
pub static FIELDS: &[Field] = &[
    field("legal-name", Group::Company, Kind::Text),
    field("trade-name", Group::Company, Kind::Text),
    field("legal-form", Group::Company, Kind::Choice(LEGAL_FORMS)),
    field("kvk", Group::Company, Kind::Kvk),
    field("vat", Group::Company, Kind::Vat),
    field("address", Group::Address, Kind::Text),
    field("postcode", Group::Address, Kind::Text),
    field("city", Group::Address, Kind::Text),
    field("email", Group::Contact, Kind::Email),
    field("phone", Group::Contact, Kind::Text),
    field("website", Group::Contact, Kind::Link),
    field("services", Group::Offer, Kind::Choice(&["circuit", "telephony", "both"])),
    field("contract", Group::Offer, Kind::Choice(&["own", "shared", "ask"])),
    field("business-only", Group::Offer, Kind::Choice(&["yes", "no"])),
    field("support-contact", Group::Support, Kind::Text),
    field("support-hours", Group::Support, Kind::Text),
    field("invoice-email", Group::Money, Kind::Email),
    field("payment-days", Group::Money, Kind::Number { min: 1, max: 365 }),
    field("notice-months", Group::Money, Kind::Number { min: 0, max: 12 }),
    field("unify-terms-url", Group::Unify, Kind::Link),
    field("unify-description-url", Group::Unify, Kind::Link),
    field("unify-use-url", Group::Unify, Kind::Link),
    field("unify-eula-url", Group::Unify, Kind::Link),
    field("unify-data-url", Group::Unify, Kind::Link),
    field("privacy-url", Group::Privacy, Kind::Link),
    field("processing", Group::Privacy, Kind::Choice(&["yes", "no"])),
    field("first-term", Group::Choices, Kind::Text),
    field("indexation", Group::Choices, Kind::Text),
    field("availability", Group::Choices, Kind::Text),
    field("fair-use", Group::Choices, Kind::Text),
    field("porting", Group::Choices, Kind::Text),
    field("emergency-calls", Group::Choices, Kind::Text),
    field("late-payment", Group::Choices, Kind::Text),
    field("liability-cap", Group::Choices, Kind::Text),
    field("data-return", Group::Choices, Kind::Text),
    field("consumer-rules", Group::Choices, Kind::Text),
    field("court", Group::Edition, Kind::Text),
    field("version", Group::Edition, Kind::Text),
    field("start-date", Group::Edition, Kind::Date),
    field("terms-url", Group::Edition, Kind::Link),
    field("reviewed-by", Group::Edition, Kind::Text),
    field("reviewed-on", Group::Edition, Kind::Date),
];

const LEGAL_FORMS: &[&str] =
    &["bv", "nv", "sole", "vof", "cv", "partnership", "cooperative", "association", "foundation", "other"];

impl Field {
    /// The field with this id.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.id == id)
    }

    /// The record that keeps its answer: `company.legal-name`, `terms.court`.
    #[must_use]
    pub fn record(&self) -> String {
        let home = if self.group <= Group::Contact { "company" } else { "terms" };
        format!("{home}.{}", self.id)
    }

    /// The field whose answer a record keeps.
    #[must_use]
    pub fn of_record(name: &str) -> Option<&'static Self> {
        let (_, id) = name.split_once('.')?;
        Self::of(id).filter(|field| field.record() == name)
    }

    /// What is probably wrong with an answer, as typed. Nothing is wrong with none.
    #[must_use]
    pub fn check(&self, answer: &str) -> Option<Warning> {
        let answer = answer.trim();
        if answer.is_empty() {
            return None;
        }
        if answer.chars().count() > ANSWER_MAX_CHARS {
            return Some(Warning::Long { max_chars: ANSWER_MAX_CHARS });
        }
        match self.kind {
            Kind::Text => None,
            Kind::Kvk => (!is_kvk(answer)).then_some(Warning::Kvk),
            Kind::Vat => check_vat(answer).err(),
            Kind::Email => (!is_email(answer)).then_some(Warning::Email),
            Kind::Link => Link::parse(answer).err().map(Warning::Link),
            Kind::Date => Day::parse(answer).is_none().then_some(Warning::Date),
            Kind::Number { min, max } => self.check_number(answer, min, max),
            Kind::Choice(words) if !words.contains(&answer) => Some(Warning::Choice),
            Kind::Choice(_) => (self.id == "business-only" && answer == "no").then_some(Warning::Consumers),
        }
    }

    fn check_number(&self, answer: &str, min: u32, max: u32) -> Option<Warning> {
        if !answer.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Warning::Number);
        }
        // Only too many digits fail here.
        let number = answer.parse().unwrap_or(u32::MAX);
        if !(min..=max).contains(&number) {
            return Some(Warning::Range { min, max });
        }
        (self.id == "notice-months" && number > 1).then_some(Warning::LongNotice)
    }
}

fn is_kvk(answer: &str) -> bool {
    let digits = || answer.chars().filter(|letter| *letter != ' ');
    digits().count() == 8 && digits().all(|letter| letter.is_ascii_digit())
}

/// One `@` with something before it, and a host with a dot after it.
fn is_email(answer: &str) -> bool {
    let Some((name, host)) = answer.split_once('@') else {
        return false;
    };
    let is_odd = |letter: char| letter.is_whitespace() || letter.is_control() || "@,;:<>()[]\"\\".contains(letter);
    !name.is_empty()
        && !answer.replacen('@', "", 1).contains(is_odd)
        && host.contains('.')
        && host.split('.').all(|part| !part.is_empty())
}

/// # Errors
/// [`Warning::VatShape`], [`Warning::VatDigits`].
///
/// Source: python-stdnum, `stdnum/nl/btw.py`: the nine digits pass the old eleven test, or the whole number is 1 modulo
/// 97 with letters as two digits (A is 10), which is how ids since 2020 are made.
fn check_vat(answer: &str) -> Result<(), Warning> {
    let letters: Vec<u8> =
        answer.bytes().filter(|byte| !b" -.".contains(byte)).map(|byte| byte.to_ascii_uppercase()).collect();
    let [b'N', b'L', number @ .., b'B', tens, ones] = letters.as_slice() else {
        return Err(Warning::VatShape);
    };
    let is_shaped = number.len() == 9 && number.iter().chain([tens, ones]).all(u8::is_ascii_digit);
    if !is_shaped || number.iter().all(|digit| *digit == b'0') || (*tens, *ones) == (b'0', b'0') {
        return Err(Warning::VatShape);
    }
    if passes_eleven_test(number) || remainder_of_97(&letters) == 1 { Ok(()) } else { Err(Warning::VatDigits) }
}

/// Nine digits with the weights 9 to 2 and -1.
fn passes_eleven_test(digits: &[u8]) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.iter().zip(weights).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum();
    sum % 11 == 0
}

fn remainder_of_97(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |rest, letter| match letter {
        b'0'..=b'9' => (rest * 10 + u32::from(letter - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter.saturating_sub(b'A')) + 10) % 97,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::names;
    use super::*;

    #[track_caller]
    fn check(id: &str, answer: &str) -> Option<Warning> {
        Field::of(id).unwrap().check(answer)
    }

    #[test]
    fn the_table_has_the_names_that_texts_may_use_in_their_order() {
        let ids: Vec<_> = FIELDS.iter().map(|field| field.id).collect();
        assert_eq!(ids, names::FIELDS);
        for (condition, field, answers) in names::CONDITIONS {
            let Kind::Choice(words) = Field::of(field).unwrap().kind else { panic!("{condition}") };
            assert!(answers.iter().all(|answer| answer.is_empty() || words.contains(answer)), "{condition}");
            assert_eq!(Field::of(condition), None);
        }
    }

    #[test]
    fn groups_hold_every_field_once_in_the_order_of_asking() {
        let grouped: Vec<_> = Group::ALL.into_iter().flat_map(Group::fields).map(|field| field.id).collect();
        assert_eq!(grouped, names::FIELDS);
    }

    #[test]
    fn a_field_is_found_by_the_record_that_keeps_its_answer() {
        for field in FIELDS {
            assert!(crate::domain::stored::is_name(&field.record()));
            assert_eq!(Field::of_record(&field.record()), Some(field));
        }
        assert_eq!(Field::of("kvk").unwrap().record(), "company.kvk");
        assert_eq!(Field::of("court").unwrap().record(), "terms.court");
        for none in ["kvk", "terms.kvk", "company.court", "company.", ""] {
            assert_eq!(Field::of_record(none), None, "{none}");
        }
    }

    #[test]
    fn nothing_is_wrong_with_no_answer() {
        for field in FIELDS {
            assert_eq!(field.check(" \n"), None, "{}", field.id);
        }
    }

    #[test]
    fn a_kvk_number_has_eight_digits() {
        for good in ["12345678", " 12345678 ", "12 34 56 78"] {
            assert_eq!(check("kvk", good), None, "{good}");
        }
        for bad in ["1234567", "123456789", "1234567a", "１２３４５６７８"] {
            assert_eq!(check("kvk", bad), Some(Warning::Kvk), "{bad}");
        }
    }

    #[test]
    fn vat_numbers_are_judged_as_python_stdnum_judges_them() {
        for good in [
            "NL004495445B01",
            "nl 0044.95.445.b.01",
            "NL195065244B88",
            "NL358828727B26",
            "NL697601638B22",
            "NL002455799B11",
            "NL123456789B13",
            "NL621179860B01",
            "NL084650292B92",
            "NL000099998B57",
        ] {
            assert_eq!(check("vat", good), None, "{good}");
        }
        for wrong in ["NL668835602B32", "NL796487719B45", "NL853832590B88", "NL031144124B59", "NL696831126B06"] {
            assert_eq!(check("vat", wrong), Some(Warning::VatDigits), "{wrong}");
        }
        for shape in ["NL", "NL00449544B01", "004495445B01", "NL004495445A01", "NL000000000B01", "NL004495445B00", "é"]
        {
            assert_eq!(check("vat", shape), Some(Warning::VatShape), "{shape}");
        }
    }

    #[test]
    fn an_email_address_has_one_at_and_a_host() {
        for good in ["info@voorbeeld.example", "a.b+c@d.e.example", "ü@straße.example"] {
            assert_eq!(check("email", good), None, "{good}");
        }
        for bad in ["info", "@a.b", "a@b", "a@b.", "a@.b", "a b@c.d", "a@b.c, d@e.f", "<a@b.c>", "a@b@c.d"] {
            assert_eq!(check("email", bad), Some(Warning::Email), "{bad}");
        }
    }

    #[test]
    fn numbers_are_whole_and_make_sense() {
        assert_eq!(check("payment-days", "30"), None);
        for bad in ["dertig", "1,5", "-1", "+1"] {
            assert_eq!(check("payment-days", bad), Some(Warning::Number), "{bad}");
        }
        for bad in ["0", "366", "99999999999999999999"] {
            assert_eq!(check("payment-days", bad), Some(Warning::Range { min: 1, max: 365 }), "{bad}");
        }
        assert_eq!(check("notice-months", "1"), None);
        assert_eq!(check("notice-months", "2"), Some(Warning::LongNotice));
    }

    #[test]
    fn days_choices_and_lengths_are_checked() {
        assert_eq!(check("start-date", "2026-12-01"), None);
        assert_eq!(check("start-date", "1-12-2026"), Some(Warning::Date));
        assert_eq!(check("services", "both"), None);
        assert_eq!(check("services", "Both"), Some(Warning::Choice));
        assert_eq!(check("business-only", "no"), Some(Warning::Consumers));
        let long = Some(Warning::Long { max_chars: ANSWER_MAX_CHARS });
        assert_eq!(check("city", &"é".repeat(ANSWER_MAX_CHARS)), None);
        assert_eq!(check("city", &"é".repeat(ANSWER_MAX_CHARS + 1)), long);
    }
}
