//! Host names: name servers, under any top-level domain.

use std::cmp::Ordering;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::name::{DomainName, MAX_LABEL, NameError, normalize};
use crate::text::text_value;

/// The longest host name in octets, without the trailing dot (RFC 1035 § 2.3.4; the registry's limit is 255).
pub const MAX_NAME: usize = 253;

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

    /// Whether the host is subordinate to the domain (RFC 5732 § 1): its name lies below, or is, the domain's name.
    pub fn is_below(&self, domain: &DomainName) -> bool {
        match self.ascii.strip_suffix(domain.ascii()) {
            Some(rest) => rest.is_empty() || rest.ends_with('.'),
            None => false,
        }
    }

    /// The `.dk` domain the host is subordinate to, or `None` under another top-level domain.
    pub fn dk_parent(&self) -> Option<DomainName> {
        registrable_dk(&self.unicode).and_then(|name| DomainName::parse(name).ok())
    }

    /// The top-level domain in A-label form.
    pub fn tld(&self) -> &str {
        self.ascii.rsplit('.').next().unwrap_or_default()
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
