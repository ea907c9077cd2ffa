//! What the system itself must have: the wasm target, browsers, Java, LibreOffice, Poppler, npm.

use crate::{
    failure::{Failure, Outcome},
    run,
};
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

/// The target of the page's code.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A program of the system that some part needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The browser.
    Chromium,
    /// Drives Chromium.
    Chromedriver,
    /// The browser.
    Firefox,
    /// Runs the HTML checker.
    Java,
    /// Opens what is written for word processors.
    LibreOffice,
    /// Says where the words stand in what browsers print.
    Poppler,
    /// Brings in tools that are not Rust; they run on Node.
    Npm,
}

impl Program {
    /// Under which names it is found.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome", "chrome"],
            Self::Chromedriver => &["chromedriver"],
            Self::Firefox => &["firefox-esr", "firefox"],
            Self::Java => &["java"],
            Self::LibreOffice => &["soffice", "libreoffice"],
            Self::Poppler => &["pdftotext"],
            Self::Npm => &["npm"],
        }
    }

    /// Debian's packages for it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium"],
            Self::Chromedriver => &["chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::Java => &["default-jre-headless"],
            Self::LibreOffice => &["libreoffice-writer"],
            Self::Poppler => &["poppler-utils"],
            Self::Npm => &["nodejs", "npm"],
        }
    }

    /// Where it is.
    pub fn find(self) -> Option<PathBuf> {
        run::find(self.names())
    }
}

/// The Debian packages of those programs that are missing.
pub fn missing_packages(wanted: &[Program]) -> Vec<&'static str> {
    let missing = wanted.iter().filter(|program| program.find().is_none());
    missing.flat_map(|program| program.packages()).copied().collect()
}

/// Installs Debian packages, as root; anyone else is told what to install.
///
/// # Errors
/// Not root, not Debian, or `apt-get` failed.
pub fn install_packages(packages: &[&str], verbose: bool) -> Outcome {
    let names = packages.join(" ");
    if run::find(&["apt-get"]).is_none() {
        return Err(Failure::new(format!(
            "these programs are missing; on Debian their packages are called: {names}\n\
             Install them the way your system does, then run this again."
        )));
    }
    if !is_root() {
        return Err(Failure::new(format!(
            "these packages are missing: {names}\n\
             Install them, then run this again:\n\n    sudo apt-get install {names}"
        )));
    }
    let mut update = Command::new("apt-get");
    update.arg("update");
    run::quietly(&mut update, verbose)?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run::quietly(&mut install, verbose)
}

fn is_root() -> bool {
    let mut id = Command::new("id");
    run::output(id.arg("-u")).is_some_and(|answer| answer.trim() == "0")
}

/// Whether the compiler can make WebAssembly for the browser.
pub fn has_wasm_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "sysroot"]).current_dir(run::root()).stderr(Stdio::null());
    run::output(&mut rustc).is_some_and(|sysroot| {
        let library = PathBuf::from(sysroot.trim()).join("lib").join("rustlib").join(WASM);
        library.join("lib").is_dir()
    })
}

/// Adds the wasm target to the compiler in use.
///
/// # Errors
/// There is no `rustup`, or it failed.
pub fn add_wasm_target(verbose: bool) -> Outcome {
    if run::find(&["rustup"]).is_none() {
        return Err(Failure::new(format!(
            "the Rust compiler here has no target {WASM}, and there is no rustup to add it.\n\
             Install it the way you installed Rust (Debian: libstd-rust-dev-wasm32), then run this again."
        )));
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM]).current_dir(run::root());
    run::quietly(&mut rustup, verbose)
}
