//! The generated file: the guide, and the words of each language.
//!
//! It names the hand-written types as the module that includes it does: `Guide`, `Step`, `Action`, `Milestone`, `Icon`,
//! `Words` and its parts, `Display`.

use crate::Content;
use crate::blocks::{ACTION, Block, CARD, FACT, INTRO, MILESTONE, Need, PAGE, STEP, WAY};
use crate::code::{Code, numbers, string};
use crate::rust_ui;
use crate::sources::Told;
use crate::steps::{Action, Step};
use crate::structure::Structure;
use crate::tools::Tool;
use crate::ui::Ui;
use crate::wording::Wording;
use crate::words::Words;

/// Blocks of the page that follow progress.
const HEADINGS: [&str; 7] =
    ["title_start", "lead_start", "title_half", "title_left", "lead_left", "title_done", "lead_done"];

/// The blocks of the page that follow progress, or the others.
fn page_blocks(headings: bool) -> Vec<Block> {
    let is_wanted = |block: &&Block| HEADINGS.contains(&block.key) == headings;
    PAGE.iter().filter(is_wanted).copied().collect()
}

pub(crate) fn write(content: &Content) -> String {
    let mut code = Code::default();
    code.line("// Written by partnerpad-content from the files under content/. Change those, not this.");
    code.line("");
    write_guide(&mut code, &content.structure);
    code.line("");
    if let Some((_, default)) = content.words.first() {
        rust_ui::write_type(&mut code, "Ui", default);
        code.line("");
        let structure = &content.structure;
        let languages: Vec<_> = content.languages.iter().zip(&content.words).collect();
        code.line("/// The words of each language that change while the page is open, the default first.");
        let head = "pub static LABELS: &[Labels] = ";
        code.slice(head, ";", &languages, |code, (language, (words, ui))| {
            Writer { structure, words }.labels(code, &language.code, ui, default);
        });
        code.line("");
        code.line("/// All words of each language, the default first.");
        let head = "pub static LANGUAGES: &[Words] = ";
        let numbered: Vec<_> = languages.into_iter().enumerate().collect();
        code.slice(head, ";", &numbered, |code, (position, (language, (words, _)))| {
            Writer { structure, words }.write(code, &language.code, *position);
        });
    }
    write_tools(&mut code, &content.tools);
    code.line("");
    code.line("/// The terms of service in each language, the default first; empty if the guide has none.");
    code.texts("pub static TERMS: &[&str] = ", ";", &content.terms);
    write_sources(&mut code, &content.sources);
    write_origins(&mut code, content);
    code.finish()
}

fn write_sources(code: &mut Code, sources: &[Told]) {
    code.line("");
    code.line("/// All sources, by id.");
    code.slice("pub static SOURCES: &[Source] = ", ";", sources, |code, source| {
        let at = |id: &String| sources.iter().position(|other| other.id == *id);
        code.block("Source {", "},", |code| {
            let kind = match source.kind.as_str() {
                "article" => "Article",
                "document" => "Document",
                "derived" => "Derived",
                _ => "Own",
            };
            code.line(&format!("kind: SourceKind::{kind},"));
            code.line(&format!("text: {},", string(&source.text)));
            code.line(&format!("place: {:?},", source.place));
            let rests_on: Vec<_> = source.rests_on.iter().filter_map(at).collect();
            code.line(&format!("rests_on: {},", numbers(&rests_on)));
        });
    });
}

fn write_origins(code: &mut Code, content: &Content) {
    code.line("");
    code.line("/// Which sources each text of the guide rests on.");
    let mut origins = content.structure.words.origins();
    let tools = content.structure.tools.iter();
    origins.extend(tools.map(|(id, ids)| (format!("tools.{id}"), "text", ids.as_slice())));
    code.slice("pub static ORIGINS: &[Origin] = ", ";", &origins, |code, (at, of, ids)| {
        let position = |id: &String| content.sources.iter().position(|source| source.id == *id);
        let sources: Vec<_> = ids.iter().filter_map(position).collect();
        let (at, of) = (string(at), string(of));
        code.line(&format!("Origin {{ at: {at}, of: {of}, sources: {} }},", numbers(&sources)));
    });
}

/// A module with a type and a static for the words of each tool.
fn write_tools(code: &mut Code, tools: &[Tool]) {
    if tools.is_empty() {
        return;
    }
    code.line("");
    code.line("/// The words of the tools, a type for each.");
    code.block("pub mod tools {", "}", |code| {
        code.line("#[allow(unused_imports)]");
        code.line("use super::*;");
        tools.iter().for_each(|tool| write_tool(code, tool));
    });
}

fn write_tool(code: &mut Code, tool: &Tool) {
    let Some(default) = tool.words.first() else { return };
    let (name, of_all) = (tool.type_name(), tool.static_name());
    code.line("");
    rust_ui::write_type(code, &name, default);
    code.line("");
    code.line(&format!("/// The words of the tool `{}` in each language, the default first.", tool.name));
    if tool.is_loaded() {
        code.line("#[cfg(not(target_arch = \"wasm32\"))]");
    }
    code.slice(&format!("pub static {of_all}: &[{name}] = "), ";", &tool.words, |code, words| {
        rust_ui::write_value(code, &format!("{name} {{"), words, default);
    });
    if tool.is_loaded() {
        code.line("");
        code.line(&format!("/// The words of the tool `{}` in the page's language.", tool.name));
        code.line("#[cfg(target_arch = \"wasm32\")]");
        code.line(&format!("pub static {of_all}: Loaded<{name}> = Loaded::new({:?}, {name}::read);", tool.name));
        code.line("");
        code.line("#[cfg(target_arch = \"wasm32\")]");
        code.block(&format!("impl {name} {{"), "}", |code| rust_ui::write_reading(code, default));
    }
}

fn write_guide(code: &mut Code, structure: &Structure) {
    code.line("/// The structure of the guide.");
    code.block("pub static GUIDE: Guide = Guide {", "};", |code| {
        code.line(&format!("id: {},", string(&structure.id)));
        code.line(&format!("checked: {},", string(&structure.checked)));
        let steps: Vec<_> = structure.steps.iter().enumerate().collect();
        code.slice("steps: ", ",", &steps, |code, (position, step)| {
            let messages: Vec<_> = structure
                .milestones
                .iter()
                .filter(|one| one.after == *position)
                .filter_map(|one| one.message)
                .collect();
            write_step(code, *position, step, &messages);
        });
        code.slice("milestones: ", ",", &structure.milestones, |code, milestone| {
            code.block("Milestone {", "},", |code| {
                code.line(&format!("id: {},", string(&milestone.id)));
                code.line(&format!("after: {},", milestone.after));
                code.line(&format!("needs: {},", numbers(&milestone.needs)));
                code.line(&format!("message: {:?},", milestone.message));
                let icon = if milestone.star { "Star" } else { "Flag" };
                code.line(&format!("icon: Icon::{icon},"));
            });
        });
    });
}

/// `messages`: positions of the actions that are messages.
fn write_step(code: &mut Code, position: usize, step: &Step, messages: &[usize]) {
    code.block("Step {", "},", |code| {
        code.line(&format!("id: {},", string(&step.id)));
        code.line(&format!("fragment: \"stap-{}\",", position + 1));
        code.line(&format!("builds_on: {},", numbers(&step.builds_on)));
        let actions: Vec<_> = step.actions.iter().enumerate().collect();
        code.slice("actions: ", ",", &actions, |code, (position, action)| {
            code.block("Action {", "},", |code| {
                let id = format!("{}.{}", step.id, action.id);
                code.line(&format!("id: {},", string(&id)));
                code.line(&format!("who: {},", numbers(&action.who)));
                code.line(&format!("is_message: {},", messages.contains(position)));
            });
        });
        let number = step.card.as_ref().map(|card| card.number);
        code.line(&format!("card: {number:?},"));
        code.texts("tools: ", ",", &step.tools);
    });
}

/// Writes the words of one language.
struct Writer<'a> {
    structure: &'a Structure,
    words: &'a Words,
}

impl Writer<'_> {
    /// What the app needs. Apart from all other words, so that a program which names only these holds only these.
    fn labels(&self, code: &mut Code, lang: &str, ui: &Ui, default: &Ui) {
        code.block("Labels {", "},", |code| {
            code.line(&format!("lang: {},", string(lang)));
            rust_ui::write_value(code, "ui: Ui {", ui, default);
            code.block("headings: Headings {", "},", |code| {
                self.blocks(code, "page", &page_blocks(true));
            });
            let milestones = self.structure.milestones.iter();
            let titles: Vec<_> =
                milestones.filter_map(|one| self.words.text(&format!("milestones.{}.title", one.id))).collect();
            code.texts("milestones: ", ",", &titles);
            code.texts("parties: ", ",", &self.names("parties", &self.structure.parties));
        });
    }

    fn write(&self, code: &mut Code, lang: &str, position: usize) {
        code.block("Words {", "},", |code| {
            code.line(&format!("lang: {},", string(lang)));
            code.line(&format!("ui: &LABELS[{position}].ui,"));
            code.line(&format!("headings: &LABELS[{position}].headings,"));
            code.block("page: Page {", "},", |code| self.blocks(code, "page", &page_blocks(false)));
            code.block("intro: Intro {", "},", |code| self.intro(code));
            let parties = self.names("parties", &self.structure.parties);
            code.texts("parties: ", ",", &parties);
            code.slice("steps: ", ",", &self.structure.steps, |code, step| {
                code.block("StepWords {", "},", |code| self.step(code, step));
            });
            let milestones = &self.structure.milestones;
            code.slice("milestones: ", ",", milestones, |code, milestone| {
                code.block("MilestoneWords {", "},", |code| {
                    self.blocks(code, &format!("milestones.{}", milestone.id), MILESTONE);
                });
            });
        });
    }

    fn intro(&self, code: &mut Code) {
        self.blocks(code, "intro", INTRO);
        code.slice("ways: ", ",", &self.structure.ways, |code, way| {
            code.block("Way {", "},", |code| {
                self.blocks(code, &format!("intro.ways.{}", way.id), WAY);
                code.line(&format!("linked: {},", way.linked));
            });
        });
    }

    fn step(&self, code: &mut Code, step: &Step) {
        self.blocks(code, &step.id, STEP);
        code.texts("place: ", ",", &self.names("places", &step.place));
        code.slice("facts: ", ",", &step.facts, |code, fact| {
            code.block("Fact {", "},", |code| {
                self.blocks(code, &format!("{}.facts.{fact}", step.id), FACT);
            });
        });
        code.slice("actions: ", ",", &step.actions, |code, action| {
            code.block("ActionWords {", "},", |code| self.action(code, step, action));
        });
        match &step.card {
            None => code.line("card: None,"),
            Some(card) => code.block("card: Some(CardWords {", "}),", |code| {
                self.blocks(code, &format!("{}.card", step.id), CARD);
                code.texts("place: ", ",", &self.names("places", &card.place));
            }),
        }
    }

    fn action(&self, code: &mut Code, step: &Step, action: &Action) {
        self.blocks(code, &format!("{}.actions.{}", step.id, action.id), ACTION);
        code.texts("place: ", ",", &self.names("places", &action.place));
    }

    /// The words of some ids, in a table of names.
    fn names(&self, table: &str, ids: &[String]) -> Vec<&str> {
        let name = |id| self.words.text(&format!("{table}.{id}"));
        ids.iter().filter_map(name).collect()
    }

    /// A field for each block of the entity at `path`.
    fn blocks(&self, code: &mut Code, path: &str, blocks: &[Block]) {
        for block in blocks {
            let wording = self.words.get(&format!("{path}.{}", block.key));
            let (key, is_always) = (block.key, block.need == Need::Always);
            let fixed = block.rule.members.is_some();
            match wording {
                Some(Wording::Text(text)) if is_always => {
                    code.line(&format!("{key}: {},", string(text)));
                }
                Some(Wording::Text(text)) => code.line(&format!("{key}: Some({}),", string(text))),
                Some(Wording::List(texts)) if fixed => code.line(&format!("{key}: {texts:?},")),
                Some(Wording::List(texts)) => code.texts(&format!("{key}: "), ",", texts),
                Some(Wording::Plural { one, other }) => write_plural(code, key, one, other),
                // A required block is never absent here; if it were, rustc would miss the field.
                None if is_always => {}
                None => code.line(&format!("{key}: None,")),
            }
        }
    }
}

/// A field that is a plural.
pub(crate) fn write_plural(code: &mut Code, field: &str, one: &str, other: &str) {
    code.block(&format!("{field}: Plural {{"), "},", |code| {
        code.line(&format!("one: {},", string(one)));
        code.line(&format!("other: {},", string(other)));
    });
}
