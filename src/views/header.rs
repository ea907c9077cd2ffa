use crate::{browser::page, state::AppState};

/// The button that turns the theme says which one is on.
pub fn show(state: AppState) {
    let theme = theme(state);
    for name in ["aria-label", "title"] {
        page::set_attribute("#theme", name, Some(&theme));
    }
}

/// "Thema: licht".
#[must_use]
pub fn theme(state: AppState) -> String {
    let ui = &state.labels().ui;
    ui.theme(match state.theme().as_str() {
        "light" => ui.theme_light,
        "dark" => ui.theme_dark,
        _ => ui.theme_system,
    })
}
