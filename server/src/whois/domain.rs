//! A domain's page: one info, the index around it.

use app::whois::domain::{
    self as page, Advisory, Authorization, Domain, DsData, NameServer, Portal, Props, Role, View,
};
use app::whois::object::{Freshness, History, Party};
use axum::extract::Path;
use axum::http::StatusCode;
use dk::{Act, DomainName};
use ui::explain::Outage;

use super::renew;
use super::show::{Happened, millis, party, statuses, unknown};
use crate::access::DomainPage;
use crate::context::Ctx;
use crate::registry::index::{self, ContactRow, DomainRow, HostRow};
use crate::registry::journal::Operation;
use crate::registry::messages::ObjectKind;
use crate::registry::{Availability, Received, RegistryError};
use crate::registry_errors::{outage, refusal};
use crate::respond::{self, PageError, PageResult};
use crate::viewer::Who;

pub async fn show(mut ctx: Ctx<DomainPage>, Path(input): Path<String>) -> PageResult {
    let name = match DomainName::parse(&input) {
        Ok(name) => name,
        Err(error) => {
            return Ok(respond::page_with(StatusCode::NOT_FOUND, page::invalid_page(ctx.viewer, &input, &error)));
        }
    };
    let asked = ctx.app.registry.domain_info(ctx.account(), name.unicode(), None).await;
    // A name that is not registered may still be taken: only a check tells.
    let check = match &asked {
        Err(RegistryError::NotFound(_)) => Some(check(&ctx, &name).await),
        _ => None,
    };
    let around = Around::read(&mut ctx, &name, asked.as_ref().ok()).await?;
    let view = match asked {
        Ok(answer) => {
            let offers = renew::offer(&ctx, &name, &answer.value).into_iter().collect();
            View::Found(Box::new(Domain { offers, ..answered(answer, &around, &ctx.who) }))
        }
        Err(RegistryError::NotFound(_)) => check.unwrap_or(View::Unanswered(Outage::Other)),
        Err(RegistryError::Refused(said)) => View::Refused(refusal(ctx.lang(), &said)),
        Err(error) => {
            let outage = outage(&error).unwrap_or_default();
            match &around.row {
                Some(row) => View::Found(Box::new(indexed(row, &around, outage, &ctx.who))),
                None => View::Unanswered(outage),
            }
        }
    };
    let status = match view {
        View::Unanswered(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    };
    let props = Props { name, view, application: around.application, timeline: around.timeline };
    Ok(respond::page_with(status, page::page(ctx.viewer, props)))
}

async fn check(ctx: &Ctx<DomainPage>, name: &DomainName) -> View {
    let checked = ctx.app.registry.check_domains(ctx.account(), &[name.unicode().to_owned()]).await;
    match checked.into_iter().next().map(|checked| checked.result) {
        Some(Ok(Availability::Available)) => View::NotRegistered { available: Some(true), reason: None, ms: None },
        Some(Ok(Availability::Taken(reason))) => View::NotRegistered { available: Some(false), reason, ms: None },
        _ => View::NotRegistered { available: None, reason: None, ms: None },
    }
}

/// What Birk knows around the name: a fixed number of queries.
struct Around {
    row: Option<DomainRow>,
    contacts: Vec<ContactRow>,
    hosts: Vec<HostRow>,
    application: Option<String>,
    timeline: History,
}

impl Around {
    async fn read(
        ctx: &mut Ctx<DomainPage>,
        name: &DomainName,
        answer: Option<&Received<epp::domain::InfoData>>,
    ) -> Result<Self, PageError> {
        let lang = ctx.lang();
        let mut tx = ctx.tx().await?;
        let row = index::domain(&mut tx, name.unicode()).await?;
        let mut handles: Vec<String> = row.iter().filter_map(|row| row.registrant.clone()).collect();
        let mut hosts: Vec<String> = row.iter().flat_map(|row| row.name_servers.clone()).collect();
        if let Some(answer) = answer {
            handles.extend(answer.value.registrant.clone());
            handles.extend(answer.value.contacts.iter().map(|contact| contact.id.clone()));
            hosts.clone_from(&answer.value.ns);
        }
        let contacts = index::contacts_by_handle(&mut tx, &handles).await?;
        let hosts = index::hosts_by_name(&mut tx, &hosts).await?;
        let happened = Happened::read(&mut tx, ObjectKind::Domain, name.unicode()).await?;
        tx.commit().await?;
        // It stands in the way of what else could be asked of a name that is not registered: it is among the newest.
        let is_open =
            |operation: &&Operation| operation.act() == Some(Act::CreateDomain) && !operation.state.is_final();
        let application = happened.operations.iter().find(is_open).map(|operation| operation.id.to_string());
        let timeline = happened.history(lang, name.unicode());
        Ok(Self { row, contacts, hosts, application, timeline })
    }

    fn name_server(&self, name: &str) -> NameServer {
        let row = self.hosts.iter().find(|row| row.name == name);
        NameServer {
            name: name.to_owned(),
            administrator: row.and_then(|row| row.administrator.clone()),
            addresses: row.map(|row| row.addresses.clone()).unwrap_or_default(),
            confirmed_at: row.and_then(|row| row.confirmed_at),
        }
    }

    fn portal(&self) -> Portal {
        self.row.as_ref().map_or_else(Portal::default, |row| Portal {
            reference: row.reference.clone(),
            po_number: row.po_number.clone(),
            account_code: row.account_code.clone(),
        })
    }
}

/// The sponsor, with its name where it is the account itself.
fn sponsor(handle: &str, who: &Who) -> Option<Party> {
    let name = (handle == who.account_handle).then(|| who.account_name.clone());
    (!handle.is_empty()).then(|| Party { handle: handle.to_owned(), name, confirmed_at: None })
}

fn answered(answer: Received<epp::domain::InfoData>, around: &Around, who: &Who) -> Domain {
    let Received { value: info, extensions, round_trip, at, .. } = answer;
    let unknown = unknown(&extensions);
    let dkhm = extensions.dkhm;
    let mut domain = Domain::new(Freshness::Answered { ms: millis(round_trip), at });
    domain.yours = info.cl_id == who.account_handle || around.row.is_some();
    domain.roid = Some(info.roid).filter(|roid| !roid.is_empty());
    domain.registrant = info.registrant.as_deref().map(|handle| party(handle, &around.contacts));
    domain.registrant_validated = dkhm.registrant_validated;
    domain.roles = info
        .contacts
        .iter()
        .map(|contact| Role { role: contact.role.clone(), party: party(&contact.id, &around.contacts) })
        .collect();
    domain.sponsor = sponsor(&info.cl_id, who);
    domain.cr_id = info.cr_id;
    domain.up_id = info.up_id;
    domain.cr_date = info.cr_date;
    domain.up_date = info.up_date;
    domain.ex_date = info.ex_date;
    domain.tr_date = info.tr_date;
    domain.statuses = statuses(&info.statuses);
    domain.rgp_statuses = extensions.rgp_statuses;
    domain.auto_renew = dkhm.auto_renew;
    domain.vid = dkhm.vid;
    domain.advisories = dkhm
        .advisories
        .into_iter()
        .map(|advisory| Advisory { word: advisory.advisory.unwrap_or_default(), date: advisory.date })
        .collect();
    domain.name_servers = info.ns.iter().map(|name| around.name_server(name)).collect();
    domain.subordinate_hosts = info.hosts;
    let ds = extensions.sec_dns.map(|sec_dns| sec_dns.ds).unwrap_or_default();
    domain.ds_records = ds
        .into_iter()
        .map(|ds| DsData { key_tag: ds.key_tag, algorithm: ds.alg, digest_type: ds.digest_type, digest: ds.digest })
        .collect();
    // That a token exists is shown; the token itself is for the authorizations page alone.
    domain.authorizations = dkhm
        .auth_info
        .iter()
        .map(|token| Authorization { operation: token.op.clone(), expires_at: token.exp_date })
        .collect();
    domain.other = dkhm.url.map(|url| ("url".to_owned(), url)).into_iter().collect();
    domain.unknown = unknown;
    domain.portal = around.portal();
    domain
}

fn indexed(row: &DomainRow, around: &Around, outage: Outage, who: &Who) -> Domain {
    let mut domain = Domain::new(Freshness::Index { confirmed_at: row.confirmed_at, outage });
    domain.yours = true;
    domain.registrant = row.registrant.as_deref().map(|handle| {
        let mut party = party(handle, &around.contacts);
        party.name = party.name.or_else(|| row.registrant_name.clone());
        party
    });
    domain.sponsor = row.sponsor.as_deref().and_then(|handle| sponsor(handle, who));
    domain.cr_date = row.created_at;
    domain.ex_date = row.expires_at;
    domain.statuses = row.statuses.iter().map(app::whois::object::Status::new).collect();
    domain.auto_renew = row.auto_renew;
    let deletion = |at| Advisory { word: "pendingDeletionDate".to_owned(), date: Some(at) };
    domain.advisories = row.delete_at.map(deletion).into_iter().collect();
    domain.signed = Some(row.signed);
    domain.name_servers = row.name_servers.iter().map(|name| around.name_server(name)).collect();
    domain.portal = around.portal();
    domain
}
