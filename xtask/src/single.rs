//! One file that holds the whole page in one language, and runs from a disk: `partnerpad.html`, `partnerpad.en.html`.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, RESCUE, places, read, write},
    html::{self, Tag},
    minify, packed, policy, run,
};
use partnerpad_content::Language;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the globals are called that `src/single-start.js` starts.
const APP: &str = "partnerpadApp";
const TOOLS: &str = "partnerpadTools";

/// Whether a file of this name is one of them.
pub fn is_one(name: &str) -> bool {
    name.starts_with("partnerpad.") && name.ends_with(".html")
}

/// Writes one file for each language into the folder of a release whose pages are written.
///
/// # Errors
/// A page does not name its parts as expected, or a script cannot be made into one for a file.
pub fn write_all(folder: &Path, languages: &[Language]) -> Outcome {
    for (place, language) in places(languages) {
        let name = if place.is_empty() { String::new() } else { format!(".{}", language.code) };
        let text = single(folder, &read(&folder.join(place).join(INDEX))?, language)?;
        write(&folder.join(format!("partnerpad{name}.html")), text.as_bytes())?;
    }
    Ok(())
}

fn single(folder: &Path, page: &str, language: &Language) -> Outcome<String> {
    let tags = html::scan(page)?;
    let of = |name: &str, value: &str, attribute: &str| {
        let tag = tags.iter().find(|tag| {
            tag.starts("link") && tag.has("rel", name) && tag.value("href").is_some_and(|it| it.ends_with(value))
        });
        tag.and_then(|tag| tag.value(attribute))
            .ok_or_else(|| Failure::new(format!("the page has no {name} of {value}")))
    };
    let file = |address: &str| folder.join(address.trim_start_matches("../").trim_start_matches("./"));
    let (glue, wasm) = (file(&of("modulepreload", ".js", "href")?), file(&of("preload", ".wasm", "href")?));
    let workbench = tags.iter().find_map(|tag| tag.value("data-workbench")).unwrap_or_default();
    let tool = |ending: &str| folder.join([&workbench, ending].concat());
    let mut style = styles(page, &tags);
    for sheet in tags.iter().filter(|tag| tag.starts("link") && tag.has("rel", "stylesheet")) {
        style.push_str(&read(&file(&sheet.value("href").unwrap_or_default()))?);
    }
    style.push_str(&read(&tool(".css"))?);
    let bytes = |path: PathBuf| fs::read(&path).map_err(|why| Failure::with_file("read", &path, &why));
    let own = |name: &str| run::root().join("src").join(name);
    let unpack = minify::minified(&own("single.js"))?;
    let (tools, app) = (minify::global(&tool(".js"), TOOLS)?, minify::global(&glue, APP)?);
    // In a block: `boot.js` is shortened for itself, and has names of its own.
    let (start, boot) = (minify::minified(&own("single-start.js"))?, minify::bundled(&own("boot.js"))?);
    let rescue = read(&folder.join(RESCUE))?;
    let script = [&tools, &app, "{", &start, "}globalThis.partnerpad.rescue=()=>{", &rescue, "};", &boot].concat();
    let icon = html::escape(&of("icon", "", "href")?);
    let parts = [
        script.clone().into_bytes(),
        style.clone().into_bytes(),
        bytes(tool(&format!(".{}.txt", language.code)))?,
        [format!("<link rel=\"icon\" href=\"{icon}\">"), body(page, &tags)?].concat().into_bytes(),
        bytes(tool("_bg.wasm"))?,
        bytes(wasm)?,
    ];
    let mut end = 0;
    let ends: Vec<String> = parts
        .iter()
        .map(|part| {
            end += part.len();
            end.to_string()
        })
        .collect();
    let all = parts.concat();
    let text = packed::text(&packed::compressed(&all)?);
    let theme = theme(page, &tags)?;
    let hashes = [&theme, &unpack, &script].map(|script| policy::hash(script)).join(" ");
    // No network at all: not even the page's own address. Frames only show what the page itself lays beside it on a host.
    let policy = format!(
        "default-src 'none'; script-src {hashes} 'wasm-unsafe-eval'; script-src-attr 'none'; style-src {}; img-src data:; \
         frame-src 'self'; base-uri 'none'; form-action 'none'",
        policy::hash(&style)
    );
    let title = html::escape(&language.title);
    Ok(format!(
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\"><meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n\
         <script>{theme}</script></head>\n\
         <body><h1>{title}</h1>\n\
         <script type=\"text/plain\" id=\"packed\" data-ends=\"{ends}\">{text}</script>\n\
         <script type=\"text/plain\" id=\"saved\"></script>\n\
         <script type=\"module\">{unpack}</script></body></html>\n",
        code = language.code,
        ends = ends.join(" "),
    ))
}

/// The styles that stand in the page.
fn styles(page: &str, tags: &[Tag<'_>]) -> String {
    let texts = tags.iter().filter(|tag| tag.starts("style")).filter_map(|tag| page.get(tag.text.clone()?));
    texts.collect()
}

/// The small script that chooses light or dark before the first paint.
fn theme(page: &str, tags: &[Tag<'_>]) -> Outcome<String> {
    let is_it = |tag: &&Tag<'_>| tag.starts("script") && tag.attributes.is_empty();
    let text = tags.iter().find(is_it).and_then(|tag| page.get(tag.text.clone()?));
    text.map(ToOwned::to_owned).ok_or_else(|| Failure::new("the page has no script for its theme"))
}

/// What is in the body, without links to styles and scripts.
fn body(page: &str, tags: &[Tag<'_>]) -> Outcome<String> {
    let mut bodies = tags.iter().filter(|tag| tag.name == "body").map(|tag| tag.at.clone());
    let (Some(start), Some(end)) = (bodies.next(), bodies.next()) else {
        return Err(Failure::new("the page has no body"));
    };
    let inside = page.get(start.end..end.start).unwrap_or_default();
    let mut body = String::new();
    let mut from = 0;
    for tag in html::scan(inside)?.iter().filter(|tag| tag.starts("link") || tag.name == "script") {
        body.push_str(inside.get(from..tag.at.start).unwrap_or_default());
        from = tag.at.end;
    }
    body.push_str(inside.get(from..).unwrap_or_default());
    Ok(body)
}
