//! The steps and milestones of `guide.toml`.

use crate::blocks::{ACTION, CARD, FACT, MILESTONE, STEP};
use crate::outline::Group;
use crate::section::{Reference, Section, one_of};
use crate::structure::Known;
use crate::toml_tree::Value;

/// The tools that a step can have.
const TOOLS: [&str; 3] = ["certification", "terms", "embed"];

/// The step at position n (from 0) has the id `step-<n + 1>`.
#[derive(Debug)]
pub(crate) struct Step {
    pub id: String,
    /// Positions of earlier steps.
    pub builds_on: Vec<usize>,
    pub place: Vec<String>,
    pub facts: Vec<String>,
    pub card: Option<Card>,
    pub tools: Vec<String>,
    pub actions: Vec<Action>,
}

#[derive(Debug)]
pub(crate) struct Card {
    pub number: u32,
    pub place: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Action {
    /// Without the step: `sign-in`.
    pub id: String,
    /// Positions of parties, at least one.
    pub who: Vec<usize>,
    pub place: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Milestone {
    pub id: String,
    /// The position of the step that it is drawn after.
    pub after: usize,
    /// Positions of steps, at least one.
    pub needs: Vec<usize>,
    /// The position of an action of the step `after`.
    pub message: Option<usize>,
    pub star: bool,
}

impl Known<'_> {
    /// The position of the step with this id.
    fn step(&self, id: &str) -> Option<usize> {
        let number: usize = id.strip_prefix("step-")?.parse().ok()?;
        let position = number.checked_sub(1)?;
        (position < self.step_count && id == step_id(position)).then_some(position)
    }

    fn steps(&self, section: &Section<'_>, references: &[Reference<'_>]) -> Vec<usize> {
        let mut steps = Vec::new();
        for reference in references {
            match self.step(reference.id) {
                Some(step) => steps.push(step),
                None => section.unknown_reference(reference, "step", &self.step_ids()),
            }
        }
        steps
    }

    fn step_ids(&self) -> String {
        format!("`step-1` to `step-{}`", self.step_count)
    }

    /// The menu path of a section, empty if it has none.
    fn place(&self, section: &Section<'_>) -> Vec<String> {
        let expected = "a list of `[[place]]` ids, or no such key";
        if section.table.get("place").is_none() {
            return Vec::new();
        }
        let places = section.some_references("place", expected);
        for place in places.iter().filter(|place| !self.places.contains(place.id)) {
            section.unknown_reference(place, "place", "the id of a `[[place]]`");
        }
        places.into_iter().map(|place| place.id.to_owned()).collect()
    }
}

fn step_id(position: usize) -> String {
    format!("step-{}", position + 1)
}

/// Reads the `[[step]]` tables and adds what they ask of the words files.
pub(crate) fn read_steps(root: &Section<'_>, words: &mut Group, known: &Known<'_>) -> Vec<Step> {
    root.need_some("step");
    let sections = root.tables("step").into_iter().enumerate();
    sections
        .map(|(position, section)| {
            let id = step_id(position);
            check_step_id(&section, &id);
            read_step(position, &section.named(&id), words, known)
        })
        .collect()
}

fn check_step_id(section: &Section<'_>, id: &str) {
    let expected = format!("`{id}`, as its position says");
    if let Some(text) = section.text("id", &expected)
        && text != id
    {
        let line = section.table.get("id").map_or(section.table.line, |entry| entry.line);
        section.problem(line, "id", format!("is `{text}`"), expected);
    }
}

fn read_step(position: usize, step: &Section<'_>, words: &mut Group, known: &Known<'_>) -> Step {
    step.only(&["id", "builds_on", "place", "from", "fact", "card", "tools", "action"]);
    let builds_on = read_builds_on(position, step, known);
    let mut group = Group::new(step.table.line);
    let builds = step.member_count("builds_on") > 0;
    group.add_blocks(step, STEP, builds, known.sources);
    let mut fact_words = Group::new(step.table.line);
    let mut facts = Vec::new();
    for (id, section) in step.entities("fact", "facts") {
        section.only(&["id", "from"]);
        let mut blocks = Group::new(section.table.line);
        blocks.add_blocks_of_one_source(&section, FACT, known.sources);
        fact_words.add(id, blocks);
        facts.push(id.to_owned());
    }
    group.add("facts", fact_words);
    let card = read_card(step, &mut group, known);
    let actions = read_actions(step, &mut group, known);
    words.add(step_id(position), group);
    Step { id: step_id(position), builds_on, place: known.place(step), facts, card, tools: read_tools(step), actions }
}

fn read_tools(step: &Section<'_>) -> Vec<String> {
    let tools = step.references("tools", "a list of tools, or no such key");
    for tool in tools.iter().filter(|tool| !TOOLS.contains(&tool.id)) {
        step.unknown_reference(tool, "tool", &one_of(&TOOLS));
    }
    tools.into_iter().map(|tool| tool.id.to_owned()).collect()
}

fn read_builds_on(position: usize, step: &Section<'_>, known: &Known<'_>) -> Vec<usize> {
    let expected = "a list of ids of earlier steps, [] for none";
    step.entry("builds_on", expected);
    let references = step.references("builds_on", expected);
    for reference in &references {
        if known.step(reference.id).is_some_and(|other| other >= position) {
            let what = format!("`{}` is not an earlier step", reference.id);
            step.report.add((step.file, reference.line), &reference.path, what, expected);
        }
    }
    known.steps(step, &references)
}

fn read_card(step: &Section<'_>, group: &mut Group, known: &Known<'_>) -> Option<Card> {
    let entry = step.table.get("card")?;
    let card = step.sub_table(entry)?;
    card.only(&["number", "place", "from"]);
    let mut blocks = Group::new(card.table.line);
    blocks.add_blocks(&card, CARD, false, known.sources);
    group.add("card", blocks);
    let expected = "an integer from 0 to 4294967295";
    let entry = card.entry("number", expected)?;
    let Value::Integer(digits) = &entry.value else {
        card.wrong_kind(entry, expected);
        return None;
    };
    let Ok(number) = digits.parse() else {
        card.problem(entry.line, "number", format!("is {digits}"), expected);
        return None;
    };
    let place = known.place(&card);
    Some(Card { number, place })
}

fn read_actions(step: &Section<'_>, group: &mut Group, known: &Known<'_>) -> Vec<Action> {
    step.need_some("action");
    let mut words = Group::new(step.table.line);
    let mut actions = Vec::new();
    for (id, section) in step.entities("action", "actions") {
        section.only(&["id", "who", "place", "from"]);
        let mut blocks = Group::new(section.table.line);
        blocks.add_blocks(&section, ACTION, false, known.sources);
        words.add(id, blocks);
        let mut who = Vec::new();
        for party in section.some_references("who", "a list of `[[party]]` ids, at least one") {
            match known.parties.get(party.id) {
                Some(position) => who.push(*position),
                None => section.unknown_reference(&party, "party", "the id of a `[[party]]`"),
            }
        }
        let place = known.place(&section);
        let id = id.to_owned();
        actions.push(Action { id, who, place });
    }
    group.add("actions", words);
    actions
}

/// Reads the `[[milestone]]` tables, if any, and adds what they ask of the words files.
pub(crate) fn read_milestones(
    root: &Section<'_>,
    words: &mut Group,
    known: &Known<'_>,
    steps: &[Step],
) -> Vec<Milestone> {
    let mut group = Group::asked_by(root, "milestone");
    let mut milestones = Vec::new();
    for (id, section) in root.entities("milestone", "milestones") {
        section.only(&["id", "after", "needs", "message", "icon", "from"]);
        let mut blocks = Group::new(section.table.line);
        blocks.add_blocks(&section, MILESTONE, false, known.sources);
        group.add(id, blocks);
        let needs = section.some_references("needs", "a list of step ids, at least one");
        let after = read_after(&section, known);
        milestones.push(Milestone {
            id: id.to_owned(),
            after,
            message: read_message(&section, steps.get(after)),
            needs: known.steps(&section, &needs),
            star: section.choice("icon", &["star", "flag"]) == Some("star"),
        });
    }
    words.add("milestones", group);
    milestones
}

fn read_message(section: &Section<'_>, step: Option<&Step>) -> Option<usize> {
    let entry = section.table.get("message")?;
    let id = section.text("message", "the id of an action")?;
    let actions: Vec<&str> = step?.actions.iter().map(|action| action.id.as_str()).collect();
    let found = actions.iter().position(|action| *action == id);
    if found.is_none() {
        section.problem(entry.line, "message", format!("unknown action `{id}`"), one_of(&actions));
    }
    found
}

fn read_after(section: &Section<'_>, known: &Known<'_>) -> usize {
    let expected = "the id of a step";
    let Some(id) = section.text("after", expected) else {
        return 0;
    };
    known.step(id).unwrap_or_else(|| {
        let line = section.table.get("after").map_or(section.table.line, |entry| entry.line);
        let what = format!("unknown step `{id}`");
        section.problem(line, "after", what, known.step_ids());
        0
    })
}
