//! Brotli and gzip.

use flate2::{Compression, write::GzEncoder};
use std::io::{self, Write};

/// The best and slowest, for what is written once and sent often; also what the budgets count.
pub const BEST: i32 = 11;
/// For answers that are compressed while someone waits.
pub const QUICK: i32 = 5;

/// Brotli of the given quality, 0 to 11.
///
/// # Errors
/// None in practice: it reads and writes memory.
pub fn brotli(mut bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut out, &params)?;
    Ok(out)
}

/// Gzip at its best, without a time or a name, so that equal bytes give equal bytes.
///
/// # Errors
/// None in practice: it writes memory.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_make_repetition_small() {
        let text = "zes stappen ".repeat(1000);
        assert!(brotli(text.as_bytes(), BEST).unwrap().len() < 100);
        assert!(gzip(text.as_bytes()).unwrap().len() < 200);
    }
}
