//! What becomes of the page when a guide is longer: invented guides of twenty actions and of many more, built as releases.

use super::{
    Options,
    browser::{Browser, SLOWER, number},
    figures::{Aim, Figures, Table},
    interaction::{Done, FIRST, Site},
    machine,
    numbers::{median, rounded},
    variants::{self, Variant},
};
use crate::{
    build,
    failure::{Failure, Outcome},
    finish::write,
    run,
    sizes::spaced,
};
use serde_json::json;
use std::{fmt::Write as _, fs, path::Path};

/// How many actions a guide has. The first is what others are compared with.
const GUIDES: [usize; 4] = [20, 200, 2_000, 20_000];

/// How many each of its steps has.
const IN_A_STEP: usize = 20;

/// How often each guide is loaded, and a tick made in it. Some more ticks before that do not count.
const LOADS: usize = 5;
const TICKS: usize = 25;

/// How much more a tick may cost in the longest guide than in the shortest.
const TICK: f64 = 1.5;

/// A frame of a usual screen, in ms.
const FRAME: f64 = 16.7;

const PROBE: &str = include_str!("growth.js");

/// A guide and what was measured of it.
struct Grown {
    actions: usize,
    first: Vec<f64>,
    ready: Vec<f64>,
    tick: Done,
    save: Vec<f64>,
    heap: f64,
    memory: f64,
    nodes: f64,
    bytes: u64,
}

/// Builds the guides and measures them.
///
/// # Errors
/// One does not build, or the browser does not work.
pub fn measure(options: &Options) -> Outcome<Figures> {
    let folder = run::target().join("bench-growth");
    for actions in GUIDES {
        let (content, dist) = (folder.join(format!("content-{actions}")), folder.join(format!("dist-{actions}")));
        // The longest takes a quarter of an hour.
        if options.build || !dist.is_dir() {
            write_guide(&content, actions)?;
            build::guide(&content, &dist)?;
        }
    }
    let begun = machine::load();
    let (mut all, mut failed) = (Vec::new(), Vec::new());
    for actions in GUIDES {
        let dist = folder.join(format!("dist-{actions}"));
        match grown(actions, &dist) {
            Ok(grown) => {
                println!("  {actions}: ready {:?}, work of ticks {:?}", grown.ready, grown.tick.within(50));
                all.push(grown);
            }
            // That it is too much for a browser is a figure, too.
            Err(why) => failed.push(format!("{} actions could not be measured: {why}", spaced(actions as u64))),
        }
    }
    let mut figures = Figures::now("cargo xtask bench growth");
    let columns = [
        "actions",
        "page, bytes",
        "first paint, ms",
        "ready, ms",
        "tick, ms",
        "tick, work, ms",
        "save, ms",
        "script memory, MB",
        "the app's memory, MB",
        "nodes",
    ];
    let mut table = Table::new("Guides of many actions", &columns);
    for one in &all {
        let [time, work] = one.tick.within(50);
        let numbers = [
            (median(&one.first), 0),
            (median(&one.ready), 0),
            (time, 1),
            (work, 1),
            (median(&one.save), 2),
            (one.heap / 1e6, 1),
            (one.memory / 1e6, 1),
            (one.nodes, 0),
        ];
        let cells = numbers.map(|(value, digits)| rounded(value, digits));
        table.rows.push([json!(one.actions), json!(one.bytes)].into_iter().chain(cells).collect());
    }
    table.chart = ["ready, ms", "tick, work, ms", "save, ms"].map(Into::into).to_vec();
    figures.tables.push(table);
    figures.judge(aims(&all));
    figures.is_well &= failed.is_empty();
    figures.notes = vec![notes(begun)];
    figures.notes.extend(failed);
    Ok(figures)
}

fn aims(all: &[Grown]) -> Vec<Aim> {
    let (Some(short), Some(long)) = (all.first(), all.last()) else { return Vec::new() };
    let ([time, work], [long_time, long_work]) = (short.tick.within(50), long.tick.within(50));
    let (few, many) = (spaced(short.actions as u64), spaced(long.actions as u64));
    let mut aims = vec![
        Aim::at_most(&format!("a tick, {many} actions against {few}"), long_time / time, TICK, "×"),
        Aim::at_most(&format!("its work, {many} actions against {few}"), long_work / work, TICK, "×"),
        Aim::at_most(
            &format!("a save, {many} actions, 95th percentile"),
            super::numbers::percentile(&long.save, 95),
            FRAME,
            "ms",
        ),
    ];
    // Ten times as many actions: at most ten times the time.
    for (less, more) in all.iter().zip(all.iter().skip(1)) {
        let times = more.actions / less.actions;
        let what = format!("ready, {} actions against {}", more.actions, less.actions);
        aims.push(Aim::at_most(&what, median(&more.ready) / median(&less.ready), times as f64, "×"));
    }
    aims
}

fn notes(load: f64) -> String {
    format!(
        "Invented guides of steps with {IN_A_STEP} actions each, built as the page is. {SLOWER} times slower than this machine, \
         and no network in between. Half of all actions are ticked, and stored, before a guide is loaded: the median of \
         {LOADS} loads, and of {TICKS} ticks. “Ready”: a tick is taken. “Work” is the time in which the page's thread really \
         ran. “Save” is what the browser's storage takes of a tick: reading what is there, writing it, reading it back. \
         Load of the machine when it began: {load:.1}."
    )
}

fn grown(actions: usize, dist: &Path) -> Outcome<Grown> {
    let variant = Variant { folder: dist.to_path_buf(), ..variants::ours() };
    // Its own, so that nothing is left of a guide before.
    let mut browser = Browser::start(false)?;
    let site = Site::open(&mut browser, variant.clone())?;
    let mut done = Grown {
        actions,
        first: Vec::new(),
        ready: Vec::new(),
        tick: Done::new("a tick", "ours"),
        save: Vec::new(),
        heap: 0.0,
        memory: 0.0,
        nodes: 0.0,
        bytes: fs::metadata(dist.join("index.html")).map_or(0, |data| data.len()),
    };
    browser.first_run(site.page(), PROBE)?;
    browser.value(site.page(), &format!("{{ {} }}", variant.tick))?;
    browser.value(site.page(), TICK_HALF)?;
    for _ in 0..LOADS {
        browser.value(site.page(), "location.reload()")?;
        done.first.push(site.drawn(&mut browser)?);
        site.until(&mut browser, variant.is_ready)?;
        done.ready.push(number(&browser.value(site.page(), "({ ready: globalThis.grown.ready })")?, "ready")?);
    }
    for round in 0..TICKS + 5 {
        for _ in 0..2 {
            browser.value(site.page(), "globalThis.grown.save = 0")?;
            let took = site.click(&mut browser, FIRST)?;
            done.tick.count(round, took);
            done.save.push(number(&browser.value(site.page(), "globalThis.grown")?, "save")?);
        }
    }
    browser.ask(site.page(), "HeapProfiler.collectGarbage", json!({}))?;
    done.heap = browser.metric(site.page(), "JSHeapUsedSize")?;
    done.nodes = browser.metric(site.page(), "Nodes")?;
    done.memory = number(&browser.value(site.page(), "({ memory: globalThis.grown.memory() })")?, "memory")?;
    Ok(done)
}

/// The record of the first tick, under the names of half of the others.
const TICK_HALF: &str = "{
    const ids = [...document.querySelectorAll('.task input[type=checkbox][id]')].map(({ id }) => id);
    const key = Object.keys(localStorage).find((key) => key.endsWith(ids[0]));
    const record = localStorage.getItem(key);
    ids.filter((_, at) => at % 2).forEach((id) => localStorage.setItem(key.replace(ids[0], id), record));
}";

/// An invented guide of so many actions.
fn write_guide(folder: &Path, actions: usize) -> Outcome {
    let nl = folder.join("nl");
    fs::create_dir_all(&nl).map_err(|why| Failure::with_file("make", &nl, &why))?;
    let steps = actions / IN_A_STEP;
    let mut guide = GUIDE.to_owned();
    let mut words = WORDS.to_owned();
    for step in 1..=steps {
        // Writing to a String cannot fail.
        let _ = write!(
            guide,
            "\n[[step]]\nid = \"step-{step}\"\nbuilds_on = []\nfrom = {{ title = \"own\", short = \"own\", next_title = \"own\", next = \"own\", text = \"own\" }}\n"
        );
        let _ = write!(
            words,
            "\n[step-{step}]\ntitle = \"De stap met nummer {step}\"\nshort = \"Stap {step}\"\nnext_title = \"Begin met stap {step}\"\nnext = \"Deze stap is er een van velen.\"\ntext = [\"Wat je in deze stap doet, staat hieronder.\"]\n"
        );
        for action in 1..=IN_A_STEP {
            let _ = write!(
                guide,
                "\n[[step.action]]\nid = \"act-{action}\"\nwho = [\"you\"]\nfrom = {{ what = \"own\", why = \"own\" }}\n"
            );
            let _ = write!(
                words,
                "\n[step-{step}.actions.act-{action}]\nwhat = \"Doe taak {action} van stap {step}\"\nwhy = \"Zonder deze taak is de stap niet klaar.\"\n"
            );
        }
    }
    let _ = write!(
        guide,
        "\n[[milestone]]\nid = \"end\"\nafter = \"step-{steps}\"\nneeds = [\"step-{steps}\"]\nicon = \"flag\"\nfrom = {{ title = \"own\", reached = \"own\", text = \"own\", text_reached = \"own\" }}\n"
    );
    words.push_str("\n[milestones.end]\ntitle = \"Het einde\"\nreached = \"Je bent er\"\ntext = \"Hier eindigt de gids.\"\ntext_reached = \"De gids is uit.\"\n");
    write(&folder.join("guide.toml"), guide.as_bytes())?;
    write(
        &folder.join("sources.toml"),
        b"[[source]]\nid = \"own\"\nkind = \"own\"\ntext = \"Invented, to be measured.\"\n",
    )?;
    write(&nl.join("guide.toml"), words.as_bytes())
}

const GUIDE: &str = r#"id = "growth"
languages = ["nl"]
checked = 2026-03-01

[from]
tagline = "own"
description = "own"
title_start = "own"
lead_start = ["own"]
title_half = "own"
title_left = "own"
lead_left = "own"
title_done = "own"
lead_done = "own"
steps_title = "own"
note_title = "own"
note = "own"
about_title = "own"
about = "own"

[[party]]
id = "you"

[intro]
from = { title = "own", text = "own" }

[[intro.way]]
id = "way"
shape = "joined"
from = { title = "own", text = "own", boxes = "own" }
"#;

const WORDS: &str = r#"[page]
tagline = "Een lange gids."
description = "Een verzonnen gids, om te meten."
title_start = "Een lange gids."
lead_start = "Met heel veel taken."
title_half = "Je bent op de helft."
title_left = { one = "Nog één stap.", other = "Nog {n} stappen." }
lead_left = { one = "Nog één.", other = "Nog {n}." }
title_done = "Je bent er."
lead_done = "Alles is gedaan."
steps_title = "De stappen"
note_title = "Deze gids is verzonnen"
note = ["Hij is voor het laatst bekeken op {date}."]
about_title = "Herkomst"
about = "Verzonnen."

[parties]
you = "jij"

[intro]
title = "Wat is dit?"
text = ["Een gids om te meten."]

[intro.ways.way]
title = "Zo"
text = "Van boven naar beneden."
boxes = ["Boven", "Onder"]
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invented_guides_are_guides() {
        let folder = std::env::temp_dir().join(format!("partnerpad-growth-{}", std::process::id()));
        for actions in [20, 200] {
            write_guide(&folder, actions).unwrap();
            let content = partnerpad_content::load_over(&run::root().join("content"), &folder);
            assert!(content.is_ok(), "{}", content.err().map(|why| why.to_string()).unwrap_or_default());
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
