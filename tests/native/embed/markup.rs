//! Markup taken apart as a browser does it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A piece of markup with its references decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Name and attributes in their order.
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
    Comment(String),
    Doctype,
    Error(String),
}

impl Piece {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let Self::Open(_, attributes) = self else { return None };
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn is_open(&self, name: &str) -> bool {
        matches!(self, Self::Open(found, _) if found == name)
    }

    /// What must not depend on what was typed: all but values and texts.
    fn shape(self) -> Self {
        match self {
            Self::Open(name, attributes) => {
                Self::Open(name, attributes.into_iter().map(|(name, _)| (name, String::new())).collect())
            }
            Self::Text(_) => Self::Text(String::new()),
            other => other,
        }
    }
}

#[derive(Default)]
struct Pieces(RefCell<Vec<Piece>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
                let attributes = attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
                pieces.push(Piece::Open(name.to_string(), attributes));
                match &*name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "noscript" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(Tag { name, .. }) => pieces.push(Piece::Close(name.to_string())),
            Token::CharacterTokens(text) => match pieces.last_mut() {
                Some(Piece::Text(before)) => before.push_str(&text),
                _ => pieces.push(Piece::Text(text.to_string())),
            },
            Token::CommentToken(text) => pieces.push(Piece::Comment(text.to_string())),
            Token::DoctypeToken(_) => pieces.push(Piece::Doctype),
            Token::NullCharacterToken => pieces.push(Piece::Error("NUL".to_owned())),
            Token::ParseError(error) => pieces.push(Piece::Error(error.to_string())),
            Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

/// All pieces of a text of markup. Those within `srcdoc` follow their frame.
pub fn pieces(html: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(
        Pieces::default(),
        TokenizerOpts { exact_errors: true, initial_state: Some(State::Data), ..Default::default() },
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut all = Vec::new();
    for piece in tokenizer.sink.0.take() {
        let inner = piece.attribute("srcdoc").map(pieces);
        all.push(piece);
        all.extend(inner.into_iter().flatten());
    }
    all
}

/// Tags with the names of their attributes, comments and scripts: the same for whatever is typed.
pub fn shape(html: &str) -> Vec<Piece> {
    let mut in_script = false;
    let pieces = pieces(html).into_iter().map(|piece| {
        let kept = if in_script { piece.clone() } else { piece.clone().shape() };
        in_script = piece.is_open("script") || piece.is_open("style");
        kept
    });
    pieces.collect()
}

#[test]
fn markup_is_taken_apart_as_in_a_browser() {
    let html = "<p title='a&amp;b'>x &lt;<!--c--><iframe srcdoc=\"<b>&amp;lt;</b>\"></iframe><script>a<b>\"</script>";
    let open = |name: &str, attributes: &[(&str, &str)]| {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Piece::Open(name.to_owned(), attributes.collect())
    };
    let text = |text: &str| Piece::Text(text.to_owned());
    let close = |name: &str| Piece::Close(name.to_owned());
    let expected = [
        open("p", &[("title", "a&b")]),
        text("x <"),
        Piece::Comment("c".to_owned()),
        open("iframe", &[("srcdoc", "<b>&lt;</b>")]),
        open("b", &[]),
        text("<"),
        close("b"),
        close("iframe"),
        open("script", &[]),
        text("a<b>\""),
        close("script"),
    ];
    assert_eq!(pieces(html), expected);
}
