//! The page, as a visitor uses it: what stands there is found by role, name and id, never by markup.

use std::cell::Cell;

use partnerpad::text::{GUIDE, LANGUAGES, Ui, Words};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::{browser::Browser, driver::Kind, expect::messages, setup::Setup, site::Site};

/// The first language, the one of the page at the root.
pub const DUTCH: usize = 0;
/// The other one, with a folder of its own.
pub const ENGLISH: usize = 1;

/// The day as date fields have it, by the page's own clock.
pub const TODAY: &str = "const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10)";

/// The guide in a browser.
pub struct Guide {
    pub browser: Browser,
    pub site: Site,
    language: Cell<usize>,
}

impl Guide {
    /// A first visit.
    #[track_caller]
    pub fn open(kind: Kind, language: usize) -> Self {
        Self::open_with(kind, &Setup::default(), language)
    }

    /// A first visit, in a browser with settings.
    #[track_caller]
    pub fn open_with(kind: Kind, setup: &Setup, language: usize) -> Self {
        let guide = Self::before(kind, setup);
        guide.visit(language);
        guide
    }

    /// Before the first visit.
    pub fn before(kind: Kind, setup: &Setup) -> Self {
        Self::on(kind, setup, Site::guide())
    }

    /// Before the first visit to a site.
    pub fn on(kind: Kind, setup: &Setup, site: Site) -> Self {
        Self { browser: Browser::with(kind, setup), site, language: Cell::new(DUTCH) }
    }

    /// The address of the page in a language, followed by `rest`.
    pub fn address(&self, language: usize, rest: &str) -> String {
        let folder = if language == DUTCH { String::new() } else { format!("{}/", LANGUAGES[language].lang) };
        format!("{}{folder}{rest}", self.site.address())
    }

    /// Opens the page in a language.
    #[track_caller]
    pub fn visit(&self, language: usize) {
        self.visit_at(language, "");
    }

    /// Opens the page at a fragment.
    #[track_caller]
    pub fn visit_at(&self, language: usize, fragment: &str) {
        self.language.set(language);
        self.browser.go(&self.address(language, fragment));
        self.is_up();
    }

    /// A place of the same origin where the page does not run: to look at the storage, or to come back from.
    #[track_caller]
    pub fn leave(&self) {
        self.browser.go(&format!("{}nothing-here", self.site.address()));
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.browser.drive(async |driver| driver.refresh().await);
        self.is_up();
    }

    /// Waits until the app runs.
    #[track_caller]
    pub fn is_up(&self) {
        let lives = "
            const box = document.querySelector('main input[type=checkbox]');
            return !!box && !box.matches(':disabled') && document.documentElement.lang === arguments[0]";
        self.browser.until("the app runs", lives, &[json!(self.words().lang)]);
    }

    /// From now on, words are expected in this language.
    pub fn reads(&self, language: usize) {
        self.language.set(language);
    }

    /// The index of the present language.
    pub fn language(&self) -> usize {
        self.language.get()
    }

    /// The words of the present language.
    pub fn words(&self) -> &'static Words {
        &LANGUAGES[self.language.get()]
    }

    /// Labels, buttons and messages.
    pub fn ui(&self) -> &'static Ui {
        self.words().ui
    }

    /// What one can see of this role and name.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str, within: Option<&str>) -> WebElement {
        let arguments = [json!(role), json!(name), json!(within)];
        self.browser.element(&format!("{role} «{name}»"), include_str!("js/find.js"), &arguments)
    }

    /// Clicks a button of this name.
    #[track_caller]
    pub fn push(&self, name: &str) {
        self.browser.click(&self.find("button", name, None));
    }

    /// Clicks a link of this name.
    #[track_caller]
    pub fn follow(&self, name: &str) {
        self.browser.click(&self.find("link", name, None));
    }

    /// Clicks the link that leads to the page in another language.
    #[track_caller]
    pub fn switch_to(&self, language: usize) {
        self.follow(LANGUAGES[language].ui.language_name);
        self.reads(language);
        self.is_up();
    }

    /// Unfolds a step, if it is folded.
    #[track_caller]
    pub fn unfold(&self, step: usize) {
        let summary = self
            .by("return document.getElementById(arguments[0]).querySelector('summary')", GUIDE.steps[step].fragment);
        if !self.is_unfolded(step) {
            self.browser.click(&summary);
        }
        self.browser.until(
            "the step is unfolded",
            "return document.getElementById(arguments[0]).open",
            &[json!(GUIDE.steps[step].fragment)],
        );
    }

    /// Whether a step is unfolded.
    #[track_caller]
    pub fn is_unfolded(&self, step: usize) -> bool {
        self.browser.run("return document.getElementById(arguments[0]).open", &[json!(GUIDE.steps[step].fragment)])
    }

    /// Clicks the tick of an action; of a message, fills in that it came today.
    #[track_caller]
    pub fn tick(&self, id: &str) {
        let step = GUIDE.steps.iter().position(|step| step.actions.iter().any(|action| action.id == id));
        self.unfold(step.expect("an action of the guide"));
        if messages().contains(&id) {
            let today: String = self.browser.run(TODAY, &[]);
            self.type_in(id, &today);
        } else {
            self.browser.click(&self.by("return document.getElementById(arguments[0])", id));
        }
    }

    /// Has this text stand in the field of a record, as if it were typed, and leaves the field.
    #[track_caller]
    pub fn type_in(&self, record: &str, text: &str) {
        let script = r#"
            const [record, text] = arguments;
            const field = document.querySelector(`[data-record="${record}"]`);
            field.focus();
            field.value = text;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.blur();"#;
        self.browser.run::<Value>(script, &[json!(record), json!(text)]);
    }

    #[track_caller]
    fn by(&self, script: &str, id: &str) -> WebElement {
        self.browser.element(id, script, &[json!(id)])
    }

    /// Unfolds all explanations of an unfolded step.
    #[track_caller]
    pub fn unfold_explanations(&self, step: usize) {
        for action in self.words().steps[step].actions {
            let name = self.ui().explain_about(action.what);
            self.browser.click(&self.find("summary", &name, Some(GUIDE.steps[step].fragment)));
        }
    }

    /// Opens the menu, and from there the question whether to start again.
    #[track_caller]
    pub fn ask_to_start_again(&self) {
        self.push(self.ui().actions);
        self.push(self.ui().start_again);
        self.find("dialog", self.ui().start_again_title, None);
    }

    /// Removes all ticks, as a visitor does.
    #[track_caller]
    pub fn start_again(&self) {
        self.ask_to_start_again();
        self.push(self.ui().start_again_confirm);
    }

    /// Unfolds all there is.
    pub fn unfold_all(&self) {
        self.does("document.querySelectorAll('details').forEach((one) => { one.open = true })", &[]);
    }

    /// Drags something over an element and drops it there; whether the page took care of each. A drag that a script makes
    /// is none that the browser itself would answer: what it would do shows in what the page prevents.
    pub fn drop(&self, selector: &str, files: &[(&str, &str)]) -> (bool, bool) {
        let script = "
            const [selector, files] = arguments;
            const dataTransfer = new DataTransfer();
            for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
            if (files.length === 0) dataTransfer.setData('text/plain', 'text');
            const target = document.querySelector(selector);
            const send = (name) => !target.dispatchEvent(
                new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
            return [send('dragover'), send('drop')]";
        self.browser.run(script, &[json!(selector), json!(files)])
    }

    /// Puts texts into the storage, and nothing else.
    #[track_caller]
    pub fn store(&self, texts: &[(&str, &str)]) {
        let script = "for (const [key, text] of arguments[0]) localStorage.setItem(key, text)";
        self.browser.run::<Value>(script, &[json!(texts)]);
    }
}
