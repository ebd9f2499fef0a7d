//! Operations: everything that was asked of the registry, how it stands, and what comes next. One page for every act.
//!
//! What only a registration has stands in `registration` (what is known) and `application` (how it is shown).

mod application;
mod attempts;
mod decision;
mod decision_text;
mod event;
mod facts;
mod next;
mod next_text;
mod object;
mod page;
mod props;
mod registration;
mod short;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod timeline;

pub use attempts::{Attempt, Fate};
pub use decision::{Asked, Decision, Question, WantedContact, parse};
pub use event::Event;
pub use object::Object;
pub use page::page;
pub use props::{DecidingMessage, Props, Step};
pub use registration::{Consent, Registration, Rejection};
pub use short::Standing;
pub(crate) use state::risk_tone;
pub use state::{NotSent, State, Waiting};

use ui::Lang;

/// What to tell somebody whose answer came too late: what became of the operation meanwhile.
pub fn settled_meanwhile(lang: Lang, props: &Props) -> String {
    let t = decision_text::B(lang);
    if props.open_question().is_some() {
        t.look_again().to_owned()
    } else {
        t.meanwhile(&page::how_it_stands(lang, props).sentence)
    }
}

/// What to tell somebody who answered though nothing was asked: how the operation stands.
pub fn nothing_asked(lang: Lang, props: &Props) -> String {
    decision_text::B(lang).nothing_asked(&page::how_it_stands(lang, props).sentence)
}

/// Why an operation was not sent whose new contact somebody gave up: a few words, and an explanation.
pub fn contact_given_up(lang: Lang, by: &str) -> (&'static str, String) {
    let t = next_text::N(lang);
    (t.not_sent_given_up_title(), next::given_up(t, by))
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
