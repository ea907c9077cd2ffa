use super::{favicon::favicon, wording};
use crate::{
    browser::{clock, page},
    page::path::{Run, Station, stations},
    state::{AppState, Saving},
    text::GUIDE,
};

/// What follows from all steps together: the first words of the page, the road, the browser's tab.
pub fn show(state: AppState) {
    let ui = &state.labels().ui;
    let (done, all) = (state.done_steps(), GUIDE.steps.len());
    page::set_title(&ui.title_of(done, all, ui.app_name));
    page::set_icon(&favicon(done, all));
    page::set_text("#title", &wording::title(state));
    page::set_text("#lead", &wording::lead(state));
    page::set_text("#done", &ui.done_of(done, all));
    for (index, milestone) in GUIDE.milestones.iter().enumerate() {
        let (css, word) = if state.is_reached(index) { ("klaar", ui.reached) } else { ("todo", ui.not_reached) };
        for place in ["mark", "gate"] {
            page::set_attribute(&["#", place, "-", milestone.id].concat(), "data-state", Some(css));
        }
        page::set_text(&["#mark-", milestone.id, " small"].concat(), word);
    }
    let walked = walked(state);
    for (places, run) in [(["#road-v", "#seg-v"], Run::Down), (["#road-h", "#seg-h"], Run::Across)] {
        let line = run.line(walked);
        places.iter().for_each(|place| page::set_attribute(place, "d", Some(&line)));
    }
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

/// Whether what was ticked is stored, and since when: nothing before the first change. And whose dossier it is.
pub fn show_saved(state: AppState) {
    let labels = state.labels();
    let (class, picture, text) = match state.saving() {
        Saving::Nothing => ("saved small soft", "#i-check", String::new()),
        Saving::Kept { at } => {
            ("saved small soft shown", "#i-check", labels.ui.saved_at(clock::time(at, labels.ui.locale)))
        }
        Saving::Off(_) => ("saved small soft shown", "#i-alert", labels.ui.saving_off.to_owned()),
    };
    page::set_attribute("#saved", "class", Some(class));
    page::set_attribute("#saved use", "href", Some(picture));
    page::set_text("#saved span", &text);
    let name = state.dossier_name();
    page::set_attribute("#dossier", "data-name", Some(name.as_str()).filter(|name| !name.is_empty()));
    page::set_text("#dossier", if name.is_empty() { labels.ui.dossier_unnamed } else { &name });
}
