//! What the tests of the list and of an application's page start from.

mod decisions;
mod pages;
mod timeline;

use dk::RiskColour;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{Asked, AskedContact, Attempt, Fate, Props, Question, Row, State, page};
use ui::{Environment, Fields, FormState, Lang, Theme, Viewer};

const NOW: OffsetDateTime = datetime!(2026-11-21 13:02 UTC);
const EVIL: &str = "</textarea><script>alert(1)</script>\"'";

fn viewer(lang: Lang) -> Viewer {
    Viewer {
        lang,
        theme: Theme::System,
        user: None,
        environment: Environment::Sandbox,
        sandbox_control_url: None,
        balance: None,
        nav: Vec::new(),
        path: "/applications".to_owned(),
        csrf: "token".to_owned(),
        flash: None,
        now: NOW,
        draft_restored: false,
    }
}

fn props(state: State) -> Props {
    Props::new(
        "id".to_owned(),
        "blåbærgrød.dk".to_owned(),
        state,
        NOW - Duration::minutes(3),
        "ida@nordisk.example".to_owned(),
    )
}

fn shown(props: Props) -> String {
    page(viewer(Lang::En), props, &FormState::default())
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn asked_contact(reused: bool) -> AskedContact {
    AskedContact {
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
        Question::ForcedContact => Some(asked_contact(false)),
        Question::UnansweredContact => Some(asked_contact(true)),
        _ => None,
    };
    let accepted = question == Question::MessageMissing;
    Asked { question, contact, accepted, cl_trid: "birk-of-the-question".to_owned() }
}

fn attempt(n: i32, fate: Fate) -> Attempt {
    let sent_at = NOW - Duration::minutes(3) + Duration::seconds(i64::from(n));
    Attempt { n, cl_trid: format!("birk-{n}"), sent_at, ended_at: Some(sent_at), fate, code: None, lost: false }
}

fn row(state: State) -> Row {
    Row {
        id: "id".to_owned(),
        domain: EVIL.to_owned(),
        sent_at: NOW,
        by: EVIL.to_owned(),
        tracking_no: Some(EVIL.to_owned()),
        state,
        risk: Some(RiskColour::Other(EVIL.to_owned())),
        waiting: None,
        needs_person: false,
        next_check_at: Some(NOW),
        reference: EVIL.to_owned(),
    }
}
