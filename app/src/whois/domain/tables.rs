//! Name servers, DS records, authorizations.

use leptos::prelude::*;

use super::props::{Authorization, DsData, NameServer};
use super::text::T;
use crate::whois::object::{Deadline, handle_link};
use ui::components::{Card, Table};
use ui::{explain, local, urls, viewer};

#[component]
pub(super) fn NameServers(servers: Vec<NameServer>) -> impl IntoView {
    let viewer = viewer();
    let lang = viewer.lang;
    let t = T(lang);
    if servers.is_empty() {
        return view! { <Card title=t.name_servers().to_owned() pad=true><p class="muted">{t.no_name_servers()}</p></Card> }.into_any();
    }
    let known = servers.iter().any(|server| server.administrator.is_some() || !server.addresses.is_empty());
    let mut head = vec![view! { {t.server()} }.into_any()];
    if known {
        head.extend([view! { {t.administrator()} }.into_any(), view! { {t.addresses()} }.into_any()]);
    }
    let oldest = servers.iter().filter_map(|server| server.confirmed_at).min().filter(|_| known);
    let age = oldest.map(|at| t.servers_age(&local::ago(lang, at, viewer.now)));
    let aside = view! { <span class="muted">{age}</span> }.into_any();
    let rows = servers
        .into_iter()
        .map(|server| {
            let addresses: Vec<_> = server
                .addresses
                .iter()
                .map(|address| view! { <div class="mono">{address.clone()}</div> }.into_any())
                .collect();
            let more = known.then(|| {
                view! {
                    <td data-label=t.administrator()>{server.administrator.as_deref().map(handle_link)}</td>
                    <td data-label=t.addresses()>{addresses}</td>
                }
            });
            view! { <tr><td><a href=urls::host(&server.name)>{server.name.clone()}</a></td>{more}</tr> }.into_any()
        })
        .collect();
    view! { <Card title=t.name_servers().to_owned() aside=aside><Table caption=t.name_servers() head rows/></Card> }
        .into_any()
}

/// Hosts below the name. Nothing where there are none.
#[component]
pub(super) fn HostsBelow(hosts: Vec<String>) -> impl IntoView {
    let t = T(viewer().lang);
    (!hosts.is_empty()).then(|| {
        let links: Vec<_> = hosts
            .into_iter()
            .map(|host| view! { <div><a href=urls::host(&host)>{host.clone()}</a></div> }.into_any())
            .collect();
        view! { <Card title=t.hosts_below().to_owned() pad=true><div>{links}</div></Card> }
    })
}

#[component]
pub(super) fn Signatures(records: Vec<DsData>, signed: bool) -> impl IntoView {
    let t = T(viewer().lang);
    if records.is_empty() {
        let text = if signed { t.ds_unknown() } else { t.no_ds() };
        return view! { <Card title=t.dnssec().to_owned() pad=true><p class="muted">{text}</p></Card> }.into_any();
    }
    let head =
        [t.key_tag(), t.algorithm(), t.digest_type(), t.digest()].map(|words| view! { {words} }.into_any()).into();
    let rows = records
        .into_iter()
        .map(|record| {
            view! {
                <tr>
                    <td>{record.key_tag.to_string()}</td>
                    <td data-label=t.algorithm()>{explain::ds_algorithm(record.algorithm)}</td>
                    <td class="nowrap" data-label=t.digest_type()>{explain::ds_digest_type(record.digest_type)}</td>
                    <td data-label=t.digest()><code>{record.digest}</code></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! { <Card title=t.dnssec().to_owned()><Table caption=t.dnssec() head rows/></Card> }.into_any()
}

/// That codes exist; never the codes. Nothing where there are none.
#[component]
pub(super) fn Authorizations(authorizations: Vec<Authorization>) -> impl IntoView {
    let t = T(viewer().lang);
    if authorizations.is_empty() {
        return ().into_any();
    }
    let head = [t.operation(), t.valid_until()].map(|words| view! { {words} }.into_any()).into();
    let rows = authorizations
        .into_iter()
        .map(|authorization| {
            let what = match authorization.operation.as_str() {
                "transfer" => view! { {t.transfer()} }.into_any(),
                "redel" => view! { {t.redel()} }.into_any(),
                _ => ().into_any(),
            };
            view! {
                <tr>
                    <td>{what}" "<code class="muted">{authorization.operation}</code></td>
                    <td data-label=t.valid_until()><Deadline at=authorization.expires_at/></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let aside = view! { <span class="muted">{t.hidden_code()}</span> }.into_any();
    view! { <Card title=t.authorizations().to_owned() aside=aside><Table caption=t.authorizations() head rows/></Card> }
        .into_any()
}
