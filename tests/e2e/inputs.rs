//! Attacks through all that comes into the page itself: every field, a pasted sample, the source of a page, a file, a link with a
//! dossier, what is stored. Without the policy of the page, which would hide what happens; and with attacks that do fire where nothing
//! hinders them.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
};

use partnerpad::{
    domain::{
        Day, Progress, Record, Stamp, Writer,
        embed::link::{self, Parsed},
        file::File,
        progress::{wait_since, wait_who},
        record::TEXT_MAX_CHARS,
    },
    text::GUIDE,
};
use serde_json::json;

use crate::{
    attacks::corpora,
    driver::Kind,
    guide::{DUTCH, Guide},
    setup::Setup,
    site::Fault,
    snippets::parse,
    watch,
};

in_both_browsers!(
    no_text_in_any_field_of_the_page_runs_a_script,
    no_text_that_is_stored_in_a_file_or_in_a_link_runs_a_script,
    what_nothing_hinders_fires_on_this_very_page,
    links_are_judged_as_this_browser_reads_them,
);

/// Whatever an attack calls is noted, and that it would leave the page.
const WATCH: &str = "() => {
    window.fired = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { fired.push(name) };
    navigation?.addEventListener('navigate', (event) => {
        const { pathname, hash } = new URL(event.destination.url);
        if (pathname !== location.pathname && window.isAttacked) fired.push(`goes to ${pathname}${hash}`);
    });
    // It would ask for files whenever it likes.
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
}";

/// What of an attack has become a part of the page: an element that runs something, or a link that does.
const GOT_IN: &str = "
    const own = new Set(window.own ??= [...document.querySelectorAll('script, iframe, img, object, embed, base, form')]);
    const parts = [...document.querySelectorAll('script, img, object, embed, base, math, frame, marquee, video, audio')];
    const listens = (part) => part.getAttributeNames().some((name) => name.startsWith('on'));
    const runs = (part) => /^\\s*(javascript|data|vbscript):/i.test(part.getAttribute('href') ?? part.getAttribute('src') ?? '');
    const hurt = [...document.querySelectorAll('main *')].filter((part) => listens(part) || (runs(part) && !part.download));
    const found = [...parts.filter((part) => !own.has(part)), ...hurt].map((part) => part.outerHTML.slice(0, 200));
    return [...window.fired, ...found]";

/// The page without its policy, and nothing typed yet.
fn unprotected(kind: Kind) -> Guide {
    let guide = Guide::before(kind, &Setup::default());
    guide.site.fail("", Fault::Unprotected);
    guide.browser.before_each_page(WATCH);
    watch::start_with_requests(&guide.browser);
    guide.visit(DUTCH);
    guide
}

/// What was asked for since the last call, as the browser tells it and as the host hears it; not what the browser wants for itself.
#[track_caller]
fn asked(guide: &Guide) -> Vec<String> {
    let asked = [watch::take(&guide.browser).requests, guide.site.take_requests()].concat();
    asked.into_iter().filter(|address| !address.contains("/icons/")).collect()
}

#[track_caller]
fn nothing_got_in(guide: &Guide, what: &str) {
    // An image's error, a frame's script: each takes a turn of its own.
    let turn = "const [end] = arguments; requestAnimationFrame(() => setTimeout(() => end(true), 100))";
    guide.browser.run_async::<bool>(turn, &[]);
    let found: Vec<String> = guide.browser.run(GOT_IN, &[]);
    assert_eq!(found, Vec::<String>::new(), "{:?}: {what}", guide.browser.kind);
    assert_eq!(asked(guide), Vec::<String>::new(), "{:?}: {what}", guide.browser.kind);
    guide.is_alive();
}

#[track_caller]
fn open_all_tools(guide: &Guide) {
    for (step, one) in GUIDE.steps.iter().enumerate() {
        guide.unfold(step);
        one.tools.iter().for_each(|tool| guide.open_tool(tool));
    }
    guide.open_tool("files");
    guide.open_tool("overview");
    guide.unfold_all();
    // The page and the program of its tools.
    assert!(!asked(guide).is_empty());
}

/// Types each of these texts into all fields there are, and lets the page draw what comes of it. The link of the store is a good one
/// around the attack each second time: else nothing would be made with the rest.
const TYPE: &str = "
    const [attacks, end] = arguments;
    const fields = () => [...document.querySelectorAll('input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=url], textarea')]
        .filter((field) => !field.readOnly && !field.disabled);
    const turn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    (async () => {
        let typed = 0;
        for (const [at, attack] of attacks.entries()) {
            for (const field of fields()) {
                const { record } = field.dataset;
                if (record === 'embed.link') field.value = at % 2 ? attack : `https://store.invalid/${attack}?${attack}#${attack}`;
                else if (field.id === 'terms-pasted' || field.localName === 'textarea' && !record) field.value = `[Naam] ${attack} ____ <naam> ${attack}`;
                else field.value = attack;
                for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
                typed++;
            }
            for (const button of document.querySelectorAll('[id^=tool-] .btns > .btn.main')) if (!button.closest('#tool-files')) button.click();
            await turn();
        }
        end(typed);
    })()";

fn no_text_in_any_field_of_the_page_runs_a_script(kind: Kind) {
    let guide = unprotected(kind);
    open_all_tools(&guide);
    guide.browser.run::<Vec<String>>(GOT_IN, &[]);
    guide.does("window.isAttacked = true", &[]);
    let attacks = corpora::attacks();
    let mut typed = 0;
    for some in attacks.chunks(40) {
        let count: usize = guide.browser.run_async(TYPE, &[json!(some)]);
        typed += count;
        nothing_got_in(&guide, &format!("one of {some:?}"));
    }
    assert!(typed > 30 * attacks.len(), "{typed} texts in {} turns", attacks.len());
}

/// All attacks, as records of every name: some to each, as many as it takes.
fn dossier(attacks: &[String]) -> File {
    const SHORT: usize = 400;
    let short = ["dossier.name", "company.trade-name", "company.legal-name", "embed.text", "embed.title"];
    let short = short.map(|name| (name.to_owned(), SHORT)).into_iter();
    let of_step = |id: &str| ["note", "date"].map(|name| (format!("{name}.{id}"), SHORT));
    let of_action = |id: &str| [wait_who(id), wait_since(id)].map(|name| (name, SHORT));
    let steps = GUIDE.steps.iter().flat_map(|step| of_step(step.id));
    let actions = GUIDE.steps.iter().flat_map(|step| step.actions).flat_map(|action| of_action(action.id));
    let others = (0..).map(|at| (format!("other.{at}"), TEXT_MAX_CHARS));
    let mut names = short.chain(steps).chain(actions).chain(others);
    let mut progress = Progress::new(&GUIDE);
    let mut left = attacks;
    while !left.is_empty() {
        let (name, most) = names.next().expect("there is no end of them");
        let lengths = left.iter().scan(0, |sum, attack| {
            *sum += attack.chars().count() + 1;
            Some(*sum)
        });
        let (some, rest) = left.split_at(lengths.take_while(|sum| *sum <= most).count());
        left = rest;
        let record = Record::text(Stamp { counter: 7, writer: Writer(1) }, 5, &some.join("\n"));
        progress.apply(&name, record.expect("short enough"));
    }
    assert!(progress.records().count() > 20);
    File::new("openscape-cloud", &attacks[0], &progress, Day::parse("2026-11-25").unwrap())
}

fn no_text_that_is_stored_in_a_file_or_in_a_link_runs_a_script(kind: Kind) {
    let guide = unprotected(kind);
    let attacks = corpora::attacks();
    let text = dossier(&attacks).to_json();
    open_all_tools(&guide);
    guide.browser.run::<Vec<String>>(GOT_IN, &[]);
    // Looked at, and then taken in.
    guide.give("files-open", &[("<img src=x onerror=alert(1)>.json", &text)]);
    guide.sees(guide.files().nothing_yet);
    nothing_got_in(&guide, "a file that is looked at");
    guide.apply();
    nothing_got_in(&guide, "a file that was taken in");
    // A file that is none: what is said of it.
    guide.give(
        "files-open",
        &[("<img src=x onerror=alert(1)>.json", &text.replace(GUIDE.id, "<img src=x onerror=alert(2)>"))],
    );
    guide.sees(guide.files().refused_title);
    nothing_got_in(&guide, "a file of another guide");
    // As it is stored now.
    guide.reload();
    open_all_tools(&guide);
    nothing_got_in(&guide, "what is stored");
    for fragment in attacks.iter().step_by(25).map(|attack| format!("dossier=1.{attack}")) {
        guide.does("location.hash = arguments[0]", &[json!(fragment)]);
    }
    nothing_got_in(&guide, "a link");
    for attack in attacks.iter().step_by(10) {
        guide.does("location.hash = arguments[0]", &[json!(attack)]);
    }
    nothing_got_in(&guide, "a fragment");
}

fn what_nothing_hinders_fires_on_this_very_page(kind: Kind) {
    for (is_protected, fires) in [(false, true), (true, false)] {
        let guide = Guide::before(kind, &Setup::default());
        if !is_protected {
            guide.site.fail("", Fault::Unprotected);
        }
        guide.browser.before_each_page(WATCH);
        watch::start_with_requests(&guide.browser);
        guide.visit(DUTCH);
        asked(&guide);
        guide.browser.run::<Vec<String>>(GOT_IN, &[]);
        let raw = "document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0])";
        let elsewhere = format!("{}elsewhere", guide.site.other_origin());
        for attack in [
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)></svg>",
            "<a href=\"javascript:alert(1)\">a</a>",
            &format!("<img src=\"{elsewhere}\">"),
        ] {
            guide.does(raw, &[json!(attack)]);
        }
        let found = |words: &'static str| {
            move |guide: &Guide| guide.browser.run::<Vec<String>>(GOT_IN, &[]).iter().any(|one| one.contains(words))
        };
        let fired =
            |guide: &Guide| guide.browser.run::<Vec<String>>("return window.fired", &[]).contains(&"alert".to_owned());
        if fires {
            assert!(guide.browser.wait(|| fired(&guide).then_some(())).is_some(), "{kind:?}: nothing fires");
        } else {
            // Twice the turn that it takes.
            guide.browser.run_async::<bool>("const [end] = arguments; setTimeout(() => end(true), 200)", &[]);
            assert!(!fired(&guide), "{kind:?}: the policy hinders nothing");
        }
        // The host hears what came to it; the browser tells of both, and of what the policy holds back only if it likes.
        let mut heard = asked(&guide);
        let wanted = [format!("{}x", guide.site.address()), "/x".to_owned()];
        let all = wanted.iter().chain(fires.then_some(&elsewhere));
        let is_heard = guide.browser.wait(|| {
            heard.extend(asked(&guide));
            all.clone().all(|address| heard.contains(address)).then_some(())
        });
        assert!(is_heard.is_some(), "{kind:?}: only {heard:?} is heard");
        assert!(found("onerror")(&guide) && found("javascript:")(&guide), "{kind:?}: it is not seen");
    }
}

thread_local! {
    /// What this browser makes of each text that it was asked for.
    static READ: RefCell<HashMap<String, Option<Parsed>>> = RefCell::default();
    /// What it is to be asked for next: what it made of a text may lead to another one.
    static UNREAD: RefCell<BTreeSet<String>> = RefCell::default();
}

/// As the browser reads it, as far as it was asked already.
fn of_browser(text: &str) -> Option<Parsed> {
    let read = READ.with_borrow(|read| read.get(text).cloned());
    read.unwrap_or_else(|| {
        UNREAD.with_borrow_mut(|unread| unread.insert(text.to_owned()));
        None
    })
}

fn links_are_judged_as_this_browser_reads_them(kind: Kind) {
    let standard: Vec<Vec<Option<String>>> = serde_json::from_str(include_str!("../native/embed/urls.json")).unwrap();
    let standard = standard.into_iter().filter_map(|case| case.into_iter().next().flatten());
    let within = corpora::attacks()
        .into_iter()
        .flat_map(|attack| [format!("https://store.invalid/{attack}?{attack}#{attack}"), attack]);
    let typed: Vec<String> = standard.chain(within).collect();
    let guide = Guide::before(kind, &Setup::default());
    guide.leave();
    let read = "return arguments[0].map((text) => {
        try {
            const { href, protocol, username, password, hostname, port, pathname, search, hash } = new URL(text);
            return [href, protocol, username, password, hostname, port, pathname, search, hash];
        } catch {
            return null;
        }
    })";
    let found =
        loop {
            let found: Vec<_> = typed.iter().map(|typed| link::store(typed, "", of_browser)).collect();
            let texts: Vec<String> = UNREAD.take().into_iter().collect();
            if texts.is_empty() {
                break found;
            }
            for some in texts.chunks(500) {
                let parts: Vec<Option<[String; 9]>> = guide.browser.run(read, &[json!(some)]);
                for (text, parts) in some.iter().zip(parts) {
                    let parsed =
                        parts.map(|[href, protocol, username, password, hostname, port, pathname, search, hash]| {
                            Parsed { href, protocol, username, password, hostname, port, pathname, search, hash }
                        });
                    READ.with_borrow_mut(|read| drop(read.insert(text.clone(), parsed)));
                }
            }
        };
    let same = |text: &str| text.replace("%7C", "|");
    let mut usable = 0;
    for (typed, found) in typed.iter().zip(found) {
        match (&found.link, &link::store(typed, "", parse).link) {
            (Ok(found), Ok(expected)) => {
                usable += 1;
                assert_eq!(same(found.href()), same(expected.href()), "{kind:?}: {typed}");
            }
            // For which of its faults it is refused, browsers may differ where one of them cannot read it at all.
            (Err(_), Err(_)) => {}
            (found, expected) => panic!("{kind:?}: {typed}: {found:?} instead of {expected:?}"),
        }
    }
    assert!(usable > 500, "{usable} of {}", typed.len());
}
