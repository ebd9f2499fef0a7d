//! What others can do to a domain name, as the buttons of its page.

use std::fmt::Write as _;

use super::html::{Esc, button, form, query, when};
use super::waiting::{answer_form, wanted};
use crate::world::domain::{DomainState, SuspensionCause};
use crate::world::{Domain, World};

/// The form by which a registrar takes a free name.
pub(super) fn registration(world: &World) -> String {
    let accounts: String = world
        .accounts()
        .map(|account| format!("<option value=\"{0}\">{0} {1}</option>", Esc(&account.handle), Esc(&account.name)))
        .collect();
    let inside = format!(
        "<label>Free name<input name=\"name\" required placeholder=\"ledig.dk\"></label><label>Registrar\
         <select name=\"account\">{accounts}</select></label><button>Register it at once</button>"
    );
    format!("<section><h2>A registrar takes a name</h2>{}</section>", form("/domains", "/domains", &inside))
}

/// The forms that fit the name as it is.
pub(super) fn section(world: &World, domain: &Domain) -> String {
    let path = format!("/domains/{}", query(&domain.name));
    let to = |act: &str, inside: &str| form(&format!("{path}/{act}"), &path, inside);
    let mut out = String::from("<section><h2>What others do</h2>");
    if let Some(pending) = &domain.pending {
        let until = pending.until.map(|at| format!(", until {}", when(at))).unwrap_or_default();
        let how = if pending.by_checks { " (decided by the mandatory checks)" } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(out, "<p>Awaited: {}{until}{how}</p>", Esc(wanted(pending)));
        if !pending.by_checks {
            out.push_str(&answer_form(&format!("{path}/answer"), &path));
        }
    }
    if domain.state == DomainState::Enqueued {
        out.push_str("<p>The application is <a href=\"/waiting#applications\">to be decided</a>.</p></section>");
        return out;
    }
    out.push_str(&registrars(world, domain, &to));
    out.push_str("<h3>The registry</h3>");
    match domain.suspension().map(|suspension| suspension.cause) {
        None => out.push_str(&to("suspension", &causes(domain))),
        Some(SuspensionCause::Registry | SuspensionCause::Payment | SuspensionCause::Unconfirmed) => {
            out.push_str(&to("suspension/lift", "<button>Lift the suspension</button>"));
        }
        Some(_) => {}
    }
    if domain.suspension().is_some_and(|suspension| suspension.cause.restorable()) {
        out.push_str(&to("deletion/stop", "<button>Take the cancellation back</button>"));
    }
    if !domain.registrar_managed() {
        out.push_str(&registrant(domain, &to));
    }
    let _ = write!(out, "<h3>People on the waiting list: {}</h3>", domain.waiting.len());
    out.push_str(&to("waiting-list", "<button>Join the waiting list</button>"));
    out.push_str("</section>");
    out
}

fn registrars(world: &World, domain: &Domain, to: &impl Fn(&str, &str) -> String) -> String {
    let others: String = world
        .accounts()
        .filter(|account| account.handle != domain.sponsor)
        .map(|account| format!("<option value=\"{0}\">{0} {1}</option>", Esc(&account.handle), Esc(&account.name)))
        .collect();
    let transfer = to(
        "transfer",
        &format!(
            "<label>New registrar<select name=\"to\">{others}</select></label><button>Take the name over</button>"
        ),
    );
    let who = if domain.registrar_managed() { "The registrar" } else { "The registrant" };
    let token = to(
        "authorization",
        &format!("<span>{who} hands out a token:</span>{}", button("operation", "transfer", "For a transfer")),
    );
    format!("<h3>Registrars</h3>{transfer}{token}")
}

fn causes(domain: &Domain) -> String {
    let by_registrant = "<option value=\"payment\">a bill is not paid</option>\
        <option value=\"unconfirmed\">rights to it are not confirmed</option>";
    let more = if domain.registrar_managed() { "" } else { by_registrant };
    format!(
        "<label>Cause<select name=\"cause\"><option value=\"registry\">the registry’s own reasons</option>{more}</select>\
         </label><button>Suspend</button>"
    )
}

/// Who manages a name has no need of commands.
fn registrant(domain: &Domain, to: &impl Fn(&str, &str) -> String) -> String {
    let lock = if domain.vid { button("on", "false", "Unlock it") } else { button("on", "true", "Lock it") };
    let field = |label: &str, name: &str, hint: &str| {
        format!("<label>{label}<input name=\"{name}\" placeholder=\"{hint}\"></label>")
    };
    let roles = field("Proxy", "admin", "REG-100001 or none") + &field("Payer", "billing", "REG-100001 or none");
    let servers = format!(
        "<label>Name servers<input name=\"name_servers\" size=\"40\" required value=\"{}\"></label>",
        Esc(domain.name_servers.join(" "))
    );
    format!(
        "<h3>The registrant, who manages the name</h3>{}{}{}",
        to("roles", &(roles + "<button>Choose</button>")),
        to("name-servers", &(servers + "<button>Redelegate</button>")),
        to("lock", &lock)
    )
}
