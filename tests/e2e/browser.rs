//! A browser with a fresh profile, driven over WebDriver.
//!
//! Every call waits until it is done, so that a test reads as a list of what a visitor does, and a failed assertion
//! names the line of the test.

use std::{
    collections::HashMap,
    iter,
    process::Command,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::{Capabilities, WebDriver, WebElement, error::WebDriverResult};
use tokio::runtime::{Builder, Runtime};

use crate::{
    bidi::Bidi,
    driver::{Driver, Kind},
    setup::Setup,
};

/// How long a test waits for what it expects.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one or more tabs.
pub struct Browser {
    /// Which one.
    pub kind: Kind,
    driver: Option<WebDriver>,
    bidi: Bidi,
    runtime: Runtime,
    _process: Driver,
}

impl Browser {
    /// A browser as anyone has it.
    pub fn start(kind: Kind) -> Self {
        Self::with(kind, &Setup::default())
    }

    /// A browser with settings.
    pub fn with(kind: Kind, setup: &Setup) -> Self {
        let process = Driver::start(kind);
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let wanted: Capabilities = serde_json::from_value(setup.capabilities(kind)).expect("an object");
        let started = runtime.block_on(WebDriver::new(process.address(), wanted));
        let driver = started.unwrap_or_else(|why| panic!("{kind:?} does not start: {why}"));
        let address = driver.capabilities().get("webSocketUrl").and_then(Value::as_str);
        let bidi = Bidi::connect(address.expect("the driver speaks BiDi"));
        Self { kind, driver: Some(driver), bidi, runtime, _process: process }
    }

    /// Does something with the driver itself.
    #[track_caller]
    pub fn drive<T>(&self, task: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> T {
        let driver = self.driver.as_ref().expect("runs until dropped");
        match self.runtime.block_on(task(driver)) {
            Ok(outcome) => outcome,
            // Without the driver's own calls.
            Err(why) => panic!("{:?}: {}", self.kind, why.to_string().split("Stacktrace").next().unwrap_or_default()),
        }
    }

    /// Sends a command of WebDriver BiDi.
    #[track_caller]
    pub fn bidi(&self, method: &str, parameters: &Value) -> Value {
        self.bidi.send(method, parameters)
    }

    /// What the browser told since the last call, of what `session.subscribe` asked for.
    pub fn take_events(&self) -> Vec<Value> {
        self.bidi.take_events()
    }

    /// Goes to an address and waits until it has loaded.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.drive(async |driver| driver.goto(address).await);
    }

    /// The present address.
    #[track_caller]
    pub fn address(&self) -> String {
        self.run("return location.href", &[])
    }

    /// Runs a script in the page, with `arguments`, and returns what it returns.
    #[track_caller]
    pub fn run<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        self.drive(async |driver| driver.execute(script, arguments).await?.convert())
    }

    /// Like [`Browser::run`] for a script that hands its result to its last argument, a function.
    #[track_caller]
    pub fn run_async<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        self.drive(async |driver| driver.execute_async(script, arguments).await?.convert())
    }

    /// The element that a script returns, once it returns one.
    #[track_caller]
    pub fn element(&self, what: &str, script: &str, arguments: &[Value]) -> WebElement {
        let found =
            self.wait(|| self.drive(async |driver| Ok(driver.execute(script, arguments).await?.element().ok())));
        let Some(found) = found else { panic!("{:?}: there is no {what}\n{}", self.kind, self.page()) };
        found
    }

    /// Clicks as a hand does: scrolls there first, and fails when something else lies on top.
    #[track_caller]
    pub fn click(&self, element: &WebElement) {
        let scroll = "arguments[0].scrollIntoView({ behavior: 'instant', block: 'center' })";
        self.drive(async |driver| {
            driver.execute(scroll, vec![element.to_json()?]).await?;
            element.click().await
        });
    }

    /// Presses and releases keys, wherever the focus is.
    #[track_caller]
    pub fn press(&self, keys: impl AsRef<str>) {
        self.drive(async |driver| driver.action_chain().send_keys(keys.as_ref()).perform().await);
    }

    /// The present tab.
    #[track_caller]
    pub fn tab(&self) -> String {
        self.drive(async |driver| driver.window().await).to_string()
    }

    /// Opens a tab and goes there.
    #[track_caller]
    pub fn open_tab(&self) -> String {
        let tab = self.drive(async |driver| {
            let tab = driver.new_tab().await?;
            driver.switch_to_window(tab.clone()).await?;
            Ok(tab)
        });
        tab.to_string()
    }

    /// Goes to another open tab.
    #[track_caller]
    pub fn switch(&self, tab: &str) {
        self.drive(async |driver| driver.switch_to_window(tab.to_owned().into()).await);
    }

    /// Asks again and again until there is an answer, or patience ends.
    pub fn wait<T>(&self, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = ask();
            if answer.is_some() || Instant::now() > end {
                return answer;
            }
            self.runtime.block_on(async { tokio::time::sleep(Duration::from_millis(15)).await });
        }
    }

    /// Like [`Browser::run`]; nothing while one page goes and the next one comes.
    pub fn ask<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Option<T> {
        self.drive(async |driver| {
            let answer = driver.execute(script, arguments).await;
            Ok(answer.ok().and_then(|answer| answer.convert().ok()))
        })
    }

    /// Waits until the script returns `true`.
    #[track_caller]
    pub fn until(&self, what: &str, script: &str, arguments: &[Value]) {
        let happened = self.wait(|| self.ask(script, arguments).filter(|so: &bool| *so));
        if happened.is_none() {
            let last: Value = self.run(script, arguments);
            panic!("{:?}: still not so, but {last}: {what}\n{}", self.kind, self.page());
        }
    }

    /// What a failed test shows of the page.
    pub fn page(&self) -> String {
        self.run("return location.href + '\\n' + document.body.innerText.slice(0, 800)", &[])
    }
}

/// Ends a process at once; whether there was one.
fn end(id: &str) -> bool {
    let (program, options) =
        if cfg!(windows) { ("taskkill", ["/F", "/PID"].as_slice()) } else { ("kill", ["-9"].as_slice()) };
    Command::new(program).args(options).arg(id).status().is_ok_and(|status| status.success())
}

/// The number of the browser's process.
fn process_of(driver: &WebDriver) -> String {
    let named = ["goog:processID", "moz:processID"].map(|name| driver.capabilities().get(name).cloned());
    named.into_iter().flatten().next().expect("the driver names the process").to_string()
}

impl Browser {
    /// Ends the processes of all pages at once, as a system does that needs their memory.
    #[track_caller]
    pub fn kill_tab(&self) {
        let parent = process_of(self.driver.as_ref().expect("runs until dropped"));
        let all = Command::new("ps").args(["-A", "-o", "pid=,ppid=,args="]).output().expect("ps");
        let all = String::from_utf8_lossy(&all.stdout).into_owned();
        let lines = all.lines().filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?, line))
        });
        let lines: Vec<_> = lines.collect();
        // Chromium's come from a helper of the browser.
        let above: HashMap<_, _> = lines.iter().map(|(id, above, _)| (*id, *above)).collect();
        let above = |id: &&str| above.get(id).copied();
        let is_below = |id: &&str| iter::successors(above(id), above).any(|one| one == parent);
        let is_page =
            |line: &str| line.contains("--type=renderer") || line.contains("-contentproc") && line.ends_with("tab");
        let pages: Vec<_> = lines.iter().filter(|(id, _, line)| is_page(line) && is_below(id)).collect();
        assert!(!pages.is_empty(), "{:?} has no page", self.kind);
        for (id, ..) in pages {
            // It may have ended by itself.
            end(id);
        }
    }

    /// Ends its process at once, as a crash does: nothing is written any more.
    pub fn kill(mut self) {
        let driver = self.driver.take().expect("runs until dropped");
        let id = process_of(&driver);
        assert!(end(&id), "{id} is not killed");
        // Without a word to a browser that is gone.
        let _ = driver.leak();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            let id = process_of(&driver);
            let quit = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, driver.quit()).await });
            // One that a page holds up hears nothing, and would outlive its driver. A test must not fail over that.
            if !matches!(quit, Ok(Ok(()))) {
                end(&id);
            }
        }
    }
}
