//! The pages for failures.

use app::Viewer;
use app::errors::{Kind, page};

use super::{Sample, stranger};

/// The samples.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![
        ("error-forbidden", |viewer| page(viewer, Kind::Forbidden)),
        ("error-not-found", |viewer| page(viewer, Kind::NotFound)),
        ("error-not-found-stranger", |viewer| page(stranger(viewer), Kind::NotFound)),
        ("error-conflict", |viewer| page(viewer, Kind::Conflict)),
        ("error-too-large", |viewer| page(viewer, Kind::TooLarge)),
        ("error-not-a-form", |viewer| page(viewer, Kind::NotAForm)),
        ("error-forged-form", |viewer| page(viewer, Kind::ForgedForm)),
        ("error-address", |viewer: Viewer| page(stranger(viewer), Kind::AddressRefused("192.0.2.17".to_owned()))),
        ("error-too-many", |viewer| page(viewer, Kind::TooMany { seconds: 41 })),
        ("error-registry", |viewer| page(viewer, Kind::RegistryDown)),
        ("error-database", |viewer| page(stranger(viewer), Kind::DatabaseDown)),
        ("error-internal", |viewer| page(viewer, Kind::Internal { reference: "64e8f2a1c7b30".to_owned() })),
    ]
}
