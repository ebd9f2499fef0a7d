//! A database of its own for each test, copied from a template that has every migration.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that has no database cannot go on")]

use std::str::FromStr;

use crate::db::{Db, MIGRATOR};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, PgPool};

/// The superuser's URL, from the environment (`make test` sets it).
const ADMIN: &str = "BIRK_TEST_DATABASE_ADMIN_URL";

/// A fresh database, dropped with the value.
#[derive(Debug)]
pub struct TestDb {
    name: String,
    admin: PgConnectOptions,
}

impl TestDb {
    /// Makes the database; panics with what to do where PostgreSQL is not reachable.
    pub async fn new() -> Self {
        let url = std::env::var(ADMIN).unwrap_or_else(|_| panic!("{ADMIN} is not set: run the tests by `make test`"));
        let admin = PgConnectOptions::from_str(&url).unwrap();
        let mut connection = admin.connect().await.unwrap();
        let template = template(&mut connection, &admin).await;
        Self::copy(connection, admin, &template).await
    }

    /// A database without any table, as an operator makes it.
    pub async fn empty() -> Self {
        let url = std::env::var(ADMIN).unwrap_or_else(|_| panic!("{ADMIN} is not set: run the tests by `make test`"));
        let admin = PgConnectOptions::from_str(&url).unwrap();
        let connection = admin.connect().await.unwrap();
        Self::copy(connection, admin, "template1").await
    }

    async fn copy(mut connection: PgConnection, admin: PgConnectOptions, template: &str) -> Self {
        let random: [u8; 8] = rand::random();
        let name = format!("birk_test_{}", u64::from_le_bytes(random));
        // Copying a template fails while another copy runs: the lock keeps them in line.
        let copy = format!("create database {name} template {template} owner birk_owner");
        locked(&mut connection, &copy).await;
        connection.close().await.unwrap();
        Self { name, admin }
    }

    /// How to connect as `role`.
    pub fn options(&self, role: &str) -> PgConnectOptions {
        self.admin.clone().username(role).database(&self.name)
    }

    /// The database as the server uses it.
    pub fn db(&self) -> Db {
        Db::connect(self.options("birk_app"), 8)
    }

    /// A pool of `role`: `birk_owner`, `birk_app` or the superuser.
    pub async fn pool(&self, role: &str) -> PgPool {
        PgPoolOptions::new().max_connections(4).connect_with(self.options(role)).await.unwrap()
    }

    /// A pool of the superuser, who sees every account's rows.
    pub async fn superuser(&self) -> PgPool {
        self.pool(self.admin.get_username()).await
    }

    /// A URL for `role`, for processes that the test starts.
    pub fn url(&self, role: &str) -> String {
        let socket = self.admin.get_socket().map(|path| path.display().to_string());
        let host = socket.unwrap_or_else(|| self.admin.get_host().to_owned());
        format!("postgres://{role}@localhost/{}?host={host}&port={}", self.name, self.admin.get_port())
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let (name, admin) = (self.name.clone(), self.admin.clone());
        // A thread of its own: the test's runtime may be on its way out.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut connection = admin.connect().await.unwrap();
                let _ = connection.execute(format!("drop database {name} with (force)").as_str()).await;
            });
        });
        let _ = dropped.join();
    }
}

/// The template's name: made once for each state of the migrations.
async fn template(connection: &mut PgConnection, admin: &PgConnectOptions) -> String {
    let checksum: u64 = MIGRATOR
        .iter()
        .flat_map(|migration| migration.checksum.iter().copied())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let name = format!("birk_template_{checksum:016x}");
    lock(connection).await;
    let there: bool = sqlx::query_scalar("select exists (select 1 from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    if !there {
        for role in ["birk_owner", "birk_app"] {
            let make =
                format!("do $$ begin create role {role} login; exception when duplicate_object then null; end $$");
            connection.execute(make.as_str()).await.unwrap();
        }
        let draft = format!("{name}_draft");
        connection.execute(format!("drop database if exists {draft} with (force)").as_str()).await.unwrap();
        connection.execute(format!("create database {draft} owner birk_owner").as_str()).await.unwrap();
        let mut owner = admin.clone().username("birk_owner").database(&draft).connect().await.unwrap();
        MIGRATOR.run(&mut owner).await.unwrap();
        owner.close().await.unwrap();
        connection.execute(format!("alter database {draft} rename to {name}").as_str()).await.unwrap();
    }
    unlock(connection).await;
    name
}

async fn locked(connection: &mut PgConnection, statement: &str) {
    lock(connection).await;
    connection.execute(statement).await.unwrap();
    unlock(connection).await;
}

async fn lock(connection: &mut PgConnection) {
    connection.execute("select pg_advisory_lock(7700)").await.unwrap();
}

async fn unlock(connection: &mut PgConnection) {
    connection.execute("select pg_advisory_unlock(7700)").await.unwrap();
}
