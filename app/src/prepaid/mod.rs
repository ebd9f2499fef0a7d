//! The tab "Prepaid".

pub mod overview;
