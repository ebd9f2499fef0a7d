//! The pages: plain HTML with plain forms.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::html::{Esc, Frame, button, form, handle, link, moment, page, query, table, tag, when};
use super::objects::{self, matching};
use super::{Site, accounts, details, domains, waiting};
use crate::clock::ClockState;
use crate::portfolio;

/// Rows of a list; a search narrows it down.
const LIMIT: usize = 200;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(overview))
        .route(waiting::PATH, get(waits))
        .route("/accounts/{handle}", get(account))
        .route("/domains", get(domains))
        .route("/domains/{name}", get(domain))
        .route("/contacts", get(contacts))
        .route("/contacts/{handle}", get(contact))
        .route("/hosts", get(hosts))
        .route("/messages", get(messages))
        .route("/faults", get(faults))
        .fallback(async || {
            let frame = Frame { title: "Not found", ..Frame::default() };
            (StatusCode::NOT_FOUND, Html(page(&frame, "<p>There is no such page.</p>")))
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

fn show(site: &Site, title: &str, menu: &str, asked: &Asked, body: &str) -> Response {
    shown(site, title, menu, menu, asked, body)
}

fn shown(site: &Site, title: &str, menu: &str, here: &str, asked: &Asked, body: &str) -> Response {
    let (now, notice) = (when(site.registry.clock.now()), asked.notice());
    Html(page(&Frame { title, menu, here, now: &now, notice: &notice }, body)).into_response()
}

fn search(path: &str, asked: &Asked) -> String {
    format!(
        "<form method=\"get\" action=\"{path}\" role=\"search\"><label>Search<input type=\"search\" name=\"q\" value=\"{}\">\
         </label><button>Search</button></form>",
        Esc(&asked.q)
    )
}

async fn overview(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let state = objects::state(&site);
    let (accounts, waiting): (String, String) = site.registry.read(|world, _| {
        let views = world.accounts().map(|account| objects::account(world, account));
        (views.map(|account| accounts::section(&account, "/")).collect(), waiting::of(world, LIMIT).summary())
    });
    let counts = format!(
        "<section><h2>World</h2><dl class=\"counts\"><dt>Domains</dt><dd>{}</dd><dt>Contacts</dt><dd>{}</dd><dt>Hosts</dt>\
         <dd>{}</dd></dl>{}</section>",
        state.domains,
        state.contacts,
        state.hosts,
        form("/reset", "/", RESET_FIELDS)
    );
    let (mode, on, verb) = if state.shutting_down {
        (
            "It is shutting down: the next command of each session is its last, and new connections are closed.",
            "false",
            "Serve again",
        )
    } else {
        ("It serves.", "true", "Pretend to shut down")
    };
    let shutdown = form("/shutdown", "/", &button("on", on, verb));
    let server = format!("<section><h2>EPP server</h2><p>{mode}</p>{shutdown}{}</section>", sessions(&site));
    let body = format!("<div class=\"grid\">{}{waiting}{accounts}{counts}{server}</div>", clock(&state));
    show(&site, "Overview", "/", &asked, &body)
}

fn clock(state: &objects::State) -> String {
    let (how, running, verb) = match state.clock {
        ClockState::Running { offset_seconds } => (distance(offset_seconds), "false", "Stop it"),
        ClockState::Frozen { .. } => ("Stands still until it is moved.".to_owned(), "true", "Let it run"),
    };
    let steps: String = [("1m", "+1 minute"), ("1h", "+1 hour"), ("1d", "+1 day"), ("30d", "+30 days")]
        .iter()
        .map(|(by, label)| button("by", by, label))
        .collect();
    format!(
        "<section id=\"clock\"><h2>Clock</h2><p class=\"big\">{}</p><p class=\"muted\">{how}</p><div class=\"row\">{}{}</div>\
         {}{}{}</section>",
        moment(state.now),
        form("/clock", "/", &steps),
        form("/clock", "/", &button("to", "next", "To the next event")),
        form("/clock", "/", CLOCK_FIELDS),
        form("/clock", "/", DAY_FIELDS),
        form("/clock/run", "/", &button("running", running, verb))
    )
}

/// How far a clock is from the machine's, in the largest unit that fits.
fn distance(seconds: i64) -> String {
    let length = seconds.unsigned_abs();
    let units = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];
    let Some((unit, size)) = units.into_iter().find(|(_, size)| length >= *size) else {
        return "Runs with the machine’s clock.".to_owned();
    };
    let count = length / size;
    let plural = if count == 1 { "" } else { "s" };
    let side = if seconds < 0 { "behind" } else { "ahead of" };
    format!("Runs, {count} {unit}{plural} {side} the machine’s clock.")
}

const CLOCK_FIELDS: &str = "<label>By (a number and s, m, h, d or w)<input name=\"by\" required placeholder=\"25d\" \
    size=\"8\"></label><button>Move the clock</button>";

const DAY_FIELDS: &str = "<label>To the day<input type=\"date\" name=\"to\" required></label>\
    <button>Move the clock to it</button>";

const RESET_FIELDS: &str = "<label>Begin again with<select name=\"seed\"><option value=\"demo\">the demo world</option>\
    <option value=\"bare\">the bare world</option></select></label><button class=\"danger\">Forget everything</button>";

fn sessions(site: &Site) -> String {
    let rows: Vec<Vec<String>> = site
        .registry
        .sessions
        .list()
        .iter()
        .map(|s| {
            let end = form(&format!("/sessions/{}/end", s.id), "/", &format!("<button>End session {}</button>", s.id));
            let user = s.user.as_ref().map(ToString::to_string).unwrap_or_default();
            let cells = [s.id.to_string(), user, s.peer.to_string(), when(s.opened), s.commands.to_string()];
            cells.iter().map(|cell| Esc(cell).to_string()).chain([end]).collect()
        })
        .collect();
    table("Open sessions", &["Session", "User", "From", "Since (machine’s time)", "Commands", "Action"], &rows)
}

async fn waits(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let body = site.registry.read(|world, _| waiting::of(world, LIMIT)).page();
    show(&site, "Waiting for somebody", waiting::PATH, &asked, &body)
}

async fn account(State(site): State<Site>, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Response {
    let body = site.registry.read(|world, _| {
        let account = world.account(&handle)?;
        Some(accounts::page(&objects::account(world, account), &objects::statement(world, &handle)))
    });
    one(&site, &handle, "/", &format!("/accounts/{}", query(&handle)), &asked, body)
}

async fn domains(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let rows: Vec<Vec<String>> = site.registry.read(|world, now| {
        let found = matching(world.domains(), |d| &d.name, &asked.q, LIMIT);
        let row = |d: &crate::world::Domain| {
            let view = portfolio::domain(world, d, now);
            let statuses: Vec<_> = view.statuses.iter().map(|s| tag(s)).collect();
            let (sponsor, registrant) = (handle(&d.sponsor), handle(&d.registrant));
            vec![link("/domains", &d.name), tag(view.phase), statuses.join(" "), sponsor, registrant, moment(d.expires)]
        };
        found.into_iter().map(|d| row(d)).collect()
    });
    let table = table("Domains", &["Name", "Phase", "Statuses", "Sponsor", "Registrant", "Expires"], &rows);
    let registration = site.registry.read(|world, _| domains::registration(world));
    let body = format!("{}<section>{table}</section>{registration}", search("/domains", &asked));
    show(&site, "Domains", "/domains", &asked, &body)
}

async fn contacts(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let rows: Vec<Vec<String>> = site.registry.read(|world, _| {
        let found = matching(world.contacts(), |c| &c.handle, &asked.q, LIMIT);
        let row = |c: &crate::world::Contact| {
            let kind = c.user_type.as_str().replace('_', " ");
            let (name, sponsor) = (Esc(&c.name).to_string(), handle(&c.sponsor));
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
            let target = || format!("/hosts/{}/answer", query(&h.name));
            let answer = h.awaiting.as_ref().map(|_| waiting::answer_form(&target(), "/hosts")).unwrap_or_default();
            let name = Esc(&h.name).to_string();
            let asked = view.requested_admin.map(|asked| format!(" → {}", Esc(&asked))).unwrap_or_default();
            let admin = format!("{}{asked}", handle(&h.admin));
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
                .map(|m| vec![m.id.to_string(), moment(m.queued), Esc(&m.text).to_string()])
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
    one(&site, &name, "/domains", &format!("/domains/{}", query(&name)), &asked, body)
}

async fn contact(State(site): State<Site>, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Response {
    let body = site.registry.read(|world, _| {
        let contact = world.contact(&handle)?;
        Some(details::contact(world, contact))
    });
    one(&site, &handle, "/contacts", &format!("/contacts/{}", query(&handle)), &asked, body)
}

fn one(site: &Site, title: &str, menu: &str, here: &str, asked: &Asked, body: Option<String>) -> Response {
    match body {
        Some(body) => shown(site, title, menu, here, asked, &body),
        None => {
            let page = shown(site, title, menu, here, asked, "<p>There is no such object.</p>");
            (StatusCode::NOT_FOUND, page).into_response()
        }
    }
}
