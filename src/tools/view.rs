//! What the tools are drawn with: elements that follow Leptos' signals.
//!
//! Leptos' own views were used first. They have a type for each shape of element, attribute and child, and each brings its
//! code: the tools weighed 1.25 MB of WebAssembly, with all types erased that can be. Here a view is a value: there is one
//! way to draw it and one to change it, whatever it is made of.
//!
//! A view that follows signals gives another view when they change; the two are compared, and only what differs is
//! changed. So what one types, the focus, and what is announced stay as they are.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use leptos::prelude::{Owner, RenderEffect, RwSignal, Set};
use leptos::reactive::owner::LocalStorage;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{Event, Node};

pub use partnerpad_view::view;

/// What is to be seen in a place of the page.
pub enum View {
    /// A text; the empty one keeps the place of what may come.
    Text(Cow<'static, str>),
    /// An element.
    Element(Box<Element>),
    /// One after the other.
    Many(Vec<View>),
    /// What this gives, anew whenever signals that it reads change.
    Live(Rc<dyn Fn() -> View>),
    /// One view for each key: it stays while its key does.
    Each(Rc<dyn Fn() -> Vec<String>>, Rc<dyn Fn(String) -> View>),
}

/// What an attribute is; `None`: it is not there.
pub type Value = Option<Cow<'static, str>>;

/// Where an element is known after it was drawn.
pub type NodeRef = RwSignal<Option<web_sys::Element>, LocalStorage>;

/// Nothing known yet.
#[must_use]
pub fn node_ref() -> NodeRef {
    RwSignal::new_local(None)
}

/// One view for each key, in their order. It is made once, and stays with all that is typed in it while its key does.
pub fn each(keys: impl Fn() -> Vec<String> + 'static, view: impl Fn(String) -> View + 'static) -> View {
    View::Each(Rc::new(keys), Rc::new(view))
}

/// An element: its attributes, what it does, and what is in it.
pub struct Element {
    tag: &'static str,
    traits: Vec<Trait>,
    children: Vec<View>,
}

enum Trait {
    Is(Target, Value),
    Follows(Target, Rc<dyn Fn() -> Value>),
    On(&'static str, React),
    Known(NodeRef),
}

/// What of an element has a value.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Attribute(&'static str),
    Property(&'static str),
    Class(&'static str),
    Html,
}

// Never inlined: these calls are what most of the tools' code is made of.
impl Element {
    /// One of this kind.
    #[must_use]
    #[inline(never)]
    pub fn new(tag: &'static str) -> Box<Self> {
        Box::new(Self { tag, traits: Vec::new(), children: Vec::new() })
    }

    /// With an attribute that never changes.
    #[must_use]
    #[inline(never)]
    pub fn is(self: Box<Self>, name: &'static str, value: &'static str) -> Box<Self> {
        self.with(Trait::Is(Target::Attribute(name), Some(value.into())))
    }

    /// With an attribute.
    #[must_use]
    pub fn attribute(self: Box<Self>, name: &'static str, value: impl Valued) -> Box<Self> {
        self.with(value.to(Target::Attribute(name)))
    }

    /// With a property.
    #[must_use]
    pub fn property(self: Box<Self>, name: &'static str, value: impl Valued) -> Box<Self> {
        self.with(value.to(Target::Property(name)))
    }

    /// With a class that may come and go.
    #[must_use]
    pub fn class(self: Box<Self>, name: &'static str, value: impl Valued) -> Box<Self> {
        self.with(value.to(Target::Class(name)))
    }

    /// With this HTML in it. Never with text that somebody typed, unless `domain::html` escaped it.
    #[must_use]
    pub fn html(self: Box<Self>, value: impl Valued) -> Box<Self> {
        self.with(value.to(Target::Html))
    }

    /// Does this on an event. `E` is the event's own type.
    #[must_use]
    pub fn on<E: JsCast>(self: Box<Self>, name: &'static str, react: impl Fn(E) + 'static) -> Box<Self> {
        self.with(Trait::On(name, Rc::new(move |event: Event| react(event.unchecked_into()))))
    }

    /// Is known there, once it is drawn.
    #[must_use]
    pub fn known(self: Box<Self>, node: NodeRef) -> Box<Self> {
        self.with(Trait::Known(node))
    }

    /// With this in it, after what is there.
    #[must_use]
    pub fn child(self: Box<Self>, child: impl Shown) -> Box<Self> {
        self.holding(child.shown())
    }

    #[inline(never)]
    fn with(mut self: Box<Self>, one: Trait) -> Box<Self> {
        self.traits.push(one);
        self
    }

    #[inline(never)]
    fn holding(mut self: Box<Self>, child: View) -> Box<Self> {
        self.children.push(child);
        self
    }
}

/// What can stand in an element.
pub trait Shown {
    /// As a view.
    fn shown(self) -> View;
}

impl Shown for View {
    fn shown(self) -> View {
        self
    }
}

impl Shown for Box<Element> {
    fn shown(self) -> View {
        View::Element(self)
    }
}

impl Shown for &'static str {
    fn shown(self) -> View {
        View::Text(self.into())
    }
}

impl Shown for String {
    fn shown(self) -> View {
        View::Text(self.into())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(self) -> View {
        self.map_or(View::Text("".into()), Shown::shown)
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shown(self) -> View {
        View::Many(self.into_iter().map(Shown::shown).collect())
    }
}

impl<F: Fn() -> T + 'static, T: Shown> Shown for F {
    fn shown(self) -> View {
        View::Live(Rc::new(move || self().shown()))
    }
}

/// What an attribute can be: a text, whether it is there at all, or something that gives one of these.
pub trait Valued {
    /// As a trait of an element.
    #[allow(private_interfaces, reason = "only elements ask for it")]
    fn to(self, target: Target) -> Trait;
}

/// A value that stands still.
pub trait Fixed {
    /// As a value.
    fn value(self) -> Value;
}

impl Fixed for &'static str {
    fn value(self) -> Value {
        Some(self.into())
    }
}

impl Fixed for String {
    fn value(self) -> Value {
        Some(self.into())
    }
}

impl Fixed for bool {
    fn value(self) -> Value {
        self.then_some("".into())
    }
}

impl<T: Fixed> Fixed for Option<T> {
    fn value(self) -> Value {
        self.and_then(Fixed::value)
    }
}

macro_rules! valued {
    ($($type:ty),*) => {$(
        impl Valued for $type {
            #[allow(private_interfaces, reason = "only elements ask for it")]
            fn to(self, target: Target) -> Trait {
                Trait::Is(target, self.value())
            }
        }
    )*};
}

valued!(&'static str, String, bool, Option<&'static str>, Option<String>);

impl<F: Fn() -> T + 'static, T: Fixed> Valued for F {
    #[allow(private_interfaces, reason = "only elements ask for it")]
    fn to(self, target: Target) -> Trait {
        Trait::Follows(target, Rc::new(move || self().value()))
    }
}

/// Puts a view into a place of the page, after what is there, for as long as the page lives.
pub fn mount(place: &web_sys::Element, view: View) {
    std::mem::forget(draw(view, place, None));
}

/// A view as it stands on the page. Dropped, it follows nothing any more, but stays to be seen until [`remove`].
enum Drawn {
    Text(web_sys::Text, Cow<'static, str>),
    Element(web_sys::Element, &'static str, Vec<Kept>, Vec<Drawn>),
    /// The node closes it: what is drawn later comes before it.
    Many(Vec<Drawn>, Node),
    Live(Rc<RefCell<Option<Drawn>>>, RenderEffect<()>),
    Each(Rc<RefCell<Vec<Item>>>, Node, #[allow(dead_code, reason = "held so that it goes on")] RenderEffect<()>),
}

/// One of a list: its key, what owns its signals, and itself.
struct Item(String, #[allow(dead_code, reason = "held so that its signals live")] Owner, Drawn);

/// A trait of an element that is drawn.
enum Kept {
    Is(Target, Value),
    Follows(Target, Rc<RefCell<Value>>, RenderEffect<()>),
    On(&'static str, Listener),
    Known,
}

type React = Rc<dyn Fn(Event)>;

/// What is called on an event, and can be exchanged.
struct Listener {
    node: web_sys::Element,
    name: &'static str,
    react: Rc<RefCell<React>>,
    closure: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.node.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}

#[wasm_bindgen]
extern "C" {
    // Cannot fail: tags are literals of this program.
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element(namespace: &str, tag: &str) -> web_sys::Element;
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text(text: &str) -> web_sys::Text;
    #[wasm_bindgen(js_namespace = document, js_name = createComment)]
    fn create_comment(text: &str) -> Node;
}

/// Puts a node into its place. Refused only if something foreign moved what is around it: then it is not to be seen until
/// the next change, which is better than a dead page.
fn put(node: &Node, parent: &Node, before: Option<&Node>) {
    let _ = parent.insert_before(node, before);
}

fn draw(view: View, parent: &Node, before: Option<&Node>) -> Drawn {
    match view {
        View::Text(text) => {
            let node = create_text(&text);
            put(&node, parent, before);
            Drawn::Text(node, text)
        }
        View::Element(element) => draw_element(*element, parent, before),
        View::Many(views) => {
            let end = create_comment("");
            put(&end, parent, before);
            let views = views.into_iter().map(|view| draw(view, parent, Some(&end))).collect();
            Drawn::Many(views, end)
        }
        View::Live(give) => live(give, Rc::default(), Some((parent, before))),
        View::Each(keys, view) => draw_each(keys, view, parent, before),
    }
}

fn draw_element(Element { tag, traits, children }: Element, parent: &Node, before: Option<&Node>) -> Drawn {
    let is_image = matches!(tag, "svg" | "use");
    let namespace = if is_image { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
    let node = create_element(namespace, tag);
    let traits = traits.into_iter().map(|one| keep(one, &node)).collect();
    let children = children.into_iter().map(|child| draw(child, &node, None)).collect();
    put(&node, parent, before);
    Drawn::Element(node, tag, traits, children)
}

/// `place` only if nothing is drawn yet.
fn live(give: Rc<dyn Fn() -> View>, drawn: Rc<RefCell<Option<Drawn>>>, place: Option<(&Node, Option<&Node>)>) -> Drawn {
    let place = place.map(|(parent, before)| (parent.clone(), before.cloned()));
    let follows = {
        let drawn = Rc::clone(&drawn);
        RenderEffect::new(move |_| {
            let view = give();
            let now = drawn.borrow_mut().take();
            let now = match (now, &place) {
                (Some(now), _) => Some(change(now, view)),
                (None, Some((parent, before))) => Some(draw(view, parent, before.as_ref())),
                (None, None) => None,
            };
            *drawn.borrow_mut() = now;
        })
    };
    Drawn::Live(drawn, follows)
}

fn draw_each(
    keys: Rc<dyn Fn() -> Vec<String>>,
    view: Rc<dyn Fn(String) -> View>,
    parent: &Node,
    before: Option<&Node>,
) -> Drawn {
    let end = create_comment("");
    put(&end, parent, before);
    // What owns this list, not a run of the effect: that one ends with the next change.
    let owner = Owner::current().unwrap_or_default();
    let items: Rc<RefCell<Vec<Item>>> = Rc::default();
    let follows = {
        let (items, end) = (Rc::clone(&items), end.clone());
        RenderEffect::new(move |_| {
            let Some(parent) = end.parent_node() else { return };
            let keys = keys();
            let (mut old, gone): (Vec<Item>, Vec<Item>) =
                items.take().into_iter().partition(|item| keys.contains(&item.0));
            for item in gone {
                remove(&item.2);
            }
            // From the end, so that each finds what comes after it in its place. Only what stands in the wrong one is
            // moved: a node that is moved loses the focus.
            let mut next = end.clone();
            let mut new: Vec<Item> = Vec::with_capacity(keys.len());
            for key in keys.into_iter().rev() {
                let item = if let Some(at) = old.iter().position(|item| item.0 == key) {
                    let item = old.remove(at);
                    let nodes = nodes(&item.2);
                    if nodes.last().and_then(Node::next_sibling).is_none_or(|after| after != next) {
                        for node in &nodes {
                            put(node, &parent, Some(&next));
                        }
                    }
                    item
                } else {
                    let owner = owner.child();
                    let drawn = owner.with(|| draw(view(key.clone()), &parent, Some(&next)));
                    Item(key, owner, drawn)
                };
                next = nodes(&item.2).into_iter().next().unwrap_or(next);
                new.push(item);
            }
            new.reverse();
            items.replace(new);
        })
    };
    Drawn::Each(items, end, follows)
}

/// The nodes of the page's tree that a view is, in their order; at least one.
fn nodes(drawn: &Drawn) -> Vec<Node> {
    match drawn {
        Drawn::Text(node, _) => vec![(**node).clone().into()],
        Drawn::Element(node, ..) => vec![(**node).clone()],
        Drawn::Many(views, end) => views.iter().flat_map(nodes).chain([end.clone()]).collect(),
        Drawn::Live(drawn, _) => drawn.borrow().as_ref().map(nodes).unwrap_or_default(),
        Drawn::Each(items, end, _) => {
            items.borrow().iter().flat_map(|item| nodes(&item.2)).chain([end.clone()]).collect()
        }
    }
}

fn remove(drawn: &Drawn) {
    for node in nodes(drawn) {
        if let Some(parent) = node.parent_node() {
            let _ = parent.remove_child(&node);
        }
    }
}

/// Makes another view of what is drawn.
fn change(drawn: Drawn, view: View) -> Drawn {
    match (drawn, view) {
        (Drawn::Text(node, old), View::Text(new)) => {
            if old != new {
                node.set_data(&new);
            }
            Drawn::Text(node, new)
        }
        (Drawn::Element(node, tag, kept, drawn), View::Element(element))
            if tag == element.tag && is_alike(&kept, &element.traits) =>
        {
            let Element { traits, children, .. } = *element;
            let kept = kept.into_iter().zip(traits).map(|(old, new)| old.change(new, &node)).collect();
            let children = change_all(drawn, children, &node, None);
            Drawn::Element(node, tag, kept, children)
        }
        (Drawn::Many(drawn, end), View::Many(views)) => {
            let Some(parent) = end.parent_node() else { return Drawn::Many(drawn, end) };
            Drawn::Many(change_all(drawn, views, &parent, Some(&end)), end)
        }
        (Drawn::Live(drawn, follows), View::Live(give)) => {
            drop(follows);
            live(give, drawn, None)
        }
        (drawn, view) => exchange(drawn, view),
    }
}

/// Draws another view in the place of this one.
fn exchange(drawn: Drawn, view: View) -> Drawn {
    let Some((last, parent)) = nodes(&drawn).pop().and_then(|last| Some((last.clone(), last.parent_node()?))) else {
        return drawn;
    };
    let new = draw(view, &parent, last.next_sibling().as_ref());
    remove(&drawn);
    new
}

fn change_all(drawn: Vec<Drawn>, views: Vec<View>, parent: &Node, end: Option<&Node>) -> Vec<Drawn> {
    let mut drawn = drawn.into_iter();
    let mut all: Vec<Drawn> = Vec::with_capacity(views.len());
    for view in views {
        all.push(match drawn.next() {
            Some(one) => change(one, view),
            None => draw(view, parent, end),
        });
    }
    for one in drawn {
        remove(&one);
    }
    all
}

fn is_alike(kept: &[Kept], traits: &[Trait]) -> bool {
    kept.len() == traits.len()
        && kept.iter().zip(traits).all(|pair| match pair {
            (Kept::Is(old, _), Trait::Is(new, _)) | (Kept::Follows(old, ..), Trait::Follows(new, _)) => old == new,
            (Kept::On(old, _), Trait::On(new, _)) => old == new,
            (Kept::Known, Trait::Known(_)) => true,
            _ => false,
        })
}

fn keep(one: Trait, node: &web_sys::Element) -> Kept {
    match one {
        Trait::Is(target, value) => {
            if value.is_some() {
                set(node, target, &value);
            }
            Kept::Is(target, value)
        }
        Trait::Follows(target, give) => follow(target, give, node, Rc::default()),
        Trait::On(name, react) => {
            let react = Rc::new(RefCell::new(react));
            let closure = {
                let react = Rc::clone(&react);
                Closure::<dyn Fn(Event)>::new(move |event| {
                    // Not borrowed while it runs: what it does may lead here again.
                    let react = Rc::clone(&react.borrow());
                    react(event);
                })
            };
            let _ = node.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
            Kept::On(name, Listener { node: node.clone(), name, react, closure })
        }
        Trait::Known(known) => {
            known.set(Some(node.clone()));
            Kept::Known
        }
    }
}

/// Keeps what `target` names at what this gives; `now` is what it is.
fn follow(target: Target, give: Rc<dyn Fn() -> Value>, node: &web_sys::Element, now: Rc<RefCell<Value>>) -> Kept {
    let follows = {
        let (node, now) = (node.clone(), Rc::clone(&now));
        RenderEffect::new(move |_| {
            let value = give();
            if *now.borrow() != value {
                set(&node, target, &value);
                *now.borrow_mut() = value;
            }
        })
    };
    Kept::Follows(target, now, follows)
}

impl Kept {
    /// As another trait, that is alike.
    fn change(self, new: Trait, node: &web_sys::Element) -> Self {
        match (self, new) {
            (Self::Is(target, old), Trait::Is(_, new)) => {
                if old != new {
                    set(node, target, &new);
                }
                Self::Is(target, new)
            }
            (Self::Follows(target, now, follows), Trait::Follows(_, give)) => {
                drop(follows);
                follow(target, give, node, now)
            }
            (Self::On(name, listener), Trait::On(_, react)) => {
                listener.react.replace(react);
                Self::On(name, listener)
            }
            (Self::Known, Trait::Known(known)) => {
                known.set(Some(node.clone()));
                Self::Known
            }
            (old, _) => old,
        }
    }
}

fn set(node: &web_sys::Element, target: Target, value: &Value) {
    match target {
        Target::Attribute(name) => {
            let _ = match value {
                Some(value) => node.set_attribute(name, value),
                None => node.remove_attribute(name),
            };
        }
        Target::Property(name) => {
            let is_text = name == "value";
            let text = value.as_deref().unwrap_or_default();
            let value = if is_text { JsValue::from_str(text) } else { JsValue::from_bool(value.is_some()) };
            let _ = js_sys::Reflect::set(node, &JsValue::from_str(name), &value);
        }
        Target::Class(name) => {
            let _ = node.class_list().toggle_with_force(name, value.is_some());
        }
        Target::Html => node.set_inner_html(value.as_deref().unwrap_or_default()),
    }
}
