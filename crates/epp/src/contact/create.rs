//! `<contact:create>` (RFC 5733 §3.2.1) with the registry's extensions.

use time::OffsetDateTime;

use super::{Phone, PostalInfo};
use crate::{
    Secret,
    extensions::{CommandExtensions, dkhm},
    ns,
    object::CONTACT,
    xml::{
        read::{Element, Read, missing},
        write::XmlWriter,
    },
};

/// Creates a contact. The registry assigns the identifier.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Create {
    /// `auto` (an equal contact is reused) or `force` (a new one is created).
    pub id: String,
    /// One or two forms of name and address.
    pub postal: Vec<PostalInfo>,
    /// Telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Electronic mail. Empty where the element is missing.
    pub email: String,
    /// Authorization information, unused by the registry. `None` is written as an empty `pw`, because the element is
    /// mandatory.
    pub auth_info: Option<Secret>,
    /// The registry's own data about a contact.
    pub dkhm: dkhm::ContactData,
}

/// Answer to [`Create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateData {
    /// The identifier assigned, or that of the equal contact found.
    pub id: String,
    /// Created.
    pub cr_date: OffsetDateTime,
}

impl Create {
    pub(crate) fn read(element: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        element.only(ns::CONTACT, &["id", "postalInfo", "voice", "fax", "email", "authInfo", "disclose"])?;
        let phone = |name| Ok(element.one(ns::CONTACT, name)?.map(Phone::read));
        let postal = PostalInfo::read_all(element)?;
        check_postal(&postal)?;
        Ok(Self {
            id: CONTACT.read_key(element)?,
            postal,
            voice: phone("voice")?,
            fax: phone("fax")?,
            email: element.one(ns::CONTACT, "email")?.map(Element::token).unwrap_or_default(),
            auth_info: CONTACT.read_auth_info(element),
            dkhm: dkhm::ContactData::read(extensions)?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("contact:create", ns::CONTACT, |w| {
            w.leaf("contact:id", &self.id);
            self.postal.iter().for_each(|postal| postal.write(w));
            Phone::write_optional(self.voice.as_ref(), w, "contact:voice");
            Phone::write_optional(self.fax.as_ref(), w, "contact:fax");
            w.leaf("contact:email", &self.email);
            CONTACT.write_auth_info(w, self.auth_info.as_ref().unwrap_or(&Secret::default()));
        });
    }

    pub(crate) fn write_extension(&self, w: &mut XmlWriter) {
        self.dkhm.write(w);
    }
}

/// What the schema makes mandatory in a name and address.
fn check_postal(postal: &[PostalInfo]) -> Read<()> {
    if postal.is_empty() {
        return Err(missing(ns::CONTACT, "postalInfo"));
    }
    for PostalInfo { name, addr, .. } in postal {
        for (element, text) in [("name", name), ("city", &addr.city), ("cc", &addr.cc)] {
            if text.is_empty() {
                return Err(missing(ns::CONTACT, element));
            }
        }
    }
    Ok(())
}

impl CreateData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { id: CONTACT.read_key(element)?, cr_date: element.required_date(ns::CONTACT, "crDate")? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("contact:creData", ns::CONTACT, |w| {
            w.leaf("contact:id", &self.id);
            w.date("contact:crDate", self.cr_date);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        CommandBody, ParseErrorKind, ResData,
        contact::{Address, PostalKind},
        testing::*,
    };

    const COMPANY: &str = "<create><contact:create xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'>
        <contact:id>auto</contact:id><contact:postalInfo type='loc'><contact:name>Nordisk Domæne ApS</contact:name>
        <contact:addr><contact:street>Havnegade 1</contact:street><contact:street/><contact:city>København K</contact:city>
        <contact:sp/><contact:pc>1058</contact:pc><contact:cc>DK</contact:cc></contact:addr></contact:postalInfo>
        <contact:voice>+45.33112233</contact:voice><contact:email>post@nordisk.example</contact:email>
        <contact:authInfo><contact:pw/></contact:authInfo></contact:create></create>
        <extension><dkhm:userType xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>company</dkhm:userType>
        <k:CVR xmlns:k='urn:dkhm:params:xml:ns:dkhm-4.4'>24210375
        </k:CVR><dkhm:contact_verification xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>
        <dkhm:verified_id>ja</dkhm:verified_id></dkhm:contact_verification></extension>";

    fn company() -> Create {
        Create {
            id: "auto".to_owned(),
            postal: vec![PostalInfo {
                kind: PostalKind::Loc,
                name: "Nordisk Domæne ApS".to_owned(),
                org: None,
                addr: Address {
                    street: vec!["Havnegade 1".to_owned(), String::new()],
                    city: "København K".to_owned(),
                    sp: Some(String::new()),
                    pc: Some("1058".to_owned()),
                    cc: "DK".to_owned(),
                },
            }],
            voice: Some("+45.33112233".into()),
            fax: None,
            email: "post@nordisk.example".to_owned(),
            auth_info: Some(Secret::default()),
            dkhm: dkhm::ContactData {
                user_type: Some("company".to_owned()),
                cvr: Some("24210375".to_owned()),
                contact_verification: Some(dkhm::VerificationRequest {
                    verified_id: Some("ja".to_owned()),
                    ..dkhm::VerificationRequest::default()
                }),
                ..dkhm::ContactData::default()
            },
        }
    }

    #[test]
    fn command() {
        assert_eq!(read_command(COMPANY), CommandBody::ContactCreate(Box::new(company())));
        let mut create = company();
        create.postal.push(PostalInfo {
            kind: PostalKind::Int,
            org: Some("Org".to_owned()),
            ..create.postal[0].clone()
        });
        create.fax = Some(Phone { number: "+45.33112234".to_owned(), x: Some("9".to_owned()) });
        create.dkhm = dkhm::ContactData {
            ean: Some("5798009780690".to_owned()),
            pnumber: Some("1006410698".to_owned()),
            mobilephone: Some("+45.33112235".to_owned()),
            secondary_email: Some("to@nordisk.example".to_owned()),
            sole_proprietorship: Some("false".to_owned()),
            management: Some("registrar".to_owned()),
            contact_verification: Some(dkhm::VerificationRequest {
                responsible: Some("registrar".to_owned()),
                verified_id: Some("true".to_owned()),
                verified_email: Some("true".to_owned()),
            }),
            ..create.dkhm
        };
        round_trip_command("contact create command", create);
    }

    #[test]
    fn refusals() {
        let missing = |name: &str| ParseErrorKind::Missing(name.to_owned());
        for (part, expected) in [
            ("<contact:name>Nordisk Domæne ApS</contact:name>", missing("contact:name")),
            ("<contact:city>København K</contact:city>", missing("contact:city")),
            ("<contact:cc>DK</contact:cc>", missing("contact:cc")),
            ("<contact:id>auto</contact:id>", missing("contact:id")),
            (" type='loc'", missing("contact:postalInfo@type")),
        ] {
            assert!(COMPANY.contains(part));
            assert_eq!(refusal(&COMPANY.replace(part, "")), expected);
        }
        let odd = COMPANY.replace("type='loc'", "type='local'");
        let value = ParseErrorKind::Value { element: "contact:postalInfo@type".into(), value: "local".into() };
        assert_eq!(refusal(&odd), value);
    }

    #[test]
    fn response() {
        let data = CreateData { id: "ND1-DK".to_owned(), cr_date: time::macros::datetime!(2026-07-01 08:01:35 UTC) };
        let read = read_response(
            "<resData><contact:creData xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'><contact:id>ND1-DK</contact:id>\
             <contact:crDate>2026-07-01T08:01:35.0Z</contact:crDate></contact:creData></resData>",
        );
        assert_eq!(read.data, Some(ResData::ContactCreate(data.clone())));
        round_trip_response("contact create response", &response_with(Some(ResData::ContactCreate(data))));
    }
}
