//! The Content-Security-Policy that stands in the page's head.

use crate::html::Tag;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The `meta` element of the policy, if the tag is that.
pub fn is_policy(tag: &Tag<'_>) -> bool {
    tag.starts("meta") && tag.has("http-equiv", "Content-Security-Policy")
}

/// What a tag's `integrity` says of a file with these bytes.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// How a policy names a script or style that stands in the page: by the hash of its exact bytes.
pub fn hash(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// The policy with these sources added to the directive; nothing if it has no such directive.
pub fn with_sources(policy: &str, directive: &str, sources: &[String]) -> Option<String> {
    let mut found = false;
    let mut add = |part: &str| {
        let part = part.trim();
        if part.split_whitespace().next() != Some(directive) {
            return part.to_owned();
        }
        found = true;
        let known = |source: &&String| !part.split_whitespace().any(|word| word == source.as_str());
        let new = sources.iter().filter(known).map(String::as_str);
        [part].into_iter().chain(new).collect::<Vec<_>>().join(" ")
    };
    let parts: Vec<_> = policy.split(';').filter(|part| !part.trim().is_empty()).map(&mut add).collect();
    found.then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        // From the text of the CSP specification.
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn sources_are_added_to_their_directive_once() {
        let policy = "default-src 'none'; script-src 'self'; script-src-attr 'none';";
        let added = with_sources(policy, "script-src", &["'x'".to_owned()]).unwrap();
        assert_eq!(added, "default-src 'none'; script-src 'self' 'x'; script-src-attr 'none'");
        assert_eq!(with_sources(&added, "script-src", &["'x'".to_owned()]).unwrap(), added);
        assert!(with_sources(policy, "style-src", &[]).is_none());
    }
}
