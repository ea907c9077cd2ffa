//! Pages to measure ours against, each a folder that can be served: the same page drawn late, the same page by hand, and
//! what everybody builds with the same framework.

use crate::{
    build,
    failure::{Failure, Outcome},
    finish::{self, INDEX, files, read, write},
    html::{self, Edit, Tag},
    install::{self, Needs},
    minify, run,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A page to measure.
#[derive(Debug, Clone)]
pub struct Variant {
    /// For tables and charts.
    pub name: &'static str,
    /// To be served.
    pub folder: PathBuf,
    /// A JavaScript expression: whether a tick would be taken.
    pub is_ready: &'static str,
    /// Statements that make a tick.
    pub tick: &'static str,
    /// An expression: whether the page shows that it took the tick.
    pub has_reacted: &'static str,
}

/// The build as it is.
pub fn ours() -> Variant {
    Variant {
        name: "ours",
        folder: run::dist(),
        is_ready: "document.querySelector('#app:not(.still) .task input[type=checkbox][id]')",
        tick: "document.querySelector('.task input[type=checkbox][id]').click()",
        has_reacted: "document.querySelector('.task input[data-state=klaar]') \
                      && /1/.test(document.querySelector('#state-1 > span').textContent)",
    }
}

/// The build with nothing in its page but what the app puts there: the same HTML, which the app's file carries.
///
/// # Errors
/// The page is not as expected, or a file cannot be written.
pub fn drawn_late(folder: &Path) -> Outcome<Variant> {
    let ours = ours();
    let page = read(&ours.folder.join(INDEX))?;
    let tags = html::scan(&page)?;
    let app = content(&tags, "app")?;
    let body = page.get(app.clone()).unwrap_or_default().to_owned();
    copied(&ours.folder, folder)?;
    let boot = name_of(&tags, "the start", |tag| tag.starts("script") && tag.has("type", "module"), "src")?;
    write(&folder.join(boot), minify::minified(&source("drawn-late/boot.js"))?.as_bytes())?;
    let wasm = name_of(&tags, "the app", |tag| tag.has("rel", "preload") && tag.has("as", "fetch"), "href")?;
    let wasm = folder.join(wasm);
    let mut bytes = fs::read(&wasm).map_err(|why| Failure::with_file("read", &wasm, &why))?;
    bytes.extend(section("page", body.as_bytes()));
    write(&wasm, &bytes)?;
    let mut edits = vec![Edit { at: app, text: String::new() }];
    edits.extend(without_integrity(&tags));
    write(&folder.join(INDEX), html::edited(&page, edits)?.as_bytes())?;
    packed(folder)?;
    Ok(Variant { name: "(a) drawn late", folder: folder.to_path_buf(), ..ours })
}

/// The same page with a script by hand in place of the app.
///
/// # Errors
/// The page is not as expected, or a file cannot be written.
pub fn by_hand(folder: &Path) -> Outcome<Variant> {
    let ours = ours();
    let page = read(&ours.folder.join(INDEX))?;
    let tags = html::scan(&page)?;
    copied(&ours.folder, folder)?;
    let boot = name_of(&tags, "the start", |tag| tag.starts("script") && tag.has("type", "module"), "src")?;
    write(&folder.join(boot), minify::minified(&source("by-hand/by-hand.js"))?.as_bytes())?;
    let is_of_the_app = |tag: &Tag<'_>| {
        ["modulepreload", "manifest"].iter().any(|rel| tag.has("rel", rel))
            || (tag.has("rel", "preload") && tag.has("as", "fetch"))
    };
    let (app, kept): (Vec<_>, Vec<_>) = tags.into_iter().partition(is_of_the_app);
    let mut edits = without_integrity(&kept);
    edits.extend(app.into_iter().map(|tag| Edit { at: tag.at, text: String::new() }));
    write(&folder.join(INDEX), html::edited(&page, edits)?.as_bytes())?;
    packed(folder)?;
    Ok(Variant { name: "(c) by hand", folder: folder.to_path_buf(), ..ours })
}

/// The list that every framework shows itself with, built as the page is.
///
/// # Errors
/// A tool is missing and cannot be installed, or it does not compile.
pub fn todomvc(folder: &Path, verbose: bool) -> Outcome<Variant> {
    install::ensure(&Needs::to_build(), verbose)?;
    build::peer(&source("todomvc"), folder)?;
    packed(folder)?;
    Ok(Variant {
        name: "(b) TodoMVC",
        folder: folder.to_path_buf(),
        is_ready: "document.querySelector('.new')",
        tick: "const field = document.querySelector('.new'); field.value = 'x'; \
               field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); \
               document.querySelector('.toggle')?.click() ?? requestAnimationFrame(() => document.querySelector('.toggle').click())",
        has_reacted: "document.querySelector('.list .done')",
    })
}

fn source(name: &str) -> PathBuf {
    run::root().join("benches").join(name)
}

/// A fresh copy, without what is compressed: it is made anew from what changes here.
fn copied(from: &Path, to: &Path) -> Outcome {
    let _ = fs::remove_dir_all(to);
    for file in files(from)? {
        if file.extension().is_some_and(|ending| ending == "br" || ending == "gz") {
            continue;
        }
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
        fs::copy(&file, &target).map_err(|why| Failure::with_file("copy", &file, &why))?;
    }
    Ok(())
}

/// Compressed copies, as the build lays beside its files.
fn packed(folder: &Path) -> Outcome {
    let is_of_the_page = |file: &&PathBuf| {
        let name = file.to_string_lossy();
        ["index.html", ".js", ".css", "_bg.wasm"].iter().any(|ending| name.ends_with(ending))
    };
    files(folder)?.iter().filter(is_of_the_page).try_for_each(|file| finish::compress_beside(file))
}

/// What stands in the element with this id, up to the end of the last one of its kind.
fn content(tags: &[Tag<'_>], id: &str) -> Outcome<std::ops::Range<usize>> {
    let begin = tags.iter().find(|tag| tag.has("id", id));
    let end = begin.and_then(|begin| tags.iter().rev().find(|tag| tag.ends && tag.name == begin.name));
    match (begin, end) {
        (Some(begin), Some(end)) => Ok(begin.at.end..end.at.start),
        _ => Err(Failure::new(format!("the page has no #{id}"))),
    }
}

/// The file that the only tag of its kind names.
fn name_of(tags: &[Tag<'_>], what: &str, is: impl Fn(&Tag<'_>) -> bool, attribute: &str) -> Outcome<String> {
    let found = tags.iter().find(|tag| is(tag)).and_then(|tag| tag.value(attribute));
    let name = found.ok_or_else(|| Failure::new(format!("the page does not name {what}")))?;
    Ok(name.trim_start_matches("./").to_owned())
}

/// Files that were changed are what nobody expects.
fn without_integrity(tags: &[Tag<'_>]) -> Vec<Edit> {
    let changed = tags.iter().filter(|tag| !tag.has("rel", "stylesheet"));
    let attributes = changed.filter_map(|tag| tag.attribute("integrity").or_else(|| tag.attribute("data-integrity")));
    attributes
        .filter(|attribute| attribute.value().split(' ').count() == 1)
        .map(|attribute| Edit { at: attribute.at.clone(), text: String::new() })
        .collect()
}

/// A section of WebAssembly that only its page reads.
fn section(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut inside = length(name.len());
    inside.extend(name.as_bytes());
    inside.extend(bytes);
    let mut all = vec![0];
    all.extend(length(inside.len()));
    all.extend(inside);
    all
}

/// In LEB128.
fn length(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let seven = (value & 127) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(seven);
            return bytes;
        }
        bytes.push(seven | 128);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_says_how_long_it_is() {
        assert_eq!(section("page", b"x"), b"\0\x06\x04pagex");
        assert_eq!(length(300), [0xac, 2]);
    }
}
