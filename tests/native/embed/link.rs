//! Which links can be used, and what is told of the others.

use super::{STORE, parse};
use partnerpad::domain::embed::link::{LINK_MAX_CHARS, Link, Outcome, Pasted, Problem, Warning, page, store, terms};
use partnerpad::domain::embed::punycode;
use proptest::prelude::*;
use url::{Host, Url};

#[track_caller]
fn link(typed: &str) -> Link {
    store(typed, "", parse).link.unwrap_or_else(|problem| panic!("{problem:?}: {typed:?}"))
}

#[track_caller]
fn is_refused(typed: &str, problem: Problem) {
    assert_eq!(store(typed, "", parse).link, Err(problem), "{typed:?}");
}

#[track_caller]
fn warns(outcome: Outcome, warnings: &[Warning]) {
    assert!(outcome.link.is_ok(), "{outcome:?}");
    assert_eq!(outcome.warnings, warnings, "{:?}", outcome.found);
}

/// What a message to the account manager calls no link.
#[test]
fn what_is_no_link_of_a_page_is_refused() {
    for bad in
        ["vries.example", "ftp://vries.example", "https://", "https://localhost", "https://a.b c", "javascript:a.b"]
    {
        assert!(page(bad, parse).link.is_err(), "{bad}");
    }
}

#[test]
fn the_link_is_printed_as_the_browser_writes_it_with_its_query_untouched() {
    for (typed, href) in [
        (STORE, STORE),
        ("HTTPS://Shop.Example.com", "https://shop.example.com/"),
        ("https:\\\\shop.example.com\\a", "https://shop.example.com/a"),
        (
            "https://shop.example.com:443/a/../b?x=/../%2f%2F+&y=é#Z",
            "https://shop.example.com/b?x=/../%2f%2F+&y=%C3%A9#Z",
        ),
        ("https://shop.example.com/?", "https://shop.example.com/?"),
        ("https://shop.example.com/?&&a=%zz&=&a", "https://shop.example.com/?&&a=%zz&=&a"),
        ("https://shop.example.com:8443/", "https://shop.example.com:8443/"),
    ] {
        assert_eq!(link(typed).href(), href);
    }
    assert_eq!(link("https://shop.example.com:8443/a?b").origin(), "https://shop.example.com:8443");
    assert_eq!(link(STORE).origin(), "https://shop.example.com");
}

#[test]
fn a_query_that_browsers_write_differently_is_told() {
    warns(store(STORE, "", parse), &[]);
    warns(store("https://shop.example.com/?a='b'#?c", "", parse), &[Warning::Rewritten]);
    warns(store("https://shop.example.com/?naam=Zoë", "", parse), &[Warning::Rewritten]);
    warns(store("https://shop.example.com/é#'", "", parse), &[]);
}

#[test]
fn markup_that_was_pasted_gives_its_link() {
    let outcome = store(&format!("<iframe\n src=\"{}\">", STORE.replace('&', "&amp;")), "", parse);
    assert_eq!(outcome.pasted, Pasted::Frame);
    assert_eq!(outcome.link.unwrap().href(), STORE);
    let script = store("<script src='https://shop.example.com/a.js'></script>", "", parse);
    assert_eq!(script.pasted, Pasted::Script);
    warns(script, &[Warning::Script]);
}

#[test]
fn each_mistake_has_a_case_of_its_own() {
    for (typed, problem) in [
        ("", Problem::Empty),
        (" \u{a0}\n\u{feff}", Problem::Empty),
        ("https://a.example.com/\nhttps://b.example.com/", Problem::SeveralLines),
        ("https://a.example.com/\u{2028}b", Problem::SeveralLines),
        ("https://a.example.com/\tb", Problem::Unseen),
        ("https://a.example.com/\u{200b}b", Problem::Unseen),
        ("https://a.example.com/\u{202e}b", Problem::Unseen),
        ("https://a.example.com/\0", Problem::Unseen),
        ("de winkel", Problem::NotALink),
        ("https://", Problem::NotALink),
        ("https://a b.example.com", Problem::NotALink),
        ("//shop.example.com", Problem::NoScheme),
        ("shop.example.com/store", Problem::NoScheme),
        ("http://shop.example.com", Problem::Http),
        ("javascript:alert(1)", Problem::Dangerous),
        ("JaVaScRiPt:alert(1)//https://a.example.com", Problem::Dangerous),
        ("data:text/html,x", Problem::Dangerous),
        ("vbscript:x", Problem::Dangerous),
        ("file:///etc/passwd", Problem::Dangerous),
        ("blob:https://a.example.com/x", Problem::Dangerous),
        ("view-source:https://a.example.com", Problem::Dangerous),
        ("java\nscript:alert(1)", Problem::SeveralLines),
        ("java\tscript:alert(1)", Problem::Unseen),
        ("<a href=\"java&#x0a;script:alert(1)\">", Problem::SeveralLines),
        ("<iframe src='&#106;avascript:alert(1)'>", Problem::Dangerous),
        ("ftp://a.example.com", Problem::NotHttps),
        ("mailto:a@example.com", Problem::NotHttps),
        ("shop.example.com:8443/store", Problem::NotHttps),
        ("https://jan@shop.example.com", Problem::Credentials),
        ("https://unify.com:x@shop.example.com", Problem::Credentials),
        ("https://:x@shop.example.com", Problem::Credentials),
        ("https://localhost/", Problem::Local),
        ("https://LOCALHOST.:3000/", Problem::Local),
        ("https://a.localhost/", Problem::Local),
        ("https://printer.local/", Problem::Local),
        ("https://printer.lan/", Problem::Local),
        ("https://a.home.arpa/", Problem::Local),
        ("https://intranet/", Problem::Local),
        ("https://winkel/", Problem::NoDot),
        ("https://192.168.1.1/", Problem::Address),
        ("https://8.8.8.8/", Problem::Address),
        ("https://0x7f.1/", Problem::Address),
        ("https://2130706433/", Problem::Address),
        ("https://[::1]/", Problem::Address),
        ("https://a_b.example.com/", Problem::Host),
        ("https://a..example.com/", Problem::Host),
        ("https://!$.example.com/", Problem::Host),
    ] {
        is_refused(typed, problem);
    }
}

#[test]
fn the_longest_link_can_be_used_and_one_letter_more_cannot() {
    let longest = |letter: &str| format!("https://shop.example.com/{}", letter.repeat(LINK_MAX_CHARS - 25));
    assert_eq!(link(&longest("a")).href().len(), LINK_MAX_CHARS);
    let too_long = Problem::TooLong { max_chars: LINK_MAX_CHARS };
    is_refused(&(longest("a") + "a"), too_long);
    // Six bytes each, once the browser has written it.
    is_refused(&longest("é"), too_long);
    is_refused(&"<a ".repeat(1_000_000), too_long);
}

#[test]
fn the_partners_own_site_is_not_the_store() {
    let own = |site: &str| store(STORE, site, parse).link.err();
    for site in ["shop.example.com", "https://shop.example.com/", "www.Shop.example.com/x", "shop.example.com:8080/x"] {
        assert_eq!(own(site), Some(Problem::OwnSite), "{site}");
    }
    for site in ["", "example.com", "https://other.example.com", "not a site"] {
        assert_eq!(own(site), None, "{site}");
    }
}

#[test]
fn portals_and_pages_to_sign_in_are_refused_unless_somebody_is_sure() {
    let is_doubted = |typed: &str, warning, problem| {
        let outcome = store(typed, "", parse);
        assert_eq!(outcome.clone().open_to_all("").link, Err(problem), "{typed}");
        assert_eq!(outcome.clone().open_to_all(STORE).link, Err(problem), "{typed}");
        warns(outcome.open_to_all(typed), &[warning]);
    };
    for portal in [
        "https://www.unify.com/partnerportal/x",
        "https://unify.com/en/PartnerPortal",
        "https://partnerportal.example.com/",
    ] {
        is_doubted(portal, Warning::Portal, Problem::Portal);
    }
    for path in ["login", "a/Login.aspx?x=1", "sign-in", "log_in/", "SSO/x", "aanmelden", "oauth2/authorize", "saml/x"]
    {
        is_doubted(&format!("https://shop.example.com/{path}"), Warning::SignIn, Problem::SignIn);
    }
    is_doubted("https://login.example.com/store", Warning::SignIn, Problem::SignIn);
    for plain in ["blogin/x", "author/x", "design-info", "assignin", "store?next=login", "classon"] {
        warns(store(&format!("https://shop.example.com/{plain}"), "", parse).open_to_all(""), &[]);
    }
    assert!(Warning::Portal.is_strong() && Warning::SignIn.is_strong() && !Warning::Rewritten.is_strong());
}

#[test]
fn traces_of_copying_are_told() {
    let filter = "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example.com";
    warns(store(filter, "", parse), &[Warning::MailFilter]);
    warns(store("https://shop.example.com/?a=1&amp;b=2", "", parse), &[Warning::Reference]);
    warns(store("https://shop.example.com/x en dan", "", parse), &[Warning::Space]);
}

#[test]
fn international_hosts_are_shown_in_both_forms() {
    let outcome = store("https://winkel.münchen.example/", "", parse);
    let found = outcome.usable().unwrap();
    assert_eq!(found.host(), "winkel.xn--mnchen-3ya.example");
    assert_eq!(found.shown_host().as_deref(), Some("winkel.münchen.example"));
    warns(outcome, &[Warning::International]);
    warns(store("https://sh\u{43e}p.example/", "", parse), &[Warning::International, Warning::MixedScripts]);
    assert_eq!(link(STORE).shown_host(), None);
}

#[test]
fn terms_may_stand_anywhere_but_in_the_store() {
    let store = link(STORE);
    let look = |typed: &str| terms(typed, Some(&store), "partner.example.com", parse);
    warns(look("https://www.partner.example.com/terms"), &[]);
    warns(look("http://partner.example.com/terms"), &[Warning::Http]);
    warns(look("https://partner.example.com/login?to=terms"), &[Warning::SignIn]);
    warns(look("https://other.example.com/terms"), &[Warning::OtherSite]);
    warns(look("https://shop.example.com/terms"), &[Warning::OtherSite]);
    for same in [STORE.to_owned(), format!("{STORE}#terms"), STORE.replace("https", "HTTPS")] {
        assert_eq!(look(&same).link, Err(Problem::SameAsStore));
    }
    assert_eq!(look("javascript:x").link, Err(Problem::Dangerous));
    assert_eq!(look("").link, Err(Problem::Empty));
    warns(terms("https://other.example.com/terms", None, "", parse), &[]);
    warns(page("http://unify.example.com/terms", parse), &[Warning::Http]);
}

/// The links of the standard's own tests, with how they are written by it; `None` where it says that they are none, or
/// where they are read beside another link, as ours never are.
fn standard() -> Vec<(String, Option<String>)> {
    let cases: Vec<Vec<Option<String>>> = serde_json::from_str(include_str!("urls.json")).unwrap();
    cases.into_iter().map(|case| (case[0].clone().unwrap(), case[1].clone())).collect()
}

/// Whether a link can be used, told without a look at how we do it: from what the parser says, and what was typed.
fn can_be_used(typed: &str) -> Option<String> {
    let typed = typed.trim();
    // Browsers would drop these.
    let url = Url::parse(typed).ok().filter(|_| !typed.contains(|letter: char| letter.is_control()))?;
    let Some(Host::Domain(host)) = url.host() else { return None };
    let host = host.strip_suffix('.').unwrap_or(host);
    let labels: Vec<_> = host.split('.').collect();
    let is_fine = ["http", "https"].contains(&url.scheme())
        && (url.username(), url.password()) == ("", None)
        && labels.len() > 1
        && labels.iter().all(|label| {
            !label.is_empty() && label.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-'))
        })
        && !["local", "localhost", "lan"].contains(labels.last()?)
        && url.as_str().len() <= LINK_MAX_CHARS;
    is_fine.then(|| url.to_string())
}

#[test]
fn links_come_out_as_the_standard_writes_them_or_not_at_all() {
    let mut used = 0;
    let cases = standard();
    for (input, href) in &cases {
        let outcome = page(input, parse);
        // What was found in markup is another text than what was typed.
        let found = if outcome.pasted == Pasted::Link { input } else { &outcome.found };
        let printed = outcome.link.as_ref().ok().map(|link| link.href().to_owned());
        let is_unseen = found
            .trim()
            .contains(['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{202d}', '\u{202e}', '\u{2060}', '\u{feff}']);
        assert_eq!(printed, can_be_used(found).filter(|_| !is_unseen), "{input:?}: {:?}", outcome.link);
        if let Some(printed) = printed {
            used += 1;
            // Without a link beside it, which we never have, the standard reads some that are tested with one only.
            assert!(href.is_none() || Some(&printed) == href.as_ref(), "{input:?}: {printed}");
        }
    }
    assert_eq!((cases.len(), used), (746, 74), "links, and those that can be used");
}

#[test]
fn attacks_are_links_or_not_as_the_standard_has_it() {
    for attack in super::corpora::attacks() {
        let outcome = page(&attack, parse);
        let Ok(link) = &outcome.link else { continue };
        assert_eq!(Some(link.href()), can_be_used(&outcome.found).as_deref(), "{attack:?}");
    }
}

#[test]
fn international_hosts_of_the_standards_own_tests_are_shown_as_it_says() {
    let cases: Vec<(String, String)> = serde_json::from_str(include_str!("hosts.json")).unwrap();
    assert_eq!(cases.len(), 124);
    for (ascii, shown) in &cases {
        assert_eq!(punycode::shown(ascii).as_ref(), Some(shown), "{ascii}");
        // A browser makes the same of it, if it takes the host at all.
        if let Some(parsed) = parse(&format!("https://{shown}/")) {
            assert_eq!(&parsed.hostname, ascii);
        }
    }
}

/// A good link with anything done to it.
fn near_a_link() -> impl Strategy<Value = String> {
    let piece = prop_oneof![any::<String>(), "[-:/?#@.\\[\\]%&;<>='\" a-z0-9\\\\]{0,12}"];
    (piece.clone(), "(https?:)?/{0,3}", piece.clone(), "[a-z0-9.-]{0,16}", piece)
        .prop_map(|(before, scheme, inner, host, after)| [before, scheme, inner, host, after].concat())
}

proptest! {
    #[test]
    fn a_link_that_can_be_used_is_one_that_browsers_read_back(typed in near_a_link(), prefix in "(https://shop\\.example/)?") {
        let outcome = page(&(prefix + typed.as_str()), parse);
        if let Ok(link) = outcome.link {
            let again = parse(link.href()).unwrap();
            prop_assert_eq!(&again.href, link.href());
            prop_assert!(link.href().starts_with(&format!("{}/", link.origin())), "{:?}", link);
            prop_assert!(["https:", "http:"].contains(&again.protocol.as_str()));
            prop_assert_eq!(again.username + again.password.as_str(), "");
            prop_assert!(link.host().contains('.') && link.host().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)));
            prop_assert!(link.href().len() <= LINK_MAX_CHARS);
        } else {
            prop_assert!(outcome.warnings.is_empty());
        }
    }

    #[test]
    fn a_query_of_letters_that_links_have_stays_byte_for_byte(query in "[A-Za-z0-9%+&=;:@/?!$()*,._~`{}|^-]{1,60}") {
        let typed = format!("https://shop.example/a?{query}");
        let found = link(&typed);
        prop_assert_eq!(found.href(), typed);
    }
}
