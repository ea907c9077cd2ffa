//! What was published: kept as it was, with a fingerprint, and compared with what came after.
//!
//! A version is kept as text, not as answers: the sample may be reworded later, and the words that a customer agreed to
//! must not change with it. It is cut into records, since one holds [`TEXT_MAX_CHARS`]. Their names come from the
//! fingerprint, so that two tabs which keep one text write the same records, and never mix up two texts.

use crate::domain::order;
use sha2::{Digest, Sha256};

use super::document::Previous;
use crate::domain::Day;
use crate::domain::record::{TEXT_MAX_CHARS, TooLong};

pub use diff::{Piece, PieceKind, diff};

mod diff;

/// A version of the terms as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// As the firm named it.
    pub version: String,
    /// Its first day, if it was filled in.
    pub start: Option<Day>,
    /// The day on which it was kept.
    pub kept_on: Day,
    /// Language code.
    pub lang: String,
    /// The exact text.
    pub text: String,
}

/// A version as it was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The version. Of what is damaged, as much text as there is.
    pub published: Published,
    /// SHA-256 of the text at the time of publishing, in 64 lowercase hex digits.
    pub fingerprint: String,
    /// Whether the text still has that fingerprint.
    pub is_whole: bool,
}

/// The longest text that is kept, in `char`s.
pub const PUBLISHED_MAX_CHARS: usize = PARTS_MAX * TEXT_MAX_CHARS;

const PARTS_MAX: usize = 50;
const HOME: &str = "terms.version.";
/// The first line of a head: the version of its format.
const FORMAT: &str = "1";
/// How many digits of the fingerprint stand in the names of records.
const DIGITS: usize = 16;

/// SHA-256 of a text as UTF-8, in 64 lowercase hex digits: what `sha256sum` gives for the file.
///
/// It proves that two texts are the same. It does not prove when a text was there.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Published {
    /// The records that keep it, by name: a head, and the text in parts, numbered from 1.
    ///
    /// # Errors
    /// [`TooLong`] beyond [`PUBLISHED_MAX_CHARS`].
    pub fn records(&self) -> Result<Vec<(String, String)>, TooLong> {
        let letters: Vec<char> = self.text.chars().collect();
        if letters.len() > PUBLISHED_MAX_CHARS {
            return Err(TooLong { max_chars: PUBLISHED_MAX_CHARS });
        }
        let fingerprint = fingerprint(&self.text);
        let name = format!("{HOME}{}", fingerprint.get(..DIGITS).unwrap_or_default());
        let parts = letters.chunks(TEXT_MAX_CHARS);
        let start = self.start.map_or_else(String::new, |day| day.to_string());
        let version = super::clean(&self.version);
        let head =
            [FORMAT, &fingerprint, &parts.len().to_string(), &self.kept_on.to_string(), &start, &self.lang, &version];
        let mut records = vec![(name.clone(), head.join("\n"))];
        records.extend(parts.enumerate().map(|(at, part)| (format!("{name}.{}", at + 1), part.iter().collect())));
        Ok(records)
    }

    /// As it is listed in a later version.
    #[must_use]
    pub fn as_previous(&self) -> Previous {
        Previous { version: self.version.clone(), start: self.start }
    }
}

/// The versions in some records, the one that was kept last first. Records with other names are passed over, and heads
/// that cannot be read.
#[must_use]
pub fn read(records: &[(&str, &str)]) -> Vec<Kept> {
    let mut versions: Vec<_> = records.iter().filter_map(|(name, head)| read_one(records, name, head)).collect();
    order::sort_by(&mut versions, |a, b| {
        let key = |kept: &Kept| (kept.published.kept_on, kept.published.start);
        key(b).cmp(&key(a)).then_with(|| b.published.version.cmp(&a.published.version))
    });
    versions
}

fn read_one(records: &[(&str, &str)], name: &str, head: &str) -> Option<Kept> {
    let digits = name.strip_prefix(HOME).filter(|digits| digits.len() == DIGITS)?;
    let [FORMAT, fingerprint_then, parts, kept_on, start, lang, version] = head.split('\n').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let parts = parts.parse().ok().filter(|parts| *parts <= PARTS_MAX)?;
    let part = |at: usize| {
        let wanted = format!("{name}.{at}");
        records.iter().find(|(known, _)| *known == wanted).map_or("", |(_, part)| *part)
    };
    let text: String = (1..=parts).map(part).collect();
    let is_whole = fingerprint(&text) == fingerprint_then && fingerprint_then.starts_with(digits);
    Some(Kept {
        published: Published {
            version: version.to_owned(),
            start: Day::parse(start),
            kept_on: Day::parse(kept_on)?,
            lang: lang.to_owned(),
            text,
        },
        fingerprint: fingerprint_then.to_owned(),
        is_whole,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn published(version: &str, kept_on: &str, text: &str) -> Published {
        let (start, kept_on) = (Day::parse("2026-12-01"), Day::parse(kept_on).unwrap());
        Published { version: version.to_owned(), start, kept_on, lang: "nl".to_owned(), text: text.to_owned() }
    }

    fn read_back(records: &[(String, String)]) -> Vec<Kept> {
        read(&records.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    #[test]
    fn a_fingerprint_is_that_of_the_standard() {
        // Source: FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint("abc"), expected);
    }

    #[test]
    fn a_version_is_read_as_it_was_kept_however_long_it_is() {
        for length in [0, 1, TEXT_MAX_CHARS, TEXT_MAX_CHARS + 1, PUBLISHED_MAX_CHARS] {
            let version = published("1.0", "2026-11-25", &"é".repeat(length));
            let records = version.records().unwrap();
            assert_eq!(records.len(), 1 + length.div_ceil(TEXT_MAX_CHARS));
            for (name, text) in &records {
                assert!(crate::domain::stored::is_name(name) && text.chars().count() <= TEXT_MAX_CHARS);
            }
            let kept = read_back(&records);
            assert_eq!(kept.len(), 1);
            assert_eq!((&kept[0].published, kept[0].is_whole), (&version, true));
        }
        let long = published("1.0", "2026-11-25", &"é".repeat(PUBLISHED_MAX_CHARS + 1));
        assert_eq!(long.records(), Err(TooLong { max_chars: PUBLISHED_MAX_CHARS }));
    }

    #[test]
    fn records_are_kept_in_this_form() {
        let records = published("1.0 \n beta", "2026-11-25", "abc").records().unwrap();
        let head = "1\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n1\n2026-11-25\n2026-12-01\nnl\n1.0 beta";
        let name = "terms.version.ba7816bf8f01cfea";
        assert_eq!(records, [(name.to_owned(), head.to_owned()), (format!("{name}.1"), "abc".to_owned())]);
    }

    #[test]
    fn the_version_that_was_kept_last_comes_first() {
        let mut records = published("1", "2026-11-25", "a").records().unwrap();
        records.extend(published("3", "2027-01-02", "c").records().unwrap());
        records.extend(published("2", "2026-12-24", "b").records().unwrap());
        let versions: Vec<_> = read_back(&records).into_iter().map(|kept| kept.published.version).collect();
        assert_eq!(versions, ["3", "2", "1"]);
    }

    #[test]
    fn a_text_that_was_changed_or_lost_is_told() {
        let records = published("1", "2026-11-25", "abc").records().unwrap();
        let mut changed = records.clone();
        changed[1].1.push('d');
        assert!(!read_back(&changed)[0].is_whole);
        assert!(!read_back(&records[..1])[0].is_whole);
        let mut renamed = records;
        renamed[0].0 = "terms.version.0000000000000000".to_owned();
        renamed[1].0 = "terms.version.0000000000000000.1".to_owned();
        assert!(!read_back(&renamed)[0].is_whole);
    }

    #[test]
    fn what_is_no_version_is_passed_over() {
        let (name, head) = published("1", "2026-11-25", "abc").records().unwrap().remove(0);
        for (name, head) in [
            ("terms.court", "Utrecht"),
            ("terms.version.", head.as_str()),
            (&format!("{name}.1"), &head),
            (&name, ""),
            (&name, &head.replacen('1', "2", 1)),
            (&name, &head.replace("2026-11-25", "gisteren")),
            (&name, &head.replace("\n1\n", "\n51\n")),
            (&name, &format!("{head}\n")),
        ] {
            assert_eq!(read(&[(name, head)]), [], "{name} {head}");
        }
    }
}
