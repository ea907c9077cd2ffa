//! Records into the browser's storage and back. Nothing is ever written over a text that could not be read.

use crate::{
    browser::{
        page,
        storage::{self, Refusal},
    },
    domain::{
        dossier,
        progress::CLEARED,
        record::Record,
        stored::{self, Key, Read},
    },
    text::Ui,
};

/// What a visitor must know about the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser keeps nothing.
    Denied,
    /// No room left.
    Full,
    /// A newer version of this page wrote here; this one must not.
    Newer,
    /// What was stored is gone, and nothing on this page made it so. It is not stored again before the visitor says so.
    Cleared,
    /// So many records could not be read; their texts are kept.
    Unreadable(usize),
}

impl Trouble {
    /// The heading of its notice, which also tells it from the others.
    #[must_use]
    pub const fn title(self, ui: &Ui) -> &'static str {
        match self {
            Self::Denied => ui.storage_denied_title,
            Self::Full => ui.storage_full_title,
            Self::Newer => ui.newer_title,
            Self::Cleared => ui.cleared_title,
            Self::Unreadable(_) => ui.unreadable_title,
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Denied => Self::Denied,
            Refusal::Full => Self::Full,
        }
    }
}

/// What was found at the start.
pub struct Loaded {
    /// Every record that could be read, by name.
    pub records: Vec<(String, Record)>,
    /// Where changes go.
    pub shelf: Shelf,
    /// What went wrong, at most one of each kind.
    pub troubles: Vec<Trouble>,
}

/// The place of one dossier's records in the browser's storage.
pub struct Shelf {
    dossier: String,
    /// Written by a newer version: read only, all of it.
    newer: bool,
    /// Unreadable, and could not be put aside: read only, each of them.
    locked: Vec<String>,
    /// Not stored yet, because the browser refused; to be tried again.
    waiting: Vec<String>,
    /// One that is stored.
    sample: Option<String>,
}

/// The id of the dossier that the page came with (`single-start.js`), or that was chosen last, if there still is something
/// of it; else that of the guide's first one.
#[must_use]
pub fn current(guide: &str) -> String {
    if let Some(own) = page::by_id("app").and_then(|app| app.get_attribute("data-dossier"))
        && dossier::is_of(guide, &own)
    {
        return own;
    }
    let chosen = storage::read(dossier::CURRENT).ok().flatten().unwrap_or_default();
    let is_there = || Shelf::new(&chosen).names().is_ok_and(|names| !names.is_empty());
    if dossier::is_of(guide, &chosen) && is_there() { chosen } else { guide.to_owned() }
}

/// Reads all records of a dossier.
#[must_use]
pub fn load(dossier: &str) -> Loaded {
    let mut shelf = Shelf::new(dossier);
    let mut loaded = Vec::new();
    let mut unreadable = 0;
    let mut troubles = Vec::new();
    match shelf.names() {
        Ok(names) => {
            for name in names {
                // Twice, if need be: what the browser gives wrongly once is not to be put aside, nor left out.
                let known = shelf.read(&name).filter(|read| !matches!(read, Read::Unreadable));
                match known.or_else(|| shelf.read(&name)) {
                    Some(Read::Record(record)) => loaded.push((name, record)),
                    Some(Read::Newer) => shelf.newer = true,
                    Some(Read::Unreadable) => {
                        unreadable += 1;
                        shelf.put_aside(name);
                    }
                    None => {}
                }
            }
        }
        Err(refusal) => troubles.push(refusal.into()),
    }
    shelf.sample = loaded.first().map(|(name, _)| name.clone());
    if shelf.newer {
        troubles.push(Trouble::Newer);
    }
    if unreadable > 0 {
        troubles.push(Trouble::Unreadable(unreadable));
    }
    Loaded { records: loaded, shelf, troubles }
}

impl Shelf {
    /// An empty one: where there is no browser.
    #[must_use]
    pub fn new(dossier: &str) -> Self {
        Self { dossier: dossier.to_owned(), newer: false, locked: Vec::new(), waiting: Vec::new(), sample: None }
    }

    /// The id of the dossier.
    #[must_use]
    pub fn dossier(&self) -> &str {
        &self.dossier
    }

    /// The record name that this key stands for, if it is one of this dossier.
    #[must_use]
    pub fn name_of<'a>(&self, key: &'a str) -> Option<&'a str> {
        match Key::parse(key) {
            Some(Key::Record { dossier, name }) if dossier == self.dossier => Some(name),
            _ => None,
        }
    }

    /// Every readable record, as it is stored now.
    #[must_use]
    pub fn all(&self) -> Vec<(String, Record)> {
        let names = self.names().unwrap_or_default();
        names.into_iter().filter_map(|name| Some((name.clone(), self.get(&name)?))).collect()
    }

    /// The record of this name as it is stored now. Another tab may have changed it a moment ago.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Record> {
        match self.read(name) {
            Some(Read::Record(record)) => Some(record),
            _ => None,
        }
    }

    /// Stores a record, and then those that were refused before: `again` gives their present state.
    ///
    /// # Errors
    /// Whatever keeps this record, or one of those, from being stored. It is tried again with the next one.
    pub fn put(&mut self, name: &str, record: &Record, again: impl Fn(&str) -> Option<Record>) -> Result<(), Trouble> {
        if !self.is_waiting(name) {
            self.waiting.push(name.to_owned());
        }
        if self.is_cleared(&again) {
            return Err(Trouble::Cleared);
        }
        self.write(name, record)?;
        for name in self.waiting.clone() {
            if let Some(record) = again(&name) {
                self.write(&name, &record)?;
            }
        }
        Ok(())
    }

    /// Whether what was stored is gone, and nothing made it void: neither here nor, since `ours` knows the records of this page,
    /// in another tab that began from scratch.
    #[must_use]
    pub fn is_cleared(&self, ours: impl Fn(&str) -> Option<Record>) -> bool {
        // One stands for all: looking for each would take the longer the more there are. Twice: see `load`.
        let is_gone = |name: &String| matches!(storage::read(&self.key(name)), Ok(None));
        let gone = self.sample.as_ref().filter(|name| is_gone(name) && is_gone(name));
        let is_from_scratch = || self.get(CLEARED).is_some_and(|theirs| ours(CLEARED).as_ref() != Some(&theirs));
        gone.is_some_and(|name| ours(name).is_some() && !is_from_scratch())
    }

    /// From now on all may be stored again.
    pub fn begin_anew(&mut self) {
        self.sample = None;
    }

    /// Removes a record that a later one made void; but nothing that this version may not write.
    pub fn remove(&mut self, name: &str) {
        if self.refuses(name) {
            return;
        }
        self.waiting.retain(|one| one != name);
        // A record that stays is void all the same.
        let _ = storage::remove(&self.key(name));
    }

    fn refuses(&self, name: &str) -> bool {
        self.newer || self.locked.iter().any(|one| one == name)
    }

    fn is_waiting(&self, name: &str) -> bool {
        self.waiting.iter().any(|one| one == name)
    }

    fn write(&mut self, name: &str, record: &Record) -> Result<(), Trouble> {
        if self.refuses(name) {
            return Err(if self.newer { Trouble::Newer } else { Trouble::Full });
        }
        storage::write(&self.key(name), &stored::to_json(record))?;
        self.waiting.retain(|one| one != name);
        self.sample = Some(name.to_owned());
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, Refusal> {
        let prefix = self.key("");
        let keys = storage::keys(&prefix)?;
        Ok(keys.iter().filter_map(|key| self.name_of(key)).map(ToOwned::to_owned).collect())
    }

    fn read(&self, name: &str) -> Option<Read> {
        let text = storage::read(&self.key(name)).ok().flatten()?;
        Some(stored::read(&text))
    }

    fn key(&self, name: &str) -> String {
        Key::Record { dossier: &self.dossier, name }.to_string()
    }

    /// Moves an unreadable text, byte for byte, to where nothing is written; the old place is free only after the
    /// copy was read back.
    fn put_aside(&mut self, name: String) {
        let is_taken = |key: &str| !matches!(storage::read(key), Ok(None));
        let aside = Key::free_aside(&self.dossier, &name, is_taken);
        let text = storage::read(&self.key(&name)).ok().flatten();
        let moved = aside.zip(text).is_some_and(|(aside, text)| storage::write(&aside.to_string(), &text).is_ok());
        if !moved || storage::remove(&self.key(&name)).is_err() {
            self.locked.push(name);
        }
    }
}
