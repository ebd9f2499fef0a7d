//! A name server that the registry knows.

use dk::{Handle, HostName, HostStatus};
use leptos::prelude::*;

use super::props::Host;
use super::text::T;
use crate::whois::object::{
    Answered, DayBy, Events, History, IndexNote, More, Party, PartyLine, Statuses, UsedBy, Users, back, badge,
    model_badge,
};
use ui::components::{Badge, Card, CopyText, PageHead};
use ui::explain::{self, Meaning};
use ui::{Lang, Tone, urls, viewer};

#[component]
pub(super) fn Found(
    name: HostName,
    host: Host,
    domains: Vec<UsedBy>,
    domains_total: u64,
    timeline: History,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let encoded =
        (name.ascii() != name.unicode()).then(|| view! { <p class="muted"><CopyText text=name.ascii()/></p> });
    let yours = host.yours.then(|| view! { <Badge text=t.yours() tone=Tone::Ok/> });
    let states: Vec<_> = host
        .statuses
        .iter()
        .filter(|status| !status.word.ends_with("Prohibited"))
        .map(|status| badge(&meaning(lang, &status.word)))
        .collect();
    let lead = view! {
        {encoded}
        <p class="badges"><Badge text=t.is_host()/>{states}{yours}</p>
        <Answered freshness=host.freshness.clone()/>
    }
    .into_any();
    let title = name.unicode().to_owned();
    let freshness = host.freshness.clone();
    let statuses = host.statuses.clone();
    let (other, unknown) = (host.other.clone(), host.unknown.clone());
    view! {
        <PageHead title back=back(lang) lead=lead/>
        <IndexNote freshness/>
        <div class="cols">
            <div class="stack">
                <FactCard name host/>
                {view! { <Users domains total=domains_total/> }.into_any()}
                {view! { <Statuses statuses explained=meaning/> }.into_any()}
                {view! { <More other unknown/> }.into_any()}
            </div>
            <Events history=timeline/>
        </div>
    }
}

fn meaning(lang: Lang, word: &str) -> Meaning {
    explain::host_status(lang, &HostStatus::from_word(word))
}

#[component]
fn FactCard(name: HostName, host: Host) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let parent = name.dk_parent().map(|parent| {
        let text = parent.unicode().to_owned();
        view! { <dt>{t.parent()}</dt><dd><a href=urls::domain(&text)>{text.clone()}</a></dd> }
    });
    let administrator = host.administrator.map(|party| {
        view! { <dt>{t.administrator()}</dt><dd><PartyLine party/><small>{t.administrator_text()}</small></dd> }
    });
    let requested = host.requested_administrator.map(|party| {
        view! { <dt>{t.requested()}</dt><dd><PartyLine party/><small>{t.requested_text()}</small></dd> }
    });
    let sponsor = host.cl_id.map(|cl_id| view! { <dt>{t.sponsor()}</dt><dd><Sponsor cl_id/></dd> });
    view! {
        <Card title=t.facts().to_owned()>
            <dl class="facts">
                <dt>{t.addresses()}</dt><dd><Addresses addresses=host.addresses/></dd>
                {administrator}
                {requested}
                {sponsor}
                {parent}
                {host.cr_date.map(|at| view! { <dt>{t.created()}</dt><dd><DayBy at by=host.cr_id/></dd> })}
                {host.up_date.map(|at| view! { <dt>{t.changed()}</dt><dd><DayBy at by=host.up_id/></dd> })}
                {host.tr_date.map(|at| view! { <dt>{t.transferred()}</dt><dd><DayBy at by=None/></dd> })}
                {host.roid.map(|roid| view! { <dt>{t.roid()}</dt><dd class="mono">{roid}</dd> })}
            </dl>
        </Card>
    }
}

#[component]
fn Addresses(addresses: Vec<String>) -> impl IntoView {
    let t = T(viewer().lang);
    if addresses.is_empty() {
        return view! { <span class="muted">{t.no_addresses()}</span> }.into_any();
    }
    let lines: Vec<_> = addresses.into_iter().map(|text| view! { <div><CopyText text/></div> }.into_any()).collect();
    lines.into_any()
}

#[component]
fn Sponsor(cl_id: String) -> impl IntoView {
    let lang = viewer().lang;
    if cl_id == Handle::REGISTRY {
        return view! { {model_badge(lang, &cl_id)}" "<span class="mono muted">{cl_id}</span> }.into_any();
    }
    view! { <PartyLine party=Party::new(cl_id)/> }.into_any()
}
