//! Addresses, read as this browser reads them.

use web_sys::Url;

use crate::domain::embed::link::Parsed;

/// The parts of a full address; `None` if it is none.
#[must_use]
pub fn parse(text: &str) -> Option<Parsed> {
    let url = Url::new(text).ok()?;
    Some(Parsed {
        href: url.href(),
        protocol: url.protocol(),
        username: url.username(),
        password: url.password(),
        hostname: url.hostname(),
        port: url.port(),
        pathname: url.pathname(),
        search: url.search(),
        hash: url.hash(),
    })
}
