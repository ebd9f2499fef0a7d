//! What every call begins with: who asks, and how a failure is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::registry::Registry;
use crate::shared::Shared;
use crate::store::StoreError;
use crate::world::{Account, Key, Tx};

/// Longest idempotency key, in characters.
const LONGEST_KEY: usize = 100;

/// A call whose secret is the account's.
pub(super) struct Call {
    pub account: Key,
    pub shared: Arc<Shared>,
}

impl FromRequestParts<Arc<Shared>> for Call {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Failure> {
        let refused =
            || Failure::new(StatusCode::UNAUTHORIZED, "the account's secret is needed: Authorization: Bearer …");
        let params = RawPathParams::from_request_parts(parts, shared).await.map_err(|_| refused())?;
        let named = params.iter().find(|(name, _)| *name == "account").map(|(_, value)| value.to_uppercase());
        let account = named.ok_or_else(refused)?;
        let given = bearer(&parts.headers).ok_or_else(refused)?;
        // An unknown account and a wrong secret get one answer.
        let known = shared.registry.read(|world, _| {
            let secret = world.account(&account).and_then(|account| account.particulars.secret.as_ref());
            secret.is_some_and(|secret| secret.matches(given))
        });
        if !known {
            return Err(refused());
        }
        Ok(Self { account: Key::from(account), shared: Arc::clone(shared) })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = given.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// The key that makes a repeated call the same one.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, Failure> {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::trim).unwrap_or_default();
    if key.is_empty() || key.len() > LONGEST_KEY {
        let text = format!("the header Idempotency-Key is needed, of 1 to {LONGEST_KEY} characters");
        return Err(Failure::new(StatusCode::BAD_REQUEST, text));
    }
    Ok(key.to_owned())
}

impl Call {
    pub fn registry(&self) -> &Registry {
        &self.shared.registry
    }

    /// Looks at the account.
    pub fn account(&self) -> Result<Account, Failure> {
        self.registry()
            .read(|world, _| world.account(&self.account).map(|account| Account::clone(account)))
            .ok_or_else(gone)
    }

    /// Changes the world as a whole or not at all, and waits until it is on disk.
    pub async fn change<R>(
        &self,
        change: impl FnOnce(&mut Tx<'_>, &Account) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let (result, sequence) = self.registry().write(|tx| {
            let account = tx.world().account(&self.account).cloned().ok_or_else(gone)?;
            change(tx, &account)
        })?;
        self.registry().settled(sequence).await?;
        Ok(result)
    }
}

fn gone() -> Failure {
    Failure::new(StatusCode::NOT_FOUND, "the account is gone")
}

/// Why a call failed, as JSON: `error` says it in words, `fields` what is wrong with which value.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    text: String,
    fields: BTreeMap<&'static str, String>,
}

impl Failure {
    pub(super) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), fields: BTreeMap::new() }
    }

    pub(super) fn unknown(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} does not exist"))
    }

    pub(super) fn conflict(text: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, text)
    }

    /// 422 for values that cannot be taken.
    pub(super) fn fields(fields: BTreeMap<&'static str, String>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, text: "some values cannot be taken".to_owned(), fields }
    }

    pub(super) fn field(name: &'static str, text: impl Into<String>) -> Self {
        Self::fields(BTreeMap::from([(name, text.into())]))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(json!({ "error": self.text, "fields": self.fields }))).into_response();
        if self.status == StatusCode::UNAUTHORIZED
            && let Ok(scheme) = "Bearer".parse()
        {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a change of an account could not be kept");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the change could not be kept")
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text())
    }
}
