//! TOML as a tree that knows the line of every key and value.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::Report;

/// A table. `line` is that of its header or opening brace, 1 for the whole file; entries are in the order of the file.
#[derive(Debug)]
pub(crate) struct Table {
    pub line: usize,
    pub entries: Vec<Entry>,
    /// Positions of the entries, in the order of their keys.
    by_key: Vec<usize>,
}

/// A key with its value. `line` is that of the key.
#[derive(Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub line: usize,
    pub value: Value,
}

/// A member of a list.
#[derive(Debug)]
pub(crate) struct Member {
    pub line: usize,
    pub value: Value,
}

/// A value. Only what the content format uses is kept; anything else is known by the name of its kind.
#[derive(Debug)]
pub(crate) enum Value {
    Text(String),
    /// As written in decimal digits, which may be more than an integer type holds.
    Integer(String),
    /// `2026-11-22`: a date without a time.
    Date(String),
    List(Vec<Member>),
    Table(Table),
    Other(&'static str),
}

impl Value {
    /// What it is, to follow "is": "a text".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Integer(_) => "an integer",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }

    /// The text, if it is one.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts in a list; none if it is none.
    pub(crate) fn texts(&self) -> Vec<String> {
        match self {
            Self::List(members) => members.iter().filter_map(|one| one.value.as_text()).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }
}

impl Table {
    /// Reads a file's text. Syntax errors are reported, the first of a line, on a few lines: more are mostly
    /// consequences. Then there is no table, as parts of it may be lost.
    pub(crate) fn parse(file: &str, text: &str, report: &Report) -> Option<Self> {
        const LINES: usize = 5;
        let lines = Lines::of(text);
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut first = BTreeMap::new();
        for error in &errors {
            let line = error.span().map_or(lines.last(), |span| lines.line(span.start));
            first.entry(line).or_insert_with(|| error.message());
        }
        for (line, message) in first.iter().take(LINES) {
            let (what, expected) = message.split_once(", expected ").unwrap_or((message, "a file that TOML allows"));
            report.add((file, *line), "(syntax)", what, expected);
        }
        errors.is_empty().then(|| lines.table(1, root.into_inner()))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        let key_at = |at: &usize| self.entries.get(*at).map_or("", |entry| entry.key.as_str());
        let found = self.by_key.binary_search_by(|at| key_at(at).cmp(key)).ok()?;
        self.entries.get(*self.by_key.get(found)?)
    }
}

/// Where each line of a text starts, to find the line of a byte without counting again.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }

    fn last(&self) -> usize {
        self.0.len()
    }

    fn table(&self, line: usize, table: DeTable<'_>) -> Table {
        // The parser gives the pairs in the order of their keys.
        let mut pairs: Vec<_> = table.into_iter().enumerate().collect();
        pairs.sort_by_key(|(_, (key, _))| key.span().start);
        let mut by_key = vec![0; pairs.len()];
        let mut entries = Vec::with_capacity(pairs.len());
        for (position, (rank, (key, value))) in pairs.into_iter().enumerate() {
            if let Some(at) = by_key.get_mut(rank) {
                *at = position;
            }
            entries.push(Entry {
                line: self.line(key.span().start),
                key: key.into_inner().into_owned(),
                value: self.value(value),
            });
        }
        Table { line, entries, by_key }
    }

    fn value(&self, value: Spanned<DeValue<'_>>) -> Value {
        let line = self.line(value.span().start);
        match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) if number.radix() == 10 => Value::Integer(number.as_str().to_owned()),
            DeValue::Integer(_) => Value::Other("an integer in other than decimal digits"),
            DeValue::Float(_) => Value::Other("a number with a fraction"),
            DeValue::Boolean(_) => Value::Other("true or false"),
            DeValue::Datetime(date) if date.date.is_some() && date.time.is_none() => Value::Date(date.to_string()),
            DeValue::Datetime(_) => Value::Other("a time"),
            DeValue::Array(members) => Value::List(
                members
                    .into_iter()
                    .map(|member| Member { line: self.line(member.span().start), value: self.value(member) })
                    .collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(line, table)),
        }
    }
}
