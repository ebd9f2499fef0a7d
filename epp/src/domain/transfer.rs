//! `<domain:trnData>` (RFC 5731 §3.1.3), as poll messages about transfers carry it.

use time::OffsetDateTime;

/// State of a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferData {
    /// Domain name.
    pub name: String,
    /// Such as `clientApproved` (by token) or `serverApproved` (without).
    pub tr_status: String,
    /// Client that asked for the transfer.
    pub re_id: String,
    /// When it asked.
    pub re_date: OffsetDateTime,
    /// Who had, or has, to act.
    pub ac_id: Option<String>,
    /// When it acted, or must have.
    pub ac_date: Option<OffsetDateTime>,
    /// Paid until, if the transfer changes it.
    pub ex_date: Option<OffsetDateTime>,
}
