//! The access layer: runs before every handler, decides by the feature's row, and turns failures into pages.

use std::net::{IpAddr, SocketAddr};

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_sessions::Session;
use ui::{Fields, Lang, Viewer};

use crate::access::{AtRegistry, FRESH_FOR_MINUTES, Row, TABLE, Verb, Who as Whom};
use crate::audit::Acting;
use crate::auth::address::client_address;
use crate::auth::csrf;
use crate::auth::session::{self, DRAFTS_FOR, SignIn, Standing};
use crate::context::{Admitted, Carried, take_flash};
use crate::db::Tx;
use crate::registry::order::FormKey;
use crate::respond::{self, Failed, PageError};
use crate::state::App;
use crate::viewer::{self, Found, Who};
use crate::{draft, failure, guest};

/// Largest form, in bytes: 500 pasted names or a registration with a long list, many times over.
pub const LARGEST_FORM: usize = 256 * 1024;

/// Where the request stands after looking at session, address and roles.
enum Gate {
    /// Go on.
    Open(Option<(Box<Who>, Option<Tx>)>),
    /// Sign in (again) first; what was typed may be kept for this session.
    SignIn(Option<SignIn>),
}

/// A request that ends before its handler.
struct Broken {
    viewer: Box<Viewer>,
    error: PageError,
    /// Who it was, where that is known.
    acting: Option<Acting>,
}

impl Broken {
    fn new(viewer: &Viewer, error: impl Into<PageError>) -> Self {
        Self { viewer: Box::new(viewer.clone()), error: error.into(), acting: None }
    }

    fn by(self, acting: Option<Acting>) -> Self {
        Self { acting, ..self }
    }
}

/// Middleware of every route: admits by `row` or answers itself.
pub async fn admit(
    State((app, row)): State<(App, &'static Row)>,
    session: Session,
    request: Request,
    next: Next,
) -> Response {
    let address = address_of(&app, &request);
    let path = path_of(&request);
    let mut response = match guarded(&app, row, session, address, request, next).await {
        Ok(response) => response,
        Err(Broken { viewer, error, acting }) => failed(&app, row, &path, acting, *viewer, &error).await,
    };
    respond::guard(&mut response, app.over_tls);
    response
}

async fn guarded(
    app: &App,
    row: &'static Row,
    session: Session,
    address: IpAddr,
    request: Request,
    next: Next,
) -> Result<Response, Broken> {
    let path = path_of(&request);
    let (mut parts, body) = request.into_parts();
    let signed_in = session::read(&session).await;
    let binding = guest::Binding::new(app, &session, matches!(signed_in, Ok(Some(_))), &parts.headers);
    let mut viewer = guest::viewer(app, &parts.headers, &path, &binding);
    let signed_in = signed_in.map_err(|error| Broken::new(&viewer, error))?;
    let gate = gate(app, row, &session, signed_in, address, &viewer).await?;
    let posted = if row.method == Verb::Post { Some(read_form(&parts.headers, body).await) } else { None };
    let (who, tx) = match gate {
        Gate::Open(Some((who, tx))) => (Some(*who), tx),
        Gate::Open(None) => (None, None),
        Gate::SignIn(past) => {
            let fields = posted
                .and_then(Result::ok)
                .filter(|fields| csrf::is_valid(&app.key, &binding.value, fields.get(csrf::FIELD)));
            return sign_in_first(app, row, past, &path, fields).await.map_err(|error| Broken::new(&viewer, error));
        }
    };
    if let Some(who) = &who {
        viewer = signed_in_viewer(app, who, viewer, row);
    }
    let acting = who.as_ref().map(|who| Acting::new(who, address, row));
    let fields = checked(app, &binding, posted).map_err(|error| Broken::new(&viewer, error).by(acting.clone()))?;
    if wants_page(&parts.method, &parts.headers) {
        viewer.flash = take_flash(&session).await.map_err(|error| Broken::new(&viewer, error))?;
    }
    let shown = viewer.clone();
    let feature = row.name;
    parts.extensions.insert(Carried::new(Admitted { feature, viewer, who, address, fields, session, tx }));
    let mut response = next.run(Request::from_parts(parts, Body::empty())).await;
    if let Some(Failed(error)) = response.extensions_mut().remove::<Failed>() {
        response = failed(app, row, &path, acting, shown, &error).await;
    }
    if row.path == "/login" || row.path == "/preferences" {
        binding.set_on(&mut response);
    }
    Ok(response)
}

/// The page of a failure, and its line in the audit log where there is one to write.
async fn failed(
    app: &App,
    row: &Row,
    path: &str,
    acting: Option<Acting>,
    viewer: Viewer,
    error: &PageError,
) -> Response {
    if let Some(acting) = acting {
        acting.ended(&app.db, row, path, error).await;
    }
    failure::page(viewer, error)
}

/// The posted fields, where the form is one of ours.
fn checked(
    app: &App,
    binding: &guest::Binding,
    posted: Option<Result<Fields, PageError>>,
) -> Result<Fields, PageError> {
    let Some(fields) = posted.transpose()? else { return Ok(Fields::default()) };
    if csrf::is_valid(&app.key, &binding.value, fields.get(csrf::FIELD)) {
        Ok(fields)
    } else {
        Err(PageError::ForgedForm)
    }
}

/// Session, user, address, roles, freshness: in this order.
async fn gate(
    app: &App,
    row: &Row,
    session: &Session,
    signed_in: Option<SignIn>,
    address: IpAddr,
    stranger: &Viewer,
) -> Result<Gate, Broken> {
    let plain = |error: PageError| Broken::new(stranger, error);
    let refused = |acting: Acting, lang: Lang, error: PageError| {
        Broken::new(&Viewer { lang, ..stranger.clone() }, error).by(Some(acting))
    };
    let now = app.clock.now();
    let sign_in = match app.limits.standing(signed_in, now) {
        Standing::Good(sign_in) => sign_in,
        _ if row.who == Whom::Anyone => return Ok(Gate::Open(None)),
        Standing::Over(past) => {
            return Ok(Gate::SignIn(Some(past).filter(|past| now - past.seen <= app.limits.idle + DRAFTS_FOR)));
        }
        Standing::None => return Ok(Gate::SignIn(None)),
    };
    let mut tx = app.db.reading(sign_in.account).await.map_err(|error| plain(error.into()))?;
    let who = match viewer::read(&mut tx, &sign_in, address).await.map_err(|error| plain(error.into()))? {
        Found::Welcome(who) => who,
        _ if row.who == Whom::Anyone => return Ok(Gate::Open(None)),
        Found::AddressRefused { lang, email } => {
            let acting = Acting { account: sign_in.account, user: sign_in.user, email, address, action: row.name };
            return Err(refused(acting, lang, PageError::AddressRefused(address)));
        }
        Found::Over => return Ok(Gate::SignIn(None)),
    };
    if !row.watches {
        session::touch(session, &sign_in, now).await.map_err(|error| plain(error.into()))?;
    }
    if !row.admits(who.roles) {
        return Err(refused(Acting::new(&who, address, row), who.lang, PageError::Forbidden));
    }
    if row.fresh && now - sign_in.began > time::Duration::minutes(FRESH_FOR_MINUTES) {
        return Ok(Gate::SignIn(Some(sign_in)));
    }
    // A connection must not wait for the registry, nor for a form that comes slowly.
    let reads_on = row.method == Verb::Get && row.registry == AtRegistry::Nothing;
    Ok(Gate::Open(Some((who, reads_on.then_some(tx)))))
}

/// Off to the sign-in page, and back afterwards; what was typed is kept for the same user.
async fn sign_in_first(
    app: &App,
    row: &Row,
    past: Option<SignIn>,
    path: &str,
    fields: Option<Fields>,
) -> Result<Response, PageError> {
    let review = fields.as_ref().and_then(|fields| review_of(row, path, fields));
    let mut kept = review.is_some();
    let back = review.unwrap_or_else(|| back_to(row, path));
    if let (Some(past), Some(fields), false) = (&past, fields, kept) {
        let mut tx = app.db.account(past.account).await?;
        draft::keep(&mut tx, (&app.key, &app.clock), (past.account, past.user), &back, &fields).await?;
        tx.commit().await?;
        kept = true;
    }
    let reason = match (&past, row.fresh) {
        (Some(past), true) if app.clock.now() - past.seen <= app.limits.idle => "again",
        (Some(_), _) if kept => "kept",
        (Some(_), _) => "expired",
        (None, _) => "",
    };
    let query = serde_urlencoded::to_string([("next", back.as_str()), ("why", reason)]).map_err(anyhow::Error::from)?;
    Ok(respond::go_to(&format!("/login?{query}")))
}

/// The review that was answered: what was typed is kept with it, and nothing of it was sent.
fn review_of(row: &Row, path: &str, fields: &Fields) -> Option<String> {
    let sends = matches!(row.registry, AtRegistry::Changes(_)) && fields.get("step") == "send";
    let key = FormKey::posted(fields.get("form_key")).filter(|_| sends)?;
    Some(format!("{path}?review={}", key.as_str()))
}

/// The page to come back to: the same one if it can be opened, or the one that its form stands on.
fn back_to(row: &Row, path: &str) -> String {
    if row.method == Verb::Get {
        return path.to_owned();
    }
    let mut path = path.split('?').next().unwrap_or("/");
    let mut pattern = row.path;
    loop {
        if TABLE.iter().any(|row| row.method == Verb::Get && row.path == pattern) || pattern.is_empty() {
            return if path.is_empty() { "/".to_owned() } else { path.to_owned() };
        }
        pattern = pattern.rsplit_once('/').map_or("", |(head, _)| head);
        path = path.rsplit_once('/').map_or("", |(head, _)| head);
    }
}

async fn read_form(headers: &HeaderMap, body: Body) -> Result<Fields, PageError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(PageError::NotAForm);
    }
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| PageError::TooLarge)?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).map_err(|_| PageError::NotAForm)?;
    Ok(Fields::from_pairs(pairs))
}

fn signed_in_viewer(app: &App, who: &Who, stranger: Viewer, row: &Row) -> Viewer {
    Viewer {
        lang: who.lang,
        theme: who.theme,
        user: Some(ui::SignedIn {
            name: who.name.clone(),
            email: who.email.clone(),
            account_name: who.account_name.clone(),
            account_handle: who.account_handle.clone(),
            roles: who.roles,
        }),
        balance: who.balance.filter(|_| who.is(dk::MetaRole::Payer)),
        nav: viewer::navigation(who, row),
        now: app.clock.now(),
        ..stranger
    }
}

fn path_of(request: &Request) -> String {
    request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned()
}

fn wants_page(method: &Method, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("text/html");
    method == Method::GET && accepts.contains("text/html")
}

fn address_of(app: &App, request: &Request) -> IpAddr {
    let peer =
        request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
    client_address(peer, request.headers(), &app.trusted_proxies)
}
