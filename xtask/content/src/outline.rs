//! The keys that every words file must have: what the structure asks of the writers.

use crate::blocks::{Block, Need, Rule};
use crate::section::Section;
use crate::sources::{Sources, read_sources};

/// A table of a words file. `line` is where `guide.toml` asks for it; keys are distinct.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub line: usize,
    pub keys: Vec<(String, Outline)>,
}

#[derive(Debug)]
pub(crate) enum Outline {
    Group(Group),
    Leaf(Leaf),
}

/// One text block.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub rule: Rule,
    pub asked: Asked,
    /// Ids.
    pub sources: Vec<String>,
}

/// Whether `guide.toml` asks for a block, and on which line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked {
    /// A `from` entry on this line names its source.
    Sourced(usize),
    /// A party or place: a name on this line, which needs no source of its own.
    Named(usize),
    /// The block may exist, but no `from` entry names its source; the one to add belongs on this line.
    Unsourced(usize),
}

impl Group {
    pub(crate) fn new(line: usize) -> Self {
        let keys = Vec::new();
        Self { line, keys }
    }

    /// A group that the key of a section asks for.
    pub(crate) fn asked_by(section: &Section<'_>, key: &str) -> Self {
        Self::new(section.table.get(key).map_or(section.table.line, |entry| entry.line))
    }

    /// Adds a table, unless it would be empty: then words files have no such table.
    pub(crate) fn add(&mut self, key: impl Into<String>, group: Group) {
        if !group.keys.is_empty() {
            self.keys.push((key.into(), Outline::Group(group)));
        }
    }

    /// Adds the name of a party or place.
    pub(crate) fn add_name(&mut self, id: &str, line: usize) {
        let asked = Asked::Named(line);
        let (rule, sources) = (Rule::TEXT, Vec::new());
        self.keys.push((id.to_owned(), Outline::Leaf(Leaf { rule, asked, sources })));
    }

    /// Adds the blocks of an entity, as the `from` table in its section has them.
    pub(crate) fn add_blocks(
        &mut self,
        section: &Section<'_>,
        blocks: &[Block],
        builds: bool,
        sources: Option<&Sources>,
    ) {
        let asked = |block: &Block| block.need != Need::IfBuilds || builds;
        let keys: Vec<&str> = blocks.iter().filter(|b| asked(b)).map(|b| b.key).collect();
        let from = section.table("from");
        if let Some(from) = &from {
            from.only(&keys);
        }
        for block in blocks {
            let entry = from.as_ref().and_then(|from| from.table.get(block.key));
            let mut read = Vec::new();
            if let Some(from) = &from {
                let expected = "the id of its source, or a list of ids";
                match entry {
                    Some(_) => read = read_sources(from, block.key, sources),
                    None if block.need != Need::Optional && asked(block) => {
                        from.problem(from.table.line, block.key, "missing", expected);
                    }
                    None => {}
                }
            }
            let home = from.as_ref().map_or(section.table.line, |from| from.table.line);
            let asked = entry.map_or(Asked::Unsourced(home), |entry| Asked::Sourced(entry.line));
            let leaf = Outline::Leaf(Leaf { rule: block.rule, asked, sources: read });
            self.keys.push((block.key.to_owned(), leaf));
        }
    }

    /// Adds the blocks of an entity whose `from` is one source for all of them.
    pub(crate) fn add_blocks_of_one_source(
        &mut self,
        section: &Section<'_>,
        blocks: &[Block],
        sources: Option<&Sources>,
    ) {
        let entry = section.entry("from", "the id of its source, or a list of ids");
        let read = read_sources(section, "from", sources);
        let asked = entry.map_or(Asked::Unsourced(section.table.line), |entry| Asked::Sourced(entry.line));
        for block in blocks {
            let leaf = Outline::Leaf(Leaf { rule: block.rule, asked, sources: read.clone() });
            self.keys.push((block.key.to_owned(), leaf));
        }
    }

    /// All blocks with sources: where they stand (`step-1.actions.sign-in`), their key there, and the ids.
    pub(crate) fn origins(&self) -> Vec<(String, &str, &[String])> {
        let mut found = Vec::new();
        self.add_origins("", &mut found);
        found
    }

    fn add_origins<'a>(&'a self, path: &str, found: &mut Vec<(String, &'a str, &'a [String])>) {
        for (key, outline) in &self.keys {
            match outline {
                Outline::Leaf(leaf) if leaf.sources.is_empty() => {}
                Outline::Leaf(leaf) => found.push((path.to_owned(), key, &leaf.sources)),
                Outline::Group(group) if path.is_empty() => group.add_origins(key, found),
                Outline::Group(group) => group.add_origins(&format!("{path}.{key}"), found),
            }
        }
    }
}
