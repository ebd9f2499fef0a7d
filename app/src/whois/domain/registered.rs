//! A registered name: badges, advisories, registration, cards.

use dk::{DomainAdvisory, DomainName, DomainStatus, Handle, RgpStatus};
use leptos::prelude::*;

use super::frame::{Head, answered};
use super::props::{Advisory, Domain, Portal};
use super::tables::{Authorizations, HostsBelow, NameServers, Signatures};
use super::text::T;
use crate::whois::object::{
    Acts, Day, DayBy, Events, History, IndexNote, Manager, More, PartyLine, Status, Statuses, badge, model_badge,
};
use ui::components::{Badge, Card, Note};
use ui::explain::{self, Meaning};
use ui::{Lang, Tone, local, viewer};

/// Expiry dates this near are pointed out, in days.
const NEAR: i64 = 60;

#[component]
pub(super) fn Registered(
    name: DomainName,
    domain: Domain,
    application: Option<AnyView>,
    timeline: History,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let lead = view! { <p class="badges">{badges(lang, &domain)}</p>{answered(&domain)} }.into_any();
    let aside = domain.yours || !timeline.is_empty();
    let stranger = (!domain.yours).then(|| {
        let managed_by_registrant = domain.sponsor.as_ref().is_some_and(|sponsor| sponsor.handle == Handle::REGISTRY);
        let text = if managed_by_registrant { t.stranger_registrant() } else { t.stranger() };
        view! { <p class="muted">{text}</p> }
    });
    let advisories: Vec<_> = domain.advisories.iter().map(|advisory| advise(lang, &domain, advisory)).collect();
    let freshness = domain.freshness.clone();
    let offers = domain.offers.clone();
    let cards = view! { <Cards domain/> };
    let content = if aside {
        view! { <div class="cols"><div class="stack">{cards}</div><Events history=timeline/></div> }.into_any()
    } else {
        view! { <div class="stack">{cards}</div> }.into_any()
    };
    view! { <Head name lead=Some(lead)/><Acts offers/>{stranger}<IndexNote freshness/>{application}{advisories}{content} }
}

/// What matters at a glance.
fn badges(lang: Lang, domain: &Domain) -> Vec<AnyView> {
    let t = T(lang);
    let now = viewer().now;
    let prohibits = |status: &&Status| !status.word.ends_with("Prohibited");
    let mut badges: Vec<AnyView> = domain
        .statuses
        .iter()
        .filter(prohibits)
        .map(|status| badge(&explain::domain_status(lang, &DomainStatus::from_word(&status.word))))
        .collect();
    badges
        .extend(domain.rgp_statuses.iter().map(|word| badge(&explain::rgp_status(lang, &RgpStatus::from_word(word)))));
    if domain.yours {
        badges.push(view! { <Badge text=t.yours() tone=Tone::Ok/> }.into_any());
    }
    if let Some(sponsor) = &domain.sponsor {
        badges.push(model_badge(lang, &sponsor.handle));
    }
    match domain.is_signed() {
        Some(true) => badges.push(view! { <Badge text=t.signed() tone=Tone::Ok/> }.into_any()),
        Some(false) => badges.push(view! { <Badge text=t.unsigned()/> }.into_any()),
        None => {}
    }
    // What is to be deleted has a date of its own, which counts.
    if let Some(at) = domain.ex_date.filter(|_| !domain.is_to_be_deleted()) {
        if at < now {
            badges.push(view! { <Badge text=t.expired_badge() tone=Tone::Bad/> }.into_any());
        } else if local::days_until(at, now) <= NEAR {
            badges
                .push(view! { <Badge text=t.expires_badge(&local::until(lang, at, now)) tone=Tone::Warn/> }.into_any());
        }
    }
    badges
}

fn advise(lang: Lang, domain: &Domain, advisory: &Advisory) -> AnyView {
    let t = T(lang);
    let word = DomainAdvisory::from_word(&advisory.word);
    let meaning = explain::advisory(lang, &word);
    let (title, text) = match (&word, advisory.date) {
        (DomainAdvisory::PendingDeletionDate, Some(date)) => {
            let text = if domain.is_restorable() { t.restorable() } else { t.not_restorable() };
            (t.deleted_on(&local::date(lang, date)), text.to_owned())
        }
        (_, Some(date)) => (format!("{}: {}", meaning.label, local::date(lang, date)), meaning.text.to_string()),
        (_, None) => (meaning.label.to_string(), meaning.text.to_string()),
    };
    view! { <Note tone=meaning.tone title><p>{text}</p></Note> }.into_any()
}

#[component]
fn Cards(domain: Domain) -> impl IntoView {
    let t = T(viewer().lang);
    let grace = domain.rgp_statuses.iter().map(Status::new);
    // A registry may send redemptionPeriod both ways: once is enough.
    let grace = grace.filter(|status| !domain.statuses.contains(status)).collect::<Vec<_>>();
    let statuses = domain.statuses.iter().cloned().chain(grace).collect::<Vec<_>>();
    let signed = domain.is_signed();
    view! {
        <Registration domain=domain.clone()/>
        {view! { <Statuses statuses explained=any_meaning/> }.into_any()}
        {view! { <NameServers servers=domain.name_servers/> }.into_any()}
        {view! { <HostsBelow hosts=domain.subordinate_hosts/> }.into_any()}
        {signed.map(|signed| view! { <Signatures records=domain.ds_records signed/> }.into_any())}
        {view! { <Authorizations authorizations=domain.authorizations/> }.into_any()}
        {domain.yours.then(|| view! { <Kept portal=domain.portal title=t.portal()/> }.into_any())}
        {view! { <More other=domain.other unknown=domain.unknown/> }.into_any()}
    }
}

/// The meaning of a status of RFC 5731, or else of RFC 3915.
fn any_meaning(lang: Lang, word: &str) -> Meaning {
    match (DomainStatus::from_word(word), RgpStatus::from_word(word)) {
        (DomainStatus::Other(_), grace) if !matches!(grace, RgpStatus::Other(_)) => explain::rgp_status(lang, &grace),
        (status, _) => explain::domain_status(lang, &status),
    }
}

#[component]
fn Registration(domain: Domain) -> impl IntoView {
    let t = T(viewer().lang);
    let at_expiry = domain.auto_renew.filter(|_| !domain.is_to_be_deleted());
    let validated = domain.registrant_validated.map(|yes| {
        let (text, tone) = if yes { (t.validated(), Tone::Ok) } else { (t.not_validated(), Tone::Warn) };
        view! { <small><Badge text tone/></small> }
    });
    let registrant =
        domain.registrant.map(|party| view! { <dt>{t.registrant()}</dt><dd><PartyLine party/>{validated}</dd> });
    let roles: Vec<_> = domain
        .roles
        .into_iter()
        .map(|role| {
            let label = match role.role.as_str() {
                "admin" => t.admin().to_owned(),
                "billing" => t.billing().to_owned(),
                other => format!("{} ({other})", t.other_role()),
            };
            view! { <dt>{label}</dt><dd><PartyLine party=role.party/></dd> }.into_any()
        })
        .collect();
    view! {
        <Card title=t.registration().to_owned()>
            <dl class="facts">
                {registrant}
                {roles}
                {domain.sponsor.map(|sponsor| view! { <dt>{t.managed_by()}</dt><dd><Manager sponsor/></dd> })}
                {domain.ex_date.map(|at| view! { <dt>{t.expires()}</dt><dd><Expiry at/></dd> })}
                {at_expiry.map(|renews| view! { <dt>{t.at_expiry()}</dt><dd><AtExpiry renews/></dd> })}
                {domain.cr_date.map(|at| view! { <dt>{t.registered()}</dt><dd><DayBy at by=domain.cr_id/></dd> })}
                {domain.up_date.map(|at| view! { <dt>{t.changed()}</dt><dd><DayBy at by=domain.up_id/></dd> })}
                {domain.tr_date.map(|at| view! { <dt>{t.transferred()}</dt><dd><DayBy at by=None/></dd> })}
                {domain.vid.map(|on| view! { <dt>{t.vid()}</dt><dd><Vid on/></dd> })}
                {domain.roid.map(|roid| view! { <dt>{t.roid()}</dt><dd class="mono">{roid}</dd> })}
            </dl>
        </Card>
    }
}

#[component]
fn Expiry(at: time::OffsetDateTime) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    view! { <Day at/>", "{t.end_of_day()}<small>{local::until(viewer.lang, at, viewer.now)}</small> }
}

#[component]
fn AtExpiry(renews: bool) -> impl IntoView {
    let t = T(viewer().lang);
    let (what, text) = if renews { (t.renews(), t.renews_text()) } else { (t.lapses(), t.lapses_text()) };
    view! { {what}<small>{text}</small> }
}

#[component]
fn Vid(on: bool) -> impl IntoView {
    let t = T(viewer().lang);
    if on {
        view! { {t.vid_on()}<small>{t.vid_on_text()}</small> }.into_any()
    } else {
        view! { {t.vid_off()} }.into_any()
    }
}

/// Reference, PO number and account code.
#[component]
fn Kept(portal: Portal, title: &'static str) -> impl IntoView {
    let t = T(viewer().lang);
    let facts =
        [(t.reference(), portal.reference), (t.po_number(), portal.po_number), (t.account_code(), portal.account_code)];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <dt>{label}</dt><dd>{value}</dd> }.into_any())
        .collect();
    (!facts.is_empty()).then(|| {
        let aside = view! { <span class="muted">{t.portal_hint()}</span> }.into_any();
        view! { <Card title=title.to_owned() aside=aside><dl class="facts">{facts}</dl></Card> }
    })
}
