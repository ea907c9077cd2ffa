//! Whether somebody else gets the same page: another folder, of another name and depth, another home of Cargo, and nothing
//! compiled before. Then anyone can show that what a host hands out is what stands in the repository.

use crate::{
    build,
    failure::{Failure, Outcome},
    finish::files,
    run,
    test::Count,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Builds a copy and compares it with `dist/`: a check for each file.
///
/// # Errors
/// The copy cannot be made or does not build.
pub fn check() -> Outcome<Count> {
    let place = run::target().join("reproducible");
    let _ = fs::remove_dir_all(&place);
    let copy = place.join("some").join("where").join("else");
    copied(&copy)?;
    let home = place.join("home");
    another_home(&build::cargo_home(), &home)?;
    let mut cargo = run::cargo();
    cargo.args(["xtask", "build"]).current_dir(&copy).env("CARGO_HOME", &home);
    // What the copy compiles is below it; and it must not take our folder for its own.
    cargo.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_MANIFEST_DIR");
    run::run(&mut cargo)?;
    let (ours, theirs) = (contents(&run::dist())?, contents(&copy.join("dist"))?);
    let mut count = Count::default();
    for name in differing(&ours, &theirs) {
        println!("{name}  DIFFERS");
        count.failed += 1;
    }
    count.passed = u32::try_from(ours.len()).unwrap_or(u32::MAX).saturating_sub(count.failed);
    println!("{} files are the same", count.passed);
    if count.failed == 0 {
        let _ = fs::remove_dir_all(&place);
    } else {
        println!("the other build is in {}", copy.join("dist").display());
    }
    Ok(count)
}

/// All that Git knows, as it is now, with what was not committed.
fn copied(to: &Path) -> Outcome {
    let mut git = std::process::Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(run::root());
    let names =
        run::output(&mut git).ok_or_else(|| Failure::new("`git ls-files` failed: only a checkout can be copied"))?;
    for name in names.split_terminator('\0') {
        let (from, target) = (run::root().join(name), to.join(name));
        // What was removed and not committed.
        if !from.is_file() {
            continue;
        }
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
        fs::copy(&from, &target).map_err(|why| Failure::with_file("copy", &from, &why))?;
    }
    Ok(())
}

/// Another way to all that Cargo keeps: nothing has to be fetched again.
#[cfg(unix)]
fn another_home(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(|why| Failure::with_file("make", to, &why))?;
    let entries = fs::read_dir(from).map_err(|why| Failure::with_file("read", from, &why))?;
    for entry in entries.filter_map(Result::ok) {
        let link = to.join(entry.file_name());
        std::os::unix::fs::symlink(entry.path(), &link).map_err(|why| Failure::with_file("make", &link, &why))?;
    }
    Ok(())
}

/// Links need rights there: what is not in the home already is fetched again.
#[cfg(not(unix))]
fn another_home(_: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(|why| Failure::with_file("make", to, &why))
}

type Contents = BTreeMap<PathBuf, Vec<u8>>;

fn contents(folder: &Path) -> Outcome<Contents> {
    let read = |file: PathBuf| {
        let bytes = fs::read(&file).map_err(|why| Failure::with_file("read", &file, &why))?;
        Ok((file.strip_prefix(folder).unwrap_or(&file).to_path_buf(), bytes))
    };
    files(folder)?.into_iter().map(read).collect()
}

/// Files that only one has, or that are not the same in both.
fn differing<'a>(ours: &'a Contents, theirs: &'a Contents) -> Vec<String> {
    let all = ours.keys().chain(theirs.keys().filter(|name| !ours.contains_key(*name)));
    all.filter(|name| ours.get(*name) != theirs.get(*name)).map(|name| name.display().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_or_a_file_more_is_seen() {
        let of = |pairs: &[(&str, &str)]| -> Contents {
            pairs.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
        };
        let ours = of(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert!(differing(&ours, &ours).is_empty());
        assert_eq!(differing(&ours, &of(&[("a", "1"), ("b", "3"), ("d", "3")])), ["b", "c", "d"]);
    }
}
