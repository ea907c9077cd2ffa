//! A dossier as a file, and texts that could not be read as a file.
//!
//! A file comes from anywhere: mail programs break it, people change it, and anyone may have made it. It is read whole or
//! not at all; single records in it that cannot be read are named and kept apart. The checksum (FNV-1a, 64 bits) finds
//! damage. It does not stop anyone who means harm: he can count it as well. Hence every record is held to the same rules
//! as a stored one, and nothing is taken in before someone has seen what it would change.

use super::day::Day;
use super::json::{Fields, is_deeper_than, parse, quoted};
use super::progress::Progress;
use super::record::{Record, TEXT_MAX_CHARS};
use super::slug::slug;
use super::stored::{Key, Read, is_name, read, to_json};
use crate::domain::order;

/// The version of the format that this build writes.
pub const FORMAT: u64 = 1;

/// The biggest file that is read, in bytes. Look at the size of a file before reading it.
pub const FILE_MAX_BYTES: usize = 5_000_000;

/// The deepest that objects and lists may stand within each other.
const DEPTH_MAX: usize = 128;

/// Tells a file of ours from any other JSON.
const APP: &str = "partnerpad";

/// Why a file is not read. Nothing of it was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Bigger than [`FILE_MAX_BYTES`].
    TooBig,
    /// Nothing in it.
    Empty,
    /// Not UTF-8: a picture, an archive, a text in another encoding.
    NotText,
    /// A text, but no JSON.
    NotJson,
    /// It ends before its end: it was not saved or sent whole.
    Cut,
    /// Objects and lists within each other, deeper than any file of ours.
    TooDeep,
    /// JSON of something else.
    Foreign,
    /// A file of ours of the other kind: texts that could not be read instead of a dossier, or the other way round.
    OtherKind,
    /// A dossier of another guide.
    OtherGuide {
        /// The id of that guide, as the file gives it.
        guide: String,
    },
    /// Written in a later format.
    Newer {
        /// The version of that format.
        format: u64,
    },
    /// Something that belongs in it is missing, is there twice, or is of the wrong kind.
    Malformed,
    /// Whole, but not as it was saved: changed by hand, or damaged. [`read_changed_file`] reads it all the same.
    Changed,
}

/// A record in a file that cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// As the file gives it. May be any text.
    pub name: String,
    /// Why.
    pub why: Why,
    /// Its JSON, as the file gives it.
    raw: String,
}

/// Why a record in a file cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No record is called so.
    BadName,
    /// Written in a later format.
    Newer,
    /// Not a record.
    Unreadable,
}

/// A dossier as a file has it.
///
/// Always: `records`, `unread` and `unknown` are sorted by name, no name twice, and every name of `records` is as
/// [`is_name`] wants it. Writing what was read gives the same text, if it was written by this
/// format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    guide: String,
    dossier: String,
    name: String,
    exported: Day,
    records: Vec<(String, Record)>,
    unread: Vec<Unread>,
    /// Fields that a newer build wrote and this one does not know: their JSON, as it was.
    unknown: Vec<(String, String)>,
}

impl File {
    /// All records of a dossier, as they are to be saved today. `dossier` is its id, `name` what its owner calls it.
    #[must_use]
    pub fn new(dossier: &str, name: &str, progress: &Progress, today: Day) -> Self {
        Self {
            guide: progress.guide().id.to_owned(),
            dossier: dossier.to_owned(),
            name: name.chars().take(TEXT_MAX_CHARS).collect(),
            exported: today,
            records: progress.records().map(|(name, record)| (name.to_owned(), record.clone())).collect(),
            unread: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// The id of the dossier.
    #[must_use]
    pub fn dossier(&self) -> &str {
        &self.dossier
    }

    /// What its owner called it when it was saved. May be empty.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day on which it was saved.
    #[must_use]
    pub fn exported(&self) -> Day {
        self.exported
    }

    /// What can be taken in, by name.
    #[must_use]
    pub fn records(&self) -> &[(String, Record)] {
        &self.records
    }

    /// What cannot.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The record of this name.
    #[must_use]
    pub fn record(&self, name: &str) -> Option<&Record> {
        let at = self.records.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        self.records.get(at).map(|(_, record)| record)
    }

    /// What to call it: `partnerpad-telecom-de-vries-2026-11-25.json`.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{APP}-{}-{}.json", slug(&self.name, "dossier"), self.exported)
    }

    /// The text to save. One dossier always gives the same text on the same day.
    #[must_use]
    pub fn to_json(&self) -> String {
        sealed(self.fields())
    }

    fn fields(&self) -> Vec<(String, String)> {
        let readable = self.records.iter().map(|(name, record)| (name.as_str(), to_json(record)));
        let unread = self.unread.iter().map(|unread| (unread.name.as_str(), unread.raw.clone()));
        let mut fields = fields("dossier", self.exported, ("records", readable.chain(unread).collect()));
        for (name, text) in [("guide", &self.guide), ("dossier", &self.dossier), ("name", &self.name)] {
            fields.push((name.to_owned(), quoted(text)));
        }
        fields.extend(self.unknown.iter().cloned());
        fields
    }
}

/// Texts that could not be read, with the keys they were stored under, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    exported: Day,
    texts: Vec<(String, String)>,
}

impl Texts {
    /// These texts, each with its key, as they are to be saved today. Of keys that are not ours or stand there twice,
    /// only what comes first and is ours is kept.
    #[must_use]
    pub fn new(mut texts: Vec<(String, String)>, today: Day) -> Self {
        texts.retain(|(key, _)| Key::parse(key).is_some());
        order::sort_by(&mut texts, |a, b| a.0.cmp(&b.0));
        texts.dedup_by(|later, first| later.0 == first.0);
        Self { exported: today, texts }
    }

    /// Keys and texts, sorted by key. All keys are ours.
    #[must_use]
    pub fn texts(&self) -> &[(String, String)] {
        &self.texts
    }

    /// What to call it.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{APP}-unreadable-{}.json", self.exported)
    }

    /// The text to save.
    #[must_use]
    pub fn to_json(&self) -> String {
        sealed(self.fields())
    }

    fn fields(&self) -> Vec<(String, String)> {
        let texts = self.texts.iter().map(|(key, text)| (key.as_str(), quoted(text))).collect();
        fields("texts", self.exported, ("texts", texts))
    }
}

/// The text of a file from its bytes, without a byte order mark.
///
/// # Errors
/// [`Refusal::TooBig`], [`Refusal::NotText`].
pub fn text_of(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > FILE_MAX_BYTES {
        return Err(Refusal::TooBig);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotText)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads a dossier of this guide. Trusts nothing.
///
/// # Errors
/// Any [`Refusal`].
pub fn read_file(text: &str, guide: &str) -> Result<File, Refusal> {
    let (file, is_as_saved) = file_of(text, guide)?;
    if is_as_saved { Ok(file) } else { Err(Refusal::Changed) }
}

/// Reads a dossier that is not as it was saved. Only after someone was told so and wants it: a word that a mail program
/// broke is no reason to lose the other records, and each of them is still held to all rules.
///
/// # Errors
/// Any [`Refusal`] but [`Refusal::Changed`].
pub fn read_changed_file(text: &str, guide: &str) -> Result<File, Refusal> {
    file_of(text, guide).map(|(file, _)| file)
}

/// Reads texts that were put aside.
///
/// # Errors
/// Any [`Refusal`] but [`Refusal::OtherGuide`].
pub fn read_texts(text: &str) -> Result<Texts, Refusal> {
    let mut opened = open(text, "texts")?;
    let found: Vec<_> =
        opened.take_fields("texts")?.into_iter().map(|(key, json)| Some((key, parse(&json)?))).collect();
    let found: Option<Vec<(String, String)>> = found.into_iter().collect();
    let found = found.ok_or(Refusal::Malformed)?;
    let texts = Texts::new(found, opened.exported);
    if opened.is_sealed(texts.fields()) { Ok(texts) } else { Err(Refusal::Changed) }
}

/// A file, and whether it is as it was saved.
fn file_of(text: &str, guide: &str) -> Result<(File, bool), Refusal> {
    let mut opened = open(text, "dossier")?;
    let found = opened.take_text("guide")?;
    if found != guide {
        return Err(Refusal::OtherGuide { guide: found });
    }
    let (dossier, name) = (opened.take_text("dossier")?, opened.take_text("name")?);
    if !is_name(&dossier) || name.chars().count() > TEXT_MAX_CHARS {
        return Err(Refusal::Malformed);
    }
    let mut all = opened.take_fields("records")?;
    order::sort_by(&mut all, |a, b| a.0.cmp(&b.0));
    let (mut records, mut unread) = (Vec::new(), Vec::new());
    for (name, raw) in all {
        let why = match read(&raw) {
            _ if !is_name(&name) => Why::BadName,
            Read::Record(record) => {
                records.push((name, record));
                continue;
            }
            Read::Newer => Why::Newer,
            Read::Unreadable => Why::Unreadable,
        };
        unread.push(Unread { name, why, raw });
    }
    let mut unknown = std::mem::take(&mut opened.fields.0);
    order::sort(&mut unknown);
    let file = File { guide: found, dossier, name, exported: opened.exported, records, unread, unknown };
    let is_as_saved = opened.is_sealed(file.fields());
    Ok((file, is_as_saved))
}

/// What every file of ours has.
struct Opened {
    checksum: String,
    exported: Day,
    /// The fields that are left.
    fields: Fields,
}

fn open(text: &str, kind: &str) -> Result<Opened, Refusal> {
    let text = text_of(text.as_bytes())?.trim();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    if is_deeper_than(DEPTH_MAX, text) {
        return Err(Refusal::TooDeep);
    }
    let mut fields = Fields::of_many(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Eof => Refusal::Cut,
        serde_json::error::Category::Data if text.starts_with('{') => Refusal::Malformed,
        serde_json::error::Category::Data => Refusal::Foreign,
        _ if is_cut_in_a_number(text, error.column()) => Refusal::Cut,
        _ => Refusal::NotJson,
    })?;
    if fields.take_text("app").as_deref() != Some(APP) {
        return Err(Refusal::Foreign);
    }
    match fields.take_plain("format") {
        Some(FORMAT) => {}
        Some(format) if format > FORMAT => return Err(Refusal::Newer { format }),
        _ => return Err(Refusal::Malformed),
    }
    match fields.take_text("kind").as_deref() {
        Some(found) if found == kind => {}
        Some("dossier" | "texts") => return Err(Refusal::OtherKind),
        _ => return Err(Refusal::Malformed),
    }
    let exported = fields.take_text("exported").and_then(|day| Day::parse(&day)).ok_or(Refusal::Malformed)?;
    let checksum = fields.take("checksum").ok_or(Refusal::Malformed)?;
    Ok(Opened { checksum, exported, fields })
}

/// Whether what is wrong in this column of the last line is that a number ends there too early, which serde_json takes
/// for no number.
fn is_cut_in_a_number(text: &str, column: usize) -> bool {
    let is_at_end = text.lines().last().is_some_and(|line| line.len() == column);
    is_at_end && text.starts_with('{') && text.ends_with(['.', 'e', 'E', '+', '-'])
}

impl Opened {
    fn take_text(&mut self, name: &str) -> Result<String, Refusal> {
        self.fields.take_text(name).ok_or(Refusal::Malformed)
    }

    fn take_fields(&mut self, name: &str) -> Result<Vec<(String, String)>, Refusal> {
        let fields = self.fields.take(name).and_then(|json| Fields::of_many(&json).ok());
        fields.map(|fields| fields.0).ok_or(Refusal::Malformed)
    }

    /// Whether its checksum is the one that these fields give.
    fn is_sealed(&self, mut fields: Vec<(String, String)>) -> bool {
        self.checksum == checksum(&mut fields)
    }
}

/// The fields of every file, with the one that holds the most: a line for each of its own.
fn fields(kind: &str, exported: Day, (name, lines): (&str, Vec<(&str, String)>)) -> Vec<(String, String)> {
    let mut lines = lines;
    order::sort_by(&mut lines, |a, b| a.0.cmp(b.0));
    let lines: Vec<_> = lines.iter().map(|(name, json)| format!("\n    {}: {json}", quoted(name))).collect();
    let end = if lines.is_empty() { "}" } else { "\n  }" };
    [
        ("app", quoted(APP)),
        ("format", FORMAT.to_string()),
        ("kind", quoted(kind)),
        ("exported", quoted(&exported.to_string())),
        (name, format!("{{{}{end}", lines.join(","))),
    ]
    .map(|(name, json)| (name.to_owned(), json))
    .into()
}

/// The text of a file with these fields and their checksum, sorted.
fn sealed(mut fields: Vec<(String, String)>) -> String {
    let checksum = checksum(&mut fields);
    fields.push(("checksum".to_owned(), checksum));
    text(&mut fields)
}

fn checksum(fields: &mut [(String, String)]) -> String {
    quoted(&format!("{:016x}", fnv(text(fields).as_bytes())))
}

fn text(fields: &mut [(String, String)]) -> String {
    order::sort_by(fields, |a, b| a.0.cmp(&b.0));
    let lines: Vec<_> = fields.iter().map(|(name, json)| format!("\n  {}: {json}", quoted(name))).collect();
    format!("{{{}\n}}\n", lines.join(","))
}

/// FNV-1a. Two texts of one length that differ in one byte never give the same. SHA-256 would find no more damage, and
/// be more for the visitor to load.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
mod tests {
    use super::super::guide::Guide;
    use super::super::record::{Stamp, Writer};
    use super::*;

    static GUIDE: Guide = Guide { id: "guide", checked: "2026-01-31", steps: &[], milestones: &[] };

    fn record(text: &str) -> Record {
        Record::text(Stamp { counter: 7, writer: Writer(1) }, 5, text).unwrap()
    }

    fn file() -> File {
        let mut progress = Progress::new(&GUIDE);
        progress.apply("note.step-1", record("één “note”\n{\u{0}}"));
        progress.apply("a", Record::tick(Stamp { counter: 3, writer: Writer(2) }, 5, true));
        File::new("own", "Telecom De Vries", &progress, Day::parse("2026-11-25").unwrap())
    }

    #[track_caller]
    fn refused(text: &str) -> Refusal {
        read_file(text, "guide").unwrap_err()
    }

    #[test]
    fn a_file_is_saved_in_this_form() {
        let wanted = r#"{
  "app": "partnerpad",
  "checksum": "CHECKSUM",
  "dossier": "own",
  "exported": "2026-11-25",
  "format": 1,
  "guide": "guide",
  "kind": "dossier",
  "name": "Telecom De Vries",
  "records": {
    "a": {"v":1,"c":3,"d":"0000000000000002","t":5,"done":true},
    "note.step-1": {"v":1,"c":7,"d":"0000000000000001","t":5,"text":"één “note”\n{\u0000}"}
  }
}
"#;
        let checksum = fnv(wanted.replace("  \"checksum\": \"CHECKSUM\",\n", "").as_bytes());
        assert_eq!(file().to_json(), wanted.replace("CHECKSUM", &format!("{checksum:016x}")));
        assert_eq!(file().file_name(), "partnerpad-telecom-de-vries-2026-11-25.json");
    }

    #[test]
    fn the_checksum_is_fnv() {
        // Source: draft-eastlake-fnv, test vectors of FNV-1a, 64 bits.
        assert_eq!(
            [fnv(b""), fnv(b"a"), fnv(b"foobar")],
            [0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8]
        );
    }

    #[test]
    fn an_empty_dossier_is_a_file_too() {
        let empty = File::new("own", "", &Progress::new(&GUIDE), Day::parse("2026-11-25").unwrap());
        assert_eq!(read_file(&empty.to_json(), "guide"), Ok(empty.clone()));
        assert_eq!(empty.file_name(), "partnerpad-dossier-2026-11-25.json");
    }

    #[test]
    fn what_was_written_is_read_and_written_again_to_the_byte() {
        let json = file().to_json();
        assert_eq!(read_file(&json, "guide").unwrap(), file());
        assert_eq!(read_file(&json, "guide").unwrap().to_json(), json);
    }

    #[test]
    fn what_mail_programs_and_editors_do_to_blanks_is_no_damage() {
        let json = file().to_json();
        for changed in [format!("\u{feff}{json}"), json.replace('\n', "\r\n"), json.replace("\n  ", "")] {
            assert_eq!(read_file(&changed, "guide"), Ok(file()), "{changed}");
        }
    }

    #[test]
    fn a_file_that_was_changed_is_refused_and_can_still_be_read_on_request() {
        let changed = file().to_json().replace("De Vries", "De Vires");
        assert_eq!(refused(&changed), Refusal::Changed);
        assert_eq!(read_changed_file(&changed, "guide").unwrap().name(), "Telecom De Vires");
    }

    #[test]
    fn a_cut_file_is_refused_wherever_it_is_cut() {
        let json = file().to_json();
        for end in (0..json.trim_end().len()).filter(|end| json.is_char_boundary(*end)) {
            let refusal = refused(&json[..end]);
            assert!(matches!(refusal, Refusal::Empty | Refusal::Cut), "{refusal:?}: {}", &json[..end]);
        }
    }

    #[test]
    fn every_flipped_bit_is_noticed_or_changes_nothing() {
        let json = file().to_json();
        for (at, bit) in (0..json.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bytes = json.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            if let Ok(read) = text_of(&bytes).and_then(|text| read_file(text, "guide")) {
                assert_eq!(read, file(), "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn each_refusal_says_why() {
        let json = file().to_json();
        let with = |from: &str, to: &str| {
            let changed = json.replacen(from, to, 1);
            assert_ne!(changed, json, "{from}");
            refused(&changed)
        };
        assert_eq!(refused(&" ".repeat(FILE_MAX_BYTES + 1)), Refusal::TooBig);
        assert_eq!(refused("\u{feff} \n"), Refusal::Empty);
        assert_eq!(refused("PK\u{3}\u{4}"), Refusal::NotJson);
        assert_eq!(refused(&(json.clone() + "x")), Refusal::NotJson);
        assert_eq!(text_of(b"PK\x03\x04\xff"), Err(Refusal::NotText));
        assert_eq!(text_of(b"\xff\xfe{\0}\0"), Err(Refusal::NotText));
        assert_eq!(refused(&"[".repeat(1_000_000)), Refusal::TooDeep);
        for foreign in ["[]", "7", "null", "\"partnerpad\"", "{}", r#"{"app":"other"}"#, r#"{"app":["partnerpad"]}"#] {
            assert_eq!(refused(foreign), Refusal::Foreign, "{foreign}");
        }
        assert_eq!(with("\"kind\": \"dossier\"", "\"kind\": \"texts\""), Refusal::OtherKind);
        assert_eq!(
            with("\"guide\": \"guide\"", "\"guide\": \"other\""),
            Refusal::OtherGuide { guide: "other".to_owned() }
        );
        assert_eq!(with("\"format\": 1", "\"format\": 2"), Refusal::Newer { format: 2 });
        for (from, to) in [
            ("\"format\": 1", "\"format\": 0"),
            ("\"format\": 1", "\"format\": 1.5"),
            ("\"kind\": \"dossier\"", "\"kind\": null"),
            ("2026-11-25", "2026-11-31"),
            ("  \"dossier\": \"own\",\n", ""),
            ("\"own\"", "\"Own/..\""),
            ("\"Telecom De Vries\"", "[]"),
            ("\"records\": {", "\"records\": [], \"x\": {"),
            ("\"note.step-1\"", "\"a\""),
            ("\"name\"", "\"guide\""),
            ("\"checksum\"", "\"checksun\""),
        ] {
            assert_eq!(with(from, to), Refusal::Malformed, "{to}");
        }
    }

    #[test]
    fn records_that_cannot_be_taken_in_are_named_and_the_others_are() {
        let json = file().to_json().replacen(
            "\n    \"a\"",
            "\n    \"__proto__\": {\"v\":1},\n    \"b\": {\"v\":2},\n    \"c\": [\"\\ud800\",1e400],\n    \"a\"",
            1,
        );
        let read = read_changed_file(&json, "guide").unwrap();
        let unread: Vec<_> = read.unread().iter().map(|unread| (unread.name.as_str(), unread.why)).collect();
        assert_eq!(unread, [("__proto__", Why::BadName), ("b", Why::Newer), ("c", Why::Unreadable)]);
        assert_eq!(read.records(), file().records());
        assert_eq!(read_file(&read.to_json(), "guide"), Ok(read));
    }

    #[test]
    fn fields_of_a_newer_version_survive() {
        let json = file().to_json().replacen("\"kind\"", "\"hint\": {\"x\":[1.50]},\n  \"kind\"", 1);
        let read = read_changed_file(&json, "guide").unwrap();
        assert!(read.to_json().contains("\n  \"hint\": {\"x\":[1.50]},\n  \"kind\""), "{}", read.to_json());
        assert_eq!(read_file(&read.to_json(), "guide"), Ok(read));
    }

    #[test]
    fn texts_that_could_not_be_read_are_saved_to_the_byte() {
        let texts = [
            ("partnerpad.v1/own/a", "{\"v\":2,\u{0}\u{feff}"),
            ("partnerpad.aside/own/a/1", "\r\n\"\\"),
            ("theirs", "x"),
        ];
        let texts = Texts::new(
            texts.map(|(key, text)| (key.to_owned(), text.to_owned())).to_vec(),
            Day::parse("2026-11-25").unwrap(),
        );
        assert_eq!(texts.texts().len(), 2);
        let json = texts.to_json();
        assert_eq!(read_texts(&json), Ok(texts.clone()));
        assert_eq!(read_texts(&json).unwrap().to_json(), json);
        assert_eq!(refused(&json), Refusal::OtherKind);
        assert_eq!(read_texts(&json.replace("own", "owl")), Err(Refusal::Changed));
        assert_eq!(texts.file_name(), "partnerpad-unreadable-2026-11-25.json");
    }
}
