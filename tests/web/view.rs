//! How the tools' views follow signals: what differs is changed, and all else stays the same nodes.

use any_spawner::Executor;
use leptos::prelude::*;
use partnerpad::tools::view::{Element, NodeRef, Shown, View, each, mount, node_ref};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement};

use crate::{body, document};

/// A place on the page with a view in it, and the owner of its signals.
fn shown(view: impl FnOnce() -> View) -> (web_sys::Element, Owner) {
    let _ = Executor::init_wasm_bindgen();
    let place = document().create_element("div").unwrap();
    body().append_child(&place).unwrap();
    let owner = Owner::new();
    owner.with(|| mount(&place, view()));
    (place, owner)
}

fn first(place: &web_sys::Element, selector: &str) -> HtmlElement {
    place.query_selector(selector).unwrap().unwrap().unchecked_into()
}

fn text(place: &web_sys::Element) -> String {
    place.text_content().unwrap()
}

/// A view that is drawn anew as often as this is set.
fn round() -> (ArcRwSignal<u32>, impl Fn() -> u32 + Clone + 'static) {
    let round = ArcRwSignal::new(0);
    (round.clone(), move || round.get())
}

/// What runs after a change of signals has run.
async fn settled() {
    leptos::task::tick().await;
}

#[wasm_bindgen_test]
async fn a_text_changes_where_it_stands_and_what_holds_it_keeps_the_focus() {
    let (set, round) = round();
    let (place, _owner) =
        shown(|| (move || Element::new("p").child(Element::new("button").child(format!("round {}", round())))).shown());
    let button = first(&place, "button");
    button.focus().unwrap();
    let node = button.first_child().unwrap();
    set.set(1);
    settled().await;
    assert_eq!(text(&place), "round 1");
    assert!(button.first_child().unwrap().is_same_node(Some(&node)));
    assert!(document().active_element().unwrap().is_same_node(Some(&button)));
}

#[wasm_bindgen_test]
async fn another_kind_of_element_takes_the_place_of_the_one_before() {
    let (set, round) = round();
    let (place, _owner) = shown(|| {
        let middle = move || Element::new(if round() == 0 { "b" } else { "i" }).child("middle");
        vec!["before ".shown(), middle.shown(), " after".shown()].shown()
    });
    set.set(1);
    settled().await;
    assert_eq!(text(&place), "before middle after");
    assert!(place.query_selector("b").unwrap().is_none());
    first(&place, "i");
}

#[wasm_bindgen_test]
async fn an_attribute_comes_changes_and_goes_and_is_left_alone_otherwise() {
    let (set, round) = round();
    let (place, _owner) = shown(|| {
        let title =
            move || [None, Some("one"), Some("two"), Some("two"), None].get(round() as usize).copied().flatten();
        let class = title.clone();
        Element::new("p").attribute("title", title).class("is-told", move || class().is_some()).shown()
    });
    let p = first(&place, "p");
    let is = || (p.get_attribute("title"), p.class_list().contains("is-told"));
    assert_eq!(is(), (None, false));
    set.set(1);
    settled().await;
    assert_eq!(is(), (Some("one".to_owned()), true));
    set.set(2);
    settled().await;
    assert_eq!(is(), (Some("two".to_owned()), true));
    // What an extension wrote there meanwhile shows that the same value is not written again.
    p.set_attribute("title", "foreign").unwrap();
    set.set(3);
    settled().await;
    assert_eq!(is(), (Some("foreign".to_owned()), true));
    set.set(4);
    settled().await;
    assert_eq!(is(), (None, false));
}

#[wasm_bindgen_test]
async fn what_one_typed_stays_while_what_is_around_it_changes() {
    let (set, round) = round();
    let (place, _owner) = shown(|| {
        (move || Element::new("label").child(format!("round {}", round())).child(Element::new("input"))).shown()
    });
    let input = first(&place, "input");
    js_sys::Reflect::set(&input, &"value".into(), &"typed".into()).unwrap();
    set.set(1);
    settled().await;
    let now = first(&place, "input");
    assert!(now.is_same_node(Some(&input)));
    assert_eq!(js_sys::Reflect::get(&now, &"value".into()).unwrap(), "typed");
}

#[wasm_bindgen_test]
async fn a_press_does_what_the_last_round_said_and_only_that() {
    let (set, round) = round();
    let pressed: Rc<RefCell<Vec<u32>>> = Rc::default();
    let (place, _owner) = {
        let pressed = Rc::clone(&pressed);
        shown(move || {
            (move || {
                let (pressed, now) = (Rc::clone(&pressed), round());
                Element::new("button").on("click", move |_: Event| pressed.borrow_mut().push(now)).child("press")
            })
            .shown()
        })
    };
    let button = first(&place, "button");
    button.click();
    set.set(1);
    settled().await;
    button.click();
    assert_eq!(*pressed.borrow(), [0, 1]);
}

#[wasm_bindgen_test]
async fn an_element_is_known_to_each_round_that_asks_for_it() {
    let (set, round) = round();
    let last: Rc<Cell<Option<NodeRef>>> = Rc::default();
    let (place, _owner) = {
        let last = Rc::clone(&last);
        shown(move || {
            (move || {
                let node = node_ref();
                last.set(Some(node));
                Element::new("button").known(node).child(round().to_string())
            })
            .shown()
        })
    };
    let is_known =
        || last.get().unwrap().get_untracked().is_some_and(|node| node.is_same_node(Some(&first(&place, "button"))));
    assert!(is_known());
    set.set(1);
    settled().await;
    assert!(is_known());
}

#[wasm_bindgen_test]
async fn one_after_the_other_there_are_as_many_as_the_last_round_gave() {
    let (set, round) = round();
    let (place, _owner) = shown(|| {
        let some =
            move || (0..[2, 4, 1, 0, 3].get(round() as usize).copied().unwrap_or(0)).map(|at: u32| at.to_string());
        vec!["[".shown(), (move || some().collect::<Vec<_>>()).shown(), "]".shown()].shown()
    });
    for (round, expected) in (1..).zip(["[0123]", "[0]", "[]", "[012]"]) {
        set.set(round);
        settled().await;
        assert_eq!(text(&place), expected);
    }
}

#[wasm_bindgen_test]
async fn a_list_keeps_what_stays_drops_what_goes_and_puts_all_in_order() {
    let keys = ArcRwSignal::new(vec!["a", "b", "c"]);
    let drawn: Rc<Cell<u32>> = Rc::default();
    let (place, _owner) = {
        let (keys, drawn) = (keys.clone(), Rc::clone(&drawn));
        shown(move || {
            let keys = move || keys.get().into_iter().map(ToOwned::to_owned).collect();
            let list = each(keys, move |key| {
                drawn.set(drawn.get() + 1);
                Element::new("input").attribute("value", key).shown()
            });
            vec![Element::new("b").shown(), list, Element::new("i").shown()].shown()
        })
    };
    let order = || {
        let children = place.children();
        let all: Vec<String> = (0..children.length())
            .filter_map(|at| children.item(at))
            .map(|node| node.get_attribute("value").unwrap_or_else(|| node.tag_name()))
            .collect();
        all.join("")
    };
    assert_eq!(order(), "BabcI");
    let c = first(&place, "[value=c]");
    c.focus().unwrap();
    for (now, expected) in [(vec!["a", "c"], "BacI"), (vec!["d", "a", "c", "e"], "BdaceI")] {
        keys.set(now);
        settled().await;
        assert_eq!(order(), expected);
        assert!(document().active_element().unwrap().is_same_node(Some(&c)), "c was touched");
    }
    for (now, expected) in [(vec!["e", "c", "d"], "BecdI"), (vec![], "BI"), (vec!["f"], "BfI")] {
        keys.set(now);
        settled().await;
        assert_eq!(order(), expected);
    }
    // Each key's once: a, b, c, d, e, f.
    assert_eq!(drawn.get(), 6);
}

#[wasm_bindgen_test]
async fn a_list_in_a_part_that_is_drawn_anew_is_the_new_part_s() {
    let (set, round) = round();
    let (place, _owner) = shown(|| {
        (move || {
            let now = round();
            each(move || vec!["x".to_owned()], move |key| Element::new("p").child(format!("{key}{now}")).shown())
        })
        .shown()
    });
    assert_eq!(text(&place), "x0");
    set.set(1);
    settled().await;
    assert_eq!(text(&place), "x1");
}

#[wasm_bindgen_test]
async fn a_part_in_a_part_follows_its_own_signal_after_the_outer_one_changed() {
    let (outer, outer_now) = round();
    let (inner, inner_now) = round();
    let runs: Rc<Cell<u32>> = Rc::default();
    let (place, _owner) = {
        let runs = Rc::clone(&runs);
        shown(move || {
            (move || {
                runs.set(runs.get() + 1);
                let inner_now = inner_now.clone();
                Element::new("p").child(outer_now().to_string()).child(move || inner_now().to_string())
            })
            .shown()
        })
    };
    outer.set(1);
    settled().await;
    inner.set(1);
    settled().await;
    assert_eq!(text(&place), "11");
    assert_eq!(runs.get(), 2, "the inner signal drew the outer part anew");
}
