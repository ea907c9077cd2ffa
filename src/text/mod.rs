//! Every word a visitor reads, per language. Written by the build from `content/`: a text that is missing in one
//! language is a build error, never an empty place on the page.

pub mod embed;
pub mod files;
pub mod letters;
pub mod loaded;
pub mod page_check;
pub mod rehearsal;
pub mod terms;

use std::fmt::Display;

use crate::domain::guide::{Action, Guide, Icon, Milestone, Step};

pub use written::{GUIDE, LABELS, LANGUAGES, ORIGINS, SOURCES, TERMS, Ui, tools};

/// Written by the build. Its indices are those of statics, checked while compiling.
#[allow(clippy::indexing_slicing)]
mod written {
    #[cfg(target_arch = "wasm32")]
    use super::loaded::{Loaded, Texts};
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/content.rs"));
}

/// The words in one language that change while the page is open: all that the app itself needs. The rest of the
/// words stand in the page, which is written while building.
pub struct Labels {
    /// Language code as in `<html lang>`: `nl`.
    pub lang: &'static str,
    /// Labels, buttons and messages.
    pub ui: Ui,
    /// The first words of the page, by progress.
    pub headings: Headings,
    /// Names of the milestones; same order as [`Guide::milestones`].
    pub milestones: &'static [&'static str],
    /// Who can act; same order as [`Action::who`] counts.
    pub parties: &'static [&'static str],
}

/// What a text rests on.
pub struct Source {
    /// Of which kind it is.
    pub kind: SourceKind,
    /// The sentence of the article; of a document, what it says; otherwise why the text may say so. In the language of
    /// the article.
    pub text: &'static str,
    /// Where a document is found.
    pub place: Option<&'static str>,
    /// What it is derived from: indices into [`SOURCES`].
    pub rests_on: &'static [usize],
}

/// Kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// The article, word for word.
    Article,
    /// Another document.
    Document,
    /// What follows from others.
    Derived,
    /// Ours, and no fact.
    Own,
}

/// Which sources a text rests on.
pub struct Origin {
    /// Where the text stands: `step-1.actions.sign-in`.
    pub at: &'static str,
    /// Which of the texts there: `why`.
    pub of: &'static str,
    /// Indices into [`SOURCES`].
    pub sources: &'static [usize],
}

/// The first words of the page, by progress.
pub struct Headings {
    /// Heading before the first tick.
    pub title_start: &'static str,
    /// Under that heading.
    pub lead_start: &'static str,
    /// Heading with exactly half of the steps done.
    pub title_half: &'static str,
    /// Heading with `{n}` steps to go.
    pub title_left: Plural,
    /// Under that heading.
    pub lead_left: Plural,
    /// Heading when all is done.
    pub title_done: &'static str,
    /// Under that heading.
    pub lead_done: &'static str,
}

/// All words in one language.
pub struct Words {
    /// Language code as in `<html lang>`: `nl`.
    pub lang: &'static str,
    /// Labels, buttons and messages.
    pub ui: &'static Ui,
    /// The first words of the page, by progress.
    pub headings: &'static Headings,
    /// The page around the steps.
    pub page: Page,
    /// What the programme's product is.
    pub intro: Intro,
    /// Who can act; same order as [`Action::who`] counts.
    pub parties: &'static [&'static str],
    /// Same order as [`Guide::steps`].
    pub steps: &'static [StepWords],
    /// Same order as [`Guide::milestones`].
    pub milestones: &'static [MilestoneWords],
}

/// A text that differs for one and for more.
pub struct Plural {
    /// For exactly one.
    pub one: &'static str,
    /// For zero, two and more.
    pub other: &'static str,
}

impl Plural {
    /// The form for `n` things.
    #[must_use]
    pub const fn pick(&self, n: usize) -> &'static str {
        if n == 1 { self.one } else { self.other }
    }
}

/// The page around the steps.
pub struct Page {
    /// One sentence beside the name.
    pub tagline: &'static str,
    /// For search engines.
    pub description: &'static str,
    /// Above the steps.
    pub steps_title: &'static str,
    /// How old the source is: heading.
    pub note_title: &'static str,
    /// How old the source is: paragraphs; `{date}` is the day of the last check.
    pub note: &'static [&'static str],
    /// Heading over the source, in the footer.
    pub about_title: &'static str,
    /// The source, in the footer.
    pub about: &'static str,
}

/// What the programme's product is.
pub struct Intro {
    /// The question it answers.
    pub title: &'static str,
    /// Paragraphs.
    pub text: &'static [&'static str],
    /// Ways to buy.
    pub ways: &'static [Way],
}

/// One way to buy, drawn as two boxes.
pub struct Way {
    /// Its name.
    pub title: &'static str,
    /// One or two sentences.
    pub text: &'static str,
    /// Words in the drawing.
    pub boxes: [&'static str; 2],
    /// Two boxes with a line between them; otherwise one block of two.
    pub linked: bool,
}

/// The words of one step.
pub struct StepWords {
    /// Heading.
    pub title: &'static str,
    /// Name on the path.
    pub short: &'static str,
    /// Heading of the call-out when this step is next.
    pub next_title: &'static str,
    /// Sentence of that call-out.
    pub next: &'static str,
    /// Paragraphs.
    pub text: &'static [&'static str],
    /// Why it builds on other steps; present exactly when it does.
    pub builds: Option<&'static str>,
    /// Menu path of the whole step; may be empty.
    pub place: &'static [&'static str],
    /// Side facts.
    pub facts: &'static [Fact],
    /// Same order as [`Step::actions`].
    pub actions: &'static [ActionWords],
    /// A card with one number; present exactly when [`Step::card`] is.
    pub card: Option<CardWords>,
}

/// A label and what it says.
pub struct Fact {
    /// What it is about.
    pub label: &'static str,
    /// The fact.
    pub text: &'static str,
}

/// The words of one action.
pub struct ActionWords {
    /// What to do: the label of the tick.
    pub what: &'static str,
    /// Menu path; may be empty.
    pub place: &'static [&'static str],
    /// Why.
    pub why: Option<&'static str>,
    /// What one gets back.
    pub result: Option<&'static str>,
    /// What often goes wrong.
    pub pitfall: Option<&'static str>,
}

/// A card with one number.
pub struct CardWords {
    /// Heading.
    pub title: &'static str,
    /// One sentence.
    pub text: &'static str,
    /// What the number counts.
    pub unit: &'static str,
    /// Menu path; may be empty.
    pub place: &'static [&'static str],
    /// Heading over what nobody wrote down.
    pub unknown_title: &'static str,
    /// What nobody wrote down.
    pub unknown: &'static [&'static str],
}

/// The words of one milestone.
pub struct MilestoneWords {
    /// Name, before it is reached.
    pub title: &'static str,
    /// Sentence once reached.
    pub reached: &'static str,
    /// How to reach it.
    pub text: &'static str,
    /// What follows once reached.
    pub text_reached: &'static str,
}

/// Puts values into a template: `{name}` becomes the value of that name. Unknown names stay as they are.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value.to_string(), after))
        });
        match value {
            Some((value, after)) => {
                text.push_str(&value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The language with this code, or the first one.
#[must_use]
pub fn language(code: &str) -> usize {
    LABELS.iter().position(|words| code.split('-').next() == Some(words.lang)).unwrap_or_default()
}

impl Ui {
    /// `n` as it stands in a sentence: in letters as far as the language's list goes, then in digits.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        self.numbers.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
    }

    /// A day such as `2026-11-22`, written out; as it is, if it is no such day.
    #[must_use]
    pub fn date(&self, day: &str) -> String {
        let mut parts = day.split('-').map(|part| part.parse::<usize>().ok());
        let (Some(Some(year)), Some(Some(month)), Some(Some(day_of_month))) =
            (parts.next(), parts.next(), parts.next())
        else {
            return day.to_owned();
        };
        match month.checked_sub(1).and_then(|month| self.months.get(month)) {
            Some(month) => self.date_of(day_of_month, month, year),
            None => day.to_owned(),
        }
    }
}

/// " · na stap 1, 2 en 3"; nothing for no steps. `steps`: their indices.
#[must_use]
pub fn after(ui: &Ui, steps: &[usize]) -> String {
    let numbers: Vec<String> = steps.iter().map(|step| (step + 1).to_string()).collect();
    let text = match numbers.as_slice() {
        [] => return String::new(),
        [one] => ui.after_step(one),
        _ => ui.after_steps(list(&numbers, ui.and)),
    };
    [" · ", &text].concat()
}

/// "1, 2 en 3".
#[must_use]
pub fn list(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {joint} {last}", most.join(", ")),
    }
}
