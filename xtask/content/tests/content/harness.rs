//! Stands for the app: the types that the generated file is written against.
#![deny(warnings)]

pub mod domain {
    pub mod guide {
        pub struct Guide {
            pub id: &'static str,
            pub checked: &'static str,
            pub steps: &'static [Step],
            pub milestones: &'static [Milestone],
        }
        pub struct Step {
            pub id: &'static str,
            pub fragment: &'static str,
            pub builds_on: &'static [usize],
            pub actions: &'static [Action],
            pub card: Option<u32>,
            pub tools: &'static [&'static str],
        }
        pub struct Action {
            pub id: &'static str,
            pub who: &'static [usize],
            pub is_message: bool,
        }
        pub struct Milestone {
            pub id: &'static str,
            pub after: usize,
            pub needs: &'static [usize],
            pub message: Option<usize>,
            pub icon: Icon,
        }
        pub enum Icon {
            Star,
            Flag,
        }
    }
}

/// What is generated, and the types it is written against.
#[deny(missing_docs)]
pub mod text {
    use std::fmt::Display;

    use self::by_hand::*;
    use crate::domain::guide::{Action, Guide, Icon, Milestone, Step};

    include!("content.rs");

    #[allow(missing_docs)]
    pub mod by_hand {
        use super::{Display, Ui};

        pub struct Labels {
            pub lang: &'static str,
            pub ui: Ui,
            pub headings: Headings,
            pub milestones: &'static [&'static str],
            pub parties: &'static [&'static str],
        }
        pub struct Source {
            pub kind: SourceKind,
            pub text: &'static str,
            pub place: Option<&'static str>,
            pub rests_on: &'static [usize],
        }
        pub enum SourceKind {
            Article,
            Document,
            Derived,
            Own,
        }
        pub struct Origin {
            pub at: &'static str,
            pub of: &'static str,
            pub sources: &'static [usize],
        }
        pub struct Headings {
            pub title_start: &'static str,
            pub lead_start: &'static str,
            pub title_half: &'static str,
            pub title_left: Plural,
            pub lead_left: Plural,
            pub title_done: &'static str,
            pub lead_done: &'static str,
        }
        pub struct Words {
            pub lang: &'static str,
            pub ui: &'static Ui,
            pub headings: &'static Headings,
            pub page: Page,
            pub intro: Intro,
            pub parties: &'static [&'static str],
            pub steps: &'static [StepWords],
            pub milestones: &'static [MilestoneWords],
        }
        pub struct Plural {
            pub one: &'static str,
            pub other: &'static str,
        }
        impl Plural {
            pub fn pick(&self, n: usize) -> &'static str {
                if n == 1 { self.one } else { self.other }
            }
        }
        pub struct Page {
            pub tagline: &'static str,
            pub description: &'static str,
            pub steps_title: &'static str,
            pub note_title: &'static str,
            pub note: &'static [&'static str],
            pub about_title: &'static str,
            pub about: &'static str,
        }
        pub struct Intro {
            pub title: &'static str,
            pub text: &'static [&'static str],
            pub ways: &'static [Way],
        }
        pub struct Way {
            pub title: &'static str,
            pub text: &'static str,
            pub boxes: [&'static str; 2],
            pub linked: bool,
        }
        pub struct StepWords {
            pub title: &'static str,
            pub short: &'static str,
            pub next_title: &'static str,
            pub next: &'static str,
            pub text: &'static [&'static str],
            pub builds: Option<&'static str>,
            pub place: &'static [&'static str],
            pub facts: &'static [Fact],
            pub actions: &'static [ActionWords],
            pub card: Option<CardWords>,
        }
        pub struct Fact {
            pub label: &'static str,
            pub text: &'static str,
        }
        pub struct ActionWords {
            pub what: &'static str,
            pub place: &'static [&'static str],
            pub why: Option<&'static str>,
            pub result: Option<&'static str>,
            pub pitfall: Option<&'static str>,
        }
        pub struct CardWords {
            pub title: &'static str,
            pub text: &'static str,
            pub unit: &'static str,
            pub place: &'static [&'static str],
            pub unknown_title: &'static str,
            pub unknown: &'static [&'static str],
        }
        pub struct MilestoneWords {
            pub title: &'static str,
            pub reached: &'static str,
            pub text: &'static str,
            pub text_reached: &'static str,
        }

        pub fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
            let mut text = template.to_owned();
            for (name, value) in values {
                text = text.replace(&format!("{{{name}}}"), &value.to_string());
            }
            text
        }
    }
}
