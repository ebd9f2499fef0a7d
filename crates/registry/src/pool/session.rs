//! One EPP session of an account, and the loan of it to one command after another.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use epp::client::{Exchange, SendError, Session, Uncertain};
use epp::{Command, CommandBody, ResultCode};

use super::Pool;
use super::gate::Permit;
use super::lease::Lease;
use crate::limits::Limits;

/// The registry disconnects at three errors of one type (Punktum dk EPP specification § Too many errors); a session is
/// retired before that.
const ERRORS_OF_ONE_TYPE: u8 = 2;

/// A session that is signed in, with the slot that it fills.
#[derive(Debug)]
pub struct Live {
    session: Session,
    pub(super) lease: Lease,
    errors: HashMap<ResultCode, u8>,
    pub(super) last_command: Instant,
}

impl Live {
    pub(super) fn new(session: Session, lease: Lease) -> Self {
        metrics::gauge!("birk_epp_sessions").increment(1.0);
        Self { session, lease, errors: HashMap::new(), last_command: Instant::now() }
    }

    /// Whether the next command may go through it.
    pub(super) fn is_good(&self, limits: &Limits) -> bool {
        self.session.is_usable()
            && self.lease.is_held()
            && self.session.age() < limits.session_age
            && self.errors.values().all(|count| *count < ERRORS_OF_ONE_TYPE)
    }

    /// Time since the registry last heard of it.
    pub(super) fn idle(&self) -> Duration {
        self.session.idle()
    }

    /// Asks whether the other end is still there. It changes nothing at the registry.
    /// An end that has vanished says nothing for ever, so `limit` is short.
    pub(super) async fn hello(&mut self, limit: Duration) -> bool {
        let lease = self.lease.clone();
        tokio::select! {
            answer = tokio::time::timeout(limit, self.session.hello()) => answer.is_ok_and(|answer| answer.is_ok()),
            () = lease.lost() => false,
        }
    }

    /// Ends it, politely where that is possible.
    pub(super) async fn end(self, cl_trid: &str, polite: Duration) {
        metrics::gauge!("birk_epp_sessions").decrement(1.0);
        if !self.session.is_usable() || !self.lease.is_held() {
            self.session.close().await;
            return;
        }
        // Dropping the session closes the connection in any case.
        if tokio::time::timeout(polite, self.session.logout(cl_trid)).await.is_err() {
            tracing::debug!("the registry did not answer a logout in time");
        }
    }

    async fn send(&mut self, command: &Command) -> Result<Exchange, SendError> {
        self.last_command = Instant::now();
        let lease = self.lease.clone();
        // A process that was stopped since it took the session has lost the slot: not a byte may leave it any more.
        if !lease.is_held() {
            return Err(SendError::NotSent(epp::client::NotSent::Closed));
        }
        let answer = tokio::select! {
            answer = self.session.send(command) => answer,
            // The slot may be another server's in a moment: this session must be closed before that.
            () = lease.lost() => Err(SendError::Uncertain(Uncertain::Closed)),
        };
        if let Ok(exchange) = &answer {
            let code = exchange.response.code();
            if !code.is_success() {
                *self.errors.entry(code.base()).or_insert(0) += 1;
            }
        }
        answer
    }
}

/// A session on loan. It goes back to the pool, or is closed, when the loan ends.
#[derive(Debug)]
pub struct Lent {
    live: Option<Live>,
    pool: Arc<Pool>,
    permit: Option<Permit>,
}

impl Lent {
    pub(super) fn new(live: Live, pool: Arc<Pool>, permit: Permit) -> Self {
        Self { live: Some(live), pool, permit: Some(permit) }
    }

    /// Slot and fencing number of the session.
    pub fn slot(&self) -> Option<(&str, i64)> {
        self.live.as_ref().map(|live| (live.lease.name.as_str(), live.lease.fence))
    }

    /// Sends a command.
    ///
    /// # Errors
    /// [`SendError`] says whether the command may have been executed.
    pub async fn send(&mut self, command: &Command) -> Result<Exchange, SendError> {
        let Some(live) = self.live.as_mut() else { return Err(SendError::NotSent(epp::client::NotSent::Closed)) };
        let in_flight = InFlight::begin();
        let answer = live.send(command).await;
        drop(in_flight);
        self.pool.heard(command_name(&command.body), &answer);
        answer
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(live) = self.live.take() {
            Pool::take_back(&self.pool, live, self.permit.take());
        }
    }
}

/// Counts commands that wait for their answer, however the waiting ends.
struct InFlight;

impl InFlight {
    fn begin() -> Self {
        metrics::gauge!("birk_epp_in_flight").increment(1.0);
        Self
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        metrics::gauge!("birk_epp_in_flight").decrement(1.0);
    }
}

/// A command's name for metrics.
pub fn command_name(body: &CommandBody) -> &'static str {
    match body {
        CommandBody::Login(_) => "login",
        CommandBody::Logout => "logout",
        CommandBody::Poll(_) => "poll",
        CommandBody::Balance => "balance",
        CommandBody::DomainCheck(_) => "domain.check",
        CommandBody::DomainInfo(_) => "domain.info",
        CommandBody::DomainCreate(_) => "domain.create",
        CommandBody::DomainUpdate(_) => "domain.update",
        CommandBody::DomainTransfer(_) => "domain.transfer",
        CommandBody::DomainRenew(_) => "domain.renew",
        CommandBody::DomainDelete(_) => "domain.delete",
        CommandBody::ContactCheck(_) => "contact.check",
        CommandBody::ContactInfo(_) => "contact.info",
        CommandBody::ContactCreate(_) => "contact.create",
        CommandBody::HostCheck(_) => "host.check",
        CommandBody::HostInfo(_) => "host.info",
        CommandBody::HostCreate(_) => "host.create",
        _ => "other",
    }
}
