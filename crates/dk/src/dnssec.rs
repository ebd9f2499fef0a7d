//! The numbers in DS records.

use crate::text::number;

/// The signing algorithms that the registry takes (IANA "DNS Security Algorithm Numbers").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the names in IANA's registry")]
pub enum DsAlgorithm {
    DsaSha1 = 3,
    RsaSha1 = 5,
    DsaNsec3Sha1 = 6,
    RsaSha1Nsec3Sha1 = 7,
    RsaSha256 = 8,
    RsaSha512 = 10,
    EcdsaP256Sha256 = 13,
    EcdsaP384Sha384 = 14,
    Ed25519 = 15,
    Ed448 = 16,
}

/// The digest types that the registry takes (IANA "DS RR Type Digest Algorithms").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DigestType {
    /// 40 hexadecimal digits.
    Sha1 = 1,
    /// 64 hexadecimal digits.
    Sha256 = 2,
    /// 96 hexadecimal digits.
    Sha384 = 4,
}

impl DsAlgorithm {
    /// Every algorithm that the registry takes.
    pub(crate) const ALL: &'static [Self] = &[
        Self::DsaSha1,
        Self::RsaSha1,
        Self::DsaNsec3Sha1,
        Self::RsaSha1Nsec3Sha1,
        Self::RsaSha256,
        Self::RsaSha512,
        Self::EcdsaP256Sha256,
        Self::EcdsaP384Sha384,
        Self::Ed25519,
        Self::Ed448,
    ];

    /// The number of the algorithm.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The algorithm with the number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|algorithm| algorithm.number() == number)
    }

    /// IANA's mnemonic.
    pub const fn mnemonic(self) -> &'static str {
        match self {
            Self::DsaSha1 => "DSA",
            Self::RsaSha1 => "RSASHA1",
            Self::DsaNsec3Sha1 => "DSA-NSEC3-SHA1",
            Self::RsaSha1Nsec3Sha1 => "RSASHA1-NSEC3-SHA1",
            Self::RsaSha256 => "RSASHA256",
            Self::RsaSha512 => "RSASHA512",
            Self::EcdsaP256Sha256 => "ECDSAP256SHA256",
            Self::EcdsaP384Sha384 => "ECDSAP384SHA384",
            Self::Ed25519 => "ED25519",
            Self::Ed448 => "ED448",
        }
    }

    /// Reads the number of an algorithm that the registry takes, or its mnemonic.
    pub(crate) fn parse(input: &str) -> Option<Self> {
        let text = input.trim();
        number::<u8>(text)
            .and_then(Self::from_number)
            .or_else(|| Self::ALL.iter().copied().find(|a| a.mnemonic().eq_ignore_ascii_case(text)))
    }
}

impl DigestType {
    /// Every digest type that the registry takes.
    pub(crate) const ALL: &'static [Self] = &[Self::Sha1, Self::Sha256, Self::Sha384];

    /// The number of the type.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The type with the number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|digest_type| digest_type.number() == number)
    }

    /// IANA's name.
    pub const fn mnemonic(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
        }
    }

    /// Hexadecimal digits of a digest of this type.
    pub(crate) const fn digits(self) -> usize {
        match self {
            Self::Sha1 => 40,
            Self::Sha256 => 64,
            Self::Sha384 => 96,
        }
    }

    /// Reads the number of a digest type that the registry takes.
    pub(crate) fn parse(input: &str) -> Option<Self> {
        number::<u8>(input).and_then(Self::from_number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_documented_numbers_are_taken() {
        let taken: Vec<u8> = (0..=u8::MAX).filter(|n| DsAlgorithm::from_number(*n).is_some()).collect();
        assert_eq!(taken, [3, 5, 6, 7, 8, 10, 13, 14, 15, 16]);
        let taken: Vec<u8> = (0..=u8::MAX).filter(|n| DigestType::from_number(*n).is_some()).collect();
        assert_eq!(taken, [1, 2, 4]);
    }
}
