//! `<language>/tools/<tool>.toml`: the words of one tool, flat as those of `ui.toml`. Each becomes a type of its own,
//! so that a program holds the words of exactly the tools that it has.

use std::fs;
use std::path::Path;

use crate::files::{File, Files};
use crate::plain_text::is_name;
use crate::problem::Report;
use crate::ui::Ui;

/// Tools that write in another language than the page's, too: letters, and the snippet. Their words are in the program.
/// Those of all others are loaded beside it in the page's language, which is half the weight.
const IN_ALL_LANGUAGES: [&str; 2] = ["embed", "letters"];

/// Words that stand in the page, which is written while building: no program needs them.
const IN_THE_PAGE: [&str; 3] = ["rescue", "tools", "update"];

/// The words of one tool.
#[derive(Debug)]
pub(crate) struct Tool {
    /// Of its files: `page-check`.
    pub name: String,
    /// Per language, the default first.
    pub words: Vec<Ui>,
}

impl Tool {
    /// Whether the page loads its words in one language.
    pub(crate) fn is_loaded(&self) -> bool {
        !IN_ALL_LANGUAGES.contains(&self.name.as_str())
    }

    /// Whether they are in the file that the page loads.
    pub(crate) fn is_sent(&self) -> bool {
        self.is_loaded() && !IN_THE_PAGE.contains(&self.name.as_str())
    }

    /// `PageCheck`
    pub(crate) fn type_name(&self) -> String {
        let first_large = |part: &str| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        };
        self.name.split('-').map(first_large).collect()
    }

    /// `PAGE_CHECK`
    pub(crate) fn static_name(&self) -> String {
        self.name.replace('-', "_").to_ascii_uppercase()
    }
}

/// The words of all tools that `base` or the folder of `files` has words of, by name; the folder's own come first.
pub(crate) fn read(files: &mut Files<'_>, base: &Path, languages: &[&str], report: &Report) -> Vec<Tool> {
    let mut names = Vec::new();
    for dir in [base, files.dir()] {
        languages.iter().for_each(|code| add_names(&mut names, &dir.join(code).join("tools")));
    }
    names.sort();
    names.dedup();
    let tool = |name: String| Tool { words: read_tool(files, base, &name, languages, report), name };
    names.into_iter().map(tool).collect()
}

/// A folder that is not there has no tools.
fn add_names(names: &mut Vec<String>, dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = file.strip_suffix(".toml")
            && is_name(&name.replace('-', "_"))
        {
            names.push(name.to_owned());
        }
    }
}

fn read_tool(files: &mut Files<'_>, base: &Path, name: &str, languages: &[&str], report: &Report) -> Vec<Ui> {
    let mut words: Vec<Ui> = Vec::new();
    let mut default: Option<File> = None;
    for code in languages {
        let path = format!("{code}/tools/{name}.toml");
        let file = files.read_over(base, &path, "a file, since another language has one", report);
        let ui = file.as_ref().map(|file| Ui::read(&file.root(report))).unwrap_or_default();
        if let (Some(file), Some(default), Some(model)) = (&file, &default, words.first()) {
            ui.compare(&file.root(report), model, &default.name);
        }
        if words.is_empty() {
            default = file;
        }
        words.push(ui);
    }
    words
}
