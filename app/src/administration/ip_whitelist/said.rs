//! What is said once it is done.

use super::Network;
use ui::Lang;

ui::texts! {
    struct T;
    added(network: &str) { en: "{network} may use the portal from now on.", da: "{network} kan bruge portalen fra nu af." }
    removed(network: &str) { en: "{network} may no longer use the portal.", da: "{network} kan ikke længere bruge portalen." }
}

/// A network was added.
pub fn added(lang: Lang, network: &Network) -> String {
    T(lang).added(&network.to_string())
}

/// A network was removed.
pub fn removed(lang: Lang, network: &Network) -> String {
    T(lang).removed(&network.to_string())
}
