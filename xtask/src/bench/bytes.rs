//! What visitors load, counted on the wire: a build is served as `cargo xtask serve` does, and what a browser would ask
//! for is asked for over HTTP/1.1. Bytes of headers count; those of TCP and TLS do not.

use super::{
    Options,
    figures::{Figures, Table},
};
use crate::{
    budgets,
    failure::{Failure, Outcome},
    run,
    serve::Server,
    sizes::{parts, weigh},
    workbench,
};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
};

/// The smallest set of headers that decides about what is sent; a browser sends more of its own.
const ACCEPTS: [(&str, &str); 3] = [("brotli", "br, gzip"), ("gzip", "gzip"), ("as it is", "identity")];

/// Bytes in a GB, as hosts count them.
const GB: f64 = 1e9;

/// Measures a build.
///
/// # Errors
/// There is no build, or it cannot be served.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let dist = run::dist();
    let all = parts(&dist)?;
    let server = Server::start(&dist, 0).map_err(|why| Failure::with_file("serve", &dist, &why))?;
    let host = Host::new(server.address(), &dist);
    let mut visits = Table::new("Visits", &["page", "visit", "requests", "brotli", "gzip", "as it is"]);
    let mut million =
        Table::new("A million visitors", &["page", "visit", "GB with brotli", "GB with gzip", "GB as it is"]);
    let tools: Vec<_> = all.iter().filter(|file| workbench::is_of_it(file)).cloned().collect();
    let mut pages: Vec<_> = all.iter().filter(|file| file.ends_with("index.html")).collect();
    pages.sort_by_key(|page| page.components().count());
    let mut loaded_first = Vec::new();
    for page in pages {
        let first = budgets::loaded(page, &all)?;
        loaded_first.extend(first.clone());
        let name = shown(&dist, page);
        for (visit, files, again) in
            [("first", &first, false), ("repeat", &first, true), ("first tool opened", &tools, false)]
        {
            let cost = host.cost(files, again)?;
            let named = [json!(name), json!(visit)];
            visits
                .rows
                .push(named.iter().cloned().chain([json!(cost.requests)]).chain(cost.sent.map(Value::from)).collect());
            million.rows.push(named.into_iter().chain(cost.sent.map(|sent| json!(in_gb(sent)))).collect());
        }
    }
    let mut each = Table::new("Files", &["file", "as it is", "gzip", "brotli", "loaded"]);
    for file in &all {
        let weight = weigh(file)?;
        let loaded = if loaded_first.contains(file) {
            "first visit"
        } else if workbench::is_of_it(file) {
            "with the first tool"
        } else {
            "when asked for"
        };
        let name = plain_name(&shown(&dist, file));
        each.rows.push(vec![json!(name), json!(weight.raw), json!(weight.gzip), json!(weight.brotli), json!(loaded)]);
    }
    let mut figures = Figures::now("cargo xtask bench bytes");
    figures.tables = vec![visits, million, each];
    figures.notes = vec![
        "Visits are counted on the wire, headers included; files are counted without headers. A repeat visit asks only for \
         what may not be kept for ever, and is told that it has not changed. Hashes in names are left out."
            .to_owned(),
    ];
    Ok(figures)
}

fn shown(dist: &Path, file: &Path) -> String {
    file.strip_prefix(dist).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// A name without the hash in it, so that equal figures give equal texts.
fn plain_name(name: &str) -> String {
    let is_hash = |part: &str| part.len() >= 14 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let cut = |name: &str| {
        let (stem, rest) = name.split_at(name.find(['_', '.']).unwrap_or(name.len()));
        match stem.rsplit_once('-') {
            Some((before, hash)) if is_hash(hash) => format!("{before}{rest}"),
            _ => name.to_owned(),
        }
    };
    match name.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/{}", cut(name)),
        None => cut(name),
    }
}

/// Two digits after the point are enough for a bill.
pub fn in_gb(bytes_each: u64) -> f64 {
    (bytes_each as f64 * 1e6 / GB * 100.0).round() / 100.0
}

/// What a visit costs the host.
pub struct Cost {
    /// What is asked for.
    pub requests: u64,
    /// In bytes: with Brotli, with gzip, as it is.
    pub sent: [u64; 3],
}

/// A build that is served.
pub struct Host<'a> {
    address: String,
    dist: &'a Path,
}

impl<'a> Host<'a> {
    /// The build in this folder, served at this address.
    pub fn new(address: String, dist: &'a Path) -> Self {
        Self { address, dist }
    }

    /// What it costs to load these; `again`: by a browser that has loaded them before.
    ///
    /// # Errors
    /// One of them is not answered.
    pub fn cost(&self, files: &[PathBuf], again: bool) -> Outcome<Cost> {
        let mut cost = Cost { requests: 0, sent: [0; 3] };
        for file in files {
            let path = format!("/{}", shown(self.dist, file));
            let path = path.strip_suffix("index.html").unwrap_or(&path);
            let mut is_asked = true;
            for ((_, accepts), sent) in ACCEPTS.iter().zip(&mut cost.sent) {
                let first = self.ask(path, accepts, None)?;
                let answer = match (again, first.is_for_ever) {
                    (true, true) => {
                        is_asked = false;
                        continue;
                    }
                    (true, false) => self.ask(path, accepts, Some(&first.tag))?,
                    _ => first,
                };
                *sent += answer.bytes;
            }
            cost.requests += u64::from(is_asked);
        }
        Ok(cost)
    }

    fn ask(&self, path: &str, accepts: &str, tag: Option<&str>) -> Outcome<Answer> {
        let host = self.address.trim_start_matches("http://").trim_end_matches('/');
        let known = tag.map_or_else(String::new, |tag| format!("If-None-Match: {tag}\r\n"));
        let asked = || {
            let mut stream = TcpStream::connect(host)?;
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept-Encoding: {accepts}\r\n{known}\r\n"
            )?;
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).map(|_| bytes)
        };
        let bytes = asked().map_err(|why| Failure::new(format!("could not ask for {path}: {why}")))?;
        let answer = Answer::read(&bytes);
        let wanted = if tag.is_some() { " 304" } else { " 200" };
        match answer {
            Some(answer) if answer.status.contains(wanted) => Ok(answer),
            _ => Err(Failure::new(format!("{path} is not answered with{wanted}"))),
        }
    }
}

struct Answer {
    status: String,
    tag: String,
    is_for_ever: bool,
    bytes: u64,
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
        let header = |name: &str| {
            let mut pairs = head.lines().filter_map(|line| line.split_once(':'));
            pairs.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
        };
        Some(Self {
            status: head.lines().next()?.to_owned(),
            tag: header("etag").unwrap_or_default(),
            is_for_ever: header("cache-control").is_some_and(|cache| cache.contains("immutable")),
            bytes: bytes.len() as u64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_without_their_hash() {
        for (name, plain) in [
            ("boot-d46176b268e3dce8.js", "boot.js"),
            ("workbench-dc37504adb493051_bg.wasm", "workbench_bg.wasm"),
            ("later-261f34ae890057.css", "later.css"),
            ("en/index.html", "en/index.html"),
            ("preview/small-guide.html", "preview/small-guide.html"),
        ] {
            assert_eq!(plain_name(name), plain);
        }
    }

    #[test]
    fn a_repeat_visit_asks_only_for_what_is_not_kept_for_ever() {
        let files = [("index.html", "a page"), ("app-0123456789abcdef.js", "a program")];
        let dist = crate::sizes::tests::dist("cost", &files);
        let server = Server::start(&dist, 0).unwrap();
        let host = Host::new(server.address(), &dist);
        let files = files.map(|(name, _)| dist.join(name));
        let (first, repeat) = (host.cost(&files, false).unwrap(), host.cost(&files, true).unwrap());
        assert_eq!((first.requests, repeat.requests), (2, 1));
        assert!(repeat.sent[0] > 0 && repeat.sent[0] < first.sent[0]);
        std::fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn a_million_visitors_are_a_thousand_times_a_thousand() {
        assert_eq!(in_gb(88_941), 88.94);
    }
}
