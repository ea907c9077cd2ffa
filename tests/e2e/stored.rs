//! What stands in the browser's storage.

use std::time::{SystemTime, UNIX_EPOCH};

use partnerpad::text::GUIDE;

/// The key of an action's record.
pub fn key(action: &str) -> String {
    format!("partnerpad.v1/{}/{action}", GUIDE.id)
}

/// The text of a record that ticks an action, today.
pub fn record(counter: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    format!(r#"{{"v":1,"c":{counter},"d":"00000000000000aa","t":{now},"done":true}}"#)
}
