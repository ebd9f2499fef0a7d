//! `<contact:info>` (RFC 5733 §3.1.2).

use time::OffsetDateTime;

use super::{Phone, PostalInfo};
use crate::{
    Secret, ns,
    object::{CONTACT, Status},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks for a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Contact identifier.
    pub id: String,
    /// Authorization information.
    pub auth_info: Option<Secret>,
}

/// Answer to [`Info`]. What the registry adds (user type, CVR number, verification …) is in
/// [`Extensions::dkhm`](crate::Extensions::dkhm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoData {
    /// Contact identifier.
    pub id: String,
    /// Repository object identifier.
    pub roid: String,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// One or two forms of name and address.
    pub postal: Vec<PostalInfo>,
    /// Telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Electronic mail; the registry masks it as `anonymous@punktum.dk` for strangers. Empty where the element is missing.
    pub email: String,
    /// Sponsoring client.
    pub cl_id: String,
    /// Client that created the contact.
    pub cr_id: String,
    /// Created.
    pub cr_date: OffsetDateTime,
    /// Client that updated the contact last.
    pub up_id: Option<String>,
    /// Last updated.
    pub up_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Authorization information.
    pub auth_info: Option<Secret>,
}

impl Info {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::CONTACT, &["id", "authInfo"])?;
        Ok(Self { id: CONTACT.read_key(element)?, auth_info: CONTACT.read_auth_info(element) })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("contact:info", ns::CONTACT, |w| {
            w.leaf("contact:id", &self.id);
            if let Some(pw) = &self.auth_info {
                CONTACT.write_auth_info(w, pw);
            }
        });
    }
}

impl InfoData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        let text = |name| element.child_token(ns::CONTACT, name);
        let date = |name| element.child_date(ns::CONTACT, name);
        let phone = |name| element.child(ns::CONTACT, name).map(Phone::read);
        Ok(Self {
            id: element.required_token(ns::CONTACT, "id")?,
            roid: text("roid").unwrap_or_default(),
            statuses: CONTACT.read_statuses(element)?,
            postal: PostalInfo::read_all(element)?,
            voice: phone("voice"),
            fax: phone("fax"),
            email: text("email").unwrap_or_default(),
            cl_id: text("clID").unwrap_or_default(),
            cr_id: text("crID").unwrap_or_default(),
            cr_date: element.required_date(ns::CONTACT, "crDate")?,
            up_id: text("upID"),
            up_date: date("upDate")?,
            tr_date: date("trDate")?,
            auth_info: CONTACT.read_auth_info(element),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("contact:infData", ns::CONTACT, |w| {
            w.leaf("contact:id", &self.id);
            w.leaf("contact:roid", &self.roid);
            CONTACT.write_statuses(w, &self.statuses);
            self.postal.iter().for_each(|postal| postal.write(w));
            Phone::write_optional(self.voice.as_ref(), w, "contact:voice");
            Phone::write_optional(self.fax.as_ref(), w, "contact:fax");
            w.leaf("contact:email", &self.email);
            w.leaf("contact:clID", &self.cl_id);
            w.leaf("contact:crID", &self.cr_id);
            w.date("contact:crDate", self.cr_date);
            w.optional("contact:upID", self.up_id.as_deref());
            w.optional_date("contact:upDate", self.up_date);
            w.optional_date("contact:trDate", self.tr_date);
            if let Some(pw) = &self.auth_info {
                CONTACT.write_auth_info(w, pw);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::{
        CommandBody, ResData,
        contact::{Address, PostalKind},
        extensions::dkhm::{self, ConfirmEmail, ContactVerification, Verified},
        testing::*,
    };

    #[test]
    fn command() {
        let info = Info { id: "JD1-DK".to_owned(), auth_info: None };
        let read = read_command(
            "<info><contact:info xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'><contact:id>JD1-DK</contact:id>\
             </contact:info></info>",
        );
        assert_eq!(read, CommandBody::ContactInfo(info.clone()));
        round_trip_command("contact info command", info.clone());
        round_trip_command("contact info command", Info { auth_info: Some("x y".into()), ..info });
    }

    fn individual() -> InfoData {
        InfoData {
            id: "JD1-DK".to_owned(),
            roid: "JD1-DK".to_owned(),
            statuses: vec![Status::new("serverDeleteProhibited"), Status::new("serverTransferProhibited")],
            postal: vec![PostalInfo {
                kind: PostalKind::Loc,
                name: "Jørgen  Dåse".to_owned(),
                org: None,
                addr: Address {
                    street: vec!["Ålekistevej 1, 2. tv.".to_owned()],
                    city: "Vanløse".to_owned(),
                    sp: None,
                    pc: Some("2720".to_owned()),
                    cc: "DK".to_owned(),
                },
            }],
            voice: Some(Phone { number: "+45.12345678".to_owned(), x: Some("12".to_owned()) }),
            fax: None,
            email: "jd@nordisk.example".to_owned(),
            cl_id: "REG-100001".to_owned(),
            cr_id: "REG-100001".to_owned(),
            cr_date: datetime!(2026-01-20 08:00 UTC),
            up_id: Some("DKHM1-DK".to_owned()),
            up_date: Some(datetime!(2026-01-21 08:00 UTC)),
            tr_date: None,
            auth_info: None,
        }
    }

    #[test]
    fn response() {
        let response = read_response(INDIVIDUAL);
        assert_eq!(response.data, Some(ResData::ContactInfo(Box::new(individual()))));
        let pending = |value| Verified {
            value,
            status: Some("pending".to_owned()),
            responsible: Some("registry".to_owned()),
            exp_date: Some(datetime!(2026-02-14 22:59:59 UTC)),
        };
        let confirm = |email: &str| ConfirmEmail {
            email: email.to_owned(),
            status: Some("pending".to_owned()),
            responsible: Some("registry".to_owned()),
            exp_date: Some(datetime!(2026-01-22 22:59:59 UTC)),
        };
        let expected = dkhm::Response {
            contact_validated: Some(false),
            user_type: Some("individual".to_owned()),
            mobilephone: Some("+45.87654321".to_owned()),
            sole_proprietorship: Some(false),
            contact_verification: Some(ContactVerification {
                responsible: Some("registry".to_owned()),
                verified_id: Some(pending(false)),
                verified_email: Some(Verified {
                    value: true,
                    status: Some("completed".to_owned()),
                    ..Verified::default()
                }),
                confirm_email: Some(confirm("ny@nordisk.example")),
                confirm_secondary_email: Some(confirm("to@nordisk.example")),
            }),
            ..dkhm::Response::default()
        };
        assert_eq!(response.extensions.dkhm, expected);
        assert_eq!(response.extensions.unknown, []);
        round_trip_response("contact info response", &response);
    }

    #[test]
    fn response_with_all_company_data() {
        let mut response = response_with(Some(ResData::ContactInfo(Box::new(individual()))));
        response.extensions.dkhm = dkhm::Response {
            contact_validated: Some(true),
            user_type: Some("company".to_owned()),
            cvr: Some("24210375".to_owned()),
            ean: Some("5798009780690".to_owned()),
            pnumber: Some("1006410698".to_owned()),
            secondary_email: Some("post@nordisk.example".to_owned()),
            management: Some("registrar".to_owned()),
            ..dkhm::Response::default()
        };
        round_trip_response("contact info response of a company", &response);
    }

    #[test]
    fn a_contact_without_the_mandatory_date_is_not_a_broken_response() {
        let response =
            read_response(&INDIVIDUAL.replace("<contact:crDate>2026-01-20T08:00:00.0Z</contact:crDate>", ""));
        let Some(ResData::Unknown { name, problem, .. }) = response.data else { panic!("{:?}", response.data) };
        assert_eq!((name.as_str(), problem.as_deref()), ("infData", Some("missing parameter contact:crDate")));
        assert_eq!(response.extensions.dkhm.user_type.as_deref(), Some("individual"));
    }

    const INDIVIDUAL: &str = "<resData><contact:infData xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'>
        <contact:id> JD1-DK </contact:id><contact:roid>JD1-DK</contact:roid>
        <contact:status s='serverDeleteProhibited'/><contact:status s='serverTransferProhibited'/>
        <contact:postalInfo type='loc'><contact:name>Jørgen  Dåse</contact:name><contact:addr>
        <contact:street>Ålekistevej 1, 2. tv.</contact:street><contact:city>Vanløse</contact:city>
        <contact:pc>2720</contact:pc><contact:cc>DK</contact:cc></contact:addr></contact:postalInfo>
        <contact:voice x='12'>+45.12345678</contact:voice><contact:email>jd@nordisk.example</contact:email>
        <contact:clID>REG-100001</contact:clID><contact:crID>REG-100001</contact:crID>
        <contact:crDate>2026-01-20T08:00:00.0Z</contact:crDate><contact:upID>DKHM1-DK</contact:upID>
        <contact:upDate>2026-01-21T08:00:00.0Z</contact:upDate></contact:infData></resData>
        <extension xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'><dkhm:contact_validated>0</dkhm:contact_validated>
        <dkhm:mobilephone>+45.87654321</dkhm:mobilephone><dkhm:userType>individual</dkhm:userType>
        <dkhm:sole_proprietorship>false
        </dkhm:sole_proprietorship><dkhm:contact_verification><dkhm:responsible>registry</dkhm:responsible>
        <dkhm:verified_id expdate='2026-02-14T22:59:59.0Z' responsible='registry' status='pending'>false</dkhm:verified_id>
        <dkhm:verified_email  status='completed' >true</dkhm:verified_email>
        <dkhm:confirm_email expdate='2026-01-22T22:59:59.0Z' responsible='registry' status='pending'>ny@nordisk.example</dkhm:confirm_email>
        <dkhm:confirm_secondary_email expdate='2026-01-22T22:59:59.0Z' responsible='registry' status='pending'>to@nordisk.example
        </dkhm:confirm_secondary_email></dkhm:contact_verification></extension>";
}
