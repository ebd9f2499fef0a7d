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

#[expect(dead_code, reason = "the example's own entry is not called")]
#[path = "../../../epp/examples/availability.rs"]
mod availability;

#[tokio::test]
async fn the_example_of_the_epp_crate_finds_what_is_free() {
    let sandbox = start().await;
    let ca = std::env::temp_dir().join(format!("availability-{}.pem", std::process::id()));
    std::fs::write(&ca, sandbox.ca_pem()).unwrap();
    let ask = async |password: &str| {
        let names = ["ledig.dk", "dk-hostmaster.dk"].map(str::to_owned);
        let (port, ca) = (sandbox.epp_addr().port(), ca.to_str().unwrap());
        let lines = availability::availability("127.0.0.1", port, ca, "EPP-100001", password, &names).await;
        lines.map_err(|error| error.to_string())
    };
    let lines = ask("Sandbox-100001").await;
    assert_eq!(lines.unwrap(), ["ledig.dk is available", "dk-hostmaster.dk is not available: In use"]);
    assert_eq!(ask("wrong").await, Err("2200 Login failed".to_owned()));
    std::fs::remove_file(&ca).unwrap();
}

#[tokio::test]
async fn what_the_registry_does_not_offer_is_unimplemented() {
    let sandbox = start().await;
    let mut raw = crate::raw::greeted(&sandbox).await;
    let login = "<login><clID>EPP-100001</clID><pw>Sandbox-100001</pw><options><version>1.0</version><lang>en</lang>\
                 </options><svcs><objURI>urn:ietf:params:xml:ns:contact-1.0</objURI></svcs></login>";
    let contact = "xmlns:c='urn:ietf:params:xml:ns:contact-1.0'";
    let extension = "<logout/><extension><fee:x xmlns:fee='urn:ietf:params:xml:ns:epp:fee-1.0'/></extension>";
    for (inside, code, text) in [
        (login, 1000, "User EPP-100001 logged in. "),
        (&format!("<delete><c:delete {contact}><c:id>DKHM1-DK</c:id></c:delete></delete>"), 2101, "Unimplemented"),
        (
            &format!("<transfer op='request'><c:transfer {contact}><c:id>DKHM1-DK</c:id></c:transfer></transfer>"),
            2101,
            "Unimplemented",
        ),
        (extension, 2103, "Unimplemented extension"),
        ("<poll op='ack' msgID='1'/>", 2303, "Object does not exist"),
        ("<poll op='ack' msgID='x'/>", 2303, "Object does not exist"),
        ("<logout/>", 1500, "User logged out. Closing Connection."),
    ] {
        let xml = format!("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command>{inside}</command></epp>");
        let answer = crate::raw::ask(&mut raw, &xml).await.unwrap();
        assert_eq!(crate::raw::code_and_text(&answer), (code, text.to_owned()), "{inside}");
    }
    let mut raw = crate::raw::greeted(&sandbox).await;
    let out = "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><logout/></command></epp>";
    let answer = crate::raw::ask(&mut raw, out).await.unwrap();
    assert_eq!(crate::raw::code_and_text(&answer), (1500, "Not logged in, or already logged out".to_owned()));
}

#[tokio::test]
async fn the_meta_role_payer_sees_the_balance_and_others_do_not() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    sandbox
        .registry()
        .write(|tx| {
            let mut user = sandbox::world::ServiceUser::clone(tx.world().user("EPP-100001").unwrap());
            user.roles.remove(dk::MetaRole::Payer);
            tx.put_user(user);
            Ok::<_, sandbox::store::StoreError>(())
        })
        .unwrap();
    assert_eq!(said(&send(&mut session, CommandBody::Balance).await), (2201, "Unauthorized"));
}

#[tokio::test]
async fn every_answer_tells_of_waiting_messages() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    assert_eq!(send(&mut session, CommandBody::Balance).await.msg_q, None);
    let registrant = crate::support::create_contact(&mut session, crate::support::foreigner()).await;
    for name in ["en.dk", "to.dk"] {
        send(&mut session, crate::support::application(name, &registrant)).await;
    }
    sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    let queue = send(&mut session, CommandBody::Balance).await.msg_q.unwrap();
    assert_eq!((queue.count, queue.id.as_str(), queue.msg), (2, "100001", None));
    let acked = send(&mut session, epp::Poll::Ack { msg_id: "100001".into() }).await;
    assert_eq!(acked.msg_q.map(|q| (q.count, q.id)), Some((1, "100002".to_owned())));
    let again = send(&mut session, epp::Poll::Ack { msg_id: "100001".into() }).await;
    assert_eq!(said(&again), (2303, "Object does not exist"));
    // Another account's message is none of one's own.
    let mut other = crate::support::sign_in_as(&sandbox, "100002").await;
    assert_eq!(send(&mut other, epp::Poll::Ack { msg_id: "100002".into() }).await.code().0, 2303);
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
