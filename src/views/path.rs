use std::fmt::Write as _;

use leptos::{ev::MouseEvent, prelude::*};

use super::{
    parts::{Icon, Picture},
    wording,
};
use crate::{
    browser::clock,
    domain::guide::{self, Guide},
    state::{AppState, Saving},
};

/// Where the stations stand beside the page, in pixels from the left; further ones start over.
const ACROSS: [i32; 8] = [24, 78, 36, 70, 26, 84, 38, 80];
/// Where they stand above the page, in pixels from the top.
const DOWN: [i32; 8] = [66, 28, 62, 34, 66, 28, 64, 34];

/// A place on the road.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Station {
    Step(usize),
    Milestone(usize),
}

/// All places on the road, in order.
fn stations(guide: &'static Guide) -> Vec<Station> {
    let after = |step| {
        let all = guide.milestones.iter().enumerate();
        all.filter(move |(_, milestone)| milestone.after == step).map(|(index, _)| Station::Milestone(index))
    };
    (0..guide.steps.len()).flat_map(|step| [Station::Step(step)].into_iter().chain(after(step))).collect()
}

/// Which way the road runs.
#[derive(Clone, Copy)]
enum Run {
    /// Beside the page: 64 units from station to station.
    Down,
    /// Above the page: 100 units.
    Across,
}

impl Run {
    fn point(self, index: usize) -> (i32, i32) {
        let at = i32::try_from(index).unwrap_or_default();
        let bend = |bends: [i32; 8]| bends.get(index % 8).copied().unwrap_or_default();
        match self {
            Self::Down => (bend(ACROSS), 32 + 64 * at),
            Self::Across => (50 + 100 * at, bend(DOWN)),
        }
    }

    /// A smooth line from the first station to station `last`, as the `d` of an SVG path.
    fn line(self, last: usize) -> String {
        let (x, y) = self.point(0);
        let mut line = format!("M{x} {y}");
        for index in 1..=last {
            let ((u, w), (x, y)) = (self.point(index - 1), self.point(index));
            // Writing to a string cannot fail.
            let _ = match self {
                Self::Down => write!(line, "C{u} {} {x} {} {x} {y}", w + 36, y - 36),
                Self::Across => write!(line, "C{} {w} {} {y} {x} {y}", u + 50, x - 50),
            };
        }
        line
    }
}

/// The road with its stations: a picture, and the same as a list.
#[component]
pub fn Path() -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let guide = state.guide();
    let stations = stations(guide);
    let last = stations.len().saturating_sub(1);
    let walked = {
        let stations = stations.clone();
        Memo::new(move |_| {
            let open = stations.iter().position(|station| !is_done(state, *station));
            open.unwrap_or(last)
        })
    };
    let (tall, wide) = (64 * stations.len(), 100 * stations.len());
    view! {
        <nav class="side" aria-label=words.ui.your_path>
            <p class="kicker">{words.ui.your_path}</p>
            <p class="display">{move || words.ui.done_of(state.done_steps(), guide.steps.len())}</p>
            <div class="path">
                <svg class="road-v" viewBox=format!("0 0 112 {tall}") aria-hidden="true"><Road run=Run::Down last walked/></svg>
                <svg class="road-h" viewBox=format!("0 0 {wide} 96") preserveAspectRatio="none" aria-hidden="true">
                    <Road run=Run::Across last walked/>
                </svg>
                <ol>{stations.into_iter().map(|station| view! { <li><Mark station/></li> }).collect_view()}</ol>
            </div>
            <Saved/>
        </nav>
    }
}

/// The road, and over it the part that is behind the partner.
#[component]
fn Road(run: Run, last: usize, walked: Memo<usize>) -> impl IntoView {
    let all = run.line(last);
    let behind = move || (walked.get() > 0).then(|| run.line(walked.get()));
    view! {
        <path class="road" d=all.clone()/>
        <path class="seg" d=all/>
        <path class="road klaar" d=behind/>
        <path class="seg klaar" d=behind/>
    }
}

fn is_done(state: AppState, station: Station) -> bool {
    match station {
        Station::Step(step) => state.step(step).is_done(),
        Station::Milestone(index) => state.is_reached(index),
    }
}

#[component]
fn Mark(station: Station) -> impl IntoView {
    match station {
        Station::Step(step) => view! { <StepMark step/> }.into_any(),
        Station::Milestone(index) => view! { <MilestoneMark index/> }.into_any(),
    }
}

#[component]
fn StepMark(step: usize) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let (place, name) = (state.guide().steps.get(step)?, words.steps.get(step)?);
    let go = move |event: MouseEvent| {
        event.prevent_default();
        state.go_to(step);
    };
    Some(view! {
        <a href=format!("#{}", place.fragment) data-state=move || state.step(step).css()
            aria-current=move || (state.next_step() == Some(step)).then_some("step") on:click=go>
            <span class="node">{step + 1}</span>
            " "
            <span><b>{name.short}</b>" "<small>{move || wording::status_word(words, state.step(step).status)}</small></span>
        </a>
    })
}

#[component]
fn MilestoneMark(index: usize) -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let (milestone, name) = (state.guide().milestones.get(index)?, words.milestones.get(index)?);
    let picture = match milestone.icon {
        guide::Icon::Star => Picture::Star,
        guide::Icon::Flag => Picture::Flag,
    };
    let reached = move || if state.is_reached(index) { words.ui.reached } else { words.ui.not_reached };
    Some(view! {
        <span class="mark" data-state=move || if state.is_reached(index) { "klaar" } else { "todo" }>
            <span class="node"><Icon picture/></span>
            <span><b>{name.title}</b><span class="vh">": "{reached}</span></span>
        </span>
    })
}

/// Whether what was ticked is stored, and since when.
#[component]
fn Saved() -> impl IntoView {
    let state = AppState::here();
    let words = state.words();
    let text = move || match state.saving() {
        Saving::Nothing => None,
        Saving::Kept { at } => Some((Picture::Check, words.ui.saved_at(clock::time(at, words.lang)))),
        Saving::Off(_) => Some((Picture::Alert, words.ui.saving_off.to_owned())),
    };
    move || text().map(|(picture, text)| view! { <p class="saved small soft"><Icon picture/>{text}</p> })
}
