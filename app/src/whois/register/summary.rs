//! The application repeated, card by card.

use dk::{DsRecord, NameServers, VerificationStatus, ZonedDateTime};
use leptos::prelude::*;

use super::availability::Availability;
use super::contact::{ContactMode, NewContact};
use super::form::{Registrant, Request};
use super::known::KnownContact;
use super::text::{C, R, T};
use crate::whois::notes::note_fact;
use ui::components::{Badge, Card, Fact, Facts, Note};
use ui::{Lang, Tone, explain, local, urls, viewer};

#[component]
pub(super) fn DomainCard(request: Request, registrar: (String, String), availability: Availability) -> impl IntoView {
    let lang = viewer().lang;
    let (t, form) = (R(lang), T(lang));
    let (tone, words) = match availability {
        Availability::Available => (Tone::Ok, t.available()),
        Availability::InUse => (Tone::Bad, t.in_use()),
        Availability::Enqueued => (Tone::Warn, t.enqueued()),
        Availability::OfferedOnWaitingList => (Tone::Info, t.offered()),
        Availability::Other(_) => (Tone::Bad, t.not_available()),
        Availability::Unanswered(_) => (Tone::Plain, t.unknown()),
    };
    let domain = request.domain;
    let ascii = domain.is_idn().then(|| view! { <small>{t.sent_as(domain.ascii())}</small> });
    let sharp = domain.unicode().contains('ß').then(|| {
        let other = domain.unicode().replace('ß', "ss");
        view! { <small>{t.sharp_s(&other)}</small> }
    });
    let code =
        request.authorization_code.map(|_| view! { <Fact label=form.authorization_code()>{t.code_given()}</Fact> });
    let renewal = if request.auto_renew { t.renews() } else { t.expires() };
    view! {
        <Card title=form.card_domain().to_owned()>
            <Facts>
                <Fact label=form.domain_name()><b>{domain.unicode().to_owned()}</b>" "<Badge text=words tone/>{ascii}{sharp}</Fact>
                {code}
                <Fact label=form.period()>{form.one_year()}</Fact>
                <Fact label=form.auto_renew()>{renewal}</Fact>
                <Fact label=form.registrar()><code>{registrar.0}</code>" "{registrar.1}</Fact>
            </Facts>
        </Card>
    }
}

#[component]
pub(super) fn RegistrantCard(registrant: Registrant, known: Option<KnownContact>) -> impl IntoView {
    let t = T(viewer().lang);
    let facts = match registrant {
        Registrant::Handle(handle) => view! { <HandleFacts handle=handle.as_str().to_owned() known/> }.into_any(),
        Registrant::New(contact) => view! { <NewContactFacts contact=*contact/> }.into_any(),
    };
    view! { <Card title=t.card_registrant().to_owned()><Facts>{facts}</Facts></Card> }
}

#[component]
fn HandleFacts(handle: String, known: Option<KnownContact>) -> impl IntoView {
    let lang = viewer().lang;
    let (t, form) = (R(lang), T(lang));
    let href = urls::contact(&handle);
    let words = match known {
        None => view! { <small>{t.handle_unknown()}</small> }.into_any(),
        Some(contact) => {
            let place = (!contact.place.is_empty()).then(|| format!(", {}", contact.place));
            let management =
                contact.management.map(|management| view! { <small>{explain::management(lang, management)}</small> });
            let verified = (contact.verification == Some(VerificationStatus::Completed))
                .then(|| view! { " " <Badge text=t.verified_contact() tone=Tone::Ok/> });
            view! { " "{contact.name}{place}{verified}{management} }.into_any()
        }
    };
    view! { <Fact label=form.registrant_handle()><a href=href><code>{handle}</code></a>{words}</Fact> }
}

#[component]
fn NewContactFacts(contact: NewContact) -> impl IntoView {
    let lang = viewer().lang;
    let (t, c) = (R(lang), C(lang));
    let attention = contact.organisation.as_ref().filter(|name| **name != contact.name).map(|_| contact.name.clone());
    let verified = if contact.verified { t.verified_by_us() } else { t.to_be_verified() };
    let mode = if contact.mode == ContactMode::Auto { c.match_auto() } else { c.match_force() };
    let sole =
        contact.sole_proprietorship.filter(|sole| *sole).map(|_| view! { <small>{c.sole_proprietorship()}</small> });
    let lines: Vec<_> =
        address_lines(&contact, lang).into_iter().map(|line| view! { <div>{line}</div> }.into_any()).collect();
    let name = contact.display_name().to_owned();
    let user_type = explain::user_type(lang, contact.user_type);
    view! {
        <Fact label=t.new_contact()>
            <b>{name}</b><small>{user_type}</small>{sole}
        </Fact>
        {given(t.attention(), attention)}
        {given(c.cvr(), contact.company_number.as_ref().map(ToString::to_string))}
        {given(c.p_number(), contact.p_number.as_ref().map(ToString::to_string))}
        {given(c.ean(), contact.ean.as_ref().map(ToString::to_string))}
        <Fact label=c.address()>{lines}</Fact>
        {given(c.email(), Some(contact.email.to_string()))}
        {given(c.secondary_email(), contact.secondary_email.as_ref().map(ToString::to_string))}
        {given(c.phone(), Some(contact.phone.international()))}
        {given(c.mobile(), contact.mobile.as_ref().map(dk::Phone::international))}
        {given(c.verification(), Some(verified.to_owned()))}
        {given(c.match_label(), Some(mode.to_owned()))}
    }
}

/// As on an envelope.
fn address_lines(contact: &NewContact, lang: Lang) -> Vec<String> {
    let mut lines = contact.street.clone();
    let code = contact.postal_code.as_ref().map(ToString::to_string);
    lines.push(code.into_iter().chain([contact.city.clone()]).collect::<Vec<_>>().join(" "));
    lines.extend(contact.region.clone());
    lines.push(explain::country(lang, contact.country.as_str()));
    lines
}

/// A fact, where there is one.
fn given(label: &'static str, value: Option<String>) -> AnyView {
    value.map(|value| view! { <Fact label>{value}</Fact> }).into_any()
}

#[component]
pub(super) fn NameServersCard(name_servers: NameServers, ds: Vec<DsRecord>) -> impl IntoView {
    let lang = viewer().lang;
    let (t, form) = (R(lang), T(lang));
    let hosts: Vec<_> = name_servers
        .as_slice()
        .iter()
        .map(|host| view! { <div>{host.unicode().to_owned()}</div> }.into_any())
        .collect();
    let records = if ds.is_empty() {
        view! { <span class="muted">{t.not_signed()}</span> }.into_any()
    } else {
        ds.iter()
            .map(|record| view! { <div><code>{record.to_string()}</code></div> }.into_any())
            .collect::<Vec<_>>()
            .into_any()
    };
    view! {
        <Card title=form.card_name_servers().to_owned()>
            <Facts><Fact label=form.card_name_servers()>{hosts}</Fact><Fact label=form.ds()>{records}</Fact></Facts>
        </Card>
    }
}

#[component]
pub(super) fn NotesCard(request: Request) -> impl IntoView {
    let lang = viewer().lang;
    let (t, form) = (R(lang), T(lang));
    view! {
        <Card title=form.card_notes().to_owned()>
            <Facts>
                {note_fact(form.reference(), request.reference, t.none())}
                {note_fact(form.po_number(), request.po_number, t.none())}
                {note_fact(form.account_code(), request.account_code, t.none())}
            </Facts>
        </Card>
    }
}

/// The sentence that will be kept as evidence.
#[component]
pub(super) fn ConsentCard(request: Request, known: Option<KnownContact>) -> impl IntoView {
    let viewer = viewer();
    let lang = viewer.lang;
    let (t, form) = (R(lang), T(lang));
    let accepted = request.accepted;
    let at = accepted.confirmation.accepted_at();
    let who = match &request.registrant {
        Registrant::Handle(handle) => known.map_or_else(|| handle.to_string(), |contact| contact.name),
        Registrant::New(contact) => contact.display_name().to_owned(),
    };
    let zone = ZonedDateTime::from_utc(at).abbreviation().to_owned();
    let sentence = t.consent(&who, &local::date_time(lang, at), &zone, &accepted.terms_version);
    let ahead = (at > viewer.now)
        .then(|| view! { <Note tone=Tone::Warn title=t.consent_ahead_title()>{t.consent_ahead()}</Note> });
    view! {
        <Card title=form.card_accepted().to_owned() pad=true>
            <p>{sentence}</p>
            <p>{t.consent_how(accepted.method.words(lang))}</p>
            {ahead}
        </Card>
    }
}
