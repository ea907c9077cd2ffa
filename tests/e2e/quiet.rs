//! Nothing goes wrong unseen, and nothing leaves the page.

use std::collections::BTreeSet;

use partnerpad::text::GUIDE;
use xtask::offline;

use crate::{
    driver::Kind,
    expect::all_actions,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    watch,
};

in_both_browsers!(
    a_full_tour_causes_no_complaint_and_no_request_after_loading,
    the_first_tool_asks_for_the_files_of_all_tools_and_no_other_asks_for_anything,
    every_kind_of_complaint_would_be_heard,
);

fn a_full_tour_causes_no_complaint_and_no_request_after_loading(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        guide.is_kept();
        is_loaded(&guide);
        tour(&guide);
        is_quiet(&guide);
        guide.switch_to(1 - language);
        is_loaded(&guide);
        unfold_all(&guide);
        is_quiet(&guide);
    }
}

/// What a page loads: a few files, each once, from its own host, without a complaint.
#[track_caller]
fn is_loaded(guide: &Guide) {
    let asked = guide.site.take_requests();
    let once: BTreeSet<_> = asked.iter().collect();
    assert!(asked.len() < 9 && asked.len() == once.len(), "{asked:?}");
    let heard = watch::take(&guide.browser);
    assert_eq!(heard.complaints, Vec::<String>::new(), "while loading");
    assert!(heard.requests.iter().all(|address| address.starts_with(&guide.site.address())), "{heard:?}");
}

/// Since then: nothing. But for what the browser does by itself, not the page: it looks for a newer service worker after each
/// visit, and Chromium at the icon that it would install.
#[track_caller]
fn is_quiet(guide: &Guide) {
    // One more task of the page, and whatever it started.
    let task = "const [end] = arguments; requestAnimationFrame(() => setTimeout(() => end(true)))";
    guide.browser.run_async::<bool>(task, &[]);
    let heard = watch::take(&guide.browser);
    assert_eq!(heard.complaints, Vec::<String>::new());
    let is_of_page = |address: &&String| !address.ends_with(offline::WORKER) && !address.contains("/icons/");
    let asked = [heard.requests, guide.site.take_requests()].concat();
    assert_eq!(asked.iter().filter(is_of_page).collect::<Vec<_>>(), Vec::<&String>::new());
}

fn unfold_all(guide: &Guide) {
    for step in 0..GUIDE.steps.len() {
        guide.unfold(step);
        guide.unfold_explanations(step);
    }
}

/// Everything that can be opened, ticked, turned and pressed, but printing and the other language.
fn tour(guide: &Guide) {
    let ui = guide.ui();
    for mode in [ui.theme_system, ui.theme_light, ui.theme_dark] {
        guide.push(&ui.theme(mode));
    }
    unfold_all(guide);
    let before = guide.ticked();
    all_actions().iter().filter(|id| !before.contains(&id.to_string())).for_each(|id| guide.tick(id));
    guide.shows(&all_actions());
    guide.browser.click(&guide.find("button", ui.copy_path, Some(GUIDE.steps[0].fragment)));
    guide.hears(ui.copied);
    guide.start_again();
    guide.shows(&[]);
    guide.push(ui.undo);
    guide.shows(&all_actions());
}

fn the_first_tool_asks_for_the_files_of_all_tools_and_no_other_asks_for_anything(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    guide.visit(DUTCH);
    guide.is_kept();
    is_loaded(&guide);
    // As the page sees it: the worker answers by now.
    let parts = "return performance.getEntriesByType('resource').map((part) => new URL(part.name).pathname)";
    let before: Vec<String> = guide.browser.run(parts, &[]);
    guide.open_tool("files");
    let mut asked: Vec<String> = guide.browser.run(parts, &[]);
    asked.retain(|path| !before.contains(path));
    asked.sort();
    let ends: Vec<_> =
        asked.iter().map(|path| path.split_once('-').map_or("", |(_, end)| end.get(16..).unwrap_or(""))).collect();
    assert!(asked.iter().all(|path| path.starts_with("/workbench-")), "{asked:?}");
    assert_eq!(ends, [".css", ".js", ".nl.txt", "_bg.wasm"], "{asked:?}");
    let heard = watch::take(&guide.browser);
    assert_eq!(heard.complaints, Vec::<String>::new());
    guide.open_tool("overview");
    for (step, tool) in [(2, "certification"), (4, "terms")] {
        guide.unfold(step);
        guide.open_tool(tool);
    }
    is_quiet(&guide);
}

fn every_kind_of_complaint_would_be_heard(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    let other = guide.site.other_origin();
    guide.browser.before_each_page(&format!(
        "() => addEventListener('provoke', () => {{
            console.error('one');
            console.warn('two');
            setTimeout(() => {{ throw new Error('three') }});
            Promise.reject(new Error('four'));
            document.body.setAttribute('style', 'color: red');
            new Image().src = '{other}five.png';
            fetch('six');
            fetch('{other}seven').catch(() => {{}});
        }})"
    ));
    guide.visit(DUTCH);
    guide.site.take_requests();
    watch::take(&guide.browser);
    guide.browser.run::<serde_json::Value>("dispatchEvent(new Event('provoke'))", &[]);

    let mut complaints = Vec::new();
    let mut requests = Vec::new();
    let signs = ["one", "two", "three", "four", "style-src", "img-src", "/six", "connect-src"];
    let all = guide.browser.wait(|| {
        let heard = watch::take(&guide.browser);
        complaints.extend(heard.complaints);
        requests.extend(heard.requests);
        let is_heard = |sign: &&str| complaints.iter().any(|one| one.contains(*sign));
        let is_six = |address: &String| address.ends_with("/six");
        (signs.iter().all(is_heard) && requests.iter().any(is_six)).then_some(())
    });
    assert!(all.is_some(), "of {signs:?} and /six only {complaints:#?} and {requests:?}");
    assert_eq!(guide.site.take_requests(), ["/six"]);
}
