//! The parts of pages that are about one object, and the form for faults.

use std::fmt::Write as _;

use super::html::{Esc, query, table, tag};
use super::pages::when;
use crate::faults::{Fault, FaultAction};
use crate::portfolio::DomainView;
use crate::processing::email::Bounce;
use crate::world::contact::Risk;
use crate::world::{Contact, World};

/// A list of names and values; values are HTML.
fn facts(facts: &[(&str, String)]) -> String {
    let mut out = String::from("<dl>");
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        // Writing to a String cannot fail.
        let _ = write!(out, "<dt>{}</dt><dd>{value}</dd>", Esc(name));
    }
    out.push_str("</dl>");
    out
}

fn text(value: impl std::fmt::Display) -> String {
    Esc(value).to_string()
}

fn optional(value: Option<&String>) -> String {
    value.map(text).unwrap_or_default()
}

pub(super) fn domain(world: &World, view: &DomainView) -> String {
    let statuses: Vec<_> = view.statuses.iter().map(|s| tag(s)).collect();
    let servers: Vec<_> = view.name_servers.iter().map(text).collect();
    let ds: Vec<_> =
        view.ds.iter().map(|d| text(format!("{} {} {} {}", d.key_tag, d.algorithm, d.digest_type, d.digest))).collect();
    let registrant = world.contact(&view.registrant).map(|c| text(&c.name)).unwrap_or_default();
    let restorable = if view.redemption { " (restorable)" } else { "" };
    let facts = facts(&[
        ("Phase", tag(view.phase)),
        ("Statuses", statuses.join(" ")),
        (
            "Registrant",
            format!("<a href=\"/contacts/{}\">{}</a> {registrant}", query(&view.registrant), text(&view.registrant)),
        ),
        ("Sponsor", text(&view.sponsor)),
        ("Proxy", view.admin.as_ref().map(text).unwrap_or_default()),
        ("Payer", view.billing.as_ref().map(text).unwrap_or_default()),
        ("Name servers", servers.join("<br>")),
        ("DS records", ds.join("<br>")),
        ("Created", when(view.created_at)),
        ("Expires", when(view.expires_at)),
        ("Renews by itself", if view.auto_renew { "yes" } else { "no" }.to_owned()),
        ("Deleted at", view.deletion_at.map(|at| format!("{}{restorable}", when(at))).unwrap_or_default()),
        ("Repository id", text(&view.roid)),
    ]);
    format!("<section>{facts}</section>")
}

pub(super) fn contact(world: &World, contact: &Contact) -> String {
    let v = &contact.verification;
    let until = |at: Option<_>| at.map(|at| format!(" until {}", when(at))).unwrap_or_default();
    let street: Vec<_> = contact.street.iter().map(text).collect();
    let facts = facts(&[
        ("Name", text(&contact.name)),
        ("Attention", optional(contact.attention.as_ref())),
        ("Kind", text(contact.user_type.as_str().replace('_', " "))),
        ("Street", street.join("<br>")),
        ("City", text(format!("{} {}", contact.postal_code.as_deref().unwrap_or_default(), contact.city))),
        ("Country", text(&contact.country)),
        ("Telephone", optional(contact.voice.as_ref())),
        ("E-mail", text(&contact.email)),
        ("Secondary e-mail", optional(contact.secondary_email.as_ref())),
        ("CVR or VAT number", optional(contact.cvr.as_ref())),
        ("Sponsor", text(&contact.sponsor)),
        ("Verified by", world.responsible(contact).word().to_owned()),
        ("Identity", tag(v.identity.word()) + &until(v.identity.deadline())),
        ("E-mail check", tag(v.email.word()) + &until(v.email.deadline())),
        ("Locked to", contact.locked.map(|register| format!("{register:?}")).unwrap_or_default()),
        ("Next risk assessment", contact.planned_risk.map(|r| r.word().to_owned()).unwrap_or_default()),
    ]);
    let domains: Vec<Vec<String>> = world
        .domains_of(&contact.handle)
        .map(|name| vec![format!("<a href=\"/domains/{}\">{}</a>", query(name), text(name))])
        .collect();
    let domains = table("Registrant of", &["Domain"], &domains);
    format!("<section>{facts}</section>{}<section>{domains}</section>", contact_forms(contact))
}

fn contact_forms(contact: &Contact) -> String {
    let path = query(&contact.handle);
    let back = format!("<input type=\"hidden\" name=\"back\" value=\"/contacts/{path}\">");
    let decisions = [
        ("complete", "Complete both checks"),
        ("complete_identity", "Complete identity"),
        ("complete_email", "Confirm e-mail"),
        ("reject", "Reject"),
        ("expire", "Let expire"),
        ("begin", "Begin"),
        ("cancel", "Call off"),
    ];
    let buttons: String = decisions
        .iter()
        .map(|(value, label)| format!("<button name=\"decision\" value=\"{value}\">{label}</button>"))
        .collect();
    let mut out = format!(
        "<section><h2>Verification</h2><form method=\"post\" action=\"/contacts/{path}/verification\">{back}{buttons}</form>"
    );
    let v = &contact.verification;
    for (which, change) in [("primary", &v.confirm_email), ("secondary", &v.confirm_secondary_email)] {
        let Some(change) = change else { continue };
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<form method=\"post\" action=\"/contacts/{path}/email\">{back}<input type=\"hidden\" name=\"which\" \
             value=\"{which}\"><span>New {which} e-mail {}, until {}</span><button name=\"confirmed\" value=\"yes\">Confirm\
             </button><button name=\"confirmed\" value=\"no\">Drop</button></form>",
            Esc(&change.address),
            when(change.until)
        );
    }
    let risks = [Risk::Green, Risk::Blue, Risk::Yellow, Risk::Red, Risk::NotAvailable];
    let options: String = risks.iter().map(|r| format!("<option>{}</option>", r.word())).collect();
    let _ = write!(
        out,
        "<form method=\"post\" action=\"/contacts/{path}/risk\">{back}<label>Next risk assessment<select name=\"risk\">\
         <option value=\"rules\">by the rules</option>{options}</select></label><button>Plan</button></form></section>"
    );
    let reasons: String = Bounce::ALL.iter().map(|b| format!("<option>{}</option>", b.word())).collect();
    let second = if contact.secondary_email.is_some() { "<option>secondary</option>" } else { "" };
    let _ = write!(
        out,
        "<section><h2>Mail and data</h2><form method=\"post\" action=\"/contacts/{path}/bounce\">{back}<label>Mail to the \
         <select name=\"which\"><option>primary</option>{second}</select></label><label>comes back <select name=\"reason\">\
         {reasons}</select></label><button>Let it come back</button></form><form method=\"post\" \
         action=\"/contacts/{path}/data\">{back}<label>Name <input name=\"name\"></label><label>Street <input \
         name=\"street\"></label><label>Postal code <input name=\"postal_code\"></label><label>City <input name=\"city\">\
         </label><button>Correct what is filled in</button></form></section>"
    );
    out
}

pub(super) fn host_form(name: &str) -> String {
    format!(
        "<form method=\"post\" action=\"/hosts/{}/answer\"><input type=\"hidden\" name=\"back\" value=\"/hosts\">\
         <button name=\"accepted\" value=\"yes\">Accept {1}</button><button name=\"accepted\" value=\"no\">Refuse {1}\
         </button></form>",
        query(name),
        Esc(name)
    )
}

pub(super) fn faults(waiting: &[Fault]) -> String {
    let rows: Vec<Vec<String>> = waiting
        .iter()
        .map(|fault| {
            let remove = format!(
                "<form method=\"post\" action=\"/faults/remove\"><input type=\"hidden\" name=\"back\" value=\"/faults\">\
                 <input type=\"hidden\" name=\"id\" value=\"{0}\"><button>Remove fault {0}</button></form>",
                fault.id
            );
            let account = fault.account.clone().unwrap_or_else(|| "any".to_owned());
            let cells = [fault.id.to_string(), fault.command.clone(), words(fault.action), fault.times.to_string(), account];
            cells.iter().map(text).chain([remove]).collect()
        })
        .collect();
    let table = table("Waiting faults", &["Fault", "Command", "What happens", "Times", "Account", "Action"], &rows);
    format!("<section><h2>New fault</h2>{FAULT_FORM}</section><section>{table}</section>")
}

const FAULT_FORM: &str = "<form method=\"post\" action=\"/faults\"><input type=\"hidden\" name=\"back\" value=\"/faults\">\
    <label>Command<select name=\"command\"><option value=\"*\">any</option><option>login</option><option>logout</option>\
    <option>poll</option><option>balance</option><option>domain:check</option><option>domain:info</option>\
    <option>domain:create</option><option>domain:renew</option><option>domain:update</option>\
    <option>domain:transfer</option><option>domain:delete</option><option>contact:check</option><option>contact:info</option>\
    <option>contact:create</option><option>host:check</option><option>host:info</option><option>host:create</option>\
    </select></label><label>What happens<select name=\"action\"><option value=\"drop_before\">cut before executing</option>\
    <option value=\"drop_after\">execute, then cut without answer</option><option value=\"delay_ms\">execute, answer late\
    </option><option value=\"hold_ms\">wait, then execute</option><option value=\"fail\">fail with 2400</option></select>\
    </label><label>Milliseconds, for waiting<input name=\"ms\" inputmode=\"numeric\" value=\"1000\"></label>\
    <label>Times<input name=\"times\" inputmode=\"numeric\" value=\"1\"></label><label>Only for account\
    <input name=\"account\" placeholder=\"REG-100001\"></label><button>Add</button></form>";

fn words(action: FaultAction) -> String {
    match action {
        FaultAction::DropBefore => "cut before executing".to_owned(),
        FaultAction::DropAfter => "execute, then cut without answer".to_owned(),
        FaultAction::DelayMs(ms) => format!("execute, answer {ms} ms later"),
        FaultAction::HoldMs(ms) => format!("wait {ms} ms, then execute"),
        FaultAction::Fail => "fail with 2400".to_owned(),
    }
}
