//! HTML as text. The only place that makes it: whatever else asks for HTML goes through [`Html`].

/// HTML under construction: markup of ours as it is, everything else escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// Markup that stands in this program's source.
    #[must_use]
    pub fn raw(mut self, markup: &'static str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// A text: between tags, or between the double quotes of an attribute.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '`' => self.0.push_str("&#96;"),
                plain => self.0.push(plain),
            }
        }
        self
    }

    /// An element around a text: `open` and `close` are its tags.
    #[must_use]
    pub fn line(self, open: &'static str, text: &str, close: &'static str) -> Self {
        self.raw(open).text(text).raw(close)
    }

    /// What `add` adds for each item.
    #[must_use]
    pub fn each<T>(self, items: &[T], add: impl FnMut(Self, &T) -> Self) -> Self {
        items.iter().fold(self, add)
    }

    /// The finished HTML.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn a_text_stays_a_text_between_tags_and_in_attributes() {
        let html = Html::new().line("<p title=\"", "é\" onclick='x'`<b>&amp;", "\">").finish();
        assert_eq!(html, "<p title=\"é&quot; onclick=&#39;x&#39;&#96;&lt;b&gt;&amp;amp;\">");
    }

    #[test]
    fn an_empty_text_adds_nothing() {
        assert_eq!(Html::new().text("").finish(), "");
    }

    #[test]
    fn letters_of_more_bytes_stay_whole() {
        assert_eq!(Html::new().text("€ 𝄞<").finish(), "€ 𝄞&lt;");
    }
}
