//! What all sub-commands share, tokens, and automatic renewal.

use dk::MetaRole;
use epp::domain::{AuthInfoChange, Parts, Update};
use epp::object::Status;
use time::Duration;

use crate::flows::Reply;
use crate::trial::{NOW, Trial, application, domain_info, german};
use crate::world::domain::{DomainState, Suspension, SuspensionCause};
use crate::world::{Contact, Domain, Key, REGISTRY};

/// A trial with `ny.dk` registered for a German.
pub(super) fn registered() -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial
}

/// A trial with `ny.dk` managed by its registrant.
pub(super) fn registrant_managed(change: impl FnOnce(&mut Domain)) -> Trial {
    let trial = registered();
    edit(&trial, |domain| {
        domain.sponsor = Key::from(REGISTRY);
        change(domain);
    });
    trial.change(|tx| {
        let handle = tx.world().domain("ny.dk").unwrap().registrant.clone();
        let contact = Contact::clone(tx.world().contact(&handle).unwrap());
        tx.put_contact(Contact { sponsor: Key::from(REGISTRY), ..contact });
    });
    trial
}

pub(super) fn edit(trial: &Trial, change: impl FnOnce(&mut Domain)) {
    trial.change(|tx| {
        let mut domain = Domain::clone(tx.world().domain("ny.dk").unwrap());
        change(&mut domain);
        tx.put_domain(domain);
    });
}

pub(super) fn domain(trial: &Trial) -> Domain {
    trial.registry.read(|world, _| Domain::clone(world.domain("ny.dk").unwrap()))
}

/// The messages since the registration.
pub(super) fn told(trial: &Trial) -> Vec<String> {
    trial.messages().split_off(1)
}

pub(super) fn update(change: impl FnOnce(&mut Update)) -> Update {
    let mut update = Update { name: "ny.dk".into(), ..Update::default() };
    change(&mut update);
    update
}

pub(super) fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

/// Sends a command that must be refused and change nothing.
#[track_caller]
pub(super) fn refused(trial: &Trial, command: Update) -> (u16, String) {
    let before = domain(trial);
    let said = trial.said(command);
    assert!(said.0 >= 2000, "{said:?}");
    assert_eq!(domain(trial), before);
    said
}

pub(super) fn done() -> (u16, String) {
    text(1000, "Command completed successfully")
}

fn pw(word: &str) -> Update {
    update(|u| u.auth_info = Some(AuthInfoChange::set(word)))
}

fn unset() -> Update {
    update(|u| u.auth_info = Some(AuthInfoChange::unset()))
}

fn token(reply: &Reply) -> Option<(String, String)> {
    reply.extensions.dkhm.auth_info.first().map(|held| (held.op.clone(), held.token.expose().to_owned()))
}

pub(super) fn suspended(cause: SuspensionCause) -> DomainState {
    let deletion = NOW + Duration::days(30);
    DomainState::Suspended(Suspension { cause, deletion, requested_by: None, awaiting: false, auto_renew: false })
}

#[test]
fn the_name_must_exist() {
    let trial = registered();
    for name in ["ledig.dk", "example.com", "ab--c.dk"] {
        let command = Update { name: name.into(), ..pw("autotransfer") };
        assert_eq!(trial.said(command), text(2303, "Domain does not exist"), "{name}");
    }
}

#[test]
fn an_update_without_changes_needs_a_role_nevertheless() {
    let trial = registered();
    assert_eq!(trial.said(update(|_| {})), done());
    assert_eq!(domain(&trial).updated, None);
    let trial = trial.of_foreigner();
    assert_eq!(refused(&trial, update(|_| {})), text(2201, "No privilege."));
}

#[test]
fn statuses_cannot_be_changed() {
    let trial = registered();
    let statuses = || Parts { statuses: vec![Status::new("clientHold")], ..Parts::default() };
    assert_eq!(refused(&trial, update(|u| u.add = statuses())), text(2102, "Unimplemented option"));
    assert_eq!(refused(&trial, update(|u| u.rem = statuses())), text(2102, "Unimplemented option"));
}

#[test]
fn the_first_failure_takes_everything_back() {
    let trial = registered();
    let command = update(|u| {
        u.add.ns = vec!["ns3.nordisk.example".into()];
        u.auto_renew = Some("maybe".into());
    });
    assert_eq!(refused(&trial, command), text(2005, "Bad value for dkhm:autoRenew: >maybe<"));
    assert!(told(&trial).is_empty());
}

#[test]
fn sub_commands_are_looked_at_in_the_registrys_order() {
    let trial = registered();
    // Everything is wrong at once; what comes first in the order is told.
    let mut wrong = update(|u| {
        u.rem.ns = vec!["ns9.nordisk.example".into()];
        u.rem.contacts = vec![epp::domain::DomainContact { role: "admin".into(), id: "REG-100001".into() }];
        u.add.ns = vec!["ns8.nordisk.example".into()];
        let all = epp::extensions::secdns::Remove { all: true, ..Default::default() };
        u.sec_dns = Some(epp::extensions::secdns::Update { rem: Some(all), ..Default::default() });
        u.auto_renew = Some("maybe".into());
    });
    assert_eq!(refused(&trial, wrong.clone()), text(2303, "Host not found: ns9.nordisk.example"));
    wrong.rem.ns.clear();
    let contacts = "Specifying contacts for registrar managed domains is not allowed";
    assert_eq!(refused(&trial, wrong.clone()), text(2306, contacts));
    wrong.rem.contacts.clear();
    assert_eq!(refused(&trial, wrong.clone()), text(2303, "Host not found: ns8.nordisk.example"));
    wrong.add.ns.clear();
    assert_eq!(refused(&trial, wrong.clone()), text(2303, "No DS records for domain"));
    wrong.sec_dns = None;
    assert_eq!(refused(&trial, wrong).0, 2005);
}

#[test]
fn a_keyword_makes_a_token_that_info_shows_and_null_removes() {
    let trial = registered();
    assert_eq!(trial.said(pw("autotransfer")), done());
    let (op, first) = token(&trial.done(domain_info("ny.dk"))).unwrap();
    assert_eq!(op, "transfer");
    assert_eq!(first.len(), "REG-TRANSFER-".len() + 32);
    assert!(dk::AuthorizationToken::parse(&first).is_ok() && first.starts_with("REG-TRANSFER-"), "{first}");
    assert_eq!(domain(&trial).authorization.unwrap().expires, NOW + Duration::minutes(1) + Duration::days(14));
    // A second one replaces the first.
    trial.done(pw("autotransfer"));
    let (_, second) = token(&trial.done(domain_info("ny.dk"))).unwrap();
    assert_ne!(first, second);
    // The legacy token for name servers stands beside it.
    trial.done(pw("autoredel"));
    let shown = trial.done(domain_info("ny.dk")).extensions.dkhm.auth_info;
    assert_eq!(shown.iter().map(|held| held.op.as_str()).collect::<Vec<_>>(), ["transfer", "redel"]);
    assert!(shown[1].token.expose().starts_with("REG-REDEL-"));
    assert_eq!(trial.said(unset()), done());
    assert_eq!(token(&trial.done(domain_info("ny.dk"))), None);
    // There is none to remove any more, which is no error.
    assert_eq!(trial.said(unset()), done());
}

#[test]
fn a_token_lasts_fourteen_days() {
    let trial = registered();
    trial.done(pw("autotransfer"));
    trial.advance(Duration::days(14) - Duration::SECOND);
    assert!(token(&trial.done(domain_info("ny.dk"))).is_some());
    trial.advance(Duration::SECOND);
    assert_eq!(token(&trial.done(domain_info("ny.dk"))), None);
}

#[test]
fn who_asks_for_a_token_must_write_it_right() {
    let trial = registered();
    assert_eq!(refused(&trial, pw("transfer")), text(2001, "Command syntax error"));
    assert_eq!(refused(&trial, pw("")), text(2003, "Value required for authinfo.pw"));
    let nothing = update(|u| u.auth_info = Some(AuthInfoChange::default()));
    assert_eq!(refused(&trial, nothing), text(2003, "Value required for authinfo.pw"));
    let both = update(|u| u.auth_info = Some(AuthInfoChange { null: true, ..AuthInfoChange::set("autotransfer") }));
    assert_eq!(refused(&trial, both), text(2002, "Command use error"));
    let used = pw("NSA-REDEL-098f6bcd4621d373cade4e832627b4f6");
    let needs_servers = "Nameserver changes required when specifying authinfo token";
    assert_eq!(refused(&trial, used), text(2306, needs_servers));
}

#[test]
fn tokens_are_for_those_in_the_right_role() {
    let set = text(2201, "No privilege. You are not authorized to set authinfo");
    let unset_text = text(2201, "No privilege. You are not authorized to unset authinfo");
    let trial = registered().of_foreigner();
    for word in ["autotransfer", "autoredel"] {
        assert_eq!(refused(&trial, pw(word)), set);
    }
    assert_eq!(refused(&trial, unset()), unset_text);
    // The meta-role decides as well.
    let trial = registered();
    trial.roles(&[MetaRole::NameServerAdministrator]);
    assert_eq!(refused(&trial, pw("autotransfer")), set);
    assert_eq!(trial.said(pw("autoredel")), done());
    trial.roles(&[MetaRole::Registrar, MetaRole::Payer]);
    assert_eq!(refused(&trial, pw("autotransfer")), set);
    assert_eq!(refused(&trial, pw("autoredel")), set);
    assert_eq!(refused(&trial, unset()), unset_text);
    // Who cannot make one for a transfer cannot remove it either.
    trial.roles(&[MetaRole::Proxy]);
    trial.done(pw("autotransfer"));
    trial.roles(&[MetaRole::NameServerAdministrator]);
    trial.done(unset());
    assert!(domain(&trial).authorization.is_some() && domain(&trial).redelegation.is_none());
}

#[test]
fn on_registrant_managed_names_the_proxy_and_the_servers_administrator_make_tokens() {
    let trial = registrant_managed(|_| {});
    // The Danish registrar administers the name servers.
    assert_eq!(refused(&trial, pw("autotransfer")).0, 2201);
    trial.done(pw("autoredel"));
    assert!(domain(&trial).redelegation.unwrap().token.starts_with("NSA-REDEL-"));
    edit(&trial, |domain| domain.admin = Some(Key::from("REG-100001")));
    trial.done(pw("autotransfer"));
    assert!(domain(&trial).authorization.unwrap().token.starts_with("PXY-TRANSFER-"));
}

#[test]
fn a_name_that_is_still_applied_for_gets_no_token() {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    assert_eq!(refused(&trial, pw("autotransfer")), text(2304, "Domain status prohibits operation"));
}

#[test]
fn the_registrar_chooses_between_renewal_and_expiry_until_the_period_ends() {
    let auto_renew = |value: &str| update(|u| u.auto_renew = Some(value.into()));
    let not_allowed = text(2201, "No privilege. You are not authorized to change auto_renew");
    let trial = registered();
    assert_eq!(trial.said(auto_renew("false")), done());
    assert!(!domain(&trial).auto_renew);
    assert_eq!(trial.said(auto_renew("true")), done());
    assert!(domain(&trial).auto_renew && domain(&trial).updated.is_some());
    assert_eq!(refused(&trial, auto_renew("1")), text(2005, "Bad value for dkhm:autoRenew: >1<"));
    edit(&trial, |domain| domain.state = suspended(SuspensionCause::Expired));
    assert_eq!(refused(&trial, auto_renew("true")), not_allowed);
    let trial = registered();
    trial.roles(&[MetaRole::Registrar]);
    assert_eq!(refused(&trial, auto_renew("false")), not_allowed);
    assert_eq!(refused(&registered().of_foreigner(), auto_renew("false")), not_allowed);
    let proxy = registrant_managed(|domain| domain.admin = Some(Key::from("REG-100001")));
    assert_eq!(refused(&proxy, auto_renew("false")), not_allowed);
}
