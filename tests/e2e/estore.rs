//! From the link of the e-Store to waiting for Unify: the way of a partner who has only that link. And what the tool says
//! and asks on it.

use partnerpad::{
    domain::{
        embed::{Draft, Field, options::Variant},
        filters::Place,
    },
    text::{
        GUIDE, embed,
        letters::LINKED,
        tools::{EMBED, LETTERS, PAGE_CHECK},
    },
};
use serde_json::{Value, json};
use thirtyfour::By;

use crate::{
    attacks::serve,
    axe,
    browser::Browser,
    driver::Kind,
    embed::{CODE, STORE, page_of},
    guide::{DUTCH, ENGLISH, Guide, TODAY},
    hand_over::{TERMS, TOOL, answer},
    setup::Setup,
    snippets,
    waits::waits,
    watch,
};

in_both_browsers!(
    who_has_only_a_link_ends_up_waiting_for_unify,
    the_real_store_is_asked_only_after_a_click,
    colours_that_read_badly_are_told_with_the_figure,
    a_host_of_other_letters_is_shown_in_both_forms,
    each_platform_and_role_has_its_own_way_to_paste,
    every_snippet_is_accessible_before_and_after_a_click,
);

/// What one sees struck through in the tool.
const STRUCK: &str = "
    const isStruck = (part) => !!part
        && (getComputedStyle(part).textDecorationLine.includes('line-through') || isStruck(part.parentElement));
    const texts = document.createTreeWalker(document.getElementById('tool-embed'), NodeFilter.SHOW_TEXT);
    let struck = '';
    while (texts.nextNode()) {
        const { parentElement, data } = texts.currentNode;
        if (parentElement.checkVisibility() && isStruck(parentElement)) struck += data;
    }
    return struck";

fn who_has_only_a_link_ends_up_waiting_for_unify(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::default());
        guide.browser.before_each_page(
            "() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text } } })",
        );
        guide.visit(language);
        guide.take_up_the_tool();
        let copied = takes_what_survives(&guide);
        is_on_the_page(&guide, &copied);
        hands_over(&guide);
        guide.is_accessible();
    }
}

/// From the link to copied code that a role on a platform leaves as it is.
fn takes_what_survives(guide: &Guide) -> String {
    let (words, filters) = (guide.embed(), guide.filters());
    guide.type_in("embed.link", STORE);
    guide.take_kind(Variant::Frame);
    guide.has_code("<iframe");
    guide.choose("embed-platform", Place::WordPressAuthor.platform().as_str());
    guide.choose("embed-place", Place::WordPressAuthor.as_str());
    guide.sees(filters.frame_lost);
    let struck: String = guide.browser.run(STRUCK, &[]);
    assert!(struck.contains("<iframe") && struck.contains(STORE.split('?').next().unwrap()), "{struck}");
    assert!(struck.contains(filters.removed) && !struck.contains("<a "), "{struck}");
    guide.is_accessible();
    guide.push(&filters.take(words.variant_text));
    guide.sees(filters.whole);
    assert_eq!(guide.browser.run::<String>(STRUCK, &[]), "");
    guide.push(words.copy_code);
    guide.hears(guide.ui().copied);
    let copied: String = guide.browser.run("return window.copied", &[]);
    assert_eq!(copied, guide.browser.run::<String>(CODE, &[]));
    copied
}

/// Checked by its source, then by looking.
fn is_on_the_page(guide: &Guide, copied: &str) {
    let words = &PAGE_CHECK[guide.language()];
    let page = page_of(Variant::Text, copied);
    for (source, told, not_told) in
        [(copied, words.own_snippet, words.link_found), (&page, words.link_found, words.own_snippet)]
    {
        guide.fill(TOOL, words.page_label, source);
        guide.push(words.check);
        guide.sees(told);
        guide.does_not_see(not_told);
    }
    guide.does_not_see(words.remedy_works);
    for question in [words.question_seen, words.question_phone, words.question_last_page, words.question_private] {
        answer(guide, question, words.answer_yes);
    }
    guide.sees(words.remedy_works);
}

/// The third wait begins with the day on which both links were sent.
fn hands_over(guide: &Guide) {
    let (ui, words) = (guide.ui(), &LETTERS[guide.language()]);
    guide.fill(TOOL, words.label_terms_url, TERMS);
    guide.sees(&format!("{}: {TERMS}", words.label_terms_url));
    guide.sees(&format!("{}: {STORE}", words.label_store_url));
    guide.does_not_see(ui.state_waiting);
    assert_eq!(waits(guide), Vec::<String>::new());
    let today: String = guide.browser.run(TODAY, &[]);
    guide.fill(TOOL, words.sent_on, &today);
    guide.sees(&words.waits_since(ui.date(&today)));
    guide.sees(ui.state_waiting);
    let is_ticked = "
        const box = document.querySelector(`[data-waits=\"${arguments[0]}\"]`);
        return box.checkVisibility() && box.checked";
    guide.browser.until("the task says that one waits for it", is_ticked, &[json!(LINKED)]);
    let steps = GUIDE.steps.iter().zip(guide.words().steps);
    let mut tasks = steps.flat_map(|(step, words)| step.actions.iter().zip(words.actions));
    let task = tasks.find(|(action, _)| action.id == LINKED).expect("an action of the guide").1.what;
    let told = waits(guide);
    assert!(matches!(told.as_slice(), [one] if one.contains(task) && one.ends_with(ui.wait_today)), "{told:?}");
}

fn the_real_store_is_asked_only_after_a_click(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::before(kind, &Setup::host("shop.example.com"));
        watch::start(&guide.browser);
        let asked = || {
            let mut requests = watch::take(&guide.browser).requests;
            requests.retain(|address| !address.starts_with(&guide.site.address()) && !address.starts_with("about:"));
            requests
        };
        let words = &EMBED[language];
        let is_drawn = || {
            guide.find("button", words.preview_real, None);
            guide.does_not_see(words.preview_back);
            guide.sees(words.preview_drawn);
            guide.sees_in_preview(3, words.preview_drawn);
        };
        guide.visit(language);
        guide.take_up_the_tool();
        guide.type_in("embed.link", STORE);
        guide.take_kind(Variant::Frame);
        is_drawn();
        assert_eq!(asked(), Vec::<String>::new());
        guide.sees(&words.preview_real_note("shop.example.com"));
        guide.push(words.preview_real);
        guide.find("button", words.preview_back, None);
        guide.does_not_see(words.preview_drawn);
        let told = guide.browser.wait(|| Some(asked()).filter(|asked| !asked.is_empty()));
        assert_eq!(told, Some(vec![STORE.to_owned()]), "{kind:?}");
        // What is changed then is asked for only after another click.
        guide.type_in("embed.height", "500");
        is_drawn();
        assert_eq!(asked(), Vec::<String>::new());
    }
}

fn colours_that_read_badly_are_told_with_the_figure(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let words = guide.embed();
        // As this browser writes it in this language.
        let figure = |ratio: f64| -> String {
            let written =
                "return arguments[0].toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2 })";
            guide.browser.run(written, &[json!(ratio)])
        };
        guide.take_up_the_tool();
        guide.type_in("embed.link", STORE);
        guide.take_kind(Variant::Button);
        guide.has_code("background-color");
        guide.browser.click(&guide.find("summary", words.more_choices, None));
        guide.type_in("embed.color", "#ffffff");
        guide.type_in("embed.background", "#777777");
        guide.sees(&words.warning_contrast(figure(4.47)));
        guide.is_accessible();
        guide.type_in("embed.background", "#767676");
        guide.sees(&words.contrast(figure(4.54)));
        guide.does_not_see(&words.warning_contrast(figure(4.54)));
        // Picked instead of typed.
        let pick = "
            const [name, color] = arguments;
            const field = document.querySelector(`input[aria-label=\"${name}\"]`);
            field.value = color;
            field.dispatchEvent(new Event('input', { bubbles: true }))";
        guide.browser.run::<Value>(pick, &[json!(words.pick_color(words.field_color)), json!("#ff0000")]);
        guide.sees(&words.warning_contrast(figure(1.13)));
        guide.has_code("color:#ff0000");
    }
}

fn a_host_of_other_letters_is_shown_in_both_forms(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let words = guide.embed();
        let [typed, written] = ["bücher.example", "xn--bcher-kva.example"];
        guide.take_up_the_tool();
        guide.type_in("embed.link", &format!("https://{typed}/winkel?partner=1"));
        guide.sees(&words.host_forms(typed, written));
        guide.sees(words.warning_international);
        guide.does_not_see(words.warning_mixed_scripts);
        guide.sees(&words.link_used(format!("https://{written}/winkel?partner=1")));
        guide.has_code(&format!("\"https://{written}/winkel?partner=1\""));
        guide.is_accessible();
        guide.type_in("embed.link", STORE);
        guide.does_not_see(words.warning_international);
        guide.does_not_see(written);
    }
}

fn each_platform_and_role_has_its_own_way_to_paste(kind: Kind) {
    for language in [DUTCH, ENGLISH] {
        let guide = Guide::open(kind, language);
        let filters = guide.filters();
        guide.take_up_the_tool();
        guide.type_in("embed.link", STORE);
        let ways = [
            (Place::WordPressAdmin, filters.steps_wordpress_admin),
            (Place::WordPressAuthor, filters.steps_wordpress_author),
            (Place::JoomlaAuthor, filters.steps_joomla_author),
            (Place::JoomlaSuperSource, filters.steps_joomla_super_source),
            (Place::DrupalBasic, filters.steps_drupal_basic),
            (Place::Wix, filters.steps_wix),
            (Place::Plain, filters.steps_plain),
        ];
        // All steps, one after the other.
        let ways = ways.map(|(place, steps)| (place, format!("{} {}", filters.steps_title, steps.join(" "))));
        for (place, steps) in &ways {
            guide.choose("embed-platform", place.platform().as_str());
            guide.choose("embed-place", place.as_str());
            guide.sees(steps);
            // Which version the rules are of; where there are none, when they were read.
            let version = match place.rules().version {
                "" if *place == Place::Plain => String::new(),
                "" => filters.rules_of_day("\0", guide.ui().date(GUIDE.checked)),
                version => filters.rules_of_version("\0", version),
            };
            guide.sees(version.split('\0').nth(1).unwrap_or_default());
            ways.iter().filter(|(other, _)| other != place).for_each(|(_, others)| guide.does_not_see(others));
        }
        guide.is_accessible();
    }
}

/// On a page of a partner, without a policy: with its colours, and with what opens.
fn every_snippet_is_accessible_before_and_after_a_click(kind: Kind) {
    let store = "<!DOCTYPE html><html lang=\"en\"><title>Store</title><p>Store</p></html>";
    let mut pages = Vec::new();
    for (language, id) in [(DUTCH, "nl"), (ENGLISH, "en")] {
        for variant in Variant::ALL {
            let mut draft = Draft::default();
            for (field, typed) in [
                (Field::Link, "https://shop.example.com/store"),
                (Field::Variant, variant.id()),
                (Field::Language, id),
                (Field::Terms, TERMS),
                (Field::UnifyTerms, "https://unify.example.com/terms"),
                (Field::Privacy, "https://www.example.com/privacy"),
            ] {
                draft.set(field, typed);
            }
            let code = embed::snippet(&snippets::checked(&draft), &EMBED[language]).expect("a link that can be used");
            pages.push((variant, page_of(variant, &code).replace("https://shop.example.com/store", "/0")));
        }
    }
    let address = serve([store.to_owned()].into_iter().chain(pages.iter().map(|(_, page)| page.clone())).collect());
    let browser = Browser::start(kind);
    let is_loaded = "
        const seen = [...document.querySelectorAll('iframe')].filter((one) => one.checkVisibility() && !one.dataset.src);
        return seen.every(({ contentDocument: page }) => page.readyState === 'complete' && page.title !== '')";
    for (number, (variant, _)) in pages.iter().enumerate() {
        browser.go(&format!("{address}{}", number + 1));
        browser.until("its frames are loaded", is_loaded, &[]);
        assert_eq!(axe::violations_with_frames(&browser), Vec::<String>::new(), "{kind:?} {variant:?}");
        let press = match variant {
            Variant::ClickScript => "button",
            Variant::ClickFrame => "a",
            Variant::Details => "summary",
            _ => continue,
        };
        browser.drive(async |driver| {
            if *variant == Variant::ClickFrame {
                driver.enter_frame(0).await?;
            }
            driver.find(By::Css(press)).await?.click().await?;
            driver.enter_default_frame().await
        });
        let is_store = "return document.querySelector('iframe')?.contentDocument?.title === 'Store'";
        browser.until("the store is in the frame", is_store, &[]);
        browser.until("all of it", is_loaded, &[]);
        assert_eq!(axe::violations_with_frames(&browser), Vec::<String>::new(), "{kind:?} {variant:?}, pressed");
    }
}
