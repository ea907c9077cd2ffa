//! Addresses, read as this browser reads them.

use web_sys::Url;

/// The parts of a full address, in the order of the WHATWG's URL standard: href, protocol, username, password,
/// hostname, port, pathname, search, hash. `None` if it is none.
#[must_use]
pub fn parts(text: &str) -> Option<[String; 9]> {
    let url = Url::new(text).ok()?;
    Some([
        url.href(),
        url.protocol(),
        url.username(),
        url.password(),
        url.hostname(),
        url.port(),
        url.pathname(),
        url.search(),
        url.hash(),
    ])
}
