//! Attacks through every field of the snippet, on a plain page of somebody else: no policy, no sandbox, as partners paste.
//!
//! A sandboxed frame would hide what happens; so the page is the plainest there is, and attacks that are not hindered
//! must fire on it.

use std::{
    collections::HashSet,
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use partnerpad::domain::embed::{
    Draft, Field, link,
    options::{Kind as Kept, Variant},
};
use serde_json::json;

use crate::{
    browser::Browser,
    driver::Kind,
    snippets::{self, parse},
    watch,
};

#[path = "../native/embed/corpora.rs"]
pub mod corpora;
#[path = "../native/embed/naughty.rs"]
mod naughty;

in_both_browsers!(
    no_text_in_any_field_of_a_snippet_runs_a_script,
    attacks_that_nothing_hinders_fire,
    what_is_not_escaped_fires_in_every_field,
    links_are_printed_as_this_browser_writes_them,
);

/// Before everything else on the page: whatever an attack calls is noted.
const WATCH: &str =
    "<!doctype html><html lang=en><meta charset=utf-8><title>Partner</title><link rel=icon href=data:,><script>
    window.fired = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { fired.push(name) };
    // A frame that takes the focus has the whole page laid out: thousands of times.
    HTMLIFrameElement.prototype.focus = () => {};
</script><body>";

/// Not laid out, and frames in it not loaded: there are thousands, and none of them leads anywhere. Scripts run all the same.
const UNSEEN: &str = "<style>.case { display: none }</style>";

/// Serves these pages as `/0`, `/1` and so on, and nothing else, as long as the test runs.
pub fn serve(pages: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut head = [0; 4096];
            let length = stream.read(&mut head).unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..length]).into_owned();
            let number = head.split(['/', ' ']).nth(2).and_then(|number| number.parse::<usize>().ok());
            let page = number.and_then(|number| pages.get(number)).map_or("", String::as_str);
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                page.len()
            );
            // A browser that has gone away is no concern of the server.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

/// What fired on a page after everything on it was pressed that is no link away; and links that lead to scripts. `before`
/// anything is pressed, the page can be looked at.
fn fired(browser: &Browser, address: &str, before: impl FnOnce()) -> Vec<String> {
    browser.go(address);
    before();
    let press = "
        for (const part of document.querySelectorAll('button, summary, label')) part.click();
        const listens = (part) => part.getAttributeNames().some((name) => name.startsWith('on'));
        for (const part of [...document.querySelectorAll('*')].filter(listens)) {
            part.dispatchEvent(new Event('mouseover'));
            part.dispatchEvent(new Event('focus'));
            part.dispatchEvent(new Event('error'));
        }
        return true";
    browser.run::<bool>(press, &[]);
    // A frame's script, an image's error: each takes a turn of its own.
    let turn = "const [end] = arguments; requestAnimationFrame(() => setTimeout(() => end(true), 100))";
    browser.run_async::<bool>(turn, &[]);
    let told = "
        const [window_] = [window.wrappedJSObject ?? window];
        const links = [...document.querySelectorAll('a, area, iframe, form, object, embed')];
        const address = (part) => part.href || part.src || part.action || part.data || '';
        const bad = links.map(address).filter((at) => at && !/^(https?:|about:srcdoc)/.test(String(at)));
        return [...window_.fired, ...bad.map((at) => `leads to ${String(at).slice(0, 60)}`)]";
    browser.run(told, &[])
}

/// A part of a page for each of these, and what browsers make of each: names of elements and attributes, as a tree.
fn trees(browser: &Browser) -> Vec<String> {
    let script = "
        const tree = (node) => {
            if (node.nodeType === Node.COMMENT_NODE) return '!';
            if (node.nodeType !== Node.ELEMENT_NODE) return '';
            const names = node.getAttributeNames().join(' ');
            return `<${node.localName} ${names}>${[...(node instanceof HTMLTemplateElement ? node.content : node).childNodes].map(tree).join('')}/`;
        };
        return [...document.querySelectorAll('body > .case')].map(tree)";
    browser.run(script, &[])
}

/// What differs from the harmless snippet, with the letters around it.
fn place(html: &str, harmless: &str) -> String {
    const AROUND: usize = 100;
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(one, other)| one == other).count().saturating_sub(AROUND)
    };
    let before = same(&mut html.chars(), &mut harmless.chars());
    let after = same(&mut html.chars().rev(), &mut harmless.chars().rev());
    let length = html.chars().count();
    html.chars().skip(before).take(length.saturating_sub(before + after)).collect()
}

/// The page that opens within the frame of this kind before the click.
fn inner(html: &str) -> Option<String> {
    let (value, _) = html.split_once(" srcdoc=\"")?.1.split_once('"')?;
    let written = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#96;", "`"), ("&amp;", "&")];
    Some(written.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to)))
}

fn no_text_in_any_field_of_a_snippet_runs_a_script(kind: Kind) {
    let (plain, cases) = corpora::cases(snippets::of_checked);
    // An attack is tried once in each place: kinds that differ far from it only have it alike.
    let mut seen = HashSet::new();
    let cases: Vec<_> =
        cases.into_iter().filter(|case| seen.insert(place(&case.html, &plain[case.harmless]))).collect();
    assert!(cases.len() > 10_000, "{}", cases.len());
    // Within a frame an attack could not be told: what a sandbox holds back, and what it says, is not seen from without.
    // So the page in it is tried as a part of this one.
    let inner = |html: &str| inner(html).unwrap_or_default();
    let case = |html: &str| format!("<div class=case>{html}</div><div class=case>{}</div>\n", inner(html));
    let of_page = 250;
    let all: Vec<&str> = plain.iter().map(String::as_str).chain(cases.iter().map(|case| case.html.as_str())).collect();
    let mut pages: Vec<String> = Vec::new();
    for some in all.chunks(of_page) {
        pages.push(format!("{WATCH}{UNSEEN}{}", some.iter().map(|html| case(html)).collect::<String>()));
    }
    // And some of the pages as what they are.
    let whole = cases.iter().filter(|case| case.variant == Variant::Page).step_by(100);
    let count = pages.len();
    let watch =
        "<head><link rel=icon href=data:,><script>window.fired = []; window.alert = () => fired.push('alert')</script>";
    pages.extend(whole.map(|case| case.html.replacen("<head>", watch, 1)));
    let total = pages.len();
    let address = serve(pages);
    let browser = Browser::start(kind);
    watch::start_with_requests(&browser);
    let mut made = Vec::new();
    for number in 0..total {
        let found = fired(&browser, &format!("{address}{number}"), || {
            if number < count {
                made.extend(trees(&browser));
            }
        });
        assert_eq!(found, Vec::<String>::new(), "{kind:?}: page {number}");
        // What opens the store at once may ask for it, and nothing for anything else.
        let mut asked = watch::take(&browser).requests;
        asked.retain(|asked| number < count || !asked.starts_with("https://store.invalid/"));
        assert_eq!(asked, [format!("{address}{number}")], "{kind:?}");
    }
    assert_eq!(made.len(), 2 * all.len(), "{kind:?}: something broke out");
    let made: Vec<_> = made.chunks(2).collect();
    for (case, tree) in cases.iter().zip(&made[plain.len()..]) {
        assert_eq!(*tree, made[case.harmless], "{kind:?} {:?} {:?}: {}", case.variant, case.field, case.html);
    }
}

/// Each field of each kind, as if what is typed there were not escaped: so it is known that what is looked for is seen.
fn what_is_not_escaped_fires_in_every_field(kind: Kind) {
    let attack = "\"></title></iframe></template></summary></details></p></a><img src=x onerror=alert(1)>";
    let mut raw = Vec::new();
    for variant in Variant::ALL {
        for field in Field::ALL.into_iter().filter(|field| field.is_asked(variant)) {
            let typed = match field.kind() {
                Kept::Link => "https://store.invalid/mark",
                Kept::Text { .. } | Kept::Name { .. } => "mark",
                _ => continue,
            };
            let mut draft = Draft::default();
            draft.set(Field::Link, "https://store.invalid/");
            draft.set(Field::Variant, variant.id());
            draft.set(field, typed);
            let html = snippets::of(&draft);
            assert!(html.contains("mark"), "{variant:?} {field:?}: {html}");
            raw.push((
                variant,
                field,
                format!("{WATCH}{UNSEEN}<div class=case>{}</div>", html.replace("mark", attack)),
            ));
        }
    }
    assert!(raw.len() > 50, "{}", raw.len());
    let address = serve(raw.iter().map(|(.., page)| page.clone()).collect());
    let browser = Browser::start(kind);
    for (number, (variant, field, page)) in raw.iter().enumerate() {
        let found = fired(&browser, &format!("{address}{number}"), || {});
        assert!(found.contains(&"alert".to_owned()), "{kind:?} {variant:?} {field:?} did not fire: {page}");
    }
}

/// What is read with Rust's reader of links is what this browser reads, and prints.
fn links_are_printed_as_this_browser_writes_them(kind: Kind) {
    let standard: Vec<Vec<Option<String>>> = serde_json::from_str(include_str!("../native/embed/urls.json")).unwrap();
    let standard = standard.into_iter().filter_map(|case| case.into_iter().next().flatten());
    let typed = corpora::attacks().into_iter().flat_map(|attack| {
        let within = format!("https://store.invalid/{attack}?{attack}#{attack}");
        [attack, within]
    });
    let used: Vec<(String, String)> = standard
        .chain(typed)
        .filter_map(|typed| {
            let outcome = link::page(&typed, parse);
            let printed = outcome.usable()?.href().to_owned();
            Some((outcome.found, printed))
        })
        .collect();
    assert!(used.len() > 500, "{}", used.len());
    let browser = Browser::start(kind);
    browser.go(&serve(vec![WATCH.to_owned()]));
    let script = "
        // Chromium writes this one letter of a path otherwise; in the page its own reader is asked, so that it is right.
        const same = (text) => text?.replaceAll('%7C', '|');
        const href = (text) => { try { return same(new URL(text).href) } catch { return null } };
        return arguments[0].map(([typed, printed]) => [typed, printed, href(typed)])
            .filter(([, printed, now]) => now !== same(printed) || href(printed) !== same(printed))";
    let other: Vec<(String, String, Option<String>)> = browser.run(script, &[json!(used)]);
    assert_eq!(other, [], "{kind:?}");
}

fn attacks_that_nothing_hinders_fire(kind: Kind) {
    let raw = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "<b onmouseover=alert(1)>b</b>",
        "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
    ];
    let address = serve(
        raw.iter()
            .map(|attack| format!("{WATCH}{attack}"))
            .chain([format!("{WATCH}<a href=\"javascript:alert(1)\">a</a>")])
            .collect(),
    );
    let browser = Browser::start(kind);
    watch::start_with_requests(&browser);
    for (number, attack) in raw.iter().enumerate() {
        let found = fired(&browser, &format!("{address}{number}"), || {});
        assert!(found.contains(&"alert".to_owned()), "{kind:?}: {attack} did not fire: {found:?}");
    }
    let asked = watch::take(&browser).requests;
    assert!(asked.contains(&format!("{address}x")), "{kind:?}: the image is not heard: {asked:?}");
    let found = fired(&browser, &format!("{address}{}", raw.len()), || {});
    assert!(found.iter().any(|one| one.starts_with("leads to javascript:")), "{kind:?}: {found:?}");
}
