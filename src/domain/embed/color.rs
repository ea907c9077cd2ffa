//! Colours and how well one reads on another.

use std::fmt;

/// A colour, printed as `#rrggbb`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Color(u8, u8, u8);

/// The least contrast for text, in hundredths. Source: WCAG 2.2, 1.4.3 (AA).
pub const LEAST_CONTRAST: u32 = 450;

impl Color {
    /// Reads `#rrggbb`, in capitals or not; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|rest| rest.len() == 6)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| digits.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Contrast with another colour in hundredths, 100 to 2100, never rounded up. Source: WCAG 2.2, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Self) -> u32 {
        let (own, others) = (self.luminance(), other.luminance());
        // The 0.05 of the formula.
        let flare = ONE / 20;
        let ratio = (own.max(others) + flare) * 100 / (own.min(others) + flare);
        u32::try_from(ratio).unwrap_or(2_100)
    }

    /// From 0 to about [`ONE`]. Source: WCAG 2.2, "relative luminance".
    fn luminance(self) -> u64 {
        (linear(self.0) * 2_126 + linear(self.1) * 7_152 + linear(self.2) * 722) / 10_000
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Full light.
const ONE: u64 = 1 << 40;

/// A part of a colour as light. Whole numbers: the power of a fraction is a kilobyte of code in WebAssembly.
fn linear(part: u8) -> u64 {
    let part = u64::from(part);
    if part <= 10 {
        // part / 255 / 12.92
        return part * ONE * 100 / 329_460;
    }
    // ((part / 255 + 0.055) / 1.055) ^ 2.4 = t ^ 2 * t ^ 0.4, with t = above / BELOW.
    let above = 1_000 * part + 14_025;
    let square = ((above * above) << 26) / (BELOW * BELOW);
    (square * fifth_root_of_square(above) / ROOT_ONE) << 14
}

const BELOW: u64 = 269_025;
const ROOT_ONE: u64 = 200_000;

/// (above / BELOW) ^ (2 / 5), times `ROOT_ONE`.
fn fifth_root_of_square(above: u64) -> u64 {
    let wanted = u128::from(above * above) * power_5(ROOT_ONE);
    let (mut low, mut high) = (0, ROOT_ONE);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if power_5(middle) * u128::from(BELOW * BELOW) <= wanted {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

const fn power_5(base: u64) -> u128 {
    let base = base as u128;
    base * base * base * base * base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_printed_as_it_was_read() {
        assert_eq!(color("#1A2b3c").to_string(), "#1a2b3c");
        for text in ["", "#", "1a2b3c", "#1a2b3", "#1a2b3c4", "#1a2b3g", "#+1+2+3", "red", " #1a2b3c", "#é2b3c"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_what_the_guidelines_say_and_never_rounded_up() {
        for (one, other, contrast) in [
            ("#000000", "#ffffff", 2_100),
            ("#ffffff", "#ffffff", 100),
            ("#777777", "#ffffff", 447),
            ("#767676", "#ffffff", 454),
            ("#ff0000", "#ffffff", 399),
            ("#0000ff", "#ffffff", 859),
        ] {
            assert_eq!(color(one).contrast(color(other)), contrast, "{one} {other}");
            assert_eq!(color(other).contrast(color(one)), contrast, "{other} {one}");
        }
    }

    #[test]
    fn whole_numbers_give_what_fractions_give() {
        let exact = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        for part in 0..=255 {
            #[allow(clippy::cast_precision_loss)]
            let off = linear(part) as f64 / ONE as f64 - exact(part);
            assert!(off.abs() < 1e-5, "{part}: off by {off}");
        }
    }
}
