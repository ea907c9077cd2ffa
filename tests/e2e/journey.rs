//! From the first visit to the last step.

use partnerpad::text::GUIDE;

use crate::{
    driver::Kind,
    expect::{actions_of, all_actions},
    faults::Fault,
    guide::{DUTCH, ENGLISH, Guide},
};

in_both_browsers!(
    a_partner_goes_the_whole_way_in_dutch,
    a_partner_goes_the_whole_way_in_english,
    a_tick_can_be_taken_back,
    a_reworded_action_keeps_its_tick,
    ten_thousand_actions_are_measured,
);

fn a_partner_goes_the_whole_way_in_dutch(kind: Kind) {
    whole_way(&Guide::open(kind, DUTCH));
}

fn a_partner_goes_the_whole_way_in_english(kind: Kind) {
    whole_way(&Guide::open(kind, ENGLISH));
}

fn whole_way(guide: &Guide) {
    let mut ticked = Vec::new();
    let mut icons = vec![icon(guide)];
    guide.shows(&ticked);
    for step in 0..GUIDE.steps.len() {
        for id in actions_of(step) {
            guide.tick(id);
            ticked.push(id);
            guide.shows(&ticked);
        }
        icons.push(icon(guide));
        guide.reload();
        guide.shows(&ticked);
    }
    assert_eq!(ticked, all_actions());
    guide.sees(guide.words().headings.lead_done);
    icons.dedup();
    assert_eq!(icons.len(), GUIDE.steps.len() + 1, "the picture of the tab changes with each step");
}

fn icon(guide: &Guide) -> String {
    guide.browser.run("return document.querySelector('link[rel=icon]').href", &[])
}

fn a_tick_can_be_taken_back(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let first = actions_of(0);
    for id in &first {
        guide.tick(id);
    }
    guide.shows(&first);
    guide.tick(first[1]);
    let rest: Vec<_> = first.iter().copied().filter(|id| *id != first[1]).collect();
    guide.shows(&rest);
    guide.reload();
    guide.shows(&rest);
}

fn a_reworded_action_keeps_its_tick(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    // One version, before there is another.
    guide.is_kept();
    let ticked = actions_of(0);
    ticked.iter().for_each(|id| guide.tick(id));
    guide.shows(&ticked);
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        let now = guide.words().steps[0].actions[0].what;
        let then = "\u{ab}said in other words\u{bb}";
        guide.site.reword(now, then);
        guide.take_newer();
        guide.unfold(0);
        guide.sees(then);
        guide.does_not_see(now);
        guide.shows(&ticked);
    }
}

fn ten_thousand_actions_are_measured(kind: Kind) {
    Fault {
        row: 30,
        what: "A guide of thousands of actions",
        by: "guides of up to 20,000 actions",
        seen: "Measured instead, as such a page takes a quarter of an hour to build: [Growth](benchmarks.md); that none of its records is lost is tested",
    }
    .cannot_be_shown(kind);
}
