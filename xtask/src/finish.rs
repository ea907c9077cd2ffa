//! The last step of a build: Trunk's `post_build` hook.
//!
//! Trunk makes one page. This makes one per language of it, lets its policy allow exactly the
//! scripts and styles that stand in it, checks that everything it names is there, and lays
//! compressed copies beside the files of a release, for hosts that cannot compress.

use crate::{
    compress, exchange,
    failure::{Failure, Outcome},
    head,
    html::{self, Edit, Tag},
    links, minify, offline, policy, rename, run, single, slots, tidy, workbench,
};
use partnerpad_content::Language;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The name of every page in its folder.
pub const INDEX: &str = "index.html";

/// The frames that the page shows a snippet in, beside it in this folder. They have a policy of their own; what it allows
/// is part of their text.
pub const PREVIEW: &str = "preview";

/// The script that saves what is stored when the app has died.
pub const RESCUE: &str = "rescue.js";

const SCENES: [&str; 2] = ["drawn", "real"];

/// What compresses well. Pictures and fonts are compressed already.
const TEXT_LIKE: [&str; 8] = ["html", "js", "css", "wasm", "svg", "json", "webmanifest", "txt"];

/// `cargo xtask finish`.
///
/// # Errors
/// It is not Trunk that calls, the content does not load, or the page is not as expected.
pub fn command() -> Outcome {
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        return Err(Failure::new(
            "`finish` is a step of the build and needs Trunk to call it; run `cargo xtask build`",
        ));
    };
    let content = env::var_os("PARTNERPAD_CONTENT").unwrap_or_else(|| "content".into());
    let source = env::var_os("TRUNK_SOURCE_DIR").map_or_else(run::root, PathBuf::from);
    let content = partnerpad_content::load_over(&source.join("content"), &source.join(content));
    let content = content.map_err(|problems| Failure::new(problems.to_string()))?;
    let is_release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    if is_release {
        exchange::programs(&staging)?;
        tidy::folder(&staging)?;
        minify::folder(&staging)?;
        rename::files(&staging)?;
    }
    let languages = content.languages();
    let words: Vec<_> =
        languages.iter().map(|language| (language.code.as_str(), content.tool_words(&language.code))).collect();
    workbench::name(&staging, &words)?;
    write_pages(&staging, languages, slots::texts)?;
    write_rescue(&staging, languages)?;
    head::write_all(&staging, languages, is_release)?;
    if is_release {
        single::write_all(&staging, languages)?;
        offline::release(&staging, languages)?;
        write_compressed(&staging)?;
    } else {
        offline::development(&staging)?;
    }
    Ok(())
}

/// Each language with the address of its page, seen from the first one's, which is the root: `en/`.
pub fn places(languages: &[Language]) -> impl Iterator<Item = (String, &Language)> {
    languages.iter().enumerate().map(|(position, language)| {
        let place = if position == 0 { String::new() } else { format!("{}/", language.code) };
        (place, language)
    })
}

/// Writes one page per language, the first language at the root, and checks what they name.
fn write_pages(
    staging: &Path,
    languages: &[Language],
    texts: impl Fn(&str, &[String]) -> Outcome<slots::Texts>,
) -> Outcome {
    let template = read(&staging.join(INDEX))?;
    let template = prepared(&template).map_err(|why| in_page(&why))?;
    let names = slots::names(&template);
    let all = [names.as_slice(), &SCENES.map(Into::into)].concat();
    for (place, language) in places(languages) {
        let page = page(&template, language, languages, place.is_empty());
        let folder = staging.join(&place);
        fs::create_dir_all(&folder).map_err(|why| Failure::with_file("make", &folder, &why))?;
        let page = page.map_err(|why| in_page(&why))?;
        let mut texts = texts(&language.code, &all)?;
        let scenes = texts.split_off(names.len());
        write(&folder.join(INDEX), slots::filled(&page, &texts).as_bytes())?;
        write_scenes(&folder.join(PREVIEW), &scenes)?;
    }
    places(languages).try_for_each(|(place, _)| links::check(staging, place.trim_end_matches('/')))
}

/// Gives the script that is there when the app is not the words of all languages.
fn write_rescue(staging: &Path, languages: &[Language]) -> Outcome {
    const NAME: &str = "rescue";
    let file = staging.join(RESCUE);
    let words = languages.iter().map(|language| {
        let texts = slots::texts(&language.code, &[NAME.to_owned()])?;
        let text = texts.first().map_or("{}", |(_, text)| text.as_str());
        Ok(format!("\"{}\":{text}", language.code))
    });
    let words = words.collect::<Outcome<Vec<_>>>()?.join(",");
    let script = read(&file)?;
    // Quoted as in the source or as esbuild writes it.
    let place = ["'{{rescue}}'", "\"{{rescue}}\"", "`{{rescue}}`"].into_iter().find(|place| script.contains(place));
    let place = place.ok_or_else(|| Failure::new(format!("{RESCUE} has no place for its words")))?;
    write(&file, script.replace(place, &format!("({{{words}}})")).as_bytes())
}

fn write_scenes(folder: &Path, scenes: &slots::Texts) -> Outcome {
    fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
    scenes.iter().try_for_each(|(name, text)| write(&folder.join(format!("{name}.html")), text.as_bytes()))
}

fn in_page(why: &Failure) -> Failure {
    Failure::new(format!("the built {INDEX}: {why}"))
}

/// The page that Trunk made, ready to be hashed.
fn prepared(page: &str) -> Outcome<String> {
    with_styles_joined(&with_reload_address(page))
}

/// `trunk serve` puts the address into its script with every answer, so the script's hash would
/// never be right. The browser knows the address, too.
fn with_reload_address(page: &str) -> String {
    page.replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("`{{__TRUNK_ADDRESS__}}`", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/")
}

/// Styles that follow each other become one: one hash in the policy instead of one per file,
/// and a hash is what compresses worst.
fn with_styles_joined(page: &str) -> Outcome<String> {
    let tags = html::scan(page)?;
    let mut joints = Vec::new();
    let mut before: Option<(&Tag<'_>, usize)> = None;
    for tag in &tags {
        if let (Some((first, end)), Some(text)) = (before, &tag.text)
            && tag.starts("style")
            && page.get(end..tag.at.start).is_some_and(|gap| gap.trim().is_empty())
            && page.get(first.at.clone()) == page.get(tag.at.clone())
            && let Some(first_text) = &first.text
        {
            joints.push(Edit { at: first_text.end..text.start, text: String::new() });
        }
        before = match before {
            Some((style, _)) if tag.ends => Some((style, tag.at.end)),
            _ => tag.starts("style").then_some((tag, tag.at.end)),
        };
    }
    html::edited(page, joints)
}

/// The page in one language.
fn page(template: &str, language: &Language, all: &[Language], default: bool) -> Outcome<String> {
    let tags = html::scan(template)?;
    let mut edits = words(&tags, language)?;
    edits.push(allowed(template, &tags)?);
    let description = the_one(&tags, "<meta name=\"description\">", is_description)?;
    let links = language_links(all, default);
    edits.push(Edit { at: description.at.end..description.at.end, text: links });
    edits.extend(quiet_preloads(&tags));
    if !default {
        edits.extend(links::one_folder_down(&tags)?);
    }
    html::edited(template, edits)
}

/// Browsers ignore the integrity of a preload of this kind, and complain of it. src/boot.js checks it when it fetches.
fn quiet_preloads(tags: &[Tag<'_>]) -> Vec<Edit> {
    let preloads = tags.iter().filter(|tag| tag.has("rel", "preload") && tag.has("as", "fetch"));
    let integrity = preloads.filter_map(|tag| tag.attribute("integrity"));
    integrity
        .map(|one| Edit { at: one.at.clone(), text: format!("data-integrity=\"{}\"", html::escape(&one.value())) })
        .collect()
}

fn is_description(tag: &Tag<'_>) -> bool {
    tag.starts("meta") && tag.has("name", "description")
}

/// The only tag of its kind.
fn the_one<'a, 'p>(tags: &'a [Tag<'p>], what: &str, is: impl Fn(&Tag<'p>) -> bool) -> Outcome<&'a Tag<'p>> {
    let mut found = tags.iter().filter(|tag| is(tag));
    match (found.next(), found.next()) {
        (Some(tag), None) => Ok(tag),
        (None, _) => Err(Failure::new(format!("there is no {what}"))),
        (Some(_), Some(_)) => Err(Failure::new(format!("there is more than one {what}"))),
    }
}

/// The language, the title and the description.
fn words(tags: &[Tag<'_>], language: &Language) -> Outcome<Vec<Edit>> {
    let page = the_one(tags, "<html>", |tag| tag.starts("html"))?;
    let in_head = tags.iter().position(|tag| tag.name.eq_ignore_ascii_case("body"));
    let head = tags.get(..in_head.unwrap_or(tags.len())).unwrap_or_default();
    let title = the_one(head, "<title> in the head", |tag| tag.starts("title"))?;
    let title = title.text.clone().ok_or_else(|| Failure::new("the <title> has no text"))?;
    let description = the_one(tags, "<meta name=\"description\">", is_description)?;
    Ok(vec![
        attribute(page, "lang")?.set(&language.code),
        Edit { at: title, text: html::escape(&language.title) },
        attribute(description, "content")?.set(&language.description),
    ])
}

fn attribute<'a, 'p>(tag: &'a Tag<'p>, name: &str) -> Outcome<&'a html::Attribute<'p>> {
    tag.attribute(name).ok_or_else(|| Failure::new(format!("<{}> has no {name}", tag.name)))
}

/// Where each language's page is, seen from this one.
fn language_links(all: &[Language], from_default: bool) -> String {
    let up = if from_default { "./" } else { "../" };
    let link = |(position, language): (usize, &Language)| {
        let folder = if position == 0 { String::new() } else { format!("{}/", language.code) };
        let code = &language.code;
        format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{up}{folder}\">")
    };
    all.iter().enumerate().map(link).collect()
}

/// The policy that allows the scripts and styles that stand in the page, by their hashes.
fn allowed(page: &str, tags: &[Tag<'_>]) -> Outcome<Edit> {
    let what = "<meta http-equiv=\"Content-Security-Policy\">";
    let content = attribute(the_one(tags, what, policy::is_policy)?, "content")?;
    let mut now = content.value();
    for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
        let sources = hashes(page, tags, element);
        now = policy::with_sources(&now, directive, &sources)
            .ok_or_else(|| Failure::new(format!("the policy has no {directive}")))?;
    }
    Ok(content.set(&now))
}

fn hashes(page: &str, tags: &[Tag<'_>], element: &str) -> Vec<String> {
    let inline = tags.iter().filter(|tag| tag.starts(element) && tag.attribute("src").is_none());
    let texts = inline.filter_map(|tag| page.get(tag.text.clone()?));
    let mut hashes: Vec<_> = texts.map(policy::hash).collect();
    hashes.sort();
    hashes.dedup();
    hashes
}

/// Copies for hosts that only hand out files: `.br` and `.gz` beside each file that gains by it.
fn write_compressed(folder: &Path) -> Outcome {
    for file in files(folder)? {
        compress_beside(&file)?;
    }
    Ok(())
}

/// Such copies of one file.
///
/// # Errors
/// It cannot be read, or they cannot be written.
pub fn compress_beside(file: &Path) -> Outcome {
    let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    if !TEXT_LIKE.contains(&ending.as_str()) {
        return Ok(());
    }
    let bytes = fs::read(file).map_err(|why| Failure::with_file("read", file, &why))?;
    let failed = |why| Failure::with_file("compress", file, &why);
    let brotli = compress::brotli(&bytes, compress::BEST).map_err(failed)?;
    let gzip = compress::gzip(&bytes).map_err(failed)?;
    for (kind, small) in [("br", brotli), ("gz", gzip)] {
        if small.len() < bytes.len() {
            write(&file.with_extension(format!("{ending}.{kind}")), &small)?;
        }
    }
    Ok(())
}

/// All files below the folder, sorted.
///
/// # Errors
/// A folder cannot be read.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let failed = |why| Failure::with_file("read", &folder, &why);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// A file's text.
///
/// # Errors
/// The file cannot be read.
pub fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|why| Failure::with_file("read", file, &why))
}

/// Writes a file.
///
/// # Errors
/// The file cannot be written.
pub fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|why| Failure::with_file("write", file, &why))
}

#[cfg(test)]
#[path = "finish_tests.rs"]
mod tests;
