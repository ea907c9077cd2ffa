//! What to make of many measurements.

use serde_json::{Value, json};

/// The middle one; 0 of none.
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The smallest that so many of a hundred do not exceed; 0 of none.
pub fn percentile(values: &[f64], of_hundred: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

/// With so many digits after the point, and none where they say nothing.
pub fn rounded(value: f64, digits: i32) -> Value {
    let factor = 10f64.powi(digits);
    let value = (value * factor).round() / factor;
    if value.fract() == 0.0 && value >= 0.0 { json!(value as u64) } else { json!(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_end_of_many() {
        let values: Vec<_> = (1..=20).rev().map(f64::from).collect();
        assert_eq!(median(&values), 10.0);
        assert_eq!(percentile(&values, 95), 19.0);
        assert_eq!(percentile(&[3.0], 95), 3.0);
        assert_eq!(median(&[]), 0.0);
    }

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(rounded(12.04, 1).to_string(), "12");
        assert_eq!(rounded(12.06, 1).to_string(), "12.1");
    }
}
