//! The measure for the page of 50 rows: a handler written by hand that runs the page's queries and writes its bytes, with
//! neither session nor access table nor rendering. Like the portal it is a process of its own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use server::config::Config;
use server::db::{AccountId, Db};
use server::registry::index::{self, DomainFilter};

/// The word that makes this program the handler.
pub const WORD: &str = "by-hand";

/// The handler at work; it ends with the value.
pub struct Handler {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Handler {
    /// Starts a process that answers with `bytes`.
    pub fn start(bytes: &[u8]) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(WORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the handler by hand")?;
        child.stdin.take().context("its input")?.write_all(bytes)?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().context("its output")?).read_line(&mut address)?;
        Ok(Self { child, address: address.trim().to_owned() })
    }
}

impl Drop for Handler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Is the handler: answers with what stands on the standard input, on a free port that it prints.
pub async fn serve(config: &Config) -> Result<()> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let db = Db::connect(config.database()?, config.database_connections);
    let account: Option<i64> =
        sqlx::query_scalar("select account_id from find_sign_in('all@nordisk.example')").fetch_one(db.pool()).await?;
    let state = (db, AccountId(account.unwrap_or_default()), Bytes::from(bytes));
    let router = Router::new().route("/", get(page)).with_state(state);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router).await.context("the handler by hand stopped")
}

async fn page(State((db, account, bytes)): State<(Db, AccountId, Bytes)>) -> Result<Html<Bytes>, StatusCode> {
    let broken = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let mut tx = db.account(account).await.map_err(broken)?;
    let rows = index::list_domains(&mut tx, &DomainFilter::default()).await.map_err(broken)?;
    let statuses = index::domain_statuses(&mut tx).await.map_err(broken)?;
    tx.commit().await.map_err(broken)?;
    // The rows are read, as a page would.
    std::hint::black_box((rows, statuses));
    Ok(Html(bytes))
}
