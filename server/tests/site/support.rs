//! The whole site with its database and a registry sandbox, in this process.

use std::time::Duration as StdDuration;

use axum::Router;
use epp::client::{Connector, Timeouts, TlsClient};
use sandbox::{ClockStart, Sandbox, Settings};
use server::auth::password::{self, Passwords};
use server::auth::session::Limits as SessionLimits;
use server::clock::Clock;
use server::config::{Environment, Networks};
use server::registry::{Limits, Registry, RegistryConfig};
use server::router;
use server::seal::SecretKey;
use server::state::{App, Parts};
use server::streams::Streams;
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

use crate::http::Browser;
use registry::testing::TestDb;

/// The demo accounts' password.
pub const PASSWORD: &str = "demo-Password-1";

/// Site, database, sandbox and clock.
pub struct Site {
    /// The server.
    pub app: App,
    /// Its routes.
    pub router: Router,
    /// Its clock, which stands still until it is moved.
    pub clock: Clock,
    /// The registry.
    pub sandbox: sandbox::Handle,
    /// The database.
    pub db: TestDb,
    /// A superuser's pool, which sees everything.
    pub all: PgPool,
}

/// What a site is started with.
pub struct Options {
    /// Times of the work with the registry.
    pub limits: Limits,
    /// The sandbox's timers.
    pub settings: Settings,
    /// Whether the background workers run.
    pub workers: bool,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Networks,
}

impl Default for Options {
    fn default() -> Self {
        let limits = Limits {
            page: StdDuration::from_secs(5),
            submit: StdDuration::from_secs(5),
            poll: StdDuration::from_millis(100),
            settle: StdDuration::from_millis(100),
            ..Limits::default()
        };
        Self { limits, settings: Settings::default(), workers: false, trusted_proxies: Networks::default() }
    }
}

impl Site {
    /// With the defaults.
    pub async fn start() -> Self {
        Self::with(Options::default()).await
    }

    /// With `options`.
    pub async fn with(options: Options) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let _ = tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::WARN).try_init();
        // Today: the session store and the sandbox's certificates live by the machine's clock.
        let now = Clock::system().now();
        let clock = Clock::fixed(now, 1);
        let config = sandbox::Config {
            clock: ClockStart::Frozen(now),
            random_seed: Some(1),
            settings: options.settings,
            ..sandbox::Config::default()
        };
        let sandbox = Sandbox::start(config).await.unwrap();
        let db = TestDb::new().await;
        let all = db.superuser().await;
        let key = SecretKey::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").unwrap();
        let tls = TlsClient::from_ca_pem(sandbox.ca_pem().as_bytes()).unwrap();
        let timeouts = Timeouts {
            connect: options.limits.connect,
            greeting: options.limits.connect,
            response: options.limits.response,
        };
        let address = sandbox.epp_addr();
        let connector =
            Connector::new(address.ip().to_string(), address.port(), tls).server_name("localhost").timeouts(timeouts);
        let registry_config = RegistryConfig { environment: Environment::Sandbox, connector, limits: options.limits };
        let registry = Registry::new(registry_config, db.db(), clock.clone(), key.clone());
        let app = App::from(Parts {
            db: db.db(),
            clock: clock.clone(),
            key,
            passwords: Passwords::new(2),
            registry: registry.clone(),
            limits: SessionLimits { idle: Duration::minutes(30), absolute: Duration::hours(12) },
            environment: Environment::Sandbox,
            sandbox_control_url: None,
            trusted_proxies: options.trusted_proxies,
            metrics_allow: Networks::default(),
            over_tls: false,
            streams: Streams::default(),
            closing: tokio_util::sync::CancellationToken::new(),
        });
        let router = router::build(app.clone()).unwrap();
        let site = Self { app, router, clock, sandbox, db, all };
        site.seed().await;
        if options.workers {
            registry.start();
        }
        site
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), self.app.clone())
    }

    /// A browser that has opened the sign-in page.
    pub async fn browser_with_guest(&self) -> Browser {
        let mut browser = self.browser();
        browser.get("/login").await.expect(200);
        browser
    }

    /// A browser signed in as `email`.
    pub async fn signed_in(&self, email: &str) -> Browser {
        self.browser().signed_in(email).await
    }

    /// Moves the portal's clock.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// The two demo accounts with the users of the demo, as far as tests need them.
    async fn seed(&self) {
        let now = self.clock.now();
        let hash = password::hash(PASSWORD, b"0123456789abcdef").unwrap();
        for (handle, name, country, number) in
            [("REG-100001", "Nordisk Domæne ApS", "DK", "100001"), ("REG-100002", "Foreign Names Ltd", "GB", "100002")]
        {
            let sealed =
                self.app.key.seal(&self.clock, registry::EPP_PASSWORD, format!("Sandbox-{number}").as_bytes()).unwrap();
            sqlx::query(
                "insert into account (handle, name, country, environment, epp_user, epp_password, created_at, queue_owned_since)
                 values ($1, $2, $3, 'sandbox', $4, $5, $6, $6)",
            )
            .bind(handle)
            .bind(name)
            .bind(country)
            .bind(format!("EPP-{number}"))
            .bind(sealed)
            .bind(now)
            .execute(&self.all)
            .await
            .unwrap();
        }
        sqlx::query("insert into allowlist_entry (account_id, network, created_at, created_by) select account_id, '127.0.0.0/8', $1, 'cli' from account")
            .bind(now)
            .execute(&self.all)
            .await
            .unwrap();
        for (account, email, roles) in USERS {
            self.user(account, email, roles, &hash, now).await;
        }
        sqlx::query("insert into price (environment, operation, valid_from, amount) values ('sandbox', 'create', '2020-01-01', 50)")
            .execute(&self.all)
            .await
            .unwrap();
    }

    async fn user(&self, account: &str, email: &str, roles: &[&str], hash: &str, now: OffsetDateTime) {
        sqlx::query(
            "insert into portal_user (account_id, email, name, language, password_hash, password_changed_at, meta_roles, created_at)
             select account_id, $2, $2, 'en', $3, $4, $5, $4 from account where handle = $1",
        )
        .bind(account)
        .bind(email)
        .bind(hash)
        .bind(now)
        .bind(roles)
        .execute(&self.all)
        .await
        .unwrap();
    }
}

/// Account, e-mail address, meta-roles.
pub const USERS: [(&str, &str, &[&str]); 7] = [
    ("REG-100001", "admin@nordisk.example", &["administrator"]),
    ("REG-100001", "registrar@nordisk.example", &["registrar"]),
    ("REG-100001", "proxy@nordisk.example", &["proxy"]),
    ("REG-100001", "payer@nordisk.example", &["payer"]),
    ("REG-100001", "ns@nordisk.example", &["name_server_administrator"]),
    ("REG-100001", "all@nordisk.example", &ALL),
    ("REG-100002", "all@foreign.example", &ALL),
];
const ALL: [&str; 5] = ["administrator", "registrar", "proxy", "payer", "name_server_administrator"];
