//! The files of the terms, in the programs that others open them with.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use partnerpad::{
    domain::terms::{
        Answers, Document, FIELDS, Inline, Kind,
        output::{Format, title},
    },
    text::{LABELS, TERMS},
};

/// Answers to everything, each another text.
fn full() -> Answers {
    let mut answers = Answers::new();
    for field in FIELDS {
        let answer = match field.kind {
            Kind::Choice(words) => words[words.len() - 1].to_owned(),
            Kind::Date => "2026-12-01".to_owned(),
            Kind::Number { .. } => "1".to_owned(),
            Kind::Link => format!("https://voorbeeld.example/{}?a=1&b=2", field.id),
            _ => format!("‘{}’ & <é>", field.id),
        };
        answers.set(field.id, &answer);
    }
    answers
}

fn documents(answers: &Answers) -> impl Iterator<Item = Document<'static>> {
    (0..LABELS.len()).map(|at| Document::new(TERMS[at], LABELS[at].lang, answers, &[]))
}

/// A new folder for the files of one test.
fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("partnerpad-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[track_caller]
pub fn program(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: `cargo xtask test e2e`"))
}

/// What LibreOffice makes of the file, as text.
#[track_caller]
fn converted(file: &Path, filter: &str, ending: &str) -> String {
    let folder = file.parent().unwrap();
    // A profile of its own: two at a time would wait for each other.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut office = Command::new(program("PARTNERPAD_SOFFICE"));
    office.args([&profile, "--headless", "--convert-to", filter, "--outdir"]).arg(folder).arg(file);
    let told = office.output().expect("LibreOffice runs");
    let made = file.with_extension(ending);
    fs::read_to_string(&made).unwrap_or_else(|why| panic!("{}: {why}\n{told:?}", made.display()))
}

fn plain(text: &str) -> String {
    text.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(inlines: &[Inline<'_>]) -> String {
    inlines.iter().map(Inline::text).collect()
}

#[test]
fn a_word_processor_shows_the_whole_text_with_its_headings() {
    for (name, answers) in [("full", full()), ("empty", Answers::new())] {
        for document in documents(&answers) {
            let folder = folder(&format!("docx-{name}-{}", document.lang));
            let file = folder.join("terms.docx");
            fs::write(&file, Format::Docx.write(&document, &answers)).unwrap();

            let text = plain(&converted(&file, "txt:Text (encoded):UTF8", "txt"));
            let mut at = 0;
            let mut comes_next = |wanted: String| {
                let wanted = plain(&wanted);
                let found = text[at..].find(&wanted);
                let found =
                    found.unwrap_or_else(|| panic!("not there, or not in its place: {wanted}\n{}", &text[at..]));
                at += found + wanted.len();
            };
            comes_next(title(&document).split(": ").last().unwrap().to_owned());
            for section in &document.sections {
                comes_next(shown(&section.heading));
                for clause in &section.clauses {
                    comes_next(shown(&clause.text));
                    clause.items.iter().for_each(|item| comes_next(shown(item)));
                }
            }

            let xml = converted(&file, "fodt", "fodt");
            let levels: Vec<&str> = xml
                .split("<text:h ")
                .skip(1)
                .filter_map(|tag| tag.split("text:outline-level=\"").nth(1)?.get(..1))
                .collect();
            let first_level = levels.iter().filter(|level| **level == "1").count();
            assert_eq!(first_level, document.sections.len(), "{levels:?}");
            fs::remove_dir_all(folder).unwrap();
        }
    }
}

#[test]
fn the_html_is_valid() {
    let folder = folder("html");
    let mut files = Vec::new();
    for (name, answers) in [("full", full()), ("empty", Answers::new())] {
        for document in documents(&answers) {
            let part = String::from_utf8(Format::Cms.write(&document, &answers)).unwrap();
            let around = format!(
                "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>x</title></head><body><h1>x</h1>{part}</body></html>",
                document.lang
            );
            for (kind, html) in [("page", Format::Html.write(&document, &answers)), ("part", around.into_bytes())] {
                let file = folder.join(format!("{name}-{kind}-{}.html", document.lang));
                fs::write(&file, html).unwrap();
                files.push(file);
            }
        }
    }
    let mut checker = Command::new("java");
    checker.arg("-jar").arg(program("PARTNERPAD_VNU")).arg("--errors-only").args(&files);
    let told = checker.output().expect("Java runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    fs::remove_dir_all(folder).unwrap();
}
