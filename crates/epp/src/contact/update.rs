//! `<contact:update>` (RFC 5733 §3.2.5) with the registry's extensions. It is answered without object data.

use super::{Address, Phone, PostalKind};
use crate::{
    ParseErrorKind, Secret,
    extensions::{CommandExtensions, dkhm},
    ns,
    object::{CONTACT, Status},
    xml::{
        read::{Element, Read, missing},
        write::XmlWriter,
    },
};

/// Changes a contact. What is absent stays as it is.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// The contact's identifier.
    pub id: String,
    /// Statuses to add; the registry assigns all of them itself.
    pub add: Vec<Status>,
    /// Statuses to remove; the registry assigns all of them itself.
    pub rem: Vec<Status>,
    /// Data to change.
    pub chg: Option<Change>,
    /// The registry's own data about a contact; an empty text removes what can be removed.
    pub dkhm: dkhm::ContactData,
}

/// New data of a contact (`<contact:chg>`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Up to two forms of name and address.
    pub postal: Vec<PostalChange>,
    /// Telephone; an empty number removes it.
    pub voice: Option<Phone>,
    /// Fax; an empty number removes it.
    pub fax: Option<Phone>,
    /// Electronic mail.
    pub email: Option<String>,
    /// Authorization information, unused by the registry.
    pub auth_info: Option<Secret>,
}

/// New name, organisation or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostalChange {
    /// `loc` or `int`.
    pub kind: PostalKind,
    /// Name, 1-255 characters.
    pub name: Option<String>,
    /// Organisation, up to 255 characters; an empty text removes it.
    pub org: Option<String>,
    /// Address, as a whole.
    pub addr: Option<Address>,
}

impl Update {
    pub(crate) fn read(element: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        element.only(ns::CONTACT, &["id", "add", "rem", "chg"])?;
        let statuses = |name| match element.one(ns::CONTACT, name)? {
            Some(set) => {
                set.only(ns::CONTACT, &["status"])?;
                CONTACT.read_statuses(set)
            }
            None => Ok(Vec::new()),
        };
        Ok(Self {
            id: CONTACT.read_key(element)?,
            add: statuses("add")?,
            rem: statuses("rem")?,
            chg: element.one(ns::CONTACT, "chg")?.map(Change::read).transpose()?,
            dkhm: dkhm::ContactData::read(extensions)?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("contact:update", ns::CONTACT, |w| {
            w.leaf("contact:id", &self.id);
            w.within_unless_empty("contact:add", |w| CONTACT.write_statuses(w, &self.add));
            w.within_unless_empty("contact:rem", |w| CONTACT.write_statuses(w, &self.rem));
            if let Some(chg) = &self.chg {
                chg.write(w);
            }
        });
    }

    pub(crate) fn write_extension(&self, w: &mut XmlWriter) {
        self.dkhm.write(w);
    }
}

impl Change {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::CONTACT, &["postalInfo", "voice", "fax", "email", "authInfo", "disclose"])?;
        let phone = |name| Ok(element.one(ns::CONTACT, name)?.map(Phone::read));
        Ok(Self {
            postal: element.all(ns::CONTACT, "postalInfo").map(PostalChange::read).collect::<Read<_>>()?,
            voice: phone("voice")?,
            fax: phone("fax")?,
            email: element.one(ns::CONTACT, "email")?.map(Element::token),
            auth_info: CONTACT.read_auth_info(element),
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("contact:chg", |w| {
            self.postal.iter().for_each(|postal| postal.write(w));
            Phone::write_optional(self.voice.as_ref(), w, "contact:voice");
            Phone::write_optional(self.fax.as_ref(), w, "contact:fax");
            w.optional("contact:email", self.email.as_deref());
            if let Some(auth_info) = &self.auth_info {
                CONTACT.write_auth_info(w, auth_info);
            }
        });
    }
}

impl PostalChange {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::CONTACT, &["name", "org", "addr"])?;
        let kind = element.attribute_value("type", PostalKind::parse)?;
        let line = |name| Ok(element.one(ns::CONTACT, name)?.map(Element::line));
        let addr = element.one(ns::CONTACT, "addr")?.map(Address::read);
        if let Some(addr) = &addr {
            for (name, text) in [("city", &addr.city), ("cc", &addr.cc)] {
                if text.is_empty() {
                    return Err(missing(ns::CONTACT, name));
                }
            }
        }
        Ok(Self {
            kind: kind.ok_or_else(|| ParseErrorKind::Missing("contact:postalInfo@type".to_owned()))?,
            name: line("name")?,
            org: line("org")?,
            addr,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within_with("contact:postalInfo", &[("type", self.kind.as_str())], |w| {
            w.optional("contact:name", self.name.as_deref());
            w.optional("contact:org", self.org.as_deref());
            if let Some(addr) = &self.addr {
                addr.write(w);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, testing::*};

    const MOVE: &str = "<update><contact:update xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'>
        <contact:id>DWC110-DK</contact:id><contact:chg><contact:postalInfo type='int'><contact:addr>
        <contact:street>124 Main Street</contact:street><contact:city>Dulles</contact:city><contact:sp>VA</contact:sp>
        <contact:pc>20166</contact:pc><contact:cc>US</contact:cc></contact:addr></contact:postalInfo>
        <contact:voice/><contact:authInfo><contact:pw/></contact:authInfo></contact:chg></contact:update></update>
        <extension><dkhm:mobilephone xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>+1.7034444445
        </dkhm:mobilephone><k:contact_verification xmlns:k='urn:dkhm:params:xml:ns:dkhm-4.4'>
        <k:verified_id>true</k:verified_id></k:contact_verification></extension>";

    fn moved() -> Update {
        let addr = Address {
            street: vec!["124 Main Street".to_owned()],
            city: "Dulles".to_owned(),
            sp: Some("VA".to_owned()),
            pc: Some("20166".to_owned()),
            cc: "US".to_owned(),
        };
        Update {
            id: "DWC110-DK".to_owned(),
            chg: Some(Change {
                postal: vec![PostalChange { kind: PostalKind::Int, name: None, org: None, addr: Some(addr) }],
                voice: Some(Phone::new("")),
                auth_info: Some(Secret::default()),
                ..Change::default()
            }),
            dkhm: dkhm::ContactData {
                mobilephone: Some("+1.7034444445".to_owned()),
                contact_verification: Some(dkhm::VerificationRequest {
                    verified_id: Some("true".to_owned()),
                    ..dkhm::VerificationRequest::default()
                }),
                ..dkhm::ContactData::default()
            },
            ..Update::default()
        }
    }

    #[test]
    fn command() {
        assert_eq!(read_command(MOVE), CommandBody::ContactUpdate(Box::new(moved())));
        let mut update = moved();
        round_trip_command("contact update command", update.clone());
        update.add = vec![Status::new("clientUpdateProhibited")];
        update.rem = vec![Status::new("clientDeleteProhibited")];
        let change = update.chg.as_mut().unwrap();
        change.postal.push(PostalChange {
            kind: PostalKind::Loc,
            name: Some("Åse Ørsted".to_owned()),
            org: Some(String::new()),
            addr: None,
        });
        change.fax = Some(Phone { number: "+45.33112234".to_owned(), x: Some("9".to_owned()) });
        change.email = Some("ny@eksempel.dk".to_owned());
        update.dkhm.secondary_email = Some("to@eksempel.dk".to_owned());
        update.dkhm.pnumber = Some(String::new());
        round_trip_command("contact update command", update);
        let nothing = Update { id: "DWC110-DK".to_owned(), ..Update::default() };
        round_trip_command("contact update command", nothing);
    }

    #[test]
    fn refusals() {
        let missing = |name: &str| ParseErrorKind::Missing(name.to_owned());
        for (part, expected) in [
            ("<contact:city>Dulles</contact:city>", missing("contact:city")),
            ("<contact:cc>US</contact:cc>", missing("contact:cc")),
            ("<contact:id>DWC110-DK</contact:id>", missing("contact:id")),
            (" type='int'", missing("contact:postalInfo@type")),
        ] {
            assert!(MOVE.contains(part));
            assert_eq!(refusal(&MOVE.replace(part, "")), expected);
        }
        let misspelt = MOVE.replace("contact:voice", "contact:phone");
        assert_eq!(refusal(&misspelt), ParseErrorKind::Unexpected("contact:phone".into()));
    }
}
