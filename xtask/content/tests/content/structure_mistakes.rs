//! Mistakes in `guide.toml` and `sources.toml`, and files that are no use at all.

use std::fs;

use crate::guide::Guide;

const STRUCTURE: &str = "guide.toml";
const SOURCES: &str = "sources.toml";
const AN_ID: &str = "expected an id of a-z, 0-9 and `-`";
const ITS_SOURCE: &str = "expected the id of its source, or a list of ids";

/// Breaks `guide.toml` in one place and expects one problem on the line of `mark`.
fn one_problem(old: &str, new: &str, mark: &str, rest: &str) {
    Guide::with(STRUCTURE, old, new).reports(&[(STRUCTURE, mark, rest)]);
}

/// The same for `sources.toml`.
fn one_source_problem(old: &str, new: &str, mark: &str, rest: &str) {
    Guide::with(SOURCES, old, new).reports(&[(SOURCES, mark, rest)]);
}

#[test]
fn the_minimal_guide_has_no_problems() {
    assert_eq!(Guide::minimal().problems(), "");
}

#[test]
fn a_problem_names_the_path_as_given_and_the_line() {
    let guide = Guide::with("nl/guide.toml", "title = \"Heel\"", "title = \"\"");
    let problems = partnerpad_content::load(&guide.dir).unwrap_err().to_string();
    let dir = guide.dir.display();
    let expected = format!("{dir}/nl/guide.toml:27: intro.ways.whole.title: is empty; expected a text");
    assert_eq!(problems, expected);
}

#[test]
fn problems_are_all_reported_and_sorted_by_file_and_line() {
    Guide::with("nl/ui.toml", "\"Soort\"", "\"\"")
        .and(STRUCTURE, "icon = \"star\"", "icon = \"moon\"")
        .and(STRUCTURE, "id = \"bread\"", "id = \"Bread\"")
        .and("en/ui.toml", "\"Kind\"", "\" Kind\"")
        .reports(&[
            ("en/ui.toml", "Kind", "type: has blanks around it; expected a text without them"),
            (STRUCTURE, "Bread", &format!("id: `Bread` is not an id; {AN_ID}")),
            (STRUCTURE, "moon", "milestones.fed.icon: unknown value `moon`; expected one of `star`, `flag`"),
            ("nl/ui.toml", "type", "type: is empty; expected a text"),
        ]);
}

#[test]
fn an_unknown_key_is_reported_with_the_one_that_was_probably_meant() {
    one_problem(
        "place = [\"shop\"]",
        "plaec = [\"shop\"]",
        "plaec",
        "step-1.actions.buy.plaec: unknown key (did you mean `place`?); expected one of `id`, `who`, `place`, `from`",
    );
}

#[test]
fn a_missing_key_is_reported_where_its_table_begins() {
    one_problem(
        "icon = \"star\"\n",
        "",
        "[[milestone]]",
        "milestones.fed.icon: missing; expected one of `star`, `flag`",
    );
    one_problem(
        "builds_on = []\n",
        "",
        "[[step]]",
        "step-1.builds_on: missing; expected a list of ids of earlier steps, [] for none",
    );
}

#[test]
fn values_of_another_type_are_reported() {
    let cases = [
        (
            "2026-11-22",
            "\"2026-11-22\"",
            "checked",
            "checked: is a text; expected a date such as 2026-11-22, without quotes",
        ),
        (
            "2026-11-22",
            "2026-11-22T10:00:00Z",
            "checked",
            "checked: is a time; expected a date such as 2026-11-22, without quotes",
        ),
        (
            "number = 15",
            "number = \"15\"",
            "number",
            "step-1.card.number: is a text; expected an integer from 0 to 4294967295",
        ),
        (
            "number = 15",
            "number = 1.5",
            "number",
            "step-1.card.number: is a number with a fraction; expected an integer from 0 to 4294967295",
        ),
        ("number = 15", "number = -1", "number", "step-1.card.number: is -1; expected an integer from 0 to 4294967295"),
        (
            "who = [\"you\", \"baker\"]",
            "who = \"you\"",
            "who = \"you\"",
            "step-1.actions.bake.who: is a text; expected a list of `[[party]]` ids, at least one",
        ),
        ("id = \"fed\"", "id = 3", "id = 3", "milestone[1].id: is an integer; expected an id of a-z, 0-9 and `-`"),
        (
            "[\"nl\", \"en\"]",
            "[\"nl\", \"en\", 1]",
            "languages",
            "languages[3]: is an integer; expected an id in quotes",
        ),
    ];
    for (old, new, mark, rest) in cases {
        let guide = Guide::with(STRUCTURE, old, new);
        let first = format!("{STRUCTURE}:{}: {rest}", guide.line(STRUCTURE, mark));
        let problems = guide.problems();
        assert!(problems.lines().any(|line| line == first), "{first}\n{problems}");
    }
}

#[test]
fn an_id_with_other_characters_is_reported() {
    Guide::with(STRUCTURE, "id = \"how-often\"", "id = \"how_often\"")
        .and("nl/guide.toml", "how-often", "how_often")
        .and("en/guide.toml", "how-often", "how_often")
        .reports(&[(STRUCTURE, "how_often", &format!("step-1.fact[1].id: `how_often` is not an id; {AN_ID}"))]);
}

#[test]
fn a_duplicate_id_is_reported_with_the_line_of_the_first() {
    one_problem(
        "[[party]]\nid = \"baker\"\n",
        "[[party]]\nid = \"baker\"\n[[party]]\nid = \"baker\"\n",
        "id = \"baker\"\n\n",
        "party[3].id: duplicate id `baker`; expected another id, since @[[party]]\nid = \"baker\"@ has it",
    );
}

#[test]
fn a_step_id_must_be_its_position() {
    one_problem(
        "id = \"step-2\"",
        "id = \"step-3\"",
        "step-3",
        "step[2].id: is `step-3`; expected `step-2`, as its position says",
    );
}

#[test]
fn a_step_builds_only_on_earlier_steps_that_exist() {
    let expected = "expected a list of ids of earlier steps, [] for none";
    one_problem(
        "builds_on = [\"step-1\"]",
        "builds_on = [\"step-2\"]",
        "builds_on = [\"step-2\"]",
        &format!("step-2.builds_on[1]: `step-2` is not an earlier step; {expected}"),
    );
    one_problem(
        "builds_on = [\"step-1\"]",
        "builds_on = [\"step-01\"]",
        "step-01",
        "step-2.builds_on[1]: unknown step `step-01`; expected `step-1` to `step-2`",
    );
}

#[test]
fn references_to_nothing_are_reported_on_their_own_line() {
    let cases = [
        (
            "who = [\"you\", \"baker\"]",
            "who = [\"you\",\n \"boss\"]",
            "\"boss\"",
            "step-1.actions.bake.who[2]: unknown party `boss`; expected the id of a `[[party]]`",
        ),
        (
            "place = [\"shop\", \"oven\"]",
            "place = [\"shop\", \"moon\"]",
            "moon",
            "step-1.place[2]: unknown place `moon`; expected the id of a `[[place]]`",
        ),
        (
            "from = [\"a1\", \"book\"]",
            "from = [\"a1\", \"film\"]",
            "film",
            "places.oven.from[2]: unknown source `film`; expected the id of a source in sources.toml",
        ),
        (
            "tagline = \"a1\"",
            "tagline = \"a2\"",
            "a2",
            "from.tagline: unknown source `a2`; expected the id of a source in sources.toml",
        ),
        (
            "after = \"step-2\"",
            "after = \"step-9\"",
            "step-9",
            "milestones.fed.after: unknown step `step-9`; expected `step-1` to `step-2`",
        ),
        (
            "needs = [\"step-1\", \"step-2\"]",
            "needs = [\"bake\"]",
            "\"bake\"]",
            "milestones.fed.needs[1]: unknown step `bake`; expected `step-1` to `step-2`",
        ),
        (
            "needs = [\"step-1\", \"step-2\"]",
            "needs = [\"step-1\", \"step-1\"]",
            "needs",
            "milestones.fed.needs[2]: `step-1` stands here twice; expected each id once",
        ),
    ];
    for (old, new, mark, rest) in cases {
        one_problem(old, new, mark, rest);
    }
}

#[test]
fn an_action_needs_someone_to_do_it() {
    one_problem(
        "who = [\"you\", \"baker\"]",
        "who = []",
        "who = []",
        "step-1.actions.bake.who: is empty; expected a list of `[[party]]` ids, at least one",
    );
}

#[test]
fn a_block_that_is_always_there_needs_a_source() {
    Guide::with(STRUCTURE, "{ title = \"own\", text = \"a1\" }", "{ title = \"own\" }").reports(&[
        (
            "en/guide.toml",
            "text = [\"Food.\"]",
            "intro.text: has no source; expected an entry for it in `from` at @{ title = \"own\" }@",
        ),
        (STRUCTURE, "{ title = \"own\" }", &format!("intro.from.text: missing; {ITS_SOURCE}")),
        (
            "nl/guide.toml",
            "text = [\"Voedsel.\"]",
            "intro.text: has no source; expected an entry for it in `from` at @{ title = \"own\" }@",
        ),
    ]);
}

#[test]
fn builds_is_required_exactly_when_a_step_builds_on_others() {
    let guide = Guide::with(STRUCTURE, "builds_on = [\"step-1\"]", "builds_on = []");
    let line = guide.line(STRUCTURE, "builds = \"a1\"");
    let expected = format!("{STRUCTURE}:{line}: step-2.from.builds: unknown key; ");
    assert!(guide.problems().contains(&expected), "{}", guide.problems());
    let guide = Guide::with(STRUCTURE, ", builds = \"a1\"", "");
    let expected = format!("{STRUCTURE}:{line}: step-2.from.builds: missing; {ITS_SOURCE}");
    assert!(guide.problems().contains(&expected), "{}", guide.problems());
}

#[test]
fn a_derived_source_rests_on_articles_or_documents() {
    let sources = "expected a list of ids of article or document sources";
    one_source_problem(
        "rests_on = [\"a1\", \"book\"]\n",
        "",
        "[[source]]\nid = \"both\"",
        &format!("source.both.rests_on: missing; {sources}"),
    );
    one_source_problem("[\"a1\", \"book\"]", "[]", "rests_on", &format!("source.both.rests_on: is empty; {sources}"));
    one_source_problem(
        "[\"a1\", \"book\"]",
        "[\"a1\", \"own\"]",
        "rests_on",
        "source.both.rests_on[2]: `own` is neither article nor document; expected the id of a source that is",
    );
}

#[test]
fn only_derived_sources_rest_on_others() {
    one_source_problem(
        "where = \"the shelf\"",
        "rests_on = [\"a1\"]",
        "rests_on = [\"a1\"]\n",
        "source.book.rests_on: unknown key; expected one of `id`, `kind`, `text`, `where`",
    );
}

#[test]
fn an_unused_source_is_reported() {
    one_source_problem(
        "id = \"own\"\nkind = \"own\"",
        "id = \"new\"\nkind = \"own\"\ntext = \"New.\"\n[[source]]\nid = \"own\"\nkind = \"own\"",
        "[[source]]\nid = \"new\"",
        "source.new: is not used; expected a use in guide.toml or terms.md, or no such source",
    );
}

#[test]
fn sources_have_a_known_kind_and_distinct_ids() {
    one_source_problem(
        "kind = \"article\"",
        "kind = \"artikel\"",
        "artikel",
        "source[1].kind: unknown value `artikel`; expected one of `article`, `document`, `derived`, `own`",
    );
    one_source_problem(
        "id = \"own\"",
        "id = \"own\"\nkind = \"own\"\ntext = \"Own.\"\n[[source]]\nid = \"own\"",
        "id = \"own\"\nkind = \"own\"\ntext = \"Headings",
        "source[5].id: duplicate id `own`; expected another id, since sources.toml:15 has it",
    );
}

#[test]
fn a_syntax_error_is_reported_and_what_depends_on_the_file_is_not_judged() {
    one_problem("id = \"bread\"", "id = \"bread", "bread", "(syntax): invalid basic string; expected `\"`");
    Guide::with("en/ui.toml", "type =", "app_name =").reports(&[(
        "en/ui.toml",
        "app_name = \"Kind\"",
        "(syntax): duplicate key; expected a file that TOML allows",
    )]);
}

#[test]
fn a_missing_file_is_reported_with_the_line_that_asks_for_it() {
    let guide = Guide::minimal();
    fs::remove_dir_all(guide.dir.join("en")).unwrap();
    let rest = "(file): missing; expected a file, since @languages@ names the language";
    let missing = |file: &str| format!("{file}:1: {}", guide.with_lines(rest));
    let expected = [missing("en/guide.toml"), missing("en/ui.toml")].join("\n");
    assert_eq!(guide.problems(), expected);
}

#[test]
fn a_folder_without_a_guide_is_reported() {
    let guide = Guide::minimal();
    fs::remove_file(guide.dir.join(STRUCTURE)).unwrap();
    let expected = "guide.toml:1: (file): missing; expected a file with the structure of the guide";
    assert_eq!(guide.problems(), expected);
}

#[test]
fn an_unknown_tool_and_an_unknown_message_are_reported() {
    Guide::with(STRUCTURE, "builds_on = []", "builds_on = []\ntools = [\"coffee\"]").reports(&[(
        STRUCTURE,
        "tools",
        "step-1.tools[1]: unknown tool `coffee`; expected one of `certification`, `terms`, `embed`",
    )]);
    let tool = "[[tool]]\nid = \"coffee\"\nfrom = \"a1\"\n\n[[milestone]]";
    Guide::with(STRUCTURE, "[[milestone]]", tool).reports(&[(
        STRUCTURE,
        "id = \"coffee\"",
        "tools.coffee.id: unknown tool `coffee`; expected one of `certification`, `terms`, `embed`, `reminders`, `files`, `overview`",
    )]);
    Guide::with(STRUCTURE, "icon = \"star\"", "message = \"buy\"\nicon = \"star\"").reports(&[(
        STRUCTURE,
        "message",
        "milestones.fed.message: unknown action `buy`; expected `eat`",
    )]);
}
