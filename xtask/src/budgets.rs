//! What the first visit loads must stay small.

use crate::{
    failure::Outcome,
    finish::read,
    html::{self, Tag},
    run, single,
    sizes::{parts, spaced, table, weigh},
};
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

/// All that the first visit loads, in bytes of Brotli.
const FIRST_VISIT: u64 = 90_000;
/// The page with the styles that stand in it: what one first round trip of TCP carries.
const FIRST_ROUND: u64 = 14_336;

/// The page as one file, as it is.
const SINGLE: u64 = 400_000;

/// Links that a browser follows by itself. Others (`alternate`, `canonical`) only tell, or are followed by who puts the page on
/// a home screen (`apple-touch-icon`).
const LOADED: [&str; 5] = ["stylesheet", "preload", "modulepreload", "icon", "manifest"];
/// What a script names, but loads only when the app has died or a newer version waits, which is never on a first visit.
const NOT_AT_FIRST: [&str; 2] = ["rescue.js", "update.js"];

/// A sum that must not grow past a limit.
#[derive(Debug)]
struct Budget {
    what: String,
    bytes: u64,
    at_most: u64,
}

/// `cargo xtask budgets`: whether all are kept.
///
/// # Errors
/// There is no build, or it cannot be read.
pub fn command() -> Outcome<bool> {
    let dist = run::dist();
    let budgets = budgets(&dist)?;
    println!("\n{}\n{}", table(&dist)?, told(&budgets));
    Ok(budgets.iter().all(Budget::is_kept))
}

impl Budget {
    fn is_kept(&self) -> bool {
        self.bytes <= self.at_most
    }
}

fn budgets(dist: &Path) -> Outcome<Vec<Budget>> {
    let all = parts(dist)?;
    let mut budgets = Vec::new();
    for page in all.iter().filter(|file| file.ends_with("index.html")) {
        let name = page.strip_prefix(dist).unwrap_or(page).display().to_string();
        let loaded = loaded(page, &all)?;
        let mut sum = 0;
        for file in &loaded {
            sum += weigh(file)?.brotli;
        }
        let files = loaded.len();
        let what = format!("{name}: first visit, {files} files");
        budgets.push(Budget { what, bytes: sum, at_most: FIRST_VISIT });
        let what = format!("{name}: the page and its styles");
        budgets.push(Budget { what, bytes: weigh(page)?.brotli, at_most: FIRST_ROUND });
    }
    for file in &all {
        let name = file.strip_prefix(dist).unwrap_or(file).to_string_lossy();
        if single::is_one(&name) {
            budgets.push(Budget { what: format!("{name}, raw"), bytes: weigh(file)?.raw, at_most: SINGLE });
        }
    }
    Ok(budgets)
}

fn told(budgets: &[Budget]) -> String {
    let mut text = format!("{:<44}{:>10}{:>10}\n", "budgets (bytes, of brotli but for files)", "is", "at most");
    for budget in budgets {
        let verdict = if budget.is_kept() { "" } else { "  OVER BUDGET" };
        let (is, limit) = (spaced(budget.bytes), spaced(budget.at_most));
        let _ = writeln!(text, "{:<44}{is:>10}{limit:>10}{verdict}", budget.what);
    }
    text
}

/// The page and all files that its first visit loads: those it names, and those that loaded
/// scripts and styles name. Rather one too many than one too few.
///
/// # Errors
/// A file cannot be read.
pub fn loaded(page: &Path, all: &[PathBuf]) -> Outcome<Vec<PathBuf>> {
    let text = read(page)?;
    let tags = html::scan(&text)?;
    let named: Vec<_> = tags.iter().filter_map(loads).collect();
    let mut loaded = vec![page.to_path_buf()];
    loaded.extend(all.iter().filter(|file| named.iter().any(|address| names(address, file))).cloned());
    let mut seen = 1;
    while let Some(file) = loaded.get(seen).cloned() {
        seen += 1;
        if !is_followed(&file) {
            continue;
        }
        let text = read(&file)?;
        for other in all {
            let page = other.extension().is_some_and(|ending| ending == "html");
            let later = NOT_AT_FIRST.iter().any(|name| other.ends_with(name));
            if !page && !later && !loaded.contains(other) && names(&text, other) {
                loaded.push(other.clone());
            }
        }
    }
    Ok(loaded)
}

/// The address of what a browser loads because of this tag.
fn loads(tag: &Tag<'_>) -> Option<String> {
    let rel = tag.value("rel").unwrap_or_default().to_ascii_lowercase();
    let is_link = tag.starts("link") && rel.split_whitespace().any(|word| LOADED.contains(&word));
    let name = if is_link { "href" } else { "src" };
    tag.value(name).filter(|address| !address.starts_with("data:"))
}

fn names(text: &str, file: &Path) -> bool {
    file.file_name().is_some_and(|name| text.contains(&*name.to_string_lossy()))
}

/// Scripts and styles load what they name. A service worker names everything, for later.
fn is_followed(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    (ending == "js" || ending == "css") && !file.ends_with("sw.js")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sizes::tests::dist;
    use std::fs;

    #[test]
    fn the_first_visit_loads_what_pages_and_scripts_name() {
        let page = "<link rel=\"alternate\" href=\"other.txt\"><link rel=stylesheet href=./a.css><script src=\"./boot.js\"></script><a href=\"later.txt\">";
        let folder = dist(
            "loaded",
            &[
                ("index.html", page),
                ("a.css", "a{background:url(pic.svg)}"),
                ("pic.svg", "<svg/>"),
                ("boot.js", "import('./app.wasm'); register('sw.js')"),
                ("app.wasm", "wasm"),
                ("sw.js", "['later.txt']"),
                ("later.txt", ""),
                ("other.txt", ""),
                ("a.css.br", ""),
            ],
        );
        let all = parts(&folder).unwrap();
        let loaded = loaded(&folder.join("index.html"), &all).unwrap();
        let mut names: Vec<_> = loaded.iter().map(|file| file.file_name().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["a.css", "app.wasm", "boot.js", "index.html", "pic.svg", "sw.js"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn over_budget_is_said() {
        let budget = |bytes| Budget { what: "all".into(), bytes, at_most: 90_000 };
        assert!(budget(90_000).is_kept());
        assert!(!budget(90_001).is_kept());
        assert!(told(&[budget(90_001)]).contains("90 001    90 000  OVER BUDGET"));
    }
}
