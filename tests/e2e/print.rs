//! The report on paper, as each browser lays it out.

use std::{
    env, fs,
    path::PathBuf,
    process::{self, Command},
};

use partnerpad::{
    domain::progress::{wait_since, wait_who},
    text::{
        GUIDE,
        tools::{CERTIFICATION, OVERVIEW},
    },
};
use serde_json::{Value, json};
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};

use crate::{
    driver::Kind,
    expect::{actions_of, messages},
    faults::Fault,
    guide::{DUTCH, ENGLISH, Guide, TODAY},
    keyboard::{ENTER, ESCAPE},
    overview::opened,
    papers::program,
    setup::Setup,
};

in_both_browsers!(
    a_report_takes_few_pages_and_what_is_open_fewer,
    paper_tells_what_was_done_in_dutch,
    paper_tells_what_was_done_in_english,
    on_paper_the_overview_stands_alone,
    paper_is_asked_for_by_keyboard,
);

/// A word on paper, in points from the top left corner.
struct Word {
    text: String,
    top: f64,
    bottom: f64,
}

/// One page: its size in points, and its words as one reads them.
struct Paper {
    width: f64,
    height: f64,
    words: Vec<Word>,
}

/// What Poppler finds on each page of a PDF.
#[track_caller]
fn papers(name: &str, pdf: &[u8]) -> Vec<Paper> {
    let file = |ending: &str| -> PathBuf {
        env::temp_dir().join(format!("partnerpad-print-{}-{name}.{ending}", process::id()))
    };
    fs::write(file("pdf"), pdf).unwrap();
    let status =
        Command::new(program("PARTNERPAD_PDFTOTEXT")).arg("-bbox").args([file("pdf"), file("html")]).status().unwrap();
    assert!(status.success());
    let found = fs::read_to_string(file("html")).unwrap();
    ["pdf", "html"].into_iter().for_each(|ending| fs::remove_file(file(ending)).unwrap());
    let number = |tag: &str, name: &str| -> f64 {
        let value = tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} in {tag}"))
    };
    let word = |tag: &str| Word {
        text: tag.split(['>', '<']).nth(1).unwrap().replace("&amp;", "&"),
        top: number(tag, "yMin"),
        bottom: number(tag, "yMax"),
    };
    let page = |page: &str| Paper {
        width: number(page, "width"),
        height: number(page, "height"),
        words: page.split("<word ").skip(1).map(word).collect(),
    };
    found.split("<page ").skip(1).map(page).collect()
}

/// The browser's own window for printing does not open: what stands there is for no test.
fn print_nothing(guide: &Guide) {
    guide.browser.run::<Value>("window.print = () => { window.printed = document.body.className; }", &[]);
}

/// Asks for paper by the page's own button.
#[track_caller]
fn ask(guide: &Guide, button: &str, class: &str) {
    print_nothing(guide);
    guide.push(guide.ui().actions);
    guide.push(guide.ui().print);
    guide.push(button);
    guide.browser.until("it prints", "return window.printed === arguments[0]", &[json!(class)]);
}

/// Prints by the page's own button.
#[track_caller]
fn print(guide: &Guide, button: &str, class: &str) -> Vec<u8> {
    ask(guide, button, class);
    // As `@page` says, which a driver does not ask.
    let paper = PrintParameters {
        page: PrintPage { width: 21.0, height: 29.7 },
        margin: PrintMargins { top: 1.4, bottom: 1.4, left: 1.4, right: 1.4 },
        ..PrintParameters::default()
    };
    guide.browser.drive(async move |driver| driver.print_page(paper.clone()).await)
}

fn a_report_takes_few_pages_and_what_is_open_fewer(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        for step in 0..GUIDE.steps.len() {
            guide.type_in(&format!("note.{}", GUIDE.steps[step].id), &"Dit is een notitie van een regel.\n".repeat(6));
        }
        [0, 1, 2, 4].into_iter().flat_map(actions_of).for_each(|id| guide.tick(id));
        let print =
            |button: &str, class: &str| papers(&format!("{kind:?}-{language}{class}"), &print(&guide, button, class));
        let all = print(guide.ui().print_all, "");
        is_well_set(&guide, &all);
        let open = print(guide.ui().print_open, "print-open");
        is_well_set(&guide, &open);
        let (all, open) = (all.len(), open.len());
        // Six steps with their tasks and notes: no more paper than they need.
        assert!((2..=5).contains(&all), "{kind:?}: {all} pages");
        assert!((1..=3).contains(&open) && open < all, "{kind:?}: {open} of {all} pages");
        let typed = guide.holds_now();
        Fault {
            row: 36,
            what: "The page is printed",
            by: "its own button, and the browser's printer into a file",
            seen: "All steps, states and notes on few sheets; or only what is open, on fewer",
        }
        .happens(kind, all > 0)
        .loses_nothing_of(&typed, &guide);
    }
}

/// On A4, no heading alone at the end of a page, none cut in two, and no page but the last that is half empty.
#[track_caller]
fn is_well_set(guide: &Guide, papers: &[Paper]) {
    let mut headings = 0;
    for (at, Paper { width, height, words }) in papers.iter().enumerate() {
        let said = format!("{:?}, page {} of {}", guide.browser.kind, at + 1, papers.len());
        assert!((width - 595.3).abs() < 1.0 && (height - 841.9).abs() < 1.0, "{said}: {width} x {height}");
        let end = words.iter().map(|word| word.bottom).fold(0.0, f64::max);
        assert!(at + 1 == papers.len() || end > height / 2.0, "{said}: it ends at {end}");
        for step in guide.words().steps {
            let title: Vec<_> = step.title.split_whitespace().collect();
            for here in words.windows(title.len()).filter(|here| here.iter().map(|word| &word.text).eq(title.iter())) {
                // A heading is larger than the words in the path, or in a text.
                let (top, bottom) = (here[0].top, here[title.len() - 1].bottom);
                if here[0].bottom - top > 14.0 {
                    headings += 1;
                    assert!(end > bottom + 12.0, "{said}: \u{201c}{}\u{201d} ends it", step.title);
                }
            }
        }
    }
    let shown = "return [...document.querySelectorAll('.step')].filter((step) => !document.body.matches('.print-open') || step.dataset.state !== 'klaar').length";
    assert_eq!(headings, guide.browser.run::<usize>(shown, &[]), "{:?}", guide.browser.kind);
}

/// From now on the page looks as it does on paper, or on the screen again: WebDriver gives paper only as a PDF.
fn lay_out(guide: &Guide, from: &str, to: &str) {
    let script = "
        const [from, to] = arguments;
        const turn = (rules) => {
            for (const rule of rules) {
                if (rule.media?.mediaText === from) rule.media.mediaText = to;
                if (rule.cssRules) turn(rule.cssRules);
            }
        };
        for (const sheet of document.styleSheets) turn(sheet.cssRules);";
    guide.browser.run::<Value>(script, &[json!(from), json!(to)]);
}

fn paper_tells_what_was_done_in_dutch(kind: Kind) {
    paper_tells_what_was_done(kind, DUTCH);
}

fn paper_tells_what_was_done_in_english(kind: Kind) {
    paper_tells_what_was_done(kind, ENGLISH);
}

/// What a field holds, below its label.
const HELD: &str = "
    const labels = [...document.querySelectorAll('.field label[data-value]')].filter((one) => one.checkVisibility());
    const held = labels.filter((one) => !['none', 'normal'].includes(getComputedStyle(one, '::after').content));
    return held.map((one) => one.dataset.value).filter((text) => text)";

/// The sign before an action: its tick.
const SIGN: &str = "
    const line = document.getElementById(arguments[0]).closest('.check');
    return line.checkVisibility() ? getComputedStyle(line, '::before').content.replaceAll('\"', '').trim() : ''";

fn paper_tells_what_was_done(kind: Kind, language: usize) {
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    let contract = "step-4.wholesale-agreement";
    let (since, who) = (wait_since(contract), wait_who(contract));
    let note = "Jan belt terug.\n".repeat(190);
    let anna = r#"{"name":"Anna","webinars":[1],"tests":[]}"#;
    guide.keep_texts(&[
        ("company.trade-name", "De Vries & Zn"),
        ("note.step-1", &note),
        ("note.step-4", "Wacht nog"),
        (&since, "2026-01-19"),
        (&who, "Jolanda"),
        ("cert.7", anna),
    ]);
    guide.visit(language);
    let ui = guide.ui();
    actions_of(0).iter().for_each(|id| guide.tick(id));
    let today: String = guide.browser.run(TODAY, &[]);

    // No tool was opened: what is printed of them comes by itself.
    ask(&guide, ui.print_all, "");
    guide.browser.run::<Value>("dispatchEvent(new Event('beforeprint'))", &[]);
    guide.browser.until("the log is drawn", "return !!document.querySelector('.employee')", &[]);
    lay_out(&guide, "print", "all");
    let head = ui.print_head("De Vries & Zn", ui.date(&today));
    guide.sees(&head);
    let controls = "return [...document.querySelectorAll('button, input, textarea, select')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML)";
    assert_eq!(guide.browser.run::<Vec<String>>(controls, &[]), Vec::<String>::new(), "{kind:?}");
    let held: Vec<String> = guide.browser.run(HELD, &[]);
    for text in [&note, "Wacht nog", "Jolanda", &ui.date("2026-01-19")] {
        assert!(held.iter().any(|one| one == text), "{kind:?}: {text} in {held:?}");
    }
    for (step, sign) in [(0, "\u{2611}"), (4, "\u{2610}")] {
        for id in actions_of(step).into_iter().filter(|id| !messages().contains(id)) {
            assert_eq!(guide.browser.run::<String>(SIGN, &[json!(id)]), sign, "{kind:?}: {id}");
        }
    }
    guide.sees("Anna");
    let webinars = "return [...document.querySelectorAll('.employee .check')].filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one, '::before').content.replaceAll('\"', ''))";
    let signs: Vec<String> = guide.browser.run(webinars, &[]);
    assert_eq!(signs, ["\u{2611}", "\u{2610}", "\u{2610}", "\u{2610}"], "{kind:?}");
    guide.sees(CERTIFICATION[language].webinars);

    // What is done takes no paper.
    lay_out(&guide, "all", "print");
    ask(&guide, ui.print_open, "print-open");
    lay_out(&guide, "print", "all");
    guide.sees(&head);
    let first = guide.words().steps[0].title;
    guide.does_not_see(first);
    let held: Vec<String> = guide.browser.run(HELD, &[]);
    assert!(!held.contains(&note) && held.iter().any(|one| one == "Jolanda"), "{kind:?}: {held:?}");
    guide.sees("Anna");
}

fn on_paper_the_overview_stands_alone(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = opened(kind, language);
        let words = &OVERVIEW[language];
        print_nothing(&guide);
        guide.push(words.print);
        lay_out(&guide, "print", "all");
        let beside = "return [...document.querySelectorAll('h1, h2, .step, .side, .drop, .menu, .btn, fieldset, [data-tool=files] *')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 99))";
        assert_eq!(guide.browser.run::<Vec<String>>(beside, &[]), Vec::<String>::new(), "{kind:?}");
        for text in ["Cor", "Bert", "Anna", "cut.json", guide.ui().state_waiting] {
            guide.sees(text);
        }
        guide.browser.run::<Value>("dispatchEvent(new Event('afterprint'))", &[]);
        guide.does_not_see("cut.json");
        guide.sees(guide.words().steps[0].title);
    }
}

fn paper_is_asked_for_by_keyboard(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let ui = guide.ui();
        print_nothing(&guide);
        let ask = || guide.ask_from_menu(ui.print, ui.print_text);
        ask();
        guide.is_accessible();
        guide.press(ESCAPE);
        guide.does_not_see(ui.print_text);
        ask();
        guide.tab_to(ui.print_open);
        guide.press(ENTER);
        guide.browser.until("it prints what is open", "return window.printed === 'print-open'", &[]);
        guide.does_not_see(ui.print_text);
    }
}
