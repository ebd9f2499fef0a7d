//! The pages: plain HTML with plain forms.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use time::OffsetDateTime;
use time::macros::format_description;

use super::html::{Esc, page, query, table, tag};
use super::objects::{self, matching};
use super::{Site, details, domains};
use crate::clock::ClockState;
use crate::portfolio;
use crate::world::World;

/// Rows of a list; a search narrows it down.
const LIMIT: usize = 200;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(overview))
        .route("/domains", get(domains))
        .route("/domains/{name}", get(domain))
        .route("/contacts", get(contacts))
        .route("/contacts/{handle}", get(contact))
        .route("/hosts", get(hosts))
        .route("/messages", get(messages))
        .route("/faults", get(faults))
        .fallback(async || {
            (StatusCode::NOT_FOUND, Html(page("Not found", "", "", "", "<p>There is no such page.</p>")))
        })
}

/// What a page may be asked besides its address.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    done: Option<String>,
    error: Option<String>,
}

impl Asked {
    fn notice(&self) -> String {
        match (&self.error, &self.done) {
            (Some(text), _) => format!("<p class=\"note error\" role=\"alert\">{}</p>", Esc(text)),
            (None, Some(text)) => format!("<p class=\"note\" role=\"status\">{}</p>", Esc(text)),
            (None, None) => String::new(),
        }
    }
}

/// UTC, to the second.
pub(super) fn when(at: OffsetDateTime) -> String {
    at.format(format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC")).unwrap_or_default()
}

fn show(site: &Site, title: &str, path: &str, asked: &Asked, body: &str) -> Response {
    let now = when(site.registry.clock.now());
    Html(page(title, path, &now, &asked.notice(), body)).into_response()
}

fn search(path: &str, asked: &Asked) -> String {
    format!(
        "<form method=\"get\" action=\"{path}\" role=\"search\"><label>Search<input type=\"search\" name=\"q\" value=\"{}\">\
         </label><button>Search</button></form>",
        Esc(&asked.q)
    )
}

fn link(path: &str, text: &str) -> String {
    format!("<a href=\"{path}/{}\">{}</a>", query(text), Esc(text))
}

async fn overview(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let state = objects::state(&site);
    let clock = format!(
        "<section><h2>Clock</h2><p class=\"big\">{}</p><p class=\"muted\">{}</p>{}</section>",
        Esc(when(state.now)),
        match state.clock {
            ClockState::Running { offset_seconds: 0 } => "Runs with the machine's clock.".to_owned(),
            ClockState::Running { offset_seconds } => format!("Runs, {offset_seconds} s ahead of the machine's clock."),
            ClockState::Frozen { .. } => "Stands still until it is moved.".to_owned(),
        },
        CLOCK_FORM
    );
    let accounts: String = site
        .registry
        .read(|world, _| world.accounts().map(|account| account_section(&objects::account(world, account))).collect());
    let counts = format!(
        "<section><h2>World</h2><dl><dt>Domains</dt><dd>{}</dd><dt>Contacts</dt><dd>{}</dd><dt>Hosts</dt><dd>{}</dd>\
         <dt>Applications under way</dt><dd>{}</dd></dl>{RESET_FORM}</section>",
        state.domains, state.contacts, state.hosts, state.applications
    );
    let (mode, on, verb) = if state.shutting_down {
        (
            "It is shutting down: the next command of each session is its last, and new connections are closed.",
            "no",
            "Serve again",
        )
    } else {
        ("It serves.", "yes", "Pretend to shut down")
    };
    let server = format!(
        "<section><h2>EPP server</h2><p>{mode}</p><form method=\"post\" action=\"/shutdown\">\
         <input type=\"hidden\" name=\"on\" value=\"{on}\"><button>{verb}</button></form>{}</section>",
        sessions(&site)
    );
    let applications = site.registry.read(|world, _| applications(world));
    let body =
        format!("<div class=\"grid\">{clock}{accounts}{counts}</div><br>{server}<section>{applications}</section>");
    show(&site, "Overview", "/", &asked, &body)
}

const CLOCK_FORM: &str = "<form method=\"post\" action=\"/clock\"><button name=\"by\" value=\"1m\">+1 minute</button>\
    <button name=\"by\" value=\"1h\">+1 hour</button><button name=\"by\" value=\"1d\">+1 day</button>\
    <button name=\"by\" value=\"30d\">+30 days</button></form>\
    <form method=\"post\" action=\"/clock\"><label>Another length (s, m, h, d, w)<input name=\"other\" required \
    placeholder=\"25d\"></label><button>Move the clock</button></form>";

const RESET_FORM: &str = "<form method=\"post\" action=\"/reset\"><label>Begin again with<select name=\"seed\">\
    <option value=\"demo\">the demo world</option><option value=\"bare\">the bare world</option></select></label>\
    <button>Forget everything</button></form>";

fn account_section(account: &objects::AccountView) -> String {
    let users: String = account
        .service_users
        .iter()
        .map(|user| {
            let roles: Vec<_> = user.roles.iter().map(|role| role.as_str().replace('_', " ")).collect();
            let state = if user.enabled { "" } else { " (disabled)" };
            format!("<dt>{}</dt><dd>{}{state}</dd>", Esc(&user.id), Esc(roles.join(", ")))
        })
        .collect();
    let networks: Vec<_> = account.allowlist.iter().map(ToString::to_string).collect();
    format!(
        "<section><h2>{name} ({handle})</h2><p class=\"big\">{balance} DKK</p><form method=\"post\" \
         action=\"/accounts/{path}/fill\"><label>Amount in DKK, negative to take out<input name=\"amount\" required \
         inputmode=\"decimal\" placeholder=\"500.00\"></label><button>Pay in</button></form><dl><dt>Messages</dt>\
         <dd>{messages}</dd><dt>Verifies contacts</dt><dd>{verifies}</dd><dt>Allowlist</dt><dd>{networks}</dd>\
         <dt>Sessions at most</dt><dd>{limit}</dd>{users}</dl></section>",
        name = Esc(&account.name),
        handle = Esc(&account.handle),
        path = query(&account.handle),
        balance = Esc(account.balance),
        messages = account.messages,
        verifies = account.verification.word(),
        networks = Esc(networks.join(", ")),
        limit = account.session_limit,
    )
}

fn sessions(site: &Site) -> String {
    let rows: Vec<Vec<String>> = site
        .registry
        .sessions
        .list()
        .iter()
        .map(|s| {
            let end = format!(
                "<form method=\"post\" action=\"/sessions/end\"><input type=\"hidden\" name=\"id\" value=\"{}\">\
                 <button>End session {0}</button></form>",
                s.id
            );
            let user = s.user.as_ref().map(ToString::to_string).unwrap_or_default();
            let cells = [s.id.to_string(), user, s.peer.to_string(), when(s.opened), s.commands.to_string()];
            cells.iter().map(|cell| Esc(cell).to_string()).chain([end]).collect()
        })
        .collect();
    table("Open sessions", &["Session", "User", "From", "Since (machine's time)", "Commands", "Action"], &rows)
}

fn applications(world: &World) -> String {
    let rows: Vec<Vec<String>> = matching(world.applications(), |a| &a.tracking_number, "", LIMIT)
        .into_iter()
        .map(|a| {
            let account = Esc(&a.transaction.account).to_string();
            vec![
                Esc(&a.tracking_number).to_string(),
                link("/domains", &a.domain),
                account,
                when(a.received),
                when(a.due),
            ]
        })
        .collect();
    table("Applications under way", &["Tracking number", "Domain", "Account", "Received", "Decided at"], &rows)
}

async fn domains(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let rows: Vec<Vec<String>> = site.registry.read(|world, now| {
        let found = matching(world.domains(), |d| &d.name, &asked.q, LIMIT);
        let row = |d: &crate::world::Domain| {
            let view = portfolio::domain(world, d, now);
            let statuses: Vec<_> = view.statuses.iter().map(|s| tag(s)).collect();
            let sponsor = Esc(&d.sponsor).to_string();
            let registrant = link("/contacts", &d.registrant);
            vec![link("/domains", &d.name), tag(view.phase), statuses.join(" "), sponsor, registrant, when(d.expires)]
        };
        found.into_iter().map(|d| row(d)).collect()
    });
    let table = table("Domains", &["Name", "Phase", "Statuses", "Sponsor", "Registrant", "Expires"], &rows);
    show(
        &site,
        "Domains",
        "/domains",
        &asked,
        &(format!("{}<section>{table}</section>", search("/domains", &asked)) + domains::WAITING_LIST_FORM),
    )
}

async fn contacts(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let rows: Vec<Vec<String>> = site.registry.read(|world, _| {
        let found = matching(world.contacts(), |c| &c.handle, &asked.q, LIMIT);
        let row = |c: &crate::world::Contact| {
            let kind = c.user_type.as_str().replace('_', " ");
            let (name, sponsor) = (Esc(&c.name).to_string(), Esc(&c.sponsor).to_string());
            let checks = [tag(c.verification.identity.word()), tag(c.verification.email.word())];
            let [identity, email] = checks;
            vec![link("/contacts", &c.handle), name, kind, Esc(&c.country).to_string(), identity, email, sponsor]
        };
        found.into_iter().map(|c| row(c)).collect()
    });
    let heads = ["Handle", "Name", "Kind", "Country", "Identity", "E-mail", "Sponsor"];
    let table = table("Contacts", &heads, &rows);
    show(&site, "Contacts", "/contacts", &asked, &format!("{}<section>{table}</section>", search("/contacts", &asked)))
}

async fn hosts(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let rows: Vec<Vec<String>> = site.registry.read(|world, _| {
        let found = matching(world.hosts(), |h| &h.name, &asked.q, LIMIT);
        let row = |h: &crate::world::Host| {
            let view = portfolio::host(world, h);
            let statuses: Vec<_> = view.statuses.iter().map(|s| tag(s)).collect();
            let addresses: Vec<_> = h.addresses.iter().map(ToString::to_string).collect();
            let answer = if h.awaiting.is_none() { String::new() } else { details::host_form(&h.name) };
            let name = Esc(&h.name).to_string();
            let asked = view.requested_admin.map(|asked| format!(" → {}", Esc(&asked))).unwrap_or_default();
            let admin = format!("{}{asked}", Esc(&h.admin));
            vec![name, statuses.join(" "), Esc(addresses.join(", ")).to_string(), admin, answer]
        };
        found.into_iter().map(|h| row(h)).collect()
    });
    let table = table("Hosts", &["Name", "Statuses", "Addresses", "Administrator", "Awaited acceptance"], &rows);
    show(&site, "Hosts", "/hosts", &asked, &format!("{}<section>{table}</section>", search("/hosts", &asked)))
}

async fn messages(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let sections: String = site.registry.read(|world, _| {
        let section = |account: &crate::world::Account| {
            let rows: Vec<Vec<String>> = world
                .queue(&account.handle)
                .take(LIMIT)
                .map(|m| vec![m.id.to_string(), when(m.queued), Esc(&m.text).to_string()])
                .collect();
            let table = table("Waiting messages", &["Message", "Queued", "Text"], &rows);
            format!("<section><h2>{} ({})</h2>{table}</section>", Esc(&account.name), Esc(&account.handle))
        };
        world.accounts().map(|account| section(account)).collect()
    });
    show(&site, "Messages", "/messages", &asked, &sections)
}

async fn faults(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    show(&site, "Faults", "/faults", &asked, &details::faults(&site.registry.faults.list()))
}

async fn domain(State(site): State<Site>, Path(name): Path<String>, Query(asked): Query<Asked>) -> Response {
    let body = site.registry.read(|world, now| {
        let domain = world.domain(&name)?;
        let facts = details::domain(world, &portfolio::domain(world, domain, now));
        Some(facts + &domains::section(world, domain))
    });
    one(&site, &name, "/domains", &asked, body)
}

async fn contact(State(site): State<Site>, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Response {
    let body = site.registry.read(|world, _| {
        let contact = world.contact(&handle)?;
        Some(details::contact(world, contact))
    });
    one(&site, &handle, "/contacts", &asked, body)
}

fn one(site: &Site, title: &str, path: &str, asked: &Asked, body: Option<String>) -> Response {
    match body {
        Some(body) => show(site, title, path, asked, &body),
        None => {
            (StatusCode::NOT_FOUND, show(site, title, path, asked, "<p>There is no such object.</p>")).into_response()
        }
    }
}
