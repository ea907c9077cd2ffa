//! The program behind `cargo xtask`.

use std::{env, process::ExitCode};
use xtask::{
    args::{self, Args, Task},
    bench, budgets, build,
    failure::Outcome,
    finish, hosting, serve, test,
};

/// For words that we do not know, as is the custom; 1 is for work that failed.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let args = match args::parse(env::args_os().skip(1)) {
        Ok(args) => args,
        Err(why) => {
            eprintln!("cargo xtask: {why}\n\nWhat there is: cargo xtask --help");
            return ExitCode::from(MISUSED);
        }
    };
    match perform(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("\ncargo xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well; a failure that has not been told yet is an error.
fn perform(args: &Args) -> Outcome<bool> {
    match &args.task {
        Task::Help(text) => println!("{text}"),
        Task::Serve { port, build } => serve::command(*port, *build, args.verbose)?,
        Task::Build => build::command(args.verbose)?,
        Task::Dev { port } => build::dev(*port, args.verbose)?,
        Task::Test { parts, build } => return test::command(parts, *build, args.verbose),
        Task::Finish => finish::command()?,
        Task::Hosting => hosting::command()?,
        Task::Budgets => return budgets::command(),
        Task::Bench { benches, options } => return bench::command(benches, options),
    }
    Ok(true)
}
