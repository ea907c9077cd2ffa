//! `cargo xtask test`: the parts, their order, and the summary at the end.

use crate::{
    checks,
    failure::{Failure, Outcome},
    install::{self, Needs},
    lighthouse, reproducible, run,
    system::Program,
    tools,
};
use std::time::{Duration, Instant};

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Formatting.
    Fmt,
    /// Lints.
    Clippy,
    /// Documentation.
    Docs,
    /// What comes from others.
    Deny,
    /// Tests that need no browser.
    Native,
    /// The release and the second guide.
    Build,
    /// Sizes.
    Budgets,
    /// HTML validity.
    Html,
    /// Verdicts of Lighthouse.
    Lighthouse,
    /// Tests in a browser, of single parts.
    Web,
    /// Tests of the built page in two browsers.
    E2e,
    /// Whether somebody else gets the same bytes.
    Reproducible,
}

impl Part {
    /// In the order in which they run: what is quick first.
    pub const ALL: [Self; 12] = [
        Self::Fmt,
        Self::Clippy,
        Self::Docs,
        Self::Deny,
        Self::Native,
        Self::Build,
        Self::Budgets,
        Self::Html,
        Self::Lighthouse,
        Self::Web,
        Self::E2e,
        Self::Reproducible,
    ];

    /// As typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Docs => "docs",
            Self::Deny => "deny",
            Self::Native => "native",
            Self::Build => "build",
            Self::Budgets => "budgets",
            Self::Html => "html",
            Self::Lighthouse => "lighthouse",
            Self::Web => "web",
            Self::E2e => "e2e",
            Self::Reproducible => "reproducible",
        }
    }

    /// For the help.
    pub fn about(self) -> &'static str {
        match self {
            Self::Fmt => "formatting (rustfmt)",
            Self::Clippy => "lints on the host, for prerendering and for WebAssembly",
            Self::Docs => "the documentation builds without warnings",
            Self::Deny => "licences, sources, versions and build scripts of what comes from others (cargo-deny)",
            Self::Native => "tests without a browser",
            Self::Build => "the release, and a second guide from other content",
            Self::Budgets => "what the first visit loads is small enough",
            Self::Html => "the pages are valid HTML (Nu HTML checker)",
            Self::Lighthouse => "accessibility, best practices and findability: all points of Lighthouse",
            Self::Web => "tests in headless Chromium, of single parts of the page",
            Self::Reproducible => "another folder and home give the same bytes (some minutes; only when named)",
            Self::E2e => "the built page in headless Chromium and Firefox, with accessibility; files in LibreOffice",
        }
    }

    /// What must be installed for it.
    pub fn needs(self) -> Needs {
        let needs = |wasm, tools: &[&'static tools::Tool], programs: &[Program]| Needs {
            wasm,
            tools: tools.to_vec(),
            programs: programs.to_vec(),
        };
        let (chromium, driver) = (Program::Chromium, Program::Chromedriver);
        match self {
            Self::Fmt | Self::Docs | Self::Native | Self::Budgets => Needs::default(),
            Self::Clippy => needs(true, &[], &[]),
            Self::Deny => needs(false, &[&tools::DENY], &[]),
            Self::Build | Self::Reproducible => Needs::to_build(),
            Self::Html => needs(false, &[&tools::VNU], &[Program::Java]),
            Self::Lighthouse => lighthouse::needs(),
            Self::Web => needs(true, &[&tools::WASM_BINDGEN], &[chromium, driver]),
            Self::E2e => needs(
                false,
                &[&tools::GECKODRIVER, &tools::AXE, &tools::VNU, &tools::ICAL],
                &[chromium, driver, Program::Firefox, Program::Java, Program::LibreOffice, Program::Poppler],
            ),
        }
    }

    /// Whether it runs only when named: a second build from nothing takes as long as everything else together. To be run before
    /// a version is handed out, and after a change to how the page is built.
    fn is_on_request(self) -> bool {
        matches!(self, Self::Reproducible)
    }

    /// Whether it looks at `dist/`.
    fn looks_at_dist(self) -> bool {
        matches!(self, Self::Budgets | Self::Html | Self::Lighthouse | Self::E2e | Self::Reproducible)
    }
}

/// How many tests, or checks, went how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Went well.
    pub passed: u32,
    /// Did not.
    pub failed: u32,
}

impl Count {
    /// One check.
    pub fn one(passed: bool) -> Self {
        Self { passed: u32::from(passed), failed: u32::from(!passed) }
    }

    /// Adds what a line of `cargo test` says: `test result: ok. 3 passed; 0 failed; …`
    pub fn add_line(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result:") else {
            return;
        };
        for part in counts.split([';', '.']) {
            let mut words = part.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<u32>().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed") => self.failed += number,
                _ => {}
            }
        }
    }
}

/// How one part went.
struct Report {
    part: Part,
    count: Count,
    /// Why it could not run or what was wrong, when that is not in its output.
    why: Option<String>,
    took: Duration,
}

/// Runs the parts (none named: all); whether all went well.
///
/// # Errors
/// None so far: a part that cannot run is a failed part.
pub fn command(named: &[Part], build: bool, verbose: bool) -> Outcome<bool> {
    let parts = chosen(named, build);
    let with_fixture = parts.contains(&Part::E2e) || named.contains(&Part::Build) || named.is_empty();
    let mut reports: Vec<Report> = Vec::new();
    for part in parts {
        let built = !reports.iter().any(|report| report.part == Part::Build && report.count.failed > 0);
        println!("\n== {}: {}", part.name(), part.about());
        let begun = Instant::now();
        let outcome = if part.looks_at_dist() && !built {
            Err(Failure::new("not run: the build failed"))
        } else {
            perform(part, with_fixture, verbose)
        };
        let (count, why) = match outcome {
            Ok(count) => (count, None),
            Err(why) => (Count::one(false), Some(why.to_string())),
        };
        if let Some(why) = &why {
            eprintln!("{}: {why}", part.name());
        }
        reports.push(Report { part, count, why, took: begun.elapsed() });
    }
    println!("\n{}", summary(&reports));
    Ok(reports.iter().all(|report| report.count.failed == 0))
}

/// The parts to run: all when none is named, and the build before those that look at it.
fn chosen(named: &[Part], build: bool) -> Vec<Part> {
    let all = named.is_empty();
    let for_others = build && (all || named.iter().any(|part| part.looks_at_dist()));
    let wanted = |part: &Part| match part {
        Part::Build => for_others || named.contains(part),
        _ => (all && !part.is_on_request()) || named.contains(part),
    };
    Part::ALL.into_iter().filter(wanted).collect()
}

fn perform(part: Part, with_fixture: bool, verbose: bool) -> Outcome<Count> {
    install::ensure(&part.needs(), verbose)?;
    if part.looks_at_dist() && !run::dist().join("index.html").is_file() {
        return Err(Failure::new("there is no dist/index.html; leave --no-build away"));
    }
    match part {
        Part::Fmt => checks::fmt(),
        Part::Clippy => checks::clippy(),
        Part::Docs => checks::docs(),
        Part::Deny => checks::deny(),
        Part::Native => checks::native(),
        Part::Build => checks::build(with_fixture),
        Part::Budgets => checks::budgets(),
        Part::Html => checks::html(),
        Part::Lighthouse => lighthouse::check(),
        Part::Web => checks::web(),
        Part::E2e => checks::e2e(),
        Part::Reproducible => reproducible::check(),
    }
}

/// The table, and as the last line what continuous integration reads.
fn summary(reports: &[Report]) -> String {
    let mut text = format!("{:<14}{:<10}{:>8}{:>8}{:>10}\n", "part", "result", "passed", "failed", "seconds");
    let mut all = Count::default();
    for Report { part, count, why, took } in reports {
        let result = if count.failed == 0 { "ok" } else { "FAILED" };
        let Count { passed, failed } = count;
        let seconds = took.as_secs_f32();
        let why = why.as_deref().and_then(|why| why.lines().next());
        let why = why.map_or_else(String::new, |why| format!("   {why}"));
        text.push_str(&format!("{:<14}{result:<10}{passed:>8}{failed:>8}{seconds:>10.1}{why}\n", part.name()));
        all.passed += passed;
        all.failed += failed;
    }
    text.push_str(&format!("\n{} passed, {} failed", all.passed, all.failed));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_cargo_test_are_added_up() {
        let mut count = Count::default();
        for line in [
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored",
            "test a::b ... ok",
            "    test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out",
        ] {
            count.add_line(line);
        }
        assert_eq!(count, Count { passed: 8, failed: 2 });
    }

    #[test]
    fn parts_that_look_at_the_build_build_first() {
        let usual: Vec<_> = Part::ALL.into_iter().filter(|part| *part != Part::Reproducible).collect();
        assert_eq!(chosen(&[], true), usual);
        assert_eq!(chosen(&[Part::Reproducible], true), [Part::Build, Part::Reproducible]);
        assert_eq!(chosen(&[Part::E2e], true), [Part::Build, Part::E2e]);
        assert_eq!(chosen(&[Part::E2e], false), [Part::E2e]);
        assert_eq!(chosen(&[Part::Fmt], true), [Part::Fmt]);
        assert!(!chosen(&[], false).contains(&Part::Build));
    }

    #[test]
    fn the_last_line_counts_everything() {
        let report = |part, passed, failed, why: Option<&str>| Report {
            part,
            count: Count { passed, failed },
            why: why.map(str::to_owned),
            took: Duration::from_millis(1250),
        };
        let reports = [report(Part::Native, 12, 0, None), report(Part::E2e, 0, 1, Some("not run: the build failed"))];
        let text = summary(&reports);
        assert_eq!(text.lines().last(), Some("12 passed, 1 failed"));
        assert!(text.contains("FAILED") && text.contains("the build failed"), "{text}");
    }
}
