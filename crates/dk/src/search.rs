//! What people paste into a search box.

use crate::handle::{Handle, HandleError, RegistrarHandle};
use crate::host::{HostError, HostName};
use crate::name::{DomainName, NameError, normalize};

/// One thing to look up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SearchTerm {
    /// A domain name.
    Domain(DomainName),
    /// A host, such as a name server.
    Host(HostName),
    /// A contact.
    Contact(Handle),
    /// A registrar account.
    Registrar(RegistrarHandle),
    /// None of these.
    Invalid {
        /// What was given.
        input: String,
        /// Why it is none of them.
        error: SearchError,
    },
}

/// Why a text cannot be looked up: the error of what it most resembles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// Nothing was given.
    #[error("there is nothing to search for")]
    Empty,
    /// It resembles a `.dk` name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// It resembles a host name.
    #[error(transparent)]
    Host(#[from] HostError),
    /// It resembles a handle.
    #[error(transparent)]
    Handle(#[from] HandleError),
}

impl SearchTerm {
    /// Finds out what is meant:
    ///
    /// - `REG-100001` is a registrar account, `ABC123-DK` without a dot a contact;
    /// - `eksempel` and `eksempel.dk` are a domain name, and so is `www.eksempel.dk`;
    /// - `ns1.eksempel.dk` and `ns1.example.com` are a host;
    /// - of a web address (`https://www.eksempel.dk/side`) or an e-mail address, the `.dk` domain name counts.
    pub fn parse(input: &str) -> Self {
        Self::classify(input).unwrap_or_else(|error| Self::Invalid { input: input.trim().to_owned(), error })
    }

    fn classify(input: &str) -> Result<Self, SearchError> {
        let text = strip_quotes(input);
        if text.parse::<std::net::IpAddr>().is_ok() {
            return Err(HostError::IpAddress.into());
        }
        let (name, is_address) = strip_address(text);
        let name = normalize(name);
        let name = name.strip_suffix('.').unwrap_or(&name);
        if name.is_empty() {
            return Err(SearchError::Empty);
        }
        if !name.contains('.') {
            return without_dot(name);
        }
        let Some(before) = name.strip_suffix(".dk") else {
            return Ok(Self::Host(HostName::parse(name)?));
        };
        let Some((_, registrable)) = before.rsplit_once('.') else {
            return Ok(Self::Domain(DomainName::parse(name)?));
        };
        let host = HostName::parse(name)?;
        if is_address || before.strip_prefix("www.") == Some(registrable) {
            return Ok(Self::Domain(DomainName::from_label(registrable)?));
        }
        Ok(Self::Host(host))
    }

    /// Whether it is something to look up.
    pub const fn is_valid(&self) -> bool {
        !matches!(self, Self::Invalid { .. })
    }
}

/// What is looked up, in its canonical form; or the input, as it was.
impl std::fmt::Display for SearchTerm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Domain(name) => name.as_str(),
            Self::Host(name) => name.as_str(),
            Self::Contact(handle) => handle.as_str(),
            Self::Registrar(handle) => handle.as_str(),
            Self::Invalid { input, .. } => input,
        })
    }
}

/// Splits a list at white space, commas and semicolons. Returns the first `limit` different terms in their order, and
/// how many different ones had to be dropped beyond that.
pub fn split_terms(input: &str, limit: usize) -> (Vec<SearchTerm>, usize) {
    let mut seen = std::collections::HashSet::new();
    let mut terms = Vec::new();
    let mut dropped = 0;
    for part in input.split(is_separator).filter(|part| !part.is_empty()) {
        let term = SearchTerm::parse(part);
        let empty = matches!(term, SearchTerm::Invalid { error: SearchError::Empty, .. });
        if empty || !seen.insert(term.clone()) {
            continue;
        }
        if terms.len() < limit {
            terms.push(term);
        } else {
            dropped += 1;
        }
    }
    (terms, dropped)
}

/// White space, commas, semicolons, and the invisible characters that copying brings along.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '\u{200B}' | '\u{FEFF}')
}

/// A text that resembles a handle but is none may still be a name: `min-butik-dk` stands for `min-butik-dk.dk`.
fn without_dot(name: &str) -> Result<SearchTerm, SearchError> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if name.strip_prefix("reg-").is_some_and(is_number) {
        return Ok(SearchTerm::Registrar(RegistrarHandle::parse(name)?));
    }
    if name.ends_with("-dk") {
        return match (Handle::parse(name), DomainName::from_label(name)) {
            (Ok(handle), _) => Ok(SearchTerm::Contact(handle)),
            (Err(_), Ok(domain)) => Ok(SearchTerm::Domain(domain)),
            (Err(error), Err(_)) => Err(error.into()),
        };
    }
    Ok(SearchTerm::Domain(DomainName::from_label(name)?))
}

fn strip_quotes(input: &str) -> &str {
    input.trim().trim_matches(['"', '\'', '<', '>', '(', ')', '[', ']', '«', '»', '“', '”', '„'])
}

/// Reduces a web or e-mail address to its host, and says whether it was one.
fn strip_address(text: &str) -> (&str, bool) {
    let mut is_address = false;
    let mut rest = text;
    if let Some((scheme, after)) = rest.split_once("://")
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        rest = after;
        is_address = true;
    }
    for prefix in ["mailto:", "MAILTO:", "//"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    if let Some(end) = rest.find(['/', '?', '#']) {
        rest = rest.get(..end).unwrap_or(rest);
        is_address = true;
    }
    if let Some((_, host)) = rest.rsplit_once('@') {
        rest = host;
        is_address = true;
    }
    if let Some((host, port)) = rest.rsplit_once(':')
        && !port.is_empty()
        && port.bytes().all(|b| b.is_ascii_digit())
    {
        rest = host;
        is_address = true;
    }
    (rest, is_address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The kind and the canonical form of what was recognised.
    fn found(input: &str) -> String {
        let term = SearchTerm::parse(input);
        let kind = match &term {
            SearchTerm::Domain(_) => "domain",
            SearchTerm::Host(_) => "host",
            SearchTerm::Contact(_) => "contact",
            SearchTerm::Registrar(_) => "registrar",
            SearchTerm::Invalid { error, .. } => return format!("invalid: {error}"),
        };
        format!("{kind} {term}")
    }

    #[test]
    fn names_handles_and_hosts_are_told_apart() {
        for (input, expected) in [
            ("eksempel.dk", "domain eksempel.dk"),
            ("EKSEMPEL", "domain eksempel.dk"),
            ("æøåöäüé", "domain æøåöäüé.dk"),
            ("xn--4cabco7dk5a", "domain æøåöäüé.dk"),
            ("www.eksempel.dk", "domain eksempel.dk"),
            ("ns1.eksempel.dk", "host ns1.eksempel.dk"),
            ("www.shop.eksempel.dk", "host www.shop.eksempel.dk"),
            ("example.com", "host example.com"),
            ("dkhm1-dk", "contact DKHM1-DK"),
            ("dkhm1-dk.dk", "domain dkhm1-dk.dk"),
            ("min-butik-dk", "domain min-butik-dk.dk"),
            ("reg-100001", "registrar REG-100001"),
            ("reg-nskab", "domain reg-nskab.dk"),
        ] {
            assert_eq!(found(input), expected, "{input:?}");
        }
    }

    #[test]
    fn pasted_addresses_are_reduced_to_their_domain() {
        for input in [
            "https://www.eksempel.dk/side?x=1#y",
            "http://eksempel.dk",
            "HTTPS://shop.eksempel.dk:8443/",
            "https://user:pass@eksempel.dk/",
            "mailto:info@eksempel.dk",
            "info@mail.eksempel.dk",
            "eksempel.dk/side",
            "//eksempel.dk/",
            "\"eksempel.dk\"",
            "<info@eksempel.dk>",
            "(eksempel.dk)",
            "eksempel.dk.",
        ] {
            assert_eq!(found(input), "domain eksempel.dk", "{input:?}");
        }
        assert_eq!(found("https://ns.example.com/"), "host ns.example.com");
    }

    #[test]
    fn the_error_is_that_of_what_it_most_resembles() {
        let error = |input: &str| match SearchTerm::parse(input) {
            SearchTerm::Invalid { error, .. } => error,
            term => panic!("{input:?} is {term:?}"),
        };
        assert_eq!(error(" "), SearchError::Empty);
        assert_eq!(error("https://"), SearchError::Empty);
        assert_eq!(error("-a.dk"), NameError::LeadingOrTrailingHyphen.into());
        assert_eq!(error("a_b"), NameError::BadCharacter { character: '_', position: 2 }.into());
        assert_eq!(error("192.0.2.1"), HostError::IpAddress.into());
        assert_eq!(error("2001:db8::1"), HostError::IpAddress.into());
        assert_eq!(error("reg-123"), HandleError::NotSixDigits.into());
        assert_eq!(error("a_b-dk"), HandleError::BadCharacter { character: '_', position: 2 }.into());
        assert_eq!(error("ns_1.example.com"), HostError::BadCharacter { character: '_', position: 3 }.into());
    }

    #[test]
    fn lists_are_split_deduplicated_and_cut() {
        let (terms, dropped) = split_terms("b.dk, a.dk;B.dk\n\tb\u{200B}REG-100001,,  c.dk d.dk", 3);
        let terms: Vec<String> = terms.iter().map(ToString::to_string).collect();
        assert_eq!(terms, ["b.dk", "a.dk", "REG-100001"]);
        assert_eq!(dropped, 2);
        assert_eq!(split_terms(" ,; \n", 10), (Vec::new(), 0));
    }

    #[test]
    fn wrong_terms_stay_in_the_list() {
        let (terms, _) = split_terms("a.dk -b.dk", 10);
        assert!(terms.iter().map(SearchTerm::is_valid).eq([true, false]));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>(), limit in 0usize..5) {
            let (terms, _) = split_terms(&input, limit);
            prop_assert!(terms.len() <= limit);
        }

        #[test]
        fn what_was_recognised_is_recognised_again(input in "(https?://|mailto:|)[a-zæ0-9@:/._-]{1,20}(\\.dk|-dk|\\.com|)") {
            let term = SearchTerm::parse(&input);
            if term.is_valid() {
                prop_assert_eq!(SearchTerm::parse(&term.to_string()), term);
            }
        }
    }
}
