//! What the service worker keeps: the list of all files with what must be in them, and the worker that carries the list's hash.
//!
//! So a version is the hash of its list, the browser sees a new worker whenever a byte of the page has changed, and each file is
//! fetched with its integrity. A development build has the worker that removes itself instead: whoever works on the page sees
//! what was built last, also where a release was served before.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, files, read, write},
    policy, run, slots,
};
use partnerpad_content::Language;
use std::{fmt::Write as _, fs, path::Path};

/// The worker.
pub const WORKER: &str = "sw.js";
/// Its list: `{"news":{"nl":{…}},"files":{"./":"sha256-…"}}`.
pub const LIST: &str = "offline.json";
/// Takes the place of a worker that must go.
pub const REMOVER: &str = "hosting/remove-sw/sw.js";

/// Where the worker is told which list is its own: a text that begins so.
const PLACE: &str = "sha256-";

/// Writes the list and has the worker name it. To be called when all other files are written, and before they are compressed.
///
/// # Errors
/// The words cannot be had, or a file cannot be read or written.
pub fn release(folder: &Path, languages: &[Language]) -> Outcome {
    let mut news = String::new();
    for language in languages {
        let words = slots::texts(&language.code, &["news".to_owned()])?;
        let words = words.first().map_or("null", |(_, words)| words.as_str());
        let comma = if news.is_empty() { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write!(news, "{comma}\"{}\":{words}", language.code);
    }
    list(folder, &news)
}

/// Has no page be kept.
///
/// # Errors
/// The files cannot be written.
pub fn development(folder: &Path) -> Outcome {
    let remover = read(&run::root().join(REMOVER))?;
    write(&folder.join(WORKER), remover.as_bytes())
}

/// Writes list and worker anew for files that were changed, with the same news.
///
/// # Errors
/// There is no list yet, or a file cannot be read or written.
pub fn again(folder: &Path) -> Outcome {
    let old = read(&folder.join(LIST))?;
    let news = old.strip_prefix(NEWS).and_then(|rest| rest.rsplit_once(FILES)).map(|(news, _)| news);
    let news = news.ok_or_else(|| Failure::new(format!("this is no {LIST}: {old:.40}")))?;
    list(folder, news)
}

const NEWS: &str = "{\"news\":{";
const FILES: &str = "},\"files\":{";

fn list(folder: &Path, news: &str) -> Outcome {
    let mut list = format!("{NEWS}{news}{FILES}");
    let mut comma = "";
    for file in files(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if !is_kept(&name) {
            continue;
        }
        let bytes = fs::read(&file).map_err(|why| Failure::with_file("read", &file, &why))?;
        // Writing to a String cannot fail.
        let _ = write!(list, "{comma}\n\"{}\":\"{}\"", address(&name), policy::integrity(&bytes));
        comma = ",";
    }
    list.push_str("}}\n");
    write(&folder.join(LIST), list.as_bytes())?;
    let worker = folder.join(WORKER);
    write(&worker, told(&read(&worker)?, &policy::integrity(list.as_bytes()))?.as_bytes())
}

/// The address of a file: a page's is that of its folder.
fn address(name: &str) -> String {
    match name.strip_suffix(INDEX) {
        Some("") => "./".to_owned(),
        Some(folder) if folder.ends_with('/') => folder.to_owned(),
        _ => name.to_owned(),
    }
}

/// Not the worker and its list, which the browser and the worker fetch themselves; nor compressed copies, which a host hands out
/// in place of others; nor what hosts read instead of handing it out. The page as one file is among them: a dossier is saved in it.
fn is_kept(name: &str) -> bool {
    let ends = |ending: &str| name.ends_with(ending);
    ![WORKER, LIST].contains(&name) && !ends(".br") && !ends(".gz") && !name.starts_with(['.', '_'])
}

fn told(worker: &str, version: &str) -> Outcome<String> {
    match worker.split(PLACE).collect::<Vec<_>>()[..] {
        [before, rest] => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+/=".contains(c));
            Ok(format!("{before}{version}{after}"))
        }
        _ => Err(Failure::new(format!("{WORKER} must have {PLACE}… exactly once"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, path::PathBuf, process};

    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("partnerpad-offline-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("en")).unwrap();
        for (file, text) in [
            (INDEX, "nl"),
            ("en/index.html", "en"),
            ("partnerpad.en.html", "all"),
            ("app-1.js", "js"),
            ("app-1.js.br", ""),
            ("_headers", ""),
            (".htaccess", ""),
            (WORKER, "const VERSION = 'sha256-';\ngo()"),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_list_names_all_that_a_visitor_needs_and_nothing_else() {
        let folder = folder("list");
        list(&folder, "\"nl\":{\"text\":\"},\"}").unwrap();
        let list = read(&folder.join(LIST)).unwrap();
        let file = |name, text: &str| format!("\"{name}\":\"{}\"", policy::integrity(text.as_bytes()));
        let wanted = [file("app-1.js", "js"), file("en/", "en"), file("./", "nl"), file("partnerpad.en.html", "all")]
            .join(",\n");
        assert_eq!(list, format!("{{\"news\":{{\"nl\":{{\"text\":\"}},\"}}}},\"files\":{{\n{wanted}}}}}\n"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_worker_changes_with_every_byte_and_with_the_news() {
        let folder = folder("worker");
        let worker = || read(&folder.join(WORKER)).unwrap();
        list(&folder, "").unwrap();
        let first = worker();
        assert!(first.starts_with("const VERSION = 'sha256-") && first.ends_with("';\ngo()"), "{first}");
        again(&folder).unwrap();
        assert_eq!(worker(), first);
        fs::write(folder.join("app-1.js"), "JS").unwrap();
        again(&folder).unwrap();
        let second = worker();
        assert_ne!(second, first);
        list(&folder, "\"nl\":{}").unwrap();
        assert_ne!(worker(), second);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_not_as_expected_is_told() {
        let folder = folder("wrong");
        assert!(again(&folder).is_err());
        fs::write(folder.join(WORKER), "go()").unwrap();
        assert!(list(&folder, "").unwrap_err().to_string().contains(PLACE));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_worker_of_the_source_and_the_remover_are_whole() {
        assert_eq!(read(&run::root().join("src").join(WORKER)).unwrap().matches(PLACE).count(), 1);
        let staging = folder("development");
        development(&staging).unwrap();
        assert!(read(&staging.join(WORKER)).unwrap().contains("unregister"));
        fs::remove_dir_all(staging).unwrap();
    }
}
