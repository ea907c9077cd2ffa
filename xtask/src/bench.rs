//! `cargo xtask bench`: measures, keeps what was measured, and writes the page that shows it.
//!
//! One file a bench. What each measured stands in `docs/benchmarks/<name>.json`, with the machine, the day and the
//! command; [`page`] writes `docs/benchmarks.md` from all of them. So running one bench leaves the others' figures as
//! they are, each with its own day.
//!
//! To add one: a file here with `pub fn measure(options: &Options) -> Outcome<Figures>`, and a line in each `match` of
//! [`Bench`].

pub mod browser;
pub mod build;
pub mod bytes;
pub mod chart;
pub mod durability;
pub mod figures;
pub mod fuzz;
pub mod growth;
pub mod host;
pub mod interaction;
pub mod load;
pub mod machine;
pub mod numbers;
pub mod page;
pub mod variants;

use crate::{
    failure::{Failure, Outcome},
    install, lighthouse, run,
    system::Program,
    test, tools,
};
use figures::Figures;
use std::fs;

/// Something that can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bench {
    /// What visitors load.
    Bytes,
    /// What an update costs.
    Host,
    /// How soon the page is there, beside others.
    Load,
    /// How long the page takes to answer.
    Interaction,
    /// What becomes of it when a guide is longer.
    Growth,
    /// What Lighthouse says.
    Lighthouse,
    /// How long building takes.
    Build,
    /// What a fuzzer finds.
    Fuzz,
    /// Whether anything is lost.
    Durability,
}

/// How to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Build `dist/` first, for benches that look at it.
    pub build: bool,
    /// How long each thing runs that runs for as long as one likes.
    pub seconds: u64,
    /// Show what the tools' installation prints.
    pub verbose: bool,
}

impl Bench {
    /// In the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Bytes,
        Self::Host,
        Self::Load,
        Self::Interaction,
        Self::Growth,
        Self::Lighthouse,
        Self::Build,
        Self::Fuzz,
        Self::Durability,
    ];

    /// As typed, and as its file is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Host => "host",
            Self::Load => "load",
            Self::Interaction => "interaction",
            Self::Growth => "growth",
            Self::Lighthouse => "lighthouse",
            Self::Build => "build",
            Self::Fuzz => "fuzz",
            Self::Durability => "durability",
        }
    }

    /// For the help.
    pub fn about(self) -> &'static str {
        match self {
            Self::Bytes => "what a first visit, a repeat visit and the tools load",
            Self::Host => "what an update costs a host (a minute)",
            Self::Load => "how soon the page is there, beside others (some minutes)",
            Self::Interaction => "how long the page takes from an input to the next picture (some minutes)",
            Self::Growth => "guides of 20 to 20,000 actions: loading, ticking, saving, memory (many minutes)",
            Self::Lighthouse => "what Lighthouse says of the build",
            Self::Build => "how long a build takes, from nothing and after a change (some minutes)",
            Self::Fuzz => "what a fuzzer finds, --seconds N for each target (needs a C++ compiler)",
            Self::Durability => "whether anything is lost: 200 kills and 10,000 edits in each browser (an hour)",
        }
    }

    /// Its heading on the page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Bytes => "Bytes",
            Self::Host => "An update",
            Self::Load => "Loading",
            Self::Interaction => "Answering",
            Self::Growth => "Growth",
            Self::Lighthouse => "Lighthouse",
            Self::Build => "Building",
            Self::Fuzz => "Fuzzing",
            Self::Durability => "Durability",
        }
    }

    /// Whether it runs only when named, since it takes long.
    fn is_on_request(self) -> bool {
        matches!(
            self,
            Self::Host | Self::Load | Self::Interaction | Self::Growth | Self::Build | Self::Fuzz | Self::Durability
        )
    }

    /// Whether it looks at `dist/`.
    fn looks_at_dist(self) -> bool {
        matches!(self, Self::Bytes | Self::Host | Self::Load | Self::Interaction | Self::Lighthouse | Self::Durability)
    }

    fn needs(self) -> install::Needs {
        match self {
            Self::Bytes => install::Needs::default(),
            Self::Load | Self::Interaction | Self::Growth => {
                install::Needs { programs: vec![Program::Chromium], ..install::Needs::to_build() }
            }
            Self::Lighthouse => lighthouse::needs(),
            Self::Host | Self::Build => install::Needs::to_build(),
            Self::Durability => test::Part::E2e.needs(),
            Self::Fuzz => install::Needs { tools: vec![&tools::CARGO_FUZZ], ..install::Needs::default() },
        }
    }

    fn measure(self, options: &Options) -> Outcome<Figures> {
        match self {
            Self::Bytes => bytes::measure(options),
            Self::Host => host::measure(options),
            Self::Load => load::measure(options),
            Self::Interaction => interaction::measure(options),
            Self::Growth => growth::measure(options),
            Self::Lighthouse => lighthouse::measure(options),
            Self::Build => build::measure(options),
            Self::Fuzz => fuzz::measure(options),
            Self::Durability => durability::measure(options),
        }
    }
}

/// Measures (none named: all that are quick), and writes the page; whether all went well.
///
/// # Errors
/// What was measured cannot be kept.
pub fn command(named: &[Bench], options: &Options) -> Outcome<bool> {
    let is_wanted = |bench: &Bench| if named.is_empty() { !bench.is_on_request() } else { named.contains(bench) };
    let wanted: Vec<_> = Bench::ALL.into_iter().filter(is_wanted).collect();
    if options.build
        && wanted.iter().any(|bench| bench.looks_at_dist())
        && !test::command(&[test::Part::Build], true, options.verbose)?
    {
        return Err(Failure::new("nothing is measured: the build failed"));
    }
    let mut all_well = true;
    for bench in wanted {
        println!("\n== {}: {}", bench.name(), bench.about());
        match install::ensure(&bench.needs(), options.verbose).and_then(|()| bench.measure(options)) {
            Ok(figures) => {
                println!("\n{}", page::told(&figures));
                keep(bench, &figures)?;
                all_well &= figures.is_well;
            }
            Err(why) => {
                eprintln!("{}: {why}", bench.name());
                all_well = false;
            }
        }
    }
    page::write()?;
    Ok(all_well)
}

fn keep(bench: Bench, figures: &Figures) -> Outcome {
    let folder = page::folder();
    fs::create_dir_all(&folder).map_err(|why| Failure::with_file("make", &folder, &why))?;
    let file = folder.join(format!("{}.json", bench.name()));
    let text = figures.to_json();
    fs::write(&file, text).map_err(|why| Failure::with_file("write", &file, &why))?;
    println!("kept in {}", file.strip_prefix(run::root()).unwrap_or(&file).display());
    Ok(())
}
