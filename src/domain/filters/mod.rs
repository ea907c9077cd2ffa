//! What websites leave of a snippet: it depends on the platform, and on the role of whoever pastes it.
//!
//! The rules are data with a version and a source each. The filters of WordPress, Joomla and Drupal are held against the
//! real ones; the others follow what was written about them, and all are an approximation: see [`Proof`].

mod attributes;
mod css;
mod drupal;
mod edits;
mod joomla;
mod kses;
#[cfg(test)]
mod real;
mod rules;
mod scheme;
mod survival;
mod tokens;

use crate::domain::order;
pub use survival::{Part, Survival, survival, survives};

use edits::Rounds;

/// The longest snippet that is looked into, in bytes: no snippet comes near it.
pub const SNIPPET_MAX_BYTES: usize = 1 << 16;

/// A platform and a role there, or the way in where that is what decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// WordPress, one site, administrator or editor: has the right `unfiltered_html`.
    WordPressAdmin,
    /// WordPress, author or contributor.
    WordPressAuthor,
    /// WordPress with several sites, anyone but the super admin.
    WordPressMultisite,
    /// A simple site at WordPress.com.
    WordPressCom,
    /// Joomla, a user group with the default text filter, editor TinyMCE.
    JoomlaAuthor,
    /// Joomla, Super User, editor TinyMCE.
    JoomlaSuperTinyMce,
    /// Joomla, Super User, without an editor, with CodeMirror, or in a Custom module.
    JoomlaSuperSource,
    /// Drupal, text format Basic HTML.
    DrupalBasic,
    /// Drupal, text format Full HTML.
    DrupalFull,
    /// Wix, its element for embedded code.
    Wix,
    /// Squarespace, a plan with code blocks and scripts.
    SquarespaceCode,
    /// Squarespace, plan Personal.
    SquarespacePersonal,
    /// A page of one's own, uploaded as it is.
    Plain,
}

/// Who made the system that a [`Place`] is a place in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// WordPress on one's own hosting.
    WordPress,
    /// WordPress.com.
    WordPressCom,
    /// Joomla.
    Joomla,
    /// Drupal.
    Drupal,
    /// Wix.
    Wix,
    /// Squarespace.
    Squarespace,
    /// No system.
    Plain,
}

impl Platform {
    /// All, in the order of [`Place::ALL`].
    pub const ALL: [Self; 7] =
        [Self::WordPress, Self::WordPressCom, Self::Joomla, Self::Drupal, Self::Wix, Self::Squarespace, Self::Plain];

    /// The word that is stored for it, for ever. [`Platform::parse`] reads it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WordPress => "wordpress",
            Self::WordPressCom => "wordpress-com",
            Self::Joomla => "joomla",
            Self::Drupal => "drupal",
            Self::Wix => "wix",
            Self::Squarespace => "squarespace",
            Self::Plain => "plain",
        }
    }

    /// The platform that a stored word means.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|platform| platform.as_str() == word)
    }
}

impl Place {
    /// All, those of one platform beside each other.
    pub const ALL: [Self; 13] = [
        Self::WordPressAdmin,
        Self::WordPressAuthor,
        Self::WordPressMultisite,
        Self::WordPressCom,
        Self::JoomlaAuthor,
        Self::JoomlaSuperTinyMce,
        Self::JoomlaSuperSource,
        Self::DrupalBasic,
        Self::DrupalFull,
        Self::Wix,
        Self::SquarespaceCode,
        Self::SquarespacePersonal,
        Self::Plain,
    ];

    /// The word that is stored for it, for ever. [`Place::parse`] reads it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WordPressAdmin => "wordpress-admin",
            Self::WordPressAuthor => "wordpress-author",
            Self::WordPressMultisite => "wordpress-multisite",
            Self::WordPressCom => "wordpress-com",
            Self::JoomlaAuthor => "joomla-author",
            Self::JoomlaSuperTinyMce => "joomla-super-tinymce",
            Self::JoomlaSuperSource => "joomla-super-source",
            Self::DrupalBasic => "drupal-basic",
            Self::DrupalFull => "drupal-full",
            Self::Wix => "wix",
            Self::SquarespaceCode => "squarespace-code",
            Self::SquarespacePersonal => "squarespace-personal",
            Self::Plain => "plain",
        }
    }

    /// The place that a stored word means.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == word)
    }

    /// The platform that it is a place in.
    #[must_use]
    pub const fn platform(self) -> Platform {
        match self {
            Self::WordPressAdmin | Self::WordPressAuthor | Self::WordPressMultisite => Platform::WordPress,
            Self::WordPressCom => Platform::WordPressCom,
            Self::JoomlaAuthor | Self::JoomlaSuperTinyMce | Self::JoomlaSuperSource => Platform::Joomla,
            Self::DrupalBasic | Self::DrupalFull => Platform::Drupal,
            Self::Wix => Platform::Wix,
            Self::SquarespaceCode | Self::SquarespacePersonal => Platform::Squarespace,
            Self::Plain => Platform::Plain,
        }
    }

    /// What the simulation of this place rests on.
    #[must_use]
    pub fn rules(self) -> &'static Rules {
        // There are rules for each place: a test sees to it. Without any, nothing is taken away.
        rules::RULES.iter().find(|rules| rules.place == self).unwrap_or(&Rules::NONE)
    }
}

/// The rules of a place. An approximation, whatever their [`Proof`].
#[derive(Debug)]
pub struct Rules {
    /// Where they hold.
    pub place: Place,
    /// The version of the platform that they were taken from; a year if there is no version; empty if it
    /// has none: then they are as they were read on the day on which the guide was checked.
    pub version: &'static str,
    /// Where they were taken from.
    pub source: Source,
    /// How far they were checked.
    pub proof: Proof,
    passes: &'static [Pass],
}

impl Rules {
    const NONE: Self =
        Self { place: Place::Plain, version: "", source: Source::PlainHtml, proof: Proof::Notes, passes: &[] };
}

/// Where the rules of a place were taken from; worded in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// `wp-includes/kses.php`.
    WordPressKses,
    /// WordPress leaves what somebody with the right `unfiltered_html` pastes.
    WordPressUnfiltered,
    /// A thread of the makers of WordPress.com.
    WordPressComThread,
    /// The input filter of the Joomla Framework, and what its TinyMCE is set to cut.
    JoomlaFilter,
    /// What Joomla's TinyMCE is set to cut.
    JoomlaTinyMce,
    /// Joomla has no text filter for Super Users.
    JoomlaNoFilter,
    /// `Xss.php`, `FilterHtml.php` and the text format as Drupal installs it.
    DrupalXss,
    /// The text format as Drupal installs it: no filter of tags.
    DrupalFullHtml,
    /// Wix' page for developers about security.
    WixDocs,
    /// Instructions of others for Squarespace.
    SquarespacePages,
    /// Nothing filters a page of one's own.
    PlainHtml,
}

/// How far the rules of a place were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The simulation gives what the real filter gives, in all cases of a test.
    Real,
    /// The simulation gives what the real filter gives, in all cases of a test with snippets to paste, apart from how
    /// the same is written; the editor in front of the filter does not run in it, and hostile texts may differ.
    Snippets,
    /// Written from what is told about the platform.
    Notes,
}

/// One thing that a platform does to a snippet.
#[derive(Debug)]
enum Pass {
    /// WordPress' filter, and elements that it does not let through beside.
    Kses {
        without: &'static [&'static str],
    },
    Joomla,
    Drupal,
    /// Elements with their content, and attributes of elements, that are cut.
    Cut {
        elements: &'static [&'static str],
        attributes: &'static [(&'static str, &'static str)],
    },
    /// No code is taken: a link can be made.
    LinksOnly,
}

/// Why something is not left as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The element is not let through.
    Tag,
    /// The attribute is not let through.
    Attribute,
    /// The property of a style is not let through, or its value is not.
    Style,
    /// An address with a scheme that is not let through, `javascript:` for one.
    Scheme,
    /// A comment is not let through, or not as it was.
    Comment,
    /// A tag that is not well formed: made text, or taken away.
    Broken,
    /// A control character.
    Control,
    /// An entity is written otherwise; it means the same, or is made text.
    Entity,
    /// Quotes, spaces or a slash are written otherwise; it means the same.
    Spelling,
}

impl Reason {
    /// Whether what was pasted is as good as before.
    #[must_use]
    pub const fn is_harmless(self) -> bool {
        matches!(self, Self::Control | Self::Entity | Self::Spelling)
    }
}

/// A part of a snippet, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Stays.
    Kept(String),
    /// Vanishes.
    Removed(String, Reason),
    /// Is written otherwise.
    Changed {
        /// In the snippet: may be empty.
        before: String,
        /// In what is left: never empty.
        after: String,
        /// What for.
        why: Reason,
    },
}

impl Piece {
    /// How it stands in the snippet.
    #[must_use]
    pub fn before(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Removed(text, _) | Self::Changed { before: text, .. } => text,
        }
    }

    /// How it stands in what is left.
    #[must_use]
    pub fn after(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Changed { after: text, .. } => text,
            Self::Removed(..) => "",
        }
    }

    /// Why it does not stay; `None` if it does.
    #[must_use]
    pub const fn why(&self) -> Option<Reason> {
        match self {
            Self::Kept(_) => None,
            Self::Removed(_, why) | Self::Changed { why, .. } => Some(*why),
        }
    }
}

/// What a place leaves of a snippet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The HTML that is left.
    pub left: String,
    /// In order: all [`Piece::before`] are the snippet, all [`Piece::after`] are what is left.
    pub pieces: Vec<Piece>,
}

impl Outcome {
    /// Each reason once, the graver first.
    #[must_use]
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<_> = self.pieces.iter().filter_map(Piece::why).collect();
        order::sort(&mut reasons);
        reasons.dedup();
        reasons
    }

    /// Whether nothing changed but how things are written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.pieces.iter().filter_map(Piece::why).all(Reason::is_harmless)
    }
}

/// What a place leaves of a snippet; `None` if the snippet is longer than [`SNIPPET_MAX_BYTES`].
#[must_use]
pub fn simulate(snippet: &str, place: Place) -> Option<Outcome> {
    if snippet.len() > SNIPPET_MAX_BYTES {
        return None;
    }
    let mut rounds = Rounds::new(snippet);
    for pass in place.rules().passes {
        match pass {
            Pass::Kses { without } => _ = rounds.go(&|text| kses::post(text, without)),
            Pass::Joomla => joomla::filter(&mut rounds),
            Pass::Drupal => drupal::filter(&mut rounds),
            Pass::Cut { elements, attributes } => _ = rounds.go(&|text| tokens::cut(text, elements, attributes)),
            Pass::LinksOnly => _ = rounds.go(&tokens::links_only),
        }
    }
    let pieces = edits::pieces(snippet, &rounds.edits);
    Some(Outcome { left: rounds.now, pieces })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(snippet: &str, place: Place) -> String {
        simulate(snippet, place).unwrap().left
    }

    #[test]
    fn every_place_has_its_rules_and_its_own_word() {
        for place in Place::ALL {
            assert_eq!(place.rules().place, place);
            assert_eq!(Place::parse(place.as_str()), Some(place));
        }
        assert_eq!(Place::parse("wordpress"), None);
    }

    #[test]
    fn what_vanished_and_why_is_told_piece_by_piece() {
        let snippet = "<p style=\"color:red;display:flex\" onclick=\"x\">a</p><iframe src=\"y\"></iframe>";
        let outcome = simulate(snippet, Place::WordPressAuthor).unwrap();
        assert_eq!(outcome.left, "<p style=\"color:red\">a</p>");
        let gone: Vec<_> = outcome.pieces.iter().filter_map(|piece| Some((piece.before(), piece.why()?))).collect();
        assert_eq!(
            gone,
            [
                (";display:flex", Reason::Style),
                (" onclick=\"x\"", Reason::Attribute),
                ("<iframe src=\"y\">", Reason::Tag),
                ("</iframe>", Reason::Tag),
            ]
        );
        assert_eq!(outcome.reasons(), [Reason::Tag, Reason::Attribute, Reason::Style]);
    }

    #[test]
    fn properties_of_a_style_vanish_one_by_one() {
        let snippet = "<p style=\"display:x;color:red;position:y;margin:0;top:0\">a</p>";
        let outcome = simulate(snippet, Place::WordPressAuthor).unwrap();
        assert_eq!(outcome.left, "<p style=\"color:red;margin:0\">a</p>");
        let gone: Vec<_> = outcome.pieces.iter().filter(|piece| piece.why().is_some()).map(Piece::before).collect();
        assert_eq!(gone, ["display:x;", "position:y;", ";top:0"]);
    }

    #[test]
    fn a_role_that_may_paste_all_keeps_all() {
        let snippet = "<script>a<b</script><p onclick=x>";
        for place in [Place::WordPressAdmin, Place::JoomlaSuperSource, Place::DrupalFull, Place::Plain] {
            let outcome = simulate(snippet, place).unwrap();
            assert_eq!(outcome.pieces, [Piece::Kept(snippet.to_owned())]);
            assert!(outcome.is_whole());
        }
    }

    #[test]
    fn wordpress_com_takes_objects_too() {
        let snippet = "<object data=\"a\" type=\"b\"><p>x</p></object>";
        assert_eq!(left(snippet, Place::WordPressCom), "<p>x</p>");
        assert_eq!(left(snippet, Place::WordPressAuthor), "<object><p>x</p></object>");
    }

    #[test]
    fn wix_takes_the_page_out_of_a_frame() {
        let snippet = "<iframe title=\"a\" srcdoc=\"<p>b</p>\"></iframe>";
        assert_eq!(left(snippet, Place::Wix), "<iframe title=\"a\"></iframe>");
    }

    #[test]
    fn a_plan_without_code_leaves_a_link() {
        let snippet = "<div><a class=\"x\" href=\"https://a.example/\">b</a><script>c</script></div>";
        assert_eq!(left(snippet, Place::SquarespacePersonal), "<a href=\"https://a.example/\">b</a>");
        assert_eq!(left("<a href=\" java\nscript:x\">b</a>", Place::SquarespacePersonal), "<a>b</a>");
    }

    #[test]
    fn tinymce_cuts_frames_and_scripts_whole() {
        let snippet = "<p>a</p><script>b</script><iframe src=c>d</iframe><p>e</p>";
        assert_eq!(left(snippet, Place::JoomlaSuperTinyMce), "<p>a</p><p>e</p>");
    }

    #[test]
    fn what_is_cut_leaves_no_tag_behind() {
        for (snippet, place) in [
            ("<<script></script>script>a</script>", Place::JoomlaSuperTinyMce),
            ("<<b>script>a<</b>/script>", Place::SquarespacePersonal),
        ] {
            let left = left(snippet, place);
            assert!(!left.contains('<') || left.starts_with("&lt;"), "{left}");
        }
    }

    #[test]
    fn a_snippet_that_is_too_long_is_not_looked_into() {
        assert_eq!(simulate(&"a".repeat(SNIPPET_MAX_BYTES + 1), Place::Plain), None);
    }

    #[test]
    fn an_empty_snippet_has_no_pieces() {
        assert_eq!(simulate("", Place::WordPressAuthor), Some(Outcome::default()));
    }
}
