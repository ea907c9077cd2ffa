//! A storage that refuses now and then: each so many calls it throws, gives nothing or gives something else, all along the way. The
//! app lives on, what was typed stays on the page and in a file, and nothing is said to be saved that is not.

use partnerpad::{
    domain::{
        DRAFT_DOSSIER,
        certification::DRAFT_NAME,
        progress::{wait_since, wait_who},
        terms::Field,
    },
    text::{GUIDE, tools::CERTIFICATION},
};
use serde_json::json;

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::{NOTE, TICKED, Texts, missing},
    files::{KEEP, in_file},
    guide::{DUTCH, Guide},
    setup::Setup,
    site::Site,
    stored::key,
};

in_both_browsers!(
    a_storage_that_throws_now_and_then_loses_nothing_unsaid,
    a_storage_that_is_full_now_and_then_loses_nothing_unsaid,
    a_storage_that_gives_nothing_now_and_then_loses_nothing_unsaid,
    a_storage_that_gives_something_else_now_and_then_loses_nothing_unsaid,
    a_storage_that_throws_while_all_tools_are_used_loses_nothing_unsaid,
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

/// All that is stored in other ways than by ticks and notes. It takes longer, and so is done less often.
fn a_storage_that_throws_while_all_tools_are_used_loses_nothing_unsaid(kind: Kind) {
    let mut guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(REFUSE);
    guide.browser.before_each_page(KEEP);
    let refusals = ["SecurityError 1", "QuotaExceededError 2", "SecurityError 16", "QuotaExceededError 61"];
    let said = refusals.map(|refusal| {
        guide.site = Site::guide();
        uses_all_tools(&guide, refusal)
    });
    // Where nothing is ever said to be saved, nothing of that is tried.
    assert!(said.contains(&true) && said.contains(&false), "{kind:?}: {said:?}");
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

fn step_with(tool: &str) -> usize {
    GUIDE.steps.iter().position(|step| step.tools.contains(&tool)).expect("a step with the tool")
}

/// A wait, the log, the terms, the store; a start from scratch that is undone, a file, another dossier. Whether it was said to be saved.
fn uses_all_tools(guide: &Guide, refusal: &str) -> bool {
    let who = format!("{:?}, {refusal}", guide.browser.kind);
    let is_there = |typed: &Texts| missing(typed, &guide.holds_now()).is_empty();
    let all_of = |typed: &Texts| {
        let all = guide.browser.wait(|| is_there(typed).then_some(()));
        assert!(all.is_some(), "{who}: {:?} is missing", missing(typed, &guide.holds_now()));
        guide.is_alive();
    };
    let (log, files) = (&CERTIFICATION[DUTCH], guide.files());
    guide.meets(refusal);
    let (ticked, waited) = (actions_of(0)[0], actions_of(3)[0]);
    guide.tick(ticked);
    let texts = [
        (wait_since(waited), "2026-11-02"),
        (wait_who(waited), "Anna <b>"),
        ("note.step-1".to_owned(), NOTE),
        (DRAFT_NAME.to_owned(), "Jan"),
        (Field::of("legal-name").expect("a question").record(), "Firma & zoon"),
        ("embed.link".to_owned(), "https://store.invalid/?a=1"),
    ];
    for tool in ["certification", "terms", "embed"] {
        guide.unfold(step_with(tool));
        guide.open_tool(tool);
    }
    texts.iter().for_each(|(record, text)| guide.type_in(record, text));
    guide.push(log.add);
    guide.sees(&log.remove("Jan"));
    guide.browser.click(&guide.labelled("certification", &log.webinar(2)));
    guide.sees(&log.webinars_of(1, 4));
    let mut typed = Texts::from([(ticked.to_owned(), TICKED.to_owned())]);
    typed.extend(texts.into_iter().filter(|(name, _)| name != DRAFT_NAME).map(|(name, text)| (name, text.to_owned())));
    all_of(&typed);
    guide.open_from_menu("files");
    // Another button has the same name.
    guide.browser.click(&guide.find("button", files.save, Some("tool-files")));
    let file = guide.offered();
    assert_eq!(missing(&typed, &in_file(&file)), Vec::<&String>::new(), "{who}: in a file");
    assert!(in_file(&file).values().any(|text| text.contains("Jan")), "{who}: the log in a file");

    guide.start_again();
    guide.shows(&[]);
    guide.push(guide.ui().undo);
    all_of(&typed);
    guide.unfold(step_with("certification"));
    guide.sees(&log.webinars_of(1, 4));
    guide.start_again();
    guide.shows(&[]);
    guide.give("files-open", &[("mine.json", &file)]);
    guide.pick(files.replace);
    guide.apply();
    // Or there is no room for it, which is told; then there is the way back.
    let said = "return document.getElementById('tool-files').innerText.includes(arguments[0])";
    let is_refused = || guide.browser.run::<bool>(said, &[json!(files.no_room)]);
    guide.browser.wait(|| (is_there(&typed) || is_refused()).then_some(()));
    if is_refused() {
        guide.push(guide.ui().undo);
    }
    all_of(&typed);
    guide.unfold(step_with("certification"));
    guide.sees(&log.webinars_of(1, 4));

    // Another dossier is begun, or that is refused with the reason.
    let said = guide.says_saved();
    assert!(said || guide.warns(), "{who}: it is not saved, and no notice says so");
    guide.type_in(DRAFT_DOSSIER, "Tweede");
    guide.push(files.dossier_new);
    let script = "
        const [name, ...reasons] = arguments[0];
        const said = document.body.innerText;
        return document.getElementById('dossier').textContent === name || reasons.some((reason) => said.includes(reason))";
    let outcomes = json!(["Tweede", files.dossier_refused, files.dossier_not_kept]);
    guide.browser.until("it is begun or refused", script, &[outcomes]);
    guide.is_alive();
    assert!(guide.browser.run::<bool>("return window.refused > 0", &[]), "{who}: nothing was refused");
    guide.meets("");
    if said {
        let kept = |(name, text): &(&String, &String)| match text.as_str() {
            TICKED => guide.stored().get(&key(name)).is_some_and(|record| record.contains("\"done\":true")),
            text => guide.kept_text(name).as_deref() == Some(text),
        };
        let lost: Vec<_> = typed.iter().filter(|one| !kept(one)).collect();
        assert!(lost.is_empty(), "{who}: said to be saved, but {lost:?} is not in {:?}", guide.stored());
    }
    said
}
