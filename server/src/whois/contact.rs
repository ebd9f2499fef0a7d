//! A contact's page.

use app::whois::contact::{self as page, Check, Confirmation, Contact, Postal, Props, Verification, View};
use app::whois::object::{Freshness, History, Status, UsedBy};
use axum::extract::Path;
use axum::http::StatusCode;
use dk::Handle;
use epp::extensions::dkhm::{ConfirmEmail, ContactVerification, Verified};
use ui::explain::Outage;

use super::show::{Happened, millis, statuses, unknown};
use crate::access::ContactPage;
use crate::context::Ctx;
use crate::registry::index::{self, ContactRow, DomainFilter};
use crate::registry::messages::ObjectKind;
use crate::registry::{Paging, Received, RegistryError};
use crate::registry_errors::{outage, refusal};
use crate::respond::{self, PageError, PageResult};

/// The registry's "not authorized" (RFC 5730).
const UNAUTHORIZED: u16 = 2201;

pub async fn show(mut ctx: Ctx<ContactPage>, Path(input): Path<String>) -> PageResult {
    let handle = match Handle::parse(&input) {
        Ok(handle) => handle,
        Err(error) => {
            return Ok(respond::page_with(StatusCode::NOT_FOUND, page::invalid_page(ctx.viewer, &input, &error)));
        }
    };
    let asked = ctx.app.registry.contact_info(ctx.account(), handle.as_str()).await;
    let around = Around::read(&mut ctx, handle.as_str()).await?;
    let lang = ctx.lang();
    let view = match asked {
        Ok(answer) => View::Found(Box::new(answered(answer, around.row.is_some(), &ctx.who.account_handle))),
        Err(RegistryError::NotFound(_)) => View::NotFound,
        Err(RegistryError::Refused(said)) if said.code.0 == UNAUTHORIZED => View::NotShown(refusal(lang, &said)),
        Err(RegistryError::Refused(said)) => View::Refused(refusal(lang, &said)),
        Err(error) => {
            let outage = outage(&error).unwrap_or_default();
            match &around.row {
                Some(row) => View::Found(Box::new(indexed(row, outage))),
                None => View::Unanswered(outage),
            }
        }
    };
    let status = if matches!(view, View::Unanswered(_)) { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let props = Props {
        handle: handle.as_str().to_owned(),
        view,
        domains: around.domains,
        domains_total: around.domains_total,
        timeline: around.timeline,
    };
    Ok(respond::page_with(status, page::page(ctx.viewer, props)))
}

struct Around {
    row: Option<ContactRow>,
    domains: Vec<UsedBy>,
    domains_total: u64,
    timeline: History,
}

impl Around {
    async fn read(ctx: &mut Ctx<ContactPage>, handle: &str) -> Result<Self, PageError> {
        let lang = ctx.lang();
        let mut tx = ctx.tx().await?;
        let row = index::contact(&mut tx, handle).await?;
        let filter =
            DomainFilter { registrant: Some(handle.to_owned()), paging: Paging::default(), ..DomainFilter::default() };
        let used = index::list_domains(&mut tx, &filter).await?;
        let timeline = Happened::read(&mut tx, ObjectKind::Contact, handle).await?.history(lang, handle);
        tx.commit().await?;
        let total = u64::try_from(used.total).unwrap_or(0);
        let domains = used.rows.into_iter().map(|row| super::show::used_by(row, "registrant")).collect();
        Ok(Self { row, domains, domains_total: total, timeline })
    }
}

fn answered(answer: Received<epp::contact::InfoData>, known: bool, own: &str) -> Contact {
    let Received { value: info, extensions, round_trip, at, .. } = answer;
    let mut contact = Contact::new(Freshness::Answered { ms: millis(round_trip), at });
    contact.unknown = unknown(&extensions);
    let dkhm = extensions.dkhm;
    contact.yours = known || info.cl_id == own;
    contact.roid = Some(info.roid).filter(|roid| !roid.is_empty());
    contact.user_type = dkhm.user_type;
    contact.validated = dkhm.contact_validated;
    contact.postal = info.postal.into_iter().map(postal).collect();
    contact.voice = info.voice.map(|phone| phone.number);
    contact.fax = info.fax.map(|phone| phone.number);
    contact.mobile = dkhm.mobilephone;
    contact.email = Some(info.email).filter(|email| !email.is_empty());
    contact.secondary_email = dkhm.secondary_email;
    contact.cvr = dkhm.cvr;
    contact.p_number = dkhm.pnumber;
    contact.ean = dkhm.ean;
    contact.sole_proprietorship = dkhm.sole_proprietorship;
    contact.management = dkhm.management;
    contact.verification = dkhm.contact_verification.map(verification);
    contact.statuses = statuses(&info.statuses);
    contact.cl_id = Some(info.cl_id);
    contact.cr_id = Some(info.cr_id);
    contact.cr_date = Some(info.cr_date);
    contact.up_id = info.up_id;
    contact.up_date = info.up_date;
    contact.tr_date = info.tr_date;
    contact.other = dkhm.url.map(|url| ("url".to_owned(), url)).into_iter().collect();
    contact
}

fn postal(info: epp::contact::PostalInfo) -> Postal {
    Postal {
        kind: info.kind.as_str().to_owned(),
        name: info.name,
        org: info.org,
        street: info.addr.street,
        postal_code: info.addr.pc,
        city: info.addr.city,
        state: info.addr.sp,
        country: info.addr.cc,
    }
}

fn verification(it: ContactVerification) -> Verification {
    Verification {
        responsible: it.responsible,
        id: it.verified_id.map(check),
        email: it.verified_email.map(check),
        confirm_email: it.confirm_email.map(confirmation),
        confirm_secondary_email: it.confirm_secondary_email.map(confirmation),
    }
}

fn check(it: Verified) -> Check {
    Check { verified: it.value, status: it.status, responsible: it.responsible, expires_at: it.exp_date }
}

fn confirmation(it: ConfirmEmail) -> Confirmation {
    Confirmation { email: it.email, status: it.status, responsible: it.responsible, expires_at: it.exp_date }
}

fn indexed(row: &ContactRow, outage: Outage) -> Contact {
    let mut contact = Contact::new(Freshness::Index { confirmed_at: row.confirmed_at, outage });
    contact.yours = true;
    contact.user_type.clone_from(&row.user_type);
    contact.postal = vec![Postal {
        name: row.name.clone(),
        org: Some(row.organisation.clone()).filter(|name| !name.is_empty()),
        city: row.city.clone().unwrap_or_default(),
        country: row.country.clone().unwrap_or_default(),
        ..Postal::default()
    }];
    contact.email.clone_from(&row.email);
    contact.cvr.clone_from(&row.cvr);
    contact.management.clone_from(&row.management);
    contact.validated = row.verified;
    contact.verification = row.verification.clone().map(|status| Verification {
        id: Some(Check {
            verified: row.verified.unwrap_or(false),
            status: Some(status),
            responsible: None,
            expires_at: row.verify_before,
        }),
        ..Verification::default()
    });
    contact.statuses = Vec::<Status>::new();
    contact
}
