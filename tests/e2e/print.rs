//! The report on paper, as each browser lays it out.

use partnerpad::text::GUIDE;
use serde_json::{Value, json};
use thirtyfour::common::print::PrintParameters;

use crate::{
    driver::Kind,
    expect::actions_of,
    guide::{DUTCH, ENGLISH, Guide},
};

#[test]
fn a_report_takes_few_pages_and_what_is_open_fewer() {
    // Firefox packs the objects of its PDF, so that pages cannot be counted in it without unpacking them.
    report(Kind::Chromium);
}

/// How many pages a PDF has: each is an object with this type.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let kinds = text.split("/Type").skip(1).map(str::trim_start);
    kinds.filter(|kind| kind.starts_with("/Page") && !kind.starts_with("/Pages")).count()
}

/// Prints by the page's own button.
#[track_caller]
fn print(guide: &Guide, button: &str, class: &str) -> Vec<u8> {
    guide.browser.run::<Value>("window.print = () => { window.printed = document.body.className; }", &[]);
    guide.push(guide.ui().actions);
    guide.push(guide.ui().print);
    guide.push(button);
    guide.browser.until("it prints", "return window.printed === arguments[0]", &[json!(class)]);
    guide.browser.drive(async |driver| driver.print_page(PrintParameters::default()).await)
}

fn report(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        for step in 0..GUIDE.steps.len() {
            guide.type_in(&format!("note.{}", GUIDE.steps[step].id), &"Dit is een notitie van een regel.\n".repeat(6));
        }
        [0, 1, 2, 4].into_iter().flat_map(actions_of).for_each(|id| guide.tick(id));
        let all = pages(&print(&guide, guide.ui().print_all, ""));
        let open = pages(&print(&guide, guide.ui().print_open, "print-open"));
        // Six steps with their tasks and notes: no more paper than they need.
        assert!((2..=5).contains(&all), "{kind:?}: {all} pages");
        assert!((1..=3).contains(&open) && open < all, "{kind:?}: {open} of {all} pages");
    }
}
