//! `docs/benchmarks.md`, from what is kept in `docs/benchmarks/`.

use super::{
    Bench, chart,
    figures::{Figures, Table},
    machine::Machine,
};
use crate::{
    failure::{Failure, Outcome},
    finish::{self, read},
    run,
    sizes::spaced,
};
use serde_json::Value;
use std::{fs, path::PathBuf};

const HEAD: &str = "\
# Benchmarks

Written by `cargo xtask bench` from the figures in [benchmarks/](benchmarks/); change nothing here by hand. Each part says
with which command, when and where it was measured. Why an aim is missed is written by people, in `benchmarks/*-missed.md`.
";

/// Where figures and charts are kept.
pub fn folder() -> PathBuf {
    run::root().join("docs").join("benchmarks")
}

/// Writes the page from all that is kept.
///
/// # Errors
/// Something kept cannot be read, or the page cannot be written.
pub fn write() -> Outcome {
    let (text, charts) = made()?;
    for (name, svg) in charts {
        finish::write(&folder().join(name), svg.as_bytes())?;
    }
    let page = run::root().join("docs").join("benchmarks.md");
    fs::write(&page, text).map_err(|why| Failure::with_file("write", &page, &why))
}

/// The page, and the charts in it: the name of the file, and what is in it.
fn made() -> Outcome<(String, Vec<(String, String)>)> {
    let (mut text, mut all) = (HEAD.to_owned(), Vec::new());
    for bench in Bench::ALL {
        let file = folder().join(format!("{}.json", bench.name()));
        if !file.is_file() {
            continue;
        }
        let broken = |why: Failure| Failure::new(format!("{}: {why}", file.display()));
        let figures = Figures::parse(&read(&file)?).map_err(broken)?;
        text.push_str(&part(bench, &figures));
        let missed = folder().join(format!("{}-missed.md", bench.name()));
        if missed.is_file() {
            text.push_str(&format!("\n### What is missed, and why\n\n{}", read(&missed)?));
        }
        all.extend(charts(bench, &figures));
    }
    Ok((text, all))
}

/// The names of the files of its charts, and what is in them.
fn charts(bench: Bench, figures: &Figures) -> Vec<(String, String)> {
    let drawn = figures.tables.iter().filter_map(|table| {
        Some((chart_name(bench, table), chart::bars(table, &format!("{}: {}", bench.title(), table.title))?))
    });
    drawn.collect()
}

fn chart_name(bench: Bench, table: &Table) -> String {
    let words: String = table.title.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    format!("{}-{}.svg", bench.name(), words.to_lowercase().replace(' ', "-"))
}

fn part(bench: Bench, figures: &Figures) -> String {
    let Machine { processor, cores, memory_mb, system, compiler } = &figures.machine;
    format!(
        "\n## {}\n\n`{}`, {}: {processor}, {cores} threads, {} MB, {system}, {compiler}.\n{}",
        bench.title(),
        figures.command,
        figures.day,
        spaced(*memory_mb),
        with(figures, |table| {
            let name = chart_name(bench, table);
            format!("\n![{}](benchmarks/{name})\n", chart::words(table))
        })
    )
}

/// Notes and tables, as Markdown.
pub fn told(figures: &Figures) -> String {
    with(figures, |_| String::new())
}

fn with(figures: &Figures, chart: impl Fn(&Table) -> String) -> String {
    let mut text = String::new();
    for table in &figures.tables {
        text.push_str(&drawn(table));
        if !table.chart.is_empty() {
            text.push_str(&chart(table));
        }
    }
    for note in &figures.notes {
        text.push_str(&format!("\n{note}\n"));
    }
    text
}

fn drawn(table: &Table) -> String {
    let mut text = String::new();
    if !table.title.is_empty() {
        text.push_str(&format!("\n### {}\n", table.title));
    }
    let is_number = |column: usize| table.rows.iter().all(|row| row.get(column).is_some_and(Value::is_number));
    let rule: Vec<_> = (0..table.columns.len()).map(|column| if is_number(column) { "---:" } else { "---" }).collect();
    let mut row = |cells: Vec<String>| text.push_str(&format!("| {} |\n", cells.join(" | ")));
    row(table.columns.clone());
    row(rule.iter().map(|&rule| rule.to_owned()).collect());
    for cells in &table.rows {
        row(cells.iter().map(cell).collect());
    }
    // A blank line before each table, whether or not it has a title.
    text.replacen("| ", "\n| ", 1)
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace('|', "\\|"),
        Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), spaced),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_part_says_how_and_where_it_was_measured() {
        let mut figures = Figures::now("cargo xtask bench bytes");
        let mut table = Table::new("Pages", &["page", "bytes"]);
        table.rows.push(vec![json!("a|b"), json!(12_345)]);
        table.chart.push("bytes".to_owned());
        figures.tables.push(table);
        figures.notes.push("Why.".to_owned());
        let text = part(Bench::Bytes, &figures);
        assert!(text.starts_with("\n## Bytes\n\n`cargo xtask bench bytes`, 2"), "{text}");
        let wanted = "\n### Pages\n\n| page | bytes |\n| --- | ---: |\n| a\\|b | 12 345 |\n\n![bytes: a|b 12 345.](benchmarks/bytes-pages.svg)\n\nWhy.\n";
        assert!(text.ends_with(wanted), "{text}");
    }

    #[test]
    fn the_page_is_what_the_kept_figures_make() {
        let before = read(&run::root().join("docs").join("benchmarks.md")).unwrap();
        let (wanted, charts) = made().unwrap();
        for (name, svg) in charts {
            assert_eq!(read(&folder().join(&name)).unwrap(), svg, "{name} is not what its figures make");
        }
        assert_eq!(before, wanted, "docs/benchmarks.md was changed by hand; `cargo xtask bench` writes it");
    }
}
