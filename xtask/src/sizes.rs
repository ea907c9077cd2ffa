//! What each part of the page weighs, and the budgets.

use crate::{
    compress,
    failure::{Failure, Outcome},
    finish::files,
};
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// Bytes: as they are, and as they travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// As it is.
    pub raw: u64,
    /// For hosts that have nothing better.
    pub gzip: u64,
    /// At its best.
    pub brotli: u64,
}

/// What each part weighs.
///
/// # Errors
/// There is no build, or it cannot be read.
pub fn table(dist: &Path) -> Outcome<String> {
    let mut table = format!("{:<44}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli");
    let mut all = Weight { raw: 0, gzip: 0, brotli: 0 };
    for file in parts(dist)? {
        let weight = weigh(&file)?;
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        add_row(&mut table, &name, weight);
        all.raw += weight.raw;
        all.gzip += weight.gzip;
        all.brotli += weight.brotli;
    }
    add_row(&mut table, "together", all);
    Ok(table)
}

fn add_row(table: &mut String, name: &str, weight: Weight) {
    let Weight { raw, gzip, brotli } = weight;
    // Writing to a String cannot fail.
    let _ = writeln!(table, "{name:<44}{:>10}{:>10}{:>10}", spaced(raw), spaced(gzip), spaced(brotli));
}

/// 1 234 567 reads better than 1234567.
pub fn spaced(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// The files of the build, without the compressed copies.
///
/// # Errors
/// There is no build, or it cannot be read.
pub fn parts(dist: &Path) -> Outcome<Vec<PathBuf>> {
    if !dist.join("index.html").is_file() {
        return Err(Failure::new(format!("there is no build in {}; `cargo xtask build` makes one", dist.display())));
    }
    let mut files = files(dist)?;
    files.retain(|file| !file.extension().is_some_and(|ending| ending == "br" || ending == "gz"));
    Ok(files)
}

/// What one file weighs.
///
/// # Errors
/// The file cannot be read.
pub fn weigh(file: &Path) -> Outcome<Weight> {
    let bytes = fs::read(file).map_err(|why| Failure::with_file("read", file, &why))?;
    let failed = |why| Failure::with_file("compress", file, &why);
    let raw = bytes.len() as u64;
    let copy = |ending: &str| fs::metadata(with_ending(file, ending)).ok().map(|data| data.len());
    let gzip = match copy("gz") {
        Some(size) => size,
        None => compress::gzip(&bytes).map_err(failed)?.len() as u64,
    };
    let brotli = match copy("br") {
        Some(size) => size,
        None => compress::brotli(&bytes, compress::BEST).map_err(failed)?.len() as u64,
    };
    // Nobody sends a compressed form that is larger.
    Ok(Weight { raw, gzip: gzip.min(raw), brotli: brotli.min(raw) })
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::{env, process};

    /// A build of these files.
    pub(crate) fn dist(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = env::temp_dir().join(format!("partnerpad-sizes-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in files {
            fs::write(folder.join(file), text).unwrap();
        }
        folder
    }

    #[test]
    fn without_a_build_the_way_out_is_told() {
        let why = table(Path::new("/no/such/folder")).unwrap_err().to_string();
        assert!(why.contains("cargo xtask build"), "{why}");
    }

    #[test]
    fn a_larger_compressed_form_does_not_count() {
        let folder = dist("tiny", &[("index.html", "x")]);
        let weight = weigh(&folder.join("index.html")).unwrap();
        assert_eq!(weight, Weight { raw: 1, gzip: 1, brotli: 1 });
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn numbers_are_spaced() {
        assert_eq!(["7", "1 234", "1 234 567"], [7, 1234, 1_234_567].map(spaced).each_ref().map(String::as_str));
    }
}
