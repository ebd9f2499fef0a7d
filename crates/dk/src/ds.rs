//! Delegation signer records (DNSSEC).

use crate::dnssec::{DigestType, DsAlgorithm};
use crate::name::DomainName;
use crate::text::number;

/// A DS record (RFC 4034 § 5), in the values that the registry takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DsRecord {
    key_tag: u16,
    algorithm: DsAlgorithm,
    digest_type: DigestType,
    digest: String,
}

/// How many DS records a domain name may have.
pub const MAX_DS_RECORDS: usize = 5;

/// Why a DS record is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DsError {
    /// Nothing was given.
    #[error("the DS record is empty")]
    Empty,
    /// Fewer than the four fields key tag, algorithm, digest type, digest.
    #[error("a DS record has four fields: key tag, algorithm, digest type, digest")]
    MissingFields,
    /// A zone-file line of another type, often a DNSKEY.
    #[error("the record is a {found} record, a DS record is needed")]
    WrongType {
        /// The type found.
        found: String,
    },
    /// The line belongs to another name.
    #[error("the record belongs to {owner:?}, not to the domain name")]
    WrongOwner {
        /// The owner in the line.
        owner: String,
    },
    /// Not 0–65535.
    #[error("{value:?} is not a key tag (0 to 65535)")]
    BadKeyTag {
        /// What was given.
        value: String,
    },
    /// An algorithm that the registry does not take.
    #[error("{value:?} is not an algorithm that .dk accepts")]
    BadAlgorithm {
        /// What was given.
        value: String,
    },
    /// A digest type that the registry does not take.
    #[error("{value:?} is not a digest type that .dk accepts")]
    BadDigestType {
        /// What was given.
        value: String,
    },
    /// The digest has the wrong length for its type.
    #[error("the digest has {len} hexadecimal digits, its type needs {expected}")]
    BadDigestLength {
        /// Digits given.
        len: usize,
        /// Digits needed.
        expected: usize,
    },
    /// A character that is not a hexadecimal digit.
    #[error("the character {character:?} at position {position} of the digest is not a hexadecimal digit")]
    BadDigestCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
}

impl DsRecord {
    /// Makes a record of checked numbers and a digest, in which white space is ignored.
    ///
    /// # Errors
    /// When the digest does not fit its type.
    pub fn new(key_tag: u16, algorithm: DsAlgorithm, digest_type: DigestType, digest: &str) -> Result<Self, DsError> {
        let digest: String = digest.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if let Some((index, character)) = digest.chars().enumerate().find(|(_, c)| !c.is_ascii_hexdigit()) {
            return Err(DsError::BadDigestCharacter { character, position: index + 1 });
        }
        let expected = digest_type.digits();
        match digest.len() {
            len if len != expected => Err(DsError::BadDigestLength { len, expected }),
            _ => Ok(Self { key_tag, algorithm, digest_type, digest }),
        }
    }

    /// Reads the four fields of a form or an XML element.
    ///
    /// # Errors
    /// For the first field that is wrong.
    fn from_fields(key_tag: &str, algorithm: &str, digest_type: &str, digest: &str) -> Result<Self, DsError> {
        let value = |text: &str| text.trim().to_owned();
        let key_tag = number(key_tag).ok_or_else(|| DsError::BadKeyTag { value: value(key_tag) })?;
        let algorithm =
            DsAlgorithm::parse(algorithm).ok_or_else(|| DsError::BadAlgorithm { value: value(algorithm) })?;
        let digest_type =
            DigestType::parse(digest_type).ok_or_else(|| DsError::BadDigestType { value: value(digest_type) })?;
        Self::new(key_tag, algorithm, digest_type, digest)
    }

    /// Reads a record as signers and name servers print it: `example.dk. 3600 IN DS 12345 13 2 ABCD…`, where owner,
    /// TTL, class and type may be missing, comments follow a semicolon, and the digest may be split or in parentheses.
    /// The owner is ignored; see [`DsRecord::parse_for`].
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, DsError> {
        zone_line(input).map(|(_, record)| record)
    }

    /// As [`DsRecord::parse`], but the owner, where one is given, must be the domain name.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse_for(domain: &DomainName, input: &str) -> Result<Self, DsError> {
        let (owner, record) = zone_line(input)?;
        match owner {
            Some(owner) if DomainName::parse(&owner).ok().as_ref() != Some(domain) => {
                Err(DsError::WrongOwner { owner })
            }
            _ => Ok(record),
        }
    }

    /// The key tag.
    pub const fn key_tag(&self) -> u16 {
        self.key_tag
    }

    /// The algorithm of the key that the digest was made of.
    pub const fn algorithm(&self) -> DsAlgorithm {
        self.algorithm
    }

    /// How the digest was made.
    pub const fn digest_type(&self) -> DigestType {
        self.digest_type
    }

    /// The digest in upper-case hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

impl std::fmt::Display for DsRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} {}", self.key_tag, self.algorithm.number(), self.digest_type.number(), self.digest)
    }
}

impl std::str::FromStr for DsRecord {
    type Err = DsError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

impl TryFrom<String> for DsRecord {
    type Error = DsError;

    fn try_from(input: String) -> Result<Self, Self::Error> {
        Self::parse(&input)
    }
}

impl From<DsRecord> for String {
    fn from(record: DsRecord) -> Self {
        record.to_string()
    }
}

fn zone_line(input: &str) -> Result<(Option<String>, DsRecord), DsError> {
    let text: String =
        input.lines().map(|line| line.split(';').next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    let text = text.replace(['(', ')'], " ");
    let fields: Vec<&str> = text.split_whitespace().collect();
    if fields.is_empty() {
        return Err(DsError::Empty);
    }
    // The last one: the owner may be called `ds` too, and no digest contains an S.
    let type_at = fields.iter().rposition(|field| field.eq_ignore_ascii_case("DS"));
    if type_at.is_none()
        && let Some(found) = fields.iter().take(4).find(|field| is_other_type(field))
    {
        return Err(DsError::WrongType { found: found.to_uppercase() });
    }
    let (before, rdata) = fields.split_at(type_at.map_or(0, |at| at + 1));
    let [key_tag, algorithm, digest_type, digest @ ..] = rdata else {
        return Err(DsError::MissingFields);
    };
    if digest.is_empty() {
        return Err(DsError::MissingFields);
    }
    let record = DsRecord::from_fields(key_tag, algorithm, digest_type, &digest.concat())?;
    Ok((owner(before), record))
}

/// The owner stands first, unless the line begins with the TTL, the class or the type.
fn owner(before: &[&str]) -> Option<String> {
    let first = before.first()?;
    first.contains('.').then(|| (*first).to_owned())
}

fn is_other_type(field: &str) -> bool {
    ["DNSKEY", "CDS", "CDNSKEY", "KEY", "RRSIG", "DLV", "NS", "SOA"].iter().any(|t| field.eq_ignore_ascii_case(t))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DIGITS: &str = "2BB183AF5F22588179A53B0A98631FAD1A292118";

    fn digest(digits: usize) -> String {
        DIGITS.chars().cycle().take(digits).collect()
    }

    #[test]
    fn records_are_read_as_signers_print_them() {
        let digest = digest(64);
        let expected = format!("12345 13 2 {digest}");
        let (left, right) = digest.split_at(30);
        for line in [
            expected.clone(),
            format!("eksempel.dk. 3600 IN DS 12345 13 2 {digest}"),
            format!("eksempel.dk.\tIN\tDS\t12345\tECDSAP256SHA256\t2\t{}", digest.to_lowercase()),
            format!("DS 12345 13 2 {left} {right} ; made by a signer"),
            format!("@ IN DS ( 12345 13 2 ; key tag, algorithm, digest type\n {left}\n {right} )"),
            format!("3600 IN DS 12345 13 2 {digest}"),
            format!("ds 3600 IN ds 12345 13 2 {digest}"),
        ] {
            let record = DsRecord::parse(&line).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!(record.to_string(), expected, "{line}");
        }
    }

    #[test]
    fn the_owner_must_be_the_domain_where_it_is_given() {
        let domain = DomainName::parse("æble.dk").unwrap();
        let rdata = format!("1 8 2 {}", digest(64));
        assert!(DsRecord::parse_for(&domain, &rdata).is_ok());
        assert!(DsRecord::parse_for(&domain, &format!("xn--ble-xla.dk. 300 IN DS {rdata}")).is_ok());
        assert!(DsRecord::parse_for(&domain, &format!("300 IN DS {rdata}")).is_ok());
        let other = DsRecord::parse_for(&domain, &format!("eksempel.dk. IN DS {rdata}"));
        assert_eq!(other, Err(DsError::WrongOwner { owner: "eksempel.dk.".to_owned() }));
    }

    #[test]
    fn fields_are_checked_one_by_one() {
        let (sha1, sha256, sha384) = (digest(40), digest(64), digest(96));
        let record = DsRecord::from_fields(" 65535 ", "16", "4", &sha384).unwrap();
        assert_eq!((record.key_tag(), record.algorithm()), (65_535, DsAlgorithm::Ed448));
        assert_eq!((record.digest_type(), record.digest()), (DigestType::Sha384, sha384.as_str()));
        assert!(DsRecord::from_fields("0", "3", "1", &sha1).is_ok());

        let error = |key_tag, algorithm, digest_type, digest: &str| {
            DsRecord::from_fields(key_tag, algorithm, digest_type, digest).expect_err("an error")
        };
        let value = |value: &str| value.to_owned();
        assert_eq!(error("65536", "13", "2", &sha256), DsError::BadKeyTag { value: value("65536") });
        assert_eq!(error("+1", "13", "2", &sha256), DsError::BadKeyTag { value: value("+1") });
        assert_eq!(error("", "13", "2", &sha256), DsError::BadKeyTag { value: value("") });
        assert_eq!(error("1", "4", "2", &sha256), DsError::BadAlgorithm { value: value("4") });
        assert_eq!(error("1", "269", "2", &sha256), DsError::BadAlgorithm { value: value("269") });
        assert_eq!(error("1", "13", "3", &sha256), DsError::BadDigestType { value: value("3") });
        assert_eq!(error("1", "13", "2", &sha1), DsError::BadDigestLength { len: 40, expected: 64 });
        assert_eq!(error("1", "13", "1", &sha256), DsError::BadDigestLength { len: 64, expected: 40 });
        assert_eq!(error("1", "13", "2", "12G4"), DsError::BadDigestCharacter { character: 'G', position: 3 });
    }

    #[test]
    fn lines_that_are_no_ds_record_are_recognised() {
        assert_eq!(DsRecord::parse(" ; nothing"), Err(DsError::Empty));
        assert_eq!(DsRecord::parse("DS"), Err(DsError::MissingFields));
        assert_eq!(DsRecord::parse("12345 13 2"), Err(DsError::MissingFields));
        let dnskey = "eksempel.dk. 3600 IN DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0d";
        assert_eq!(DsRecord::parse(dnskey), Err(DsError::WrongType { found: "DNSKEY".to_owned() }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = DsRecord::parse(&input);
        }

        #[test]
        fn records_read_as_themselves(key_tag: u16, algorithm in 0usize..10, kind in 0usize..3, seed in "[0-9a-fA-F]{96}") {
            let kind = DigestType::ALL[kind];
            let record = DsRecord::new(key_tag, DsAlgorithm::ALL[algorithm], kind, &seed[..kind.digits()]).unwrap();
            prop_assert_eq!(DsRecord::parse(&record.to_string()).unwrap(), record.clone());
            let json = serde_json::to_string(&record).unwrap();
            prop_assert_eq!(serde_json::from_str::<DsRecord>(&json).unwrap(), record);
        }
    }
}
