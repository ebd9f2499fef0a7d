//! Failures as pages: calm words in the viewer's language, the cause in the log.

use app::Viewer;
use app::errors::Kind;
use axum::extract::{Request, State};
use axum::response::Response;
use tower_sessions::Session;

use crate::auth::guest::{self, Binding};
use crate::respond::{self, PageError};
use crate::state::App;

/// The page for `error`; what is not the viewer's doing is logged under a reference that the page shows.
pub fn page(viewer: Viewer, error: &PageError) -> Response {
    let status = error.status();
    let kind = match error {
        PageError::NotFound => Kind::NotFound,
        PageError::Forbidden => Kind::Forbidden,
        PageError::AddressRefused(address) => Kind::AddressRefused(address.to_string()),
        PageError::ForgedForm => Kind::ForgedForm,
        PageError::Conflict => Kind::Conflict,
        PageError::TooLarge => Kind::TooLarge,
        PageError::NotAForm => Kind::NotAForm,
        PageError::TooMany(wait) => Kind::TooMany { seconds: wait.as_secs() },
        PageError::RegistryDown => Kind::RegistryDown,
        PageError::Database(_) if status.as_u16() == 503 => {
            tracing::error!(%error, "the database does not answer");
            Kind::DatabaseDown
        }
        PageError::Database(_) | PageError::Sessions(_) | PageError::Internal(_) => {
            let reference = format!("{:x}", viewer.now.unix_timestamp_nanos() / 1_000);
            tracing::error!(%error, reference, "a page could not be shown");
            Kind::Internal { reference }
        }
    };
    respond::page_with(status, app::errors::page(viewer, kind))
}

/// No such address, or not by this method.
pub async fn nothing_here(State(app): State<App>, session: Session, request: Request) -> Response {
    let binding = Binding::new(&app, &session, false, request.headers());
    let path = request.uri().path().to_owned();
    let mut response = page(guest::viewer(&app, request.headers(), &path, &binding), &PageError::NotFound);
    respond::guard(&mut response, app.over_tls);
    response
}
