//! A content security policy in a page, and what of a snippet it forbids. Source: W3C, Content Security Policy Level 3.

use super::address::Parts;
use crate::domain::embed::snippet::CLICK_SCRIPT_HASH;

/// What a policy forbids, and by which of its directives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Frames from the store.
    Frame(&'static str),
    /// Scripts in the page, or this one among those that are listed by hash. Other kinds of hash may be the right one.
    Script(&'static str),
    /// Styles in the page.
    Style(&'static str),
}

/// What a snippet needs to be allowed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs {
    pub frame: bool,
    pub script: bool,
    pub style: bool,
}

const FRAME: [&str; 3] = ["frame-src", "child-src", "default-src"];
const SCRIPT: [&str; 3] = ["script-src-elem", "script-src", "default-src"];
const STYLE: [&str; 3] = ["style-src-attr", "style-src", "default-src"];

/// What of these needs a policy forbids: none of them twice.
pub(super) fn blocked(policy: &str, store: &str, needs: &Needs) -> Vec<Blocked> {
    let mut found = Vec::new();
    if let Some((name, sources)) = directive(policy, FRAME).filter(|_| needs.frame)
        && !sources.split_ascii_whitespace().any(|source| allows(source, store))
    {
        found.push(Blocked::Frame(name));
    }
    if let Some((name, sources)) = directive(policy, SCRIPT).filter(|_| needs.script)
        && forbids_inline(sources)
        && !lists_script(sources)
    {
        found.push(Blocked::Script(name));
    }
    if let Some((name, sources)) = directive(policy, STYLE).filter(|_| needs.style)
        && forbids_inline(sources)
    {
        found.push(Blocked::Style(name));
    }
    found
}

/// The first of these that the policy has, and its sources. Of one that is there twice the first counts.
fn directive<'a>(policy: &'a str, names: [&'static str; 3]) -> Option<(&'static str, &'a str)> {
    names.into_iter().find_map(|name| {
        policy.split([';', ',']).find_map(|part| {
            let part = part.trim();
            let end = part.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(part.len());
            let (found, sources) = part.split_at_checked(end)?;
            found.eq_ignore_ascii_case(name).then_some((name, sources))
        })
    })
}

/// Whether the script of the snippet may be listed here: of the hashes in the form of ours, only ours is its.
fn lists_script(sources: &str) -> bool {
    hashes(sources).any(|source| source == CLICK_SCRIPT_HASH || !begins(source, "'sha256-"))
}

fn has_hash(sources: &str) -> bool {
    hashes(sources).next().is_some()
}

/// The sources that name a script or a style by its hash, or by a number used once.
fn hashes(sources: &str) -> impl Iterator<Item = &str> {
    let is_one = |source: &&str| ["'sha256-", "'sha384-", "'sha512-", "'nonce-"].iter().any(|it| begins(source, it));
    sources.split_ascii_whitespace().filter(is_one)
}

fn begins(source: &str, with: &str) -> bool {
    source.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with))
}

fn forbids_inline(sources: &str) -> bool {
    let is_allowed = sources.split_ascii_whitespace().any(|source| source.eq_ignore_ascii_case("'unsafe-inline'"));
    // Beside a hash browsers do not heed it.
    !is_allowed || has_hash(sources)
}

/// Whether one source of a list lets the store in. `'self'` does not: the store is another site.
fn allows(source: &str, store: &str) -> bool {
    let Some(store) = Parts::of(store.trim()) else { return false };
    let source = source.to_ascii_lowercase();
    if matches!(source.as_str(), "*" | "https:") {
        return true;
    }
    if source.starts_with('\'') {
        return false;
    }
    if source == "http:" {
        return true;
    }
    let (scheme, rest) = source.split_once("://").unwrap_or(("", &source));
    if !matches!(scheme, "" | "http" | "https") {
        return false;
    }
    let (host, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    let is_path = match path {
        "" | "/" => true,
        path if path.ends_with('/') => store.path.to_ascii_lowercase().starts_with(path),
        path => store.path.eq_ignore_ascii_case(path),
    };
    is_path && is_host(host, &store.host.to_ascii_lowercase())
}

fn is_host(pattern: &str, host: &str) -> bool {
    let (pattern, wanted_port) = pattern.rsplit_once(':').unwrap_or((pattern, "443"));
    let (host, port) = host.rsplit_once(':').unwrap_or((host, "443"));
    let is_port = wanted_port == "*" || wanted_port == port || (wanted_port == "80" && port == "443");
    let is_name = match pattern.strip_prefix('*') {
        Some(end) => end.is_empty() || (end.starts_with('.') && host.len() > end.len() && host.ends_with(end)),
        None => pattern == host,
    };
    is_port && is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: &str = "https://shop.example/store/a?b";
    const ALL: Needs = Needs { frame: true, script: true, style: true };

    fn frame(policy: &str) -> bool {
        !blocked(policy, STORE, &Needs { frame: true, ..Needs::default() }).is_empty()
    }

    #[test]
    fn sources_that_let_the_store_in_are_known() {
        for source in [
            "*",
            "https:",
            "shop.example",
            "HTTPS://Shop.Example",
            "*.example",
            "https://shop.example:443",
            "shop.example:*",
            "https://shop.example/store/",
            "https://shop.example/store/a",
            "'self' shop.example",
        ] {
            assert!(!frame(&format!("frame-src {source}")), "{source}");
        }
    }

    #[test]
    fn sources_that_keep_the_store_out_are_known() {
        for source in
            ["", "'none'", "'self'", "example", "*.shop.example", "shop.example:8443", "shop.example/other/", "data:"]
        {
            assert!(frame(&format!("frame-src {source}")), "{source}");
        }
    }

    #[test]
    fn the_nearest_directive_decides() {
        let by = |policy| blocked(policy, STORE, &ALL).into_iter().next();
        assert_eq!(
            by("default-src *; frame-src 'none'; script-src 'unsafe-inline'"),
            Some(Blocked::Frame("frame-src"))
        );
        assert_eq!(by("Child-Src 'self'; default-src 'unsafe-inline' *"), Some(Blocked::Frame("child-src")));
        assert_eq!(by("img-src 'self'"), None);
        assert_eq!(by("frame-src *; frame-src 'none'"), None);
    }

    #[test]
    fn scripts_and_styles_need_to_be_allowed_in_the_page() {
        let policy = "frame-src *; default-src 'self'";
        let expected = [Blocked::Script("default-src"), Blocked::Style("default-src")];
        assert_eq!(blocked(policy, STORE, &ALL), expected);
        let hashed = |hash: &str| {
            let policy = format!("frame-src *; script-src 'self' {hash}; style-src 'unsafe-inline'");
            blocked(&policy, STORE, &ALL)
        };
        assert_eq!(hashed(CLICK_SCRIPT_HASH), []);
        assert_eq!(hashed("'SHA384-abc='"), []);
        assert_eq!(hashed("'sha256-abc='"), [Blocked::Script("script-src")]);
    }
}
