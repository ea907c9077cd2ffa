//! What a page says to those who do not read it: search engines, and sites that show links.

use partnerpad::text::LANGUAGES;
use serde_json::{Value, json};

use crate::{
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
};

in_both_browsers!(machines_are_told_what_the_page_is_and_where_it_is_in_other_languages);

/// All values of an attribute, as the browser understands it, of what in the head matches.
const TOLD: &str = "return [...document.head.querySelectorAll(arguments[0])].map((one) => one[arguments[1]])";

fn machines_are_told_what_the_page_is_and_where_it_is_in_other_languages(kind: Kind) {
    // What was written, and not what the app has made of it.
    let guide = Guide::before(kind, &Setup::no_webassembly());
    for language in [DUTCH, ENGLISH] {
        guide.reads(language);
        guide.browser.go(&guide.address(language, ""));
        let words = guide.words();
        let told =
            |what: &str, attribute: &str| -> Vec<String> { guide.browser.run(TOLD, &[json!(what), json!(attribute)]) };
        let title = format!("{}: {}", words.ui.app_name, words.headings.title_start);
        assert_eq!(told("title", "textContent"), [title.as_str()]);
        for (name, content) in [
            ("[name=description]", words.page.description),
            ("[property='og:title']", &title),
            ("[property='og:description']", words.page.description),
            ("[property='og:type']", "website"),
            ("[property='og:locale']", &words.ui.locale.replace('-', "_")),
        ] {
            assert_eq!(told(name, "content"), [content], "{name}");
        }
        let others = LANGUAGES.iter().enumerate().map(|(at, other)| [other.lang.to_owned(), guide.address(at, "")]);
        let [codes, addresses] = ["hreflang", "href"].map(|part| told("[rel=alternate]", part));
        let found = codes.into_iter().zip(addresses).map(|(code, address)| [code, address]);
        assert_eq!(found.collect::<Vec<_>>(), others.collect::<Vec<_>>());
        // It was built for no address in particular.
        for unknown in ["[rel=canonical]", "[property='og:url']", "[hreflang=x-default]"] {
            assert_eq!(told(unknown, "outerHTML"), Vec::<String>::new());
        }
        let how_to = told("[type='application/ld+json']", "textContent");
        assert_eq!(how_to.len(), 1);
        let steps = words.steps.iter().map(|step| json!({ "@type": "HowToStep", "name": step.title }));
        let wanted = json!({
            "@context": "https://schema.org",
            "@type": "HowTo",
            "name": words.headings.title_start,
            "step": steps.collect::<Vec<_>>(),
        });
        assert_eq!(serde_json::from_str::<Value>(&how_to[0]).unwrap(), wanted);
    }
}
