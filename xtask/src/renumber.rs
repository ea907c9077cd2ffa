//! Shorter hashes in the names that WebAssembly and its JavaScript call each other by.
//!
//! wasm-bindgen ends each name in 16 hex digits, to keep apart what is called the same. Random digits do not compress:
//! they cost each visitor 2 KB in both files together. Here they become numbers, of the same length so that nothing moves.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    policy, workbench,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// How many hex digits wasm-bindgen writes.
const DIGITS: usize = 16;

const MARKER: &[u8] = b"_WASM_SPLIT_MARKER_";

/// Renumbers the two files of each program in this folder, and has the page expect what they are then.
///
/// # Errors
/// A file cannot be read or written, or the page does not name the integrity of both files of the app.
pub fn programs(folder: &Path) -> Outcome {
    let mut page = read(&folder.join(INDEX))?;
    for wasm in ending(folder, "_bg.wasm")? {
        let js = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
        let (old_js, old_wasm) = (bytes(&js)?, bytes(&wasm)?);
        let mut numbers = numbers(&String::from_utf8_lossy(&old_js));
        numbers.extend(marker(&old_wasm));
        for (file, old) in [(js, old_js), (wasm, old_wasm)] {
            let new = renumbered(&old, &numbers);
            let expected = policy::integrity(&old);
            if !workbench::is_of_it(&file) && !page.contains(&expected) {
                return Err(Failure::new(format!("the page does not name the integrity of {}", file.display())));
            }
            page = page.replace(&expected, &policy::integrity(&new));
            write(&file, &new)?;
        }
    }
    write(&folder.join(INDEX), page.as_bytes())
}

fn bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|why| Failure::with_file("read", file, &why))
}

fn ending(folder: &Path, end: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|why| Failure::with_file("read", folder, &why))?;
    let files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let found: Vec<_> = files.filter(|file| file.to_string_lossy().ends_with(end)).collect();
    if found.is_empty() { Err(Failure::new(format!("the build has no …{end}"))) } else { Ok(found) }
}

/// A number for each hash in the names of this JavaScript, in order of first appearance.
fn numbers(js: &str) -> BTreeMap<String, String> {
    let mut numbers = BTreeMap::new();
    for name in js.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        let Some(hash) = name.len().checked_sub(DIGITS).and_then(|at| name.get(at..)) else { continue };
        let before = name.strip_suffix(hash).unwrap_or_default();
        let is_hash = hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if is_hash && (before.ends_with('_') || before.ends_with("__h")) {
            let next = format!("{:0DIGITS$}", numbers.len());
            numbers.entry(hash.to_owned()).or_insert(next);
        }
    }
    numbers
}

/// What a library of the framework makes of the place of its own source, which is in somebody's home: with a number of ours
/// instead, the same page comes out wherever it is built. Nobody reads it.
fn marker(wasm: &[u8]) -> Option<(String, String)> {
    let at = wasm.windows(MARKER.len()).position(|here| here == MARKER)? + MARKER.len();
    let hash = String::from_utf8(wasm.get(at..at + DIGITS)?.to_vec()).ok()?;
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| (hash, "f".repeat(DIGITS)))
}

fn renumbered(bytes: &[u8], numbers: &BTreeMap<String, String>) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(DIGITS - 1) {
        let here = bytes.get(at..at + DIGITS).and_then(|here| std::str::from_utf8(here).ok());
        if let Some(number) = here.and_then(|here| numbers.get(here))
            && let Some(place) = out.get_mut(at..at + DIGITS)
        {
            place.copy_from_slice(number.as_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const JS: &str = "__wbg_of_027eb15371aac932: (a) => {}, __wbg_of_12e9b1deffec7d2f, invoke__h24d665509bbbc985(b), x0123456789abcdef";

    #[test]
    fn hashes_become_numbers_of_the_same_length_in_both_files() {
        let numbers = numbers(JS);
        assert_eq!(numbers.len(), 3);
        let wasm = b"\0\x1a__wbg_of_12e9b1deffec7d2f\x01\xff__h24d665509bbbc985".to_vec();
        let new = renumbered(&wasm, &numbers);
        assert_eq!(new, b"\0\x1a__wbg_of_0000000000000001\x01\xff__h0000000000000002");
        assert_eq!(renumbered(JS.as_bytes(), &numbers).len(), JS.len());
    }

    #[test]
    fn what_is_made_of_the_place_of_a_source_is_the_same_everywhere() {
        let of = |hash: &str| format!("\0a_WASM_SPLIT_MARKER_{hash}version").into_bytes();
        let same = |wasm: Vec<u8>| renumbered(&wasm, &marker(&wasm).into_iter().collect());
        assert_eq!(same(of("732e786d2a082da8")), same(of("f7e820e040c89fd6")));
        assert_eq!(same(of("no hash at all..")), of("no hash at all.."));
    }

    #[test]
    fn the_page_expects_what_the_files_are_then() {
        let folder = std::env::temp_dir().join(format!("partnerpad-renumber-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let wasm = b"\0asm__wbg_of_027eb15371aac932".to_vec();
        fs::write(folder.join("app-1.js"), JS).unwrap();
        fs::write(folder.join("app-1_bg.wasm"), &wasm).unwrap();
        let page = format!("<a integrity=\"{}\" b=\"{}\">", policy::integrity(JS.as_bytes()), policy::integrity(&wasm));
        fs::write(folder.join(INDEX), page).unwrap();
        programs(&folder).unwrap();
        let page = fs::read_to_string(folder.join(INDEX)).unwrap();
        for file in ["app-1.js", "app-1_bg.wasm"] {
            let now = fs::read(folder.join(file)).unwrap();
            assert!(page.contains(&policy::integrity(&now)), "{file}");
            assert!(String::from_utf8_lossy(&now).contains("__wbg_of_0000000000000000"), "{file}");
        }
        fs::write(folder.join(INDEX), "<a>").unwrap();
        assert!(programs(&folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
