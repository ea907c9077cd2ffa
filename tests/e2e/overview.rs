//! The account manager's overview.

use std::collections::BTreeMap;

use partnerpad::{
    domain::{Day, Progress, Record, Stamp, Writer, file::File},
    text::{GUIDE, tools},
};
use serde_json::json;

use crate::{
    axe,
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
};

in_both_browsers!(files_are_shown_the_longest_wait_first, nothing_of_the_overview_is_stored);

/// The file of a partner who waits since this day; empty for one who does not.
fn partner(number: u64, name: &str, since: &str) -> String {
    let mut progress = Progress::new(&GUIDE);
    for (counter, (record, text)) in
        (1..).zip([("wait.step-3.message.since", since), ("wait.step-3.message.who", "Piet <b>van</b> Unify")])
    {
        let stamp = Stamp { counter, writer: Writer(number) };
        progress.apply(record, Record::text(stamp, 1_790_000_000_000, text).unwrap());
    }
    File::new(GUIDE.id, name, &progress, Day::parse("2026-11-20").unwrap()).to_json()
}

/// The first cell of each row.
fn rows(guide: &Guide) -> Vec<String> {
    guide.browser.run("return [...document.querySelectorAll('.overview tbody bdi:first-child')].filter((one) => one.parentNode.tagName === 'TH').map((one) => one.textContent)", &[])
}

#[track_caller]
fn opened(kind: Kind, language: usize) -> Guide {
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
    guide.push(tools::OVERVIEW[DUTCH].clear);
    guide.sees(tools::OVERVIEW[DUTCH].none);
}
