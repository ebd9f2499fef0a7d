//! The pages of Birk: pure functions, props in, HTML out. No SQL, no EPP, no HTTP.

// Views are nested types: the compiler must look deep into the larger pages.
#![recursion_limit = "512"]

pub mod administration;
pub mod errors;
pub mod flow;
pub mod login;
pub mod operations;
pub mod prepaid;
pub mod profile;
pub mod whois;
