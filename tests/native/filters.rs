//! The simulator, held against what the real filter gave, and against what must hold for any text.

use partnerpad::domain::filters::{Piece, Place, simulate};
use serde_json::Value;

const CASES: &str = include_str!("../fixtures/filters/cases.json");
const WORDPRESS: &str = include_str!("../fixtures/filters/wordpress.json");

/// Cases where ours differs from the real filter, and why that does no harm.
const DIFFERENT: [(&str, &str); 0] = [];

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap()
}

fn cases() -> Vec<Value> {
    serde_json::from_str(CASES).unwrap()
}

fn wordpress(snippet: &str) -> String {
    simulate(snippet, Place::WordPressAuthor).unwrap().left
}

#[test]
fn wordpress_leaves_what_the_real_filter_leaves() {
    let recorded: Value = serde_json::from_str(WORDPRESS).unwrap();
    let outputs = recorded["outputs"].as_array().unwrap();
    let cases = cases();
    assert_eq!(outputs.len(), cases.len(), "make wordpress.json again: its command stands in it");
    let mut wrong = Vec::new();
    for (case, output) in cases.iter().zip(outputs) {
        let name = text(case, "name");
        assert_eq!(name, text(output, "name"));
        let once = wordpress(text(case, "html"));
        let twice = wordpress(text(output, "once"));
        let is_same = once == text(output, "once") && twice == text(output, "twice");
        if is_same == DIFFERENT.iter().any(|(different, _)| *different == name) {
            wrong.push(format!(
                "{name}\n  real {}\n  ours {once:?}\n  real {}\n  ours {twice:?}",
                output["once"], output["twice"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
