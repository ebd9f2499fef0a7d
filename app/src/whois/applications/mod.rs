//! Applications: what is pending at the registry, what came of it, and what comes next.

mod application;
mod attempts;
mod decision;
mod decision_text;
mod facts;
mod list;
mod next;
mod props;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod timeline;

pub use application::page;
pub use attempts::{Attempt, Fate};
pub use decision::{Asked, AskedContact, Decision, Question, parse};
pub use list::{Filter, ListProps, Row, list};
pub use props::{Consent, CreatedContact, DecidingMessage, Props};
pub use state::{NotSent, Rejection, State, Waiting};

use ui::Lang;

/// What to tell somebody whose answer came too late: what became of the application meanwhile.
pub fn settled_meanwhile(lang: Lang, props: &Props) -> String {
    let t = decision_text::B(lang);
    if props.open_question().is_some() { t.look_again().to_owned() } else { t.meanwhile(next::stands(t, props)) }
}

/// What to tell somebody who answered though nothing was asked: how the application stands.
pub fn nothing_asked(lang: Lang, props: &Props) -> String {
    let t = decision_text::B(lang);
    t.nothing_asked(next::stands(t, props))
}

/// Why an application was not sent whose new contact somebody gave up: a few words, and an explanation.
pub fn contact_given_up(lang: Lang, by: &str) -> (&'static str, String) {
    let t = text::N(lang);
    (t.not_sent_title(), next::given_up(t, by))
}

/// What is wrong with a handle that cannot be that of the new contact.
pub fn not_that_contact(lang: Lang) -> &'static str {
    decision_text::B(lang).not_that_contact()
}

/// What to tell somebody whose answer names a contact that the registry could not be asked about.
pub fn contact_not_asked(lang: Lang) -> &'static str {
    decision_text::B(lang).contact_not_asked()
}

/// What to tell somebody who decided about an operation of a kind that this version does not know.
pub fn unknown_kind(lang: Lang) -> &'static str {
    decision_text::B(lang).unknown_kind()
}

/// What to tell somebody whose answer holds.
pub fn decided(lang: Lang) -> &'static str {
    decision_text::B(lang).decided()
}

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
