//! More than one dossier in one browser: what their ids are, and where one goes that is deleted.

use super::stored::Key;
use crate::domain::order;

/// The key under which the id of the dossier that is shown is kept.
pub const CURRENT: &str = "partnerpad.dossier";

const OWN: &str = "partnerpad.";
const DELETED: &str = "partnerpad.deleted/";
const DIGITS: usize = 16;

/// Whether a dossier of this guide may have this id: that of the guide itself, for the first one, or the same with a
/// hyphen and 16 hex digits.
#[must_use]
pub fn is_of(guide: &str, id: &str) -> bool {
    let Some(rest) = id.strip_prefix(guide) else { return false };
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_number = |digits: &str| digits.len() == DIGITS && digits.bytes().all(is_digit);
    rest.is_empty() || rest.strip_prefix('-').is_some_and(is_number)
}

/// An id for another dossier of this guide.
#[must_use]
pub fn new_id(guide: &str, random: u64) -> String {
    format!("{guide}-{random:016x}")
}

/// The dossier whose record, or whose unreadable text, stands under this key.
#[must_use]
pub fn of_key(key: &str) -> Option<&str> {
    match Key::parse(key)? {
        Key::Record { dossier, .. } | Key::Aside { dossier, .. } => Some(dossier),
        Key::Other(_) => None,
    }
}

/// The ids of the dossiers of this guide that these keys are of, sorted.
#[must_use]
pub fn ids(guide: &str, keys: &[String]) -> Vec<String> {
    let of_record = |key: &String| match Key::parse(key) {
        Some(Key::Record { dossier, .. }) if is_of(guide, dossier) => Some(dossier.to_owned()),
        _ => None,
    };
    let mut ids: Vec<_> = keys.iter().filter_map(of_record).collect();
    order::sort(&mut ids);
    ids.dedup();
    ids
}

/// Where the text under this key goes when its dossier is deleted. `None` if it is of no dossier.
#[must_use]
pub fn to_deleted(key: &str) -> Option<String> {
    of_key(key)?;
    Some([DELETED, key.strip_prefix(OWN)?].concat())
}

/// Where the text under this key of a deleted dossier comes from. `None` if it is not such a key.
#[must_use]
pub fn from_deleted(key: &str) -> Option<String> {
    let key = [OWN, key.strip_prefix(DELETED)?].concat();
    of_key(&key).is_some().then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_has_the_id_of_its_guide_alone_or_with_a_number() {
        for id in ["guide", "guide-00000000000000ff", &new_id("guide", u64::MAX), &new_id("guide", 0)] {
            assert!(is_of("guide", id), "{id}");
        }
        for id in ["", "guide-", "guide-2", "guide-00000000000000FF", "guide-00000000000000ff0", "guide2", "other"] {
            assert!(!is_of("guide", id), "{id}");
        }
    }

    #[test]
    fn dossiers_are_found_by_their_records_and_those_of_other_guides_are_not() {
        let keys = [
            "partnerpad.v1/guide-00000000000000ff/a",
            "partnerpad.v1/guide/b",
            "partnerpad.v1/guide/a",
            "partnerpad.v1/guide-2/a",
            "partnerpad.v1/other/a",
            "partnerpad.aside/guide-0000000000000001/a/1",
            "partnerpad.deleted/v1/guide-0000000000000002/a",
            "partnerpad.theme",
        ];
        assert_eq!(ids("guide", &keys.map(ToOwned::to_owned)), ["guide", "guide-00000000000000ff"]);
    }

    #[test]
    fn what_is_deleted_can_go_back_to_where_it_came_from() {
        for key in ["partnerpad.v1/guide/a", "partnerpad.aside/guide/a/1"] {
            let deleted = to_deleted(key).unwrap_or_default();
            assert!(deleted.starts_with("partnerpad.deleted/"), "{deleted}");
            assert_eq!((of_key(&deleted), from_deleted(&deleted).as_deref()), (None, Some(key)));
        }
        for key in ["partnerpad.theme", "partnerpad.deleted/theme", "partnerpad.deleted/v1/guide", "other", ""] {
            assert_eq!((to_deleted(key), from_deleted(key)), (None, None), "{key}");
        }
    }
}
