//! Host objects (RFC 5732).

mod check;
mod create;
mod delete;
mod info;
mod update;

pub use check::{Check, CheckData};
pub use create::{Create, CreateData};
pub use delete::Delete;
pub use info::{Info, InfoData};
pub use update::{AddRem, Update};

use crate::{
    ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

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

impl IpKind {
    /// The value of the `ip` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V4 => "v4",
            Self::V6 => "v6",
        }
    }
}

impl Addr {
    pub(crate) fn read_all(element: Element<'_, '_>, namespace: &str, name: &str) -> Read<Vec<Self>> {
        element.all(namespace, name).map(Self::read).collect()
    }

    fn read(element: Element<'_, '_>) -> Read<Self> {
        let ip = element.attribute_value("ip", |text| match text {
            "v4" => Some(IpKind::V4),
            "v6" => Some(IpKind::V6),
            _ => None,
        })?;
        Ok(Self { ip: ip.unwrap_or(IpKind::V4), value: element.token() })
    }

    pub(crate) fn write_all(addrs: &[Self], w: &mut XmlWriter, name: &str) {
        for Self { ip, value } in addrs {
            w.leaf_with(name, &[("ip", ip.as_str())], value);
        }
    }

    /// The `<host:addr>` elements of an object.
    fn read_own(element: Element<'_, '_>) -> Read<Vec<Self>> {
        Self::read_all(element, ns::HOST, "addr")
    }

    fn write_own(addrs: &[Self], w: &mut XmlWriter) {
        Self::write_all(addrs, w, "host:addr");
    }
}
