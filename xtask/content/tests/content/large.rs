//! A guide far larger than any that people would write.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::guide::Guide;

const ACTIONS: usize = 20_000;

/// The minimal guide with so many more actions in its last step.
fn large(actions: usize) -> Guide {
    let guide = Guide::minimal();
    let mut structure = String::new();
    let mut words = String::new();
    for n in 0..actions {
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

/// Ten times as much takes about ten times as long, and never the hundred times that anything quadratic would take. A ratio:
/// how fast the machine is, and how busy, does not matter.
fn grows_with_its_size(work: impl Fn(usize) -> Duration) {
    // The best of three: a short time is soon disturbed.
    let small = (0..3).map(|_| work(ACTIONS / 10)).min().unwrap();
    let large = work(ACTIONS);
    println!("{small:?}, {large:?}");
    assert!(large < small * 40, "{small:?}, {large:?}");
}

#[test]
fn twenty_thousand_actions_are_loaded_and_generated_quickly() {
    grows_with_its_size(|actions| {
        let guide = large(actions);
        let start = Instant::now();
        let rust = guide.content().to_rust();
        let took = start.elapsed();
        assert!(rust.contains(&format!("step-2.act-{}", actions - 1)));
        took
    });
}

#[test]
fn twenty_thousand_mistakes_are_reported_quickly() {
    grows_with_its_size(|actions| {
        let guide = large(actions);
        guide.replace_all("nl/guide.toml", "[step-2.actions.act-", "[step-2.actions.atc-");
        let start = Instant::now();
        let problems = guide.problems();
        let took = start.elapsed();
        assert_eq!(problems.lines().count(), 2 * actions);
        took
    });
}
