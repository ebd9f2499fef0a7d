//! `<hello>` and `<greeting>` (RFC 5730 §2.4).

use time::OffsetDateTime;

/// What a server says when a connection opens and in answer to `<hello>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeting {
    /// Name of the server, 3-64 characters; the registry puts environment and version into it.
    pub sv_id: String,
    /// The server's time.
    pub sv_date: OffsetDateTime,
    /// Protocol versions (`1.0`).
    pub versions: Vec<String>,
    /// Languages of the texts in responses.
    pub langs: Vec<String>,
    /// Namespaces of the objects served.
    pub obj_uris: Vec<String>,
    /// Namespaces of the extensions served.
    pub ext_uris: Vec<String>,
    /// Data collection policy.
    pub dcp: Dcp,
}

/// Data collection policy (RFC 5730 §2.4). Values are the names of the elements, such as `personalAndOther`. The
/// optional `expiry` and the text of `recDesc` are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dcp {
    /// Who may see data about themselves.
    pub access: String,
    /// At least one statement.
    pub statements: Vec<DcpStatement>,
}

/// One statement of a data collection policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DcpStatement {
    /// `admin`, `contact`, `other`, `prov`.
    pub purposes: Vec<String>,
    /// `other`, `ours`, `public`, `same`, `unrelated`.
    pub recipients: Vec<String>,
    /// `business`, `indefinite`, `legal`, `none`, `stated`.
    pub retention: String,
}

impl Dcp {
    /// The policy that the registry announces (Punktum dk EPP specification § Data Collection Policy).
    #[must_use]
    pub fn registry() -> Self {
        let names = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect();
        Self {
            access: "personalAndOther".to_owned(),
            statements: vec![DcpStatement {
                purposes: names(&["admin", "prov"]),
                recipients: names(&["other", "unrelated"]),
                retention: "legal".to_owned(),
            }],
        }
    }
}
