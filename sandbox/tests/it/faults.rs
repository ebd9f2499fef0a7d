//! Faults on demand, as a client meets them.

use std::time::{Duration, Instant};

use epp::client::Timeouts;
use epp::{Command, CommandBody, Login, domain};
use sandbox::faults::{Fault, FaultAction};

use crate::support::{application, connector, create_contact, foreigner, said, send, sign_in, start};

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
