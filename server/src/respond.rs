//! What a handler answers, and what goes wrong.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// What every handler returns.
pub type PageResult = Result<Response, PageError>;

/// Why a handler has no page of its own to show. The access layer turns it into a page in the viewer's language; the
/// internal causes go to the log, not to the browser.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// No such object, or one of another account: the two cannot be told apart.
    #[error("not found")]
    NotFound,
    /// The user's meta-roles do not allow it.
    #[error("forbidden")]
    Forbidden,
    /// The account's allowlist does not hold the client's address.
    #[error("address not allowed")]
    AddressRefused(std::net::IpAddr),
    /// The form's token is not one of this session's.
    #[error("the form's token is not valid")]
    ForgedForm,
    /// The same form was sent again with other content.
    #[error("the form was sent before with other content")]
    Conflict,
    /// What was sent is larger than any form.
    #[error("too large")]
    TooLarge,
    /// What was sent is no form.
    #[error("not a form")]
    NotAForm,
    /// Too many attempts.
    #[error("too many attempts")]
    TooMany(Duration),
    /// The registry cannot be asked at present.
    #[error("the registry does not answer")]
    RegistryDown,
    /// The database cannot be asked.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The session store cannot be asked.
    #[error("sessions: {0}")]
    Sessions(#[from] tower_sessions::session::Error),
    /// Anything else that should not happen.
    #[error("{0:#}")]
    Internal(#[from] anyhow::Error),
}

impl PageError {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::AddressRefused(_) | Self::ForgedForm => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::RegistryDown => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(error) if is_outage(error) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(_) | Self::Sessions(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<std::sync::Arc<sqlx::Error>> for PageError {
    fn from(error: std::sync::Arc<sqlx::Error>) -> Self {
        // Shared errors come from work that several requests wait for.
        match std::sync::Arc::try_unwrap(error) {
            Ok(error) => Self::Database(error),
            Err(shared) => Self::Internal(anyhow::anyhow!("database: {shared}")),
        }
    }
}

/// Whether the database is away rather than unhappy.
fn is_outage(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed)
}

/// Carries a [`PageError`] from the handler to the access layer, which knows the viewer.
#[derive(Clone, Debug)]
pub struct Failed(pub std::sync::Arc<PageError>);

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(std::sync::Arc::new(self)));
        response
    }
}

/// A page.
pub fn page(html: String) -> Response {
    Html(html).into_response()
}

/// A form shown again with what was typed: 422.
pub fn invalid(html: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}

/// A page with a status of its own.
pub fn page_with(status: StatusCode, html: String) -> Response {
    (status, Html(html)).into_response()
}

/// On to another page (303), whatever the method was.
pub fn go_to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The headers of every page: nothing is kept by caches, nothing inline runs, nobody frames it.
pub fn guard(response: &mut Response, over_tls: bool) {
    const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                       form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers
        .insert("permissions-policy", HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if over_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}
