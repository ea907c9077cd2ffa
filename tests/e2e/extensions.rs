//! A page that extensions of the browser have changed: translators, password managers, blockers. Ticks work and are stored all the same.

use partnerpad::text::{GUIDE, tools};

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::NOTE,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    watch,
};

in_both_browsers!(
    what_an_extension_changed_before_the_app_starts_does_not_matter,
    what_an_extension_changes_while_the_app_runs_does_not_matter,
    a_translated_page_goes_on,
);

/// Puts something first on the page, a step into another element, and beside each field what fills it in; changes attributes and a
/// text.
const MEDDLE: &str = "() => {
    const make = (name) => Object.assign(document.createElement(name), { className: 'of-extension' });
    document.body.prepend(make('div'));
    const around = make('div'), step = document.getElementById('STEP');
    step.replaceWith(around);
    around.append(step);
    for (const field of document.querySelectorAll('input, textarea')) {
        field.setAttribute('data-of-extension', 'true');
        field.setAttribute('autocomplete', 'off');
        field.after(make('span'));
    }
    document.getElementById('STEP').querySelector('p').textContent = 'changed by an extension';
    document.documentElement.classList.add('of-extension');
}";

/// Has it all in another language, as translators have it: each text in elements of their own.
const TRANSLATE: &str = "
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode);
    for (const text of texts) {
        if (text.parentElement.closest('script, style, textarea, svg')) continue;
        const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name));
        inner.textContent = `\u{ab}${text.data}\u{bb}`;
        outer.append(inner);
        text.replaceWith(outer);
    }
    document.documentElement.classList.add('translated-ltr');
    document.documentElement.lang = 'de';
    return texts.length > 300";

fn meddle() -> String {
    MEDDLE.replace("STEP", GUIDE.steps[0].fragment)
}

fn listening(kind: Kind) -> Guide {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    guide
}

/// What was changed stands there.
#[track_caller]
fn is_changed(guide: &Guide) {
    let script = "return document.querySelectorAll('.of-extension').length > 60 && document.body.firstElementChild.className === 'of-extension'";
    assert!(guide.browser.run::<bool>(script, &[]), "nothing is changed");
}

#[track_caller]
fn nothing_is_complained_of(guide: &Guide) {
    guide.is_alive();
    assert_eq!(watch::take(&guide.browser).complaints, Vec::<String>::new(), "{:?}", guide.browser.kind);
}

/// Ticks, a note and the way back work, and are stored.
#[track_caller]
fn works(guide: &Guide) {
    let ticked = [actions_of(0), actions_of(1)[..2].to_vec()].concat();
    ticked.iter().for_each(|id| guide.tick(id));
    guide.shows(&ticked);
    guide.type_in("note.step-1", NOTE);
    guide.start_again();
    guide.shows(&[]);
    guide.push(guide.ui().undo);
    guide.shows(&ticked);
    is_stored(guide, &ticked);
}

/// All of it is there at the next visit.
#[track_caller]
fn is_stored(guide: &Guide, ticked: &[&str]) {
    guide.is_saved();
    nothing_is_complained_of(guide);
    guide.reload();
    guide.shows(ticked);
    assert_eq!(guide.kept_text("note.step-1").as_deref(), Some(NOTE));
    nothing_is_complained_of(guide);
}

fn what_an_extension_changed_before_the_app_starts_does_not_matter(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = listening(kind);
        let before = format!(
            "() => addEventListener('readystatechange', () => {{
                if (document.readyState !== 'interactive') return;
                // Nothing that moves is there yet.
                window.isBefore = document.getElementById('app').className === 'still';
                ({})();
            }}, true)",
            meddle()
        );
        guide.browser.before_each_page(&before);
        guide.visit(language);
        assert!(guide.browser.run::<bool>("return window.isBefore", &[]));
        is_changed(&guide);
        works(&guide);
    }
}

fn what_an_extension_changes_while_the_app_runs_does_not_matter(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = listening(kind);
        guide.visit(language);
        guide.does(&format!("({})()", meddle()), &[]);
        is_changed(&guide);
        works(&guide);
    }
}

fn a_translated_page_goes_on(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = listening(kind);
        guide.visit(language);
        guide.tick(actions_of(0)[0]);
        assert!(guide.browser.run::<bool>(TRANSLATE, &[]), "nothing is translated");
        let ticked = [&actions_of(0)[..], &actions_of(1)[..1]].concat();
        for id in &ticked[1..] {
            guide.tick(id);
        }
        guide.type_in("note.step-1", NOTE);
        // The words of the tools come in the page's own language.
        guide.does("document.getElementById('tool-files').open = true", &[]);
        guide.sees(tools::FILES[language].saving_title);
        is_stored(&guide, &ticked);
    }
}
