//! What kind a file is, and in which forms it travels.

use crate::compress;
use std::{fs, path::Path};

/// Below this a compressed form saves nothing.
const WORTH_COMPRESSING: usize = 512;

/// Whether Trunk put the hash of its content into the file's name: `app-0123456789abcdef_bg.wasm`.
/// Trunk leaves leading zeros out. Only the name counts: folders are named after crates.
pub fn is_hashed(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let is_hash = |word: &str| (13..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split('-').skip(1).any(|rest| rest.split(['.', '_']).next().is_some_and(is_hash))
}

/// What is in a file, by the ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Html,
    /// JavaScript.
    Script,
    /// CSS.
    Style,
    /// WebAssembly.
    Wasm,
    /// What an installed page is called.
    Manifest,
    /// Data.
    Json,
    /// A drawing.
    Svg,
    /// Words.
    Text,
    /// A picture.
    Png,
    /// A small picture.
    Icon,
    /// A font.
    Woff2,
    /// We do not know.
    Other,
}

impl Kind {
    /// By the ending of the name.
    pub fn of(file: &Path) -> Self {
        match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
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

    /// For `Content-Type`.
    pub fn name(self) -> &'static str {
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

    /// Whether it gets smaller. Pictures and fonts are compressed already.
    pub fn is_text_like(self) -> bool {
        !matches!(self, Self::Png | Self::Icon | Self::Woff2 | Self::Other)
    }
}

/// A form in which a file travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

impl Encoding {
    /// The better one of those that the browser takes.
    pub fn wanted(accepted: &str) -> Option<Self> {
        let takes = |name: &str| {
            accepted.split(',').any(|offer| {
                let (offered, quality) = offer.split_once(';').unwrap_or((offer, "q=1"));
                let quality = quality.trim().trim_start_matches("q=").parse().unwrap_or(0.0_f32);
                offered.trim().eq_ignore_ascii_case(name) && quality > 0.0
            })
        };
        [Self::Brotli, Self::Gzip].into_iter().find(|encoding| takes(encoding.name()))
    }

    /// For `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The copy beside the file, or one made now; nothing when it is not smaller.
    pub fn pack(self, file: &Path, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut copy = file.as_os_str().to_owned();
        copy.push(if self == Self::Brotli { ".br" } else { ".gz" });
        // Not a link, which could lead out of the folder.
        let is_file = fs::symlink_metadata(&copy).is_ok_and(|data| data.is_file());
        if is_file && let Ok(packed) = fs::read(&copy) {
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
        for name in ["app-0123456789abcdef.js", "app-0123456789abcdef_bg.wasm", "a-b-123456789abcdef.css"] {
            assert!(is_hashed(Path::new(name)), "{name}");
        }
        for name in ["index.html", "app-decade.js", "step-by-step.js", "snippets-0123456789abcdef/inline.js"] {
            assert!(!is_hashed(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn the_better_encoding_that_is_taken_wins() {
        assert_eq!(Encoding::wanted("gzip, deflate, br, zstd"), Some(Encoding::Brotli));
        assert_eq!(Encoding::wanted("gzip;q=1.0, br;q=0"), Some(Encoding::Gzip));
        assert_eq!(Encoding::wanted("gzip; q=0"), None);
        assert_eq!(Encoding::wanted(""), None);
    }
}
