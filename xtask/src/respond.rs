//! One answer: which file, in which form, with which headers.

use crate::{compress, html, policy};
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
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), geolocation=(), \
         gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
    ),
];

/// For answers that are no page of ours.
const NOTHING_ALLOWED: &str = "default-src 'none'; frame-ancestors 'none'";

/// Below this a compressed form saves nothing.
const WORTH_COMPRESSING: usize = 512;

impl Site {
    /// A site in this folder.
    ///
    /// # Errors
    /// The folder is not there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            folder: folder.canonicalize()?,
        })
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
    Answer {
        status,
        headers,
        body: words.as_bytes().to_vec(),
    }
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
    let encoding = if kind.is_text_like() {
        Encoding::wanted(asked.accept_encoding)
    } else {
        None
    };
    let packed = encoding.and_then(|encoding| Some((encoding, encoding.pack(file, &bytes)?)));
    let mut headers = always(&policy_for(site, kind, file, &bytes));
    headers.push(("Content-Type", kind.name().to_owned()));
    if kind.is_text_like() {
        headers.push(("Vary", "Accept-Encoding".to_owned()));
    }
    let form = packed.as_ref().map_or("", |(encoding, _)| encoding.name());
    let tag = tag(&bytes, form);
    let forever = is_hashed(file);
    let cache = if forever {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.push(("Cache-Control", cache.to_owned()));
    headers.push(("ETag", tag.clone()));
    if has_tag(asked.if_none_match, &tag) {
        return Answer {
            status: 304,
            headers,
            body: Vec::new(),
        };
    }
    if let Some((encoding, _)) = &packed {
        headers.push(("Content-Encoding", encoding.name().to_owned()));
    }
    Answer {
        status: 200,
        headers,
        body: packed.map_or(bytes, |(_, small)| small),
    }
}

/// The policy that stands in the page, and that nobody may frame it, which cannot stand there.
fn policy_for(site: &Site, kind: Kind, file: &Path, bytes: &[u8]) -> String {
    let page = if kind == Kind::Html {
        fs::read(file).ok()
    } else {
        fs::read(site.folder.join("index.html")).ok()
    };
    let page = page.unwrap_or_else(|| bytes.to_vec());
    let page = String::from_utf8_lossy(&page);
    let tags = html::scan(&page).unwrap_or_default();
    let written = tags
        .iter()
        .find(|tag| policy::is_policy(tag))
        .and_then(|tag| tag.value("content"));
    match written {
        Some(policy) => format!(
            "{}; frame-ancestors 'none'",
            policy.trim_end_matches([';', ' '])
        ),
        None => "frame-ancestors 'none'".to_owned(),
    }
}

/// Names the bytes and their form: another one when either changes.
fn tag(bytes: &[u8], form: &str) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hex}{}{form}\"", if form.is_empty() { "" } else { "-" })
}

fn has_tag(if_none_match: &str, tag: &str) -> bool {
    let mut known = if_none_match
        .split(',')
        .map(|known| known.trim().trim_start_matches("W/"));
    known.any(|known| known == tag || known == "*")
}

/// Whether Trunk put the hash of its content into the file's name: `app-0123456789abcdef_bg.wasm`.
/// Trunk leaves leading zeros out. Only the name counts: folders are named after crates.
fn is_hashed(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let is_hash = |word: &str| {
        (13..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    name.split('-')
        .skip(1)
        .any(|rest| rest.split(['.', '_']).next().is_some_and(is_hash))
}

/// What is in a file, by the ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    Script,
    Style,
    Wasm,
    Manifest,
    Json,
    Svg,
    Text,
    Png,
    Icon,
    Woff2,
    Other,
}

impl Kind {
    fn of(file: &Path) -> Self {
        match file
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
        {
            "html" => Self::Html,
            "js" | "mjs" => Self::Script,
            "css" => Self::Style,
            "wasm" => Self::Wasm,
            "webmanifest" => Self::Manifest,
            "json" => Self::Json,
            "svg" => Self::Svg,
            "txt" => Self::Text,
            "png" => Self::Png,
            "ico" => Self::Icon,
            "woff2" => Self::Woff2,
            _ => Self::Other,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Style => "text/css; charset=utf-8",
            Self::Wasm => "application/wasm",
            Self::Manifest => "application/manifest+json",
            Self::Json => "application/json",
            Self::Svg => "image/svg+xml",
            Self::Text => "text/plain; charset=utf-8",
            Self::Png => "image/png",
            Self::Icon => "image/x-icon",
            Self::Woff2 => "font/woff2",
            Self::Other => "application/octet-stream",
        }
    }

    fn is_text_like(self) -> bool {
        !matches!(self, Self::Png | Self::Icon | Self::Woff2 | Self::Other)
    }
}

/// A form in which a file travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// The better one of those that the browser takes.
    fn wanted(accepted: &str) -> Option<Self> {
        let takes = |name: &str| {
            accepted.split(',').any(|offer| {
                let (offered, quality) = offer.split_once(';').unwrap_or((offer, "q=1"));
                let quality = quality
                    .trim()
                    .trim_start_matches("q=")
                    .parse()
                    .unwrap_or(0.0_f32);
                offered.trim().eq_ignore_ascii_case(name) && quality > 0.0
            })
        };
        [Self::Brotli, Self::Gzip]
            .into_iter()
            .find(|encoding| takes(encoding.name()))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The copy beside the file, or one made now; nothing when it is not smaller.
    fn pack(self, file: &Path, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut copy = file.as_os_str().to_owned();
        copy.push(if self == Self::Brotli { ".br" } else { ".gz" });
        if let Ok(packed) = fs::read(&copy) {
            return Some(packed);
        }
        if bytes.len() < WORTH_COMPRESSING {
            return None;
        }
        let packed = match self {
            Self::Brotli => compress::brotli(bytes, compress::QUICK),
            Self::Gzip => compress::gzip(bytes),
        };
        packed.ok().filter(|packed| packed.len() < bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_in_names_are_told_from_words() {
        for name in [
            "app-0123456789abcdef.js",
            "app-0123456789abcdef_bg.wasm",
            "a-b-123456789abcdef.css",
        ] {
            assert!(is_hashed(Path::new(name)), "{name}");
        }
        for name in [
            "index.html",
            "app-decade.js",
            "step-by-step.js",
            "snippets-0123456789abcdef/inline.js",
        ] {
            assert!(!is_hashed(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn the_better_encoding_that_is_taken_wins() {
        assert_eq!(
            Encoding::wanted("gzip, deflate, br, zstd"),
            Some(Encoding::Brotli)
        );
        assert_eq!(Encoding::wanted("gzip;q=1.0, br;q=0"), Some(Encoding::Gzip));
        assert_eq!(Encoding::wanted("gzip; q=0"), None);
        assert_eq!(Encoding::wanted(""), None);
    }

    #[test]
    fn percent_signs_are_resolved_or_refused() {
        assert_eq!(decoded("/a%20b%C3%A9").as_deref(), Some("/a bé"));
        for bad in ["/%", "/%2", "/%zz", "/%ff", "/%+1"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
