//! Where the texts come from: `sources.toml`, and the references to it.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::section::{Reference, Section};
use crate::toml_tree::Value;

const A_SOURCE: &str = "the id of a source in sources.toml";

/// The sources by id.
#[derive(Debug)]
pub(crate) struct Sources(BTreeMap<String, Source>);

#[derive(Debug)]
struct Source {
    line: usize,
    /// An article or a document: a derived source may rest on it.
    is_original: bool,
    used: Cell<bool>,
    told: Told,
}

/// What a visitor may be told of a source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub id: String,
    /// `article`, `document`, `derived`, `own`.
    pub kind: String,
    pub text: String,
    /// Of a document.
    pub place: Option<String>,
    /// Ids, of what is derived.
    pub rests_on: Vec<String>,
}

impl Sources {
    /// Reads `sources.toml` and reports what is wrong in it, but for [`Self::report_unused`].
    pub(crate) fn read(root: &Section<'_>) -> Self {
        root.only(&["source"]);
        if root.table.get("source").is_none() {
            root.problem(1, "source", "missing", "`[[source]]` tables");
        }
        let mut sources = Self(BTreeMap::new());
        let mut derived = Vec::new();
        for section in root.tables("source") {
            let kind = section.choice("kind", &["article", "document", "derived", "own"]);
            let section = match section.id(|c| matches!(c, 'a'..='z' | '0'..='9' | '.' | '-')) {
                Some(id) => {
                    sources.add(&section, id, kind);
                    section.named(format!("source.{id}"))
                }
                None => section,
            };
            section.text("text", "the text of the source");
            match kind {
                Some("document") => section.only(&["id", "kind", "text", "where"]),
                Some("derived") => section.only(&["id", "kind", "text", "rests_on"]),
                Some(_) => section.only(&["id", "kind", "text"]),
                None => section.only(&["id", "kind", "text", "where", "rests_on"]),
            }
            if section.table.get("where").is_some() {
                section.text("where", "where the document is found");
            }
            if kind == Some("derived") {
                derived.push(section);
            }
        }
        for section in &derived {
            sources.check_derived(section);
        }
        sources
    }

    fn add(&mut self, section: &Section<'_>, id: &str, kind: Option<&str>) {
        let line = section.table.line;
        let earlier = self.0.get(id).map(|source| source.line);
        if section.is_duplicate(id, earlier) {
            return;
        }
        let text = |key| section.table.get(key).and_then(|entry| entry.value.as_text()).map(str::to_owned);
        let told = Told {
            id: id.to_owned(),
            kind: kind.unwrap_or_default().to_owned(),
            text: text("text").unwrap_or_default(),
            place: text("where"),
            rests_on: section.table.get("rests_on").map_or_else(Vec::new, |entry| entry.value.texts()),
        };
        let is_original = matches!(kind, Some("article" | "document") | None);
        self.0.insert(id.to_owned(), Source { line, is_original, used: Cell::new(false), told });
    }

    fn check_derived(&self, section: &Section<'_>) {
        let expected = "a list of ids of article or document sources";
        for reference in section.some_references("rests_on", expected) {
            match self.0.get(reference.id) {
                None => section.unknown_reference(&reference, "source", A_SOURCE),
                Some(source) => {
                    source.used.set(true);
                    if !source.is_original {
                        let what = format!("`{}` is neither article nor document", reference.id);
                        let at = (section.file, reference.line);
                        let expected = "the id of a source that is";
                        section.report.add(at, &reference.path, what, expected);
                    }
                }
            }
        }
    }

    /// Reports the sources that nothing was read from. To be asked after every reference has been read.
    pub(crate) fn report_unused(&self, root: &Section<'_>) {
        for (id, source) in &self.0 {
            if !source.used.get() {
                let key = format!("source.{id}");
                let expected = "a use in guide.toml or terms.md, or no such source";
                root.problem(source.line, &key, "is not used", expected);
            }
        }
    }

    /// What can be told of all of them, by id.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.0.values().map(|source| source.told.clone()).collect()
    }

    /// Whether there is a source of this id; if so, it is used.
    pub(crate) fn take(&self, id: &str) -> bool {
        let source = self.0.get(id);
        source.inspect(|source| source.used.set(true)).is_some()
    }

    fn check(&self, section: &Section<'_>, reference: &Reference<'_>) {
        match self.0.get(reference.id) {
            Some(source) => source.used.set(true),
            None => section.unknown_reference(reference, "source", A_SOURCE),
        }
    }
}

/// Reads the sources under `key`: an id, or a list of ids. Without sources (their file is unreadable, which is
/// reported) only the form is checked. Gives the ids.
pub(crate) fn read_sources(section: &Section<'_>, key: &str, sources: Option<&Sources>) -> Vec<String> {
    let expected = "the id of its source, or a list of ids";
    let Some(entry) = section.table.get(key) else {
        return Vec::new();
    };
    let references = match &entry.value {
        Value::Text(id) => vec![Reference { id, line: entry.line, path: section.path_of(key) }],
        Value::List(_) => section.some_references(key, expected),
        _ => {
            section.wrong_kind(entry, expected);
            return Vec::new();
        }
    };
    if let Some(sources) = sources {
        for reference in &references {
            sources.check(section, reference);
        }
    }
    references.into_iter().map(|reference| reference.id.to_owned()).collect()
}
