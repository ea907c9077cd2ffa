//! Brings in what is missing, and says so.

use crate::{
    failure::{Failure, Outcome},
    run,
    system::{self, Program},
    tools::{self, Asked, Installer, Tool},
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// What some command or part of the tests needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The wasm target of the compiler.
    pub wasm: bool,
    /// Pinned tools.
    pub tools: Vec<&'static Tool>,
    /// Programs of the system.
    pub programs: Vec<Program>,
}

impl Needs {
    /// What building the page needs.
    pub fn to_build() -> Self {
        Self { wasm: true, tools: tools::FOR_BUILD.to_vec(), programs: vec![] }
    }

    /// Both together, each thing once.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.wasm |= other.wasm;
        self.tools.extend(other.tools);
        self.programs.extend(other.programs);
        let mut seen = Vec::new();
        self.tools.retain(|tool| {
            !seen.contains(tool) && {
                seen.push(*tool);
                true
            }
        });
        let mut seen = Vec::new();
        self.programs.retain(|one| {
            !seen.contains(one) && {
                seen.push(*one);
                true
            }
        });
        self
    }
}

/// One thing to do before the work can start.
enum Step {
    Target,
    Packages(Vec<&'static str>),
    Tool(&'static Tool),
}

/// Brings in what is missing of the needs. Quick when nothing is.
///
/// # Errors
/// Something cannot be installed; the message says what a person can do.
pub fn ensure(needs: &Needs, verbose: bool) -> Outcome {
    if needs.tools.contains(&&tools::WASM_BINDGEN) {
        tools::check_wasm_bindgen()?;
    }
    let steps = steps(needs);
    for (done, step) in steps.iter().enumerate() {
        let begun = Instant::now();
        println!("[{}/{}] {}", done + 1, steps.len(), step.about());
        step.perform(verbose)?;
        println!("      done in {} s", begun.elapsed().as_secs());
    }
    if steps.iter().any(|step| matches!(step, Step::Tool(_))) {
        // What was compiled on the way: hundreds of megabytes that nobody needs again.
        let _ = fs::remove_dir_all(build_folder());
    }
    Ok(())
}

fn steps(needs: &Needs) -> Vec<Step> {
    let missing: Vec<_> = needs.tools.iter().copied().filter(|tool| !tool.is_there()).collect();
    let mut programs = needs.programs.clone();
    if missing.iter().any(|tool| tool.by == Installer::Npm) {
        programs.push(Program::Npm);
    }
    let packages = system::missing_packages(&programs);
    let mut steps = Vec::new();
    if needs.wasm && !system::has_wasm_target() {
        steps.push(Step::Target);
    }
    if !packages.is_empty() {
        steps.push(Step::Packages(packages));
    }
    steps.extend(missing.into_iter().map(Step::Tool));
    steps
}

impl Step {
    fn about(&self) -> String {
        match self {
            Self::Target => format!("adding {} to the Rust compiler …", system::WASM),
            Self::Packages(names) => format!("installing packages: {} …", names.join(", ")),
            Self::Tool(tool) => format!(
                "installing {} {}, {} (once, into {}) …",
                tool.name,
                tool.version,
                tool.takes,
                tools::cache().display()
            ),
        }
    }

    fn perform(&self, verbose: bool) -> Outcome {
        match self {
            Self::Target => system::add_wasm_target(verbose),
            Self::Packages(names) => system::install_packages(names, verbose),
            Self::Tool(tool) => install(tool, verbose),
        }
    }
}

/// Installs into a folder of its own, asks for the version there, then moves it to its place:
/// an installation that was interrupted is never taken for a tool.
fn install(tool: &Tool, verbose: bool) -> Outcome {
    let cache = tools::cache();
    fs::create_dir_all(&cache).map_err(|why| Failure::with_file("make", &cache, &why))?;
    let _only_us = lock(&cache)?;
    if tool.is_there() {
        return Ok(()); // Someone else was quicker.
    }
    let begun = cache.join(format!(".begun-{}", tool.name));
    // What an interrupted installation left. Whoever holds the lock is the only one to begin.
    let _ = fs::remove_dir_all(&begun);
    let result = install_into(tool, &begun, verbose);
    if result.is_err() {
        // Only a leftover; the reason why it failed matters more.
        let _ = fs::remove_dir_all(&begun);
    }
    result
}

fn install_into(tool: &Tool, begun: &Path, verbose: bool) -> Outcome {
    let mut command = match tool.by {
        Installer::Cargo(options) => cargo_install(tool, options, begun),
        Installer::Npm => npm_install(tool, begun)?,
    };
    run::quietly(&mut command, verbose)?;
    check_version(tool, begun)?;
    tool.stamp(begun)?;
    let place = tool.folder();
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|why| Failure::with_file("remove", &place, &why))?;
    }
    fs::rename(begun, &place).map_err(|why| Failure::with_file("make", &place, &why))
}

/// Two installations at a time would compile everything twice; the second one waits.
/// The lock ends with the returned file, also when we are killed.
fn lock(cache: &Path) -> Outcome<File> {
    let path = cache.join(".lock");
    let locked = File::create(&path).and_then(|file| file.lock().map(|()| file));
    locked.map_err(|why| Failure::with_file("lock", &path, &why))
}

fn build_folder() -> PathBuf {
    tools::cache().join(".build")
}

/// Without optimization: these programs run for a moment, compiling them is what takes time.
fn cargo_install(tool: &Tool, options: &[&str], into: &Path) -> Command {
    let mut command = run::cargo();
    command.args(["install", tool.name, "--version", tool.version]).args(options);
    command.arg("--root").arg(into).env("CARGO_TARGET_DIR", build_folder());
    // Not the project's folder: its settings are for the page.
    command.current_dir(tools::cache());
    for (key, value) in [
        ("OPT_LEVEL", "0"),
        ("DEBUG", "false"),
        ("LTO", "off"),
        ("CODEGEN_UNITS", "256"),
        ("STRIP", "true"),
        ("INCREMENTAL", "false"),
    ] {
        command.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    for settings in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        command.env_remove(settings);
    }
    command
}

fn npm_install(tool: &Tool, into: &Path) -> Outcome<Command> {
    let npm = Program::Npm.find().ok_or_else(|| Failure::new("there is no npm on the PATH"))?;
    fs::create_dir_all(into).map_err(|why| Failure::with_file("make", into, &why))?;
    let mut command = Command::new(npm);
    command.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
    command.arg("--prefix").arg(into).arg(format!("{}@{}", tool.name, tool.version));
    command.current_dir(into);
    Ok(command)
}

fn check_version(tool: &Tool, folder: &Path) -> Outcome {
    let file = tool.path_in(folder.to_path_buf());
    let answer = match tool.asked {
        Asked::Run => run::output(Command::new(&file).arg("--version")),
        Asked::Java => run::output(Command::new("java").arg("-jar").arg(&file).arg("--version")),
        Asked::Read => fs::read_to_string(&file).ok(),
    };
    let said = answer.unwrap_or_default();
    if said.contains(tool.says) {
        return Ok(());
    }
    let start: String = said.chars().take(200).collect();
    Err(Failure::new(format!(
        "{} {} was installed but does not say that it is {:?}. It said: {start:?}",
        tool.name, tool.version, tool.says
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_need_counts_once() {
        let both = Needs::to_build().and(Needs {
            wasm: false,
            tools: vec![&tools::TRUNK, &tools::AXE],
            programs: vec![Program::Java, Program::Java],
        });
        assert!(both.wasm);
        assert_eq!(both.tools.len(), 5);
        assert_eq!(both.programs, [Program::Java]);
    }

    #[test]
    fn a_wrong_version_is_refused() {
        let folder = std::env::temp_dir().join(format!("partnerpad-version-{}", std::process::id()));
        let file = tools::AXE.path_in(folder.clone());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "/*! axe v3.0.0").unwrap();
        let why = check_version(&tools::AXE, &folder).unwrap_err().to_string();
        assert!(why.contains("3.0.0") && why.contains("4.14.1"), "{why}");
        fs::write(&file, "/*! axe v4.14.1").unwrap();
        check_version(&tools::AXE, &folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
    }
}
