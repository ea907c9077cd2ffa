//! The time, and how a language writes it.

use std::cell::OnceCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// What is written of a date.
#[derive(Clone, Copy)]
enum Format {
    Time,
    Day,
    DayAndYear,
}

thread_local! {
    /// How the page's language writes each [`Format`]: made once, as that takes a fifth of a tick's time.
    static FORMATS: [OnceCell<Function>; 3] = const { [const { OnceCell::new() }; 3] };
}

/// Milliseconds since 1970 by this device's clock, which may be wrong: for showing, never for deciding.
#[must_use]
pub fn now() -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    // A date's milliseconds are whole and stay far below 2^53.
    let now = Date::now() as i64;
    now
}

/// A day: "3 november", with the year if it is not this year.
#[must_use]
pub fn day(at: i64, locale: &str) -> String {
    let date = date(at);
    let same_year = date.get_full_year() == Date::new_0().get_full_year();
    write(if same_year { Format::Day } else { Format::DayAndYear }, &date, locale)
}

/// Today by this device's clock, as date fields have it: "2026-11-25".
#[must_use]
pub fn today() -> String {
    text_of(&Date::new_0())
}

/// The day on which this was, as date fields have it: "2026-11-25".
#[must_use]
pub fn day_text(at: i64) -> String {
    text_of(&date(at))
}

fn text_of(date: &Date) -> String {
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Like [`day`], of a day of this year, month from 1, and day.
#[must_use]
pub fn day_of((year, month, day): (i32, i32, i32), locale: &str) -> String {
    // Noon: no change of summer time moves it to another day.
    let date = Date::new_0();
    date.set_hours(12);
    #[allow(clippy::cast_sign_loss)]
    date.set_full_year_with_month_date(year as u32, month - 1, day);
    self::day(at(&date), locale)
}

fn at(date: &Date) -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    let at = date.get_time() as i64;
    at
}

/// A time of day: "14:05".
#[must_use]
pub fn time(at: i64, locale: &str) -> String {
    write(Format::Time, &date(at), locale)
}

fn date(at: i64) -> Date {
    #[allow(clippy::cast_precision_loss)]
    Date::new(&JsValue::from_f64(at as f64))
}

/// All of a page is in one language, so `locale` is always the same (`Ui::locale`): the first one stays.
fn write(what: Format, date: &Date, locale: &str) -> String {
    let make = || {
        let parts: &[_] = match what {
            Format::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
            Format::Day => &[("day", "numeric"), ("month", "long")],
            Format::DayAndYear => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
        };
        let options = Object::new();
        for (name, value) in parts {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
        }
        Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options).format()
    };
    let text =
        FORMATS.with(|formats| Some(formats.get(what as usize)?.get_or_init(make).call1(&JsValue::UNDEFINED, date)));
    text.and_then(|text| text.ok()?.as_string()).unwrap_or_default()
}

/// 64 random bits.
#[must_use]
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled {
        u64::from_le_bytes(bytes)
    } else {
        // Two tabs must only differ; a guess at one by somebody else does no harm.
        let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
        half() << 32 | half()
    }
}
