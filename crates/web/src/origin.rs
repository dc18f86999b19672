//! Where a request came from: its own address as clients see it, the client's address, and whether a page elsewhere sent it.
use crate::shared::Origins;
use actix_web::{
    HttpRequest,
    http::header::{self, HeaderValue},
};
use std::net::{IpAddr, Ipv4Addr};

impl Origins {
    fn behind_proxy(&self, req: &HttpRequest) -> bool {
        req.peer_addr().is_some_and(|peer| self.trusts(&peer.ip()))
    }
    fn trusts(&self, address: &IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(&address.to_canonical()))
    }
    /// The server's own origin as this client sees it: `https://app.example.com`.
    pub fn own(&self, req: &HttpRequest) -> String {
        if let Some(url) = &self.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        if self.behind_proxy(req) {
            let info = req.connection_info();
            return format!("{}://{}", info.scheme(), info.host());
        }
        let host = header_text(req, header::HOST).unwrap_or("localhost");
        format!("{}://{host}", if req.app_config().secure() { "https" } else { "http" })
    }
    /// The client's address, by the nearest proxy that is believed.
    pub fn client(&self, req: &HttpRequest) -> IpAddr {
        let peer = req.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        if !self.behind_proxy(req) {
            return peer;
        }
        let hops = req.headers().get("X-Forwarded-For").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let mut named = hops.rsplit(',').map(str::trim).filter_map(|hop| hop.parse().ok());
        named.find(|hop| !self.trusts(hop)).unwrap_or(peer)
    }
    /// What the browser says about the page that sent this.
    pub fn sender(&self, req: &HttpRequest) -> Sender {
        let origin = header_text(req, header::ORIGIN);
        let trusted = origin.is_some_and(|origin| self.trusted.iter().any(|t| t == origin));
        if trusted {
            return Sender::Own;
        }
        // The Fetch Metadata specification: "none" is a person's own doing, such as the address bar.
        match (req.headers().get("Sec-Fetch-Site").map(HeaderValue::as_bytes), origin) {
            (Some(b"same-origin" | b"none"), _) => Sender::Own,
            (Some(_), _) => Sender::Foreign,
            (None, Some(origin)) if origin == self.own(req) => Sender::Own,
            (None, Some(_)) => Sender::Foreign,
            (None, None) => Sender::Unknown,
        }
    }
}

/// Whose page sent a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// Ours, or one that is trusted.
    Own,
    /// Somebody else's.
    Foreign,
    /// The browser does not say.
    Unknown,
}

/// A header as text; `None` when it is absent or not text.
pub(crate) fn header_text(req: &HttpRequest, name: header::HeaderName) -> Option<&str> {
    req.headers().get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_page_elsewhere_is_told_from_our_own() {
        let origins = Origins { trusted: vec!["https://app.example.com".into()], ..Origins::default() };
        let check = |headers: &[(&'static str, &'static str)], want: Sender| {
            let mut req = TestRequest::default().insert_header(("Host", "meats.example"));
            for header in headers {
                req = req.insert_header(*header);
            }
            assert_eq!(origins.sender(&req.to_http_request()), want, "{headers:?}");
        };
        check(&[], Sender::Unknown);
        check(&[("Sec-Fetch-Site", "same-origin")], Sender::Own);
        check(&[("Sec-Fetch-Site", "same-origin"), ("Origin", "http://meats.example")], Sender::Own);
        check(&[("Sec-Fetch-Site", "cross-site")], Sender::Foreign);
        check(&[("Sec-Fetch-Site", "same-site")], Sender::Foreign);
        check(&[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://app.example.com")], Sender::Own);
        check(&[("Origin", "http://meats.example")], Sender::Own);
        check(&[("Origin", "http://evil.example")], Sender::Foreign);
        check(&[("Origin", "null")], Sender::Foreign);
    }

    #[test]
    fn forwarded_addresses_are_believed_of_known_proxies_alone() {
        let origins =
            Origins { trusted_proxies: vec!["10.0.0.0/8".parse().expect("a network")], ..Origins::default() };
        let client = |peer: &str| {
            let peer = peer.parse().expect("an address");
            let req = TestRequest::default()
                .peer_addr(peer)
                .insert_header(("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.0.0.1"));
            origins.client(&req.to_http_request()).to_string()
        };
        assert_eq!(client("10.0.0.1:80"), "203.0.113.9");
        assert_eq!(client("[::ffff:10.0.0.1]:80"), "203.0.113.9", "the same proxy by its other name");
        assert_eq!(client("198.51.100.7:80"), "198.51.100.7");
    }
}
