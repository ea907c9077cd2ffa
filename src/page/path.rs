//! The road with its stations: a picture, and the same as a list.

use std::fmt::Write as _;

use super::{Page, milestone};
use crate::domain::{guide::Guide, html::Html};

/// Where the stations stand beside the page, in pixels from the left; further ones start over. As in style/path.css.
const ACROSS: [i32; 8] = [24, 78, 36, 70, 26, 84, 38, 80];
/// Where they stand above the page, in pixels from the top.
const DOWN: [i32; 8] = [66, 28, 62, 34, 66, 28, 64, 34];

/// A place on the road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Station {
    /// Index of a step.
    Step(usize),
    /// Index of a milestone.
    Milestone(usize),
}

/// All places on the road, in order: each milestone after its step.
pub fn stations(guide: &Guide) -> impl Iterator<Item = Station> {
    (0..guide.steps.len()).flat_map(|step| {
        let all = guide.milestones.iter().enumerate();
        let after = all.filter(move |(_, milestone)| milestone.after == step);
        std::iter::once(Station::Step(step)).chain(after.map(|(index, _)| Station::Milestone(index)))
    })
}

/// Which way the road runs.
#[derive(Clone, Copy)]
pub enum Run {
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

    /// A smooth line from the first station to station `last`, as the `d` of an SVG path; empty for the first.
    #[must_use]
    pub fn line(self, last: usize) -> String {
        let mut line = String::new();
        for index in 1..=last {
            let ((u, w), (x, y)) = (self.point(index - 1), self.point(index));
            if index == 1 {
                // Writing to a string cannot fail, here and below.
                let _ = write!(line, "M{u} {w}");
            }
            let _ = match self {
                Self::Down => write!(line, "C{u} {} {x} {} {x} {y}", w + 36, y - 36),
                Self::Across => write!(line, "C{} {w} {} {y} {x} {y}", u + 50, x - 50),
            };
        }
        line
    }
}

impl Page {
    /// Where one is, at a glance.
    pub(super) fn path(self, html: Html) -> Html {
        let ui = self.words.ui;
        let count = stations(self.guide).count();
        let html = html
            .line(r#"<nav class="side" aria-label=""#, ui.your_path, r#"">"#)
            .line(r#"<p class="kicker">"#, ui.your_path, r#"</p><p class="display" id="done">"#)
            .line(
                "",
                &ui.steps_of(self.guide.steps.len()),
                r##"</p><p class="small"><a class="live" id="dossier" href="#tool-files">"##,
            )
            .line("", ui.dossier_unnamed, r#"</a></p><div class="path">"#)
            .line(r#"<svg class="road-v" viewBox="0 0 112 "#, &(64 * count).to_string(), r#"" aria-hidden="true">"#);
        let html = road(html, Run::Down, count, "v").line(
            r#"</svg><svg class="road-h" viewBox="0 0 "#,
            &(100 * count).to_string(),
            r#" 96" preserveAspectRatio="none" aria-hidden="true">"#,
        );
        let html = road(html, Run::Across, count, "h").raw("</svg><ol>");
        stations(self.guide)
            .fold(html, |html, station| match station {
                Station::Step(step) => self.step_mark(html, step),
                Station::Milestone(index) => self.milestone_mark(html, index),
            })
            .raw(r##"</ol></div><p class="saved small soft" id="saved"><svg class="i" aria-hidden="true"><use href="#i-check"/></svg><span></span></p></nav>"##)
    }

    fn step_mark(self, html: Html, step: usize) -> Html {
        let (Some(place), Some(words)) = (self.guide.steps.get(step), self.words.steps.get(step)) else { return html };
        let number = (step + 1).to_string();
        html.line(r#"<li><a id="mark-"#, &number, r##"" href="#"##)
            .line("", place.fragment, r#"">"#)
            .line(r#"<span class="node">"#, &number, "</span> ")
            .line("<span><b>", words.short, "</b> <small></small></span></a></li>")
    }

    fn milestone_mark(self, html: Html, index: usize) -> Html {
        let (Some(place), Some(words)) = (self.guide.milestones.get(index), self.words.milestones.get(index)) else {
            return html;
        };
        html.line(r#"<li><span class="mark" id="mark-"#, place.id, r#""><span class="node">"#)
            .raw(milestone::picture(place.icon))
            .line("</span><span><b>", words.title, r#"</b> <small class="vh"></small></span></span></li>"#)
    }
}

/// The road, and over it the part that is behind the partner: none yet.
fn road(html: Html, run: Run, count: usize, name: &str) -> Html {
    let all = run.line(count.saturating_sub(1));
    html.line(r#"<path class="road" d=""#, &all, r#""/>"#)
        .line(r#"<path class="seg" d=""#, &all, r#""/>"#)
        .line(r#"<path class="road klaar" id="road-"#, name, r#""/>"#)
        .line(r#"<path class="seg klaar" id="seg-"#, name, r#""/>"#)
}
