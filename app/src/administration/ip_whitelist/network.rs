//! An IP network as people write it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ipnetwork::{IpNetwork, Ipv4Network};

/// How many bits of an IPv6 address stand before the IPv4 address that is written in it (RFC 4291 § 2.5.5.2).
const MAPPING: u8 = 96;

/// An IPv4 or IPv6 network in CIDR notation (RFC 4632, RFC 4291 § 2.3). The bits after the prefix are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Network(IpNetwork);

/// Why a text is no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// Not an IPv4 or IPv6 address.
    NotAnAddress,
    /// What follows the slash is not a number of bits.
    NotAPrefix {
        /// The most bits that an address of this family has.
        most: u8,
    },
    /// Bits after the prefix are set.
    HostBits {
        /// The network that holds the address.
        meant: Network,
    },
}

impl Network {
    /// Reads an address, or an address and a prefix length. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) becomes IPv4.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, NetworkError> {
        let text = input.trim();
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address.trim_end(), Some(prefix.trim_start())),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError::NotAnAddress)?;
        // The crate's own reader does not say which half is wrong, and takes masks.
        let single = IpNetwork::from(address);
        let given = match prefix {
            None => single,
            Some(prefix) => {
                let wrong = NetworkError::NotAPrefix { most: single.prefix() };
                digits(prefix).and_then(|prefix| IpNetwork::new(address, prefix).ok()).ok_or(wrong)?
            }
        };
        given.try_into()
    }

    /// Whether `address` lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        self.0.contains(address.to_canonical())
    }

    /// Whether it is every address of its family.
    pub fn is_everything(self) -> bool {
        self.0.prefix() == 0
    }
}

/// `u8::from_str` alone would take "+24".
fn digits(text: &str) -> Option<u8> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// An IPv4 network that is written as IPv6, as IPv4; every other one as it is.
fn unmapped(given: IpNetwork) -> IpNetwork {
    match (given.ip().to_canonical(), given.prefix().checked_sub(MAPPING)) {
        (IpAddr::V4(address), Some(prefix)) => Ipv4Network::new(address, prefix).map_or(given, IpNetwork::V4),
        _ => given,
    }
}

impl From<Network> for IpNetwork {
    fn from(network: Network) -> Self {
        network.0
    }
}

/// Fails where bits after the prefix are set.
impl TryFrom<IpNetwork> for Network {
    type Error = NetworkError;

    fn try_from(given: IpNetwork) -> Result<Self, NetworkError> {
        let given = unmapped(given);
        // A prefix that comes from a network is never too long for its address.
        let meant = Self(IpNetwork::new(given.network(), given.prefix()).unwrap_or(given));
        if meant.0 == given { Ok(meant) } else { Err(NetworkError::HostBits { meant }) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_networks_are_read() {
        let cases = [
            ("192.0.2.7", "192.0.2.7/32"),
            (" 192.0.2.0/24 ", "192.0.2.0/24"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("2001:DB8::/32", "2001:db8::/32"),
            ("2001:db8::1", "2001:db8::1/128"),
            ("::/0", "::/0"),
            ("::ffff:192.0.2.7", "192.0.2.7/32"),
            ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
            ("192.0.2.0 / 24", "192.0.2.0/24"),
            ("\u{a0}192.0.2.0/24\u{a0}", "192.0.2.0/24"),
            ("192.0.2.0\u{a0}/\u{a0}24", "192.0.2.0/24"),
            ("::ffff:0:0/96", "0.0.0.0/0"),
            ("2001:db8::7f00/120", "2001:db8::7f00/120"),
        ];
        for (text, network) in cases {
            assert_eq!(Network::parse(text).map(|network| network.to_string()).as_deref(), Ok(network), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for text in [
            "",
            "192.0.2",
            "192.0.2.256",
            "192.0.2.01",
            "eksempel.dk",
            "2001:db8::g",
            "/24",
            "192.0.2.1-192.0.2.9",
            "fe80::1%eth0",
        ] {
            assert_eq!(Network::parse(text), Err(NetworkError::NotAnAddress), "{text}");
        }
        for text in [
            "192.0.2.0/33",
            "192.0.2.0/",
            "192.0.2.0/-1",
            "192.0.2.0/+24",
            "192.0.2.0/255.255.255.0",
            "192.0.2.0/24/24",
            "192.0.2.0/999",
        ] {
            assert_eq!(Network::parse(text), Err(NetworkError::NotAPrefix { most: 32 }), "{text}");
        }
        assert_eq!(Network::parse("2001:db8::/129"), Err(NetworkError::NotAPrefix { most: 128 }));
        let meant = |text| match Network::parse(text) {
            Err(NetworkError::HostBits { meant }) => meant.to_string(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(meant("192.0.2.7/24"), "192.0.2.0/24");
        assert_eq!(meant("10.1.2.3/0"), "0.0.0.0/0");
        assert_eq!(meant("2001:db8::1/64"), "2001:db8::/64");
        assert_eq!(meant("::ffff:192.0.2.7/120"), "192.0.2.0/24");
        assert_eq!(meant("::ffff:192.0.2.7/64"), "::/64");
    }

    #[test]
    fn a_network_knows_its_addresses() {
        let holds = |network: &str, address: &str| Network::parse(network).unwrap().contains(address.parse().unwrap());
        assert!(holds("192.0.2.0/24", "192.0.2.255"));
        assert!(!holds("192.0.2.0/24", "192.0.3.0"));
        assert!(holds("192.0.2.0/24", "::ffff:192.0.2.9"));
        assert!(holds("0.0.0.0/0", "203.0.113.1"));
        assert!(!holds("0.0.0.0/0", "2001:db8::1"));
        assert!(!holds("::/0", "203.0.113.1"));
        assert!(holds("2001:db8::/33", "2001:db8:7fff::1"));
        assert!(!holds("2001:db8::/33", "2001:db8:8000::1"));
    }

    #[test]
    fn a_network_of_the_database_is_taken_as_one_that_is_typed() {
        let taken = |text: &str| Network::try_from(text.parse::<IpNetwork>().unwrap());
        assert_eq!(taken("192.0.2.0/24"), Network::parse("192.0.2.0/24"));
        assert_eq!(taken("::ffff:192.0.2.0/120"), Network::parse("192.0.2.0/24"));
        assert_eq!(taken("192.0.2.1/24"), Network::parse("192.0.2.1/24"));
        let network = Network::parse("2001:db8::/32").unwrap();
        assert_eq!(Network::try_from(IpNetwork::from(network)), Ok(network));
    }
}
