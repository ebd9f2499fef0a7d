//! An IP network as people write it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// An IPv4 or IPv6 network in CIDR notation (RFC 4632, RFC 4291 § 2.3). The bits after the prefix are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

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
    /// A network; `None` where bits after the prefix are set or the prefix is too long.
    pub fn new(address: IpAddr, prefix: u8) -> Option<Self> {
        (masked(address, prefix)? == address).then_some(Self { address, prefix })
    }

    /// One address.
    pub fn single(address: IpAddr) -> Self {
        Self { address, prefix: bits(address) }
    }

    /// Reads an address, or an address and a prefix length. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) becomes IPv4.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, NetworkError> {
        let text = input.trim();
        let Some((address, prefix)) = text.split_once('/') else {
            let address: IpAddr = text.parse().map_err(|_| NetworkError::NotAnAddress)?;
            return Ok(Self::single(address.to_canonical()));
        };
        let address: IpAddr = address.trim_end().parse().map_err(|_| NetworkError::NotAnAddress)?;
        let most = bits(address);
        let digits = prefix.trim_start();
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let prefix: u8 =
            digits.parse().ok().filter(|prefix| plain && *prefix <= most).ok_or(NetworkError::NotAPrefix { most })?;
        let (address, prefix) = match (address.to_canonical(), prefix.checked_sub(96)) {
            (canonical @ IpAddr::V4(_), Some(short)) if address.is_ipv6() => (canonical, short),
            (IpAddr::V4(_), None) if address.is_ipv6() => (address, prefix),
            (canonical, _) => (canonical, prefix),
        };
        let meant = masked(address, prefix).ok_or(NetworkError::NotAPrefix { most })?;
        let network = Self { address: meant, prefix };
        if meant == address { Ok(network) } else { Err(NetworkError::HostBits { meant: network }) }
    }

    /// The first address.
    pub fn address(self) -> IpAddr {
        self.address
    }

    /// How many bits are the network's.
    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// Whether `address` lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.address.is_ipv4() && masked(address, self.prefix) == Some(self.address)
    }

    /// Whether it is every address of its family.
    pub fn is_everything(self) -> bool {
        self.prefix == 0
    }
}

const fn bits(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn masked(address: IpAddr, prefix: u8) -> Option<IpAddr> {
    let host = u32::from(bits(address).checked_sub(prefix)?);
    Some(match address {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & u32::MAX.checked_shl(host).unwrap_or(0)).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & u128::MAX.checked_shl(host).unwrap_or(0)).into(),
    })
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
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
        assert!(Network::new("192.0.2.1".parse().unwrap(), 24).is_none());
        assert!(Network::new("192.0.2.0".parse().unwrap(), 33).is_none());
    }
}
