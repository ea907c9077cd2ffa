//! The snippets as they are made, on websites as they are.

use super::{STORE, draft, snippet_of};
use partnerpad::domain::embed::options::Variant;
use partnerpad::domain::filters::{Part, Place, simulate, survival};
use partnerpad::domain::page_check::{Finding, Published, Weight, check};

fn made(variant: Variant) -> String {
    snippet_of(&draft(variant, &[]))
}

fn works(place: Place) -> Vec<Variant> {
    Variant::ALL.into_iter().filter(|variant| survival(&made(*variant), place).works()).collect()
}

#[test]
fn the_text_link_works_everywhere() {
    for place in Place::ALL {
        assert!(survival(&made(Variant::Text), place).works(), "{place:?}");
    }
}

#[test]
fn all_kinds_are_whole_where_nothing_is_filtered() {
    for place in [Place::WordPressAdmin, Place::JoomlaSuperSource, Place::DrupalFull, Place::Plain] {
        for variant in Variant::ALL {
            assert!(survival(&made(variant), place).is_whole(), "{variant:?} {place:?}");
        }
    }
}

#[test]
fn an_author_of_wordpress_keeps_what_has_no_frame() {
    assert_eq!(works(Place::WordPressAuthor), [Variant::Text, Variant::Button, Variant::Card, Variant::Wordpress]);
    for variant in Variant::ALL.into_iter().filter(|variant| variant.is_framed()) {
        let survived = survival(&made(variant), Place::WordPressAuthor);
        assert_eq!((survived.frame, survived.link), (Part::Lost, Part::Kept), "{variant:?}");
        assert_eq!(survived.shows_code, variant.needs_script(), "{variant:?}");
    }
}

#[test]
fn wix_keeps_all_but_what_holds_a_page_within_itself() {
    let lost: Vec<_> = Variant::ALL.into_iter().filter(|variant| !works(Place::Wix).contains(variant)).collect();
    assert_eq!(lost, [Variant::ClickFrame]);
}

#[test]
fn what_works_there_is_found_on_the_page_and_what_does_not_is_missed() {
    for place in Place::ALL {
        for variant in Variant::ALL {
            let snippet = made(variant);
            let left = simulate(&snippet, place).unwrap().left;
            let page =
                format!("<!DOCTYPE html><html><head><title>x</title></head><body><h1>x</h1>{left}</body></html>");
            let found = check(Published { page: &page, snippet: &snippet, store: STORE, terms: "" });
            let survived = survival(&snippet, place);
            let is_wrong = found.iter().any(|finding| finding.weight() == Weight::Wrong);
            assert_eq!(is_wrong, !survived.works(), "{variant:?} {place:?}: {found:?}");
            assert_eq!(
                found.contains(&Finding::LinkFound) || found.contains(&Finding::LinkRestyled),
                survived.link == Part::Kept,
                "{variant:?} {place:?}: {found:?}"
            );
        }
    }
}

#[test]
fn platforms_are_stored_under_their_own_words_and_stay() {
    use partnerpad::domain::filters::Platform;
    let words = Platform::ALL.map(Platform::as_str).join(" ");
    assert_eq!(words, "wordpress wordpress-com joomla drupal wix squarespace plain");
    for platform in Platform::ALL {
        assert_eq!(Platform::parse(platform.as_str()), Some(platform));
        assert!(Place::ALL.into_iter().any(|place| place.platform() == platform), "{platform:?}");
    }
    assert_eq!(Platform::parse("other"), None);
}
