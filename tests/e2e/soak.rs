//! Very many edits by chance, in two tabs at once, with reloads and kills in between: at the end both tabs, the storage and a saved
//! file say what a plain model says.

use std::collections::BTreeMap;

use partnerpad::{
    domain::{
        Record,
        file::read_file,
        stored::{Read, read},
    },
    text::GUIDE,
};
use serde_json::{Value, json};

use crate::{
    chance::{Chance, times},
    driver::Kind,
    expect::all_ticks,
    files::KEEP,
    guide::{DUTCH, Guide},
    profile::Profile,
    site::Site,
    stored::key,
};

in_both_browsers!(two_tabs_storage_and_file_agree_with_a_model_after_very_many_edits);

/// Makes these edits, one every few milliseconds: of a tick by its id, else of a text by its record. Counts them in `window.edits`.
const EDIT: &str = r#"
    const edits = [...arguments[0]];
    window.edits = 0;
    const next = () => {
        const [name, value] = edits[window.edits] ?? [];
        if (name === undefined) return;
        const box = document.getElementById(name);
        if (box) {
            if (box.checked !== (value === TICKED)) box.click();
        } else {
            const field = document.querySelector(`[data-record="${name}"]`);
            field.focus();
            field.value = value;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.blur();
        }
        window.edits++;
        setTimeout(next, 2);
    };
    next()"#;

/// What the page shows of each record.
const SHOWN: &str = r#"
    const boxes = [...document.querySelectorAll('.task input[id]')].map((box) => [box.id, box.checked ? TICKED : '']);
    const fields = [...document.querySelectorAll('textarea[data-record^="note."]')].map((field) => [field.dataset.record, field.value]);
    return Object.fromEntries([...boxes, ...fields].filter(([, value]) => value))"#;

const TICKED: &str = "☑";

/// What records say that say something.
type Model = BTreeMap<String, String>;
type Edits = Vec<(String, String)>;

fn script(text: &str) -> String {
    text.replace("TICKED", &format!("'{TICKED}'"))
}

/// Records that a tab may edit while the other one edits others.
fn records(tab: usize) -> Vec<String> {
    let ticks = all_ticks().into_iter().map(ToOwned::to_owned);
    let notes = GUIDE.steps.iter().map(|step| format!("note.{}", step.id));
    ticks.chain(notes).skip(tab).step_by(2).collect()
}

fn some_edits(chance: &Chance, tab: usize, count: usize) -> Edits {
    let names = records(tab);
    let edit = || {
        let name = names[chance.below(names.len())].clone();
        let is_text = name.starts_with("note.");
        let value = match (is_text, chance.below(3)) {
            (_, 0) => String::new(),
            (false, _) => TICKED.to_owned(),
            (true, _) => ["a", "é\n", "\u{1f600} ", "\"<b>&", "'=1+1", "\u{5d0}"]
                .map(|part| part.repeat(chance.below(3)))
                .concat(),
        };
        (name, value)
    };
    (0..count).map(|_| edit()).collect()
}

fn apply(model: &mut Model, edits: &Edits) {
    for (name, value) in edits {
        if value.is_empty() {
            model.remove(name);
        } else {
            model.insert(name.clone(), value.clone());
        }
    }
}

fn of_record(record: &Record) -> String {
    if record.is_done() { TICKED.to_owned() } else { record.shown_text().unwrap_or_default().to_owned() }
}

fn of_records<'a>(records: impl Iterator<Item = (String, &'a Record)>) -> Model {
    records.map(|(name, record)| (name, of_record(record))).filter(|(_, value)| !value.is_empty()).collect()
}

/// The page in two tabs of one browser.
struct Soak {
    guide: Guide,
    tabs: [String; 2],
}

impl Soak {
    fn open(profile: &Profile, kind: Kind, site: Site) -> Self {
        let guide = profile.browser(kind, site);
        guide.browser.before_each_page(KEEP);
        guide.visit(DUTCH);
        guide.is_saved();
        let first = guide.browser.tab();
        let second = guide.browser.open_tab();
        guide.visit(DUTCH);
        guide.is_saved();
        Self { guide, tabs: [first, second] }
    }

    fn shown(&self) -> Model {
        self.guide.browser.run(&script(SHOWN), &[])
    }

    /// Starts edits in both tabs.
    fn start(&self, edits: &[Edits; 2]) {
        for (tab, edits) in self.tabs.iter().zip(edits) {
            self.guide.browser.switch(tab);
            self.guide.browser.run::<Value>(&script(EDIT), &[json!(edits)]);
        }
    }

    /// Waits until they are made and saved, and both tabs show what the model says.
    fn agrees(&self, edits: &[Edits; 2], model: &Model, seed: u64) {
        for (tab, edits) in self.tabs.iter().zip(edits) {
            self.guide.browser.switch(tab);
            self.guide.browser.until(
                "all edits are made",
                "return window.edits === arguments[0]",
                &[json!(edits.len())],
            );
            self.guide.is_saved();
        }
        for tab in &self.tabs {
            self.guide.browser.switch(tab);
            if self.guide.browser.wait(|| (self.shown() == *model).then_some(())).is_none() {
                panic!("{:?}, seed {seed}:\n{:?}\ninstead of\n{model:?}", self.guide.browser.kind, self.shown());
            }
        }
    }
}

fn two_tabs_storage_and_file_agree_with_a_model_after_very_many_edits(kind: Kind) {
    let chance = Chance::new();
    let seed = chance.seed;
    println!("{kind:?}: PARTNERPAD_SEED={seed}");
    let profile = Profile::new(kind, "soak");
    let mut soak = Soak::open(&profile, kind, Site::guide());
    let mut model = Model::new();
    let mut left = times("PARTNERPAD_EDITS", 600);
    while left > 0 {
        let count = 1 + chance.below(40);
        left = left.saturating_sub(2 * count);
        let edits = [0, 1].map(|tab| some_edits(&chance, tab, count));
        soak.start(&edits);
        if chance.below(6) == 0 {
            // Of what was not said to be saved yet, each value may have stayed.
            let site = soak.guide.kill();
            soak = Soak::open(&profile, kind, site);
            let shown = soak.shown();
            let value = |model: &Model, name: &str| model.get(name).cloned().unwrap_or_default();
            for name in [records(0), records(1)].concat() {
                let found = value(&shown, &name);
                let made = edits.iter().flatten().any(|(edited, value)| *edited == name && *value == found);
                assert!(
                    made || found == value(&model, &name),
                    "{kind:?}, seed {seed}, killed: {name} is {found:?}, was {:?}",
                    value(&model, &name)
                );
            }
            model = shown;
            continue;
        }
        edits.iter().for_each(|edits| apply(&mut model, edits));
        soak.agrees(&edits, &model, seed);
        if chance.below(3) == 0 {
            // In the tab that was looked at last.
            soak.guide.reload();
            soak.guide.is_saved();
            assert_eq!(soak.shown(), model, "{kind:?}, seed {seed}, loaded again");
        }
    }
    let guide = &soak.guide;
    for tab in &soak.tabs {
        guide.browser.switch(tab);
        assert_eq!(soak.shown(), model, "{kind:?}, seed {seed}");
    }
    let stored: Vec<_> = guide
        .stored()
        .into_iter()
        .filter_map(|(name, text)| match read(&text) {
            Read::Record(record) => Some((name.strip_prefix(&key(""))?.to_owned(), record)),
            _ => None,
        })
        .collect();
    assert_eq!(
        of_records(stored.iter().map(|(name, record)| (name.clone(), record))),
        model,
        "{kind:?}, seed {seed}, stored"
    );
    guide.open_from_menu("files");
    let file = read_file(&guide.save_file(), GUIDE.id).unwrap();
    assert_eq!(
        of_records(file.records().iter().map(|(name, record)| (name.clone(), record))),
        model,
        "{kind:?}, seed {seed}, file"
    );
}
