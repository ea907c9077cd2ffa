//! How long a page takes from an input to the next picture, on a slow phone.

use super::{
    Options,
    browser::{Browser, Page, SLOWER, number},
    figures::{Aim, Figures, Table},
    machine,
    numbers::{percentile, rounded},
    variants::{self, Variant},
};
use crate::{
    failure::{Failure, Outcome},
    run,
    serve::Server,
};
use serde_json::{Value, json};

/// How often each is done. Some more times before that, which do not count.
const RUNS: usize = 60;
const BEFORE: usize = 5;

/// A frame of a usual screen, in ms.
const FRAME: f64 = 16.7;

const PROBE: &str = include_str!("interaction.js");

/// The first action's box, and another one's.
pub const FIRST: &str = ".task input[type=checkbox][id]";
const BOX: &str = ".task + .task input[type=checkbox][id]";
const STEP: &str = "details.step:nth-of-type(2) > summary";
const TOOL: &str = "#tool-embed > summary";
const LINK: &str = "[data-record=\"embed.link\"]";
const TEXT: &str = "[data-record=\"embed.text\"]";

/// What is typed first: without a link there is nothing to show.
const STORE: &str = "https://store.example.com/shop?partner=1";

/// What was done where, and what each time took.
pub struct Done {
    what: String,
    page: &'static str,
    each: Vec<Took>,
}

/// How long something took, in ms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Took {
    /// Until the next picture.
    pub time: f64,
    /// In which the page's thread really ran.
    pub work: f64,
}

/// Measures the build, and a tick on the page by hand, in turn.
///
/// # Errors
/// There is no build, or the browser does not work.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let folder = run::target().join("bench-load");
    let (ours, hand) = (variants::ours(), variants::by_hand(&folder.join("by-hand"))?);
    let mut browser = Browser::start(false)?;
    let begun = machine::load();
    let site = Site::open(&mut browser, ours)?;
    let other = Site::open(&mut browser, hand)?;
    for site in [&site, &other] {
        site.click(&mut browser, FIRST)?;
    }
    let (mut tick, mut by_hand) = (Done::new("a tick", "ours"), Done::new("a tick", "(c) by hand"));
    for round in 0..BEFORE + RUNS {
        for (site, done) in [(&site, &mut tick), (&other, &mut by_hand)] {
            let took = site.click(&mut browser, BOX)?;
            done.count(round, took);
            site.click(&mut browser, BOX)?;
        }
    }
    let mut step = Done::new("opening a step", "ours");
    for round in 0..BEFORE + RUNS {
        let took = site.click(&mut browser, STEP)?;
        step.count(round, took);
        site.click(&mut browser, STEP)?;
    }
    let letter = letters(&mut browser, &site)?;
    let mut language = Done::new("the other language: a page", "ours");
    for round in 0..BEFORE + RUNS {
        let took = site.turn_language(&mut browser)?;
        language.count(round, took);
    }
    let all = [tick, by_hand, letter, step, language];
    let mut figures = Figures::now("cargo xtask bench interaction");
    let columns =
        ["what", "page", "median, ms", "95th percentile, ms", "work, median, ms", "work, 95th percentile, ms"];
    let mut table = Table::new("From an input to the next picture", &columns);
    for done in &all {
        let ([time, work], [late, late_work]) = (done.within(50), done.within(95));
        let cells =
            [time, late, work, late_work].map(|value| if value.is_nan() { json!("") } else { rounded(value, 1) });
        table.rows.push([json!(done.what), json!(done.page)].into_iter().chain(cells).collect());
    }
    table.chart = vec!["median, ms".to_owned(), "95th percentile, ms".to_owned()];
    figures.tables.push(table);
    figures.judge(aims(&all));
    figures.notes = vec![notes(&browser.version()?, begun)];
    Ok(figures)
}

fn aims(all: &[Done]) -> Vec<Aim> {
    let mut aims = Vec::new();
    for done in all.iter().filter(|done| done.page == "ours") {
        let [time, work] = done.within(95);
        aims.push(Aim::at_most(&format!("{}, 95th percentile", done.what), time, FRAME, "ms"));
        if !work.is_nan() {
            aims.push(Aim::at_most(&format!("{}, its work, 95th percentile", done.what), work, FRAME, "ms"));
        }
    }
    if let [tick, hand, ..] = all {
        let ([time, work], [by_hand, work_by_hand]) = (tick.within(50), hand.within(50));
        aims.push(Aim::at_most("a tick against (c), median", time / by_hand, 1.5, "×"));
        aims.push(Aim::at_most("its work against (c), median", work / work_by_hand, 1.5, "×"));
    }
    aims
}

fn notes(browser: &str, load: f64) -> String {
    format!(
        "{browser} without a window, {SLOWER} times slower than this machine, a phone's screen; {RUNS} times each, after \
         {BEFORE} that do not count. Real presses and keys, from the time that the browser gives the event until the picture \
         with what they changed is made. The browser draws at once instead of at the next beat of a screen: so what is \
         counted is none of the 0 to 16.7 ms that a screen waits anyway. “Work” is the time in which the page's thread really \
         ran, from the press to that picture: it hardly depends on what else the machine has to do. One tick is there already: \
         the first of all changes the page's heading, too. The letter is typed into the text of the \
         button while the preview shows it. The other language is another page: from the press to its first paint. (c) as in \
         the part on loading. Load of the machine when it began: {load:.1}."
    )
}

fn letters(browser: &mut Browser, site: &Site) -> Outcome<Done> {
    let mut letter = Done::new("a letter, with a preview", "ours");
    site.show(browser, TOOL)?;
    site.click(browser, TOOL)?;
    site.until(browser, &format!("document.querySelector({LINK:?})"))?;
    site.focus(browser, LINK)?;
    browser.ask(&site.page, "Input.insertText", json!({"text": STORE}))?;
    site.until(browser, &format!("document.querySelector({TEXT:?})"))?;
    site.focus(browser, TEXT)?;
    for round in 0..BEFORE + RUNS {
        let took = site.key(browser)?;
        letter.count(round, took);
        if round % 20 == 19 {
            // A text for a button is short.
            site.focus(browser, TEXT)?;
            browser.ask(&site.page, "Input.insertText", json!({"text": "e-Store "}))?;
        }
    }
    Ok(letter)
}

impl Done {
    /// Nothing yet.
    pub fn new(what: &str, page: &'static str) -> Self {
        Self { what: what.to_owned(), page, each: Vec::new() }
    }

    /// Counts what was not done only to get warm.
    pub fn count(&mut self, round: usize, took: Took) {
        if round >= BEFORE {
            self.each.push(took);
        }
    }

    /// So many of a hundred took at most so long: time, and work.
    pub fn within(&self, of_hundred: usize) -> [f64; 2] {
        let of = |part: fn(&Took) -> f64| percentile(&self.each.iter().map(part).collect::<Vec<_>>(), of_hundred);
        [of(|took| took.time), of(|took| took.work)]
    }
}

/// A page that somebody uses.
pub struct Site {
    page: Page,
    is_ready: &'static str,
    // Ends when dropped.
    _server: Server,
}

impl Site {
    /// Opens a page and waits until it takes ticks.
    ///
    /// # Errors
    /// It does not load.
    pub fn open(browser: &mut Browser, variant: Variant) -> Outcome<Self> {
        let server = Server::start(&variant.folder, 0);
        let server = server.map_err(|why| Failure::with_file("serve", &variant.folder, &why))?;
        let visitor = browser.visitor()?;
        let page = browser.page(&visitor, None, SLOWER)?;
        browser.first_run(&page, PROBE)?;
        browser.go(&page, &server.address())?;
        let site = Self { page, is_ready: variant.is_ready, _server: server };
        site.drawn(browser)?;
        site.until(browser, site.is_ready)?;
        Ok(site)
    }

    /// The page.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// When a document that it opened was drawn first, in ms since it was asked for.
    ///
    /// # Errors
    /// It opened none.
    pub fn drawn(&self, browser: &mut Browser) -> Outcome<f64> {
        number(&browser.measured(&self.page)?, "first")
    }

    /// Waits until an expression holds and nothing is left to draw.
    ///
    /// # Errors
    /// The browser does not answer.
    pub fn until(&self, browser: &mut Browser, holds: &str) -> Outcome {
        let script = format!(
            "new Promise((done) => {{
                const look = () => (document.readyState === 'complete' && ({holds})
                    ? requestIdleCallback(() => done(true)) : setTimeout(look, 50));
                look();
            }})"
        );
        browser.value(&self.page, &script).map(drop)
    }

    fn show(&self, browser: &mut Browser, selector: &str) -> Outcome {
        let open = format!(
            "for (let part = document.querySelector({selector:?}).parentElement.parentElement; part; part = part.parentElement) \
             if (part.matches('details')) part.open = true"
        );
        browser.value(&self.page, &open).map(drop)
    }

    fn focus(&self, browser: &mut Browser, selector: &str) -> Outcome {
        let select =
            format!("{{ const field = document.querySelector({selector:?}); field.focus(); field.select(); }} {IDLE}");
        browser.value(&self.page, &select).map(drop)
    }

    /// Presses; how long it took until the next picture.
    ///
    /// # Errors
    /// There is nothing to press.
    pub fn click(&self, browser: &mut Browser, selector: &str) -> Outcome<Took> {
        let place = self.place(browser, selector)?;
        self.timed(browser, |browser| self.press(browser, &place))
    }

    fn timed(&self, browser: &mut Browser, act: impl Fn(&mut Browser) -> Outcome) -> Outcome<Took> {
        let before = browser.metric(&self.page, "TaskDuration")?;
        act(browser)?;
        let time = number(&browser.measured(&self.page)?, "took")?;
        Ok(Took { time, work: (browser.metric(&self.page, "TaskDuration")? - before) * 1000.0 })
    }

    /// Where it is on the screen.
    fn place(&self, browser: &mut Browser, selector: &str) -> Outcome<Value> {
        let find = format!(
            "(async () => {{
                const it = document.querySelector({selector:?});
                it.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                await {IDLE};
                const {{ left, top, width, height }} = it.getBoundingClientRect();
                globalThis.probing = true;
                return [left + width / 2, top + height / 2];
            }})()"
        );
        browser.value(&self.page, &find)
    }

    fn press(&self, browser: &mut Browser, place: &Value) -> Outcome {
        for (what, buttons) in [("mousePressed", 1), ("mouseReleased", 0)] {
            let event = json!({
                "type": what, "x": place.get(0), "y": place.get(1), "button": "left", "buttons": buttons, "clickCount": 1,
            });
            browser.ask(&self.page, "Input.dispatchMouseEvent", event)?;
        }
        Ok(())
    }

    fn key(&self, browser: &mut Browser) -> Outcome<Took> {
        browser.value(&self.page, &format!("{IDLE}.then(() => {{ globalThis.probing = true; }})"))?;
        self.timed(browser, |browser| {
            for what in ["keyDown", "keyUp"] {
                let text = if what == "keyDown" { "a" } else { "" };
                let event =
                    json!({"type": what, "key": "a", "code": "KeyA", "text": text, "windowsVirtualKeyCode": 65});
                browser.ask(&self.page, "Input.dispatchKeyEvent", event)?;
            }
            Ok(())
        })
    }

    /// Follows the link to the page in the other language; how long until that was drawn first.
    fn turn_language(&self, browser: &mut Browser) -> Outcome<Took> {
        let place = self.place(browser, "header [hreflang]")?;
        self.press(browser, &place)?;
        let left = number(&browser.measured(&self.page)?, "left")?;
        let drawn = number(&browser.measured(&self.page)?, "drawn")?;
        self.until(browser, self.is_ready)?;
        // Two threads, and more: one for each page.
        Ok(Took { time: drawn - left, work: f64::NAN })
    }
}

/// When nothing is left to do and what was done is drawn.
const IDLE: &str =
    "new Promise((done) => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 30))))";
