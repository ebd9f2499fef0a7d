//! The review before an application is sent.

use leptos::prelude::*;

use super::availability::Availability;
use super::form::Request;
use super::props::Props;
use super::summary::{ConsentCard, DomainCard, NameServersCard, NotesCard, RegistrantCard};
use super::text::R;
use ui::components::Note;
use ui::{Tone, explain, viewer};

/// What is sent, card by card.
pub(super) fn content(request: &Request, props: &Props, availability: &Availability) -> AnyView {
    let has_code = request.authorization_code.is_some();
    let registrar = (props.registrar_handle.clone(), props.registrar_name.clone());
    let (request, known) = (request.clone(), props.registrant.clone());
    view! {
        <AvailabilityNote availability=availability.clone() has_code/>
        <DomainCard request=request.clone() registrar availability=availability.clone()/>
        <RegistrantCard registrant=request.registrant.clone() known=known.clone()/>
        <NameServersCard name_servers=request.name_servers.clone() ds=request.ds.clone()/>
        <ConsentCard request=request.clone() known/>
        <NotesCard request/>
    }
    .into_any()
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
