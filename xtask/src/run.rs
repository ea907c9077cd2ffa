//! Starts other programs and finds them; knows the project's folder.

use crate::failure::{Failure, Outcome};
use std::{
    env,
    ffi::OsString,
    io::{self, BufRead, BufReader, IsTerminal, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The project's folder: where the root `Cargo.toml` is.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .filter(|folder| folder.ends_with("xtask"))
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The folder that Trunk builds the page into.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's own folder for what it builds.
pub fn target() -> PathBuf {
    let root = root();
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |set| root.join(set))
}

/// The cargo that started us, run in the project's folder.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The search path with these folders in front.
///
/// # Errors
/// A folder whose name cannot stand in a search path.
pub fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).map_err(|why| Failure::new(format!("cannot put the tools on PATH: {why}")))
}

/// Where the first of these programs is on the search path.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    names
        .iter()
        .flat_map(|name| endings.iter().map(move |ending| format!("{name}{ending}")))
        .flat_map(|file| folders.iter().map(move |folder| folder.join(&file)))
        .find(|file| file.is_file())
}

/// How a command looks when typed.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_stem().unwrap_or(command.get_program()).to_string_lossy()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy()));
    words.join(" ")
}

/// Runs with output as it is; whether it went well.
///
/// # Errors
/// The program cannot be started.
pub fn ran_well(command: &mut Command) -> Outcome<bool> {
    println!("$ {}", shown(command));
    let status = command.status().map_err(|why| not_started(command, &why))?;
    Ok(status.success())
}

/// Runs with output as it is.
///
/// # Errors
/// The program cannot be started, or says that it failed.
pub fn run(command: &mut Command) -> Outcome {
    if ran_well(command)? {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed; see above", shown(command))))
}

/// What the program prints on both streams, when it goes well.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    output.status.success().then_some(text)
}

/// Runs and hands each line of its standard output to `see` after printing it unchanged.
/// Whether it went well.
///
/// # Errors
/// The program cannot be started, or its output cannot be read.
pub fn watched(command: &mut Command, mut see: impl FnMut(&str)) -> Outcome<bool> {
    println!("$ {}", shown(command));
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|why| not_started(command, &why))?;
    if let Some(stdout) = child.stdout.take() {
        for_each_line(stdout, |line| {
            let mut out = io::stdout().lock();
            // Nobody reads us any more: the result still counts.
            let _ = out.write_all(line).and_then(|()| out.flush());
            see(&String::from_utf8_lossy(line));
        });
    }
    let status = child.wait().map_err(|why| not_started(command, &why))?;
    Ok(status.success())
}

/// Runs without showing anything but, in a terminal, how many crates are compiled.
///
/// # Errors
/// The program cannot be started, or says that it failed: with the end of what it printed.
pub fn quietly(command: &mut Command, verbose: bool) -> Outcome {
    if verbose {
        return run(command);
    }
    let started = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|why| not_started(command, &why))?;
    let mut lines = Vec::new();
    let mut compiled = 0;
    if let Some(stderr) = child.stderr.take() {
        for_each_line(stderr, |line| {
            let line = String::from_utf8_lossy(line).into_owned();
            if line.trim_start().starts_with("Compiling") {
                compiled += 1;
                tell_progress(compiled);
            }
            lines.push(line);
        });
    }
    clear_progress();
    let status = child.wait().map_err(|why| not_started(command, &why))?;
    if status.success() {
        return Ok(());
    }
    let end = lines.split_off(lines.len().saturating_sub(40)).concat();
    Err(Failure::new(format!("`{}` failed. The end of what it said:\n\n{end}", shown(command))))
}

fn for_each_line(stream: impl io::Read, mut see: impl FnMut(&[u8])) {
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
        see(&line);
        line.clear();
    }
}

fn tell_progress(compiled: usize) {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        // A terminal that is gone needs no progress.
        let _ = write!(out, "\r      {compiled} crates …").and_then(|()| out.flush());
    }
}

fn clear_progress() {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
    }
}

fn not_started(command: &Command, why: &io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    Failure::new(format!("could not start {program}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("xtask").join("Cargo.toml").is_file());
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(shown(&command), "cargo test --workspace");
    }

    #[test]
    fn what_a_program_says_in_failing_is_told() {
        let mut command = cargo();
        command.arg("no-such-command-at-all");
        let why = quietly(&mut command, false).unwrap_err().to_string();
        assert!(why.contains("no-such-command-at-all"), "{why}");
    }
}
