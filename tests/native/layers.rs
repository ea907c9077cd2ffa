//! The arrows between the layers point one way.

use std::{fs, path::Path};

/// All Rust files below a folder of `src`, with their texts.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "nothing in src/{folder}");
    found
}

#[track_caller]
fn no_file_mentions(folder: &str, words: &[&str]) {
    for (name, text) in files(folder) {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for word in words {
                assert!(!line.contains(word), "{name} mentions {word}: {line}");
            }
        }
    }
}

#[test]
fn the_rules_the_words_and_the_page_need_no_browser() {
    for folder in ["domain", "text", "page"] {
        no_file_mentions(folder, &["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen", "crate::browser"]);
    }
}

#[test]
fn arrows_point_one_way() {
    let above = ["crate::tools", "crate::state", "crate::views", "crate::saving", "crate::page", "crate::text"];
    no_file_mentions("domain", &above);
    no_file_mentions("text", &above[..5]);
    no_file_mentions("page", &above[..4]);
    no_file_mentions("browser", &["crate::"]);
    no_file_mentions("views", &["crate::app", "browser::storage"]);
}

#[test]
fn the_tools_sort_with_the_one_sort_that_weighs_little() {
    for (name, text) in ["domain", "tools"].into_iter().flat_map(files).filter(|(name, _)| !name.ends_with("order.rs"))
    {
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in [".sort(", ".sort_"] {
            assert!(!code.contains(word), "{name} has {word}: see src/domain/order.rs");
        }
    }
}

#[test]
fn no_attribute_of_the_page_carries_a_style() {
    // The content security policy forbids them, differently in each browser.
    for folder in ["page", "views", "browser"] {
        no_file_mentions(folder, &["style="]);
    }
}

/// The lints that keep panics out of the page (`Cargo.toml`), which clippy holds the host and WebAssembly to.
const NO_PANICS: [&str; 9] = [
    "unwrap_used",
    "expect_used",
    "panic",
    "todo",
    "unreachable",
    "unimplemented",
    "indexing_slicing",
    "string_slice",
    "unsafe_code",
];

#[test]
fn every_crate_is_held_to_the_lints_that_keep_panics_and_unsafe_code_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest =
        |path: &str| -> toml::Table { toml::from_str(&fs::read_to_string(root.join(path)).unwrap()).unwrap() };
    let lints = &manifest("Cargo.toml")["workspace"]["lints"];
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for lint in NO_PANICS.into_iter().filter(|lint| *lint != "unsafe_code") {
        assert_eq!(lints["clippy"].get(lint).and_then(toml::Value::as_str), Some("warn"), "{lint}");
    }
    let members = manifest("Cargo.toml")["workspace"]["members"].clone();
    let members = members.as_array().unwrap().iter().map(|member| format!("{}/", member.as_str().unwrap()));
    for folder in members.chain(["".to_owned()]) {
        let path = format!("{folder}Cargo.toml");
        assert_eq!(manifest(&path)["lints"]["workspace"].as_bool(), Some(true), "{path}");
    }
}

#[test]
fn nothing_outside_of_tests_is_excused_from_them() {
    let mut excused = Vec::new();
    for (name, text) in files("") {
        let mut lines = text.lines().peekable();
        let mut is_of_a_test = false;
        while let Some(line) = lines.next() {
            let word = line.trim_start();
            is_of_a_test = word.starts_with("#[cfg(test)]") || is_of_a_test && word.starts_with("#[");
            let is_excuse =
                ["#[allow(", "#![allow(", "#[expect(", "#![expect("].iter().any(|start| word.starts_with(start));
            if is_excuse && !is_of_a_test && NO_PANICS.iter().any(|lint| word.contains(lint)) {
                let next = lines.peek().copied().unwrap_or_default();
                excused.push(format!("{}: {next}", name.rsplit("/src/").next().unwrap()));
            }
        }
    }
    // Written by the build: indices of statics, checked while compiling.
    assert_eq!(excused, ["text/mod.rs: mod written {"]);
}
