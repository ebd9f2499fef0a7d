//! The review before an application is sent.

use dk::UnavailableReason;
use leptos::prelude::*;

use super::form::Request;
use super::page::KnownContact;
use super::summary::{ConsentCard, DomainCard, NameServersCard, NotesCard, RegistrantCard};
use super::text::R;
use crate::components::{Form, Funds, Note, PageHead, PriceBox, Submit, Tone};
use crate::explain::{self, Outage};
use crate::form::{Fields, FormState};
use crate::render::viewer;
use crate::{Viewer, document, urls};

/// What the review shows besides the fields that it carries on.
#[derive(Clone, Debug)]
pub struct ReviewProps {
    /// The application as it was read from the fields.
    pub request: Request,
    /// The registrant as the index knows it, for a handle; none where the index does not know it.
    pub registrant: Option<KnownContact>,
    /// The registry's answer about the name.
    pub availability: Availability,
    /// Price and balance.
    pub funds: Funds,
    /// The account's REG-handle and name.
    pub registrar: (String, String),
    /// The key of the form: the posted one.
    pub form_key: String,
}

/// The registry's answer about a name (`domain:check`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Free.
    Available,
    /// Registered.
    InUse,
    /// Applied for.
    Enqueued,
    /// Offered to the first on the waiting list.
    OfferedOnWaitingList,
    /// Not available for another reason, in the registry's words.
    Other(String),
    /// The registry gave no answer.
    Unanswered(Outage),
}

impl Availability {
    /// The answer of a check: `domain:name avail` and `domain:reason`.
    pub fn of_check(available: bool, reason: Option<&str>) -> Self {
        if available {
            return Self::Available;
        }
        match reason.map(UnavailableReason::from_word) {
            Some(UnavailableReason::Enqueued) => Self::Enqueued,
            Some(UnavailableReason::OfferedOnWaitingList) => Self::OfferedOnWaitingList,
            Some(UnavailableReason::Other(words)) => Self::Other(words),
            Some(UnavailableReason::InUse) | None => Self::InUse,
        }
    }

    /// Whether an application has a chance.
    pub(super) const fn may_be_applied_for(&self, has_code: bool) -> bool {
        match self {
            Self::Available | Self::Enqueued | Self::Unanswered(_) => true,
            Self::OfferedOnWaitingList => has_code,
            Self::InUse | Self::Other(_) => false,
        }
    }
}

/// Fields that the review does not carry on as they were posted.
const OWN: [&str; 3] = ["csrf_token", "form_key", "step"];

/// The review. `fields` is what was posted: all of it is carried on in hidden fields.
pub fn review(viewer: Viewer, props: ReviewProps, fields: &Fields) -> String {
    let t = R(viewer.lang);
    let carried = fields.without(&OWN);
    document(viewer, t.title(), move || {
        let name = props.request.domain.unicode().to_owned();
        let has_code = props.request.authorization_code.is_some();
        let may_send = props.availability.may_be_applied_for(has_code);
        let lead = view! { <p class="muted">{t.lead()}</p> }.into_any();
        let funds = props.funds;
        let request = props.request;
        view! {
            <PageHead title=t.title_of(&name) lead/>
            <AvailabilityNote availability=props.availability.clone() has_code/>
            <Form action=urls::REGISTER.to_owned() state=FormState::default()>
                <input type="hidden" name="form_key" value=props.form_key/>
                <Hidden fields=carried/>
                <div class="cols">
                    <div class="stack">
                        <DomainCard request=request.clone() registrar=props.registrar availability=props.availability/>
                        <RegistrantCard registrant=request.registrant.clone() known=props.registrant.clone()/>
                        <NameServersCard name_servers=request.name_servers.clone() ds=request.ds.clone()/>
                        <NotesCard request=request.clone()/>
                    </div>
                    <div class="stack">
                        <ConsentCard request known=props.registrant/>
                        <PriceBox funds><Buttons may_send/></PriceBox>
                    </div>
                </div>
            </Form>
        }
    })
}

/// Every field as it was posted, in its order.
#[component]
fn Hidden(fields: Fields) -> impl IntoView {
    fields
        .pairs()
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> }.into_any())
        .collect::<Vec<_>>()
}

#[component]
fn Buttons(may_send: bool) -> impl IntoView {
    let t = R(viewer().lang);
    if may_send {
        view! {
            <div class="actions"><Submit text=t.send() step="send"/><Submit text=t.change() step="edit" kind=""/></div>
            <p class="muted">{t.charged()}</p>
        }
        .into_any()
    } else {
        view! { <div class="actions"><Submit text=t.change() step="edit"/></div> }.into_any()
    }
}

/// What the registry's answer means, where the name is not simply free.
#[component]
fn AvailabilityNote(availability: Availability, has_code: bool) -> impl IntoView {
    let lang = viewer().lang;
    let t = R(lang);
    let (tone, title, text) = match availability {
        Availability::Available => return ().into_any(),
        Availability::InUse => (Tone::Bad, t.in_use_title().to_owned(), t.in_use_text().to_owned()),
        Availability::Enqueued => (Tone::Warn, t.enqueued_title().to_owned(), t.enqueued_text().to_owned()),
        Availability::OfferedOnWaitingList if has_code => {
            (Tone::Info, t.offered_title().to_owned(), t.offered_with_code().to_owned())
        }
        Availability::OfferedOnWaitingList => {
            (Tone::Bad, t.offered_title().to_owned(), t.offered_without_code().to_owned())
        }
        Availability::Other(reason) => (Tone::Bad, t.taken_title().to_owned(), t.taken_text(&reason)),
        Availability::Unanswered(outage) => {
            let (title, text) = explain::outage(lang, &outage);
            (Tone::Warn, title, format!("{text} {}", t.unknown_text()))
        }
    };
    view! { <Note tone title live=true><p>{text}</p></Note> }.into_any()
}
