//! Host names as people read them. Only to be shown: what is printed and compared is the form with `xn--`.

/// Scripts that a host label has no reason to mix: letters of one look like letters of another.
///
/// Chinese, Japanese and Korean are left out: there a label mixes scripts by nature.
const SCRIPTS: &[(u8, u32, u32)] = &[
    (b'L', 0x41, 0x5a),
    (b'L', 0x61, 0x7a),
    (b'L', 0xc0, 0x24f),
    (b'L', 0x1e00, 0x1eff),
    (b'G', 0x370, 0x3ff),
    (b'G', 0x1f00, 0x1fff),
    (b'C', 0x400, 0x52f),
    (b'C', 0x1c80, 0x1c8f),
    (b'C', 0x2de0, 0x2dff),
    (b'C', 0xa640, 0xa69f),
    (b'A', 0x530, 0x58f),
    (b'H', 0x590, 0x5ff),
    (b'R', 0x600, 0x6ff),
    (b'R', 0x750, 0x77f),
    (b'K', 0x10a0, 0x10ff),
    (b'Y', 0x13a0, 0x13ff),
];

/// The host with its `xn--` labels decoded; `None` if it has none that decodes.
#[must_use]
pub fn shown(host: &str) -> Option<String> {
    let mut found = false;
    let mut label_of = |label: &str| match label.strip_prefix("xn--").and_then(decode) {
        Some(decoded) => {
            found = true;
            decoded
        }
        None => label.to_owned(),
    };
    let labels: Vec<_> = host.split('.').map(&mut label_of).collect();
    found.then(|| labels.join("."))
}

/// Whether a label of a decoded host mixes scripts: a Cyrillic а among Latin letters, for one.
#[must_use]
pub fn mixes_scripts(shown: &str) -> bool {
    shown.split('.').any(|label| {
        let mut scripts = label.chars().filter_map(script);
        let first = scripts.next();
        scripts.any(|script| Some(script) != first)
    })
}

fn script(letter: char) -> Option<u8> {
    let code = u32::from(letter);
    SCRIPTS.iter().find(|(_, first, last)| (*first..=*last).contains(&code)).map(|(script, ..)| *script)
}

/// A label without its `xn--`. Source: RFC 3492, section 6.2, with the numbers of section 5.
fn decode(label: &str) -> Option<String> {
    let (plain, digits) = label.rsplit_once('-').unwrap_or(("", label));
    let mut letters: Vec<char> = plain.chars().collect();
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes();
    while digits.len() > 0 {
        let (before, mut weight, mut step) = (at, 1_u32, 36_u32);
        loop {
            let digit = digit(digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = step.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            step += 36;
        }
        let count = u32::try_from(letters.len()).ok()? + 1;
        bias = adapted(at - before, count, before == 0);
        code = code.checked_add(at / count)?;
        at %= count;
        letters.insert(usize::try_from(at).ok()?, char::from_u32(code)?);
        at += 1;
    }
    Some(letters.into_iter().collect())
}

fn digit(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 26),
        _ => None,
    }
}

/// Source: RFC 3492, section 6.1.
const fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_shown_as_people_write_it() {
        for (host, as_written) in [
            ("xn--mnchen-3ya.example", "münchen.example"),
            ("www.xn--caf-dma.example", "www.café.example"),
            ("xn--fiqs8s", "中国"),
            ("xn--80ak6aa92e.example", "аррӏе.example"),
            // RFC 3492, section 7.1 (B).
            ("xn--ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
        ] {
            assert_eq!(shown(host).as_deref(), Some(as_written), "{host}");
        }
    }

    #[test]
    fn a_plain_host_has_no_other_form() {
        for host in ["shop.example", "", "xn--", "xn--a.example.", "xn--!", "xn--99999999", "xn--a-ecp\u{e9}"] {
            assert_ne!(shown(host), Some(host.to_owned()), "{host}");
        }
        assert_eq!(shown("shop.example"), None);
        assert_eq!(shown("xn--99999999"), None);
    }

    #[test]
    fn letters_that_look_alike_are_noticed_within_a_label() {
        assert!(mixes_scripts("p\u{430}ypal.example"));
        assert!(mixes_scripts("caf\u{3ad}.example"));
        for host in ["paypal.example", "кафе.example", "münchen-2.example", "漢字kana.example", ""] {
            assert!(!mixes_scripts(host), "{host}");
        }
    }
}
