//! Parts that domain, contact and host objects share.

use time::OffsetDateTime;

/// One line of an answer to a check command (`<cd>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Domain name, host name or contact identifier, as the server writes it.
    pub object: String,
    /// Whether an object of that name can be created.
    pub available: bool,
    /// Why not; at most 32 characters.
    pub reason: Option<String>,
}

/// Status of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Such as `ok` or `serverHold`.
    pub value: String,
    /// Language of the text; English if absent.
    pub lang: Option<String>,
    /// Explanation for people.
    pub text: Option<String>,
}

impl Status {
    /// A status without explanation.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), lang: None, text: None }
    }
}

/// Outcome of an action that was answered with 1001 (`<panData>`, RFC 5731-5733 §3.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanData {
    /// Domain name, host name or contact identifier.
    pub object: String,
    /// Whether the action was carried out.
    pub result: bool,
    /// Client transaction identifier of the command that started the action.
    pub cl_trid: Option<String>,
    /// Server transaction identifier of the command that started the action.
    pub sv_trid: String,
    /// When the action ended.
    pub date: OffsetDateTime,
}
