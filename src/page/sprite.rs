//! All pictures, once per page: drawn with a stroke, on a grid of 24.

/// An SVG that shows nothing and holds a `symbol` for each picture.
pub const SPRITE: &str = concat!(
    "<div hidden><svg>",
    r#"<symbol id="i-again" viewBox="0 0 24 24"><path d="M5 5v5h5M5.5 10A7.5 7.5 0 1 1 5 15"/></symbol>"#,
    r#"<symbol id="i-alert" viewBox="0 0 24 24"><path d="M12 4 2.5 20h19zM12 10v4.5m0 2.5v.1"/></symbol>"#,
    r#"<symbol id="i-check" viewBox="0 0 24 24"><path d="m5 12.5 4.5 4.5L19 7.5"/></symbol>"#,
    r#"<symbol id="i-copy" viewBox="0 0 24 24"><path d="M9 9h11v11H9zM5 15H4V4h11v1"/></symbol>"#,
    r#"<symbol id="i-dots" viewBox="0 0 24 24"><path stroke-width="3" d="M5 12h.01M12 12h.01M19 12h.01"/></symbol>"#,
    r#"<symbol id="i-down" viewBox="0 0 24 24"><path d="m6 9.5 6 6 6-6"/></symbol>"#,
    r#"<symbol id="i-file" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6zM14 3v4h4"/></symbol>"#,
    r#"<symbol id="i-flag" viewBox="0 0 24 24"><path d="M6 21V4h12l-3 4 3 4H6"/></symbol>"#,
    r#"<symbol id="i-go" viewBox="0 0 24 24"><path d="M5 12h14m-6-6 6 6-6 6"/></symbol>"#,
    r#"<symbol id="i-half" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/></symbol>"#,
    r#"<symbol id="i-list" viewBox="0 0 24 24"><path d="M4 7h16M4 12h16M4 17h16"/></symbol>"#,
    r#"<symbol id="i-print" viewBox="0 0 24 24"><path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/></symbol>"#,
    r#"<symbol id="i-save" viewBox="0 0 24 24"><path d="M12 4v10m-5-4 5 5 5-5M4 15v5h16v-5"/></symbol>"#,
    r#"<symbol id="i-star" viewBox="0 0 24 24"><path d="m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8L7 19l1.1-5.5L4 9.7 9.6 9z"/></symbol>"#,
    r#"<symbol id="i-theme" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 0 0 16z" fill="currentColor"/></symbol>"#,
    r#"<symbol id="i-todo" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8" stroke-dasharray="2.2 4.1"/></symbol>"#,
    r#"<symbol id="i-wait" viewBox="0 0 24 24"><path d="M7 3.5h10m-10 17h10M8 3.5v4l4 4.5 4-4.5v-4m-8 17v-4l4-4.5 4 4.5v4"/></symbol>"#,
    "</svg></div>",
);
