//! Commands that come without waiting for the answers before them (RFC 5730 § 2).

use epp::{Command, CommandBody, Poll, domain};

use crate::support::{application, connect, create_contact, foreigner, said, sign_in, start};

fn check(name: &str, id: &str) -> Command {
    Command::new(domain::Check { names: vec![name.to_owned()] }, id)
}

#[tokio::test]
async fn answers_come_in_the_order_of_the_commands_and_each_sees_the_one_before() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    let mut commands = Vec::new();
    for number in 0..40 {
        let name = format!("n{number}.dk");
        commands.push(check(&name, &format!("before-{number}")));
        commands.push(Command::new(application(&name, &registrant), format!("create-{number}")));
        commands.push(check(&name, &format!("after-{number}")));
    }
    let exchanges = session.pipeline(&commands).await.unwrap();
    assert_eq!(exchanges.len(), commands.len());
    for (command, exchange) in commands.iter().zip(&exchanges) {
        let id = command.cl_trid.as_deref().unwrap();
        assert_eq!(exchange.response.tr_id.cl.as_deref(), Some(id));
        match &exchange.response.data {
            Some(epp::ResData::DomainCheck(data)) => {
                assert_eq!(data.items[0].available, id.starts_with("before"), "{id}")
            }
            _ => assert_eq!(exchange.response.code().0, 1001, "{id}"),
        }
    }
}

#[tokio::test]
async fn what_follows_the_end_of_a_session_is_not_executed() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    // Three errors of one kind end the session.
    let missing = |id: &str| Command::new(Poll::Ack { msg_id: "7".into() }, id);
    let commands = [
        missing("miss-1"),
        check("fri.dk", "check-1"),
        missing("miss-2"),
        missing("miss-3"),
        Command::new(application("fri.dk", &registrant), "create-1"),
    ];
    let exchanges = session.pipeline(&commands).await.unwrap();
    let answers: Vec<(u16, &str)> = exchanges.iter().map(|exchange| said(&exchange.response)).collect();
    assert_eq!(
        answers,
        [
            (2303, "Object does not exist"),
            (1000, "Command completed successfully"),
            (2303, "Object does not exist"),
            (2503, "Object does not exist; Disconnect due to too many errors"),
        ]
    );
    let mut session = sign_in(&sandbox).await;
    let commands =
        [Command::new(CommandBody::Logout, "out-1"), Command::new(application("fri.dk", &registrant), "create-2")];
    assert_eq!(session.pipeline(&commands).await.unwrap().len(), 1);
    assert!(sandbox.registry().read(|world, _| world.domain("fri.dk").is_none()));
}

#[tokio::test]
async fn signing_in_can_be_the_first_of_many() {
    let sandbox = start().await;
    let mut session = connect(&sandbox).await;
    let login = epp::Login::new("EPP-100001", "Sandbox-100001").services(session.greeting());
    let commands = [check("fri.dk", "early-1"), Command::new(login, "login-1"), check("fri.dk", "check-1")];
    let exchanges = session.pipeline(&commands).await.unwrap();
    let codes: Vec<u16> = exchanges.iter().map(|exchange| exchange.response.code().0).collect();
    assert_eq!(codes, [2002, 1000, 1000]);
}
