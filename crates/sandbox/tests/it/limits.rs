//! What ends or refuses a session.

use std::time::Duration;

use epp::{CommandBody, Login, Poll, Response, domain};
use sandbox::{Config, Handle, Sandbox, Settings};

use crate::support::{application, config, connect, create_contact, foreigner, said, send, sign_in, sign_in_as, start};

async fn login(sandbox: &Handle, password: &str) -> Response {
    let mut session = connect(sandbox).await;
    let login = Login::new("EPP-100001", password).services(session.greeting());
    session.login(login, "login-1").await.unwrap().response
}

#[tokio::test]
async fn a_wrong_password_thrice_ends_the_session() {
    let sandbox = start().await;
    let mut session = connect(&sandbox).await;
    for (user, password) in [("EPP-100001", "wrong"), ("EPP-999999", "Sandbox-100001")] {
        let login = Login::new(user, password).services(session.greeting());
        assert_eq!(said(&send(&mut session, login).await), (2200, "Login failed"));
    }
    let third = Login::new("EPP-100001", "Wrong").services(session.greeting());
    let third = send(&mut session, third).await;
    assert_eq!(said(&third), (2500, "Login failed; Disconnect due to too many errors"));
    assert!(!session.is_usable());
    assert_eq!(login(&sandbox, "Sandbox-100001").await.code().0, 1000);
}

#[tokio::test]
async fn three_errors_of_one_kind_cut_and_others_do_not_count() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let unknown = |n: u32| domain::Info { name: format!("ledig{n}.dk"), ..domain::Info::default() };
    assert_eq!(said(&send(&mut session, unknown(1)).await), (2303, "Domain not found"));
    for _ in 0..2 {
        let bad = domain::Create { name: "ab--c.dk".into(), ..domain::Create::default() };
        assert_eq!(send(&mut session, bad).await.code().0, 2306);
    }
    assert_eq!(send(&mut session, unknown(2)).await.code().0, 2303);
    assert_eq!(send(&mut session, Poll::Req).await.code().0, 1300);
    let last = send(&mut session, unknown(3)).await;
    assert_eq!(said(&last), (2503, "Domain not found; Disconnect due to too many errors"));
    assert!(!session.is_usable());
}

#[tokio::test]
async fn an_account_has_so_many_sessions_and_no_more() {
    let sandbox = start().await;
    let mut sessions = Vec::new();
    for _ in 0..4 {
        sessions.push(sign_in(&sandbox).await);
    }
    let fifth = login(&sandbox, "Sandbox-100001").await;
    assert_eq!(said(&fifth), (2502, "Session limit exceeded; server closing connection"));
    // The limit is each account's own.
    sign_in_as(&sandbox, "100002").await;
    let leaving = sessions.pop().unwrap();
    assert_eq!(leaving.logout("bye-1").await.unwrap().response.code().0, 1500);
    wait_for(|| sandbox.registry().sessions.list().len() < 5).await;
    sign_in(&sandbox).await;
}

/// Waits until something that happens on its own has happened.
async fn wait_for(done: impl Fn() -> bool) {
    for _ in 0..500 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it did not happen");
}

#[tokio::test]
async fn addresses_are_looked_at_after_the_password() {
    let sandbox = start().await;
    let elsewhere = "10.0.0.0/8".parse().unwrap();
    sandbox::operations::change_account(sandbox.registry(), "REG-100001", |account| {
        account.allowlist = [elsewhere].into();
    })
    .await
    .unwrap();
    assert_eq!(said(&login(&sandbox, "wrong").await), (2200, "Login failed"));
    assert_eq!(said(&login(&sandbox, "Sandbox-100001").await), (2201, "No privilege"));
    sandbox::operations::change_account(sandbox.registry(), "REG-100001", |account| account.allowlist.clear())
        .await
        .unwrap();
    assert_eq!(said(&login(&sandbox, "Sandbox-100001").await), (2201, "No privilege"));
    sign_in_as(&sandbox, "100002").await;
}

#[tokio::test]
async fn login_changes_the_password_if_the_new_one_is_good() {
    let sandbox = start().await;
    let change = async |old: &str, new: &str| {
        let mut session = connect(&sandbox).await;
        let login = Login::new("epp-100001", old).with_new_pw(new).services(session.greeting());
        session.login(login, "login-1").await.unwrap().response
    };
    assert_eq!(said(&change("Sandbox-100001", "short").await), (2400, "Password change failed"));
    assert_eq!(login(&sandbox, "Sandbox-100001").await.code().0, 1000);
    let long = format!("Aa1-{}", "x".repeat(60));
    assert_eq!(said(&change("Sandbox-100001", &long).await), (1000, "User EPP-100001 logged in. "));
    assert_eq!(login(&sandbox, "Sandbox-100001").await.code().0, 2200);
    assert_eq!(login(&sandbox, &long).await.code().0, 1000);
}

#[tokio::test]
async fn silence_and_age_end_a_session() {
    let settings = Settings { session_idle: Duration::from_secs(2), ..Settings::default() };
    let sandbox = Sandbox::start(Config { settings, ..config() }).await.unwrap();
    let mut session = sign_in(&sandbox).await;
    for _ in 0..6 {
        tokio::time::sleep(Duration::from_millis(400)).await;
        session.hello().await.unwrap();
    }
    wait_for(|| sandbox.registry().sessions.list().is_empty()).await;
    assert!(session.hello().await.is_err());

    let settings = Settings { session_total: Duration::from_secs(1), ..Settings::default() };
    let sandbox = Sandbox::start(Config { settings, ..config() }).await.unwrap();
    let mut session = sign_in(&sandbox).await;
    let mut hellos = 0;
    while session.hello().await.is_ok() {
        hellos += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(hellos > 0, "{hellos}");
}

#[tokio::test]
async fn a_shutdown_still_answers_the_command_at_hand() {
    let sandbox = start().await;
    let mut sessions = Vec::new();
    for _ in 0..3 {
        sessions.push(sign_in(&sandbox).await);
    }
    let registrant = create_contact(&mut sessions[0], foreigner()).await;
    sandbox.pretend_shutdown(true);
    let suffix = "; Disconnect due to server shutdown";
    let create = send(&mut sessions[0], application("ny.dk", &registrant)).await;
    assert_eq!(said(&create), (1501, &*format!("Create domain pending for ny.dk{suffix}")));
    let balance = send(&mut sessions[1], CommandBody::Balance).await;
    assert_eq!(said(&balance), (1500, &*format!("Command completed successfully{suffix}")));
    let unknown = domain::Info { name: "ledig.dk".into(), ..domain::Info::default() };
    let unknown = send(&mut sessions[2], unknown).await;
    assert_eq!(said(&unknown), (2503, &*format!("Domain not found{suffix}")));
    assert!(sessions.iter().all(|session| !session.is_usable()));
    assert!(crate::support::connector(&sandbox).connect().await.is_err());
    sandbox.pretend_shutdown(false);
    let mut session = sign_in(&sandbox).await;
    assert!(crate::support::status(&mut session, "ny.dk").await.contains(&"pendingCreate".to_owned()));
}

#[tokio::test]
async fn a_user_who_is_disabled_is_out_at_once() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let (_, sequence) = sandbox
        .registry()
        .write(|tx| {
            let mut user = sandbox::world::ServiceUser::clone(tx.world().user("EPP-100001").unwrap());
            user.enabled = false;
            tx.put_user(user);
            Ok::<_, sandbox::store::StoreError>(())
        })
        .unwrap();
    sandbox.registry().settled(sequence).await.unwrap();
    assert_eq!(said(&send(&mut session, CommandBody::Balance).await), (2201, "No privilege"));
    assert_eq!(said(&login(&sandbox, "Sandbox-100001").await), (2201, "No privilege"));
    assert_eq!(sandbox.registry().sessions.end(|s| s.user.as_deref() == Some("EPP-100001")), 1);
    wait_for(|| sandbox.registry().sessions.list().is_empty()).await;
    assert!(session.hello().await.is_err());
}
