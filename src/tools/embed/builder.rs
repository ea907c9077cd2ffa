//! The link of the store, what was recognised in it, and the kinds of snippet.

use crate::tools::view::{View, view};
use leptos::prelude::*;

use super::{Bench, made, options, preview};
use crate::{
    browser::page,
    domain::embed::{
        Checked, Field,
        link::{self, Link, Pasted},
        options::{Loads, Variant, Warning},
    },
    text::tools::Embed,
    tools::parts::{self, caution, fine},
};

pub(super) fn view(bench: Bench) -> View {
    let Bench { desk, words, checked, .. } = bench;
    let link = parts::Field {
        hint: words.hint_link,
        // As text, and an area: what holds the link may be pasted, too, and line breaks are to be seen. A field of one line
        // swallows them, and a link that a mail broke would look whole.
        kind: "area",
        problem: Box::new(move || checked.with(|checked| options::problem(words, checked, Field::Link))),
        ..parts::Field::text(made::record(Field::Link), words.field_link)
    };
    let doubted = Memo::new(move |_| {
        checked.with(|Checked { store, .. }| {
            matches!(store.link, Err(link::Problem::Portal | link::Problem::SignIn)).then(|| store.found.clone())
        })
    });
    view! {
        <p class="soft">{words.intro}</p>
        {link.view(desk)}
        <div class="small found" aria-live="polite">{move || checked.with(|checked| found(words, checked))}</div>
        {move || doubted.get().map(|found| sure(bench, found))}
        {kinds(bench)}
        <div class="cols duo">
            {options::view(bench)}
            {preview::view(bench)}
        </div>
    }
}

/// The way on with a link that only looks wrong.
fn sure(bench: Bench, found: String) -> View {
    let Bench { desk, words, .. } = bench;
    let take = move |_| {
        if desk.write(made::SURE, &found) {
            desk.announce(words.sure_taken.to_owned());
        }
        page::focus_id(&parts::field_id(&made::record(Field::Link)));
    };
    view! {
        <div class="btns">
            <button type="button" class="btn" aria-describedby="embed-sure" on:click=take>{words.sure}</button>
        </div>
        <p class="small soft" id="embed-sure">{words.sure_hint}</p>
    }
}

/// What was recognised, which link it comes to, and what is to be looked at.
fn found(words: &'static Embed, checked: &Checked) -> View {
    let outcome = &checked.store;
    let is_typed = !outcome.found.is_empty();
    let recognised = match outcome.pasted {
        Pasted::Link => words.recognised_link,
        Pasted::Anchor => words.recognised_anchor,
        Pasted::Frame => words.recognised_frame,
        Pasted::Script => words.recognised_script,
    };
    // Of something that is no link nothing was recognised.
    let is_known = is_typed && (outcome.link.is_ok() || outcome.pasted != Pasted::Link);
    let link = outcome.usable().map(|link| {
        let hosts = link.shown_host().map(|shown| view! { <p>{words.host_forms(shown, link.host())}</p> });
        view! { <p class="code-like">{words.link_used(link.href())}</p> {hosts} }
    });
    let warnings: Vec<_> =
        checked.warnings_of(Field::Link).map(|warning| strong(warning, options::warning(words, warning))).collect();
    view! { {is_known.then(|| fine(recognised.to_owned()))} {link} {warnings} }
}

/// A warning as loud as it deserves.
fn strong(warning: Warning, text: String) -> View {
    let is_strong = matches!(warning, Warning::Link(link) if link.is_strong());
    view! { <div class:loud=is_strong>{caution(text)}</div> }
}

/// The kinds of snippet: those that link to the store, and those that show it in a frame.
fn kinds(bench: Bench) -> View {
    let Bench { words, checked, .. } = bench;
    let chosen = Memo::new(move |_| checked.with(|checked| checked.variant));
    // Below all kinds.
    let copies = |is_last: bool| {
        let names = || Variant::ALL.into_iter().map(|variant| (variant.id(), named(words, variant).0)).collect();
        is_last.then(|| parts::copies(bench.desk, &made::record(Field::Variant), parts::name_in(names())))
    };
    let group = |legend: &'static str, is_framed: bool| {
        let picks: Vec<_> = Variant::ALL
            .into_iter()
            .filter(|variant| variant.is_framed() == is_framed)
            .map(|variant| pick(bench, chosen, variant))
            .collect();
        let note = is_framed.then(|| caution(words.not_confirmed.to_owned()));
        view! { <fieldset class="auto picks"><legend>{legend}</legend>{note}{picks}{copies(is_framed)}</fieldset> }
    };
    view! {
        {group(words.kinds_link, false)}
        {group(words.kinds_frame, true)}
        <p class="small soft" aria-live="polite">{move || checked.with(|checked| loads(words, checked))}</p>
    }
}

fn pick(bench: Bench, chosen: Memo<Variant>, variant: Variant) -> View {
    let (name, when) = named(bench.words, variant);
    let take = move |_| take(bench, variant);
    view! {
        <label class="pick">
            <input type="radio" name="embed-variant" value=variant.id() prop:checked=move || chosen.get() == variant
                on:change=take/>
            <b>{name}</b>
            <small>{when}</small>
        </label>
    }
}

/// Takes a kind of snippet.
pub(super) fn take(bench: Bench, variant: Variant) {
    bench.desk.write(&made::record(Field::Variant), variant.id());
}

/// The name of a kind, and when to take it.
pub(super) const fn named(words: &'static Embed, variant: Variant) -> (&'static str, &'static str) {
    match variant {
        Variant::Text => (words.variant_text, words.variant_text_when),
        Variant::Button => (words.variant_button, words.variant_button_when),
        Variant::Card => (words.variant_card, words.variant_card_when),
        Variant::Wordpress => (words.variant_wordpress, words.variant_wordpress_when),
        Variant::Frame => (words.variant_frame, words.variant_frame_when),
        Variant::ClickScript => (words.variant_click_script, words.variant_click_script_when),
        Variant::ClickFrame => (words.variant_click_frame, words.variant_click_frame_when),
        Variant::Details => (words.variant_details, words.variant_details_when),
        Variant::Consent => (words.variant_consent, words.variant_consent_when),
        Variant::Page => (words.variant_page, words.variant_page_when),
    }
}

/// When the visitor's browser asks something of the store's host.
fn loads(words: &'static Embed, checked: &Checked) -> Option<String> {
    let host = checked.store.usable().map(Link::host)?;
    let text = match checked.variant.loads() {
        Loads::OnLeaving => words.loads_on_leaving(host),
        Loads::OnClick => words.loads_on_click(host),
        Loads::OnOpening => words.loads_on_opening(host),
        Loads::AfterConsent => words.loads_after_consent(host),
        Loads::AtOnce => words.loads_at_once(host),
    };
    let script = if checked.variant.needs_script() { [" ", words.needs_script].concat() } else { String::new() };
    Some(text + &script)
}
