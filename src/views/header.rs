use super::follow;
use crate::state::AppState;

/// The button that turns the theme says which one is on.
pub fn bring_to_life(state: AppState) {
    for name in ["aria-label", "title"] {
        follow::attribute("#theme", name, move || Some(label(state)));
    }
}

/// "Thema: licht".
pub fn label(state: AppState) -> String {
    let ui = &state.labels().ui;
    ui.theme(match state.theme().as_str() {
        "light" => ui.theme_light,
        "dark" => ui.theme_dark,
        _ => ui.theme_system,
    })
}
