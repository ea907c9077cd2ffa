//! Notices that come and go. As HTML: views of Leptos for these few would cost each first visit 5 KB.

use crate::{browser::page, domain::html::Html, saving::Trouble, state::AppState};

/// What stays true until it is dealt with: progress that is not kept, or that could not be read.
pub fn show_troubles(state: AppState) {
    let ui = &state.labels().ui;
    let banner = |html: Html, trouble: &Trouble| {
        let title = trouble.title(ui);
        let counted;
        let text = match trouble {
            Trouble::Denied => ui.storage_denied,
            Trouble::Full => ui.storage_full,
            Trouble::Newer => ui.newer,
            Trouble::Cleared => ui.cleared,
            Trouble::Unreadable(count) => {
                counted = ui.unreadable(*count);
                &counted
            }
        };
        let html = html.raw(
            r##"<div class="banner" role="alert"><svg class="i" aria-hidden="true"><use href="#i-alert"></use></svg>"##,
        )
        .line("<p><b>", title, "</b> ")
        .line("", text, r#"</p><div class="btns">"#);
        let save = |html: Html| {
            html.line(r#"<button type="button" class="btn" data-run="save">"#, ui.save_dossier, "</button>")
        };
        let html = match trouble {
            Trouble::Cleared => {
                save(html.line(r#"<button type="button" class="btn" id="put-back">"#, ui.put_back, "</button>"))
            }
            Trouble::Denied | Trouble::Full => save(html),
            // What is stored can wait.
            Trouble::Newer | Trouble::Unreadable(_) => html,
        };
        html.line(r#"<button type="button" class="btn" data-dismiss=""#, title, r#"">"#).line(
            "",
            ui.close,
            "</button></div></div>",
        )
    };
    page::set_html("#banners", &Html::new().each(&state.troubles(), banner).finish());
}

/// What just happened and can be undone; stays until it is closed.
pub fn show_undo(state: AppState) {
    let ui = &state.labels().ui;
    let html = state.undoable().map_or_else(Html::new, |notice| {
        Html::new()
            .line(r#"<div class="banner toast" role="region" aria-label=""#, ui.undo, r#"">"#)
            .line("<p>", &notice, r#"</p><div class="btns"><button type="button" class="btn" id="undo">"#)
            .line("", ui.undo, r#"</button><button type="button" class="btn" id="keep">"#)
            .line("", ui.close, "</button></div></div>")
    });
    page::set_html("#toasts", &html.finish());
}
