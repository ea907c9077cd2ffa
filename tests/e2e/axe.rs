//! Accessibility by axe-core: the rules of WCAG 2.0 to 2.2, levels A and AA, and best practice.

use std::{env, fs};

use serde_json::{Value, json};

use crate::browser::Browser;

/// Only finds violations; what axe cannot decide is for people.
const RUN: &str = "
    (more) => axe.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        ...more,
    }).then((found) => JSON.stringify([found.passes.length, found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html, any, all }) => {
            const why = [...any, ...all].map(({ message }) => message).join(' ');
            return `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${why}`;
        }))]))";

/// A frame that axe does not get to see is one more violation, however long it takes to answer.
const FRAMES: &str = "{ pingWaitTime: 10000, checks: { 'frame-tested': { options: { isViolation: true } } } }";

/// Violations on the page as it stands now, one line each.
#[track_caller]
pub fn violations(browser: &Browser) -> Vec<String> {
    let is_here = browser.evaluate("typeof axe === 'object' ? 'yes' : 'no'") == "yes";
    if !is_here {
        browser.evaluate(&format!("{};'done'", source()));
    }
    run(browser, "{}")
}

/// The same on a page without a policy, with the pages in its frames, which must be of its origin.
#[track_caller]
pub fn violations_with_frames(browser: &Browser) -> Vec<String> {
    let source = json!(source());
    let bring = format!(
        "[window, ...[...document.querySelectorAll('iframe')].map((one) => one.contentWindow)]
            .map((one) => typeof one.eval({source})).join()"
    );
    browser.evaluate(&bring);
    run(browser, FRAMES)
}

fn source() -> String {
    let file = env::var("PARTNERPAD_AXE").expect("PARTNERPAD_AXE names axe.min.js: `cargo xtask test e2e`");
    fs::read_to_string(&file).unwrap_or_else(|why| panic!("{file}: {why}"))
}

#[track_caller]
fn run(browser: &Browser, more: &str) -> Vec<String> {
    let found: (usize, Vec<String>) =
        serde_json::from_str(&browser.evaluate(&format!("({RUN})({more})"))).expect("as RUN writes it");
    assert!(found.0 > 10, "axe found hardly anything to look at");
    found.1
}

impl Browser {
    /// The text that an expression gives, in the page's own world; the page's policy does not apply.
    #[track_caller]
    fn evaluate(&self, expression: &str) -> String {
        let target = json!({ "context": self.tab() });
        let answer =
            self.bidi("script.evaluate", &json!({ "expression": expression, "target": target, "awaitPromise": true }));
        match &answer["result"]["value"] {
            Value::String(text) => text.clone(),
            _ => panic!("{:?}: {answer}", self.kind),
        }
    }
}
