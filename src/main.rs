//! Starts the page in the browser.

fn main() {
    #[cfg(feature = "csr")]
    {
        partnerpad::browser::page::report_panics();
        partnerpad::app::start();
    }
}
