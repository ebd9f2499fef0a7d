//! What is known around an application.

use super::known::KnownContact;

/// What the form shows besides what is typed into it.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// The account's REG-handle.
    pub registrar_handle: String,
    /// The account's name.
    pub registrar_name: String,
    /// The account's default for automatic renewal; chosen where nothing else was.
    pub auto_renew_default: bool,
    /// Offered where no name servers were typed, such as those of the account's last registration; may be empty.
    pub name_servers: Vec<String>,
    /// The account's contacts that can be registrant, offered while typing; best the most recently used, at most some 200.
    pub contacts: Vec<KnownContact>,
    /// The version of the registry's terms that the account used last, offered while typing; none where there is none.
    pub terms_version: Option<String>,
    /// The registrant as the index knows it, for the handle that was typed; none where the index does not know it.
    pub registrant: Option<KnownContact>,
}
