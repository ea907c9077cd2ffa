//! What a record is about, as its name says.

use super::progress::{CLEARED, Progress};

/// The record that holds the name of its dossier.
pub const DOSSIER_NAME: &str = "dossier.name";

/// The record of the name of a dossier that is not begun yet.
pub const DRAFT_DOSSIER: &str = "draft.dossier.name";

/// The name of the record of the day on which one wants to be reminded of an action: `draft.reminder.step-6.access`.
#[must_use]
pub fn draft_reminder(action: &str) -> String {
    ["draft.reminder.", action].concat()
}

/// What a record is about. Steps, actions and milestones are indices into the guide; the rest is the last part of the
/// name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic<'a> {
    /// The tick of an action; of a message, the day on which it came.
    Tick {
        /// Of this step.
        step: usize,
        /// Within the step.
        action: usize,
    },
    /// `note.<step>`: what someone noted at a step.
    Note(usize),
    /// `date.<step>`: the day on which the step was done.
    Date(usize),
    /// `by.<step>`: who did the step.
    By(usize),
    /// `wait.<action>.since`: the day since when somebody is waited for.
    Since {
        /// Of this step.
        step: usize,
        /// Within the step.
        action: usize,
    },
    /// `wait.<action>.who`: who is waited for.
    Who {
        /// Of this step.
        step: usize,
        /// Within the step.
        action: usize,
    },
    /// `cert.<number>`: the certification log of an employee.
    Employee(&'a str),
    /// `company.<field>`.
    Company(&'a str),
    /// `terms.<field>`.
    Terms(&'a str),
    /// `embed.<field>`.
    Embed(&'a str),
    /// `draft.<rest>`: typed, and not added yet to what its group is.
    Draft(Group),
    /// [`DOSSIER_NAME`].
    DossierName,
    /// [`CLEARED`].
    Cleared,
    /// A newer version may know it.
    Other,
}

/// Where topics stand together, in the order of showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The name of the dossier, and its being cleared.
    Dossier,
    /// Everything of one step, by index.
    Step(usize),
    /// The certification log.
    Certification,
    /// The company's own data.
    Company,
    /// The terms of service.
    Terms,
    /// The snippet.
    Embed,
    /// Whatever else.
    Other,
}

impl<'a> Topic<'a> {
    /// What the record of this name is about.
    #[must_use]
    pub fn of(name: &'a str, progress: &Progress) -> Self {
        let known = match name {
            DOSSIER_NAME => Some(Self::DossierName),
            CLEARED => Some(Self::Cleared),
            _ => progress.place(name).map(|(step, action)| Self::Tick { step, action }),
        };
        known.or_else(|| Self::by_first_part(name, progress)).unwrap_or(Self::Other)
    }

    fn by_first_part(name: &'a str, progress: &Progress) -> Option<Self> {
        let (first, rest) = name.split_once('.')?;
        let guide = progress.guide();
        let step = || guide.steps.iter().position(|step| step.id == rest);
        match first {
            "note" => step().map(Self::Note),
            "date" => step().map(Self::Date),
            "by" => step().map(Self::By),
            "wait" => {
                let (action, part) = rest.rsplit_once('.')?;
                let (step, action) = progress.place(action)?;
                match part {
                    "since" => Some(Self::Since { step, action }),
                    "who" => Some(Self::Who { step, action }),
                    _ => None,
                }
            }
            "cert" => Some(Self::Employee(rest)),
            "company" => Some(Self::Company(rest)),
            "terms" => Some(Self::Terms(rest)),
            "embed" => Some(Self::Embed(rest)),
            "draft" => Some(Self::Draft(Self::group_of_draft(rest, progress))),
            _ => None,
        }
    }

    /// Where it will stand once it is added.
    fn group_of_draft(name: &str, progress: &Progress) -> Group {
        match name.split_once('.') {
            Some(("cert", _)) => Group::Certification,
            Some(("dossier", _)) => Group::Dossier,
            Some(("reminder", action)) => progress.place(action).map_or(Group::Other, |(step, _)| Group::Step(step)),
            _ => Group::Other,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Self::DossierName | Self::Cleared => Group::Dossier,
            Self::Note(step) | Self::Date(step) | Self::By(step) => Group::Step(step),
            Self::Tick { step, .. } | Self::Since { step, .. } | Self::Who { step, .. } => Group::Step(step),
            Self::Employee(_) => Group::Certification,
            Self::Company(_) => Group::Company,
            Self::Terms(_) => Group::Terms,
            Self::Embed(_) => Group::Embed,
            Self::Draft(group) => group,
            Self::Other => Group::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::certification::{DRAFT_NAME, draft};
    use super::super::guide::{Action, Guide, Icon, Milestone, Step};
    use super::*;

    static GUIDE: Guide = Guide {
        id: "guide",
        checked: "2026-01-31",
        steps: &[
            Step { id: "step-1", fragment: "stap-1", builds_on: &[], actions: &[], card: None, tools: &[] },
            Step {
                id: "step-2",
                fragment: "stap-2",
                builds_on: &[],
                actions: &[
                    Action { id: "step-2.a", who: &[], is_message: false },
                    Action { id: "step-2.b.c", who: &[], is_message: true },
                ],
                card: None,
                tools: &[],
            },
        ],
        milestones: &[Milestone { id: "end", after: 1, needs: &[], message: Some(1), icon: Icon::Flag }],
    };

    #[test]
    fn a_name_says_what_its_record_is_about_and_where_that_stands() {
        let progress = Progress::new(&GUIDE);
        for (name, topic, group) in [
            ("step-2.a", Topic::Tick { step: 1, action: 0 }, Group::Step(1)),
            ("note.step-1", Topic::Note(0), Group::Step(0)),
            ("date.step-2", Topic::Date(1), Group::Step(1)),
            ("by.step-2", Topic::By(1), Group::Step(1)),
            ("wait.step-2.b.c.since", Topic::Since { step: 1, action: 1 }, Group::Step(1)),
            ("wait.step-2.a.who", Topic::Who { step: 1, action: 0 }, Group::Step(1)),
            ("cert.12", Topic::Employee("12"), Group::Certification),
            ("company.legal-name", Topic::Company("legal-name"), Group::Company),
            ("terms.version", Topic::Terms("version"), Group::Terms),
            ("embed.link", Topic::Embed("link"), Group::Embed),
            (DRAFT_NAME, Topic::Draft(Group::Certification), Group::Certification),
            (&draft("cert.12", "date"), Topic::Draft(Group::Certification), Group::Certification),
            (DRAFT_DOSSIER, Topic::Draft(Group::Dossier), Group::Dossier),
            (&draft_reminder("step-2.b.c"), Topic::Draft(Group::Step(1)), Group::Step(1)),
            (&draft_reminder("step-9.a"), Topic::Draft(Group::Other), Group::Other),
            ("draft.later", Topic::Draft(Group::Other), Group::Other),
            (DOSSIER_NAME, Topic::DossierName, Group::Dossier),
            (CLEARED, Topic::Cleared, Group::Dossier),
        ] {
            let found = Topic::of(name, &progress);
            assert_eq!((found, found.group()), (topic, group), "{name}");
        }
    }

    #[test]
    fn a_name_that_this_version_does_not_know_is_of_another_topic() {
        let progress = Progress::new(&GUIDE);
        for name in ["", "step-9.a", "note.step-9", "wait.step-2.a", "wait.step-9.a.who", "received.x", "cert", "new.x"]
        {
            let found = Topic::of(name, &progress);
            assert_eq!((found, found.group()), (Topic::Other, Group::Other), "{name}");
        }
    }
}
