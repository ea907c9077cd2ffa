//! Names by what is in the files now. Trunk's are by what was in them before they were made smaller; but a file with a hash in its
//! name is kept for ever, so another way of making it smaller must give it another name.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    media::is_hashed,
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Renames all files of a folder that have a hash in their name, in the page too. Files with the same hash keep one.
///
/// # Errors
/// A file cannot be read, written or renamed.
pub fn files(folder: &Path) -> Outcome {
    let mut groups: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let entries = fs::read_dir(folder).map_err(|why| Failure::with_file("read", folder, &why))?;
    for file in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if let Some(hash) = hash_of(&file) {
            groups.entry(hash).or_default().push(file);
        }
    }
    let mut page = read(&folder.join(INDEX))?;
    for (old, mut group) in groups {
        group.sort();
        let mut digest = Sha256::new();
        for file in &group {
            digest.update(fs::read(file).map_err(|why| Failure::with_file("read", file, &why))?);
        }
        let new = short(digest);
        for file in group {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let other = name.replace(&old, &new);
            fs::rename(&file, folder.join(&other)).map_err(|why| Failure::with_file("rename", &file, &why))?;
            page = page.replace(&name, &other);
        }
    }
    write(&folder.join(INDEX), page.as_bytes())
}

/// The first 16 hexadecimal digits: enough for a name.
pub fn short(digest: Sha256) -> String {
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn hash_of(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_string_lossy().into_owned();
    let (_, rest) = name.rsplit_once('-').filter(|_| is_hashed(file))?;
    rest.split(['.', '_']).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(js: &str) -> Vec<String> {
        let folder = std::env::temp_dir().join(format!("partnerpad-rename-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let old = "app-0123456789abcdef";
        fs::write(folder.join(format!("{old}.js")), js).unwrap();
        fs::write(folder.join(format!("{old}_bg.wasm")), "wasm").unwrap();
        fs::write(folder.join("sw.js"), "").unwrap();
        fs::write(folder.join(INDEX), format!("<a href=\"{old}.js\"><b href=\"./{old}_bg.wasm\">")).unwrap();
        files(&folder).unwrap();
        let page = read(&folder.join(INDEX)).unwrap();
        let mut names: Vec<String> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names.retain(|name| name.starts_with("app-"));
        assert!(names.iter().all(|name| page.contains(name)) && !page.contains(old), "{names:?}: {page}");
        fs::remove_dir_all(folder).unwrap();
        names
    }

    #[test]
    fn another_content_is_another_name_and_what_belongs_together_shares_one() {
        let [one, other] = ["a", "b"].map(named);
        assert_ne!(one, other);
        assert_eq!(one, named("a"));
        assert_eq!(one[0].replace(".js", "_bg.wasm"), one[1]);
    }
}
