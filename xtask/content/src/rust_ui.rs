//! The generated `Ui`, and its like for each tool: a field for each label, a function for each label with placeholders.

use crate::code::{Code, ident, string};
use crate::rust::write_plural;
use crate::ui::Ui;
use crate::wording::Wording;

/// How a label stands in `Ui`.
enum Shape<'a> {
    Field,
    /// Arguments in order of first appearance.
    Template(Vec<&'a str>),
    /// Arguments besides the count `n`.
    Counted(Vec<&'a str>),
}

impl<'a> Shape<'a> {
    fn of(wording: &'a Wording) -> Self {
        let mut names = wording.placeholders();
        match wording {
            Wording::Text(_) if names.is_empty() => Self::Field,
            Wording::Text(_) => Self::Template(names),
            Wording::List(_) => Self::Field,
            Wording::Plural { .. } => {
                names.retain(|name| *name != "n");
                Self::Counted(names)
            }
        }
    }
}

/// The type with its functions. The default language's labels define it.
pub(crate) fn write_type(code: &mut Code, name: &str, default: &Ui) {
    code.line("/// The labels, buttons and messages of one language.");
    code.block(&format!("pub struct {name} {{"), "}", |code| {
        for (key, wording) in default.iter() {
            let name = ident(key);
            match (Shape::of(wording), wording) {
                (Shape::Template(_), _) => code.line(&format!("{key}_: &'static str,")),
                (_, Wording::Text(text)) => {
                    code.line(&doc(text));
                    code.line(&format!("pub {name}: &'static str,"));
                }
                (_, Wording::Plural { other, .. }) => {
                    code.line(&doc(other));
                    code.line(&format!("pub {name}: Plural,"));
                }
                (_, Wording::List(texts)) => {
                    code.line(&doc(&texts.join(", ")));
                    code.line(&format!("pub {name}: &'static [&'static str],"));
                }
            }
        }
    });
    let with_functions = |(_, wording): &(&str, &Wording)| !matches!(Shape::of(wording), Shape::Field);
    let functions: Vec<_> = default.iter().filter(with_functions).collect();
    if functions.is_empty() {
        return;
    }
    code.line("");
    code.block(&format!("impl {name} {{"), "}", |code| {
        for (position, (key, wording)) in functions.iter().enumerate() {
            if position > 0 {
                code.line("");
            }
            write_function(code, key, wording);
        }
    });
}

/// The text in the default language, where an editor shows it.
fn doc(text: &str) -> String {
    format!("/// `{}`", text.escape_debug())
}

fn write_function(code: &mut Code, key: &str, wording: &Wording) {
    let (mut parameters, mut values, template, names) = match Shape::of(wording) {
        Shape::Field => return,
        Shape::Template(names) => (String::new(), Vec::new(), format!("self.{key}_"), names),
        Shape::Counted(names) => {
            let template = format!("self.{}.pick(n)", ident(key));
            let value = r#"("n", &n)"#.to_owned();
            (", n: usize".to_owned(), vec![value], template, names)
        }
    };
    // An argument of that name would hide the function.
    let fill = match names.contains(&"fill") {
        true => "self::fill",
        false => "fill",
    };
    for name in names {
        let argument = ident(name);
        parameters.push_str(&format!(", {argument}: impl Display"));
        values.push(format!("({}, &{argument})", string(name)));
    }
    if let Wording::Text(text) | Wording::Plural { other: text, .. } = wording {
        code.line(&doc(text));
    }
    let head = format!("pub fn {}(&self{parameters}) -> String {{", ident(key));
    code.block(&head, "}", |code| {
        code.line(&format!("{fill}({template}, &[{}])", values.join(", ")));
    });
}

/// The labels of one language, in the order of the type. `head` opens its block: `ui: Ui {`.
pub(crate) fn write_value(code: &mut Code, head: &str, ui: &Ui, default: &Ui) {
    code.block(head, "},", |code| {
        for (key, model) in default.iter() {
            let name = match Shape::of(model) {
                Shape::Template(_) => format!("{key}_"),
                Shape::Field | Shape::Counted(_) => ident(key),
            };
            match ui.get(key) {
                Some(Wording::Text(text)) => code.line(&format!("{name}: {},", string(text))),
                Some(Wording::List(texts)) => code.texts(&format!("{name}: "), ",", texts),
                Some(Wording::Plural { one, other }) => write_plural(code, &name, one, other),
                // Never absent in checked content; if it were, rustc would miss the field.
                None => {}
            }
        }
    });
}

/// The function that reads the labels from texts, in the order of [`texts`].
pub(crate) fn write_reading(code: &mut Code, default: &Ui) {
    code.block("fn read(texts: &mut Texts) -> Self {", "}", |code| {
        code.block("Self {", "}", |code| {
            for (key, wording) in default.iter() {
                let (name, read) = match (Shape::of(wording), wording) {
                    (Shape::Template(_), _) => (format!("{key}_"), "text"),
                    (_, Wording::Text(_)) => (ident(key), "text"),
                    (_, Wording::Plural { .. }) => (ident(key), "plural"),
                    (_, Wording::List(_)) => (ident(key), "list"),
                };
                code.line(&format!("{name}: texts.{read}(),"));
            }
        });
    });
}

/// The texts of one language, in the order of the type: a plural's two forms, and before a list how many there are.
pub(crate) fn texts(ui: &Ui, default: &Ui) -> Vec<String> {
    let mut texts = Vec::new();
    for (key, _) in default.iter() {
        match ui.get(key) {
            Some(Wording::Text(text)) => texts.push(text.clone()),
            Some(Wording::Plural { one, other }) => texts.extend([one.clone(), other.clone()]),
            Some(Wording::List(list)) => {
                texts.push(list.len().to_string());
                texts.extend(list.iter().cloned());
            }
            None => {}
        }
    }
    texts
}
