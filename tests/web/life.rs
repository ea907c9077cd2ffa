//! The app on a page that is not as it was written: an extension was there first.

use partnerpad::{
    browser::page,
    page::part,
    text::{GUIDE, LANGUAGES},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, ScrollBehavior};

use crate::{body, document};

/// Puts the written page, or what is left of it, into the document.
fn show(change: impl Fn(String) -> String) -> HtmlElement {
    let app = document().create_element("div").unwrap();
    app.set_id("app");
    app.set_class_name("still");
    app.set_inner_html(&change(part("app", &GUIDE, LANGUAGES, 0).unwrap()));
    body().append_child(&app).unwrap();
    app.dyn_into().unwrap()
}

#[wasm_bindgen_test]
fn the_page_wakes_up_even_if_half_of_it_was_taken_away() {
    let app = show(|html| html.split("<main").next().unwrap().to_owned());
    partnerpad::app::live(partnerpad::app::read().unwrap());
    assert!(!app.class_list().contains("still"));
    app.remove();
}

#[wasm_bindgen_test]
fn text_is_only_touched_where_it_differs() {
    let app = show(|html| html);
    page::set_text("#title", "Titel");
    let node = app.query_selector("#title").unwrap().unwrap().first_child().unwrap();
    page::set_text("#title", "Titel");
    assert!(app.query_selector("#title").unwrap().unwrap().first_child().unwrap().is_same_node(Some(&node)));
    app.remove();
}

#[wasm_bindgen_test]
fn what_is_not_on_the_page_is_passed_over() {
    page::set_text("#nowhere", "x");
    page::set_attribute("#nowhere", "hidden", Some(""));
    page::go_to("nowhere", ScrollBehavior::Auto);
    page::go_to_heading("nowhere", ScrollBehavior::Instant);
    assert!(page::lines("nowhere").is_empty());
}

#[wasm_bindgen_test]
fn a_menu_path_is_copied_level_by_level() {
    let app = show(|html| html);
    let first = LANGUAGES.first().unwrap().steps.first().unwrap();
    assert_eq!(page::lines("place-1"), first.place);
    app.remove();
}

#[wasm_bindgen_test]
fn going_to_a_step_opens_it_and_puts_the_focus_on_its_heading() {
    let app = show(|html| html);
    page::go_to_heading("stap-3", ScrollBehavior::Instant);
    let step = app.query_selector("#stap-3").unwrap().unwrap();
    assert!(step.has_attribute("open"));
    let focused = document().active_element().unwrap();
    assert_eq!(focused.tag_name(), "SUMMARY");
    assert!(step.contains(Some(&focused)));
    app.remove();
}
