//! The measure for the page of 50 rows: a handler written by hand that runs the page's queries and writes its bytes, with
//! neither session nor access table nor rendering.

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use server::config::Config;
use server::db::{AccountId, Db};
use server::registry::index::{self, DomainFilter};
use tokio::task::JoinHandle;

/// Serves `bytes` on a free port; gives its address and its task.
pub async fn serve(config: &Config, bytes: Bytes) -> Result<(String, JoinHandle<()>)> {
    let db = Db::connect(config.database()?, config.database_connections);
    let account: Option<i64> =
        sqlx::query_scalar("select account_id from find_sign_in('all@nordisk.example')").fetch_one(db.pool()).await?;
    let state = (db, AccountId(account.unwrap_or_default()), bytes);
    let router = Router::new().route("/", get(page)).with_state(state);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let task = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "the handler by hand stopped");
        }
    });
    Ok((address, task))
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
