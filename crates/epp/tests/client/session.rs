//! The client session against servers that behave well and badly.

use std::{sync::Arc, time::Duration};

use crate::common::{self, Recorder, Server, answer, client_over, connector, pipe};
use epp::{
    ClientFrame, Command, CommandBody, FrameError, Login, Poll, ResultCode,
    client::{ConnectError, Direction, NotSent, SendError, Uncertain},
    domain, frame,
};
use tokio::io::AsyncWriteExt;

fn check() -> Command {
    Command::new(domain::Check { names: vec!["eksempel.dk".to_owned()] }, "T-1")
}

#[tokio::test]
async fn a_whole_session() {
    let recorder = Arc::new(Recorder::default());
    let (client, server) = pipe();
    let server = tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        for code in [1000, 1000, 1500] {
            let ClientFrame::Command(command) = server.receive().await else { panic!("no command") };
            if let CommandBody::Login(login) = &command.body {
                assert_eq!(login.obj_uris.len(), 4);
                assert_eq!(login.ext_uris.len(), 4);
            }
            server.send(&answer(code, command.cl_trid.as_deref())).await;
        }
        server.hello_after_close().await
    });
    let mut session = connector().tap(recorder.clone()).greet(client).await.unwrap();
    assert_eq!(session.greeting().sv_id, "Test server");
    let login = session.login(Login::new("EPP-1", "Geheim-1234"), "T-0").await.unwrap();
    assert_eq!(login.response.code(), ResultCode::OK);
    assert!(login.request_xml_masked().contains("<pw>***</pw>"), "{}", login.request_xml_masked());
    assert!(!format!("{login:?}{session:?}").contains("Geheim"));
    let exchange = session.send(&check()).await.unwrap();
    assert_eq!(exchange.response_xml().expose(), exchange.response_xml_masked());
    assert!(exchange.round_trip > Duration::ZERO);
    let bye = session.logout("T-2").await.unwrap();
    assert_eq!(bye.response.code(), ResultCode::OK_ENDING_SESSION);
    assert!(server.await.unwrap(), "the client closes the connection after logout");

    let frames = recorder.frames();
    let directions: Vec<_> = frames.iter().map(|(direction, _)| *direction).collect();
    use Direction::{Received, Sent};
    assert_eq!(directions, [Received, Sent, Received, Sent, Received, Sent, Received]);
    let labelled: Vec<_> = frames.iter().map(|(_, xml)| ("frame", xml.as_str())).collect();
    epp::schema::assert_valid("a_whole_session", &labelled);
}

#[tokio::test]
async fn hello_brings_a_new_greeting() {
    let (client, server) = pipe();
    let server = tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        assert_eq!(server.receive().await, ClientFrame::Hello);
        server.send(&common::greeting("Renewed server")).await;
    });
    let mut session = client_over(client).await;
    assert_eq!(session.hello().await.unwrap().sv_id, "Renewed server");
    assert_eq!(session.greeting().sv_id, "Renewed server");
    assert!(session.is_usable());
    server.await.unwrap();
}

#[tokio::test]
async fn an_answer_may_come_byte_by_byte() {
    let (client, server) = pipe();
    tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        server.receive().await;
        let xml = answer(1000, Some("T-1"));
        let mut wire = u32::try_from(xml.len() + 4).unwrap().to_be_bytes().to_vec();
        wire.extend_from_slice(xml.as_bytes());
        for byte in wire {
            server.raw().write_all(&[byte]).await.unwrap();
            tokio::task::yield_now().await;
        }
        server.receive_end().await;
    });
    let mut session = client_over(client).await;
    assert!(session.send(&check()).await.unwrap().response.is_success());
}

#[tokio::test]
async fn no_greeting() {
    let (client, server) = pipe();
    drop(server);
    let refused = connector().greet(client).await.unwrap_err();
    assert!(matches!(refused, ConnectError::Closed), "{refused:?}");

    let (client, server) = pipe();
    tokio::spawn(async move { Server::new(server).send(&answer(2502, None)).await });
    let refused = connector().greet(client).await.unwrap_err();
    assert!(
        matches!(&refused, ConnectError::Refused(response) if response.code() == ResultCode::SESSION_LIMIT_EXCEEDED)
    );

    let (client, mut server) = pipe();
    server.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    let refused = connector().greet(client).await.unwrap_err();
    assert!(matches!(refused, ConnectError::Frame(FrameError::TooLong { .. })), "{refused:?}");
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_not_waited_for_forever() {
    let (client, _server) = pipe();
    let refused = connector().greet(client).await.unwrap_err();
    assert!(matches!(refused, ConnectError::Timeout { phase: "greeting", .. }), "{refused:?}");

    let (client, server) = pipe();
    let server = tokio::spawn(Server::greeting(server));
    let mut session = client_over(client).await;
    let _server = server.await.unwrap();
    let error = session.send(&check()).await.unwrap_err();
    assert!(matches!(error, SendError::Uncertain(Uncertain::Timeout(_))), "{error:?}");
    assert!(error.may_have_executed());
    assert_poisoned(&mut session).await;
}

async fn assert_poisoned(session: &mut epp::client::Session) {
    assert!(!session.is_usable());
    let error = session.send(&check()).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(NotSent::Poisoned)), "{error:?}");
    assert!(!error.may_have_executed());
}

/// What comes of a command that is answered by these bytes and the end of the connection.
async fn outcome_of(wire: Vec<u8>) -> SendError {
    let (client, server) = pipe();
    tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        server.receive().await;
        server.raw().write_all(&wire).await.unwrap();
    });
    let mut session = client_over(client).await;
    let error = session.send(&check()).await.unwrap_err();
    assert!(error.may_have_executed(), "{error:?}");
    assert_poisoned(&mut session).await;
    error
}

fn framed(xml: &str) -> Vec<u8> {
    let mut wire = u32::try_from(xml.len() + 4).unwrap().to_be_bytes().to_vec();
    wire.extend_from_slice(xml.as_bytes());
    wire
}

#[tokio::test]
async fn without_a_readable_answer_the_outcome_is_uncertain() {
    let error = outcome_of(Vec::new()).await;
    assert!(matches!(error, SendError::Uncertain(Uncertain::Closed)), "{error:?}");

    let error = outcome_of(framed(&answer(1000, Some("T-1")))[..50].to_vec()).await;
    assert!(
        matches!(error, SendError::Uncertain(Uncertain::Frame(FrameError::Truncated { got: 50, .. }))),
        "{error:?}"
    );

    let error = outcome_of(u32::MAX.to_be_bytes().to_vec()).await;
    assert!(matches!(error, SendError::Uncertain(Uncertain::Frame(FrameError::TooLong { .. }))), "{error:?}");

    let error = outcome_of(framed("<epp><pw>geheim")).await;
    assert!(matches!(error, SendError::Uncertain(Uncertain::Parse { .. })), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("geheim"), "{error:?}");

    let error = outcome_of(framed(&common::greeting("Test server"))).await;
    assert!(matches!(error, SendError::Uncertain(Uncertain::Unexpected { .. })), "{error:?}");
}

#[tokio::test]
async fn an_answer_for_another_command_is_a_protocol_error() {
    let error = outcome_of(framed(&answer(1000, Some("T-0")))).await;
    let SendError::Protocol { expected, got, .. } = &error else { panic!("{error:?}") };
    assert_eq!((expected.as_str(), got.as_deref()), ("T-1", Some("T-0")));
    let error = outcome_of(framed(&answer(1000, None))).await;
    assert!(matches!(error, SendError::Protocol { got: None, .. }), "{error:?}");
}

#[tokio::test]
async fn a_refusal_need_not_know_the_command() {
    let (client, server) = pipe();
    tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        server.receive().await;
        server.send(&answer(2001, None)).await;
        server.receive_end().await;
    });
    let mut session = client_over(client).await;
    assert_eq!(session.send(&check()).await.unwrap().response.code(), ResultCode::SYNTAX_ERROR);
    assert!(session.is_usable());
}

#[tokio::test]
async fn an_answer_that_ends_the_session_is_an_answer() {
    for code in [1501, 2500, 2503] {
        let (client, server) = pipe();
        tokio::spawn(async move {
            let mut server = Server::greeting(server).await;
            server.receive().await;
            server.send(&answer(code, Some("T-1"))).await;
        });
        let mut session = client_over(client).await;
        let exchange = session.send(&check()).await.unwrap();
        assert!(exchange.response.code().outcome().session_closed);
        assert!(!session.is_usable());
        let error = session.send(&check()).await.unwrap_err();
        assert!(matches!(error, SendError::NotSent(NotSent::Closed)), "{error:?}");
    }
}

#[tokio::test]
async fn a_connection_found_closed_is_not_written_to() {
    let (client, server) = pipe();
    let server = tokio::spawn(Server::greeting(server));
    let mut session = client_over(client).await;
    drop(server.await.unwrap());
    let error = session.send(&check()).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(NotSent::Closed)), "{error:?}");
}

#[tokio::test]
async fn something_unasked_is_not_taken_for_the_answer() {
    let (client, server) = pipe();
    let server = tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        server.send(&answer(2500, Some("T-1"))).await;
        server
    });
    let mut session = client_over(client).await;
    let mut server = server.await.unwrap();
    let error = session.send(&check()).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(NotSent::Unsolicited { .. })), "{error:?}");
    assert!(!session.is_usable());
    drop(session);
    server.receive_end().await;
}

#[tokio::test]
async fn a_dropped_future_poisons_the_session() {
    let (client, server) = pipe();
    let server = tokio::spawn(Server::greeting(server));
    let mut session = client_over(client).await;
    let mut server = server.await.unwrap();
    {
        let poll = Command::new(Poll::Req, "T-0");
        let sending = session.send(&poll);
        tokio::pin!(sending);
        assert!(futures_util::poll!(&mut sending).is_pending());
    }
    server.receive().await;
    server.send(&answer(1300, Some("T-0"))).await;
    assert_poisoned(&mut session).await;
}

#[tokio::test]
async fn a_command_over_the_limit_is_not_sent() {
    let (client, server) = pipe();
    let server = tokio::spawn(async move {
        let mut server = Server::greeting(server).await;
        let ClientFrame::Command(command) = server.receive().await else { panic!("no command") };
        assert_eq!(command.cl_trid.as_deref(), Some("T-1"));
        server.send(&answer(1000, Some("T-1"))).await;
    });
    let mut session = client_over(client).await;
    let names = vec!["eksempel.dk".to_owned(); 10_000];
    let error = session.send(&Command::new(domain::Check { names }, "T-0")).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(NotSent::TooLong { limit: frame::REGISTRY_LIMIT, .. })), "{error:?}");
    assert!(session.is_usable());
    assert!(session.send(&check()).await.unwrap().response.is_success());
    server.await.unwrap();
}

#[tokio::test]
async fn sessions_can_move_between_threads() {
    fn assert_send<T: Send>(value: T) -> T {
        value
    }
    let (client, server) = pipe();
    let _server = tokio::spawn(Server::greeting(server));
    let mut session = assert_send(client_over(client).await);
    let command = check();
    drop(assert_send(session.send(&command)));
}
