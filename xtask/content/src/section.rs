//! Reading one table of a file: its values by key, with a problem for each that is not as it should be.

use std::collections::HashMap;

use crate::nearest::nearest;
use crate::problem::Report;
use crate::toml_tree::{Entry, Table, Value};

/// More misspelled keys than this in one table are not worth a guess each, which would cost (keys of the table)².
const GUESSES: usize = 20;

/// A table, where it stands, and where to report.
#[derive(Clone)]
pub(crate) struct Section<'a> {
    pub table: &'a Table,
    /// The key path as problems name it; empty for a whole file.
    pub path: String,
    pub file: &'a str,
    pub report: &'a Report,
}

/// A text that names something elsewhere.
pub(crate) struct Reference<'a> {
    pub id: &'a str,
    pub line: usize,
    pub path: String,
}

impl<'a> Section<'a> {
    /// The path of a key in here.
    pub(crate) fn path_of(&self, key: &str) -> String {
        match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        }
    }

    pub(crate) fn problem(&self, line: usize, key: &str, what: impl Into<String>, expected: impl Into<String>) {
        self.report.add((self.file, line), self.path_of(key), what, expected);
    }

    /// The same section under the path that names it by its id.
    pub(crate) fn named(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Reports the keys that are not known here.
    pub(crate) fn only(&self, known: &[&str]) {
        let unknown = |entry: &&Entry| !known.contains(&entry.key.as_str());
        for (position, entry) in self.table.entries.iter().filter(unknown).enumerate() {
            self.unknown_key(entry, position, known, one_of(known));
        }
    }

    /// Reports a key as unknown: the `position`th of its table, counted from 0. It was probably meant to be a known
    /// one that the table lacks.
    pub(crate) fn unknown_key(&self, entry: &Entry, position: usize, known: &[&str], expected: impl Into<String>) {
        let lacking = known.iter().copied().filter(|key| self.table.get(key).is_none());
        let guess = match position {
            0..GUESSES => nearest(&entry.key, lacking),
            _ => None,
        };
        let what = match guess {
            Some(guess) => format!("unknown key (did you mean `{guess}`?)"),
            None => "unknown key".to_owned(),
        };
        self.problem(entry.line, &entry.key, what, expected);
    }

    /// The entry of a required key.
    pub(crate) fn entry(&self, key: &str, expected: &str) -> Option<&'a Entry> {
        let entry = self.table.get(key);
        if entry.is_none() {
            self.problem(self.table.line, key, "missing", expected);
        }
        entry
    }

    /// The entry of a required key whose value is not the empty list.
    pub(crate) fn some_entry(&self, key: &str, expected: &str) -> Option<&'a Entry> {
        let entry = self.entry(key, expected)?;
        if matches!(&entry.value, Value::List(members) if members.is_empty()) {
            self.problem(entry.line, key, "is empty", expected);
        }
        Some(entry)
    }

    pub(crate) fn wrong_kind(&self, entry: &Entry, expected: &str) {
        let what = format!("is {}", entry.value.kind());
        self.problem(entry.line, &entry.key, what, expected);
    }

    /// A required text of the structure: not empty, no blanks around it.
    pub(crate) fn text(&self, key: &str, expected: &str) -> Option<&'a str> {
        let entry = self.entry(key, expected)?;
        let Value::Text(text) = &entry.value else {
            self.wrong_kind(entry, expected);
            return None;
        };
        if text.trim().is_empty() {
            self.problem(entry.line, key, "is empty", expected);
            return None;
        }
        if text.trim() != text {
            let without = format!("{expected} without blanks around it");
            self.problem(entry.line, key, "has blanks around it", without);
            return None;
        }
        Some(text)
    }

    /// A required text that is one of a few words.
    pub(crate) fn choice(&self, key: &str, choices: &[&str]) -> Option<&'a str> {
        let expected = one_of(choices);
        let text = self.text(key, &expected)?;
        if choices.contains(&text) {
            return Some(text);
        }
        let line = self.table.get(key).map_or(self.table.line, |entry| entry.line);
        self.problem(line, key, format!("unknown value `{text}`"), expected);
        None
    }

    /// A required table.
    pub(crate) fn table(&self, key: &str) -> Option<Self> {
        let entry = self.entry(key, "a table")?;
        self.sub_table(entry)
    }

    /// The entry as a section.
    pub(crate) fn sub_table(&self, entry: &'a Entry) -> Option<Self> {
        let Value::Table(table) = &entry.value else {
            self.wrong_kind(entry, "a table");
            return None;
        };
        let path = self.path_of(&entry.key);
        Some(Self { table, path, ..*self })
    }

    /// The tables of a `[[key]]`, none if there is no such key. Their paths are `key[1]`, `key[2]`, …
    pub(crate) fn tables(&self, key: &str) -> Vec<Self> {
        let expected = format!("`[[{key}]]` tables");
        let Some(entry) = self.table.get(key) else {
            return Vec::new();
        };
        let Value::List(members) = &entry.value else {
            self.wrong_kind(entry, &expected);
            return Vec::new();
        };
        let mut sections = Vec::new();
        for (position, member) in members.iter().enumerate() {
            let key = format!("{key}[{}]", position + 1);
            match &member.value {
                Value::Table(table) => {
                    let path = self.path_of(&key);
                    sections.push(Self { table, path, ..*self });
                }
                other => {
                    self.problem(member.line, &key, format!("is {}", other.kind()), &expected);
                }
            }
        }
        sections
    }

    /// How many members the list under `key` has, 0 if there is none.
    pub(crate) fn member_count(&self, key: &str) -> usize {
        match self.table.get(key).map(|entry| &entry.value) {
            Some(Value::List(members)) => members.len(),
            _ => 0,
        }
    }

    /// The ids in a list, each once; a key that is not there gives none.
    pub(crate) fn references(&self, key: &str, expected: &str) -> Vec<Reference<'a>> {
        let Some(entry) = self.table.get(key) else {
            return Vec::new();
        };
        let Value::List(members) = &entry.value else {
            self.wrong_kind(entry, expected);
            return Vec::new();
        };
        let mut first: HashMap<&str, usize> = HashMap::new();
        let mut references = Vec::new();
        for (position, member) in members.iter().enumerate() {
            let key = format!("{key}[{}]", position + 1);
            let Value::Text(id) = &member.value else {
                let what = format!("is {}", member.value.kind());
                self.problem(member.line, &key, what, "an id in quotes");
                continue;
            };
            if first.insert(id, position).is_some() {
                let what = format!("`{id}` stands here twice");
                self.problem(member.line, &key, what, "each id once");
                continue;
            }
            let (line, path) = (member.line, self.path_of(&key));
            references.push(Reference { id, line, path });
        }
        references
    }

    /// Like [`Self::references`], for a required list with at least one id.
    pub(crate) fn some_references(&self, key: &str, expected: &str) -> Vec<Reference<'a>> {
        self.some_entry(key, expected);
        self.references(key, expected)
    }

    /// Reports a reference to something that is not there.
    pub(crate) fn unknown_reference(&self, reference: &Reference<'_>, kind: &str, expected: &str) {
        let what = format!("unknown {kind} `{}`", reference.id);
        self.report.add((self.file, reference.line), &reference.path, what, expected);
    }
}

/// "one of `a`, `b`"; a long list is cut.
pub(crate) fn one_of(known: &[&str]) -> String {
    const SHOWN: usize = 16;
    let names: Vec<String> = known.iter().take(SHOWN).map(|key| format!("`{key}`")).collect();
    let more = if known.len() > SHOWN { ", …" } else { "" };
    match names.as_slice() {
        [] => "no key here".to_owned(),
        [name] => name.clone(),
        names => format!("one of {}{more}", names.join(", ")),
    }
}
