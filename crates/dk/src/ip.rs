//! Addresses that may serve as glue.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An IP address that anyone on the Internet can reach: a global unicast address, as glue must be.
///
/// Refused are the blocks that IANA's special-purpose address registries (RFC 6890, as kept up to date there) mark as
/// not globally reachable, and multicast. IPv6 addresses must lie in `2000::/3`, all that IANA has opened for global
/// unicast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(into = "IpAddr", try_from = "IpAddr")]
pub struct GlueAddress(IpAddr);

/// Why an address cannot be glue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GlueError {
    /// Nothing was given.
    #[error("the IP address is empty")]
    Empty,
    /// Not an IPv4 or IPv6 address.
    #[error("{input:?} is not an IP address")]
    NotAnAddress {
        /// What was given.
        input: String,
    },
    /// A private, reserved or multicast address.
    #[error("{address} is not a public address: it lies in {block}")]
    NotPublic {
        /// The address.
        address: IpAddr,
        /// The block it lies in, in CIDR notation.
        block: &'static str,
    },
    /// An IPv6 address that is not in the part opened for global unicast.
    #[error("{address} is not a public address: it lies outside 2000::/3")]
    NotAllocated {
        /// The address.
        address: Ipv6Addr,
    },
}

impl GlueAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is not an address or not a public one.
    pub fn parse(input: &str) -> Result<Self, GlueError> {
        let text = input.trim();
        if text.is_empty() {
            return Err(GlueError::Empty);
        }
        let address: IpAddr = text.parse().map_err(|_| GlueError::NotAnAddress { input: text.to_owned() })?;
        Self::new(address)
    }

    /// Checks an address.
    ///
    /// # Errors
    /// When it is not a public one.
    pub fn new(address: IpAddr) -> Result<Self, GlueError> {
        let block = match address {
            IpAddr::V4(v4) => reserved_v4(v4),
            IpAddr::V6(v6) => reserved_v6(v6),
        };
        match (block, address) {
            (Some(block), _) => Err(GlueError::NotPublic { address, block }),
            (None, IpAddr::V6(v6)) if v6.to_bits() >> 125 != 1 => Err(GlueError::NotAllocated { address: v6 }),
            (None, _) => Ok(Self(address)),
        }
    }

    /// The address.
    pub const fn get(self) -> IpAddr {
        self.0
    }
}

impl std::fmt::Display for GlueAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for GlueAddress {
    type Err = GlueError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

impl TryFrom<IpAddr> for GlueAddress {
    type Error = GlueError;

    fn try_from(address: IpAddr) -> Result<Self, Self::Error> {
        Self::new(address)
    }
}

impl From<GlueAddress> for IpAddr {
    fn from(address: GlueAddress) -> Self {
        address.0
    }
}

/// Network, prefix length, notation.
type Block<A> = (A, u32, &'static str);

static RESERVED_V4: &[Block<Ipv4Addr>] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, "0.0.0.0/8"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "10.0.0.0/8"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "100.64.0.0/10"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "127.0.0.0/8"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "169.254.0.0/16"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "172.16.0.0/12"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "192.0.0.0/24"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "192.0.2.0/24"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "192.88.99.0/24"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "192.168.0.0/16"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "198.18.0.0/15"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "198.51.100.0/24"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "203.0.113.0/24"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "224.0.0.0/4"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "240.0.0.0/4"),
];

static RESERVED_V6: &[Block<Ipv6Addr>] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "::/128"),
    (Ipv6Addr::LOCALHOST, 128, "::1/128"),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "::ffff:0:0/96"),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, "64:ff9b::/96"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "fc00::/7"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "fe80::/10"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "ff00::/8"),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "2001::/23"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "2001:db8::/32"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "2002::/16"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "3fff::/20"),
];

fn reserved_v4(address: Ipv4Addr) -> Option<&'static str> {
    let bits = address.to_bits();
    RESERVED_V4
        .iter()
        .find(|(network, length, _)| (bits ^ network.to_bits()) >> (32 - length) == 0)
        .map(|block| block.2)
}

fn reserved_v6(address: Ipv6Addr) -> Option<&'static str> {
    let bits = address.to_bits();
    RESERVED_V6
        .iter()
        .find(|(network, length, _)| (bits ^ network.to_bits()) >> (128 - length) == 0)
        .map(|block| block.2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(input: &str) -> &'static str {
        match GlueAddress::parse(input) {
            Err(GlueError::NotPublic { block, .. }) => block,
            other => panic!("{input}: {other:?}"),
        }
    }

    #[test]
    fn public_addresses_pass() {
        for input in ["193.163.102.6", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.128.0.1", "223.255.255.255"] {
            assert_eq!(GlueAddress::parse(input).unwrap().to_string(), input);
        }
        assert_eq!(GlueAddress::parse(" 2A01:630:0:0:0:0:0:40 ").unwrap().to_string(), "2a01:630::40");
        assert!(GlueAddress::parse("2001:200::1").is_ok());
    }

    #[test]
    fn special_purpose_addresses_are_refused_with_their_block() {
        for (input, expected) in [
            ("0.0.0.0", "0.0.0.0/8"),
            ("10.255.255.255", "10.0.0.0/8"),
            ("100.127.255.255", "100.64.0.0/10"),
            ("127.0.0.1", "127.0.0.0/8"),
            ("169.254.1.1", "169.254.0.0/16"),
            ("172.31.255.255", "172.16.0.0/12"),
            ("192.0.2.1", "192.0.2.0/24"),
            ("192.168.0.1", "192.168.0.0/16"),
            ("198.19.255.255", "198.18.0.0/15"),
            ("198.51.100.1", "198.51.100.0/24"),
            ("203.0.113.255", "203.0.113.0/24"),
            ("239.1.1.1", "224.0.0.0/4"),
            ("255.255.255.255", "240.0.0.0/4"),
            ("::", "::/128"),
            ("::1", "::1/128"),
            ("::ffff:1.1.1.1", "::ffff:0:0/96"),
            ("64:ff9b::1", "64:ff9b::/96"),
            ("fd00::1", "fc00::/7"),
            ("fe80::1", "fe80::/10"),
            ("ff02::1", "ff00::/8"),
            ("2001::1", "2001::/23"),
            ("2001:db8::1", "2001:db8::/32"),
            ("2002::1", "2002::/16"),
            ("3fff:fff::1", "3fff::/20"),
        ] {
            assert_eq!(block(input), expected, "{input}");
        }
        assert!(matches!(GlueAddress::parse("4000::1"), Err(GlueError::NotAllocated { .. })));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert_eq!(GlueAddress::parse(""), Err(GlueError::Empty));
        for input in ["1.2.3", "1.2.3.256", "1.2.3.4/24", "[2a01::1]", "fe80::1%eth0", "eksempel.dk"] {
            assert_eq!(GlueAddress::parse(input), Err(GlueError::NotAnAddress { input: input.to_owned() }));
        }
        assert!(serde_json::from_str::<GlueAddress>("\"127.0.0.1\"").is_err());
    }

    proptest! {
        #[test]
        fn any_address_may_be_given(address: IpAddr) {
            if let Ok(glue) = GlueAddress::new(address) {
                prop_assert!(!address.is_loopback() && !address.is_multicast() && !address.is_unspecified());
                prop_assert_eq!(GlueAddress::parse(&glue.to_string()), Ok(glue));
            }
        }
    }
}
