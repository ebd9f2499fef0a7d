//! Everything that belongs to one registrar, as one JSON document: what a portal needs to fill an index that EPP cannot list.

use std::collections::HashSet;
use std::net::IpAddr;

use serde::Serialize;
use time::OffsetDateTime;

use crate::world::contact::{Check, Register, Responsible};
use crate::world::domain::{AuthorizedOperation, DomainState, DsData, SuspensionCause};
use crate::world::{Contact, Domain, Host, Key, World, status};

/// A registrar's objects at one moment.
#[derive(Debug, Serialize)]
pub struct Portfolio {
    /// The account.
    pub account: Key,
    /// When it was so.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Names that it sponsors, and registrant-managed ones in which it holds a role, by name.
    pub domains: Vec<DomainView>,
    /// Contacts that it sponsors or created, and the registrants of the names above, by handle.
    pub contacts: Vec<ContactView>,
    /// Hosts that it sponsors or administers, by name.
    pub hosts: Vec<HostView>,
}

/// A domain name as `info` shows it to its sponsor, and a little more.
#[derive(Debug, Serialize)]
pub struct DomainView {
    /// U-label form.
    pub name: Key,
    /// Repository object id.
    pub roid: String,
    /// `active`, `awaiting_verification`, `enqueued`, `provisioning` or `suspended`.
    pub phase: &'static str,
    /// Status values on the wire.
    pub statuses: Vec<&'static str>,
    /// Whether it can be restored (`rgpStatus` `redemptionPeriod`).
    pub redemption: bool,
    /// What led to a suspension.
    pub suspension_cause: Option<SuspensionCause>,
    /// The advisory `pendingDeletionDate`.
    #[serde(with = "time::serde::rfc3339::option")]
    pub deletion_at: Option<OffsetDateTime>,
    /// `registrar` or `registrant`.
    pub management: &'static str,
    /// `clID`.
    pub sponsor: Key,
    /// Handle of the registrant.
    pub registrant: Key,
    /// `registrant_validated`.
    pub registrant_validated: bool,
    /// Proxy.
    pub admin: Option<Key>,
    /// Payer.
    pub billing: Option<Key>,
    /// Names of the name servers.
    pub name_servers: Vec<Key>,
    /// DS records.
    pub ds: Vec<DsData>,
    /// `crDate`.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// `upDate`.
    #[serde(with = "time::serde::rfc3339::option")]
    pub updated_at: Option<OffsetDateTime>,
    /// `exDate`.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    /// Whether it renews by itself.
    pub auto_renew: bool,
    /// Legacy lock.
    pub vid: bool,
    /// What an active authorization allows; its token is left out.
    pub authorization: Option<AuthorizedOperation>,
    /// Its end.
    #[serde(with = "time::serde::rfc3339::option")]
    pub authorization_expires_at: Option<OffsetDateTime>,
}

/// A contact.
#[derive(Debug, Serialize)]
pub struct ContactView {
    /// Handle.
    pub handle: Key,
    /// `userType`.
    pub user_type: dk::UserType,
    /// Legal name.
    pub name: String,
    /// Attention; organisations only.
    pub attention: Option<String>,
    /// `loc` or `int`.
    pub postal_type: &'static str,
    /// Street lines.
    pub street: Vec<String>,
    /// City.
    pub city: String,
    /// State or province.
    pub state_or_province: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Two-letter code.
    pub country: String,
    /// Telephone.
    pub voice: Option<String>,
    /// Mobile telephone.
    pub mobile: Option<String>,
    /// Primary e-mail address.
    pub email: String,
    /// Secondary e-mail address.
    pub secondary_email: Option<String>,
    /// CVR or VAT number.
    pub cvr: Option<String>,
    /// Production unit.
    pub p_number: Option<String>,
    /// EAN.
    pub ean: Option<String>,
    /// Sole proprietorship.
    pub sole_proprietorship: bool,
    /// `registrar` or `registrant`.
    pub management: &'static str,
    /// `clID`.
    pub sponsor: Key,
    /// `crID`.
    pub created_by: Key,
    /// `crDate`.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// `upDate`.
    #[serde(with = "time::serde::rfc3339::option")]
    pub updated_at: Option<OffsetDateTime>,
    /// Status values on the wire.
    pub statuses: Vec<&'static str>,
    /// `contact_validated`.
    pub validated: bool,
    /// The register that the data is locked to.
    pub locked: Option<Register>,
    /// Who verifies.
    pub responsible: Responsible,
    /// Status word of the identity check.
    pub identity: &'static str,
    /// Its deadline while pending.
    #[serde(with = "time::serde::rfc3339::option")]
    pub identity_until: Option<OffsetDateTime>,
    /// Status word of the e-mail check.
    pub email_check: &'static str,
    /// Its deadline while pending.
    #[serde(with = "time::serde::rfc3339::option")]
    pub email_check_until: Option<OffsetDateTime>,
    /// New primary address that awaits its confirmation.
    pub confirm_email: Option<String>,
    /// New secondary address that awaits its confirmation.
    pub confirm_secondary_email: Option<String>,
}

/// A name server.
#[derive(Debug, Serialize)]
pub struct HostView {
    /// U-label form.
    pub name: Key,
    /// Repository object id.
    pub roid: String,
    /// Status values on the wire.
    pub statuses: Vec<&'static str>,
    /// Addresses.
    pub addresses: Vec<IpAddr>,
    /// Administrator.
    pub admin: Key,
    /// Who has been asked to administer it from now on.
    pub requested_admin: Option<Key>,
    /// `clID`.
    pub sponsor: Key,
    /// `crDate`.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// `upDate`.
    #[serde(with = "time::serde::rfc3339::option")]
    pub updated_at: Option<OffsetDateTime>,
}

/// Collects what belongs to an account.
#[must_use]
pub fn of(world: &World, account: &str, now: OffsetDateTime) -> Portfolio {
    let role = |handle: &Option<Key>| handle.as_ref().is_some_and(|handle| *handle == account);
    let mut domains: Vec<&Domain> = world
        .domains()
        .map(AsRef::as_ref)
        .filter(|d| d.sponsor == account || role(&d.admin) || role(&d.billing))
        .collect();
    domains.sort_by(|a, b| a.name.cmp(&b.name));
    let registrants: HashSet<&Key> = domains.iter().map(|d| &d.registrant).collect();
    let mut contacts: Vec<&Contact> = world
        .contacts()
        .map(AsRef::as_ref)
        .filter(|c| c.sponsor == account || c.created_by == account || registrants.contains(&c.handle))
        .collect();
    contacts.sort_by(|a, b| a.handle.cmp(&b.handle));
    let mut hosts: Vec<&Host> =
        world.hosts().map(AsRef::as_ref).filter(|h| h.sponsor == account || h.admin == account).collect();
    hosts.sort_by(|a, b| a.name.cmp(&b.name));
    Portfolio {
        account: Key::from(account),
        at: now,
        domains: domains.into_iter().map(|d| domain(world, d, now)).collect(),
        contacts: contacts.into_iter().map(|c| contact(world, c)).collect(),
        hosts: hosts.into_iter().map(|h| host(world, h)).collect(),
    }
}

fn management(by_registrar: bool) -> &'static str {
    if by_registrar { "registrar" } else { "registrant" }
}

/// One word for where in its life a name is.
#[must_use]
pub fn phase(state: &DomainState) -> &'static str {
    match state {
        DomainState::Enqueued => "enqueued",
        DomainState::Provisioning { .. } => "provisioning",
        DomainState::AwaitingVerification => "awaiting_verification",
        DomainState::Active => "active",
        DomainState::Suspended(_) => "suspended",
    }
}

/// A domain name's view.
#[must_use]
pub fn domain(world: &World, domain: &Domain, now: OffsetDateTime) -> DomainView {
    let suspension = match &domain.state {
        DomainState::Suspended(suspension) => Some(suspension),
        _ => None,
    };
    let authorization = domain.authorizations(now).next();
    DomainView {
        name: domain.name.clone(),
        roid: domain.roid(),
        phase: phase(&domain.state),
        statuses: status::domain(world, domain, now),
        redemption: status::in_redemption(world, domain),
        suspension_cause: suspension.map(|s| s.cause),
        deletion_at: suspension.map(|s| s.deletion),
        management: management(domain.registrar_managed()),
        sponsor: domain.sponsor.clone(),
        registrant: domain.registrant.clone(),
        registrant_validated: world.contact(&domain.registrant).is_some_and(|c| c.validated()),
        admin: domain.admin.clone(),
        billing: domain.billing.clone(),
        name_servers: domain.name_servers.clone(),
        ds: domain.ds.clone(),
        created_at: domain.created,
        updated_at: domain.updated,
        expires_at: domain.expires,
        auto_renew: domain.auto_renew,
        vid: domain.vid,
        authorization: authorization.map(|a| a.operation),
        authorization_expires_at: authorization.map(|a| a.expires),
    }
}

/// A contact's view.
#[must_use]
pub fn contact(world: &World, contact: &Contact) -> ContactView {
    let v = &contact.verification;
    let deadline = |check: Check| check.deadline();
    let address = |change: &Option<crate::world::contact::EmailChange>| change.as_ref().map(|c| c.address.clone());
    ContactView {
        handle: contact.handle.clone(),
        user_type: contact.user_type,
        name: contact.name.clone(),
        attention: contact.attention.clone(),
        postal_type: if contact.localized { "loc" } else { "int" },
        street: contact.street.clone(),
        city: contact.city.clone(),
        state_or_province: contact.state_or_province.clone(),
        postal_code: contact.postal_code.clone(),
        country: contact.country.clone(),
        voice: contact.voice.clone(),
        mobile: contact.mobile.clone(),
        email: contact.email.clone(),
        secondary_email: contact.secondary_email.clone(),
        cvr: contact.cvr.clone(),
        p_number: contact.p_number.clone(),
        ean: contact.ean.clone(),
        sole_proprietorship: contact.sole_proprietorship,
        management: management(contact.registrar_managed()),
        sponsor: contact.sponsor.clone(),
        created_by: contact.created_by.clone(),
        created_at: contact.created,
        updated_at: contact.updated,
        statuses: status::contact(world, contact),
        validated: contact.validated(),
        locked: contact.locked,
        responsible: world.responsible(contact),
        identity: v.identity.word(),
        identity_until: deadline(v.identity),
        email_check: v.email.word(),
        email_check_until: deadline(v.email),
        confirm_email: address(&v.confirm_email),
        confirm_secondary_email: address(&v.confirm_secondary_email),
    }
}

/// A host's view.
#[must_use]
pub fn host(world: &World, host: &Host) -> HostView {
    HostView {
        name: host.name.clone(),
        roid: crate::world::domain::roid(&host.name),
        statuses: status::host(world, host),
        addresses: host.addresses.clone(),
        admin: host.admin.clone(),
        requested_admin: host.requested_admin().cloned(),
        sponsor: host.sponsor.clone(),
        created_at: host.created,
        updated_at: host.updated,
    }
}
