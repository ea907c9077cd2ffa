//! Bytes as text in a page: compressed, and a little more than seven bits in each byte of UTF-8.
//!
//! UTF-8 has one byte for each character below 128 and two for those up to U+07FF, so this costs an eighth where Base64 costs a
//! third. `src/single.js` reads it again.

use crate::failure::{Failure, Outcome};
use liblzma::stream::{Action, Filters, LzmaOptions, Status, Stream};

/// What must not stand in the text of a script element: a NUL, which becomes another character; the ends of lines, which
/// change on their way through mail programs and editors; and what could end the element.
const NOT_BELOW: [u8; 4] = [0, b'\n', b'\r', b'<'];
/// So many characters of one byte are left. A digit below this is one of them.
const SINGLE: u32 = 124;
/// A digit from there on stands with the one after it in a character of two bytes, from U+0100: there are 1,792 of them, enough
/// for 13 such digits. A digit costs one byte, whichever it is.
const BASE: u32 = SINGLE + 13;
const BEYOND: u32 = 0x100;
/// So many digits hold so many bits: hardly fewer than they could.
const DIGITS: usize = 11;
const BITS: usize = 78;

/// The bytes as text.
pub fn text(bytes: &[u8]) -> String {
    let singles = singles();
    let mut digits = (0..bytes.len() * 8).step_by(BITS).flat_map(|from| digits(bits(bytes, from)));
    let mut text = String::with_capacity(bytes.len() * 8 / 7 + DIGITS);
    while let Some(digit) = digits.next() {
        match digit.checked_sub(SINGLE) {
            None => text.extend(singles.get(digit as usize)),
            Some(beyond) => {
                text.extend(char::from_u32(BEYOND + beyond * BASE + digits.next().unwrap_or_default()));
            }
        }
    }
    text
}

/// The characters of one byte, each at the place of its digit.
fn singles() -> Vec<char> {
    (0..128).filter(|code| !NOT_BELOW.contains(code)).map(char::from).collect()
}

/// The next bits of bytes as a number; zeros after the last.
fn bits(bytes: &[u8], from: usize) -> u128 {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| (byte >> (7 - at % 8)) & 1);
    (from..from + BITS).fold(0, |number, at| (number << 1) | u128::from(bit(at)))
}

/// The last first.
fn digits(mut number: u128) -> [u32; DIGITS] {
    [(); DIGITS].map(|()| {
        let digit = number % u128::from(BASE);
        number /= u128::from(BASE);
        u32::try_from(digit).unwrap_or_default()
    })
}

/// Compressed with LZMA, without a header: what reads it knows the options and the size.
///
/// # Errors
/// The compressor refuses its options.
pub fn compressed(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let failed = |why: liblzma::stream::Error| Failure::new(format!("LZMA: {why}"));
    let mut options = LzmaOptions::new_preset(9 | liblzma::stream::PRESET_EXTREME).map_err(failed)?;
    options.literal_context_bits(4).literal_position_bits(0).position_bits(0).nice_len(160).depth(0);
    let mut filters = Filters::new();
    filters.lzma1(&options);
    let mut stream = Stream::new_raw_encoder(&filters).map_err(failed)?;
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    match stream.process_vec(bytes, &mut out, Action::Finish).map_err(failed)? {
        Status::StreamEnd => Ok(out),
        _ => Err(Failure::new("LZMA: more than was given")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `src/single.js` does.
    fn bytes(text: &str) -> Vec<u8> {
        let singles = singles();
        let digits: Vec<u32> = text
            .chars()
            .flat_map(|letter| match u32::from(letter).checked_sub(BEYOND) {
                None => vec![u32::try_from(singles.iter().position(|one| *one == letter).unwrap()).unwrap()],
                Some(beyond) => vec![SINGLE + beyond / BASE, beyond % BASE],
            })
            .collect();
        let blocks = digits.chunks(DIGITS);
        let numbers = blocks
            .map(|block| block.iter().rev().fold(0, |number, digit| number * u128::from(BASE) + u128::from(*digit)));
        let bits: Vec<bool> =
            numbers.flat_map(|number| (0..BITS).rev().map(move |at| (number >> at) & 1 == 1)).collect();
        bits.chunks(8).map(|byte| byte.iter().fold(0, |all, bit| all * 2 + u8::from(*bit))).collect()
    }

    #[test]
    fn any_bytes_come_back_and_no_text_has_what_a_page_may_change() {
        let mut seed = 1u32;
        for len in 0..600 {
            let given: Vec<u8> = (0..len)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as u8 & if len % 3 == 0 { 0x3c } else { 0xff }
                })
                .collect();
            let text = text(&given);
            assert!(!text.contains(['\0', '\n', '\r', '<']), "{text:?}");
            assert_eq!(&bytes(&text)[..len], given);
            assert!(text.len() <= (len * 8).div_ceil(BITS) * DIGITS + 1, "{} {len}", text.len());
        }
    }
}
