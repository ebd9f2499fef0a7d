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
