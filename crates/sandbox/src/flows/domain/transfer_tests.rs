use dk::{MetaRole, Money};
use epp::ResData;
use epp::domain::{AuthInfoChange, Transfer, TransferData, Update};
use time::Duration;

use crate::operations;
use crate::trial::{NOW, Trial, application, contact_info, dane, domain_info, german, host_create};
use crate::world::account::Purpose;
use crate::world::contact::Check;
use crate::world::domain::{DomainState, Suspension, SuspensionCause};
use crate::world::{Contact, Domain, Key, REGISTRY};

const DANE: &str = "REG-100001";
const FOREIGNER: &str = "REG-100002";

/// A trial with `ny.dk` in the Danish registrar's portfolio, and a token for its transfer. The foreign one acts.
fn ready() -> (Trial, String) {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    let token = token(&trial, "autotransfer");
    (trial.of_foreigner(), token)
}

fn token(trial: &Trial, word: &str) -> String {
    let auth_info = Some(AuthInfoChange::set(word));
    trial.done(Update { name: "ny.dk".into(), auth_info, ..Update::default() });
    let held = trial.done(domain_info("ny.dk")).extensions.dkhm.auth_info;
    held.last().map(|held| held.token.expose().to_owned()).unwrap()
}

fn with(token: &str) -> Transfer {
    Transfer::request("ny.dk", Some(token.into()))
}

fn without() -> Transfer {
    Transfer::request("ny.dk", None)
}

fn domain(trial: &Trial) -> Domain {
    trial.registry.read(|world, _| Domain::clone(world.domain("ny.dk").unwrap()))
}

fn edit(trial: &Trial, change: impl FnOnce(&mut Domain)) {
    let mut changed = domain(trial);
    change(&mut changed);
    trial.change(|tx| tx.put_domain(changed));
}

fn edit_registrant(trial: &Trial, change: impl FnOnce(&mut Contact)) {
    let handle = domain(trial).registrant;
    trial.change(|tx| {
        let mut contact = Contact::clone(tx.world().contact(&handle).unwrap());
        change(&mut contact);
        tx.put_contact(contact);
    });
}

#[track_caller]
fn refused(trial: &Trial, command: Transfer) -> (u16, String) {
    let before = domain(trial);
    let said = trial.said(command);
    assert!(said.0 >= 2000, "{said:?}");
    assert_eq!(domain(trial), before);
    said
}

fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

#[test]
fn a_token_hands_the_name_over_with_a_copy_of_its_registrant_and_its_hosts() {
    let (trial, token) = ready();
    let trial = trial.of_dane();
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    trial.change(|tx| {
        let mut account = crate::world::Account::clone(tx.world().account(FOREIGNER).unwrap());
        account.auto_renew = false;
        tx.put_account(account);
    });
    let before = domain(&trial);
    let trial = trial.of_foreigner();
    let at = NOW + Duration::minutes(1);
    let data = TransferData {
        name: "ny.dk".into(),
        tr_status: "clientApproved".into(),
        re_id: FOREIGNER.into(),
        re_date: at,
        ac_id: Some(DANE.into()),
        ac_date: Some(at),
        ex_date: None,
    };
    let reply = trial.done(with(&token));
    assert_eq!(reply.data, Some(ResData::DomainTransfer(data.clone())));
    let after = domain(&trial);
    assert_eq!(after.sponsor, *FOREIGNER);
    assert_eq!((after.expires, &after.name_servers), (before.expires, &before.name_servers));
    assert_eq!((after.auto_renew, after.authorization), (false, None));
    // The copy belongs to the new registrar, the original stays with the old one.
    assert_ne!(after.registrant, before.registrant);
    trial.registry.read(|world, _| {
        let (original, copy) = (world.contact(&before.registrant).unwrap(), world.contact(&after.registrant).unwrap());
        assert_eq!((&*original.sponsor, &*copy.sponsor, &*copy.created_by), (DANE, FOREIGNER, FOREIGNER));
        assert_eq!((&copy.name, &copy.street, &copy.email), (&original.name, &original.street, &original.email));
        assert_eq!(copy.verification.identity, original.verification.identity);
        let host = world.host("ns1.ny.dk").unwrap();
        assert_eq!((&*host.sponsor, &*host.admin), (FOREIGNER, FOREIGNER));
        // The published price is nothing.
        assert_eq!(world.account(FOREIGNER).unwrap().balance.to_string(), "10000.00");
    });
    // Both are told, with the same data.
    let poll = |trial: &Trial| trial.done(epp::CommandBody::Poll(epp::Poll::Req));
    assert_eq!(trial.messages(), ["ny.dk has been added to your portfolio"]);
    assert_eq!(poll(&trial).data, Some(ResData::DomainTransfer(data.clone())));
    trial.done(contact_info(&after.registrant));
    let trial = trial.of_dane();
    assert_eq!(trial.messages().last().unwrap(), "ny.dk has been removed from your portfolio");
    // It was good for once.
    let gone = text(2201, "Object is not eligible for transfer, no valid authinfo token");
    assert_eq!(refused(&trial, with(&token)), gone);
}

#[test]
fn other_operations_are_unimplemented() {
    let (trial, _) = ready();
    for op in ["query", "approve", "reject", "cancel", ""] {
        assert_eq!(trial.said(Transfer { op: op.into(), ..without() }), text(2101, "Unimplemented"));
    }
}

#[test]
fn the_name_must_exist() {
    let (trial, token) = ready();
    for name in ["ledig.dk", "example.com", "waiting-list.dk"] {
        let command = Transfer { name: name.into(), ..with(&token) };
        assert_eq!(trial.said(command), text(2303, "Cannot change registrar on non-existent domain"), "{name}");
    }
}

#[test]
fn the_meta_role_proxy_is_needed() {
    let (trial, token) = ready();
    trial.roles(&[MetaRole::Registrar, MetaRole::Payer, MetaRole::NameServerAdministrator]);
    let expected = text(2201, "No privilege. You are not authorized to transfer domain");
    assert_eq!(refused(&trial, with(&token)), expected);
    trial.roles(&[MetaRole::Proxy]);
    trial.done(with(&token));
}

#[test]
fn the_token_must_be_the_one_for_this() {
    let (trial, token) = ready();
    let unknown = text(2201, "Object is not eligible for transfer, no valid authinfo token");
    for wrong in ["", "autotransfer", "REG-TRANSFER-00000000000000000000000000000000"] {
        assert_eq!(refused(&trial, with(wrong)), unknown, "{wrong}");
    }
    let elsewhere = text(2202, "Supplied authinfo token is not valid for this domain/operation");
    let other = Transfer { name: "eksempel.dk".into(), ..with(&token) };
    assert_eq!(trial.said(other), elsewhere);
    let trial = trial.of_dane();
    let redel = self::token(&trial, "autoredel");
    assert_eq!(refused(&trial, with(&token)), text(2304, "Object status prohibits operation"));
    let trial = trial.of_foreigner();
    assert_eq!(refused(&trial, with(&redel)), elsewhere);
    trial.advance(Duration::days(14));
    assert_eq!(refused(&trial, with(&token)), unknown);
}

#[test]
fn without_a_token_only_registrant_managed_names_are_handed_over_and_only_to_those_with_a_role() {
    let (trial, _) = ready();
    assert_eq!(refused(&trial, without()), text(2302, "Domain is already registrar managed."));
    edit(&trial, |domain| {
        domain.sponsor = Key::from(REGISTRY);
        domain.billing = Some(Key::from(DANE));
        domain.authorization = None;
    });
    edit_registrant(&trial, |contact| contact.sponsor = Key::from(REGISTRY));
    let no_role = text(2305, "No NSA for domain is member of this registrar group");
    assert_eq!(refused(&trial, without()), no_role);
    // A server of theirs is role enough.
    edit(&trial, |domain| domain.name_servers[0] = Key::from("ns1.foreign.example"));
    let reply = trial.done(without());
    let Some(ResData::DomainTransfer(data)) = reply.data else { panic!("{:?}", reply.data) };
    assert_eq!((data.tr_status.as_str(), data.ac_id.as_deref()), ("serverApproved", Some("DKHM1-DK")));
    let after = domain(&trial);
    assert_eq!((&*after.sponsor, after.billing), (FOREIGNER, None));
    assert_eq!(trial.messages(), ["ny.dk has been added to your portfolio"]);
    let lost = "REG-100001 has been removed as billing contact for ny.dk";
    assert_eq!(trial.of_dane().messages().last().unwrap(), lost);
}

#[test]
fn who_pays_or_stands_in_for_the_registrant_may_take_the_name_over() {
    for role in [
        |domain: &mut Domain| domain.billing = Some(Key::from(FOREIGNER)),
        |domain: &mut Domain| {
            domain.admin = Some(Key::from(FOREIGNER));
        },
    ] {
        let (trial, _) = ready();
        edit_registrant(&trial, |contact| contact.sponsor = Key::from(REGISTRY));
        edit(&trial, |domain| {
            domain.sponsor = Key::from(REGISTRY);
            role(domain);
        });
        trial.done(without());
        assert_eq!(trial.messages(), ["ny.dk has been added to your portfolio"]);
    }
}

#[test]
fn a_registrants_own_token_names_the_registrant() {
    let (trial, _) = ready();
    let token = "OWN-TRANSFER-098f6bcd4621d373cade4e832627b4f6";
    edit(&trial, |domain| {
        domain.sponsor = Key::from(REGISTRY);
        if let Some(held) = &mut domain.authorization {
            token.clone_into(&mut held.token);
        }
    });
    edit_registrant(&trial, |contact| contact.sponsor = Key::from(REGISTRY));
    let owner = domain(&trial).registrant;
    let reply = trial.done(with(&token.to_lowercase()));
    let Some(ResData::DomainTransfer(data)) = reply.data else { panic!("{:?}", reply.data) };
    assert_eq!((data.tr_status.as_str(), data.ac_id.as_deref()), ("clientApproved", Some(&*owner)));
}

#[test]
fn some_names_are_in_no_state_for_it() {
    let suspended = |cause| {
        let deletion = NOW + Duration::days(30);
        DomainState::Suspended(Suspension { cause, deletion, requested_by: None, awaiting: false, auto_renew: false })
    };
    let not_ready = "Object is not ready for transfer at this time";
    let unverified = "Registrant has not been id validated";
    let provisioning = DomainState::Provisioning { until: NOW + Duration::days(1), activated: true };
    for (state, expected) in [
        (DomainState::Enqueued, Some(not_ready)),
        (provisioning, Some(not_ready)),
        (DomainState::AwaitingVerification, Some(unverified)),
        (suspended(SuspensionCause::Verification), Some(unverified)),
        (suspended(SuspensionCause::Registry), Some("Domain is blocked")),
        (suspended(SuspensionCause::Unconfirmed), Some("Domain is blocked")),
        (suspended(SuspensionCause::Payment), Some("Domain has unpaid invoices")),
        // Names in redemption go as they are.
        (suspended(SuspensionCause::Deleted), None),
    ] {
        let (trial, token) = ready();
        edit(&trial, |domain| domain.state = state.clone());
        match expected {
            Some(expected) => assert_eq!(refused(&trial, with(&token)), text(2106, expected)),
            None => {
                trial.done(with(&token));
                assert_eq!(domain(&trial).state, state);
            }
        }
    }
    let (trial, token) = ready();
    edit_registrant(&trial, |contact| contact.verification.identity = Check::Expired);
    assert_eq!(refused(&trial, with(&token)), text(2106, unverified));
    let (trial, token) = ready();
    edit(&trial, |domain| (domain.sponsor, domain.vid) = (Key::from(REGISTRY), true));
    assert_eq!(refused(&trial, with(&token)), text(2106, "Domain is locked"));
}

#[test]
fn a_deletion_that_another_asked_for_is_not_reported_as_ones_own() {
    let (trial, token) = ready();
    let trial = trial.of_dane();
    assert_eq!(trial.said(epp::domain::Delete { name: "ny.dk".into() }).0, 1001);
    let trial = trial.of_foreigner();
    trial.done(with(&token));
    trial.advance(Duration::days(31));
    let texts = trial.messages();
    let position = texts.iter().position(|text| text == "ny.dk has been deleted").unwrap();
    trial.registry.read(|world, _| {
        let data = &world.queue(FOREIGNER).nth(position).unwrap().data;
        assert!(matches!(data, crate::world::message::MessageData::Domain(_)), "{data:?}");
    });
    assert!(!trial.of_dane().messages().contains(&"ny.dk has been deleted".to_owned()));
}

#[test]
fn what_it_costs_must_be_there() {
    let (trial, token) = ready();
    trial.change(|tx| tx.book(FOREIGNER, Money::from_kroner(-10_001).unwrap(), Purpose::Deposit, None));
    assert_eq!(refused(&trial, with(&token)), text(2104, "Billing failure"));
}

#[test]
fn a_price_is_charged() {
    let mut settings = crate::config::Settings::default();
    let csv = "operation,valid_from,amount\ncreate,2020-01-01,50.00\ntransfer,2020-01-01,12.50\n";
    settings.prices = dk::PriceList::from_csv(csv).unwrap();
    let trial = Trial::with(settings);
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    let token = token(&trial, "autotransfer");
    let trial = trial.of_foreigner();
    trial.done(with(&token));
    trial.registry.read(|world, _| {
        let entry = world.statement(FOREIGNER).last().cloned().unwrap();
        assert_eq!((entry.purpose, entry.amount.to_string()), (Purpose::Transfer, "-12.50".to_owned()));
        assert_eq!(entry.domain.as_deref(), Some("ny.dk"));
    });
}

#[test]
fn a_pending_update_ends_with_the_transfer() {
    let (trial, token) = ready();
    let trial = trial.of_dane();
    let new = trial.contact(dane());
    let change = Update {
        name: "ny.dk".into(),
        registrant: Some(new.clone()),
        order_confirmation_token: Some(NOW.unix_timestamp().to_string()),
        ..Update::default()
    };
    assert_eq!(trial.said(change).0, 1001);
    let trial = trial.of_foreigner();
    trial.done(with(&token));
    let texts = trial.of_dane().messages();
    let failed = format!(
        "The registrant has not been changed to {new} for ny.dk, as the mandatory ID and/or data check was not completed"
    );
    assert_eq!(texts[2..], [failed, "ny.dk has been removed from your portfolio".to_owned()]);
}

#[tokio::test]
async fn the_control_page_lets_others_take_names_in_or_out() {
    let (trial, _) = ready();
    operations::transfer(&trial.registry, "ny.dk", FOREIGNER).await.unwrap();
    assert_eq!(trial.messages(), ["ny.dk has been added to your portfolio"]);
    assert!(operations::transfer(&trial.registry, "ny.dk", FOREIGNER).await.is_err());
    assert!(operations::transfer(&trial.registry, "ny.dk", "REG-999999").await.is_err());
    assert!(operations::transfer(&trial.registry, "ledig.dk", FOREIGNER).await.is_err());
    operations::transfer(&trial.registry, "ny.dk", DANE).await.unwrap();
    assert_eq!(domain(&trial).sponsor, *DANE);
}

#[tokio::test]
async fn a_waiting_list_gets_the_name_offered_one_after_the_other() {
    let (trial, _) = ready();
    let first = operations::wait_for(&trial.registry, "ny.dk").await.unwrap();
    let second = operations::wait_for(&trial.registry, "ny.dk").await.unwrap();
    assert!(operations::wait_for(&trial.registry, "example.com").await.is_err());
    edit(&trial, |domain| {
        let (cause, deletion) = (SuspensionCause::Registry, NOW + Duration::days(1));
        let suspension = Suspension { cause, deletion, requested_by: None, awaiting: false, auto_renew: false };
        domain.state = DomainState::Suspended(suspension);
    });
    trial.advance(Duration::days(1));
    let offered = |trial: &Trial| trial.registry.read(|world, _| world.offer("ny.dk").map(|o| o.token.clone()));
    assert_eq!(offered(&trial), Some(first.clone()));
    assert_eq!(trial.done(domain_info("ny.dk")).extensions.dkhm.advisories.len(), 1);
    // Who comes third joins behind the others.
    let third = operations::wait_for(&trial.registry, "ny.dk").await.unwrap();
    trial.advance(Duration::days(14));
    assert_eq!(offered(&trial), Some(second.clone()));
    // The second registers it, the third waits on.
    let registrant = trial.contact(german());
    let order = (NOW + Duration::days(15)).unix_timestamp().to_string();
    let create = |code: &str| epp::domain::Create {
        auth_info: Some(code.into()),
        order_confirmation_token: Some(order.clone()),
        ..application("ny.dk", &registrant)
    };
    assert_eq!(trial.said(create(&first)), text(2202, "Invalid authorization information"));
    assert_eq!(trial.said(create(&second.to_uppercase())).0, 1001);
    trial.advance(Duration::minutes(1));
    assert_eq!(offered(&trial), None);
    assert_eq!(*domain(&trial).waiting, [third]);
    // A name that nobody has is offered at once, and is free when the offer lapses.
    let code = operations::wait_for(&trial.registry, "frit.dk").await.unwrap();
    assert_eq!(trial.registry.read(|world, _| world.offer("frit.dk").map(|o| o.token.clone())), Some(code));
    trial.advance(Duration::days(14));
    assert!(trial.registry.read(|world, _| world.offer("frit.dk").is_none()));
}
