//! What the fuzzer does, done again: with its seeds, with everything that it ever found, and with these a little changed.

#[path = "../../fuzz/src/lib.rs"]
#[allow(clippy::duplicate_mod)]
mod targets;

use std::{fs, path::Path};

/// The inputs of a target, with their names.
fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz").join(target);
    let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let mut inputs: Vec<_> = files
        .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&file).unwrap()))
        .collect();
    inputs.sort();
    inputs
}

#[test]
fn everything_that_was_found_once_holds_now() {
    for (target, run) in targets::TARGETS {
        let inputs = inputs(target);
        assert!(inputs.iter().any(|(name, _)| name.starts_with("seed-")), "{target} has no seed");
        for (name, input) in inputs {
            // Shown only when a target fails: then it is the last.
            println!("{target}: {name}");
            run(&input);
        }
    }
}

#[test]
fn nothing_at_all_and_bytes_that_are_no_text_harm_no_target() {
    for (_, run) in targets::TARGETS {
        for input in [&b""[..], b"\0", b"\xff", b"\xff\xff\xff", b"\xf0\x9f\xff\x9f", b"{", b"<", b"\xef\xbb\xbf"] {
            run(input);
        }
    }
}

#[test]
fn every_target_has_its_file_and_its_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest: toml::Table = toml::from_str(&fs::read_to_string(folder.join("Cargo.toml")).unwrap()).unwrap();
    let bins = manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap());
    assert_eq!(bins.collect::<Vec<_>>(), targets::TARGETS.map(|(name, _)| name));
    for (name, _) in targets::TARGETS {
        let text = fs::read_to_string(folder.join("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(text.contains(&format!("partnerpad_fuzz::{name}(data)")), "{name}");
    }
}
