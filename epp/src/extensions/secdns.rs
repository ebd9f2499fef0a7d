//! DNSSEC data (RFC 5910). The registry takes DS records only.

use crate::{
    ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
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
            max_sig_life: element
                .child(ns::SEC_DNS, "maxSigLife")
                .map(|it| it.value(|text| text.parse().ok()))
                .transpose()?,
            ds: element.all(ns::SEC_DNS, "dsData").map(DsData::read).collect::<Read<_>>()?,
            keys: element.all(ns::SEC_DNS, "keyData").map(KeyData::read).collect::<Read<_>>()?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter, name: &str) {
        w.object(name, ns::SEC_DNS, |w| {
            w.optional("secDNS:maxSigLife", self.max_sig_life.map(|seconds| seconds.to_string()).as_deref());
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

/// `xsd:hexBinary`: pairs of hexadecimal digits.
fn hexadecimal(text: &str) -> Option<String> {
    (text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| text.to_owned())
}
