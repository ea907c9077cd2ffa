use leptos::prelude::*;

/// A picture of the sprite: 24 units wide, drawn with a stroke.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    Again,
    Alert,
    Check,
    Copy,
    Dots,
    Down,
    Flag,
    Go,
    Half,
    Print,
    Star,
    Theme,
    Todo,
}

impl Picture {
    const ALL: [Self; 13] = [
        Self::Again,
        Self::Alert,
        Self::Check,
        Self::Copy,
        Self::Dots,
        Self::Down,
        Self::Flag,
        Self::Go,
        Self::Half,
        Self::Print,
        Self::Star,
        Self::Theme,
        Self::Todo,
    ];

    const fn id(self) -> &'static str {
        match self {
            Self::Again => "i-again",
            Self::Alert => "i-alert",
            Self::Check => "i-check",
            Self::Copy => "i-copy",
            Self::Dots => "i-dots",
            Self::Down => "i-down",
            Self::Flag => "i-flag",
            Self::Go => "i-go",
            Self::Half => "i-half",
            Self::Print => "i-print",
            Self::Star => "i-star",
            Self::Theme => "i-theme",
            Self::Todo => "i-todo",
        }
    }

    /// The outline.
    const fn line(self) -> &'static str {
        match self {
            Self::Again => "M5 5v5h5M5.5 10A7.5 7.5 0 1 1 5 15",
            Self::Alert => "M12 4 2.5 20h19zM12 10v4.5m0 2.5v.1",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Dots => "M5 11.5v1M12 11.5v1M19 11.5v1",
            Self::Down => "m6 9.5 6 6 6-6",
            Self::Flag => "M6 21V4h12l-3 4 3 4H6",
            Self::Go => "M5 12h14m-6-6 6 6-6 6",
            Self::Half | Self::Theme => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0",
            Self::Todo => "M4 12a8 8 0 0 1 2.3-5.6M9.3 4.5a8 8 0 0 1 5.4 0M17.7 6.4A8 8 0 0 1 20 12M17.7 17.6a8 8 0 0 1-3 1.9M9.3 19.5a8 8 0 0 1-3-1.9",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Star => "m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8L7 19l1.1-5.5L4 9.7 9.6 9z",
        }
    }

    /// The filled part, if any.
    const fn fill(self) -> Option<&'static str> {
        match self {
            Self::Half => Some("M12 4a8 8 0 0 1 0 16z"),
            Self::Theme => Some("M12 4a8 8 0 0 0 0 16z"),
            _ => None,
        }
    }
}

/// One picture; the text beside it says the same.
#[component]
pub fn Icon(picture: Picture, #[prop(default = "i")] class: &'static str) -> impl IntoView {
    view! { <svg class=class aria-hidden="true"><use href=format!("#{}", picture.id())></use></svg> }
}

/// All pictures, once per page.
#[component]
pub fn Sprite() -> impl IntoView {
    let symbol = |picture: Picture| {
        view! {
            <symbol id=picture.id() viewBox="0 0 24 24">
                <path d=picture.line()/>
                {picture.fill().map(|shape| view! { <path d=shape fill="currentColor"/> })}
            </symbol>
        }
    };
    view! { <svg hidden>{Picture::ALL.map(symbol).collect_view()}</svg> }
}
