//! Words of tools: where they come from, and mistakes in them.

use std::fs;

use partnerpad_content::load_over;

use crate::guide::Guide;

const NL: &str = "nl/tools/page-check.toml";
const EN: &str = "en/tools/page-check.toml";

fn with_tool() -> Guide {
    let guide = Guide::minimal();
    guide.write(NL, "title = \"Controle van {page}\"\n");
    guide.write(EN, "title = \"Check of {page}\"\n");
    guide
}

#[test]
fn each_tool_has_a_type_of_its_own() {
    let rust = with_tool().content().to_rust();
    for wanted in ["pub struct PageCheck {", "pub static PAGE_CHECK: &[PageCheck] = &[", "pub fn title(&self, page"] {
        assert!(rust.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_guide_without_words_of_a_tool_takes_those_of_the_other_folder() {
    let (base, guide) = (with_tool(), Guide::minimal());
    let rust = load_over(&base.dir, &guide.dir).unwrap().to_rust();
    assert!(rust.contains("Controle van") && rust.contains("Check of"));
    guide.write(NL, "title = \"Nazien van {page}\"\n");
    let rust = load_over(&base.dir, &guide.dir).unwrap().to_rust();
    assert!(rust.contains("Nazien van") && rust.contains("Check of") && !rust.contains("Controle van"));
}

#[test]
fn a_guide_without_labels_takes_those_of_the_other_folder() {
    let (base, guide) = (Guide::minimal(), Guide::minimal());
    fs::remove_file(guide.dir.join("en/ui.toml")).unwrap();
    assert!(load_over(&base.dir, &guide.dir).is_ok());
    assert!(guide.problems().contains("en/ui.toml"));
}

#[test]
fn a_tool_that_a_language_lacks_is_reported() {
    let guide = with_tool();
    fs::remove_file(guide.dir.join(EN)).unwrap();
    guide.reports(&[(EN, "", "(file): missing; expected a file, since another language has one")]);
}

#[test]
fn words_of_a_tool_that_differ_in_shape_are_reported() {
    let guide = with_tool();
    guide.write(EN, "titel = \"Check\"\n");
    let expected = "as in nl/tools/page-check.toml:1";
    guide.reports(&[
        (EN, "titel", "titel: unknown key (did you mean `title`?); expected a key of nl/tools/page-check.toml"),
        (EN, "", &format!("title: missing; expected a text {expected}")),
    ]);
}
