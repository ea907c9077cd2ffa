//! The rehearsal as a customer, in one language.

use super::tools::Rehearsal;
use crate::domain::rehearsal::{Cause, Moment, Turn};

/// What to look at.
#[must_use]
pub const fn question(moment: Moment, words: &Rehearsal) -> &'static str {
    match moment {
        Moment::Entrance => words.entrance,
        Moment::StoreOpens => words.store_opens,
        Moment::Products => words.products,
        Moment::OwnTerms => words.own_terms,
        Moment::TermsOpen => words.terms_open,
        Moment::Agree => words.agree,
        Moment::Request => words.request,
    }
}

/// What to do where it stops. `are_sent`: whether both links were sent to the distributor.
#[must_use]
pub const fn remedy(moment: Moment, are_sent: bool, words: &Rehearsal) -> &'static str {
    match (moment, are_sent) {
        (Moment::Entrance, _) => words.fail_entrance,
        (Moment::StoreOpens, _) => words.fail_store_opens,
        (Moment::Products, _) => words.fail_products,
        (Moment::OwnTerms, true) => words.fail_own_terms_sent,
        (Moment::OwnTerms, false) => words.fail_own_terms,
        (Moment::TermsOpen, _) => words.fail_terms_open,
        (Moment::Agree, true) => words.fail_agree_sent,
        (Moment::Agree, false) => words.fail_agree,
        (Moment::Request, true) => words.fail_request_sent,
        (Moment::Request, false) => words.fail_request,
    }
}

/// What fails.
#[must_use]
pub const fn cause(cause: Cause, words: &Rehearsal) -> &'static str {
    match cause {
        Cause::StoreLink => words.cause_store_link,
        Cause::Choice => words.cause_choice,
        Cause::TermsLink => words.cause_terms_link,
        Cause::Activation => words.cause_activation,
    }
}

/// Whose turn it is.
#[must_use]
pub const fn turn(turn: Turn, words: &Rehearsal) -> &'static str {
    match turn {
        Turn::You => words.turn_you,
        Turn::BusinessCom => words.turn_businesscom,
        Turn::Unify => words.turn_unify,
    }
}
