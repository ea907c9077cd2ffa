//! The content compiler of Partnerpad.
//!
//! The guide's structure and all words that a visitor reads are TOML files under `content/`. [`load`] reads and checks
//! all of them; [`Content::to_rust`] writes them as Rust statics, which `src/text/mod.rs` includes. What is wrong in
//! the files is told with file, line and key, so that someone who knows no Rust can correct it.
//!
//! ```text
//! toml_tree   TOML with lines          nearest     did you mean …?         problem     what is wrong
//! section     one table, read by key   plain_text  rules for every text    wording     text, list or plural
//! blocks      which blocks there are   outline     what words must exist   sources     where texts come from
//! structure, steps                     guide.toml  -> Structure
//! words, ui                            the words and labels of one language
//! terms                                <lang>/terms.md: the terms of service of a firm
//! tools                                the words of each tool
//! code, rust, rust_ui                  the generated file
//! ```

mod blocks;
mod code;
mod files;
mod nearest;
mod outline;
mod plain_text;
mod problem;
mod rust;
mod rust_ui;
mod section;
mod sources;
mod steps;
mod structure;
mod terms;
mod toml_tree;
mod tools;
mod ui;
mod wording;
mod words;

use std::path::{Path, PathBuf};

use crate::files::{File, Files};
pub use crate::problem::Problems;
use crate::problem::Report;
use crate::sources::{Sources, Told};
use crate::structure::Structure;
use crate::tools::Tool;
use crate::ui::Ui;
use crate::words::Words;

/// The label that starts the title of every page.
const APP_NAME: &str = "app_name";

/// Checked content: every text that the structure asks for exists in every language, every reference leads somewhere.
#[derive(Debug)]
pub struct Content {
    files: Vec<PathBuf>,
    structure: Structure,
    languages: Vec<Language>,
    /// By language, in the order of `languages`.
    words: Vec<(Words, Ui)>,
    tools: Vec<Tool>,
    /// The terms of service, by language; empty if the guide has none.
    terms: Vec<String>,
    /// All sources, by id.
    sources: Vec<Told>,
}

/// What a page's head says about itself in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The folder's name: `nl`.
    pub code: String,
    /// `<name of the app>: <heading of the page before the first tick>`.
    pub title: String,
    /// The meta description.
    pub description: String,
    /// Language and country, for dates: `nl-NL`.
    pub locale: String,
}

/// Reads and checks everything under `dir`.
///
/// # Errors
/// All problems that were found. What depends on a file that cannot be read, or that is not TOML, is not judged.
pub fn load(dir: &Path) -> Result<Content, Problems> {
    load_over(dir, dir)
}

/// Like [`load`]. Labels and words of tools that `dir` does not have are those of `base`: they know no programme, so
/// that another guide needs its own only where it wants others.
///
/// # Errors
/// As [`load`].
pub fn load_over(base: &Path, dir: &Path) -> Result<Content, Problems> {
    let report = Report::default();
    let mut files = Files::new(dir);
    let guide = files.read("guide.toml", "a file with the structure of the guide", &report);
    let sources_file = files.read("sources.toml", "a file with the sources", &report);
    let sources_root = sources_file.as_ref().map(|file| file.root(&report));
    let sources = sources_root.as_ref().map(Sources::read);
    let mut structure = Structure::default();
    let mut words = Vec::new();
    let mut tools = Vec::new();
    let mut terms = Vec::new();
    if let Some(guide) = &guide {
        structure = Structure::read(&guide.root(&report), sources.as_ref());
        terms = terms::read(&mut files, &structure, sources.as_ref(), &report);
        if let (Some(sources), Some(root)) = (&sources, &sources_root) {
            sources.report_unused(root);
        }
        words = read_languages(&mut files, base, &structure, &guide.name, &report);
        let languages: Vec<_> = structure.languages.iter().map(|(code, _)| code.as_str()).collect();
        tools = tools::read(&mut files, base, &languages, &report);
    }
    report.into_result()?;
    let codes = structure.languages.iter().map(|(code, _)| code);
    Ok(Content {
        files: files.into_paths(),
        languages: codes.zip(&words).map(|(code, (words, ui))| Language::of(code, words, ui)).collect(),
        structure,
        words,
        tools,
        terms,
        sources: sources.as_ref().map(Sources::told).unwrap_or_default(),
    })
}

/// The words and labels of each language; empty ones for files that cannot be read, which is reported.
fn read_languages(
    files: &mut Files<'_>,
    base: &Path,
    structure: &Structure,
    guide: &str,
    report: &Report,
) -> Vec<(Words, Ui)> {
    let mut languages = Vec::new();
    let mut default: Option<File> = None;
    for (position, (code, line)) in structure.languages.iter().enumerate() {
        let expected = format!("a file, since {guide}:{line} names the language");
        let words = files.read(&format!("{code}/guide.toml"), &expected, report);
        let words = words.map(|file| Words::read(&file.root(report), &structure.words, guide));
        let file = files.read_over(base, &format!("{code}/ui.toml"), &expected, report);
        let ui = file.as_ref().map(|file| Ui::read(&file.root(report)));
        if let (Some(file), Some(ui)) = (&file, &ui) {
            let root = file.root(report);
            match (&default, languages.first()) {
                (Some(default), Some((_, model))) => ui.compare(&root, model, &default.name),
                _ => ui.need_text(&root, APP_NAME),
            }
        }
        if position == 0 {
            default = file;
        }
        languages.push((words.unwrap_or_default(), ui.unwrap_or_default()));
    }
    languages
}

impl Language {
    fn of(code: &str, words: &Words, ui: &Ui) -> Self {
        let app = ui.text(APP_NAME).unwrap_or_default();
        let heading = words.text("page.title_start").unwrap_or_default();
        Self {
            code: code.to_owned(),
            title: format!("{app}: {heading}"),
            description: words.text("page.description").unwrap_or_default().to_owned(),
            locale: ui.text("locale").unwrap_or_default().to_owned(),
        }
    }
}

impl Content {
    /// The files that were read, each once: a change in one of them changes the content.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// The languages, at least one, the default first.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The generated Rust file. Equal content gives equal text; it compiles without warnings and needs no `rustfmt`.
    #[must_use]
    pub fn to_rust(&self) -> String {
        rust::write(self)
    }

    /// The words of the tools in one language that the page loads beside their program: for each tool its name, then
    /// its texts in the order of its type, each after a unit separator (U+001F), then a record separator (U+001E).
    #[must_use]
    pub fn tool_words(&self, lang: &str) -> String {
        let Some(position) = self.languages.iter().position(|language| language.code == lang) else {
            return String::new();
        };
        let mut text = String::new();
        for tool in self.tools.iter().filter(|tool| tool.is_sent()) {
            let (Some(words), Some(default)) = (tool.words.get(position), tool.words.first()) else { continue };
            text.push_str(&tool.name);
            for one in rust_ui::texts(words, default) {
                text.push('\u{1f}');
                text.push_str(&one);
            }
            text.push('\u{1e}');
        }
        text
    }

    /// A text of `<lang>/ui.toml`. `key` is that of a text; a form of a plural is `key.one` or `key.other`, a member
    /// of a list `key[1]`, as in [`Problems`]. Placeholders stand as written.
    #[must_use]
    pub fn ui(&self, lang: &str, key: &str) -> Option<&str> {
        self.of(lang)?.1.text(key)
    }

    /// A text of `<lang>/guide.toml` by key path: `page.tagline`, `step-1.actions.sign-in.why`; a form of a plural or
    /// a member of a list as in [`Content::ui`].
    #[must_use]
    pub fn text(&self, lang: &str, path: &str) -> Option<&str> {
        self.of(lang)?.0.text(path)
    }

    fn of(&self, lang: &str) -> Option<&(Words, Ui)> {
        let position = self.languages.iter().position(|language| language.code == lang)?;
        self.words.get(position)
    }
}
