//! Addresses on a page, compared with the one that should be there.

use crate::domain::markup::decode;

/// How an address is like the one that should be there: the more alike, the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same.
    Same,
    /// The same, if entities are read once more: `&amp;amp;` became `&amp;`.
    Entities,
    /// The same, between quotes that are letters: `“…”`.
    SmartQuotes,
    /// The same over `http:`.
    Insecure,
    /// The same page of the store, with other details behind `?` or `#`.
    OtherQuery,
    /// Another page of the same host.
    OtherPath,
}

/// How an address is like the wanted one; `None` if it leads to another host, or nothing is wanted.
#[must_use]
pub fn likeness(found: &str, wanted: &str) -> Option<Likeness> {
    let found = found.trim();
    let wanted = Parts::of(wanted.trim())?;
    let is_quote = |letter: char| matches!(letter, '“' | '”' | '„' | '‟' | '″' | '‘' | '’' | '‚' | '′' | '«' | '»');
    let bare = found.trim_matches(is_quote);
    let parts = Parts::of(bare).filter(|parts| parts.host.eq_ignore_ascii_case(wanted.host))?;
    if parts.path != wanted.path {
        return Some(Likeness::OtherPath);
    }
    let is_quoted = bare.len() < found.len();
    if parts.rest == wanted.rest {
        let is_secure = parts.is_secure || !wanted.is_secure;
        return Some(if is_quoted {
            Likeness::SmartQuotes
        } else if is_secure {
            Likeness::Same
        } else {
            Likeness::Insecure
        });
    }
    let mut rest = parts.rest.to_owned();
    for _ in 0..3 {
        rest = decode(&rest).into_owned();
        if rest == wanted.rest {
            return Some(Likeness::Entities);
        }
    }
    Some(Likeness::OtherQuery)
}

/// An address cut up.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub is_secure: bool,
    /// With a port.
    pub host: &'a str,
    /// From the first `/`: `/` if there is none.
    pub path: &'a str,
    /// From `?` or `#`.
    pub rest: &'a str,
}

impl<'a> Parts<'a> {
    /// Of a web address; without a scheme it has that of its page, which is taken for secure.
    pub fn of(address: &'a str) -> Option<Self> {
        let (scheme, after) = address.split_once("//")?;
        let is_secure = match scheme {
            "" => true,
            scheme if scheme.eq_ignore_ascii_case("https:") => true,
            scheme if scheme.eq_ignore_ascii_case("http:") => false,
            _ => return None,
        };
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (host, after) = after.split_at_checked(end).filter(|(host, _)| !host.is_empty())?;
        let end = after.find(['?', '#']).unwrap_or(after.len());
        let (path, rest) = after.split_at_checked(end)?;
        Some(Self { is_secure, host, path: if path.is_empty() { "/" } else { path }, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_as_browsers_read_them() {
        let wanted = "https://shop.example";
        assert_eq!(likeness(" HTTPS://SHOP.example/ ", wanted), Some(Likeness::Same));
        assert_eq!(likeness("//shop.example/", wanted), Some(Likeness::Same));
        assert_eq!(likeness("https://shop.example/a", wanted), Some(Likeness::OtherPath));
        for other in
            ["https://shop.example.evil/", "mailto:a@shop.example", "/", "", "https://", "javascript://shop.example/"]
        {
            assert_eq!(likeness(other, wanted), None, "{other}");
        }
        assert_eq!(likeness("https://shop.example/", ""), None);
    }
}
