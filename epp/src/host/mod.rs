//! Host objects (RFC 5732).

mod check;
mod create;
mod info;

pub use check::{Check, CheckData};
pub use create::{Create, CreateData};
pub use info::{Info, InfoData};

/// An address of a host, as text: a server answers a wrong one by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addr {
    /// `v4` or `v6`.
    pub ip: IpKind,
    /// The address.
    pub value: String,
}

/// Version of the Internet Protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IpKind {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl From<std::net::IpAddr> for Addr {
    fn from(address: std::net::IpAddr) -> Self {
        let ip = if address.is_ipv4() { IpKind::V4 } else { IpKind::V6 };
        Self { ip, value: address.to_string() }
    }
}

impl Addr {
    /// The address as a type, if the text is one of the version that it says it is.
    #[must_use]
    pub fn parsed(&self) -> Option<std::net::IpAddr> {
        match self.ip {
            IpKind::V4 => self.value.parse().ok().map(std::net::IpAddr::V4),
            IpKind::V6 => self.value.parse().ok().map(std::net::IpAddr::V6),
        }
    }
}
