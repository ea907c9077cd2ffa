//! The page as it is written while building, and the guide that it shows.

use partnerpad::{
    page::part,
    text::{GUIDE, LABELS, LANGUAGES, fill},
};

fn app(language: usize) -> String {
    part("app", &GUIDE, LANGUAGES, language).unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;")
}

#[test]
fn every_word_of_the_guide_stands_in_the_written_page() {
    for (language, words) in LANGUAGES.iter().enumerate() {
        let html = app(language);
        let sees = |text: &str| assert!(html.contains(&escaped(text)), "{}: {text}", words.lang);
        words.intro.text.iter().for_each(|text| sees(text));
        for step in words.steps {
            [step.title, step.short, step.next_title, step.next].iter().for_each(|text| sees(text));
            step.text.iter().chain(step.place).for_each(|text| sees(text));
            step.builds.iter().for_each(|text| sees(text));
            step.facts.iter().for_each(|fact| sees(fact.text));
            for action in step.actions {
                sees(action.what);
                [action.why, action.result, action.pitfall].iter().flatten().for_each(|text| sees(text));
            }
            if let Some(card) = &step.card {
                card.unknown.iter().for_each(|text| sees(text));
            }
        }
        for milestone in words.milestones {
            [milestone.title, milestone.reached, milestone.text, milestone.text_reached]
                .iter()
                .for_each(|text| sees(text));
        }
    }
}

#[test]
fn the_written_page_claims_no_progress() {
    for (language, words) in LANGUAGES.iter().enumerate() {
        let html = app(language);
        let ui = words.ui;
        let claims = [ui.state_todo, ui.state_busy, ui.state_done, ui.reached, ui.not_reached];
        for claim in claims.map(|claim| format!(">{claim}<")) {
            assert!(!html.contains(&claim), "{claim}");
        }
        assert!(!html.contains(&ui.done_of(0, GUIDE.steps.len())));
        assert!(!html.contains(" checked>") && !html.contains("checked="));
        assert!(!html.contains("data-state") && !html.contains("aria-current=\"step\""));
    }
}

#[test]
fn every_id_of_the_page_is_given_once_and_every_reference_leads_to_one() {
    for language in 0..LANGUAGES.len() {
        let html = app(language);
        let all = |attribute: &str| -> Vec<String> {
            let open = format!(" {attribute}=\"");
            html.split(&open).skip(1).filter_map(|rest| rest.split('"').next()).map(ToOwned::to_owned).collect()
        };
        let mut ids = all("id");
        ids.sort();
        let before = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), before, "an id stands twice");
        let fragments = all("href").into_iter().filter_map(|href| href.strip_prefix('#').map(ToOwned::to_owned));
        for id in fragments.chain(all("aria-labelledby")).chain(all("data-copy")).chain(all("popovertarget")) {
            assert!(ids.contains(&id), "nothing has the id {id}");
        }
    }
}

#[test]
fn every_action_says_why_what_comes_back_and_what_goes_wrong() {
    for words in LANGUAGES {
        for action in words.steps.iter().flat_map(|step| step.actions) {
            assert!(action.why.is_some() && action.result.is_some() && action.pitfall.is_some(), "{}", action.what);
        }
    }
}

#[test]
fn the_two_portals_are_always_told_apart() {
    for language in 0..LANGUAGES.len() {
        let html = app(language).to_lowercase();
        for (at, _) in html.match_indices("partner portal") {
            let before = &html[..at];
            assert!(before.ends_with("unify ") || before.ends_with("businesscom "), "{}", &html[at - 60..at + 20]);
        }
    }
}

#[test]
fn the_facts_of_the_article_stand_as_they_are() {
    let card = GUIDE.steps[2].card;
    assert_eq!(card, Some(15));
    assert_eq!(GUIDE.steps[1].actions.len(), 4, "four webinars");
    assert_eq!(GUIDE.steps.len(), 6);
    assert_eq!(GUIDE.milestones.iter().map(|milestone| milestone.after).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(
        LANGUAGES[0].steps[5].place,
        ["Unify Partner Portal", "Program & Tools", "Partner Tools", "Digital Channel"]
    );
}

/// Stored for ever: a changed id loses a tick.
#[test]
fn ids_are_frozen() {
    let ids: Vec<_> = GUIDE.steps.iter().flat_map(|step| step.actions).map(|action| action.id).collect();
    assert_eq!(
        ids,
        [
            "step-1.sign-in",
            "step-1.product-page",
            "step-1.registration-form",
            "step-1.missing-details",
            "step-1.preferred-distributor",
            "step-1.submit",
            "step-2.webinar-1",
            "step-2.webinar-2",
            "step-2.webinar-3",
            "step-2.webinar-4",
            "step-3.open-test",
            "step-3.take-test",
            "step-3.message",
            "step-4.contact",
            "step-4.wholesale-agreement",
            "step-4.addendum",
            "step-5.choose-terms",
            "step-5.adapt-terms",
            "step-5.publish-terms",
            "step-5.send-link",
            "step-6.register-digital-channel",
            "step-6.access",
            "step-6.choose-products",
            "step-6.place-link",
            "step-6.send-links",
            "step-6.linked",
        ]
    );
    assert_eq!(GUIDE.id, "openscape-cloud");
}

#[test]
fn only_known_places_and_languages_are_written() {
    assert!(part("app", &GUIDE, LANGUAGES, LANGUAGES.len()).is_none());
    assert!(part("nothing", &GUIDE, LANGUAGES, 0).is_none());
    for name in ["noscript", "broken"] {
        assert!(part(name, &GUIDE, LANGUAGES, 0).is_some_and(|html| html.len() > 20));
    }
}

#[test]
fn templates_are_filled_and_unknown_names_stay() {
    assert_eq!(fill("{a} van {b}, {c} {", &[("a", &1), ("b", &"{a}")]), "1 van {a}, {c} {");
}

#[test]
fn days_and_numbers_are_written_out() {
    let (nl, en) = (&LABELS[0].ui, &LABELS[1].ui);
    assert_eq!(nl.date("2026-11-02"), "2 november 2026");
    assert_eq!(en.date("2026-03-31"), "31 March 2026");
    for odd in ["", "2026", "2026-13-01", "2026-00-01", "a-b-c"] {
        assert_eq!(nl.date(odd), odd);
    }
    assert_eq!((nl.number(2), nl.number(12), nl.number(13)), ("twee".into(), "twaalf".into(), "13".into()));
}
