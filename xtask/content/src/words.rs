//! `<language>/guide.toml`: the words of the guide, measured against what the structure asks for.

use std::collections::{HashMap, HashSet};

use crate::blocks::Rule;
use crate::outline::{Asked, Group, Leaf, Outline};
use crate::plain_text::{Limits, Placeholders};
use crate::section::{Section, one_of};
use crate::toml_tree::Entry;
use crate::wording::{Wording, find};

/// The words of one language by key path: `step-1.actions.sign-in.why`.
#[derive(Debug, Default)]
pub(crate) struct Words(HashMap<String, Wording>);

impl Words {
    /// Reads a words file and reports where it is not what `outline` asks for, naming the lines of `structure_file`.
    pub(crate) fn read(root: &Section<'_>, outline: &Group, structure_file: &str) -> Self {
        let mut words = Self::default();
        words.read_group(root, outline, structure_file);
        words
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Wording> {
        self.0.get(path)
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        find(&self.0, path)
    }

    fn read_group(&mut self, section: &Section<'_>, group: &Group, structure_file: &str) {
        let mut known = 0;
        for (key, outline) in &group.keys {
            let Some(entry) = section.table.get(key) else {
                report_missing(section, key, outline, structure_file);
                continue;
            };
            known += 1;
            match outline {
                Outline::Group(group) => {
                    if let Some(section) = section.sub_table(entry) {
                        self.read_group(&section, group, structure_file);
                    }
                }
                Outline::Leaf(leaf) => self.read_leaf(section, entry, leaf, structure_file),
            }
        }
        if known < section.table.entries.len() {
            report_unknown(section, group);
        }
    }

    fn read_leaf(&mut self, section: &Section<'_>, entry: &Entry, leaf: &Leaf, structure_file: &str) {
        if let Asked::Unsourced(line) = leaf.asked {
            let expected = format!("an entry for it in `from` at {structure_file}:{line}");
            section.problem(entry.line, &entry.key, "has no source", expected);
        }
        let limits = Limits {
            placeholders: leaf.rule.placeholder.map_or(Placeholders::None, Placeholders::Only),
            max_chars: leaf.rule.max_chars,
        };
        if let Some(wording) = Wording::read(section, entry, &[leaf.rule.kind], limits) {
            check_members(section, entry, &wording, leaf.rule);
            self.0.insert(section.path_of(&entry.key), wording);
        }
    }
}

fn check_members(section: &Section<'_>, entry: &Entry, wording: &Wording, rule: Rule) {
    if let (Wording::List(texts), Some(count)) = (wording, rule.members)
        && texts.len() != count
    {
        let what = format!("has {} texts", texts.len());
        section.problem(entry.line, &entry.key, what, format!("exactly {count}"));
    }
}

fn report_unknown(section: &Section<'_>, group: &Group) {
    let known: Vec<&str> = group.keys.iter().map(|(key, _)| key.as_str()).collect();
    let keys: HashSet<&str> = known.iter().copied().collect();
    let is_unknown = |entry: &&Entry| !keys.contains(entry.key.as_str());
    let unknown = section.table.entries.iter().filter(is_unknown);
    for (position, entry) in unknown.enumerate() {
        section.unknown_key(entry, position, &known, one_of(&known));
    }
}

fn report_missing(section: &Section<'_>, key: &str, outline: &Outline, structure_file: &str) {
    let expected = match outline {
        Outline::Group(group) => {
            format!("a table, since {structure_file}:{} asks for it", group.line)
        }
        Outline::Leaf(leaf) => {
            let kind = leaf.rule.kind.expected();
            match leaf.asked {
                Asked::Sourced(line) => {
                    format!("{kind}, since {structure_file}:{line} names its source")
                }
                Asked::Named(line) => format!("{kind}, since {structure_file}:{line} names it"),
                Asked::Unsourced(_) => return,
            }
        }
    };
    section.problem(section.table.line, key, "missing", expected);
}
