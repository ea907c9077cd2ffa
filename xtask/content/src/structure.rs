//! `guide.toml`: what there is, in which order, and who does it. No words.

use std::collections::{HashMap, HashSet};

use crate::blocks::{INTRO, PAGE, WAY};
use crate::outline::Group;
use crate::section::{Reference, Section, one_of};
use crate::sources::{Sources, read_sources};
use crate::steps::{Milestone, Step, read_milestones, read_steps};
use crate::toml_tree::Value;

/// All tools that the page has.
const TOOLS: [&str; 6] = ["certification", "terms", "embed", "reminders", "files", "overview"];

/// The checked structure. References to parties and steps are positions, references to places are ids.
///
/// Where something was wrong it is left out, so that reading can go on; [`crate::load`] gives none of that away.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    pub id: String,
    /// `2026-11-22`.
    pub checked: String,
    /// Codes, the default first, each with its line.
    pub languages: Vec<(String, usize)>,
    pub parties: Vec<String>,
    pub ways: Vec<Way>,
    pub steps: Vec<Step>,
    pub milestones: Vec<Milestone>,
    /// Ids of tools, each with the ids of what it rests on.
    pub tools: Vec<(String, Vec<String>)>,
    /// What each words file must have.
    pub words: Group,
}

/// A way to buy, drawn as two boxes.
#[derive(Debug)]
pub(crate) struct Way {
    pub id: String,
    pub linked: bool,
}

/// What entities can refer to.
pub(crate) struct Known<'a> {
    pub sources: Option<&'a Sources>,
    pub parties: HashMap<&'a str, usize>,
    pub places: HashSet<&'a str>,
    pub step_count: usize,
}

impl Structure {
    /// Reads `guide.toml` and reports what is wrong in it.
    pub(crate) fn read(root: &Section<'_>, sources: Option<&Sources>) -> Self {
        root.only(&["id", "languages", "checked", "from", "party", "place", "intro", "step", "milestone", "tool"]);
        let mut words = Group::new(1);
        let mut page = Group::asked_by(root, "from");
        page.add_blocks(root, PAGE, false, sources);
        words.add("page", page);
        let parties = read_parties(root, &mut words);
        let places = read_places(root, &mut words, sources);
        let known = Known {
            sources,
            parties: parties.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
            places: places.into_iter().collect(),
            step_count: root.member_count("step"),
        };
        let (id, checked) = (root.id(is_id_char).unwrap_or_default().to_owned(), read_checked(root));
        let (languages, ways) = (read_languages(root), read_intro(root, &mut words, sources));
        let steps = read_steps(root, &mut words, &known);
        Self {
            id,
            checked,
            languages,
            ways,
            milestones: read_milestones(root, &mut words, &known, &steps),
            steps,
            parties: parties.into_iter().map(str::to_owned).collect(),
            tools: read_tools(root, sources),
            words,
        }
    }
}

/// The characters of every id but those of sources.
pub(crate) fn is_id_char(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '-')
}

impl<'a> Section<'a> {
    /// The required `id`, even if characters in it are reported as wrong: words files may use it all the same.
    pub(crate) fn id(&self, allowed: fn(char) -> bool) -> Option<&'a str> {
        let expected = match allowed('.') {
            true => "an id of a-z, 0-9, `-` and `.`",
            false => "an id of a-z, 0-9 and `-`",
        };
        let entry = self.entry("id", expected)?;
        let Value::Text(id) = &entry.value else {
            self.wrong_kind(entry, expected);
            return None;
        };
        if id.is_empty() || !id.chars().all(allowed) {
            self.problem(entry.line, "id", format!("`{id}` is not an id"), expected);
        }
        Some(id)
    }

    /// Whether the section's id was met before, on line `earlier`; reported if so.
    pub(crate) fn is_duplicate(&self, id: &str, earlier: Option<usize>) -> bool {
        if let Some(earlier) = earlier {
            let line = self.table.get("id").map_or(self.table.line, |entry| entry.line);
            let expected = format!("another id, since {}:{earlier} has it", self.file);
            self.problem(line, "id", format!("duplicate id `{id}`"), expected);
        }
        earlier.is_some()
    }

    /// The `[[key]]` tables with their distinct ids, named `parent.id`; those without an id, or with one that an
    /// earlier one has, are reported and left out.
    pub(crate) fn entities(&self, key: &str, parent: &str) -> Vec<(&'a str, Self)> {
        let mut lines: HashMap<&str, usize> = HashMap::new();
        let mut entities = Vec::new();
        for section in self.tables(key) {
            let Some(id) = section.id(is_id_char) else {
                continue;
            };
            if !section.is_duplicate(id, lines.get(id).copied()) {
                lines.insert(id, section.table.line);
                let path = self.path_of(&format!("{parent}.{id}"));
                entities.push((id, section.named(path)));
            }
        }
        entities
    }

    /// Reports a required `[[key]]` that is not there at all.
    pub(crate) fn need_some(&self, key: &str) {
        self.some_entry(key, &format!("at least one `[[{key}]]` table"));
    }
}

fn read_checked(root: &Section<'_>) -> String {
    let expected = "a date such as 2026-11-22, without quotes";
    let Some(entry) = root.entry("checked", expected) else {
        return String::new();
    };
    if let Value::Date(date) = &entry.value {
        return date.clone();
    }
    root.wrong_kind(entry, expected);
    String::new()
}

fn read_languages(root: &Section<'_>) -> Vec<(String, usize)> {
    let expected = "a list of language codes, the default first";
    let check = |language: &Reference<'_>| {
        let is_code = !language.id.is_empty() && language.id.chars().all(is_id_char);
        if !is_code {
            let what = format!("`{}` is not a language code", language.id);
            let at = (root.file, language.line);
            root.report.add(at, &language.path, what, "a code such as `nl`");
        }
        is_code
    };
    let mut languages = root.some_references("languages", expected);
    languages.retain(check);
    let languages = languages.into_iter();
    languages.map(|code| (code.id.to_owned(), code.line)).collect()
}

fn read_parties<'a>(root: &Section<'a>, words: &mut Group) -> Vec<&'a str> {
    root.need_some("party");
    let mut group = Group::asked_by(root, "party");
    let mut parties = Vec::new();
    for (id, section) in root.entities("party", "parties") {
        section.only(&["id"]);
        group.add_name(id, section.table.line);
        parties.push(id);
    }
    words.add("parties", group);
    parties
}

fn read_places<'a>(root: &Section<'a>, words: &mut Group, sources: Option<&Sources>) -> Vec<&'a str> {
    let mut group = Group::asked_by(root, "place");
    let mut places = Vec::new();
    for (id, section) in root.entities("place", "places") {
        section.only(&["id", "from"]);
        section.entry("from", "the id of its source, or a list of ids");
        read_sources(&section, "from", sources);
        group.add_name(id, section.table.line);
        places.push(id);
    }
    words.add("places", group);
    places
}

/// What each tool says of the programme, of law and of browsers rests on: ids of sources, by the tool's id.
fn read_tools(root: &Section<'_>, sources: Option<&Sources>) -> Vec<(String, Vec<String>)> {
    let mut tools = Vec::new();
    for (id, section) in root.entities("tool", "tools") {
        section.only(&["id", "from"]);
        if !TOOLS.contains(&id) {
            let line = section.table.get("id").map_or(section.table.line, |entry| entry.line);
            section.problem(line, "id", format!("unknown tool `{id}`"), one_of(&TOOLS));
        }
        section.entry("from", "the id of its source, or a list of ids");
        tools.push((id.to_owned(), read_sources(&section, "from", sources)));
    }
    tools
}

fn read_intro(root: &Section<'_>, words: &mut Group, sources: Option<&Sources>) -> Vec<Way> {
    let Some(intro) = root.table("intro") else {
        return Vec::new();
    };
    intro.only(&["from", "way"]);
    let mut group = Group::new(intro.table.line);
    group.add_blocks(&intro, INTRO, false, sources);
    let mut ways = Vec::new();
    let mut way_words = Group::new(intro.table.line);
    for (id, section) in intro.entities("way", "ways") {
        section.only(&["id", "shape", "from"]);
        let mut blocks = Group::new(section.table.line);
        blocks.add_blocks(&section, WAY, false, sources);
        way_words.add(id, blocks);
        ways.push(Way { id: id.to_owned(), linked: section.choice("shape", &["joined", "linked"]) == Some("linked") });
    }
    group.add("ways", way_words);
    words.add("intro", group);
    ways
}
