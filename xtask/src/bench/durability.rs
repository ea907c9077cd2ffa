//! Whether anything is lost that the page said is saved: the two tests that chance decides, for as long as one should.
//!
//! The normal tests kill a browser ten times and make some hundred edits. Here it is as often as it takes to see what happens
//! once in a hundred.

use super::{
    Options,
    figures::{Figures, Table},
};
use crate::{checks, failure::Outcome, run};
use serde_json::json;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// What happens, in which test, how often and in which variable that is said.
const RUNS: [(&str, &str, usize, &str); 2] = [
    (
        "the browser is killed, one to three ticks after it began",
        "journal::a_browser_that_is_killed_loses_nothing_that_it_said_is_saved",
        200,
        "PARTNERPAD_KILLS",
    ),
    (
        "edits over two tabs, with reloads and kills by chance",
        "soak::two_tabs_storage_and_file_agree_with_a_model_after_very_many_edits",
        10_000,
        "PARTNERPAD_EDITS",
    ),
];

const BROWSERS: [&str; 2] = ["chromium", "firefox"];

/// Runs both in both browsers, one after another.
///
/// # Errors
/// A test cannot be started. One that fails is none: it is in the figures.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let mut figures = Figures::now("cargo xtask bench durability");
    let mut table = Table::new("", &["what", "browser", "times", "lost", "seed", "seconds"]);
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_secs());
    for (what, test, times, variable) in RUNS {
        for browser in BROWSERS {
            let begun = Instant::now();
            let mut cargo = checks::e2e_command()?;
            cargo.env(variable, times.to_string()).env("PARTNERPAD_SEED", seed.to_string());
            cargo.args(["--", "--exact", &format!("{test}::{browser}")]);
            let mut has_run = false;
            let is_well = run::watched(&mut cargo, |line| has_run |= line.contains("1 passed"))?;
            let lost = if is_well && has_run { json!(0) } else { json!("see what it printed") };
            table.rows.push(vec![
                json!(what),
                json!(browser),
                json!(times),
                lost,
                json!(seed),
                json!(begun.elapsed().as_secs()),
            ]);
            figures.is_well &= is_well && has_run;
        }
    }
    figures.tables.push(table);
    figures.notes.push(
        "Killed: all processes of the browser ended at once (`SIGKILL`), at a moment by chance; what the page had said to be saved is \
         there at the next visit. Edits: at the end both tabs, the storage and a saved file agree with a model in plain Rust. \
         `PARTNERPAD_SEED` makes a run again."
            .to_owned(),
    );
    Ok(figures)
}
