//! Without a network after one visit, and from one version to the next. "Offline": nobody listens at the address any more.

use std::{collections::BTreeSet, fs, path::Path};

use partnerpad::text::{GUIDE, LANGUAGES, tools::UPDATE};
use serde_json::{Value, json};
use xtask::{finish, offline};

use crate::{
    driver::Kind,
    expect::actions_of,
    faults::{self, Texts},
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
    single::{OnDisk, whole},
    site::{Fault, Site},
    watch,
};

in_both_browsers!(
    after_one_visit_the_guide_works_offline_in_both_languages,
    without_a_network_on_the_first_visit_the_file_works,
    on_a_host_without_https_the_page_works,
    it_works_offline_in_a_folder_and_leaves_to_others_what_is_theirs,
    the_drawn_preview_works_offline,
    half_an_update_keeps_the_version_before,
    what_a_hotspot_answers_is_never_kept,
    what_browsers_keep_for_a_year_does_not_get_into_a_new_version,
    what_is_as_before_is_not_asked_for_again,
    an_update_waits_for_consent_and_leaves_other_tabs_and_half_typed_text_alone,
    the_version_before_can_come_back,
    a_broken_worker_can_be_got_rid_of,
    the_worker_asks_for_its_list_once_and_for_nothing_else,
    the_page_can_be_installed,
);

/// All names of caches.
const CACHES: &str = "const [end] = arguments; caches.keys().then(end)";

impl Guide {
    /// Waits until the worker has all files.
    #[track_caller]
    pub fn is_kept(&self) {
        self.browser.until("a worker keeps the page", "return !!navigator.serviceWorker.controller", &[]);
    }

    /// Has the browser look for a newer version, as it does by itself with each visit, and tells what became of it.
    #[track_caller]
    fn look(&self) -> String {
        let script = "
            const [end] = arguments;
            navigator.serviceWorker.getRegistration().then((kept) => kept.update()).then(({ installing, waiting }) => {
                if (!installing) return end(waiting ? 'installed' : 'none');
                installing.addEventListener('statechange', () => end(installing.state));
            }, () => end('refused'))";
        self.browser.run_async(script, &[])
    }

    /// A newer version is there, and the page says so.
    #[track_caller]
    fn hears_of_news(&self) {
        assert_eq!(self.look(), "installed");
        self.sees(UPDATE[self.language()].title);
    }

    /// Takes the newer version, as the page offers.
    #[track_caller]
    pub fn take_newer(&self) {
        self.is_kept();
        self.hears_of_news();
        self.load_news();
    }

    /// Loads the newer version, as the page offers.
    #[track_caller]
    fn load_news(&self) {
        self.browser.run::<Value>("window.isBefore = true", &[]);
        self.push(UPDATE[self.language()].load);
        self.browser.until("the page is loaded anew", "return window.isBefore === undefined", &[]);
        self.is_up();
    }

    /// Comes back to the same address. Not with the driver's own command to reload: that of Firefox goes past the worker.
    #[track_caller]
    fn come_again(&self) {
        self.browser.go("about:blank");
        self.visit(self.language());
    }

    /// The page says nothing of a newer version.
    #[track_caller]
    fn hears_no_news(&self) {
        self.browser.until("nothing of a newer version", "return !document.getElementById('update')", &[]);
    }

    fn caches(&self) -> Vec<String> {
        self.browser.run_async(CACHES, &[])
    }
}

/// A heading of the page, and what it becomes in a later version.
fn reworded(site: &Site) -> (&'static str, &'static str) {
    let (now, then) = (LANGUAGES[DUTCH].page.steps_title, "\u{ab}in other words\u{bb}");
    site.reword(now, then);
    (now, then)
}

/// The first visit, up to where the worker keeps the page.
fn visited(kind: Kind) -> Guide {
    let guide = Guide::open(kind, DUTCH);
    guide.is_kept();
    guide
}

fn after_one_visit_the_guide_works_offline_in_both_languages(kind: Kind) {
    let guide = visited(kind);
    guide.site.stop();
    // This very page, which came from the network.
    guide.open_tool("files");
    guide.come_again();
    guide.tick(actions_of(0)[0]);
    guide.switch_to(ENGLISH);
    guide.shows(&actions_of(0)[..1]);
    guide.open_tool("overview");
    // Where links lead that others made.
    for (language, rest) in [(DUTCH, "?from=mail#stap-2"), (DUTCH, "index.html"), (ENGLISH, "index.html")] {
        guide.visit_at(language, rest);
        guide.shows(&actions_of(0)[..1]);
    }
    guide.browser.go(guide.address(ENGLISH, "").trim_end_matches('/'));
    guide.is_up();
    assert_eq!(guide.browser.address(), guide.address(ENGLISH, ""));
    guide.open_tool("files");
}

fn without_a_network_on_the_first_visit_the_file_works(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.site.stop();
    let address = guide.address(DUTCH, "");
    // A driver calls it an error, too.
    let failed = guide.browser.drive(async |driver| Ok(driver.goto(&address).await.is_err()));
    let fault = faults::Fault {
        row: 21,
        what: "No network on the first visit",
        by: "nobody listens at the address",
        seen: "The browser's own message, which no page can change; the page as one file works from a disk",
    }
    .happens(kind, failed);
    let file = OnDisk::new(&format!("offline-{kind:?}"), &whole(DUTCH));
    guide.opens(&file, DUTCH);
    let typed = guide.works(&actions_of(0)[..2]);
    guide.opens(&file, DUTCH);
    fault.loses_nothing_of(&typed, &guide);
}

fn on_a_host_without_https_the_page_works(kind: Kind) {
    const HOST: &str = "shop.test";
    let guide = Guide::before(kind, &Setup::host(HOST));
    let address = guide.address(DUTCH, "").replace("127.0.0.1", HOST);
    let open = || {
        guide.browser.go(&address);
        guide.is_up();
    };
    open();
    let lacks = "return !isSecureContext && !navigator.serviceWorker && !navigator.clipboard && !globalThis.caches && !crypto.subtle";
    let fault = faults::Fault {
        row: 22,
        what: "The host has no https",
        by: "a name that is not this machine's own: no service worker, no clipboard, no caches",
        seen: "Everything but the visit without a network works; what would be copied is selected",
    }
    .happens(kind, guide.browser.run(lacks, &[]));
    let typed = guide.works(&actions_of(0)[..2]);
    guide.open_tool("files");
    guide.is_alive();
    open();
    fault.loses_nothing_of(&typed, &guide);
}

fn it_works_offline_in_a_folder_and_leaves_to_others_what_is_theirs(kind: Kind) {
    let guide = Guide::on(kind, &Setup::default(), Site::guide_below("/gids/partner"));
    guide.leave();
    let others = ["theirs", "partnerpad", "partnerpad.elsewhere#1"];
    let put = "
        const [names, end] = arguments;
        const put = async (name) => (await caches.open(name)).put('/gids/partner/', new Response(name));
        localStorage.setItem('cart', 'kept');
        Promise.all(names.map(put)).then(() => end(true))";
    guide.browser.run_async::<bool>(put, &[json!(others)]);
    guide.visit(DUTCH);
    guide.is_kept();
    let (_, then) = reworded(&guide.site);
    guide.hears_of_news();
    guide.load_news();
    guide.site.stop();
    guide.come_again();
    guide.sees(then);
    guide.open_tool("files");
    guide.visit(ENGLISH);
    guide.is_up();
    let is_tidy = |names: Vec<String>| {
        let ours = format!("partnerpad.{}#", guide.site.address());
        let (ours, rest): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.starts_with(&ours));
        (ours.len() == 1 && rest.iter().map(String::as_str).collect::<BTreeSet<_>>() == BTreeSet::from(others))
            .then_some(())
    };
    let tidy = guide.browser.wait(|| is_tidy(guide.caches()));
    assert!(tidy.is_some(), "{:?}", guide.caches());
    assert_eq!(guide.stored().get("cart").map(String::as_str), Some("kept"));
}

fn the_drawn_preview_works_offline(kind: Kind) {
    let guide = visited(kind);
    guide.site.stop();
    guide.unfold(GUIDE.steps.iter().position(|step| step.tools.contains(&"embed")).expect("a step with the tool"));
    guide.open_tool("embed");
    guide.type_in("embed.link", "https://shop.example.com/store?partner=4711");
    let is_shown = "
        const frame = document.querySelector('iframe.preview');
        frame?.scrollIntoView({ behavior: 'instant' });
        const inner = frame?.contentDocument?.querySelector('iframe');
        return inner?.getAttribute('sandbox') === 'allow-scripts' && inner.srcdoc.includes('</html>')";
    guide.browser.until("the preview is shown", is_shown, &[]);
}

/// With this going wrong, a newer version does not come, and the one before stays whole, offline too.
#[track_caller]
fn stays(guide: &Guide, words: &str, fault: Fault, why: &[&str]) {
    let (now, then) = reworded(&guide.site);
    guide.site.fail(words, fault);
    guide.site.take_requests_of_worker();
    let became = guide.look();
    assert!(why.contains(&became.as_str()), "{words} {fault:?}: {became}");
    let asked = guide.site.take_requests_of_worker();
    assert!(asked.iter().any(|path| path.contains(words)), "{words} was asked for: {asked:?}");
    guide.site.stop();
    guide.come_again();
    guide.sees(now);
    guide.hears_no_news();
    guide.open_tool("files");
    guide.site.heal();
    guide.site.start_again();
    guide.does_not_see(then);
}

fn half_an_update_keeps_the_version_before(kind: Kind) {
    let guide = visited(kind);
    let typed = guide.works(&actions_of(0)[..2]);
    for (words, fault) in [
        ("workbench-", Fault::Refused),
        ("_bg.wasm", Fault::Cut),
        ("/en/", Fault::Hotspot),
        (offline::LIST, Fault::Cut),
    ] {
        stays(&guide, words, fault, &["redundant", "none"]);
    }
    // What is there by now is not the end of it: it goes on.
    guide.hears_of_news();
    guide.load_news();
    guide.sees("\u{ab}in other words\u{bb}");
    faults::Fault {
        row: 18,
        what: "Half an update",
        by: "one file of a newer version refused, cut off or replaced by a hotspot's page; then no network",
        seen: "The version before stays whole, without a network too; later the newer one comes",
    }
    .happens(kind, guide.browser.run("return document.body.innerText.includes('\u{ab}in other words\u{bb}')", &[]))
    .loses_nothing_of(&typed, &guide);
}

fn what_a_hotspot_answers_is_never_kept(kind: Kind) {
    let guide = visited(kind);
    let typed = guide.works(&actions_of(0)[..2]);
    stays(&guide, "", Fault::Hotspot, &["refused"]);
    stays(&guide, offline::WORKER, Fault::Refused, &["refused"]);
    faults::Fault {
        row: 19,
        what: "A hotspot answers",
        by: "its own page for every address, also for the worker; then no network",
        seen: "Nothing of it is kept: the version before stays whole, without a network too",
    }
    // `stays` has seen what the worker asked for, and what became of it.
    .happens(kind, guide.browser.run("return !!navigator.serviceWorker.controller", &[]))
    .loses_nothing_of(&typed, &guide);
    // Nor on a first visit that it interrupts.
    let guide = Guide::before(kind, &Setup::default());
    guide.site.fail("/en/", Fault::Hotspot);
    guide.visit(DUTCH);
    let asks = guide.browser.wait(|| guide.site.take_requests_of_worker().contains(&"/en/".to_owned()).then_some(()));
    assert!(asks.is_some(), "the worker asks for all pages");
    let is_over =
        "const [end] = arguments; navigator.serviceWorker.getRegistration().then((kept) => end(!kept?.installing))";
    let over = guide.browser.wait(|| guide.browser.run_async::<bool>(is_over, &[]).then_some(()));
    assert!(over.is_some(), "the first attempt ends");
    assert!(guide.browser.run::<bool>("return !navigator.serviceWorker.controller", &[]));
    guide.site.heal();
    guide.come_again();
    guide.is_kept();
    guide.site.stop();
    guide.visit(ENGLISH);
}

fn what_browsers_keep_for_a_year_does_not_get_into_a_new_version(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.site.keep_for_a_year();
    guide.visit(ENGLISH);
    guide.visit(DUTCH);
    guide.is_kept();
    let typed = guide.works(&actions_of(0)[..2]);
    let kept = "
        const [address, end] = arguments;
        fetch(address, { cache: 'only-if-cached', mode: 'same-origin' }).then((answer) => end(answer.headers.get('cache-control')), String)";
    let kept: String = guide.browser.run_async(kept, &[json!(guide.address(ENGLISH, ""))]);
    let fault = faults::Fault {
        row: 19,
        what: "Browsers keep old files",
        by: "a host that has them keep everything for a year, whatever its name",
        seen: "Nothing old gets into a newer version",
    }
    .happens(kind, kept.contains("max-age=31536000"));
    let (now, then) = reworded(&guide.site);
    guide.hears_of_news();
    guide.load_news();
    guide.sees(then);
    guide.site.stop();
    guide.come_again();
    guide.sees(then);
    guide.does_not_see(now);
    guide.open_tool("files");
    fault.loses_nothing_of(&typed, &guide);
}

fn what_is_as_before_is_not_asked_for_again(kind: Kind) {
    let guide = visited(kind);
    reworded(&guide.site);
    guide.site.take_requests_of_worker();
    guide.hears_of_news();
    let asked = guide.site.take_requests_of_worker();
    let is_asked = |words: &str| asked.iter().any(|path| path.contains(words));
    assert!(is_asked("workbench-") && asked.contains(&"/en/".to_owned()), "{asked:?}");
    for same in ["/preview/", "/icons/", "/partnerpad-"] {
        assert!(!is_asked(same), "{asked:?}");
    }
    // And yet it is there, when the version that had it is gone.
    guide.load_news();
    let alone = guide.browser.wait(|| (guide.caches().len() == 1).then_some(()));
    assert!(alone.is_some(), "{:?}", guide.caches());
    guide.site.stop();
    let read = "const [end] = arguments; fetch('preview/drawn.html').then((page) => page.text()).then(end, String)";
    let drawn = guide.browser.run_async::<String>(read, &[]);
    assert!(drawn.contains("<html"), "{drawn}");
}

fn an_update_waits_for_consent_and_leaves_other_tabs_and_half_typed_text_alone(kind: Kind) {
    let guide = visited(kind);
    let news = &UPDATE[DUTCH];
    let first = guide.browser.tab();
    guide.unfold(0);
    // Half typed: also what no record holds yet.
    let half = "
        window.stays = true;
        const field = document.querySelector('[data-record^=\"note.\"]');
        field.closest('details')?.setAttribute('open', '');
        field.scrollIntoView({ behavior: 'instant', block: 'center' });
        field.focus();
        field.value = 'half a sen'";
    guide.browser.run::<Value>(half, &[]);
    let second = guide.browser.open_tab();
    guide.visit(DUTCH);
    let (now, then) = reworded(&guide.site);
    let stays = |guide: &Guide| {
        let stays = "
            const field = document.activeElement;
            return [window.stays === true, field.value ?? '', document.getElementById('steps').innerText]";
        let (stays, typed, heading): (bool, String, String) = guide.browser.run(stays, &[]);
        assert!(stays, "it was loaded anew");
        assert_eq!((typed.as_str(), heading.as_str()), ("half a sen", now));
    };
    guide.hears_of_news();
    guide.sees(news.text);
    guide.hears(&format!("{} {}", news.title, news.text));
    guide.is_accessible();
    guide.browser.switch(&first);
    guide.sees(news.text);
    stays(&guide);
    guide.browser.switch(&second);
    guide.push(news.later);
    guide.hears_no_news();
    // Later: with the next visit it is there again.
    guide.come_again();
    guide.sees(now);
    guide.sees(news.title);
    guide.load_news();
    guide.sees(then);
    guide.hears_no_news();
    guide.browser.switch(&first);
    stays(&guide);
    // The page before still gets its own tools, which the host no longer has.
    guide.site.stop();
    guide.open_tool("files");
    assert!(guide.browser.run::<bool>("return document.getElementById('broken').hidden", &[]));
    assert_eq!(guide.caches().len(), 2);
    let fault = faults::Fault {
        row: 17,
        what: "An update while one types",
        by: "a newer version taken in another tab while a note is half typed",
        seen: "A quiet offer; no tab is loaded anew by itself, and what is half typed stays, with the focus",
    }
    .happens(kind, guide.caches().len() == 2);
    let half = Texts::from([("note.step-1".to_owned(), "half a sen".to_owned())]);
    fault.loses_nothing(&half, &guide.holds_now());
    guide.load_news();
    guide.sees(then);
    guide.open_tool("files");
    let tidy = guide.browser.wait(|| (guide.caches().len() == 1).then_some(()));
    assert!(tidy.is_some(), "{:?}", guide.caches());
}

fn the_version_before_can_come_back(kind: Kind) {
    let guide = visited(kind);
    guide.tick(actions_of(0)[0]);
    let (now, then) = reworded(&guide.site);
    guide.hears_of_news();
    guide.load_news();
    guide.sees(then);
    guide.tick(actions_of(0)[1]);
    guide.site.roll_back();
    guide.hears_of_news();
    guide.load_news();
    guide.sees(now);
    guide.shows(&actions_of(0)[..2]);
    guide.site.stop();
    guide.come_again();
    guide.sees(now);
    guide.open_tool("files");
    guide.shows(&actions_of(0)[..2]);
    faults::Fault {
        row: 20,
        what: "The host goes back to the version before",
        by: "a newer version served and taken, then the first one again",
        seen: "The version before comes as an update does; all of what was typed in either is there",
    }
    .happens(kind, guide.browser.run("return document.body.innerText.includes(arguments[0])", &[json!(now)]))
    .loses_nothing_of(
        &actions_of(0)[..2].iter().map(|id| ((*id).to_owned(), faults::TICKED.to_owned())).collect(),
        &guide,
    );
}

fn a_broken_worker_can_be_got_rid_of(kind: Kind) {
    let guide = visited(kind);
    guide.tick(actions_of(0)[0]);
    let (before, address) = (guide.stored(), guide.address(DUTCH, ""));
    guide.browser.run_async::<bool>("caches.open('theirs').then(() => arguments[0](true))", &[]);
    guide.site.replace_worker(
        "addEventListener('fetch', (event) => event.respondWith(new Response('nothing works')));
        addEventListener('message', () => skipWaiting());",
    );
    assert_eq!(guide.look(), "installed");
    // As a page asks it to; until it is heard, for it may not be there yet.
    let takes_over = "
        const [end] = arguments;
        navigator.serviceWorker.getRegistration().then(({ installing, waiting }) => {
            waiting?.postMessage('');
            end(!installing && !waiting);
        })";
    let over = guide.browser.wait(|| guide.browser.run_async::<bool>(takes_over, &[]).then_some(()));
    assert!(over.is_some(), "the broken worker takes over");
    guide.browser.go(&address);
    guide.browser.until("the control: nothing works", "return document.body.innerText === 'nothing works'", &[]);
    let remover = Path::new(env!("CARGO_MANIFEST_DIR")).join(offline::REMOVER);
    guide.site.replace_worker(&fs::read_to_string(remover).expect("text"));
    // One visit, and the browser does the rest.
    guide.browser.go(&address);
    let is_gone =
        "const [end] = arguments; navigator.serviceWorker.getRegistrations().then((all) => end(all.length === 0))";
    let gone = guide.browser.wait(|| guide.browser.run_async::<bool>(is_gone, &[]).then_some(()));
    assert!(gone.is_some(), "the worker is still there");
    guide.visit(DUTCH);
    guide.shows(&actions_of(0)[..1]);
    assert_eq!(guide.stored(), before);
    let tidy = guide.browser.wait(|| (guide.caches() == ["theirs"]).then_some(()));
    assert!(tidy.is_some(), "{:?}", guide.caches());
}

fn the_worker_asks_for_its_list_once_and_for_nothing_else(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    guide.visit(ENGLISH);
    guide.is_kept();
    let mut asked = guide.site.take_requests_of_worker();
    asked.sort();
    let dist = std::env::var_os("PARTNERPAD_DIST").expect("a build");
    let list = finish::read(&Path::new(&dist).join(offline::LIST)).expect("a release");
    let list: Value = serde_json::from_str(&list).expect("JSON");
    let files = list["files"].as_object().expect("files").keys();
    let mut wanted: Vec<_> = files.map(|file| format!("/{}", file.trim_start_matches("./"))).collect();
    wanted.extend([format!("/{}", offline::WORKER), format!("/{}", offline::LIST)]);
    wanted.sort();
    assert_eq!(asked, wanted);
    assert_eq!(watch::take(&guide.browser).complaints, Vec::<String>::new());
}

fn the_page_can_be_installed(kind: Kind) {
    let guide = visited(kind);
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        let look = "
            const [end] = arguments;
            const at = document.querySelector('link[rel=manifest]').href;
            const size = async ({ src, sizes, type }) => {
                const icon = await fetch(new URL(src, at));
                if (type === 'image/svg+xml') return `${sizes} ${type} ${icon.headers.get('content-type')}`;
                const { width, height } = await createImageBitmap(await icon.blob());
                return `${sizes} ${type} ${width}x${height} ${icon.headers.get('content-type')}`;
            };
            fetch(at).then(async (answer) => {
                const { name, lang, start_url, scope, display, icons } = await answer.json();
                const places = [start_url, scope].map((place) => new URL(place, at).href);
                end([name, lang, ...places, display, ...await Promise.all(icons.map(size))]);
            })";
        let png = |size: &str| format!("{size} image/png {size} image/png");
        let expected = [
            format!("{}: {}", guide.ui().app_name, guide.words().headings.title_start),
            guide.words().lang.to_owned(),
            guide.address(language, ""),
            guide.address(DUTCH, ""),
            "standalone".to_owned(),
            png("192x192"),
            png("512x512"),
            png("512x512"),
            "any image/svg+xml image/svg+xml".to_owned(),
        ];
        assert_eq!(guide.browser.run_async::<Vec<String>>(look, &[]), expected);
        if kind == Kind::Chromium {
            let answer = guide.browser.devtools_answer("Page.getInstallabilityErrors", &json!({}));
            assert_eq!(answer["installabilityErrors"], json!([]), "{answer}");
        }
    }
}
