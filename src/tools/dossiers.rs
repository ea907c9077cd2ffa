//! The dossiers of this browser. Only keys of one dossier are ever touched at a time, and none is removed before its
//! text stands elsewhere.

use crate::{
    browser::{address, clock, place, storage},
    domain::{
        DOSSIER_NAME, Key, Progress, Read, Record, Stamp, Writer,
        dossier::{self, CURRENT},
        stored::{read, to_json},
    },
    text::GUIDE,
};

/// Begins all keys of records.
const RECORDS: &str = "partnerpad.v1/";
/// Begins all keys of ours.
const OWN: &str = "partnerpad.";
/// A text is stored here for a moment, to see whether there is room.
const ROOM: &str = "partnerpad.room";
/// What a key adds to its text, in characters, at most.
const KEY_CHARS: usize = 120;

/// A dossier.
#[derive(Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: String,
    /// What its owner calls it, else the company's name; empty if there is neither.
    pub name: String,
}

/// The dossiers that something is stored of, in the order of their ids: that of the guide itself first.
#[must_use]
pub fn all() -> Vec<Dossier> {
    let keys = storage::keys(RECORDS).unwrap_or_default();
    let named = |id: String| Dossier { name: name_of(|name| stored_text(&key(&id, name))), id };
    dossier::ids(GUIDE.id, &keys).into_iter().map(named).collect()
}

/// The dossier that was deleted last, if it can still be brought back.
#[must_use]
pub fn deleted() -> Option<Dossier> {
    let originals = storage::keys(OWN).unwrap_or_default();
    let key_of_first = originals.iter().find_map(|key| dossier::from_deleted(key))?;
    let id = dossier::of_key(&key_of_first)?.to_owned();
    let name = name_of(|name| stored_text(&dossier::to_deleted(&key(&id, name))?));
    Some(Dossier { id, name })
}

/// The first text that says what a dossier is called.
#[must_use]
pub fn name_of(text: impl Fn(&str) -> Option<String>) -> String {
    let names = [DOSSIER_NAME, "company.trade-name", "company.legal-name"];
    let trimmed = |name| Some(text(name)?.trim().to_owned()).filter(|name| !name.is_empty());
    names.into_iter().find_map(trimmed).unwrap_or_default()
}

fn key(dossier: &str, name: &str) -> String {
    Key::Record { dossier, name }.to_string()
}

fn stored_text(key: &str) -> Option<String> {
    match read(&storage::read(key).ok()??) {
        Read::Record(record) => record.shown_text().map(ToOwned::to_owned),
        _ => None,
    }
}

/// Whether the browser has every one of these records of the dossier: leaving it would lose the others.
#[must_use]
pub fn has_all(id: &str, lines: &str) -> bool {
    let is_kept = |line: &str| {
        let Some((name, text)) = line.split_once(' ') else { return true };
        storage::read(&key(id, name)).ok().flatten().as_deref() == Some(text)
    };
    lines.lines().all(is_kept)
}

/// Whether the browser has room for these lines, each the name of a record and its text. `true` where nothing is kept
/// anyway.
#[must_use]
pub fn has_room(lines: &str) -> bool {
    let room = lines.len() + lines.lines().count() * KEY_CHARS;
    let has_room = storage::write(ROOM, &"x".repeat(room)) != Err(storage::Refusal::Full);
    let _ = storage::remove(ROOM);
    has_room
}

/// Stores a new dossier with these records, and its name; its id. `None` if it cannot be stored: then nothing is.
#[must_use]
pub fn create(name: &str, mut progress: Progress) -> Option<String> {
    let id = dossier::new_id(GUIDE.id, clock::random());
    if !name.is_empty() && progress.text(DOSSIER_NAME) != name {
        progress.set_text(DOSSIER_NAME, name, Writer(clock::random()), clock::now()).ok()?;
    }
    if progress.records().next().is_none() {
        // Nothing would tell that it is there.
        let stamp = Stamp { counter: 1, writer: Writer(clock::random()) };
        progress.apply(DOSSIER_NAME, Record::text(stamp, clock::now(), name).ok()?);
    }
    let texts: Vec<_> = progress.records().map(|(name, record)| (key(&id, name), to_json(record))).collect();
    let is_stored = texts.iter().all(|(key, text)| storage::write(key, text).is_ok());
    if !is_stored {
        for (key, _) in &texts {
            let _ = storage::remove(key);
        }
    }
    is_stored.then_some(id)
}

/// Shows this dossier from now on: loads the page again, which then says `word`. `false` if the browser does not keep
/// which one is chosen.
#[must_use]
pub fn switch_to(id: &str, word: &str) -> bool {
    let is_kept = storage::write(CURRENT, id).is_ok();
    if is_kept {
        reload(word);
    }
    is_kept
}

/// Loads the page again, which then says `word`, where the visitor is now.
pub fn reload(word: &str) {
    place::leave_word(word);
    place::Place::now().leave("");
    address::reload();
}

/// Deletes a dossier: all that is of it goes where [`restore`] finds it, and what was deleted before is gone. `false` if
/// that fails: then it is still there.
#[must_use]
pub fn delete(id: &str) -> bool {
    forget_deleted();
    let keys = storage::keys(OWN).unwrap_or_default();
    let own = keys.iter().filter(|key| dossier::of_key(key) == Some(id));
    let moves: Vec<_> = own.filter_map(|key| Some((key.clone(), dossier::to_deleted(key)?))).collect();
    let is_moved = moves.iter().all(|(from, to)| move_text(from, to));
    if !is_moved {
        restore();
    }
    is_moved
}

/// Brings the dossier back that was deleted last. What was written to it meanwhile, in another tab, stays. `false` if
/// something of it could not be brought back; that can be tried again.
pub fn restore() -> bool {
    let keys = storage::keys(OWN).unwrap_or_default();
    let moves: Vec<_> = keys.iter().filter_map(|key| Some((key, dossier::from_deleted(key)?))).collect();
    moves.iter().filter(|(from, to)| !move_text(from, to)).count() == 0
}

/// Lets go of what was deleted.
pub fn forget_deleted() {
    let keys = storage::keys(OWN).unwrap_or_default();
    for key in keys.iter().filter(|key| dossier::from_deleted(key).is_some()) {
        let _ = storage::remove(key);
    }
}

/// The text under a key goes to another, merged with what is there; the old place is free only after that was stored.
fn move_text(from: &str, to: &str) -> bool {
    let texts = [from, to].map(|key| storage::read(key).ok().flatten());
    let text = match texts {
        [None, _] => return true,
        [Some(text), None] => text,
        [Some(moved), Some(there)] => match (read(&moved), read(&there)) {
            (Read::Record(moved), Read::Record(there)) => to_json(&moved.merge(there)),
            _ => return false,
        },
    };
    storage::write(to, &text).is_ok() && storage::remove(from).is_ok()
}
