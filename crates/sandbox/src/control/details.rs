//! The parts of pages that are about one object, and the form for faults.

use std::fmt::Write as _;

use super::act::DECISIONS;
use super::html::{Esc, button, form, handle, query, table, tag, when};
use super::waiting::email_form;
use crate::faults::{COMMANDS, Fault, FaultAction};
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
        ("Sponsor", handle(&view.sponsor)),
        ("Proxy", view.admin.as_deref().map(handle).unwrap_or_default()),
        ("Payer", view.billing.as_deref().map(handle).unwrap_or_default()),
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
        ("Sponsor", handle(&contact.sponsor)),
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
    format!("<section>{facts}</section>{}<section><h2>Registrant of</h2>{domains}</section>", contact_forms(contact))
}

fn contact_forms(contact: &Contact) -> String {
    let path = format!("/contacts/{}", query(&contact.handle));
    let to = |act: &str, inside: &str| form(&format!("{path}/{act}"), &path, inside);
    let decisions: String = DECISIONS.iter().map(|(word, label, _)| button("decision", word, label)).collect();
    let mut out =
        format!("<section><h2>What others do</h2><h3>Mandatory checks</h3>{}", to("verification", &decisions));
    let risks: String = Risk::ALL.iter().map(|risk| format!("<option>{}</option>", risk.word())).collect();
    out.push_str(&to(
        "risk",
        &format!(
            "<label>Next risk assessment<select name=\"risk\"><option value=\"rules\">by the rules</option>{risks}</select>\
             </label><button>Plan</button>"
        ),
    ));
    out.push_str("<h3>E-mail</h3>");
    let v = &contact.verification;
    for (secondary, change) in [(false, &v.confirm_email), (true, &v.confirm_secondary_email)] {
        let Some(change) = change else { continue };
        let kind = if secondary { "secondary" } else { "primary" };
        // Writing to a String cannot fail.
        let _ = write!(out, "<p>New {kind} address {}, until {}</p>", Esc(&change.address), when(change.until));
        out.push_str(&email_form(&contact.handle, secondary, &path));
    }
    let reasons: String = Bounce::ALL.iter().map(|reason| format!("<option>{}</option>", reason.word())).collect();
    let second = if contact.secondary_email.is_some() { "<option value=\"true\">the secondary</option>" } else { "" };
    out.push_str(&to(
        "bounce",
        &format!(
            "<label>Mail to<select name=\"secondary\"><option value=\"false\">the primary</option>{second}</select></label>\
             <label>Reason<select name=\"reason\">{reasons}</select></label><button>Let it come back</button>"
        ),
    ));
    let field = |label: &str, name: &str, value: &str| {
        format!("<label>{label}<input name=\"{name}\" value=\"{}\"></label>", Esc(value))
    };
    let data = [
        field("Name", "name", &contact.name),
        field("Street", "street", contact.street.first().map_or("", String::as_str)),
        field("Postal code", "postal_code", contact.postal_code.as_deref().unwrap_or_default()),
        field("City", "city", &contact.city),
    ]
    .concat();
    let _ =
        write!(out, "<h3>A register knows better</h3>{}</section>", to("data", &(data + "<button>Correct</button>")));
    out
}

pub(super) fn faults(waiting: &[Fault]) -> String {
    let rows: Vec<Vec<String>> = waiting
        .iter()
        .map(|fault| {
            let label = format!("<button>Remove fault {}</button>", fault.id);
            let remove = form(&format!("/faults/{}/remove", fault.id), "/faults", &label);
            let account = fault.account.clone().unwrap_or_else(|| "any".to_owned());
            let cells =
                [fault.id.to_string(), fault.command.clone(), words(fault.action), fault.times.to_string(), account];
            cells.iter().map(text).chain([remove]).collect()
        })
        .collect();
    let table = table("Waiting faults", &["Fault", "Command", "What happens", "Times", "Account", "Action"], &rows);
    let clear = if waiting.is_empty() {
        String::new()
    } else {
        form("/faults/clear", "/faults", "<button>Remove all</button>")
    };
    let commands: String = COMMANDS
        .iter()
        .map(|command| match *command {
            "*" => "<option value=\"*\">any</option>".to_owned(),
            other => format!("<option>{other}</option>"),
        })
        .collect();
    let inside = format!("<label>Command<select name=\"command\">{commands}</select></label>{FAULT_FIELDS}");
    let new = form("/faults", "/faults", &inside);
    format!("<section><h2>New fault</h2>{new}</section><section><h2>Waiting faults</h2>{table}{clear}</section>")
}

const FAULT_FIELDS: &str = "<label>What happens<select name=\"action\">\
    <option value=\"drop_before\">cut before executing</option>\
    <option value=\"drop_after\">execute, then cut without answer</option>\
    <option value=\"delay_ms\">execute, answer late</option><option value=\"hold_ms\">wait, then execute</option>\
    <option value=\"fail\">fail with 2400</option>\
    <option value=\"garble\">execute, answer with half a frame</option>\
    <option value=\"other\">execute, answer as to another command</option>\
    <option value=\"bare\">execute, answer without object data</option></select></label>\
    <label>Milliseconds, for waiting<input name=\"ms\" inputmode=\"numeric\" value=\"1000\" size=\"6\"></label>\
    <label>Times<input name=\"times\" inputmode=\"numeric\" value=\"1\" size=\"4\"></label>\
    <label>Only for account<input name=\"account\" placeholder=\"REG-100001\" size=\"12\"></label>\
    <button class=\"main\">Add</button>";

fn words(action: FaultAction) -> String {
    match action {
        FaultAction::DropBefore => "cut before executing".to_owned(),
        FaultAction::DropAfter => "execute, then cut without answer".to_owned(),
        FaultAction::DelayMs(ms) => format!("execute, answer {ms} ms later"),
        FaultAction::HoldMs(ms) => format!("wait {ms} ms, then execute"),
        FaultAction::Fail => "fail with 2400".to_owned(),
        FaultAction::Garble => "execute, answer with half a frame".to_owned(),
        FaultAction::Other => "execute, answer as to another command".to_owned(),
        FaultAction::Bare => "execute, answer without object data".to_owned(),
    }
}
