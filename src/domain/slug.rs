//! Names of files that every system accepts.

/// The longest slug, in characters.
const MAX: usize = 60;

/// Of a typed name what may stand in a file name: `[a-z0-9-]{1,60}`, no hyphen at either end and no two in a row.
/// `otherwise`, which must be one already, if nothing is left.
#[must_use]
pub fn slug(name: &str, otherwise: &'static str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        let plain = plain(letter);
        if slug.len() + plain.len() > MAX {
            break;
        }
        if !plain.is_empty() {
            slug.push_str(plain);
        } else if !(slug.is_empty() || slug.ends_with('-') || is_mark(letter)) {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { otherwise.to_owned() } else { slug.to_owned() }
}

/// A letter without its accents; empty if it has no place in a slug.
fn plain(letter: char) -> &'static str {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if let Some(found) = PLAIN.find(letter).and_then(|at| PLAIN.get(at..=at)) {
        return found;
    }
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ð' | 'ď' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ĳ' => "ij",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// Stands on the letter before it, or in the middle of a word: no reason to part it.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\'' | '’' | '.' | '\u{ad}' | '\u{200b}'..='\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_name_becomes_lowercase_words_with_hyphens() {
        for (name, wanted) in [
            ("Telecom De Vries B.V.", "telecom-de-vries-bv"),
            ("  Crème   & Brûlée – ’s-Gravenhage ", "creme-brulee-s-gravenhage"),
            ("Cafe\u{301} İzmir Straße Łódź", "cafe-izmir-strasse-lodz"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON.txt\u{202e}gnp.exe\0", "contxt-gnpexe"),
            ("a_b\\c:d", "a-b-c-d"),
        ] {
            assert_eq!(slug(name, "dossier"), wanted);
        }
    }

    #[test]
    fn a_name_of_which_nothing_is_left_gets_the_other_one() {
        for name in ["", "---", "...", "电信", "\u{0}", "👩‍💻"] {
            assert_eq!(slug(name, "dossier"), "dossier", "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_does_not_end_in_a_hyphen() {
        assert_eq!(slug(&"ß".repeat(100), "x"), "s".repeat(60));
        assert_eq!(slug(&("a".repeat(59) + " b"), "x"), "a".repeat(59));
    }
}
