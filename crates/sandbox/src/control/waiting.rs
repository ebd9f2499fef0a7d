//! Everything that waits for somebody: what the other parties would find on their desks.

use std::fmt::Write as _;

use serde::Serialize;
use time::OffsetDateTime;

use super::act::{DECISIONS, VERDICTS};
use super::html::{Esc, button, form, handle, link, moment, query, table};
use super::objects::{self, ApplicationView, OfferView, matching};
use crate::world::contact::EmailChange;
use crate::world::domain::PendingUpdate;
use crate::world::host::Asked;
use crate::world::{Contact, Key, World};

/// The page.
pub(super) const PATH: &str = "/waiting";

/// All that waits.
#[derive(Debug, Serialize)]
pub(super) struct Waiting {
    applications: Vec<ApplicationView>,
    checks: Vec<OpenCheck>,
    emails: Vec<NewEmail>,
    requests: Vec<Request>,
    hosts: Vec<HostRequest>,
    offers: Vec<OfferView>,
}

/// A contact whose mandatory checks are under way.
#[derive(Debug, Serialize)]
struct OpenCheck {
    contact: Key,
    name: String,
    identity: &'static str,
    email_check: &'static str,
    #[serde(with = "time::serde::rfc3339::option")]
    until: Option<OffsetDateTime>,
}

/// An e-mail address that is to be confirmed.
#[derive(Debug, Serialize)]
struct NewEmail {
    contact: Key,
    secondary: bool,
    address: String,
    #[serde(with = "time::serde::rfc3339")]
    until: OffsetDateTime,
}

/// An update of a name that somebody is to accept.
#[derive(Debug, Serialize)]
struct Request {
    domain: Key,
    /// In words.
    wanted: String,
    requested_by: Key,
    /// Whether the new registrant's checks decide, and not an answer.
    by_checks: bool,
    #[serde(with = "time::serde::rfc3339::option")]
    until: Option<OffsetDateTime>,
}

/// A host that somebody is to accept.
#[derive(Debug, Serialize)]
struct HostRequest {
    host: Key,
    /// In words.
    asked: String,
    /// Who has yet to answer.
    awaited: Vec<Asked>,
    requested_by: Key,
    #[serde(with = "time::serde::rfc3339")]
    until: OffsetDateTime,
}

/// Collects what waits, at most `limit` of each kind.
pub(super) fn of(world: &World, limit: usize) -> Waiting {
    let contacts = matching(world.contacts().filter(|contact| under_way(contact)), |c| &c.handle, "", limit);
    let domains = matching(world.domains().filter(|domain| domain.pending.is_some()), |d| &d.name, "", limit);
    let hosts = matching(world.hosts().filter(|host| host.awaiting.is_some()), |h| &h.name, "", limit);
    let applications = matching(world.applications(), |a| &a.tracking_number, "", limit);
    let offers = matching(world.offers(), |o| &o.domain, "", limit);
    Waiting {
        applications: applications.into_iter().map(|a| objects::application(a)).collect(),
        checks: contacts.iter().filter_map(|c| open_check(c)).collect(),
        emails: contacts.iter().flat_map(|c| new_emails(c)).collect(),
        requests: domains
            .into_iter()
            .filter_map(|domain| {
                let pending = domain.pending.as_deref()?;
                Some(Request {
                    domain: domain.name.clone(),
                    wanted: wanted(pending),
                    requested_by: pending.requested_by.account.clone(),
                    by_checks: pending.by_checks,
                    until: pending.until,
                })
            })
            .collect(),
        hosts: hosts
            .into_iter()
            .filter_map(|host| {
                let awaiting = host.awaiting.as_ref()?;
                let asked = match (&awaiting.new_admin, awaiting.registrant, awaiting.admin) {
                    (Some(admin), ..) => format!("{admin} as new administrator"),
                    (None, true, true) => format!("the registrant, and {} as administrator", host.admin),
                    (None, true, false) => "the registrant".to_owned(),
                    (None, false, _) => format!("{} as administrator", host.admin),
                };
                let requested_by = awaiting.requested_by.account.clone();
                let awaited =
                    [Asked::Registrant, Asked::Administrator].into_iter().filter(|asked| awaiting.awaits(*asked));
                let (host, awaited, until) = (host.name.clone(), awaited.collect(), awaiting.until);
                Some(HostRequest { host, asked, awaited, requested_by, until })
            })
            .collect(),
        offers: offers.into_iter().map(|o| objects::offer(o)).collect(),
    }
}

fn under_way(contact: &Contact) -> bool {
    let v = &contact.verification;
    v.identity.pending() || v.email.pending() || v.confirm_email.is_some() || v.confirm_secondary_email.is_some()
}

fn open_check(contact: &Contact) -> Option<OpenCheck> {
    let v = &contact.verification;
    (v.identity.pending() || v.email.pending()).then(|| OpenCheck {
        contact: contact.handle.clone(),
        name: contact.name.clone(),
        identity: v.identity.word(),
        email_check: v.email.word(),
        until: v.identity.deadline().into_iter().chain(v.email.deadline()).min(),
    })
}

fn new_emails(contact: &Contact) -> impl Iterator<Item = NewEmail> {
    let v = &contact.verification;
    let view = |secondary, change: &EmailChange| NewEmail {
        contact: contact.handle.clone(),
        secondary,
        address: change.address.clone(),
        until: change.until,
    };
    let primary = v.confirm_email.iter().map(move |change| view(false, change));
    primary.chain(v.confirm_secondary_email.iter().map(move |change| view(true, change)))
}

/// What a pending update would change, in words.
pub(super) fn wanted(pending: &PendingUpdate) -> String {
    let mut found = Vec::new();
    let roles = [("registrant", &pending.registrant), ("proxy", &pending.admin), ("payer", &pending.billing)];
    for (role, handle) in roles {
        found.extend(handle.as_ref().map(|handle| format!("{handle} as {role}")));
    }
    if let Some((servers, _)) = &pending.delegation {
        found.push(format!("name servers {}", servers.join(", ")));
    }
    if pending.deletion {
        found.push("deletion".to_owned());
    }
    found.join("; ")
}

impl Waiting {
    /// How many things of each kind, with the words for them.
    fn counts(&self) -> [(&'static str, &'static str, usize); 6] {
        [
            ("applications", "Applications to be decided", self.applications.len()),
            ("checks", "Mandatory checks of registrants", self.checks.len()),
            ("emails", "E-mail addresses to be confirmed", self.emails.len()),
            ("requests", "Updates of names to be accepted", self.requests.len()),
            ("hosts", "Name servers to be accepted", self.hosts.len()),
            ("offers", "Names on offer to a waiting list", self.offers.len()),
        ]
    }

    /// The overview's summary.
    pub(super) fn summary(&self) -> String {
        let mut out = String::from("<section><h2>Waiting for somebody</h2><dl class=\"counts\">");
        for (id, label, count) in self.counts() {
            // Writing to a String cannot fail.
            let _ = write!(out, "<dt><a href=\"{PATH}#{id}\">{label}</a></dt><dd>{count}</dd>");
        }
        out.push_str("</dl></section>");
        out
    }

    /// The page's body: each thing with the answers that there are.
    pub(super) fn page(&self) -> String {
        let tables = [self.applications(), self.checks(), self.emails(), self.requests(), self.hosts(), self.offers()];
        self.counts()
            .iter()
            .zip(tables)
            .map(|((id, label, _), table)| format!("<section id=\"{id}\"><h2>{label}</h2>{table}</section>"))
            .collect()
    }

    fn applications(&self) -> String {
        let row = |a: &ApplicationView| {
            let buttons: String = VERDICTS.iter().map(|(word, label, _)| button("decision", word, label)).collect();
            let target = format!("/applications/{}/decision", query(&a.tracking_number));
            let (name, due) = (link("/domains", &a.domain), moment(a.decided_at));
            vec![name, text(&a.tracking_number), handle(&a.account), due, form(&target, PATH, &buttons)]
        };
        let rows: Vec<_> = self.applications.iter().map(row).collect();
        table("Applications", &["Domain", "Tracking number", "Account", "Decided at", "Decide"], &rows)
    }

    fn checks(&self) -> String {
        let row = |c: &OpenCheck| {
            let fit = |word: &str| ["complete", "reject", "expire", "cancel"].contains(&word);
            let buttons = DECISIONS.iter().filter(|(word, ..)| fit(word));
            let buttons: String = buttons.map(|(word, label, _)| button("decision", word, label)).collect();
            let target = format!("/contacts/{}/verification", query(&c.contact));
            let states = format!("identity {}, e-mail {}", c.identity, c.email_check);
            let until = c.until.map(moment).unwrap_or_default();
            vec![link("/contacts", &c.contact), text(&c.name), states, until, form(&target, PATH, &buttons)]
        };
        let rows: Vec<_> = self.checks.iter().map(row).collect();
        table("Mandatory checks", &["Contact", "Name", "Checks", "Until", "Decide"], &rows)
    }

    fn emails(&self) -> String {
        let row = |e: &NewEmail| {
            let kind = if e.secondary { "secondary" } else { "primary" }.to_owned();
            let buttons = email_form(&e.contact, e.secondary, PATH);
            vec![link("/contacts", &e.contact), text(&e.address), kind, moment(e.until), buttons]
        };
        let rows: Vec<_> = self.emails.iter().map(row).collect();
        table("E-mail addresses", &["Contact", "New address", "Kind", "Until", "Answer"], &rows)
    }

    fn requests(&self) -> String {
        let row = |r: &Request| {
            let answer = if r.by_checks {
                "the registrant’s checks decide".to_owned()
            } else {
                answer_form(&format!("/domains/{}/answer", query(&r.domain)), PATH)
            };
            let until = r.until.map(moment).unwrap_or_default();
            vec![link("/domains", &r.domain), text(&r.wanted), handle(&r.requested_by), until, answer]
        };
        let rows: Vec<_> = self.requests.iter().map(row).collect();
        table("Updates", &["Domain", "Wanted", "By", "Until", "Answer"], &rows)
    }

    fn hosts(&self) -> String {
        let row = |h: &HostRequest| {
            let target = format!("/hosts/{}/answer", query(&h.host));
            let mut answer = answer_form(&target, PATH);
            for asked in h.awaited.iter().filter(|_| h.awaited.len() > 1) {
                let word = asked.word();
                let by = format!("As the {word}: <input type=\"hidden\" name=\"by\" value=\"{word}\">");
                answer += &form(&target, PATH, &(by + &yes_and_no()));
            }
            vec![text(&h.host), text(&h.asked), handle(&h.requested_by), moment(h.until), answer]
        };
        let rows: Vec<_> = self.hosts.iter().map(row).collect();
        table("Name servers", &["Host", "Asked", "By", "Until", "Answer"], &rows)
    }

    fn offers(&self) -> String {
        let row = |o: &OfferView| {
            let lapse = form(&format!("/offers/{}/lapse", query(&o.domain)), PATH, "<button>Let lapse</button>");
            let until = o.until.map_or_else(|| "no end".to_owned(), moment);
            vec![text(&o.domain), format!("<code>{}</code>", Esc(&o.code)), until, o.waiting.to_string(), lapse]
        };
        let rows: Vec<_> = self.offers.iter().map(row).collect();
        let wait = form(
            "/offers",
            PATH,
            "<label>Name<input name=\"name\" required placeholder=\"eksempel.dk\"></label>\
             <button>Join its waiting list</button>",
        );
        table("Offers", &["Domain", "Code", "Until", "Next in line", "Decide"], &rows)
            + "<p class=\"muted\">A name that nobody has is offered at once, others when they are deleted.</p>"
            + &wait
    }
}

fn text(value: &str) -> String {
    Esc(value).to_string()
}

/// Yes and no for those who are asked.
pub(super) fn answer_form(target: &str, back: &str) -> String {
    form(target, back, &yes_and_no())
}

fn yes_and_no() -> String {
    button("accepted", "true", "Accept") + &button("accepted", "false", "Refuse")
}

/// Yes and no for a new address.
pub(super) fn email_form(handle: &str, secondary: bool, back: &str) -> String {
    let inside = format!("<input type=\"hidden\" name=\"secondary\" value=\"{secondary}\">")
        + &button("confirmed", "true", "Confirm")
        + &button("confirmed", "false", "Drop");
    form(&format!("/contacts/{}/email", query(handle)), back, &inside)
}
