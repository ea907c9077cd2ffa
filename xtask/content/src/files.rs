//! The files under the content folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::problem::Report;
use crate::section::Section;
use crate::toml_tree::Table;

/// A file that is TOML.
pub(crate) struct File {
    /// As problems name it: `content/nl/guide.toml`.
    pub name: String,
    table: Table,
}

impl File {
    pub(crate) fn root<'a>(&'a self, report: &'a Report) -> Section<'a> {
        Section { table: &self.table, path: String::new(), file: &self.name, report }
    }
}

/// Reads files and remembers which.
pub(crate) struct Files<'a> {
    dir: &'a Path,
    read: Vec<PathBuf>,
}

impl<'a> Files<'a> {
    pub(crate) fn new(dir: &'a Path) -> Self {
        let read = Vec::new();
        Self { dir, read }
    }

    /// The folder itself.
    pub(crate) fn dir(&self) -> &'a Path {
        self.dir
    }

    /// Reads a file by its path under the folder, with `/`. Reports if there is none to read, or no TOML in it.
    pub(crate) fn read(&mut self, path: &str, expected: &str, report: &Report) -> Option<File> {
        self.read_at(self.dir.join(path), expected, report)
    }

    /// Like [`Files::read`]; the file below `base` if the folder has none.
    pub(crate) fn read_over(&mut self, base: &Path, path: &str, expected: &str, report: &Report) -> Option<File> {
        let own = self.dir.join(path);
        let full = if own.is_file() { own } else { base.join(path) };
        self.read_at(full, expected, report)
    }

    fn read_at(&mut self, full: PathBuf, expected: &str, report: &Report) -> Option<File> {
        let name = full.display().to_string().replace('\\', "/");
        let content = fs::read_to_string(&full);
        self.read.push(full);
        match content {
            Ok(text) => {
                let table = Table::parse(&name, &text, report)?;
                Some(File { name, table })
            }
            Err(error) => {
                let (what, expected) = match error.kind() {
                    ErrorKind::NotFound => ("missing".to_owned(), expected),
                    ErrorKind::InvalidData => ("is not UTF-8".to_owned(), "a text file"),
                    _ => (format!("cannot be read ({error})"), expected),
                };
                report.add((&name, 1), "(file)", what, expected);
                None
            }
        }
    }

    /// The name of a file that may be absent, and its text. Reports one that is there but cannot be read.
    pub(crate) fn read_text(&mut self, path: &str, report: &Report) -> (String, Option<String>) {
        let full = self.dir.join(path);
        let name = full.display().to_string().replace('\\', "/");
        if !full.exists() {
            return (name, None);
        }
        let text = fs::read_to_string(&full);
        self.read.push(full);
        if let Err(error) = &text {
            report.add((&name, 1), "(file)", format!("cannot be read ({error})"), "a text file");
        }
        (name, text.ok())
    }

    pub(crate) fn into_paths(self) -> Vec<PathBuf> {
        self.read
    }
}
