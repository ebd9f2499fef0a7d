//! The page.

use dk::{HostError, HostName};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::found::Found;
use super::text::T;
use crate::components::PageHead;
use crate::explain::{self, Outage};
use crate::whois::object::{
    Absent, Events, Freshness, Party, Refused, Status, Unanswered, Unknown, UsedBy, Users, back,
};
use crate::{Refusal, TimelineItem, Viewer, document};

/// What a name server's page shows.
#[derive(Clone, Debug)]
pub struct Props {
    /// The host name.
    pub name: HostName,
    /// What is known about it.
    pub view: View,
    /// Domains of the portfolio that it serves, from the index.
    pub domains: Vec<UsedBy>,
    /// How many there are in all, where not all are listed.
    pub domains_total: u64,
    /// Operations and messages about the host in this account, newest first.
    pub timeline: Vec<TimelineItem>,
}

/// What is known about the host.
#[derive(Clone, Debug)]
pub enum View {
    /// The registry (or the index) knows it.
    Found(Box<Host>),
    /// The registry knows no such host (2303).
    NotFound,
    /// The registry refused the question.
    Refused(Refusal),
    /// The registry gives no answer, and the index does not know the host.
    Unanswered(Outage),
}

/// A host, as the registry shows it. From the index, what it does not keep is absent.
#[derive(Clone, Debug)]
pub struct Host {
    /// Where this comes from.
    pub freshness: Freshness,
    /// Whether the account administers it.
    pub yours: bool,
    /// Repository object identifier.
    pub roid: Option<String>,
    /// Addresses, as text.
    pub addresses: Vec<String>,
    /// The name server administrator (`dkhm:contact`).
    pub administrator: Option<Party>,
    /// Who has been asked to become it, and has not answered yet (`dkhm:requestedNsAdmin`).
    pub requested_administrator: Option<Party>,
    /// Statuses of RFC 5732.
    pub statuses: Vec<Status>,
    /// Sponsoring client.
    pub cl_id: Option<String>,
    /// Client that created it.
    pub cr_id: Option<String>,
    /// Created.
    pub cr_date: Option<OffsetDateTime>,
    /// Client that changed it last.
    pub up_id: Option<String>,
    /// Last changed.
    pub up_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Other elements of the answer: name and value.
    pub other: Vec<(String, String)>,
    /// What could not be read.
    pub unknown: Vec<Unknown>,
}

impl Host {
    /// A host of which nothing but the origin of the facts is known.
    pub fn new(freshness: Freshness) -> Self {
        Self {
            freshness,
            yours: false,
            roid: None,
            addresses: Vec::new(),
            administrator: None,
            requested_administrator: None,
            statuses: Vec::new(),
            cl_id: None,
            cr_id: None,
            cr_date: None,
            up_id: None,
            up_date: None,
            tr_date: None,
            other: Vec::new(),
            unknown: Vec::new(),
        }
    }
}

/// The page.
pub fn page(viewer: Viewer, props: Props) -> String {
    let title = props.name.unicode().to_owned();
    document(viewer, &title, move || view! { <Page props/> })
}

#[component]
fn Page(props: Props) -> impl IntoView {
    let lang = crate::render::viewer().lang;
    let t = T(lang);
    let Props { name, view, domains, domains_total, timeline } = props;
    let host = match view {
        View::Found(host) => return view! { <Found name host=*host domains domains_total timeline/> }.into_any(),
        View::NotFound => view! { <Absent title=t.not_found() text=t.not_found_text()/> }.into_any(),
        View::Refused(refusal) => view! { <Refused refusal/> }.into_any(),
        View::Unanswered(outage) => view! { <Unanswered outage/> }.into_any(),
    };
    let used = (!domains.is_empty()).then(|| view! { <Users domains total=domains_total/> });
    let past = (!timeline.is_empty()).then(|| view! { <Events items=timeline/> });
    view! { <PageHead title=name.unicode().to_owned() back=back(lang)/>{host}{used}{past} }.into_any()
}

/// The page for something that is no host name (404).
pub fn invalid_page(viewer: Viewer, input: &str, error: &HostError) -> String {
    let explanation = explain::host(viewer.lang, error);
    let title = input.to_owned();
    document(viewer, input, move || {
        let lang = crate::render::viewer().lang;
        view! {
            <PageHead title back=back(lang)/>
            <Absent title=T(lang).invalid() text=explanation/>
        }
    })
}
