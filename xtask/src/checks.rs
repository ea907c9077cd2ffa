//! What each part of the tests does.

use crate::{
    budgets, build,
    failure::{Failure, Outcome},
    faults, finish, run, system,
    system::Program,
    test::Count,
    tools,
};
use std::{path::PathBuf, process::Command};

/// On the host: all but the app, which only a browser runs. That spares compiling the app's libraries twice.
const HOST: [&str; 2] = ["--workspace", "--no-default-features"];

/// Where the second guide is built.
pub fn fixture_dist() -> PathBuf {
    run::target().join("fixture-dist")
}

/// Formatting.
///
/// # Errors
/// Cargo cannot be started.
pub fn fmt() -> Outcome<Count> {
    run::ran_well(run::cargo().args(["fmt", "--all", "--check"])).map(Count::one)
}

/// Lints: of everything that runs on the host, and of the app.
///
/// # Errors
/// Cargo cannot be started.
pub fn clippy() -> Outcome<Count> {
    let deny = ["--", "-D", "warnings"];
    let mut host = run::cargo();
    // `--all-targets` leaves out what `cargo test` does not run by itself.
    host.arg("clippy").args(HOST).args(["--all-targets", "--test", "e2e"]).args(deny);
    let mut app = run::cargo();
    app.args(["clippy", "-p", "partnerpad", "--target", system::WASM, "--lib", "--bins", "--test", "web"]).args(deny);
    all([host, app])
}

/// Documentation, also of what is private: that is what developers read.
///
/// # Errors
/// Cargo cannot be started.
pub fn docs() -> Outcome<Count> {
    let doc = |rest: &[&str]| {
        let mut docs = run::cargo();
        docs.args(["doc", "--no-deps", "--document-private-items"]).args(rest);
        docs.env("RUSTDOCFLAGS", "-D warnings");
        docs
    };
    all([
        doc(&["--workspace", "--exclude", "partnerpad"]),
        doc(&["-p", "partnerpad", "--lib", "--target", system::WASM]),
    ])
}

/// Licences, sources, versions and build scripts of all crates, as `deny.toml` wants them. Warnings count: a rule there
/// that fits nothing any more is to go.
///
/// # Errors
/// cargo-deny cannot be started.
pub fn deny() -> Outcome<Count> {
    let mut deny = Command::new(tools::DENY.path());
    deny.args(["--locked", "check", "--deny", "warnings", "bans", "licenses", "sources"]).current_dir(run::root());
    run::ran_well(&mut deny).map(Count::one)
}

/// Tests without a browser.
///
/// # Errors
/// Cargo cannot be started, or no test ran.
pub fn native() -> Outcome<Count> {
    let mut workspace = run::cargo();
    workspace.args(["test", "--no-fail-fast"]).args(HOST);
    tests([workspace])
}

/// The release, and the second guide when somebody looks at it.
///
/// # Errors
/// One of the builds failed.
pub fn build(with_fixture: bool) -> Outcome<Count> {
    build::release()?;
    if with_fixture {
        build::fixture(&fixture_dist())?;
    }
    Ok(Count::one(true))
}

/// Sizes.
///
/// # Errors
/// The build cannot be read.
pub fn budgets() -> Outcome<Count> {
    budgets::command().map(Count::one)
}

/// HTML validity of every page of the build.
///
/// # Errors
/// Java cannot be started, or there are no pages.
pub fn html() -> Outcome<Count> {
    let mut pages = finish::files(&run::dist())?;
    pages.retain(|file| file.extension().is_some_and(|ending| ending == "html"));
    let mut checker = Command::new("java");
    checker
        .arg("-jar")
        .arg(tools::VNU.path())
        // Warnings: it takes a file's own folder for another host ('self' in the policy).
        .arg("--errors-only")
        // It does not know container queries yet, and styles are not HTML. What is packed in the page as one file holds signs
        // that nobody would write; browsers keep them as they are.
        .args(["--filterpattern", "CSS: .*|Forbidden code point U\\+00.*"])
        .args(&pages)
        .current_dir(run::root());
    run::ran_well(&mut checker).map(Count::one)
}

/// Tests in headless Chromium; what it is started with stands in `webdriver.json`.
///
/// # Errors
/// Cargo cannot be started, or no test ran.
pub fn web() -> Outcome<Count> {
    let runner = format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX);
    let mut cargo = run::cargo();
    cargo.args(["test", "-p", "partnerpad", "--target", system::WASM, "--test", "web"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::WASM_BINDGEN.programs().join(runner));
    cargo.env("CHROMEDRIVER", program(Program::Chromedriver)?);
    for other in ["GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER"] {
        cargo.env_remove(other);
    }
    tests([cargo])
}

/// Tests of the built page in two browsers; and one more: whether the faults that they survived are those of the page about them.
///
/// # Errors
/// Cargo cannot be started, or no test ran.
pub fn e2e() -> Outcome<Count> {
    let told = run::target().join("faults");
    faults::begin(&told)?;
    let mut cargo = e2e_command()?;
    cargo.env(faults::VARIABLE, &told);
    let mut count = tests([cargo])?;
    let page = run::root().join(faults::PAGE);
    let page = faults::end(&told, &page).inspect_err(|why| eprintln!("{why}"));
    count.passed += u32::from(page.is_ok());
    count.failed += u32::from(page.is_err());
    Ok(count)
}

/// The tests of the built page, with all that they ask for.
///
/// # Errors
/// A program is missing.
pub fn e2e_command() -> Outcome<Command> {
    let mut cargo = run::cargo();
    cargo.args(["test", "-p", "partnerpad", "--no-default-features", "--test", "e2e"]);
    cargo.env("PARTNERPAD_DIST", run::dist());
    cargo.env("PARTNERPAD_FIXTURE_DIST", fixture_dist());
    cargo.env("PARTNERPAD_AXE", tools::AXE.path());
    cargo.env("PARTNERPAD_VNU", tools::VNU.path());
    cargo.env("PARTNERPAD_ICAL", tools::ICAL.path());
    cargo.env("PARTNERPAD_SOFFICE", program(Program::LibreOffice)?);
    cargo.env("PARTNERPAD_PDFTOTEXT", program(Program::Poppler)?);
    cargo.env("CHROMEDRIVER", program(Program::Chromedriver)?);
    cargo.env("GECKODRIVER", tools::GECKODRIVER.path());
    Ok(cargo)
}

fn program(program: Program) -> Outcome<PathBuf> {
    program.find().ok_or_else(|| Failure::new(format!("{program:?} is not on the PATH")))
}

/// Runs all, also after one that failed; one check together.
fn all(commands: impl IntoIterator<Item = Command>) -> Outcome<Count> {
    let mut passed = true;
    for mut command in commands {
        passed &= run::ran_well(&mut command)?;
    }
    Ok(Count::one(passed))
}

/// Runs all and adds up what they count. Tests that did not compile count as one that failed.
fn tests(commands: impl IntoIterator<Item = Command>) -> Outcome<Count> {
    let mut all = Count::default();
    for mut command in commands {
        let mut count = Count::default();
        let passed = run::watched(&mut command, |line| count.add_line(line))?;
        if !passed && count.failed == 0 {
            count.failed = 1;
        }
        all.passed += count.passed;
        all.failed += count.failed;
    }
    if all == Count::default() {
        return Err(Failure::new("no test ran; a part that tests nothing has failed"));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_a_test_has_failed() {
        let mut nothing = run::cargo();
        nothing.arg("--version");
        assert!(tests([nothing]).unwrap_err().to_string().contains("no test ran"));
    }

    #[test]
    fn a_test_that_cannot_start_counts_as_failed() {
        let mut wrong = run::cargo();
        wrong.arg("no-such-command-at-all");
        assert_eq!(tests([wrong]).unwrap(), Count { passed: 0, failed: 1 });
    }
}
