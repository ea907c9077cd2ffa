//! What goes wrong for visitors, and what became of it: rows that the end-to-end tests tell, and the page with all of them.
//!
//! A test tells its row only at its end, after it saw the fault happen and everything that was typed to be there still. So
//! `docs/faults.md` never says more than the last run has shown; and a run that shows less, or something else, has failed.

use crate::{
    failure::{Failure, Outcome},
    finish::{files, read, write},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

/// Names the folder that rows are told in.
pub const VARIABLE: &str = "PARTNERPAD_FAULTS";

/// The page.
pub const PAGE: &str = "docs/faults.md";

/// So many faults there are: each has a number, for ever.
pub const ROWS: u64 = 39;

const BROWSERS: [&str; 2] = ["Chromium", "Firefox"];

const HEAD: &str = "# Faults survived

What goes wrong in browsers and on the way to them, made to happen for real in Chromium and Firefox, and what a visitor then has.
Written by `cargo xtask test e2e`, where each row is a test: it first sees that the fault does happen, then what the page shows,
and at last counts what was typed and is no longer there. A run in which a row is missing, loses something or reads otherwise
than here has failed.

";

/// What one test saw in one browser.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The fault's number.
    pub number: u64,
    /// What goes wrong, in a few words.
    pub fault: String,
    /// How it was made to happen.
    pub provoked: String,
    /// What a visitor sees; or why this browser cannot show the fault.
    pub seen: String,
    /// What is lost of how many things typed: `0 of 4`. Empty where the fault cannot be shown.
    pub lost: String,
    /// `Chromium` or `Firefox`.
    pub browser: String,
}

impl Row {
    /// Tells the row to the run that this test is a part of, if it is a part of one.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn tell(&self) -> Outcome {
        let Some(folder) = env::var_os(VARIABLE) else { return Ok(()) };
        let Self { number, fault, provoked, seen, lost, browser } = self;
        let name = format!("{number:02}-{browser}-{}.json", fault.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let told = json!([number, fault, provoked, seen, lost, browser]);
        write(&Path::new(&folder).join(name), told.to_string().as_bytes())
    }

    fn parse(text: &str) -> Option<Self> {
        let told: Value = serde_json::from_str(text).ok()?;
        let word = |at: usize| told.get(at)?.as_str().map(ToOwned::to_owned);
        Some(Self {
            number: told.get(0)?.as_u64()?,
            fault: word(1)?,
            provoked: word(2)?,
            seen: word(3)?,
            lost: word(4)?,
            browser: word(5)?,
        })
    }
}

/// Makes an empty folder for the rows of a run.
///
/// # Errors
/// The folder cannot be made.
pub fn begin(folder: &Path) -> Outcome {
    // It is there after every run but the first.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))
}

/// Writes the page from the rows of a run.
///
/// # Errors
/// A row is missing or cannot be read, or the page said something else before.
pub fn end(folder: &Path, page: &Path) -> Outcome {
    let mut rows = Vec::new();
    for file in files(folder)? {
        let row = Row::parse(&read(&file)?);
        rows.push(row.ok_or_else(|| Failure::new(format!("{} is no row", file.display())))?);
    }
    let missing = missing(&rows);
    if !missing.is_empty() {
        return Err(Failure::new(format!("{PAGE} is not written: no test told {}", missing.join(", "))));
    }
    let text = text(&rows);
    let before = fs::read_to_string(page).unwrap_or_default();
    write(page, text.as_bytes())?;
    if before == text {
        Ok(())
    } else {
        Err(Failure::new(format!("{PAGE} is another one now: look at it, and commit it")))
    }
}

/// Faults that were told for one browser and not for the other, and numbers that no test has.
fn missing(rows: &[Row]) -> Vec<String> {
    let told: BTreeSet<_> = rows.iter().map(|row| (row.number, row.fault.as_str(), row.browser.as_str())).collect();
    let known: BTreeMap<_, _> = rows.iter().map(|row| ((row.number, row.fault.as_str()), ())).collect();
    let in_one = known.keys().flat_map(|(number, fault)| {
        let lacking = BROWSERS.iter().filter(|browser| !told.contains(&(*number, *fault, **browser)));
        lacking.map(move |browser| format!("row {number} ({fault}) in {browser}"))
    });
    let numbers: BTreeSet<_> = rows.iter().map(|row| row.number).collect();
    let in_none = (1..=ROWS).filter(|number| !numbers.contains(number)).map(|number| format!("row {number}"));
    in_one.chain(in_none).collect()
}

fn text(rows: &[Row]) -> String {
    // What both browsers show alike is one line.
    let mut lines: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    let sorted: BTreeSet<_> = rows.iter().collect();
    for Row { number, fault, provoked, seen, lost, browser } in sorted {
        lines.entry((number, fault, provoked, seen, lost)).or_default().push(browser);
    }
    let mut text = format!(
        "{HEAD}| | what goes wrong | browser | made to happen by | what a visitor has | lost |\n|---|---|---|---|---|---|\n"
    );
    for ((number, fault, provoked, seen, lost), browsers) in lines {
        let browser = browsers.join(", ");
        text.push_str(&format!("| {number} | {fault} | {browser} | {provoked} | {seen} | {lost} |\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, fault: &str, browser: &str) -> Row {
        let (seen, lost) = ("a notice".to_owned(), "0 of 2".to_owned());
        Row { number, fault: fault.to_owned(), provoked: "hand".to_owned(), seen, lost, browser: browser.to_owned() }
    }

    fn all() -> Vec<Row> {
        (1..=ROWS).flat_map(|number| BROWSERS.map(|browser| row(number, "a fault", browser))).collect()
    }

    #[test]
    fn a_row_that_one_browser_did_not_show_is_missing() {
        assert_eq!(missing(&all()), Vec::<String>::new());
        let mut some = all();
        some.retain(|row| (row.number, row.browser.as_str()) != (7, "Firefox") && row.number != 9);
        assert_eq!(missing(&some), ["row 7 (a fault) in Firefox", "row 9"]);
    }

    #[test]
    fn what_both_browsers_show_is_one_line_and_the_order_is_always_the_same() {
        let mut rows = all();
        rows.push(Row { seen: "another notice".to_owned(), ..row(2, "more", "Firefox") });
        rows.push(row(2, "more", "Chromium"));
        let page = text(&rows);
        rows.reverse();
        assert_eq!(text(&rows), page);
        assert!(
            page.contains("\n| 2 | a fault | Chromium, Firefox | hand | a notice | 0 of 2 |\n| 2 | more | Chromium |")
        );
        assert_eq!(page.lines().filter(|line| line.starts_with("| ")).count(), 1 + 39 + 2, "{page}");
    }

    #[test]
    fn the_page_is_written_whole_or_not_at_all_and_a_change_is_told() {
        let folder = env::temp_dir().join(format!("partnerpad-faults-{}", std::process::id()));
        let page = folder.with_extension("md");
        let put = |rows: &[Row]| {
            begin(&folder).unwrap();
            for (at, row) in rows.iter().enumerate() {
                let told = json!([row.number, row.fault, row.provoked, row.seen, row.lost, row.browser]);
                fs::write(folder.join(format!("{at}.json")), told.to_string()).unwrap();
            }
            end(&folder, &page)
        };
        assert!(put(&all()[1..]).is_err() && !page.exists());
        assert!(put(&all()).unwrap_err().to_string().contains("another one"));
        assert!(put(&all()).is_ok());
        fs::remove_dir_all(folder).unwrap();
        fs::remove_file(page).unwrap();
    }
}
