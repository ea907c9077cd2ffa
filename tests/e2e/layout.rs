//! Sizes: nothing sticks out, nothing is too small to hit, at any width and at 400 % zoom.

use std::collections::{BTreeMap, BTreeSet};

use partnerpad::text::{GUIDE, LANGUAGES};
use serde_json::{Value, json};

use crate::{
    access::ticked,
    driver::Kind,
    expect::all_actions,
    guide::{DUTCH, Guide},
    setup::Setup,
    site::Fault,
    stored::{key, record},
};

in_both_browsers!(
    nothing_sticks_out_at_any_width,
    everything_is_large_enough_to_hit,
    nothing_in_a_tool_sticks_out_is_too_small_or_cut,
    forced_colours_keep_the_shapes,
    nothing_moves_for_who_wants_that,
);

/// Width, height and device pixels per pixel; the last one is a window of 1280 pixels at 400 %.
const VIEWS: [(u32, u32, f32); 6] =
    [(320, 640, 1.0), (390, 844, 3.0), (768, 1024, 1.0), (1280, 900, 1.0), (1920, 1080, 1.0), (320, 225, 4.0)];

/// What reaches past the view's left or right edge, and by how much the page scrolls sideways.
const STICKS_OUT: &str = "
    const wide = document.documentElement.clientWidth;
    const out = [];
    const clips = (part) => {
        for (let one = part.parentElement; one; one = one.parentElement) {
            if (getComputedStyle(one).overflowX !== 'visible' && one !== document.body && one !== document.documentElement) return true;
        }
        return false;
    };
    for (const part of document.body.querySelectorAll('*')) {
        if (!part.checkVisibility({ visibilityProperty: true })) continue;
        const { left, right, width, height, top } = part.getBoundingClientRect();
        // Two pixels at most: there for screen readers only. Above the page: the skip link.
        if (width <= 2 || height <= 2 || top + height + scrollY <= 0) continue;
        if ((left < -0.5 || right > wide + 0.5) && !clips(part)) out.push(part);
    }
    const innermost = out.filter((part) => !out.some((other) => other !== part && part.contains(other)));
    const found = innermost.slice(0, 3).map((part) => {
        const { left, right } = part.getBoundingClientRect();
        return `${Math.round(left)} to ${Math.round(right)}: ${part.outerHTML.slice(0, 100)}`;
    });
    const beyond = document.documentElement.scrollWidth - wide;
    return beyond > 0 ? [`scrolls ${beyond} sideways`, ...found] : found";

/// Controls that are too small, with their sizes.
const TOO_SMALL: &str = "
    const small = [];
    for (const part of document.querySelectorAll('a[href], button, summary, input, select, textarea')) {
        const target = part.matches('input[type=checkbox], input[type=radio]') ? part.closest('label') ?? part : part;
        if (!target.checkVisibility({ visibilityProperty: true })) continue;
        const { width, height, top } = target.getBoundingClientRect();
        if (top + height + scrollY <= 0) continue;
        const inline = getComputedStyle(target).display === 'inline';
        const onPath = target.matches('nav a');
        const [w, h] = inline ? [24, 24] : onPath ? [36, 44] : [44, 44];
        if (width < w - 0.5 || height < h - 0.5) small.push(`${Math.round(width)}x${Math.round(height)} ${target.outerHTML.slice(0, 120)}`);
    }
    return small";

/// Everything there is, unfolded, with some ticked.
fn all_open(guide: &Guide) {
    guide.leave();
    let ticks: Vec<_> = all_actions().into_iter().take(8).map(|id| (key(id), record(3))).collect();
    guide.store(&ticks.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect::<Vec<_>>());
    guide.visit(DUTCH);
    unfold_all(guide);
}

/// All of the guide. The tools, which come when they are opened, have tests of their own.
fn unfold_all(guide: &Guide) {
    let unfold = "document.querySelectorAll('details:not(.tool)').forEach((one) => { one.open = true })";
    guide.browser.run::<Value>(unfold, &[]);
    guide.browser.until(
        "all is unfolded",
        "return [...document.querySelectorAll('details:not(.tool)')].every((one) => one.open)",
        &[],
    );
}

fn nothing_sticks_out_at_any_width(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    all_open(&guide);
    let mut found = Vec::new();
    let mut look = |guide: &Guide, what: &str| {
        for (width, height, ratio) in VIEWS {
            guide.browser.resize(width, height, ratio);
            let wide: (u32, f32) = guide.browser.run("return [innerWidth, devicePixelRatio]", &[]);
            assert_eq!(wide, (width, ratio), "the view has its size");
            let out: Vec<String> = guide.browser.run(STICKS_OUT, &[]);
            found.extend(out.into_iter().map(|one| format!("{what}, {width}: {one}")));
        }
    };
    for (index, words) in LANGUAGES.iter().enumerate() {
        if index > 0 {
            guide.switch_to(index);
            unfold_all(&guide);
        }
        look(&guide, words.lang);
        guide.browser.resize(390, 844, 1.0);
        guide.push(words.ui.actions);
        look(&guide, "menu");
        guide.push(words.ui.start_again);
        look(&guide, "question");
        guide.push(words.ui.cancel);
    }
    guide.start_again();
    look(&guide, "undo");
    assert!(found.is_empty(), "{kind:?}: {found:#?}");
}

fn everything_is_large_enough_to_hit(kind: Kind) {
    let guide = Guide::before(kind, &Setup::thin_scroll_bars());
    all_open(&guide);
    let mut found = Vec::new();
    for (width, height, ratio) in VIEWS {
        guide.browser.resize(width, height, ratio);
        let small: Vec<String> = guide.browser.run(TOO_SMALL, &[]);
        found.extend(small.into_iter().map(|one| format!("{width}: {one}")));
    }
    guide.browser.resize(390, 844, 1.0);
    guide.push(guide.ui().actions);
    found.extend(guide.browser.run::<Vec<String>>(TOO_SMALL, &[]));
    guide.push(guide.ui().start_again);
    found.extend(guide.browser.run::<Vec<String>>(TOO_SMALL, &[]));
    guide.push(guide.ui().start_again_confirm);
    found.extend(guide.browser.run::<Vec<String>>(TOO_SMALL, &[]));
    found.dedup();
    assert!(found.is_empty(), "{kind:?}: {found:#?}");
}

/// Within the tools: controls that are too small, and texts that are cut.
const IN_TOOLS: &str = "
    const found = [];
    const name = (part) => `#${part.closest('.tool').id} ${part.outerHTML.slice(0, 120)}`;
    for (const part of document.querySelectorAll('.tool :is(a[href], button, summary, input, select, textarea)')) {
        const target = part.matches('input[type=checkbox], input[type=radio]') ? part.closest('label') ?? part : part;
        if (!target.checkVisibility({ visibilityProperty: true })) continue;
        const { width, height } = target.getBoundingClientRect();
        const inline = getComputedStyle(target).display === 'inline';
        const least = part.matches('.btn, select, input, textarea') && !inline ? 44 : 24;
        if ((width < least - 0.5 && least === 24) || height < least - 0.5) found.push(`${Math.round(width)}x${Math.round(height)} ${name(target)}`);
    }
    for (const part of document.querySelectorAll('.tool *')) {
        if (!part.checkVisibility({ visibilityProperty: true }) || part.clientWidth <= 2 || part.matches('textarea, input, select, iframe')) continue;
        const look = getComputedStyle(part);
        const cut = (overflow, inner, outer) => ['hidden', 'clip'].includes(overflow) && inner > outer + 1;
        if (cut(look.overflowX, part.scrollWidth, part.clientWidth) || cut(look.overflowY, part.scrollHeight, part.clientHeight)) {
            if (part.innerText?.trim()) found.push(`cut: ${name(part)}`);
        }
    }
    return found";

fn nothing_in_a_tool_sticks_out_is_too_small_or_cut(kind: Kind) {
    let guide = Guide::before(kind, &Setup::thin_scroll_bars());
    guide.leave();
    guide.keep_texts(&[
        (
            "embed.link",
            "https://winkel.voorbeeld.example/een-lang-pad/zonder-een-plek-om-af-te-breken?partner=4711&taal=nl",
        ),
        ("embed.variant", "click-script"),
        ("embed.platform", "wordpress"),
        ("embed.place", "wordpress-author"),
        ("embed.sees-store", "no"),
        ("company.legal-name", "Voorbeeldcommunicatieapparatuurhandel B.V."),
        ("terms.terms-url", "https://www.voorbeeld.example/voorwaarden"),
        (
            "cert.7",
            r#"{"name":"Annemarie","webinars":[1],"tests":[{"date":"2026-09-30","score":12,"outcome":"not-passed"}]}"#,
        ),
        ("wait.step-3.message.since", "2026-01-19"),
    ]);
    let mut found = Vec::new();
    for (index, words) in LANGUAGES.iter().enumerate() {
        guide.browser.resize(1280, 900, 1.0);
        guide.visit(index);
        unfold_all(&guide);
        let open = "document.querySelectorAll('details.tool').forEach((one) => { one.open = true })";
        guide.browser.run::<Value>(open, &[]);
        let filled = "
            const tools = [...document.querySelectorAll('details.tool')];
            return tools.length > 5 && tools.every((one) => one.querySelector('[data-tool]')?.firstElementChild)";
        guide.browser.until("all tools are there", filled, &[]);
        unfold_all(&guide);
        for (width, height) in [(1280, 900), (390, 844), (320, 640)] {
            guide.browser.resize(width, height, 1.0);
            let out: Vec<String> = guide.browser.run(STICKS_OUT, &[]);
            let bad: Vec<String> = guide.browser.run(IN_TOOLS, &[]);
            found.extend(out.into_iter().chain(bad).map(|one| format!("{}, {width}: {one}", words.lang)));
        }
    }
    assert!(found.is_empty(), "{kind:?}: {} {found:#?}", found.len());
}

/// Per state: whether every mark of a step, on the path and in its heading, has an edge; and the picture beside its word.
const SHAPES: &str = "
    const around = getComputedStyle(document.body).backgroundColor;
    const hasEdge = (part) => {
        const look = getComputedStyle(part);
        return parseFloat(look.borderTopWidth) > 0 && look.borderTopStyle !== 'none' && look.borderTopColor !== around;
    };
    const states = {};
    for (const fragment of arguments[0]) {
        const step = document.getElementById(fragment);
        const marks = [...document.querySelectorAll(`#${fragment} .node, nav a[href$='#${fragment}'] .node`)];
        const picture = step.querySelector('summary use').getAttribute('href');
        states[step.dataset.state] = [marks.length === 2 && marks.every(hasEdge), picture];
    }
    return states";

fn forced_colours_keep_the_shapes(kind: Kind) {
    let guide = Guide::before(kind, &Setup::forced_colours());
    guide.browser.emulate(&[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
    all_open(&guide);
    assert!(guide.browser.run::<bool>("return matchMedia('(forced-colors: active)').matches", &[]));
    let fragments: Vec<_> = GUIDE.steps.iter().map(|step| step.fragment).collect();
    let states: BTreeMap<String, (bool, String)> = guide.browser.run(SHAPES, &[json!(fragments)]);
    assert_eq!(states.len(), 3, "all three states are there: {states:?}");
    assert!(states.values().all(|(edge, _)| *edge), "each mark has an edge: {states:?}");
    let pictures: BTreeSet<_> = states.values().map(|(_, picture)| picture).collect();
    assert_eq!(pictures.len(), 3, "each state has its own picture: {states:?}");
}

/// Begins to note what moves. In Chromium alone: Firefox tells no page.
const WATCH_MOVES: &str = "() => {
    window.moved = [];
    const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join();
    const what = ({ node, previousRect, currentRect }) => `${node?.outerHTML?.slice(0, 60)} ${place(previousRect)} to ${place(currentRect)}`;
    const tell = ({ value, sources }) => moved.push([value, ...sources.map(what)].join(' '));
    new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type: 'layout-shift', buffered: true });
}";

/// What has moved since this page began to come.
fn moved(guide: &Guide) -> Vec<String> {
    let moved = "const [end] = arguments; requestAnimationFrame(() => setTimeout(() => end(window.moved)))";
    guide.browser.run_async(moved, &[])
}

#[test]
fn nothing_moves_when_the_page_comes_alive() {
    let guide = Guide::before(Kind::Chromium, &Setup::default());
    guide.browser.before_each_page(WATCH_MOVES);
    let half: Vec<_> = all_actions().into_iter().take(9).collect();
    for (width, height) in [(390, 844), (1280, 900)] {
        guide.browser.resize(width, height, 1.0);
        for ids in [&[], &half[..]] {
            ticked(&guide, DUTCH, ids);
            guide.is_saved();
            assert_eq!(moved(&guide), Vec::<String>::new(), "at {width}, with {} ticks", ids.len());
        }
    }
}

#[test]
fn nothing_moves_when_the_page_comes_in_parts() {
    let guide = Guide::before(Kind::Chromium, &Setup::impatient());
    guide.browser.before_each_page(WATCH_MOVES);
    // It would have the whole page the second time.
    guide.site.fail("sw.js", Fault::Refused);
    for (width, height) in [(390, 844), (1280, 900)] {
        guide.browser.resize(width, height, 1.0);
        // In the bar, on the path, in the call-out, and after what one sees first.
        let cuts = [("theme", "actions"), ("mark-4", "mark-5"), ("next-title-1", "now-1"), ("waits", "stap-1")];
        for (place, (last, first)) in cuts.iter().enumerate() {
            let address = guide.address(DUTCH, &format!("?{width}-{place}"));
            guide.site.halt(&format!("id=\"{first}\""));
            guide.browser.go(&address);
            let came = "return location.href === arguments[0] && !!document.getElementById(arguments[1])";
            guide.browser.until("a part of the page has come", came, &[json!(address), json!(last)]);
            let drawn = "const [end] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => end(true)))";
            guide.browser.run_async::<bool>(drawn, &[]);
            let whole: bool = guide.browser.run("return document.readyState !== 'loading'", &[]);
            guide.site.go_on();
            guide.is_up();
            assert_eq!((whole, moved(&guide)), (false, Vec::new()), "at {width}, cut before {first}");
        }
    }
}

fn nothing_moves_for_who_wants_that(kind: Kind) {
    let guide = Guide::before(kind, &Setup::forced_colours());
    guide.browser.emulate(&[("prefers-reduced-motion", "reduce")]);
    all_open(&guide);
    assert!(guide.browser.run::<bool>("return matchMedia('(prefers-reduced-motion: reduce)').matches", &[]));
    let moving = "
        const long = (times) => times.split(',').some((time) => parseFloat(time) > 0.01);
        return [document.documentElement, ...document.querySelectorAll('*')].filter((part) => {
            const look = getComputedStyle(part);
            return look.scrollBehavior === 'smooth' || long(look.transitionDuration) || (look.animationName !== 'none' && long(look.animationDuration));
        }).map((part) => part.outerHTML.slice(0, 100))";
    assert_eq!(guide.browser.run::<Vec<String>>(moving, &[]), Vec::<String>::new());
}
