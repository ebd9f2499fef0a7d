//! What the tests of an operation's page start from.

mod decisions;
mod pages;
mod registrations;
mod timeline;

use dk::{Act, ActObject};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{Asked, Attempt, Fate, Object, Props, Question, Registration, State, Step, WantedContact, page};
use ui::{Fields, FormState, Lang, Viewer};

const NOW: OffsetDateTime = datetime!(2026-11-21 13:02 UTC);
const EVIL: &str = "</textarea><script>alert(1)</script>\"'";

fn viewer(lang: Lang) -> Viewer {
    Viewer { path: "/operations/id".to_owned(), ..ui::testing::viewer(lang) }
}

/// An operation of any act on blåbærgrød.dk, or on a name server or contact.
fn of(act: Act, state: State) -> Props {
    let name = match act.object() {
        ActObject::Domain => "blåbærgrød.dk",
        ActObject::Host => "ns1.nordisk.example",
        ActObject::Contact => "GSA42-DK",
        ActObject::Account => "REG-100001",
    };
    let object = Object { kind: Some(act.object()), name: name.to_owned() };
    let asked_at = NOW - Duration::minutes(3);
    Props::new("id".to_owned(), Some(act), object, state, asked_at, "ida@nordisk.example".to_owned())
}

/// An application.
fn props(state: State) -> Props {
    Props { registration: Some(Registration::default()), ..of(Act::CreateDomain, state) }
}

fn shown(props: Props) -> String {
    page(viewer(Lang::En), props, &FormState::default())
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn wanted_contact(reused: bool) -> WantedContact {
    WantedContact {
        reused,
        name: "Anna Schmidt".to_owned(),
        organisation: String::new(),
        street: vec!["Hafenstrasse 12".to_owned(), "2. OG".to_owned()],
        postal_code: "24937".to_owned(),
        city: "Flensburg".to_owned(),
        country: "DE".to_owned(),
        email: "anna@example.de".to_owned(),
    }
}

fn asked(question: Question) -> Asked {
    let contact = match question {
        Question::ForcedContact => Some(wanted_contact(false)),
        Question::UnansweredContact => Some(wanted_contact(true)),
        _ => None,
    };
    let accepted = question == Question::MessageMissing;
    Asked { question, contact, accepted, cl_trid: "birk-of-the-question".to_owned() }
}

fn attempt(n: i32, fate: Fate) -> Attempt {
    let sent_at = NOW - Duration::minutes(3) + Duration::seconds(i64::from(n));
    Attempt { n, cl_trid: format!("birk-{n}"), sent_at, ended_at: Some(sent_at), fate, code: None, lost: false }
}

/// The creation of a contact, as a step.
fn step(state: State, handle: &str) -> Step {
    Step {
        id: "step".to_owned(),
        act: Some(Act::CreateContact),
        object: Object { kind: Some(ActObject::Contact), name: handle.to_owned() },
        state,
        needs_person: false,
        at: NOW,
        closed_by: None,
    }
}
