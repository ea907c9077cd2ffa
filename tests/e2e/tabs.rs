//! Two tabs of the same browser, and a page that comes back.

use serde_json::json;

use crate::{
    driver::Kind,
    expect::{actions_of, all_ticks},
    guide::{DUTCH, ENGLISH, Guide},
};

in_both_browsers!(
    a_tick_appears_in_the_other_tab,
    ticking_in_two_tabs_at_once_loses_nothing,
    two_tabs_that_contradict_each_other_agree_in_the_end,
    a_page_that_comes_back_is_current,
);

/// Opens a second tab with the page; gives the first and the second.
fn two_tabs(guide: &Guide) -> (String, String) {
    let first = guide.browser.tab();
    let second = guide.browser.open_tab();
    guide.visit(DUTCH);
    (first, second)
}

fn a_tick_appears_in_the_other_tab(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (first, second) = two_tabs(&guide);
    let mut ticked = Vec::new();
    for (tab, other, id) in
        [(&first, &second, actions_of(0)[0]), (&second, &first, actions_of(1)[0]), (&first, &second, actions_of(5)[1])]
    {
        guide.browser.switch(tab);
        guide.tick(id);
        ticked.push(id);
        guide.shows(&ticked);
        guide.browser.switch(other);
        guide.shows(&ticked);
    }
    guide.browser.switch(&first);
    guide.tick(ticked.remove(0));
    guide.browser.switch(&second);
    guide.shows(&ticked);
    guide.reload();
    guide.shows(&ticked);
}

/// Clicks these boxes over and over, a click every few milliseconds, and counts the clicks in `window.clicks`.
const CLICK: &str = "
    const [ids, times] = arguments;
    window.clicks = 0;
    const next = () => {
        if (window.clicks === times) return;
        document.getElementById(ids[window.clicks++ % ids.length]).click();
        setTimeout(next, 4);
    };
    next()";

/// Both tabs click these boxes this many times, at the same time.
fn click_in_both(guide: &Guide, tabs: [(&str, &[&str]); 2], times: usize) {
    for (tab, ids) in tabs {
        guide.browser.switch(tab);
        guide.browser.run::<Option<bool>>(CLICK, &[json!(ids), json!(times)]);
    }
    for (tab, _) in tabs {
        guide.browser.switch(tab);
        guide.browser.until("all clicks are done", "return window.clicks === arguments[0]", &[json!(times)]);
    }
}

fn ticking_in_two_tabs_at_once_loses_nothing(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (first, second) = two_tabs(&guide);
    let every_second = |from| all_ticks().into_iter().skip(from).step_by(2).take(10).collect::<Vec<_>>();
    let (even, odd) = (every_second(0), every_second(1));
    // Ten boxes, eleven times each: in the end all are ticked.
    click_in_both(&guide, [(&first, &even), (&second, &odd)], 110);
    let ticked = [even, odd].concat();
    for tab in [&first, &second] {
        guide.browser.switch(tab);
        guide.shows(&ticked);
    }
    guide.reload();
    guide.shows(&ticked);
}

fn two_tabs_that_contradict_each_other_agree_in_the_end(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let (first, second) = two_tabs(&guide);
    let ids = all_ticks();
    click_in_both(&guide, [(&first, &ids), (&second, &ids)], 115);
    let mut reversed = ids.clone();
    reversed.reverse();
    click_in_both(&guide, [(&first, &ids), (&second, &reversed)], 107);
    guide.browser.switch(&second);
    let agreed = guide.browser.wait(|| {
        guide.browser.switch(&first);
        let one = guide.ticked();
        guide.browser.switch(&second);
        (one == guide.ticked()).then_some(one)
    });
    let Some(agreed) = agreed else { panic!("the tabs still differ") };
    let agreed: Vec<_> = agreed.iter().map(String::as_str).collect();
    for tab in [&first, &second] {
        guide.browser.switch(tab);
        guide.shows(&agreed);
        guide.reload();
        guide.shows(&agreed);
    }
}

fn a_page_that_comes_back_is_current(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    // A page that a worker takes over while it lies aside is thrown away: only on the first visit of all.
    guide.is_kept();
    let first = guide.browser.tab();
    guide.browser.run::<Option<bool>>("window.kept = true", &[]);
    guide.leave();
    guide.browser.open_tab();
    guide.visit(ENGLISH);
    let ticked = [actions_of(0), actions_of(3)[..1].to_vec()].concat();
    ticked.iter().for_each(|id| guide.tick(id));
    guide.browser.switch(&first);
    guide.browser.drive(async |driver| driver.back().await);
    assert!(guide.browser.run::<bool>("return window.kept === true", &[]), "it was kept, not loaded again");
    guide.shows(&ticked);
    // And it goes on from there.
    guide.tick(actions_of(3)[1]);
    guide.shows(&[ticked, vec![actions_of(3)[1]]].concat());
}
