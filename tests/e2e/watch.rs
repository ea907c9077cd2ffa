//! Hears every complaint of a page: errors and warnings on the console, exceptions, refused promises, violations of
//! the content security policy, failed requests; and every request, wherever it goes.
//!
//! Both browsers tell console calls and exceptions over BiDi. Neither tells violations, so a listener, in place before
//! the page's own scripts, turns them into console errors. Chromium's own log is read besides.

use serde_json::{Value, json};

use crate::{browser::Browser, driver::Kind};

/// Runs in each page before its own scripts.
const LISTEN: &str = "() => {
    const tell = (what, event) => console.error(what, event);
    addEventListener('securitypolicyviolation', (event) => tell('policy', `${event.effectiveDirective} ${event.blockedURI}`), true);
    addEventListener('unhandledrejection', (event) => tell('promise', String(event.reason)));
    addEventListener('error', (event) => { if (event.target !== window) tell('resource', event.target.outerHTML); }, true);
}";

/// Begins to listen, in all tabs, also later ones.
#[track_caller]
pub fn start(browser: &Browser) {
    let events = ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"];
    browser.bidi("session.subscribe", &json!({ "events": events }));
    browser.before_each_page(LISTEN);
}

/// Begins to listen to requests alone: of pages with thousands of parts, each of which would have to listen besides.
#[track_caller]
pub fn start_with_requests(browser: &Browser) {
    browser.bidi("session.subscribe", &json!({ "events": ["network.beforeRequestSent"] }));
}

/// What was heard.
#[derive(Debug, Default)]
pub struct Heard {
    /// Errors and warnings, one line each.
    pub complaints: Vec<String>,
    /// Addresses of all requests; not of `data:`, which are none.
    pub requests: Vec<String>,
}

/// What was heard since the last call.
#[track_caller]
pub fn take(browser: &Browser) -> Heard {
    let mut heard = Heard::default();
    for event in browser.take_events() {
        let details = &event["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let address = text(&details["request"]["url"]);
        match event["method"].as_str() {
            Some("log.entryAdded") if details["level"] == "error" || details["level"] == "warn" => {
                heard.complaints.push(format!("{}: {}", text(&details["level"]), text(&details["text"])));
            }
            Some("network.beforeRequestSent") if !address.starts_with("data:") => heard.requests.push(address),
            Some("network.fetchError") => {
                heard.complaints.push(format!("{address}: {}", text(&details["errorText"])));
            }
            Some("network.responseCompleted") if details["response"]["status"].as_u64() >= Some(400) => {
                heard.complaints.push(format!("{address}: {}", details["response"]["status"]));
            }
            _ => {}
        }
    }
    if browser.kind == Kind::Chromium {
        let log = browser.drive(async |driver| driver.browser_log().await);
        let loud = log.into_iter().filter(|entry| entry.level == "SEVERE" || entry.level == "WARNING");
        heard.complaints.extend(loud.map(|entry| format!("{}: {}", entry.level, entry.message)));
    }
    heard
}
