//! EPP as the .dk registry speaks it, in both directions.
//!
//! The Extensible Provisioning Protocol (RFC 5730 to 5734, DNSSEC by RFC 5910, grace periods by RFC 3915) with the
//! extensions of Punktum dk, the registry of .dk: one set of types that clients write and servers read, and the other way
//! round. [`client`] is a session over TLS; servers put [`EppCodec`] around their connections.
//!
//! | part | in |
//! |---|---|
//! | frames on the wire: four bytes of length, then XML | [`frame`] |
//! | what a client sends | [`ClientFrame`], [`Command`], [`CommandBody`] |
//! | what a server sends | [`ServerFrame`], [`Greeting`], [`Response`], [`ResData`], [`Extensions`] |
//! | objects: request and answer of each command | [`domain`], [`contact`], [`host`], [`balance`], [`Login`], [`Poll`] |
//! | the registry's extensions | [`extensions::dkhm`] |
//! | result codes, also those that the registry changes when it disconnects | [`ResultCode`] |
//! | frames without their secrets, for logs | [`mask`] |
//!
//! # Commands
//! | command | request | answer |
//! |---|---|---|
//! | `hello` | [`ClientFrame::Hello`] | [`Greeting`] |
//! | `login`, `logout` | [`Login`], [`CommandBody::Logout`] | the result alone |
//! | `poll` | [`Poll`] | [`MsgQueue`], with the object data of the message |
//! | `balance:info` | [`CommandBody::Balance`] | [`balance::InfoData`] |
//! | `domain:check`, `contact:check`, `host:check` | [`domain::Check`], [`contact::Check`], [`host::Check`] | [`object::Checked`] |
//! | `domain:info`, `contact:info`, `host:info` | [`domain::Info`], [`contact::Info`], [`host::Info`] | [`domain::InfoData`], [`contact::InfoData`], [`host::InfoData`] |
//! | `domain:create` | [`domain::Create`] | [`extensions::dkhm::Response::tracking_no`] and what else the registry adds |
//! | `domain:renew`, `domain:delete` | [`domain::Renew`], [`domain::Delete`] | the result alone |
//! | `domain:update`, restoration | [`domain::Update`], [`extensions::rgp::Restore`] | the result alone |
//! | `domain:transfer` | [`domain::Transfer`] | [`domain::TransferData`] |
//! | `contact:create`, `host:create` | [`contact::Create`], [`host::Create`] | [`contact::CreateData`], [`host::CreateData`] |
//! | `contact:update`, `host:update`, `host:delete` | [`contact::Update`], [`host::Update`], [`host::Delete`] | the result alone |
//!
//! Actions that take their time are answered with 1001 and end with a message that carries [`object::PanData`].
//!
//! # Reading and writing
//! Every frame has `to_xml` and `parse`. What is written is valid by the registry's schemas if the values are. What is read
//! may be written in any way that XML allows: prefixes, default namespaces, CDATA, comments, indentation, UTF-16. Document
//! types are refused, so entities are never expanded, and the cost of a frame stays linear in its length.
//!
//! Servers get a [`ParseError`] with the result code to answer and the client's identifier to echo; values that registries
//! answer with codes of their own are kept as received. Clients lose no response over an unknown result code, element or
//! extension: [`ResData::Unknown`] and [`Extensions::unknown`] name what was not understood.
//!
//! # When something fails
//! [`client::SendError`] tells a command that was certainly not executed ([`client::NotSent`]) from one that may have been
//! ([`client::Uncertain`]): only the former can simply be sent again. The registry changes the code of the last answer before
//! it disconnects (1000 becomes 1500, 2303 becomes 2503): [`ResultCode::base`] gives what it was, [`ResultCode::ends_session`]
//! says that the session is over.
//!
//! # Secrets
//! Passwords and authorization tokens are [`Secret`]s: `Debug` hides them, and their memory is overwritten. [`mask`] takes them
//! out of whole frames. Errors never quote a frame.
//!
//! # Names and times
//! Names pass through as they are: the crate knows nothing of IDNA. Times are UTC.
//!
//! # Example
//! A client asks, a server answers:
//!
//! ```
//! use epp::{
//!     ClientFrame, Command, CommandBody, ResData, Response, ResultCode, ServerFrame, TrId, domain, object::Checked,
//! };
//!
//! // The client writes a command …
//! let check = domain::Check { names: vec!["eksempel.dk".to_owned(), "smørrebrød.dk".to_owned()] };
//! let sent = Command::new(check, "ABC-123").to_xml();
//!
//! // … the server reads and answers it …
//! let ClientFrame::Command(command) = ClientFrame::parse(&sent)? else { panic!("it was a command") };
//! let CommandBody::DomainCheck(check) = command.body else { panic!("it was a domain check") };
//! let items = check.names.into_iter().map(|name| {
//!     let available = name != "eksempel.dk";
//!     Checked { object: name, available, reason: (!available).then(|| "In use".to_owned()) }
//! });
//! let tr_id = TrId { cl: command.cl_trid, sv: "DD0B1D4C-0001".to_owned() };
//! let mut response = Response::new(ResultCode::OK, "Command completed successfully", tr_id);
//! response.data = Some(ResData::DomainCheck(domain::CheckData { items: items.collect() }));
//! let answered = ServerFrame::from(response).to_xml();
//!
//! // … and the client reads the answer.
//! let ServerFrame::Response(response) = ServerFrame::parse(&answered)? else { panic!("it was a response") };
//! assert!(response.is_success());
//! let Some(ResData::DomainCheck(data)) = response.data else { panic!("it was about domains") };
//! assert!(!data.items[0].available);
//! assert_eq!(data.items[0].reason.as_deref(), Some("In use"));
//! assert!(data.items[1].available);
//! # Ok::<(), epp::ParseError>(())
//! ```
//!
//! The same over TLS, at a server with a certificate of its own authority:
//!
//! ```no_run
//! use epp::{Command, Login, ResData, client::{Connector, TlsClient}, domain};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let tls = TlsClient::from_ca_file("ca.pem")?;
//! let mut session = Connector::new("127.0.0.1", 7700, tls).server_name("localhost").connect().await?;
//! println!("{}", session.greeting().sv_id);
//! let login = session.login(Login::new("EPP-123456", "Test-1234"), "ABC-122").await?;
//! if !login.response.is_success() {
//!     return Err(login.response.msg().into());
//! }
//! let info = domain::Info { name: "eksempel.dk".to_owned(), ..Default::default() };
//! let exchange = session.send(&Command::new(info, "ABC-123")).await?;
//! if let Some(ResData::DomainInfo(domain)) = &exchange.response.data {
//!     println!("{} is paid until {:?}", domain.name, domain.ex_date);
//! }
//! println!("{} ({:?})", exchange.response_xml_masked(), exchange.round_trip);
//! session.logout("ABC-124").await?;
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

pub mod balance;
pub mod client;
mod command;
pub mod contact;
pub mod datetime;
pub mod domain;
mod error;
pub mod extensions;
pub mod frame;
mod greeting;
pub mod host;
mod login;
pub mod mask;
pub mod ns;
pub mod object;
mod poll;
mod res_data;
mod response;
mod result_code;
mod result_entry;
#[cfg(any(test, feature = "testing"))]
pub mod schema;
mod secret;
mod services;
#[cfg(test)]
mod testing;
mod xml;

pub use command::{ClientFrame, Command, CommandBody};
pub use error::{ParseError, ParseErrorKind};
pub use extensions::Extensions;
pub use frame::{EppCodec, FrameError};
pub use greeting::{Dcp, DcpStatement, Greeting};
pub use login::Login;
pub use poll::Poll;
pub use res_data::ResData;
pub use response::{MsgQueue, Response, ServerFrame, TrId};
pub use result_code::{Outcome, ResultCode};
pub use result_entry::{Disconnect, ResultEntry, ResultValue};
pub use secret::Secret;
