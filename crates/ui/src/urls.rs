//! Every address in one place.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Sign in.
pub const LOGIN: &str = "/login";
/// Sign out (POST).
pub const LOGOUT: &str = "/logout";
/// Language and theme (POST).
pub const PREFERENCES: &str = "/preferences";
/// The user's own page.
pub const PROFILE: &str = "/profile";
/// The user's name (POST).
pub const PROFILE_NAME: &str = "/profile/name";
/// The user's language and theme (POST).
pub const PROFILE_LANGUAGE: &str = "/profile/language";
/// The user's password (POST).
pub const PROFILE_PASSWORD: &str = "/profile/password";
/// WHOIS search.
pub const SEARCH: &str = "/whois";
/// Register domain name.
pub const REGISTER: &str = "/whois/register";
/// Portfolio.
pub const PORTFOLIO: &str = "/portfolio";
/// Applications.
pub const APPLICATIONS: &str = "/applications";
/// Operations.
pub const OPERATIONS: &str = "/operations";
/// Messages.
pub const MESSAGES: &str = "/messages";
/// Prepaid account.
pub const PREPAID: &str = "/prepaid";
/// Networks that may use the portal.
pub const IP_WHITELIST: &str = "/administration/ip-whitelist";
/// Audit log.
pub const AUDIT_LOG: &str = "/administration/audit-log";
/// Who owns the registry's message queue.
pub const MESSAGE_QUEUE: &str = "/administration/message-queue";

/// The search for `query`.
pub fn search(query: &str) -> String {
    format!("{SEARCH}?q={}", encoded(query))
}

/// A domain's page.
pub fn domain(name: &str) -> String {
    format!("/whois/domains/{}", encoded(name))
}

/// A contact's page.
pub fn contact(handle: &str) -> String {
    format!("/whois/contacts/{}", encoded(handle))
}

/// A name server's page.
pub fn host(name: &str) -> String {
    format!("/whois/hosts/{}", encoded(name))
}

/// The registration form with a name filled in.
pub fn register(name: &str) -> String {
    format!("{REGISTER}?domain_name={}", encoded(name))
}

/// An operation's page.
pub fn operation(id: &str) -> String {
    format!("{OPERATIONS}/{}", encoded(id))
}

/// Renewing a domain.
pub fn renew(name: &str) -> String {
    format!("{}/renew", domain(name))
}

/// An operation's progress as server-sent events, for the script.
pub fn operation_events(id: &str) -> String {
    format!("{}/events", operation(id))
}

/// What a person decides about an operation (POST).
pub fn operation_decision(id: &str) -> String {
    format!("{}/decision", operation(id))
}

/// Every operation on an object.
pub fn operations_on(object: &str) -> String {
    with_query(OPERATIONS, &[("object", object)])
}

/// A message's page.
pub fn message(id: i64) -> String {
    format!("{MESSAGES}/{id}")
}

/// Marks a message as handled (POST).
pub fn message_handled(id: i64) -> String {
    format!("{MESSAGES}/{id}/handled")
}

/// Takes a network off the allowlist (POST).
pub fn ip_whitelist_remove(id: i64) -> String {
    format!("{IP_WHITELIST}/{id}/remove")
}

/// `path` with the query `pairs`, empty values left out.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut url = path.to_owned();
    let mut mark = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        // Writing to a string cannot fail.
        let _ = write!(url, "{mark}{name}={}", encoded(value));
        mark = '&';
    }
    url
}

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encoding of everything but RFC 3986's unreserved characters; what needs none is written as it is, without a copy.
pub fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_encoded() {
        assert_eq!(domain("blåbær.dk"), "/whois/domains/bl%C3%A5b%C3%A6r.dk");
        assert_eq!(
            with_query("/portfolio", &[("q", "a b"), ("status", ""), ("page", "2")]),
            "/portfolio?q=a%20b&page=2"
        );
    }

    #[test]
    fn only_unreserved_characters_stay() {
        let ascii: String = (0..128u8).map(char::from).collect();
        let stay = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
        assert_eq!(
            ascii.chars().filter(|c| encoded(&c.to_string()).to_string() == c.to_string()).collect::<String>(),
            stay
        );
        assert_eq!(encoded("\0%/+\u{7f}").to_string(), "%00%25%2F%2B%7F");
        assert_eq!(encoded("").to_string(), "");
    }
}
