//! Runs each fuzz target for a bounded time. What one finds is kept among the fixtures, where the normal tests run it
//! from then on.
//!
//! The compiler's switches that fuzzing needs are not stable; `RUSTC_BOOTSTRAP` lets the pinned compiler take them. No
//! sanitizer: there is no unsafe code of ours to watch, and without one the targets run many times as often.

use super::{
    Options,
    figures::{Figures, Table},
};
use crate::{
    failure::{Failure, Outcome},
    finish::{files, read},
    run, tools,
};
use serde_json::json;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// An input that takes longer is a find, in seconds.
const TOO_LONG: u64 = 5;

/// Where seeds and finds are, a folder for each target.
const FIXTURES: &str = "tests/fixtures/fuzz";

/// Runs all targets, one after another.
///
/// # Errors
/// They do not compile, or cannot be started. A find is none: it is in the figures.
pub fn measure(options: &Options) -> Outcome<Figures> {
    let command = format!("cargo xtask bench fuzz --seconds {}", options.seconds);
    let mut figures = Figures::now(&command);
    let mut table = Table::new("", &["target", "seconds", "runs", "runs a second", "inputs kept", "finds"]);
    for target in targets()? {
        let ran = one(&target, options.seconds)?;
        println!("{target}: {} runs in {} s, {} finds", ran.runs, ran.seconds, ran.finds);
        let each = ran.runs / ran.seconds.max(1);
        table.rows.push(vec![
            json!(target),
            json!(ran.seconds),
            json!(ran.runs),
            json!(each),
            json!(ran.inputs),
            json!(ran.finds),
        ]);
        figures.is_well &= ran.finds == 0;
    }
    figures.tables.push(table);
    figures.notes.push(format!(
        "libFuzzer, guided by coverage, with all assertions and checks for overflow; an input that takes {TOO_LONG} s or more is \
         a find too. Finds are put into `{FIXTURES}/`, and each normal test run does them again."
    ));
    Ok(figures)
}

/// How one target went.
struct Ran {
    runs: u64,
    seconds: u64,
    inputs: u64,
    finds: u64,
}

/// The names in the manifest.
fn targets() -> Outcome<Vec<String>> {
    let manifest = read(&run::root().join("fuzz").join("Cargo.toml"))?;
    Ok(names(&manifest))
}

/// The names of the programs that a manifest lists.
fn names(manifest: &str) -> Vec<String> {
    let bins = manifest.split("[[bin]]").skip(1);
    let name =
        |bin: &str| bin.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"').map(str::to_owned));
    bins.filter_map(name).collect()
}

fn one(target: &str, seconds: u64) -> Outcome<Ran> {
    let fixtures = run::root().join(FIXTURES).join(target);
    let corpus = run::target().join("fuzz-corpus").join(target);
    for folder in [&fixtures, &corpus] {
        fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
    }
    let before = finds(&fixtures)?.len();
    let mut fuzz = Command::new(tools::CARGO_FUZZ.path());
    fuzz.args(["fuzz", "run", "--sanitizer", "none", "--target-dir"]).arg(run::target().join("fuzz"));
    fuzz.arg(target).arg(&corpus).arg(&fixtures).arg("--");
    fuzz.arg(format!("-max_total_time={seconds}")).arg(format!("-timeout={TOO_LONG}"));
    fuzz.args(["-use_value_profile=1", "-print_final_stats=1", "-max_len=8192"]);
    fuzz.arg(format!("-artifact_prefix={}/", fixtures.display()));
    // Not the page's settings, which the root has.
    fuzz.current_dir(run::root().join("fuzz")).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTFLAGS");
    let mut ran = watched(&mut fuzz)?;
    ran.finds = (finds(&fixtures)?.len() - before) as u64;
    ran.inputs = files(&corpus)?.len() as u64;
    Ok(ran)
}

/// Runs it and reads what it says at its end; all that it says is told when it says nothing of that.
fn watched(fuzz: &mut Command) -> Outcome<Ran> {
    println!("$ {}", run::shown(fuzz));
    let failed = |why| Failure::new(format!("could not run cargo-fuzz: {why}"));
    let mut child = fuzz.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let mut said = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        let mut reader = BufReader::new(stderr);
        let mut line = Vec::new();
        // It prints its inputs, which may be no text.
        while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            said.push(String::from_utf8_lossy(&line).trim_end().to_owned());
            line.clear();
        }
    }
    let is_well = child.wait().map_err(failed)?.success();
    let (runs, seconds) = told(&said);
    let end = said.get(said.len().saturating_sub(60)..).unwrap_or_default().join("\n");
    if runs.is_none() {
        return Err(Failure::new(format!("cargo-fuzz ran nothing. The end of what it said:\n\n{end}")));
    }
    if !is_well {
        eprintln!("{end}");
    }
    Ok(Ran { runs: runs.unwrap_or_default(), seconds, inputs: 0, finds: 0 })
}

/// Runs and seconds, from the lines at the end.
fn told(said: &[String]) -> (Option<u64>, u64) {
    let number = |text: &str| text.split_whitespace().find_map(|word| word.parse::<u64>().ok());
    let runs = said.iter().rev().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let seconds =
        said.iter().rev().find_map(|line| line.strip_prefix("Done ")?.split_once(" runs in ").map(|(_, rest)| rest));
    (runs.and_then(number), seconds.and_then(number).unwrap_or_default())
}

/// What was found: the names that libFuzzer gives.
fn finds(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut all = files(folder)?;
    let is_find = |name: &str| ["crash-", "timeout-", "oom-", "slow-unit-"].iter().any(|start| name.starts_with(start));
    all.retain(|file| file.file_name().is_some_and(|name| is_find(&name.to_string_lossy())));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_run_is_read() {
        let said = [
            "#2 INITED",
            "Done 1234 runs in 61 second(s)",
            "stat::number_of_executed_units: 1234",
            "stat::peak_rss_mb: 40",
        ];
        assert_eq!(told(&said.map(str::to_owned)), (Some(1234), 61));
        assert_eq!(told(&["error: could not compile".to_owned()]), (None, 0));
    }

    #[test]
    fn targets_are_those_of_the_manifest() {
        let manifest =
            "[package]\nname = \"x-fuzz\"\n[[bin]]\nname = \"import\"\npath = \"a\"\n\n[[bin]]\nname = \"merge\"\n";
        assert_eq!(names(manifest), ["import", "merge"]);
        assert!(targets().unwrap().contains(&"import".to_owned()));
    }
}
