//! Messages and their mail links, in every language.

use partnerpad::domain::letters::{Item, Letter, mailto};
use partnerpad::text::GUIDE;
use partnerpad::text::letters::{LINKED, SEND_LINKS, compose, problem, reminder, wording};
use partnerpad::text::tools::LETTERS;
use proptest::prelude::*;

const FACTS: &[(Item, &str)] = &[
    (Item::LegalName, "Telecombedrijf De Vries en Zonen B.V."),
    (Item::TradeName, "De Vries Telecom"),
    (Item::Contact, "Annelies de Vries-van den Berg"),
    (Item::Kvk, "12345678"),
    (Item::Email, "annelies@devries-telecom.example"),
    (Item::Phone, "+31 20 123 45 67"),
    (Item::Website, "https://www.devries-telecom.example"),
    (Item::TermsUrl, "https://www.devries-telecom.example/algemene-voorwaarden/terms-of-service"),
    (Item::StoreUrl, "https://store.example.com/shop?partner=devries&language=nl"),
];

#[test]
fn every_message_fits_in_a_mail_link() {
    for words in LETTERS {
        for letter in Letter::ALL {
            let body = compose(letter, words, Some("4 november 2026"), "Bert Jansen", FACTS);
            let subject = wording(letter, words, None).subject;
            let link = mailto("bert.jansen@businesscom.example", subject, &body);
            assert!(link.is_ok(), "{letter:?} {}: {body}", body.len());
        }
    }
}

#[test]
fn a_message_names_the_day_the_sender_and_the_recipient() {
    for words in LETTERS {
        for letter in [Letter::Message, Letter::Access, Letter::Linked, Letter::Contracts] {
            let body = compose(letter, words, Some("DAY"), " Bert ", FACTS);
            assert!(body.contains(" DAY ") && body.contains("Bert,\n"), "{body}");
            assert!(body.ends_with("\nAnnelies de Vries-van den Berg\nDe Vries Telecom"), "{body}");
            let body = compose(letter, words, None, "", FACTS);
            assert!(!body.contains('{') && body.starts_with(words.greeting), "{body}");
        }
        let hand_over = compose(Letter::HandOver, words, None, "", FACTS);
        for (item, value) in FACTS {
            assert!(hand_over.contains(value), "{item:?}: {hand_over}");
        }
    }
}

#[test]
fn every_problem_has_words_of_its_own() {
    for words in LETTERS {
        let texts: Vec<_> =
            Letter::HandOver.problems(&[], &|_, _| true).into_iter().map(|one| problem(one, words)).collect();
        assert_eq!(texts.len(), 4);
        assert!(texts.iter().enumerate().all(|(at, text)| !texts[..at].contains(text)), "{texts:?}");
    }
}

#[test]
fn each_message_that_asks_how_things_stand_is_about_an_action_of_others() {
    let actions = || GUIDE.steps.iter().flat_map(|step| step.actions);
    let asked: Vec<_> = actions().filter(|action| reminder(action.id).is_some()).collect();
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|action| action.is_of_others()));
    for id in [SEND_LINKS, LINKED] {
        assert!(actions().any(|action| action.id == id), "{id}");
    }
}

/// What a mail program reads: it splits first, and only then takes the encoding off.
fn read(link: &str) -> (String, Vec<(String, String)>) {
    let decoded = |text: &str| {
        let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
        while let Some((first, after)) = rest.split_first() {
            let is_encoded = *first == b'%';
            bytes.push(if is_encoded {
                u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap()
            } else {
                *first
            });
            rest = if is_encoded { &after[2..] } else { after };
        }
        String::from_utf8(bytes).unwrap()
    };
    let (to, headers) = link.strip_prefix("mailto:").unwrap().split_once('?').unwrap();
    let header = |header: &str| header.split_once('=').map(|(name, value)| (name.to_owned(), decoded(value))).unwrap();
    (decoded(to), headers.split('&').map(header).collect())
}

proptest! {
    #[test]
    fn whatever_is_typed_stays_in_its_place(to in "\\PC{0,20}", subject in "(\\PC|[\r\n]){0,40}", body in "(\\PC|\n){0,80}") {
        if let Ok(link) = mailto(&to, &subject, &body) {
            let (read_to, headers) = read(&link);
            // An address is one line: the separators of lines that are no control letters break it too.
            let parts: Vec<_> = to.split(['\u{2028}', '\u{2029}']).map(str::trim).filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(read_to, parts.join(" "));
            prop_assert_eq!(headers.len(), 2);
            prop_assert!(headers[0].0 == "subject" && !headers[0].1.contains(['\r', '\n']));
            prop_assert_eq!(&headers[1], &("body".to_owned(), body.replace('\n', "\r\n")));
        }
    }

    #[test]
    fn no_typed_fact_adds_a_line_to_a_message(typed in "(\\PC|[\r\n\t\u{2028}]){1,40}") {
        let lines = |value: &str| {
            let facts: Vec<_> = FACTS.iter().map(|(item, _)| (*item, value)).collect();
            compose(Letter::HandOver, &LETTERS[0], None, "", &facts).lines().count()
        };
        if !typed.trim().is_empty() {
            prop_assert_eq!(lines(&typed), lines("x"));
        }
    }
}
