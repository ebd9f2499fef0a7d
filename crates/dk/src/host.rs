//! Host names: name servers, under any top-level domain.

use std::cmp::Ordering;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::name::{DomainName, MAX_LABEL, NameError, normalize};
use crate::text::text_value;

/// The longest host name in octets, without the trailing dot (RFC 1035 § 2.3.4; the registry's limit is 255).
const MAX_NAME: usize = 253;

/// A fully qualified host name of at least two labels, such as `ns1.eksempel.dk` or `a.ns.example.com`.
///
/// Under `.dk` the registrable part obeys the rules of [`DomainName`]. Elsewhere internationalised labels obey
/// UTS #46 without transitional mapping, which keeps `ß` as IDNA2008 does.
#[derive(Debug, Clone)]
pub struct HostName {
    unicode: String,
    ascii: String,
}

/// Why a text is not a host name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// Nothing was given.
    #[error("the host name is empty")]
    Empty,
    /// An IP address stands where a name is needed.
    #[error("an IP address was given, a host name is needed")]
    IpAddress,
    /// A single label, such as `ns1`.
    #[error("a host name needs at least two labels, such as ns1.example.com")]
    TooFewLabels,
    /// Two dots in a row, or a leading dot.
    #[error("label {label} of the host name is empty")]
    EmptyLabel {
        /// Which label, from 1.
        label: usize,
    },
    /// A label has more than 63 octets in its encoded form.
    #[error("label {label} of the host name takes {len} octets, {MAX_LABEL} are allowed")]
    LabelTooLong {
        /// Which label, from 1.
        label: usize,
        /// Its octets.
        len: usize,
    },
    /// The whole name is too long.
    #[error("the host name takes {len} octets, {MAX_NAME} are allowed")]
    TooLong {
        /// Octets of the encoded name.
        len: usize,
    },
    /// A character that no host name may have; the position counts characters of the whole name from 1.
    #[error("the character {character:?} at position {position} is not allowed in a host name")]
    BadCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// A label begins or ends with a hyphen.
    #[error("label {label} of the host name begins or ends with a hyphen")]
    LeadingOrTrailingHyphen {
        /// Which label, from 1.
        label: usize,
    },
    /// A label is not valid under IDNA.
    #[error("label {label} of the host name is not a valid internationalised label")]
    BadLabel {
        /// Which label, from 1.
        label: usize,
    },
    /// The last label cannot be a top-level domain.
    #[error("{tld:?} is not a top-level domain")]
    BadTld {
        /// The last label.
        tld: String,
    },
    /// The part under `.dk` is not a name that `.dk` can have.
    #[error("the .dk name of the host is not valid: {0}")]
    BadDkName(#[source] NameError),
}

impl HostName {
    /// Reads a host name in U- or A-label form, any case, with surrounding white space and a trailing dot.
    ///
    /// # Errors
    /// Says what is wrong, with the place where there is one.
    pub fn parse(input: &str) -> Result<Self, HostError> {
        let name = normalize(input);
        let name = name.strip_suffix('.').unwrap_or(&name);
        if name.is_empty() {
            return Err(HostError::Empty);
        }
        if name.parse::<std::net::IpAddr>().is_ok() {
            return Err(HostError::IpAddress);
        }
        check_shape(name)?;
        let mut labels = Vec::new();
        for (index, label) in name.split('.').enumerate() {
            labels.push(label_to_ascii(label, index + 1)?);
        }
        let ascii = labels.join(".");
        if ascii.len() > MAX_NAME {
            return Err(HostError::TooLong { len: ascii.len() });
        }
        check_tld(&labels)?;
        let (unicode, result) = Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
        result.map_err(|_| HostError::BadLabel { label: 1 })?;
        let host = Self { unicode: unicode.into_owned(), ascii };
        host.check_dk()?;
        Ok(host)
    }

    fn check_dk(&self) -> Result<(), HostError> {
        match registrable_dk(&self.unicode) {
            Some(name) => DomainName::parse(name).map(|_| ()).map_err(HostError::BadDkName),
            None => Ok(()),
        }
    }

    /// The U-label form.
    pub fn unicode(&self) -> &str {
        &self.unicode
    }

    /// The A-label form.
    pub fn ascii(&self) -> &str {
        &self.ascii
    }

    /// The same as [`unicode`](Self::unicode).
    pub fn as_str(&self) -> &str {
        &self.unicode
    }

    /// The `.dk` domain the host is subordinate to, or `None` under another top-level domain.
    pub fn dk_parent(&self) -> Option<DomainName> {
        registrable_dk(&self.unicode).and_then(|name| DomainName::parse(name).ok())
    }
}

text_value!(HostName, HostError);

impl PartialEq for HostName {
    fn eq(&self, other: &Self) -> bool {
        self.ascii == other.ascii
    }
}

impl Eq for HostName {}

impl std::hash::Hash for HostName {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.ascii.hash(state);
    }
}

impl PartialOrd for HostName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for HostName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.unicode.cmp(&other.unicode)
    }
}

impl From<DomainName> for HostName {
    fn from(domain: DomainName) -> Self {
        Self { unicode: domain.unicode().to_owned(), ascii: domain.ascii().to_owned() }
    }
}

/// The last two labels if the last is `dk`.
fn registrable_dk(name: &str) -> Option<&str> {
    let before = name.strip_suffix(".dk")?;
    let start = before.rfind('.').map_or(0, |dot| dot + 1);
    name.get(start..)
}

fn check_shape(name: &str) -> Result<(), HostError> {
    if let Some((index, character)) =
        name.chars().enumerate().find(|(_, c)| c.is_ascii() && !c.is_ascii_alphanumeric() && *c != '-' && *c != '.')
    {
        return Err(HostError::BadCharacter { character, position: index + 1 });
    }
    if let Some(index) = name.split('.').position(str::is_empty) {
        return Err(HostError::EmptyLabel { label: index + 1 });
    }
    if let Some(index) = name.split('.').position(|label| label.starts_with('-') || label.ends_with('-')) {
        return Err(HostError::LeadingOrTrailingHyphen { label: index + 1 });
    }
    if !name.contains('.') {
        return Err(HostError::TooFewLabels);
    }
    Ok(())
}

fn label_to_ascii(text: &str, label: usize) -> Result<String, HostError> {
    // Encoding is quadratic, and nothing this long can fit.
    if text.len() > 4 * MAX_LABEL {
        return Err(HostError::LabelTooLong { label, len: text.len() });
    }
    let ascii = Uts46::new()
        .to_ascii(text.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Ignore)
        .map_err(|_| HostError::BadLabel { label })?;
    // Mapping can drop characters altogether or bring in dots (full-width and ideographic ones).
    if ascii.is_empty() || ascii.contains('.') {
        return Err(HostError::BadLabel { label });
    }
    if ascii.len() > MAX_LABEL {
        return Err(HostError::LabelTooLong { label, len: ascii.len() });
    }
    Ok(ascii.into_owned())
}

/// No numeric or one-letter top-level domain exists (RFC 3696 § 2).
fn check_tld(labels: &[String]) -> Result<(), HostError> {
    let tld = labels.last().map(String::as_str).unwrap_or_default();
    let plausible = tld.len() >= 2 && (tld.starts_with("xn--") || tld.bytes().all(|b| b.is_ascii_lowercase()));
    if plausible { Ok(()) } else { Err(HostError::BadTld { tld: tld.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn host(input: &str) -> HostName {
        HostName::parse(input).unwrap_or_else(|error| panic!("{input:?}: {error}"))
    }

    fn error(input: &str) -> HostError {
        HostName::parse(input).expect_err(input)
    }

    #[test]
    fn any_top_level_domain_and_any_depth_will_do() {
        for input in ["ns1.eksempel.dk", "a.b.c.d.example.com", "example.museum", "r3---sn-5hn.example.net"] {
            assert_eq!(host(input).as_str(), input);
        }
        assert_eq!(host(" NS1.Eksempel.DK. ").as_str(), "ns1.eksempel.dk");
        assert_eq!(host("ns.例え.テスト").ascii(), "ns.xn--r8jz45g.xn--zckzah");
        assert_eq!(host("ns.xn--r8jz45g.xn--zckzah").unicode(), "ns.例え.テスト");
        assert_eq!(host("ns.faß.de").ascii(), "ns.xn--fa-hia.de", "as in IDNA2008, not fass.de");
    }

    #[test]
    fn subordinate_hosts_know_their_domain() {
        let domain = DomainName::parse("æble.dk").unwrap();
        for below in ["ns1.æble.dk", "a.b.æble.dk", "ns1.xn--ble-xla.dk", "æble.dk"] {
            assert_eq!(host(below).dk_parent().as_ref(), Some(&domain), "{below}");
        }
        for elsewhere in ["ns1.næble.dk", "ns1.bæble.dk", "ble.dk", "æble.dk.com", "xn--ble-xla.com"] {
            assert_ne!(host(elsewhere).dk_parent().as_ref(), Some(&domain), "{elsewhere}");
        }
        assert_eq!(host("ns1.example.com").dk_parent(), None);
        assert_eq!(HostName::from(domain.clone()), host("æble.dk"));
    }

    #[test]
    fn errors_say_what_is_wrong_and_where() {
        assert_eq!(error(" "), HostError::Empty);
        assert_eq!(error("."), HostError::Empty);
        assert_eq!(error("ns1"), HostError::TooFewLabels);
        assert_eq!(error("192.0.2.1"), HostError::IpAddress);
        assert_eq!(error("2001:db8::1"), HostError::IpAddress);
        assert_eq!(error("a..dk"), HostError::EmptyLabel { label: 2 });
        assert_eq!(error(".a.dk"), HostError::EmptyLabel { label: 1 });
        assert_eq!(error("ns_1.a.dk"), HostError::BadCharacter { character: '_', position: 3 });
        assert_eq!(error("æ.b c.dk"), HostError::BadCharacter { character: ' ', position: 4 });
        assert_eq!(error("a.-b.dk"), HostError::LeadingOrTrailingHyphen { label: 2 });
        assert_eq!(error("a.xn--zzzzzzz99999.com"), HostError::BadLabel { label: 2 });
        assert_eq!(error("a.b。c.com"), HostError::BadLabel { label: 2 });
        assert_eq!(error("a.b.c1"), HostError::BadTld { tld: "c1".to_owned() });
        assert_eq!(error("a.b.c"), HostError::BadTld { tld: "c".to_owned() });
        assert_eq!(error("1.2.3"), HostError::BadTld { tld: "3".to_owned() });
        assert_eq!(error("ns.ab--c.dk"), HostError::BadDkName(NameError::HyphensInPositions3And4));
        assert_eq!(error("ns.señor.dk"), HostError::BadDkName(NameError::BadCharacter { character: 'ñ', position: 3 }));
    }

    #[test]
    fn lengths_are_those_of_the_dns() {
        let label = "a".repeat(63);
        assert!(HostName::parse(&format!("{label}.com")).is_ok());
        assert_eq!(error(&format!("b.{label}a.com")), HostError::LabelTooLong { label: 2, len: 64 });
        let long = format!("{label}.{label}.{label}.{}.com", "a".repeat(57));
        assert_eq!(host(&long).ascii().len(), 253);
        assert_eq!(error(&format!("a{long}")), HostError::LabelTooLong { label: 1, len: 64 });
        assert_eq!(error(&format!("a.{long}")), HostError::TooLong { len: 255 });
        assert!(matches!(error(&format!("{}.com", "ø".repeat(5000))), HostError::LabelTooLong { label: 1, .. }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = HostName::parse(&input);
        }

        #[test]
        fn every_form_of_a_host_reads_as_the_host(input in "(\\PC{1,8}\\.){1,3}(dk|com|テスト|みんな)") {
            if let Ok(host) = HostName::parse(&input) {
                prop_assert_eq!(&HostName::parse(host.as_str()).unwrap(), &host);
                let from_ascii = HostName::parse(host.ascii()).unwrap();
                prop_assert_eq!((from_ascii.ascii(), from_ascii.unicode()), (host.ascii(), host.unicode()));
                prop_assert!(host.ascii().is_ascii() && host.ascii().len() <= MAX_NAME);
                prop_assert_eq!(host.dk_parent().is_some(), host.ascii().ends_with(".dk"));
            }
        }
    }
}
