//! `<login>` (RFC 5730 §2.9.1.1).

use crate::{
    Greeting, Secret, ns,
    services::{read_services, write_services},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// The `<login>` command. Only service users can log in at the registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Login {
    /// User name. Empty where the element is missing, so that a server can answer in its own words.
    pub cl_id: String,
    /// Password, 8-64 characters at the registry. Empty where the element is missing.
    pub pw: Secret,
    /// Replaces the password, 8-64 characters with three of: lower case, upper case, digit, special.
    pub new_pw: Option<Secret>,
    /// Protocol version, `1.0`.
    pub version: String,
    /// Language of the texts in responses, `en`.
    pub lang: String,
    /// Object services to use.
    pub obj_uris: Vec<String>,
    /// Extensions to use.
    pub ext_uris: Vec<String>,
}

impl Login {
    /// A login without services yet; see [`Login::services`].
    pub fn new(cl_id: impl Into<String>, pw: impl Into<Secret>) -> Self {
        Self {
            cl_id: cl_id.into(),
            pw: pw.into(),
            new_pw: None,
            version: "1.0".to_owned(),
            lang: "en".to_owned(),
            obj_uris: Vec::new(),
            ext_uris: Vec::new(),
        }
    }

    /// Also changes the password.
    #[must_use]
    pub fn with_new_pw(mut self, new_pw: impl Into<Secret>) -> Self {
        self.new_pw = Some(new_pw.into());
        self
    }

    /// Asks for every service that the server announces.
    #[must_use]
    pub fn services(mut self, greeting: &Greeting) -> Self {
        self.obj_uris.clone_from(&greeting.obj_uris);
        self.ext_uris.clone_from(&greeting.ext_uris);
        self
    }
}

impl Login {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::EPP, &["clID", "pw", "newPW", "options", "svcs"])?;
        let options = element.one(ns::EPP, "options")?;
        let option = |name| options.and_then(|options| options.child_token(ns::EPP, name)).unwrap_or_default();
        let (obj_uris, ext_uris) = read_services(element.one(ns::EPP, "svcs")?);
        Ok(Self {
            cl_id: element.one(ns::EPP, "clID")?.map(Element::token).unwrap_or_default(),
            pw: element.one(ns::EPP, "pw")?.map(Element::secret).unwrap_or_default(),
            new_pw: element.one(ns::EPP, "newPW")?.map(Element::secret),
            version: option("version"),
            lang: option("lang"),
            obj_uris,
            ext_uris,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.within("login", |w| {
            w.leaf("clID", &self.cl_id);
            w.leaf("pw", self.pw.expose());
            w.optional("newPW", self.new_pw.as_ref().map(Secret::expose));
            w.within("options", |w| {
                w.leaf("version", &self.version);
                w.leaf("lang", &self.lang);
            });
            w.within("svcs", |w| write_services(w, &self.obj_uris, &self.ext_uris));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, testing::*};

    #[test]
    fn command() {
        let login = Login {
            new_pw: Some("Zweites-Passwort-2<&>".into()),
            obj_uris: vec![ns::DOMAIN.to_owned(), ns::HOST.to_owned()],
            ext_uris: vec![ns::DKHM.to_owned()],
            ..Login::new("EPP-100001", "Erstes-Passwort-1")
        };
        let read = read_command(
            "<login><clID>EPP-100001</clID><pw>Erstes-Passwort-1</pw><newPW>Zweites-Passwort-2&lt;&amp;&gt;</newPW>\
             <options><version>1.0</version><lang>en</lang></options><svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI>\
             <objURI>urn:ietf:params:xml:ns:host-1.0</objURI><svcExtension><extURI>urn:dkhm:params:xml:ns:dkhm-4.5</extURI>\
             </svcExtension></svcs></login>",
        );
        assert_eq!(read, CommandBody::Login(Box::new(login.clone())));
        let debug = format!("{read:?}");
        assert!(!debug.contains("Passwort"), "{debug}");
        round_trip_command("login command", login.clone());
        round_trip_command("login command", Login { new_pw: None, ext_uris: Vec::new(), ..login });
    }

    #[test]
    fn passwords_of_64_characters_are_valid() {
        let longest = "Aa1!".repeat(16);
        let login = Login { obj_uris: vec![ns::DOMAIN.to_owned()], ..Login::new("EPP-1", longest.as_str()) };
        round_trip_command("login command with long passwords", login.with_new_pw(longest));
    }

    #[test]
    fn missing_credentials_are_left_to_the_server() {
        let CommandBody::Login(login) = read_command("<login/>") else { panic!("no login") };
        assert_eq!(*login, Login { version: String::new(), lang: String::new(), ..Login::new("", "") });
    }

    #[test]
    fn logout() {
        assert_eq!(read_command("<logout/>"), CommandBody::Logout);
        assert_eq!(read_command("<logout>\n</logout>"), CommandBody::Logout);
        round_trip_command("logout command", CommandBody::Logout);
    }
}
