//! DNSSEC data (RFC 5910). The registry takes DS records only.

use crate::{
    ns,
    xml::{
        read::{Element, Read, boolean},
        write::{self, XmlWriter},
    },
};

/// DS records or keys, as in `<secDNS:create>` and `<secDNS:infData>`. Either `ds` or `keys` is filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecDns {
    /// Wished lifetime of signatures in seconds; ignored by the registry.
    pub max_sig_life: Option<u32>,
    /// DS records.
    pub ds: Vec<DsData>,
    /// Keys, which the registry does not support.
    pub keys: Vec<KeyData>,
}

impl From<Vec<DsData>> for SecDns {
    fn from(ds: Vec<DsData>) -> Self {
        Self { max_sig_life: None, ds, keys: Vec::new() }
    }
}

/// Changes of DNSSEC data (`<secDNS:update>`): first what is removed, then what is added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// What to remove.
    pub rem: Option<Remove>,
    /// What to add.
    pub add: Option<SecDns>,
    /// Wished lifetime of signatures in seconds (`<secDNS:chg>`); ignored by the registry.
    pub max_sig_life: Option<u32>,
    /// Whether the client asks for high priority; ignored by the registry.
    pub urgent: bool,
}

/// DNSSEC data to remove: all, or what is listed. Both together are answered by code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remove {
    /// All of it.
    pub all: bool,
    /// DS records.
    pub ds: Vec<DsData>,
    /// Keys, which the registry does not support.
    pub keys: Vec<KeyData>,
}

/// DS record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DsData {
    /// Key tag.
    pub key_tag: u16,
    /// Algorithm number.
    pub alg: u8,
    /// Digest type.
    pub digest_type: u8,
    /// Digest, hexadecimal.
    pub digest: String,
    /// The key that the record stands for, which the registry does not support.
    pub key: Option<KeyData>,
}

/// DNSKEY record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyData {
    /// Flags.
    pub flags: u16,
    /// Protocol, 3.
    pub protocol: u8,
    /// Algorithm number.
    pub alg: u8,
    /// Public key, base64.
    pub pub_key: String,
}

impl SecDns {
    /// Reads `<secDNS:create>`, `<secDNS:infData>` and what else has their type.
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            max_sig_life: max_sig_life(element)?,
            ds: element.all(ns::SEC_DNS, "dsData").map(DsData::read).collect::<Read<_>>()?,
            keys: element.all(ns::SEC_DNS, "keyData").map(KeyData::read).collect::<Read<_>>()?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter, name: &str) {
        w.object(name, ns::SEC_DNS, |w| self.write_parts(w));
    }

    fn write_parts(&self, w: &mut XmlWriter) {
        w.optional("secDNS:maxSigLife", self.max_sig_life.map(|seconds| seconds.to_string()).as_deref());
        self.ds.iter().for_each(|ds| ds.write(w));
        self.keys.iter().for_each(|key| key.write(w));
    }
}

impl Update {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::SEC_DNS, &["rem", "add", "chg"])?;
        Ok(Self {
            rem: element.one(ns::SEC_DNS, "rem")?.map(Remove::read).transpose()?,
            add: element.one(ns::SEC_DNS, "add")?.map(SecDns::read).transpose()?,
            max_sig_life: element.one(ns::SEC_DNS, "chg")?.map(max_sig_life).transpose()?.flatten(),
            urgent: element.attribute_value("urgent", boolean)?.unwrap_or_default(),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        let attributes = [("xmlns:secDNS", ns::SEC_DNS), ("urgent", "true")];
        w.within_with("secDNS:update", &attributes[..if self.urgent { 2 } else { 1 }], |w| {
            if let Some(rem) = &self.rem {
                rem.write(w);
            }
            if let Some(add) = &self.add {
                w.within("secDNS:add", |w| add.write_parts(w));
            }
            if let Some(seconds) = self.max_sig_life {
                w.within("secDNS:chg", |w| w.leaf("secDNS:maxSigLife", &seconds.to_string()));
            }
        });
    }
}

impl Remove {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::SEC_DNS, &["all", "dsData", "keyData"])?;
        let all = element.one(ns::SEC_DNS, "all")?.map(|all| all.value(boolean)).transpose()?;
        Ok(Self {
            all: all.unwrap_or_default(),
            ds: element.all(ns::SEC_DNS, "dsData").map(DsData::read).collect::<Read<_>>()?,
            keys: element.all(ns::SEC_DNS, "keyData").map(KeyData::read).collect::<Read<_>>()?,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("secDNS:rem", |w| {
            if self.all || (self.ds.is_empty() && self.keys.is_empty()) {
                w.leaf("secDNS:all", write::boolean(self.all));
            }
            self.ds.iter().for_each(|ds| ds.write(w));
            self.keys.iter().for_each(|key| key.write(w));
        });
    }
}

impl DsData {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        let digest = element.required(ns::SEC_DNS, "digest")?;
        Ok(Self {
            key_tag: element.required_number(ns::SEC_DNS, "keyTag")?,
            alg: element.required_number(ns::SEC_DNS, "alg")?,
            digest_type: element.required_number(ns::SEC_DNS, "digestType")?,
            digest: digest.value(hexadecimal)?,
            key: element.child(ns::SEC_DNS, "keyData").map(KeyData::read).transpose()?,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("secDNS:dsData", |w| {
            w.leaf("secDNS:keyTag", &self.key_tag.to_string());
            w.leaf("secDNS:alg", &self.alg.to_string());
            w.leaf("secDNS:digestType", &self.digest_type.to_string());
            w.leaf("secDNS:digest", &self.digest);
            if let Some(key) = &self.key {
                key.write(w);
            }
        });
    }
}

impl KeyData {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            flags: element.required_number(ns::SEC_DNS, "flags")?,
            protocol: element.required_number(ns::SEC_DNS, "protocol")?,
            alg: element.required_number(ns::SEC_DNS, "alg")?,
            pub_key: element.required_token(ns::SEC_DNS, "pubKey")?,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("secDNS:keyData", |w| {
            w.leaf("secDNS:flags", &self.flags.to_string());
            w.leaf("secDNS:protocol", &self.protocol.to_string());
            w.leaf("secDNS:alg", &self.alg.to_string());
            w.leaf("secDNS:pubKey", &self.pub_key);
        });
    }
}

fn max_sig_life(element: Element<'_, '_>) -> Read<Option<u32>> {
    let child = element.child(ns::SEC_DNS, "maxSigLife");
    child.map(|it| it.value(|text| text.parse().ok())).transpose()
}

/// `xsd:hexBinary`: pairs of hexadecimal digits.
fn hexadecimal(text: &str) -> Option<String> {
    (text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| text.to_owned())
}
