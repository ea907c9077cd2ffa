//! A storage that refuses now and then: each so many calls it throws, gives nothing or gives something else, all along the way. The
//! app lives on, what was typed stays on the page and in a file, and nothing is said to be saved that is not.

use serde_json::json;

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::{NOTE, TICKED, Texts, missing},
    files::KEEP,
    guide::{DUTCH, Guide},
    setup::Setup,
    site::Site,
};

in_both_browsers!(
    a_storage_that_throws_now_and_then_loses_nothing_unsaid,
    a_storage_that_is_full_now_and_then_loses_nothing_unsaid,
    a_storage_that_gives_nothing_now_and_then_loses_nothing_unsaid,
    a_storage_that_gives_something_else_now_and_then_loses_nothing_unsaid,
);

/// Refuses as the name of the tab says: how, and each how many calls. The name stays when the page is loaded again.
const REFUSE: &str = r#"() => {
    const [how, every] = window.name.split(' ');
    window.calls = window.refused = 0;
    if (!every) return;
    const answers = { null: () => null, garbage: (name) => name === 'getItem' ? '{"v":1,"c":' : 7 };
    const refusing = (name, real) => function (...rest) {
        if (++window.calls % every) return real.apply(this, rest);
        window.refused++;
        if (!answers[how]) throw new DOMException('refused', how);
        return answers[how](name);
    };
    const { prototype } = Storage;
    for (const name of ['getItem', 'setItem', 'removeItem', 'key']) prototype[name] = refusing(name, prototype[name]);
    const wrap = (of, name) => {
        const { get } = Object.getOwnPropertyDescriptor(of, name);
        // Garbage in the place of the whole storage is none: it would be of no browser.
        if (how !== 'garbage') Object.defineProperty(of, name, { get: refusing(name, get) });
    };
    wrap(prototype, 'length');
    wrap(window, 'localStorage');
}"#;

/// From each call to few of them; and no even number alone, which might never meet what comes in pairs.
const EVERY: [usize; 6] = [1, 2, 3, 5, 7, 16];

fn a_storage_that_throws_now_and_then_loses_nothing_unsaid(kind: Kind) {
    refuses(kind, "SecurityError");
}

fn a_storage_that_is_full_now_and_then_loses_nothing_unsaid(kind: Kind) {
    refuses(kind, "QuotaExceededError");
}

fn a_storage_that_gives_nothing_now_and_then_loses_nothing_unsaid(kind: Kind) {
    refuses(kind, "null");
}

fn a_storage_that_gives_something_else_now_and_then_loses_nothing_unsaid(kind: Kind) {
    refuses(kind, "garbage");
}

fn refuses(kind: Kind, how: &str) {
    let mut guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(REFUSE);
    guide.browser.before_each_page(KEEP);
    for every in EVERY {
        // Another address has a storage of its own.
        guide.site = Site::guide();
        goes_the_way(&guide, &format!("{how} {every}"));
    }
}

impl Guide {
    /// From the next page on, storage refuses so; as it really is, without a word.
    #[track_caller]
    fn meets(&self, refusal: &str) {
        self.leave();
        self.does("window.name = arguments[0]", &[json!(refusal)]);
        self.visit(DUTCH);
        self.is_saved();
    }

    /// Whether the page says that all is kept.
    #[track_caller]
    fn says_saved(&self) -> bool {
        self.is_saved();
        let words = json!([self.ui().saved_at("").trim_end(), self.ui().saving_off]);
        let script = "
            const said = document.getElementById('saved').innerText;
            return said.includes(arguments[0][0]) && !said.includes(arguments[0][1])";
        self.browser.run(script, &[words])
    }

    /// Whether a notice stands there.
    #[track_caller]
    fn warns(&self) -> bool {
        let script = "return [...document.querySelectorAll('[role=alert]')].some((one) => one.checkVisibility())";
        self.browser.run(script, &[])
    }
}

fn goes_the_way(guide: &Guide, refusal: &str) {
    let who = format!("{:?}, {refusal}", guide.browser.kind);
    let none = Vec::<&String>::new();
    guide.meets(refusal);
    let mut typed = Texts::new();
    for step in 0..2 {
        let note = format!("note.step-{}", step + 1);
        guide.type_in(&note, NOTE);
        typed.insert(note, NOTE.to_owned());
        for id in actions_of(step) {
            guide.tick(id);
            let held = guide.holds_now();
            assert!(held.contains_key(id), "{who}: {id} is not ticked");
            typed.insert(id.to_owned(), held[id].clone());
            assert_eq!(missing(&typed, &held), none, "{who}: on the page, with {id}");
        }
        guide.is_alive();
    }
    assert!(guide.browser.run::<bool>("return window.refused > 0", &[]), "{who}: nothing was refused");
    assert_eq!(missing(&typed, &guide.saves()), none, "{who}: in a file");
    guide.is_alive();
    let said = guide.says_saved();
    assert!(said || guide.warns(), "{who}: it is not saved, and no notice says so");
    guide.meets("");
    if said {
        assert_eq!(missing(&typed, &guide.holds_now()), none, "{who}: said to be saved");
    }

    // All is there, and only then it refuses.
    for (name, text) in &typed {
        match text == TICKED {
            true if !guide.ticked().contains(name) => guide.tick(name),
            true => {}
            false => guide.type_in(name, text),
        }
    }
    assert!(guide.says_saved() || missing(&typed, &guide.holds_now()).is_empty());
    guide.meets(refusal);
    let shown = guide.holds_now();
    assert!(missing(&typed, &shown).is_empty() || guide.warns(), "{who}: {shown:?} is all, and no notice says why");
    // Even what it does not see, it does not write over.
    guide.type_in("note.step-1", "ook dit");
    typed.remove("note.step-1");
    guide.tick(actions_of(2)[0]);
    guide.is_alive();
    guide.meets("");
    assert_eq!(missing(&typed, &guide.holds_now()), none, "{who}: after it refused");
    let notes = guide.stored().into_iter().find(|(name, _)| name.ends_with("/note.step-1"));
    assert!(notes.is_some_and(|(_, text)| text.contains("regel twee") || text.contains("ook dit")), "{who}");
}
