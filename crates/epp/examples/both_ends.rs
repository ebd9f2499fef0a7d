//! Both ends of a session in one process: a registry of one name, and a client that asks for it.
//!
//! ```text
//! cargo run -p epp --example both_ends
//! ```

use std::error::Error;

use epp::{
    ClientFrame, Command, CommandBody, Dcp, EppCodec, Greeting, Login, ResData, Response, ResultCode, ServerFrame,
    TrId,
    client::{Connector, TlsClient},
    domain, ns,
    object::Checked,
};
use futures_util::{SinkExt, StreamExt};
use tokio::io::DuplexStream;
use tokio_util::codec::Framed;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    converse().await
}

#[expect(clippy::print_stdout, reason = "it speaks to a terminal")]
pub async fn converse() -> Result<(), Box<dyn Error>> {
    let (near, far) = tokio::io::duplex(65_536);
    let server = tokio::spawn(serve(far));

    // Without a wire there is no TLS: the session is given a stream that is connected already.
    let connector = Connector::new("localhost", 700, TlsClient::platform()?);
    let mut session = connector.greet(near).await?;
    println!("connected to {}", session.greeting().sv_id);
    session.login(Login::new("someone", "Some-Password-1"), "ID-1").await?;

    let names = vec!["eksempel.dk".to_owned(), "smørrebrød.dk".to_owned()];
    let exchange = session.send(&Command::new(domain::Check { names }, "ID-2")).await?;
    println!("sent:     {}", exchange.request_xml_masked());
    println!("received: {}", exchange.response_xml_masked());
    let Some(ResData::DomainCheck(data)) = exchange.response.data else { return Err("no answer about domains".into()) };
    let available: Vec<bool> = data.items.iter().map(|item| item.available).collect();
    assert_eq!(available, [false, true]);

    let farewell = session.logout("ID-3").await?;
    assert_eq!(farewell.response.code(), ResultCode::OK_ENDING_SESSION);
    server.await?.map_err(Into::into)
}

/// The server: greets, then answers frame by frame until the client logs out.
async fn serve(stream: DuplexStream) -> Result<(), epp::FrameError> {
    let mut frames = Framed::new(stream, EppCodec::server());
    frames.send(ServerFrame::from(greeting()).to_xml()).await?;
    while let Some(frame) = frames.next().await {
        let answer = match ClientFrame::from_bytes(&frame?) {
            Ok(ClientFrame::Hello) => greeting().into(),
            Ok(ClientFrame::Command(command)) => ServerFrame::from(answer(command)),
            // The error knows the code that RFC 5730 wants, and the client's id as far as it could be read.
            Err(error) => ServerFrame::from(plain(error.result_code(), error.cl_trid)),
        };
        let over = matches!(&answer, ServerFrame::Response(response) if response.code().ends_session());
        frames.send(answer.to_xml()).await?;
        if over {
            break;
        }
    }
    Ok(())
}

fn answer(command: Command) -> Response {
    match command.body {
        CommandBody::Login(_) => plain(ResultCode::OK, command.cl_trid),
        CommandBody::DomainCheck(check) => {
            let checked = |name: String| {
                let available = name != "eksempel.dk";
                Checked { object: name, available, reason: (!available).then(|| "In use".to_owned()) }
            };
            let items = check.names.into_iter().map(checked).collect();
            let data = Some(ResData::DomainCheck(domain::CheckData { items }));
            Response { data, ..plain(ResultCode::OK, command.cl_trid) }
        }
        CommandBody::Logout => plain(ResultCode::OK_ENDING_SESSION, command.cl_trid),
        _ => plain(ResultCode::UNIMPLEMENTED_COMMAND, command.cl_trid),
    }
}

/// A response with the standard's own text.
fn plain(code: ResultCode, cl_trid: Option<String>) -> Response {
    let text = code.standard_message().unwrap_or("Command failed");
    Response::new(code, text, TrId { cl: cl_trid, sv: "SERVER-1".to_owned() })
}

fn greeting() -> Greeting {
    Greeting {
        sv_id: "A registry of one name".to_owned(),
        sv_date: time::macros::datetime!(2026-07-01 08:50:11 UTC),
        versions: vec!["1.0".to_owned()],
        langs: vec!["en".to_owned()],
        obj_uris: vec![ns::DOMAIN.to_owned()],
        ext_uris: Vec::new(),
        dcp: Dcp::registry(),
    }
}
