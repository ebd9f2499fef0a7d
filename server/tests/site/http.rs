//! The whole site in this process, with a browser that keeps cookies and knows the form tokens.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use futures_util::StreamExt;
use server::auth::csrf;
use server::clock::Clock;
use server::seal::SecretKey;
use server::state::App;
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    app: App,
    cookies: BTreeMap<String, String>,
    address: SocketAddr,
    headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Page {
    /// Status.
    pub status: StatusCode,
    /// Where a 303 leads.
    pub location: String,
    /// Content.
    pub body: String,
    /// All headers.
    pub headers: axum::http::HeaderMap,
}

/// An open event stream.
pub struct Events(BodyDataStream);

impl Events {
    /// The next event's data, which must come within 5 s; none where the stream ends instead.
    pub async fn next(&mut self) -> Option<String> {
        let within = Duration::from_secs(5);
        loop {
            let bytes = tokio::time::timeout(within, self.0.next()).await;
            let bytes = bytes.unwrap_or_else(|_| panic!("nothing was told in 5 s"))?.unwrap();
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            // Between events there may be a comment that keeps the connection.
            if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data:")) {
                return Some(data.trim().to_owned());
            }
        }
    }
}

impl Page {
    /// Panics with the page unless it has `status`.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "to {:?}: {}", self.location, self.body);
        self
    }

    /// Panics with the page unless it says `words`.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.body.contains(words), "{words:?} is missing in: {}", self.body);
        self
    }

    /// Panics with the page if it says `words`.
    #[track_caller]
    pub fn says_not(self, words: &str) -> Self {
        assert!(!self.body.contains(words), "{words:?} stands in: {}", self.body);
        self
    }
}

impl Page {
    /// The hidden fields of its forms, in their order, without the session's token.
    pub fn hidden(&self) -> Vec<(String, String)> {
        let attribute = |tag: &str, name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            let value = rest.split_once('"')?.0;
            Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        };
        let tags = self.body.split("<input ").skip(1).filter_map(|rest| rest.split_once('>'));
        let hidden = tags.map(|(tag, _)| format!(" {tag}")).filter(|tag| tag.contains(" type=\"hidden\""));
        let fields = hidden.filter_map(|tag| Some((attribute(&tag, "name")?, attribute(&tag, "value")?)));
        fields.filter(|(name, _)| name != "csrf_token").collect()
    }
}

impl Browser {
    /// A browser at 127.0.0.1 without cookies.
    pub fn new(router: Router, app: App) -> Self {
        Self { router, app, cookies: BTreeMap::new(), address: ([127, 0, 0, 1], 40_000).into(), headers: Vec::new() }
    }

    /// The same at another address.
    pub fn at(mut self, address: &str) -> Self {
        self.address = SocketAddr::new(address.parse().unwrap(), 40_000);
        self
    }

    /// Sends a header with every request.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Signs in with the demo password; panics unless that works.
    pub async fn signed_in(mut self, email: &str) -> Self {
        let page = self.sign_in(email, "demo-Password-1").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        self
    }

    /// Tries to sign in.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Page {
        self.get("/login").await;
        self.post("/login", &[("email", email), ("password", password)]).await
    }

    /// The cookies, by name.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Sends a form, with this browser's token.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token();
        self.post_with_token(path, fields, &token).await
    }

    /// Sends a form with `token`.
    pub async fn post_with_token(&mut self, path: &str, fields: &[(&str, &str)], token: &str) -> Page {
        let mut pairs = fields.to_vec();
        pairs.push(("csrf_token", token));
        let body = serde_urlencoded::to_string(&pairs).unwrap();
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// A good token for this browser.
    pub fn token(&self) -> String {
        let binding = self.cookies.get("birk_session").or_else(|| self.cookies.get("birk_guest"));
        csrf::token(key(&self.app), clock(&self.app), binding.map_or("", String::as_str))
    }

    /// Opens an event stream; none where the server has nothing to tell.
    pub async fn follow(&mut self, path: &str) -> Option<Events> {
        let request = Request::get(path).header(header::ACCEPT, "text/event-stream").body(Body::empty()).unwrap();
        let response = self.answer(request).await;
        match response.status() {
            StatusCode::NO_CONTENT => None,
            StatusCode::OK => Some(Events(response.into_body().into_data_stream())),
            other => panic!("{path}: {other}"),
        }
    }

    /// Sends any request with this browser's cookies and address.
    pub async fn send(&mut self, request: Request<Body>) -> Page {
        let response = self.answer(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 8 << 20).await.unwrap();
        let location = parts.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        Page {
            status: parts.status,
            location: location.unwrap_or_default(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
        }
    }

    async fn answer(&mut self, mut request: Request<Body>) -> Response<Body> {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        for (name, value) in &self.headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.keep_cookies(&response);
        response
    }

    fn keep_cookies(&mut self, response: &Response<Body>) {
        for line in response.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let gone = value.is_empty() || line.contains("Max-Age=0");
            if gone {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn key(app: &App) -> &SecretKey {
    &app.key
}

fn clock(app: &App) -> &Clock {
    &app.clock
}
