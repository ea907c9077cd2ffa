//! A small guide that is right, in a folder of its own, to be broken in one place.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

use partnerpad_content::{Content, load};

const FILES: [(&str, &str); 6] = [
    ("guide.toml", include_str!("minimal/guide.toml")),
    ("sources.toml", include_str!("minimal/sources.toml")),
    ("nl/guide.toml", include_str!("minimal/nl/guide.toml")),
    ("nl/ui.toml", include_str!("minimal/nl/ui.toml")),
    ("en/guide.toml", include_str!("minimal/en/guide.toml")),
    ("en/ui.toml", include_str!("minimal/en/ui.toml")),
];

/// A content folder; gone when dropped.
pub struct Guide {
    pub dir: PathBuf,
}

impl Drop for Guide {
    fn drop(&mut self) {
        // A folder left behind among the temporary ones is no reason to fail.
        let _ = fs::remove_dir_all(&self.dir);
    }
}

impl Guide {
    pub fn minimal() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let dir = env::temp_dir().join(format!("partnerpad-content-{}-{count}", process::id()));
        let guide = Self { dir };
        for (file, text) in FILES {
            guide.write(file, text);
        }
        guide
    }

    /// A guide with one change: `old`, which stands in the file exactly once, becomes `new`.
    pub fn with(file: &str, old: &str, new: &str) -> Self {
        Self::minimal().and(file, old, new)
    }

    /// One more change.
    pub fn and(self, file: &str, old: &str, new: &str) -> Self {
        self.change(file, old, new);
        self
    }

    pub fn change(&self, file: &str, old: &str, new: &str) {
        assert_eq!(self.read(file).matches(old).count(), 1, "{old} in {file}");
        self.replace_all(file, old, new);
    }

    pub fn replace_all(&self, file: &str, old: &str, new: &str) {
        self.write(file, &self.read(file).replace(old, new));
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.dir.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.dir.join(file)).unwrap_or_default()
    }

    pub fn content(&self) -> Content {
        load(&self.dir).unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// The lines that `load` reports, with paths from the content folder on.
    pub fn problems(&self) -> String {
        let problems = load(&self.dir).err().map_or(String::new(), |problems| problems.to_string());
        let dir = self.dir.display().to_string().replace('\\', "/");
        problems.replace(&format!("{dir}/"), "")
    }

    /// Asserts that exactly these problems are reported: file, a mark that stands on the line, and the rest. `@mark@`
    /// in the rest stands for the line of that mark in `guide.toml`.
    pub fn reports(&self, expected: &[(&str, &str, &str)]) {
        let expected: Vec<String> = expected
            .iter()
            .map(|(file, mark, rest)| {
                let line = self.line(file, mark);
                format!("{file}:{line}: {}", self.with_lines(rest))
            })
            .collect();
        assert_eq!(self.problems(), expected.join("\n"));
    }

    pub fn with_lines(&self, rest: &str) -> String {
        match rest.split('@').collect::<Vec<_>>().as_slice() {
            [before, mark, after] => {
                format!("{before}guide.toml:{}{after}", self.line("guide.toml", mark))
            }
            _ => rest.to_owned(),
        }
    }

    /// The line of the first occurrence of a mark; 1 for the empty one.
    pub fn line(&self, file: &str, mark: &str) -> usize {
        let text = self.read(file);
        let at = text.find(mark).unwrap_or_else(|| panic!("{mark} in {file}"));
        text[..at].matches('\n').count() + 1
    }
}
