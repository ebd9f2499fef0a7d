//! The rules of the .dk registry as types.
//!
//! Every value that a person types or a wire carries is parsed once, into a type that cannot hold anything else:
//! a [`DomainName`] is a name that `.dk` can register, a [`Cvr`] has a right check sum, a [`Phone`] exists in its
//! country's numbering plan. Functions that take such types need no further checks.
//!
//! ```
//! use dk::{Cvr, DomainName, NameError};
//!
//! let name: DomainName = "Æbleskive.DK".parse()?;
//! assert_eq!(name.unicode(), "æbleskive.dk");
//! assert_eq!(name.ascii(), "xn--bleskive-i0a.dk");
//!
//! assert!(Cvr::parse("24 21 03 75").is_ok());
//! assert_eq!(DomainName::parse("-x.dk"), Err(NameError::LeadingOrTrailingHyphen));
//! # Ok::<(), NameError>(())
//! ```
//!
//! - **Pure**: no input or output, no clock, no randomness. Functions that depend on the time take it.
//! - **Conversions**: `parse` and `FromStr` read, `Display` and `as_str` write what `parse` reads, serde uses that
//!   text. Case, white space and other usual ways of writing are put right where that cannot change the meaning.
//! - **Errors** are enums, one for each type. `Display` is English; to translate, match the variants, which carry the
//!   offending value and its position.
//! - **Secrets** ([`AuthorizationToken`], [`WaitingListCode`], [`EppPassword`]) have a `Debug` that hides them, and
//!   neither `Display` nor serde; `expose` is the one way to their text.
//! - **Time** is [`time::OffsetDateTime`] in UTC; [`local_time`] turns it into Danish time and back.
//! - **Money** is an exact decimal number of kroner.
//!
//! The rules are those of the registry, Punktum dk, after 2026-07-01: new names are managed by registrars, for one
//! year at a time. They are documented in its EPP, registrar portal and name service specifications.

#![warn(missing_docs)]

mod text;

pub mod act;
pub mod change;
pub mod contact;
mod countries;
pub mod country;
pub mod cvr;
pub mod dnssec;
pub mod ds;
pub mod ean;
pub mod email;
pub mod expiry;
pub mod handle;
pub mod host;
pub mod iban;
pub mod ip;
pub mod local_time;
pub mod meta_role;
pub mod money;
pub mod name;
pub mod name_servers;
pub mod order_confirmation;
pub mod password;
pub mod period;
pub mod phone;
pub mod pnumber;
pub mod postal;
pub mod price;
pub mod search;
pub mod status;
pub mod timers;
pub mod token;

pub use self::iban::{Iban, IbanError};
pub use act::{Act, ActError, ActObject, ActObjectError};
pub use change::{Change, Detail};
pub use contact::{Management, ManagementError, UserType, UserTypeError};
pub use country::{Country, CountryError};
pub use cvr::{CompanyNumber, CompanyNumberError, Cvr, CvrError};
pub use dnssec::{DigestType, DsAlgorithm};
pub use ds::{DsError, DsRecord};
pub use ean::{Ean, EanError};
pub use email::{Email, EmailError};
pub use expiry::{ExpiryDate, RenewalError};
pub use handle::{AnyHandle, Handle, HandleError, RegistrarHandle, Service, ServiceUserId};
pub use host::{HostError, HostName};
pub use ip::{GlueAddress, GlueError};
pub use local_time::{Fold, LocalDateTime, LocalTimeError, ZonedDateTime};
pub use meta_role::{MetaRole, MetaRoleError, MetaRoles};
pub use money::{Money, MoneyError, NumberStyle};
pub use name::{DomainName, NameError};
pub use name_servers::{NameServers, NameServersError};
pub use order_confirmation::{OrderConfirmation, OrderConfirmationError};
pub use password::{EppPassword, PasswordError};
pub use period::{Period, PeriodError};
pub use phone::{Phone, PhoneError};
pub use pnumber::{PNumber, PNumberError};
pub use postal::{PostalCode, PostalCodeError};
pub use price::{Billable, BillableError, Price, PriceList, PriceListError};
pub use search::{SearchError, SearchTerm, split_terms};
pub use status::{
    ContactStatus, DomainAdvisory, DomainStatus, HostStatus, RgpStatus, RiskColour, TransferStatus, UnavailableReason,
    VerificationStatus,
};
pub use token::{
    AuthorizationToken, AuthorizationTokenError, TokenOperation, TokenRole, WaitingListCode, WaitingListCodeError,
};
