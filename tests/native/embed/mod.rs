//! From a pasted link to markup, with links read as browsers read them.

mod link;

use partnerpad::domain::embed::Parsed;
use url::{Position, Url};

pub const STORE: &str = "https://shop.example.com/store?partner=1&lang=nl";

/// As the browser's `URL` gives it.
pub fn parse(text: &str) -> Option<Parsed> {
    let url = Url::parse(text).ok()?;
    let part = |text: &str| text.to_owned();
    Some(Parsed {
        protocol: format!("{}:", url.scheme()),
        username: part(url.username()),
        password: part(url.password().unwrap_or_default()),
        hostname: part(url.host_str().unwrap_or_default()),
        port: part(&url[Position::BeforePort..Position::AfterPort]),
        pathname: part(url.path()),
        search: url.query().map(|query| format!("?{query}")).unwrap_or_default(),
        hash: url.fragment().map(|hash| format!("#{hash}")).unwrap_or_default(),
        href: url.into(),
    })
}
