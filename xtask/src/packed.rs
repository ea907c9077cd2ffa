//! Bytes as text in a page: compressed, and seven bits a character.
//!
//! UTF-8 has one byte for each character below 128, so this costs an eighth where Base64 costs a third. `src/single.js` reads
//! it again.

use crate::failure::{Failure, Outcome};
use liblzma::stream::{Action, Filters, LzmaOptions, Status, Stream};

/// What must not stand in the text of a script element: a NUL, which becomes another character; the ends of lines, which
/// change on their way through mail programs and editors; and what could end the element. Such seven bits and the seven after
/// them make one character of U+0100 to U+02FF, which has two bytes: nothing is lost.
const NOT_BELOW: [u8; 4] = [0, b'\n', b'\r', b'<'];
const BEYOND: u32 = 0x100;

/// The bytes as text.
pub fn text(bytes: &[u8]) -> String {
    let mut sevens = Sevens { bytes, at: 0 };
    let mut text = String::with_capacity(bytes.len() * 8 / 7 + 1);
    while let Some(seven) = sevens.next() {
        match (0..).zip(NOT_BELOW).find(|(_, not)| *not == seven) {
            None => text.push(char::from(seven)),
            Some((which, _)) => {
                let next = sevens.next().unwrap_or_default();
                text.extend(char::from_u32(BEYOND + which * 128 + u32::from(next)));
            }
        }
    }
    text
}

/// The bits of bytes, seven at a time; the last ones with zeros after them.
struct Sevens<'a> {
    bytes: &'a [u8],
    /// In bits.
    at: usize,
}

impl Iterator for Sevens<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let first = u16::from(*self.bytes.get(self.at / 8)?);
        let second = u16::from(self.bytes.get(self.at / 8 + 1).copied().unwrap_or_default());
        let both = (first << 8) | second;
        let shift = 9 - self.at % 8;
        self.at += 7;
        Some(u8::try_from((both >> shift) & 127).unwrap_or_default())
    }
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
        let (mut bytes, mut held, mut bits) = (Vec::new(), 0u32, 0);
        let mut push = |seven: u32| {
            held = (held << 7) | seven;
            bits += 7;
            if bits > 7 {
                bits -= 8;
                bytes.push(u8::try_from(held >> bits).unwrap());
                held &= (1 << bits) - 1;
            }
        };
        for letter in text.chars().map(u32::from) {
            if letter < BEYOND {
                push(letter);
            } else {
                push(NOT_BELOW[((letter - BEYOND) / 128) as usize].into());
                push(letter & 127);
            }
        }
        bytes
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
            assert!(text.len() <= len * 8 / 7 + 2, "{} {len}", text.len());
        }
    }
}
