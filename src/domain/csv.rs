//! Tables as CSV. Source: RFC 4180; what spreadsheets take for a formula: OWASP, "CSV Injection".

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// As RFC 4180 has it.
    Comma,
    /// What a spreadsheet set to Dutch expects in a file that is opened with a double click.
    Semicolon,
}

/// Whether the text begins with a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As most programs want it.
    Without,
    /// Without it Excel takes the letters for those of an older encoding.
    With,
}

/// A table as CSV: every cell quoted, lines end in CRLF. A cell that a spreadsheet would take for a formula gets a `'`
/// before it, which the reader of the file takes off again.
#[must_use]
pub fn to_csv(rows: &[Vec<String>], separator: Separator, mark: Mark) -> String {
    let separator = match separator {
        Separator::Comma => ",",
        Separator::Semicolon => ";",
    };
    let mut csv = String::new();
    if mark == Mark::With {
        csv.push('\u{feff}');
    }
    for row in rows {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        csv.push_str(&cells.join(separator));
        csv.push_str("\r\n");
    }
    csv
}

fn quoted(cell: &str) -> String {
    let guard = if is_formula(cell) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// Blanks before the first letter do not save a cell: some programs drop them.
fn is_formula(cell: &str) -> bool {
    let is_blank = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}';
    let is_sign = |letter| matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start_matches(is_blank).starts_with(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells that a reader of RFC 4180 finds, as they stand in the file.
    fn cells(csv: &str, separator: char) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut letters = csv.chars().peekable();
        let mut is_quoted = false;
        while let Some(letter) = letters.next() {
            match letter {
                '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => is_quoted = !is_quoted,
                _ if is_quoted => cell.push(letter),
                '\r' => {}
                '\n' => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                _ if letter == separator => row.push(std::mem::take(&mut cell)),
                _ => cell.push(letter),
            }
        }
        rows
    }

    fn table(cells: &[&[&str]]) -> Vec<Vec<String>> {
        cells.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
    }

    #[test]
    fn a_table_is_written_in_this_form() {
        let rows = table(&[&["Naam", "Stap 1"], &["De “Vries” \"BV\"", "a,b;c"]]);
        assert_eq!(
            to_csv(&rows, Separator::Comma, Mark::Without),
            "\"Naam\",\"Stap 1\"\r\n\"De “Vries” \"\"BV\"\"\",\"a,b;c\"\r\n"
        );
        assert!(to_csv(&rows, Separator::Semicolon, Mark::With).starts_with("\u{feff}\"Naam\";"));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let rows = table(&[&["", "a\r\nb", "\"", "\"\"", " x "], &["é📞", ";", ",", "a'b", "'"]]);
        for (separator, between) in [(Separator::Comma, ','), (Separator::Semicolon, ';')] {
            assert_eq!(cells(&to_csv(&rows, separator, Mark::Without), between), rows);
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for bad in [
            "=1+1",
            "+31 6",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\nx",
            "  =1",
            "\u{feff}=1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            "\u{a0}@a",
        ] {
            let csv = to_csv(&table(&[&[bad]]), Separator::Comma, Mark::Without);
            assert_eq!(cells(&csv, ','), table(&[&[&format!("'{bad}")]]), "{bad:?}");
        }
        for good in ["a=1", "2026-11-25", "", "–", "1", "x\ty"] {
            let csv = to_csv(&table(&[&[good]]), Separator::Comma, Mark::Without);
            assert_eq!(cells(&csv, ','), table(&[&[good]]), "{good:?}");
        }
    }

    #[test]
    fn a_cell_cannot_begin_another_one() {
        let csv = to_csv(&table(&[&["a\",=1,\"", "b\";=1;\"", "c\r\n=1"]]), Separator::Comma, Mark::Without);
        assert_eq!(cells(&csv, ','), table(&[&["a\",=1,\"", "b\";=1;\"", "c\r\n=1"]]));
    }
}
