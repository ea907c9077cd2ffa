//! From a pasted link to markup, with links read as browsers read them.

mod corpora;
mod link;
mod markup;
mod naughty;
#[path = "../../parsed.rs"]
mod parsed;
mod preview;
mod snippet;
mod spread;
mod survival;

use partnerpad::domain::embed::options::{Checked, Draft, Field, Variant, check};
use partnerpad::domain::embed::{self, Words};

pub use parsed::parse;

pub const STORE: &str = "https://shop.example.com/store?partner=1&lang=nl";

pub const WORDS: Words<'static> = Words {
    text: "To the store",
    load: "Show the store",
    open: "Open the store as a page",
    new_tab: "(opens in a new tab)",
    title: "The store",
    heading: "Circuit",
    line: "Ask for a tenant",
    consent: "Then your browser loads shop.example.com",
    terms: "You agree with:",
    own_terms: "our terms",
    unify_terms: "Unify's terms",
    privacy: "Privacy",
    page_title: "Store",
    back: "Back to the site",
};

/// A draft with the store's link and these fields.
pub fn draft(variant: Variant, fields: &[(Field, &str)]) -> Draft {
    let mut draft = Draft::default();
    draft.set(Field::Link, STORE);
    draft.set(Field::Variant, variant.id());
    for (field, typed) in fields {
        draft.set(*field, typed);
    }
    draft
}

pub fn checked(draft: &Draft) -> Checked {
    check(draft, "", parse)
}

#[track_caller]
pub fn snippet_of(draft: &Draft) -> String {
    embed::snippet(&checked(draft), &WORDS).expect("a link that can be used")
}

/// Links of terms and privacy statement, so that there is most to go wrong.
pub const LINKS: [(Field, &str); 4] = [
    (Field::Terms, "https://partner.example.com/terms?a=1&b=2"),
    (Field::UnifyTerms, "https://unify.example.com/terms"),
    (Field::Privacy, "https://partner.example.com/privacy"),
    (Field::Back, "https://partner.example.com/"),
];

/// Drafts of all kinds with each choice taken once.
pub fn drafts() -> Vec<Draft> {
    let choices: [&[(Field, &str)]; 6] = [
        &[],
        &LINKS,
        &[(Field::NewTab, "yes"), (Field::Align, "center"), (Field::Fit, "full")],
        &[(Field::Fit, "fixed"), (Field::Align, "right"), (Field::Width, "320"), (Field::Corner, "0")],
        &[(Field::Sandbox, "none"), (Field::Referrer, "no-referrer"), (Field::Language, "en")],
        &[
            (Field::Text, "Köp <här> & \"nu\""),
            (Field::Consent, "It's `ok`"),
            (Field::Title, "\"T\""),
            (Field::Heading, "<H>"),
        ],
    ];
    let of_variant = |variant| choices.iter().map(move |fields| draft(variant, fields));
    Variant::ALL.into_iter().flat_map(of_variant).collect()
}
