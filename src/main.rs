//! Starts the app in the browser.

fn main() {
    partnerpad::browser::page::report_panics();
    let _ = partnerpad::app::start();
}
