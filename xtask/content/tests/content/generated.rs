//! What is generated from a guide that is right.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::guide::Guide;

/// The types that the app writes by hand, with the lints that it turns on for what is generated.
const HARNESS: &str = include_str!("harness.rs");

/// Asserts that rustc takes what is generated for a guide, without a warning.
fn compiles(guide: &Guide) {
    guide.write("content.rs", &guide.content().to_rust());
    guide.write("lib.rs", HARNESS);
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "lib.rs"])
        .current_dir(&guide.dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_generated_file_compiles_without_warnings() {
    compiles(&Guide::minimal());
}

#[test]
fn texts_and_names_that_mean_something_to_rust_compile_too() {
    let odd = "Eén\\\\ \\u202E \\u0000 \\u00AD \\U0001F35E \\n e\\u0301";
    compiles(
        &Guide::with("nl/guide.toml", "what = \"Eet\"", &format!("what = \"{odd}.\""))
            .and("nl/ui.toml", "\"Soort\"", &format!("\"{odd} {{fill}} {{type}} {{values}} {{n}}\""))
            .and("en/ui.toml", "\"Kind\"", "\"{fill} {type} {values} {n}\""),
    );
}

#[test]
fn a_guide_without_the_parts_that_may_be_absent_compiles_and_writes_none() {
    let guide = Guide::minimal();
    for (file, start, end) in [
        ("guide.toml", "[[step.fact]]", "[[step.action]]\nid = \"buy\""),
        ("nl/guide.toml", "[step-1.facts.how-often]", "[step-1.actions.buy]"),
        ("en/guide.toml", "[step-1.facts.how-often]", "[step-1.actions.buy]"),
    ] {
        let text = fs::read_to_string(guide.dir.join(file)).unwrap();
        let (before, rest) = text.split_once(start).unwrap();
        let (_, after) = rest.split_once(end).unwrap();
        guide.write(file, &format!("{before}{end}{after}"));
    }
    compiles(&guide);
    let rust = guide.content().to_rust();
    assert!(rust.contains("card: None,") && rust.contains("facts: &[],"));
}

#[test]
fn generating_twice_gives_the_same_text() {
    let (one, other) = (Guide::minimal(), Guide::minimal());
    assert_eq!(one.content().to_rust(), other.content().to_rust());
}

#[test]
fn the_functions_of_labels_take_their_arguments_in_the_order_of_the_default_language() {
    let rust = Guide::minimal().content().to_rust();
    for function in [
        "pub fn done_of(&self, done: impl Display, all: impl Display) -> String {\n        \
         fill(self.done_of_, &[(\"done\", &done), (\"all\", &all)])\n",
        "pub fn counted(&self, n: usize, who: impl Display, when: impl Display) -> String {\n        \
         fill(self.counted.pick(n), &[(\"n\", &n), (\"who\", &who), (\"when\", &when)])\n",
        "pub fn plain(&self, n: usize) -> String {\n",
    ] {
        assert!(rust.contains(function), "{function}\n{rust}");
    }
}

#[test]
fn the_fields_of_labels_stand_in_the_order_of_the_default_language() {
    let rust = Guide::minimal().content().to_rust();
    let fields = [
        "pub app_name: &",
        "    done_of_: &",
        "pub counted: Plural",
        "pub plain: Plural",
        "pub numbers: &",
        "pub r#type: &",
    ];
    let places: Vec<_> = fields.iter().map(|field| rust.find(field).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_structure_is_written_with_positions() {
    let rust = Guide::minimal().content().to_rust();
    for part in [
        "checked: \"2026-11-22\",",
        "id: \"step-2\",\n            fragment: \"stap-2\",\n            builds_on: &[0],",
        "id: \"step-1.bake\",\n                    who: &[0, 1],",
        "card: Some(15),",
        "after: 1,\n            needs: &[0, 1],\n            message: None,\n            icon: Icon::Star,",
        "boxes: [\"Korst\", \"Kruim\"],\n                    linked: false,",
        "place: &[\n                    \"Winkel\",\n                    \"Oven\",\n                ],",
        "pitfall: Some(\"Verkeerd meel.\"),",
        "builds: Some(\"Zonder brood geen maaltijd.\"),",
    ] {
        assert!(rust.contains(part), "{part}\n{rust}");
    }
}

#[test]
fn a_message_of_a_milestone_marks_an_action_of_the_step_before_it() {
    let guide = Guide::with("guide.toml", "icon = \"star\"", "message = \"eat\"\nicon = \"star\"");
    let rust = guide.content().to_rust();
    let marked = rust.matches("is_message: true").count();
    assert!(rust.contains("message: Some(0),") && marked == 1, "{rust}");
    assert!(
        rust.contains("id: \"step-2.eat\",\n                    who: &[0],\n                    is_message: true,")
    );
}

#[test]
fn the_tools_of_a_step_are_written() {
    let guide = Guide::with("guide.toml", "builds_on = []", "builds_on = []\ntools = [\"terms\", \"embed\"]");
    let rust = guide.content().to_rust();
    assert!(
        rust.contains("tools: &[\n                \"terms\",\n                \"embed\",\n            ],"),
        "{rust}"
    );
}

#[test]
fn what_tools_rest_on_is_written() {
    let tool = "[[tool]]\nid = \"files\"\nfrom = \"a1\"\n\n[[milestone]]";
    let rust = Guide::with("guide.toml", "[[milestone]]", tool).content().to_rust();
    assert!(rust.contains("Origin { at: \"tools.files\", of: \"text\", sources: &[0] },"), "{rust}");
}

#[test]
fn languages_say_what_the_head_of_their_page_needs() {
    let content = Guide::minimal().content();
    let codes: Vec<_> = content.languages().iter().map(|language| language.code.as_str()).collect();
    assert_eq!(codes, ["nl", "en"]);
    assert_eq!(content.languages()[1].title, "Breadpad: Make bread.");
    assert_eq!(content.languages()[1].description, "How to get bread.");
}

#[test]
fn every_file_is_named_so_that_the_build_can_watch_it() {
    let guide = Guide::minimal();
    let content = guide.content();
    let files: Vec<_> = content.files().map(|file| file.strip_prefix(&guide.dir).unwrap()).collect();
    let expected = ["guide.toml", "sources.toml", "nl/guide.toml", "nl/ui.toml", "en/guide.toml", "en/ui.toml"];
    assert_eq!(files, expected.map(Path::new));
}

#[test]
fn texts_are_found_by_the_paths_that_problems_name() {
    let content = Guide::minimal().content();
    assert_eq!(content.text("en", "page.tagline"), Some("Bread in two steps."));
    assert_eq!(content.text("nl", "step-1.actions.buy.why"), Some("Zonder meel geen brood."));
    assert_eq!(content.text("nl", "page.note[2]"), Some("Niets is zeker."));
    assert_eq!(content.text("nl", "page.lead_left.one"), Some("Bijna."));
    assert_eq!(content.ui("nl", "numbers[1]"), Some("nul"));
    assert_eq!(content.ui("en", "done_of"), Some("Of {all}, {done} are done"));
    for absent in ["", "page", "page.note", "page.note[0]", "page.note[3]", "page.lead_left", "page.tagline.one"] {
        assert_eq!(content.text("nl", absent), None, "{absent}");
    }
    assert_eq!(content.text("fr", "page.tagline"), None);
}
