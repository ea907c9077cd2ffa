//! Mistakes in the terms of service, and what is generated of them.

use crate::guide::Guide;

const NL: &str = "nl/terms.md";
const EN: &str = "en/terms.md";

const WORDS: &str = "<!-- words
concept: CONCEPT
concept-line: Niet nagekeken.
version-line: Versie {version}
gap: [vul in: {name}]
months: a, b, c, d, e, f, g, h, i, j, k, l
version: versie
city: plaats
-->
";

const BODY: &str = "
# Voorwaarden

## Wie wij zijn {#who}

<!-- from: a1, book -->
Wij zijn er, in {city}.

<!-- from: own; if: circuit; flag: consumers -->
Zie artikel {#last}:
- {court? kies zelf: welke}
- klaar

<!-- if: telephony -->
## Bellen {#calls}

<!-- from: own -->
Bel volgens artikel {#calls}.

## Slot {#last}

<!-- from: own -->
Einde.

<!-- from: own; if: previous -->
Eerder:
- {previous}
";

fn guide() -> Guide {
    let guide = Guide::minimal();
    for file in [NL, EN] {
        guide.write(file, &format!("{WORDS}{BODY}"));
    }
    guide
}

/// Breaks the Dutch terms in one place and expects these problems first, on the line of `mark`.
#[track_caller]
fn problem(old: &str, new: &str, mark: &str, rest: &str) {
    let guide = guide();
    guide.change(NL, old, new);
    let expected = format!("{NL}:{}: {rest}", guide.line(NL, mark));
    let problems = guide.problems();
    assert!(problems.lines().any(|problem| problem == expected), "{expected}\n{problems}");
}

#[test]
fn terms_are_written_without_their_sources_and_without_empty_lines() {
    let guide = guide();
    let rust = guide.content().to_rust();
    let (_, terms) = rust.split_once("pub static TERMS: &[&str] = &[").unwrap();
    let (before, after) = BODY.split_once("<!-- from: own; if: circuit; flag: consumers -->").unwrap();
    let kept = |text: &str| -> String {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("<!-- from"));
        lines.map(|line| format!("{line}\n")).collect()
    };
    let after = after.replace("<!-- from: own; if: previous -->", "<!-- if: previous -->");
    let expected = format!("{WORDS}{}<!-- if: circuit; flag: consumers -->\n{}", kept(before), kept(&after));
    assert_eq!(terms.matches(&format!("{expected:?}")).count(), 2, "{terms}");
    let files: Vec<_> = guide.content().files().map(|file| file.to_owned()).collect();
    assert!(files.contains(&guide.dir.join(NL)) && files.contains(&guide.dir.join(EN)));
}

#[test]
fn a_guide_may_have_no_terms_but_not_in_one_language_alone() {
    assert!(Guide::minimal().content().to_rust().contains("pub static TERMS: &[&str] = &[];"));
    let guide = guide();
    std::fs::remove_file(guide.dir.join(EN)).unwrap();
    let dir = guide.dir.display();
    assert_eq!(
        guide.problems(),
        format!("{EN}:1: (file): missing; expected a file, since {NL} is there").replace(&format!("{dir}/"), "")
    );
}

#[test]
fn a_source_that_only_the_terms_name_is_used_and_an_unknown_one_is_reported() {
    let source = "[[source]]\nid = \"law\"\nkind = \"own\"\ntext = \"A law.\"\n[[source]]\nid = \"a1\"";
    let guide = guide().and("sources.toml", "[[source]]\nid = \"a1\"", source);
    assert!(guide.problems().contains("source.law: is not used; expected a use in guide.toml or terms.md"));
    guide.change(NL, "a1, book", "a1, law");
    assert_eq!(guide.problems(), "");
    problem(
        "from: a1, book",
        "from: a1, bok",
        "bok",
        "(comment): unknown source `bok`; expected the id of a source in sources.toml",
    );
}

#[test]
fn a_clause_names_its_source_and_nothing_else_does() {
    let expected = "expected `<!-- from: … -->` on the line before it";
    problem("<!-- from: a1, book -->\n", "", "Wij zijn", &format!("who.1: has no source; {expected}"));
    problem(
        "<!-- if: telephony -->",
        "<!-- from: own; if: telephony -->",
        "from: own; if: telephony",
        "calls: has a source; expected a source for clauses alone",
    );
    problem(
        "- klaar",
        "<!-- flag: consumers -->\n- klaar",
        "<!-- flag",
        "who.2[2]: has a flag; expected a flag for clauses alone",
    );
}

#[test]
fn names_that_nobody_knows_are_reported_with_the_one_that_was_probably_meant() {
    let fields = "`legal-name`, `trade-name`, `legal-form`, `kvk`, `vat`, `address`, `postcode`, `city`, `email`, \
        `phone`, `website`, `services`, `contract`, `business-only`, `support-contact`, `support-hours`, …";
    problem(
        "{city}",
        "{ctiy}",
        "{ctiy}",
        &format!("who.1: unknown field `ctiy` (did you mean `city`?); expected one of {fields}"),
    );
    problem(
        "flag: consumers",
        "flag: consumer",
        "flag: consumer",
        "(comment): unknown flag `consumer` (did you mean `consumers`?); expected one of `consumers`, \
        `gross-negligence`, `silent-renewal`, `change-without-exit`, `annex-not-linked`",
    );
    problem(
        "<!-- if: telephony -->",
        "<!-- iff: telephony -->",
        "iff",
        "(comment): unknown entry `iff` (did you mean `if`?); expected one of `from`, `if`, `flag`",
    );
    let guide = guide();
    guide.change(NL, "if: circuit", "if: circiut");
    assert!(guide.problems().contains("(comment): unknown condition `circiut` (did you mean `circuit`?)"));
    guide.change(NL, "if: circiut", "if: city");
    guide.change(EN, "if: circuit", "if: city");
    assert_eq!(guide.problems(), "");
}

#[test]
fn a_gap_needs_a_name_and_a_choice_needs_words() {
    problem(
        "in {city}",
        "in {kvk}",
        "in {kvk}",
        "who.1: has no name for the gap `kvk`; expected `kvk: …` among the words",
    );
    let braces = "expected `{field}`, `{field? words}` or `{#anchor}`";
    for empty in ["{court?}", "{court? }"] {
        let rest = format!("who.2[1]: has no words for the open choice `court`; {braces}");
        problem("{court? kies zelf: welke}", empty, empty, &rest);
    }
    problem("in {city}", "in {city", "in {city", &format!("who.1: has a lonely brace; {braces}"));
    problem("in {city}", "in city}", "in city}", &format!("who.1: has a lonely brace; {braces}"));
}

#[test]
fn a_reference_leads_to_a_section_that_is_there_whenever_it_is() {
    problem(
        "Zie artikel {#last}",
        "Zie artikel {#lst}",
        "{#lst}",
        "who.2: unknown section `lst`; expected the anchor of a section",
    );
    problem(
        "Zie artikel {#last}",
        "Zie artikel {#calls}",
        "Zie artikel {#calls}",
        "who.2: refers to `calls`, which may not be there; expected the condition `telephony` here too",
    );
}

#[test]
fn words_stand_at_the_top_each_once() {
    let expected = "expected `<!-- words` on the first line, and `-->` on a line of its own after the words";
    problem("<!-- words", "<!-- Words", "<!--", &format!("words: missing; {expected}"));
    problem("concept: CONCEPT\n", "", "<!-- words", "words.concept: missing; expected a text");
    problem(
        "city: plaats",
        "cit: plaats",
        "cit: plaats",
        "words.cit: unknown word `cit`; expected one of `concept`, `concept-line`, `version-line`, `gap`, `months`",
    );
    problem(
        "city: plaats",
        "city: a\ncity: b",
        "city: b",
        "words.city: stands here twice; expected each word once; line 8 has it",
    );
    problem("city: plaats", "city", "city\n", "words: `city` is no word; expected `name: text`");
    problem("k, l", "k", "months", "words.months: is no list of twelve; expected twelve months with `, ` between them");
    problem("{name}", "naam", "gap", "words.gap: has no `{name}`; expected the place of the name");
}

#[test]
fn lines_are_out_of_place_or_run_together() {
    let order = "expected first a title, then sections, in them clauses, under these items";
    problem("## Slot {#last}", "# Slot", "# Slot", &format!("(title): is out of place; {order}"));
    problem("# Voorwaarden\n", "# Voorwaarden\n\n- los", "- los", &format!("(text).0[1]: is out of place; {order}"));
    problem("# Voorwaarden\n", "", "<!-- words", "(title): missing; expected a line `# Title` below the words");
    let run = "expected an empty line before it; a clause is one line";
    problem("Wij zijn er", "Wij\nzijn er", "zijn er", &format!("who.2: follows another line; {run}"));
    problem("Einde.", "### Einde.", "###", "last.1: begins with a mark; expected `# `, `## `, `- ` or a sentence");
    problem("Einde.", "Einde. ", "Einde.", "(line): has blanks around it; expected a line without them");
    let about = "(comment): is about nothing; expected what it is about on the next line";
    problem("book -->\n", "book -->\n\n", "book", about);
    problem("- {previous}\n", "- {previous}\n<!-- from: a1 -->\n", "<!-- from: a1 -->", about);
}

#[test]
fn sections_have_distinct_anchors_and_are_never_empty() {
    let expected = "expected `## Heading {#anchor}`, with an anchor of a-z, 0-9 and `-`";
    for bad in ["## Slot", "## Slot {#}", "## Slot {#A}"] {
        problem("## Slot {#last}", bad, bad, &format!("(heading): has no anchor; {expected}"));
    }
    let guide = guide();
    guide.change(NL, "{#calls}\n", "{#who}\n");
    let line = guide.line(NL, "## Wie");
    let problems = guide.problems();
    let dir = guide.dir.display().to_string();
    let expected = format!("who: stands here twice; expected another anchor, since {NL}:{line} has it");
    assert!(problems.replace(&format!("{dir}/"), "").contains(&expected), "{problems}");
    problem(
        "<!-- from: own -->\nEinde.",
        "<!-- from: own; if: circuit -->\nEinde.",
        "## Slot",
        "last: can be empty; expected a clause without a condition",
    );
}

#[test]
fn previous_versions_are_an_item_of_their_own() {
    let expected = "expected an item that is `{previous}` alone";
    problem(
        "- {previous}",
        "- was {previous}",
        "- was",
        &format!("last.2[1]: has `{{previous}}` among other words; {expected}"),
    );
}

#[test]
fn texts_keep_to_the_rules_for_every_text() {
    problem("Einde.", "\"Einde\".", "\"Einde\"", "last.1: has \" in it; expected a typographic quote “ or ”");
    problem("Einde.", "<b>Einde.", "<b>", "last.1: has HTML in it: `<b`; expected plain text");
    problem("kies zelf: welke", "kies zelf: 'n", "'n", "who.2[1]: has ' in it; expected a typographic quote ‘ or ’");
}

#[test]
fn languages_have_the_same_structure() {
    let guide = guide();
    guide.change(EN, "- klaar\n", "");
    let line = guide.line(NL, "- klaar");
    let expected = format!("expected kind, condition, flag, anchor and fields as in {NL}:{line}");
    let problems = guide.problems();
    assert!(problems.contains("has another structure") && problems.contains(&expected), "{problems}");
    for (old, new) in [
        ("if: circuit", "if: contract-own"),
        ("flag: consumers", "flag: silent-renewal"),
        ("in {city}", "hier"),
        ("{#last}\n", "{#end}\n"),
    ] {
        let guide = self::guide();
        guide.replace_all(EN, old, new);
        assert!(guide.problems().contains("has another structure"), "{old}");
    }
    let guide = self::guide();
    guide.change(EN, "\n<!-- from: own; if: previous -->\nEerder:\n- {previous}\n", "");
    assert!(guide.problems().contains(&format!("(text): has 10 lines; expected 12 lines as in {NL}")));
}
