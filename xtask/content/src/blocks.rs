//! Which text blocks each part of a guide has, and what their words must look like.

/// How the words of a block are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Paragraphs or names.
    List,
    /// `{ one, other }`.
    Plural,
}

impl Kind {
    /// To follow "expected".
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::List => "a list of texts",
            Self::Plural => "a plural { one = \"…\", other = \"…\" }",
        }
    }
}

/// What the words of a block must keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub kind: Kind,
    /// The most characters that fit where it is drawn; soft hyphens do not count.
    pub max_chars: Option<usize>,
    /// For a list whose length is fixed.
    pub members: Option<usize>,
    /// The only `{name}` that the app fills in here.
    pub placeholder: Option<&'static str>,
}

/// A text block: the key under which words files and `from` tables name it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub key: &'static str,
    pub rule: Rule,
    pub need: Need,
}

/// When a block must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Always,
    /// As the `from` table says.
    Optional,
    /// Exactly when the step builds on others.
    IfBuilds,
}

impl Rule {
    pub(crate) const TEXT: Self = Self::of(Kind::Text);

    const fn of(kind: Kind) -> Self {
        Self { kind, max_chars: None, members: None, placeholder: None }
    }
}

impl Block {
    const fn of(key: &'static str, kind: Kind) -> Self {
        Self { key, rule: Rule::of(kind), need: Need::Always }
    }

    const fn need(mut self, need: Need) -> Self {
        self.need = need;
        self
    }

    const fn with_placeholder(mut self, name: &'static str) -> Self {
        self.rule.placeholder = Some(name);
        self
    }

    const fn max_chars(mut self, count: usize) -> Self {
        self.rule.max_chars = Some(count);
        self
    }

    const fn members(mut self, count: usize) -> Self {
        self.rule.members = Some(count);
        self
    }
}

const fn text(key: &'static str) -> Block {
    Block::of(key, Kind::Text)
}

const fn list(key: &'static str) -> Block {
    Block::of(key, Kind::List)
}

const fn plural(key: &'static str) -> Block {
    Block::of(key, Kind::Plural)
}

pub(crate) const PAGE: &[Block] = &[
    text("tagline"),
    text("description"),
    text("title_start"),
    text("lead_start"),
    text("title_half"),
    plural("title_left").with_placeholder("n"),
    plural("lead_left").with_placeholder("n"),
    text("title_done"),
    text("lead_done"),
    text("steps_title"),
    text("note_title"),
    list("note").with_placeholder("date"),
    text("about_title"),
    text("about"),
];

pub(crate) const INTRO: &[Block] = &[text("title"), list("text")];

pub(crate) const WAY: &[Block] = &[text("title"), text("text"), list("boxes").members(2)];

pub(crate) const STEP: &[Block] = &[
    text("title"),
    text("short").max_chars(28),
    text("next_title"),
    text("next"),
    list("text"),
    text("builds").need(Need::IfBuilds),
];

pub(crate) const FACT: &[Block] = &[text("label"), text("text")];

pub(crate) const ACTION: &[Block] = &[
    text("what"),
    text("why").need(Need::Optional),
    text("result").need(Need::Optional),
    text("pitfall").need(Need::Optional),
];

pub(crate) const CARD: &[Block] = &[text("title"), text("text"), text("unit"), text("unknown_title"), list("unknown")];

pub(crate) const MILESTONE: &[Block] = &[text("title"), text("reached"), text("text"), text("text_reached")];
