//! What a test can set while the browser runs.

use serde_json::{Value, json};

use crate::{browser::Browser, driver::Kind};

impl Browser {
    /// Runs this function in each page before its own scripts.
    #[track_caller]
    pub fn before_each_page(&self, function: &str) {
        self.bidi("script.addPreloadScript", &json!({ "functionDeclaration": function }));
    }

    /// Has Chromium report these media features in the present tab; Firefox has preferences for them, see `Setup`.
    #[track_caller]
    pub fn emulate(&self, features: &[(&str, &str)]) {
        if self.kind == Kind::Chromium {
            let features: Vec<_> =
                features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
            self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        }
    }

    /// Sends a command of Chromium's own protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: &Value) {
        self.devtools_answer(method, parameters);
    }

    /// Like [`Browser::devtools`]: what Chromium answers.
    #[track_caller]
    pub fn devtools_answer(&self, method: &str, parameters: &Value) -> Value {
        self.drive(async |driver| driver.cdp().send_raw(method, parameters).await)
    }

    /// Gives the present tab a view of this many CSS pixels, each of `ratio` device pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32, ratio: f32) {
        let tab = self.tab();
        let viewport = json!({ "width": width, "height": height });
        self.bidi(
            "browsingContext.setViewport",
            &json!({ "context": tab, "viewport": viewport, "devicePixelRatio": ratio }),
        );
    }
}
