//! What was measured, as it is kept: JSON that people and programs read.

use super::{
    machine::{self, Machine},
    numbers::rounded,
};
use crate::failure::{Failure, Outcome};
use serde_json::{Map, Value, json};

/// What one bench measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// What to type to measure it again.
    pub command: String,
    /// `2026-11-25`, in UTC.
    pub day: String,
    /// Where.
    pub machine: Machine,
    /// Sentences that say how it was measured and what to make of it. Markdown.
    pub notes: Vec<String>,
    /// What was measured.
    pub tables: Vec<Table>,
    /// Whether all aims are met; the command ends with a failure if not. Not kept: it follows from the figures.
    pub is_well: bool,
}

/// A table, or the data of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its heading. May be empty.
    pub title: String,
    /// As many as each row has cells.
    pub columns: Vec<String>,
    /// Texts and numbers.
    pub rows: Vec<Vec<Value>>,
    /// Columns that are also drawn, after those that name a row.
    pub chart: Vec<String>,
}

/// What is hoped for, and what was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    what: String,
    measured: f64,
    at_most: f64,
    unit: &'static str,
}

impl Aim {
    /// That something is at most so much.
    pub fn at_most(what: &str, measured: f64, at_most: f64, unit: &'static str) -> Self {
        Self { what: what.to_owned(), measured, at_most, unit }
    }

    /// Something that could not be measured is no success.
    fn is_met(&self) -> bool {
        self.measured.is_finite() && self.measured <= self.at_most
    }
}

impl Figures {
    /// Measured here, today.
    pub fn now(command: &str) -> Self {
        Self {
            command: command.to_owned(),
            day: machine::today(),
            machine: Machine::here(),
            notes: Vec::new(),
            tables: Vec::new(),
            is_well: true,
        }
    }

    /// Adds a table of aims; all is well only if each is met.
    pub fn judge(&mut self, aims: Vec<Aim>) {
        let mut table = Table::new("Aims", &["aim", "measured", "at most", "verdict"]);
        for aim in aims {
            let verdict = if aim.is_met() { "met" } else { "missed" };
            self.is_well &= aim.is_met();
            let amount = |value: f64| json!(format!("{} {}", rounded(value, 2), aim.unit));
            table.rows.push(vec![json!(aim.what), amount(aim.measured), amount(aim.at_most), json!(verdict)]);
        }
        self.tables.push(table);
    }

    /// The text to keep. Equal figures give equal texts.
    pub fn to_json(&self) -> String {
        let table = |table: &Table| {
            let mut kept = json!({"title": table.title, "columns": table.columns, "rows": table.rows});
            if let (false, Some(kept)) = (table.chart.is_empty(), kept.as_object_mut()) {
                kept.insert("chart".to_owned(), json!(table.chart));
            }
            kept
        };
        let tables = self.tables.iter().map(table);
        let Machine { processor, cores, memory_mb, system, compiler } = &self.machine;
        let all = json!({
            "command": self.command,
            "day": self.day,
            "machine": {
                "processor": processor, "cores": cores, "memory_mb": memory_mb, "system": system, "compiler": compiler,
            },
            "notes": self.notes,
            "tables": tables.collect::<Vec<_>>(),
        });
        format!("{all:#}\n")
    }

    /// What [`Figures::to_json`] wrote.
    ///
    /// # Errors
    /// It is no JSON, or something is missing.
    pub fn parse(text: &str) -> Outcome<Self> {
        let all: Value = serde_json::from_str(text).map_err(|why| Failure::new(format!("no JSON: {why}")))?;
        let read = || {
            let machine = all.get("machine")?;
            Some(Self {
                command: text_at(&all, "command")?,
                day: text_at(&all, "day")?,
                machine: Machine {
                    processor: text_at(machine, "processor")?,
                    cores: machine.get("cores")?.as_u64()?,
                    memory_mb: machine.get("memory_mb")?.as_u64()?,
                    system: text_at(machine, "system")?,
                    compiler: text_at(machine, "compiler")?,
                },
                notes: texts(all.get("notes")?)?,
                tables: all.get("tables")?.as_array()?.iter().map(Table::parse).collect::<Option<_>>()?,
                is_well: true,
            })
        };
        read().ok_or_else(|| Failure::new("something that belongs in it is missing"))
    }

    /// The rows of the table of this title, each as a map from its columns.
    pub fn rows(&self, title: &str) -> Vec<Map<String, Value>> {
        let table = self.tables.iter().find(|table| table.title == title);
        let row = |table: &Table, row: &[Value]| table.columns.iter().cloned().zip(row.iter().cloned()).collect();
        table.map_or_else(Vec::new, |table| table.rows.iter().map(|one| row(table, one)).collect())
    }
}

impl Table {
    /// A table without rows.
    pub fn new(title: &str, columns: &[&str]) -> Self {
        Self {
            title: title.to_owned(),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: Vec::new(),
            chart: Vec::new(),
        }
    }

    fn parse(value: &Value) -> Option<Self> {
        let row = |row: &Value| row.as_array().cloned();
        Some(Self {
            title: text_at(value, "title")?,
            columns: texts(value.get("columns")?)?,
            rows: value.get("rows")?.as_array()?.iter().map(row).collect::<Option<_>>()?,
            chart: value.get("chart").map_or(Some(Vec::new()), texts)?,
        })
    }
}

fn text_at(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(ToOwned::to_owned)
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_missed_aim_is_not_well() {
        let mut figures = Figures::now("cargo xtask bench load");
        figures.judge(vec![Aim::at_most("paint", 1.04, 1.05, "×")]);
        assert!(figures.is_well);
        assert_eq!(figures.rows("Aims")[0]["measured"], json!("1.04 ×"));
        figures.judge(vec![Aim::at_most("paint", 1.06, 1.05, "×")]);
        assert!(!figures.is_well);
        let mut figures = Figures::now("cargo xtask bench load");
        figures.judge(vec![Aim::at_most("nothing", f64::NAN, 1.05, "×")]);
        assert!(!figures.is_well);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut figures = Figures::now("cargo xtask bench bytes");
        figures.notes.push("A “note”.".to_owned());
        let mut table = Table::new("Pages", &["page", "bytes"]);
        table.rows.push(vec![json!("index.html"), json!(1_234)]);
        table.chart.push("bytes".to_owned());
        figures.tables.push(table);
        assert_eq!(Figures::parse(&figures.to_json()).unwrap(), figures);
        assert_eq!(figures.rows("Pages")[0]["bytes"], json!(1_234));
        assert!(Figures::parse("{}").is_err() && Figures::parse("").is_err());
    }
}
