//! A reminder for one's calendar, as a file that Outlook, Google and Apple read. Source: RFC 5545.
//!
//! An event of a whole day, since tasks (`VTODO`) are not read by Google; of no time zone, since it is meant for the
//! morning wherever the reader is; and one that leaves the day free for others.

use super::day::Day;

/// The longest line, in bytes, without its end.
const LINE_MAX: usize = 75;

/// What the calendar shows.
#[derive(Debug, Clone, Copy)]
pub struct Reminder<'a> {
    /// Tells it from all others in the world: a second file with the same one replaces the first. Of other letters than
    /// `[A-Za-z0-9.-]` nothing is kept.
    pub id: &'a str,
    /// When to be reminded, at nine in the morning.
    pub day: Day,
    /// One line.
    pub title: &'a str,
    /// May have more lines.
    pub text: &'a str,
}

/// The file. `now_ms`: wall time, ms since 1970; of a second file the later one counts.
#[must_use]
pub fn to_ics(reminder: &Reminder<'_>, now_ms: i64) -> String {
    let id: String = reminder.id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    let day = |day: Day| day.to_string().replace('-', "");
    let (title, text) = (escaped(reminder.title), escaped(reminder.text));
    let mut ics = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Partnerpad//Partnerpad//NL"),
        ("METHOD", "PUBLISH"),
        ("BEGIN", "VEVENT"),
        ("UID", &format!("{id}@partnerpad")),
        ("DTSTAMP", &utc(now_ms)),
        ("DTSTART;VALUE=DATE", &day(reminder.day)),
        // The day after the last; on the last day of the calendar there is none, and one day is what is assumed then.
        ("DTEND;VALUE=DATE", &reminder.day.plus(1).map(day).unwrap_or_default()),
        ("SUMMARY", &title),
        ("DESCRIPTION", &text),
        ("TRANSP", "TRANSPARENT"),
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        ("TRIGGER", "PT9H"),
        ("DESCRIPTION", &title),
        ("END", "VALARM"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] {
        if !(value.is_empty() && name.starts_with("DTEND")) {
            fold(&mut ics, &format!("{name}:{value}"));
        }
    }
    ics
}

/// The day of a wall time in UTC; `None` outside of the calendar.
pub(super) fn utc_day(ms: i64) -> Option<Day> {
    Day::parse("1970-01-01")?.plus(i32::try_from(ms.div_euclid(86_400_000)).ok()?)
}

/// `20261125T184743Z`.
fn utc(ms: i64) -> String {
    let Some(day) = utc_day(ms) else { return "19700101T000000Z".to_owned() };
    let second = ms.rem_euclid(86_400_000) / 1_000;
    let day = day.to_string().replace('-', "");
    format!("{day}T{:02}{:02}{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            control if control.is_control() => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// Adds a line, broken where it gets too long but never within a letter.
fn fold(ics: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE_MAX {
            ics.push_str("\r\n ");
            length = 1;
        }
        ics.push(letter);
        length += letter.len_utf8();
    }
    ics.push_str("\r\n");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn ics(title: &str, text: &str) -> String {
        let day = Day::parse("2026-12-31").unwrap();
        to_ics(&Reminder { id: "a1b2-step-3.message", day, title, text }, 1_795_632_463_999)
    }

    #[test]
    fn a_reminder_is_written_in_this_form() {
        let wanted = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Partnerpad//Partnerpad//NL
METHOD:PUBLISH
BEGIN:VEVENT
UID:a1b2-step-3.message@partnerpad
DTSTAMP:20261125T184743Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Vraag na: bericht
DESCRIPTION:Sinds 4 november\\, bij BusinessCom\\; zie C:\\\\x\\nRegel twee
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:PT9H
DESCRIPTION:Vraag na: bericht
END:VALARM
END:VEVENT
END:VCALENDAR
";
        assert_eq!(
            ics("Vraag na: bericht", "Sinds 4 november, bij BusinessCom; zie C:\\x\r\nRegel twee"),
            wanted.replace('\n', "\r\n")
        );
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let text = "€uro’s 📞 ".repeat(40);
        let ics = ics(&text, &"x".repeat(500));
        for line in ics.split_terminator("\r\n") {
            assert!(line.len() <= LINE_MAX && !line.contains('\n'), "{line}");
        }
        let unfolded = ics.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("\r\nSUMMARY:{text}\r\n")));
        assert!(unfolded.contains(&format!("\r\nDESCRIPTION:{}\r\n", "x".repeat(500))));
    }

    #[test]
    fn nothing_typed_adds_a_line_of_its_own() {
        for end in ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\u{b}", "\u{0}"] {
            let typed = format!("a{end}ATTENDEE:mailto:x@example.com{end}END:VEVENT");
            let ics = ics(&typed, &typed).replace("\r\n ", "");
            assert_eq!(ics.split("\r\n").count(), 20, "{end:?}");
            assert_eq!(ics.matches('\r').count(), ics.matches('\n').count());
        }
        let day = Day::parse("2026-12-31").unwrap();
        let hostile = to_ics(&Reminder { id: "a\r\nb:c é", day, title: "", text: "" }, 0);
        assert!(hostile.contains("\r\nUID:abc@partnerpad\r\n"), "{hostile}");
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        let day = Day::parse("9999-12-31").unwrap();
        let last = to_ics(&Reminder { id: "a", day, title: "a", text: "" }, i64::MAX);
        assert!(!last.contains("DTEND") && last.contains("DTSTAMP:19700101T000000Z"));
        assert!(to_ics(&Reminder { id: "a", day, title: "a", text: "" }, -1).contains("DTSTAMP:19691231T235959Z"));
    }
}
