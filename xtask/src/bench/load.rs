//! How soon a page is there, on a phone with a bad connection: ours, and others for the sake of comparison.

use super::{
    Options,
    browser::{self, Browser, SLOW_4G, SLOWER},
    figures::{Aim, Figures, Table},
    machine,
    numbers::{median, rounded},
    variants::{self, Variant},
};
use crate::{
    failure::{Failure, Outcome},
    run,
    serve::Server,
};
use serde_json::{Value, json};

/// How often each page is loaded. One more time before that, which does not count.
const RUNS: usize = 7;

const PROBE: &str = include_str!("load.js");

/// The largest paint may come this much later than that of the page by hand.
const LATER: f64 = 1.05;

/// What is measured of a load, in the order of the columns: name, of how many digits.
const MEASURES: [(&str, &str, i32); 8] = [
    ("bytes", "bytes", 0),
    ("requests", "requests", 0),
    ("first", "first paint, ms", 0),
    ("largest", "largest paint, ms", 0),
    ("ready", "ready, ms", 0),
    ("reacts", "a tick reacts, ms", 0),
    ("blocked", "blocked, ms", 0),
    ("shift", "layout shift", 3),
];

/// What each load of one page gave, by the names in [`MEASURES`].
struct Loads {
    variant: Variant,
    server: Server,
    each: Vec<Value>,
}

impl Loads {
    fn middle(&self, name: &str) -> f64 {
        let values: Vec<_> = self.each.iter().filter_map(|one| one.get(name)?.as_f64()).collect();
        median(&values)
    }
}

/// Measures the build against the others, all in one go.
///
/// # Errors
/// There is no build, one of the others cannot be made, or the browser does not work.
pub fn measure(options: &Options) -> Outcome<Figures> {
    let folder = run::target().join("bench-load");
    let variants = [
        variants::ours(),
        variants::drawn_late(&folder.join("drawn-late"))?,
        variants::todomvc(&folder.join("todomvc"), options.verbose)?,
        variants::by_hand(&folder.join("by-hand"))?,
    ];
    let serve = |variant: Variant| {
        let server = Server::start(&variant.folder, 0);
        let server = server.map_err(|why| Failure::with_file("serve", &variant.folder, &why))?;
        Ok(Loads { variant, server, each: Vec::new() })
    };
    let mut all = variants.into_iter().map(serve).collect::<Outcome<Vec<_>>>()?;
    let mut browser = Browser::start(true)?;
    let begun = machine::load();
    for round in 0..=RUNS {
        for one in &mut all {
            let seen = load(&mut browser, &one.variant, &one.server.address())?;
            println!("  {round}/{RUNS} {:<16}{seen}", one.variant.name);
            if round > 0 {
                one.each.push(seen);
            }
        }
    }
    let mut figures = Figures::now("cargo xtask bench load");
    let columns: Vec<_> = ["page"].into_iter().chain(MEASURES.map(|(_, column, _)| column)).collect();
    let mut table = Table::new("The first visit", &columns);
    for one in &all {
        let measured = MEASURES.map(|(name, _, digits)| rounded(one.middle(name), digits));
        table.rows.push([json!(one.variant.name)].into_iter().chain(measured).collect());
    }
    table.chart = ["first paint, ms", "largest paint, ms", "a tick reacts, ms", "bytes"].map(Into::into).to_vec();
    figures.tables.push(table);
    figures.judge(aims(&all));
    figures.notes = vec![notes(&browser.version()?, begun)];
    Ok(figures)
}

fn aims(all: &[Loads]) -> Vec<Aim> {
    let [ours, late, todo, hand] = all else { return Vec::new() };
    let of = |one: &Loads, name| one.middle(name);
    vec![
        Aim::at_most("largest paint against (c)", of(ours, "largest") / of(hand, "largest"), LATER, "×"),
        Aim::at_most("a tick reacts, against (c)", of(ours, "reacts") / of(hand, "reacts"), 2.0, "×"),
        Aim::at_most("bytes against (b)", of(ours, "bytes") / of(todo, "bytes"), 1.0, "×"),
        Aim::at_most("first paint against (a)", of(ours, "first") / of(late, "first"), 0.5, "×"),
        Aim::at_most("largest paint against (a)", of(ours, "largest") / of(late, "largest"), 0.5, "×"),
    ]
}

fn notes(browser: &str, load: f64) -> String {
    format!(
        "{browser} without a window, {} Mbit/s, {} ms for each request, {SLOWER} times slower than this machine, a phone's \
         screen; every load is somebody's first. The median of {RUNS} loads, all pages in turn in one run. Served with Brotli \
         as `cargo xtask serve` does. Connecting costs nothing here, for none of them. “Ready”: a tick would be taken; “a tick \
         reacts”: a tick made at that moment is on the screen. “Blocked” is the time beyond 50 ms of each task between \
         the first paint and “ready”. (a) is this build with an empty page: the app's file carries the same HTML, which is shown when the app has \
         compiled. (b) is the list that frameworks show themselves with (`benches/todomvc`), with Leptos, built with the page's \
         profile and tools. (c) is this page with the script `benches/by-hand` in place of the app: it keeps the same ticks, and \
         shows less. Bytes are those of the page's own requests; what the service worker then keeps for later is in \
         the part on the host. Load of the machine when it began: {load:.1}.",
        f64::from(SLOW_4G.bytes_per_second) * 8.0 / 1e6,
        SLOW_4G.latency_ms,
    )
}

/// One load by somebody who has never been here.
fn load(browser: &mut Browser, variant: &Variant, address: &str) -> Outcome<Value> {
    let visitor = browser.visitor()?;
    let page = browser.page(&visitor, Some(SLOW_4G), SLOWER)?;
    let filled = [("IS_READY", variant.is_ready), ("HAS_REACTED", variant.has_reacted), ("TICK", variant.tick)];
    let probe = filled.iter().fold(PROBE.to_owned(), |probe, (name, code)| probe.replace(name, code));
    browser.first_run(&page, &probe)?;
    browser.go(&page, address)?;
    let mut seen = browser.measured(&page)?;
    let events = browser.take_events(&page);
    let ended = events.iter().filter(|event| browser::text(event, "/method") == "Network.loadingFinished");
    let bytes: Vec<_> = ended
        .filter_map(|event| event.pointer("/params/encodedDataLength")?.as_f64())
        .filter(|one| *one > 0.0)
        .collect();
    if let Some(seen) = seen.as_object_mut() {
        seen.insert("requests".to_owned(), json!(bytes.len()));
        seen.insert("bytes".to_owned(), json!(bytes.iter().sum::<f64>()));
    }
    browser.forget(&visitor)?;
    Ok(seen)
}
