//! One walk over the tokens of a page, or of a snippet: what it holds that has to do with the store.

use crate::domain::order;
use std::borrow::Cow;

use super::address::{Likeness, likeness};
use super::policy::Needs;
use crate::domain::markup::{Kind, Tag, decode, tokens};

/// Where HTML stands that no browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelter {
    /// In `<noscript>`: only for those without scripts.
    Noscript,
    /// In `<template>`, without a script of ours to take it out.
    Template,
    /// In a comment.
    Comment,
}

/// A frame with the store.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub likeness: Likeness,
    pub title: String,
    pub is_lazy: bool,
    /// Its words in the order of the alphabet.
    pub sandbox: Option<String>,
    /// Whether a consent tool holds it back: its address is in `data-src`.
    pub is_held: bool,
    /// See [`LOOK`].
    pub look: [Option<String>; 3],
}

/// What makes the size and the looks of a frame, and what the store learns of the page around it.
const LOOK: [&str; 3] = ["style", "height", "referrerpolicy"];

/// What a text holds.
#[derive(Default)]
pub(super) struct Scan<'a> {
    pub has_tags: bool,
    /// Whether there is anything of a head or a body.
    pub has_page: bool,
    pub has_password: bool,
    pub is_saved_copy: bool,
    /// The best link to the store, where browsers show it.
    pub link: Option<Likeness>,
    /// Its style.
    pub link_style: Option<String>,
    /// The best frame with the store, likewise.
    pub frame: Option<Frame>,
    pub terms: Option<Likeness>,
    /// Where the store is, if no browser shows it there.
    pub shelter: Option<Shelter>,
    /// The content of the first script.
    pub script: Option<&'a str>,
    /// Whether there is a script like the wanted one.
    pub has_script: bool,
    pub has_style: bool,
    /// What the first element is known by: its class, id or style.
    pub wrapper: Option<String>,
    pub policies: Vec<String>,
    pub has_address_text: bool,
    pub has_tag_text: bool,
    pub has_code_text: bool,
}

/// So many policies of a page are looked at.
const POLICIES_MAX: usize = 10;

/// What walking needs to know beside the token.
#[derive(Default)]
struct Walk<'w> {
    store: &'w str,
    terms: &'w str,
    wanted_script: Option<&'w str>,
    shows_templates: bool,
    /// Within how many of them.
    noscripts: u32,
    templates: u32,
    is_script: bool,
}

impl<'a> Scan<'a> {
    /// Walks over a snippet. What a template of it holds is shown by its script.
    pub fn of_snippet(snippet: &'a str, store: &str, terms: &str) -> Self {
        Self::walked(snippet, Walk { store, terms, shows_templates: true, ..Walk::default() })
    }

    /// Walks over a page that should hold this script, if any; then templates are taken for its own.
    pub fn of_page(page: &'a str, store: &str, terms: &str, wanted_script: Option<&str>) -> Self {
        let shows_templates = wanted_script.is_some();
        Self::walked(page, Walk { store, terms, wanted_script, shows_templates, ..Walk::default() })
    }

    fn walked(text: &'a str, mut walk: Walk<'_>) -> Self {
        let mut scan = Self::default();
        for token in tokens(text) {
            let written = text.get(token.range).unwrap_or_default();
            match token.kind {
                Kind::Open(tag) => scan.open(&tag, &mut walk),
                Kind::Close(name) => close(name, &mut walk),
                Kind::Text => scan.text(written, &walk),
                Kind::Raw if walk.is_script => scan.script(written, &walk),
                Kind::Comment => scan.comment(written, &walk),
                Kind::Other => scan.has_page |= written.get(..9).is_some_and(|it| it.eq_ignore_ascii_case("<!doctype")),
                Kind::Raw | Kind::Broken => {}
            }
        }
        scan
    }

    /// What a policy has to allow.
    pub fn needs(&self) -> Needs {
        Needs { frame: self.frame.is_some(), script: self.script.is_some(), style: self.has_style }
    }

    fn open(&mut self, tag: &Tag<'a>, walk: &mut Walk<'_>) {
        self.has_tags = true;
        self.has_page |= ["html", "head", "body"].into_iter().any(|name| tag.is(name));
        self.has_style |= tag.attribute("style").is_some() || tag.is("style");
        if self.wrapper.is_none() {
            self.wrapper = Some(mark(tag).unwrap_or_default());
        }
        walk.is_script = tag.is("script");
        if tag.is("noscript") {
            walk.noscripts = walk.noscripts.saturating_add(1);
        } else if tag.is("template") {
            walk.templates = walk.templates.saturating_add(1);
        } else if tag.is("input") {
            self.has_password |= tag.value("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("password"));
        } else if tag.is("meta") {
            self.meta(tag);
        } else if tag.is("a") {
            self.link(tag, walk);
        } else if tag.is("iframe") {
            self.iframe(tag, walk);
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let is_policy =
            tag.value("http-equiv").is_some_and(|name| name.trim().eq_ignore_ascii_case("content-security-policy"));
        if is_policy && self.policies.len() < POLICIES_MAX {
            self.policies.extend(tag.value("content").map(Cow::into_owned));
        }
    }

    fn link(&mut self, tag: &Tag<'_>, walk: &Walk<'_>) {
        let Some(href) = tag.value("href") else { return };
        let found = likeness(&href, walk.store);
        if found.is_some() && !self.put_in_shelter(walk) && better(self.link, found) != self.link {
            self.link = found;
            self.link_style = tag.value("style").map(look);
        }
        if walk.noscripts == 0 {
            self.terms = better(self.terms, likeness(&href, walk.terms));
        }
    }

    fn iframe(&mut self, tag: &Tag<'_>, walk: &Walk<'_>) {
        let by = |name: &str| likeness(&tag.value(name)?, walk.store);
        let in_own_page = || {
            let page = tag.value("srcdoc")?;
            // Its own frames are not looked into: ours has none.
            tokens(&page).fold(None, |best, token| match token.kind {
                Kind::Open(tag) if tag.is("a") => {
                    better(best, tag.value("href").and_then(|href| likeness(&href, walk.store)))
                }
                _ => best,
            })
        };
        let shown = by("src").or_else(in_own_page);
        let is_held = shown.is_none();
        let Some(likeness) = shown.or_else(|| by("data-src")) else { return };
        if self.put_in_shelter(walk) || self.frame.as_ref().is_some_and(|frame| frame.likeness <= likeness) {
            return;
        }
        let words = |value: Cow<'_, str>| {
            let mut words: Vec<_> = value.split_ascii_whitespace().collect();
            order::sort(&mut words);
            words.join(" ")
        };
        self.frame = Some(Frame {
            likeness,
            title: tag.value("title").map(Cow::into_owned).unwrap_or_default(),
            is_lazy: tag.value("loading").is_some_and(|value| value.eq_ignore_ascii_case("lazy")),
            sandbox: tag.value("sandbox").map(words),
            is_held,
            look: LOOK.map(|name| tag.value(name).map(look)),
        });
    }

    /// Whether what is found here is not shown; remembers where.
    fn put_in_shelter(&mut self, walk: &Walk<'_>) -> bool {
        let shelter = if walk.noscripts > 0 {
            Shelter::Noscript
        } else if walk.templates > 0 && !walk.shows_templates {
            Shelter::Template
        } else {
            return false;
        };
        self.shelter = Some(shelter);
        true
    }

    fn text(&mut self, written: &str, walk: &Walk<'_>) {
        if walk.noscripts > 0 {
            return;
        }
        // As it is read, and as it would be read if it had not been escaped twice.
        let once = decode(written);
        let twice = decode(&once);
        let store = walk.store.trim();
        if !store.is_empty() {
            self.has_address_text |= once.contains(store) || twice.contains(store);
        }
        let tags = ["<iframe", "<a href", "<a class", "<script", "<details", "<div", "<!-- wp:"];
        self.has_tag_text |= tags.into_iter().any(|tag| twice.contains(tag));
        let line = walk.wanted_script.and_then(first_line);
        self.has_code_text |= line.is_some_and(|line| once.contains(line));
    }

    fn script(&mut self, written: &'a str, walk: &Walk<'_>) {
        self.script = self.script.or(Some(written));
        self.has_script |= walk.wanted_script.is_some_and(|wanted| wanted.trim() == written.trim());
    }

    fn comment(&mut self, written: &str, walk: &Walk<'_>) {
        self.is_saved_copy |= written.contains("saved from url=(");
        let store = walk.store.trim();
        if !store.is_empty() && (written.contains(store) || decode(written).contains(store)) {
            self.shelter = self.shelter.or(Some(Shelter::Comment));
        }
    }
}

fn close(name: &str, walk: &mut Walk<'_>) {
    if name.eq_ignore_ascii_case("noscript") {
        walk.noscripts = walk.noscripts.saturating_sub(1);
    } else if name.eq_ignore_ascii_case("template") {
        walk.templates = walk.templates.saturating_sub(1);
    }
}

fn better(one: Option<Likeness>, two: Option<Likeness>) -> Option<Likeness> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

/// The first line of a script that says something.
fn first_line(script: &str) -> Option<&str> {
    script.lines().map(str::trim).find(|line| line.len() > 8)
}

/// What an element is known by.
fn mark(tag: &Tag<'_>) -> Option<String> {
    let values = ["id", "class", "style"].into_iter().filter_map(|name| tag.value(name));
    values.map(|value| value.trim().to_owned()).find(|value| !value.is_empty())
}

/// A value in which sites change only the spelling: blanks and the last semicolon do not count.
fn look(value: Cow<'_, str>) -> String {
    value
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect::<String>()
        .trim_end_matches(';')
        .to_ascii_lowercase()
}

/// Whether a page has an element that is known by this and holds nothing.
pub(super) fn has_empty_wrapper(page: &str, known_by: Option<&str>) -> bool {
    let Some(known_by) = known_by.filter(|known_by| !known_by.is_empty()) else { return false };
    let is_wrapper = |tag: &Tag<'_>| {
        let names = ["id", "class", "style"].into_iter();
        names.filter_map(|name| tag.value(name)).any(|value| value.trim() == known_by)
    };
    let mut is_inside = false;
    tokens(page).any(|token| {
        match token.kind {
            Kind::Open(tag) => is_inside = is_wrapper(&tag),
            Kind::Close(_) if is_inside => return true,
            Kind::Text => is_inside &= page.get(token.range).is_some_and(|text| text.trim().is_empty()),
            _ => {}
        }
        false
    })
}

/// Whether a snippet is a page with a head and a body.
pub(super) fn is_whole_page(snippet: &str) -> bool {
    tokens(snippet).any(|token| matches!(token.kind, Kind::Open(tag) if tag.is("html") || tag.is("body")))
}
