//! As much of a browser as measuring needs: one connection, cookies, no cache.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use axum::body::Body;
use axum::body::Bytes;
use axum::http::{Request, Response, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// Who is measured.
const USER: &str = "all@nordisk.example";
const PASSWORD: &str = "demo-Password-1";

#[derive(Clone)]
pub struct Browser {
    client: Client<HttpConnector, Body>,
    base: String,
    cookies: BTreeMap<String, String>,
    /// The session's token for forms.
    token: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, base: base.to_owned(), cookies: BTreeMap::new(), token: String::new() }
    }

    /// Opens a page and reads it whole.
    pub async fn get(&mut self, path: &str) -> Result<Bytes> {
        let request = self.request("GET", path).header(header::ACCEPT, "text/html").body(Body::empty())?;
        self.send(request).await.map(|(_, bytes)| bytes)
    }

    /// Bytes of the body as a browser would transfer it: compressed.
    pub async fn transferred(&mut self, path: &str) -> Result<usize> {
        let request = self.request("GET", path).header(header::ACCEPT_ENCODING, "gzip, br").body(Body::empty())?;
        self.send(request).await.map(|(_, bytes)| bytes.len())
    }

    /// Signs in; gives the time of the form's answer.
    pub async fn sign_in(&mut self) -> Result<Duration> {
        self.take_token("/login").await?;
        let fields = [("email", USER.to_owned()), ("password", PASSWORD.to_owned())];
        let began = Instant::now();
        self.post("/login", &fields).await?;
        let took = began.elapsed();
        self.take_token("/profile").await?;
        Ok(took)
    }

    /// Sends a form of the session; gives the path that it leads to.
    pub async fn post(&mut self, path: &str, fields: &[(&str, String)]) -> Result<String> {
        let token = ("csrf_token", self.token.clone());
        let body = serde_urlencoded::to_string(fields.iter().chain([&token]).collect::<Vec<_>>())?;
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))?;
        let (response, _) = self.send(request).await?;
        ensure!(response.status().as_u16() == 303, "{path} answered {}", response.status());
        let to = response.headers().get(header::LOCATION).context("no location")?;
        Ok(to.to_str()?.to_owned())
    }

    async fn take_token(&mut self, path: &str) -> Result<()> {
        let page = self.get(path).await?;
        let page = String::from_utf8_lossy(&page).into_owned();
        let token = page.split("name=\"csrf_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        self.token = token.context("no token")?.to_owned();
        Ok(())
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder().method(method).uri(format!("{}{path}", self.base)).header(header::COOKIE, cookies.join("; "))
    }

    async fn send(&mut self, request: Request<Body>) -> Result<(Response<()>, Bytes)> {
        let (parts, body) = self.client.request(request).await?.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str()?.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.context("cookie")?;
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = axum::body::to_bytes(Body::new(body), usize::MAX).await?;
        let response = Response::from_parts(parts, ());
        ensure!(response.status().as_u16() < 400, "{} answered", response.status());
        Ok((response, bytes))
    }
}
