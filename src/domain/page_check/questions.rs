//! What no source of a page and no script can tell: four questions to whoever looks at it, and what to do then.

/// What is asked, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Do you see the store?
    Seen,
    /// On a phone too?
    Phone,
    /// To the last page?
    LastPage,
    /// In a private window?
    Private,
}

impl Question {
    /// All, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Seen, Self::Phone, Self::LastPage, Self::Private];
}

/// What was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    Open,
    /// Yes.
    Yes,
    /// No.
    No,
}

/// The answers to all questions, and what they are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Whether the store is in a frame on the page; else it opens by a link.
    pub is_framed: bool,
    /// To [`Question::Seen`].
    pub seen: Answer,
    /// To [`Question::Phone`].
    pub phone: Answer,
    /// To [`Question::LastPage`].
    pub last_page: Answer,
    /// To [`Question::Private`].
    pub private: Answer,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing: it works.
    Works,
    /// Answer this question first.
    Ask(Question),
    /// The store is not shown in a frame: take a link.
    FrameRefused,
    /// The link is not on the page that visitors get, or leads elsewhere: check the page.
    NotOnPage,
    /// The frame does not fit a phone: full width, or a link.
    FrameTooWide,
    /// The website hides that part on a phone: look at its settings.
    HiddenOnPhone,
    /// A later page of the store does not work in a frame: take a link that opens the store itself.
    FrameBreaksLater,
    /// The store itself does not work to the end: tell the account manager.
    StoreBreaks,
    /// In a private window browsers refuse what the store keeps in a frame: take a link.
    FrameNeedsStorage,
    /// Only you see it: the page is not published, or is shown to those who are signed in.
    NotPublished,
}

impl Answers {
    /// What the answers lead to: the first "no" decides, then the first question that is open.
    #[must_use]
    pub fn remedy(self) -> Remedy {
        let by_frame = |framed, linked| if self.is_framed { framed } else { linked };
        let table = [
            (self.seen, Question::Seen, by_frame(Remedy::FrameRefused, Remedy::NotOnPage)),
            (self.phone, Question::Phone, by_frame(Remedy::FrameTooWide, Remedy::HiddenOnPhone)),
            (self.last_page, Question::LastPage, by_frame(Remedy::FrameBreaksLater, Remedy::StoreBreaks)),
            (self.private, Question::Private, by_frame(Remedy::FrameNeedsStorage, Remedy::NotPublished)),
        ];
        let no = table.iter().find(|(answer, ..)| *answer == Answer::No).map(|(_, _, remedy)| *remedy);
        let open =
            table.iter().find(|(answer, ..)| *answer == Answer::Open).map(|(_, question, _)| Remedy::Ask(*question));
        no.or(open).unwrap_or(Remedy::Works)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YES: Answers = Answers {
        is_framed: true,
        seen: Answer::Yes,
        phone: Answer::Yes,
        last_page: Answer::Yes,
        private: Answer::Yes,
    };

    #[test]
    fn four_times_yes_is_a_store_that_works() {
        assert_eq!(YES.remedy(), Remedy::Works);
        assert_eq!(Answers { is_framed: false, ..YES }.remedy(), Remedy::Works);
    }

    #[test]
    fn each_no_has_its_remedy_for_a_frame_and_for_a_link() {
        let no = Answer::No;
        for (answers, framed, linked) in [
            (Answers { seen: no, ..YES }, Remedy::FrameRefused, Remedy::NotOnPage),
            (Answers { phone: no, ..YES }, Remedy::FrameTooWide, Remedy::HiddenOnPhone),
            (Answers { last_page: no, ..YES }, Remedy::FrameBreaksLater, Remedy::StoreBreaks),
            (Answers { private: no, ..YES }, Remedy::FrameNeedsStorage, Remedy::NotPublished),
        ] {
            assert_eq!(answers.remedy(), framed);
            assert_eq!(Answers { is_framed: false, ..answers }.remedy(), linked);
        }
    }

    #[test]
    fn the_first_no_decides_and_else_the_first_open_question_is_asked() {
        assert_eq!(Answers::default().remedy(), Remedy::Ask(Question::Seen));
        assert_eq!(Answers { last_page: Answer::Open, ..YES }.remedy(), Remedy::Ask(Question::LastPage));
        let answers = Answers { seen: Answer::Open, private: Answer::No, phone: Answer::No, ..YES };
        assert_eq!(answers.remedy(), Remedy::FrameTooWide);
    }
}
