//! The account manager's overview.

use std::collections::BTreeMap;

use partnerpad::{
    domain::{Day, Progress, Record, Stamp, Writer, file::File},
    text::{self, GUIDE, tools},
};
use serde_json::json;

use crate::{
    axe,
    driver::Kind,
    files::KEEP,
    guide::{DUTCH, ENGLISH, Guide},
    keyboard::{ENTER, TAB},
    setup::Setup,
};

in_both_browsers!(
    files_are_shown_the_longest_wait_first,
    nothing_of_the_overview_is_stored,
    a_cleared_overview_comes_back,
    five_hundred_files_are_counted_ordered_and_filtered,
    the_overview_works_by_keyboard,
    dropped_files_are_opened_where_there_is_a_place_and_nowhere_else,
);

/// The file of a partner who waits since this day; empty for one who does not.
fn partner(number: u64, name: &str, since: &str) -> String {
    let mut progress = Progress::new(&GUIDE);
    // Bert names nobody.
    let who = if name == "Bert" { "" } else { "Piet <b>van</b> Unify" };
    for (counter, (record, text)) in (1..).zip([("wait.step-3.message.since", since), ("wait.step-3.message.who", who)])
    {
        let stamp = Stamp { counter, writer: Writer(number) };
        progress.apply(record, Record::text(stamp, 1_790_000_000_000, text).unwrap());
    }
    File::new(GUIDE.id, name, &progress, Day::parse("2026-11-20").unwrap()).to_json()
}

/// The first cell of each row.
fn rows(guide: &Guide) -> Vec<String> {
    guide.browser.run("return [...document.querySelectorAll('.overview tbody th[scope=row]')].map((one) => one.querySelector('bdi').textContent)", &[])
}

/// The overview with three dossiers, and a file that is none.
#[track_caller]
pub fn opened(kind: Kind, language: usize) -> Guide {
    let guide = Guide::open(kind, language);
    guide.open_from_menu("overview");
    let files = [partner(1, "Anna", ""), partner(2, "Bert", "2026-11-10"), partner(3, "Cor", "2026-10-01")];
    let given = [("a.json", files[0].as_str()), ("b.json", &files[1]), ("c.json", &files[2]), ("cut.json", "{")];
    guide.give("overview-open", &given);
    guide.browser.until("four rows", "return document.querySelectorAll('.overview tbody tr').length === 4", &[]);
    guide
}

fn files_are_shown_the_longest_wait_first(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = opened(kind, language);
        let words = &tools::OVERVIEW[language];
        assert_eq!(rows(&guide), ["Cor", "Bert", "Anna", "cut.json"]);
        guide.sees(tools::FILES[language].refused_cut);
        guide.sees("Piet <b>van</b> Unify");
        // Who acts there, where nobody was named.
        let message = GUIDE.steps[2].actions.iter().find(|action| action.id == "step-3.message").unwrap();
        let labels = &text::LABELS[language];
        let others: Vec<String> = message.who.iter().map(|party| labels.parties[*party].to_string()).collect();
        let others = text::list(&others, labels.ui.or);
        let row = "return document.querySelectorAll('.overview tbody tr')[1].innerText.includes(arguments[0])";
        assert!(guide.browser.run::<bool>(row, &[json!(others)]), "{others}");
        assert_eq!(axe::violations(&guide.browser), Vec::<String>::new());
        guide.push(words.col_dossier);
        guide.browser.until(
            "sorted by name",
            "return document.querySelector('.overview [aria-sort=ascending]').textContent === arguments[0]",
            &[json!(words.col_dossier)],
        );
        assert_eq!(rows(&guide), ["Anna", "Bert", "Cor", "cut.json"]);
        guide.push(words.col_dossier);
        guide.browser.until(
            "turned around",
            "return !!document.querySelector('.overview [aria-sort=descending]')",
            &[],
        );
        assert_eq!(rows(&guide), ["Cor", "Bert", "Anna", "cut.json"]);
        guide.browser.click(&guide.browser.element(
            "filter",
            "return document.querySelectorAll('[name=overview-filter]')[1]",
            &[],
        ));
        guide.browser.until("two rows", "return document.querySelectorAll('.overview tbody tr').length === 2", &[]);
    }
}

fn nothing_of_the_overview_is_stored(kind: Kind) {
    let guide = opened(kind, DUTCH);
    assert_eq!(guide.stored(), BTreeMap::new());
}

fn a_cleared_overview_comes_back(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = opened(kind, language);
        let (words, before) = (&tools::OVERVIEW[language], rows(&guide));
        guide.push(words.clear);
        guide.hears(words.cleared);
        guide.sees(words.cleared);
        assert_eq!(rows(&guide), Vec::<String>::new());
        assert!(axe::violations(&guide.browser).is_empty());
        guide.push(guide.ui().undo);
        guide.hears(guide.ui().undone);
        assert_eq!(rows(&guide), before);
        guide.does_not_see(words.cleared);
    }
}

/// How many files the account manager has.
const MANY: usize = 500;

/// Of three partners one waits, one is somewhere in the middle, one is done.
fn waits(number: usize) -> bool {
    number.is_multiple_of(3)
}

fn is_done(number: usize) -> bool {
    number % 3 == 2
}

/// How many steps are done.
fn steps(number: usize) -> usize {
    match number % 3 {
        0 => 0,
        1 => number % GUIDE.steps.len(),
        _ => GUIDE.steps.len(),
    }
}

fn name(number: usize) -> String {
    format!("Partner {number:03}")
}

/// The file of one of many partners. Who has a higher number waits for a shorter time.
fn one_of_many(number: usize) -> String {
    let (mut progress, writer) = (Progress::new(&GUIDE), Writer(number as u64 + 1));
    let mut set = |record: &str, text: &str| progress.set_text(record, text, writer, 1_790_000_000_000).unwrap();
    set("company.legal-name", &format!("{} B.V.", name(number)));
    if waits(number) {
        let since = Day::parse("2024-01-01").unwrap().plus(i32::try_from(number).unwrap()).unwrap();
        set("wait.step-3.message.since", &since.to_string());
        set("wait.step-3.message.who", &format!("Chef {number}"));
    }
    for (step, place) in GUIDE.steps.iter().enumerate().take(steps(number)) {
        for (action, one) in place.actions.iter().enumerate() {
            if one.is_message {
                progress.set_text(one.id, "2026-11-20", writer, 1_790_000_000_000).unwrap();
            } else {
                progress.set_done((step, action), true, writer, 1_790_000_000_000);
            }
        }
    }
    File::new(GUIDE.id, &name(number), &progress, Day::parse("2026-11-20").unwrap()).to_json()
}

/// Chooses a filter by its words.
#[track_caller]
fn filter(guide: &Guide, words: &str) {
    let script = "
        const labels = [...document.querySelectorAll('#overview fieldset label')];
        return labels.find((one) => one.innerText.trim() === arguments[0])?.querySelector('input') ?? null";
    guide.browser.click(&guide.browser.element(words, script, &[json!(words)]));
}

#[track_caller]
fn shows(guide: &Guide, wanted: &[usize]) {
    let mut wanted: Vec<String> = wanted.iter().map(|number| name(*number)).collect();
    let shown = || rows(guide).into_iter().filter(|name| name != "cut.json").collect::<Vec<_>>();
    if guide.browser.wait(|| (shown() == wanted).then_some(())).is_none() {
        let found = shown();
        wanted.truncate(9);
        panic!("{:?}: {} rows, {:?}, not {wanted:?}", guide.browser.kind, found.len(), found.get(..9));
    }
}

fn five_hundred_files_are_counted_ordered_and_filtered(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.open_from_menu("overview");
    let words = &tools::OVERVIEW[DUTCH];
    // In an order that is none.
    let numbers = (0..MANY).map(|at| at * 7 % MANY);
    let files: Vec<(String, String)> = numbers.map(|one| (format!("file-{one}.json"), one_of_many(one))).collect();
    let mut given: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    given.push(("cut.json", "{"));
    let count = "
        window.drawn = 0;
        const rows = (part) => part.matches?.('tr') ? 1 : part.querySelectorAll?.('tbody tr').length ?? 0;
        const seen = new MutationObserver((changes) => {
            for (const { addedNodes } of changes) for (const part of addedNodes) window.drawn += rows(part);
        });
        seen.observe(document.getElementById('overview'), { childList: true, subtree: true })";
    guide.browser.run::<Option<bool>>(count, &[]);
    let drawn = |times: usize| {
        let rows: usize = guide.browser.run("return window.drawn", &[]);
        assert_eq!(rows, times * (MANY + 1), "{kind:?}: rows that were drawn");
    };
    guide.give("overview-open", &given);

    let counted = [words.count(MANY), words.refused_count(1)].join(". ");
    guide.sees(&counted);
    guide.hears(&counted);
    // All at once, however many files there are: drawn after each, they would be drawn five hundred times.
    drawn(1);
    let all: Vec<usize> = (0..MANY).collect();
    let only =
        |is_wanted: &dyn Fn(usize) -> bool| all.iter().copied().filter(|one| is_wanted(*one)).collect::<Vec<_>>();
    let by_wait = [only(&waits), only(&|one| !waits(one))].concat();
    shows(&guide, &by_wait);
    assert_eq!(rows(&guide).last().unwrap(), "cut.json");
    guide.sees("Chef 0");
    guide.sees(&words.done_of(GUIDE.steps.len(), GUIDE.steps.len()));

    guide.push(words.col_dossier);
    shows(&guide, &all);
    drawn(2);
    guide.push(words.col_dossier);
    let mut turned = all.clone();
    turned.reverse();
    shows(&guide, &turned);
    guide.push(words.col_done);
    let mut by_done = all.clone();
    by_done.sort_by_key(|one| steps(*one));
    shows(&guide, &by_done);
    guide.push(words.col_waits_for);

    for (name, wanted, is_refused_shown) in [
        (words.filter_waiting, only(&waits), false),
        (words.filter_done, only(&is_done), false),
        (words.filter_open, by_wait.iter().copied().filter(|one| !is_done(*one)).collect(), false),
        (words.filter_trouble, Vec::new(), true),
    ] {
        filter(&guide, name);
        shows(&guide, &wanted);
        let count = wanted.len() + usize::from(is_refused_shown);
        guide.sees(&[counted.clone(), words.shown_of(count, MANY + 1)].join(". "));
    }
    filter(&guide, words.filter_all);
    shows(&guide, &by_wait);
    // The same files once more are the same dossiers.
    guide.give("overview-open", &given[..9]);
    guide.sees(&counted);
    shows(&guide, &by_wait);
}

fn the_overview_works_by_keyboard(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(KEEP);
        guide.visit(language);
        let words = &tools::OVERVIEW[language];
        guide.open_by_keyboard("overview");
        guide.tab_to("overview-open");
        // No key chooses files in the system's own window.
        let files = [partner(1, "Anna", ""), partner(2, "Bert", "2026-11-10"), partner(3, "Cor", "2026-10-01")];
        let given = [("a.json", files[0].as_str()), ("b.json", &files[1]), ("c.json", &files[2])];
        guide.give("overview-open", &given);
        guide.sees(&words.count(3));
        assert_eq!(guide.focused(), "overview-open", "the focus stays");
        guide.press(TAB);
        let chosen = "return document.activeElement.closest('label').innerText.trim() === arguments[0]";
        guide.browser.until("all are shown", chosen, &[json!(words.filter_all)]);
        guide.press("\u{e015}");
        guide.browser.until("the next filter", chosen, &[json!(words.filter_waiting)]);
        guide.sees(&words.shown_of(2, 3));
        guide.press("\u{e013}");
        // The table first, which scrolls by keyboard, then its headings.
        guide.tab_to(words.col_dossier);
        assert!(guide.press(TAB).starts_with(words.col_dossier));
        guide.press(ENTER);
        guide.hears(&words.sorted(words.col_dossier));
        assert_eq!(rows(&guide), ["Anna", "Bert", "Cor"]);
        guide.press(" ");
        let is_turned = "return !!document.querySelector('.overview [aria-sort=descending]')";
        guide.browser.until("turned around", is_turned, &[]);
        assert_eq!(rows(&guide), ["Cor", "Bert", "Anna"]);
        for (name, separator) in [(words.csv_semicolon, ";"), (words.csv_comma, ",")] {
            guide.browser.run::<Option<bool>>("window.offered = null", &[]);
            guide.tab_to(name);
            guide.press(ENTER);
            let csv = guide.offered();
            let first = csv.trim_start_matches('\u{feff}').lines().nth(1).unwrap();
            assert!(first.starts_with(&format!("\"Cor\"{separator}")), "{first}");
        }
        guide.tab_to(words.clear);
        guide.press(ENTER);
        guide.sees(words.cleared);
        assert_eq!(guide.focused(), "overview-open");
    }
}

fn dropped_files_are_opened_where_there_is_a_place_and_nowhere_else(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let words = &tools::OVERVIEW[DUTCH];
    let files = [partner(1, "Anna", ""), partner(2, "Bert", "2026-11-10")];
    let given = [("a.json", files[0].as_str()), ("b.json", &files[1])];
    // Before any tool is there, and in a field.
    for selector in ["h1", "[data-record=\"note.step-1\"]"] {
        assert_eq!(guide.drop(selector, &given), (true, true), "{selector}");
        // A text that is dragged into a note goes there.
        assert_eq!(guide.drop(selector, &[]), (false, false), "{selector}");
    }
    guide.open_from_menu("overview");
    assert_eq!(guide.drop("#overview .drop p", &given), (true, true));
    guide.sees(&words.count(2));
    assert_eq!(rows(&guide), ["Bert", "Anna"]);
    assert_eq!(guide.drop("h1", &[("c.json", &partner(3, "Cor", ""))]), (true, true));
    guide.sees(&words.count(2));
    guide.open_from_menu("files");
    assert_eq!(guide.drop("#files-open", &given[..1]), (true, true));
    guide.sees(tools::FILES[DUTCH].open_title);
    guide.sees("a.json");
}
