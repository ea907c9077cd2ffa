//! Whatever is typed stays text, in every place that HTML has for it.

use partnerpad::domain::html::Html;
use proptest::prelude::*;

fn unescaped(html: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#96;", "`"), ("&amp;", "&")];
    pairs.iter().fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
}

proptest! {
    #[test]
    fn no_text_ends_a_tag_or_an_attribute_and_all_of_it_is_there(text in any::<String>()) {
        let html = Html::new().text(&text).finish();
        prop_assert!(!html.contains(['<', '>', '"', '\'', '`']), "{}", html);
        prop_assert_eq!(unescaped(&html), text);
    }

    #[test]
    fn markup_of_ours_stays_as_it_is(text in "[<>&\"'`a-z]{0,20}") {
        let html = Html::new().line("<p title=\"", &text, "\">").finish();
        prop_assert_eq!(html.matches('<').count(), 1);
        prop_assert_eq!(html.matches('"').count(), 2);
    }
}
