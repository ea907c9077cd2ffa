//! The words of the tool for the terms, in one language: which of them belongs to which field, answer or warning.

use super::tools::Terms;
use crate::domain::terms::{Field, Group, LinkFault, Warning};

/// The title of a group of fields.
#[must_use]
pub const fn group(group: Group, words: &Terms) -> &'static str {
    match group {
        Group::Company => words.group_company,
        Group::Address => words.group_address,
        Group::Contact => words.group_contact,
        Group::Offer => words.group_offer,
        Group::Support => words.group_support,
        Group::Money => words.group_money,
        Group::Unify => words.group_unify,
        Group::Privacy => words.group_privacy,
        Group::Choices => words.group_choices,
        Group::Edition => words.group_edition,
    }
}

/// What a field asks.
#[must_use]
pub fn label(field: &Field, words: &Terms) -> &'static str {
    match field.id {
        "legal-name" => words.label_legal_name,
        "trade-name" => words.label_trade_name,
        "legal-form" => words.label_legal_form,
        "kvk" => words.label_kvk,
        "vat" => words.label_vat,
        "address" => words.label_address,
        "postcode" => words.label_postcode,
        "city" => words.label_city,
        "email" => words.label_email,
        "phone" => words.label_phone,
        "website" => words.label_website,
        "services" => words.label_services,
        "contract" => words.label_contract,
        "business-only" => words.label_business_only,
        "support-contact" => words.label_support_contact,
        "support-hours" => words.label_support_hours,
        "invoice-email" => words.label_invoice_email,
        "payment-days" => words.label_payment_days,
        "notice-months" => words.label_notice_months,
        "unify-terms-url" => words.label_unify_terms_url,
        "unify-description-url" => words.label_unify_description_url,
        "unify-use-url" => words.label_unify_use_url,
        "unify-eula-url" => words.label_unify_eula_url,
        "unify-data-url" => words.label_unify_data_url,
        "privacy-url" => words.label_privacy_url,
        "processing" => words.label_processing,
        "first-term" => words.label_first_term,
        "indexation" => words.label_indexation,
        "availability" => words.label_availability,
        "fair-use" => words.label_fair_use,
        "porting" => words.label_porting,
        "emergency-calls" => words.label_emergency_calls,
        "late-payment" => words.label_late_payment,
        "liability-cap" => words.label_liability_cap,
        "data-return" => words.label_data_return,
        "consumer-rules" => words.label_consumer_rules,
        "court" => words.label_court,
        "version" => words.label_version,
        "start-date" => words.label_start_date,
        "terms-url" => words.label_terms_url,
        "reviewed-by" => words.label_reviewed_by,
        "reviewed-on" => words.label_reviewed_on,
        _ => "",
    }
}

/// Why a field is asked.
#[must_use]
pub fn why(field: &Field, words: &Terms) -> &'static str {
    match field.id {
        "legal-name" => words.why_legal_name,
        "trade-name" => words.why_trade_name,
        "legal-form" => words.why_legal_form,
        "kvk" => words.why_kvk,
        "vat" => words.why_vat,
        "address" => words.why_address,
        "postcode" => words.why_postcode,
        "city" => words.why_city,
        "email" => words.why_email,
        "phone" => words.why_phone,
        "website" => words.why_website,
        "services" => words.why_services,
        "contract" => words.why_contract,
        "business-only" => words.why_business_only,
        "support-contact" => words.why_support_contact,
        "support-hours" => words.why_support_hours,
        "invoice-email" => words.why_invoice_email,
        "payment-days" => words.why_payment_days,
        "notice-months" => words.why_notice_months,
        "unify-terms-url" => words.why_unify_terms_url,
        "unify-description-url" => words.why_unify_description_url,
        "unify-use-url" => words.why_unify_use_url,
        "unify-eula-url" => words.why_unify_eula_url,
        "unify-data-url" => words.why_unify_data_url,
        "privacy-url" => words.why_privacy_url,
        "processing" => words.why_processing,
        "first-term" => words.why_first_term,
        "indexation" => words.why_indexation,
        "availability" => words.why_availability,
        "fair-use" => words.why_fair_use,
        "porting" => words.why_porting,
        "emergency-calls" => words.why_emergency_calls,
        "late-payment" => words.why_late_payment,
        "liability-cap" => words.why_liability_cap,
        "data-return" => words.why_data_return,
        "consumer-rules" => words.why_consumer_rules,
        "court" => words.why_court,
        "version" => words.why_version,
        "start-date" => words.why_start_date,
        "terms-url" => words.why_terms_url,
        "reviewed-by" => words.why_reviewed_by,
        "reviewed-on" => words.why_reviewed_on,
        _ => "",
    }
}

/// An answer that a field offers.
#[must_use]
pub fn option(field: &Field, answer: &str, words: &Terms) -> &'static str {
    match (field.id, answer) {
        ("legal-form", "bv") => words.legal_form_bv,
        ("legal-form", "nv") => words.legal_form_nv,
        ("legal-form", "sole") => words.legal_form_sole,
        ("legal-form", "vof") => words.legal_form_vof,
        ("legal-form", "cv") => words.legal_form_cv,
        ("legal-form", "partnership") => words.legal_form_partnership,
        ("legal-form", "cooperative") => words.legal_form_cooperative,
        ("legal-form", "association") => words.legal_form_association,
        ("legal-form", "foundation") => words.legal_form_foundation,
        ("legal-form", "other") => words.legal_form_other,
        ("services", "circuit") => words.services_circuit,
        ("services", "telephony") => words.services_telephony,
        ("services", "both") => words.services_both,
        ("contract", "own") => words.contract_own,
        ("contract", "shared") => words.contract_shared,
        ("contract", "ask") => words.contract_ask,
        (_, "yes") => words.yes,
        (_, "no") => words.no,
        _ => words.not_chosen,
    }
}

/// What is probably wrong with an answer, and what to do about it.
#[must_use]
pub fn warning(warning: Warning, words: &Terms) -> String {
    let text = match warning {
        Warning::Range { min, max } => return words.warning_range(min, max),
        Warning::Long { max_chars } => return words.warning_long(max_chars),
        Warning::Kvk => words.warning_kvk,
        Warning::VatShape => words.warning_vat_shape,
        Warning::VatDigits => words.warning_vat_digits,
        Warning::Email => words.warning_email,
        Warning::Link(fault) => link_fault(fault, words),
        Warning::Date => words.warning_date,
        Warning::Number => words.warning_number,
        Warning::LongNotice => words.warning_long_notice,
        Warning::Choice => words.warning_choice,
        Warning::Consumers => words.warning_consumers,
    };
    text.to_owned()
}

/// Why a link does not do, and what to do about it.
#[must_use]
pub const fn link_fault(fault: LinkFault, words: &Terms) -> &'static str {
    match fault {
        LinkFault::NotHttps => words.warning_not_https,
        LinkFault::Host => words.warning_host,
        LinkFault::Letter => words.warning_letter,
        LinkFault::IsStore => words.warning_is_store,
        LinkFault::SignIn => words.warning_sign_in,
    }
}

/// Why a lawyer should look at a clause, and where that comes from.
#[must_use]
pub fn flag(flag: &str, words: &Terms) -> (&'static str, &'static str) {
    match flag {
        "consumers" => (words.flag_consumers, words.flag_consumers_source),
        "gross-negligence" => (words.flag_gross_negligence, words.flag_gross_negligence_source),
        "silent-renewal" => (words.flag_silent_renewal, words.flag_silent_renewal_source),
        "change-without-exit" => (words.flag_change_without_exit, words.flag_change_without_exit_source),
        "annex-not-linked" => (words.flag_annex_not_linked, words.flag_annex_not_linked_source),
        _ => ("", ""),
    }
}

/// The note that goes with a document, but never into it.
#[must_use]
pub fn cover_note(words: &Terms) -> String {
    words.cover_note.join("\n\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::terms::{FIELDS, Kind, names};
    use crate::text::tools::TERMS;

    /// Asserts that every text is there, and that none stands for two things.
    #[track_caller]
    fn are_distinct(texts: Vec<&str>) {
        let mut sorted = texts.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), texts.len(), "{texts:?}");
        assert!(!texts.contains(&""), "{texts:?}");
    }

    #[test]
    fn every_field_group_and_flag_has_words_of_its_own() {
        for words in TERMS {
            are_distinct(FIELDS.iter().map(|field| label(field, words)).collect());
            are_distinct(Group::ALL.into_iter().map(|known| group(known, words)).collect());
            are_distinct(names::FLAGS.iter().map(|known| flag(known, words).0).collect());
            assert!(FIELDS.iter().all(|field| !why(field, words).is_empty()));
            assert!(names::FLAGS.iter().all(|known| !flag(known, words).1.is_empty()));
        }
    }

    #[test]
    fn every_answer_that_is_offered_has_words_of_its_own() {
        for words in TERMS {
            for field in FIELDS {
                if let Kind::Choice(answers) = field.kind {
                    let all = answers.iter().copied().chain([""]);
                    are_distinct(all.map(|answer| option(field, answer, words)).collect());
                }
            }
        }
    }

    #[test]
    fn numbers_of_a_warning_stand_in_its_words() {
        let words = TERMS.first().unwrap();
        let range = warning(Warning::Range { min: 1, max: 365 }, words);
        assert!(range.contains("1 ") && range.contains("365"), "{range}");
        assert!(warning(Warning::Long { max_chars: 500 }, words).contains("500"));
        assert_eq!(warning(Warning::Link(LinkFault::Host), words), words.warning_host);
    }

    #[test]
    fn the_note_says_that_this_is_no_advice() {
        for words in TERMS {
            assert!(cover_note(words).starts_with(words.not_advice));
        }
    }
}
