//! Parts that domain, contact and host objects share.

use time::OffsetDateTime;

use crate::{
    Secret, ns,
    xml::{
        read::{Element, Read, boolean},
        write::{XmlWriter, bit},
    },
};

/// One line of an answer to a check command (`<cd>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Domain name, host name or contact identifier, as the server writes it.
    pub object: String,
    /// Whether an object of that name can be created.
    pub available: bool,
    /// Why not; at most 32 characters.
    pub reason: Option<String>,
}

/// Status of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Such as `ok` or `serverHold`.
    pub value: String,
    /// Language of the text; English if absent.
    pub lang: Option<String>,
    /// Explanation for people.
    pub text: Option<String>,
}

impl Status {
    /// A status without explanation.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), lang: None, text: None }
    }
}

/// Outcome of an action that was answered with 1001 (`<panData>`, RFC 5731-5733 §3.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanData {
    /// Domain name, host name or contact identifier.
    pub object: String,
    /// Whether the action was carried out.
    pub result: bool,
    /// Client transaction identifier of the command that started the action.
    pub cl_trid: Option<String>,
    /// Server transaction identifier of the command that started the action.
    pub sv_trid: String,
    /// When the action ended.
    pub date: OffsetDateTime,
}

/// Prefix, namespace and the name of the identifying element of an object.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) namespace: &'static str,
    prefix: &'static str,
    key: &'static str,
}

pub(crate) const DOMAIN: Kind = Kind { namespace: ns::DOMAIN, prefix: "domain", key: "name" };
pub(crate) const CONTACT: Kind = Kind { namespace: ns::CONTACT, prefix: "contact", key: "id" };
pub(crate) const HOST: Kind = Kind { namespace: ns::HOST, prefix: "host", key: "name" };

impl Kind {
    /// `domain:name`.
    pub(crate) fn qualify(self, name: &str) -> String {
        format!("{}:{name}", self.prefix)
    }

    /// The name or identifier in an object's element.
    pub(crate) fn read_key(self, element: Element<'_, '_>) -> Read<String> {
        element.required_token(self.namespace, self.key)
    }

    /// The names or identifiers of a check command, at least one.
    pub(crate) fn read_keys(self, element: Element<'_, '_>) -> Read<Vec<String>> {
        element.only(self.namespace, &[self.key])?;
        let keys: Vec<String> = element.all(self.namespace, self.key).map(Element::token).collect();
        if keys.is_empty() { Err(crate::xml::read::missing(self.namespace, self.key)) } else { Ok(keys) }
    }

    pub(crate) fn write_check(self, w: &mut XmlWriter, keys: &[String]) {
        w.object(&self.qualify("check"), self.namespace, |w| w.each(&self.qualify(self.key), keys));
    }

    pub(crate) fn read_checked(self, element: Element<'_, '_>) -> Read<Vec<Checked>> {
        element.all(self.namespace, "cd").map(|item| self.read_one_checked(item)).collect()
    }

    fn read_one_checked(self, item: Element<'_, '_>) -> Read<Checked> {
        let key = item.required(self.namespace, self.key)?;
        let available = key.attribute_value("avail", boolean)?;
        let available =
            available.ok_or_else(|| crate::ParseErrorKind::Missing(format!("{}@avail", key.qualified())))?;
        Ok(Checked { object: key.token(), available, reason: item.child_token(self.namespace, "reason") })
    }

    pub(crate) fn write_checked(self, w: &mut XmlWriter, items: &[Checked]) {
        w.object(&self.qualify("chkData"), self.namespace, |w| {
            for item in items {
                w.within(&self.qualify("cd"), |w| {
                    w.leaf_with(&self.qualify(self.key), &[("avail", bit(item.available))], &item.object);
                    w.optional(&self.qualify("reason"), item.reason.as_deref());
                });
            }
        });
    }

    pub(crate) fn read_statuses(self, element: Element<'_, '_>) -> Read<Vec<Status>> {
        let read = |status: Element<'_, '_>| {
            let text = Some(status.line()).filter(|text| !text.is_empty());
            Ok(Status { value: status.required_attribute("s")?, lang: status.attribute("lang"), text })
        };
        element.all(self.namespace, "status").map(read).collect()
    }

    pub(crate) fn write_statuses(self, w: &mut XmlWriter, statuses: &[Status]) {
        for Status { value, lang, text } in statuses {
            let attributes = [("s", value.as_str()), ("lang", lang.as_deref().unwrap_or_default())];
            let count = if lang.is_some() { 2 } else { 1 };
            w.leaf_with(&self.qualify("status"), &attributes[..count], text.as_deref().unwrap_or_default());
        }
    }

    /// The password in the authorization information of an object; none for the `ext` form.
    pub(crate) fn read_auth_info(self, element: Element<'_, '_>) -> Option<Secret> {
        Some(element.child(self.namespace, "authInfo")?.child(self.namespace, "pw")?.secret())
    }

    pub(crate) fn write_auth_info(self, w: &mut XmlWriter, pw: &Secret) {
        w.within(&self.qualify("authInfo"), |w| w.leaf(&self.qualify("pw"), pw.expose()));
    }

    pub(crate) fn read_pan(self, element: Element<'_, '_>) -> Read<PanData> {
        let key = element.required(self.namespace, self.key)?;
        let result = key.attribute_value("paResult", boolean)?;
        let result = result.ok_or_else(|| crate::ParseErrorKind::Missing(format!("{}@paResult", key.qualified())))?;
        let ids = element.required(self.namespace, "paTRID")?;
        Ok(PanData {
            object: key.token(),
            result,
            cl_trid: ids.child_token(ns::EPP, "clTRID"),
            sv_trid: ids.child_token(ns::EPP, "svTRID").unwrap_or_default(),
            date: element.required_date(self.namespace, "paDate")?,
        })
    }

    pub(crate) fn write_pan(self, w: &mut XmlWriter, pan: &PanData) {
        w.object(&self.qualify("panData"), self.namespace, |w| {
            w.leaf_with(&self.qualify(self.key), &[("paResult", bit(pan.result))], &pan.object);
            w.within(&self.qualify("paTRID"), |w| {
                w.optional("clTRID", pan.cl_trid.as_deref());
                w.leaf("svTRID", &pan.sv_trid);
            });
            w.date(&self.qualify("paDate"), pan.date);
        });
    }
}
