//! Scripts and styles without what only their readers need: indents and comments. One per cent of the first visit.
//!
//! Line by line and no more: whoever looks at the page's source can still read it.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    html::{self, Edit},
    policy,
};
use std::{fs, path::Path};

/// Tidies all scripts and styles of a folder, and those that stand in its page, which is told what the files are then.
///
/// # Errors
/// A file cannot be read or written.
pub fn folder(folder: &Path) -> Outcome {
    let mut page = with_tidy_styles(&read(&folder.join(INDEX))?)?;
    let entries = fs::read_dir(folder).map_err(|why| Failure::with_file("read", folder, &why))?;
    for file in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        let tidied = match ending.as_str() {
            "js" => js,
            "css" => css,
            _ => continue,
        };
        let old = read(&file)?;
        let new = tidied(&old);
        page = page.replace(&policy::integrity(old.as_bytes()), &policy::integrity(new.as_bytes()));
        write(&file, new.as_bytes())?;
    }
    write(&folder.join(INDEX), page.as_bytes())
}

fn with_tidy_styles(page: &str) -> Outcome<String> {
    let tags = html::scan(page)?;
    let styles = tags.iter().filter(|tag| tag.starts("style")).filter_map(|tag| tag.text.clone());
    let edits = styles.map(|at| Edit { text: css(page.get(at.clone()).unwrap_or_default()), at });
    html::edited(page, edits.collect::<Vec<_>>())
}

/// JavaScript without indents and without lines that are comments. As it is, if a text goes over the end of a line.
fn js(text: &str) -> String {
    let is_cut = |line: &str| line.matches('`').count() % 2 == 1;
    if text.lines().any(is_cut) {
        return text.to_owned();
    }
    lines(text.lines().filter(|line| !line.trim_start().starts_with("//")))
}

/// CSS without comments and indents. None of ours has a text over the end of a line, or a comment in a text.
fn css(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    lines(bare.lines())
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<_> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_indents_and_comment_lines_and_nothing_else() {
        assert_eq!(
            js("// a\nconst a = '//';\n\n  if (a) { // why\n    b(`x  y`);\n  }\n"),
            "const a = '//';\nif (a) { // why\nb(`x  y`);\n}"
        );
        let cut = "const a = `\n  b`;\n";
        assert_eq!(js(cut), cut);
    }

    #[test]
    fn styles_lose_comments_and_indents() {
        assert_eq!(css("/* a\n b */\n@layer x {\n\ta { b: c }\n}\n/* open"), "@layer x {\na { b: c }\n}");
    }

    #[test]
    fn the_page_knows_what_the_files_are_then() {
        let folder = std::env::temp_dir().join(format!("partnerpad-tidy-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let script = "  a();\n";
        fs::write(folder.join("a.js"), script).unwrap();
        let page = format!(
            "<style>\n\tb {{}}\n</style><script integrity=\"{}\"></script>",
            policy::integrity(script.as_bytes())
        );
        fs::write(folder.join(INDEX), page).unwrap();
        super::folder(&folder).unwrap();
        let page = fs::read_to_string(folder.join(INDEX)).unwrap();
        assert_eq!(
            page,
            format!("<style>b {{}}</style><script integrity=\"{}\"></script>", policy::integrity(b"a();"))
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
