//! A day of the calendar, as date fields give it and records keep it.

use std::fmt;

/// A day from 1900-01-01 to 9999-12-31, counted from 1970-01-01. Printing gives what [`Day::parse`] reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i32);

/// 1900-01-01.
const FIRST: i32 = -25_567;
/// 9999-12-31.
const LAST: i32 = 2_932_896;

impl Day {
    /// Reads exactly `2026-01-31`; `None` for anything else, and for a day that the calendar does not have.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_shaped = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        if !is_shaped {
            return None;
        }
        let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<i32>().ok());
        let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
        let found = Self::of(year, month, day)?;
        ((1..=12).contains(&month) && found.parts() == (year, month, day)).then_some(found)
    }

    /// So many days later; earlier if negative. `None` outside of the calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Option<Self> {
        let day = self.0.checked_add(days)?;
        (FIRST..=LAST).contains(&day).then_some(Self(day))
    }

    /// Whole days from `earlier` to this one: 0 for the same day, negative if this one comes first.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// 0 for a Monday to 6 for a Sunday.
    #[must_use]
    pub const fn weekday(self) -> i32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7)
    }

    /// Year, month from 1, day from 1.
    #[must_use]
    pub const fn parts(self) -> (i32, i32, i32) {
        // Years that begin in March end with the leap day. Source: Howard Hinnant, chrono-Compatible Low-Level Date
        // Algorithms, "civil_from_days". Days here are counted from 0000-03-01.
        let days = self.0 + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let after_new_year = if month <= 2 { 1 } else { 0 };
        (year + era * 400 + after_new_year, month, day)
    }

    /// The day of these parts, or one near it if the calendar has no such day.
    fn of(year: i32, month: i32, day: i32) -> Option<Self> {
        // As above: "days_from_civil".
        let year = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (year / 400, year % 400);
        let shifted = (month + 9) % 12;
        let of_year = (153 * shifted + 2) / 5 + day - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        (FIRST..=LAST).contains(&days).then_some(Self(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn every_day_is_printed_as_it_is_read_and_follows_the_day_before() {
        for start in ["1900-01-01", "2000-01-01", "2096-01-01", "9990-01-01"] {
            let mut day = day(start);
            for next in (1..4_000).map_while(|days| Day::parse(start).unwrap().plus(days)) {
                assert_eq!(Day::parse(&day.to_string()), Some(day));
                assert_eq!((next.since(day), next.weekday()), (1, (day.weekday() + 1) % 7));
                assert!(next.to_string() > day.to_string());
                day = next;
            }
        }
    }

    #[test]
    fn the_calendar_ends_on_both_sides() {
        assert_eq!((day("1900-01-01").0, day("9999-12-31").0), (FIRST, LAST));
        assert_eq!(day("1900-01-01").plus(-1), None);
        assert_eq!(day("9999-12-31").plus(1), None);
    }

    #[test]
    fn known_days_have_their_weekday_and_distance() {
        assert_eq!(day("2026-11-25").weekday(), 2);
        assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
        assert_eq!(day("1970-01-01").since(day("1970-01-01")), 0);
        assert_eq!(day("2026-01-01").since(day("2026-11-25")), -328);
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "",
            "2026-1-1",
            "2026-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "1899-12-31",
            "02026-01-1",
            "2026/01/01",
            " 2026-01-01",
            "2026-01-01T",
            "+026-01-01",
            "2026-01-é",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
