//! The pages of Birk: pure functions, props in, HTML out. No SQL, no EPP, no HTTP.

pub mod form;
mod lang;
mod text;
mod viewer;

pub use form::{FieldErrors, Fields, FormState, Reader, Refusal};
pub use lang::Lang;
pub use viewer::{Environment, Flash, FlashKind, NavItem, NavTab, SignedIn, Theme, Viewer};
