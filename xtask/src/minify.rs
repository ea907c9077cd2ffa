//! Scripts with the shortest names that say the same. Of those that wasm-bindgen writes a fifth goes, which pays for the
//! service worker. Only who knows JavaScript can do that: esbuild.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    policy, run, tools,
};
use std::{fs, path::Path, process::Command};

/// Shortens all scripts of a folder, and has its page expect what they are then.
///
/// # Errors
/// esbuild is not there or does not understand a script, or a file cannot be read or written.
pub fn scripts(folder: &Path) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|why| Failure::with_file("read", folder, &why))?;
    let mut page = read(&folder.join(INDEX))?;
    for file in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if file.extension().is_some_and(|ending| ending == "js") {
            let (old, new) = (read(&file)?, minified(&file)?);
            page = page.replace(&policy::integrity(old.as_bytes()), &policy::integrity(new.as_bytes()));
            write(&file, new.as_bytes())?;
        }
    }
    write(&folder.join(INDEX), page.as_bytes())
}

/// One script, shorter.
///
/// # Errors
/// As [`scripts`].
pub fn minified(script: &Path) -> Outcome<String> {
    shortened(script, &["--format=esm"])
}

/// A module as a script that puts what it exports into a global of this name.
///
/// # Errors
/// As [`scripts`].
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
