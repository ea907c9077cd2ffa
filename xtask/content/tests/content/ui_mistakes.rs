//! Mistakes in the labels.

use crate::guide::Guide;

const NL: &str = "nl/ui.toml";
const EN: &str = "en/ui.toml";

fn one_problem(file: &str, old: &str, new: &str, mark: &str, rest: &str) {
    Guide::with(file, old, new).reports(&[(file, mark, rest)]);
}

#[test]
fn a_label_that_a_language_lacks_or_has_too_many_is_reported() {
    let as_in = "as in nl/ui.toml:6";
    Guide::with(EN, "type = \"Kind\"", "tpye = \"Kind\"").reports(&[
        (EN, "", &format!("type: missing; expected a text {as_in}")),
        (EN, "tpye", "tpye: unknown key (did you mean `type`?); expected a key of nl/ui.toml"),
    ]);
}

#[test]
fn a_label_of_another_kind_than_in_the_default_language_is_reported() {
    Guide::with(EN, "type = \"Kind\"", "type = [\"Kind\"]").reports(&[(
        EN,
        "type",
        "type: is a list of texts; expected a text as in nl/ui.toml:6",
    )]);
}

#[test]
fn other_placeholders_than_in_the_default_language_are_reported() {
    Guide::with(EN, "Of {all}, {done} are done", "{done} are done").reports(&[(
        EN,
        "done_of",
        "done_of: has the placeholders {done}; expected the placeholders {all}, {done} as in nl/ui.toml:2",
    )]);
    Guide::with(EN, "\"Kind\"", "\"{kind}\"").reports(&[(
        EN,
        "type",
        "type: has the placeholders {kind}; expected no placeholders as in nl/ui.toml:6",
    )]);
}

#[test]
fn placeholders_must_be_closed_and_well_named() {
    let such = "expected a placeholder such as `{name}`";
    let name = "expected a name of a-z, 0-9 and single `_` between them, not `self`, `super` or `crate`";
    let cases = [
        ("Soort {", format!("type: has a `{{` that is not closed; {such}")),
        ("Soort }", format!("type: has a `}}` without `{{`; {such}")),
    ];
    for (text, rest) in cases {
        one_problem(NL, "\"Soort\"", &format!("\"{text}\""), "type", &rest);
    }
    for bad in ["", "A", "a b", "2", "self", "a__b"] {
        let guide = Guide::with(NL, "\"Soort\"", &format!("\"{{{bad}}}\""));
        let expected = format!("nl/ui.toml:6: type: has a placeholder with a bad name: `{{{bad}}}`; {name}");
        let problems = guide.problems();
        assert!(problems.lines().any(|line| line == expected), "{problems}");
    }
}

#[test]
fn a_list_of_labels_takes_no_placeholders() {
    one_problem(
        NL,
        "\"twee\"]",
        "\"{twee}\"]",
        "numbers",
        "numbers[3]: has an unknown placeholder `{twee}`; expected no placeholders here",
    );
}

#[test]
fn a_key_must_be_a_name_in_rust() {
    for bad in ["Type", "a-b", "a__b", "end_", "self"] {
        let guide = Guide::with(NL, "type =", &format!("{bad} =")).and(EN, "type =", &format!("{bad} ="));
        let rest = format!(
            "{bad}: is not a name; expected a name of a-z, 0-9 and single `_` between them, not `self`, `super` or \
             `crate`"
        );
        guide.reports(&[(EN, bad, &rest), (NL, bad, &rest)]);
    }
}

#[test]
fn a_value_that_is_no_label_is_reported_once() {
    one_problem(
        NL,
        "\"Soort\"",
        "3",
        "type",
        "type: is an integer; expected a text or a list of texts or a plural { one = \"…\", other = \"…\" }",
    );
}

#[test]
fn the_name_of_the_app_is_required_since_it_starts_the_title() {
    let expected = "expected a text without placeholders, which starts the page’s title";
    Guide::with(NL, "app_name = \"Broodpad\"\n", "").and(EN, "app_name = \"Breadpad\"\n", "").reports(&[(
        NL,
        "",
        &format!("app_name: missing; {expected}"),
    )]);
}
