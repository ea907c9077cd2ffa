//! Starting again: asks, takes only what is its own, and can be undone.

use std::collections::BTreeMap;

use partnerpad::text::GUIDE;

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::Fault,
    guide::{DUTCH, ENGLISH, Guide},
    stored::key,
};

in_both_browsers!(
    starting_again_asks_first,
    starting_again_removes_nothing_of_others,
    starting_again_can_be_undone,
    starting_again_is_seen_in_another_tab,
);

/// Texts of other pages on the same host, of another guide, and of this page but no tick.
const OTHERS: [(&str, &str); 6] = [
    ("cart", "[1,2,3]"),
    ("partnerpad", "not ours: no dot"),
    ("x.partnerpad.v1/openscape-cloud/step-1.sign-in", "{}"),
    ("partnerpad.v1/another-guide/step-1.sign-in", "kept \u{e9} \u{1f600}"),
    ("partnerpad.theme", "dark"),
    ("", "even without a name"),
];

fn some_ticks() -> Vec<&'static str> {
    [actions_of(0), actions_of(2)[..1].to_vec()].concat()
}

fn starting_again_asks_first(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ticked = some_ticks();
    ticked.iter().for_each(|id| guide.tick(id));
    let before = guide.stored();
    guide.ask_to_start_again();
    guide.sees(guide.ui().start_again_text);
    assert_eq!(guide.stored(), before, "nothing happens before the answer");
    guide.push(guide.ui().cancel);
    guide.does_not_see(guide.ui().start_again_text);
    guide.shows(&ticked);
    assert_eq!(guide.stored(), before);
}

fn starting_again_removes_nothing_of_others(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    guide.store(&OTHERS);
    guide.reload();
    let ticked = some_ticks();
    ticked.iter().for_each(|id| guide.tick(id));
    guide.shows(&ticked);
    let others = |stored: BTreeMap<String, String>| -> BTreeMap<String, String> {
        stored.into_iter().filter(|(name, _)| !name.starts_with(&key(""))).collect()
    };
    guide.start_again();
    guide.shows(&[]);
    let stored = guide.stored();
    assert!(ticked.iter().all(|id| !stored.contains_key(&key(id))), "{stored:?}");
    let wanted = BTreeMap::from(OTHERS.map(|(name, text)| (name.to_owned(), text.to_owned())));
    assert_eq!(others(stored.clone()), wanted);
    Fault {
        row: 39,
        what: "Other pages live on the same host",
        by: "their texts in the same storage, under names like ours; all of ours removed",
        seen: "Theirs are left alone, and ours are not mistaken for theirs",
    }
    .happens(kind, guide.browser.run("return localStorage.getItem('cart') !== null", &[]))
    .loses_nothing(&wanted, &stored);
    guide.reload();
    guide.shows(&[]);
}

fn starting_again_can_be_undone(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ticked = some_ticks();
    ticked.iter().for_each(|id| guide.tick(id));
    guide.shows(&ticked);
    // Not ticks alone: the question and the message say so.
    let note = &format!("note.{}", GUIDE.steps[0].id);
    guide.type_in(note, "Anna belt");
    guide.start_again();
    guide.shows(&[]);
    assert_eq!(guide.kept_text(note), None);
    guide.sees(guide.ui().started_again);
    // A tick made meanwhile stays.
    guide.tick(actions_of(4)[0]);
    guide.push(guide.ui().undo);
    let all = [ticked, vec![actions_of(4)[0]]].concat();
    guide.shows(&all);
    guide.does_not_see(guide.ui().started_again);
    guide.reload();
    guide.shows(&all);
    assert_eq!(guide.kept_text(note).as_deref(), Some("Anna belt"));
}

fn starting_again_is_seen_in_another_tab(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ticked = some_ticks();
    ticked.iter().for_each(|id| guide.tick(id));
    let first = guide.browser.tab();
    let second = guide.browser.open_tab();
    guide.visit(DUTCH);
    guide.shows(&ticked);
    guide.browser.switch(&first);
    guide.start_again();
    guide.shows(&[]);
    guide.browser.switch(&second);
    guide.shows(&[]);
    guide.browser.switch(&first);
    guide.push(guide.ui().undo);
    guide.shows(&ticked);
    guide.browser.switch(&second);
    guide.shows(&ticked);
    guide.reload();
    guide.shows(&ticked);
}
