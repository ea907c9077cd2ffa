//! A dossier as a file, and more than one dossier in one browser.

use partnerpad::{
    domain::file::read_file,
    text::{GUIDE, tools},
};
use serde_json::{Value, json};

use crate::{
    axe,
    driver::Kind,
    expect::actions_of,
    faults::{Fault, TICKED, Texts},
    guide::{DUTCH, ENGLISH, Guide},
    keyboard::{ENTER, ESCAPE},
    setup::Setup,
    storage::FILL,
};

in_both_browsers!(
    a_saved_file_brings_everything_back,
    replacing_makes_what_was_here_void_and_can_be_undone,
    a_file_for_which_there_is_no_room_changes_nothing,
    nobody_leaves_a_dossier_of_which_not_all_is_stored,
    a_file_that_is_refused_changes_nothing,
    hostile_files_are_refused_and_change_nothing,
    a_file_that_the_browser_does_not_save_is_not_the_only_way,
    what_changes_is_called_as_on_the_page,
    how_saving_works_is_told_and_the_browser_is_asked_to_keep_it_by_who_saves_a_file,
    dossiers_never_mix,
    a_deleted_dossier_can_be_brought_back,
    another_tab_follows_an_opened_file,
    dossiers_come_and_go_by_keyboard,
    a_file_is_opened_and_taken_back_by_keyboard,
);

/// Keeps what the page offers as a file.
pub const KEEP: &str = "() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => { window.offered = blob; return make(blob) };
}";

impl Guide {
    pub fn files(&self) -> &'static tools::Files {
        &tools::FILES[self.language()]
    }

    /// Opens a tool through the menu.
    #[track_caller]
    pub fn open_from_menu(&self, name: &str) {
        self.push(self.ui().actions);
        self.push(self.in_menu(name));
        self.has_tool(name);
    }

    /// The same without a mouse.
    #[track_caller]
    pub fn open_by_keyboard(&self, name: &str) {
        self.tab_to(self.ui().actions);
        self.press(ENTER);
        self.tab_to(self.in_menu(name));
        self.press(ENTER);
        self.has_tool(name);
    }

    fn in_menu(&self, name: &str) -> &'static str {
        let words = &tools::TOOLS[self.language()];
        if name == "files" { words.files } else { words.overview }
    }

    #[track_caller]
    fn has_tool(&self, name: &str) {
        let is_there = "return !!document.querySelector(`[data-tool=${arguments[0]}] section`)";
        self.browser.until("the tool is there", is_there, &[json!(name)]);
    }

    /// Gives files to the field with this id, as if they were chosen.
    #[track_caller]
    pub fn give(&self, id: &str, files: &[(&str, &str)]) {
        let script = "
            const [id, files] = arguments;
            const field = document.getElementById(id);
            const chosen = new DataTransfer();
            for (const [name, text] of files) chosen.items.add(new File([text], name));
            field.files = chosen.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser.run::<Value>(script, &[json!(id), json!(files)]);
    }

    /// What the page offered as a file last.
    #[track_caller]
    pub fn offered(&self) -> String {
        self.browser.until("a file was offered", "return !!window.offered", &[]);
        self.browser.run_async("window.offered.text().then(arguments[0])", &[])
    }

    #[track_caller]
    pub fn save_file(&self) -> String {
        self.push(self.files().save);
        self.offered()
    }

    /// What is in the file that is saved: ticks, and texts.
    #[track_caller]
    pub fn saves(&self) -> Texts {
        self.open_from_menu("files");
        in_file(&self.save_file())
    }

    /// Chooses what is to be done with the file.
    #[track_caller]
    pub fn pick(&self, name: &str) {
        // Not with the mouse: the page may still scroll smoothly to what was typed before.
        let script = "
            const pick = [...document.querySelectorAll('.pick')].find((one) => one.textContent.startsWith(arguments[0]));
            pick?.click();
            return !!pick";
        self.browser.until(&format!("{name} is picked"), script, &[json!(name)]);
    }

    /// Presses the button that does what was picked.
    #[track_caller]
    pub fn apply(&self) {
        self.browser.click(&self.browser.element("apply", "return document.getElementById('files-apply')", &[]));
    }

    #[track_caller]
    fn holds(&self, record: &str, text: &str) {
        let script = r#"return document.querySelector(`[data-record="${arguments[0]}"]`).value === arguments[1]"#;
        self.browser.until(&format!("{record} holds {text:?}"), script, &[json!(record), json!(text)]);
    }

    #[track_caller]
    pub fn is_called(&self, name: &str) {
        self.browser.until(
            &format!("the dossier is called {name:?}"),
            "return document.getElementById('dossier').textContent === arguments[0]",
            &[json!(name)],
        );
    }

    /// Its name is in view wherever one is on the page, and leads to the dossiers.
    #[track_caller]
    fn is_named_in_view(&self, name: &str) {
        let script = "
            scrollTo(0, arguments[1]);
            const { clientWidth, clientHeight } = document.documentElement;
            const named = [...document.querySelectorAll('a[href=\"#tool-files\"]')].filter((link) => link.textContent === arguments[0]);
            const [x, y] = clientWidth < 992 ? [clientWidth - 30, clientHeight - 30] : (({ x, y }) => [x + 5, y + 9])(named[0].getBoundingClientRect());
            return named.includes(document.elementFromPoint(x, y))";
        for (width, height) in [(320, 640), (390, 844), (1280, 900)] {
            self.browser.resize(width, height, 1.0);
            for scrolled in [0, 1500, 1_000_000] {
                let said = format!("{name:?} is in view at {width} pixels, {scrolled} down");
                self.browser.until(&said, script, &[json!(name), json!(scrolled)]);
            }
        }
    }

    #[track_caller]
    fn is_accessible_when(&self, state: &str) {
        let found = axe::violations(&self.browser);
        assert!(found.is_empty(), "{state}: {found:#?}");
    }
}

/// What is in a file, as the page shows it.
#[track_caller]
pub fn in_file(text: &str) -> Texts {
    let file = read_file(text, GUIDE.id).unwrap_or_else(|why| panic!("{why:?}: {text}"));
    let shown = file.records().iter().map(|(name, record)| {
        let text = if record.is_done() { TICKED } else { record.shown_text().unwrap_or_default() };
        (name.clone(), text.to_owned())
    });
    shown.filter(|(_, text)| !text.is_empty()).collect()
}

fn begun(kind: Kind, language: usize) -> Guide {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    guide.visit(language);
    guide
}

fn a_saved_file_brings_everything_back(kind: Kind) {
    let first = actions_of(0);
    for language in [DUTCH, ENGLISH] {
        let guide = begun(kind, language);
        guide.tick(first[0]);
        guide.tick(first[1]);
        guide.type_in("note.step-1", "Één <b>notitie</b>\nop twee regels");
        guide.open_from_menu("files");
        guide.is_accessible_when("files");
        let file = guide.save_file();
        guide.start_again();
        guide.shows(&[]);
        // What was cleared stays away; replacing brings it back.
        guide.give("files-open", &[("mine.json", &file)]);
        guide.sees(guide.files().nothing_yet);
        guide.sees(guide.files().nothing_changes_void);
        guide.shows(&[]);
        guide.pick(guide.files().replace);
        guide.sees(guide.files().kind_only_in_file);
        guide.is_accessible_when("preview");
        guide.apply();
        guide.shows(&first[..2]);
        guide.holds("note.step-1", "Één <b>notitie</b>\nop twee regels");
        guide.reload();
        guide.shows(&first[..2]);
    }
}

fn replacing_makes_what_was_here_void_and_can_be_undone(kind: Kind) {
    let guide = begun(kind, DUTCH);
    let (first, second) = (actions_of(0), actions_of(1));
    guide.tick(first[0]);
    guide.open_from_menu("files");
    let file = guide.save_file();
    guide.tick(second[0]);
    guide.tick(first[0]);
    guide.type_in("note.step-2", "alleen hier");
    guide.give("files-open", &[("mine.json", &file)]);
    guide.pick(guide.files().replace);
    guide.sees(guide.files().kind_goes);
    guide.apply();
    guide.hears(&guide.files().replaced(guide.ui().dossier_unnamed));
    guide.shows(&first[..1]);
    guide.holds("note.step-2", "");
    assert!(!guide.stored().contains_key(&format!("partnerpad.v1/{}/note.step-2", GUIDE.id)), "what is void goes");
    // Edited after it: an undo leaves that alone.
    guide.type_in("note.step-1", "later");
    guide.push(guide.ui().undo);
    guide.shows(&second[..1]);
    guide.holds("note.step-2", "alleen hier");
    guide.holds("note.step-1", "later");
    guide.reload();
    guide.shows(&second[..1]);
    guide.holds("note.step-2", "alleen hier");
}

fn a_file_for_which_there_is_no_room_changes_nothing(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = begun(kind, language);
        let (first, words) = (actions_of(0), guide.files());
        first[..2].iter().for_each(|id| guide.tick(id));
        guide.type_in("note.step-1", &"een lange notitie ".repeat(400));
        guide.open_from_menu("files");
        let file = guide.save_file();
        guide.start_again();
        guide.tick(first[2]);
        guide.is_saved();
        assert!(guide.browser.run::<bool>(FILL, &[]), "the storage is full");
        let before = guide.stored();
        guide.give("files-open", &[("mine.json", &file)]);
        guide.pick(words.replace);
        guide.apply();
        guide.sees(words.no_room);
        guide.hears(words.no_room);
        guide.shows(&first[2..3]);
        assert_eq!(guide.stored(), before);
        guide.is_accessible_when("no room");
        // With room, the same file that is still open.
        guide.browser.run::<Option<bool>>("localStorage.removeItem('filler')", &[]);
        guide.apply();
        guide.shows(&first[..2]);
        guide.reload();
        guide.shows(&first[..2]);
    }
}

fn nobody_leaves_a_dossier_of_which_not_all_is_stored(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = begun(kind, language);
        let (first, words) = (actions_of(0), guide.files());
        guide.open_from_menu("files");
        guide.type_in("dossier.name", "Eerste");
        new_dossier(&guide, "Tweede");
        assert!(guide.browser.run::<bool>(FILL, &[]), "the storage is full");
        guide.tick(first[0]);
        guide.sees(guide.ui().storage_full_title);
        guide.push(&words.dossier_use("Eerste"));
        guide.sees(words.dossier_not_kept);
        guide.is_called("Tweede");
        guide.shows(&first[..1]);
        assert_eq!(in_file(&guide.save_file()).get(first[0]).map(String::as_str), Some(TICKED));
        guide.is_accessible_when("not all is stored");
        guide.browser.run::<Option<bool>>("localStorage.removeItem('filler')", &[]);
        guide.tick(first[1]);
        guide.is_saved();
        guide.push(&words.dossier_use("Eerste"));
        guide.is_called("Eerste");
        guide.push(&words.dossier_use("Tweede"));
        guide.is_called("Tweede");
        guide.shows(&first[..2]);
    }
}

fn a_file_that_is_refused_changes_nothing(kind: Kind) {
    let guide = begun(kind, DUTCH);
    let first = actions_of(0);
    guide.tick(first[0]);
    guide.open_from_menu("files");
    let file = guide.save_file();
    let before = guide.stored();
    let changed = file.replace("\"done\":true", "\"done\":false");
    let (cut, words) = (&file[..file.len() / 2], guide.files());
    for (text, why) in [
        ("", words.refused_empty),
        ("{\"a\":1}", words.refused_foreign),
        (cut, words.refused_cut),
        (&changed, words.refused_changed),
        (&"[".repeat(10_000), words.refused_too_deep),
        (&"x".repeat(5_000_001), &words.refused_too_big(5)),
    ] {
        guide.give("files-open", &[("some.json", text)]);
        guide.sees(why);
        guide.sees(words.refused_title);
        guide.shows(&first[..1]);
        assert_eq!(guide.stored(), before, "{why}");
    }
    guide.give("files-open", &[("some.json", &changed)]);
    guide.push(words.open_changed);
    guide.sees(words.nothing_yet);
    guide.is_accessible_when("a changed file");
    guide.push(guide.ui().cancel);
    assert_eq!(guide.stored(), before);
}

fn hostile_files_are_refused_and_change_nothing(kind: Kind) {
    let guide = begun(kind, DUTCH);
    let typed = guide.works(&actions_of(0)[..2]);
    guide.open_from_menu("files");
    let file = guide.save_file();
    let (before, words) = (guide.stored(), guide.files());
    let within = |record: &str| file.replacen("\"records\": {", &format!("\"records\": {{{record},"), 1);
    // What is made in the page: text, how often, and what stands after it; and bytes that are no text.
    let hostile = [
        (json!(["x", 50_000_000, ""]), words.refused_too_big(5)),
        (json!(["[", 1_000_000, ""]), words.refused_too_deep.to_owned()),
        (json!(["{\"a\":", 500_000, ""]), words.refused_too_deep.to_owned()),
        (
            json!(["", 0, "{\"__proto__\":{\"app\":\"partnerpad\"},\"constructor\":1}"]),
            words.refused_foreign.to_owned(),
        ),
        (json!(["", 0, "1e400"]), words.refused_not_json.to_owned()),
        (json!(["", 0, "\u{feff}"]), words.refused_empty.to_owned()),
        (json!(["", 0, within("\"step-1.other\": {\"done\": 1e400}")]), words.refused_changed.to_owned()),
        // Twice in one file.
        (json!(["", 0, within(&format!("\"{}\": {{}}", actions_of(0)[0]))]), words.refused_malformed.to_owned()),
        (json!(["", 0, within("\"__proto__\": {\"done\": true}")]), words.refused_changed.to_owned()),
        (json!(["", 0, within("\"<img src=x onerror=hurt=1>\": {}")]), words.refused_changed.to_owned()),
        (json!([[0xff, 0xfe, 0x7b, 0, 0x7d, 0]]), words.refused_not_text.to_owned()),
        (json!([[0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0xff, 0xd8]]), words.refused_not_text.to_owned()),
        (json!([[0x7b, 0xc3, 0x28, 0x7d]]), words.refused_not_text.to_owned()),
    ];
    let give = "
        const [[text, times, rest]] = arguments;
        const part = typeof text === 'string' ? text.repeat(times) + rest : Uint8Array.from(text);
        const field = document.getElementById('files-open');
        const chosen = new DataTransfer();
        const file = new File([part], 'other.json');
        chosen.items.add(file);
        field.files = chosen.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return file.size";
    let mut biggest = 0;
    for (made, why) in hostile {
        biggest = biggest.max(guide.browser.run::<u64>(give, &[made]));
        guide.sees(&why);
        guide.sees(words.refused_title);
        assert_eq!(guide.stored(), before, "{why}");
        guide.is_alive();
    }
    // Even the one that may be opened all the same, as it is only changed: nothing of what is no record gets in.
    guide.give("files-open", &[("other.json", &within("\"<img src=x onerror=hurt=1>\": {}"))]);
    guide.push(words.open_changed);
    guide.sees(words.nothing_yet);
    assert!(guide.browser.run::<bool>("return window.hurt === undefined && !document.querySelector('main img')", &[]));
    Fault {
        row: 31,
        what: "A hostile file",
        by: "50 MB, a million levels, `__proto__`, names that are markup, 1e400, other encodings, bytes of an archive, nothing at all",
        seen: "Refused at once, each with its reason; nothing changes",
    }
    .happens(kind, biggest == 50_000_000)
    .loses_nothing_of(&typed, &guide);
}

fn a_file_that_the_browser_does_not_save_is_not_the_only_way(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(
        "() => {
            // As where a browser gives no room for a file.
            URL.createObjectURL = () => { window.denied = true; throw new TypeError('no file') };
        }",
    );
    guide.visit(DUTCH);
    let typed = guide.works(&actions_of(0)[..2]);
    guide.open_from_menu("files");
    guide.push(guide.files().save);
    let failed = guide.files().save_failed("\u{1}");
    guide.sees(failed.split('\u{1}').next().unwrap().trim());
    let fault = Fault {
        row: 35,
        what: "No file can be saved",
        by: "the browser refuses to make one",
        seen: "The tool says so, and shows the text of the file to copy",
    }
    .happens(kind, guide.browser.run("return window.denied === true", &[]));
    let shown = "
        const shown = [...document.querySelectorAll('#tool-files pre, #tool-files code, #tool-files textarea')];
        return shown.map((one) => one.value ?? one.textContent).find((text) => text.includes('checksum')) ?? ''";
    fault.loses_nothing(&typed, &in_file(&guide.browser.run::<String>(shown, &[])));
}

/// Begins a dossier and waits until the page shows it.
#[track_caller]
pub fn new_dossier(guide: &Guide, name: &str) {
    let field = guide.browser.element("name", "return document.getElementById('files-new')", &[]);
    guide.browser.click(&field);
    guide.browser.press(name);
    guide.push(guide.files().dossier_new);
    guide.is_called(name);
    guide.hears(&guide.files().dossier_switched(name));
}

fn dossiers_never_mix(kind: Kind) {
    let guide = begun(kind, DUTCH);
    let (first, second) = (actions_of(0), actions_of(1));
    guide.is_called(guide.ui().dossier_unnamed);
    guide.tick(first[0]);
    guide.open_from_menu("files");
    guide.type_in("dossier.name", "Eerste");
    guide.is_called("Eerste");
    guide.push(guide.files().dossier_new);
    guide.hears(guide.files().dossier_no_name);
    let before = guide.stored();
    new_dossier(&guide, "Tweede");
    guide.shows(&[]);
    guide.tick(second[0]);
    guide.type_in("note.step-2", "van de tweede");
    guide.shows(&second[..1]);
    guide.is_accessible_when("two dossiers");
    let own = |key: &str| key.starts_with(&format!("partnerpad.v1/{}/", GUIDE.id)) && !key.contains("/draft.");
    let of_first = |stored: std::collections::BTreeMap<String, String>| -> Vec<_> {
        stored.into_iter().filter(|(key, _)| own(key)).collect()
    };
    assert_eq!(of_first(guide.stored()), of_first(before.clone()));
    guide.push(&guide.files().dossier_use("Eerste"));
    guide.is_called("Eerste");
    guide.shows(&first[..1]);
    assert_eq!(of_first(guide.stored()), of_first(before));
    // The other language shows the same dossier.
    guide.switch_to(ENGLISH);
    guide.is_called("Eerste");
    guide.shows(&first[..1]);
    guide.is_named_in_view("Eerste");
}

fn a_deleted_dossier_can_be_brought_back(kind: Kind) {
    let guide = begun(kind, DUTCH);
    let (first, second) = (actions_of(0), actions_of(1));
    guide.tick(first[0]);
    guide.open_from_menu("files");
    guide.type_in("dossier.name", "Eerste");
    new_dossier(&guide, "Tweede");
    guide.tick(second[0]);
    let words = guide.files();
    guide.push(&words.dossier_remove("Tweede"));
    guide.sees(&words.dossier_delete_title("Tweede"));
    guide.is_accessible_when("question");
    guide.push(words.dossier_delete);
    guide.is_called("Eerste");
    guide.hears(&words.dossier_deleted("Tweede"));
    guide.shows(&first[..1]);
    assert!(!guide.stored().keys().any(|key| key.starts_with(&format!("partnerpad.v1/{}-", GUIDE.id))));
    guide.push(&words.dossier_restore("Tweede"));
    guide.hears(&words.dossier_restored("Tweede"));
    guide.push(&words.dossier_use("Tweede"));
    guide.is_called("Tweede");
    guide.shows(&second[..1]);
}

fn another_tab_follows_an_opened_file(kind: Kind) {
    let guide = begun(kind, DUTCH);
    let (first, second) = (actions_of(0), actions_of(1));
    guide.tick(first[0]);
    guide.open_from_menu("files");
    let file = guide.save_file();
    guide.tick(first[0]);
    guide.tick(second[0]);
    let here = guide.browser.tab();
    let there = guide.browser.open_tab();
    guide.browser.switch(&there);
    guide.visit(DUTCH);
    guide.shows(&second[..1]);
    guide.browser.switch(&here);
    guide.give("files-open", &[("mine.json", &file)]);
    guide.pick(guide.files().replace);
    guide.apply();
    guide.shows(&first[..1]);
    guide.browser.switch(&there);
    guide.shows(&first[..1]);
    guide.browser.switch(&here);
    guide.push(guide.ui().undo);
    guide.browser.switch(&there);
    guide.shows(&second[..1]);
}

fn dossiers_come_and_go_by_keyboard(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = begun(kind, language);
        let (words, unnamed) = (guide.files(), guide.ui().dossier_unnamed);
        let has_focus = |id: &str| {
            guide.browser.until(
                &format!("{id} has the focus"),
                "return document.activeElement.id === arguments[0]",
                &[json!(id)],
            );
        };
        guide.open_by_keyboard("files");
        guide.tab_to("files-new");
        guide.browser.press("Tweede");
        guide.browser.press(ENTER);
        guide.is_called("Tweede");
        guide.hears(&words.dossier_switched("Tweede"));
        has_focus("files-dossiers");
        // Reached by Tab, all that stands in a field is chosen, and goes with the first letter.
        guide.tab_to("field-dossier-name");
        guide.browser.press("Merk");
        guide.is_called("Merk");
        guide.tab_to(&words.dossier_use(unnamed));
        guide.browser.press(ENTER);
        guide.is_called(unnamed);
        has_focus("files-dossiers");
        let ask = || {
            guide.tab_to(&words.dossier_remove("Merk"));
            guide.press(ENTER);
            guide.sees(words.dossier_delete_text);
            guide.browser.until(
                "the safe answer has the focus",
                "return document.activeElement.innerText.trim() === arguments[0]",
                &[json!(guide.ui().cancel)],
            );
        };
        ask();
        guide.press(ESCAPE);
        guide.does_not_see(words.dossier_delete_text);
        guide.sees(&words.dossier_use("Merk"));
        guide.browser.run::<Value>("document.getElementById('files-dossiers').focus()", &[]);
        ask();
        guide.tab_to(words.dossier_delete);
        guide.press(ENTER);
        guide.hears(&words.dossier_deleted("Merk"));
        has_focus("files-restore");
        guide.press(ENTER);
        guide.hears(&words.dossier_restored("Merk"));
        has_focus("files-dossiers");
        guide.tab_to(&words.dossier_use("Merk"));
        guide.browser.press(ENTER);
        guide.is_called("Merk");
    }
}

fn how_saving_works_is_told_and_the_browser_is_asked_to_keep_it_by_who_saves_a_file(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(KEEP);
        let counted = "() => {
            if (!navigator.storage) return;
            window.asked = 0;
            navigator.storage.persisted = async () => window.asked > 0;
            navigator.storage.persist = async () => { window.asked += 1; return true; };
        }";
        guide.browser.before_each_page(counted);
        guide.visit(language);
        guide.tick(actions_of(0)[0]);
        guide.open_from_menu("files");
        let words = guide.files();
        for text in [words.saving_1, words.saving_2, words.saving_3, words.never_saved, words.not_promised] {
            guide.sees(text);
        }
        assert!(words.saving_2.contains("Safari"));
        // Some browsers ask the visitor: not before one knows what for.
        assert_eq!(guide.browser.run::<usize>("return window.asked", &[]), 0);
        guide.save_file();
        guide.sees(words.persisted);
        let told = words.last_saved_file("\n");
        guide.sees(told.split('\n').next().unwrap().trim());
        guide.does_not_see(words.never_saved);
        assert_eq!(guide.browser.run::<usize>("return window.asked", &[]), 1);
    }
}

fn what_changes_is_called_as_on_the_page(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = begun(kind, language);
        guide.leave();
        let variant = ("embed.variant", "frame");
        guide.keep_texts(&[variant, ("company.letter-language", "en"), ("embed.fit", "full"), ("embed.width", "640")]);
        guide.visit(language);
        guide.open_from_menu("files");
        let file = guide.save_file();
        guide.leave();
        guide.browser.run::<Value>("localStorage.clear()", &[]);
        guide.loses_the_journal();
        guide.keep_texts(&[variant]);
        guide.visit(language);
        guide.open_from_menu("files");
        guide.give("files-open", &[("mine.json", &file)]);
        guide.sees(guide.files().open_title);
        guide.pick(guide.files().replace);
        guide.sees(guide.files().kind_only_in_file);
        let (letters, embed) = (&tools::LETTERS[language], &tools::EMBED[language]);
        let script = "return [...document.querySelectorAll('#tool-files tbody th[scope=row]')].map((one) => one.innerText.trim())";
        let named: Vec<String> = guide.browser.run(script, &[]);
        for label in [letters.language, embed.field_fit, embed.field_width] {
            assert!(named.iter().any(|one| one == label), "{kind:?}: {label} in {named:?}");
        }
    }
}

fn a_file_is_opened_and_taken_back_by_keyboard(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = begun(kind, language);
        let words = guide.files();
        guide.open_by_keyboard("files");
        guide.tab_to(words.save);
        guide.press(ENTER);
        let file = guide.offered();
        guide.type_in("note.step-1", "alleen hier");
        // No key chooses files in the system's own window.
        let open = || {
            guide.give("files-open", &[("mine.json", &file)]);
            let on_heading = "return document.activeElement.id === 'files-preview'";
            guide.browser.until("the focus is on what changes", on_heading, &[]);
            guide.tab_onto("[name=files-how-to]");
            guide.press("\u{e015}");
            guide.sees(words.kind_goes);
        };
        open();
        guide.tab_to(guide.ui().cancel);
        guide.press(ENTER);
        assert_eq!(guide.focused(), "files-open");
        guide.does_not_see(words.open_title);
        guide.holds("note.step-1", "alleen hier");
        open();
        guide.tab_onto("#files-apply");
        guide.press(ENTER);
        guide.holds("note.step-1", "");
        let at_hand = "return document.activeElement.id === 'undo'";
        guide.browser.until("the way back has the focus", at_hand, &[]);
        guide.press(ENTER);
        guide.holds("note.step-1", "alleen hier");
    }
}
