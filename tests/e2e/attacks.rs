//! Attacks through every field of the snippet, on a plain page of somebody else: no policy, no sandbox, as partners paste.
//!
//! A sandboxed frame would hide what happens; so the page is the plainest there is, and attacks that are not hindered
//! must fire on it.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use partnerpad::domain::embed::{
    Draft, Field,
    options::{Kind as Kept, Variant},
};

use crate::{browser::Browser, driver::Kind, snippets};

#[path = "../native/embed/naughty.rs"]
mod naughty;

in_both_browsers!(no_text_in_any_field_of_a_snippet_runs_a_script, attacks_that_nothing_hinders_fire,);

/// Attacks, a line each; see the README beside them.
const SEEDS: &str = include_str!("../fixtures/attacks/xss-filters-seeds.txt");

/// Before everything else on the page: whatever an attack calls is noted.
const WATCH: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Partner</title><script>
    window.fired = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { fired.push(name) };
</script><body>";

/// Serves these pages as `/0`, `/1` and so on, and nothing else, as long as the test runs.
fn serve(pages: Vec<String>) -> String {
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

/// The snippet of this kind with the attack in every field that is typed in; as the link too, where it can be one.
fn snippet(variant: Variant, attack: &str) -> String {
    let mut draft = Draft::default();
    for field in Field::ALL {
        if !matches!(field.kind(), Kept::Choice(_)) {
            draft.set(field, attack);
        }
    }
    draft.set(Field::Variant, variant.id());
    let is_link = snippets::checked(&draft).store.usable().is_some();
    if !is_link {
        // So that there is a snippet at all. The host is nobody's: whoever asks for it gets no answer.
        draft.set(Field::Link, &format!("https://store.invalid/?attack={attack}"));
    }
    if snippets::checked(&draft).store.usable().is_none() {
        draft.set(Field::Link, "https://store.invalid/");
    }
    snippets::of(&draft)
}

/// What fired on a page after everything on it was pressed that is no link away; and links that lead to scripts.
fn fired(browser: &Browser, address: &str) -> Vec<String> {
    browser.go(address);
    let press = "
        for (const part of document.querySelectorAll('button, summary, label')) part.click();
        for (const part of document.querySelectorAll('*')) {
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

fn no_text_in_any_field_of_a_snippet_runs_a_script(kind: Kind) {
    let own = naughty::STRINGS.iter().copied();
    let attacks: Vec<&str> = own.chain(SEEDS.lines()).chain(naughty_strings::BLNS.iter().copied()).collect();
    assert!(attacks.len() > 700, "{}", attacks.len());
    let mut pages = Vec::new();
    for variant in Variant::ALL {
        // Frames are many windows: fewer attacks on each page of them.
        let of_page = if variant.is_framed() { 60 } else { 250 };
        if variant == Variant::Page {
            // A page of its own cannot stand within another.
            let some = attacks.iter().step_by(40).map(|attack| snippet(variant, attack));
            pages.extend(some.map(|page| {
                page.replacen(
                    "<head>",
                    "<head><script>window.fired = []; window.alert = () => fired.push('alert')</script>",
                    1,
                )
            }));
            continue;
        }
        let step = if variant.is_framed() { 4 } else { 1 };
        let some: Vec<_> = attacks.iter().step_by(step).copied().collect();
        for attacks in some.chunks(of_page) {
            let snippets: Vec<_> = attacks.iter().map(|attack| snippet(variant, attack)).collect();
            pages.push(format!("{WATCH}{}", snippets.join("\n")));
        }
    }
    let count = pages.len();
    let address = serve(pages);
    let browser = Browser::start(kind);
    for number in 0..count {
        let found = fired(&browser, &format!("{address}{number}"));
        assert_eq!(found, Vec::<String>::new(), "{kind:?}: page {number}");
    }
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
    for (number, attack) in raw.iter().enumerate() {
        let found = fired(&browser, &format!("{address}{number}"));
        assert!(found.contains(&"alert".to_owned()), "{kind:?}: {attack} did not fire: {found:?}");
    }
    let found = fired(&browser, &format!("{address}{}", raw.len()));
    assert!(found.iter().any(|one| one.starts_with("leads to javascript:")), "{kind:?}: {found:?}");
}
