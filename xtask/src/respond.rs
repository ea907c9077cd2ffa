//! One answer: which file, in which form, with which headers.

use crate::{
    finish, html,
    media::{Encoding, Kind, is_hashed},
    policy,
};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder that is served.
pub struct Site {
    /// Without links in it, so that a file can be shown to lie inside.
    folder: PathBuf,
}

/// What is asked; absent headers are empty.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// `GET`
    pub method: &'a str,
    /// Path and query, as sent.
    pub url: &'a str,
    /// `br, gzip;q=0.5`
    pub accept_encoding: &'a str,
    /// The tags that the browser has.
    pub if_none_match: &'a str,
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// 200, 301, 304, 404, 405.
    pub status: u16,
    /// In order.
    pub headers: Vec<(&'static str, String)>,
    /// Empty for 304.
    pub body: Vec<u8>,
}

/// Sent with everything.
const ALWAYS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), \
         gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
];

/// For answers that are no page of ours.
const NOTHING_ALLOWED: &str = "default-src 'none'; frame-ancestors 'none'";

impl Site {
    /// A site in this folder.
    ///
    /// # Errors
    /// The folder is not there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { folder: folder.canonicalize()? })
    }
}

/// What a path leads to.
enum Found {
    File(PathBuf),
    /// A folder without the slash that makes its relative links right.
    Folder,
    Nothing,
}

/// The answer to what is asked.
pub fn answer(site: &Site, asked: &Asked<'_>) -> Answer {
    if !["GET", "HEAD"].contains(&asked.method) {
        let mut answer = text(405, "405: only GET and HEAD here\n");
        answer.headers.push(("Allow", "GET, HEAD".to_owned()));
        return answer;
    }
    let path = asked.url.split(['?', '#']).next().unwrap_or_default();
    match find(site, path) {
        Found::File(file) => match fs::read(&file) {
            Ok(bytes) => send(site, asked, &file, bytes),
            Err(_) => text(404, "404: this file cannot be read\n"),
        },
        Found::Folder => {
            let mut answer = text(301, "301: a folder, its address ends with /\n");
            answer.headers.push(("Location", format!("{path}/")));
            answer
        }
        Found::Nothing => text(404, "404: there is nothing at this address\n"),
    }
}

fn text(status: u16, words: &str) -> Answer {
    let mut headers = always(NOTHING_ALLOWED);
    headers.push(("Content-Type", "text/plain; charset=utf-8".to_owned()));
    headers.push(("Cache-Control", "no-cache".to_owned()));
    Answer { status, headers, body: words.as_bytes().to_vec() }
}

fn always(policy: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Content-Security-Policy", policy.to_owned())];
    headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
    headers
}

/// The file for a path as sent. Never one outside the folder, nor one whose name starts with a dot.
fn find(site: &Site, path: &str) -> Found {
    let Some(path) = decoded(path) else {
        return Found::Nothing;
    };
    let Some(inside) = path.strip_prefix('/') else {
        return Found::Nothing;
    };
    let (names, slash) = match inside.strip_suffix('/') {
        Some(names) => (names, true),
        None => (inside, inside.is_empty()),
    };
    let mut file = site.folder.clone();
    for name in names.split('/').filter(|_| !names.is_empty()) {
        if name.is_empty() || name.starts_with('.') || name.contains(['\\', ':', '\0']) {
            return Found::Nothing;
        }
        file.push(name);
    }
    if file.is_dir() {
        if !slash {
            return Found::Folder;
        }
        file.push("index.html");
    } else if slash {
        return Found::Nothing;
    }
    match file.canonicalize() {
        Ok(real) if real.starts_with(&site.folder) && real.is_file() => Found::File(real),
        _ => Found::Nothing,
    }
}

/// Percent signs resolved; nothing for what is no text then.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        out.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(out).ok()
}

fn send(site: &Site, asked: &Asked<'_>, file: &Path, bytes: Vec<u8>) -> Answer {
    let kind = Kind::of(file);
    let encoding = if kind.is_text_like() { Encoding::wanted(asked.accept_encoding) } else { None };
    let packed = encoding.and_then(|encoding| Some((encoding, encoding.pack(file, &bytes)?)));
    let mut headers = always(&policy_for(site, kind, file, &bytes));
    headers.push(("Content-Type", kind.name().to_owned()));
    if kind.is_text_like() {
        headers.push(("Vary", "Accept-Encoding".to_owned()));
    }
    let form = packed.as_ref().map_or("", |(encoding, _)| encoding.name());
    let tag = tag(&bytes, form);
    let forever = is_hashed(file);
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.push(("Cache-Control", cache.to_owned()));
    headers.push(("ETag", tag.clone()));
    if has_tag(asked.if_none_match, &tag) {
        return Answer { status: 304, headers, body: Vec::new() };
    }
    if let Some((encoding, _)) = &packed {
        headers.push(("Content-Encoding", encoding.name().to_owned()));
    }
    Answer { status: 200, headers, body: packed.map_or(bytes, |(_, small)| small) }
}

/// The policy that stands in the page, and that nobody may frame it, which cannot stand there. But for the frames of
/// the page itself: it may.
fn policy_for(site: &Site, kind: Kind, file: &Path, bytes: &[u8]) -> String {
    let page = if kind == Kind::Html { fs::read(file).ok() } else { fs::read(site.folder.join("index.html")).ok() };
    let page = page.unwrap_or_else(|| bytes.to_vec());
    let page = String::from_utf8_lossy(&page);
    let tags = html::scan(&page).unwrap_or_default();
    let written = tags.iter().find(|tag| policy::is_policy(tag)).and_then(|tag| tag.value("content"));
    let is_frame = file.parent().is_some_and(|folder| folder.ends_with(finish::PREVIEW));
    let ancestors = if is_frame { "frame-ancestors 'self'" } else { "frame-ancestors 'none'" };
    match written {
        Some(policy) => format!("{}; {ancestors}", policy.trim_end_matches([';', ' '])),
        None => ancestors.to_owned(),
    }
}

/// Names the bytes and their form: another one when either changes.
fn tag(bytes: &[u8], form: &str) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}{}{form}\"", if form.is_empty() { "" } else { "-" })
}

fn has_tag(if_none_match: &str, tag: &str) -> bool {
    let mut known = if_none_match.split(',').map(|known| known.trim().trim_start_matches("W/"));
    known.any(|known| known == tag || known == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_resolved_or_refused() {
        assert_eq!(decoded("/a%20b%C3%A9").as_deref(), Some("/a bé"));
        for bad in ["/%", "/%2", "/%zz", "/%ff", "/%+1"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
