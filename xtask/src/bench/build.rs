//! How long `cargo xtask build` takes: from nothing, again, and after one word was changed.

use super::{
    Options,
    figures::{Figures, Table},
};
use crate::{
    build,
    failure::{Failure, Outcome},
    run, tools,
};
use serde_json::json;
use std::{fs, time::Instant};

/// Measures in a target folder of its own, which is removed afterwards: what others compiled is neither used nor lost.
///
/// # Errors
/// A build failed.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let target = run::target().join("bench-build");
    let _ = fs::remove_dir_all(&target);
    let content = target.join("content");
    let mut table = Table::new("", &["build", "seconds"]);
    let mut timed = |what: &str, work: &dyn Fn() -> Outcome| {
        let begun = Instant::now();
        work()?;
        let seconds = begun.elapsed().as_secs();
        table.rows.push(vec![json!(what), json!(seconds)]);
        Ok::<_, Failure>(seconds)
    };
    timed("`xtask` itself, from nothing", &|| {
        run::run(run::cargo().args(["build", "--package", "xtask"]).env("CARGO_TARGET_DIR", &target))
    })?;
    let first = timed("the page, from nothing", &|| build::release_in(&target, None))?;
    let again = timed("again, nothing changed", &|| build::release_in(&target, None))?;
    copy_with_a_change(&content)?;
    let changed = timed("one word of the guide changed", &|| build::release_in(&target, Some(&content)))?;
    let _ = fs::remove_dir_all(&target);
    let mut figures = Figures::now("cargo xtask bench build");
    figures.tables.push(table);
    figures.notes.push(format!(
        "With the tools installed ({}, {} and {}, about 3 minutes together, once) and all crates fetched.",
        tools::TRUNK.name,
        tools::WASM_BINDGEN.name,
        tools::BINARYEN.name
    ));
    figures.notes.push(format!(
        "Of the page from nothing, compiling takes {} s; after one word, {} s. The other {again} s, each time, are wasm-bindgen, \
         wasm-opt, packing the one file and compressing.",
        first.saturating_sub(again),
        changed.saturating_sub(again)
    ));
    Ok(figures)
}

/// The guide's content with another text in one place.
///
/// # Errors
/// It cannot be read or written.
pub fn copy_with_a_change(to: &std::path::Path) -> Outcome {
    let from = run::root().join("content");
    for file in crate::finish::files(&from)? {
        let place = to.join(file.strip_prefix(&from).unwrap_or(&file));
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
        }
        fs::copy(&file, &place).map_err(|why| Failure::with_file("write", &place, &why))?;
    }
    let guide = to.join("nl").join("guide.toml");
    let text = crate::finish::read(&guide)?;
    let changed = text.replacen("title_start = \"", "title_start = \"Nu: ", 1);
    if changed == text {
        return Err(Failure::new(format!("{} has no title_start to change", guide.display())));
    }
    fs::write(&guide, changed).map_err(|why| Failure::with_file("write", &guide, &why))
}
