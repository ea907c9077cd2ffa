//! Mistakes in the words of the guide.

use crate::guide::Guide;

const WORDS: &str = "nl/guide.toml";

/// Breaks the Dutch words in one place and expects one problem on the line of `mark`.
fn one_problem(old: &str, new: &str, mark: &str, rest: &str) {
    Guide::with(WORDS, old, new).reports(&[(WORDS, mark, rest)]);
}

#[test]
fn words_missing_in_a_language_are_reported_with_the_line_of_their_source() {
    let why = "step-1.actions.buy.why: missing; expected a text, since @what = \"a1\", why@ names its source";
    one_problem("why = \"Zonder meel geen brood.\"\n", "", "[step-1.actions.buy]", why);
    Guide::with("en/guide.toml", "why = \"No flour, no bread.\"\n", "").reports(&[(
        "en/guide.toml",
        "[step-1.actions.buy]",
        why,
    )]);
}

#[test]
fn a_missing_name_of_a_party_is_reported_with_its_line() {
    one_problem(
        "baker = \"de bakker\"\n",
        "",
        "[parties]",
        "parties.baker: missing; expected a text, since @[[party]]\nid = \"baker\"@ names it",
    );
}

#[test]
fn a_missing_table_is_reported_once() {
    one_problem(
        "[step-1.actions.bake]\nwhat = \"Bak het brood\"\n",
        "",
        "[step-1.actions.buy]",
        "step-1.actions.bake: missing; expected a table, since @[[step.action]]\nid = \"bake\"@ asks for it",
    );
}

#[test]
fn a_missing_group_is_reported_with_the_line_of_its_first_member() {
    one_problem(
        "[places]\nshop = \"Winkel\"\noven = \"Oven\"\n",
        "",
        "[page]",
        "places: missing; expected a table, since @[[place]]@ asks for it",
    );
}

#[test]
fn words_without_a_source_are_reported() {
    one_problem(
        "what = \"Bak het brood\"",
        "what = \"Bak het brood\"\nwhy = \"Rauw is niets.\"",
        "Rauw",
        "step-1.actions.bake.why: has no source; expected an entry for it in `from` at @{ what = \"a1\" }@",
    );
}

#[test]
fn an_unknown_key_is_reported_with_the_one_that_was_probably_meant() {
    let known = "expected one of `what`, `why`, `result`, `pitfall`";
    one_problem(
        "what = \"Bak het brood\"",
        "what = \"Bak het brood\"\nreslut = \"Brood.\"",
        "reslut",
        &format!("step-1.actions.bake.reslut: unknown key (did you mean `result`?); {known}"),
    );
    one_problem(
        "what = \"Bak het brood\"",
        "what = \"Bak het brood\"\noutcome = \"Brood.\"",
        "outcome",
        &format!("step-1.actions.bake.outcome: unknown key; {known}"),
    );
}

#[test]
fn words_for_a_party_or_step_that_is_not_there_are_unknown_keys() {
    one_problem(
        "baker = \"de bakker\"",
        "baker = \"de bakker\"\ncook = \"de kok\"",
        "cook",
        "parties.cook: unknown key; expected one of `you`, `baker`",
    );
    one_problem(
        "[milestones.fed]",
        "[step-3]\ntitle = \"Drie\"\n[milestones.fed]",
        "[step-3]",
        "step-3: unknown key; expected one of `page`, `parties`, `places`, `intro`, `step-1`, \
         `step-2`, `milestones`",
    );
}

#[test]
fn values_of_another_kind_are_reported() {
    let plural = "a plural { one = \"…\", other = \"…\" }";
    let cases = [
        ("text = [\"Voedsel.\"]", "text = \"Voedsel.\"", "Voedsel", "intro.text: is a text; expected a list of texts"),
        ("what = \"Eet\"", "what = [\"Eet\"]", "[\"Eet", "step-2.actions.eat.what: is a list; expected a text"),
        ("what = \"Eet\"", "what = true", "true", "step-2.actions.eat.what: is true or false; expected a text"),
        (
            "text = [\"Voedsel.\"]",
            "text = [\"Voedsel.\", 2]",
            "Voedsel",
            "intro.text[2]: is an integer; expected a text",
        ),
        ("text = [\"Voedsel.\"]", "text = []", "text = []", "intro.text: is empty; expected a list of texts"),
        (
            "{ one = \"Bijna.\", other = \"Nog {n} te gaan.\" }",
            "\"Bijna.\"",
            "Bijna",
            &format!("page.lead_left: is a text; expected {plural}"),
        ),
        ("{ one = \"Bijna.\", other", "{ other", "lead_left", "page.lead_left.one: missing; expected a text"),
        (
            "{ one = \"Bijna.\",",
            "{ one = \"Bijna.\", two = \"x\",",
            "lead_left",
            "page.lead_left.two: unknown key; expected one of `one`, `other`",
        ),
    ];
    for (old, new, mark, rest) in cases {
        one_problem(old, new, mark, rest);
    }
    Guide::with(WORDS, "[parties]\nyou = \"jij\"\nbaker = \"de bakker\"\n", "")
        .and(WORDS, "[page]", "parties = 1\n[page]")
        .reports(&[(WORDS, "parties = 1", "parties: is an integer; expected a table")]);
}

#[test]
fn empty_texts_and_blanks_around_texts_are_reported() {
    let cases = [
        ("", "is empty; expected a text"),
        ("  ", "is empty; expected a text"),
        (" Eet", "has blanks around it; expected a text without them"),
        ("Eet\u{a0}", "has blanks around it; expected a text without them"),
    ];
    for (text, rest) in cases {
        let new = format!("what = \"{text}\"");
        let rest = format!("step-2.actions.eat.what: {rest}");
        one_problem("what = \"Eet\"", &new, &new, &rest);
    }
}

#[test]
fn a_paragraph_is_reported_on_its_own_line_counted_from_one() {
    one_problem(
        "\"Tweede alinea.\"",
        "\n  \"<b>Tweede</b>\"",
        "<b>",
        "step-1.text[2]: has HTML in it: `<b`; expected plain text",
    );
}

#[test]
fn html_markdown_and_typewriter_marks_are_reported() {
    let cases = [
        ("Eet <br>", "has HTML in it: `<b`; expected plain text"),
        ("Eet </p>", "has HTML in it: `</`; expected plain text"),
        ("Eet -- nu", "has -- in it; expected a dash `–`, or a comma"),
        ("Eet ’t 'nu'", "has ' in it; expected a typographic quote ‘ or ’"),
        ("Eet \\\"nu\\\"", "has \" in it; expected a typographic quote “ or ”"),
        ("Eet **nu**", "has ** in it; expected plain text without Markdown"),
        ("Eet `nu`", "has ` in it; expected plain text without Markdown"),
        ("Eet [nu](x)", "has ]( in it; expected plain text without Markdown"),
    ];
    for (text, rest) in cases {
        let new = format!("what = \"{text}\"");
        one_problem("what = \"Eet\"", &new, "what = \"Eet ", &format!("step-2.actions.eat.what: {rest}"));
    }
}

#[test]
fn a_name_on_the_path_fits_in_28_characters_not_counting_soft_hyphens() {
    let fits = format!("short = \"{}\u{ad}\"", "é".repeat(28));
    assert_eq!(Guide::with(WORDS, "short = \"Eten\"", &fits).problems(), "");
    let long = format!("short = \"{}\"", "é".repeat(29));
    one_problem("short = \"Eten\"", &long, &long, "step-2.short: has 29 characters; expected at most 28");
}

#[test]
fn a_way_has_exactly_two_boxes() {
    one_problem(
        "boxes = [\"Korst\", \"Kruim\"]",
        "boxes = [\"Korst\"]",
        "Korst",
        "intro.ways.whole.boxes: has 1 texts; expected exactly 2",
    );
}

#[test]
fn placeholders_that_nothing_fills_in_are_reported() {
    let cases = [
        (
            "about = \"Een boek.\"",
            "about = \"Een {n}.\"",
            "about: has an unknown placeholder `{n}`; expected no placeholders here",
        ),
        ("\"Van {date}.\"", "\"Van {day}.\"", "note[1]: has an unknown placeholder `{day}`; expected only `{date}`"),
        (
            "Nog {n} te gaan.",
            "Nog {date}.",
            "lead_left.other: has an unknown placeholder `{date}`; expected only `{n}`",
        ),
        (
            "Nog {n} te gaan.",
            "Nog {n.",
            "lead_left.other: has a `{` that is not closed; expected a placeholder such as `{name}`",
        ),
    ];
    for (old, new, rest) in cases {
        one_problem(old, new, new, &format!("page.{rest}"));
    }
}
