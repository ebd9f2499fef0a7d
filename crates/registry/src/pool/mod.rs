//! The EPP sessions of an account: opened when they are needed, kept while they are good, never more at a time than the
//! registry grants, over all servers.

pub mod gate;
pub mod health;
pub mod lease;
pub mod session;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use epp::client::{ConnectError, Connector, Exchange, SendError};
use epp::{Login, Secret};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::gate::{Gate, Permit, Priority};
use self::health::Health;
use self::lease::{Lease, Leases};
use self::session::{Lent, Live};
use crate::clock::Clock;
use crate::credentials::{self, Credentials, EPP_PASSWORD};
use crate::error::Refusal;
use crate::limits::Limits;
use crate::seal::SecretKey;
use crate::{RegistryConfig, RegistryError};

/// What the pools of all accounts share.
#[derive(Debug)]
pub struct Link {
    /// How to reach the registry.
    pub config: RegistryConfig,
    /// Opens sessions.
    pub connector: Connector,
    /// Time and randomness.
    pub clock: Clock,
    /// Opens the EPP passwords.
    pub key: SecretKey,
    /// Whether the registry can be reached.
    pub health: Health,
    /// Work that must not be cut off when the server stops.
    pub tasks: TaskTracker,
    /// The server is stopping: no new sessions.
    pub stopping: CancellationToken,
}

/// How much a loan must be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Any session: if it breaks, the command can be repeated.
    Any,
    /// A session that just answered: the command cannot be repeated.
    Proven,
}

/// The sessions of one account.
#[derive(Debug)]
pub struct Pool {
    link: Arc<Link>,
    leases: Leases,
    gate: Gate,
    idle: Mutex<Vec<Live>>,
    /// Leases of all sessions, idle, lent and closing.
    held: Mutex<Vec<Lease>>,
    returned: Notify,
    wanted_elsewhere: AtomicBool,
    refused: Mutex<Option<(Instant, String, Box<Refusal>)>>,
    looked_after: AtomicBool,
    /// The message that came incomplete, and how often.
    doubtful: Mutex<(String, u32)>,
    /// Rings when an answer mentions waiting messages.
    pub messages: Notify,
    /// Rings when somebody wants the queue to be looked into, owned or not.
    pub look: Notify,
    /// Held while the balance is asked for.
    pub balance: tokio::sync::Mutex<()>,
}

impl Pool {
    /// A pool without sessions yet.
    pub fn new(link: Arc<Link>, leases: Leases, sessions: usize) -> Arc<Self> {
        Arc::new(Self {
            link,
            leases,
            gate: Gate::new(sessions),
            idle: Mutex::default(),
            held: Mutex::default(),
            returned: Notify::new(),
            wanted_elsewhere: AtomicBool::new(false),
            refused: Mutex::default(),
            looked_after: AtomicBool::new(false),
            doubtful: Mutex::default(),
            messages: Notify::new(),
            look: Notify::new(),
            balance: tokio::sync::Mutex::default(),
        })
    }

    /// Lends a session to a command.
    ///
    /// # Errors
    /// Nothing was sent: [`RegistryError::Unavailable`], [`RegistryError::SignInRefused`], [`RegistryError::Busy`] and such.
    pub async fn lend(self: &Arc<Self>, priority: Priority, trust: Trust) -> Result<Lent, RegistryError> {
        self.lend_within(priority, trust, self.limits().session_wait).await
    }

    /// [`Pool::lend`] for whoever can wait for longer, or not so long.
    ///
    /// # Errors
    /// As [`Pool::lend`].
    pub async fn lend_within(
        self: &Arc<Self>,
        priority: Priority,
        trust: Trust,
        wait: Duration,
    ) -> Result<Lent, RegistryError> {
        let until = Instant::now() + wait;
        let Some(permit) = self.gate.acquire(priority, wait).await else {
            return Err(RegistryError::Busy);
        };
        loop {
            if self.link.stopping.is_cancelled() {
                return Err(RegistryError::Stopping);
            }
            if let Some(live) = self.take_idle(trust).await {
                return Ok(Lent::new(live, Arc::clone(self), permit));
            }
            let credentials = self.credentials().await?;
            self.gate.set_capacity(usize::try_from(credentials.sessions).unwrap_or(1));
            match self.leases.take_slot(credentials.sessions).await? {
                Some(lease) => match self.open(lease, &credentials).await {
                    Ok(live) => return Ok(Lent::new(live, Arc::clone(self), permit)),
                    // Another client of the account has sessions too, or the registry has not missed a dead one yet.
                    Err(RegistryError::Busy) => {}
                    Err(error) => return Err(error),
                },
                None => self.leases.want().await?,
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(RegistryError::Busy);
            }
            // A session may come back here, or a slot be given up elsewhere.
            let pause = left.min(Duration::from_millis(200));
            tokio::time::timeout(pause, self.returned.notified()).await.ok();
        }
    }

    /// Whether the registry's queue may hold messages for the account: an answer said so.
    pub(super) fn heard(&self, command: &'static str, answer: &Result<Exchange, SendError>) {
        let outcome = match answer {
            Ok(exchange) if exchange.response.is_success() => "accepted",
            Ok(_) => "refused",
            Err(error) if error.may_have_executed() => "lost",
            Err(_) => "not_sent",
        };
        metrics::counter!("birk_epp_commands_total", "command" => command, "outcome" => outcome).increment(1);
        let Ok(exchange) = answer else { return };
        metrics::histogram!("birk_epp_round_trip_seconds", "command" => command)
            .record(exchange.round_trip.as_secs_f64());
        if command != "poll" && exchange.response.msg_q.as_ref().is_some_and(|queue| queue.count > 0) {
            self.messages.notify_one();
        }
    }

    /// Notes that a message came incomplete; says how often it had before.
    pub fn doubts(&self, msg_id: &str) -> u32 {
        let mut doubtful = lock(&self.doubtful);
        if doubtful.0 != msg_id {
            *doubtful = (msg_id.to_owned(), 0);
        }
        doubtful.1 += 1;
        doubtful.1 - 1
    }

    /// Ends the idle sessions and gives their slots back; those on loan end when they come back.
    pub async fn close_idle(&self) {
        let idle: Vec<Live> = std::mem::take(&mut *lock(&self.idle));
        futures_util::future::join_all(idle.into_iter().map(|live| self.end(live))).await;
    }

    fn limits(&self) -> &Limits {
        &self.link.config.limits
    }

    async fn credentials(&self) -> Result<Credentials, RegistryError> {
        credentials::load(&self.leases.db, self.leases.account, self.link.config.environment).await
    }

    async fn take_idle(&self, trust: Trust) -> Option<Live> {
        loop {
            let mut live = lock(&self.idle).pop()?;
            let needs_proof = trust == Trust::Proven && live.idle() > self.limits().fresh;
            if live.is_good(self.limits()) && (!needs_proof || live.hello(self.limits().connect).await) {
                return Some(live);
            }
            self.end(live).await;
        }
    }

    pub(super) fn take_back(this: &Arc<Self>, live: Live, permit: Option<Permit>) {
        // One session a turn goes to a server that waits for one, even the last: whoever needs it here asks in turn.
        let surplus = this.wanted_elsewhere.swap(false, Ordering::Relaxed);
        if live.is_good(this.limits()) && !surplus && !this.link.stopping.is_cancelled() {
            lock(&this.idle).push(live);
            drop(permit);
            this.returned.notify_one();
            return;
        }
        // The permit goes free only when the slot is: otherwise the next one would look for a slot in vain.
        let pool = Arc::clone(this);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(this.link.tasks.track_future(async move {
                pool.end(live).await;
                drop(permit);
                pool.returned.notify_one();
            }));
        }
    }

    async fn end(&self, live: Live) {
        let lease = live.lease.clone();
        live.end(&self.cl_trid(), Duration::from_secs(2)).await;
        self.give_up(&lease).await;
    }

    async fn give_up(&self, lease: &Lease) {
        lock(&self.held).retain(|held| held.name != lease.name || held.fence != lease.fence);
        if let Err(error) = self.leases.release(lease).await {
            tracing::warn!(%error, slot = lease.name, "a session slot could not be given back; it runs out by itself");
        }
    }

    async fn open(self: &Arc<Self>, lease: Lease, credentials: &Credentials) -> Result<Live, RegistryError> {
        lock(&self.held).push(lease.clone());
        self.look_after();
        match self.sign_in(&lease, credentials).await {
            Ok(live) => Ok(live),
            Err(error) => {
                self.give_up(&lease).await;
                Err(error)
            }
        }
    }

    async fn sign_in(&self, lease: &Lease, credentials: &Credentials) -> Result<Live, RegistryError> {
        self.check_refused(credentials)?;
        let password = self.link.key.open(EPP_PASSWORD, &credentials.epp_password)?;
        let password = Secret::new(String::from_utf8_lossy(&password));
        self.link.health.admit()?;
        let mut session = match self.link.connector.connect().await {
            Ok(session) => session,
            Err(ConnectError::Refused(answer)) if answer.code().0 == 2502 => {
                self.link.health.succeeded();
                return Err(RegistryError::Busy);
            }
            Err(error) => return Err(self.failed(error.to_string())),
        };
        let cl_trid = self.cl_trid();
        let login = Login::new(credentials.epp_user.as_str(), password);
        let exchange = session.login(login, &cl_trid).await.map_err(|error| self.failed(error.to_string()))?;
        self.link.health.succeeded();
        let refusal = Box::new(Refusal::of(&exchange.response, &cl_trid));
        match exchange.response.code().0 {
            1000..=1499 => Ok(Live::new(session, lease.clone())),
            2502 => Err(RegistryError::Busy),
            2400 | 1500..=1599 | 2500 => Err(self.failed(refusal.text)),
            _ => {
                tracing::warn!(user = credentials.epp_user, code = %refusal.received, "the registry refuses the sign-in");
                *lock(&self.refused) = Some((Instant::now(), credentials.epp_user.clone(), refusal.clone()));
                Err(RegistryError::SignInRefused { user: credentials.epp_user.clone(), refusal })
            }
        }
    }

    /// A refused sign-in is not tried again at once: the registry locks users out.
    fn check_refused(&self, credentials: &Credentials) -> Result<(), RegistryError> {
        match &*lock(&self.refused) {
            Some((at, user, refusal)) if *user == credentials.epp_user && at.elapsed() < self.limits().pause * 5 => {
                Err(RegistryError::SignInRefused { user: user.clone(), refusal: refusal.clone() })
            }
            _ => Ok(()),
        }
    }

    fn failed(&self, reason: String) -> RegistryError {
        self.link.health.failed(self.link.clock.now(), reason)
    }

    fn cl_trid(&self) -> String {
        self.link.cl_trid()
    }

    /// Starts the task that renews leases and looks after idle sessions, for as long as there are any.
    fn look_after(self: &Arc<Self>) {
        if !self.looked_after.swap(true, Ordering::AcqRel) {
            let pool = Arc::clone(self);
            tokio::spawn(async move {
                loop {
                    tokio::time::sleep(pool.limits().renew).await;
                    pool.turn().await;
                    if lock(&pool.held).is_empty() {
                        pool.looked_after.store(false, Ordering::Release);
                        // A session may have been opened in between.
                        if lock(&pool.held).is_empty() || pool.looked_after.swap(true, Ordering::AcqRel) {
                            return;
                        }
                    }
                }
            });
        }
    }

    async fn turn(self: &Arc<Self>) {
        let held = lock(&self.held).clone();
        match self.leases.renew(&held).await {
            Ok(wanted) => self.wanted_elsewhere.store(wanted, Ordering::Relaxed),
            Err(error) => tracing::warn!(%error, "session slots could not be renewed"),
        }
        let idle: Vec<Live> = std::mem::take(&mut *lock(&self.idle));
        let mut others = false;
        for live in idle {
            let surplus = others && live.last_command.elapsed() > self.limits().surplus;
            if !live.is_good(self.limits()) || surplus || self.wanted_elsewhere.swap(false, Ordering::Relaxed) {
                self.aside(live, false);
            } else if live.idle() > self.limits().hello {
                self.aside(live, true);
                others = true;
            } else {
                lock(&self.idle).push(live);
                others = true;
            }
        }
    }

    /// Keeps a session alive, or ends it, without holding up the renewal of the leases.
    fn aside(self: &Arc<Self>, mut live: Live, keep: bool) {
        let pool = Arc::clone(self);
        tokio::spawn(self.link.tasks.track_future(async move {
            if keep && live.hello(pool.limits().connect).await {
                lock(&pool.idle).push(live);
            } else {
                pool.end(live).await;
            }
            pool.returned.notify_one();
        }));
    }
}

impl Link {
    /// A client transaction id: unique, 3 to 64 characters.
    pub fn cl_trid(&self) -> String {
        format!("birk-{}", self.clock.uuid().simple())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
