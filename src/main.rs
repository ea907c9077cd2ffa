//! Starts the app in the browser.

fn main() {
    partnerpad::browser::page::report_panics();
    partnerpad::app::start();
}
