//! The tab "Administration".

pub mod audit_log;
pub mod ip_whitelist;
pub mod message_queue;
