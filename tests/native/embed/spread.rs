//! The builder's own snippets in all kinds, with every choice on and off: what the real filters were run on.

use std::{fs, path::Path};

use super::{checked, draft};
use partnerpad::domain::embed::options::{Draft, Field, Kind, Variant};
use partnerpad::text::{self, language, tools::EMBED};
use serde_json::{Value, json};

/// Where they are kept, and how they are made anew.
const STORED: &str = "tests/fixtures/filters/snippets.json";
const AGAIN: &str = "PARTNERPAD_WRITE=1 cargo test --no-default-features --test native embed::spread && \
    php tests/fixtures/filters/wordpress.php /usr/share/wordpress/wp-includes > tests/fixtures/filters/wordpress.json; \
    joomla.php and drupal.php beside it likewise: what they need stands in them";

const STORE: &str = "https://shop.example/store?partner=4711&lang=nl";
/// One more than the most that a field has beside its default.
const ROUNDS: usize = 4;

/// What else can stand in a field than its default: choices and bounds all, of texts and links what is hard on filters.
fn others(field: Field) -> &'static [&'static str] {
    match field.kind() {
        Kind::Choice([_, others @ ..]) if field != Field::Variant => others,
        Kind::Choice(_) => &[],
        Kind::Text { .. } => {
            &["Köp <här> & \"nu\", 'só' `x` \\ {\"a\":1} --> [b] &copy; &amp;lt; 👩‍👩‍👧", "javascript:alert(1)"]
        }
        Kind::Name { .. } => &["functional.2_a-b"],
        Kind::Color => &["#0a0b0c", "#abcdef"],
        Kind::Pixels { min: 0, .. } => &["0", "40"],
        Kind::Pixels { .. } => &["200", "3000"],
        Kind::Link if field == Field::Link => &[
            "https://winkel.münchen.example:8443/a%20b/x:y?q=it's&copy=1&lt;=(2)#deel",
            "https://shop.example/?a=%26lt;b%3E",
        ],
        Kind::Link => &["https://partner.example/voorwaarden/?a=1&b='x'&copy=2&reg;=3#a:b", "https://partner.example/"],
    }
}

/// For each kind the defaults, and then as often that every field has had each of its texts.
fn drafts() -> Vec<(String, Draft)> {
    let mut drafts = Vec::new();
    for variant in Variant::ALL {
        let plain = draft(variant, &[(Field::Link, STORE)]);
        drafts.push((variant.id().to_owned(), plain.clone()));
        for round in 0..ROUNDS {
            let mut other = plain.clone();
            for (at, field) in Field::ALL.into_iter().enumerate().filter(|(_, field)| field.is_asked(variant)) {
                let others = others(field);
                // Not all on the same turn: so they meet one another in other ways.
                if let Some(typed) = others.get((round + at) % (others.len() + 1)) {
                    other.set(field, typed);
                }
            }
            drafts.push((format!("{}-{}", variant.id(), round + 1), other));
        }
    }
    drafts
}

fn made() -> Value {
    let one = |(name, draft): (String, Draft)| {
        let checked = checked(&draft);
        let html = text::embed::snippet(&checked, &EMBED[language(checked.language)]).unwrap();
        json!({ "name": name, "kind": checked.variant.id(), "html": html })
    };
    drafts().into_iter().map(one).collect()
}

#[test]
fn the_snippets_that_filters_were_run_on_are_those_that_are_made() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(STORED);
    let now = serde_json::to_string_pretty(&made()).unwrap() + "\n";
    if std::env::var_os("PARTNERPAD_WRITE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == now, "other snippets are made than the real filters were run on; record them again:\n{AGAIN}");
}

#[test]
fn every_choice_is_on_and_off_in_every_kind_that_has_it() {
    let drafts = drafts();
    for variant in Variant::ALL {
        let of_kind: Vec<_> = drafts.iter().filter(|(_, draft)| draft.variant() == variant).collect();
        for field in Field::ALL.into_iter().filter(|field| field.is_asked(variant)) {
            for typed in others(field) {
                let with = of_kind.iter().filter(|(_, draft)| draft.get(field) == *typed).count();
                assert!((1..of_kind.len()).contains(&with), "{variant:?} {field:?} {typed}: {with}");
            }
            assert!(of_kind.iter().all(|(_, draft)| checked(draft).problem(field).is_none()), "{variant:?} {field:?}");
        }
    }
}
