//! A dossier as a link: which of it goes along, and how it stands behind the `#`. What comes in by such a link is a file like
//! any other, and is shown before anything changes.

use super::{Progress, base64::base64, topic::Topic};

/// Begins the fragment. The number is that of the format.
pub const PREFIX: &str = "dossier=1.";
/// What all versions begin with.
const ANY_VERSION: &str = "dossier=";
/// Longer links are cut on their way through mail and chat programs.
pub const LINK_MAX_CHARS: usize = 8_000;
/// Longer ones are not read.
pub const FRAGMENT_MAX_CHARS: usize = 65_536;

/// What of a dossier one may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Ticks, days and waits.
    Progress,
    /// Notes, and names of people.
    Notes,
    /// What a firm fills in about itself, and all that is not known here.
    Company,
}

impl Part {
    /// All, the least private first.
    pub const ALL: [Self; 3] = [Self::Progress, Self::Notes, Self::Company];

    /// To which a record belongs.
    #[must_use]
    pub fn of(name: &str, progress: &Progress) -> Self {
        match Topic::of(name, progress) {
            Topic::Tick { .. } | Topic::Date(_) | Topic::Since { .. } | Topic::Cleared => Self::Progress,
            Topic::Note(_) | Topic::By(_) | Topic::Who { .. } | Topic::Employee(_) => Self::Notes,
            _ => Self::Company,
        }
    }
}

/// The records of these parts alone.
#[must_use]
pub fn chosen(progress: &Progress, parts: &[Part]) -> Progress {
    let mut chosen = Progress::new(progress.guide());
    for (name, record) in progress.records().filter(|(name, _)| parts.contains(&Part::of(name, progress))) {
        chosen.apply(name, record.clone());
    }
    chosen
}

/// How many records there are of a part that say something.
#[must_use]
pub fn count(progress: &Progress, part: Part) -> usize {
    let says = |name: &str| {
        progress.record(name).is_some_and(|record| record.shown_text().is_none_or(|text| !text.is_empty()))
    };
    progress.records().filter(|(name, _)| Part::of(name, progress) == part && says(name)).count()
}

/// Why a fragment is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A newer version of this page made it.
    Newer {
        /// The number of its format.
        format: u64,
    },
    /// It has more than [`FRAGMENT_MAX_CHARS`].
    TooLong,
    /// It was cut or changed on its way.
    Broken,
}

/// Bytes as a fragment.
#[must_use]
pub fn fragment(bytes: &[u8]) -> String {
    // The letters of RFC 4648, section 5, without padding: none of them means anything in an address.
    let text = base64(bytes).replace('+', "-").replace('/', "_");
    [PREFIX, text.trim_end_matches('=')].concat()
}

/// The bytes of a fragment; `None` if it is of something else.
#[must_use]
pub fn bytes(fragment: &str) -> Option<Result<Vec<u8>, Refusal>> {
    let rest = fragment.strip_prefix(ANY_VERSION)?;
    if fragment.len() > FRAGMENT_MAX_CHARS {
        return Some(Err(Refusal::TooLong));
    }
    let Some(text) = fragment.strip_prefix(PREFIX) else {
        let format = rest.split('.').next().and_then(|format| format.parse().ok()).filter(|format| *format > 1);
        return Some(Err(format.map_or(Refusal::Broken, |format| Refusal::Newer { format })));
    };
    Some(decoded(text).filter(|bytes| !bytes.is_empty()).ok_or(Refusal::Broken))
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(six)) & 0xfff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    // What is left is less than a byte, and nothing.
    (held & ((1 << bits) - 1) == 0 && bits < 6).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Writer, text::GUIDE};
    use proptest::prelude::*;

    fn dossier() -> Progress {
        let mut progress = Progress::new(&GUIDE);
        let mut set = |name: &str, text: &str| progress.set_text(name, text, Writer(1), 1).unwrap();
        set("note.step-1", "private");
        set("by.step-1", "Anna");
        set("date.step-1", "2026-11-01");
        set("company.trade-name", "Firm");
        set("embed.link", "https://shop.example/");
        set("something.new", "unknown");
        progress
    }

    #[test]
    fn only_what_is_chosen_goes_along_and_what_is_not_known_counts_as_private() {
        let names = |parts: &[Part]| -> Vec<String> {
            chosen(&dossier(), parts).records().map(|(name, _)| name.to_owned()).collect()
        };
        assert_eq!(names(&[Part::Progress]), ["date.step-1"]);
        assert_eq!(names(&[Part::Notes]), ["by.step-1", "note.step-1"]);
        assert_eq!(names(&[Part::Company]), ["company.trade-name", "embed.link", "something.new"]);
        assert_eq!(Part::ALL.map(|part| count(&dossier(), part)), [1, 2, 3]);
    }

    #[test]
    fn what_is_no_link_of_ours_or_is_damaged_is_told_apart() {
        assert_eq!(bytes("stap-1"), None);
        assert_eq!(bytes("dossier=2.abc"), Some(Err(Refusal::Newer { format: 2 })));
        assert_eq!(bytes("dossier=17.abc"), Some(Err(Refusal::Newer { format: 17 })));
        for bad in [
            "dossier=",
            "dossier=1.",
            "dossier=x.abc",
            "dossier=1.a",
            "dossier=1.ab c",
            "dossier=1.<b>",
            "dossier=1.ab==",
        ] {
            assert_eq!(bytes(bad), Some(Err(Refusal::Broken)), "{bad}");
        }
        assert_eq!(bytes(&format!("{PREFIX}{}", "a".repeat(FRAGMENT_MAX_CHARS))), Some(Err(Refusal::TooLong)));
    }

    proptest! {
        #[test]
        fn bytes_come_back_and_a_fragment_needs_no_escaping(given in proptest::collection::vec(any::<u8>(), 1..200)) {
            let made = fragment(&given);
            prop_assert!(made.chars().all(|c| c.is_ascii_alphanumeric() || "=.-_".contains(c)));
            prop_assert_eq!(bytes(&made), Some(Ok(given)));
        }

        #[test]
        fn no_text_is_too_much(text in ".{0,60}") {
            let _ = bytes(&text);
            let _ = bytes(&[PREFIX, &text].concat());
        }
    }
}
