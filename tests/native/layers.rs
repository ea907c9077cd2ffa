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
    no_file_mentions("domain", &["crate::text", "crate::page", "crate::state", "crate::views", "crate::saving"]);
    no_file_mentions("text", &["crate::page", "crate::state", "crate::views", "crate::saving"]);
    no_file_mentions("page", &["crate::state", "crate::views", "crate::saving"]);
    no_file_mentions("browser", &["crate::"]);
    no_file_mentions("views", &["crate::app", "browser::storage"]);
}

#[test]
fn no_attribute_of_the_page_carries_a_style() {
    // The content security policy forbids them, differently in each browser.
    for folder in ["page", "views", "browser"] {
        no_file_mentions(folder, &["style="]);
    }
}
