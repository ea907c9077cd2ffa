//! Light, dark, or as the system is.

use crate::{
    driver::Kind,
    guide::{DUTCH, ENGLISH, Guide},
    setup::Setup,
};

in_both_browsers!(the_theme_turns_and_stays, the_system_decides_until_one_chooses);

/// How light the page is: 0 is black, 255 white.
fn light(guide: &Guide) -> f64 {
    let script = "
        const of = (part) => getComputedStyle(part).backgroundColor;
        const colour = [document.body, document.documentElement].map(of).find((one) => one !== 'rgba(0, 0, 0, 0)');
        const pixel = new OffscreenCanvas(1, 1).getContext('2d');
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
        const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
        return (red + green + blue) / 3";
    guide.browser.run(script, &[])
}

fn the_theme_turns_and_stays(kind: Kind) {
    let guide = Guide::open(kind, DUTCH);
    let ui = guide.ui();
    let order = [
        (ui.theme_system, ui.theme_light, true),
        (ui.theme_light, ui.theme_dark, false),
        (ui.theme_dark, ui.theme_system, true),
    ];
    for (now, next, is_light) in order {
        guide.push(&ui.theme(now));
        guide.find("button", &ui.theme(next), None);
        assert_eq!(light(&guide) > 128.0, is_light, "{next}");
        guide.reload();
        guide.find("button", &ui.theme(next), None);
        assert_eq!(light(&guide) > 128.0, is_light, "{next}, loaded again");
        guide.visit(ENGLISH);
        assert_eq!(light(&guide) > 128.0, is_light, "{next}, in English");
        guide.visit(DUTCH);
    }
    assert!(guide.stored().is_empty(), "the system's choice leaves nothing behind");
}

fn the_system_decides_until_one_chooses(kind: Kind) {
    let guide = Guide::before(kind, &Setup::dark());
    guide.browser.emulate(&[("prefers-color-scheme", "dark")]);
    guide.visit(DUTCH);
    assert!(light(&guide) < 128.0, "dark as the system");
    guide.push(&guide.ui().theme(guide.ui().theme_system));
    guide.find("button", &guide.ui().theme(guide.ui().theme_light), None);
    assert!(light(&guide) > 128.0, "light as chosen");
    guide.reload();
    assert!(light(&guide) > 128.0, "still light");
}
