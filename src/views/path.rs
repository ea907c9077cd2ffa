use super::{follow, wording};
use crate::{
    browser::clock,
    page::path::{Run, Station, stations},
    state::{AppState, Saving},
    text::GUIDE,
};

/// The stations show how far each is, the road how far the partner has come, and below it when that was stored.
pub fn bring_to_life(state: AppState) {
    let ui = &state.labels().ui;
    follow::text("#done", move || ui.done_of(state.done_steps(), GUIDE.steps.len()));
    for step in 0..GUIDE.steps.len() {
        let mark = format!("#mark-{}", step + 1);
        follow::text(format!("{mark} small"), move || wording::word(state, step).to_owned());
        follow::attribute(mark.clone(), "data-state", move || Some(state.step(step).css().to_owned()));
        follow::attribute(mark, "aria-current", move || (state.next_step() == Some(step)).then(|| "step".to_owned()));
    }
    for (index, milestone) in GUIDE.milestones.iter().enumerate() {
        let word = move || if state.is_reached(index) { ui.reached } else { ui.not_reached };
        let css = move || Some(if state.is_reached(index) { "klaar" } else { "todo" }.to_owned());
        follow::text(format!("#mark-{} small", milestone.id), move || word().to_owned());
        follow::attribute(format!("#mark-{}", milestone.id), "data-state", css);
        follow::attribute(format!("#gate-{}", milestone.id), "data-state", css);
    }
    follow::with(move || {
        let walked = walked(state);
        for (run, ids) in [(Run::Down, ["#road-v", "#seg-v"]), (Run::Across, ["#road-h", "#seg-h"])] {
            let line = run.line(walked);
            for id in ids {
                crate::browser::page::set_attribute(id, "d", Some(&line));
            }
        }
    });
    saved(state);
}

/// The first station that is not done; the last one when all are.
fn walked(state: AppState) -> usize {
    let is_open = |station| match station {
        Station::Step(step) => !state.step(step).is_done(),
        Station::Milestone(index) => !state.is_reached(index),
    };
    let last = stations(&GUIDE).count().saturating_sub(1);
    stations(&GUIDE).position(is_open).unwrap_or(last)
}

/// Whether what was ticked is stored, and since when. Nothing before the first change.
fn saved(state: AppState) {
    let labels = state.labels();
    follow::attribute("#saved", "class", move || {
        Some(if state.saving() == Saving::Nothing { "saved small soft" } else { "saved small soft shown" }.to_owned())
    });
    follow::attribute("#saved use", "href", move || {
        Some(if matches!(state.saving(), Saving::Off(_)) { "#i-alert" } else { "#i-check" }.to_owned())
    });
    follow::text("#saved span", move || match state.saving() {
        Saving::Nothing => String::new(),
        Saving::Kept { at } => labels.ui.saved_at(clock::time(at, labels.lang)),
        Saving::Off(_) => labels.ui.saving_off.to_owned(),
    });
}
