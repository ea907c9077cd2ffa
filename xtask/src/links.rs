//! Where a page's addresses lead: moved with the page, and checked.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read},
    html::{self, Edit, Tag},
};
use std::path::Path;

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A place in the same page, or data.
    Here,
    /// Another host, or another program (`mailto:`).
    Elsewhere,
    /// From the root of the host.
    Root,
    /// A file or folder, relative to the page.
    Local(&'a str),
}

/// What this address leads to.
pub fn target(address: &str) -> Target<'_> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |word: &str| !word.contains(['/', '?', '#', '.']);
    match address {
        "" => Target::Here,
        _ if address.starts_with('#') || address.starts_with("data:") => Target::Here,
        _ if address.starts_with("//") || scheme.is_some_and(is_scheme) => Target::Elsewhere,
        _ if address.starts_with('/') => Target::Root,
        _ => Target::Local(address),
    }
}

/// The changes to addresses for a page that lies one folder below the root.
///
/// # Errors
/// An attribute with several addresses, which is not understood.
pub fn one_folder_down(tags: &[Tag<'_>]) -> Outcome<Vec<Edit>> {
    let mut edits = Vec::new();
    for attribute in tags.iter().flat_map(|tag| &tag.attributes) {
        let name = attribute.name.to_ascii_lowercase();
        if ["srcset", "imagesrcset"].contains(&name.as_str()) {
            return Err(Failure::new(format!("a {name}, which is not moved to the other languages yet")));
        }
        let value = attribute.value();
        if ["href", "src"].contains(&name.as_str())
            && let Target::Local(file) = target(&value)
        {
            edits.push(attribute.set(&format!("../{}", file.trim_start_matches("./"))));
        }
    }
    Ok(edits)
}

/// Every file that the page names must be there; only links for people may lead elsewhere.
///
/// # Errors
/// The page names what is not there: all of it, in one message.
pub fn check(staging: &Path, folder: &str) -> Outcome {
    let file = staging.join(folder).join(INDEX);
    let page = read(&file)?;
    let mut wrong = Vec::new();
    for tag in &html::scan(&page)? {
        for name in ["href", "src"] {
            let Some(address) = tag.value(name) else {
                continue;
            };
            let problem = problem_with(&address, tag, &staging.join(folder));
            wrong.extend(problem.map(|what| format!("\n  <{} {name}=\"{address}\">: {what}", tag.name)));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let list = wrong.concat();
    Err(Failure::new(format!("{} names what is not there:{list}", Path::new(folder).join(INDEX).display())))
}

fn problem_with(address: &str, tag: &Tag<'_>, folder: &Path) -> Option<&'static str> {
    match target(address) {
        Target::Elsewhere if tag.starts("a") => None,
        Target::Here => None,
        Target::Elsewhere => Some("the page loads nothing from elsewhere"),
        Target::Root => Some("not relative, so it breaks below another path"),
        Target::Local(local) => {
            let path = local.split(['?', '#']).next().unwrap_or_default();
            let file = folder.join(path);
            let there = if path.ends_with('/') { file.join(INDEX).is_file() } else { file.is_file() };
            (!there).then_some("no such file in the build")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        assert_eq!(target("#a:b"), Target::Here);
        assert_eq!(target("data:x"), Target::Here);
        assert_eq!(target("mailto:a@b"), Target::Elsewhere);
        assert_eq!(target("//host/x"), Target::Elsewhere);
        assert_eq!(target("/x"), Target::Root);
        assert_eq!(target("./x.js?v=1:2"), Target::Local("./x.js?v=1:2"));
        assert_eq!(target("en/"), Target::Local("en/"));
    }
}
