//! The facts of an application, card by card.

use dk::ZonedDateTime;
use leptos::prelude::*;

use super::text::T;
use crate::operations::registration::{Consent, Registration};
use ui::components::{Card, CopyText, Fact, Facts, Moment};
use ui::{urls, viewer};

#[component]
pub(in crate::operations) fn ApplicationCard(
    registration: Registration,
    /// Whether more will be heard of it.
    open: bool,
) -> impl IntoView {
    let t = T(viewer().lang);
    let registrant = registrant(t, &registration, open);
    let tracking = registration.tracking_no.map(|text| view! { <Fact label=t.tracking_no()><CopyText text/></Fact> });
    let code = registration.used_code.then(|| view! { <Fact label=t.authorization_code()>{t.code_given()}</Fact> });
    let renewal = registration.auto_renew.map(|renews| {
        view! { <Fact label=t.auto_renew()>{if renews { t.renews() } else { t.expires() }}</Fact> }
    });
    let hosts: Vec<_> = registration
        .name_servers
        .iter()
        .map(|host| view! { <div><a href=urls::host(host)>{host.clone()}</a></div> }.into_any())
        .collect();
    let ds = (!registration.ds.is_empty()).then(|| {
        let records: Vec<_> =
            registration.ds.iter().map(|ds| view! { <div><code>{ds.clone()}</code></div> }.into_any()).collect();
        view! { <Fact label=t.ds()>{records}</Fact> }
    });
    view! {
        <Card title=t.application().to_owned()>
            <Facts>
                {tracking}
                <Fact label=t.registrant()>{registrant}</Fact>
                <Fact label=t.name_servers()>{hosts}</Fact>
                {ds}
                <Fact label=t.period()>{t.one_year()}</Fact>
                {renewal}
                {code}
            </Facts>
        </Card>
    }
}

fn registrant(t: T, registration: &Registration, open: bool) -> AnyView {
    let name = registration.registrant_name.clone();
    let Some(handle) = registration.registrant.clone() else {
        let note = if open { t.contact_not_created() } else { t.no_contact() };
        return view! { {name}<small>{note}</small> }.into_any();
    };
    let note = registration.registrant_reused.then(|| view! { <small>{t.reused()}</small> });
    view! { <a href=urls::contact(&handle)><code>{handle.clone()}</code></a>" "{name}{note} }.into_any()
}

/// The evidence of the registrant's acceptance.
#[component]
pub(in crate::operations) fn ConsentCard(consent: Option<Consent>) -> impl IntoView {
    let t = T(viewer().lang);
    let content = match consent {
        None => view! { <div class="pad"><p class="muted">{t.no_consent()}</p></div> }.into_any(),
        Some(consent) => {
            let zone = ZonedDateTime::from_utc(consent.accepted_at).abbreviation().to_owned();
            let method = consent.method.unwrap_or_else(|| t.unknown_method());
            view! {
                <Facts>
                    <Fact label=t.accepted_at()><Moment at=consent.accepted_at short=true/>" "{zone}</Fact>
                    <Fact label=t.consent_method()>{method}</Fact>
                    <Fact label=t.terms_version()>{consent.terms_version}</Fact>
                    <Fact label=t.recorded()><Moment at=consent.recorded_at short=true/><small>{consent.recorded_by}</small></Fact>
                </Facts>
            }
            .into_any()
        }
    };
    view! { <Card title=t.consent().to_owned()>{content}</Card> }
}
