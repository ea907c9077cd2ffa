//! The program that drives a browser: chromedriver or geckodriver, on a port of its own.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Which browser a test runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    Firefox,
}

/// A running driver; gone when dropped.
///
/// One for each browser: geckodriver keeps one session at a time, and a driver shared by all tests would outlive
/// them, because a test program never drops its statics.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the program that the environment names: `CHROMEDRIVER`, `GECKODRIVER`.
    ///
    /// Chromedriver takes a free IPv4 port and ends when the IPv6 port of that number is taken: then it is started anew.
    pub fn start(kind: Kind) -> Self {
        let started = (0..5).find_map(|_| Self::try_start(kind));
        started.unwrap_or_else(|| panic!("{kind:?}: its driver ends before it names a port"))
    }

    fn try_start(kind: Kind) -> Option<Self> {
        let (variable, usual, options): (_, _, &[&str]) = match kind {
            Kind::Chromium => ("CHROMEDRIVER", "chromedriver", &["--port=0"]),
            Kind::Firefox => ("GECKODRIVER", "geckodriver", &["--port=0", "--websocket-port=0"]),
        };
        let program = env::var(variable).unwrap_or_else(|_| usual.to_owned());
        let started = Command::new(&program).args(options).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = started.unwrap_or_else(|why| panic!("{program}: {why}; {variable} names it"));
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let (told, ports) = mpsc::channel();
        // Reads to the end: a browser that may not write stops.
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let words = ["Listening on", "started successfully on port"];
                if words.iter().any(|words| line.contains(words)) {
                    let _ = told.send(last_number(&line));
                }
            }
        });
        let port = ports.recv_timeout(Duration::from_secs(30)).ok().flatten();
        let driver = Self { process, port: port.unwrap_or_default() };
        (driver.port > 0).then_some(driver)
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn last_number(line: &str) -> Option<u16> {
    let digits = line.trim_end_matches('.').rsplit(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok())
}
