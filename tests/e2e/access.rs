//! Every state of the page is accessible, in both languages and themes, wide and narrow.

use serde_json::json;

use crate::{
    axe,
    driver::Kind,
    expect::{actions_of, all_actions},
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    stored::{done, key},
};

in_both_browsers!(
    every_state_is_accessible_in_dutch,
    every_state_is_accessible_in_english,
    notices_about_the_storage_are_accessible,
    a_violation_would_be_found,
);

fn every_state_is_accessible_in_dutch(kind: Kind) {
    every_state(kind, DUTCH);
}

fn every_state_is_accessible_in_english(kind: Kind) {
    every_state(kind, ENGLISH);
}

fn every_state(kind: Kind, language: usize) {
    let guide = Guide::open(kind, language);
    let mut found = look(&guide, "first visit");

    let half: Vec<_> = (0..3).flat_map(actions_of).collect();
    ticked(&guide, language, &half);
    found.extend(look(&guide, "half way"));

    guide.push(guide.ui().actions);
    found.extend(look(&guide, "menu"));
    guide.push(guide.ui().start_again);
    found.extend(look(&guide, "question"));
    guide.push(guide.ui().start_again_confirm);
    guide.sees(guide.ui().started_again);
    found.extend(look(&guide, "undo"));
    guide.push(guide.ui().undo);

    ticked(&guide, language, &[&half[..], &actions_of(4)[..1]].concat());
    guide.unfold_all();
    found.extend(look(&guide, "all unfolded"));

    ticked(&guide, language, &all_actions());
    found.extend(look(&guide, "all done"));
    assert!(found.is_empty(), "{kind:?}: {} violations {found:#?}", found.len());
}

/// The page with these ticks, as who comes back finds it.
pub fn ticked(guide: &Guide, language: usize, ids: &[&str]) {
    guide.leave();
    guide.browser.run::<Option<bool>>("localStorage.clear()", &[]);
    guide.loses_the_journal();
    let records: Vec<_> = ids.iter().map(|id| (key(id), done(id, 3))).collect();
    guide.store(&records.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect::<Vec<_>>());
    guide.visit(language);
    guide.shows(ids);
}

/// Violations in both themes, wide and narrow, with where they are.
pub fn look(guide: &Guide, state: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (width, height) in [(1280, 900), (390, 844)] {
        guide.browser.resize(width, height, 1.0);
        for theme in ["light", "dark"] {
            guide.browser.run::<Option<bool>>("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
            let violations = axe::violations(&guide.browser);
            found.extend(violations.into_iter().map(|one| format!("{state}, {width}, {theme}: {one}")));
        }
    }
    guide.browser.resize(1280, 900, 1.0);
    found
}

fn notices_about_the_storage_are_accessible(kind: Kind) {
    let mut found = Vec::new();
    {
        let guide = Guide::open_with(kind, &Setup::storage_denied(), DUTCH);
        guide.sees(guide.ui().storage_denied_title);
        guide.tick(actions_of(0)[0]);
        guide.sees(guide.ui().saving_off);
        found.extend(look(&guide, "storage denied"));
    }
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    guide.store(&[(&key(actions_of(0)[0]), "damaged"), (&key(actions_of(0)[1]), r#"{"v":2}"#)]);
    guide.visit(ENGLISH);
    guide.sees(guide.ui().unreadable_title);
    guide.sees(guide.ui().newer_title);
    found.extend(look(&guide, "unreadable and newer"));
    assert!(found.is_empty(), "{kind:?}: {found:#?}");
}

fn a_violation_would_be_found(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let spoil = "
        const main = document.querySelector('main');
        main.append(Object.assign(document.createElement('button'), { id: 'nameless' }));
        main.append(Object.assign(document.createElement('h6'), { textContent: 'pale', id: 'pale' }));
        document.getElementById('pale').style.setProperty('color', 'color-mix(in srgb, gray 20%, white)');
        document.documentElement.removeAttribute('lang')";
    guide.browser.run::<Option<bool>>(spoil, &[]);
    let found = axe::violations(&guide.browser).join("\n");
    for rule in ["button-name", "color-contrast", "heading-order", "html-has-lang"] {
        assert!(found.contains(rule), "{kind:?}: {rule} not in {found}");
    }
}
