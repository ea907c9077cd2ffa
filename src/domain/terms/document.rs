//! The terms with the answers filled in: neutral, so that every output says the same.

use super::answers::{Answers, clean};
use super::fields::{Field, Kind};
use super::link::Link;
use super::names::PREVIOUS;
use super::template::{self, Line, LineKind, Part, parts};
use crate::domain::Day;

/// The terms of one firm.
///
/// Texts are one line each, without control characters. Sections are numbered from 1 without gaps, and so are the
/// clauses of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// Language code as in `<html lang>`.
    pub lang: &'a str,
    /// The heading of the whole.
    pub title: Vec<Inline<'a>>,
    /// The line with version and first day.
    pub version_line: Vec<Inline<'a>>,
    /// The mark and the sentence of a text that nobody has reviewed yet.
    pub concept: Option<Concept<'a>>,
    /// In order.
    pub sections: Vec<Section<'a>>,
}

/// What a text says that nobody has reviewed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concept<'a> {
    /// One word, before the title.
    pub mark: &'a str,
    /// One sentence, above everything.
    pub line: &'a str,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// From 1.
    pub number: usize,
    /// Stable for ever, the same in every language: `[a-z0-9-]+`.
    pub anchor: &'a str,
    /// Its heading, without the number.
    pub heading: Vec<Inline<'a>>,
    /// In order.
    pub clauses: Vec<Clause<'a>>,
}

/// One numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause<'a> {
    /// From 1 within the section.
    pub number: usize,
    /// Why a lawyer should look at it. One of [`super::names::FLAGS`].
    pub flag: Option<&'a str>,
    /// What it says.
    pub text: Vec<Inline<'a>>,
    /// The list under it; may be empty.
    pub items: Vec<Vec<Inline<'a>>>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline<'a> {
    /// Of the sample.
    Text(&'a str),
    /// An answer, as it stands in the document.
    Filled {
        /// Which one. [`PREVIOUS`] for a previous version, which is not asked for.
        field: &'static str,
        /// What is shown.
        text: String,
        /// Where it leads; always as [`Link`] wants it.
        link: Option<String>,
    },
    /// A field without an answer.
    Gap {
        /// Which one.
        field: &'static str,
        /// What is shown in its place.
        text: String,
    },
    /// A choice that only the firm can make, and has not made.
    Choice {
        /// Which one.
        field: &'static str,
        /// What is shown in its place, in square brackets.
        text: String,
    },
    /// The number of another section.
    Reference {
        /// Its anchor.
        anchor: &'a str,
        /// Its number.
        text: String,
    },
}

impl Inline<'_> {
    /// What is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Filled { text, .. }
            | Self::Gap { text, .. }
            | Self::Choice { text, .. }
            | Self::Reference { text, .. } => text,
        }
    }
}

/// A version that was in force before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    /// As the firm named it.
    pub version: String,
    /// Its first day.
    pub start: Option<Day>,
}

impl<'a> Document<'a> {
    /// The document that a text gives with these answers. `template`: as the module `template` describes it. `previous`:
    /// newest first.
    #[must_use]
    pub fn new(template: &'a str, lang: &'a str, answers: &Answers, previous: &[Previous]) -> Self {
        let writer = Writer { template, answers, previous, sections: kept_sections(template, answers, previous) };
        let mut document = Self {
            lang,
            title: Vec::new(),
            version_line: writer.inlines(template::word(template, "version-line")),
            concept: writer.concept(),
            sections: Vec::new(),
        };
        for line in kept_lines(template, answers, previous) {
            document.add(line, &writer);
        }
        document
    }

    fn add(&mut self, line: Line<'a>, writer: &Writer<'a, '_>) {
        match line.kind {
            LineKind::Title(title) => self.title = writer.inlines(title),
            LineKind::Section { heading, anchor } => {
                let (number, heading) = (self.sections.len() + 1, writer.inlines(heading));
                self.sections.push(Section { number, anchor, heading, clauses: Vec::new() });
            }
            LineKind::Clause(text) => {
                let Some(section) = self.sections.last_mut() else { return };
                let flag = (!line.flag.is_empty()).then_some(line.flag);
                let (number, text) = (section.clauses.len() + 1, writer.inlines(text));
                section.clauses.push(Clause { number, flag, text, items: Vec::new() });
            }
            LineKind::Item(item) => {
                let clause = self.sections.last_mut().and_then(|section| section.clauses.last_mut());
                if let Some(clause) = clause {
                    writer.add_items(&mut clause.items, item);
                }
            }
        }
    }

    /// Every stretch of it, in the order of reading.
    pub fn inlines(&self) -> impl Iterator<Item = &Inline<'a>> {
        let head = self.title.iter().chain(&self.version_line);
        head.chain(self.sections.iter().flat_map(|section| {
            let texts =
                section.clauses.iter().flat_map(|clause| clause.text.iter().chain(clause.items.iter().flatten()));
            section.heading.iter().chain(texts)
        }))
    }

    /// The fields without an answer that it asks for, each once, in the order of reading.
    #[must_use]
    pub fn gaps(&self) -> Vec<&'static str> {
        once(self.inlines().filter_map(|inline| match inline {
            Inline::Gap { field, .. } => Some(*field),
            _ => None,
        }))
    }

    /// The choices that only the firm can make and has not made, each once, in the order of reading.
    #[must_use]
    pub fn open_choices(&self) -> Vec<&'static str> {
        once(self.inlines().filter_map(|inline| match inline {
            Inline::Choice { field, .. } => Some(*field),
            _ => None,
        }))
    }

    /// The flags of its clauses, each once, in the order of reading.
    #[must_use]
    pub fn flags(&self) -> Vec<&'a str> {
        once(self.sections.iter().flat_map(|section| &section.clauses).filter_map(|clause| clause.flag))
    }
}

/// An answer as it stands in a document with this template; empty if there is none.
#[must_use]
pub fn shown(template: &str, answers: &Answers, field: &Field) -> String {
    Writer { template, answers, previous: &[], sections: Vec::new() }.shown(field).0
}

fn once<'s>(names: impl Iterator<Item = &'s str>) -> Vec<&'s str> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// An answer that ends with a dot, such as `B.V.`, needs no other at the end of its sentence.
fn one_dot(inlines: &mut [Inline<'_>]) {
    let mut is_after_dot = false;
    for inline in inlines {
        if let Inline::Text(text) = inline
            && is_after_dot
        {
            *text = text.strip_prefix('.').unwrap_or(text);
        }
        is_after_dot = matches!(inline, Inline::Filled { text, .. } if text.ends_with('.'));
    }
}

/// The lines whose condition holds, without those of sections whose condition does not.
fn kept_lines<'a>(template: &'a str, answers: &Answers, previous: &[Previous]) -> impl Iterator<Item = Line<'a>> {
    let (mut in_section, mut in_clause) = (true, true);
    template::lines(template).filter(move |line| {
        let holds = if line.condition == PREVIOUS {
            !previous.is_empty()
        } else {
            answers.holds(line.condition).unwrap_or(true)
        };
        match line.kind {
            LineKind::Title(_) => holds,
            LineKind::Section { .. } => {
                (in_section, in_clause) = (holds, true);
                holds
            }
            LineKind::Clause(_) => {
                in_clause = holds;
                in_section && holds
            }
            LineKind::Item(_) => in_section && in_clause && holds,
        }
    })
}

/// The anchors of the sections that are there, in order.
fn kept_sections<'a>(template: &'a str, answers: &Answers, previous: &[Previous]) -> Vec<&'a str> {
    let anchor = |line: Line<'a>| match line.kind {
        LineKind::Section { anchor, .. } => Some(anchor),
        _ => None,
    };
    kept_lines(template, answers, previous).filter_map(anchor).collect()
}

/// Fills in one line after another.
struct Writer<'a, 'w> {
    template: &'a str,
    answers: &'w Answers,
    previous: &'w [Previous],
    sections: Vec<&'a str>,
}

impl<'a> Writer<'a, '_> {
    fn inlines(&self, line: &'a str) -> Vec<Inline<'a>> {
        let fill = |part| match part {
            Part::Text(text) => Inline::Text(text),
            Part::Field(name) => self.field(name, None),
            Part::Choice(name, words) => self.field(name, Some(words)),
            Part::Reference(anchor) => {
                let at = self.sections.iter().position(|known| *known == anchor);
                Inline::Reference { anchor, text: at.map_or_else(|| "?".to_owned(), |at| (at + 1).to_string()) }
            }
        };
        let mut inlines: Vec<_> = parts(line).into_iter().map(fill).collect();
        one_dot(&mut inlines);
        inlines
    }

    /// The answer; without one the words of the choice, or the gap.
    fn field(&self, name: &'a str, choice: Option<&str>) -> Inline<'a> {
        let Some(field) = Field::of(name) else { return Inline::Text(name) };
        let field_id = field.id;
        let (text, link) = self.shown(field);
        match choice {
            _ if !text.is_empty() => Inline::Filled { field: field_id, text, link },
            Some(words) => Inline::Choice { field: field_id, text: format!("[{words}]") },
            None => {
                let name = template::word(self.template, name);
                Inline::Gap { field: field_id, text: template::word(self.template, "gap").replace("{name}", name) }
            }
        }
    }

    /// The answer as it stands in the document, and where it leads. Empty if there is none.
    fn shown(&self, field: &Field) -> (String, Option<String>) {
        let answer = self.answers.clean(field.id);
        match field.kind {
            Kind::Choice(_) => {
                let choice = self.answers.choice(field.id);
                (template::word(self.template, &format!("{}={choice}", field.id)).to_owned(), None)
            }
            Kind::Date => (Day::parse(&answer).map_or(answer, |day| self.date(day)), None),
            Kind::Link => {
                let link = Link::parse(&answer).ok().map(|link| link.as_str().to_owned());
                (answer, link)
            }
            _ => (answer, None),
        }
    }

    /// "1 december 2026".
    fn date(&self, day: Day) -> String {
        let (year, month, day) = day.parts();
        let mut months = template::word(self.template, "months").split(", ");
        let name = usize::try_from(month - 1).ok().and_then(|month| months.nth(month)).unwrap_or_default();
        format!("{day} {name} {year}")
    }

    /// One item, or one for each previous version.
    fn add_items(&self, items: &mut Vec<Vec<Inline<'a>>>, item: &'a str) {
        if parts(item) != [Part::Field(PREVIOUS)] {
            return items.push(self.inlines(item));
        }
        for Previous { version, start } in self.previous {
            let version = clean(version);
            let text = start.map_or_else(|| version.clone(), |day| format!("{version}, {}", self.date(day)));
            items.push(vec![Inline::Filled { field: PREVIOUS, text, link: None }]);
        }
    }

    fn concept(&self) -> Option<Concept<'a>> {
        let word = |name| template::word(self.template, name);
        self.answers.reviewed().is_none().then(|| Concept { mark: word("concept"), line: word("concept-line") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<!-- words\nconcept: CONCEPT\nconcept-line: Niet nagekeken.\nversion-line: Versie {version}\n\
        gap: [vul in: {name}]\nmonths: januari, februari\nlegal-name: naam\nversion: versie\nlegal-form=bv: besloten\n-->\n\
        # Titel\n## Een {#een}\nWij zijn {legal-name}. Zie {#twee}.\n<!-- if: trade-name -->\nOok {trade-name}.\n- item\n\
        <!-- if: telephony -->\n## Bellen {#bellen}\nBel.\n- mee\n\
        ## Twee {#twee}\n<!-- flag: consumers -->\nVanaf {start-date}, {court? kies zelf: welke}, {legal-form}.\n\
        <!-- if: previous -->\nEerder:\n- {previous}\n";

    fn document(pairs: &[(&str, &str)], previous: &[Previous]) -> Document<'static> {
        let mut answers = Answers::new();
        pairs.iter().for_each(|(id, answer)| answers.set(id, answer));
        Document::new(TEMPLATE, "nl", &answers, previous)
    }

    fn shown(document: &Document<'_>) -> String {
        let text = |parts: &[Inline<'_>]| parts.iter().map(Inline::text).collect::<String>();
        let lines = document.sections.iter().map(|section| {
            let clauses = section.clauses.iter().map(|clause| {
                let items: Vec<_> = clause.items.iter().map(|item| text(item)).collect();
                format!("{} {} {}", clause.number, text(&clause.text), items.join("/"))
            });
            format!("{} {}|{}", section.number, text(&section.heading), clauses.collect::<Vec<_>>().join("|"))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_not_answered_is_a_gap_or_an_open_choice() {
        let document = document(&[], &[]);
        assert_eq!(
            shown(&document),
            "1 Een|1 Wij zijn [vul in: naam]. Zie 2. \n2 Twee|1 Vanaf [vul in: ], [kies zelf: welke], [vul in: ]. "
        );
        assert_eq!(document.gaps(), ["version", "legal-name", "start-date", "legal-form"]);
        assert_eq!(document.open_choices(), ["court"]);
        assert_eq!(document.flags(), ["consumers"]);
        assert_eq!(document.concept, Some(Concept { mark: "CONCEPT", line: "Niet nagekeken." }));
    }

    #[test]
    fn numbers_follow_the_sections_and_clauses_that_are_there() {
        let filled =
            [("services", "both"), ("trade-name", "X"), ("legal-name", "A B.V."), ("start-date", "2026-02-01")];
        let more = [("court", "Ede"), ("legal-form", "bv"), ("reviewed-by", "Y"), ("reviewed-on", "2026-01-01")];
        let document = document(&[filled, more].concat(), &[]);
        assert_eq!(
            shown(&document),
            "1 Een|1 Wij zijn A B.V. Zie 3. |2 Ook X. item\n2 Bellen|1 Bel. mee\n\
            3 Twee|1 Vanaf 1 februari 2026, Ede, besloten. "
        );
        assert_eq!((document.gaps(), document.open_choices(), document.concept), (vec!["version"], vec![], None));
    }

    #[test]
    fn each_previous_version_is_an_item() {
        let previous = [
            Previous { version: "2".to_owned(), start: Day::parse("2026-01-31") },
            Previous { version: "1 \n".to_owned(), start: None },
        ];
        let document = document(&[], &previous);
        let clause = document.sections.last().and_then(|section| section.clauses.last());
        let items = clause.map(|clause| clause.items.iter().flatten().map(Inline::text).collect::<Vec<_>>());
        assert_eq!(items, Some(vec!["2, 31 januari 2026", "1"]));
    }
}
