//! What stands in the browser's storage.

use std::time::{SystemTime, UNIX_EPOCH};

use partnerpad::text::GUIDE;

use crate::expect::messages;

/// The key of an action's record.
pub fn key(action: &str) -> String {
    format!("partnerpad.v1/{}/{action}", GUIDE.id)
}

/// The text of a record that says that an action is done: a tick of today, or the day of a message.
pub fn done(action: &str, counter: u64) -> String {
    if messages().contains(&action) { text(counter, "2026-11-20") } else { record(counter) }
}

/// The text of a record with this text in it.
pub fn text(counter: u64, text: &str) -> String {
    record(counter).replace(r#""done":true"#, &format!(r#""text":{}"#, serde_json::json!(text)))
}

/// The text of a record that ticks an action, today.
pub fn record(counter: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    format!(r#"{{"v":1,"c":{counter},"d":"00000000000000aa","t":{now},"done":true}}"#)
}
