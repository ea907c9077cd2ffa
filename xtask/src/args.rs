//! What was asked on the command line.

use crate::{
    bench::{Bench, Options},
    test::Part,
};
use lexopt::prelude::*;
use std::ffi::OsString;

/// Where `serve` and `dev` listen unless told otherwise.
pub const PORT: u16 = 8080;

/// How long a bench runs that could run for ever, in seconds, unless told otherwise.
pub const SECONDS: u64 = 60;

const HELP: &str = "\
Partnerpad: serve, build and test the page

Usage: cargo xtask <command> [options]

  serve     build the page and serve it on this machine (http://127.0.0.1:8080/)
  dev       the same, and rebuild and reload on every change
  build     build the page into dist/ and say what each part weighs
  test      run all checks, or only the named parts: cargo xtask test native e2e
  budgets   check what the first visit loads against the budgets
  bench     measure, and write docs/benchmarks.md: cargo xtask bench bytes
  hosting   write recipes for hosts, with the policy of this build
  finish    the last step of a build; Trunk calls it, people need not

Options
  --port N     serve, dev: listen there (0: any free port)
  --no-build   serve, test, bench: use dist/ as it is
  --seconds N  bench: how long each thing runs that runs as long as one likes
  --verbose    show what the tools' installation prints
  --help       this text, or a command's own: cargo xtask test --help

Missing tools are installed first, once, into a folder of your own
($PARTNERPAD_TOOLS, else partnerpad/ in your cache folder).
";

const SERVE_HELP: &str = "\
cargo xtask serve [--port N] [--no-build]

Builds the release into dist/ and serves it on 127.0.0.1, with compression and the
headers that a good host sends. Prints the address; Ctrl-C ends it.

  --port N     listen there instead of on 8080 (0: any free port)
  --no-build   serve dist/ as it is
";

const DEV_HELP: &str = "\
cargo xtask dev [--port N]

Serves a development build and reloads the page on every change (trunk serve).

  --port N     listen there instead of on 8080
";

const BUILD_HELP: &str = "\
cargo xtask build

Builds the release into dist/ (trunk build --release): put this folder on any host.
Then says what each part weighs: raw, gzip, brotli.
";

/// What to do, and how much to say.
#[derive(Debug, PartialEq, Eq)]
pub struct Args {
    /// What to do.
    pub task: Task,
    /// Show the output of the tools' installation.
    pub verbose: bool,
}

/// One of the commands.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print this text.
    Help(String),
    /// Build and serve `dist/`.
    Serve {
        /// Where to listen; 0 is any free port.
        port: u16,
        /// Build first.
        build: bool,
    },
    /// Build `dist/`.
    Build,
    /// Serve with reloading.
    Dev {
        /// Where to listen.
        port: u16,
    },
    /// Check.
    Test {
        /// In the order in which they run; empty: all.
        parts: Vec<Part>,
        /// Build `dist/` for parts that need it.
        build: bool,
    },
    /// The hook at the end of a build.
    Finish,
    /// Write recipes for hosts.
    Hosting,
    /// Compare what is loaded with the budgets.
    Budgets,
    /// Measure.
    Bench {
        /// In the order of the page; empty: all that are quick.
        benches: Vec<Bench>,
        /// How.
        options: Options,
    },
}

/// What the options say, before it is known whether the command takes them.
#[derive(Default)]
struct Given {
    words: Vec<String>,
    port: Option<u16>,
    seconds: Option<u64>,
    no_build: bool,
    verbose: bool,
    help: bool,
}

/// Reads the words after `cargo xtask`.
///
/// # Errors
/// A message for an unknown word, or an option that the command does not take.
pub fn parse(raw: impl IntoIterator<Item = OsString>) -> Result<Args, String> {
    let given = read(raw).map_err(|why| why.to_string())?;
    let verbose = given.verbose;
    let mut words = given.words.iter().map(String::as_str);
    let command = words.next().unwrap_or("help");
    let rest: Vec<&str> = words.collect();
    let task = task(command, &rest, &given)?;
    Ok(Args { task, verbose })
}

fn read(raw: impl IntoIterator<Item = OsString>) -> Result<Given, lexopt::Error> {
    let mut given = Given::default();
    let mut parser = lexopt::Parser::from_args(raw);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("port") | Short('p') => given.port = Some(parser.value()?.parse()?),
            Long("seconds") => given.seconds = Some(parser.value()?.parse()?),
            Long("no-build") => given.no_build = true,
            Long("verbose") | Short('v') => given.verbose = true,
            Long("help") | Short('h') => given.help = true,
            Value(word) => given.words.push(word.string()?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(given)
}

fn task(command: &str, rest: &[&str], given: &Given) -> Result<Task, String> {
    let known = ["serve", "dev", "build", "test", "budgets", "bench", "hosting", "finish", "help"];
    if !known.contains(&command) {
        return Err(format!("there is no command {command:?}"));
    }
    if given.help || command == "help" {
        return Ok(Task::Help(help(command)));
    }
    if !["test", "bench"].contains(&command)
        && let Some(word) = rest.first()
    {
        return Err(format!("{command} does not know what to do with {word:?}"));
    }
    if given.port.is_some() && !["serve", "dev"].contains(&command) {
        return Err(format!("{command} does not listen anywhere, so --port means nothing"));
    }
    if given.no_build && !["serve", "test", "bench"].contains(&command) {
        return Err(format!("{command} does not take --no-build"));
    }
    if given.seconds.is_some() && command != "bench" {
        return Err(format!("{command} takes as long as it takes, so --seconds means nothing"));
    }
    let port = given.port.unwrap_or(PORT);
    Ok(match command {
        "serve" => Task::Serve { port, build: !given.no_build },
        "dev" => Task::Dev { port },
        "build" => Task::Build,
        "test" => Task::Test { parts: named(rest, "part", &Part::ALL, |part| part.name())?, build: !given.no_build },
        "budgets" => Task::Budgets,
        "bench" => {
            let seconds = given.seconds.unwrap_or(SECONDS);
            let options = Options { build: !given.no_build, seconds, verbose: given.verbose };
            Task::Bench { benches: named(rest, "bench", &Bench::ALL, |bench| bench.name())?, options }
        }
        "hosting" => Task::Hosting,
        _ => Task::Finish,
    })
}

/// Those of `all` that are named, each once, in the order in which they stand there.
fn named<T: Copy>(words: &[&str], what: &str, all: &[T], name: fn(T) -> &'static str) -> Result<Vec<T>, String> {
    let is_one = |word: &str| all.iter().any(|one| name(*one) == word);
    if let Some(word) = words.iter().find(|word| !is_one(word)) {
        let names: Vec<_> = all.iter().map(|one| name(*one)).collect();
        return Err(format!("there is no {what} {word:?}; there are {}", names.join(", ")));
    }
    Ok(all.iter().copied().filter(|one| words.contains(&name(*one))).collect())
}

fn help(command: &str) -> String {
    match command {
        "serve" => SERVE_HELP.to_owned(),
        "dev" => DEV_HELP.to_owned(),
        "build" => BUILD_HELP.to_owned(),
        "test" => test_help(),
        "bench" => bench_help(),
        _ => HELP.to_owned(),
    }
}

fn test_help() -> String {
    let mut text = "\
cargo xtask test [part …] [--no-build]

Runs all checks, or only the named parts, and ends with one summary.

"
    .to_owned();
    for part in Part::ALL {
        text.push_str(&format!("  {:<11}{}\n", part.name(), part.about()));
    }
    text.push_str(
        "\nbudgets, html, lighthouse and e2e look at dist/, so they build it first; --no-build uses it as it is.\n",
    );
    text
}

fn bench_help() -> String {
    let mut text = "\
cargo xtask bench [name …] [--seconds N] [--no-build]

Measures, keeps the figures in docs/benchmarks/, and writes docs/benchmarks.md from all that is
kept there. None named: all that are quick.

"
    .to_owned();
    for bench in Bench::ALL {
        text.push_str(&format!("  {:<11}{}\n", bench.name(), bench.about()));
    }
    text.push_str("\n  --seconds N  how long each thing runs that runs as long as one likes (60)\n");
    text.push_str("  --no-build   use dist/ as it is\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Args, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn task_of(line: &str) -> Task {
        parsed(line).unwrap().task
    }

    #[test]
    fn the_port_is_8080_unless_told() {
        assert_eq!(task_of("serve"), Task::Serve { port: 8080, build: true });
        assert_eq!(task_of("serve --port 0 --no-build"), Task::Serve { port: 0, build: false });
        assert_eq!(task_of("dev --port=9000"), Task::Dev { port: 9000 });
    }

    #[test]
    fn parts_run_in_their_own_order_and_once() {
        let Task::Test { parts, build } = task_of("test e2e fmt e2e") else {
            panic!("not a test");
        };
        assert_eq!(parts, [Part::Fmt, Part::E2e]);
        assert!(build);
    }

    #[test]
    fn benches_run_in_the_order_of_the_page() {
        let options = Options { build: false, seconds: 5, verbose: false };
        let task = task_of("bench build bytes --seconds 5 --no-build");
        assert_eq!(task, Task::Bench { benches: vec![Bench::Bytes, Bench::Build], options });
    }

    #[test]
    fn words_we_do_not_know_are_named() {
        assert!(parsed("sevre").unwrap_err().contains("sevre"));
        assert!(parsed("test e3e").unwrap_err().contains("native"));
        assert!(parsed("bench lightouse").unwrap_err().contains("lightouse"));
        assert!(parsed("build here").unwrap_err().contains("here"));
        assert!(parsed("serve --prot 1").unwrap_err().contains("prot"));
        assert!(parsed("serve --port 80800").is_err());
        assert!(parsed("build --port 80").is_err());
        assert!(parsed("dev --no-build").is_err());
        assert!(parsed("bench byte").unwrap_err().contains("bytes"));
        assert!(parsed("test --seconds 5").is_err());
    }

    #[test]
    fn help_is_there_for_all_and_for_one() {
        for line in ["", "--help", "help", "-h"] {
            assert_eq!(task_of(line), Task::Help(HELP.to_owned()), "{line}");
        }
        let Task::Help(text) = task_of("test --help") else {
            panic!("no help");
        };
        assert!(text.contains("budgets"), "{text}");
    }
}
