//! Builds the page with Trunk.

use crate::{
    failure::{Failure, Outcome},
    install::{self, Needs},
    run, sizes, tools,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The second, small guide that the tests build: it proves that content is data.
pub const FIXTURE_CONTENT: &str = "tests/fixtures/small-guide";

/// `cargo xtask build`.
///
/// # Errors
/// A tool is missing and cannot be installed, or the build failed.
pub fn command(verbose: bool) -> Outcome {
    install::ensure(&Needs::to_build(), verbose)?;
    release()?;
    println!("\n{}", sizes::table(&run::dist())?);
    println!("dist/ is ready to be put on any host.");
    Ok(())
}

/// Builds the release into `dist/`; the tools must be there.
///
/// # Errors
/// The build failed.
pub fn release() -> Outcome {
    run::run(anywhere(trunk()?.args(["build", "--release"])))
}

/// Builds the release somewhere else, with all that is compiled on the way in `target`; the tools must be there.
/// `content`: another guide's.
///
/// # Errors
/// The build failed.
pub fn release_in(target: &Path, content: Option<&Path>) -> Outcome {
    let mut trunk = trunk()?;
    anywhere(&mut trunk);
    trunk.args(["build", "--release", "--dist"]).arg(target.join("dist")).env("CARGO_TARGET_DIR", target);
    if let Some(content) = content {
        trunk.env("PARTNERPAD_CONTENT", content);
    }
    run::run(&mut trunk)
}

/// Builds the release of another guide somewhere else, sharing what was compiled for the page; the tools must be there.
///
/// # Errors
/// The build failed.
pub fn guide(content: &Path, dist: &Path) -> Outcome {
    let mut trunk = trunk()?;
    anywhere(&mut trunk).args(["build", "--release", "--dist"]).arg(dist);
    run::run(trunk.env("PARTNERPAD_CONTENT", content))
}

/// Builds the second guide into `dist`, below Cargo's target folder; the tools must be there.
///
/// Not a release: it shows that content is data, not how small a page can be. So it shares what
/// the tests in a browser compile anyway, and leaves the release as it is: 4 seconds, against 10
/// with a folder of its own (and some minutes the first time) or a whole release on every run.
///
/// # Errors
/// The build failed.
pub fn fixture(dist: &Path) -> Outcome {
    let content = run::root().join(FIXTURE_CONTENT);
    if !content.is_dir() {
        let folder = content.display();
        return Err(Failure::new(format!("the second guide is missing: there is no {folder}")));
    }
    let mut trunk = trunk()?;
    trunk.args(["build", "--dist"]).arg(dist).env("PARTNERPAD_CONTENT", content);
    run::run(&mut trunk)
}

/// Builds a page that is there to be measured, with what is compiled on the way in a folder of its own; the tools must be there.
///
/// # Errors
/// The build failed.
pub fn peer(source: &Path, dist: &Path) -> Outcome {
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--dist"]).arg(dist).current_dir(source);
    run::run(trunk.env("CARGO_TARGET_DIR", run::target().join("bench-peer")))
}

/// `cargo xtask dev`: rebuilds and reloads on change.
///
/// # Errors
/// A tool is missing and cannot be installed, or Trunk failed.
pub fn dev(port: u16, verbose: bool) -> Outcome {
    install::ensure(&Needs::to_build(), verbose)?;
    let mut trunk = trunk()?;
    trunk.arg("serve").arg("--port").arg(port.to_string());
    become_program(&mut trunk)
}

/// What compiles into the same bytes whoever builds: the names of libraries' files, which a panic tells, without the folder
/// that Cargo keeps them in, which is in somebody's home. Cargo adds this to the flags in its configuration.
///
/// Only for releases: development builds share with `cargo test` what is compiled, and flags must be equal for that.
fn anywhere(trunk: &mut Command) -> &mut Command {
    let folders = fs::read_dir(cargo_home().join("registry").join("src")).into_iter().flatten();
    let mut folders: Vec<_> = folders.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    folders.sort();
    // A blank would part it in two: such a home stands in the page, as it did.
    let names = folders.iter().map(|folder| folder.display().to_string()).filter(|name| !name.contains(' '));
    let flags: Vec<_> = names.map(|name| format!("--remap-path-prefix={name}=")).collect();
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "))
}

/// Where Cargo keeps what it fetched.
pub fn cargo_home() -> PathBuf {
    let set = env::var_os("CARGO_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    set.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default()
}

/// Trunk in the project's folder, with the tools on its search path.
fn trunk() -> Outcome<Command> {
    let mut trunk = Command::new(tools::TRUNK.path());
    let folders = tools::FOR_BUILD.map(tools::Tool::programs);
    trunk.current_dir(run::root()).env("PATH", run::path_with(&folders)?);
    if env::var_os("NO_COLOR").is_some() {
        // Trunk stops at the usual NO_COLOR=1: it takes only true and false.
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// Ctrl-C then reaches Trunk alone, and it ends in its own way.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let why = command.exec();
    Err(Failure::new(format!("could not start {}: {why}", run::shown(command))))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome {
    run::run(command)
}
