//! The snippets: what each kind holds, whatever was typed.

use std::thread;

use super::corpora::Case;
use super::markup::{Piece, pieces, shape};
use super::{LINKS, STORE, WORDS, checked, draft, drafts, snippet_of};
use base64::{Engine, engine::general_purpose::STANDARD};
use partnerpad::domain::embed::csp::{Form, policy};
use partnerpad::domain::embed::options::{Draft, Field, Kind, Loads, Variant};
use partnerpad::domain::embed::snippet::CLICK_SCRIPT_HASH;

use partnerpad::domain::embed;
use partnerpad::text::{self, tools};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

#[track_caller]
fn frames(html: &str) -> Vec<Piece> {
    pieces(html).into_iter().filter(|piece| piece.is_open("iframe")).collect()
}

fn links(html: &str) -> Vec<String> {
    pieces(html).iter().filter_map(|piece| piece.attribute("href").map(str::to_owned)).collect()
}

#[test]
fn one_field_filled_gives_a_link() {
    let mut draft = Draft::default();
    draft.set(Field::Link, STORE);
    assert_eq!(
        snippet_of(&draft),
        "<p lang=\"nl\" style=\"text-align:left\">\n  \
        <a href=\"https://shop.example.com/store?partner=1&amp;lang=nl\">To the store</a>\n</p>\n"
    );
}

#[test]
fn without_a_link_that_can_be_used_there_is_no_snippet() {
    for variant in Variant::ALL {
        for link in ["", "http://shop.example.com", "javascript:alert(1)"] {
            assert_eq!(embed::snippet(&checked(&draft(variant, &[(Field::Link, link)])), &WORDS), None);
        }
    }
}

#[test]
fn every_kind_links_to_the_store() {
    for draft in drafts() {
        assert!(links(&snippet_of(&draft)).iter().any(|link| link == STORE), "{draft:?}");
    }
}

#[test]
fn every_snippet_is_markup_without_a_flaw() {
    for draft in drafts() {
        let html = snippet_of(&draft);
        let mut open = Vec::new();
        for piece in pieces(&html) {
            match piece {
                Piece::Error(error) => panic!("{error}: {html}"),
                Piece::Open(name, _) if name == "meta" => {}
                Piece::Open(name, _) => open.push(name),
                Piece::Close(name) => assert_eq!(open.pop(), Some(name), "{html}"),
                _ => {}
            }
        }
        // A frame's own end comes after what stands in it.
        assert!(open.is_empty(), "{open:?}: {html}");
        assert!(html.ends_with(">\n") && !html.contains("\n\n<p") || draft.variant() == Variant::Wordpress, "{html}");
    }
}

#[test]
fn a_frame_always_has_a_name_and_keeps_to_itself() {
    for draft in drafts() {
        let found = frames(&snippet_of(&draft));
        assert_eq!(found.len(), usize::from(draft.variant().is_framed()), "{draft:?}");
        for frame in found {
            let checked = checked(&draft);
            assert!(frame.attribute("title").is_some_and(|title| !title.is_empty()));
            assert_eq!(frame.attribute("loading"), Some("lazy"));
            assert_eq!(frame.attribute("allow"), Some(""));
            assert_eq!(frame.attribute("referrerpolicy"), Some(checked.referrer));
            assert_eq!(frame.attribute("height"), Some(checked.height.to_string().as_str()));
            assert_eq!(frame.attribute("sandbox").is_some(), checked.is_sandboxed);
            assert!(!frame.attribute("sandbox").is_some_and(|sandbox| sandbox.contains("top-navigation ")));
        }
    }
}

#[test]
fn nothing_is_loaded_before_its_time() {
    for draft in drafts() {
        let html = snippet_of(&draft);
        let at = |part: &str| html.find(part).unwrap_or(usize::MAX);
        let source = at(" src=\"https://");
        match draft.variant().loads() {
            Loads::OnLeaving | Loads::AfterConsent => assert_eq!(source, usize::MAX, "{html}"),
            Loads::OnClick if draft.variant().needs_script() => {
                assert!(at("<template>") < source && source < at("</template>"), "{html}");
            }
            Loads::OnClick => assert_eq!(source, usize::MAX, "{html}"),
            Loads::OnOpening => assert!(at("<details>") < source && source < at("</details>"), "{html}"),
            Loads::AtOnce => assert!(source < usize::MAX, "{html}"),
        }
        let elsewhere = ["<link", "<img", "<form", "@import", "url(", "<object", "<embed", "onclick"];
        assert!(!elsewhere.iter().any(|part| html.contains(part)), "{html}");
    }
}

#[test]
fn a_new_tab_cannot_reach_back() {
    for variant in Variant::ALL {
        let html = snippet_of(&draft(variant, &[(Field::NewTab, "yes")]));
        let targets: Vec<_> = pieces(&html).into_iter().filter(|piece| piece.attribute("target").is_some()).collect();
        assert!(!targets.is_empty());
        assert!(targets.iter().all(|link| link.attribute("rel") == Some("noopener")), "{html}");
        assert!(html.contains(WORDS.new_tab));
        assert!(!snippet_of(&draft(variant, &[])).contains(WORDS.new_tab));
    }
}

#[test]
fn terms_are_linked_where_the_kind_has_room_for_them() {
    for variant in Variant::ALL {
        let found = links(&snippet_of(&draft(variant, &LINKS)));
        for (_, link) in LINKS.iter().take(3) {
            assert_eq!(found.iter().any(|found| found == link), variant.has_terms(), "{variant:?} {link}");
        }
    }
}

#[test]
fn styles_keep_to_what_the_filter_of_wordpress_leaves() {
    let kept = [
        "background-color",
        "border",
        "border-radius",
        "color",
        "font-family",
        "font-size",
        "font-weight",
        "line-height",
        "margin",
        "max-width",
        "min-height",
        "padding",
        "text-align",
        "text-decoration",
        "width",
    ];
    for draft in drafts() {
        let html = snippet_of(&draft);
        for piece in pieces(&html) {
            for property in piece.attribute("style").iter().flat_map(|style| style.split(';')) {
                let (name, value) = property.split_once(':').unwrap();
                assert!(kept.contains(&name), "{property}");
                assert!(!value.is_empty() && !value.contains(['(', '&', '=', '}', ':', '"']), "{property}");
            }
        }
    }
}

#[test]
fn no_id_or_name_can_clash_with_one_of_the_page() {
    for draft in drafts() {
        let html = snippet_of(&draft);
        assert!(
            pieces(&html).iter().all(|piece| piece.attribute("id").is_none() && piece.attribute("name") != Some(""))
        );
    }
}

fn script_of(html: &str) -> Option<String> {
    let mut pieces = pieces(html).into_iter().skip_while(|piece| !piece.is_open("script"));
    pieces.next()?;
    match pieces.next() {
        Some(Piece::Text(script)) => Some(script),
        _ => None,
    }
}

#[test]
fn the_policy_names_the_very_script() {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    for draft in drafts() {
        let html = snippet_of(&draft);
        let policy = policy(&checked(&draft), &html).unwrap();
        assert_eq!(policy.script.map(str::to_owned), script_of(&html).as_deref().map(hash), "{html}");
        assert_eq!(policy.script.is_some(), draft.variant().needs_script());
        assert_eq!(policy.frame.as_deref(), draft.variant().is_framed().then_some("https://shop.example.com"));
        assert!(policy.has_styles && policy.is_needed());
    }
}

#[test]
fn the_policy_is_said_in_each_form() {
    let draft = draft(Variant::ClickScript, &[(Field::Link, "https://shop.example.com:8443/a?b=1")]);
    let policy = policy(&checked(&draft), &snippet_of(&draft)).unwrap();
    let all = format!(
        "frame-src 'self' https://shop.example.com:8443; script-src 'self' {CLICK_SCRIPT_HASH}; style-src 'self' 'unsafe-inline'"
    );
    assert_eq!(policy.directives(), all);
    assert_eq!(
        Form::ALL.map(|form| policy.text(form)),
        [
            format!("Header always set Content-Security-Policy \"{all}\"\n"),
            format!("add_header Content-Security-Policy \"{all}\" always;\n"),
            format!("/*\n  Content-Security-Policy: {all}\n"),
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{all}\">\n"),
        ]
    );
}

#[test]
fn a_snippet_that_is_pasted_gives_its_link_back() {
    for draft in drafts() {
        let again = embed::link::store(&snippet_of(&draft), "", super::parse);
        assert_eq!(again.link.unwrap().href(), STORE, "{draft:?}");
    }
}

#[test]
fn what_is_asked_shows_and_nothing_else_does() {
    let others = [
        (Field::Text, "Other"),
        (Field::Background, "#000000"),
        (Field::Color, "#fafafa"),
        (Field::Fit, "full"),
        (Field::Width, "444"),
        (Field::Height, "555"),
        (Field::Corner, "11"),
        (Field::Align, "center"),
        (Field::NewTab, "yes"),
        (Field::Title, "Other"),
        (Field::Heading, "Other"),
        (Field::Line, "Other"),
        (Field::Terms, "https://other.example.com/"),
        (Field::UnifyTerms, "https://other.example.com/"),
        (Field::Privacy, "https://other.example.com/"),
        (Field::Consent, "Other"),
        (Field::Category, "other"),
        (Field::Service, "other"),
        (Field::Sandbox, "none"),
        (Field::Referrer, "strict-origin"),
        (Field::PageTitle, "Other"),
        (Field::Back, "https://other.example.com/"),
    ];
    for variant in Variant::ALL {
        let fixed = draft(variant, &[(Field::Fit, "fixed")]);
        for (field, typed) in others {
            let mut other = fixed.clone();
            other.set(field, typed);
            let shows = snippet_of(&fixed) != snippet_of(&other);
            assert_eq!(shows, field.is_asked(variant), "{variant:?} {field:?}");
        }
    }
}

#[test]
fn the_words_of_each_language_make_a_snippet_that_names_the_host() {
    for words in tools::EMBED {
        let consent = words.snippet_consent("shop.example.com");
        for variant in Variant::ALL {
            let html = text::embed::snippet(&checked(&draft(variant, &LINKS)), words).unwrap();
            let asks = matches!(variant, Variant::ClickScript | Variant::ClickFrame);
            assert_eq!(pieces(&html).contains(&Piece::Text(consent.clone())), asks, "{html}");
        }
    }
}

/// What may stand in any field: letters that mean something in markup, and any other.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[<>&\"'`=/ a-z;#-]{0,40}",
        "https://shop\\.example\\.com/[!-~é ]{0,30}(\\?[!-~]{0,30})?(#[!-~]{0,10})?",
        prop::sample::select(super::naughty::STRINGS).prop_map(str::to_owned),
    ]
}

/// The same draft with harmless texts wherever something was typed that may be anything.
fn harmless(draft: &Draft) -> Draft {
    let checked = checked(draft);
    let mut harmless = draft.clone();
    for field in Field::ALL {
        let is_used = match field {
            Field::Link => true,
            Field::Terms => checked.terms.is_some(),
            Field::UnifyTerms => checked.unify_terms.is_some(),
            Field::Privacy => checked.privacy.is_some(),
            Field::Back => checked.back.is_some(),
            _ => false,
        };
        let text = match field.kind() {
            Kind::Link if is_used => "https://plain.example.com/",
            Kind::Text { .. } | Kind::Name { .. } => "plain",
            Kind::Link => "",
            _ => continue,
        };
        harmless.set(field, text);
    }
    harmless
}

#[track_caller]
fn stays_in_its_place(draft: &Draft) {
    let checked = checked(draft);
    let Some(html) = embed::snippet(&checked, &WORDS) else { return };
    let mut plain = harmless(draft);
    plain.set(Field::Link, "https://plain-store.example.com/");
    assert_eq!(shape(&html), shape(&snippet_of(&plain)), "{html}");
    for piece in pieces(&html) {
        for name in ["href", "src", "data-src"] {
            let link = piece.attribute(name).unwrap_or("/");
            assert!(link == "/" || link.starts_with("https://") || link.starts_with("http://"), "{link}");
        }
    }
    let policy = policy(&checked, &html).unwrap();
    assert!(!policy.directives().contains(['"', '<', '>', '\n', '\\']), "{policy:?}");
}

proptest! {
    #[test]
    fn nothing_typed_breaks_out_of_its_place(
        variant in prop::sample::select(&Variant::ALL),
        fields in prop::collection::vec((prop::sample::select(&Field::ALL), typed()), 1..8),
    ) {
        let mut draft = draft(variant, &[]);
        for (field, typed) in fields.iter().filter(|(field, _)| *field != Field::Variant) {
            draft.set(*field, typed);
        }
        stays_in_its_place(&draft);
        if embed::snippet(&checked(&draft), &WORDS).is_none() {
            draft.set(Field::Link, STORE);
            stays_in_its_place(&draft);
        }
    }

    #[test]
    fn what_is_typed_is_what_is_read(text in "[ -~é漢]{1,60}") {
        let read = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!read.is_empty());
        for variant in [Variant::Text, Variant::Button, Variant::Card, Variant::Wordpress, Variant::ClickFrame] {
            let html = snippet_of(&draft(variant, &[(Field::Text, &text)]));
            prop_assert!(pieces(&html).contains(&Piece::Text(read.clone())), "{}", html);
        }
    }
}

#[test]
fn what_is_known_to_hurt_does_not() {
    for text in super::naughty::STRINGS {
        let everywhere = Field::ALL.map(|field| (field, *text));
        for variant in Variant::ALL {
            for link in [STORE, *text] {
                let chosen = [(Field::Variant, variant.id()), (Field::Link, link)];
                stays_in_its_place(&draft(variant, &[everywhere.as_slice(), &chosen].concat()));
            }
        }
    }
}

/// What a browser makes of tokens depends on the names of tags and attributes, and on what is text; so if these are the
/// same, the tree is.
#[test]
fn no_attack_in_any_field_changes_what_is_markup() {
    let (plain, cases) = super::corpora::cases(|checked| embed::snippet(checked, &WORDS).unwrap());
    assert!(cases.len() > 20_000, "{}", cases.len());
    let shapes: Vec<_> = plain.iter().map(|html| shape(html)).collect();
    thread::scope(|scope| {
        for half in cases.chunks(cases.len().div_ceil(2)) {
            let shapes = &shapes;
            scope.spawn(move || half.iter().for_each(|case| is_as_harmless(case, &shapes[case.harmless])));
        }
    });
}

#[track_caller]
fn is_as_harmless(case: &Case, harmless: &[Piece]) {
    let Case { variant, field, html, .. } = case;
    let mut shape = shape(html);
    for (piece, harmless) in shape.iter_mut().zip(harmless) {
        // The comments of WordPress hold numbers.
        if let (Piece::Comment(_), Piece::Comment(text)) = (&*piece, harmless)
            && matches!(field.kind(), Kind::Pixels { .. } | Kind::Color | Kind::Choice(_))
        {
            *piece = Piece::Comment(text.clone());
        }
    }
    assert_eq!(shape, harmless, "{variant:?} {field:?}: {html}");
    for piece in pieces(html) {
        assert!(!matches!(piece, Piece::Error(_)), "{piece:?}: {html}");
        for name in ["href", "src", "data-src"] {
            let link = piece.attribute(name).unwrap_or("https://");
            let is_back = *variant == Variant::Page && link == "/";
            assert!(link.starts_with("https://") || link.starts_with("http://") || is_back, "{link}");
        }
    }
}
