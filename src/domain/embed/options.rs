//! What can be chosen about a snippet: fields as typed, and the choices they come to.
//!
//! Every field may stay empty: then its default holds. With nothing but the link filled in the snippet is good.

use super::color::{Color, LEAST_CONTRAST};
use super::link::{self, Link, Outcome, Parser};

/// One thing that can be typed or chosen. Its id is for ever: answers are stored under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The link of the store.
    Link,
    /// Which kind of snippet.
    Variant,
    /// The language of the snippet's own words.
    Language,
    /// The text of the link, the button, or what is folded out.
    Text,
    /// The colour of the button.
    Background,
    /// The colour of the text on it.
    Color,
    /// How wide it is.
    Fit,
    /// Its width, if that is fixed.
    Width,
    /// The height of the frame.
    Height,
    /// How round the corners are.
    Corner,
    /// Where it stands.
    Align,
    /// Whether links open in a new tab.
    NewTab,
    /// What a screen reader calls the frame.
    Title,
    /// The heading of the card.
    Heading,
    /// The line of the card.
    Line,
    /// The link of the partner's terms.
    Terms,
    /// The link of Unify's terms.
    UnifyTerms,
    /// The link of the partner's privacy statement.
    Privacy,
    /// The sentence before anything is loaded.
    Consent,
    /// What the site's consent tool calls the category.
    Category,
    /// What the site's consent tool calls the service.
    Service,
    /// What the frame may do.
    Sandbox,
    /// How much of the page's address the store gets to see.
    Referrer,
    /// The title of the page of its own.
    PageTitle,
    /// Where the page of its own leads back to.
    Back,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A link.
    Link,
    /// One line of text.
    Text {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// A name of `[A-Za-z0-9_.-]`.
    Name {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// `#rrggbb`.
    Color,
    /// A whole number of CSS pixels.
    Pixels {
        /// The least.
        min: u16,
        /// The most.
        max: u16,
    },
    /// One of these. The first is the default.
    Choice(&'static [&'static str]),
}

impl Field {
    /// All fields, in the order to ask for them.
    pub const ALL: [Self; 25] = [
        Self::Link,
        Self::Variant,
        Self::Language,
        Self::Text,
        Self::Background,
        Self::Color,
        Self::Fit,
        Self::Width,
        Self::Height,
        Self::Corner,
        Self::Align,
        Self::NewTab,
        Self::Title,
        Self::Heading,
        Self::Line,
        Self::Terms,
        Self::UnifyTerms,
        Self::Privacy,
        Self::Consent,
        Self::Category,
        Self::Service,
        Self::Sandbox,
        Self::Referrer,
        Self::PageTitle,
        Self::Back,
    ];

    /// Its name in stored records and in the ids of the page: `[a-z-]+`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Variant => "variant",
            Self::Language => "language",
            Self::Text => "text",
            Self::Background => "background",
            Self::Color => "color",
            Self::Fit => "fit",
            Self::Width => "width",
            Self::Height => "height",
            Self::Corner => "corner",
            Self::Align => "align",
            Self::NewTab => "new-tab",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Line => "line",
            Self::Terms => "terms",
            Self::UnifyTerms => "unify-terms",
            Self::Privacy => "privacy",
            Self::Consent => "consent",
            Self::Category => "category",
            Self::Service => "service",
            Self::Sandbox => "sandbox",
            Self::Referrer => "referrer",
            Self::PageTitle => "page-title",
            Self::Back => "back",
        }
    }

    /// The field of this id.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// What it takes.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Link | Self::Terms | Self::UnifyTerms | Self::Privacy | Self::Back => Kind::Link,
            Self::Variant => Kind::Choice(&Variant::IDS),
            Self::Language => Kind::Choice(&["nl", "en"]),
            Self::Text | Self::Heading | Self::PageTitle => Kind::Text { max_chars: 80 },
            Self::Title => Kind::Text { max_chars: 120 },
            Self::Line | Self::Consent => Kind::Text { max_chars: 400 },
            Self::Category | Self::Service => Kind::Name { max_chars: 40 },
            Self::Background | Self::Color => Kind::Color,
            Self::Width | Self::Height => Kind::Pixels { min: 200, max: 3_000 },
            Self::Corner => Kind::Pixels { min: 0, max: 40 },
            Self::Fit => Kind::Choice(&["auto", "full", "fixed"]),
            Self::Align => Kind::Choice(&["left", "center", "right"]),
            Self::NewTab => Kind::Choice(&["no", "yes"]),
            Self::Sandbox => Kind::Choice(&["recommended", "none"]),
            Self::Referrer => Kind::Choice(&["strict-origin-when-cross-origin", "strict-origin", "no-referrer"]),
        }
    }

    /// What holds while nothing is typed. Empty for links, and for texts: their default is a word of the snippet's language.
    #[must_use]
    pub const fn default(self) -> &'static str {
        match self {
            Self::Background => "#1a4f8b",
            Self::Color => "#ffffff",
            Self::Width => "800",
            Self::Height => "700",
            Self::Corner => "6",
            Self::Category => "marketing",
            Self::Service => "e-store",
            _ => match self.kind() {
                Kind::Choice([first, ..]) => first,
                _ => "",
            },
        }
    }

    /// Whether this kind of snippet shows anything of it: whether to ask for it.
    #[must_use]
    pub const fn is_asked(self, variant: Variant) -> bool {
        use Variant::{Button, Card, ClickFrame, ClickScript, Consent, Frame, Page, Text, Wordpress};
        match self {
            Self::Link | Self::Variant | Self::Language | Self::NewTab => true,
            Self::Text => !matches!(variant, Frame | Consent | Page),
            Self::Background | Self::Color => {
                matches!(variant, Button | Card | Wordpress | ClickScript | ClickFrame)
            }
            Self::Corner => !matches!(variant, Text),
            Self::Fit => !matches!(variant, Text | Page),
            Self::Width => !matches!(variant, Text | Wordpress | Page),
            Self::Align => !matches!(variant, Page),
            Self::Heading | Self::Line => matches!(variant, Card),
            Self::Terms | Self::UnifyTerms | Self::Privacy => variant.has_terms(),
            Self::Height | Self::Title | Self::Sandbox | Self::Referrer => variant.is_framed(),
            Self::Consent => matches!(variant, ClickScript | ClickFrame),
            Self::Category | Self::Service => matches!(variant, Consent),
            Self::PageTitle | Self::Back => matches!(variant, Page),
        }
    }
}

/// A kind of snippet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// A link in a line.
    Text,
    /// A link that looks like a button.
    Button,
    /// Heading, line, button and both sets of terms.
    Card,
    /// A button as blocks of WordPress.
    Wordpress,
    /// A frame at once.
    Frame,
    /// A frame after a click, by a script.
    ClickScript,
    /// A frame after a click, without a script.
    ClickFrame,
    /// A frame that folds out.
    Details,
    /// A frame that the site's consent tool opens.
    Consent,
    /// A page of its own with the frame.
    Page,
}

/// When a snippet makes the visitor's browser ask something of the store's host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loads {
    /// When the visitor follows the link, and leaves the page.
    OnLeaving,
    /// After a click, in the page.
    OnClick,
    /// When it is folded out. Old browsers, and any with scripts off, do so at once: it saves, it asks no consent.
    OnOpening,
    /// When the site's consent tool allows it.
    AfterConsent,
    /// When it comes into view, without a click.
    AtOnce,
}

impl Variant {
    /// All kinds; the first is the default.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Button,
        Self::Card,
        Self::Wordpress,
        Self::Frame,
        Self::ClickScript,
        Self::ClickFrame,
        Self::Details,
        Self::Consent,
        Self::Page,
    ];

    const IDS: [&'static str; 10] =
        ["text", "button", "card", "wordpress", "frame", "click-script", "click-frame", "details", "consent", "page"];

    /// Its name in stored records: for ever.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL.iter().zip(Self::IDS).find(|(variant, _)| **variant == self).map_or("", |(_, id)| id)
    }

    /// The kind of this id; the default one for an unknown id.
    #[must_use]
    pub fn parse(id: &str) -> Self {
        Self::ALL.into_iter().zip(Self::IDS).find(|(_, known)| *known == id).map_or(Self::Text, |(variant, _)| variant)
    }

    /// Whether the store stands in a frame: not confirmed that it may.
    #[must_use]
    pub const fn is_framed(self) -> bool {
        !matches!(self, Self::Text | Self::Button | Self::Card | Self::Wordpress)
    }

    /// Whether it carries a script.
    #[must_use]
    pub const fn needs_script(self) -> bool {
        matches!(self, Self::ClickScript)
    }

    /// Whether it shows the links of terms and privacy statement.
    #[must_use]
    pub const fn has_terms(self) -> bool {
        !matches!(self, Self::Text | Self::Button)
    }

    /// When the store's host is asked for something. Before that nobody is: the snippet is all there is.
    #[must_use]
    pub const fn loads(self) -> Loads {
        match self {
            Self::Text | Self::Button | Self::Card | Self::Wordpress => Loads::OnLeaving,
            Self::ClickScript | Self::ClickFrame => Loads::OnClick,
            Self::Details => Loads::OnOpening,
            Self::Consent => Loads::AfterConsent,
            Self::Frame | Self::Page => Loads::AtOnce,
        }
    }
}

/// All fields as typed. An empty text stands for the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    typed: [String; Field::ALL.len()],
    sure: String,
}

impl Draft {
    /// As typed.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.typed.get(field as usize).map_or("", String::as_str)
    }

    /// Keeps a text as typed, whatever it is.
    pub fn set(&mut self, field: Field, typed: &str) {
        if let Some(held) = self.typed.get_mut(field as usize) {
            typed.clone_into(held);
        }
    }

    /// Keeps the link that somebody is sure of, though it looks like a page for those who sign in.
    pub fn set_sure(&mut self, link: &str) {
        link.clone_into(&mut self.sure);
    }

    /// As typed; the field's default if that is nothing.
    #[must_use]
    pub fn shown(&self, field: Field) -> &str {
        let typed = self.get(field);
        if typed.trim().is_empty() { field.default() } else { typed }
    }

    /// Which kind of snippet is chosen.
    #[must_use]
    pub fn variant(&self) -> Variant {
        Variant::parse(self.shown(Field::Variant))
    }
}

/// Why the default of a field holds instead of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The link cannot be used; without that of the store there is no snippet.
    Link(link::Problem),
    /// Too long a text.
    TooLong {
        /// The longest, in characters.
        max_chars: usize,
    },
    /// Letters that a name cannot have.
    Name,
    /// No colour of the form `#rrggbb`.
    Color,
    /// No whole number, or one out of bounds.
    Pixels {
        /// The least.
        min: u16,
        /// The most.
        max: u16,
    },
    /// None of the choices: an older or newer version may have stored it.
    Choice,
}

/// What looks wrong and is taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// About a link.
    Link(link::Warning),
    /// Too little contrast between the two colours, in hundredths.
    Contrast(u32),
    /// Terms that a customer has to agree with are not linked to.
    TermsMissing,
}

/// Everything a snippet is made of. Texts hold no control characters and nothing that turns the direction of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What came of the store's link.
    pub store: Outcome,
    /// Which kind of snippet.
    pub variant: Variant,
    /// `nl` or `en`.
    pub language: &'static str,
    /// The colour of the button.
    pub background: Color,
    /// The colour of the text on it.
    pub color: Color,
    /// The contrast of the two, in hundredths.
    pub contrast: u32,
    /// `auto`, `full` or `fixed`.
    pub fit: &'static str,
    /// In CSS pixels; holds if `fit` is `fixed`.
    pub width: u16,
    /// Of the frame, in CSS pixels.
    pub height: u16,
    /// In CSS pixels.
    pub corner: u16,
    /// `left`, `center` or `right`.
    pub align: &'static str,
    /// Whether links open in a new tab.
    pub is_new_tab: bool,
    /// Whether the frame is held in a sandbox.
    pub is_sandboxed: bool,
    /// A token of the Referrer Policy standard.
    pub referrer: &'static str,
    /// Link of the partner's terms.
    pub terms: Option<Link>,
    /// Link of Unify's terms.
    pub unify_terms: Option<Link>,
    /// Link of the privacy statement.
    pub privacy: Option<Link>,
    /// Where the page leads back to; `None`: the site's first page.
    pub back: Option<Link>,
    /// At most one for each field.
    pub problems: Vec<(Field, Problem)>,
    /// By field.
    pub warnings: Vec<(Field, Warning)>,
    texts: Vec<(Field, String)>,
}

impl Checked {
    /// What is wrong at a field.
    #[must_use]
    pub fn problem(&self, field: Field) -> Option<Problem> {
        self.problems.iter().find(|(known, _)| *known == field).map(|(_, problem)| *problem)
    }

    /// What looks wrong at a field.
    pub fn warnings_of(&self, field: Field) -> impl Iterator<Item = Warning> {
        self.warnings.iter().filter(move |(known, _)| *known == field).map(|(_, warning)| *warning)
    }

    /// A text or name as it is printed; empty if the default word of the snippet's language holds.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.texts.iter().find(|(known, _)| *known == field).map_or("", |(_, text)| text)
    }
}

/// Looks at every field. `own_site`: the partner's site, as a link or a host; empty if not known.
#[must_use]
pub fn check(draft: &Draft, own_site: &str, parse: Parser) -> Checked {
    let variant = draft.variant();
    let mut look = Look { draft, problems: Vec::new(), warnings: Vec::new() };
    let store = link::store(draft.get(Field::Link), own_site, parse).open_to_all(&draft.sure);
    look.note(Field::Link, &store);
    let terms = look.link(Field::Terms, |typed| link::terms(typed, store.usable(), own_site, parse));
    let mut page = |field| look.link(field, |typed| link::page(typed, parse));
    let (unify_terms, privacy, back) = (page(Field::UnifyTerms), page(Field::Privacy), page(Field::Back));
    let (background, color) = (look.color(Field::Background), look.color(Field::Color));
    let contrast = background.contrast(color);
    if contrast < LEAST_CONTRAST && Field::Color.is_asked(variant) {
        look.warnings.push((Field::Color, Warning::Contrast(contrast)));
    }
    if variant.has_terms() {
        for (field, link) in [(Field::Terms, &terms), (Field::UnifyTerms, &unify_terms)] {
            let is_empty = link.is_none() && draft.get(field).trim().is_empty();
            look.warnings.extend(is_empty.then_some((field, Warning::TermsMissing)));
        }
    }
    let texts = Field::ALL.into_iter().filter_map(|field| Some((field, look.text(field)?))).collect();
    look.choice(Field::Variant);
    Checked {
        variant,
        language: look.choice(Field::Language),
        fit: look.choice(Field::Fit),
        width: look.pixels(Field::Width),
        height: look.pixels(Field::Height),
        corner: look.pixels(Field::Corner),
        align: look.choice(Field::Align),
        is_new_tab: look.choice(Field::NewTab) == "yes",
        is_sandboxed: look.choice(Field::Sandbox) == "recommended",
        referrer: look.choice(Field::Referrer),
        problems: look.problems,
        warnings: look.warnings,
        store,
        background,
        color,
        contrast,
        terms,
        unify_terms,
        privacy,
        back,
        texts,
    }
}

struct Look<'a> {
    draft: &'a Draft,
    problems: Vec<(Field, Problem)>,
    warnings: Vec<(Field, Warning)>,
}

impl Look<'_> {
    /// What was typed, read; the default, with a problem noted, if it cannot be.
    fn read<T>(&mut self, field: Field, problem: Problem, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = read(self.draft.shown(field).trim());
        if found.is_none() {
            self.problems.push((field, problem));
        }
        found.or_else(|| read(field.default()))
    }

    fn note(&mut self, field: Field, outcome: &Outcome) {
        self.problems.extend(outcome.link.as_ref().err().map(|problem| (field, Problem::Link(*problem))));
        self.warnings.extend(outcome.warnings.iter().map(|warning| (field, Warning::Link(*warning))));
    }

    /// A link that may be left out.
    fn link(&mut self, field: Field, check: impl Fn(&str) -> Outcome) -> Option<Link> {
        let outcome = check(self.draft.get(field));
        if outcome.link == Err(link::Problem::Empty) {
            return None;
        }
        self.note(field, &outcome);
        outcome.link.ok()
    }

    fn color(&mut self, field: Field) -> Color {
        self.read(field, Problem::Color, Color::parse).unwrap_or_default()
    }

    fn pixels(&mut self, field: Field) -> u16 {
        let Kind::Pixels { min, max } = field.kind() else { return 0 };
        let read = |typed: &str| {
            let digits = typed.strip_suffix("px").unwrap_or(typed).trim_end();
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|number| is_number && (min..=max).contains(number))
        };
        self.read(field, Problem::Pixels { min, max }, read).unwrap_or_default()
    }

    fn choice(&mut self, field: Field) -> &'static str {
        let Kind::Choice(choices) = field.kind() else { return "" };
        let read = |typed: &str| choices.iter().copied().find(|choice| *choice == typed);
        self.read(field, Problem::Choice, read).unwrap_or_default()
    }

    /// `None` if the field takes no text.
    fn text(&mut self, field: Field) -> Option<String> {
        match field.kind() {
            Kind::Text { max_chars } => {
                let read = |typed: &str| Some(plain(typed)).filter(|text| text.chars().count() <= max_chars);
                self.read(field, Problem::TooLong { max_chars }, read)
            }
            Kind::Name { max_chars } => {
                let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
                let read =
                    |typed: &str| (typed.len() <= max_chars && typed.bytes().all(is_name)).then(|| typed.to_owned());
                self.read(field, Problem::Name, read)
            }
            _ => None,
        }
    }
}

/// One line without what is not text: control characters, signs that turn the direction of writing, and code points
/// that stand for no character.
fn plain(typed: &str) -> String {
    let is_text = |letter: &char| {
        let code = u32::from(*letter);
        let is_turn =
            matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_none = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code) || *letter == '\u{feff}';
        !(letter.is_control() || is_turn || is_none)
    };
    let spaced = typed.replace(char::is_whitespace, " ");
    let text: String = spaced.chars().filter(is_text).collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stored_and_stay() {
        let ids = Field::ALL.map(Field::id);
        let stored = "link variant language text background color fit width height corner align new-tab title heading line \
            terms unify-terms privacy consent category service sandbox referrer page-title back";
        assert_eq!(ids.join(" "), stored);
        for field in Field::ALL {
            assert_eq!(Field::parse(field.id()), Some(field));
        }
        assert_eq!(Field::parse("nothing"), None);
        for variant in Variant::ALL {
            assert_eq!(Variant::parse(variant.id()), variant);
        }
    }

    #[test]
    fn a_draft_keeps_each_field_as_typed() {
        let mut draft = Draft::default();
        for field in Field::ALL {
            draft.set(field, &format!(" {} ", field.id()));
        }
        for field in Field::ALL {
            assert_eq!(draft.get(field), format!(" {} ", field.id()));
        }
    }

    #[track_caller]
    fn checked(field: Field, typed: &str) -> Checked {
        let mut draft = Draft::default();
        draft.set(field, typed);
        check(&draft, "", |_| None)
    }

    /// The problem of one field, other than that nothing is known of the store.
    #[track_caller]
    fn problem(field: Field, typed: &str) -> Option<Problem> {
        let mut problems = checked(field, typed).problems;
        assert_eq!(problems.remove(0), (Field::Link, Problem::Link(link::Problem::Empty)));
        assert!(problems.len() <= 1 && problems.iter().all(|(found, _)| *found == field), "{problems:?}");
        problems.pop().map(|(_, problem)| problem)
    }

    #[test]
    fn nothing_typed_is_no_problem_but_for_the_link() {
        for field in Field::ALL {
            assert_eq!(problem(field, " "), None, "{field:?}");
        }
    }

    #[test]
    fn what_is_out_of_bounds_is_told_and_the_default_holds() {
        let bounds = Some(Problem::Pixels { min: 200, max: 3_000 });
        for typed in ["199", "3001", "-500", "+500", "5e2", "70.5", "100%", "99999999999", "x", "px", "5 00", "５００"]
        {
            assert_eq!(problem(Field::Height, typed), bounds, "{typed}");
            assert_eq!(checked(Field::Height, typed).height, 700);
        }
        for (typed, height) in [("200", 200), (" 3000 ", 3_000), ("0640", 640), ("640px", 640), ("640 px", 640)] {
            assert_eq!(problem(Field::Height, typed), None, "{typed}");
            assert_eq!(checked(Field::Height, typed).height, height);
        }
        assert_eq!(checked(Field::Corner, "0").corner, 0);
    }

    #[test]
    fn what_is_no_colour_name_or_choice_is_told_and_the_default_holds() {
        assert_eq!(problem(Field::Background, "red"), Some(Problem::Color));
        assert_eq!(checked(Field::Background, "red").background.to_string(), Field::Background.default());
        assert_eq!(checked(Field::Background, " #ABCDEF ").background.to_string(), "#abcdef");
        assert_eq!(problem(Field::Category, "a b"), Some(Problem::Name));
        assert_eq!(problem(Field::Category, &"a".repeat(41)), Some(Problem::Name));
        assert_eq!(checked(Field::Category, "a b").text(Field::Category), "marketing");
        assert_eq!(problem(Field::Align, "middle"), Some(Problem::Choice));
        assert_eq!(checked(Field::Align, "middle").align, "left");
        assert_eq!(problem(Field::Variant, "popup"), Some(Problem::Choice));
        assert_eq!(checked(Field::Variant, "popup").variant, Variant::Text);
    }

    #[test]
    fn too_long_a_text_is_told_and_not_cut() {
        assert_eq!(problem(Field::Text, &"é".repeat(80)), None);
        assert_eq!(problem(Field::Text, &"é".repeat(81)), Some(Problem::TooLong { max_chars: 80 }));
        assert_eq!(checked(Field::Text, &"é".repeat(81)).text(Field::Text), "");
    }

    #[test]
    fn a_text_is_one_line_of_what_can_be_read() {
        let text = checked(
            Field::Text,
            "\u{feff} a\r\n\tb\u{0}\u{85}\u{2028}\u{202e}c\u{2066}\u{fffe}\u{1ffff}\u{a0}\u{a0}<d> ",
        );
        assert_eq!(text.text(Field::Text), "a b c <d>");
        assert_eq!(checked(Field::Text, "\u{202e}").text(Field::Text), "");
    }

    #[test]
    fn colours_that_are_hard_to_read_are_told_where_they_are_used() {
        let mut draft = Draft::default();
        draft.set(Field::Background, "#777777");
        let contrast = |draft: &Draft| {
            let checked = check(draft, "", |_| None);
            checked.warnings.contains(&(Field::Color, Warning::Contrast(447)))
        };
        assert!(!contrast(&draft));
        draft.set(Field::Variant, "button");
        assert!(contrast(&draft));
        draft.set(Field::Background, "#767676");
        assert!(!contrast(&draft));
    }

    #[test]
    fn the_defaults_read_well() {
        assert!(checked(Field::Variant, "card").contrast >= 700);
    }

    #[test]
    fn terms_that_are_not_linked_are_told_where_they_would_stand() {
        let missing = |variant: &str| {
            let warnings = checked(Field::Variant, variant).warnings;
            warnings.iter().filter(|(_, warning)| *warning == Warning::TermsMissing).count()
        };
        assert_eq!([missing("text"), missing("button"), missing("card"), missing("frame")], [0, 0, 2, 2]);
    }
}
