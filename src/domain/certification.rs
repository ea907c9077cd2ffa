//! The certification log: per employee the webinars seen and the tests taken, as the user gives them. Nothing is
//! computed: the article names no pass mark.
//!
//! One employee is one text record, `cert.<number>`:
//! `{"name":"Jan","webinars":[1,2],"tests":[{"date":"2026-11-20","score":12,"outcome":"passed"}]}`. `date` and `score` may be
//! missing. So two tabs that change one employee make a conflict copy of that one, and two that change different ones
//! make none. The number is drawn at random: two colleagues who each add an employee to a copy of one dossier
//! add two, not a conflict.

use super::day::Day;
use super::json::{Fields, parse, quoted};
use crate::domain::order;

/// How many webinars there are. Source: the article, step 2.
pub const WEBINARS: u8 = 4;

/// The record of a name that is typed, and not added to the log yet.
pub const DRAFT_NAME: &str = "draft.cert.name";

/// The name of the record of a field of a test that is not added yet, to the log in this record:
/// `draft.cert.<number>.date`, of `date`, `score` and `outcome`. Holds what stands in the field, whatever it is.
#[must_use]
pub fn draft(record: &str, field: &str) -> String {
    ["draft.", record, ".", field].concat()
}

/// An employee's log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Employee {
    /// As typed.
    pub name: String,
    /// The webinars seen, 1 to [`WEBINARS`]: sorted, none twice.
    webinars: Vec<u8>,
    /// In the order of adding.
    pub tests: Vec<Attempt>,
    unknown: Vec<(String, String)>,
}

/// A test that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempt {
    /// On which day; `None` if not filled in.
    pub date: Option<Day>,
    /// How many answers were right; `None` if not filled in.
    pub score: Option<u32>,
    /// As the user says.
    pub outcome: Outcome,
    unknown: Vec<(String, String)>,
}

/// What came of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// The user says: passed.
    Passed,
    /// The user says: not passed.
    NotPassed,
    /// The user does not know, or has not said.
    #[default]
    NotKnown,
}

impl Outcome {
    /// All, in the order of showing.
    pub const ALL: [Self; 3] = [Self::Passed, Self::NotPassed, Self::NotKnown];

    /// How it is stored. For ever.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::NotPassed => "not-passed",
            Self::NotKnown => "not-known",
        }
    }

    /// What is stored so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }
}

/// What a text record turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<'a> {
    /// Empty: the employee was removed.
    Nothing,
    /// An employee.
    Employee(Employee),
    /// Something else, or of a newer version: show it as it is, and write over it only when told to.
    AsItIs(&'a str),
}

/// Why an employee's log is not stored as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The name is empty.
    NoName,
    /// Of this test, by index: the day has not come yet.
    Future(usize),
    /// Of this test, by index: the score is higher than this.
    TooHigh(usize, u32),
}

impl Employee {
    /// Someone of whom nothing but the name is known, as typed.
    #[must_use]
    pub fn new(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Whether this webinar was seen.
    #[must_use]
    pub fn has_seen(&self, webinar: u8) -> bool {
        self.webinars.contains(&webinar)
    }

    /// Sets whether this webinar was seen. One that does not exist changes nothing.
    pub fn set_seen(&mut self, webinar: u8, seen: bool) {
        self.webinars.retain(|known| *known != webinar);
        if seen && (1..=WEBINARS).contains(&webinar) {
            self.webinars.push(webinar);
            order::sort(&mut self.webinars);
        }
    }

    /// How many webinars were seen.
    #[must_use]
    pub fn seen_count(&self) -> usize {
        self.webinars.len()
    }

    /// Everything that is wrong with it. `questions`: how many the test has.
    #[must_use]
    pub fn problems(&self, today: Day, questions: u32) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(Problem::NoName);
        }
        for (index, test) in self.tests.iter().enumerate() {
            if test.date.is_some_and(|date| date > today) {
                problems.push(Problem::Future(index));
            }
            if test.score.is_some_and(|score| score > questions) {
                problems.push(Problem::TooHigh(index, questions));
            }
        }
        problems
    }

    /// The text of its record.
    #[must_use]
    pub fn to_text(&self) -> String {
        let webinars: Vec<_> = self.webinars.iter().map(u8::to_string).collect();
        let tests: Vec<_> = self.tests.iter().map(Attempt::to_text).collect();
        let known = [
            ("name", quoted(&self.name)),
            ("webinars", format!("[{}]", webinars.join(","))),
            ("tests", format!("[{}]", tests.join(","))),
        ];
        object(&known, &self.unknown)
    }
}

impl Attempt {
    /// A test as told.
    #[must_use]
    pub const fn new(date: Option<Day>, score: Option<u32>, outcome: Outcome) -> Self {
        Self { date, score, outcome, unknown: Vec::new() }
    }

    fn to_text(&self) -> String {
        let mut known = Vec::new();
        if let Some(date) = self.date {
            known.push(("date", quoted(&date.to_string())));
        }
        if let Some(score) = self.score {
            known.push(("score", score.to_string()));
        }
        known.push(("outcome", quoted(self.outcome.as_str())));
        object(&known, &self.unknown)
    }

    fn of(mut fields: Fields) -> Option<Self> {
        let date = fields.take_text("date");
        let score = fields.take("score");
        Some(Self {
            date: date.map(|date| Day::parse(&date).ok_or(())).transpose().ok()?,
            score: score.map(|score| score.parse()).transpose().ok()?,
            outcome: Outcome::parse(&fields.take_text("outcome")?)?,
            unknown: fields.0,
        })
    }
}

/// Reads the text of a `cert.<number>`.
#[must_use]
pub fn read(text: &str) -> Entry<'_> {
    if text.trim().is_empty() {
        return Entry::Nothing;
    }
    employee(text).map_or(Entry::AsItIs(text), Entry::Employee)
}

/// The name of the record of a new employee. `random`: 64 random bits. `None` if a thousand numbers in a row are taken.
pub fn free_name(random: u64, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    // Nine digits: enough that two colleagues never draw the same.
    let mut names = (0..1_000_u64).map(|more| format!("cert.{}", random.wrapping_add(more) % 1_000_000_000));
    names.find(|name| !is_taken(name))
}

fn employee(text: &str) -> Option<Employee> {
    let mut fields: Fields = parse(text)?;
    let mut employee = Employee { name: fields.take_text("name")?, ..Employee::default() };
    let webinars: Vec<u8> = parse(&fields.take("webinars")?)?;
    for webinar in webinars {
        if !(1..=WEBINARS).contains(&webinar) {
            return None;
        }
        employee.set_seen(webinar, true);
    }
    let tests: Vec<Fields> = parse(&fields.take("tests")?)?;
    for test in tests {
        employee.tests.push(Attempt::of(test)?);
    }
    employee.unknown = fields.0;
    Some(employee)
}

fn object(known: &[(&str, String)], unknown: &[(String, String)]) -> String {
    let known = known.iter().map(|(name, json)| format!("\"{name}\":{json}"));
    let unknown = unknown.iter().map(|(name, json)| format!("{}:{json}", quoted(name)));
    format!("{{{}}}", known.chain(unknown).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;

    const JAN: &str = r#"{"name":"Jan “de” Vries","webinars":[1,3],"tests":[{"date":"2026-11-20","score":12,"outcome":"not-passed"},{"outcome":"not-known"}]}"#;

    #[track_caller]
    fn employee(text: &str) -> Employee {
        match read(text) {
            Entry::Employee(employee) => employee,
            other => panic!("{other:?}"),
        }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn an_employee_is_stored_in_this_form() {
        let mut jan = Employee { name: "Jan “de” Vries".to_owned(), ..Employee::default() };
        jan.set_seen(3, true);
        jan.set_seen(1, true);
        let failed = Attempt {
            date: Some(day("2026-11-20")),
            score: Some(12),
            outcome: Outcome::NotPassed,
            ..Attempt::default()
        };
        jan.tests = vec![failed, Attempt::default()];
        assert_eq!(jan.to_text(), JAN);
        assert_eq!(employee(JAN), jan);
    }

    #[test]
    fn what_a_newer_version_added_survives_an_edit() {
        let newer = JAN.replace("12,", "12,\"by\":{\"n\":[1.50]},").replace("}]}", "}],\"e-mail\":null}");
        let newer = newer.replace(
            "\"by\":{\"n\":[1.50]},\"outcome\":\"not-passed\"",
            "\"outcome\":\"not-passed\",\"by\":{\"n\":[1.50]}",
        );
        let mut jan = employee(&newer);
        assert_eq!(jan.to_text(), newer);
        jan.set_seen(4, true);
        assert_eq!(jan.to_text(), newer.replace("[1,3]", "[1,3,4]"));
    }

    #[test]
    fn webinars_are_a_set_of_those_that_exist() {
        let mut jan = employee(JAN);
        for (webinar, seen) in [(3, true), (1, false), (4, true), (0, true), (5, true), (2, false)] {
            jan.set_seen(webinar, seen);
        }
        assert_eq!((0..=5).filter(|webinar| jan.has_seen(*webinar)).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(jan.seen_count(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_given_as_it_is() {
        assert_eq!(read(" \n"), Entry::Nothing);
        for (from, to) in [
            ("{\"name\"", "\"name\""),
            ("\"Jan “de” Vries\"", "7"),
            ("[1,3]", "[1,5]"),
            ("[1,3]", "[0]"),
            ("[1,3]", "{}"),
            ("2026-11-20", "2026-11-31"),
            ("12", "-1"),
            ("12", "12.5"),
            ("not-known", "maybe"),
            (",\"outcome\":\"not-passed\"", ""),
            ("\"tests\"", "\"trials\""),
        ] {
            let text = JAN.replacen(from, to, 1);
            assert_ne!(text, JAN, "{from}");
            assert_eq!(read(&text), Entry::AsItIs(&text));
        }
        assert_eq!(read("Jan: geslaagd"), Entry::AsItIs("Jan: geslaagd"));
        assert!(matches!(read(&"[".repeat(100_000)), Entry::AsItIs(_)));
    }

    #[test]
    fn a_test_in_the_future_and_a_score_beyond_the_questions_are_refused() {
        let jan = employee(JAN);
        assert_eq!(jan.problems(day("2026-11-20"), 15), []);
        assert_eq!(jan.problems(day("2026-11-19"), 11), [Problem::Future(0), Problem::TooHigh(0, 11)]);
        assert_eq!(jan.problems(day("2026-11-20"), 12), []);
        let nobody = Employee { name: " ".to_owned(), ..Employee::default() };
        assert_eq!(nobody.problems(day("2026-11-20"), 15), [Problem::NoName]);
    }

    #[test]
    fn a_new_employee_never_takes_the_place_of_another() {
        assert_eq!(free_name(2_000_000_007, |_| false).as_deref(), Some("cert.7"));
        assert_eq!(free_name(7, |name| name == "cert.7").as_deref(), Some("cert.8"));
        assert_eq!(free_name(7, |_| true), None);
    }

    #[test]
    fn outcomes_are_stored_for_ever_under_these_words() {
        assert_eq!(Outcome::ALL.map(Outcome::as_str), ["passed", "not-passed", "not-known"]);
        assert!(Outcome::ALL.into_iter().all(|outcome| Outcome::parse(outcome.as_str()) == Some(outcome)));
    }
}
