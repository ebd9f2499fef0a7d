//! Strangers: their language, their theme, and a cookie that their forms' tokens are bound to.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use time::Duration;
use tower_sessions::Session;
use ui::{Environment as Shown, Lang, Theme, Viewer};

use crate::auth::csrf;
use crate::config::Environment;
use crate::state::App;
use crate::viewer::{theme_of, theme_word};

const GUEST: &str = "birk_guest";
const LANG: &str = "birk_lang";
const THEME: &str = "birk_theme";

/// What the forms of this browser are bound to, and the cookie to set where there was none yet.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The session's id, or the stranger's cookie.
    pub value: String,
    /// The cookie to set.
    fresh: Option<Cookie<'static>>,
}

impl Binding {
    /// The binding of a browser: its session where somebody signed in, its guest cookie otherwise.
    pub fn new(app: &App, session: &Session, signed_in: bool, headers: &HeaderMap) -> Self {
        if let Some(id) = session.id().filter(|_| signed_in) {
            return Self { value: id.to_string(), fresh: None };
        }
        let name = cookie_name(GUEST, app.over_tls);
        if let Some(cookie) = CookieJar::from_headers(headers).get(&name).filter(|cookie| cookie.value().len() == 22) {
            return Self { value: cookie.value().to_owned(), fresh: None };
        }
        let value = URL_SAFE_NO_PAD.encode(app.clock.random::<16>());
        Self { fresh: Some(cookie(name, value.clone(), app.over_tls)), value }
    }

    /// Sets the guest cookie where it is new.
    pub fn set_on(self, response: &mut Response) {
        if let Some(cookie) = self.fresh {
            add_cookie(response, &cookie);
        }
    }
}

/// The viewer of a page nobody is signed in for.
pub fn viewer(app: &App, headers: &HeaderMap, path: &str, binding: &Binding) -> Viewer {
    let jar = CookieJar::from_headers(headers);
    let lang = jar.get(LANG).and_then(|cookie| Lang::from_code(cookie.value())).unwrap_or_else(|| preferred(headers));
    Viewer {
        lang,
        theme: jar.get(THEME).map_or(Theme::System, |cookie| theme_of(cookie.value())),
        user: None,
        environment: match app.environment {
            Environment::Sandbox => Shown::Sandbox,
            Environment::Production => Shown::Production,
        },
        sandbox_control_url: app.sandbox_control_url.clone(),
        balance: None,
        nav: Vec::new(),
        path: path.to_owned(),
        csrf: csrf::token(&app.key, &app.clock, &binding.value),
        flash: None,
        now: app.clock.now(),
        draft_restored: false,
    }
}

/// Remembers language and theme in this browser, for the pages before the sign-in.
pub fn remember(response: &mut Response, lang: Lang, theme: Theme, over_tls: bool) {
    for (name, value) in [(LANG, lang.code()), (THEME, theme_word(theme))] {
        let mut cookie = cookie(name.to_owned(), value.to_owned(), over_tls);
        cookie.set_max_age(Duration::days(365));
        add_cookie(response, &cookie);
    }
}

/// A cookie's full name: under TLS the browser itself makes sure that only this host over TLS has set it.
pub fn cookie_name(name: &str, over_tls: bool) -> String {
    if over_tls { format!("__Host-{name}") } else { name.to_owned() }
}

fn cookie(name: String, value: String, over_tls: bool) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").same_site(SameSite::Lax).http_only(true).secure(over_tls).build()
}

fn add_cookie(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Danish where the browser asks for it before English; the registry is Danish, so it is also the default.
fn preferred(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted
        .split(',')
        .filter_map(|part| Lang::from_code(part.split([';', '-']).next().unwrap_or_default().trim()))
        .next()
        .unwrap_or(if accepted.is_empty() { Lang::Da } else { Lang::En })
}
