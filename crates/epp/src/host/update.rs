//! `<host:update>` (RFC 5732 §3.2.5) with the registry's extension. It is answered without object data.

use super::Addr;
use crate::{
    extensions::{CommandExtensions, dkhm},
    ns,
    object::{HOST, Status},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Changes a name server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// Host name.
    pub name: String,
    /// What is added.
    pub add: AddRem,
    /// What is removed.
    pub rem: AddRem,
    /// A new name, which the registry does not support.
    pub new_name: Option<String>,
    /// Who shall administer the name server from now on (`dkhm:requestedNsAdmin`).
    pub requested_ns_admin: Option<String>,
}

/// What an update adds or removes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddRem {
    /// Addresses.
    pub addrs: Vec<Addr>,
    /// Statuses; the registry assigns all of them itself.
    pub statuses: Vec<Status>,
}

impl Update {
    pub(crate) fn read(element: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        element.only(ns::HOST, &["name", "add", "rem", "chg"])?;
        let part = |name| element.one(ns::HOST, name)?.map(AddRem::read).transpose().map(Option::unwrap_or_default);
        let new_name = match element.one(ns::HOST, "chg")? {
            Some(chg) => {
                chg.only(ns::HOST, &["name"])?;
                Some(HOST.read_key(chg)?)
            }
            None => None,
        };
        Ok(Self {
            name: HOST.read_key(element)?,
            add: part("add")?,
            rem: part("rem")?,
            new_name,
            requested_ns_admin: extensions.take_dkhm_token("requestedNsAdmin")?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("host:update", ns::HOST, |w| {
            w.leaf("host:name", &self.name);
            w.within_unless_empty("host:add", |w| self.add.write(w));
            w.within_unless_empty("host:rem", |w| self.rem.write(w));
            if let Some(new_name) = &self.new_name {
                w.within("host:chg", |w| w.leaf("host:name", new_name));
            }
        });
    }

    pub(crate) fn write_extension(&self, w: &mut XmlWriter) {
        dkhm::write_optional(w, "requestedNsAdmin", self.requested_ns_admin.as_deref());
    }
}

impl AddRem {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::HOST, &["addr", "status"])?;
        Ok(Self { addrs: Addr::read_own(element)?, statuses: HOST.read_statuses(element)? })
    }

    fn write(&self, w: &mut XmlWriter) {
        Addr::write_own(&self.addrs, w);
        HOST.write_statuses(w, &self.statuses);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ParseErrorKind, host::IpKind, testing::*};

    const CHANGE: &str = "<update><host:update xmlns:host='urn:ietf:params:xml:ns:host-1.0'>
        <host:name>ns1.eksempel.dk</host:name><host:add><host:addr ip='v6'>2001:db8::7</host:addr></host:add>
        <host:rem><host:addr>198.51.100.7</host:addr></host:rem></host:update></update>
        <extension><dkhm:requestedNsAdmin xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>JD1-DK
        </dkhm:requestedNsAdmin></extension>";

    fn change() -> Update {
        let addr = |ip, value: &str| AddRem { addrs: vec![Addr { ip, value: value.to_owned() }], statuses: Vec::new() };
        Update {
            name: "ns1.eksempel.dk".to_owned(),
            add: addr(IpKind::V6, "2001:db8::7"),
            rem: addr(IpKind::V4, "198.51.100.7"),
            new_name: None,
            requested_ns_admin: Some("JD1-DK".to_owned()),
        }
    }

    #[test]
    fn command() {
        assert_eq!(read_command(CHANGE), CommandBody::HostUpdate(Box::new(change())));
        let mut update = change();
        round_trip_command("host update command", update.clone());
        update.add.statuses.push(Status::new("clientUpdateProhibited"));
        update.rem.statuses.push(Status::new("clientDeleteProhibited"));
        update.new_name = Some("ns2.eksempel.dk".to_owned());
        round_trip_command("host update command", update);
        let plain = Update { name: "ns1.eksempel.dk".to_owned(), ..Update::default() };
        round_trip_command("host update command", plain);
    }

    #[test]
    fn refusals() {
        let odd = CHANGE.replace("host:rem>", "host:remove>");
        assert_eq!(refusal(&odd), ParseErrorKind::Unexpected("host:remove".into()));
        let unnamed = CHANGE.replace("<host:name>ns1.eksempel.dk</host:name>", "");
        assert_eq!(refusal(&unnamed), ParseErrorKind::Missing("host:name".into()));
        let empty = CHANGE.replace("</host:rem>", "</host:rem><host:chg/>");
        assert_eq!(refusal(&empty), ParseErrorKind::Missing("host:name".into()));
    }
}
