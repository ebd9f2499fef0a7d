//! What JSON answers hold besides the portfolio's views.

use std::collections::BTreeSet;

use dk::{MetaRoles, Money};
use ipnetwork::IpNetwork;
use serde::Serialize;
use time::OffsetDateTime;

use super::Site;
use crate::clock::ClockState;
use crate::shared::Mode;
use crate::world::account::Purpose;
use crate::world::contact::Responsible;
use crate::world::message::MessageData;
use crate::world::{Account, Application, Key, Message, Offer, World};

/// Where the sandbox stands.
#[derive(Debug, Serialize)]
pub(super) struct State {
    #[serde(with = "time::serde::rfc3339")]
    pub now: OffsetDateTime,
    pub clock: ClockState,
    pub environment: &'static str,
    pub shutting_down: bool,
    pub accounts: usize,
    pub domains: usize,
    pub contacts: usize,
    pub hosts: usize,
    pub applications: usize,
    pub sessions: usize,
    pub faults: usize,
}

pub(super) fn state(site: &Site) -> State {
    let registry = &site.registry;
    let (sessions, faults) = (registry.sessions.list().len(), registry.faults.list().len());
    registry.read(|world, now| State {
        now,
        clock: registry.clock.state(),
        environment: registry.settings.flavour.word(),
        shutting_down: *site.mode.borrow() == Mode::ShuttingDown,
        accounts: world.accounts().count(),
        domains: world.domains().count(),
        contacts: world.contacts().count(),
        hosts: world.hosts().count(),
        applications: world.applications().count(),
        sessions,
        faults,
    })
}

/// An account with its service users; passwords are left out.
#[derive(Debug, Serialize)]
pub(super) struct AccountView {
    pub handle: Key,
    pub name: String,
    pub country: String,
    pub balance: Money,
    pub auto_renew: bool,
    pub verification: Responsible,
    pub allowlist: BTreeSet<IpNetwork>,
    pub session_limit: u16,
    pub messages: usize,
    pub service_users: Vec<ServiceUserView>,
}

#[derive(Debug, Serialize)]
pub(super) struct ServiceUserView {
    pub id: Key,
    pub roles: MetaRoles,
    pub enabled: bool,
}

pub(super) fn account(world: &World, account: &Account) -> AccountView {
    let users = world.users().filter(|user| user.account == account.handle);
    AccountView {
        handle: account.handle.clone(),
        name: account.name.clone(),
        country: account.country.clone(),
        balance: account.balance,
        auto_renew: account.auto_renew,
        verification: account.verification,
        allowlist: account.allowlist.clone(),
        session_limit: account.session_limit,
        messages: world.queue_length(&account.handle),
        service_users: users
            .map(|user| ServiceUserView { id: user.id.clone(), roles: user.roles, enabled: user.enabled })
            .collect(),
    }
}

/// A line of a statement.
#[derive(Debug, Serialize)]
pub(super) struct EntryView {
    pub id: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub purpose: Purpose,
    pub domain: Option<Key>,
    pub amount: Money,
    pub balance: Money,
}

pub(super) fn statement(world: &World, account: &str) -> Vec<EntryView> {
    world
        .statement(account)
        .map(|e| EntryView {
            id: e.id,
            at: e.at,
            purpose: e.purpose,
            domain: e.domain.clone(),
            amount: e.amount,
            balance: e.balance,
        })
        .collect()
}

/// An application under way.
#[derive(Debug, Serialize)]
pub(super) struct ApplicationView {
    pub tracking_number: Key,
    pub domain: Key,
    pub account: Key,
    pub client_transaction: Option<String>,
    pub server_transaction: String,
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub decided_at: OffsetDateTime,
}

pub(super) fn application(application: &Application) -> ApplicationView {
    ApplicationView {
        tracking_number: application.tracking_number.clone(),
        domain: application.domain.clone(),
        account: application.transaction.account.clone(),
        client_transaction: application.transaction.client.clone(),
        server_transaction: application.transaction.server.clone(),
        received_at: application.received,
        decided_at: application.due,
    }
}

/// A name on offer to the first on its waiting list.
#[derive(Debug, Serialize)]
pub(super) struct OfferView {
    pub domain: Key,
    /// What the name is registered with.
    pub code: String,
    /// None for the standing test offer.
    #[serde(with = "time::serde::rfc3339::option")]
    pub until: Option<OffsetDateTime>,
    /// How many come next.
    pub waiting: usize,
}

pub(super) fn offer(offer: &Offer) -> OfferView {
    OfferView {
        domain: offer.domain.clone(),
        code: offer.token.clone(),
        until: offer.until,
        waiting: offer.waiting.len(),
    }
}

/// A message in a queue.
#[derive(Debug, Serialize)]
pub(super) struct MessageView {
    pub id: u64,
    pub account: Key,
    #[serde(with = "time::serde::rfc3339")]
    pub queued_at: OffsetDateTime,
    pub text: String,
    pub about: Key,
    pub kind: &'static str,
}

pub(super) fn message(message: &Message) -> MessageView {
    let (about, kind) = match &message.data {
        MessageData::Domain(domain) => (&domain.name, "domain"),
        MessageData::Contact(contact) => (&contact.handle, "contact"),
        MessageData::Host(host) => (&host.name, "host"),
        MessageData::Outcome(outcome) => (&outcome.name, "outcome"),
        MessageData::Transfer(transfer) => (&transfer.domain, "transfer"),
    };
    MessageView {
        id: message.id,
        account: message.account.clone(),
        queued_at: message.queued,
        text: message.text.clone(),
        about: about.clone(),
        kind,
    }
}

/// The rows of a list that match a search, by key, at most `limit`.
pub(super) fn matching<'w, T: 'w>(
    rows: impl Iterator<Item = &'w T>,
    key: impl Fn(&T) -> &Key,
    search: &str,
    limit: usize,
) -> Vec<&'w T> {
    let search = search.trim().to_lowercase();
    let mut found: Vec<&T> = rows.filter(|row| key(row).to_lowercase().contains(&search)).collect();
    // Of a million names only the first few are worth sorting.
    if limit < found.len() {
        found.select_nth_unstable_by(limit, |a, b| key(a).cmp(key(b)));
        found.truncate(limit);
    }
    found.sort_by(|a, b| key(a).cmp(key(b)));
    found
}
