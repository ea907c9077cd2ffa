//! The preview: the copied text, and nothing requested.

use super::markup::{Piece, pieces};
use super::{LINKS, STORE, draft, drafts, snippet_of};
use base64::{Engine, engine::general_purpose::STANDARD};
use partnerpad::domain::embed::options::{Field, Variant};
use partnerpad::domain::embed::preview::{Scene, Words, document, shell};
use sha2::{Digest, Sha256};

const WORDS: Words<'static> = Words { language: "en", title: "Preview", drawn: "Here comes <the store>" };

fn attributes(html: &str) -> Vec<(String, String)> {
    let of = |piece| if let Piece::Open(_, attributes) = piece { attributes } else { Vec::new() };
    pieces(html).into_iter().flat_map(of).collect()
}

#[test]
fn a_drawn_preview_asks_nobody_for_anything() {
    let typed = " href=\"https://evil.example\" src=\"x\" srcdoc=\"y\" &quot; href=&quot;z";
    let fields = [Field::Text, Field::Title, Field::Consent, Field::Line].map(|field| (field, typed));
    let hostile = Variant::ALL.map(|variant| draft(variant, &fields));
    for draft in drafts().into_iter().chain(hostile) {
        let html = document(&snippet_of(&draft), Scene::Drawn, &WORDS);
        for (name, value) in attributes(&html) {
            assert!(!["src", "data-src"].contains(&name.as_str()), "{html}");
            assert!(name != "href" || value == "#" || value == "#store", "{name}={value}: {html}");
        }
        assert!(pieces(&html).iter().all(|piece| !matches!(piece, Piece::Error(_))), "{html}");
        let policy = "default-src 'none'; script-src 'sha256-";
        assert!(
            attributes(&html).iter().any(|(_, value)| value.starts_with(policy) && value.contains("frame-src 'none'"))
        );
    }
}

#[test]
fn a_drawn_store_stands_where_the_store_would() {
    for draft in drafts() {
        let html = document(&snippet_of(&draft), Scene::Drawn, &WORDS);
        let drawings = pieces(&html).iter().filter(|piece| **piece == Piece::Text(WORDS.drawn.to_owned())).count();
        assert_eq!(drawings, usize::from(draft.variant().is_framed()), "{html}");
    }
}

#[test]
fn the_preview_has_every_word_of_the_snippet() {
    let typed = "a \" href=\"x\" & <b> &quot; href=&quot;y&quot;";
    for variant in Variant::ALL {
        let snippet = snippet_of(&draft(variant, &[(Field::Text, typed), (Field::Consent, typed), LINKS[0]]));
        let shown = document(&snippet, Scene::Drawn, &WORDS);
        let texts = |html: &str| -> Vec<_> {
            let texts =
                pieces(html).into_iter().filter(|piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty()));
            texts.collect()
        };
        let shown = texts(&shown);
        for text in texts(&snippet) {
            assert!(shown.contains(&text), "{variant:?}: {text:?} in {shown:?}");
        }
    }
}

#[test]
fn the_real_preview_is_the_copied_text() {
    for draft in drafts().iter().filter(|draft| draft.variant() != Variant::Page) {
        let snippet = snippet_of(draft);
        let html = document(&snippet, Scene::Real, &WORDS);
        assert!(html.contains(&snippet) && html.contains("frame-src https:;"), "{html}");
    }
    let page = document(&snippet_of(&draft(Variant::Page, &[])), Scene::Real, &WORDS);
    assert!(attributes(&page).contains(&("src".to_owned(), STORE.to_owned())));
    assert_eq!(page.matches("<html").count(), 1);
    assert!(page.find("Content-Security-Policy") < page.find("<title>"));
}

#[test]
fn the_shell_runs_its_own_script_and_no_other() {
    for scene in [Scene::Drawn, Scene::Real] {
        let html = shell(scene, "en", "Preview");
        let (_, script) = html.split_once("<script>").unwrap();
        let (script, _) = script.split_once("</script>").unwrap();
        let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
        assert!(html.contains(&format!("'sha256-{hash}'; style-src")), "{hash}");
        assert!(!html.contains("script-src 'unsafe-inline'"));
    }
    assert!(shell(Scene::Drawn, "en", "Preview").contains(" sandbox=\"allow-scripts\""));
}
