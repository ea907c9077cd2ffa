//! What a website leaves of the snippet, which kind survives there, and how to paste it.

use crate::tools::view::{Shown, View, view};
use leptos::prelude::*;

use super::{
    Bench,
    builder::{named, take},
    made,
};
use crate::{
    browser::page,
    domain::{
        embed::Variant,
        filters::{Outcome, Part, Piece, Place, Platform, Proof, Reason, Source, Survival, simulate, survival},
    },
    text::{GUIDE, Ui, tools::Filters},
    tools::{
        Desk,
        parts::{caution, fine, folded, list},
    },
};

const PLATFORM: &str = "embed.platform";
const PLACE: &str = "embed.place";
/// A platform of which nothing is known.
const OTHER: &str = "other";
/// Id of what says how it turned out.
const VERDICT: &str = "embed-verdict";

pub(super) fn view(bench: Bench) -> View {
    let Bench { desk, filters, .. } = bench;
    let place = Memo::new(move |_| place(desk));
    let is_other = Memo::new(move |_| desk.text(PLATFORM) == OTHER);
    let shown = move || match place.get() {
        Some(place) => of_place(bench, place),
        None if is_other.get() => steps(filters.steps_title, filters.steps_other),
        None => "".shown(),
    };
    view! {
        <section class="part flow" aria-labelledby="embed-filters">
            <h4 id="embed-filters">{filters.title}</h4>
            <p class="soft">{filters.lead}</p>
            <div class="fields">{platforms(bench)}{roles(bench, place)}</div>
            {shown}
        </section>
    }
}

/// The chosen place; the first of its platform if none was chosen yet.
fn place(desk: Desk) -> Option<Place> {
    let platform = Platform::parse(&desk.text(PLATFORM))?;
    let chosen = Place::parse(&desk.text(PLACE)).filter(|place| place.platform() == platform);
    chosen.or_else(|| Place::ALL.into_iter().find(|place| place.platform() == platform))
}

fn platforms(bench: Bench) -> View {
    let Bench { desk, filters, .. } = bench;
    let mut options = vec![("", filters.choose)];
    options.extend(Platform::ALL.into_iter().map(|platform| (platform.as_str(), platform_name(filters, platform))));
    options.push((OTHER, filters.other_title));
    let is_other = Memo::new(move |_| desk.text(PLATFORM) == OTHER);
    let select =
        list(desk, PLATFORM.to_owned(), filters.platform_label, "", options, Box::new(move || desk.text(PLATFORM)));
    view! {
        <div class="field w3">
            {select}
            {move || is_other.get().then(|| view! { <p class="hint soft">{filters.other_names}</p> })}
        </div>
    }
}

fn roles(bench: Bench, place: Memo<Option<Place>>) -> View {
    let Bench { desk, filters, .. } = bench;
    let platform = Memo::new(move |_| place.get().map(Place::platform));
    let options = move |platform: Platform| -> Vec<_> {
        let places = Place::ALL.into_iter().filter(|place| place.platform() == platform);
        places.map(|place| (place.as_str(), place_name(filters, place))).collect()
    };
    let chosen = move || place.get().map_or_else(String::new, |place| place.as_str().to_owned());
    let field = move |platform| {
        let select = list(desk, PLACE.to_owned(), filters.place_label, "", options(platform), Box::new(chosen));
        view! { <div class="field w3">{select}</div> }
    };
    (move || platform.get().map(field)).shown()
}

fn of_place(bench: Bench, place: Place) -> View {
    let Bench { filters, words, .. } = bench;
    let is_made = Memo::new(move |_| bench.is_made());
    let left = move || {
        if is_made.get() {
            simulated(bench, place)
        } else {
            view! { <p>{words.no_link_yet}</p> }
        }
    };
    view! { {left} {steps(filters.steps_title, steps_of(filters, place))} }
}

fn simulated(bench: Bench, place: Place) -> View {
    let Bench { filters, snippet, ui, .. } = bench;
    let survived = Memo::new(move |_| snippet.with(|snippet| survival(snippet.as_deref().unwrap_or_default(), place)));
    let instead = Memo::new(move |_| instead(bench, place, survived.get()));
    let outcome = Memo::new(move |_| snippet.with(|snippet| simulate(snippet.as_deref().unwrap_or_default(), place)));
    view! {
        <div class="flow" id=VERDICT tabindex="-1" aria-live="polite">
            {move || verdict(filters, survived.get())}
        </div>
        {move || instead.with(|instead| instead.as_ref().map(|variants| offered(bench, variants)))}
        <p class="small soft">{approximation(filters, ui, place)}</p>
        {move || outcome.with(|outcome| changes(filters, outcome.as_ref()))}
    }
}

/// What still does what it was made for.
fn verdict(filters: &'static Filters, survived: Survival) -> View {
    let parts = [
        (survived.link, filters.link_kept, filters.link_lost),
        (survived.frame, filters.frame_kept, filters.frame_lost),
        (survived.script, filters.script_kept, filters.script_lost),
    ];
    let part = |(part, kept, lost): (Part, &str, &str)| match part {
        Part::Absent => None,
        Part::Kept => Some(fine(kept.to_owned())),
        Part::Lost => Some(caution(lost.to_owned())),
    };
    let notes = [
        (survived.look == Part::Lost && survived.link == Part::Kept, filters.look_lost),
        (survived.shows_code, filters.shows_code),
    ];
    let notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| caution(note.to_owned()));
    parts.into_iter().filter_map(part).chain(notes).collect::<Vec<_>>().shown()
}

/// Other kinds that work there; `None` if the present one does.
fn instead(bench: Bench, place: Place, survived: Survival) -> Option<Vec<Variant>> {
    if survived.works() {
        return None;
    }
    let draft = bench.draft.get();
    let works = |variant: &Variant| {
        let other = made::instead(bench.desk, &draft, *variant);
        other.is_some_and(|other| survival(&other, place).works())
    };
    Some(Variant::ALL.into_iter().filter(works).collect())
}

/// A button for each of these kinds, that takes it.
fn offered(bench: Bench, variants: &[Variant]) -> View {
    let Bench { words, filters, .. } = bench;
    let button = |variant: &Variant| {
        let variant = *variant;
        let press = move |_| {
            take(bench, variant);
            // The button is gone by then.
            page::focus_id(VERDICT);
        };
        let name = named(words, variant).0;
        view! { <li><button type="button" class="btn" on:click=press>{filters.take(name)}</button></li> }
    };
    if variants.is_empty() {
        return view! { <p>{filters.none_works}</p> };
    }
    let buttons: Vec<_> = variants.iter().map(button).collect();
    view! { <p>{filters.instead}</p><ul class="btns">{buttons}</ul> }
}

/// How sure that is, and where the rules come from.
fn approximation(filters: &'static Filters, ui: &Ui, place: Place) -> View {
    let rules = place.rules();
    let source = match rules.source {
        Source::WordPressKses => filters.source_wordpress_kses,
        Source::WordPressUnfiltered => filters.source_wordpress_unfiltered,
        Source::WordPressComThread => filters.source_wordpress_com_thread,
        Source::JoomlaFilter => filters.source_joomla_filter,
        Source::JoomlaTinyMce => filters.source_joomla_tinymce,
        Source::JoomlaNoFilter => filters.source_joomla_no_filter,
        Source::DrupalXss => filters.source_drupal_xss,
        Source::DrupalFullHtml => filters.source_drupal_full_html,
        Source::WixDocs => filters.source_wix_docs,
        Source::SquarespacePages => filters.source_squarespace_pages,
        Source::PlainHtml => filters.source_plain_html,
    };
    let proof = match rules.proof {
        Proof::Real => filters.proof_real,
        Proof::Snippets => filters.proof_snippets,
        Proof::Notes => filters.proof_notes,
    };
    let rules = match rules.version {
        "" if rules.place == Place::Plain => filters.rules_of(source),
        // What has no versions is as it was on the day on which we looked.
        "" => filters.rules_of_day(source, ui.date(GUIDE.checked)),
        version => filters.rules_of_version(source, version),
    };
    view! { <b>{filters.approximation}</b> " " {filters.approximation_note} " " {rules} " " {proof} }
}

/// The snippet with what vanishes and what is written otherwise, and what is left.
fn changes(filters: &'static Filters, outcome: Option<&Outcome>) -> View {
    let Some(outcome) = outcome else { return caution(filters.too_long.to_owned()) };
    if outcome.pieces.iter().all(|piece| piece.why().is_none()) {
        return fine(filters.whole.to_owned());
    }
    let pieces: Vec<_> = outcome.pieces.iter().map(|piece| shown(filters, piece)).collect();
    let reasons: Vec<_> =
        outcome.reasons().into_iter().map(|reason| view! { <li>{reason_text(filters, reason)}</li> }).collect();
    let left = outcome.left.trim();
    let left = if left.is_empty() {
        view! { <p>{filters.nothing_left}</p> }
    } else {
        view! { <pre>{left.to_owned()}</pre> }
    };
    view! {
        <h5>{filters.diff_title}</h5>
        <pre class="diff">{pieces}</pre>
        <ul class="dots small">{reasons}</ul>
        {folded(filters.left_title, false, left)}
    }
}

fn shown(filters: &'static Filters, piece: &Piece) -> View {
    let said = |word: &'static str| view! { <span class="vh">"[" {word} "] "</span> };
    match piece {
        Piece::Kept(text) => text.clone().shown(),
        Piece::Removed(text, _) => view! { <del>{said(filters.removed)}{text.clone()}</del> },
        Piece::Changed { before, after, .. } => {
            let before = (!before.is_empty()).then(|| view! { <del>{said(filters.changed)}{before.clone()}</del> });
            let word = if before.is_some() { filters.becomes } else { filters.added };
            view! { {before}<ins>{said(word)}{after.clone()}</ins> }
        }
    }
}

const fn reason_text(filters: &'static Filters, reason: Reason) -> &'static str {
    match reason {
        Reason::Tag => filters.reason_tag,
        Reason::Attribute => filters.reason_attribute,
        Reason::Style => filters.reason_style,
        Reason::Scheme => filters.reason_scheme,
        Reason::Comment => filters.reason_comment,
        Reason::Broken => filters.reason_broken,
        Reason::Control => filters.reason_control,
        Reason::Entity => filters.reason_entity,
        Reason::Spelling => filters.reason_spelling,
    }
}

/// How to paste it, step by step.
fn steps(title: &'static str, steps: &'static [&'static str]) -> View {
    let steps: Vec<_> = steps.iter().map(|step| view! { <li>{*step}</li> }).collect();
    view! { <h5>{title}</h5><ol class="numbered">{steps}</ol> }
}

const fn steps_of(filters: &'static Filters, place: Place) -> &'static [&'static str] {
    match place {
        Place::WordPressAdmin => filters.steps_wordpress_admin,
        Place::WordPressAuthor => filters.steps_wordpress_author,
        Place::WordPressMultisite => filters.steps_wordpress_multisite,
        Place::WordPressCom => filters.steps_wordpress_com,
        Place::JoomlaAuthor => filters.steps_joomla_author,
        Place::JoomlaSuperTinyMce => filters.steps_joomla_super_tinymce,
        Place::JoomlaSuperSource => filters.steps_joomla_super_source,
        Place::DrupalBasic => filters.steps_drupal_basic,
        Place::DrupalFull => filters.steps_drupal_full,
        Place::Wix => filters.steps_wix,
        Place::SquarespaceCode => filters.steps_squarespace_code,
        Place::SquarespacePersonal => filters.steps_squarespace_personal,
        Place::Plain => filters.steps_plain,
    }
}

const fn platform_name(filters: &'static Filters, platform: Platform) -> &'static str {
    match platform {
        Platform::WordPress => filters.platform_wordpress,
        Platform::WordPressCom => filters.platform_wordpress_com,
        Platform::Joomla => filters.platform_joomla,
        Platform::Drupal => filters.platform_drupal,
        Platform::Wix => filters.platform_wix,
        Platform::Squarespace => filters.platform_squarespace,
        Platform::Plain => filters.platform_plain,
    }
}

const fn place_name(filters: &'static Filters, place: Place) -> &'static str {
    match place {
        Place::WordPressAdmin => filters.place_wordpress_admin,
        Place::WordPressAuthor => filters.place_wordpress_author,
        Place::WordPressMultisite => filters.place_wordpress_multisite,
        Place::WordPressCom => filters.place_wordpress_com,
        Place::JoomlaAuthor => filters.place_joomla_author,
        Place::JoomlaSuperTinyMce => filters.place_joomla_super_tinymce,
        Place::JoomlaSuperSource => filters.place_joomla_super_source,
        Place::DrupalBasic => filters.place_drupal_basic,
        Place::DrupalFull => filters.place_drupal_full,
        Place::Wix => filters.place_wix,
        Place::SquarespaceCode => filters.place_squarespace_code,
        Place::SquarespacePersonal => filters.place_squarespace_personal,
        Place::Plain => filters.place_plain,
    }
}
