//! A table's figures as bars, as SVG that stands by itself: in light and dark, and with its figures as text for who sees no
//! pictures.

use super::figures::Table;
use crate::{html::escape, sizes::spaced};
use serde_json::Value;
use std::fmt::Write;

/// In pixels: all of it, the names before the bars, the figures behind them, a bar with the gap below it, a heading.
const WIDTH: f64 = 720.0;
const NAMES: f64 = 170.0;
const VALUES: f64 = 90.0;
const ROW: f64 = 24.0;
const HEADING: f64 = 38.0;
const BAR: f64 = 16.0;

const STYLE: &str = "\
svg{color-scheme:light dark;font:14px system-ui,sans-serif;fill:#1d2433}\
.ground{fill:#fff}.bar{fill:#8fa0ba}.first{fill:#1a56b0}.heading{font-weight:600}\
@media(prefers-color-scheme:dark){svg{fill:#e8ecf3}.ground{fill:#161b26}.bar{fill:#6b7c97}.first{fill:#8ab4f8}}";

/// Bars for each of the table's columns that are to be drawn; `None` if there are none. The first row stands out.
pub fn bars(table: &Table, title: &str) -> Option<String> {
    let columns: Vec<_> = table.chart.iter().filter_map(|name| column(table, name)).collect();
    let first = table.columns.iter().position(|name| table.chart.contains(name))?;
    let names: Vec<String> =
        table.rows.iter().map(|row| row.iter().take(first).map(shown).collect::<Vec<_>>().join(", ")).collect();
    let height = columns.len() as f64 * (HEADING + names.len() as f64 * ROW) + 12.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"title text\">\n<title id=\"title\">{}</title>\n<desc id=\"text\">{}</desc>\n\
         <style>{STYLE}</style>\n<rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\"/>\n",
        escape(title),
        escape(&told(&names, &columns)),
    );
    let mut top = 0.0;
    for (name, values) in &columns {
        // Writing to a String cannot fail.
        let _ = writeln!(svg, "<text class=\"heading\" x=\"12\" y=\"{}\">{}</text>", top + 26.0, escape(name));
        top += HEADING;
        let largest = values.iter().copied().fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        for (at, (name, value)) in names.iter().zip(values).enumerate() {
            let long = (value / largest * (WIDTH - NAMES - VALUES)).max(1.0);
            let (text, class) = (top + 13.0, if at == 0 { "bar first" } else { "bar" });
            let _ = writeln!(
                svg,
                "<text x=\"12\" y=\"{text}\">{}</text><rect class=\"{class}\" x=\"{NAMES}\" y=\"{top}\" width=\"{long:.1}\" \
                 height=\"{BAR}\" rx=\"2\"/><text x=\"{:.1}\" y=\"{text}\">{}</text>",
                escape(name),
                NAMES + long + 8.0,
                amount(*value),
            );
            top += ROW;
        }
    }
    svg.push_str("</svg>\n");
    Some(svg)
}

/// The figures in words, a sentence for each heading: what is drawn is also said.
pub fn words(table: &Table) -> String {
    let columns: Vec<_> = table.chart.iter().filter_map(|name| column(table, name)).collect();
    let names: Vec<String> = table.rows.iter().filter_map(|row| row.first().map(shown)).collect();
    told(&names, &columns)
}

fn told(names: &[String], columns: &[(&str, Vec<f64>)]) -> String {
    let sentence = |(name, values): &(&str, Vec<f64>)| {
        let each = names.iter().zip(values).map(|(name, value)| format!("{name} {}", amount(*value)));
        format!("{name}: {}.", each.collect::<Vec<_>>().join("; "))
    };
    columns.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn column<'a>(table: &'a Table, name: &'a str) -> Option<(&'a str, Vec<f64>)> {
    let at = table.columns.iter().position(|column| column == name)?;
    let values = table.rows.iter().map(|row| row.get(at).and_then(Value::as_f64).unwrap_or_default());
    Some((name, values.collect()))
}

fn shown(cell: &Value) -> String {
    match cell {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().map(amount).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn amount(value: f64) -> String {
    if value.fract() == 0.0 && value >= 0.0 { spaced(value as u64) } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bars_are_as_long_as_their_figures_and_are_said_in_words() {
        let mut table = Table::new("Load", &["page", "ms", "note"]);
        table.rows = vec![vec![json!("ours"), json!(50), json!("a")], vec![json!("a < b"), json!(1_000.5), json!("b")]];
        assert_eq!(bars(&table, "Load"), None);
        table.chart = vec!["ms".to_owned()];
        let svg = bars(&table, "Load").unwrap();
        assert!(svg.contains("<title id=\"title\">Load</title>"), "{svg}");
        assert!(svg.contains("ms: ours 50; a &lt; b 1000.5.") && svg.contains("prefers-color-scheme:dark"), "{svg}");
        assert!(svg.contains("width=\"460.0\"") && svg.contains("width=\"23.0\""), "{svg}");
        assert!(crate::html::scan(&svg).is_ok());
    }
}
