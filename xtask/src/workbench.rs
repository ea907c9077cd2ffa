//! The program with the tools, its words in each language, and its style sheet, which the page loads when one of them is
//! opened.
//!
//! Trunk gives it plain names. Here its files get their hash into them, so that they can be cached for ever, and the
//! page is told which they are.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    policy, rename,
};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, fs, path::Path};

const NAME: &str = "workbench";

/// Where the page is told: attributes of `#app`, as they stand in the source.
const PLACE: &str = "data-workbench=\"\"";

/// Whether a file is one of its two.
pub fn is_of_it(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NAME))
}

/// Names its files by what is in them, writes its words, each with the code of their language, and tells the page.
///
/// The page gets one list of integrities: a browser takes what matches one of them.
///
/// # Errors
/// The files are not there or cannot be written, or the page has no place to be told.
pub fn name(folder: &Path, words: &[(&str, String)]) -> Outcome {
    let (js_file, wasm_file) = (folder.join("workbench.js"), folder.join("workbench_bg.wasm"));
    let style_file = folder.join("tools.css");
    let (js, style) = (read(&js_file)?, read(&style_file)?);
    let wasm = fs::read(&wasm_file).map_err(|why| Failure::with_file("read", &wasm_file, &why))?;
    let mut digest = Sha256::new().chain_update(&js).chain_update(&style).chain_update(&wasm);
    words.iter().for_each(|(_, text)| digest.update(text));
    let named = format!("{NAME}-{}", rename::short(digest));
    write(
        &folder.join(format!("{named}.js")),
        js.replace("workbench_bg.wasm", &format!("{named}_bg.wasm")).as_bytes(),
    )?;
    write(&folder.join(format!("{named}.css")), style.as_bytes())?;
    write(&folder.join(format!("{named}_bg.wasm")), &wasm)?;
    let mut integrity = policy::integrity(&wasm);
    for (language, text) in words {
        write(&folder.join(format!("{named}.{language}.txt")), text.as_bytes())?;
        let _ = write!(integrity, " {}", policy::integrity(text.as_bytes()));
    }
    for file in [js_file, style_file, wasm_file] {
        fs::remove_file(&file).map_err(|why| Failure::with_file("remove", &file, &why))?;
    }
    let page = read(&folder.join(INDEX))?;
    if !page.contains(PLACE) {
        return Err(Failure::new(format!("the page has no {PLACE}")));
    }
    let told = format!("data-workbench=\"{named}\" data-integrity=\"{integrity}\"");
    write(&folder.join(INDEX), page.replace(PLACE, &told).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_files_are_named_by_what_is_in_them_and_the_page_knows() {
        let folder = std::env::temp_dir().join(format!("partnerpad-workbench-{}", std::process::id()));
        let made = |wasm: &str| {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("workbench.js"), "new URL('workbench_bg.wasm')").unwrap();
            fs::write(folder.join("workbench_bg.wasm"), wasm).unwrap();
            fs::write(folder.join("tools.css"), ".tool {}").unwrap();
            fs::write(folder.join(INDEX), "<div id=\"app\" data-workbench=\"\">").unwrap();
            name(&folder, &[("nl", "words".to_owned())]).unwrap();
            let page = read(&folder.join(INDEX)).unwrap();
            let named = page.split('"').nth(3).unwrap().to_owned();
            assert!(page.contains(&policy::integrity(wasm.as_bytes())), "{page}");
            assert_eq!(fs::read(folder.join(format!("{named}_bg.wasm"))).unwrap(), wasm.as_bytes());
            assert!(page.contains(&policy::integrity(b"words")), "{page}");
            assert_eq!(read(&folder.join(format!("{named}.nl.txt"))).unwrap(), "words");
            assert!(folder.join(format!("{named}.css")).is_file() && !folder.join("tools.css").exists());
            assert!(read(&folder.join(format!("{named}.js"))).unwrap().contains(&format!("{named}_bg.wasm")));
            fs::remove_dir_all(&folder).unwrap();
            named
        };
        assert_eq!(made("a"), made("a"));
        assert_ne!(made("a"), made("b"));
    }
}
