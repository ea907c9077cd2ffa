//! When the app cannot run, or dies, the page says so, stays readable, and gives what was stored as a file.

use crate::{
    browser::Browser,
    driver::Kind,
    expect::actions_of,
    faults::{Fault, Happened, Texts},
    files::{KEEP, in_file},
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    single::{OnDisk, whole},
    site::{self, Site, Wasm},
};
use partnerpad::text::{GUIDE, LANGUAGES, tools::RESCUE};
use serde_json::json;
use thirtyfour::{By, WebElement};

in_both_browsers!(
    missing_webassembly_is_told,
    altered_webassembly_does_not_run,
    half_of_the_webassembly_does_not_run,
    a_page_in_place_of_the_webassembly_does_not_run,
    webassembly_with_a_wrong_type_runs,
    webassembly_that_the_host_forbids_is_told,
    a_browser_without_webassembly_is_told,
    an_app_that_dies_leaves_what_is_stored_and_a_way_to_save_it,
    a_file_whose_app_dies_does_so_too,
    without_scripts_all_can_be_read,
);

fn missing_webassembly_is_told(kind: Kind) {
    let fault = Fault {
        row: 25,
        what: "WebAssembly is missing",
        by: "the host answers with 404",
        seen: "The whole guide can be read; a message says that ticking does not work, and gives what is stored as a file",
    };
    tells(kind, &Setup::default(), Site::broken(Wasm::Missing), fault, "404");
}

fn altered_webassembly_does_not_run(kind: Kind) {
    let fault = Fault {
        row: 25,
        what: "WebAssembly is altered",
        by: "one bit of it changed on its way",
        seen: "It does not run. As with WebAssembly missing",
    };
    tells(kind, &Setup::default(), Site::broken(Wasm::Altered), fault, "altered");
}

fn half_of_the_webassembly_does_not_run(kind: Kind) {
    let site = Site::guide();
    site.fail("_bg.wasm", site::Fault::Cut);
    let fault = Fault {
        row: 25,
        what: "WebAssembly ends half way",
        by: "the connection ends in the middle of it",
        seen: "As with WebAssembly missing",
    };
    tells(kind, &Setup::default(), site, fault, "altered");
}

fn a_page_in_place_of_the_webassembly_does_not_run(kind: Kind) {
    let site = Site::guide();
    site.fail("_bg.wasm", site::Fault::Hotspot);
    let fault = Fault {
        row: 25,
        what: "A page comes in place of the WebAssembly",
        by: "a hotspot answers with a page of its own",
        seen: "As with WebAssembly missing",
    };
    tells(kind, &Setup::default(), site, fault, "altered");
}

fn webassembly_with_a_wrong_type_runs(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.site.fail("_bg.wasm", site::Fault::Mislabelled);
    guide.visit(DUTCH);
    let control = "
        const [end] = arguments;
        fetch(document.querySelector('link[href$=\"_bg.wasm\"]').href).then((answer) => end(answer.headers.get('content-type')))";
    let kind_of_file: String = guide.browser.run_async(control, &[]);
    let fault = Fault {
        row: 25,
        what: "WebAssembly has the wrong type",
        by: "the host says that it is `text/plain`",
        seen: "Everything works",
    }
    .happens(kind, kind_of_file.starts_with("text/plain"));
    let typed = guide.works(&actions_of(0)[..1]);
    guide.reload();
    fault.loses_nothing_of(&typed, &guide);
}

fn webassembly_that_the_host_forbids_is_told(kind: Kind) {
    let site = Site::guide();
    site.fail("/", site::Fault::Forbidden);
    let fault = Fault {
        row: 24,
        what: "The host forbids WebAssembly",
        by: "its own Content-Security-Policy allows scripts, but not `'wasm-unsafe-eval'`",
        seen: "As with WebAssembly missing",
    };
    tells(kind, &Setup::default(), site, fault, "forbidden");
}

fn a_browser_without_webassembly_is_told(kind: Kind) {
    let fault = Fault {
        row: 23,
        what: "There is no WebAssembly",
        by: "switched off in the browser",
        seen: "As with WebAssembly missing",
    };
    tells(kind, &Setup::no_webassembly(), Site::guide(), fault, "none");
}

/// What is stored is given as a file by the button of the message.
#[track_caller]
fn rescued(guide: &Guide) -> Texts {
    let button = RESCUE[guide.language()].save;
    let script = "
        const link = [...document.querySelectorAll('#broken a')].find((one) => one.textContent.startsWith(arguments[0]));
        return link?.checkVisibility() && link.download.endsWith('.json') ? link : null";
    guide.browser.element("what is stored as a file", script, &[json!(button)]);
    in_file(&guide.offered())
}

/// All steps can be read.
#[track_caller]
fn is_readable(browser: &Browser, language: usize) {
    let script = "
        const plain = (text) => text.replace(/\\u00AD/g, '');
        document.querySelectorAll('details').forEach((one) => { one.open = true });
        return arguments[0].every((words) => plain(document.body.innerText).includes(words))";
    let titles: Vec<_> = LANGUAGES[language].steps.iter().map(|step| step.title.replace('\u{ad}', "")).collect();
    browser.until("all steps can be read", script, &[json!(titles)]);
}

#[track_caller]
fn says_so(browser: &Browser, language: usize) {
    let ui = LANGUAGES[language].ui;
    let told = "
        const message = document.getElementById('broken');
        return message.checkVisibility() && arguments[0].every((words) => message.innerText.includes(words))";
    browser.until("the page says that it does not run", told, &[json!([ui.broken_title, ui.broken_text])]);
}

/// Whether this page may have the smallest program that there is.
const MAY: &str = "() => {
    try {
        window.may = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) && '';
    } catch (why) {
        window.may = typeof WebAssembly === 'undefined' ? 'none' : 'forbidden';
    }
}";

/// What becomes of WebAssembly here, as a page without an app can tell.
const BECOMES: &str = "
    const [end] = arguments;
    const { href, dataset: { integrity } } = document.querySelector('link[rel=preload][href$=\".wasm\"]');
    const whole = (answer) => answer.arrayBuffer().then(() => answer.status === 200 ? '' : String(answer.status), () => 'altered');
    const checked = () => fetch(href, { integrity }).then(() => 'whole', () => 'altered');
    fetch(href).then(whole, () => 'altered').then(async (what) => end(window.may || what || await checked()))";

/// The page with what an earlier visit stored, now that the app cannot run.
fn tells(kind: Kind, setup: &Setup, site: Site, fault: Fault, becomes: &str) {
    let guide = Guide::on(kind, setup, site);
    guide.browser.before_each_page(KEEP);
    guide.browser.before_each_page(MAY);
    guide.leave();
    guide.keep_texts(&[("note.step-1", "één"), ("dossier.name", "De Vries")]);
    let (before, wanted) = (
        guide.stored(),
        Texts::from(
            [("note.step-1", "één"), ("dossier.name", "De Vries")]
                .map(|(name, text)| (name.to_owned(), text.to_owned())),
        ),
    );
    let mut happened: Option<Happened> = None;
    for language in [DUTCH, ENGLISH] {
        guide.reads(language);
        guide.browser.go(&guide.address(language, ""));
        says_so(&guide.browser, language);
        let usable = "
            const parts = [...document.querySelectorAll('input, button, dialog[open]')];
            return parts.filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.matches(':disabled')).map((part) => part.outerHTML)";
        let usable: Vec<String> = guide.browser.run(usable, &[]);
        assert_eq!(usable, Vec::<String>::new(), "nothing stands there that does nothing");
        is_readable(&guide.browser, language);
        let became: String = guide.browser.run_async(BECOMES, &[]);
        assert_eq!(became, becomes);
        happened = Some(fault.happens(kind, became == becomes));
    }
    assert_eq!(guide.stored(), before);
    happened.expect("two languages").loses_nothing(&wanted, &rescued(&guide));
}

/// The next time that the app stores something, a part of it is called that waits for what this call holds: it panics. As the
/// real one would, in the midst of a click.
const DIE: &str = "() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (...what) {
        setItem.apply(this, what);
        if (window.isToDie) dispatchEvent(new Event('focus'));
    };
    window.died = [];
    addEventListener('error', ({ error }) => died.push(String(error)));
}";

fn an_app_that_dies_leaves_what_is_stored_and_a_way_to_save_it(kind: Kind) {
    let fault = Fault {
        row: 26,
        what: "The app panics",
        by: "the browser calls back while the app stores a tick; WebAssembly traps",
        seen: "As with WebAssembly missing; the file that is saved opens again",
    };
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(KEEP);
        guide.browser.before_each_page(DIE);
        guide.visit(language);
        dies(&guide, fault, || guide.visit(language));
    }
}

fn a_file_whose_app_dies_does_so_too(kind: Kind) {
    let fault = Fault { row: 26, what: "The app panics in the page as one file", by: "as above", seen: "As above" };
    let file = OnDisk::new(&format!("dies-{kind:?}"), &whole(DUTCH));
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(KEEP);
    guide.browser.before_each_page(DIE);
    guide.opens(&file, DUTCH);
    dies(&guide, fault, || guide.opens(&file, DUTCH));
}

#[track_caller]
fn dies(guide: &Guide, fault: Fault, again: impl Fn()) {
    let first = actions_of(0);
    let typed = guide.works(&first[..2]);
    guide.is_saved();
    let before = guide.stored();
    guide.does("window.isToDie = true", &[]);
    guide.browser.run::<serde_json::Value>("document.getElementById(arguments[0]).click()", &[json!(first[2])]);
    says_so(&guide.browser, guide.language());
    let died: Vec<String> = guide.browser.run("return died", &[]);
    let fault = fault.happens(guide.browser.kind, died.iter().any(|why| why.contains("RuntimeError")));
    is_readable(&guide.browser, guide.language());
    let after = guide.stored();
    assert!(before.iter().all(|(key, text)| after.get(key) == Some(text)), "{after:?} after {before:?}");
    fault.loses_nothing(&typed, &rescued(guide));
    again();
    let held = guide.holds_now();
    assert!(typed.iter().all(|(name, text)| held.get(name) == Some(text)), "{held:?} after {typed:?}");
}

/// All there is to read of the guide: the words of its steps and milestones, without what only the app says.
fn words_of(language: usize) -> Vec<String> {
    let words = &LANGUAGES[language];
    let mut all = vec![words.headings.title_start, words.headings.lead_start, words.intro.title];
    all.extend(words.intro.text);
    let mut paths = Vec::new();
    for step in words.steps {
        all.extend([step.title, step.short]);
        all.extend(step.text.iter().chain(&step.builds));
        all.extend(step.facts.iter().flat_map(|fact| [fact.label, fact.text]));
        for action in step.actions {
            all.push(action.what);
            all.extend(action.why.iter().chain(&action.result).chain(&action.pitfall));
        }
        paths.push(step.place);
        paths.extend(step.actions.iter().map(|action| action.place).chain(step.card.iter().map(|card| card.place)));
        if let Some(card) = &step.card {
            all.extend([card.title, card.text, card.unit, card.unknown_title]);
            all.extend(card.unknown);
        }
    }
    all.extend(words.milestones.iter().flat_map(|one| [one.title, one.text]));
    // A menu path level by level.
    all.into_iter().map(letters).chain(paths.iter().map(|path| letters(&path.concat()))).collect()
}

/// The letters of a text: without soft hyphens and blanks, and small (a style may write them large).
fn letters(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<String>().to_lowercase()
}

fn without_scripts_all_can_be_read(kind: Kind) {
    let fault = Fault {
        row: 27,
        what: "Scripts are switched off",
        by: "in the browser's settings",
        seen: "The whole guide can be read; a message says what does not work",
    };
    let guide = Guide::on(kind, &Setup::no_scripts(), Site::guide());
    guide.browser.go(&guide.address(DUTCH, ""));
    for language in [DUTCH, ENGLISH] {
        let drive = &guide.browser;
        let all = |what: &str| drive.drive(async |driver| driver.find_all(By::Css(what)).await);
        let text = |part: &WebElement| letters(&drive.drive(async |_| part.text().await));
        // Scripts of the page: none has run. What stands there is what the build wrote.
        let said = text(&all("noscript > .banner")[0]);
        assert!(said.contains(&letters(LANGUAGES[language].ui.noscript)), "{said}");
        // What is folded opens by a click.
        let words = words_of(language);
        let unseen = || -> Vec<&String> {
            let read = text(&all("body")[0]);
            words.iter().filter(|words| !read.contains(*words)).collect()
        };
        assert_ne!(unseen(), Vec::<&String>::new(), "nothing is folded");
        for fold in all("details:not([open]) > summary") {
            drive.drive(async |_| if fold.is_displayed().await? { fold.click().await } else { Ok(()) });
        }
        assert_eq!(unseen(), Vec::<&String>::new(), "{kind:?}");
        // Each link leads somewhere: to a part of this page, or to the page in a language.
        let address = |link: &WebElement| drive.drive(async |_| link.prop("href").await).unwrap_or_default();
        let links: Vec<_> = all("a").iter().map(|link| (address(link), text(link))).collect();
        for (step, place) in LANGUAGES[language].steps.iter().zip(GUIDE.steps) {
            let to = guide.address(language, &["#", place.fragment].concat());
            let leads = |(address, text): &(String, String)| *address == to && text.contains(&letters(step.short));
            assert!(links.iter().any(leads), "{kind:?}: {to} in {links:?}");
        }
        for other in [DUTCH, ENGLISH] {
            assert!(links.iter().any(|(to, _)| *to == guide.address(other, "")), "{kind:?}: {other} in {links:?}");
        }
        let read = text(&all("main")[0]);
        let titles = LANGUAGES[language].steps.iter().map(|step| (letters(step.title), String::new()));
        let found = titles.clone().filter(|(title, _)| read.contains(title)).collect();
        fault.happens(kind, !said.is_empty()).loses_nothing(&titles.collect(), &found);
        // Such a link works, too.
        let other = guide.address(1 - language, "");
        let link = all("a").into_iter().find(|link| address(link) == other).expect("found above");
        drive.drive(async |_| link.click().await);
        let arrived = drive
            .wait(|| drive.drive(async |driver| Ok((driver.current_url().await?.as_str() == other).then_some(()))));
        assert!(arrived.is_some(), "{kind:?}: the link to {other} leads nowhere");
    }
}
