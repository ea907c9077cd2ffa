//! Settings that a browser starts with.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::driver::Kind;

/// What differs from a fresh profile.
#[derive(Default)]
pub struct Setup {
    chromium_options: Vec<String>,
    /// What its driver would start it with.
    chromium_without: Vec<&'static str>,
    chromium_preferences: Map<String, Value>,
    firefox_preferences: Map<String, Value>,
    profile: Option<PathBuf>,
    is_impatient: bool,
    glides: bool,
}

impl Setup {
    /// Cookies and all other storage are blocked: reading `localStorage` throws.
    pub fn storage_denied() -> Self {
        Self::default()
            .chromium_preference("profile.default_content_setting_values.cookies", 2)
            .firefox_preference("network.cookie.cookieBehavior", 2)
    }

    /// There is no storage: `localStorage` is null.
    pub fn storage_missing() -> Self {
        let mut setup = Self::default().firefox_preference("dom.storage.enabled", false);
        setup.chromium_options.push("--disable-local-storage".to_owned());
        setup
    }

    /// Colours are the visitor's own, as in a high contrast mode, and nothing moves.
    ///
    /// Chromium takes both while it runs: see `Browser::emulate`.
    pub fn forced_colours() -> Self {
        Self::default()
            .firefox_preference("browser.display.document_color_use", 2)
            .firefox_preference("ui.prefersReducedMotion", 1)
    }

    /// The system is dark. See `Browser::emulate` for Chromium.
    pub fn dark() -> Self {
        Self::default().firefox_preference("ui.systemUsesDarkTheme", 1)
    }

    /// A scroll bar takes no room, as on a phone.
    pub fn thin_scroll_bars() -> Self {
        let mut setup = Self::default().firefox_preference("ui.useOverlayScrollbars", 1);
        setup.chromium_options.push("--hide-scrollbars".to_owned());
        setup
    }

    /// A test may read what was copied.
    pub fn clipboard() -> Self {
        Self::default().firefox_preference("dom.events.testing.asyncClipboard", true)
    }

    /// The page glides to where one goes, as it does for visitors. For other tests, Chromium goes there at once: what they press
    /// next would slip away from under them.
    pub fn gliding() -> Self {
        Self { glides: true, ..Self::default() }
    }

    /// There is no WebAssembly.
    pub fn no_webassembly() -> Self {
        let mut setup = Self::default().firefox_preference("javascript.options.wasm", false);
        setup.chromium_options.push("--js-flags=--jitless".to_owned());
        setup
    }

    /// There are no scripts at all.
    pub fn no_scripts() -> Self {
        Self::default()
            .chromium_preference("profile.managed_default_content_settings.javascript", 2)
            .firefox_preference("javascript.enabled", false)
    }

    /// This name is this machine, but not a place that browsers trust without https.
    pub fn host(name: &'static str) -> Self {
        let mut setup = Self::default().firefox_preference("network.dns.localDomains", name);
        setup.chromium_options.push(format!("--host-resolver-rules=MAP {name} 127.0.0.1"));
        setup
    }

    /// Windows that keep nothing once they are closed.
    pub fn private() -> Self {
        let mut setup = Self::default().firefox_preference("browser.privatebrowsing.autostart", true);
        setup.chromium_options.push("--incognito".to_owned());
        setup
    }

    /// Windows that a script opens by itself are blocked, as anyone has it; drivers loosen it.
    pub fn no_popups() -> Self {
        let mut setup = Self::default().firefox_preference("dom.disable_open_during_load", true);
        setup.chromium_without.push("disable-popup-blocking");
        setup
    }

    /// A test goes on while a page is on its way.
    pub fn impatient() -> Self {
        Self { is_impatient: true, ..Self::default() }
    }

    /// What the browser keeps goes into this folder, and is there when it starts again.
    pub fn profile(mut self, folder: &Path) -> Self {
        self.profile = Some(folder.to_owned());
        self
    }

    fn chromium_preference(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.chromium_preferences.insert(name.to_owned(), value.into());
        self
    }

    fn firefox_preference(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.firefox_preferences.insert(name.to_owned(), value.into());
        self
    }

    /// As WebDriver wants it.
    pub fn capabilities(&self, kind: Kind) -> Value {
        let waits = if self.is_impatient { "none" } else { "normal" };
        match kind {
            Kind::Chromium => {
                let usual = [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1280,900",
                ];
                let mut options = usual.map(str::to_owned).to_vec();
                if !self.glides {
                    options.push("--disable-smooth-scrolling".to_owned());
                }
                options.extend(self.chromium_options.iter().cloned());
                options.extend(self.profile.as_ref().map(|folder| format!("--user-data-dir={}", folder.display())));
                json!({
                    "browserName": "chrome",
                    "pageLoadStrategy": waits,
                    "webSocketUrl": true,
                    "goog:loggingPrefs": { "browser": "ALL" },
                    "goog:chromeOptions": {
                        "args": options,
                        "excludeSwitches": self.chromium_without,
                        "prefs": self.chromium_preferences,
                    },
                })
            }
            Kind::Firefox => {
                let mut preferences = json!({
                    // Timers of a tab in the background run as in the front one.
                    "dom.min_background_timeout_value": 4,
                    "dom.timeout.enable_budget_timer_throttling": false,
                    // Files as a visitor has them; drivers loosen it.
                    "security.fileuri.strict_origin_policy": true,
                    // The first download of all opens a panel that takes the next key.
                    "browser.download.alwaysOpenPanel": false,
                    // Tab reaches links as well, on every system.
                    "accessibility.tabfocus": 7,
                });
                for (name, value) in &self.firefox_preferences {
                    preferences[name] = value.clone();
                }
                let mut options = vec!["-headless".into(), "--width=1280".into(), "--height=900".into()];
                if let Some(folder) = &self.profile {
                    options.extend(["-profile".into(), folder.display().to_string()]);
                }
                json!({
                    "browserName": "firefox",
                    "pageLoadStrategy": waits,
                    "webSocketUrl": true,
                    "moz:firefoxOptions": { "args": options, "prefs": preferences },
                })
            }
        }
    }
}
