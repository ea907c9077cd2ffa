//! What Lighthouse says of the release: `cargo xtask bench lighthouse`, and without what depends on time, a part of the tests.
//!
//! It looks at a copy that knows its address (see [`head::at`]): search engines want whole addresses, and Lighthouse says so.

use crate::{
    bench::{
        Options,
        figures::{Aim, Figures, Table},
        machine,
        numbers::{median, rounded},
    },
    failure::{Failure, Outcome},
    finish::{self, files, read},
    head,
    install::Needs,
    offline, run,
    serve::Server,
    system::Program,
    test::Count,
    tools,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::Path,
    process::{self, Command, Stdio},
};

/// What is judged; whether the verdict is none on how long something took.
const CATEGORIES: [(&str, bool); 4] =
    [("performance", false), ("accessibility", true), ("best-practices", true), ("seo", true)];

const FULL: u32 = 100;

/// How often it looks at each page when times count.
const RUNS: usize = 5;

/// What the points for performance are made of, with the digits to show.
const AUDITS: [(&str, &str, i32); 5] = [
    ("first-contentful-paint", "first paint, ms", 0),
    ("largest-contentful-paint", "largest paint, ms", 0),
    ("speed-index", "speed index, ms", 0),
    ("total-blocking-time", "blocked, ms", 0),
    ("cumulative-layout-shift", "layout shift", 3),
];

/// What it needs.
pub fn needs() -> Needs {
    Needs { wasm: false, tools: vec![&tools::LIGHTHOUSE], programs: vec![Program::Chromium] }
}

/// The middle of several runs on each page, and what the points for performance are made of.
///
/// # Errors
/// There is no build, or Lighthouse does not run.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let names = CATEGORIES.map(|(name, _)| name);
    let begun = machine::load();
    // For each page all its reports.
    let mut all: Vec<(String, Vec<Report>)> = Vec::new();
    for _ in 0..RUNS {
        for (at, (address, report)) in reports(&names)?.into_iter().enumerate() {
            match all.get_mut(at) {
                Some((_, reports)) => reports.push(report),
                None => all.push((address, vec![report])),
            }
        }
    }
    let mut figures = Figures::now("cargo xtask bench lighthouse");
    let mut points = Table::new("Points", &["page", names[0], names[1], names[2], names[3]]);
    let measured: Vec<_> = ["page"].into_iter().chain(AUDITS.map(|(_, column, _)| column)).collect();
    let mut times = Table::new("What performance is made of", &measured);
    let mut aims = Vec::new();
    for (address, reports) in &all {
        // The port is another one each time.
        let page = address.split_once("//").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        let page = format!("/{page}");
        let middle = |of: &dyn Fn(&Report) -> Option<f64>| median(&reports.iter().filter_map(of).collect::<Vec<_>>());
        let scores = names.map(|name| middle(&|report| report.points(name).map(f64::from)));
        for (name, score) in names.iter().zip(scores) {
            let missing = f64::from(FULL) - score;
            aims.push(Aim::at_most(&format!("{page}: {name}, points short of {FULL}"), missing, 0.0, "points"));
        }
        points.rows.push([json!(page)].into_iter().chain(scores.map(|score| rounded(score, 0))).collect());
        let audits = AUDITS.map(|(name, _, digits)| rounded(middle(&|report| report.audit(name)), digits));
        times.rows.push([json!(page)].into_iter().chain(audits).collect());
    }
    figures.tables = vec![points, times];
    figures.judge(aims);
    figures.notes = vec![format!(
        "Lighthouse {}, as for a phone (it reckons with slow 4G and a processor four times slower); the median of {RUNS} \
         runs. Points for performance depend on the machine, and on what else it has to do: its load was {begun:.1} when it \
         began.",
        tools::LIGHTHOUSE.version
    )];
    Ok(figures)
}

/// Whether each page has all points for what does not depend on time.
///
/// # Errors
/// There is no build, or Lighthouse does not run.
pub fn check() -> Outcome<Count> {
    let names: Vec<_> = CATEGORIES.iter().filter(|(_, timeless)| *timeless).map(|(name, _)| *name).collect();
    let mut count = Count::default();
    for (address, report) in reports(&names)? {
        for name in &names {
            let score = report.points(name).unwrap_or_default();
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

/// What Lighthouse says of a page.
struct Report(Value);

impl Report {
    /// Of a category: 0 to 100.
    fn points(&self, category: &str) -> Option<u32> {
        let score = self.0.get("categories")?.get(category)?.get("score")?.as_f64()?;
        Some((score * f64::from(FULL)).round() as u32)
    }

    /// What an audit measured.
    fn audit(&self, name: &str) -> Option<f64> {
        self.0.get("audits")?.get(name)?.get("numericValue")?.as_f64()
    }

    /// The audits that cost points, by category: `seo hreflang 0`.
    fn lost(&self) -> Vec<String> {
        let categories = self.0.get("categories").and_then(Value::as_object).into_iter().flatten();
        let lost = |(category, content): (&String, &Value)| {
            let audits = content.get("auditRefs").and_then(Value::as_array).cloned().unwrap_or_default();
            let counts = |audit: &Value| audit.get("weight").and_then(Value::as_f64).is_some_and(|weight| weight > 0.0);
            let audits = audits.into_iter().filter(counts).filter_map(|audit| {
                let name = audit.get("id")?.as_str()?;
                let score = self.0.get("audits")?.get(name)?.get("score")?.as_f64()?;
                (score < 0.9).then(|| format!("{category} {name} {score}"))
            });
            audits.collect::<Vec<_>>()
        };
        categories.flat_map(lost).collect()
    }
}

fn reports(categories: &[&str]) -> Outcome<Vec<(String, Report)>> {
    let folder = run::target().join(format!("lighthouse-{}", process::id()));
    let found = in_copy(&folder, categories);
    // It is made anew each time.
    let _ = fs::remove_dir_all(&folder);
    found
}

fn in_copy(folder: &Path, categories: &[&str]) -> Outcome<Vec<(String, Report)>> {
    let dist = run::dist();
    copy(&dist, folder)?;
    let server = Server::start(folder, 0).map_err(|why| Failure::with_file("serve", folder, &why))?;
    let content = partnerpad_content::load(&run::root().join("content"));
    let content = content.map_err(|problems| Failure::new(problems.to_string()))?;
    head::at(folder, content.languages(), &server.address())?;
    offline::again(folder)?;
    // As the build lays beside its files: otherwise they are packed quickly, and are larger.
    for page in files(folder)?.iter().filter(|file| file.ends_with(finish::INDEX)) {
        finish::compress_beside(page)?;
    }
    let pages = content.languages().iter().enumerate().map(|(position, language)| match position {
        0 => server.address(),
        _ => format!("{}{}/", server.address(), language.code),
    });
    pages.map(|page| Ok((page.clone(), report(folder, &page, categories)?))).collect()
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

fn report(folder: &Path, page: &str, categories: &[&str]) -> Outcome<Report> {
    let chromium = Program::Chromium.find().ok_or_else(|| Failure::new("there is no Chromium on the PATH"))?;
    let file = folder.with_extension("json");
    let mut lighthouse = Command::new(tools::LIGHTHOUSE.path());
    lighthouse.arg(page).args(["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]);
    lighthouse.arg(format!("--only-categories={}", categories.join(",")));
    lighthouse.arg("--output-path").arg(&file).env("CHROME_PATH", chromium).stdin(Stdio::null());
    run::run(&mut lighthouse)?;
    let text = read(&file)?;
    let _ = fs::remove_file(&file);
    let report = serde_json::from_str(&text).map(Report);
    let report = report.map_err(|why| Failure::new(format!("Lighthouse gave no JSON: {why}: {text:.400}")))?;
    for name in categories {
        if report.points(name).is_none() {
            return Err(Failure::new(format!("Lighthouse gave no points for {name}")));
        }
    }
    for line in report.lost() {
        println!("  {line}");
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn points_and_what_cost_some_are_read() {
        let report = Report(json!({
            "categories": {
                "performance": {"score": 0.914, "auditRefs": [{"id": "blocked", "weight": 30}]},
                "seo": {"score": 1, "auditRefs": [
                    {"id": "hreflang", "weight": 1}, {"id": "title", "weight": 1}, {"id": "hint", "weight": 0},
                ]},
            },
            "audits": {
                "blocked": {"score": 0.95, "numericValue": 120.5},
                "hreflang": {"score": 0.0}, "title": {"score": 1}, "hint": {"score": 0.0},
            },
        }));
        assert_eq!(
            (report.points("performance"), report.points("seo"), report.points("pwa")),
            (Some(91), Some(100), None)
        );
        assert_eq!(report.audit("blocked"), Some(120.5));
        assert_eq!(report.lost(), ["seo hreflang 0"]);
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
