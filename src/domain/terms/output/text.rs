//! Plain text: UTF-8, one paragraph a line. The fingerprint of a version is taken of exactly this.

use super::{concept_line, shown};
use crate::domain::terms::document::{Document, Section};

/// The text, with a line break at its end.
#[must_use]
pub fn write(document: &Document<'_>) -> String {
    let mut text = String::new();
    if let Some(line) = concept_line(document) {
        text.push_str(&format!("{line}\n\n"));
    }
    text.push_str(&format!("{}\n\n{}\n", shown(&document.title), shown(&document.version_line)));
    for section in &document.sections {
        add(&mut text, section);
    }
    text
}

fn add(text: &mut String, section: &Section<'_>) {
    text.push_str(&format!("\n\n{}. {}\n", section.number, shown(&section.heading)));
    for clause in &section.clauses {
        text.push_str(&format!("\n{}.{} {}\n", section.number, clause.number, shown(&clause.text)));
        for item in &clause.items {
            text.push_str(&format!("    - {}\n", shown(item)));
        }
    }
}
