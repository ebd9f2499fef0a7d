//! What an operation is about.

use dk::{Act, ActObject, Handle};
use leptos::prelude::*;

use super::text::T;
use ui::explain::act_label;
use ui::{Lang, urls};

/// An object at the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// What kind of thing; none where this version does not know it.
    pub kind: Option<ActObject>,
    /// Name (U-label) or handle; empty while there is none.
    pub name: String,
}

impl Object {
    /// Its page, where it has one.
    pub fn href(&self) -> Option<String> {
        match self.kind? {
            ActObject::Domain if !self.name.is_empty() => Some(urls::domain(&self.name)),
            ActObject::Host if !self.name.is_empty() => Some(urls::host(&self.name)),
            ActObject::Contact if Handle::parse(&self.name).is_ok() => Some(urls::contact(&self.name)),
            ActObject::Domain | ActObject::Host | ActObject::Contact | ActObject::Account => None,
        }
    }

    /// Its name, which leads to its page.
    pub(super) fn link(&self) -> AnyView {
        let name = self.name.clone();
        match self.href() {
            Some(href) => view! { <a href=href>{name}</a> }.into_any(),
            None => view! { {name} }.into_any(),
        }
    }
}

/// What an act is called, also one that only a later version knows.
pub(super) fn act_words(lang: Lang, act: Option<Act>) -> &'static str {
    act.map_or_else(|| T(lang).operation(), |act| act_label(lang, act))
}

/// An act and what it is about, in a line.
pub(super) fn named(lang: Lang, act: Option<Act>, about: &str) -> String {
    let words = act_words(lang, act);
    if about.is_empty() { words.to_owned() } else { format!("{words}: {about}") }
}
