//! Builds the page with Trunk.

use crate::{
    failure::{Failure, Outcome},
    install::{self, Needs},
    run, sizes, tools,
};
use std::{env, path::Path, process::Command};

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
    run::run(trunk()?.args(["build", "--release"]))
}

/// Builds the release somewhere else, with all that is compiled on the way in `target`; the tools must be there.
/// `content`: another guide's.
///
/// # Errors
/// The build failed.
pub fn release_in(target: &Path, content: Option<&Path>) -> Outcome {
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--dist"]).arg(target.join("dist")).env("CARGO_TARGET_DIR", target);
    if let Some(content) = content {
        trunk.env("PARTNERPAD_CONTENT", content);
    }
    run::run(&mut trunk)
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
