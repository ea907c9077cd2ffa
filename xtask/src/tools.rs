//! The pinned tools: which version, where it is installed, and how it shows that it is the right one.
//!
//! Each tool has a folder of its own per version in the user's cache, so an upgrade never mixes
//! with what was there. `install` makes the folder somewhere else and moves it here when the tool
//! has shown its version; so a folder with the stamp is a whole tool, and looking for the stamp
//! is all that a normal run costs.

use crate::{
    failure::{Failure, Outcome},
    run,
};
use std::{env, fs, path::PathBuf};

/// A program or file that we use from elsewhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Tool {
    /// As its registry calls it.
    pub name: &'static str,
    /// Exactly this one.
    pub version: &'static str,
    /// Who installs it, with the options that it needs.
    pub by: Installer,
    /// The program or file that we want from it, below its folder.
    pub file: &'static str,
    /// How it is asked for its version.
    pub asked: Asked,
    /// What the answer must hold.
    pub says: &'static str,
    /// What a person should expect, on two cores.
    pub takes: &'static str,
}

/// Who installs a tool.
#[derive(Debug, PartialEq, Eq)]
pub enum Installer {
    /// `cargo install` with these options.
    Cargo(&'static [&'static str]),
    /// `npm install`.
    Npm,
}

/// How a tool is asked for its version.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Run the file with `--version`.
    Run,
    /// Run the file with Java and `--version`.
    Java,
    /// The file's first lines say it.
    Read,
}

/// Builds the page. 0.22 wants a newer compiler. Without its default features it cannot fetch
/// tools by itself: everything that it needs is in this table.
pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    by: Installer::Cargo(&["--locked", "--no-default-features"]),
    file: "bin/trunk",
    asked: Asked::Run,
    says: "trunk 0.21.14",
    takes: "about 2 minutes",
};

/// Makes the JavaScript beside the WebAssembly, and runs the tests in a browser. Must be the
/// version in `Cargo.lock`. Not `--locked`: its lock file names a version that is gone.
pub const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    by: Installer::Cargo(&[]),
    file: "bin/wasm-bindgen",
    asked: Asked::Run,
    says: "wasm-bindgen 0.2.130",
    takes: "about a minute",
};

/// Makes the WebAssembly smaller (`wasm-opt`).
pub const BINARYEN: Tool = Tool {
    name: "binaryen",
    version: "132.0.0",
    by: Installer::Npm,
    file: "node_modules/.bin/wasm-opt",
    asked: Asked::Run,
    says: "version_132",
    takes: "some seconds",
};

/// Checks what comes from others. Without its default features it has no TLS of its own: it fetches nothing here.
pub const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
    by: Installer::Cargo(&["--locked", "--no-default-features"]),
    file: "bin/cargo-deny",
    asked: Asked::Run,
    says: "cargo-deny 0.20.2",
    takes: "about a minute and a half",
};

/// Builds and starts fuzz targets.
pub const CARGO_FUZZ: Tool = Tool {
    name: "cargo-fuzz",
    version: "0.13.2",
    by: Installer::Cargo(&["--locked"]),
    file: "bin/cargo-fuzz",
    asked: Asked::Run,
    says: "cargo-fuzz 0.13.2",
    takes: "about half a minute",
};

/// Makes scripts shorter. Its own program for this system is a package that npm adds; without that, Node.js runs it.
pub const ESBUILD: Tool = Tool {
    name: "esbuild",
    version: "0.28.2",
    by: Installer::Npm,
    file: "node_modules/.bin/esbuild",
    asked: Asked::Run,
    says: "0.28.2",
    takes: "some seconds",
};

/// Drives Firefox.
pub const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    by: Installer::Cargo(&["--locked"]),
    file: "bin/geckodriver",
    asked: Asked::Run,
    says: "geckodriver 0.37.1",
    takes: "about a minute",
};

/// Finds barriers in a page.
pub const AXE: Tool = Tool {
    name: "axe-core",
    version: "4.14.1",
    by: Installer::Npm,
    file: "node_modules/axe-core/axe.min.js",
    asked: Asked::Read,
    says: "axe v4.14.1",
    takes: "some seconds",
};

/// The Nu HTML checker.
pub const VNU: Tool = Tool {
    name: "vnu-jar",
    version: "26.9.27",
    by: Installer::Npm,
    file: "node_modules/vnu-jar/build/dist/vnu.jar",
    asked: Asked::Java,
    says: "26.9.27",
    takes: "some seconds",
};

/// Judges the page as a whole. The newest for which Node.js 20 is enough.
pub const LIGHTHOUSE: Tool = Tool {
    name: "lighthouse",
    version: "12.8.2",
    by: Installer::Npm,
    file: "node_modules/.bin/lighthouse",
    asked: Asked::Run,
    says: "12.8.2",
    takes: "about a minute",
};

/// Reads calendar files, as a second opinion on ours. Run by Node.js, which comes with npm.
pub const ICAL: Tool = Tool {
    name: "ical.js",
    version: "2.2.1",
    by: Installer::Npm,
    file: "node_modules/ical.js/package.json",
    asked: Asked::Read,
    says: "\"version\": \"2.2.1\"",
    takes: "some seconds",
};

/// What a build needs.
pub const FOR_BUILD: [&Tool; 4] = [&TRUNK, &WASM_BINDGEN, &BINARYEN, &ESBUILD];

/// Names the last thing written into a tool's folder.
const STAMP: &str = "installed";

impl Tool {
    /// Its folder: one per version.
    pub fn folder(&self) -> PathBuf {
        cache().join(format!("{}-{}", self.name, self.version))
    }

    /// The folder that belongs on the search path.
    pub fn programs(&self) -> PathBuf {
        let file = self.path();
        file.parent().map(PathBuf::from).unwrap_or(file)
    }

    /// The program or file itself, with the ending that this system gives programs.
    pub fn path(&self) -> PathBuf {
        self.path_in(self.folder())
    }

    /// The program or file, were the tool in this folder.
    pub fn path_in(&self, folder: PathBuf) -> PathBuf {
        folder.join(format!("{}{}", self.file, self.ending()))
    }

    fn ending(&self) -> &'static str {
        match (&self.by, &self.asked) {
            (Installer::Cargo(_), _) => env::consts::EXE_SUFFIX,
            (Installer::Npm, Asked::Run) if cfg!(windows) => ".cmd",
            (Installer::Npm, _) => "",
        }
    }

    /// Whether it is there, whole, and showed its version when it was installed.
    pub fn is_there(&self) -> bool {
        let stamp = fs::read_to_string(self.folder().join(STAMP)).unwrap_or_default();
        stamp.trim_end() == self.says && self.path().is_file()
    }

    /// Says in this folder that the tool showed its version.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn stamp(&self, folder: &std::path::Path) -> Outcome {
        let file = folder.join(STAMP);
        fs::write(&file, self.says).map_err(|why| Failure::with_file("write", &file, &why))
    }
}

/// The folder for tools, of this user and outside the project.
pub fn cache() -> PathBuf {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("PARTNERPAD_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|cache| cache.join("partnerpad")))
        .or_else(|| set("LOCALAPPDATA").filter(|_| cfg!(windows)).map(|data| data.join("partnerpad")))
        .or_else(|| env::home_dir().map(|home| home.join(".cache").join("partnerpad")));
    // Without a home there is still the project's own folder of things that can be made again.
    let folder = folder.unwrap_or_else(|| run::target().join("tools"));
    run::root().join(folder)
}

/// Says clearly when the pinned `wasm-bindgen` is not the one that the page is compiled against:
/// the two only work together when they are equal.
///
/// # Errors
/// They differ.
pub fn check_wasm_bindgen() -> Outcome {
    let file = run::root().join("Cargo.lock");
    let Ok(lock) = fs::read_to_string(&file) else {
        return Ok(()); // The first build writes it, with the version that Cargo.toml pins.
    };
    match locked_version(&lock, "wasm-bindgen") {
        Some(locked) if locked != WASM_BINDGEN.version => Err(Failure::new(format!(
            "Cargo.lock has wasm-bindgen {locked}, but xtask/src/tools.rs pins wasm-bindgen-cli {}.\n\
             They must be equal. Either `cargo update -p wasm-bindgen --precise {}`, or change the pin\n\
             there, in Cargo.toml and in Trunk.toml.",
            WASM_BINDGEN.version, WASM_BINDGEN.version
        ))),
        _ => Ok(()),
    }
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "leptos"), None);
    }

    #[test]
    fn pins_agree_with_trunk_and_the_lock_file() {
        check_wasm_bindgen().unwrap();
        let trunk = fs::read_to_string(run::root().join("Trunk.toml")).unwrap();
        assert!(trunk.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
        assert!(trunk.contains(&format!("wasm_opt = \"{}\"", BINARYEN.says)));
    }

    #[test]
    fn each_version_has_its_own_folder() {
        assert!(TRUNK.folder().ends_with("trunk-0.21.14"));
        assert!(TRUNK.folder().is_absolute());
        assert!(BINARYEN.programs().ends_with("node_modules/.bin"));
    }
}
