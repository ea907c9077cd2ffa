//! The answers alone, to go on with later or elsewhere.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

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

/// What [`write`] wrote; `None` for anything else, and for a later format. Answers to unknown fields are left out.
#[must_use]
pub fn read(raw: &str) -> Option<Answers> {
    let file: File = (raw.len() <= RAW_MAX_BYTES).then(|| serde_json::from_str(raw).ok())??;
    if file.format != Some(FORMAT) {
        return None;
    }
    let mut answers = Answers::new();
    for (id, answer) in file.answers?.0 {
        answers.set(&id, &answer);
    }
    Some(answers)
}

fn quoted(text: &str) -> String {
    // Cannot fail: a text is always JSON.
    serde_json::to_string(text).unwrap_or_default()
}

#[derive(Default)]
struct File {
    format: Option<u32>,
    answers: Option<Pairs>,
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for File {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "partnerpad-terms" => self.format = Some(map.next_value()?),
                "answers" => self.answers = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(self)
    }
}

/// Names and texts in their order.
#[derive(Default)]
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Pairs {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts by name")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(pair) = map.next_entry()? {
            self.0.push(pair);
        }
        Ok(self)
    }
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
