//! The pages of Birk: pure functions, props in, HTML out. No SQL, no EPP, no HTTP.

pub mod administration;
pub mod assets;
mod components;
pub mod errors;
pub mod explain;
pub mod form;
mod lang;
pub mod layout;
pub mod local;
pub mod login;
pub mod profile;
pub mod prepaid;
mod render;
pub mod roles;
mod text;
pub mod urls;
mod viewer;
pub mod whois;

pub use components::{Funds, TimelineItem, Tone};
pub use form::{FieldErrors, Fields, FormState, Reader, Refusal};
pub use lang::Lang;
pub use render::document;
pub use viewer::{Environment, Flash, FlashKind, NavItem, NavTab, SignedIn, Theme, Viewer};
