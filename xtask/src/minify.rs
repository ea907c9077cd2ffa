//! Scripts with the shortest names that say the same, and styles without blanks. Of the scripts that wasm-bindgen writes a
//! fifth goes, which pays for the service worker. Only who knows these languages can do that: esbuild.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    html::{self, Edit},
    policy, run, tools,
};
use std::{fs, path::Path, process::Command};

/// What other scripts import, and have in themselves from then on: a file less to ask for.
const IMPORTED: [&str; 1] = ["journal.js"];

/// Shortens all scripts and styles of a folder, those in its page too, and has the page expect what they are then.
///
/// # Errors
/// esbuild is not there or does not understand a script, or a file cannot be read or written.
pub fn folder(folder: &Path) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|why| Failure::with_file("read", folder, &why))?;
    let mut page = read(&folder.join(INDEX))?;
    for file in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        let ending = file.extension().unwrap_or_default();
        if ending == "js" || ending == "css" {
            let old = read(&file)?;
            let new = if ending == "js" { bundled(&file)? } else { shortened(&file, &[])? };
            page = page.replace(&policy::integrity(old.as_bytes()), &policy::integrity(new.as_bytes()));
            write(&file, new.as_bytes())?;
        }
    }
    for file in IMPORTED.map(|name| folder.join(name)) {
        fs::remove_file(&file).map_err(|why| Failure::with_file("remove", &file, &why))?;
    }
    let page = with_short_styles(folder, &page)?;
    write(&folder.join(INDEX), page.as_bytes())
}

fn with_short_styles(folder: &Path, page: &str) -> Outcome<String> {
    // esbuild knows a language by the name of a file.
    let file = folder.join("first-screen.css");
    let mut edits = Vec::new();
    for at in html::scan(page)?.into_iter().filter(|tag| tag.starts("style")).filter_map(|tag| tag.text) {
        write(&file, page.get(at.clone()).unwrap_or_default().as_bytes())?;
        edits.push(Edit { at, text: shortened(&file, &[])?.trim_end().to_owned() });
        fs::remove_file(&file).map_err(|why| Failure::with_file("remove", &file, &why))?;
    }
    html::edited(page, edits)
}

/// One script, shorter.
///
/// # Errors
/// As [`folder`].
pub fn minified(script: &Path) -> Outcome<String> {
    shortened(script, &["--format=esm"])
}

/// One script, shorter, with what it imports by name. Its own names are those of the whole module that it stands in.
///
/// # Errors
/// As [`folder`].
pub fn bundled(script: &Path) -> Outcome<String> {
    shortened(script, &["--format=esm", "--bundle"])
}

/// A module as a script that puts what it exports into a global of this name.
///
/// # Errors
/// As [`folder`].
pub fn global(module: &Path, name: &str) -> Outcome<String> {
    let name = format!("--global-name={name}");
    // What is loaded without a name for it is empty, which nothing here does.
    shortened(module, &["--format=iife", &name, "--log-override:empty-import-meta=silent"])
}

fn shortened(script: &Path, format: &[&str]) -> Outcome<String> {
    let mut esbuild = Command::new(tools::ESBUILD.path());
    esbuild.args(["--minify", "--target=esnext", "--charset=utf8", "--legal-comments=none"]);
    esbuild.args(["--log-level=error"]).args(format).arg(script);
    let shown = run::shown(&esbuild);
    let failed = |why: String| Failure::new(format!("`{shown}`: {why}; `cargo xtask build` installs it"));
    let output = esbuild.output().map_err(|why| failed(why.to_string()))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    String::from_utf8(output.stdout).map_err(|why| failed(why.to_string()))
}
