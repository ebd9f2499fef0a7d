//! `domain:info`.

use dk::DomainName;
use epp::domain::{DomainContact, Info, InfoData};
use epp::extensions::dkhm::{AuthInfo, DomainAdvisory, Response};
use epp::extensions::rgp::REDEMPTION_PERIOD;
use epp::extensions::secdns::{DsData, SecDns};
use epp::object::Status;
use epp::{Extensions, ResData, Secret};

use super::update::may_make;
use crate::flows::rights::related_to_domain;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::domain::{AuthorizedOperation, DomainState, roid};
use crate::world::{Domain, REGISTRY, World, status};

/// Shows a registered name; strangers see the registrant as the only contact. A name on offer shows little but the offer.
pub(in crate::flows) fn run(world: &World, call: &Call<'_>, command: &Info) -> Answer {
    // verify
    let not_found = || Refusal::unknown("Domain not found");
    let name = DomainName::parse(&command.name).map_err(|_| not_found())?;
    // load
    if let Some(domain) = world.domain(name.unicode()) {
        let data = object(world, call, domain, command.hosts.as_deref());
        let mut reply = Reply::data(ResData::DomainInfo(Box::new(data)));
        reply.extensions = extensions(world, call, domain);
        return Ok(reply);
    }
    let offer = world.offer(name.unicode()).ok_or_else(not_found)?;
    // respond
    let data = InfoData {
        name: offer.domain.to_string(),
        roid: roid(&offer.domain),
        cl_id: REGISTRY.to_owned(),
        ..InfoData::default()
    };
    let mut reply = Reply::data(ResData::DomainInfo(Box::new(data)));
    reply.extensions.dkhm.advisories = vec![DomainAdvisory {
        domain: Some(offer.domain.to_string()),
        advisory: Some("offeredOnWaitingList".to_owned()),
        date: None,
    }];
    Ok(reply)
}

/// The object data; `hosts` is the command's choice of delegated (`del`) or subordinate (`sub`) hosts.
pub(in crate::flows) fn object(world: &World, call: &Call<'_>, domain: &Domain, hosts: Option<&str>) -> InfoData {
    let contact = |role: &str, id: &str| DomainContact { role: role.to_owned(), id: id.to_owned() };
    let mut contacts = Vec::new();
    if related_to_domain(world, call, domain) {
        contacts.extend(domain.admin.iter().map(|id| contact("admin", id)));
        contacts.extend(domain.billing.iter().map(|id| contact("billing", id)));
    }
    let (delegated, subordinate) = match hosts {
        Some("none") => (false, false),
        Some("del") => (true, false),
        Some("sub") => (false, true),
        _ => (true, true),
    };
    InfoData {
        name: domain.name.to_string(),
        roid: domain.roid(),
        statuses: status::domain(world, domain, call.now).into_iter().map(Status::new).collect(),
        registrant: Some(domain.registrant.to_string()),
        contacts,
        ns: domain.name_servers.iter().filter(|_| delegated).map(ToString::to_string).collect(),
        hosts: world.hosts_below(&domain.name).filter(|_| subordinate).map(|host| host.name.to_string()).collect(),
        cl_id: domain.sponsor.to_string(),
        cr_date: Some(domain.created),
        up_date: domain.updated,
        ex_date: Some(domain.expires),
        ..InfoData::default()
    }
}

/// The extensions; authorizations are shown only to those who may create them.
pub(in crate::flows) fn extensions(world: &World, call: &Call<'_>, domain: &Domain) -> Extensions {
    let validated = world.contact(&domain.registrant).is_some_and(|c| c.validated());
    let visible = domain.authorizations(call.now).filter(|a| may_make(world, call, domain, a.operation));
    let auth_info = visible.map(|a| AuthInfo {
        op: operation_word(a.operation).to_owned(),
        exp_date: a.expires,
        token: Secret::new(a.token.as_str()),
    });
    let dkhm = Response {
        registrant_validated: Some(validated),
        auth_info: auth_info.collect(),
        auto_renew: Some(domain.auto_renew),
        vid: Some(domain.vid),
        ..Response::default()
    };
    let mut found = Extensions { dkhm, ..Extensions::default() };
    if let DomainState::Suspended(suspension) = &domain.state {
        found.dkhm.advisories.push(DomainAdvisory {
            domain: Some(domain.name.to_string()),
            advisory: Some("pendingDeletionDate".to_owned()),
            date: Some(suspension.deletion),
        });
    }
    if status::in_redemption(world, domain) {
        found.rgp_statuses.push(REDEMPTION_PERIOD.to_owned());
    }
    let records = domain.ds.iter().map(|ds| DsData {
        key_tag: ds.key_tag,
        alg: ds.algorithm,
        digest_type: ds.digest_type,
        digest: ds.digest.clone(),
        key: None,
    });
    let records: Vec<DsData> = records.collect();
    found.sec_dns = (!records.is_empty()).then(|| SecDns::from(records));
    found
}

fn operation_word(operation: AuthorizedOperation) -> &'static str {
    match operation {
        AuthorizedOperation::Transfer => "transfer",
        AuthorizedOperation::Redelegation => "redel",
    }
}
