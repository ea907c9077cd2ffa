//! Prints parts of the page in one language, each followed by a NUL: `prerender en app noscript`. Part of the build.

use std::{env, io::Write as _, process::ExitCode};

use partnerpad::{
    page,
    text::{GUIDE, LANGUAGES},
};

fn main() -> ExitCode {
    match written() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("prerender: {why}");
            ExitCode::FAILURE
        }
    }
}

fn written() -> Result<(), String> {
    let mut words = env::args().skip(1);
    let code = words.next().unwrap_or_default();
    let language = LANGUAGES.iter().position(|words| words.lang == code);
    let language = language.ok_or_else(|| format!("no language {code:?} in the content"))?;
    for name in words {
        let part = page::part(&name, &GUIDE, LANGUAGES, language);
        let part = part.ok_or_else(|| format!("the page has no part {name:?}"))?;
        let mut out = std::io::stdout().lock();
        out.write_all(part.as_bytes()).and_then(|()| out.write_all(b"\0")).map_err(|why| why.to_string())?;
    }
    Ok(())
}
