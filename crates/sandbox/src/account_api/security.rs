//! From where an account's service users may sign in (Punktum dk registrar portal specification § Security).

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::response::IntoResponse;
use ipnetwork::IpNetwork;
use serde::{Deserialize, Serialize};

use super::Served;
use super::call::{Call, Failure};

/// Most networks of a list.
const MOST: usize = 100;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Networks {
    networks: Vec<IpNetwork>,
}

/// Puts a list in the place of the one before. Sessions from addresses that it no longer holds end.
pub(super) async fn set_allowlist(
    call: Call,
    Path((_, service)): Path<(String, String)>,
    given: Result<Json<Networks>, JsonRejection>,
) -> Served {
    let given = given?.0;
    if given.networks.len() > MOST {
        return Err(Failure::field("networks", format!("has {} entries, {MOST} are possible", given.networks.len())));
    }
    let account = call
        .change(|tx, before| {
            let mut account = before.clone();
            let list = match service.to_ascii_lowercase().as_str() {
                "epp" => &mut account.allowlist,
                "das" => &mut account.particulars.das_allowlist,
                "dsu" => &mut account.particulars.dsu_allowlist,
                _ => return Err(Failure::unknown(&service)),
            };
            *list = given.networks.iter().copied().collect();
            tx.put_account(account.clone());
            Ok(account)
        })
        .await?;
    call.registry()
        .sessions
        .end(|session| session.account.as_ref() == Some(&account.handle) && !account.admits(session.peer.ip()));
    Ok(Json(given).into_response())
}
