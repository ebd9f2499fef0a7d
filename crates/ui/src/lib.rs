//! What Birk's pages are made of: layout, components, form state, addresses, and the words in both languages for what the
//! registry says. No SQL, no EPP, no HTTP.
//!
//! A page is a function from props to HTML that calls [`document`]; inside it, every component finds the [`viewer`].

pub mod assets;
pub mod components;
mod context;
pub mod explain;
mod form;
mod lang;
pub mod layout;
pub mod local;
pub mod roles;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod text;
mod tone;
pub mod urls;
mod viewer;

pub use components::{Funds, TimelineItem};
pub use context::{viewer, written};
pub use form::{FieldErrors, Fields, FormState, Reader, Refusal};
pub use lang::Lang;
pub use layout::document;
pub use tone::Tone;
pub use viewer::{Environment, Flash, FlashKind, NavItem, NavTab, SignedIn, Theme, Viewer};
