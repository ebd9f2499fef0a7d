//! A name server's page.

use app::whois::host::{self as page, Host, Props, View};
use app::whois::object::{Freshness, History, Status, UsedBy};
use axum::extract::Path;
use axum::http::StatusCode;
use dk::HostName;
use ui::explain::Outage;

use super::show::{Happened, millis, party, statuses, unknown, used_by};
use crate::access::HostPage;
use crate::context::Ctx;
use crate::registry::index::{self, DomainFilter, HostRow};
use crate::registry::messages::ObjectKind;
use crate::registry::{Paging, Received, RegistryError};
use crate::registry_errors::{outage, refusal};
use crate::respond::{self, PageError, PageResult};

pub async fn show(mut ctx: Ctx<HostPage>, Path(input): Path<String>) -> PageResult {
    let name = match HostName::parse(&input) {
        Ok(name) => name,
        Err(error) => {
            return Ok(respond::page_with(StatusCode::NOT_FOUND, page::invalid_page(ctx.viewer, &input, &error)));
        }
    };
    let asked = ctx.app.registry.host_info(ctx.account(), name.unicode()).await;
    let around = Around::read(&mut ctx, name.unicode()).await?;
    let view = match asked {
        Ok(answer) => View::Found(Box::new(answered(answer, &ctx.who.account_handle))),
        Err(RegistryError::NotFound(_)) => View::NotFound,
        Err(RegistryError::Refused(said)) => View::Refused(refusal(ctx.lang(), &said)),
        Err(error) => {
            let outage = outage(&error).unwrap_or_default();
            match &around.row {
                Some(row) => View::Found(Box::new(indexed(row, outage))),
                None => View::Unanswered(outage),
            }
        }
    };
    let status = if matches!(view, View::Unanswered(_)) { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let Around { domains, domains_total, timeline, .. } = around;
    let props = Props { name, view, domains, domains_total, timeline };
    Ok(respond::page_with(status, page::page(ctx.viewer, props)))
}

struct Around {
    row: Option<HostRow>,
    domains: Vec<UsedBy>,
    domains_total: u64,
    timeline: History,
}

impl Around {
    async fn read(ctx: &mut Ctx<HostPage>, name: &str) -> Result<Self, PageError> {
        let lang = ctx.lang();
        let mut tx = ctx.tx().await?;
        let row = index::host(&mut tx, name).await?;
        let filter =
            DomainFilter { name_server: Some(name.to_owned()), paging: Paging::default(), ..DomainFilter::default() };
        let used = index::list_domains(&mut tx, &filter).await?;
        let timeline = Happened::read(&mut tx, ObjectKind::Host, name).await?.history(lang, name);
        tx.commit().await?;
        let domains_total = u64::try_from(used.total).unwrap_or(0);
        let domains = used.rows.into_iter().map(|row| used_by(row, "")).collect();
        Ok(Self { row, domains, domains_total, timeline })
    }
}

fn answered(answer: Received<epp::host::InfoData>, own: &str) -> Host {
    let Received { value: info, extensions, round_trip, at, .. } = answer;
    let mut host = Host::new(Freshness::Answered { ms: millis(round_trip), at });
    host.unknown = unknown(&extensions);
    let dkhm = extensions.dkhm;
    host.yours = dkhm.contact.as_deref() == Some(own) || info.cl_id == own;
    host.roid = Some(info.roid).filter(|roid| !roid.is_empty());
    host.addresses = info.addrs.into_iter().map(|address| address.value).collect();
    host.administrator = dkhm.contact.as_deref().map(|handle| party(handle, &[]));
    host.requested_administrator = dkhm.requested_ns_admin.as_deref().map(|handle| party(handle, &[]));
    host.statuses = statuses(&info.statuses);
    host.cl_id = Some(info.cl_id);
    host.cr_id = Some(info.cr_id);
    host.cr_date = Some(info.cr_date);
    host.up_id = info.up_id;
    host.up_date = info.up_date;
    host.tr_date = info.tr_date;
    host
}

fn indexed(row: &HostRow, outage: Outage) -> Host {
    let mut host = Host::new(Freshness::Index { confirmed_at: row.confirmed_at, outage });
    host.yours = true;
    host.addresses.clone_from(&row.addresses);
    host.administrator = row.administrator.as_deref().map(|handle| party(handle, &[]));
    host.statuses = row.statuses.iter().map(Status::new).collect();
    host
}
