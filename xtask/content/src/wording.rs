//! A value of a words file or of `ui.toml`.

use std::collections::HashMap;

use crate::blocks::Kind;
use crate::plain_text::{Limits, Placeholders, faults, placeholder_names};
use crate::section::Section;
use crate::toml_tree::{Entry, Table, Value};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wording {
    Text(String),
    List(Vec<String>),
    Plural { one: String, other: String },
}

impl Wording {
    /// Reads the wording of a key, of one of the given kinds, and reports what is wrong with its texts. `None` only
    /// if it is of no such kind.
    pub(crate) fn read(section: &Section<'_>, entry: &Entry, kinds: &[Kind], limits: Limits) -> Option<Self> {
        let allowed = |kind| kinds.contains(&kind);
        match &entry.value {
            Value::Text(text) if allowed(Kind::Text) => {
                report_faults(section, entry.line, &entry.key, text, limits);
                Some(Self::Text(text.clone()))
            }
            Value::List(_) if allowed(Kind::List) => Some(read_list(section, entry, limits)),
            Value::Table(table) if allowed(Kind::Plural) => Some(read_plural(section, entry, table, limits)),
            _ => {
                let expected: Vec<_> = kinds.iter().map(|kind| kind.expected()).collect();
                section.wrong_kind(entry, &expected.join(" or "));
                None
            }
        }
    }

    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::List(_) => Kind::List,
            Self::Plural { .. } => Kind::Plural,
        }
    }

    /// The names of its placeholders, each once, in order of first appearance; none for a list.
    pub(crate) fn placeholders(&self) -> Vec<&str> {
        let texts: Vec<&str> = match self {
            Self::Text(text) => vec![text],
            Self::List(_) => vec![],
            Self::Plural { one, other } => vec![one, other],
        };
        let mut names = Vec::new();
        for name in texts.into_iter().flat_map(placeholder_names) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The text that the end of a path names: `` of a text, `[2]` of a list, `.one` of a plural.
    fn part(&self, end: &str) -> Option<&str> {
        match (self, end) {
            (Self::Text(text), "") => Some(text),
            (Self::Plural { one, .. }, ".one") => Some(one),
            (Self::Plural { other, .. }, ".other") => Some(other),
            (Self::List(members), _) => {
                let number: usize = end.strip_prefix('[')?.strip_suffix(']')?.parse().ok()?;
                members.get(number.checked_sub(1)?).map(String::as_str)
            }
            _ => None,
        }
    }
}

/// The text at a path such as `page.tagline`, `page.note[2]` or `page.title_left.one`.
pub(crate) fn find<'w>(wordings: &'w HashMap<String, Wording>, path: &str) -> Option<&'w str> {
    let ends = [path.len()].into_iter().chain(path.rfind(['[', '.']));
    ends.filter_map(|end| path.split_at_checked(end)).find_map(|(start, end)| wordings.get(start)?.part(end))
}

fn report_faults(section: &Section<'_>, line: usize, key: &str, text: &str, limits: Limits) {
    for (what, expected) in faults(text, limits) {
        section.problem(line, key, what, expected);
    }
}

fn read_list(section: &Section<'_>, entry: &Entry, limits: Limits) -> Wording {
    // Only texts and plurals become functions, so nothing would fill in a list's placeholders.
    let placeholders = match limits.placeholders {
        Placeholders::Any => Placeholders::None,
        known => known,
    };
    let limits = Limits { placeholders, ..limits };
    let mut texts = Vec::new();
    if let Value::List(members) = &entry.value {
        if members.is_empty() {
            section.problem(entry.line, &entry.key, "is empty", Kind::List.expected());
        }
        for (position, member) in members.iter().enumerate() {
            let key = format!("{}[{}]", entry.key, position + 1);
            if let Value::Text(text) = &member.value {
                report_faults(section, member.line, &key, text, limits);
                texts.push(text.clone());
            } else {
                let what = format!("is {}", member.value.kind());
                section.problem(member.line, &key, what, "a text");
            }
        }
    }
    Wording::List(texts)
}

fn read_plural(section: &Section<'_>, entry: &Entry, table: &Table, limits: Limits) -> Wording {
    let path = section.path_of(&entry.key);
    let plural = Section { table, path, ..*section };
    plural.only(&["one", "other"]);
    let form = |key: &str| {
        let Some(entry) = plural.entry(key, Kind::Text.expected()) else {
            return String::new();
        };
        let Value::Text(text) = &entry.value else {
            plural.wrong_kind(entry, Kind::Text.expected());
            return String::new();
        };
        report_faults(&plural, entry.line, key, text, limits);
        text.clone()
    };
    Wording::Plural { one: form("one"), other: form("other") }
}
