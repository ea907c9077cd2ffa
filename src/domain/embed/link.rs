//! Links that somebody typed or pasted: what was recognised, and whether the link can be used.
//!
//! A link is read by the parser that is given, in the page the browser's own: so what is judged here is what a browser
//! would open. Escaping alone does not make a link safe; only its scheme, after parsing, does.

use super::pasted;
use super::punycode;

/// The longest link, in characters.
pub const LINK_MAX_CHARS: usize = 2_000;

/// The longest text that is looked into, in bytes: a link with markup around it.
const TYPED_MAX_BYTES: usize = 20_000;

/// A link in the parts of the WHATWG URL standard, as a browser's `URL` names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Parsed {
    pub href: String,
    pub protocol: String,
    pub username: String,
    pub password: String,
    pub hostname: String,
    pub port: String,
    pub pathname: String,
    pub search: String,
    pub hash: String,
}

/// Reads a link by the WHATWG URL standard; `None` if it is none.
pub type Parser = fn(&str) -> Option<Parsed>;

/// What was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pasted {
    /// A link, or nothing that is known.
    Link,
    /// `<a href>`.
    Anchor,
    /// `<iframe src>`, or one that waits for consent.
    Frame,
    /// `<script src>`.
    Script,
}

/// Why a link cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed.
    Empty,
    /// Longer than a link may be.
    TooLong {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// More than one line: two links, or one that was broken.
    SeveralLines,
    /// Signs in it that do not show.
    Unseen,
    /// No link at all.
    NotALink,
    /// A link but for the `https://` before it.
    NoScheme,
    /// `http`: not encrypted.
    Http,
    /// A scheme that runs or holds something itself: `javascript:`, `data:`.
    Dangerous,
    /// Any other scheme.
    NotHttps,
    /// A user name or password before the host.
    Credentials,
    /// This computer or network: `localhost`, `.local`.
    Local,
    /// A host without a dot.
    NoDot,
    /// A number instead of a name.
    Address,
    /// A host with letters that no host on the internet has.
    Host,
    /// The partner's own site.
    OwnSite,
    /// A page of a partner portal: only who signs in sees it. The commonest wrong link.
    Portal,
    /// By its looks a page to sign in.
    SignIn,
    /// The link of the terms is that of the store.
    SameAsStore,
}

/// What looks wrong and may be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// A page of a partner portal: only who signs in sees it.
    Portal,
    /// By its looks a page to sign in.
    SignIn,
    /// A mail filter's detour to the link.
    MailFilter,
    /// The address of a script, not of a page.
    Script,
    /// `&amp;` in the link: it was copied from markup.
    Reference,
    /// A space in the link: more was pasted than the link.
    Space,
    /// Browsers write its query differently: the form shown is what the store gets either way.
    Rewritten,
    /// A host of other letters than a to z: compare both forms.
    International,
    /// A part of the host mixes scripts, as look-alikes do.
    MixedScripts,
    /// `http`, where that is allowed.
    Http,
    /// Terms on another site than the partner's.
    OtherSite,
}

impl Warning {
    /// Whether it is nearly always a mistake: to be shown as loudly as a problem. It can be overruled all the same,
    /// because it is known by looks only.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::Portal | Self::SignIn | Self::MailFilter | Self::Script | Self::Space | Self::MixedScripts)
    }
}

/// A link that can be used: `https` (for a page: or `http`), a host on the internet, printable ASCII throughout,
/// at most [`LINK_MAX_CHARS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    href: String,
    host: String,
    origin: String,
}

impl Link {
    /// As the browser writes it. The document's own character set cannot change it any more.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.href
    }

    /// The host in small ASCII letters, an international one with `xn--`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host in its own letters; `None` if that is the same. Never show it without [`Link::host`].
    #[must_use]
    pub fn shown_host(&self) -> Option<String> {
        punycode::shown(&self.host)
    }

    /// `https://host`, with a port if there is one.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// What came of looking at a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What was recognised.
    pub pasted: Pasted,
    /// The link in what was pasted.
    pub found: String,
    /// The link, if it can be used.
    pub link: Result<Link, Problem>,
    /// What looks wrong. Empty if the link cannot be used.
    pub warnings: Vec<Warning>,
}

impl Outcome {
    /// Refuses what looks like a page for those who sign in, unless it is the link that somebody is `sure` of: it is known by
    /// its looks only.
    #[must_use]
    pub fn open_to_all(self, sure: &str) -> Self {
        let refused = [(Warning::Portal, Problem::Portal), (Warning::SignIn, Problem::SignIn)];
        match refused.into_iter().find(|(warning, _)| self.warnings.contains(warning)) {
            Some((_, problem)) if self.found != sure => Self { link: Err(problem), warnings: Vec::new(), ..self },
            _ => self,
        }
    }

    /// The link, if it can be used.
    #[must_use]
    pub fn usable(&self) -> Option<&Link> {
        self.link.as_ref().ok()
    }
}

/// Looks at the link of a store. `own_site`: the partner's site, as a link or a host; empty if not known.
#[must_use]
pub fn store(typed: &str, own_site: &str, parse: Parser) -> Outcome {
    let mut outcome = look(typed, parse, false);
    if is_on(&outcome, own_site, parse) == Some(true) {
        outcome = Outcome { link: Err(Problem::OwnSite), warnings: Vec::new(), ..outcome };
    }
    outcome
}

/// Looks at the link of the partner's terms. `store`: that of the store, if it is known; `own_site` as for [`store`].
#[must_use]
pub fn terms(typed: &str, store: Option<&Link>, own_site: &str, parse: Parser) -> Outcome {
    let mut outcome = page(typed, parse);
    let is_store = |store: &Link| outcome.usable().is_some_and(|link| without_hash(link) == without_hash(store));
    if store.is_some_and(is_store) {
        return Outcome { link: Err(Problem::SameAsStore), warnings: Vec::new(), ..outcome };
    }
    if is_on(&outcome, own_site, parse) == Some(false) {
        outcome.warnings.push(Warning::OtherSite);
    }
    outcome
}

/// Looks at the link of any page that everybody may read. `http` is a warning.
#[must_use]
pub fn page(typed: &str, parse: Parser) -> Outcome {
    look(typed, parse, true)
}

fn look(typed: &str, parse: Parser, is_http_allowed: bool) -> Outcome {
    if typed.len() > TYPED_MAX_BYTES {
        let problem = Problem::TooLong { max_chars: LINK_MAX_CHARS };
        return Outcome { pasted: Pasted::Link, found: String::new(), link: Err(problem), warnings: Vec::new() };
    }
    let (pasted, found) = pasted::read(typed);
    let parsed = parsed(&found, parse, is_http_allowed);
    let warnings = parsed.as_ref().map(|parsed| warnings(pasted, &found, parsed)).unwrap_or_default();
    let link = parsed.map(|Parsed { href, protocol, hostname, port, .. }| {
        let colon = if port.is_empty() { "" } else { ":" };
        Link { href, origin: format!("{protocol}//{hostname}{colon}{port}"), host: hostname }
    });
    Outcome { pasted, found, link, warnings }
}

/// The parts of a link that can be used.
fn parsed(found: &str, parse: Parser, is_http_allowed: bool) -> Result<Parsed, Problem> {
    spelling(found)?;
    let parsed = parse(found).ok_or_else(|| {
        let is_host = !found.contains(char::is_whitespace) && found.contains('.');
        let is_link = is_host && parse(&format!("https://{found}")).is_some();
        if is_link { Problem::NoScheme } else { Problem::NotALink }
    })?;
    match parsed.protocol.as_str() {
        "https:" => {}
        "http:" if is_http_allowed => {}
        "http:" => return Err(Problem::Http),
        "javascript:" | "data:" | "vbscript:" | "blob:" | "file:" | "filesystem:" | "about:" | "view-source:" => {
            return Err(Problem::Dangerous);
        }
        _ => return Err(Problem::NotHttps),
    }
    if !parsed.username.is_empty() || !parsed.password.is_empty() {
        return Err(Problem::Credentials);
    }
    host(&parsed.hostname)?;
    // The standard promises this much; what is printed rests on it.
    let is_ascii = parsed.href.starts_with(&parsed.protocol) && parsed.href.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_ascii || parse(&parsed.href).is_none_or(|again| again != parsed) {
        return Err(Problem::NotALink);
    }
    if parsed.href.len() > LINK_MAX_CHARS {
        return Err(Problem::TooLong { max_chars: LINK_MAX_CHARS });
    }
    Ok(parsed)
}

/// What would be lost in parsing: browsers drop line breaks inside of a link.
fn spelling(found: &str) -> Result<(), Problem> {
    if found.is_empty() {
        return Err(Problem::Empty);
    }
    if found.chars().count() > LINK_MAX_CHARS {
        return Err(Problem::TooLong { max_chars: LINK_MAX_CHARS });
    }
    if found.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return Err(Problem::SeveralLines);
    }
    let is_unseen = |letter: char| letter.is_control() || pasted::is_unseen(letter);
    if found.contains(is_unseen) { Err(Problem::Unseen) } else { Ok(()) }
}

fn host(host: &str) -> Result<(), Problem> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    if host.starts_with('[') || is_number {
        return Err(Problem::Address);
    }
    if matches!(last, "localhost" | "local" | "localdomain" | "internal" | "lan" | "intranet")
        || host.ends_with(".home.arpa")
    {
        return Err(Problem::Local);
    }
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if !host.split('.').all(is_label) {
        return Err(Problem::Host);
    }
    if host.contains('.') { Ok(()) } else { Err(Problem::NoDot) }
}

fn warnings(pasted: Pasted, found: &str, parsed: &Parsed) -> Vec<Warning> {
    let shown = punycode::shown(&parsed.hostname);
    let path = parsed.pathname.to_ascii_lowercase();
    let is_portal = is_portal(&parsed.hostname, &path);
    let is_filter = [".safelinks.protection.outlook.com", "urldefense.com", "urldefense.proofpoint.com"];
    let looks = [
        (Warning::Portal, is_portal),
        (Warning::SignIn, !is_portal && (is_sign_in(&parsed.hostname) || is_sign_in(&path))),
        (Warning::MailFilter, is_filter.iter().any(|host| parsed.hostname.ends_with(host))),
        (Warning::Script, pasted == Pasted::Script),
        (Warning::Reference, found.contains("&amp;")),
        (Warning::Space, found.contains(char::is_whitespace)),
        (Warning::Rewritten, query(found) != query(&parsed.href)),
        (Warning::International, shown.is_some()),
        (Warning::MixedScripts, shown.is_some_and(|shown| punycode::mixes_scripts(&shown))),
        (Warning::Http, parsed.protocol == "http:"),
    ];
    looks.into_iter().filter_map(|(warning, is_so)| is_so.then_some(warning)).collect()
}

/// The Unify portal lies at unify.com/partnerportal; others are called likewise.
fn is_portal(host: &str, path: &str) -> bool {
    ["partnerportal", "partner-portal"].iter().any(|word| host.contains(word) || path.contains(word))
}

/// Whether a host or a path, in small letters, speaks of signing in.
fn is_sign_in(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "login",
        "logon",
        "signin",
        "signon",
        "inloggen",
        "aanmelden",
        "anmelden",
        "sso",
        "auth",
        "authenticate",
        "oauth",
        "oauth2",
        "saml",
        "saml2",
    ];
    let mut before = "";
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| {
        let is_pair = matches!((before, word), ("sign" | "log", "in" | "on"));
        before = word;
        is_pair || WORDS.contains(&word)
    })
}

fn query(link: &str) -> Option<&str> {
    without(link, '#').split_once('?').map(|(_, query)| query)
}

fn without(link: &str, mark: char) -> &str {
    link.split_once(mark).map_or(link, |(before, _)| before)
}

fn without_hash(link: &Link) -> &str {
    without(&link.href, '#')
}

/// Whether a link that can be used is on this site, with or without `www.`; `None` if either is not known.
fn is_on(outcome: &Outcome, site: &str, parse: Parser) -> Option<bool> {
    let link = outcome.usable()?;
    let site = pasted::read(site).1;
    let site = parse(&site).filter(|site| !site.hostname.is_empty()).or_else(|| parse(&format!("https://{site}")))?;
    Some(bare_host(&link.host) == bare_host(&site.hostname))
}

fn bare_host(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}
