//! Words put together.

use crate::text::{Words, list};

/// "jij", "Unify of BusinessCom".
pub fn parties(words: &Words, who: &[usize]) -> String {
    let names: Vec<String> =
        who.iter().filter_map(|party| words.parties.get(*party)).map(ToString::to_string).collect();
    list(&names, words.ui.or)
}
