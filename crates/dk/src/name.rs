//! Domain names directly under `.dk`.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use crate::text::text_value;

/// The longest label in characters, and the longest A-label in octets (RFC 1035 § 2.3.4, RFC 5890 § 2.3.2.1).
pub(crate) const MAX_LABEL: usize = 63;

/// The non-ASCII letters that `.dk` allows besides `a`–`z`, `0`–`9` and `-`
/// ("Approved characters for .dk domain names", version 2.1).
const NATIONAL_LETTERS: [char; 8] = ['æ', 'ø', 'å', 'ö', 'ä', 'ü', 'é', 'ß'];

/// The prefix of an A-label (RFC 5890 § 2.3.2.1).
pub(crate) const ACE_PREFIX: &str = "xn--";

/// A domain name that can be registered: one label and `.dk`.
///
/// Accepts the U-label or the A-label in any case, with surrounding white space and a trailing dot. Letters are
/// lower-cased and composed (Unicode NFC); beyond that nothing is mapped, as IDNA2008 (RFC 5891) demands: `ß` stays
/// `ß`. Responses of the registry carry the U-label, which is what [`as_str`](Self::as_str) and `Display` give.
///
/// ```
/// use dk::DomainName;
/// let name: DomainName = "XN--4CABCO7DK5A.dk.".parse()?;
/// assert_eq!(name.unicode(), "æøåöäüé.dk");
/// assert_eq!(name.ascii(), "xn--4cabco7dk5a.dk");
/// # Ok::<(), dk::NameError>(())
/// ```
#[derive(Debug, Clone)]
pub struct DomainName {
    unicode: String,
    ascii: String,
}

/// Why a text is not a `.dk` domain name. Positions count characters from 1 within the label, after composition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Nothing was given, or nothing before `.dk`.
    #[error("the domain name is empty")]
    Empty,
    /// The name does not end in `.dk`.
    #[error("the domain name does not end in .dk")]
    NotDk,
    /// More than one label before `.dk`, such as `www.eksempel.dk`.
    #[error("{labels} labels stand before .dk, only one can be registered")]
    TooManyLabels {
        /// Labels before `.dk`.
        labels: usize,
    },
    /// The label has more than 63 characters.
    #[error("the name has {len} characters before .dk, {MAX_LABEL} are allowed")]
    LabelTooLong {
        /// Characters in the label.
        len: usize,
    },
    /// The label is short enough, but its A-label is not.
    #[error("the name takes {len} octets in its encoded form, {MAX_LABEL} are allowed")]
    AsciiTooLong {
        /// Octets of the A-label.
        len: usize,
    },
    /// A character that `.dk` does not allow.
    #[error("the character {character:?} at position {position} is not allowed in a .dk name")]
    BadCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// A letter of another script among Latin ones, often a look-alike (for example Cyrillic `а`).
    #[error("the character {character:?} at position {position} belongs to another script than the Latin letters")]
    MixedScripts {
        /// The character of the other script.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// A hyphen begins or ends the label.
    #[error("a .dk name must not begin or end with a hyphen")]
    LeadingOrTrailingHyphen,
    /// Hyphens in the third and fourth position are reserved for encoded names (RFC 5891 § 4.2.3.1).
    #[error("a .dk name must not have hyphens in both the third and fourth position")]
    HyphensInPositions3And4,
    /// The part after `xn--` decodes to nothing, or to something that encodes differently.
    #[error("the encoded (xn--) name is not valid Punycode")]
    BadPunycode,
}

impl DomainName {
    /// Reads a domain name.
    ///
    /// # Errors
    /// Says what is wrong, with the place where there is one.
    pub fn parse(input: &str) -> Result<Self, NameError> {
        let name = normalize(input);
        let name = name.strip_suffix('.').unwrap_or(&name);
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if name == "dk" {
            return Err(NameError::Empty);
        }
        let before = name.strip_suffix(".dk").ok_or(NameError::NotDk)?;
        Self::from_normalized_label(before)
    }

    /// Reads the label alone, such as `eksempel` for `eksempel.dk`.
    ///
    /// # Errors
    /// As [`DomainName::parse`]; a dot is [`NameError::TooManyLabels`].
    pub(crate) fn from_label(label: &str) -> Result<Self, NameError> {
        Self::from_normalized_label(&normalize(label))
    }

    fn from_normalized_label(label: &str) -> Result<Self, NameError> {
        match label.split('.').count() {
            1 => {}
            labels => return Err(NameError::TooManyLabels { labels }),
        }
        let (u_label, a_label) = match label.strip_prefix(ACE_PREFIX) {
            Some(encoded) => {
                let decoded = decode(encoded)?;
                check_label(&decoded)?;
                (decoded, label.to_owned())
            }
            None => {
                check_label(label)?;
                (label.to_owned(), encode(label)?)
            }
        };
        Ok(Self { unicode: format!("{u_label}.dk"), ascii: format!("{a_label}.dk") })
    }

    /// The U-label form, `æøå.dk`.
    pub fn unicode(&self) -> &str {
        &self.unicode
    }

    /// The A-label form, `xn--5cab8c.dk`, for DNS and for whatever takes only ASCII.
    pub fn ascii(&self) -> &str {
        &self.ascii
    }

    /// The same as [`unicode`](Self::unicode).
    pub fn as_str(&self) -> &str {
        &self.unicode
    }

    /// Whether the name has letters outside ASCII.
    pub fn is_idn(&self) -> bool {
        !self.unicode.is_ascii()
    }
}

text_value!(DomainName, NameError);

// The U-label determines the A-label, so it alone is compared.
impl PartialEq for DomainName {
    fn eq(&self, other: &Self) -> bool {
        self.unicode == other.unicode
    }
}

impl Eq for DomainName {}

impl std::hash::Hash for DomainName {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.unicode.hash(state);
    }
}

impl PartialOrd for DomainName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DomainName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.unicode.cmp(&other.unicode)
    }
}

/// Trims, lower-cases and composes.
pub(crate) fn normalize(input: &str) -> String {
    input.trim().to_lowercase().nfc().collect()
}

fn check_label(label: &str) -> Result<(), NameError> {
    if label.is_empty() {
        return Err(NameError::Empty);
    }
    let len = label.chars().count();
    if len > MAX_LABEL {
        return Err(NameError::LabelTooLong { len });
    }
    check_characters(label)?;
    if label.starts_with('-') || label.ends_with('-') {
        return Err(NameError::LeadingOrTrailingHyphen);
    }
    let mut from_third = label.chars().skip(2);
    if from_third.next() == Some('-') && from_third.next() == Some('-') {
        return Err(NameError::HyphensInPositions3And4);
    }
    Ok(())
}

fn check_characters(label: &str) -> Result<(), NameError> {
    let Some((index, character)) = label.chars().enumerate().find(|(_, c)| !is_allowed(*c)) else {
        return Ok(());
    };
    let position = index + 1;
    if character.is_alphabetic() && !is_latin(character) && label.chars().any(|c| c.is_alphabetic() && is_latin(c)) {
        return Err(NameError::MixedScripts { character, position });
    }
    Err(NameError::BadCharacter { character, position })
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || NATIONAL_LETTERS.contains(&c)
}

/// Letters of the blocks Basic Latin to Latin Extended-B and Latin Extended Additional.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn encode(label: &str) -> Result<String, NameError> {
    if label.is_ascii() {
        return Ok(label.to_owned());
    }
    let encoded = idna::punycode::encode_str(label).ok_or(NameError::BadPunycode)?;
    let a_label = format!("{ACE_PREFIX}{encoded}");
    match a_label.len() {
        len if len > MAX_LABEL => Err(NameError::AsciiTooLong { len }),
        _ => Ok(a_label),
    }
}

/// Decodes what follows `xn--` and accepts it only if encoding it again gives the very same text, so that pure ASCII,
/// upper-case or decomposed letters cannot hide behind an encoding.
fn decode(encoded: &str) -> Result<String, NameError> {
    let len = ACE_PREFIX.len() + encoded.len();
    if len > MAX_LABEL {
        return Err(NameError::AsciiTooLong { len });
    }
    let decoded = idna::punycode::decode_to_string(encoded).ok_or(NameError::BadPunycode)?;
    let canonical = !decoded.is_ascii()
        && normalize(&decoded) == decoded
        && idna::punycode::encode_str(&decoded).is_some_and(|again| again == encoded);
    if canonical { Ok(decoded) } else { Err(NameError::BadPunycode) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(input: &str) -> DomainName {
        DomainName::parse(input).unwrap_or_else(|error| panic!("{input:?}: {error}"))
    }

    fn error(input: &str) -> NameError {
        DomainName::parse(input).expect_err(input)
    }

    #[test]
    fn both_forms_of_the_registrys_own_example_are_one_name() {
        let from_unicode = name("æøåöäüé.dk");
        let from_ascii = name("xn--4cabco7dk5a.dk");
        assert_eq!(from_unicode, from_ascii);
        assert_eq!(from_ascii.unicode(), "æøåöäüé.dk");
        assert_eq!(from_unicode.ascii(), "xn--4cabco7dk5a.dk");
        assert!(from_unicode.is_idn());
        assert!(!name("eksempel.dk").is_idn());
    }

    #[test]
    fn case_white_space_and_a_trailing_dot_do_not_matter() {
        for input in ["Eksempel.DK", " eksempel.dk\n", "eksempel.dk.", "EKSEMPEL.dk. "] {
            assert_eq!(name(input).as_str(), "eksempel.dk", "{input:?}");
        }
        assert_eq!(name("ÆBLE.DK").as_str(), "æble.dk");
        assert_eq!(name("XN--BLE-XLA.dk").as_str(), "æble.dk");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(name("a\u{30A}.dk"), name("å.dk"));
        assert_eq!(name("CAFE\u{301}.dk"), name("café.dk"));
        assert_eq!(name("\u{212B}.dk"), name("å.dk"), "the Ångström sign is an Å");
    }

    #[test]
    fn sharp_s_stays_as_idna2008_demands() {
        assert_eq!(name("straße.dk").ascii(), "xn--strae-oqa.dk");
        assert_eq!(name("STRA\u{1E9E}E.dk").unicode(), "straße.dk");
        assert_ne!(name("straße.dk"), name("strasse.dk"));
        assert_eq!(name("xn--strae-oqa.dk").unicode(), "straße.dk");
    }

    #[test]
    fn shape_errors_say_what_is_wrong() {
        assert_eq!(error(""), NameError::Empty);
        assert_eq!(error(" . "), NameError::Empty);
        assert_eq!(error(".dk"), NameError::Empty);
        assert_eq!(error("dk"), NameError::Empty);
        assert_eq!(error("eksempel"), NameError::NotDk);
        assert_eq!(error("eksempel.com"), NameError::NotDk);
        assert_eq!(error("eksempeldk"), NameError::NotDk);
        assert_eq!(error("www.eksempel.dk"), NameError::TooManyLabels { labels: 2 });
        assert_eq!(error("eksempel.dk.."), NameError::NotDk);
    }

    #[test]
    fn hyphens_stand_only_inside_and_not_both_third_and_fourth() {
        assert_eq!(error("-a.dk"), NameError::LeadingOrTrailingHyphen);
        assert_eq!(error("a-.dk"), NameError::LeadingOrTrailingHyphen);
        assert_eq!(error("-.dk"), NameError::LeadingOrTrailingHyphen);
        assert_eq!(error("ab--cd.dk"), NameError::HyphensInPositions3And4);
        assert_eq!(error("æø--å.dk"), NameError::HyphensInPositions3And4);
        for fine in ["abc--d.dk", "a--b.dk", "ab-c-d.dk", "1.dk"] {
            assert_eq!(name(fine).unicode(), fine);
        }
    }

    #[test]
    fn characters_outside_the_repertoire_are_named_with_their_position() {
        assert_eq!(error("a b.dk"), NameError::BadCharacter { character: ' ', position: 2 });
        assert_eq!(error("æ_b.dk"), NameError::BadCharacter { character: '_', position: 2 });
        assert_eq!(error("señor.dk"), NameError::BadCharacter { character: 'ñ', position: 3 });
        assert_eq!(error("😀.dk"), NameError::BadCharacter { character: '😀', position: 1 });
        assert_eq!(error("пример.dk"), NameError::BadCharacter { character: 'п', position: 1 });
        assert_eq!(error("p\u{430}ypal.dk"), NameError::MixedScripts { character: '\u{430}', position: 2 });
    }

    #[test]
    fn a_label_has_63_characters_and_its_encoded_form_63_octets() {
        let longest = "a".repeat(63);
        assert!(DomainName::parse(&format!("{longest}.dk")).is_ok());
        assert_eq!(error(&format!("{longest}a.dk")), NameError::LabelTooLong { len: 64 });
        let encoded_too_long = format!("{}æ", "a".repeat(60));
        assert!(matches!(error(&format!("{encoded_too_long}.dk")), NameError::AsciiTooLong { len } if len > 63));
        let encoded_long = format!("xn--{}", "a".repeat(60));
        assert_eq!(error(&format!("{encoded_long}.dk")), NameError::AsciiTooLong { len: 64 });
    }

    #[test]
    fn encodings_that_are_not_canonical_are_refused() {
        for input in ["xn--", "xn--eksempel-", "xn---", "xn--99999999", "xn--æ"] {
            let input = format!("{input}.dk");
            assert_eq!(error(&input), NameError::BadPunycode, "{input}");
        }
        let upper_case = idna::punycode::encode_str("Æble").expect("encodes");
        assert_eq!(error(&format!("xn--{upper_case}.dk")), NameError::BadPunycode);
        let decomposed = idna::punycode::encode_str("a\u{30A}b").expect("encodes");
        assert_eq!(error(&format!("xn--{decomposed}.dk")), NameError::BadPunycode);
        let foreign = idna::punycode::encode_str("señor").expect("encodes");
        assert_eq!(error(&format!("xn--{foreign}.dk")), NameError::BadCharacter { character: 'ñ', position: 3 });
        let hyphens = idna::punycode::encode_str("æø--b").expect("encodes");
        assert_eq!(error(&format!("xn--{hyphens}.dk")), NameError::HyphensInPositions3And4);
    }

    #[test]
    fn serde_uses_the_u_label() {
        let json = serde_json::to_string(&name("xn--4cabco7dk5a.dk")).expect("serialises");
        assert_eq!(json, "\"æøåöäüé.dk\"");
        assert_eq!(serde_json::from_str::<DomainName>(&json).expect("deserialises"), name("æøåöäüé.dk"));
        assert!(serde_json::from_str::<DomainName>("\"a.b.dk\"").is_err());
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = DomainName::parse(&input);
            let _ = DomainName::parse(&format!("{input}.dk"));
        }

        #[test]
        fn nearly_anything_encoded_may_be_given(input in "(xn--|XN--)[a-z0-9æ-]{0,70}\\.dk") {
            if let Ok(name) = DomainName::parse(&input) {
                prop_assert_eq!(name.ascii(), input.to_lowercase());
            }
        }

        #[test]
        fn every_form_of_a_name_reads_as_the_name(label in "[a-z0-9æøåöäüéß]([a-z0-9æøåöäüéß-]{0,20}[a-z0-9æøåöäüéß])?") {
            if let Ok(name) = DomainName::from_label(&label) {
                prop_assert_eq!(name.unicode(), format!("{label}.dk"));
                prop_assert_eq!(&DomainName::parse(name.as_str()).unwrap(), &name);
                prop_assert_eq!(&DomainName::parse(name.ascii()).unwrap(), &name);
                prop_assert_eq!(&DomainName::parse(&name.ascii().to_uppercase()).unwrap(), &name);
                prop_assert!(name.ascii().is_ascii() && name.ascii().len() <= 66);
            } else {
                prop_assert!(label.chars().skip(2).take(2).eq("--".chars()));
            }
        }
    }
}
