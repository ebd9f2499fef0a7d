//! A database, a sandbox, and servers between them.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use dk::{DomainName, Handle, HostName, NameServers};
use epp::client::{Connector, Direction, Timeouts, TlsClient, WireTap};
use registry::Environment;
use registry::clock::Clock;
use registry::db::{AccountId, Db, UserId};
use registry::journal::{Operation, PortalFields, State, Submitted};
use registry::operations::{ContactCreate, DomainCreate, Registrant, Request, Secrets};
use registry::order::{By, Consent, Deciding, Draft, FormKey, Known, Quote};
use registry::seal::SecretKey;
use registry::{EPP_PASSWORD, Limits, Registry, RegistryConfig};
use sandbox::faults::{Fault, FaultAction};
use sandbox::{Sandbox, Seed};
use sqlx::PgPool;
use tokio::runtime::Runtime;
use uuid::Uuid;

use registry::testing::TestDb;

/// Every frame on the wire, as it was.
#[derive(Default)]
pub struct Tap(Mutex<Vec<(Direction, String)>>);

impl WireTap for Tap {
    fn frame(&self, direction: Direction, xml: &str) {
        self.0.lock().unwrap().push((direction, xml.to_owned()));
    }
}

impl Tap {
    /// All frames so far.
    pub fn frames(&self) -> Vec<(Direction, String)> {
        self.0.lock().unwrap().clone()
    }

    /// How many applications for a name were sent.
    pub fn created(&self, name: &str) -> usize {
        let create = |xml: &String| xml.contains("domain:create") && xml.contains(name);
        self.frames().iter().filter(|(direction, xml)| *direction == Direction::Sent && create(xml)).count()
    }

    /// How many commands that contain `text` were sent.
    pub fn sent(&self, text: &str) -> usize {
        self.frames().iter().filter(|(direction, xml)| *direction == Direction::Sent && xml.contains(text)).count()
    }
}

/// What the servers of a story share.
pub struct World {
    pub database: TestDb,
    pub superuser: PgPool,
    pub sandbox: sandbox::Handle,
    pub tap: Arc<Tap>,
    pub account: AccountId,
    key: SecretKey,
    /// For looking: one pool, however often.
    db: Db,
}

/// Short times, so that stories are short.
pub fn limits() -> Limits {
    Limits {
        lease: Duration::from_millis(1600),
        renew: Duration::from_millis(300),
        pause: Duration::from_millis(300),
        response: Duration::from_millis(2500),
        quiet: Duration::from_millis(1200),
        recheck: Duration::from_millis(200),
        claim: Duration::from_millis(1500),
        settle: Duration::from_millis(100),
        poll: Duration::from_millis(200),
        poll_awaited: Duration::from_millis(200),
        poll_unowned: Duration::from_millis(200),
        refresh: Duration::from_millis(200),
        session_wait: Duration::from_secs(5),
        ..Limits::default()
    }
}

impl World {
    /// A sandbox with the machine's time and a database with account REG-100001, whose queue Birk owns.
    pub async fn new() -> Self {
        let sandbox = Sandbox::start(sandbox::Config { seed: Seed::Bare, control: None, ..Default::default() });
        let (database, sandbox) = (TestDb::new().await, sandbox.await.unwrap());
        let superuser = database.superuser().await;
        let key = SecretKey::parse(&base64::engine::general_purpose::STANDARD.encode([7; 32])).unwrap();
        let sealed = key.seal(&Clock::system(), EPP_PASSWORD, b"Sandbox-100001").unwrap();
        let account: i64 = sqlx::query_scalar(
            "insert into account (handle, name, country, environment, epp_user, epp_password, queue_owned_since, created_at)
             values ('REG-100001', 'Nordisk Domæne ApS', 'DK', 'sandbox', 'EPP-100001', $1, now(), now())
             returning account_id",
        )
        .bind(sealed)
        .fetch_one(&superuser)
        .await
        .unwrap();
        sqlx::query(
            "insert into price values ('sandbox', 'create', '2020-01-01', 50), ('sandbox', 'renew', '2020-01-01', 50)",
        )
        .execute(&superuser)
        .await
        .unwrap();
        sqlx::query(
            "insert into portal_user (account_id, email, name, password_hash, password_changed_at, meta_roles, created_at)
             values ($1, $2, 'Rita', '', now(), '{registrar}', now())",
        )
        .bind(account)
        .bind(EMAIL)
        .execute(&superuser)
        .await
        .unwrap();
        let db = database.db();
        Self { database, superuser, sandbox, tap: Arc::default(), account: AccountId(account), key, db }
    }

    /// A way to the registry with these limits, without background work.
    pub fn registry(&self, limits: Limits) -> Registry {
        self.registry_at(limits, self.sandbox.epp_addr().port(), self.database.db(), Clock::system())
    }

    /// A way to the registry through another port, or with another clock.
    pub fn registry_at(&self, limits: Limits, port: u16, db: Db, clock: Clock) -> Registry {
        let tls = TlsClient::from_ca_pem(self.sandbox.ca_pem().as_bytes()).unwrap();
        let timeouts = Timeouts { connect: limits.connect, greeting: limits.connect, response: limits.response };
        let connector = Connector::new("localhost", port, tls).timeouts(timeouts).tap(self.tap.clone());
        let config = RegistryConfig { environment: Environment::Sandbox, connector, limits };
        Registry::new(config, db, clock, self.key.clone())
    }

    /// Where forms are handed in.
    pub fn desk(&self) -> Desk {
        Desk { account: self.account, key: self.key.clone(), db: self.database.db() }
    }

    /// Who decides.
    pub fn decider(&self) -> By<Deciding> {
        self.desk().by()
    }

    /// A running server in this runtime.
    pub fn serve(&self) -> Registry {
        let registry = self.registry(limits());
        registry.start();
        registry
    }

    /// A running server in a runtime of its own, which can be killed.
    pub fn server(&self) -> Killable {
        Killable::with(self, limits())
    }

    /// Lets the registry do something the next time it gets `command`.
    pub fn fault(&self, command: &str, action: FaultAction) {
        self.sandbox.faults().add(Fault { id: 0, command: command.to_owned(), action, times: 1, account: None });
    }

    /// An operation as the database has it.
    pub async fn operation(&self, id: Uuid) -> Operation {
        let mut tx = self.db.account(self.account).await.unwrap();
        registry::journal::get(&mut tx, id).await.unwrap().unwrap()
    }

    /// Waits until an operation is as wanted.
    pub async fn until(&self, id: Uuid, wanted: impl Fn(&Operation) -> bool) -> Operation {
        let began = Instant::now();
        loop {
            let operation = self.operation(id).await;
            if wanted(&operation) {
                return operation;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "never came: {operation:#?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a query that gives one boolean says yes; no row and an unknown value are no.
    pub async fn until_sql(&self, query: &str) {
        let began = Instant::now();
        while sqlx::query_scalar::<_, Option<bool>>(query).fetch_optional(&self.superuser).await.unwrap().flatten()
            != Some(true)
        {
            assert!(began.elapsed() < Duration::from_secs(20), "never came: {query}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// One number out of the database, past row-level security.
    pub async fn count(&self, query: &str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.superuser).await.unwrap()
    }

    /// Changes something in the database, past row-level security.
    pub async fn sql(&self, statement: &str) {
        sqlx::query(statement).execute(&self.superuser).await.unwrap();
    }

    /// What the account holds at the registry.
    pub fn balance(&self) -> String {
        self.sandbox.registry().read(|world, _| world.account("REG-100001").unwrap().balance.to_string())
    }
}

/// A server that can die as by `kill -9`: nothing of it runs any further, nothing is said or given back.
pub struct Killable {
    pub registry: Registry,
    runtime: Option<Runtime>,
}

impl Killable {
    /// A running server with these limits.
    pub fn with(world: &World, limits: Limits) -> Self {
        Self::with_clock(world, limits, Clock::system())
    }

    /// A running server with another clock.
    pub fn with_clock(world: &World, limits: Limits, clock: Clock) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let registry = {
            let _inside = runtime.enter();
            let port = world.sandbox.epp_addr().port();
            let registry = world.registry_at(limits, port, world.database.db(), clock);
            registry.start();
            registry
        };
        Self { registry, runtime: Some(runtime) }
    }

    /// Stops everything in the server for so long, as SIGSTOP does: each of its threads is kept busy.
    pub fn stall(&self, time: Duration) {
        for _ in 0..2 {
            self.runtime.as_ref().unwrap().spawn(async move { std::thread::sleep(time) });
        }
    }

    /// Submits an operation inside the server.
    pub fn submit(&self, world: &World, form: Form) -> tokio::task::JoinHandle<Submitted> {
        let (registry, desk) = (self.registry.clone(), world.desk());
        self.runtime.as_ref().unwrap().spawn(async move { desk.submit(&registry, form).await })
    }

    /// Dies.
    pub fn kill(mut self) {
        self.runtime.take().unwrap().shutdown_background();
    }
}

impl Drop for Killable {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

const FEATURE: &str = "Test";
const EMAIL: &str = "registrar@nordisk.example";

/// Who hands forms in, and with what they are sealed.
#[derive(Clone)]
pub struct Desk {
    account: AccountId,
    key: SecretKey,
    db: Db,
}

impl Desk {
    fn by<R>(&self) -> By<R> {
        By::admitted(self.account, UserId(1), EMAIL, [127, 0, 0, 1].into(), FEATURE)
    }

    /// Reviews a form and hands it in.
    pub async fn submit(&self, registry: &Registry, form: Form) -> Submitted {
        match form.request.clone() {
            Request::DomainCreate(request) => self.order(registry, form, *request).await,
            Request::DomainRenew(request) => self.order(registry, form, *request).await,
            Request::ContactCreate(request) => self.order(registry, form, *request).await,
            Request::HostCreate(request) => self.order(registry, form, *request).await,
        }
    }

    async fn order<R: Known>(&self, registry: &Registry, form: Form, request: R) -> Submitted {
        let mut tx = self.db.account(self.account).await.unwrap();
        let quote = Quote::<R>::at(&mut tx, "sandbox", Clock::system().now()).await.unwrap();
        tx.commit().await.unwrap();
        self.db.pool().close().await;
        let draft = Draft::new(FormKey::posted(&form.key).unwrap(), quote, request);
        let mut draft = draft.secrets(form.secrets).unwrap().fields(form.fields);
        if let Some(step) = form.step {
            draft = draft.after(step);
        }
        if let Some(consent) = form.consent {
            draft = draft.consent(consent);
        }
        let reviewed = draft.review(self.account, UserId(1), FEATURE, &self.key);
        registry.journal().submit(draft.order(self.by(), &self.key, &reviewed).unwrap()).await.unwrap()
    }
}

/// What a form asks for.
#[derive(Clone)]
pub struct Form {
    pub key: String,
    pub request: Request,
    pub step: Option<ContactCreate>,
    pub secrets: Secrets,
    pub consent: Option<Consent>,
    pub fields: PortalFields,
}

impl Form {
    pub fn new(key: &str, request: impl Into<Request>) -> Self {
        Self {
            key: key.into(),
            request: request.into(),
            step: None,
            secrets: Secrets::none(),
            consent: None,
            fields: PortalFields::default(),
        }
    }
}

/// Foreigners need no verification: their domains are active at once.
pub fn foreigner() -> ContactCreate {
    ContactCreate {
        user_type: "individual".into(),
        name: "Anna Schmidt".into(),
        street: vec!["Hafenstrasse 12".into()],
        city: "Flensburg".into(),
        postal_code: Some("24937".into()),
        country: "DE".into(),
        voice: Some("+49.461123450".into()),
        email: "anna@example.de".into(),
        ..ContactCreate::default()
    }
}

/// A Dane, who has to prove who they are.
pub fn dane() -> ContactCreate {
    ContactCreate {
        user_type: "individual".into(),
        name: "Åse Ørsted".into(),
        street: vec!["Æblevej 1".into()],
        city: "Århus".into(),
        postal_code: Some("8000".into()),
        country: "DK".into(),
        voice: Some("+45.33646000".into()),
        email: "aase@example.dk".into(),
        ..ContactCreate::default()
    }
}

pub fn application(name: &str, registrant: Registrant) -> DomainCreate {
    let hosts = ["ns1.nordisk.example", "ns2.nordisk.example"].map(|host| HostName::parse(host).unwrap());
    DomainCreate {
        domain: DomainName::parse(name).unwrap(),
        registrant,
        name_servers: NameServers::new(hosts.to_vec()).unwrap(),
        ds: Vec::new(),
        auto_renew: None,
        accepted_at: Clock::system().now().unix_timestamp() - 3600,
    }
}

/// A registration form for a name, held by a new foreign contact.
pub fn registration(key: &str, name: &str) -> Form {
    Form { step: Some(foreigner()), ..registration_by(key, name, Registrant::Created) }
}

/// A registration form for a name, held by an existing contact.
pub fn registration_for(key: &str, name: &str, handle: &str) -> Form {
    registration_by(key, name, Registrant::Handle(Handle::parse(handle).unwrap()))
}

fn registration_by(key: &str, name: &str, registrant: Registrant) -> Form {
    let consent = Consent {
        accepted_at: Clock::system().now() - time::Duration::HOUR,
        method: "web_form".into(),
        terms_version: "15".into(),
    };
    Form { consent: Some(consent), ..Form::new(key, application(name, registrant)) }
}

/// Creates the foreign contact and gives its handle.
pub async fn contact(world: &World, registry: &Registry) -> String {
    let operation = submit(world, registry, Form::new("first-contact", foreigner())).await.operation().clone();
    assert_eq!(operation.state, State::Done, "{operation:#?}");
    operation.object
}

pub async fn submit(world: &World, registry: &Registry, form: Form) -> Submitted {
    world.desk().submit(registry, form).await
}
