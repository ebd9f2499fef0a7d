//! The pages of Birk: pure functions, props in, HTML out. No SQL, no EPP, no HTTP.

// Views are nested types: the compiler must look deep into the larger pages.
#![recursion_limit = "512"]

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
pub mod prepaid;
pub mod profile;
mod render;
pub mod roles;
#[cfg(test)]
mod testing;
mod text;
pub mod urls;
mod viewer;
pub mod whois;

pub use components::{Funds, TimelineItem, Tone};
pub use form::{FieldErrors, Fields, FormState, Reader, Refusal};
pub use lang::Lang;
pub use render::document;
pub use viewer::{Environment, Flash, FlashKind, NavItem, NavTab, SignedIn, Theme, Viewer};
