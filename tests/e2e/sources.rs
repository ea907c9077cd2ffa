//! Each text can say where it comes from.

use partnerpad::text::{ORIGINS, SOURCES, tools};

use crate::{
    axe,
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
    keyboard::ENTER,
};

in_both_browsers!(
    every_text_tells_its_source_on_request_in_dutch,
    every_text_tells_its_source_on_request_in_english,
    the_sources_are_asked_for_by_keyboard,
);

fn every_text_tells_its_source_on_request_in_dutch(kind: Kind) {
    every_text_tells_its_source_on_request(kind, DUTCH);
}

fn every_text_tells_its_source_on_request_in_english(kind: Kind) {
    every_text_tells_its_source_on_request(kind, ENGLISH);
}

fn every_text_tells_its_source_on_request(kind: Kind, language: usize) {
    let guide = Guide::open(kind, language);
    let words = &tools::SOURCES[language];
    guide.does_not_see(words.where_from);
    guide.push(words.show);
    guide.hears(words.shown);
    guide.unfold_all();
    // Where a text stands, its source stands too: as often as texts rest on it.
    let told: Vec<String> = guide
        .browser
        .run("return [...document.querySelectorAll('.source dd span')].map((one) => one.textContent)", &[]);
    for (at, source) in SOURCES.iter().enumerate() {
        let direct = ORIGINS.iter().filter(|origin| origin.sources.contains(&at)).count();
        let found = told.iter().filter(|text| *text == source.text).count();
        assert!(found >= direct, "{kind:?}: {} stands {found} times of {direct}", source.text);
    }
    let of_why = "return [...document.querySelectorAll('[id=\"more-step-1.sign-in\"] .source dt')].map((one) => one.textContent)";
    assert!(guide.browser.run::<Vec<String>>(of_why, &[]).contains(&words.of_why.to_owned()));
    let of_tools = "return [...document.querySelectorAll('[data-tool] + .source')].filter((one) => one.checkVisibility() || !one.previousElementSibling.checkVisibility()).length";
    // Messages are written only while one waits.
    let tools = ORIGINS.iter().filter(|origin| origin.at.starts_with("tools.")).count();
    assert_eq!(guide.browser.run::<usize>(of_tools, &[]), tools);
    assert!(axe::violations(&guide.browser).is_empty(), "{:?}", axe::violations(&guide.browser));
    guide.push(words.show);
    guide.does_not_see(words.where_from);
}

fn the_sources_are_asked_for_by_keyboard(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let words = &tools::SOURCES[language];
        guide.tab_onto("#sources");
        guide.press(ENTER);
        guide.hears(words.shown);
        guide.to_the_top();
        guide.tab_onto(".source > summary");
        guide.press(ENTER);
        let is_told = "return document.activeElement.parentElement.open && document.activeElement.parentElement.querySelector('dd').checkVisibility()";
        guide.browser.until("the source is told", is_told, &[]);
        guide.tab_onto("#sources");
        guide.press(" ");
        guide.does_not_see(words.where_from);
    }
}
