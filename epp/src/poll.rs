//! `<poll>` (RFC 5730 §2.9.2.3).

/// The `<poll>` command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Poll {
    /// Asks for the oldest message. Answered with 1301 and a [`MsgQueue`](crate::MsgQueue), or 1300 when there is none.
    Req,
    /// Removes a message from the queue.
    Ack {
        /// `id` of the message. Empty where the attribute is missing.
        msg_id: String,
    },
}
