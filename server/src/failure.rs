//! Failures as pages: calm words in the viewer's language, the cause in the log.

use app::errors::Kind;
use axum::response::Response;
use ui::Viewer;

use crate::respond::{self, PageError};

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

/// No such address, or not by this method. The access layer makes the page of it.
pub async fn nothing_here() -> PageError {
    PageError::NotFound
}
