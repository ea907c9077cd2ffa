//! Whether a snippet still does on a website what it was made for.

use super::{Outcome, Place, simulate};
use crate::domain::markup::{Kind, Tag, decode, tokens};

/// What became of a part of a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The snippet has no such part.
    Absent,
    /// All of it is there and works.
    Kept,
    /// It is gone, or does nothing any more.
    Lost,
}

/// What is left of a snippet, by what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survival {
    /// Links outside of frames, with their addresses.
    pub link: Part,
    /// Frames, with what they show.
    pub frame: Part,
    /// Scripts, with the template that they fill in.
    pub script: Part,
    /// The style of elements, and style elements.
    pub look: Part,
    /// Whether the text of a script or of a style now stands on the page for all to read.
    pub shows_code: bool,
}

impl Survival {
    /// Whether a visitor reaches the store, and all that was pasted works: it may look otherwise.
    #[must_use]
    pub fn works(self) -> bool {
        let parts = [self.link, self.frame, self.script];
        parts.contains(&Part::Kept) && !parts.contains(&Part::Lost) && !self.shows_code
    }

    /// Whether it works and looks as it was made.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.works() && self.look != Part::Lost
    }
}

/// What a place leaves of a snippet, by what it does. A snippet that is too long to be looked into has lost all.
#[must_use]
pub fn survival(snippet: &str, place: Place) -> Survival {
    let left = simulate(snippet, place).map_or_else(String::new, |Outcome { left, .. }| left);
    let (before, after) = (Found::in_text(snippet), Found::in_text(&left));
    Survival {
        link: part(&before.links, &after.links),
        frame: part(&before.frames, &after.frames),
        script: part(&before.scripts, &after.scripts),
        look: part(&before.looks, &after.looks),
        shows_code: before.code.iter().any(|code| shows(&after.text, code)),
    }
}

/// The same for several snippets, in their order: which of them to take instead.
#[must_use]
pub fn survives(snippets: &[&str], place: Place) -> Vec<Survival> {
    snippets.iter().map(|snippet| survival(snippet, place)).collect()
}

fn part(before: &[String], after: &[String]) -> Part {
    match before {
        [] => Part::Absent,
        _ if before == after => Part::Kept,
        _ => Part::Lost,
    }
}

fn shows(text: &str, code: &str) -> bool {
    let first = code.lines().map(str::trim).find(|line| line.len() > 3);
    first.is_some_and(|line| text.contains(line))
}

/// What a snippet holds.
#[derive(Default)]
struct Found {
    links: Vec<String>,
    frames: Vec<String>,
    scripts: Vec<String>,
    looks: Vec<String>,
    /// The content of scripts and styles.
    code: Vec<String>,
    /// What is read on the page.
    text: String,
}

impl Found {
    fn in_text(text: &str) -> Self {
        let mut found = Self::default();
        let mut is_code = false;
        for token in tokens(text) {
            let written = text.get(token.range).unwrap_or_default();
            match token.kind {
                Kind::Open(tag) => {
                    is_code = tag.is("script") || tag.is("style");
                    found.add(&tag);
                }
                Kind::Raw if is_code => found.code.push(written.to_owned()),
                Kind::Text => found.text.push_str(&decode(written)),
                _ => {}
            }
        }
        found
    }

    fn add(&mut self, tag: &Tag<'_>) {
        let value = |name| tag.value(name).map(String::from);
        if tag.is("a") {
            self.links.extend(value("href"));
        } else if tag.is("iframe") {
            self.frames.extend(["src", "srcdoc", "data-src"].into_iter().find_map(value));
        } else if tag.is("script") || tag.is("template") {
            self.scripts.push(tag.name.to_ascii_lowercase());
        } else if tag.is("style") {
            self.looks.push(String::new());
        }
        self.looks.extend(value("style"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "<a href=\"https://shop.example/?a=1&amp;b=2\">Winkel</a>";
    const FRAME: &str = "<iframe src=\"https://shop.example/\"></iframe><a href=\"https://shop.example/\">Winkel</a>";

    #[test]
    fn a_link_works_everywhere() {
        for place in Place::ALL {
            assert!(survival(LINK, place).is_whole(), "{place:?}");
        }
    }

    #[test]
    fn a_frame_that_is_gone_is_told_and_its_link_stays() {
        let found = survival(FRAME, Place::WordPressAuthor);
        assert_eq!((found.link, found.frame, found.works()), (Part::Kept, Part::Lost, false));
        assert!(survival(FRAME, Place::WordPressAdmin).is_whole());
    }

    #[test]
    fn a_script_that_became_text_is_told() {
        let found = survival("<script>\nlet store = 1;\n</script>", Place::WordPressAuthor);
        assert_eq!((found.script, found.shows_code), (Part::Lost, true));
    }

    #[test]
    fn the_one_that_works_is_found_among_several() {
        let works: Vec<_> = survives(&[FRAME, LINK], Place::DrupalBasic).into_iter().map(Survival::works).collect();
        assert_eq!(works, [false, true]);
    }
}
