//! DNSSEC data (RFC 5910). The registry takes DS records only.

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
