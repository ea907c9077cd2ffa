//! The page check, with every kind of snippet, and with any text as a page.

use partnerpad::domain::filters::{Place, simulate};
use partnerpad::domain::page_check::{Finding, PAGE_MAX_BYTES, Published, Weight, check};
use proptest::prelude::*;
use serde_json::Value;

const SNIPPETS: &str = include_str!("../fixtures/filters/snippets.json");
const STORE: &str = "https://shop.example/store?partner=4711&lang=nl";

/// The snippets of all kinds, with their names.
fn kinds() -> Vec<(String, String)> {
    let snippets: Vec<Value> = serde_json::from_str(SNIPPETS).unwrap();
    let text = |case: &Value, key: &str| case[key].as_str().unwrap().to_owned();
    let plain = snippets.iter().filter(|case| case["name"] == case["kind"]);
    plain.map(|case| (text(case, "kind"), text(case, "html"))).collect()
}

fn findings(page: &str, snippet: &str) -> Vec<Finding> {
    check(Published { page, snippet, store: STORE, terms: "" })
}

fn page(body: &str) -> String {
    format!("<!doctype html><html><head><title>x</title></head><body><h1>Winkel</h1>{body}</body></html>")
}

#[test]
fn every_kind_of_snippet_is_found_unchanged_on_its_page() {
    for (kind, snippet) in kinds() {
        let found = findings(&page(&snippet), &snippet);
        assert!(found.iter().all(|finding| finding.weight() == Weight::Good), "{kind}: {found:?}");
        assert!(found.contains(&Finding::LinkFound), "{kind}: {found:?}");
        assert_eq!(found.contains(&Finding::FrameFound), snippet.contains("<iframe"), "{kind}: {found:?}");
        assert_eq!(found.contains(&Finding::ScriptFound), snippet.contains("<script"), "{kind}: {found:?}");
    }
}

#[test]
fn what_wordpress_strips_is_missed() {
    for (kind, snippet) in kinds().into_iter().filter(|(_, snippet)| snippet.contains("<iframe")) {
        let left = simulate(&snippet, Place::WordPressAuthor).unwrap().left;
        let found = findings(&page(&left), &snippet);
        assert!(found.contains(&Finding::FrameMissing), "{kind}: {found:?}");
        assert!(found.contains(&Finding::LinkFound), "{kind}: {found:?}");
        assert_eq!(found.contains(&Finding::CodeShown), kind == "click-script", "{kind}: {found:?}");
    }
}

#[test]
fn a_snippet_pasted_as_text_is_known_for_every_kind() {
    for (kind, snippet) in kinds().into_iter().filter(|(kind, _)| kind != "page") {
        let escaped = snippet.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let found = findings(&page(&escaped), &snippet);
        assert!(found.contains(&Finding::ShownAsText), "{kind}: {found:?}");
    }
}

#[test]
fn long_hostile_pages_take_no_time_to_speak_of() {
    for part in
        ["<", "<a ", "<a href=\"x\">", "<!--", "<!-- -", "<script>", "</", "&amp;", "<iframe srcdoc='", "a=\"", "<p>"]
    {
        let text = part.repeat(PAGE_MAX_BYTES / 8 / part.len());
        let start = std::time::Instant::now();
        assert!(!findings(&text, "<a href=\"https://shop.example/\">x</a>").is_empty());
        assert!(start.elapsed().as_secs() < 10, "{part}: {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_can_be_checked_and_something_is_told(
        page in any::<String>(), snippet in any::<String>(), store in any::<String>(), terms in any::<String>(),
    ) {
        let found = check(Published { page: &page, snippet: &snippet, store: &store, terms: &terms });
        prop_assert!(!found.is_empty());
    }

    #[test]
    fn a_page_that_was_cut_anywhere_can_be_checked(at in any::<prop::sample::Index>(), kind in 0..10_usize) {
        let (_, snippet) = kinds().swap_remove(kind);
        let whole = page(&snippet);
        let mut end = at.index(whole.len());
        while !whole.is_char_boundary(end) {
            end += 1;
        }
        prop_assert!(!findings(&whole[..end], &snippet).is_empty());
    }
}
