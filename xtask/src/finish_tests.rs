use super::*;
use std::process;

const PAGE: &str = "<!doctype html>
<html lang=\"xx\"><head><meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'\">
<title>Built</title><meta name=\"description\" content=\"\">
<link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg/%3E\">
<style>a{color:red}</style>
<style>b{}</style><link rel=\"modulepreload\" href=\"./app-0123456789abcdef.js\">
<script>let theme</script><script type=\"module\" src=\"./app-0123456789abcdef.js\"></script></head>
<body><a href=\"#stap-1\">1</a><a href=\"https://example.org/\">out</a><svg><title>drawing</title></svg>{{app}}</body></html>";

fn languages() -> Vec<Language> {
    let language = |code: &str, title: &str| Language {
        code: code.to_owned(),
        title: title.to_owned(),
        description: format!("{title} \"x\""),
        locale: format!("{code}-NL"),
    };
    vec![language("nl", "Pad & weg"), language("en", "Path")]
}

/// A folder of its own for one test.
fn staging(name: &str, page: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("partnerpad-finish-{name}-{}", process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    write(&folder.join(INDEX), page.as_bytes()).unwrap();
    write(&folder.join("app-0123456789abcdef.js"), "export {}".repeat(99).as_bytes()).unwrap();
    folder
}

/// What `prerender` would give.
fn texts(language: &str, names: &[String]) -> Outcome<slots::Texts> {
    Ok(names.iter().map(|name| (name.clone(), format!("[{language} {name}]"))).collect())
}

#[test]
fn each_language_gets_its_page() {
    let folder = staging("pages", PAGE);
    write_pages(&folder, &languages(), texts).unwrap();
    let nl = read(&folder.join(INDEX)).unwrap();
    let en = read(&folder.join("en").join(INDEX)).unwrap();
    for (page, code, title) in [(&nl, "nl", "Pad &amp; weg"), (&en, "en", "Path")] {
        assert!(page.contains(&format!("<html lang=\"{code}\">")), "{page}");
        assert!(page.contains(&format!("<title>{title}</title>")), "{page}");
        assert!(page.contains(&format!("content=\"{title} &quot;x&quot;\"")), "{page}");
        assert!(page.contains("<title>drawing</title>"), "{page}");
        assert!(page.contains(&format!("[{code} app]")), "{page}");
    }
    assert_eq!(read(&folder.join("preview/drawn.html")).unwrap(), "[nl drawn]");
    assert_eq!(read(&folder.join("en/preview/real.html")).unwrap(), "[en real]");
    assert!(nl.contains("hreflang=\"en\" href=\"./en/\""), "{nl}");
    assert!(nl.contains("src=\"./app-0123456789abcdef.js\""), "{nl}");
    assert!(en.contains("hreflang=\"nl\" href=\"../\""), "{en}");
    assert!(en.contains("hreflang=\"en\" href=\"../en/\""), "{en}");
    assert!(en.contains("src=\"../app-0123456789abcdef.js\""), "{en}");
    assert!(en.contains("href=\"#stap-1\"") && en.contains("href=\"https://example.org/\""), "{en}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_policy_allows_exactly_what_stands_in_the_page() {
    let page = page(&prepared(PAGE).unwrap(), &languages()[0], &languages(), true).unwrap();
    let script = policy::hash("let theme");
    let style = policy::hash("a{color:red}b{}");
    assert!(page.contains(&format!("script-src 'self' {script}; style-src 'self' {style}\"")), "{page}");
    assert_eq!(page.matches("sha256-").count(), 2);
}

#[test]
fn the_integrity_of_the_wasm_is_left_to_the_loader() {
    let preload = "<link rel=\"preload\" as=\"fetch\" integrity=\"sha256-x\" href=\"./app-0123456789abcdef.js\">";
    let page =
        page(&PAGE.replace("</head>", &format!("{preload}</head>")), &languages()[0], &languages(), true).unwrap();
    assert!(page.contains("as=\"fetch\" data-integrity=\"sha256-x\""), "{page}");
}

#[test]
fn styles_with_something_between_stay_apart() {
    for page in [
        "<style>a{}</style><p></p><style>b{}</style>",
        "<style>a{}</style> x <style>b{}</style>",
        "<style>a{}</style><style media=\"print\">b{}</style>",
    ] {
        assert_eq!(with_styles_joined(page).unwrap(), page);
    }
    let three = "<style>a{}</style>\n<style>b{}</style>\n<style>c{}</style>";
    assert_eq!(with_styles_joined(three).unwrap(), "<style>a{}b{}c{}</style>");
}

#[test]
fn the_reload_script_of_trunk_gets_its_address_now() {
    let page = with_reload_address("const a = '{{__TRUNK_ADDRESS__}}', b = '{{__TRUNK_WS_BASE__}}';");
    assert_eq!(page, "const a = window.location.host, b = '/';");
}

#[test]
fn a_page_that_is_not_as_expected_is_refused() {
    for (gone, what) in [
        (" lang=\"xx\"", "lang"),
        ("<title>Built</title>", "<title>"),
        ("name=\"description\"", "description"),
        ("Content-Security-Policy", "Content-Security-Policy"),
        ("script-src 'self'; ", "script-src"),
    ] {
        let why = page(&PAGE.replace(gone, ""), &languages()[0], &languages(), true).unwrap_err();
        assert!(why.to_string().contains(what), "{gone}: {why}");
    }
    let twice = PAGE.replace("<title>Built", "<title>Old</title><title>Built");
    assert!(page(&twice, &languages()[0], &languages(), true).is_err());
}

#[test]
fn every_wrong_address_is_told() {
    let bad = PAGE.replace("</body>", "<img src=\"./no.png\"><img src=\"/root.png\"><img src=\"https://x.test/i.png\"><a href=\"nowhere/\">x</a></body>");
    let folder = staging("links", &bad);
    let why = write_pages(&folder, &languages(), texts).unwrap_err().to_string();
    for address in ["./no.png", "/root.png", "https://x.test/i.png", "nowhere/"] {
        assert!(why.contains(address), "{address}: {why}");
    }
    assert!(!why.contains("example.org"), "{why}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_release_has_compressed_copies() {
    let folder = staging("compressed", PAGE);
    write(&folder.join("picture.png"), &[0; 500]).unwrap();
    write(&folder.join("tiny.txt"), b"x").unwrap();
    write_compressed(&folder).unwrap();
    assert!(folder.join("app-0123456789abcdef.js.br").is_file());
    assert!(folder.join("index.html.gz").is_file());
    assert!(!folder.join("picture.png.br").exists());
    assert!(!folder.join("tiny.txt.br").exists());
    fs::remove_dir_all(folder).unwrap();
}
