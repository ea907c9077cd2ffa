//! The page as one file: opened from a disk, and with a dossier in it.

use std::{fs, path::PathBuf, process};

use partnerpad::text::{LABELS, tools};
use serde_json::{Value, json};

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::{Fault, TICKED},
    files::{KEEP, new_dossier},
    guide::{DUTCH, ENGLISH, Guide},
    keyboard::ENTER,
    setup::Setup,
    storage::FILL,
    watch,
};

in_both_browsers!(
    the_file_works_from_a_disk_without_a_request_and_keeps_what_is_done,
    a_file_with_a_dossier_goes_on_elsewhere_and_comes_back,
    the_dossiers_of_two_firms_do_not_mix,
    nor_do_they_where_nothing_more_can_be_stored,
    another_dossier_is_begun_in_a_file_and_the_file_s_own_is_deleted,
    the_hosted_page_gives_the_file_too,
);

/// A file of this test on the disk; removed with it.
pub struct OnDisk(PathBuf);

impl OnDisk {
    pub fn new(name: &str, text: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("partnerpad-single-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("dossier.html"), text).unwrap();
        Self(folder)
    }

    fn address(&self) -> String {
        format!("file://{}", self.0.join("dossier.html").display())
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The file of the build, in a language.
pub fn whole(language: usize) -> String {
    let name = if language == DUTCH {
        "partnerpad.html".to_owned()
    } else {
        format!("partnerpad.{}.html", LABELS[language].lang)
    };
    fs::read_to_string(xtask::run::dist().join(name)).expect("the build has the page as one file")
}

impl Guide {
    #[track_caller]
    pub fn opens(&self, file: &OnDisk, language: usize) {
        self.reads(language);
        self.browser.go(&file.address());
        self.is_up();
    }

    /// Saves all in one file, from the menu; its text. It is shown which file that is.
    #[track_caller]
    fn saved_whole(&self) -> String {
        let words = &tools::FILES[self.language()];
        self.push(self.ui().actions);
        self.push(self.ui().save_dossier);
        let text = self.offered();
        self.sees(words.saved_whole("\0").split('\0').nth(1).unwrap().trim());
        self.sees(words.last_saved_file("").trim_end_matches(['.', ' ']));
        text
    }

    /// The same with the button of the tool, without a mouse.
    #[track_caller]
    fn saved_whole_by_keyboard(&self) -> String {
        // Tab goes on from where something was clicked last.
        self.browser.run::<Value>("document.querySelector('a').focus()", &[]);
        self.open_by_keyboard("files");
        self.tab_to(tools::FILES[self.language()].save_whole);
        self.press(ENTER);
        self.offered()
    }
}

fn open(kind: Kind, file: &OnDisk, language: usize) -> Guide {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    guide.opens(file, language);
    guide
}

fn the_file_works_from_a_disk_without_a_request_and_keeps_what_is_done(kind: Kind) {
    let first = actions_of(0);
    for language in [DUTCH, ENGLISH] {
        let file = OnDisk::new(&format!("works-{kind:?}-{language}"), &whole(language));
        let guide = Guide::before(kind, &Setup::default());
        watch::start(&guide.browser);
        guide.opens(&file, language);
        guide.tick(first[0]);
        guide.type_in("note.step-1", "een <b>notitie</b>");
        guide.open_from_menu("files");
        // A browser shows no other page in a page from a disk, and the tool says so instead of showing an empty frame.
        guide.unfold(5);
        guide.browser.run::<Value>("document.getElementById('tool-embed').open = true", &[]);
        guide.sees(tools::EMBED[language].preview_file);
        guide.reload();
        guide.shows(&first[..1]);
        let heard = watch::take(&guide.browser);
        assert_eq!(heard.complaints, Vec::<String>::new());
        assert!(heard.requests.iter().all(|address| address.starts_with(&file.address())), "{:?}", heard.requests);
        assert!(guide.site.take_requests().is_empty());
    }
}

fn a_file_with_a_dossier_goes_on_elsewhere_and_comes_back(kind: Kind) {
    let first = actions_of(0);
    let empty = OnDisk::new(&format!("empty-{kind:?}"), &whole(DUTCH));
    let here = open(kind, &empty, DUTCH);
    here.tick(first[0]);
    here.type_in("note.step-1", "</script><b>één</b> notitie");
    let sent = OnDisk::new(&format!("sent-{kind:?}"), &here.saved_whole());

    // Another browser, where nothing of it is.
    let there = open(kind, &sent, DUTCH);
    there.shows(&first[..1]);
    // What is to be done comes first for who has begun, here too.
    let comes_first = "
        const [next, note] = ['.next', '.note'].map((one) => document.querySelector(one).getBoundingClientRect().top);
        return next < note";
    there.browser.until("the next thing to do comes first", comes_first, &[]);
    there.tick(first[1]);
    there.reload();
    there.shows(&first[..2]);
    let back = OnDisk::new(&format!("back-{kind:?}"), &there.saved_whole());

    // And back, where something else was done meanwhile in the file that was sent.
    here.opens(&sent, DUTCH);
    here.tick(first[2]);
    let keys = || here.stored().into_keys().filter(|key| key.ends_with(first[2])).count();
    let in_sent = keys();
    here.opens(&back, DUTCH);
    let (wanted, by, seen) = match kind {
        Kind::Chromium => (&first[..3], "two files of one dossier, which share one storage", "Merged by record"),
        Kind::Firefox => (
            &first[..2],
            "two files of one dossier, each with a storage of its own by its path",
            "What is in the file; what was typed in the other one is there when that is opened",
        ),
    };
    here.shows(wanted);
    let texts = |ids: &[&str]| ids.iter().map(|id| ((*id).to_owned(), TICKED.to_owned())).collect();
    let fault = Fault { row: 37, what: "Two copies of the page as one file", by, seen };
    fault
        .happens(kind, in_sent == 1 && keys() == usize::from(kind == Kind::Chromium))
        .loses_nothing_of(&texts(wanted), &here);
    if kind == Kind::Firefox {
        here.opens(&sent, DUTCH);
        here.shows(&[first[0], first[2]]);
        here.opens(&back, DUTCH);
    }
    let note = "return document.querySelector('[data-record=\"note.step-1\"]').value";
    assert_eq!(here.browser.run::<String>(note, &[]), "</script><b>één</b> notitie");
}

/// A firm's file, with this action of the first step done.
fn of_firm(kind: Kind, test: &str, at: usize) -> OnDisk {
    let empty = OnDisk::new(&format!("firm-{test}-{kind:?}-{at}"), &whole(DUTCH));
    let guide = open(kind, &empty, DUTCH);
    guide.tick(actions_of(0)[at]);
    OnDisk::new(&format!("of-firm-{test}-{kind:?}-{at}"), &guide.saved_whole())
}

fn the_dossiers_of_two_firms_do_not_mix(kind: Kind) {
    let first = actions_of(0);
    let (one, two) = (of_firm(kind, "mix", 0), of_firm(kind, "mix", 1));
    let guide = open(kind, &one, DUTCH);
    guide.shows(&first[..1]);
    guide.opens(&two, DUTCH);
    guide.shows(&first[1..2]);
    guide.opens(&one, DUTCH);
    guide.shows(&first[..1]);
}

fn nor_do_they_where_nothing_more_can_be_stored(kind: Kind) {
    let first = actions_of(0);
    let own = OnDisk::new(&format!("own-{kind:?}"), &whole(DUTCH));
    let firm = of_firm(kind, "full", 0);
    let guide = open(kind, &own, DUTCH);
    guide.tick(first[1]);
    assert!(guide.browser.run::<bool>(FILL, &[]), "the storage is full");
    guide.opens(&firm, DUTCH);
    guide.shows(&first[..1]);
    if kind == Kind::Chromium {
        // It has one storage for all files.
        guide.sees(guide.ui().storage_full_title);
    }
    guide.reload();
    guide.shows(&first[..1]);
    guide.opens(&own, DUTCH);
    guide.shows(&first[1..2]);
}

fn another_dossier_is_begun_in_a_file_and_the_file_s_own_is_deleted(kind: Kind) {
    let (first, second) = (actions_of(0), actions_of(1));
    let file = of_firm(kind, "more", 0);
    let guide = open(kind, &file, DUTCH);
    guide.shows(&first[..1]);
    guide.open_from_menu("files");
    guide.type_in("dossier.name", "Eerste");
    guide.is_called("Eerste");
    new_dossier(&guide, "Tweede");
    guide.tick(second[0]);
    guide.reload();
    guide.is_called("Tweede");
    guide.shows(&second[..1]);
    // Tab goes on from the part that the address names, which is the last one.
    guide.browser.run::<Value>("document.querySelector('a').focus()", &[]);
    guide.open_by_keyboard("files");
    let words = guide.files();
    guide.push(&words.dossier_use("Eerste"));
    guide.is_called("Eerste");
    guide.shows(&first[..1]);
    guide.push(&words.dossier_remove("Eerste"));
    guide.push(words.dossier_delete);
    guide.is_called("Tweede");
    guide.shows(&second[..1]);
    // Opened again, and not only loaded again, the file brings what is in it.
    guide.opens(&file, DUTCH);
    guide.shows(&first[..1]);
}

fn the_hosted_page_gives_the_file_too(kind: Kind) {
    let first = actions_of(0);
    for (language, is_offline) in [(DUTCH, false), (DUTCH, true), (ENGLISH, true)] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(KEEP);
        guide.visit(language);
        if is_offline {
            guide.is_kept();
            guide.site.stop();
        }
        guide.tick(first[0]);
        let text = if language == ENGLISH { guide.saved_whole_by_keyboard() } else { guide.saved_whole() };
        let file = OnDisk::new(&format!("hosted-{kind:?}-{language}"), &text);
        let there = open(kind, &file, language);
        there.shows(&first[..1]);
        let told = tools::FILES[language].whole_told("", "");
        let words = told.split('‘').next().unwrap().trim().to_owned();
        there.browser.until(
            "it says what came",
            "return document.body.innerText.includes(arguments[0])",
            &[json!(words)],
        );
    }
}
