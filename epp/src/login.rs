//! `<login>` (RFC 5730 §2.9.1.1).

use crate::{Greeting, Secret};

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
