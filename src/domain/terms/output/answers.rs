//! The answers alone, to go on with later or elsewhere.

use crate::domain::json::{Fields, parse, quoted};
use crate::domain::terms::Answers;

/// The version of the format that this build writes.
const FORMAT: u32 = 1;

/// More than all answers can take, in bytes.
const RAW_MAX_BYTES: usize = 1 << 18;

/// `{"partnerpad-terms":1,"answers":{"legal-name":"…"}}`, with one answer a line.
#[must_use]
pub fn write(answers: &Answers) -> String {
    let lines: Vec<_> =
        answers.iter().map(|(field, answer)| format!("\n    \"{}\": {}", field.id, quoted(answer))).collect();
    let end = if lines.is_empty() { "" } else { "\n  " };
    format!("{{\n  \"partnerpad-terms\": {FORMAT},\n  \"answers\": {{{}{end}}}\n}}\n", lines.join(","))
}

/// What [`write()`] wrote; `None` for anything else, and for a later format. Answers to unknown fields are left out.
#[must_use]
pub fn read(raw: &str) -> Option<Answers> {
    let mut file: Fields = (raw.len() <= RAW_MAX_BYTES).then(|| parse(raw))??;
    if file.take_plain("partnerpad-terms") != Some(FORMAT) {
        return None;
    }
    let mut answers = Answers::new();
    for (id, json) in parse::<Fields>(&file.take("answers")?)?.0 {
        answers.set(&id, &parse::<String>(&json)?);
    }
    Some(answers)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_were_written() {
        let mut answers = Answers::new();
        assert_eq!(write(&answers), "{\n  \"partnerpad-terms\": 1,\n  \"answers\": {}\n}\n");
        assert_eq!(read(&write(&answers)), Some(answers.clone()));
        answers.set("city", "’s-Hertogenbosch\n\"\\ \u{0}");
        answers.set("legal-name", " Voorbeeld ");
        assert_eq!(read(&write(&answers)), Some(answers.clone()));
        assert!(write(&answers).contains("\n    \"legal-name\": \" Voorbeeld \",\n"));
    }

    #[test]
    fn unknown_fields_are_left_out_and_other_files_are_refused() {
        let read_cities = |raw: &str| read(raw).map(|answers| answers.get("city").to_owned());
        let file = r#"{"x":[1],"partnerpad-terms":1,"answers":{"city":"Ede","nobody":"x"}}"#;
        assert_eq!(read_cities(file), Some("Ede".to_owned()));
        for bad in [
            "",
            "{}",
            "[]",
            r#"{"partnerpad-terms":2,"answers":{}}"#,
            r#"{"partnerpad-terms":1}"#,
            r#"{"partnerpad-terms":1,"answers":{"city":1}}"#,
            r#"{"partnerpad-terms":1,"answers":[]}"#,
            r#"{"answers":{}}"#,
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(read(&format!("{file}{}", " ".repeat(RAW_MAX_BYTES))), None);
    }
}
