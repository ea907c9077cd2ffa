//! Turns `content/` into Rust, so that a text missing in one language stops the build.
//!
//! `PARTNERPAD_CONTENT` names another folder: another guide, built with no change to the code.

use std::{env, fs, path::Path, process::ExitCode};

/// This guide's folder, where others find the words of the tools.
const OWN: &str = "content";

fn main() -> ExitCode {
    let folder = env::var("PARTNERPAD_CONTENT").unwrap_or_else(|_| OWN.to_owned());
    println!("cargo::rerun-if-env-changed=PARTNERPAD_CONTENT");
    println!("cargo::rerun-if-changed={folder}");
    println!("cargo::rerun-if-changed={OWN}");
    match compile(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn compile(folder: &Path) -> Result<(), String> {
    let content = partnerpad_content::load_over(Path::new(OWN), folder).map_err(|problems| problems.to_string())?;
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set; run this through cargo")?;
    let file = Path::new(&out).join("content.rs");
    fs::write(&file, content.to_rust()).map_err(|why| format!("{}: {why}", file.display()))
}
