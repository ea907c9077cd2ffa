//! An address on the web, as terms may name it.

/// An address that everyone can open: `https://`, a host of ASCII letters, digits, dots and `-` with a dot in it, then
/// only characters that an address may have. So it can stand in an attribute, in XML and in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a>(&'a str);

/// Why something is no such address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFault {
    /// Does not begin with `https://`.
    NotHttps,
    /// No host that others can reach, or a name and password before it.
    Host,
    /// A blank, a quote or another character that an address cannot have.
    Letter,
    /// The address of the e-Store, where that of the terms is asked.
    IsStore,
    /// Looks like a page behind sign-in.
    SignIn,
}

impl<'a> Link<'a> {
    /// # Errors
    /// [`LinkFault::NotHttps`], [`LinkFault::Host`], [`LinkFault::Letter`].
    pub fn parse(raw: &'a str) -> Result<Self, LinkFault> {
        let raw = raw.trim();
        let scheme = raw.get(..8).unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("https://") {
            return Err(LinkFault::NotHttps);
        }
        let rest = raw.get(8..).unwrap_or_default();
        if !rest.bytes().all(is_letter) {
            return Err(LinkFault::Letter);
        }
        let host = host_of(rest);
        if is_public(host) { Ok(Self(raw)) } else { Err(LinkFault::Host) }
    }

    /// The address of published terms. `store`: the address of the e-Store as typed, empty if there is none yet.
    ///
    /// # Errors
    /// As [`Link::parse`]; [`LinkFault::IsStore`], [`LinkFault::SignIn`].
    pub fn parse_published(raw: &'a str, store: &str) -> Result<Self, LinkFault> {
        let link = Self::parse(raw)?;
        if Link::parse(store).is_ok_and(|store| store.page() == link.page()) {
            return Err(LinkFault::IsStore);
        }
        if link.has_sign_in() { Err(LinkFault::SignIn) } else { Ok(link) }
    }

    /// As typed, without blanks around it.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Without what does not tell pages apart.
    fn page(self) -> String {
        let address = self.0.split('#').next().unwrap_or_default();
        address.trim_end_matches('/').to_ascii_lowercase()
    }

    fn has_sign_in(self) -> bool {
        const WORDS: [&str; 9] =
            ["login", "log-in", "signin", "sign-in", "inloggen", "aanmelden", "wp-admin", "partnerportal", "sso"];
        let address = self.0.to_ascii_lowercase();
        address.split(['/', '?', '&', '=', '.', '#']).any(|part| WORDS.contains(&part))
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&()*+,;=%".contains(&byte)
}

/// What stands before the path, with a port if there is one.
fn host_of(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn is_public(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    // A last part that begins with a digit makes it an IP address.
    name.contains('.')
        && name.split('.').all(is_part)
        && last.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !["local", "localhost", "internal"].contains(&last)
        && port.parse::<u16>().is_ok_and(|port| port > 0)
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_everyone_can_open_are_taken_as_typed() {
        for good in [
            "https://voorbeeld.example",
            " https://www.voorbeeld.example/voorwaarden?v=1&x=%20#top ",
            "HTTPS://a-b.example:8443/",
            "https://xn--strae-oqa.example/",
        ] {
            assert_eq!(Link::parse(good).map(Link::as_str), Ok(good.trim()));
        }
    }

    #[test]
    fn what_others_cannot_open_or_could_break_out_is_not_taken() {
        for (bad, fault) in [
            ("", LinkFault::NotHttps),
            ("http://a.example", LinkFault::NotHttps),
            ("javascript:alert(1)//https://a.example", LinkFault::NotHttps),
            ("www.a.example", LinkFault::NotHttps),
            ("https://", LinkFault::Host),
            ("https://localhost/", LinkFault::Host),
            ("https://a.local", LinkFault::Host),
            ("https://192.168.0.1/", LinkFault::Host),
            ("https://jan:geheim@a.example", LinkFault::Host),
            ("https://a..example", LinkFault::Host),
            ("https://-a.example", LinkFault::Host),
            ("https://a.example:0", LinkFault::Host),
            ("https://a.example:+1", LinkFault::Host),
            ("https://a.example/\"onclick=", LinkFault::Letter),
            ("https://a.example/<b>", LinkFault::Letter),
            ("https://a.example/een twee", LinkFault::Letter),
            ("https://a.example/\nb", LinkFault::Letter),
            ("https://straße.example/", LinkFault::Letter),
            ("https://a.example\\b", LinkFault::Letter),
        ] {
            assert_eq!(Link::parse(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn the_link_of_the_terms_is_not_that_of_the_store_and_needs_no_sign_in() {
        let check = |link| Link::parse_published(link, "https://winkel.example/p?x=1").map(|_| ());
        assert_eq!(check("https://a.example/voorwaarden"), Ok(()));
        assert_eq!(check("https://a.example/blogin/dossier"), Ok(()));
        assert_eq!(check("https://winkel.example/P?x=1#top"), Err(LinkFault::IsStore));
        assert_eq!(check("https://winkel.example/p?x=2"), Ok(()));
        assert_eq!(check("https://a.example/login?next=/voorwaarden"), Err(LinkFault::SignIn));
        assert_eq!(check("https://login.a.example/"), Err(LinkFault::SignIn));
        assert_eq!(check("https://unify.example/partnerportal/terms"), Err(LinkFault::SignIn));
        assert_eq!(check("http://a.example"), Err(LinkFault::NotHttps));
    }
}
