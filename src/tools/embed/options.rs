//! What can be chosen about a kind of snippet: only what that kind shows.

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;

use super::{Bench, made};
use crate::{
    browser::page,
    domain::embed::{
        Checked, Field,
        color::LEAST_CONTRAST,
        link,
        options::{Kind, Problem, Warning},
    },
    fields,
    text::tools::Embed,
    tools::parts::{self, caution, fine},
};

/// The fields that most have a use for. The others stand folded away below them.
const FIRST: [Field; 11] = [
    Field::Text,
    Field::Title,
    Field::Heading,
    Field::Line,
    Field::Height,
    Field::Terms,
    Field::UnifyTerms,
    Field::Consent,
    Field::Category,
    Field::Service,
    Field::PageTitle,
];

pub(super) fn view(bench: Bench) -> View {
    let Bench { words, checked, .. } = bench;
    let variant = Memo::new(move |_| checked.with(|checked| checked.variant));
    let asked = move |is_first: bool| {
        let fields = Field::ALL.into_iter().filter(|field| !matches!(field, Field::Link | Field::Variant));
        let fields = fields.filter(|field| FIRST.contains(field) == is_first && field.is_asked(variant.get()));
        fields.map(|field| one(bench, field)).collect::<Vec<_>>()
    };
    // What is wrong there must not be hidden.
    let is_open = untrack(|| {
        checked
            .with(|checked| checked.problems.iter().any(|(field, _)| *field != Field::Link && !FIRST.contains(field)))
    });
    view! {
        <div class="flow options">
            {move || asked(true)}
            {parts::folded(words.more_choices, is_open, (move || asked(false)).shown())}
        </div>
    }
}

fn one(bench: Bench, field: Field) -> View {
    let Bench { checked, .. } = bench;
    match field.kind() {
        Kind::Choice(choices) => choice(bench, field, choices),
        Kind::Color => color(bench, field),
        // Holds only if the width is fixed.
        Kind::Pixels { .. } if field == Field::Width => {
            let is_unused = Memo::new(move |_| checked.with(|checked| checked.fit != "fixed"));
            view! { <div hidden=move || is_unused.get()>{typed(bench, field)}</div> }
        }
        _ => typed(bench, field),
    }
}

/// A field to type in.
fn typed(bench: Bench, field: Field) -> View {
    let Bench { desk, words, checked, .. } = bench;
    let (label, hint) = named(words, field);
    let kind = match field.kind() {
        Kind::Text { max_chars } if max_chars > 200 => "area",
        _ => "text",
    };
    let known = untrack(|| made::known(desk, field));
    let placeholder =
        if known.is_empty() { untrack(|| checked.with(|checked| made::default_text(checked, field))) } else { known };
    let problem = move || {
        checked.with(|checked| {
            let warnings = || -> Vec<_> { checked.warnings_of(field).map(|one| warning(words, one)).collect() };
            problem(words, checked, field)
                .or_else(|| Some(warnings()).filter(|all| !all.is_empty()).map(|all| (all.join(" "), false)))
        })
    };
    let view = parts::Field {
        hint,
        kind,
        placeholder,
        problem: Box::new(problem),
        ..parts::Field::text(made::record(field), label)
    };
    view.view(desk)
}

/// A colour, typed or picked.
fn color(bench: Bench, field: Field) -> View {
    let Bench { desk, words, checked, .. } = bench;
    let (label, hint) = named(words, field);
    let now = move || {
        checked.with(|checked| if field == Field::Color { checked.color } else { checked.background }.to_string())
    };
    let name = made::record(field);
    let pick = move |event| {
        let text = event_target_value(&event);
        if let Some(typed) = page::by_attribute(fields::RECORD, &name) {
            page::set_value(&typed, &text);
        }
        desk.write(&name, &text);
    };
    let view = parts::Field {
        hint,
        placeholder: field.default().to_owned(),
        problem: Box::new(move || checked.with(|checked| problem(words, checked, field))),
        ..parts::Field::text(made::record(field), label)
    };
    let contrast = (field == Field::Color).then(|| {
        view! { <div class="small" aria-live="polite">{move || checked.with(|checked| contrast(bench, checked))}</div> }
    });
    view! {
        <div class="color">
            {view.view(desk)}
            <input type="color" aria-label=words.pick_color(label) prop:value=now on:input=pick/>
        </div>
        {contrast}
    }
}

/// How well the text reads on the button.
fn contrast(bench: Bench, checked: &Checked) -> View {
    let ratio = ratio(bench.lang, checked.contrast);
    if checked.contrast < LEAST_CONTRAST {
        caution(bench.words.warning_contrast(ratio))
    } else {
        fine(bench.words.contrast(ratio))
    }
}

/// Hundredths as a number of the page's language; never rounded up.
fn ratio(lang: &str, hundredths: u32) -> String {
    let sign = if lang == "en" { "." } else { "," };
    let [whole, tenths, rest] = [hundredths / 100, hundredths / 10 % 10, hundredths % 10].map(|part| part.to_string());
    whole + sign + &tenths + &rest
}

/// One of a few.
fn choice(bench: Bench, field: Field, choices: &'static [&'static str]) -> View {
    let Bench { desk, words, .. } = bench;
    let (label, hint) = named(words, field);
    let record = made::record(field);
    let typed = {
        let record = record.clone();
        Memo::new(move |_| desk.text(&record))
    };
    let first = choices.first().copied().unwrap_or_default();
    let chosen = move || {
        let known = |typed: &String| choices.iter().find(|one| *one == typed).copied();
        typed.with(known).unwrap_or(first).to_owned()
    };
    let is_unknown = move || typed.with(|typed| !typed.trim().is_empty() && !choices.contains(&typed.trim()));
    let names = choices.iter().map(|one| (*one, choice_name(words, field, one))).collect();
    let list = parts::list(desk, record, label, hint, names, Box::new(chosen));
    view! {
        <div class="field">
            {list}
            {move || is_unknown().then(|| caution(words.problem_choice.to_owned()))}
        </div>
    }
}

fn choice_name(words: &'static Embed, field: Field, choice: &str) -> &'static str {
    match (field, choice) {
        (Field::Language, "nl") => words.language_nl,
        (Field::Language, _) => words.language_en,
        (Field::Fit, "auto") => words.fit_auto,
        (Field::Fit, "full") => words.fit_full,
        (Field::Fit, _) => words.fit_fixed,
        (Field::Align, "left") => words.align_left,
        (Field::Align, "center") => words.align_center,
        (Field::Align, _) => words.align_right,
        (Field::NewTab, "no") => words.new_tab_no,
        (Field::NewTab, _) => words.new_tab_yes,
        (Field::Sandbox, "recommended") => words.sandbox_recommended,
        (Field::Sandbox, _) => words.sandbox_none,
        (_, "no-referrer") => words.referrer_none,
        (_, "strict-origin") => words.referrer_strict_origin,
        _ => words.referrer_default,
    }
}

/// The label of a field and what is to be known.
const fn named(words: &'static Embed, field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Link => (words.field_link, words.hint_link),
        Field::Variant => (words.field_variant, words.hint_variant),
        Field::Language => (words.field_language, words.hint_language),
        Field::Text => (words.field_text, words.hint_text),
        Field::Background => (words.field_background, words.hint_background),
        Field::Color => (words.field_color, words.hint_color),
        Field::Fit => (words.field_fit, words.hint_fit),
        Field::Width => (words.field_width, words.hint_width),
        Field::Height => (words.field_height, words.hint_height),
        Field::Corner => (words.field_corner, words.hint_corner),
        Field::Align => (words.field_align, words.hint_align),
        Field::NewTab => (words.field_new_tab, words.hint_new_tab),
        Field::Title => (words.field_title, words.hint_title),
        Field::Heading => (words.field_heading, words.hint_heading),
        Field::Line => (words.field_line, words.hint_line),
        Field::Terms => (words.field_terms, words.hint_terms),
        Field::UnifyTerms => (words.field_unify_terms, words.hint_unify_terms),
        Field::Privacy => (words.field_privacy, words.hint_privacy),
        Field::Consent => (words.field_consent, words.hint_consent),
        Field::Category => (words.field_category, words.hint_category),
        Field::Service => (words.field_service, words.hint_service),
        Field::Sandbox => (words.field_sandbox, words.hint_sandbox),
        Field::Referrer => (words.field_referrer, words.hint_referrer),
        Field::PageTitle => (words.field_page_title, words.hint_page_title),
        Field::Back => (words.field_back, words.hint_back),
    }
}

/// What is wrong at a field; `true`: what stands there is not used. That nothing was typed yet is no reproach.
pub(super) fn problem(words: &'static Embed, checked: &Checked, field: Field) -> Option<(String, bool)> {
    let problem = checked.problem(field)?;
    let is_refused = problem != Problem::Link(link::Problem::Empty);
    let text = match problem {
        Problem::Link(problem) => link_problem(words, problem),
        Problem::TooLong { max_chars } => words.problem_text_too_long(max_chars),
        Problem::Name => words.problem_name.to_owned(),
        Problem::Color => words.problem_color.to_owned(),
        Problem::Pixels { min, max } => words.problem_pixels(min, max),
        Problem::Choice => words.problem_choice.to_owned(),
    };
    is_refused.then_some((text, true))
}

fn link_problem(words: &'static Embed, problem: link::Problem) -> String {
    use link::Problem as P;
    let text = match problem {
        P::TooLong { max_chars } => return words.problem_too_long(max_chars),
        P::Empty => words.problem_empty,
        P::SeveralLines => words.problem_several_lines,
        P::Unseen => words.problem_unseen,
        P::NotALink => words.problem_not_a_link,
        P::NoScheme => words.problem_no_scheme,
        P::Http => words.problem_http,
        P::Dangerous => words.problem_dangerous,
        P::NotHttps => words.problem_not_https,
        P::Credentials => words.problem_credentials,
        P::Local => words.problem_local,
        P::NoDot => words.problem_no_dot,
        P::Address => words.problem_address,
        P::Host => words.problem_host,
        P::OwnSite => words.problem_own_site,
        P::Portal => words.problem_portal,
        P::SignIn => words.problem_sign_in,
        P::SameAsStore => words.problem_same_as_store,
    };
    text.to_owned()
}

pub(super) fn warning(words: &'static Embed, warning: Warning) -> String {
    use link::Warning as W;
    let text = match warning {
        // Told beside the colours, good or bad.
        Warning::Contrast(_) => "",
        Warning::TermsMissing => words.warning_terms_missing,
        Warning::Link(warning) => match warning {
            W::Portal => words.warning_portal,
            W::SignIn => words.warning_sign_in,
            W::MailFilter => words.warning_mail_filter,
            W::Script => words.warning_script,
            W::Reference => words.warning_reference,
            W::Space => words.warning_space,
            W::Rewritten => words.warning_rewritten,
            W::International => words.warning_international,
            W::MixedScripts => words.warning_mixed_scripts,
            W::Http => words.warning_http,
            W::OtherSite => words.warning_other_site,
        },
    };
    text.to_owned()
}
