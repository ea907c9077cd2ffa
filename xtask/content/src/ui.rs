//! `<language>/ui.toml`: labels, buttons and messages.

use std::collections::{HashMap, HashSet};

use crate::blocks::Kind;
use crate::plain_text::{Limits, NAME, Placeholders, is_name, is_reserved};
use crate::section::Section;
use crate::toml_tree::Entry;
use crate::wording::{Wording, find};

/// The labels of one language.
#[derive(Debug, Default)]
pub(crate) struct Ui {
    /// With their lines, distinct, in the order of the file. One of no known kind (reported) has no wording.
    keys: Vec<(String, usize)>,
    wordings: HashMap<String, Wording>,
}

impl Ui {
    pub(crate) fn read(root: &Section<'_>) -> Self {
        let limits = Limits { placeholders: Placeholders::Any, max_chars: None };
        let mut ui = Self::default();
        for entry in &root.table.entries {
            if !is_name(&entry.key) || is_reserved(&entry.key) {
                root.problem(entry.line, &entry.key, "is not a name", NAME);
            }
            let kinds = [Kind::Text, Kind::List, Kind::Plural];
            if let Some(wording) = Wording::read(root, entry, &kinds, limits) {
                ui.wordings.insert(entry.key.clone(), wording);
            }
            ui.keys.push((entry.key.clone(), entry.line));
        }
        ui
    }

    /// Keys and wordings in the order of the file.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Wording)> {
        let pair = |(key, _): &'_ (String, usize)| self.wordings.get_key_value(key);
        let pairs = self.keys.iter().filter_map(pair);
        pairs.map(|(key, wording)| (key.as_str(), wording))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Wording> {
        self.wordings.get(key)
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        find(&self.wordings, path)
    }

    /// Reports if a key that the build itself needs is not a plain text.
    pub(crate) fn need_text(&self, root: &Section<'_>, key: &str) {
        let expected = "a text without placeholders, which starts the page’s title";
        if let Some(entry) = root.entry(key, expected)
            && let Some(wording) = self.wordings.get(key)
            && (wording.kind() != Kind::Text || !wording.placeholders().is_empty())
        {
            root.problem(entry.line, key, "is something else", expected);
        }
    }

    /// Reports where these labels differ in shape from those of the default language, which define the fields.
    pub(crate) fn compare(&self, root: &Section<'_>, default: &Self, default_file: &str) {
        let known: Vec<&str> = default.keys.iter().map(|(key, _)| key.as_str()).collect();
        let names: HashSet<&str> = known.iter().copied().collect();
        let is_unknown = |entry: &&Entry| !names.contains(entry.key.as_str());
        let unknown = root.table.entries.iter().filter(is_unknown);
        for (position, entry) in unknown.enumerate() {
            root.unknown_key(entry, position, &known, format!("a key of {default_file}"));
        }
        for (key, line) in &default.keys {
            let model = default.get(key);
            let Some(entry) = root.table.get(key) else {
                let kind = model.map_or("it", |model| model.kind().expected());
                let expected = format!("{kind} as in {default_file}:{line}");
                root.problem(1, key, "missing", expected);
                continue;
            };
            if let (Some(wording), Some(model)) = (self.get(key), model)
                && let Some((what, expected)) = difference(wording, model)
            {
                let expected = format!("{expected} as in {default_file}:{line}");
                root.problem(entry.line, key, what, expected);
            }
        }
    }
}

fn difference(wording: &Wording, model: &Wording) -> Option<(String, String)> {
    if wording.kind() != model.kind() {
        let what = format!("is {}", wording.kind().expected());
        return Some((what, model.kind().expected().to_owned()));
    }
    let sorted = |wording: &Wording| {
        let mut names: Vec<_> = wording.placeholders().iter().map(|n| format!("{{{n}}}")).collect();
        names.sort();
        match names.as_slice() {
            [] => "no placeholders".to_owned(),
            names => format!("the placeholders {}", names.join(", ")),
        }
    };
    let (own, expected) = (sorted(wording), sorted(model));
    (own != expected).then(|| (format!("has {own}"), expected))
}
