//! The page as one file, with the records of a dossier in it.

use super::{Progress, base64::base64, dossier, file::File, json::quoted, stored::to_json};

/// Where the records stand in the file: they are written into this element.
const PLACE: &str = "<script type=\"text/plain\" id=\"saved\">";
const END: &str = "</script>";

/// The file with these records, instead of those that it held before; `None` if it is no such file. `told` is what it says
/// when it is opened.
///
/// The records stand there in Base64: whatever was typed, it cannot end the element.
#[must_use]
pub fn with_records(whole: &str, guide: &str, id: &str, progress: &Progress, told: &str) -> Option<String> {
    let (before, rest) = whole.split_once(PLACE)?;
    let (_, after) = rest.split_once(END)?;
    let lines: Vec<String> = progress.records().map(|(name, record)| [name, " ", &to_json(record)].concat()).collect();
    let id = own_id(guide, id, progress);
    let json =
        ["{\"dossier\":", &quoted(&id), ",\"lines\":", &quoted(&lines.join("\n")), ",\"told\":", &quoted(told), "}"]
            .concat();
    Some([before, PLACE, &base64(json.as_bytes()), END, after].concat())
}

/// The dossier's id, in all places where its file is opened. Everyone's first dossier has the guide's own: that of a file gets
/// another one, or the dossiers of two firms would mix in a browser that has one storage for all files. It comes from whoever
/// wrote the first record, so that it is the same each time.
fn own_id(guide: &str, id: &str, progress: &Progress) -> String {
    if id != guide {
        return id.to_owned();
    }
    let first = progress.records().map(|(_, record)| record.stamp()).min();
    dossier::new_id(guide, first.map_or(0, |stamp| stamp.writer.0))
}

/// The name of the file: that of an export of the same day, as a page.
#[must_use]
pub fn file_name(file: &File) -> String {
    [file.file_name().trim_end_matches(".json"), ".html"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Writer, text::GUIDE};

    const WHOLE: &str = "<p>before</p><script type=\"text/plain\" id=\"saved\">b2xk</script><p>after</p>";

    fn of(writer: u64, text: &str) -> Progress {
        let mut progress = Progress::new(&GUIDE);
        progress.set_text("company.trade-name", text, Writer(writer), 1).unwrap();
        progress
    }

    #[test]
    fn records_take_the_place_of_those_before_and_cannot_break_out() {
        let progress = of(7, "</script><script>alert(1)</script>");
        let made = with_records(WHOLE, GUIDE.id, GUIDE.id, &progress, "Van <gisteren>.").unwrap();
        assert!(made.starts_with("<p>before</p>") && made.ends_with("</script><p>after</p>"), "{made}");
        assert_eq!(made.matches('<').count(), WHOLE.matches('<').count(), "{made}");
        assert!(!made.contains("b2xk"));
        assert_eq!(with_records(&made, GUIDE.id, GUIDE.id, &progress, "Van <gisteren>.").as_deref(), Some(&*made));
        assert_eq!(with_records("<p>another page</p>", GUIDE.id, GUIDE.id, &progress, ""), None);
    }

    #[test]
    fn the_first_dossiers_of_two_firms_have_two_names_in_files_and_each_keeps_its_own() {
        let id = |progress: &Progress| own_id(GUIDE.id, GUIDE.id, progress);
        let (mut one, two) = (of(7, "Een"), of(8, "Twee"));
        assert_ne!(id(&one), id(&two));
        assert!(dossier::is_of(GUIDE.id, &id(&one)) && id(&one) != GUIDE.id);
        let before = id(&one);
        one.set_text("note.step-1", "later", Writer(1), 2).unwrap();
        assert_eq!(id(&one), before);
        assert_eq!(own_id(GUIDE.id, "other", &one), "other");
    }
}
