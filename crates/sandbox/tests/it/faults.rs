//! Faults on demand, as a client meets them.

use std::time::{Duration, Instant};

use bytes::Bytes;
use epp::client::{Connector, SendError, Timeouts, TlsClient, Uncertain};
use epp::{Command, CommandBody, Login, Poll, domain};
use futures_util::{SinkExt, StreamExt};
use sandbox::faults::{Fault, FaultAction, OTHER_COMMAND};
use sandbox::{Config, Handle, Sandbox};

use crate::liberal::signed_in_to;
use crate::raw::{ask, code_and_text};
use crate::support::{application, config, connector, create_contact, foreigner, said, send, sign_in, start};

fn fault(command: &str, action: FaultAction) -> Fault {
    Fault { id: 0, command: command.into(), action, times: 1, account: None }
}

#[tokio::test]
async fn cut_before_executing_leaves_nothing_and_cut_after_leaves_everything() {
    let sandbox = start().await;
    for (action, taken) in [(FaultAction::DropBefore, false), (FaultAction::DropAfter, true)] {
        let mut session = sign_in(&sandbox).await;
        let registrant = create_contact(&mut session, foreigner()).await;
        sandbox.faults().add(fault("domain:create", action));
        let cut = session.send(&Command::new(application("ny.dk", &registrant), "cut-1")).await;
        assert!(cut.is_err(), "{action:?}");
        let mut session = sign_in(&sandbox).await;
        let check = send(&mut session, domain::Check { names: vec!["ny.dk".into()] }).await;
        let Some(epp::ResData::DomainCheck(data)) = check.data else { panic!() };
        assert_eq!(data.items[0].reason.as_deref(), taken.then_some("Enqueued"), "{action:?}");
    }
}

#[tokio::test]
async fn answers_can_be_late_or_fail_for_one_account_only() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    sandbox.faults().add(fault("balance", FaultAction::DelayMs(300)));
    let start = Instant::now();
    assert_eq!(send(&mut session, CommandBody::Balance).await.code().0, 1000);
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert!(sandbox.faults().list().is_empty());
    sandbox.faults().add(Fault { account: Some("REG-100001".into()), ..fault("*", FaultAction::Fail) });
    let mut other = crate::support::sign_in_as(&sandbox, "100002").await;
    assert_eq!(send(&mut other, CommandBody::Balance).await.code().0, 1000);
    assert_eq!(said(&send(&mut session, CommandBody::Balance).await), (2400, "Internal error."));
    assert_eq!(send(&mut session, CommandBody::Balance).await.code().0, 1000);
}

#[tokio::test]
async fn a_client_that_gives_up_does_not_undo_its_command() {
    let sandbox = start().await;
    let timeouts = Timeouts { response: Duration::from_secs(2), ..Timeouts::default() };
    let mut hasty = connector(&sandbox).timeouts(timeouts).connect().await.unwrap();
    let login = Login::new("EPP-100001", "Sandbox-100001").services(hasty.greeting());
    hasty.login(login, "login-1").await.unwrap();
    let registrant = create_contact(&mut hasty, foreigner()).await;
    sandbox.faults().add(fault("domain:create", FaultAction::DelayMs(4_000)));
    assert!(hasty.send(&Command::new(application("ny.dk", &registrant), "late-1")).await.is_err());
    let mut session = sign_in(&sandbox).await;
    assert!(crate::support::status(&mut session, "ny.dk").await.contains(&"pendingCreate".to_owned()));
}

fn check(id: &str) -> String {
    Command::new(domain::Check { names: vec!["ledig.dk".into()] }, id).to_xml()
}

fn applied(sandbox: &Handle, name: &str) -> bool {
    sandbox.registry().read(|world, _| world.domain(name).is_some())
}

#[tokio::test]
async fn a_garbled_answer_is_a_frame_that_cannot_be_read_and_the_connection_stays() {
    let dir = std::env::temp_dir().join(format!("sandbox-it-garble-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    let sandbox = Sandbox::start(Config { state: Some(dir.clone()), ..config() }).await.unwrap();
    let registrant = create_contact(&mut sign_in(&sandbox).await, foreigner()).await;
    let mut raw = signed_in_to(&sandbox).await;
    sandbox.faults().add(fault("domain:create", FaultAction::Garble));
    raw.send(Bytes::from(Command::new(application("ny.dk", &registrant), "garbled-1").to_xml())).await.unwrap();
    let answer = String::from_utf8(raw.next().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(answer.starts_with("<?xml") && answer.contains("<response>"), "{answer}");
    assert!(epp::ServerFrame::parse(&answer).is_err(), "{answer}");
    // What it is about is kept before it is sent.
    let mut files = std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
    let journal = files.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("journal-")).unwrap();
    assert!(std::fs::read_to_string(journal).unwrap().contains("ny.dk"));
    let answer = ask(&mut raw, &check("next-1")).await.unwrap();
    assert_eq!(code_and_text(&answer).0, 1000);
    assert!(answer.contains("<clTRID>next-1</clTRID>"), "{answer}");
    sandbox.shutdown().await;
    let _ = std::fs::remove_dir_all(dir);
}

#[tokio::test]
async fn a_client_takes_a_garbled_answer_for_uncertain() {
    let sandbox = start().await;
    let registrant = create_contact(&mut sign_in(&sandbox).await, foreigner()).await;
    // Whatever is tapped must be valid.
    let tls = TlsClient::from_ca_pem(sandbox.ca_pem().as_bytes()).unwrap();
    let mut session = Connector::new("localhost", sandbox.epp_addr().port(), tls).connect().await.unwrap();
    session.login(Login::new("EPP-100001", "Sandbox-100001"), "login-1").await.unwrap();
    sandbox.faults().add(fault("*", FaultAction::Garble));
    let error = session.send(&Command::new(application("ny.dk", &registrant), "garbled-1")).await.unwrap_err();
    assert!(matches!(error, SendError::Uncertain(Uncertain::Parse { .. })), "{error}");
    assert!(applied(&sandbox, "ny.dk"));
}

#[tokio::test]
async fn an_answer_can_seem_to_be_for_another_command() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    sandbox.faults().add(fault("domain:create", FaultAction::Other));
    let error = session.send(&Command::new(application("ny.dk", &registrant), "mine-1")).await.unwrap_err();
    let SendError::Protocol { expected, got, .. } = error else { panic!("{error}") };
    assert_eq!((expected.as_str(), got.as_deref()), ("mine-1", Some(OTHER_COMMAND)));
    assert!(applied(&sandbox, "ny.dk"));
    // The same without a client of one's own: but for the id the answer is what it would be, and the next one is right.
    let mut raw = signed_in_to(&sandbox).await;
    sandbox.faults().add(fault("domain:check", FaultAction::Other));
    let answer = ask(&mut raw, &check("mine-2")).await.unwrap();
    assert!(answer.contains("<clTRID>birk-other-command</clTRID>") && answer.contains(">ledig.dk<"), "{answer}");
    assert!(ask(&mut raw, &check("mine-3")).await.unwrap().contains("<clTRID>mine-3</clTRID>"));
}

#[tokio::test]
async fn an_answer_can_lack_its_data() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    for command in ["contact:create", "domain:create", "domain:info", "poll"] {
        sandbox.faults().add(fault(command, FaultAction::Bare));
    }
    let contacts = || sandbox.registry().read(|world, _| world.contacts().count());
    let before = contacts();
    let mut other = foreigner();
    other.email = "berta@example.de".into();
    let bare = send(&mut session, other).await;
    assert_eq!((bare.code().0, bare.data, contacts()), (1000, None, before + 1));
    let bare = send(&mut session, application("ny.dk", &registrant)).await;
    assert_eq!((bare.code().0, bare.data), (1001, None));
    assert_eq!((bare.extensions.dkhm.tracking_no.is_some(), applied(&sandbox, "ny.dk")), (true, true));
    let info = domain::Info { name: "ny.dk".into(), ..domain::Info::default() };
    let bare = send(&mut session, info.clone()).await;
    let whole = send(&mut session, info).await;
    assert_eq!((bare.code().0, bare.data, bare.extensions), (1000, None, whole.extensions));
    assert!(whole.data.is_some());
    sandbox.advance(time::Duration::minutes(2)).await.unwrap();
    let bare = send(&mut session, Poll::Req).await;
    assert_eq!((bare.code().0, bare.data), (1301, None));
    assert!(bare.msg_q.is_some() && sandbox.faults().list().is_empty());
    // A refusal has no data anyway.
    sandbox.faults().add(fault("domain:info", FaultAction::Bare));
    let missing = domain::Info { name: "ledig.dk".into(), ..domain::Info::default() };
    assert_eq!(said(&send(&mut session, missing).await), (2303, "Domain not found"));
}
