//! `<domain:update>` (RFC 5731 §3.2.5) with DNSSEC (RFC 5910 §5.2.5) and the registry's extensions.

use super::{DomainContact, HostAttr, NameServers};
use crate::{
    Secret,
    extensions::{CommandExtensions, dkhm, rgp, secdns},
    ns,
    object::{DOMAIN, Status},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Password that makes the registry generate a token for a transfer.
pub const AUTO_TRANSFER: &str = "autotransfer";
/// Password that made the registry generate a token for a change of name servers by an outsider; no longer documented.
pub const AUTO_REDELEGATION: &str = "autoredel";

/// Changes a domain. Several changes may be combined; a server makes all of them or none.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// Domain name, U-label or A-label.
    pub name: String,
    /// What to add.
    pub add: Parts,
    /// What to remove.
    pub rem: Parts,
    /// The new registrant. It cannot be combined with other changes and needs an order confirmation.
    pub registrant: Option<String>,
    /// What to do about the authorization token.
    pub auth_info: Option<AuthInfoChange>,
    /// When the new registrant accepted the registry's terms, in seconds since 1970 (`dkhm:orderconfirmationToken`).
    pub order_confirmation_token: Option<String>,
    /// `true` or `false` (`dkhm:autoRenew`).
    pub auto_renew: Option<String>,
    /// DNSSEC data.
    pub sec_dns: Option<secdns::Update>,
    /// Restores the domain, which cannot be combined with changes.
    pub restore: Option<rgp::Restore>,
}

/// What a domain has several of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// Host objects that serve the domain.
    pub ns: Vec<String>,
    /// Name servers given by address, which the registry refuses.
    pub ns_attrs: Vec<HostAttr>,
    /// Contacts in the roles `admin` and `billing`; on registrant-managed domains only.
    pub contacts: Vec<DomainContact>,
    /// Statuses, which the registry lets nobody change.
    pub statuses: Vec<Status>,
}

/// What to do about an authorization token. Either part is filled; both together are answered by code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthInfoChange {
    /// [`AUTO_TRANSFER`] generates a token, which `info` then shows.
    pub pw: Option<Secret>,
    /// Removes the token.
    pub null: bool,
}

impl AuthInfoChange {
    /// Sets the token, in the registry's case by a keyword.
    pub fn set(pw: impl Into<Secret>) -> Self {
        Self { pw: Some(pw.into()), null: false }
    }

    /// Removes the token.
    #[must_use]
    pub fn unset() -> Self {
        Self { pw: None, null: true }
    }

    fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["pw", "ext", "null"])?;
        let pw = element.one(ns::DOMAIN, "pw")?.map(Element::secret);
        Ok(Self { pw, null: element.one(ns::DOMAIN, "null")?.is_some() })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("domain:authInfo", |w| {
            w.optional("domain:pw", self.pw.as_ref().map(Secret::expose));
            if self.null {
                w.empty("domain:null", &[]);
            }
        });
    }
}

impl Parts {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ns.is_empty() && self.ns_attrs.is_empty() && self.contacts.is_empty() && self.statuses.is_empty()
    }

    fn read(update: Element<'_, '_>, name: &str) -> Read<Self> {
        let Some(element) = update.one(ns::DOMAIN, name)? else { return Ok(Self::default()) };
        element.only(ns::DOMAIN, &["ns", "contact", "status"])?;
        let servers = NameServers::read(element)?;
        Ok(Self {
            ns: servers.objects,
            ns_attrs: servers.attrs,
            contacts: DomainContact::read_all(element),
            statuses: DOMAIN.read_statuses(element)?,
        })
    }

    fn write(&self, w: &mut XmlWriter, name: &str) {
        if self.is_empty() {
            return w.empty(name, &[]);
        }
        w.within(name, |w| {
            NameServers::write(&self.ns, &self.ns_attrs, w);
            DomainContact::write_all(&self.contacts, w);
            DOMAIN.write_statuses(w, &self.statuses);
        });
    }
}

impl Update {
    pub(crate) fn read(element: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["name", "add", "rem", "chg"])?;
        let chg = element.one(ns::DOMAIN, "chg")?;
        let (mut registrant, mut auth_info) = (None, None);
        if let Some(chg) = chg {
            chg.only(ns::DOMAIN, &["registrant", "authInfo"])?;
            registrant = chg.one(ns::DOMAIN, "registrant")?.map(Element::token);
            auth_info = chg.one(ns::DOMAIN, "authInfo")?.map(AuthInfoChange::read).transpose()?;
        }
        Ok(Self {
            name: DOMAIN.read_key(element)?,
            add: Parts::read(element, "add")?,
            rem: Parts::read(element, "rem")?,
            registrant,
            auth_info,
            order_confirmation_token: extensions.take_dkhm_token("orderconfirmationToken")?,
            auto_renew: extensions.take_dkhm_token("autoRenew")?,
            sec_dns: extensions.take(ns::SEC_DNS, "update")?.map(secdns::Update::read).transpose()?,
            restore: extensions.take(ns::RGP, "update")?.map(rgp::Restore::read).transpose()?,
        })
    }

    /// Writes `add`, `rem` and `chg` even where they are empty, as the registry's examples do.
    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:update", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            self.add.write(w, "domain:add");
            self.rem.write(w, "domain:rem");
            if self.registrant.is_none() && self.auth_info.is_none() {
                return w.empty("domain:chg", &[]);
            }
            w.within("domain:chg", |w| {
                w.optional("domain:registrant", self.registrant.as_deref());
                if let Some(auth_info) = &self.auth_info {
                    auth_info.write(w);
                }
            });
        });
    }

    pub(crate) fn write_extension(&self, w: &mut XmlWriter) {
        dkhm::write_optional(w, "orderconfirmationToken", self.order_confirmation_token.as_deref());
        dkhm::write_optional(w, "autoRenew", self.auto_renew.as_deref());
        if let Some(sec_dns) = &self.sec_dns {
            sec_dns.write(w);
        }
        if let Some(restore) = &self.restore {
            restore.write(w);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        CommandBody, ParseErrorKind,
        extensions::secdns::{DsData, SecDns},
        testing::*,
    };

    fn update() -> Update {
        Update { name: "eksempel.dk".to_owned(), ..Update::default() }
    }

    fn ds(key_tag: u16) -> DsData {
        DsData { key_tag, alg: 13, digest_type: 2, digest: "0f".repeat(32), key: None }
    }

    fn read(inside: &str, extension: &str) -> Update {
        let body = read_command(&command(inside, extension));
        let CommandBody::DomainUpdate(update) = body else { panic!("{body:?}") };
        *update
    }

    fn command(inside: &str, extension: &str) -> String {
        format!(
            "<update><domain:update xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>{inside}</domain:update></update>\
             <extension>{extension}</extension>"
        )
    }

    const NAME: &str = "<domain:name>eksempel.dk</domain:name>";

    #[test]
    fn command_without_changes() {
        assert_eq!(read(NAME, ""), update());
        assert_eq!(read(&format!("{NAME}<domain:add/><domain:rem/><domain:chg/>"), ""), update());
        let xml = round_trip_command("domain update command", update());
        assert!(xml.contains("<domain:add/><domain:rem/><domain:chg/>"), "{xml}");
    }

    #[test]
    fn command_that_changes_the_registrant() {
        let inside = format!(
            "{NAME}<domain:add/><domain:rem/><domain:chg><domain:registrant>JD1-DK</domain:registrant></domain:chg>"
        );
        let extension = "<dkhm:orderconfirmationToken xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>1753707224
                         </dkhm:orderconfirmationToken>";
        let expected = Update {
            registrant: Some("JD1-DK".to_owned()),
            order_confirmation_token: Some("1753707224".to_owned()),
            ..update()
        };
        assert_eq!(read(&inside, extension), expected);
        round_trip_command("change of registrant", expected);
    }

    #[test]
    fn command_that_changes_name_servers_and_contacts() {
        // The registry's own example puts what is removed last.
        let inside = format!(
            "{NAME}<domain:chg/><domain:add><domain:ns><domain:hostObj>ns3.x.dk</domain:hostObj></domain:ns>\
             <domain:contact type='billing'>REG-100001</domain:contact></domain:add><domain:rem><domain:ns>\
             <domain:hostObj>ns1.x.dk</domain:hostObj></domain:ns><domain:contact type='admin'>A1-DK</domain:contact>\
             <domain:status s='clientHold'>Nej</domain:status></domain:rem>"
        );
        let contact = |role: &str, id: &str| vec![DomainContact { role: role.to_owned(), id: id.to_owned() }];
        let expected = Update {
            add: Parts { ns: vec!["ns3.x.dk".into()], contacts: contact("billing", "REG-100001"), ..Parts::default() },
            rem: Parts {
                ns: vec!["ns1.x.dk".into()],
                contacts: contact("admin", "A1-DK"),
                statuses: vec![Status { text: Some("Nej".into()), ..Status::new("clientHold") }],
                ..Parts::default()
            },
            ..update()
        };
        assert_eq!(read(&inside, ""), expected);
        round_trip_command("change of name servers", expected);
    }

    #[test]
    fn command_that_sets_and_unsets_the_token() {
        let chg = |inside: &str| {
            read(&format!("{NAME}<domain:chg><domain:authInfo>{inside}</domain:authInfo></domain:chg>"), "").auth_info
        };
        let (pw, null) = ("<domain:pw>autotransfer</domain:pw>", "<domain:null/>");
        assert_eq!(chg(pw), Some(AuthInfoChange::set(AUTO_TRANSFER)));
        assert_eq!(chg(null), Some(AuthInfoChange::unset()));
        // A server answers both together with a code.
        assert_eq!(
            chg(&format!("{pw}{null}")),
            Some(AuthInfoChange { null: true, ..AuthInfoChange::set(AUTO_TRANSFER) })
        );
        assert_eq!(chg(""), Some(AuthInfoChange::default()));
        for auth_info in [AuthInfoChange::set(AUTO_REDELEGATION), AuthInfoChange::unset()] {
            round_trip_command("authorization token", Update { auth_info: Some(auth_info), ..update() });
        }
    }

    #[test]
    fn command_that_changes_ds_records() {
        let record = "<s:dsData><s:keyTag>1</s:keyTag><s:alg>13</s:alg><s:digestType>2</s:digestType><s:digest>\
                      0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f</s:digest></s:dsData>";
        let extension = |inside: &str| {
            read(NAME, &format!("<s:update xmlns:s='urn:ietf:params:xml:ns:secDNS-1.1'>{inside}</s:update>")).sec_dns
        };
        let all = secdns::Remove { all: true, ..secdns::Remove::default() };
        let replaced = secdns::Update {
            rem: Some(all.clone()),
            add: Some(SecDns::from(vec![ds(1)])),
            ..secdns::Update::default()
        };
        let xml = format!("<s:rem><s:all>true</s:all></s:rem><s:add>{record}</s:add>");
        assert_eq!(extension(&xml), Some(replaced.clone()));
        let both = extension(&format!("<s:rem><s:all>1</s:all>{record}</s:rem>")).and_then(|update| update.rem);
        assert_eq!(both, Some(secdns::Remove { ds: vec![ds(1)], ..all }));
        let one = secdns::Remove { ds: vec![ds(1)], ..secdns::Remove::default() };
        let none = secdns::Update { rem: Some(secdns::Remove::default()), ..secdns::Update::default() };
        assert_eq!(extension("<s:rem><s:all>false</s:all></s:rem>"), Some(none.clone()));
        let listed = secdns::Update {
            rem: Some(one),
            add: Some(SecDns::from(vec![ds(2), ds(3)])),
            max_sig_life: Some(604_800),
            urgent: true,
        };
        for sec_dns in [replaced, listed, none, secdns::Update::default()] {
            let auto_renew = Some("false".to_owned());
            round_trip_command("DS records", Update { sec_dns: Some(sec_dns), auto_renew, ..update() });
        }
    }

    #[test]
    fn command_that_restores() {
        // As the registry's example has it.
        let report = |inside: &str| {
            format!(
                "<rgp:update xmlns:rgp='urn:ietf:params:xml:ns:rgp-1.0'><rgp:restore op='report'><rgp:report>{inside}\
                 </rgp:report></rgp:restore></rgp:update>"
            )
        };
        let times =
            "<rgp:delTime>1900-01-01T00:00:00.0Z</rgp:delTime><rgp:resTime>1900-01-01T00:00:00.0Z</rgp:resTime>";
        let texts = |times: &str| format!("<rgp:preData/><rgp:postData/>{times}<rgp:resReason/><rgp:statement/>");
        let moment = time::macros::datetime!(1900-01-01 00:00 UTC);
        let restored = Update { restore: Some(rgp::Restore::report(moment, moment)), ..update() };
        let empty = format!("{NAME}<domain:add/><domain:rem/><domain:chg/>");
        assert_eq!(read(&empty, &report(&texts(times))), restored);
        round_trip_command("domain restore command", restored);

        let mut full = rgp::Restore::report(moment, moment);
        if let Some(report) = &mut full.report {
            report.pre_data = "As it was".to_owned();
            report.res_reason = "Registrant error".to_owned();
            report.statements = vec!["One".to_owned(), "Two".to_owned()];
            report.other = Some("Else".to_owned());
        }
        round_trip_command("domain restore command with texts", Update { restore: Some(full), ..update() });
        let request = rgp::Restore { op: "request".to_owned(), report: None };
        round_trip_command("domain restore request", Update { restore: Some(request), ..update() });

        let without = |times: &str| refusal(&command(NAME, &report(&texts(times))));
        assert_eq!(without(""), ParseErrorKind::Missing("rgp:delTime".to_owned()));
        let (del_time, _) = times.split_at(times.find("<rgp:resTime").unwrap());
        assert_eq!(without(del_time), ParseErrorKind::Missing("rgp:resTime".to_owned()));
        let wrong = ParseErrorKind::Value { element: "rgp:delTime".to_owned(), value: "1900".to_owned() };
        assert_eq!(without(&times.replace("1900-01-01T00:00:00.0Z", "1900")), wrong);
    }

    #[test]
    fn refusals() {
        assert_eq!(refusal(&command("", "")), ParseErrorKind::Missing("domain:name".to_owned()));
        let odd = |inside: &str| refusal(&command(&format!("{NAME}{inside}"), ""));
        assert_eq!(odd("<domain:ns/>"), ParseErrorKind::Unexpected("domain:ns".to_owned()));
        assert_eq!(odd("<domain:add/><domain:add/>"), ParseErrorKind::Repeated("domain:add".to_owned()));
        assert_eq!(
            odd("<domain:chg><domain:contact type='admin'>A1-DK</domain:contact></domain:chg>"),
            ParseErrorKind::Unexpected("domain:contact".to_owned())
        );
        let two = "<domain:registrant>A1-DK</domain:registrant>".repeat(2);
        assert_eq!(
            odd(&format!("<domain:chg>{two}</domain:chg>")),
            ParseErrorKind::Repeated("domain:registrant".to_owned())
        );
    }
}
