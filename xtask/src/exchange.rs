//! Short names for what WebAssembly and its JavaScript exchange: what the one imports from the other.
//!
//! wasm-bindgen's names say what they are and end in 16 hex digits, to keep apart what is called the same. Nobody reads
//! them in a browser, and they cost each visitor 3.4 KB in both files together, compressed.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, read, write},
    policy, workbench,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A module begins with this, and its version.
const HEADER: usize = 8;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// The kind of import that is a function: wasm-bindgen writes no other.
const FUNCTION: u8 = 0;

/// Shortens the names in the two files of each program in this folder, and has the page expect what they are then.
///
/// # Errors
/// A file cannot be read or written, is not as wasm-bindgen writes it, or the page does not name the integrity of both files
/// of the app.
pub fn programs(folder: &Path) -> Outcome {
    let mut page = read(&folder.join(INDEX))?;
    for wasm in ending(folder, "_bg.wasm")? {
        let js = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
        let (old_js, old_wasm) = (read(&js)?, bytes(&wasm)?);
        let (new_wasm, names) = shortened(&old_wasm)
            .ok_or_else(|| Failure::new(format!("{} is not as wasm-bindgen writes it", wasm.display())))?;
        let new_js = renamed(&old_js, &names);
        for (file, old, new) in [(js, old_js.into_bytes(), new_js.into_bytes()), (wasm, old_wasm, new_wasm)] {
            let expected = policy::integrity(&old);
            if !workbench::is_of_it(&file) && !page.contains(&expected) {
                return Err(Failure::new(format!("the page does not name the integrity of {}", file.display())));
            }
            page = page.replace(&expected, &policy::integrity(&new));
            write(&file, &new)?;
        }
    }
    write(&folder.join(INDEX), page.as_bytes())
}

fn bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|why| Failure::with_file("read", file, &why))
}

fn ending(folder: &Path, end: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|why| Failure::with_file("read", folder, &why))?;
    let files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let found: Vec<_> = files.filter(|file| file.to_string_lossy().ends_with(end)).collect();
    if found.is_empty() { Err(Failure::new(format!("the build has no …{end}"))) } else { Ok(found) }
}

/// Short names, by the long ones.
type Names = BTreeMap<String, String>;

/// The module with short names in its imports and exports, and which they are; `None` if it is not as expected.
///
/// What the program exports for others keeps its name: wasm-bindgen's own exports begin with `_`, or have `__` in them.
fn shortened(wasm: &[u8]) -> Option<(Vec<u8>, Names)> {
    let mut names = Names::new();
    let mut out = wasm.get(..HEADER)?.to_vec();
    let mut module = Reader(wasm.get(HEADER..)?);
    while let Some(id) = module.byte() {
        let size = module.number()?;
        let section = module.take(size)?;
        let new = match id {
            IMPORTS => imports(&mut Reader(section), &mut names)?,
            EXPORTS => exports(&mut Reader(section), &mut names)?,
            _ => section.to_vec(),
        };
        out.push(id);
        put_text(&mut out, &new);
    }
    Some((out, names))
}

/// Each: the module's name, its own, what kind it is, the type of the function.
fn imports(section: &mut Reader<'_>, names: &mut Names) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let count = section.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        put_text(&mut out, section.text()?);
        put_text(&mut out, short(names, section.text()?)?.as_bytes());
        if section.byte()? != FUNCTION {
            return None;
        }
        out.push(FUNCTION);
        put_number(&mut out, section.number()?);
    }
    Some(out)
}

/// Each: its name, what kind it is, its index.
fn exports(section: &mut Reader<'_>, names: &mut Names) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let count = section.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        let name = section.text()?;
        let is_inner = name.starts_with(b"_") || name.windows(2).any(|two| two == b"__");
        if is_inner {
            put_text(&mut out, short(names, name)?.as_bytes());
        } else {
            put_text(&mut out, name);
        }
        out.push(section.byte()?);
        put_number(&mut out, section.number()?);
    }
    Some(out)
}

/// The short name for a long one: `A` to `Z`, then `BA` and so on. The script has functions of these names, too, and no word of
/// JavaScript is written like that.
fn short(names: &mut Names, long: &[u8]) -> Option<String> {
    let long = str::from_utf8(long).ok()?;
    if let Some(known) = names.get(long) {
        return Some(known.clone());
    }
    let mut left = names.len();
    let mut letters = Vec::new();
    while letters.is_empty() || left > 0 {
        letters.push(b'A' + u8::try_from(left % 26).ok()?);
        left /= 26;
    }
    letters.reverse();
    let new = String::from_utf8(letters).ok()?;
    names.insert(long.to_owned(), new.clone());
    Some(new)
}

/// The script with these names: only where one is a whole word.
fn renamed(js: &str, names: &Names) -> String {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(js.len());
    for part in js.split_inclusive(|c| !is_inside(c)) {
        let word = part.trim_end_matches(|c| !is_inside(c));
        out.push_str(names.get(word).map_or(word, String::as_str));
        out.push_str(part.get(word.len()..).unwrap_or_default());
    }
    out
}

/// Reads what the [binary format](https://webassembly.github.io/spec/core/binary/) is made of.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow (LEB128).
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a [u8]> {
        let size = self.number()?;
        self.take(size)
    }
}

fn put_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// Its size, then the text itself.
fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    put_number(out, text.len());
    out.extend_from_slice(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "__wbg_of_027eb15371aac932";

    /// A module that imports a function of this name, exports two, and has another section with that name in it.
    fn module(imported: &str, exported: &str) -> Vec<u8> {
        let mut imports = vec![1];
        put_text(&mut imports, b"./app_bg.js");
        put_text(&mut imports, imported.as_bytes());
        imports.extend([FUNCTION, 0x81, 0x01]);
        let mut exports = vec![2];
        for (index, name) in ["begin", exported].into_iter().enumerate() {
            put_text(&mut exports, name.as_bytes());
            exports.extend([FUNCTION, u8::try_from(index).unwrap()]);
        }
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        // The last is longer than one byte can say.
        for (id, section) in [(IMPORTS, imports), (EXPORTS, exports), (11, LONG.repeat(9).into_bytes())] {
            out.push(id);
            put_text(&mut out, &section);
        }
        out
    }

    #[test]
    fn both_call_each_other_by_the_same_short_names() {
        let (wasm, names) = shortened(&module(LONG, "a__invoke__h24d665509bbbc985")).unwrap();
        assert_eq!(wasm, module("A", "B"), "what is for others keeps its name, and other sections are as they were");
        let js = format!("{{ {LONG}: (a) => wasm.a__invoke__h24d665509bbbc985(a), {LONG}0: \u{201c}{LONG}\u{201d}");
        let expected = format!("{{ A: (a) => wasm.B(a), {LONG}0: \u{201c}A\u{201d}");
        assert_eq!(renamed(&js, &names), expected);
    }

    #[test]
    fn each_name_has_one_of_its_own() {
        let mut names = Names::new();
        let of = |at: usize, names: &mut Names| short(names, format!("long-{at}").as_bytes()).unwrap();
        for at in 0..2000 {
            of(at, &mut names);
        }
        let all: std::collections::BTreeSet<_> = names.values().collect();
        assert_eq!(all.len(), 2000);
        assert_eq!(["A", "Z", "BA", "BZ", "CYX"].map(String::from), [0, 25, 26, 51, 1999].map(|at| of(at, &mut names)));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let whole = module(LONG, "b");
        // Cut within its last section: it claims to be longer than it is.
        for end in whole.len() - 20..whole.len() {
            assert_eq!(shortened(&whole[..end]), None, "{end}");
        }
        assert_eq!(shortened(b"<html>"), None);
        let mut other_kind = whole;
        let at = other_kind.windows(2).position(|two| two == [FUNCTION, 0x81]).unwrap();
        other_kind[at] = 3;
        assert_eq!(shortened(&other_kind), None);
    }

    #[test]
    fn the_page_expects_what_the_files_are_then() {
        let folder = std::env::temp_dir().join(format!("partnerpad-exchange-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (js, wasm) = (format!("x.{LONG}()"), module(LONG, "x"));
        fs::write(folder.join("app-1.js"), &js).unwrap();
        fs::write(folder.join("app-1_bg.wasm"), &wasm).unwrap();
        let page = format!("<a integrity=\"{}\" b=\"{}\">", policy::integrity(js.as_bytes()), policy::integrity(&wasm));
        fs::write(folder.join(INDEX), page).unwrap();
        programs(&folder).unwrap();
        let page = fs::read_to_string(folder.join(INDEX)).unwrap();
        for file in ["app-1.js", "app-1_bg.wasm"] {
            let now = fs::read(folder.join(file)).unwrap();
            assert!(page.contains(&policy::integrity(&now)), "{file}");
            assert!(!String::from_utf8_lossy(&now).contains(&format!("\x19{LONG}")), "{file}");
        }
        assert_eq!(fs::read_to_string(folder.join("app-1.js")).unwrap(), "x.A()");
        fs::write(folder.join(INDEX), "<a>").unwrap();
        assert!(programs(&folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
