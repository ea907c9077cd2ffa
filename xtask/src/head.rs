//! What the head of a page says to those who do not read it: search engines, sites that show links, browsers that install.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, places, read, write},
    html::{self, Edit},
    slots,
};
use partnerpad_content::Language;
use std::{env, path::Path};

/// Names the address at which the page will be: `https://example.org/guide/`. Only with it can a page say where it is.
const BASE: &str = "PARTNERPAD_BASE";

const MANIFEST: &str = "manifest.webmanifest";

/// Adds to the head of every page what `is_release` wants there, and writes the manifests.
///
/// # Errors
/// The words cannot be had, a page is not as expected, or `BASE` names no folder.
pub fn write_all(folder: &Path, languages: &[Language], is_release: bool) -> Outcome {
    for (place, language) in places(languages) {
        let own = folder.join(&place);
        let texts = slots::texts(&language.code, &["howto".to_owned(), "manifest".to_owned()])?;
        let text = |name: &str| texts.iter().find(|(is, _)| is == name).map_or("", |(_, text)| text.as_str());
        let root = if place.is_empty() { "" } else { "../" };
        let page = read(&own.join(INDEX))?;
        let added = added(language, root, text("howto"), is_release);
        write(&own.join(INDEX), with(&page, &added)?.as_bytes())?;
        if is_release {
            write(&own.join(MANIFEST), text("manifest").as_bytes())?;
        }
    }
    match env::var(BASE) {
        Ok(base) if !base.is_empty() => at(folder, languages, &base),
        _ => Ok(()),
    }
}

/// A manifest is what lets boot.js keep the page: a development build has none.
fn added(language: &Language, root: &str, how_to: &str, is_release: bool) -> String {
    let meta = |name, content: &str| format!("<meta property=\"og:{name}\" content=\"{}\">", html::escape(content));
    let color = |scheme, color| {
        format!("<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{color}\">")
    };
    let mut added = meta("title", &language.title) + &meta("description", &language.description);
    added += &meta("type", "website");
    added += &meta("locale", &language.locale.replace('-', "_"));
    added += &color("light", "#f9fbfe");
    added += &color("dark", "#12161e");
    added += &format!("<link rel=\"apple-touch-icon\" href=\"{root}icons/apple.png\">");
    if is_release {
        added += &format!("<link rel=\"manifest\" href=\"{MANIFEST}\">");
    }
    added + "<script type=\"application/ld+json\">" + how_to + "</script>"
}

/// The page with this at the end of its head.
fn with(page: &str, added: &str) -> Outcome<String> {
    let tags = html::scan(page)?;
    let mut heads = tags.iter().filter(|tag| tag.ends && tag.name.eq_ignore_ascii_case("head"));
    let (Some(end), None) = (heads.next(), heads.next()) else {
        return Err(Failure::new("the page has not exactly one </head>"));
    };
    html::edited(page, vec![Edit { at: end.at.start..end.at.start, text: added.to_owned() }])
}

/// Has the pages of a build say that they are at this address: which address is the one of each page, where the other languages
/// are, as search engines want it, and a picture for links.
///
/// # Errors
/// The address is not that of a folder, or a page is not as expected.
pub fn at(folder: &Path, languages: &[Language], base: &str) -> Outcome {
    let has_scheme = ["https://", "http://"].iter().any(|scheme| base.starts_with(scheme));
    if !has_scheme || !base.ends_with('/') || base.contains(['?', '#', '"', '<', ' ']) {
        return Err(Failure::new(format!(
            "{BASE} is {base:?}, but must be an address such as https://example.org/guide/"
        )));
    }
    for (place, _) in places(languages) {
        let file = folder.join(&place).join(INDEX);
        let page = read(&file)?;
        let tags = html::scan(&page)?;
        let mut edits = Vec::new();
        for tag in tags.iter().filter(|tag| tag.starts("link") && tag.has("rel", "alternate")) {
            let code = tag.value("hreflang").unwrap_or_default();
            let other = places(languages).find(|(_, other)| other.code == code);
            if let (Some((other, _)), Some(href)) = (other, tag.attribute("href")) {
                edits.push(href.set(&[base, &other].concat()));
            }
        }
        let own = [base, &place].concat();
        let added = format!(
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{base}\"><link rel=\"canonical\" href=\"{own}\">\
             <meta property=\"og:url\" content=\"{own}\"><meta property=\"og:image\" content=\"{base}icons/512.png\">"
        );
        write(&file, with(&html::edited(&page, edits)?, &added)?.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, process};

    const PAGE: &str =
        "<!doctype html><html><head><link rel=\"alternate\" hreflang=\"en\" href=\"./en/\"></head><body></body></html>";

    fn languages() -> Vec<Language> {
        ["nl", "en"]
            .map(|code| Language {
                code: code.into(),
                title: format!("{code} \"a\""),
                description: "b & c".into(),
                locale: format!("{code}-NL"),
            })
            .to_vec()
    }

    #[test]
    fn titles_are_escaped_and_only_a_release_can_be_installed() {
        let [nl, _] = &languages()[..] else { panic!("two languages") };
        let page = with(PAGE, &added(nl, "", "{}", true)).unwrap();
        for words in [
            "og:title\" content=\"nl &quot;a&quot;\"",
            "og:locale\" content=\"nl_NL\"",
            "b &amp; c",
            "rel=\"manifest\"",
            "<script type=\"application/ld+json\">{}</script></head>",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!added(nl, "../", "{}", false).contains("manifest"));
        assert!(added(nl, "../", "{}", false).contains("href=\"../icons/apple.png\""));
        assert!(with("<p></p>", "").is_err());
    }

    #[test]
    fn a_page_that_knows_its_address_says_so() {
        let folder = env::temp_dir().join(format!("partnerpad-head-{}", process::id()));
        fs::create_dir_all(folder.join("en")).unwrap();
        for file in [INDEX, "en/index.html"] {
            fs::write(folder.join(file), PAGE).unwrap();
        }
        at(&folder, &languages(), "https://example.org/guide/").unwrap();
        let en = read(&folder.join("en/index.html")).unwrap();
        for words in [
            "hreflang=\"en\" href=\"https://example.org/guide/en/\"",
            "hreflang=\"x-default\" href=\"https://example.org/guide/\"",
            "rel=\"canonical\" href=\"https://example.org/guide/en/\"",
        ] {
            assert!(en.contains(words), "{words}: {en}");
        }
        for wrong in ["example.org/", "https://example.org", "https://a/?b/", ""] {
            assert!(at(&folder, &languages(), wrong).is_err(), "{wrong}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
