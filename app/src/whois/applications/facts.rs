//! The facts of an application, card by card.

use dk::ZonedDateTime;
use leptos::prelude::*;

use super::props::{Consent, Props};
use super::text::T;
use crate::whois::notes::note_fact;
use ui::components::{Card, CopyText, Fact, Facts, Moment};
use ui::{local, urls, viewer};

#[component]
pub(super) fn ApplicationCard(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let registrant = registrant(t, &props);
    let href = urls::domain(&props.domain);
    let tracking = props.tracking_no.map(|text| view! { <Fact label=t.tracking_no()><CopyText text/></Fact> });
    let code = props.used_code.then(|| view! { <Fact label=t.authorization_code()>{t.code_given()}</Fact> });
    let renewal = props.auto_renew.map(|renews| {
        view! { <Fact label=t.auto_renew()>{if renews { t.renews() } else { t.expires() }}</Fact> }
    });
    let given_back = props.refunded.then(|| view! { <small>{t.given_back()}</small> });
    let price = props.price.map(|price| view! { <Fact label=t.price()>{local::money(lang, price)}{given_back}</Fact> });
    let hosts: Vec<_> = props
        .name_servers
        .iter()
        .map(|host| view! { <div><a href=urls::host(host)>{host.clone()}</a></div> }.into_any())
        .collect();
    let ds = (!props.ds.is_empty()).then(|| {
        let records: Vec<_> =
            props.ds.iter().map(|ds| view! { <div><code>{ds.clone()}</code></div> }.into_any()).collect();
        view! { <Fact label=t.ds()>{records}</Fact> }
    });
    view! {
        <Card title=t.application().to_owned()>
            <Facts>
                <Fact label=t.domain()><a href=href>{props.domain}</a></Fact>
                {tracking}
                <Fact label=t.registrant()>{registrant}</Fact>
                <Fact label=t.name_servers()>{hosts}</Fact>
                {ds}
                <Fact label=t.period()>{t.one_year()}</Fact>
                {renewal}
                {code}
                {price}
                <Fact label=t.asked_by()>{props.asked_by}</Fact>
            </Facts>
        </Card>
    }
}

fn registrant(t: T, props: &Props) -> AnyView {
    let name = props.registrant_name.clone();
    let Some(handle) = props.registrant.clone() else {
        let note = if props.state.is_open() { t.contact_not_created() } else { t.no_contact() };
        return view! { {name}<small>{note}</small> }.into_any();
    };
    let reused = props.created_contact.as_ref().is_some_and(|contact| contact.reused);
    let note = reused.then(|| view! { <small>{t.reused()}</small> });
    view! { <a href=urls::contact(&handle)><code>{handle.clone()}</code></a>" "{name}{note} }.into_any()
}

/// What the registry said, to copy for support.
#[component]
pub(super) fn AnswerCard(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let copied = |label: &'static str, text: Option<String>| {
        text.map(|text| view! { <Fact label><CopyText text/></Fact> }).into_any()
    };
    let message = props.message.map(|message| {
        let link = message.id.map(|id| view! { <small><a href=urls::message(id)>{t.to_message()}</a></small> });
        view! { <Fact label=t.final_message()><span lang="en">{message.text}</span>{link}</Fact> }
    });
    // The id of a sending that was not answered stands in the timeline.
    let known = props.result_code.is_some() || props.result_text.is_some() || message.is_some();
    known.then(|| {
        view! {
            <Card title=t.answer().to_owned()>
                <Facts>
                    {copied(t.code(), props.result_code.map(|code| code.to_string()))}
                    {copied(t.text(), props.result_text)}
                    {message}
                    {copied("clTRID", props.cl_trid)}
                    {copied("svTRID", props.sv_trid)}
                </Facts>
            </Card>
        }
    })
}

/// The evidence of the registrant's acceptance.
#[component]
pub(super) fn ConsentCard(consent: Option<Consent>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let content = match consent {
        None => view! { <div class="pad"><p class="muted">{t.no_consent()}</p></div> }.into_any(),
        Some(consent) => {
            let zone = ZonedDateTime::from_utc(consent.accepted_at).abbreviation().to_owned();
            let method = consent.method.map_or_else(|| t.unknown_method(), |method| method.words(lang));
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

/// What only Birk keeps.
#[component]
pub(super) fn NotesCard(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    view! {
        <Card title=t.notes().to_owned()>
            <Facts>
                {note_fact(t.reference(), props.reference, t.none())}
                {note_fact(t.po_number(), props.po_number, t.none())}
                {note_fact(t.account_code(), props.account_code, t.none())}
            </Facts>
        </Card>
    }
}
