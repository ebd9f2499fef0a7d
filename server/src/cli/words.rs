//! Values on the command line.

use std::net::IpAddr;

use clap::ValueEnum;
use dk::{MetaRole, Service, ServiceUserId};
use ipnetwork::IpNetwork;

use crate::config::Environment;

/// A language of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// Danish
    Da,
    /// English
    En,
}

impl Language {
    /// The word in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }
}

/// Which registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EnvironmentWord {
    /// A sandbox
    Sandbox,
    /// The real one
    Production,
}

impl From<EnvironmentWord> for Environment {
    fn from(word: EnvironmentWord) -> Self {
        match word {
            EnvironmentWord::Sandbox => Self::Sandbox,
            EnvironmentWord::Production => Self::Production,
        }
    }
}

/// A text that says something.
pub(super) fn text(input: &str) -> Result<String, String> {
    let text = input.trim();
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    if text.chars().any(char::is_control) {
        return Err("it contains control characters".to_owned());
    }
    Ok(text.to_owned())
}

/// A service user for EPP.
pub(super) fn epp_user(input: &str) -> Result<String, String> {
    let user = ServiceUserId::parse(input).map_err(|error| error.to_string())?;
    match user.service() {
        Service::Epp => Ok(user.as_str().to_owned()),
        other => Err(format!("a service user for EPP begins with EPP-, this one is for {other}")),
    }
}

/// A meta-role, written with `-` or `_`.
pub(super) fn role(input: &str) -> Result<MetaRole, String> {
    let all = || MetaRole::ALL.iter().map(|role| hyphened(*role)).collect::<Vec<_>>().join(", ");
    MetaRole::parse(&input.to_ascii_lowercase().replace('-', "_")).map_err(|_| format!("meta-roles are {}", all()))
}

/// A meta-role as commands write it.
pub(super) fn hyphened(role: MetaRole) -> String {
    role.as_str().replace('_', "-")
}

/// An IPv4 or IPv6 address, or a network in CIDR notation without host bits.
pub(super) fn network(input: &str) -> Result<IpNetwork, String> {
    let network: IpNetwork = input.trim().parse().map_err(|_| {
        "not an IPv4 or IPv6 address or network, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32".to_owned()
    })?;
    if let IpAddr::V6(address) = network.ip() {
        // Clients that come as ::ffff:192.0.2.7 are taken for 192.0.2.7, so such an entry would admit nobody.
        if let (Some(mapped), Some(prefix)) = (address.to_ipv4_mapped(), network.prefix().checked_sub(96)) {
            return Err(format!("an IPv4 address in IPv6 notation: write {mapped}/{prefix}"));
        }
    }
    if network.ip() == network.network() {
        return Ok(network);
    }
    let whole = format!("{}/{}", network.network(), network.prefix());
    Err(format!(
        "the address has bits set beyond /{}: write {whole} for the network or {} for the address",
        network.prefix(),
        network.ip()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_addresses_or_cidr_without_host_bits() {
        for (input, expected) in [
            ("192.0.2.7", "192.0.2.7/32"),
            ("192.0.2.0/24", "192.0.2.0/24"),
            ("2001:db8::/32", "2001:db8::/32"),
            ("::1", "::1/128"),
            ("0.0.0.0/0", "0.0.0.0/0"),
        ] {
            assert_eq!(network(input).map(|network| network.to_string()), Ok(expected.to_owned()));
        }
        let error = network("192.0.2.7/24").unwrap_err();
        assert!(error.contains("192.0.2.0/24") && error.contains("192.0.2.7 for the address"), "{error}");
        assert!(network("2001:db8::5/64").unwrap_err().contains("2001:db8::/64"));
        assert!(network("::ffff:192.0.2.7").unwrap_err().contains("write 192.0.2.7/32"));
        for nonsense in ["", "192.0.2", "192.0.2.0/33", "example.dk", "192.0.2.0-192.0.2.9"] {
            assert!(network(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn roles_are_written_either_way_and_named_when_wrong() {
        assert_eq!(role("name-server-administrator"), Ok(MetaRole::NameServerAdministrator));
        assert_eq!(role("Name_Server_Administrator"), Ok(MetaRole::NameServerAdministrator));
        assert!(
            role("boss").unwrap_err().contains("administrator, registrar, proxy, payer, name-server-administrator")
        );
    }

    #[test]
    fn service_users_are_those_of_epp() {
        assert_eq!(epp_user("epp-100001"), Ok("EPP-100001".to_owned()));
        assert!(epp_user("DAS-100001").unwrap_err().contains("DAS"));
        assert!(epp_user("REG-100001").is_err());
    }
}
