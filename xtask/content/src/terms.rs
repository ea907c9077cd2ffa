//! The terms of service: `<lang>/terms.md`, which a guide may do without.
//!
//! ```text
//! <!-- words … -->                             words that the outputs need, one `name: text` a line
//! # Title
//! <!-- if: telephony -->                       under which condition the section is there
//! ## Heading {#anchor}
//! <!-- from: a5.1; if: circuit; flag: x -->    where the need for the clause comes from, and a reason to have it checked
//! A clause on one line, with {a-field}, {a-choice? words to show while it is open}, article {#anchor}.
//! - an item of that clause
//! ```

use std::collections::HashMap;

use crate::files::Files;
use crate::nearest::nearest;
use crate::plain_text::{Limits, faults};
use crate::problem::Report;
use crate::section::one_of;
use crate::sources::Sources;
use crate::structure::{Structure, is_id_char};

/// The very lists that the app goes by.
#[path = "../../../src/domain/terms/names.rs"]
mod names;

use names::{CONDITIONS, FIELDS, FLAGS, PREVIOUS, WORDS};

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";
const BRACES: &str = "`{field}`, `{field? words}` or `{#anchor}`";

/// Reads the terms of each language: one text for each, or none at all.
pub(crate) fn read(
    files: &mut Files<'_>,
    structure: &Structure,
    sources: Option<&Sources>,
    report: &Report,
) -> Vec<String> {
    let mut texts = Vec::new();
    let mut default: Option<Reader<'_>> = None;
    let mut missing = Vec::new();
    for (code, _) in &structure.languages {
        let (file, text) = files.read_text(&format!("{code}/terms.md"), report);
        let Some(text) = text else {
            missing.push(file);
            continue;
        };
        let reader = Reader::read(file, &text, sources, report);
        if let Some(default) = &default {
            reader.compare(default);
        }
        texts.push(reader.stripped.clone());
        default.get_or_insert(reader);
    }
    if let Some(default) = &default {
        for file in missing {
            report.add((&file, 1), "(file)", "missing", format!("a file, since {} is there", default.file));
        }
    }
    texts
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Section,
    Clause,
    Item,
}

/// What a line must have in common with the same line in another language.
#[derive(Debug)]
struct Line {
    number: usize,
    kind: Kind,
    key: String,
    condition: String,
    flag: String,
    /// The anchor of a section, and the names between braces, sorted.
    names: Vec<String>,
}

/// A comment that is about the next line.
#[derive(Default)]
struct About {
    line: usize,
    from: Vec<String>,
    condition: String,
    flag: String,
}

struct Reader<'r> {
    file: String,
    report: &'r Report,
    /// Names of words with their lines and texts.
    words: HashMap<String, (usize, String)>,
    lines: Vec<Line>,
    /// The text as the app reads it: without `from`, and without empty lines.
    stripped: String,
}

impl<'r> Reader<'r> {
    fn read(file: String, text: &str, sources: Option<&Sources>, report: &'r Report) -> Self {
        let mut reader = Self { file, report, words: HashMap::new(), lines: Vec::new(), stripped: String::new() };
        let mut numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
        reader.read_words(&mut numbered);
        let mut about: Option<About> = None;
        let mut follows_text = false;
        for (number, line) in numbered {
            if line.trim() != line {
                reader.problem(number, "(line)", "has blanks around it", "a line without them");
            }
            let line = line.trim();
            if line.is_empty() || line.starts_with(COMMENT) {
                if let Some(about) = about.take() {
                    reader.problem(about.line, "(comment)", "is about nothing", "what it is about on the next line");
                }
                about = (!line.is_empty()).then(|| reader.comment(number, line, sources));
                follows_text = false;
                continue;
            }
            reader.line(number, line, about.take().unwrap_or_default(), follows_text);
            follows_text = true;
        }
        if let Some(about) = about {
            reader.problem(about.line, "(comment)", "is about nothing", "what it is about on the next line");
        }
        reader.check_whole();
        reader
    }

    fn problem(&self, line: usize, key: &str, what: impl Into<String>, expected: impl Into<String>) {
        self.report.add((&self.file, line), key, what, expected);
    }

    /// Reports a name that is not known.
    fn unknown(&self, line: usize, key: &str, kind: &str, name: &str, known: &[&str]) {
        let guess = nearest(name, known.iter().copied()).map(|guess| format!(" (did you mean `{guess}`?)"));
        self.problem(line, key, format!("unknown {kind} `{name}`{}", guess.unwrap_or_default()), one_of(known));
    }

    fn read_words<'t>(&mut self, lines: &mut impl Iterator<Item = (usize, &'t str)>) {
        let expected = "`<!-- words` on the first line, and `-->` on a line of its own after the words";
        if lines.next().is_none_or(|(_, line)| line != "<!-- words") {
            return self.problem(1, "words", "missing", expected);
        }
        self.stripped.push_str("<!-- words\n");
        for (number, line) in lines {
            self.stripped.push_str(line);
            self.stripped.push('\n');
            if line == COMMENT_END {
                return self.check_words();
            }
            match line.split_once(": ") {
                Some((name, text)) => self.read_word(number, name, text),
                None => self.problem(number, "words", format!("`{line}` is no word"), "`name: text`"),
            }
        }
        self.problem(1, "words", "is not closed", expected);
    }

    fn read_word(&mut self, line: usize, name: &str, text: &str) {
        let key = format!("words.{name}");
        let field = name.split_once('=').map_or(name, |(field, _)| field);
        if !WORDS.contains(&name) && !FIELDS.contains(&field) {
            self.unknown(line, &key, "word", name, WORDS);
        }
        if let Some((earlier, _)) = self.words.insert(name.to_owned(), (line, text.to_owned())) {
            self.problem(line, &key, "stands here twice", format!("each word once; line {earlier} has it"));
        }
        self.check_text(line, &key, text);
        match name {
            "gap" if !text.contains("{name}") => self.problem(line, &key, "has no `{name}`", "the place of the name"),
            "months" if text.split(", ").count() != 12 => {
                self.problem(line, &key, "is no list of twelve", "twelve months with `, ` between them");
            }
            _ => {}
        }
    }

    fn check_words(&self) {
        for word in WORDS.iter().filter(|word| !self.words.contains_key(**word)) {
            self.problem(1, &format!("words.{word}"), "missing", "a text");
        }
        if let Some((line, text)) = self.words.get("version-line") {
            self.names(*line, "words.version-line", text);
        }
    }

    /// Reads `<!-- from: a, b; if: c; flag: d -->`.
    fn comment(&self, number: usize, line: &str, sources: Option<&Sources>) -> About {
        let mut about = About { line: number, ..About::default() };
        let key = "(comment)";
        let Some(inside) = line.strip_prefix(COMMENT).and_then(|rest| rest.strip_suffix(COMMENT_END)) else {
            self.problem(number, key, "is not closed", "`-->` at the end of the line");
            return about;
        };
        for entry in inside.split(';') {
            let (name, value) = entry.split_once(':').unwrap_or((entry, ""));
            let value = value.trim();
            match name.trim() {
                "from" => about.from = value.split(',').map(|id| id.trim().to_owned()).collect(),
                "if" => about.condition = value.to_owned(),
                "flag" => about.flag = value.to_owned(),
                name => self.unknown(number, key, "entry", name, &["from", "if", "flag"]),
            }
        }
        for id in &about.from {
            if sources.is_some_and(|sources| !sources.take(id)) {
                self.problem(number, key, format!("unknown source `{id}`"), "the id of a source in sources.toml");
            }
        }
        let conditions: Vec<_> = CONDITIONS.iter().map(|(name, ..)| *name).chain([PREVIOUS]).collect();
        let condition = about.condition.as_str();
        if !condition.is_empty() && !conditions.contains(&condition) && !FIELDS.contains(&condition) {
            self.unknown(number, key, "condition", condition, &conditions);
        }
        if !about.flag.is_empty() && !FLAGS.contains(&about.flag.as_str()) {
            self.unknown(number, key, "flag", &about.flag, FLAGS);
        }
        about
    }

    fn line(&mut self, number: usize, line: &str, about: About, follows_text: bool) {
        let (kind, text) = match line {
            _ if line.starts_with("- ") => (Kind::Item, line.split_at(2).1),
            _ if line.starts_with("# ") => (Kind::Title, line.split_at(2).1),
            _ if line.starts_with("## ") => (Kind::Section, line.split_at(3).1),
            _ => (Kind::Clause, line),
        };
        let (text, anchor) = match kind {
            Kind::Section => self.heading(number, text),
            _ => (text, None),
        };
        let key = self.key(kind, anchor);
        self.check_place(number, &key, kind, line, follows_text);
        self.check_about(number, &key, kind, &about);
        self.check_text(number, &key, text);
        let mut names = self.names(number, &key, text);
        if names.iter().any(|name| name == PREVIOUS) && (kind != Kind::Item || text != "{previous}") {
            self.problem(number, &key, "has `{previous}` among other words", "an item that is `{previous}` alone");
        }
        names.extend(anchor.map(str::to_owned));
        names.sort();
        self.keep(line, &about);
        let About { condition, flag, .. } = about;
        self.lines.push(Line { number, kind, key, condition, flag, names });
    }

    /// The words and the anchor of `Heading {#anchor}`.
    fn heading<'t>(&self, number: usize, text: &'t str) -> (&'t str, Option<&'t str>) {
        let parts = text.strip_suffix('}').and_then(|text| text.rsplit_once(" {#"));
        let Some((heading, anchor)) = parts.filter(|(_, anchor)| !anchor.is_empty() && anchor.chars().all(is_id_char))
        else {
            self.problem(
                number,
                "(heading)",
                "has no anchor",
                "`## Heading {#anchor}`, with an anchor of a-z, 0-9 and `-`",
            );
            return (text, None);
        };
        let earlier = self.lines.iter().find(|line| line.kind == Kind::Section && line.key == anchor);
        if let Some(earlier) = earlier {
            let expected = format!("another anchor, since {}:{} has it", self.file, earlier.number);
            self.problem(number, anchor, "stands here twice", expected);
        }
        (heading, Some(anchor))
    }

    /// `identity`, `identity.2` for its second clause, `identity.2[1]` for the first item of that.
    fn key(&self, kind: Kind, anchor: Option<&str>) -> String {
        let section = self.lines.iter().rev().find(|line| line.kind == Kind::Section);
        let section = section.map_or("(text)", |line| line.key.as_str());
        let since = |kind, until: &[Kind]| {
            let lines = self.lines.iter().rev().take_while(|line| !until.contains(&line.kind));
            lines.filter(|line| line.kind == kind).count()
        };
        let clauses = since(Kind::Clause, &[Kind::Section]);
        match kind {
            Kind::Title => "(title)".to_owned(),
            Kind::Section => anchor.unwrap_or("(heading)").to_owned(),
            Kind::Clause => format!("{section}.{}", clauses + 1),
            Kind::Item => format!("{section}.{clauses}[{}]", since(Kind::Item, &[Kind::Section, Kind::Clause]) + 1),
        }
    }

    fn check_place(&self, number: usize, key: &str, kind: Kind, line: &str, follows_text: bool) {
        let before = self.lines.last().map(|line| line.kind);
        let is_in_place = match kind {
            Kind::Title => before.is_none(),
            Kind::Section => before.is_some(),
            Kind::Clause => before.is_some_and(|kind| kind != Kind::Title),
            Kind::Item => matches!(before, Some(Kind::Clause | Kind::Item)),
        };
        if !is_in_place {
            let expected = "first a title, then sections, in them clauses, under these items";
            self.problem(number, key, "is out of place", expected);
        }
        if follows_text && kind != Kind::Item {
            self.problem(number, key, "follows another line", "an empty line before it; a clause is one line");
        }
        let is_markup = line.starts_with(['#', '*', '+', '>', '|', '=']) || line.starts_with('-');
        if kind == Kind::Clause && is_markup {
            self.problem(number, key, "begins with a mark", "`# `, `## `, `- ` or a sentence");
        }
    }

    fn check_about(&self, number: usize, key: &str, kind: Kind, about: &About) {
        if kind == Kind::Clause && about.from.is_empty() {
            self.problem(number, key, "has no source", "`<!-- from: … -->` on the line before it");
        }
        if kind != Kind::Clause && !about.from.is_empty() {
            self.problem(about.line, key, "has a source", "a source for clauses alone");
        }
        if kind != Kind::Clause && !about.flag.is_empty() {
            self.problem(about.line, key, "has a flag", "a flag for clauses alone");
        }
        if kind == Kind::Title && !about.condition.is_empty() {
            self.problem(about.line, key, "has a condition", "a title that is always there");
        }
    }

    /// The rules for every text, but for what stands between braces.
    fn check_text(&self, line: usize, key: &str, text: &str) {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, end) = after.split_once('}').unwrap_or_default();
            plain.push_str(before);
            // What is shown for an open choice is a text too.
            plain.push_str(inside.split_once("? ").map_or("…", |(_, words)| words));
            rest = end;
        }
        plain.push_str(rest);
        for (what, expected) in faults(&plain.replace('}', ""), Limits::default()) {
            self.problem(line, key, what, expected);
        }
    }

    /// The names between braces, in order; what is wrong with them is reported.
    fn names(&self, line: usize, key: &str, text: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let inside = rest.split_at(at).1.strip_prefix('{').and_then(|inside| inside.split_once('}'));
            let Some((inside, end)) = inside.filter(|(inside, _)| !inside.contains('{')) else {
                self.problem(line, key, "has a lonely brace", BRACES);
                break;
            };
            self.check_name(line, key, inside);
            names.push(inside.split_once('?').map_or(inside, |(name, _)| name).to_owned());
            rest = end;
        }
        names
    }

    fn check_name(&self, line: usize, key: &str, inside: &str) {
        // Whether the anchor is there is known at the end.
        if inside.starts_with('#') || inside == PREVIOUS {
            return;
        }
        let (name, words) = match inside.split_once('?') {
            Some((name, words)) => (name, Some(words)),
            None => (inside, None),
        };
        if !FIELDS.contains(&name) {
            self.unknown(line, key, "field", name, FIELDS);
        } else if words.is_some_and(|words| words.trim().is_empty() || !words.starts_with(' ')) {
            self.problem(line, key, format!("has no words for the open choice `{name}`"), BRACES);
        } else if words.is_none() && !self.words.contains_key(name) {
            self.problem(
                line,
                key,
                format!("has no name for the gap `{name}`"),
                format!("`{name}: …` among the words"),
            );
        }
    }

    /// Adds a line to what the app reads.
    fn keep(&mut self, line: &str, about: &About) {
        let entries: Vec<_> = [("if", &about.condition), ("flag", &about.flag)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        if !entries.is_empty() {
            self.stripped.push_str(&format!("{COMMENT} {} {COMMENT_END}\n", entries.join("; ")));
        }
        self.stripped.push_str(line);
        self.stripped.push('\n');
    }

    fn check_whole(&self) {
        if !self.lines.iter().any(|line| line.kind == Kind::Title) {
            self.problem(1, "(title)", "missing", "a line `# Title` below the words");
        }
        let sections: Vec<_> = self.lines.iter().filter(|line| line.kind == Kind::Section).collect();
        for section in &sections {
            let own = self.lines.iter().skip_while(|line| line.number <= section.number);
            let mut own = own.take_while(|line| line.kind != Kind::Section);
            if !own.any(|line| line.kind == Kind::Clause && line.condition.is_empty()) {
                self.problem(section.number, &section.key, "can be empty", "a clause without a condition");
            }
        }
        self.check_references(&sections);
    }

    /// A section with a condition can only be referred to where that condition holds.
    fn check_references(&self, sections: &[&Line]) {
        let mut around = "";
        for line in &self.lines {
            if line.kind == Kind::Section {
                around = &line.condition;
            }
            for name in line.names.iter().filter_map(|name| name.strip_prefix('#')) {
                match sections.iter().find(|section| section.key == name) {
                    None => self.problem(
                        line.number,
                        &line.key,
                        format!("unknown section `{name}`"),
                        "the anchor of a section",
                    ),
                    Some(section) => {
                        let condition = &section.condition;
                        if !condition.is_empty() && ![around, &line.condition].contains(&condition.as_str()) {
                            let what = format!("refers to `{name}`, which may not be there");
                            self.problem(line.number, &line.key, what, format!("the condition `{condition}` here too"));
                        }
                    }
                }
            }
        }
    }

    /// Reports where this text has another structure than that of the default language.
    fn compare(&self, default: &Self) {
        for (here, there) in self.lines.iter().zip(&default.lines) {
            let alike = |line: &Line| (line.kind, line.condition.clone(), line.flag.clone(), line.names.clone());
            if alike(here) != alike(there) {
                let expected =
                    format!("kind, condition, flag, anchor and fields as in {}:{}", default.file, there.number);
                return self.problem(here.number, &here.key, "has another structure", expected);
            }
        }
        let (here, there) = (self.lines.len(), default.lines.len());
        if here != there {
            let line = self.lines.last().map_or(1, |line| line.number);
            self.problem(line, "(text)", format!("has {here} lines"), format!("{there} lines as in {}", default.file));
        }
    }
}
