//! The terms of a firm, from the content to every format: whatever is typed stays text.

use std::fs;
use std::path::PathBuf;

use partnerpad::domain::Day;
use partnerpad::domain::filters::{Place, Platform, simulate};
use partnerpad::domain::terms::output::{Format, answers, cms, docx, html, markdown, text};
use partnerpad::domain::terms::versions::{PieceKind, diff};
use partnerpad::domain::terms::{Answers, Document, FIELDS, Inline, Kind, Previous, clean, names, sample};
use partnerpad::text::{LABELS, TERMS};
use proptest::prelude::*;

/// A firm that answered everything.
fn full() -> Answers {
    let mut answers = Answers::new();
    for (id, answer) in [
        ("legal-name", "Voorbeeld Telecom B.V."),
        ("trade-name", "Voorbeeld & Zonen"),
        ("legal-form", "bv"),
        ("kvk", "12345678"),
        ("vat", "NL123456789B13"),
        ("address", "Dorpsstraat 1"),
        ("postcode", "1234 AB"),
        ("city", "Voorbeelddorp"),
        ("email", "info@voorbeeld.example"),
        ("phone", "010 000 00 00"),
        ("website", "https://voorbeeld.example"),
        ("services", "both"),
        ("contract", "own"),
        ("business-only", "yes"),
        ("support-contact", "support@voorbeeld.example"),
        ("support-hours", "werkdagen 9–17 uur"),
        ("invoice-email", "facturen@voorbeeld.example"),
        ("payment-days", "30"),
        ("notice-months", "1"),
        ("unify-terms-url", "https://unify.example/terms?a=1&b=2"),
        ("unify-description-url", "https://unify.example/description"),
        ("unify-use-url", "https://unify.example/use"),
        ("unify-eula-url", "https://unify.example/eula"),
        ("unify-data-url", "https://unify.example/data"),
        ("privacy-url", "https://voorbeeld.example/privacy"),
        ("processing", "yes"),
        ("first-term", "(eerste looptijd)"),
        ("indexation", "(indexatie)"),
        ("availability", "(beschikbaarheid)"),
        ("fair-use", "(redelijk gebruik)"),
        ("porting", "(nummers)"),
        ("emergency-calls", "(112)"),
        ("late-payment", "(te laat)"),
        ("liability-cap", "(grens)"),
        ("data-return", "(gegevens)"),
        ("consumer-rules", "(consumenten)"),
        ("court", "Utrecht"),
        ("version", "2.0"),
        ("start-date", "2026-12-01"),
        ("terms-url", "https://voorbeeld.example/voorwaarden"),
        ("reviewed-by", "mr. X"),
        ("reviewed-on", "2026-11-20"),
    ] {
        answers.set(id, answer);
    }
    answers
}

fn with(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = full();
    pairs.iter().for_each(|(id, answer)| answers.set(id, answer));
    answers
}

fn previous() -> Vec<Previous> {
    vec![
        Previous { version: "1.1".to_owned(), start: Day::parse("2026-06-01") },
        Previous { version: "1.0".to_owned(), start: None },
    ]
}

fn document<'a>(language: usize, answers: &Answers, previous: &[Previous]) -> Document<'a> {
    Document::new(TERMS[language], LABELS[language].lang, answers, previous)
}

/// Compares with a file under `tests/fixtures/terms/`; writes it if `PARTNERPAD_WRITE` is set.
#[track_caller]
fn is_golden(name: &str, bytes: &[u8]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/terms").join(name);
    if std::env::var_os("PARTNERPAD_WRITE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    let golden = fs::read(&path).unwrap_or_default();
    assert!(golden == bytes, "{} differs; with PARTNERPAD_WRITE=1 it is written anew", path.display());
}

#[test]
fn the_terms_are_as_they_were_in_each_language_and_format() {
    for (language, labels) in LABELS.iter().enumerate() {
        let answers = full();
        let document = document(language, &answers, &previous());
        for format in [Format::Html, Format::Cms, Format::Markdown, Format::Text] {
            let name = if format == Format::Cms { "full-cms.html" } else { &format!("full.{}", format.extension()) };
            is_golden(&format!("{}/{name}", labels.lang), &format.write(&document, &answers));
        }
    }
    is_golden("full.json", answers::write(&full()).as_bytes());
}

/// What headings, clauses and items say, without their numbers.
fn clauses(language: usize, answers: &Answers) -> Vec<String> {
    let shown = |parts: &[Inline<'_>]| parts.iter().map(Inline::text).collect::<String>();
    let document = document(language, answers, &[]);
    let lines = document.sections.iter().flat_map(|section| {
        let clauses = section.clauses.iter().flat_map(|clause| [&clause.text].into_iter().chain(&clause.items));
        [&section.heading].into_iter().chain(clauses).map(|parts| shown(parts)).collect::<Vec<_>>()
    });
    lines.collect()
}

#[test]
fn each_condition_gives_the_text_that_it_gave() {
    let conditions: &[(&str, &[(&str, &str)])] = &[
        ("circuit", &[("services", "circuit")]),
        ("telephony", &[("services", "telephony")]),
        ("shared", &[("contract", "shared")]),
        ("ask", &[("contract", "ask")]),
        ("consumers", &[("business-only", "no")]),
        ("no-processing", &[("processing", "no")]),
        ("no-trade-name", &[("trade-name", "")]),
    ];
    for (language, labels) in LABELS.iter().enumerate() {
        let all = clauses(language, &full());
        let mut changes = String::new();
        for (name, answers) in conditions {
            changes.push_str(&format!("=== {name}\n"));
            let changed = clauses(language, &with(answers));
            let only = |some: &[String], others: &[String], mark: &str| -> String {
                some.iter()
                    .filter(|clause| !others.contains(clause))
                    .map(|clause| format!("{mark} {clause}\n"))
                    .collect()
            };
            changes.push_str(&(only(&all, &changed, "-") + &only(&changed, &all, "+")));
        }
        is_golden(&format!("{}/conditions.txt", labels.lang), changes.as_bytes());
        let empty = text::write(&document(language, &Answers::new(), &[]));
        is_golden(&format!("{}/empty.txt", labels.lang), empty.as_bytes());
    }
}

#[test]
fn without_answers_every_gap_and_choice_is_seen_and_counted() {
    for language in 0..TERMS.len() {
        let document = document(language, &Answers::new(), &[]);
        let (gaps, choices) = (document.gaps(), document.open_choices());
        let plain = text::write(&document);
        assert_eq!(document.sections.len(), 20, "all but telephony, which is not sold yet");
        for id in ["legal-name", "kvk", "vat", "terms-url", "start-date", "court", "unify-eula-url"] {
            assert!(gaps.contains(&id), "{id}");
        }
        for id in ["contract", "services", "processing", "liability-cap", "indexation"] {
            assert!(choices.contains(&id), "{id}");
        }
        let open = document.inlines().filter(|part| matches!(part, Inline::Gap { .. } | Inline::Choice { .. })).count();
        assert_eq!(plain.matches('[').count(), open);
    }
}

#[test]
fn with_every_answer_nothing_is_open_and_every_answer_but_that_of_the_review_is_there() {
    for language in 0..TERMS.len() {
        let consumers = with(&[("business-only", "no")]);
        let document = document(language, &consumers, &previous());
        assert_eq!((document.gaps(), document.open_choices()), (vec![], vec![]));
        let filled: Vec<_> = document
            .inlines()
            .filter_map(|part| if let Inline::Filled { field, .. } = part { Some(*field) } else { None })
            .collect();
        for field in FIELDS {
            let is_condition = matches!(field.kind, Kind::Choice(_)) && field.id != "legal-form";
            let is_there = filled.contains(&field.id);
            assert_eq!(is_there, !is_condition && !field.id.starts_with("reviewed"), "{}", field.id);
        }
    }
}

#[test]
fn sections_have_the_same_anchors_in_every_language_and_references_lead_to_them() {
    let anchors = |language| -> Vec<_> {
        document(language, &full(), &[]).sections.iter().map(|section| section.anchor).collect()
    };
    assert_eq!(anchors(0).len(), 21);
    for language in 1..TERMS.len() {
        assert_eq!(anchors(language), anchors(0));
    }
    for answers in [full(), with(&[("services", "circuit")])] {
        let document = document(0, &answers, &[]);
        for part in document.inlines() {
            if let Inline::Reference { anchor, text } = part {
                let section = document.sections.iter().find(|section| section.anchor == *anchor).unwrap();
                assert_eq!(section.number.to_string(), *text);
            }
        }
    }
}

#[test]
fn every_flag_stands_at_a_clause() {
    let mut flags = document(0, &full(), &[]).flags();
    flags.sort_unstable();
    let mut known = names::FLAGS.to_vec();
    known.sort_unstable();
    assert_eq!(flags, known);
}

#[test]
fn what_nobody_has_reviewed_says_so_in_every_format() {
    for language in 0..TERMS.len() {
        let draft = with(&[("reviewed-on", "")]);
        let (draft_document, final_document) = (document(language, &draft, &[]), document(language, &full(), &[]));
        let mark = draft_document.concept.unwrap().mark;
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Answers) {
            let says = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(mark);
            assert!(says(&format.write(&draft_document, &draft)), "{format:?}");
            assert!(!says(&format.write(&final_document, &full())), "{format:?}");
            assert!(format.file_name(&draft).starts_with("concept-"));
            assert!(!format.file_name(&full()).starts_with("concept-"));
        }
    }
}

#[test]
fn the_page_loads_nothing_and_its_policy_names_its_own_style() {
    use sha2::{Digest, Sha256};
    let page = html::write(&document(0, &full(), &[]));
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let digest = Sha256::digest(style.as_bytes());
    let named = page.split_once("'sha256-").unwrap().1.split_once('\'').unwrap().0;
    assert_eq!(named, base64(&digest));
    for bad in ["<script", "<link", "<img", "style=", " src=", "url(", "@import"] {
        assert!(!page.contains(bad), "{bad}");
    }
}

/// Another way than that of the page: bit by bit.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let sixes = bits.chunks(6).map(|six| (0..6).fold(0, |n, at| n << 1 | usize::from(*six.get(at).unwrap_or(&0))));
    let mut text: String = sixes.map(|six| letters[six]).collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn the_part_for_a_cms_has_only_what_filters_let_through() {
    for answers in [full(), Answers::new()] {
        let part = cms::write(&document(0, &answers, &previous()));
        for tag in part.split('<').skip(1).map(|rest| rest.split_once('>').unwrap().0) {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(["h2", "h3", "p", "ul", "li", "a"].contains(&name), "{tag}");
            let attributes = tag.matches('=').count();
            let known = usize::from(tag.starts_with("a href=\"https://") || tag.starts_with("h3 id=\""));
            assert!(attributes == known || tag.contains("?a=1&amp;b=2\""), "{tag}");
        }
    }
}

#[test]
fn a_cms_leaves_the_part_as_it_is_or_takes_headings_alone() {
    for answers in [full(), Answers::new()] {
        for language in 0..TERMS.len() {
            let part = cms::write(&document(language, &answers, &previous()));
            // There is no place for HTML there at all.
            for place in Place::ALL.into_iter().filter(|place| *place != Place::SquarespacePersonal) {
                let outcome = simulate(&part, place).unwrap();
                let text = |html: &str| unescaped(&html.split('<').map(after_tag).collect::<String>());
                assert_eq!(without_blanks(&text(&outcome.left)), without_blanks(&text(&part)), "{place:?}");
                if place.platform() == Platform::WordPress {
                    assert!(outcome.is_whole(), "{place:?} {:?}", outcome.reasons());
                }
                let removed = outcome.pieces.iter().filter(|piece| piece.why().is_some_and(|why| !why.is_harmless()));
                for piece in removed {
                    let piece = piece.before();
                    assert!(piece.contains("h2") || piece.contains("h3") || piece.contains("id="), "{place:?} {piece}");
                }
            }
        }
    }
}

fn after_tag(rest: &str) -> &str {
    rest.split_once('>').map_or(rest, |(_, text)| text)
}

#[test]
fn the_notice_that_this_is_no_advice_stays_out_of_the_terms() {
    for language in 0..TERMS.len() {
        let plain = text::write(&document(language, &Answers::new(), &[])).to_lowercase();
        for word in ["juridisch advies", "legal advice", "partnerpad", "voorbeeldtekst"] {
            assert!(!plain.contains(word), "{word}");
        }
    }
}

/// Members of a stored zip file by name.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let number = |at: usize, count: usize| {
        bytes[at..at + count].iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    };
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    assert_eq!(at + number(end + 12, 4), end);
    let mut members = Vec::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (size, name, offset) = (number(at + 24, 4), number(at + 28, 2), number(at + 42, 4));
        let name = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap();
        assert_eq!(&bytes[offset..offset + 4], b"PK\x03\x04");
        let start = offset + 30 + name.len();
        assert_eq!(&bytes[offset + 30..start], name.as_bytes());
        at += 46 + name.len();
        members.push((name, bytes[start..start + size].to_vec()));
    }
    members
}

fn part(bytes: &[u8], name: &str) -> String {
    let member = unzipped(bytes).into_iter().find(|(known, _)| known == name);
    String::from_utf8(member.unwrap_or_else(|| panic!("{name}")).1).unwrap()
}

/// The tags of an XML text in order, without what stands between their quotes.
fn tags(xml: &str) -> Vec<String> {
    let mut tags = Vec::new();
    for rest in xml.split('<').skip(1) {
        let tag = rest.split_once('>').unwrap().0;
        tags.push(tag.split('"').step_by(2).collect::<Vec<_>>().join("\"\""));
    }
    tags
}

#[test]
fn the_word_file_has_real_headings_numbered_clauses_and_links() {
    let document = document(0, &full(), &previous());
    let file = docx::write(&document);
    let body = part(&file, "word/document.xml");
    let count = |style: &str| body.matches(&format!("<w:pStyle w:val=\"{style}\"/>")).count();
    assert_eq!((count("Title"), count("Heading1"), count("Concept")), (1, 21, 0));
    assert_eq!(count("Clause"), document.sections.iter().map(|section| section.clauses.len()).sum::<usize>());
    let items = document.sections.iter().flat_map(|section| &section.clauses).map(|clause| clause.items.len());
    assert_eq!(count("ListBullet"), items.sum::<usize>());
    let relations = part(&file, "word/_rels/document.xml.rels");
    assert!(relations.contains("Target=\"https://unify.example/terms?a=1&amp;b=2\" TargetMode=\"External\""));
    for id in body.split("r:id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0) {
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
    let styles = part(&file, "word/styles.xml");
    for style in ["Title", "Heading1", "Clause", "ListBullet", "Concept", "Hyperlink", "Footer"] {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    let types = part(&file, "[Content_Types].xml");
    for (name, _) in unzipped(&file) {
        let is_typed = name.ends_with(".rels") || name.starts_with('[') || types.contains(&format!("\"/{name}\""));
        assert!(is_typed, "{name}");
    }
}

#[test]
fn every_part_of_the_word_file_closes_what_it_opens() {
    for answers in [full(), Answers::new()] {
        for (name, bytes) in unzipped(&docx::write(&document(1, &answers, &[]))) {
            let xml = String::from_utf8(bytes).unwrap();
            let mut open = Vec::new();
            for tag in tags(&xml).iter().filter(|tag| !tag.starts_with('?') && !tag.ends_with('/')) {
                let element = tag.split(' ').next().unwrap();
                match element.strip_prefix('/') {
                    Some(closed) => assert_eq!(open.pop().as_deref(), Some(closed), "{name}"),
                    None => open.push(element.to_owned()),
                }
            }
            assert_eq!(open, Vec::<String>::new(), "{name}");
        }
    }
}

/// What a hostile or careless hand may type: markup of every format, and characters that are not seen.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(vec![
            "<", ">", "&", "\"", "'", "`", "*", "_", "[", "]", "(", ")", "#", "- ", "1. ", "{", "}", "\\", "|", "~", "$",
            "\n", "\r", "\t", "\u{0}", "\u{1}", "\u{b}", "\u{202e}", "\u{feff}", "\u{fffe}", "\u{2028}", "]]>", "-->",
            "<script>", "javascript:", "https://", "&lt;", "{kvk}", "= ", "+ ", "a", "é", "𝄞", " ", "www.a.nl", "a@b.nl",
        ]), 0..12).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
        1 => "https://[a-z\"'<>&;.?/ ]{1,20}",
    ]
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let answer = (0..FIELDS.len(), typed());
    prop::collection::vec(answer, 0..12).prop_map(|pairs| {
        let mut answers = full();
        pairs.iter().for_each(|(field, answer)| answers.set(FIELDS[*field].id, answer));
        answers
    })
}

/// Every answer that is shown, replaced by one that is harmless and equally linked, so that the structure must be equal.
fn harmless<'a>(document: &Document<'a>) -> Document<'a> {
    let mut document = document.clone();
    let replace = |parts: &mut Vec<Inline<'a>>| {
        for part in parts {
            if let Inline::Filled { text, link, .. } = part {
                *text = "x".to_owned();
                *link = link.is_some().then(|| "https://x.example".to_owned());
            }
        }
    };
    replace(&mut document.title);
    replace(&mut document.version_line);
    for section in &mut document.sections {
        replace(&mut section.heading);
        for clause in &mut section.clauses {
            replace(&mut clause.text);
            clause.items.iter_mut().for_each(replace);
        }
    }
    document
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&#96;", "`"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

proptest! {
    // Each case writes whole documents.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_typed_becomes_markup_of_a_page(answers in any_answers()) {
        let document = document(0, &answers, &[]);
        let harmless = harmless(&document);
        for write in [html::write, cms::write] {
            let page = write(&document);
            prop_assert_eq!(tags(&page), tags(&write(&harmless)));
            let hrefs = page.split("href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0);
            for href in hrefs {
                prop_assert!(href.to_ascii_lowercase().starts_with("https://") || href.starts_with('#'), "{}", href);
            }
        }
    }

    #[test]
    fn nothing_typed_becomes_markup_of_a_word_file(answers in any_answers()) {
        let document = document(1, &answers, &[]);
        let (file, harmless) = (docx::write(&document), docx::write(&harmless(&document)));
        let (body, harmless) = (part(&file, "word/document.xml"), part(&harmless, "word/document.xml"));
        prop_assert_eq!(tags(&body), tags(&harmless));
        for (_, bytes) in unzipped(&file) {
            let xml = String::from_utf8(bytes).unwrap();
            prop_assert!(!xml.contains(is_no_xml));
        }
        let texts: String = body.split("<w:t xml:space=\"preserve\">").skip(1)
            .map(|rest| unescaped(rest.split_once("</w:t>").unwrap().0)).collect();
        let shown: String = document.concept.iter().map(|concept| format!("{}. {}", concept.mark, concept.line))
            .chain(document.inlines().map(|part| part.text().to_owned())).collect();
        prop_assert_eq!(texts, shown);
    }

    #[test]
    fn nothing_typed_becomes_markup_of_markdown(answers in any_answers()) {
        let document = document(0, &answers, &[]);
        let seen = |document: &Document<'_>| events(&markdown::write(document));
        let (structure, shown) = seen(&document);
        prop_assert_eq!(structure, seen(&harmless(&document)).0);
        let expected: String = document.inlines().map(|part| match part {
            Inline::Filled { link: Some(link), .. } => link.clone(),
            part => part.text().to_owned(),
        }).collect();
        // The numbers and the line of a concept are of ours, and a number is no answer: all of the rest must be there.
        prop_assert!(is_within(&without_blanks(&expected), &without_blanks(&shown)), "{}\n{}", expected, shown);
    }

    #[test]
    fn a_text_has_one_line_for_each_paragraph_whatever_is_typed(answers in any_answers()) {
        let document = document(0, &answers, &[]);
        let lines = |document: &Document<'_>| text::write(document).lines().count();
        prop_assert_eq!(lines(&document), lines(&harmless(&document)));
    }

    #[test]
    fn a_file_name_is_short_and_plain_whatever_is_typed(answers in any_answers()) {
        for format in Format::ALL {
            let name = format.file_name(&answers);
            let stem = name.strip_suffix(&format!(".{}", format.extension())).unwrap();
            prop_assert!((1..=60).contains(&stem.len()), "{}", name);
            prop_assert!(stem.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{}", name);
        }
    }

    #[test]
    fn answers_survive_their_file(answers in any_answers()) {
        prop_assert_eq!(answers::read(&answers::write(&answers)), Some(answers));
    }

    #[test]
    fn what_is_cleaned_is_clean(text in typed()) {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once.clone());
        prop_assert!(!once.contains(char::is_control));
    }

    #[test]
    fn outside_of_its_places_a_sample_stays_as_it_was(parts in prop::collection::vec(place_or_text(), 0..12), chosen in any::<u64>()) {
        let text = parts.concat();
        let holes = sample::find(&text);
        let mut number = 0;
        let filled = sample::fill(&text, &holes, |_| {
            number += 1;
            (chosen >> (number % 64) & 1 == 1).then(|| format!("\u{1}{number}\u{2}"))
        });
        // What was filled in is known by its marks; put back, the text must be what it was.
        let mut back = filled;
        for (at, hole) in holes.iter().enumerate() {
            back = back.replacen(&format!("\u{1}{}\u{2}", at + 1), hole.text(&text), 1);
        }
        prop_assert_eq!(back, text);
    }

    #[test]
    fn pieces_are_both_texts_to_the_byte(old in lines(), new in lines()) {
        let pieces = diff(&old, &new);
        let side = |other: PieceKind| -> String {
            pieces.iter().filter(|piece| piece.kind != other).map(|piece| piece.text.as_str()).collect()
        };
        prop_assert_eq!(side(PieceKind::Added), old);
        prop_assert_eq!(side(PieceKind::Removed), new);
        prop_assert!(pieces.windows(2).all(|two| two[0].kind != two[1].kind));
        prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    }
}

fn is_no_xml(letter: char) -> bool {
    letter < ' ' && letter != '\n' || ['\u{fffe}', '\u{ffff}'].contains(&letter)
}

fn place_or_text() -> impl Strategy<Value = String> {
    let place =
        prop::sample::select(vec!["[naam]", "<naam>", "{{kvk}}", "{x", "____", "……", ".....", "XXX", "[", "]", "<p>"]);
    prop_oneof![place.prop_map(str::to_owned), "[a-z é\r\n.:_]{0,10}", any::<String>()]
        .prop_map(|text| text.replace(['\u{1}', '\u{2}'], ""))
}

fn lines() -> impl Strategy<Value = String> {
    prop::collection::vec("[ab] ?[ab]?\n?", 0..12).prop_map(|lines| lines.concat())
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether the letters of `small` stand in `large` in their order.
fn is_within(small: &str, large: &str) -> bool {
    let mut letters = large.chars();
    small.chars().all(|letter| letters.any(|other| other == letter))
}

/// What a reader of Markdown sees: its structure, and its text.
fn events(text: &str) -> (Vec<String>, String) {
    use pulldown_cmark::{Event, Options, Parser};
    let (mut structure, mut shown) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => shown.push_str(&text),
            Event::Start(tag) => structure.push(format!("{tag:?}").split(['(', '{']).next().unwrap().to_owned()),
            Event::End(tag) => structure.push(format!("/{tag:?}").split('(').next().unwrap().to_owned()),
            Event::SoftBreak => shown.push(' '),
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, shown)
}

#[test]
fn texts_of_a_hundred_kilobytes_without_a_line_in_common_are_compared_at_once() {
    // A table of all pairs would have billions of places and not fit into memory.
    let text = |salt: u64| -> String {
        (0..25_000_u64).map(|at| format!("{:03x}\n", at.wrapping_mul(2_654_435_761 + salt) >> 7 & 0xfff)).collect()
    };
    let (old, new) = (text(0), text(98_764_321));
    let pieces = diff(&old, &new);
    let kept: String = pieces.iter().filter(|piece| piece.kind != PieceKind::Added).map(|piece| &*piece.text).collect();
    assert_eq!(kept, old);
    let blanks = diff(&old.replace('\n', " "), &new.replace('\n', " "));
    assert!(!blanks.is_empty());
}
