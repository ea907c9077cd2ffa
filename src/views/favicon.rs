/// The picture of the browser tab: a ring that closes with each step, green when all are done. As SVG.
#[must_use]
pub fn favicon(done: usize, all: usize) -> String {
    let (colour, middle) = if done == all {
        ("#106c3e", r#"<path d="m7.5 12.5 3 3 6-7"/>"#)
    } else {
        ("#1a56b0", r#"<circle cx="12" cy="12" r="2.5"/>"#)
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="3.5"><circle cx="12" cy="12" r="9.5" opacity=".3"/><circle cx="12" cy="12" r="9.5" pathLength="{all}" stroke-dasharray="{done} {all}" transform="rotate(-90 12 12)"/>{middle}</svg>"#
    )
}
