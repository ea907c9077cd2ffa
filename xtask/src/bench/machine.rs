//! Where and when something is measured.

use crate::run;
use std::{
    env, fs,
    process::Command,
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

/// A computer, as far as it decides about figures. Nothing here tells whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Its maker's name for it.
    pub processor: String,
    /// How many threads run at a time.
    pub cores: u64,
    /// Memory; 0 where it is not known.
    pub memory_mb: u64,
    /// `linux x86_64`
    pub system: String,
    /// `rustc 1.95.0`
    pub compiler: String,
}

impl Machine {
    /// This one.
    pub fn here() -> Self {
        let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let of = |text: &str, name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'));
            line.map(|value| value.trim().to_owned())
        };
        let kilobytes = of(&memory, "MemTotal").and_then(|size| size.split_whitespace().next()?.parse::<u64>().ok());
        let version = run::output(Command::new("rustc").arg("--version").current_dir(run::root()));
        let version = version.unwrap_or_default();
        let words: Vec<_> = version.split_whitespace().take(2).collect();
        Self {
            processor: of(&processor, "model name").unwrap_or_else(|| "unknown".to_owned()),
            cores: thread::available_parallelism().map_or(1, |cores| cores.get() as u64),
            memory_mb: kilobytes.unwrap_or_default() / 1024,
            system: format!("{} {}", env::consts::OS, env::consts::ARCH),
            compiler: words.join(" "),
        }
    }
}

/// How many programs want to run here, over the last minute; 0 where it is not known. Times that were taken while it is
/// larger than the number of threads say less.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|load| load.parse().ok()).unwrap_or_default()
}

/// The day in UTC: `2026-11-25`.
pub fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    day(since.as_secs() / 86_400)
}

/// The day that is so many days after 1 January 1970.
fn day(mut days: u64) -> String {
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for length in [31, 28 + u64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let days =
            [(0, "1970-01-01"), (58, "1970-02-28"), (59, "1970-03-01"), (789, "1972-02-29"), (20_782, "2026-11-25")];
        for (since, wanted) in days {
            assert_eq!(day(since), wanted);
        }
        assert_eq!(day(364), "1970-12-31");
    }
}
