//! Domain objects (RFC 5731).

mod check;
mod create;
mod delete;
mod info;
mod renew;
mod transfer;
mod update;

pub use check::{Check, CheckData};
pub use create::{Create, CreateData};
pub use delete::Delete;
pub use info::{Info, InfoData};
pub use renew::{Renew, RenewData};
pub use transfer::{Transfer, TransferData};
pub use update::{AUTO_REDELEGATION, AUTO_TRANSFER, AuthInfoChange, Parts, Update};

use crate::{
    host, ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// A registration or renewal period. Kept as text, so that a server can answer a wrong one in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// A number; the registry allows only `1`.
    pub value: String,
    /// `y`, the only unit of the registry. Empty where the attribute is missing.
    pub unit: String,
}

impl Period {
    /// One year, the only period that the registry allows.
    #[must_use]
    pub fn one_year() -> Self {
        Self { value: "1".to_owned(), unit: "y".to_owned() }
    }
}

/// A contact in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainContact {
    /// `admin` or `billing` (the registry ignores `tech`). Empty where the attribute is missing.
    pub role: String,
    /// Contact identifier.
    pub id: String,
}

/// A name server given by name and address. The registry accepts host objects only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostAttr {
    /// Host name.
    pub name: String,
    /// Addresses.
    pub addrs: Vec<host::Addr>,
}

impl Period {
    fn read(element: Element<'_, '_>) -> Self {
        Self { value: element.token(), unit: element.attribute("unit").unwrap_or_default() }
    }

    fn write(&self, w: &mut XmlWriter) {
        w.leaf_with("domain:period", &[("unit", &self.unit)], &self.value);
    }
}

impl DomainContact {
    fn read_all(element: Element<'_, '_>) -> Vec<Self> {
        let read = |it: Element<'_, '_>| Self { role: it.attribute("type").unwrap_or_default(), id: it.token() };
        element.all(ns::DOMAIN, "contact").map(read).collect()
    }

    fn write_all(contacts: &[Self], w: &mut XmlWriter) {
        for Self { role, id } in contacts {
            let attributes = [("type", role.as_str())];
            w.leaf_with("domain:contact", if role.is_empty() { &[] } else { &attributes }, id);
        }
    }
}

/// Name servers: host objects and those given by address.
struct NameServers {
    objects: Vec<String>,
    attrs: Vec<HostAttr>,
}

impl NameServers {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        let Some(ns) = element.one(ns::DOMAIN, "ns")? else {
            return Ok(Self { objects: Vec::new(), attrs: Vec::new() });
        };
        let attr = |attr: Element<'_, '_>| {
            Ok(HostAttr {
                name: attr.required_token(ns::DOMAIN, "hostName")?,
                addrs: host::Addr::read_all(attr, ns::DOMAIN, "hostAddr")?,
            })
        };
        Ok(Self {
            objects: ns.all(ns::DOMAIN, "hostObj").map(Element::token).collect(),
            attrs: ns.all(ns::DOMAIN, "hostAttr").map(attr).collect::<Read<_>>()?,
        })
    }

    /// The schema allows one of the two forms; both are written if both are given.
    fn write(objects: &[String], attrs: &[HostAttr], w: &mut XmlWriter) {
        w.within_unless_empty("domain:ns", |w| {
            w.each("domain:hostObj", objects);
            for HostAttr { name, addrs } in attrs {
                w.within("domain:hostAttr", |w| {
                    w.leaf("domain:hostName", name);
                    host::Addr::write_all(addrs, w, "domain:hostAddr");
                });
            }
        });
    }
}
