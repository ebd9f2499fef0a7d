//! What the form's page and the review are given.

use super::availability::Availability;
use super::form::Request;
use super::known::KnownContact;
use ui::components::Funds;

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
    /// Price and balance.
    pub funds: Funds,
    /// A random key: the same key is the same application, however often it is sent. A new one for every new form and
    /// after a refusal; the posted one where errors are shown.
    pub form_key: String,
}

/// What the review shows besides the fields that it carries on.
#[derive(Clone, Debug)]
pub struct ReviewProps {
    /// The application as it was read from the fields.
    pub request: Request,
    /// The registrant as the index knows it, for a handle; none where the index does not know it.
    pub registrant: Option<KnownContact>,
    /// The registry's answer about the name.
    pub availability: Availability,
    /// Price and balance.
    pub funds: Funds,
    /// The account's REG-handle and name.
    pub registrar: (String, String),
    /// The key of the form: the posted one.
    pub form_key: String,
}
