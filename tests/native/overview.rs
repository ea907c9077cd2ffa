//! Many files at a glance.

use partnerpad::domain::csv::{Mark, Separator, to_csv};
use partnerpad::domain::file::{File, Refusal};
use partnerpad::domain::overview::{Filter, Order, Row, Source, Standing, Words, rows, shown, table};
use partnerpad::domain::{Day, Progress, Record, Stamp, Status, Writer};
use partnerpad::text::GUIDE;

/// The dossier of one partner.
struct Partner {
    progress: Progress,
    writer: u64,
    counter: u64,
}

impl Partner {
    fn new(writer: u64) -> Self {
        Self { progress: Progress::new(&GUIDE), writer, counter: 0 }
    }

    fn stamp(&mut self) -> Stamp {
        self.counter += 1;
        Stamp { counter: self.counter, writer: Writer(self.writer) }
    }

    fn fill(mut self, name: &str, text: &str) -> Self {
        let record = Record::text(self.stamp(), 1_000, text).unwrap();
        self.progress.apply(name, record);
        self
    }

    /// Does everything of the first steps.
    fn tick(mut self, steps: usize) -> Self {
        for step in &GUIDE.steps[..steps] {
            for action in step.actions {
                let stamp = self.stamp();
                let record = match action.is_message {
                    true => Record::text(stamp, 2_000, "2026-11-20").unwrap(),
                    false => Record::tick(stamp, 2_000, true),
                };
                self.progress.apply(action.id, record);
            }
        }
        self
    }

    fn waits(self, since: &str) -> Self {
        self.fill("wait.step-3.message.since", since).fill("wait.step-3.message.who", "BusinessCom")
    }

    fn saved(&self, name: &str, file_name: &str) -> Source {
        let file = File::new("openscape-cloud", name, &self.progress, Day::parse("2026-11-25").unwrap());
        Source { file_name: file_name.to_owned(), read: Ok(file) }
    }
}

fn refused(file_name: &str) -> Source {
    Source { file_name: file_name.to_owned(), read: Err(Refusal::Cut) }
}

fn titles<'a>(rows: &[&'a Row]) -> Vec<&'a str> {
    rows.iter().map(|row| row.title()).collect()
}

fn some() -> Vec<Row> {
    let sources = [
        refused("broken.json"),
        Partner::new(1).saved("Anna", "a.json"),
        Partner::new(2).tick(1).waits("2026-11-10").saved("Bert", "b.json"),
        Partner::new(3).tick(6).saved("Cor", "c.json"),
        Partner::new(4).tick(2).waits("2026-11-04").saved("Dirk", "d.json"),
        Partner::new(5).tick(2).waits("soon").saved("Els", "e.json"),
    ];
    rows(&sources, &GUIDE)
}

#[test]
fn the_longest_wait_comes_first_and_what_is_refused_last() {
    let rows = some();
    assert_eq!(
        titles(&shown(&rows, Order::default(), Filter::default())),
        ["Dirk", "Bert", "Anna", "Cor", "Els", "broken.json"]
    );
    assert_eq!(titles(&shown(&rows, Order::Name, Filter::All)), ["Anna", "Bert", "Cor", "Dirk", "Els", "broken.json"]);
    assert_eq!(
        titles(&shown(&rows, Order::LeastDone, Filter::All)),
        ["Anna", "Bert", "Dirk", "Els", "Cor", "broken.json"]
    );
    assert_eq!(titles(&shown(&rows, Order::OldestEdit, Filter::All))[0], "Anna");
}

#[test]
fn each_filter_shows_what_it_says() {
    let rows = some();
    let of = |filter| titles(&shown(&rows, Order::Name, filter)).join(" ");
    assert_eq!(of(Filter::Waiting), "Bert Dirk");
    assert_eq!(of(Filter::Open), "Anna Bert Dirk Els");
    assert_eq!(of(Filter::Done), "Cor");
    assert_eq!(of(Filter::Trouble), "broken.json");
}

#[test]
fn a_row_tells_how_a_dossier_stands() {
    let partner =
        Partner::new(1).tick(2).fill("wait.step-6.access.since", "2026-11-04").fill("step-3.message", "2026-11-20");
    let source = partner.fill("company.legal-name", "Vries B.V.").saved("", "v.json");
    let standing = Standing::of(source.read.as_ref().unwrap(), &GUIDE);
    assert_eq!((standing.done_steps, standing.done_actions, standing.last_edit), (2, 11, Some(2_000)));
    assert_eq!(standing.statuses[..3], [Status::Done, Status::Done, Status::Busy]);
    assert_eq!(standing.received, [Day::parse("2026-11-20"), None]);
    assert_eq!(standing.waits.len(), 1);
    assert_eq!(rows(&[source], &GUIDE)[0].title(), "Vries B.V.");
}

#[test]
fn nobody_waits_for_what_is_ticked_or_no_longer_filled_in() {
    let waits = |partner: &Partner| -> Vec<_> {
        let source = partner.saved("", "v.json");
        Standing::of(source.read.as_ref().unwrap(), &GUIDE).waits.iter().map(|wait| wait.place).collect()
    };
    let waiting = Partner::new(1).waits("2026-11-04").fill("wait.step-6.access.since", "2026-10-04");
    assert_eq!(waits(&waiting), [(5, 1), (2, 2)]);
    let emptied = waiting.fill("wait.step-3.message.since", "").fill("wait.step-3.message.who", "");
    assert_eq!(waits(&emptied.tick(6)), []);
    assert_eq!(waits(&Partner::new(1).waits("2026-11-04").tick(3)), []);
}

#[test]
fn files_of_one_dossier_share_a_row_and_the_latest_is_shown() {
    let partner = Partner::new(1).tick(1);
    let early = partner.saved("Vries", "late-name.json");
    let late = partner.fill("note.step-1", "x").waits("2026-11-01").saved("Vries Telecom", "early-name.json");
    let again = late.clone();
    for sources in [[early.clone(), late.clone(), again.clone()], [again, late, early]] {
        let rows = rows(&sources, &GUIDE);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].title(), rows[0].file_name.as_str()), ("Vries Telecom", "early-name.json"));
        assert_eq!(rows[0].older_files, ["early-name.json", "late-name.json"]);
    }
}

#[test]
fn dossiers_of_different_partners_stay_apart_though_their_ids_are_the_same() {
    let sources = [Partner::new(1).tick(1).saved("", "a.json"), Partner::new(2).tick(1).saved("", "b.json")];
    assert_eq!(rows(&sources, &GUIDE).len(), 2);
    let same_name =
        [Partner::new(1).tick(1).saved("Vries", "a.json"), Partner::new(2).tick(1).saved(" vries ", "b.json")];
    assert_eq!(rows(&same_name, &GUIDE).len(), 1);
}

fn words(table_of: impl FnOnce(&Words<'_>) -> Vec<Vec<String>>) -> Vec<Vec<String>> {
    let steps: Vec<_> = (1..=6).map(|step| format!("Step {step}")).collect();
    table_of(&Words {
        dossier: "Dossier",
        company: "Company",
        steps: &steps,
        done: "Done",
        waits_for: "Waits for",
        since: "Since",
        received: &["Authorized".to_owned(), "Customers".to_owned()],
        last_edit: "Last edit",
        exported: "Saved",
        files: "Files",
        trouble: "Trouble",
        status: &|status| format!("{status:?}"),
        who: &|wait| wait.who.clone(),
        refusal: &|refusal| format!("{refusal:?}"),
        unread: &|count| count.to_string(),
    })
}

#[test]
fn the_overview_as_a_table_has_a_cell_under_every_heading() {
    let rows = some();
    let table = words(|words| table(&shown(&rows, Order::LongestWait, Filter::All), words));
    assert!(table.iter().all(|row| row.len() == table[0].len()), "{table:?}");
    let dirk = "Dirk||Done|Done|Waiting|Todo|Todo|Todo|2|BusinessCom|2026-11-04|||1970-01-01|2026-11-25|d.json|";
    assert_eq!(table[1].join("|"), dirk);
    assert_eq!(table[6].join("|"), "||||||||||||||".to_owned() + "|broken.json|Cut");
}

#[test]
fn a_dossier_with_the_name_of_a_formula_is_none_in_the_csv() {
    let rows = rows(&[Partner::new(1).saved("=HYPERLINK(\"x\")", "+a.json")], &GUIDE);
    let table = words(|words| table(&shown(&rows, Order::Name, Filter::All), words));
    let csv = to_csv(&table, Separator::Semicolon, Mark::With);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\"") && csv.contains("\"'+a.json\""), "{csv}");
}

#[test]
fn another_reader_of_csv_finds_the_same_cells() {
    let partner =
        Partner::new(1).fill("note.step-1", "x").saved("Vries; \"Telecom\"\r\n, =1+1 \u{1f600}", "a,b;c.json");
    let table = words(|words| table(&shown(&rows(&[partner], &GUIDE), Order::Name, Filter::All), words));
    for (separator, sign) in [(Separator::Comma, b','), (Separator::Semicolon, b';')] {
        let text = to_csv(&table, separator, Mark::Without);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(sign).from_reader(text.as_bytes());
        let found: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect();
        assert_eq!(found, table);
    }
}

#[test]
fn five_hundred_files_are_few() {
    let sources: Vec<_> = (0..500)
        .map(|n| Partner::new(n).tick(n as usize % 7).waits("2026-11-04").saved(&format!("P{n}"), &format!("{n}.json")))
        .collect();
    let rows = rows(&sources, &GUIDE);
    assert_eq!(rows.len(), 500);
    assert_eq!(shown(&rows, Order::LongestWait, Filter::Done).len(), 71);
    // All of one dossier: the links between them form the longest chain there can be.
    let partner = Partner::new(1).tick(6);
    let same: Vec<_> = (0..5_000).map(|n| partner.saved("", &format!("{n}.json"))).collect();
    assert_eq!(self::rows(&same, &GUIDE)[0].older_files.len(), 4_999);
}
