//! A rehearsal as an end customer: from the partner's website to a free Circuit tenant, and what fails where it stops.
//!
//! The article says what must be true at the end (both links with Unify, linked and activated; both sets of terms agreed
//! to) and who brings it about. It does not say what the e-Store looks like, so the questions ask for nothing that depends on it.

/// One thing that a customer meets. In this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The way to the e-Store is found on the website.
    Entrance,
    /// A click on it opens the e-Store.
    StoreOpens,
    /// The chosen products and services are there.
    Products,
    /// The partner's own terms are named.
    OwnTerms,
    /// Their link opens them, without signing in.
    TermsOpen,
    /// Both sets of terms can be agreed to: the partner's and Unify's.
    Agree,
    /// A free Circuit tenant can be requested.
    Request,
}

/// What the partner saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Look again, or ask.
    NotSure,
}

/// What fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The link to the e-Store in the website.
    StoreLink,
    /// What was chosen in the Digital Channel.
    Choice,
    /// The link to the terms, or the page behind it.
    TermsLink,
    /// What Unify links and activates.
    Activation,
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The partner.
    You,
    /// The distributor, who has Unify link both.
    BusinessCom,
    /// Unify, by way of the distributor.
    Unify,
}

/// What the answers add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This is to be looked at next.
    Next(Moment),
    /// So far all is well, but this is not sure.
    Unsure(Moment),
    /// This fails. What comes after it cannot be judged yet.
    Fails {
        /// Where it stops.
        at: Moment,
        /// Why.
        cause: Cause,
        /// Who acts.
        turn: Turn,
    },
    /// A customer gets to the end.
    Works,
}

impl Moment {
    /// All, in order.
    pub const ALL: [Self; 7] =
        [Self::Entrance, Self::StoreOpens, Self::Products, Self::OwnTerms, Self::TermsOpen, Self::Agree, Self::Request];

    /// What fails if this does, and whose turn it is. `are_sent`: whether both links were sent to the distributor.
    #[must_use]
    pub const fn failure(self, are_sent: bool) -> (Cause, Turn) {
        match (self, are_sent) {
            (Self::Entrance | Self::StoreOpens, _) => (Cause::StoreLink, Turn::You),
            (Self::Products, _) => (Cause::Choice, Turn::You),
            (Self::OwnTerms, true) => (Cause::TermsLink, Turn::BusinessCom),
            (Self::TermsOpen, _) | (Self::OwnTerms, false) => (Cause::TermsLink, Turn::You),
            (Self::Agree | Self::Request, true) => (Cause::Activation, Turn::Unify),
            (Self::Agree | Self::Request, false) => (Cause::Activation, Turn::You),
        }
    }
}

/// What these answers, in the order of [`Moment::ALL`], add up to. The first moment that is not a yes decides: what comes
/// after it rests on it. `are_sent`: whether both links were sent to the distributor.
#[must_use]
pub fn verdict(answers: &[Option<Answer>], are_sent: bool) -> Verdict {
    let answers = answers.iter().copied().chain(std::iter::repeat(None));
    let first = Moment::ALL.into_iter().zip(answers).find(|(_, answer)| *answer != Some(Answer::Yes));
    match first {
        None => Verdict::Works,
        Some((at, None | Some(Answer::Yes))) => Verdict::Next(at),
        Some((at, Some(Answer::NotSure))) => Verdict::Unsure(at),
        Some((at, Some(Answer::No))) => {
            let (cause, turn) = at.failure(are_sent);
            Verdict::Fails { at, cause, turn }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Yes up to this moment, which gets this answer.
    fn up_to(moment: Moment, answer: Option<Answer>) -> Vec<Option<Answer>> {
        let before = Moment::ALL.into_iter().take_while(|one| *one != moment);
        before.map(|_| Some(Answer::Yes)).chain([answer]).collect()
    }

    #[test]
    fn a_customer_who_gets_everywhere_gets_to_the_end() {
        assert_eq!(verdict(&[Some(Answer::Yes); 7], false), Verdict::Works);
        assert_eq!(verdict(&[], true), Verdict::Next(Moment::Entrance));
        assert_eq!(verdict(&[Some(Answer::Yes); 6], true), Verdict::Next(Moment::Request));
        assert_eq!(verdict(&[Some(Answer::Yes); 9], true), Verdict::Works);
    }

    #[test]
    fn the_first_moment_that_is_not_a_yes_decides() {
        for moment in Moment::ALL {
            for rest in [None, Some(Answer::No), Some(Answer::NotSure), Some(Answer::Yes)] {
                let with_rest = |answer| {
                    let mut answers = up_to(moment, Some(answer));
                    answers.resize(7, rest);
                    verdict(&answers, true)
                };
                let (cause, turn) = moment.failure(true);
                assert_eq!(with_rest(Answer::No), Verdict::Fails { at: moment, cause, turn });
                assert_eq!(with_rest(Answer::NotSure), Verdict::Unsure(moment));
            }
            assert_eq!(verdict(&up_to(moment, None), true), Verdict::Next(moment));
        }
    }

    #[test]
    fn nobody_else_is_to_act_before_the_links_were_sent() {
        for moment in Moment::ALL {
            assert_eq!(moment.failure(false).1, Turn::You, "{moment:?}");
            assert_eq!(moment.failure(false).0, moment.failure(true).0);
        }
        assert_eq!(Moment::OwnTerms.failure(true), (Cause::TermsLink, Turn::BusinessCom));
        assert_eq!(Moment::Request.failure(true), (Cause::Activation, Turn::Unify));
        assert_eq!(Moment::TermsOpen.failure(true), (Cause::TermsLink, Turn::You));
    }
}
