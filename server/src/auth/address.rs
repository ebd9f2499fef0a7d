//! The client's real address.

use std::net::IpAddr;

use axum::http::HeaderMap;

use crate::config::Networks;

/// The address of the client behind any trusted proxies: from the right of `X-Forwarded-For`, the first hop that is not a
/// trusted proxy itself. Without a trusted peer the header is ignored: anybody can send it.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &Networks) -> IpAddr {
    let mut address = peer.to_canonical();
    if !trusted.contain(address) {
        return address;
    }
    let hops = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>();
    for hop in hops.iter().rev().flat_map(|line| line.rsplit(',')) {
        // A hop that is not an address breaks the chain of trust: stay with the last one known.
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { return address };
        address = hop.to_canonical();
        if !trusted.contain(address) {
            return address;
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let trusted = Networks(vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_str(line).unwrap());
        }
        client_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn the_header_counts_only_from_a_trusted_peer() {
        assert_eq!(seen("203.0.113.9", &["192.0.2.1"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(seen("::ffff:10.0.0.1", &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(seen("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_a_client_puts_in_front_is_not_believed() {
        assert_eq!(seen("10.0.0.1", &["127.0.0.1, 192.0.2.1, 10.9.9.9"]), "192.0.2.1");
        assert_eq!(seen("10.0.0.1", &["127.0.0.1", "192.0.2.1"]), "192.0.2.1");
        assert_eq!(seen("10.0.0.1", &["192.0.2.1, unknown"]), "10.0.0.1");
        assert_eq!(seen("fd00::1", &["2001:db8::7"]), "2001:db8::7");
    }
}
