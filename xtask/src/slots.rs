//! Places in the page, `{{name}}`, that the program `prerender` fills: what the app writes is written by its own code.

use crate::{
    failure::{Failure, Outcome},
    run,
};
use std::process::Stdio;

/// What to put where.
pub type Texts = Vec<(String, String)>;

/// The names of all places, in order.
pub fn names(page: &str) -> Vec<String> {
    let after = page.split("{{").skip(1);
    let names = after.filter_map(|rest| rest.split_once("}}").map(|(name, _)| name));
    names.filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase())).map(Into::into).collect()
}

/// The texts for these places in one language.
///
/// # Errors
/// `prerender` does not compile, or knows no such place or language.
pub fn texts(language: &str, names: &[String]) -> Outcome<Texts> {
    if names.is_empty() {
        return Ok(Texts::new());
    }
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--package", "partnerpad", "--no-default-features", "--bin", "prerender", "--"]);
    cargo.arg(language).args(names).stdin(Stdio::null()).stderr(Stdio::inherit());
    let shown = run::shown(&cargo);
    let failed = |why: &str| Failure::new(format!("`{shown}` failed: {why}"));
    let output = cargo.output().map_err(|why| failed(&why.to_string()))?;
    let text = String::from_utf8(output.stdout).map_err(|why| failed(&why.to_string()))?;
    let texts: Vec<_> = text.split_terminator('\0').map(ToOwned::to_owned).collect();
    if !output.status.success() || texts.len() != names.len() {
        return Err(failed("see above"));
    }
    Ok(names.iter().cloned().zip(texts).collect())
}

/// The page with its places filled.
pub fn filled(page: &str, texts: &Texts) -> String {
    texts.iter().fold(page.to_owned(), |page, (name, text)| page.replace(&format!("{{{{{name}}}}}"), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_and_filled() {
        let page = "<p>{{app}}</p> {{ no }} {{broken}} {{";
        assert_eq!(names(page), ["app", "broken"]);
        let texts = vec![("app".to_owned(), "<b>x</b>".to_owned()), ("broken".to_owned(), String::new())];
        assert_eq!(filled(page, &texts), "<p><b>x</b></p> {{ no }}  {{");
    }
}
