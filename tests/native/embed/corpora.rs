//! Texts that attack pages, of our own and of others (see the README beside them), in each field of each kind of snippet.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use partnerpad::domain::embed::link::Parsed;
use partnerpad::domain::embed::options::{Checked, Draft, Field, Kind, Variant, check};

use super::{naughty, parse};

const LISTS: [&str; 3] = [
    include_str!("../../fixtures/attacks/sanitize-url.json"),
    include_str!("../../fixtures/attacks/bleach.json"),
    include_str!("../../fixtures/attacks/ammonia.json"),
];
const SEEDS: &str = include_str!("../../fixtures/attacks/xss-filters-seeds.txt");

/// Each once.
pub fn attacks() -> Vec<String> {
    let lists = LISTS.iter().flat_map(|list| serde_json::from_str::<Vec<String>>(list).unwrap());
    let own = naughty::STRINGS.iter().copied().chain(SEEDS.lines()).chain(naughty_strings::BLNS.iter().copied());
    let all: BTreeSet<String> = own.map(str::to_owned).chain(lists).collect();
    assert!(all.len() > 1_250, "{}", all.len());
    all.into_iter().collect()
}

/// A snippet with an attack in one field.
pub struct Case {
    pub variant: Variant,
    pub field: Field,
    /// What it is to look like, but for values and texts.
    pub harmless: usize,
    pub html: String,
}

/// All attacks in each field of each kind alone, the other fields harmless; and before those, at the numbers that
/// [`Case::harmless`] has, the snippets without an attack.
///
/// Of those that come out the same one is there. So is one of all texts without any punctuation, and one of all links
/// without a letter that means something in markup.
pub fn cases(make: impl Fn(&Checked) -> String) -> (Vec<String>, Vec<Case>) {
    let (mut plain, mut cases) = (Vec::new(), Vec::new());
    let attacks = attacks();
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Variant) {
        let asked: Vec<_> = Variant::ALL.into_iter().filter(|variant| field.is_asked(*variant)).collect();
        let first = plain.len();
        let without = if field == Field::Link { "https://store.invalid/" } else { "" };
        let all = |draft: &Draft, made: &mut dyn FnMut(Variant, String)| {
            let mut checked = check(draft, "", parse_once);
            for variant in asked.iter().copied().filter(|_| checked.store.usable().is_some()) {
                checked.variant = variant;
                made(variant, make(&checked));
            }
        };
        // A link that cannot be used is left out, with what stands around it.
        all(&harmless(field, without), &mut |_, html| plain.push(html));
        all(&harmless(field, "https://store.invalid/plain"), &mut |_, html| plain.push(html));
        let mut seen = HashSet::new();
        for typed in attacks.iter().flat_map(|attack| typed(field, attack)) {
            let draft = harmless(field, &typed);
            let checked = check(&draft, "", parse_once);
            let printed = printed(&checked, field);
            let is_left_out = printed.is_empty() && field.kind() == Kind::Link;
            if !seen.insert(printed) {
                continue;
            }
            let mut at = first + if is_left_out { 0 } else { asked.len() };
            all(&draft, &mut |variant, html| {
                cases.push(Case { variant, field, harmless: at, html });
                at += 1;
            });
        }
    }
    (plain, cases)
}

thread_local! {
    static READ: RefCell<HashMap<String, Option<Parsed>>> = RefCell::default();
}

/// Reads each link once: beside the attacks there are few.
fn parse_once(text: &str) -> Option<Parsed> {
    let known = READ.with_borrow(|read| read.get(text).cloned());
    known.unwrap_or_else(|| {
        let parsed = parse(text);
        READ.with_borrow_mut(|read| read.insert(text.to_owned(), parsed.clone()));
        parsed
    })
}

/// What to type. A link is tried as it is, and as each part of a good one.
fn typed(field: Field, attack: &str) -> Vec<String> {
    let mut typed = vec![attack.to_owned()];
    if field.kind() == Kind::Link {
        typed.push(format!("https://store.invalid/{attack}?{attack}#{attack}"));
    }
    typed
}

/// A text in one field. In the others what is harmless, and each link that there can be.
fn harmless(field: Field, typed: &str) -> Draft {
    let mut draft = Draft::default();
    for other in Field::ALL {
        match other.kind() {
            Kind::Link => draft.set(other, &format!("https://store.invalid/{}", other.id())),
            Kind::Text { .. } | Kind::Name { .. } => draft.set(other, "plain"),
            _ => {}
        }
    }
    draft.set(field, typed);
    draft
}

/// What comes of a field in a snippet, or what stands for all that is as harmless.
fn printed(checked: &Checked, field: Field) -> String {
    let link = match field {
        Field::Link => checked.store.usable(),
        Field::Terms => checked.terms.as_ref(),
        Field::UnifyTerms => checked.unify_terms.as_ref(),
        Field::Privacy => checked.privacy.as_ref(),
        Field::Back => checked.back.as_ref(),
        _ => None,
    };
    let or_plain = |text: &str, is_plain: bool| if is_plain { "plain" } else { text }.to_owned();
    match field.kind() {
        Kind::Link => link.map_or_else(String::new, |link| {
            let is_plain = !link.href().contains(['<', '>', '&', '"', '\'', '`']) && link.href().starts_with("https:");
            or_plain(link.href(), is_plain)
        }),
        Kind::Text { .. } | Kind::Name { .. } => {
            let text = checked.text(field);
            or_plain(text, !text.contains(|letter: char| letter.is_ascii_punctuation()))
        }
        _ => {
            let Checked { language, background, color, fit, width, height, corner, align, .. } = checked;
            let Checked { is_new_tab, is_sandboxed, referrer, .. } = checked;
            let numbers = (width, height, corner, is_new_tab, is_sandboxed);
            format!("{language} {background} {color} {fit} {align} {referrer} {numbers:?}")
        }
    }
}
