use super::{Page, markup::icon};
use crate::domain::{guide::Icon, html::Html};

/// The picture of a milestone.
pub const fn picture(of: Icon) -> &'static str {
    match of {
        Icon::Star => icon!("star"),
        Icon::Flag => icon!("flag"),
    }
}

impl Page {
    /// What some steps together bring: before and once it is reached, of which the style sheet shows one.
    pub(super) fn milestone(self, html: Html, index: usize) -> Html {
        let (Some(milestone), Some(words)) = (self.guide.milestones.get(index), self.words.milestones.get(index))
        else {
            return html;
        };
        html.line(r#"<div class="gate" id="gate-"#, milestone.id, r#"">"#)
            .raw(picture(milestone.icon))
            .line(r#"<p class="when-open"><b>"#, words.title, "</b>")
            .line("<small>", words.text, "</small></p>")
            .line(r#"<p class="when-reached"><b>"#, words.reached, "</b>")
            .line(r#"<small><span id="said-"#, milestone.id, r#""></span> "#)
            .line("", words.text_reached, "</small></p></div>")
    }
}
