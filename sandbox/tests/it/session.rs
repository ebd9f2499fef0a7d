use epp::{CommandBody, Login, domain};

use crate::support::{connect, said, send, sign_in, start};

#[tokio::test]
async fn a_client_is_greeted_signs_in_looks_and_leaves() {
    let sandbox = start().await;
    let mut session = connect(&sandbox).await;
    assert_eq!(session.greeting().sv_id, "DK Hostmaster EPP Service (sandbox): 5.3.1");
    assert_eq!(session.greeting().ext_uris.len(), 4);
    let early = send(&mut session, domain::Check { names: vec!["a.dk".into()] }).await;
    assert_eq!(said(&early), (2002, "You need to login first."));
    let login = Login::new("EPP-100001", "Sandbox-100001").services(session.greeting());
    let response = session.login(login.clone(), "abc-1").await.unwrap().response;
    assert_eq!(said(&response), (1000, "User EPP-100001 logged in. "));
    let again = send(&mut session, login).await;
    assert_eq!(said(&again), (2002, "Repeated logins are not permitted."));
    session.hello().await.unwrap();
    let names = ["dk-hostmaster.dk", "ledig.dk", "waiting-list.dk", "xn--4cabco7dk5a.dk", "a--b.dk", "ab--c.dk"];
    let checked = send(&mut session, domain::Check { names: names.iter().map(|n| (*n).to_owned()).collect() }).await;
    let Some(epp::ResData::DomainCheck(data)) = checked.data else { panic!("{checked:?}") };
    let found: Vec<_> = data.items.iter().map(|i| (i.object.as_str(), i.available, i.reason.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("dk-hostmaster.dk", false, Some("In use")),
            ("ledig.dk", true, None),
            ("waiting-list.dk", false, Some("Offered for pos. on waiting list")),
            ("æøåöäüé.dk", false, Some("In use")),
            ("a--b.dk", true, None),
            ("ab--c.dk", false, Some("Invalid domain name")),
        ]
    );
    let gone = session.logout("abc-2").await.unwrap().response;
    assert_eq!(said(&gone), (1500, "User logged out. Closing Connection."));
}

#[tokio::test]
async fn the_balance_is_ten_thousand_kroner() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let response = send(&mut session, CommandBody::Balance).await;
    let Some(epp::ResData::Balance(data)) = response.data else { panic!("{response:?}") };
    assert_eq!(data.balance.to_string(), "10000.00");
    assert_eq!(data.available_credit.to_string(), "0.00");
}
