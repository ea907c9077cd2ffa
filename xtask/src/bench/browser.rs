//! Drives Chromium by the DevTools protocol, over two pipes: nothing to install, and nothing that listens.

use crate::{
    failure::{Failure, Outcome},
    system::Program,
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{self, Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(300);

/// The browser reads commands from its file 3 and answers in its file 4. Rust gives a child only the first three.
const WITH_PIPES: &str = r#"exec 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null "$0" "$@""#;

/// What a page's own script calls to tell what it measured.
const TELL: &str = "measured";

/// How a phone on a bad connection does: 1.6 Mbit/s with 150 ms to and fro, as Lighthouse has it, and a slow processor.
pub const SLOW_4G: Line = Line { bytes_per_second: 200_000, latency_ms: 150 };

/// How much slower than here a phone is, as Lighthouse has it.
pub const SLOWER: u32 = 4;

/// A connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Down; as much up.
    pub bytes_per_second: u32,
    /// From the question to the first byte of the answer.
    pub latency_ms: u32,
}

/// A running browser; gone when dropped, with all that it kept.
pub struct Browser {
    process: Child,
    out: ChildStdin,
    told: Receiver<Value>,
    events: Vec<Value>,
    last: u64,
    profile: PathBuf,
}

/// An open page. Those of one [`Browser::visitor`] share what is kept.
#[derive(Debug, Clone)]
pub struct Page {
    target: String,
    session: String,
}

impl Browser {
    /// Starts Chromium without a window. `frames`: whether it draws at the pace of a screen; otherwise as soon as it can.
    ///
    /// # Errors
    /// There is none, or it does not start.
    pub fn start(frames: bool) -> Outcome<Self> {
        let chromium = Program::Chromium.find().ok_or_else(|| Failure::new("there is no Chromium on the PATH"))?;
        let profile = std::env::temp_dir().join(format!("partnerpad-bench-{}", process::id()));
        let mut command = Command::new("sh");
        command.args(["-c", WITH_PIPES]).arg(chromium).arg(format!("--user-data-dir={}", profile.display()));
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"]);
        command.args(["--hide-scrollbars", "--enable-precise-memory-info", "--js-flags=--expose-gc"]);
        if !frames {
            command.args(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
        }
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut process = started.map_err(|why| Failure::new(format!("could not start Chromium: {why}")))?;
        let (Some(out), Some(from)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(Failure::new("Chromium has no pipes"));
        };
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let mut reader = BufReader::new(from);
            let mut message = Vec::new();
            while reader.read_until(0, &mut message).is_ok_and(|count| count > 0) {
                message.pop();
                // Whoever waits for it has gone: then the browser goes, too.
                if serde_json::from_slice(&message).is_ok_and(|value: Value| tell.send(value).is_err()) {
                    return;
                }
                message.clear();
            }
        });
        Ok(Self { process, out, told, events: Vec::new(), last: 0, profile })
    }

    /// Its name and version.
    ///
    /// # Errors
    /// It does not answer.
    pub fn version(&mut self) -> Outcome<String> {
        let version = self.send("", "Browser.getVersion", json!({}))?;
        Ok(text(&version, "/product").replace("HeadlessChrome/", "Chromium "))
    }

    /// Somebody who has never been here: the id of what a browser keeps for him.
    ///
    /// # Errors
    /// It does not answer.
    pub fn visitor(&mut self) -> Outcome<String> {
        let made = self.send("", "Target.createBrowserContext", json!({}))?;
        Ok(text(&made, "/browserContextId"))
    }

    /// The visitor has gone, and all that was kept for him.
    ///
    /// # Errors
    /// It does not answer.
    pub fn forget(&mut self, visitor: &str) -> Outcome {
        self.send("", "Target.disposeBrowserContext", json!({"browserContextId": visitor})).map(drop)
    }

    /// An empty page of the size of a phone, on a line (`None`: as fast as can be), so many times slower than here.
    ///
    /// # Errors
    /// It does not answer.
    pub fn page(&mut self, visitor: &str, line: Option<Line>, slower: u32) -> Outcome<Page> {
        let made = self.send("", "Target.createTarget", json!({"url": "about:blank", "browserContextId": visitor}))?;
        let target = text(&made, "/targetId");
        let attached = self.send("", "Target.attachToTarget", json!({"targetId": target, "flatten": true}))?;
        let page = Page { target, session: text(&attached, "/sessionId") };
        for domain in ["Page", "Network", "Runtime"] {
            self.ask(&page, &format!("{domain}.enable"), json!({}))?;
        }
        self.ask(&page, "Performance.enable", json!({"timeDomain": "threadTicks"}))?;
        self.ask(&page, "Runtime.addBinding", json!({"name": TELL}))?;
        let size = json!({"width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true});
        self.ask(&page, "Emulation.setDeviceMetricsOverride", size)?;
        self.ask(&page, "Emulation.setCPUThrottlingRate", json!({"rate": slower}))?;
        if let Some(Line { bytes_per_second, latency_ms }) = line {
            let conditions = json!({
                "offline": false, "latency": latency_ms,
                "downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second,
            });
            self.ask(&page, "Network.emulateNetworkConditions", conditions)?;
        }
        Ok(page)
    }

    /// Closes a page.
    ///
    /// # Errors
    /// It does not answer.
    pub fn close(&mut self, page: &Page) -> Outcome {
        self.send("", "Target.closeTarget", json!({"targetId": page.target})).map(drop)
    }

    /// Runs this before any script of each document that the page opens from now on.
    ///
    /// # Errors
    /// It does not answer.
    pub fn first_run(&mut self, page: &Page, script: &str) -> Outcome {
        self.ask(page, "Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).map(drop)
    }

    /// Sends the page somewhere.
    ///
    /// # Errors
    /// Nobody is there.
    pub fn go(&mut self, page: &Page, address: &str) -> Outcome {
        let went = self.ask(page, "Page.navigate", json!({"url": address}))?;
        match went.get("errorText").and_then(Value::as_str) {
            Some(why) => Err(Failure::new(format!("{address}: {why}"))),
            None => Ok(()),
        }
    }

    /// The value of an expression, awaited.
    ///
    /// # Errors
    /// It throws.
    pub fn value(&mut self, page: &Page, expression: &str) -> Outcome<Value> {
        let asked = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.ask(page, "Runtime.evaluate", asked)?;
        match answer.get("exceptionDetails") {
            Some(why) => Err(Failure::new(format!("in the page: {why:#}"))),
            None => Ok(answer.pointer("/result/value").cloned().unwrap_or_default()),
        }
    }

    /// A figure that the browser keeps of the page. Times are seconds in which the page's thread really ran, however busy the
    /// machine was.
    ///
    /// # Errors
    /// It does not keep that.
    pub fn metric(&mut self, page: &Page, name: &str) -> Outcome<f64> {
        let all = self.ask(page, "Performance.getMetrics", json!({}))?;
        let metrics = all.get("metrics").and_then(Value::as_array).into_iter().flatten();
        let found =
            metrics.filter(|metric| text(metric, "/name") == name).find_map(|metric| metric.get("value")?.as_f64());
        found.ok_or_else(|| Failure::new(format!("the browser knows no {name}")))
    }

    /// What the page tells next by calling `measured(text)`, as JSON.
    ///
    /// # Errors
    /// It tells nothing, or no JSON.
    pub fn measured(&mut self, page: &Page) -> Outcome<Value> {
        let is_it =
            |event: &Value| text(event, "/method") == "Runtime.bindingCalled" && text(event, "/params/name") == TELL;
        let event = self.event(page, is_it)?;
        let told = text(&event, "/params/payload");
        serde_json::from_str(&told).map_err(|why| Failure::new(format!("the page told {told:?}: {why}")))
    }

    /// The next event of this page that is so; those before it are left for others.
    ///
    /// # Errors
    /// There is none for a long time.
    pub fn event(&mut self, page: &Page, is_it: impl Fn(&Value) -> bool) -> Outcome<Value> {
        let is_it = |event: &Value| text(event, "/sessionId") == page.session && is_it(event);
        loop {
            if let Some(at) = self.events.iter().position(is_it) {
                return Ok(self.events.remove(at));
            }
            let next = self.next()?;
            self.events.push(next);
        }
    }

    /// All events of the page until now.
    pub fn take_events(&mut self, page: &Page) -> Vec<Value> {
        let (of_it, others) =
            self.events.drain(..).partition(|event: &Value| text(event, "/sessionId") == page.session);
        self.events = others;
        of_it
    }

    /// Sends a command to the page and waits for its result.
    ///
    /// # Errors
    /// The browser refuses.
    pub fn ask(&mut self, page: &Page, method: &str, parameters: Value) -> Outcome<Value> {
        self.send(&page.session, method, parameters)
    }

    fn send(&mut self, session: &str, method: &str, parameters: Value) -> Outcome<Value> {
        self.last += 1;
        let mut command = json!({"id": self.last, "method": method, "params": parameters});
        if let (false, Some(command)) = (session.is_empty(), command.as_object_mut()) {
            command.insert("sessionId".to_owned(), json!(session));
        }
        let bytes = format!("{command}\0");
        let gone = |why| Failure::new(format!("Chromium is gone: {why}"));
        self.out.write_all(bytes.as_bytes()).and_then(|()| self.out.flush()).map_err(gone)?;
        loop {
            let mut answer = self.next()?;
            if answer.get("id").and_then(Value::as_u64) != Some(self.last) {
                self.events.push(answer);
            } else if let Some(why) = answer.get("error") {
                return Err(Failure::new(format!("{method}: {why}")));
            } else {
                return Ok(answer.get_mut("result").map(Value::take).unwrap_or_default());
            }
        }
    }

    fn next(&mut self) -> Outcome<Value> {
        self.told.recv_timeout(PATIENCE).map_err(|why| Failure::new(format!("Chromium says nothing: {why}")))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.send("", "Browser.close", json!({}));
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// A text in JSON; empty if there is none.
pub fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A number in JSON; nothing if there is none.
///
/// # Errors
/// There is none.
pub fn number(value: &Value, name: &str) -> Outcome<f64> {
    value.get(name).and_then(Value::as_f64).ok_or_else(|| Failure::new(format!("the page told no {name}: {value}")))
}
