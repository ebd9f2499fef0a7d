//! What went wrong at the registry, as the pages explain it.

use ui::explain::{self, Outage};
use ui::{Lang, Refusal};

use crate::registry::{self, RegistryError};

/// Why there is no answer; `None` where the registry did answer, by refusing.
pub fn outage(error: &RegistryError) -> Option<Outage> {
    Some(match error {
        RegistryError::Unavailable { since, .. } => Outage::Unreachable { since: *since },
        RegistryError::SignInRefused { user, .. } => Outage::SignInRefused { user: user.clone() },
        RegistryError::Slow { waited } => Outage::Slow { waited_seconds: waited.as_secs() },
        RegistryError::Busy => Outage::Busy,
        RegistryError::Broken { .. } => Outage::Broken,
        RegistryError::Protocol { .. } => Outage::Unreadable,
        RegistryError::Stopping => Outage::Stopping,
        RegistryError::NotFound(_) | RegistryError::Refused(_) => return None,
        RegistryError::Account(_) | RegistryError::Seal(_) | RegistryError::Database(_) => {
            tracing::error!(%error, "the registry could not be asked");
            Outage::Other
        }
    })
}

/// The registry's own words, where it refused.
pub fn refused_words(error: &RegistryError) -> Option<String> {
    match error {
        RegistryError::NotFound(refusal) | RegistryError::Refused(refusal) => {
            Some(format!("{} {}", refusal.code, refusal.text))
        }
        _ => None,
    }
}

/// A refusal in plain words, with the registry's answer to copy.
pub fn refusal(lang: Lang, refusal: &registry::Refusal) -> Refusal {
    explain::refusal(lang, refusal.code.0, &refusal.text, &refusal.cl_trid, &refusal.sv_trid, &refusal.values)
}
