//! The tool for the e-Store: from a link to code, and what a website leaves of it.

use std::{env, fs, process::Command};

use partnerpad::{
    domain::embed::{
        Draft, Field,
        options::{Kind as Kept, Variant},
    },
    text::{
        GUIDE,
        tools::{EMBED, Embed, FILTERS, Filters, LETTERS, TOOLS},
    },
};
use serde_json::{Value, json};

use crate::{
    axe,
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
    keyboard::{ENTER, TAB},
    setup::Setup,
    snippets, watch,
};

in_both_browsers!(
    a_link_becomes_code_that_survives_and_is_kept,
    what_is_no_link_of_a_store_is_refused_at_the_field,
    a_link_that_looks_wrong_is_taken_by_who_is_sure,
    nothing_typed_becomes_markup_of_the_page,
    a_refused_copy_selects_the_code,
    each_line_of_the_policy_can_be_copied,
    a_link_becomes_copied_code_by_keyboard_alone,
    what_comes_after_the_code_works_by_keyboard_alone,
    the_drawn_preview_shows_the_snippet_and_asks_nobody,
    every_snippet_is_valid,
    the_tool_is_accessible,
);

/// By WebDriver's number.
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";
pub const STORE: &str = "https://shop.example.com/store?partner=1&lang=nl";
pub const CODE: &str = "return document.getElementById('embed-code')?.textContent ?? ''";

impl Guide {
    /// Opens the tool.
    #[track_caller]
    pub fn take_up_the_tool(&self) {
        let step = GUIDE.steps.iter().position(|step| step.tools.contains(&"embed")).expect("a step with the tool");
        self.unfold(step);
        let summary = "return document.querySelector('#tool-embed > summary')";
        if self.browser.run::<bool>("return !document.getElementById('tool-embed').open", &[]) {
            self.browser.click(&self.browser.element("the tool", summary, &[]));
        }
        self.browser.until("the tool is there", "return !!document.querySelector('[data-record=\"embed.link\"]')", &[]);
    }

    pub fn embed(&self) -> &'static Embed {
        &EMBED[self.language()]
    }

    pub fn filters(&self) -> &'static Filters {
        &FILTERS[self.language()]
    }

    /// Waits for code that holds this text.
    #[track_caller]
    pub fn has_code(&self, part: &str) {
        let script = "return (document.getElementById('embed-code')?.textContent ?? '').includes(arguments[0])";
        self.browser.until(&format!("code with {part}"), script, &[json!(part)]);
    }

    #[track_caller]
    pub fn take_kind(&self, variant: Variant) {
        let script = "return document.querySelector(`[name=embed-variant][value=${arguments[0]}]`)";
        self.browser.click(&self.browser.element(variant.id(), script, &[json!(variant.id())]));
    }

    /// Waits until these words are read in the preview, this many frames deep.
    #[track_caller]
    pub fn sees_in_preview(&self, frames: usize, words: &str) {
        self.browser.run::<Value>("document.querySelector('iframe.preview').scrollIntoView()", &[]);
        let mut read = String::new();
        let found = self.browser.wait(|| {
            read = self.browser.drive(async |driver| {
                let look = async {
                    for _ in 0..frames {
                        driver.enter_frame(0).await?;
                    }
                    driver.execute("return document.body.innerText", vec![]).await?.convert::<String>()
                };
                let found = look.await;
                driver.enter_default_frame().await?;
                Ok(found.unwrap_or_default())
            });
            read.contains(words).then_some(())
        });
        assert!(found.is_some(), "{:?}: «{words}» is not in the preview: {read}", self.browser.kind);
    }

    #[track_caller]
    pub fn choose(&self, id: &str, value: &str) {
        let script = "
            const select = document.getElementById(arguments[0]);
            if (![...select.options].some((option) => option.value === arguments[1])) return false;
            select.value = arguments[1];
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        self.browser.until(&format!("{value} chosen at {id}"), script, &[json!(id), json!(value)]);
    }
}

fn a_link_becomes_code_that_survives_and_is_kept(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let (words, filters) = (guide.embed(), guide.filters());
        guide.take_up_the_tool();
        assert!(
            guide
                .browser
                .run::<bool>("return document.body.innerText.includes(arguments[0])", &[json!(TOOLS[language].embed)])
        );
        guide.sees(words.no_link_yet);
        guide.type_in("embed.link", &format!("<a href=\"{STORE}\">x</a>"));
        guide.sees(words.recognised_anchor);
        guide.has_code("https://shop.example.com/store?partner=1&amp;lang=nl");
        guide.take_kind(Variant::Frame);
        guide.has_code("<iframe");
        guide.choose("embed-platform", "wordpress");
        guide.choose("embed-place", "wordpress-author");
        guide.sees(filters.frame_lost);
        guide.push(&filters.take(words.variant_text));
        guide.sees(filters.whole);
        assert_eq!(guide.focused(), "embed-verdict");
        let code: String = guide.browser.run(CODE, &[]);
        assert!(!code.contains("<iframe"), "{code}");

        guide.reload();
        guide.take_up_the_tool();
        guide.sees(filters.whole);
        assert_eq!(guide.browser.run::<String>(CODE, &[]), code);
    }
}

fn what_is_no_link_of_a_store_is_refused_at_the_field(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let words = guide.embed();
    guide.take_up_the_tool();
    for (typed, said) in [
        ("http://shop.example.com/", words.problem_http),
        ("javascript:alert(1)", words.problem_dangerous),
        ("https://a:b@shop.example.com/", words.problem_credentials),
        ("https://localhost/", words.problem_local),
        ("https://192.168.1.1/", words.problem_address),
        ("de winkel", words.problem_not_a_link),
        ("shop.example.com", words.problem_no_scheme),
        ("https://unify.example.com/partnerportal/", words.problem_portal),
        ("https://shop.example.com/login?to=store", words.problem_sign_in),
    ] {
        guide.type_in("embed.link", typed);
        guide.sees(said);
        let marked = "
            const field = document.querySelector('[data-record=\"embed.link\"]');
            return field.getAttribute('aria-invalid') === 'true' && !document.getElementById('embed-code')";
        guide.browser.until("the field is marked and there is no code", marked, &[]);
    }
}

/// It is known by its looks only.
fn a_link_that_looks_wrong_is_taken_by_who_is_sure(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let words = guide.embed();
        guide.take_up_the_tool();
        guide.type_in("embed.link", "https://unify.example.com/partnerportal/");
        guide.sees(words.problem_portal);
        guide.sees(words.sure_hint);
        assert!(axe::violations(&guide.browser).is_empty());
        guide.tab_to(words.sure);
        guide.press(ENTER);
        guide.hears(words.sure_taken);
        guide.has_code("partnerportal");
        guide.sees(words.warning_portal);
        assert_eq!(guide.focused(), "field-embed-link");
        guide.reload();
        guide.take_up_the_tool();
        guide.has_code("partnerportal");
        // Of another one nobody said anything.
        guide.type_in("embed.link", "https://unify.example.com/partnerportal/other");
        guide.sees(words.problem_portal);
    }
}

fn nothing_typed_becomes_markup_of_the_page(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    guide.visit(DUTCH);
    guide.take_up_the_tool();
    guide.type_in("embed.link", STORE);
    let hostile = "\"><img id=out src=x onerror=alert(1)><script id=out>alert(1)</script>";
    guide.type_in("embed.text", hostile);
    guide.choose("embed-platform", "wordpress");
    guide.has_code("&lt;img id=out");
    for variant in Variant::ALL {
        guide.take_kind(variant);
        guide.has_code("shop.example.com");
        assert!(guide.browser.run::<bool>("return !document.getElementById('out')", &[]), "{variant:?}");
    }
    assert_eq!(of_page(watch::take(&guide.browser).complaints), Vec::<String>::new());
}

/// Complaints without those of the driver, which in Chromium stumbles over frames that come and go, and without previews
/// that were replaced while they loaded.
fn of_page(mut complaints: Vec<String>) -> Vec<String> {
    let broken_off = ["net::ERR_ABORTED", "NS_BINDING_ABORTED", "NS_ERROR_FAILURE"];
    // Of a document that a script put into a frame, Chromium does not say where it is.
    let is_frame = |one: &str| one.contains("preview/drawn.html") || one.starts_with("UNKNOWN: ");
    let is_preview = |one: &str| is_frame(one) && broken_off.iter().any(|end| one.ends_with(end));
    complaints.retain(|one| !one.contains("MapperCdpClient") && !is_preview(one));
    complaints
}

fn a_link_becomes_copied_code_by_keyboard_alone(kind: Kind) {
    let guide = Guide::before(kind, &Setup::clipboard());
    if kind == Kind::Chromium {
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        guide.browser.devtools("Browser.grantPermissions", &permissions);
    }
    guide.visit(DUTCH);
    guide.unfold(GUIDE.steps.iter().position(|step| step.tools.contains(&"embed")).expect("a step with the tool"));
    guide.tab_to(TOOLS[DUTCH].embed);
    guide.press(ENTER);
    guide.browser.until("the tool is there", "return !!document.querySelector('[data-record=\"embed.link\"]')", &[]);
    guide.press(TAB);
    guide.browser.press(STORE);
    guide.has_code("shop.example.com");
    guide.tab_to(Variant::Text.id());
    guide.press(RIGHT);
    guide.has_code("background-color");
    guide.tab_to(guide.embed().copy_code);
    guide.press(ENTER);
    guide.hears(guide.ui().copied);
    let copied: String = guide.browser.run_async("navigator.clipboard.readText().then(arguments[0], String)", &[]);
    assert_eq!(copied, guide.browser.run::<String>(CODE, &[]));
}

fn a_refused_copy_selects_the_code(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(
        "() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })",
    );
    guide.visit(ENGLISH);
    guide.take_up_the_tool();
    guide.type_in("embed.link", STORE);
    guide.has_code("shop.example.com");
    guide.push(guide.embed().copy_code);
    guide.hears(guide.ui().copy_failed);
    let selected: String = guide.browser.run("return getSelection().toString()", &[]);
    assert!(selected.contains("<a href=\"https://shop.example.com/"), "{selected}");
}

fn each_line_of_the_policy_can_be_copied(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    guide.browser.before_each_page(
        "() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text } } })",
    );
    for language in [DUTCH, ENGLISH] {
        guide.visit(language);
        guide.take_up_the_tool();
        guide.type_in("embed.link", STORE);
        guide.take_kind(Variant::ClickScript);
        guide.has_code("<script>");
        let words = guide.embed();
        let unfold = "
            const titled = [...document.querySelectorAll('#tool-embed summary')];
            titled.find((one) => one.innerText.trim() === arguments[0]).parentElement.open = true";
        guide.browser.run::<Value>(unfold, &[json!(words.csp_title)]);
        for (copy, line) in [
            (words.csp_copy_apache, "Header always set Content-Security-Policy \""),
            (words.csp_copy_nginx, "add_header Content-Security-Policy \""),
            (words.csp_copy_headers, "/*\n  Content-Security-Policy: "),
            (words.csp_copy_meta, "<meta http-equiv=\"Content-Security-Policy\""),
        ] {
            guide.browser.run::<Value>("window.copied = ''", &[]);
            guide.push(copy);
            guide.hears(guide.ui().copied);
            let copied: String = guide.browser.run("return window.copied", &[]);
            assert!(copied.starts_with(line) && copied.contains("'sha256-"), "{copied}");
            let shown =
                "return [...document.querySelectorAll('#tool-embed pre')].some((one) => one.textContent === copied)";
            assert!(guide.browser.run::<bool>(shown, &[]), "{copied}");
        }
    }
}

/// From the choice of a platform to the message that was sent: the focus is seen, and on a control, all the way.
fn what_comes_after_the_code_works_by_keyboard_alone(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.take_up_the_tool();
    guide.type_in("embed.link", STORE);
    guide.has_code("shop.example.com");
    let controls = "
        const platform = document.getElementById('embed-platform');
        const all = [...document.querySelectorAll('#tool-embed :is(a[href], button, input, select, textarea, summary)')];
        const after = (part) => platform.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
        const open = (part) => after(part) && !part.disabled && part.checkVisibility({ visibilityProperty: true });
        // Of radio buttons one is a stop.
        const stop = (part) => part.type === 'radio' ? part.name : part;
        window.stops = () => new Set(all.filter(open).map(stop));
        window.all = () => { all.splice(0, all.length, ...document.querySelectorAll('#tool-embed :is(a[href], button, input, select, textarea, summary)')); return stops() };
        window.reached = new Set();
        window.reach = () => {
            const before = reached.size;
            return reached.add(stop(document.activeElement)).size > before;
        };
        platform.focus()";
    guide.browser.run::<Value>(controls, &[]);
    guide.browser.press(DOWN);
    guide.browser.until("a platform is chosen", "return document.getElementById('embed-platform').value !== ''", &[]);
    let step = "
        const part = document.activeElement;
        if (part === document.body) return 'the focus is lost';
        if (!part.closest('#tool-embed')) return 'out';
        // Tab also goes from part to part within a day, which has its own marks.
        if (!reach()) return '';
        const look = getComputedStyle(part.matches('.pick input') ? part.closest('.pick') : part);
        const own = getComputedStyle(part);
        const marked = [look, own].some((look) => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 || look.boxShadow !== 'none');
        if (!marked) return `one sees no focus on ${part.outerHTML.slice(0, 200)}`;
        if (part.type === 'radio') return 'radio';
        if (part.matches('textarea.code')) return 'source';
        if (part.matches('button.main') && part.closest('.part').querySelector('textarea.code')) return 'check';
        return part.innerText?.trim() === arguments[0] ? 'today' : ''";
    let mut done = Vec::new();
    for _ in 0..200 {
        guide.browser.press(TAB);
        let what: String = guide.browser.run(step, &[json!(LETTERS[DUTCH].today)]);
        match what.as_str() {
            "out" => break,
            "" => {}
            "radio" => {
                guide.browser.press(" ");
                let chosen = "return document.activeElement.checked";
                guide.browser.until("Space takes the answer", chosen, &[]);
                guide.browser.press(RIGHT);
                guide.browser.until("and an arrow the next", chosen, &[]);
            }
            "source" => guide.browser.press("<p>x</p>"),
            "check" => {
                guide.browser.press(ENTER);
                guide.browser.until("the page is looked at", "return !!document.querySelector('.findings li')", &[]);
            }
            "today" => {
                guide.browser.press(ENTER);
                let since =
                    "return [...document.querySelectorAll('#tool-embed input[type=date]')].some((one) => one.value)";
                guide.browser.until("the day is noted", since, &[]);
            }
            wrong => panic!("{kind:?}: {wrong}"),
        }
        done.push(what);
    }
    for what in ["radio", "source", "check", "today"] {
        assert!(done.iter().any(|one| one == what), "{kind:?}: {what} is not reached: {done:?}");
    }
    let missed =
        "return [...all()].filter((one) => !reached.has(one)).map((one) => one.outerHTML?.slice(0, 150) ?? one)";
    assert_eq!(guide.browser.run::<Vec<String>>(missed, &[]), Vec::<String>::new(), "{kind:?}");
}

fn the_drawn_preview_shows_the_snippet_and_asks_nobody(kind: Kind) {
    let guide = Guide::before(kind, &Setup::default());
    watch::start(&guide.browser);
    guide.visit(ENGLISH);
    guide.take_up_the_tool();
    guide.type_in("embed.link", STORE);
    guide.take_kind(Variant::Details);
    guide.has_code("<details");
    // Ours around it, so that it is there without a network; what is typed has no origin.
    let inner = "
        const inner = document.querySelector('iframe.preview').contentDocument?.querySelector('iframe');
        return inner?.getAttribute('sandbox') === 'allow-scripts'";
    guide.browser.until("the snippet is sandboxed", inner, &[]);
    guide.sees_in_preview(2, EMBED[DUTCH].snippet_load);
    let heard = watch::take(&guide.browser);
    assert!(
        heard
            .requests
            .iter()
            .all(|address| address.starts_with(&guide.site.address()) || address.starts_with("about:")),
        "{heard:?}"
    );
    assert_eq!(of_page(heard.complaints), Vec::<String>::new());
}

/// A page with a snippet on it, and what a page has besides.
pub fn page_of(variant: Variant, code: &str) -> String {
    if variant == Variant::Page {
        return code.to_owned();
    }
    let head = "<meta charset=\"utf-8\"><title>Firma</title></head><body><main><h1>Firma</h1>";
    format!("<!DOCTYPE html><html lang=\"nl\"><head>{head}\n{code}</main></body></html>")
}

fn every_snippet_is_valid(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    guide.take_up_the_tool();
    guide.type_in("embed.link", STORE);
    guide.type_in("embed.text", "Naar <onze> \"winkel\" & meer");
    // Asked only for what shows it.
    guide.take_kind(Variant::Card);
    guide.has_code("<h2>");
    guide.type_in("embed.terms", "https://firma.example.com/voorwaarden?a=1&b=2");
    guide.type_in("embed.unify-terms", "https://unify.example.com/terms");
    guide.has_code("https://unify.example.com/terms");
    let mut pages = Vec::new();
    for variant in Variant::ALL {
        guide.take_kind(variant);
        let chosen = "return document.querySelector('[name=embed-variant]:checked')?.value === arguments[0]";
        guide.browser.until("it is chosen", chosen, &[json!(variant.id())]);
        pages.push((variant.id().to_owned(), page_of(variant, &guide.browser.run::<String>(CODE, &[]))));
    }
    is_valid(&pages, &format!("{kind:?}"));
}

/// By the Nu HTML checker.
#[track_caller]
fn is_valid(pages: &[(String, String)], name: &str) {
    let folder = env::temp_dir().join(format!("partnerpad-snippets-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (name, page) in pages {
        fs::write(folder.join(format!("{name}.html")), page).unwrap();
    }
    let checker = env::var("PARTNERPAD_VNU").expect("PARTNERPAD_VNU names vnu.jar: `cargo xtask test e2e`");
    let said = Command::new("java").arg("-jar").arg(checker).arg(&folder).output().expect("java");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn each_choice_of_each_kind_gives_valid_html() {
    let links = [
        (Field::Terms, "https://firma.example.com/voorwaarden?a=1&b=2"),
        (Field::UnifyTerms, "https://unify.example.com/terms"),
        (Field::Privacy, "https://firma.example.com/privacy"),
        (Field::Back, "https://firma.example.com/"),
    ];
    let mut pages = Vec::new();
    for variant in Variant::ALL {
        let begin = || {
            let mut draft = Draft::default();
            draft.set(Field::Link, STORE);
            draft.set(Field::Variant, variant.id());
            links.iter().for_each(|(field, link)| draft.set(*field, link));
            draft
        };
        for field in Field::ALL {
            let values: Vec<&str> = match field.kind() {
                Kept::Choice(choices) if field != Field::Variant => choices.to_vec(),
                Kept::Pixels { .. } => vec!["320"],
                Kept::Color => vec!["#0850ab"],
                Kept::Text { .. } => vec!["Naar <onze> \"winkel\" & meer"],
                _ => continue,
            };
            for value in values {
                let mut draft = begin();
                draft.set(field, value);
                let name = format!("{}-{}-{}", variant.id(), field.id(), pages.len());
                pages.push((name, page_of(variant, &snippets::of(&draft))));
            }
        }
    }
    assert!(pages.len() > 200, "{}", pages.len());
    is_valid(&pages, "choices");
}

fn the_tool_is_accessible(kind: Kind) {
    let guide = Guide::open(kind, ENGLISH);
    guide.take_up_the_tool();
    assert_eq!(axe::violations(&guide.browser), Vec::<String>::new(), "empty");
    guide.type_in("embed.link", STORE);
    guide.choose("embed-platform", "joomla");
    for (width, height) in [(1280, 900), (390, 844)] {
        guide.browser.resize(width, height, 1.0);
        for variant in [Variant::Card, Variant::ClickScript] {
            guide.take_kind(variant);
            guide.browser.run::<Value>(
                "document.querySelectorAll('#tool-embed details').forEach((one) => { one.open = true })",
                &[],
            );
            assert_eq!(axe::violations(&guide.browser), Vec::<String>::new(), "{variant:?} {width}");
        }
    }
}
