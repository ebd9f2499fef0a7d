//! `<host:delete>` (RFC 5732 §3.2.2). It is answered without object data.

use crate::{
    ns,
    object::HOST,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Deletes a name server that no domain uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delete {
    /// Host name.
    pub name: String,
}

impl Delete {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::HOST, &["name"])?;
        Ok(Self { name: HOST.read_key(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("host:delete", ns::HOST, |w| w.leaf("host:name", &self.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ParseErrorKind, testing::*};

    #[test]
    fn command() {
        let delete = Delete { name: "ns1.eksempel.dk".to_owned() };
        let read = read_command(
            "<delete><delete xmlns='urn:ietf:params:xml:ns:host-1.0'><name>ns1.eksempel.dk</name></delete></delete>",
        );
        assert_eq!(read, CommandBody::HostDelete(delete.clone()));
        round_trip_command("host delete command", delete);
    }

    #[test]
    fn a_name_is_needed() {
        let refused = refusal("<delete><delete xmlns='urn:ietf:params:xml:ns:host-1.0'/></delete>");
        assert_eq!(refused, ParseErrorKind::Missing("host:name".into()));
    }
}
