//! The control page and its JSON twin: everything that other parties would do at the registry, and the clock.
//!
//! There is no sign-in (the account interface beside it asks for a secret), so it belongs on the loopback interface. Requests that a foreign web page could make a browser send
//! are refused by their `Host` and `Origin`.

mod accounts;
mod act;
mod api;
mod details;
mod domains;
mod failure;
mod html;
mod objects;
mod pages;
mod waiting;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

use crate::account_api;
use crate::shared::Shared;

/// What every handler is given.
pub(crate) type Site = Arc<Shared>;

/// Serves until the sandbox stops.
pub(crate) async fn serve(listener: TcpListener, shared: Site) {
    let mut stop = shared.stop.subscribe();
    let ended = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let served = axum::serve(listener, router(shared)).with_graceful_shutdown(ended).await;
    if let Err(error) = served {
        tracing::error!(%error, "the control page ended");
    }
}

fn router(shared: Site) -> Router {
    Router::new()
        .merge(pages::routes())
        .merge(act::forms())
        .nest("/api", api::routes())
        .nest("/account/v1", account_api::routes())
        .layer(middleware::from_fn(guard))
        .with_state(shared)
}

/// Refuses what did not come from this machine's user on purpose, and forbids scripts altogether.
async fn guard(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !local(request.headers()) || !(reads || own(request.headers())) {
        return (StatusCode::FORBIDDEN, "the control page answers to its own pages and to local programs only")
            .into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What every answer tells the browser. The referrer's policy must not hide the origin of the page's own forms.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// A page of another site can neither use this site's name (an address or localhost) nor hide its origin.
fn local(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST) else { return false };
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(n, _)| n);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    if name != "localhost" && address.is_err() {
        return false;
    }
    text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host))
}

/// A browser that says where a request comes from must not say that it is another site's, nor another port's of this one.
/// Programs do not say.
fn own(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_local_names_and_the_own_origin_are_served() {
        assert!(local(&headers("127.0.0.1:7701", None)));
        assert!(local(&headers("[::1]:7701", Some("http://[::1]:7701"))));
        assert!(local(&headers("localhost:7701", Some("http://localhost:7701"))));
        assert!(!local(&headers("rebound.example:7701", None)));
        assert!(!local(&headers("localhost:7701", Some("http://evil.example"))));
        assert!(!local(&headers("localhost:7701", Some("null"))));
        assert!(!local(&HeaderMap::new()));
    }
}
