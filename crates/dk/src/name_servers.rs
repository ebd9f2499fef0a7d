//! The name servers of a domain name.

use crate::host::HostName;

/// The fewest name servers of a domain name (Punktum dk name service specification).
pub const MIN_NAME_SERVERS: usize = 2;
/// The most name servers of a domain name (Punktum dk name service specification).
pub const MAX_NAME_SERVERS: usize = 7;

/// Two to seven different name servers, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(into = "Vec<HostName>", try_from = "Vec<HostName>")]
pub struct NameServers(Vec<HostName>);

/// Why a list of name servers is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameServersError {
    /// Fewer than [`MIN_NAME_SERVERS`].
    #[error("{count} name servers were given, at least {MIN_NAME_SERVERS} are needed")]
    TooFew {
        /// How many were given.
        count: usize,
    },
    /// More than [`MAX_NAME_SERVERS`].
    #[error("{count} name servers were given, at most {MAX_NAME_SERVERS} are allowed")]
    TooMany {
        /// How many were given.
        count: usize,
    },
    /// The same host twice.
    #[error("{host} was given twice")]
    Duplicate {
        /// The host.
        host: HostName,
    },
}

impl NameServers {
    /// Checks a list of hosts.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn new(hosts: Vec<HostName>) -> Result<Self, NameServersError> {
        if let Some((_, host)) =
            hosts.iter().enumerate().find(|(index, host)| hosts.iter().take(*index).any(|h| h == *host))
        {
            return Err(NameServersError::Duplicate { host: host.clone() });
        }
        match hosts.len() {
            count if count < MIN_NAME_SERVERS => Err(NameServersError::TooFew { count }),
            count if count > MAX_NAME_SERVERS => Err(NameServersError::TooMany { count }),
            _ => Ok(Self(hosts)),
        }
    }

    /// The hosts, in the order given.
    pub fn as_slice(&self) -> &[HostName] {
        &self.0
    }
}

impl TryFrom<Vec<HostName>> for NameServers {
    type Error = NameServersError;

    fn try_from(hosts: Vec<HostName>) -> Result<Self, Self::Error> {
        Self::new(hosts)
    }
}

impl From<NameServers> for Vec<HostName> {
    fn from(servers: NameServers) -> Self {
        servers.0
    }
}

impl<'a> IntoIterator for &'a NameServers {
    type Item = &'a HostName;
    type IntoIter = std::slice::Iter<'a, HostName>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(count: usize) -> Vec<HostName> {
        (1..=count).map(|n| HostName::parse(&format!("ns{n}.example.com")).unwrap()).collect()
    }

    #[test]
    fn two_to_seven_different_hosts_are_accepted_in_their_order() {
        assert_eq!(NameServers::new(hosts(1)), Err(NameServersError::TooFew { count: 1 }));
        for count in 2..=7 {
            assert_eq!(NameServers::new(hosts(count)).unwrap().as_slice(), hosts(count));
        }
        assert_eq!(NameServers::new(hosts(8)), Err(NameServersError::TooMany { count: 8 }));
    }

    #[test]
    fn the_same_host_twice_is_refused_in_whatever_form() {
        let twice = ["ns.æble.dk", "NS.xn--ble-xla.dk"].map(|host| HostName::parse(host).unwrap());
        let error = NameServers::new(twice.to_vec()).expect_err("a duplicate");
        assert_eq!(error, NameServersError::Duplicate { host: twice[0].clone() });
    }

    #[test]
    fn serde_uses_a_list_and_checks_it() {
        let servers = NameServers::new(hosts(2)).unwrap();
        let json = serde_json::to_string(&servers).unwrap();
        assert_eq!(json, r#"["ns1.example.com","ns2.example.com"]"#);
        assert_eq!(serde_json::from_str::<NameServers>(&json).unwrap(), servers);
        assert!(serde_json::from_str::<NameServers>(r#"["ns1.example.com"]"#).is_err());
    }
}
