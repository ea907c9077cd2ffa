//! What Lighthouse says of the release: `cargo xtask bench lighthouse`, and without what depends on time, a part of the tests.
//!
//! It looks at a copy that knows its address (see [`head::at`]): search engines want whole addresses, and Lighthouse says so.

use crate::{
    bench::{
        Options,
        figures::{Figures, Table},
    },
    failure::{Failure, Outcome},
    finish::{files, read},
    head,
    install::Needs,
    offline, run,
    serve::Server,
    system::Program,
    test::Count,
    tools,
};
use serde_json::json;
use std::{
    fs,
    path::Path,
    process::{self, Command, Stdio},
};

/// What is judged; whether the verdict is none on how long something took.
const CATEGORIES: [(&str, bool); 4] =
    [("performance", false), ("accessibility", true), ("best-practices", true), ("seo", true)];

const FULL: u32 = 100;

/// What it needs.
pub fn needs() -> Needs {
    Needs { wasm: false, tools: vec![&tools::LIGHTHOUSE], programs: vec![Program::Chromium] }
}

/// The scores of each page.
///
/// # Errors
/// There is no build, or Lighthouse does not run.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let names = CATEGORIES.map(|(name, _)| name);
    let mut figures = Figures::now("cargo xtask bench lighthouse");
    let mut table = Table::new("", &["page", names[0], names[1], names[2], names[3]]);
    for (address, scores) in all(&names)? {
        let scores = scores.iter().map(|(_, score)| json!(score));
        table.rows.push([json!(address)].into_iter().chain(scores).collect());
    }
    figures.tables.push(table);
    Ok(figures)
}

/// Whether each page has all points for what does not depend on time.
///
/// # Errors
/// There is no build, or Lighthouse does not run.
pub fn check() -> Outcome<Count> {
    let names: Vec<_> = CATEGORIES.iter().filter(|(_, timeless)| *timeless).map(|(name, _)| *name).collect();
    let mut count = Count::default();
    for (address, scores) in all(&names)? {
        for (name, score) in scores {
            let is_full = score == FULL;
            println!("{address} {name} {score}{}", if is_full { "" } else { "  NOT FULL" });
            if is_full {
                count.passed += 1;
            } else {
                count.failed += 1;
            }
        }
    }
    Ok(count)
}

/// The points of a page by category.
type Scores = Vec<(String, u32)>;

fn all(categories: &[&str]) -> Outcome<Vec<(String, Scores)>> {
    let folder = run::target().join(format!("lighthouse-{}", process::id()));
    let found = in_copy(&folder, categories);
    // It is made anew each time.
    let _ = fs::remove_dir_all(&folder);
    found
}

fn in_copy(folder: &Path, categories: &[&str]) -> Outcome<Vec<(String, Scores)>> {
    let dist = run::dist();
    copy(&dist, folder)?;
    let server = Server::start(folder, 0).map_err(|why| Failure::with_file("serve", folder, &why))?;
    let content = partnerpad_content::load(&run::root().join("content"));
    let content = content.map_err(|problems| Failure::new(problems.to_string()))?;
    head::at(folder, content.languages(), &server.address())?;
    offline::again(folder)?;
    let pages = content.languages().iter().enumerate().map(|(position, language)| match position {
        0 => server.address(),
        _ => format!("{}{}/", server.address(), language.code),
    });
    pages.map(|page| Ok((page.clone(), scores(folder, &page, categories)?))).collect()
}

/// Without the compressed copies of what is changed next; the server makes them.
fn copy(from: &Path, to: &Path) -> Outcome {
    for file in files(from)? {
        let name = file.strip_prefix(from).unwrap_or(&file);
        let plain = name.with_extension("");
        let is_changed = ["html", "json"].iter().any(|ending| plain.extension().is_some_and(|is| is == *ending))
            || plain == Path::new(offline::WORKER);
        let is_packed = name.extension().is_some_and(|ending| ending == "br" || ending == "gz");
        if is_packed && is_changed {
            continue;
        }
        let target = to.join(name);
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
        fs::copy(&file, &target).map_err(|why| Failure::with_file("copy", &file, &why))?;
    }
    Ok(())
}

fn scores(folder: &Path, page: &str, categories: &[&str]) -> Outcome<Scores> {
    let chromium = Program::Chromium.find().ok_or_else(|| Failure::new("there is no Chromium on the PATH"))?;
    let report = folder.with_extension("csv");
    let mut lighthouse = Command::new(tools::LIGHTHOUSE.path());
    lighthouse.arg(page).args(["--quiet", "--output=csv", "--chrome-flags=--headless --no-sandbox --disable-gpu"]);
    lighthouse.arg(format!("--only-categories={}", categories.join(",")));
    lighthouse.arg("--output-path").arg(&report).env("CHROME_PATH", chromium).stdin(Stdio::null());
    run::run(&mut lighthouse)?;
    let text = read(&report)?;
    let _ = fs::remove_file(&report);
    let scores = parsed(&text);
    for name in categories {
        if !scores.iter().any(|(is, _)| is == name) {
            return Err(Failure::new(format!("Lighthouse gave no points for {name}:\n{text:.400}")));
        }
    }
    for line in lost(&text) {
        println!("  {line}");
    }
    Ok(scores)
}

/// The lines between `category,score` and the next empty one: `"seo","0.9"`.
fn parsed(report: &str) -> Scores {
    let lines = report.lines().skip_while(|line| *line != "category,score").skip(1);
    let fields = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
        let (name, score) = line.split_once(',')?;
        let points: f32 = score.trim_matches('"').parse().ok()?;
        // 0 to 1.
        Some((name.trim_matches('"').to_owned(), (points * 100.0).round() as u32))
    });
    fields.collect()
}

/// What cost points: `"seo","hreflang","0",…`.
fn lost(report: &str) -> Vec<String> {
    let lines = report.lines().skip_while(|line| !line.starts_with("category,audit"));
    let cells = lines.map(|line| line.split("\",\"").map(|cell| cell.trim_matches('"')).collect::<Vec<_>>());
    let is_lost = |cells: &Vec<&str>| {
        let points = cells.get(2).and_then(|points| points.parse::<f32>().ok());
        points.is_some_and(|points| (0.0..0.9).contains(&points))
    };
    cells.filter(is_lost).map(|cells| cells.get(..3).unwrap_or_default().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const REPORT: &str = "\"requestedUrl\"\n\"http://127.0.0.1/\"\n\ncategory,score\n\"performance\",\"0.914\"\n\"seo\",\"1\"\n\n\
        category,audit,score,displayValue,description\n\"seo\",\"hreflang\",\"0\",\"\",\"a, b\"\n\"seo\",\"title\",\"1\",\"\",\"c\"";

    #[test]
    fn points_and_what_cost_some_are_read() {
        assert_eq!(parsed(REPORT), [("performance".to_owned(), 91), ("seo".to_owned(), 100)]);
        assert_eq!(lost(REPORT), ["seo hreflang 0"]);
        assert!(parsed("no report").is_empty());
    }

    #[test]
    fn compressed_copies_of_what_changes_stay_behind() {
        let folder = std::env::temp_dir().join(format!("partnerpad-lighthouse-{}", process::id()));
        let from = folder.join("from");
        fs::create_dir_all(&from).unwrap();
        for name in ["index.html", "index.html.br", "sw.js.gz", "offline.json.gz", "app-1.js", "app-1.js.br"] {
            fs::write(from.join(name), "").unwrap();
        }
        let to = folder.join("to");
        copy(&from, &to).unwrap();
        let names: Vec<PathBuf> =
            files(&to).unwrap().iter().map(|file| file.strip_prefix(&to).unwrap().into()).collect();
        assert_eq!(names, ["app-1.js", "app-1.js.br", "index.html"].map(PathBuf::from));
        fs::remove_dir_all(folder).unwrap();
    }
}
