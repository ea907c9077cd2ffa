//! A guide far larger than any that people would write.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::guide::Guide;

const ACTIONS: usize = 20_000;

/// The minimal guide with many more actions in its last step.
fn large() -> Guide {
    let guide = Guide::minimal();
    let mut structure = String::new();
    let mut words = String::new();
    for n in 0..ACTIONS {
        let from = "from = { what = \"a1\", why = \"a1\" }";
        write!(structure, "[[step.action]]\nid = \"act-{n}\"\nwho = [\"you\"]\n{from}\n").unwrap();
        write!(words, "[step-2.actions.act-{n}]\nwhat = \"Eet {n}\"\nwhy = \"Honger\"\n").unwrap();
    }
    let add = |file, mark: &str, more: &str| guide.change(file, mark, &format!("{more}{mark}"));
    add("guide.toml", "[[milestone]]", &structure);
    add("nl/guide.toml", "[milestones.fed]", &words);
    add("en/guide.toml", "[milestones.fed]", &words);
    guide
}

/// Far more than it takes, so that a busy machine does not fail it, and far less than anything quadratic would take.
const ENOUGH: Duration = Duration::from_secs(15);

#[test]
fn twenty_thousand_actions_are_loaded_and_generated_quickly() {
    let guide = large();
    let start = Instant::now();
    let rust = guide.content().to_rust();
    let took = start.elapsed();
    assert!(rust.contains(&format!("step-2.act-{}", ACTIONS - 1)));
    println!("{took:?}");
    assert!(took < ENOUGH, "{took:?}");
}

#[test]
fn twenty_thousand_mistakes_are_reported_quickly() {
    let guide = large();
    guide.replace_all("nl/guide.toml", "[step-2.actions.act-", "[step-2.actions.atc-");
    let start = Instant::now();
    let problems = guide.problems();
    let took = start.elapsed();
    assert_eq!(problems.lines().count(), 2 * ACTIONS);
    println!("{took:?}");
    assert!(took < ENOUGH, "{took:?}");
}
