//! Prints the content of the page's `#app` in one language: `prerender en`. Part of the build.

use std::{env, io::Write as _, process::ExitCode};

use partnerpad::{
    page,
    text::{GUIDE, LANGUAGES},
};

fn main() -> ExitCode {
    let code = env::args().nth(1).unwrap_or_default();
    let Some(language) = LANGUAGES.iter().position(|words| words.lang == code) else {
        eprintln!("prerender: no language {code:?} in the content");
        return ExitCode::FAILURE;
    };
    let body = page::body(&GUIDE, LANGUAGES, language);
    match std::io::stdout().write_all(body.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("prerender: {why}");
            ExitCode::FAILURE
        }
    }
}
