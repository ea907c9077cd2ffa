//! What a site's own Content-Security-Policy has to allow for a snippet. A site without a policy needs none of it.

use super::options::{Checked, Variant};
use super::snippet::CLICK_SCRIPT_HASH;

/// The sources to add. A plain link needs none but for its look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// For `frame-src`: the store's origin.
    pub frame: Option<String>,
    /// For `script-src`: the hash of the very script in the snippet, in quotes.
    pub script: Option<&'static str>,
    /// Whether the snippet has `style` attributes. Without `'unsafe-inline'` for them it works, and looks plain.
    pub has_styles: bool,
}

/// Where a site says its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Apache: `.htaccess` or the server's configuration, with `mod_headers`.
    Apache,
    /// nginx: the server's configuration.
    Nginx,
    /// A `_headers` file.
    Headers,
    /// A `meta` element in the page's head.
    Meta,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Apache, Self::Nginx, Self::Headers, Self::Meta];
}

/// What the policy has to allow for a snippet; `None` without a link that can be used. `snippet`: the very text.
#[must_use]
pub fn policy(checked: &Checked, snippet: &str) -> Option<Policy> {
    let store = checked.store.usable()?;
    let variant = checked.variant;
    Some(Policy {
        frame: variant.is_framed().then(|| store.origin().to_owned()),
        script: (variant == Variant::ClickScript).then_some(CLICK_SCRIPT_HASH),
        has_styles: snippet.contains(" style=\""),
    })
}

impl Policy {
    /// Whether a site with a policy has to change anything.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        self.frame.is_some() || self.script.is_some() || self.has_styles
    }

    /// The directives alone: `frame-src 'self' https://shop.example`. `'self'` stands for whatever the site allows now: the
    /// sources are to be added to its own line, not to replace it.
    #[must_use]
    pub fn directives(&self) -> String {
        let frame = self.frame.as_ref().map(|origin| format!("frame-src 'self' {origin}"));
        let script = self.script.map(|hash| format!("script-src 'self' {hash}"));
        let style = self.has_styles.then(|| "style-src 'self' 'unsafe-inline'".to_owned());
        [frame, script, style].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The directives as a site says them.
    #[must_use]
    pub fn text(&self, form: Form) -> String {
        let directives = self.directives();
        match form {
            Form::Apache => format!("Header always set Content-Security-Policy \"{directives}\"\n"),
            Form::Nginx => format!("add_header Content-Security-Policy \"{directives}\" always;\n"),
            Form::Headers => format!("/*\n  Content-Security-Policy: {directives}\n"),
            Form::Meta => format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{directives}\">\n"),
        }
    }
}
