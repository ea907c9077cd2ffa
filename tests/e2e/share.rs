//! A dossier as a link.

use partnerpad::{
    domain::share::{LINK_MAX_CHARS, PREFIX},
    text::tools,
};
use serde_json::json;

use crate::{
    axe,
    chance::Chance,
    driver::Kind,
    expect::actions_of,
    faults::Fault,
    files::{KEEP, in_file},
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
};

in_both_browsers!(
    a_link_shows_what_it_holds_and_changes_nothing_by_itself,
    what_is_private_goes_along_only_when_asked_for,
    a_link_that_is_damaged_or_hostile_is_refused_in_an_open_page_too,
    a_dossier_too_long_for_a_link_is_refused_and_goes_into_a_file,
);

impl Guide {
    /// The link, with what was chosen.
    #[track_caller]
    fn shared(&self, more: &[&str]) -> String {
        self.shares(more);
        self.browser.until("there is a link", "return !!document.getElementById('files-link')", &[]);
        self.browser.run("return document.getElementById('files-link').textContent", &[])
    }

    /// Chooses what goes along, and has the link made.
    #[track_caller]
    fn shares(&self, more: &[&str]) {
        let words = &tools::FILES[self.language()];
        self.open_from_menu("files");
        for name in more {
            let label = "return [...document.querySelectorAll('label.check')].find((one) => one.innerText.trim() === arguments[0])";
            self.browser.click(&self.browser.element(name, label, &[json!(name)]));
        }
        self.push(words.share_make);
    }

    #[track_caller]
    fn opens_link(&self, link: &str) {
        self.browser.go(link);
        self.is_up();
    }

    #[track_caller]
    fn forgets_the_link(&self) {
        self.browser.until("the address has no dossier", "return !location.hash.includes('dossier=')", &[]);
    }
}

fn a_link_shows_what_it_holds_and_changes_nothing_by_itself(kind: Kind) {
    let first = actions_of(0);
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let words = &tools::FILES[language];
        guide.tick(first[0]);
        guide.type_in("note.step-1", "heel privé");
        let link = guide.shared(&[]);
        assert_eq!(axe::violations(&guide.browser), Vec::<String>::new());
        guide.tick(first[0]);
        guide.shows(&[]);
        guide.opens_link(&link);
        guide.sees(words.nothing_yet);
        guide.forgets_the_link();
        guide.shows(&[]);
        guide.apply();
        guide.sees(guide.ui().undo);
    }
}

fn what_is_private_goes_along_only_when_asked_for(kind: Kind) {
    let words = &tools::FILES[DUTCH];
    let guide = Guide::open(kind, DUTCH);
    guide.tick(actions_of(0)[0]);
    guide.type_in("note.step-1", "heel privé");
    let little = guide.shared(&[]);
    let more = guide.shared(&[&words.share_notes(1)]);
    assert!(more.len() > little.len());
    for (link, has_note) in [(little, false), (more, true)] {
        let other = Guide::before(kind, &Setup::default());
        let fragment = link.split_once('#').unwrap().1.to_owned();
        other.reads(DUTCH);
        other.browser.go(&other.address(DUTCH, &["#", &fragment].concat()));
        other.is_up();
        other.sees(words.nothing_yet);
        let holds = "return document.body.innerText.includes('heel privé')";
        assert_eq!(other.browser.run::<bool>(holds, &[]), has_note);
        other.apply();
        other.shows(&actions_of(0)[..1]);
    }
}

fn a_link_that_is_damaged_or_hostile_is_refused_in_an_open_page_too(kind: Kind) {
    let first = actions_of(0);
    let guide = Guide::open(kind, DUTCH);
    let words = &tools::FILES[DUTCH];
    guide.tick(first[0]);
    guide.type_in("note.step-1", "niet om te delen");
    let typed = guide.holds_now();
    guide.tick(first[1]);
    let link = guide.shared(&[]);
    guide.tick(first[1]);
    let good = link.split_once('#').unwrap().1;
    // A letter less, one more, one another.
    let (cut, longer) = (&good[..good.len() - 1], [good, "A"].concat());
    let other = if good.ends_with('A') { [cut, "B"].concat() } else { [cut, "A"].concat() };
    let before = guide.stored();
    for bad in [
        &[PREFIX, "AAAA"].concat(),
        "dossier=1.<img src=x onerror=alert(1)>",
        "dossier=9.abc",
        &[PREFIX, &"A".repeat(70_000)].concat(),
        &[PREFIX, &"%00".repeat(1000)].concat(),
        &good[..good.len() / 2],
        &longer,
        &other,
        &good.to_uppercase().replacen(&PREFIX.to_uppercase(), PREFIX, 1),
    ] {
        // As a link within an open page would.
        guide.browser.run::<serde_json::Value>("location.hash = arguments[0]", &[json!(bad)]);
        guide.sees(words.refused_title);
        guide.forgets_the_link();
        guide.shows(&first[..1]);
        assert_eq!(guide.stored(), before, "{bad:.80}");
    }
    // The control: undamaged, it would bring something.
    guide.does("location.hash = arguments[0]", &[json!(good)]);
    guide.sees(words.nothing_yet);
    let fault = Fault {
        row: 32,
        what: "A malicious link with a dossier",
        by: "cut, longer, altered, of another version, 70,000 letters, markup; by an address and in an open page",
        seen: "Refused with a reason; even a good one only shows what it would change, and is gone from the address",
    }
    .happens(kind, guide.browser.run("return !!document.getElementById('files-apply')", &[]));
    guide.forgets_the_link();
    guide.shows(&first[..1]);
    assert_eq!(guide.stored(), before);
    fault.loses_nothing_of(&typed, &guide);
}

/// Letters by chance, which no compression makes shorter.
fn noise(length: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let chance = Chance::new();
    (0..length).map(|_| char::from(chance.of(LETTERS))).collect()
}

/// Counts what is copied.
const COPIED: &str = "() => {
    window.copied = 0;
    navigator.clipboard.writeText = async () => { window.copied++ };
}";

fn a_dossier_too_long_for_a_link_is_refused_and_goes_into_a_file(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(KEEP);
        guide.browser.before_each_page(COPIED);
        guide.visit(language);
        let words = &tools::FILES[language];
        guide.tick(actions_of(0)[0]);
        // The control: what is not too long is a link, which can be copied.
        guide.type_in("note.step-1", &noise(LINK_MAX_CHARS / 2));
        let link = guide.shared(&[&words.share_notes(1)]);
        assert!((LINK_MAX_CHARS / 2..=LINK_MAX_CHARS).contains(&link.len()), "{}", link.len());
        guide.push(words.share_copy);
        guide.browser.until("the link is copied", "return window.copied === 1", &[]);

        let note = noise(LINK_MAX_CHARS);
        guide.type_in("note.step-1", &note);
        guide.does_not_see(words.share_copy);
        guide.push(words.share_make);
        let told = words.share_too_long("\u{1}");
        let (before, after) = told.split_once('\u{1}').unwrap();
        guide.sees(before.trim());
        guide.sees(after.trim());
        guide.is_accessible();
        guide.does_not_see(words.share_copy);
        let is_nowhere = "return !document.getElementById('files-link') && window.copied === 1";
        assert!(guide.browser.run::<bool>(is_nowhere, &[]));
        // As the message says: something less, or a file.
        assert_eq!(in_file(&guide.save_file()).get("note.step-1"), Some(&note));
        guide.shared(&[&words.share_notes(1)]);
    }
}
