//! `view!`: elements as they are written in HTML, with expressions of Rust in between, as calls of the functions in
//! `src/tools/view.rs`. The syntax is that of Leptos' own macro.
//!
//! ```text
//! <p class="soft" hidden=is_away>{text}</p>     an attribute: a text, a bool, an Option, or a closure that gives one
//! prop:checked=is_seen                          a property of the element instead
//! class:over=is_over                            a class that comes and goes
//! inner_html=html                               its inside as HTML: never with text that somebody typed
//! on:click=move |event| …                       what is done on an event
//! node_ref=field                                where the element is known afterwards
//! {expression}                                  a text, a view, an Option, a Vec, or a closure that gives one
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement};
use syn::{Error, Stmt, spanned::Spanned};

/// See the documentation of this crate.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    written(tokens.into()).unwrap_or_else(Error::into_compile_error).into()
}

fn written(tokens: TokenStream) -> Result<TokenStream, Error> {
    let nodes = rstml::parse2(tokens)?;
    let views: Vec<TokenStream> = nodes.iter().map(node).collect::<Result<_, _>>()?;
    Ok(match views.as_slice() {
        [one] => quote! { crate::tools::view::Shown::shown(#one) },
        many => quote! { crate::tools::view::View::Many(vec![#(crate::tools::view::Shown::shown(#many)),*]) },
    })
}

fn node(node: &Node) -> Result<TokenStream, Error> {
    match node {
        Node::Element(one) => element(one),
        // Without the braces, of which the compiler would say that there is no need.
        Node::Block(block) => Ok(match block.try_block().map(|block| block.stmts.as_slice()) {
            Some([Stmt::Expr(expression, None)]) => quote! { #expression },
            _ => quote! { #block },
        }),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote! { #text })
        }
        other => Err(Error::new(other.span(), "elements, texts in quotes, and expressions in braces")),
    }
}

fn element(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream, Error> {
    let tag = element.name().to_string();
    if tag.starts_with(char::is_uppercase) {
        return Err(Error::new(element.name().span(), "components are functions here: write {name(…)}"));
    }
    let attributes: Vec<TokenStream> = element.attributes().iter().map(attribute).collect::<Result<_, _>>()?;
    let children: Vec<TokenStream> = element.children.iter().map(node).collect::<Result<_, _>>()?;
    // Children first, as with Leptos: an attribute may take what they only borrow.
    Ok(quote! { crate::tools::view::Element::new(#tag) #(.child(#children))* #(#attributes)* })
}

fn attribute(attribute: &NodeAttribute) -> Result<TokenStream, Error> {
    let NodeAttribute::Attribute(attribute) = attribute else {
        return Err(Error::new(attribute.span(), "an attribute has a name"));
    };
    let name = attribute.key.to_string();
    let Some(value) = attribute.value() else {
        return Ok(quote! { .is(#name, "") });
    };
    Ok(match name.split_once(':') {
        Some(("on", event)) => {
            let kind = event_type(event);
            quote! { .on::<#kind>(#event, #value) }
        }
        Some(("prop", name)) => quote! { .property(#name, #value) },
        Some(("class", name)) => quote! { .class(#name, #value) },
        Some(_) => return Err(Error::new(attribute.span(), "on:, prop: or class:")),
        None => match (name.as_str(), literal(attribute)) {
            ("inner_html", _) => quote! { .html(#value) },
            ("node_ref", _) => quote! { .known(#value) },
            (name, Some(text)) => quote! { .is(#name, #text) },
            (name, None) => quote! { .attribute(#name, #value) },
        },
    })
}

fn literal(attribute: &KeyedAttribute) -> Option<String> {
    attribute.value_literal_string()
}

/// What a handler of this event is given.
fn event_type(event: &str) -> TokenStream {
    match event {
        "click" => quote! { web_sys::MouseEvent },
        "drop" | "dragover" | "dragleave" => quote! { web_sys::DragEvent },
        "focusout" => quote! { web_sys::FocusEvent },
        "submit" => quote! { web_sys::SubmitEvent },
        _ => quote! { web_sys::Event },
    }
}
