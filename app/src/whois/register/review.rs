//! The review before an application is sent.

use leptos::prelude::*;

use super::availability::Availability;
use super::props::ReviewProps;
use super::summary::{ConsentCard, DomainCard, NameServersCard, NotesCard, RegistrantCard};
use super::text::R;
use ui::components::{Form, Note, PageHead, PriceBox, Submit};
use ui::{Fields, FormState, Tone, Viewer, document, explain, urls, viewer};

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
