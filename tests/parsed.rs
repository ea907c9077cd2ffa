//! Links as the browser's `URL` reads them, for tests without a browser.

use partnerpad::domain::embed::Parsed;
use url::{Position, Url};

/// As the browser's `URL` gives it.
pub fn parse(text: &str) -> Option<Parsed> {
    let url = Url::parse(text).ok()?;
    Some(Parsed {
        protocol: format!("{}:", url.scheme()),
        username: url.username().to_owned(),
        password: url.password().unwrap_or_default().to_owned(),
        hostname: url.host_str().unwrap_or_default().to_owned(),
        port: url[Position::BeforePort..Position::AfterPort].to_owned(),
        pathname: url.path().to_owned(),
        search: url.query().map(|query| format!("?{query}")).unwrap_or_default(),
        hash: url.fragment().map(|hash| format!("#{hash}")).unwrap_or_default(),
        href: url.into(),
    })
}
