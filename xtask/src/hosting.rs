//! Recipes for hosts, with the policy of a build: `cargo xtask hosting`. See `docs/hosting.md`.

use crate::{
    failure::{Failure, Outcome},
    finish::{INDEX, PREVIEW, files, read, write},
    html,
    media::is_hashed,
    policy, run,
};
use std::{fmt::Write as _, fs, path::Path};

/// Files with a place for the policy; where they come from, and what they are called for the host.
const RECIPES: [(&str, &str); 3] =
    [("nginx.conf", "nginx.conf"), ("htaccess", ".htaccess"), ("Caddyfile", "Caddyfile")];

const PLACE: &str = "{{policy}}";

/// For hosts that only hand out files, and read what to send with them from this one.
const HEADERS: &str = "_headers";

/// `cargo xtask hosting`: writes all recipes for the build in `dist/`.
///
/// # Errors
/// There is no build, or something cannot be read or written.
pub fn command() -> Outcome {
    let folder = run::target().join("hosting");
    write_all(&run::dist(), &folder)?;
    println!("For this build, in {}:", folder.display());
    println!("  nginx.conf, .htaccess (Apache), Caddyfile, _headers (Netlify, Cloudflare Pages)");
    println!("docs/hosting.md says where each goes.");
    Ok(())
}

/// Writes all recipes for this build into a folder.
///
/// # Errors
/// There is no build, or something cannot be read or written.
pub fn write_all(dist: &Path, folder: &Path) -> Outcome {
    let policy = policy_of(dist)?;
    fs::create_dir_all(folder).map_err(|why| Failure::with_file("make", folder, &why))?;
    for (source, name) in RECIPES {
        let recipe = read(&run::root().join("hosting").join(source))?;
        write(&folder.join(name), recipe.replace(PLACE, &policy).as_bytes())?;
    }
    write(&folder.join(HEADERS), headers(dist, &policy)?.as_bytes())
}

/// What the pages of a build allow themselves.
///
/// # Errors
/// There is no build, or its page has no policy.
pub fn policy_of(dist: &Path) -> Outcome<String> {
    let page = read(&dist.join(INDEX))?;
    let tags = html::scan(&page)?;
    let written = tags.iter().find(|tag| policy::is_policy(tag)).and_then(|tag| tag.value("content"));
    written.ok_or_else(|| Failure::new(format!("{} has no policy", dist.join(INDEX).display())))
}

/// Netlify and Cloudflare Pages put all that fits an address together, so no two rules say the same header for one file: the policy
/// stands with each file, and what is the same for all, with all. What is not told how long it is kept is asked for each time.
fn headers(dist: &Path, policy: &str) -> Outcome<String> {
    let mut text = "# Partnerpad on Netlify or Cloudflare Pages: belongs into the folder that is published. Changes with each build.\n\
        /*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  Cross-Origin-Opener-Policy: same-origin\n  \
        Cross-Origin-Resource-Policy: same-origin\n"
        .to_owned();
    for file in files(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let ending = file.extension().unwrap_or_default();
        if ending == "br" || ending == "gz" || name.starts_with(['_', '.']) {
            continue;
        }
        let is_frame = file.parent().is_some_and(|folder| folder.ends_with(PREVIEW));
        let kept = if is_hashed(&file) { "  Cache-Control: public, max-age=31536000, immutable\n" } else { "" };
        let policy = match is_frame {
            true => "frame-ancestors 'self'".to_owned(),
            false => format!("{policy}; frame-ancestors 'none'"),
        };
        let page = name.strip_suffix(INDEX).filter(|folder| folder.is_empty() || folder.ends_with('/'));
        for address in [Some(name.as_str()), page].into_iter().flatten() {
            // Writing to a String cannot fail.
            let _ = write!(text, "/{address}\n  Content-Security-Policy: {policy}\n{kept}");
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    #[test]
    fn each_address_is_told_each_header_once() {
        let dist = env::temp_dir().join(format!("partnerpad-hosting-{}", process::id()));
        fs::create_dir_all(dist.join("en/preview")).unwrap();
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        for file in
            [INDEX, "en/index.html", "en/preview/real.html", "a-0123456789abcdef.js", "a-0123456789abcdef.js.br"]
        {
            fs::write(dist.join(file), page).unwrap();
        }
        let out = dist.join("out");
        write_all(&dist, &out).unwrap();
        let headers = read(&out.join(HEADERS)).unwrap();
        for (address, header) in [
            ("/", "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"),
            ("/en/", "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"),
            ("/en/preview/real.html", "Content-Security-Policy: frame-ancestors 'self'"),
        ] {
            assert!(headers.contains(&format!("\n{address}\n  {header}\n")), "{address}: {headers}");
        }
        assert!(headers.contains("'none'\n  Cache-Control: public, max-age=31536000, immutable\n"));
        assert!(!headers.contains(".br"), "{headers}");
        for (_, name) in RECIPES {
            let recipe = read(&out.join(name)).unwrap();
            assert!(recipe.contains("default-src 'none'; frame-ancestors 'none'") && !recipe.contains(PLACE), "{name}");
        }
        fs::remove_dir_all(dist).unwrap();
    }
}
