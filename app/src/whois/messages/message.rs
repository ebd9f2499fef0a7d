use time::OffsetDateTime;

/// What a message is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObjectKind {
    /// A domain name.
    Domain,
    /// A contact.
    Contact,
    /// A name server.
    Host,
    /// Nothing that Birk knows.
    #[default]
    None,
}

/// Who marked a message as handled, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// When.
    pub at: OffsetDateTime,
    /// Who: name or e-mail address.
    pub by: String,
}

/// A poll message as Birk keeps it.
#[derive(Clone, Debug)]
pub struct Message {
    /// Birk's key, in the message's address.
    pub id: i64,
    /// The registry's number.
    pub msg_id: String,
    /// When the registry queued it.
    pub queued_at: OffsetDateTime,
    /// When Birk read it.
    pub received_at: OffsetDateTime,
    /// When Birk took it out of the registry's queue.
    pub acknowledged_at: Option<OffsetDateTime>,
    /// The registry's words, English.
    pub text: String,
    /// What it says: a word such as `registered_and_activated`; `other` for what Birk does not know.
    pub kind: String,
    /// Kind of object.
    pub object_kind: ObjectKind,
    /// Name or handle; empty without an object.
    pub object: String,
    /// Outcome of a pending operation, where the message brings one.
    pub result: Option<bool>,
    /// The registry's risk colour in its word, for registrations.
    pub risk: Option<String>,
    /// Key of the operation whose outcome it brings.
    pub operation_id: Option<String>,
    /// Why Birk could not act on it: a person must.
    pub flagged: Option<String>,
    /// Who marked it as handled.
    pub handled: Option<Handled>,
}
