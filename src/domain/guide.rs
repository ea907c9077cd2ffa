//! The structure of the guide: what there is to do, in which order, and who acts. The words stand elsewhere.
//!
//! Every `id` is stable for ever: never reused, and never derived from words, so that rewording loses no tick.

/// One guide: all steps of one programme. Generated from `content/guide.toml` while building.
#[derive(Debug)]
pub struct Guide {
    /// Stable for ever.
    pub id: &'static str,
    /// The day on which the content was last held against its sources, as `2026-01-31`.
    pub checked: &'static str,
    /// In the order of reading. A step is named by its index in here, from 0.
    pub steps: &'static [Step],
    /// In the order of showing.
    pub milestones: &'static [Milestone],
}

/// One step of the guide.
#[derive(Debug)]
pub struct Step {
    /// Stable for ever: `step-1`.
    pub id: &'static str,
    /// The hash of its section, the same in every language and stable for ever: `stap-1`.
    pub fragment: &'static str,
    /// Indices of the steps that should be done before this one.
    pub builds_on: &'static [usize],
    /// What there is to tick, in order. May be empty: then the step is only read.
    pub actions: &'static [Action],
    /// The number of its card, if it has one.
    pub card: Option<u32>,
    /// Names of the tools that help with it: `terms`.
    pub tools: &'static [&'static str],
}

/// One thing to do and tick.
#[derive(Debug)]
pub struct Action {
    /// Stable for ever, and the name of its record: `step-6.send-links`. Unique within the guide.
    pub id: &'static str,
    /// Who acts: indices into the guide's parties, of which the first is the partner.
    pub who: &'static [usize],
    /// Whether it is a message that the partner receives: done once the day is recorded, never by a tick alone.
    pub is_message: bool,
}

impl Action {
    /// Whether it is for others alone.
    #[must_use]
    pub fn is_of_others(&self) -> bool {
        !self.who.contains(&0)
    }
}

/// A point worth celebrating.
#[derive(Debug)]
pub struct Milestone {
    /// Stable for ever.
    pub id: &'static str,
    /// The index of the step behind which it is shown.
    pub after: usize,
    /// Indices of the steps that must be done to reach it.
    pub needs: &'static [usize],
    /// The message that it is reached by, whatever else is done: an index among the actions of step `after`.
    pub message: Option<usize>,
    /// What is drawn.
    pub icon: Icon,
}

/// The picture of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Something is earned.
    Star,
    /// An end is reached.
    Flag,
}
