//! EPP as the .dk registry speaks it, in both directions.

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
