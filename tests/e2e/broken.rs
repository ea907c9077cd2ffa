//! When the app cannot run, the page says so.

use crate::{
    browser::Browser,
    driver::Kind,
    setup::Setup,
    site::{Site, Wasm},
};
use partnerpad::text::LANGUAGES;
use serde_json::json;

in_both_browsers!(missing_webassembly_is_told, altered_webassembly_does_not_run, a_browser_without_webassembly_is_told,);

fn missing_webassembly_is_told(kind: Kind) {
    tells(&Browser::start(kind), &Site::broken(Wasm::Missing));
}

fn altered_webassembly_does_not_run(kind: Kind) {
    tells(&Browser::start(kind), &Site::broken(Wasm::Altered));
}

fn a_browser_without_webassembly_is_told(kind: Kind) {
    let browser = Browser::with(kind, &Setup::no_webassembly());
    let site = Site::guide();
    tells(&browser, &site);
    assert!(browser.run::<bool>("return typeof WebAssembly === 'undefined'", &[]));
}

#[track_caller]
fn tells(browser: &Browser, site: &Site) {
    for (index, words) in LANGUAGES.iter().enumerate() {
        let folder = if index == 0 { String::new() } else { format!("{}/", words.lang) };
        browser.go(&format!("{}{folder}", site.address()));
        let told = "
            const message = document.getElementById('broken');
            return message.checkVisibility() && arguments[0].every((words) => message.innerText.includes(words))";
        browser.until(
            "the page says that it does not run",
            told,
            &[json!([words.ui.broken_title, words.ui.broken_text])],
        );
        let usable = "
            const parts = [...document.querySelectorAll('input, button, dialog[open]')];
            return parts.filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.matches(':disabled')).map((part) => part.outerHTML)";
        assert_eq!(
            browser.run::<Vec<String>>(usable, &[]),
            Vec::<String>::new(),
            "nothing stands there that does nothing"
        );
    }
}
