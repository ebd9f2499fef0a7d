//! EPP result codes and what they say about command and session.

use std::fmt;

/// A result code (RFC 5730 §3). Any four-digit number is accepted: the registry sends codes that the RFC does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResultCode(pub u16);

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $text:literal;)*) => {
        impl ResultCode {
            $($(#[$doc])* #[doc = concat!("\n\n`", stringify!($code), "` ", $text)] pub const $name: Self = Self($code);)*

            /// The text that RFC 5730 §3 gives for the code, if it lists it.
            #[must_use]
            pub const fn standard_message(self) -> Option<&'static str> {
                match self.0 { $($code => Some($text),)* _ => None }
            }
        }
    };
}

codes! {
    /// Done.
    OK = 1000, "Command completed successfully";
    /// Accepted; the outcome follows in a poll message.
    PENDING = 1001, "Command completed successfully; action pending";
    /// The message queue is empty.
    NO_MESSAGES = 1300, "Command completed successfully; no messages";
    /// A message is handed out.
    ACK_TO_DEQUEUE = 1301, "Command completed successfully; ack to dequeue";
    /// Done, and the server ends the session.
    OK_ENDING_SESSION = 1500, "Command completed successfully; ending session";
    /// No such command.
    UNKNOWN_COMMAND = 2000, "Unknown command";
    /// The command is not well-formed.
    SYNTAX_ERROR = 2001, "Command syntax error";
    /// The command does not fit the state of the session.
    USE_ERROR = 2002, "Command use error";
    /// A required parameter is missing.
    REQUIRED_PARAMETER_MISSING = 2003, "Required parameter missing";
    /// A value is outside its range.
    PARAMETER_VALUE_RANGE = 2004, "Parameter value range error";
    /// A value has the wrong syntax.
    PARAMETER_VALUE_SYNTAX = 2005, "Parameter value syntax error";
    /// The announced protocol version is not implemented.
    UNIMPLEMENTED_VERSION = 2100, "Unimplemented protocol version";
    /// The command is not implemented for this object.
    UNIMPLEMENTED_COMMAND = 2101, "Unimplemented command";
    /// The option is not implemented.
    UNIMPLEMENTED_OPTION = 2102, "Unimplemented option";
    /// The extension is not implemented.
    UNIMPLEMENTED_EXTENSION = 2103, "Unimplemented extension";
    /// The account cannot pay for the command.
    BILLING_FAILURE = 2104, "Billing failure";
    /// The object cannot be renewed now.
    NOT_ELIGIBLE_FOR_RENEWAL = 2105, "Object is not eligible for renewal";
    /// The object cannot be transferred now.
    NOT_ELIGIBLE_FOR_TRANSFER = 2106, "Object is not eligible for transfer";
    /// Credentials refused.
    AUTHENTICATION_ERROR = 2200, "Authentication error";
    /// The client may not do this.
    AUTHORIZATION_ERROR = 2201, "Authorization error";
    /// The authorization token is wrong.
    INVALID_AUTHORIZATION_INFORMATION = 2202, "Invalid authorization information";
    /// A transfer is under way.
    PENDING_TRANSFER = 2300, "Object pending transfer";
    /// No transfer is under way.
    NOT_PENDING_TRANSFER = 2301, "Object not pending transfer";
    /// The object exists already.
    OBJECT_EXISTS = 2302, "Object exists";
    /// There is no such object.
    OBJECT_DOES_NOT_EXIST = 2303, "Object does not exist";
    /// The object's state forbids the command.
    STATUS_PROHIBITS_OPERATION = 2304, "Object status prohibits operation";
    /// Another object depends on this one.
    ASSOCIATION_PROHIBITS_OPERATION = 2305, "Object association prohibits operation";
    /// The registry's policy forbids the value.
    PARAMETER_VALUE_POLICY = 2306, "Parameter value policy error";
    /// The object service is not implemented.
    UNIMPLEMENTED_OBJECT_SERVICE = 2307, "Unimplemented object service";
    /// The registry's data management policy forbids the command.
    DATA_MANAGEMENT_POLICY_VIOLATION = 2308, "Data management policy violation";
    /// The server failed; the command did not take effect.
    COMMAND_FAILED = 2400, "Command failed";
    /// The server failed and ends the session.
    COMMAND_FAILED_ENDING_SESSION = 2500, "Command failed; server closing connection";
    /// Credentials refused too often; the server ends the session.
    AUTHENTICATION_ERROR_ENDING_SESSION = 2501, "Authentication error; server closing connection";
    /// Too many sessions; the server ends this one.
    SESSION_LIMIT_EXCEEDED = 2502, "Session limit exceeded; server closing connection";
}

/// What an answer says, once the end of the session is told apart from the outcome of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The code that the registry would have sent, had the session stayed open. See [`ResultCode::outcome`].
    pub base: ResultCode,
    /// Whether the server closes the connection after this answer.
    pub session_closed: bool,
    /// Whether several codes could stand behind the received one, so that `base` is only the most likely of them. The
    /// command failed in each case; what differs is the reason.
    pub ambiguous: bool,
}

impl ResultCode {
    /// `1xxx`: the command was accepted.
    #[must_use]
    pub const fn is_success(self) -> bool {
        self.0 >= 1000 && self.0 < 2000
    }

    /// `15xx` and `25xx`: the server closes the connection after this answer.
    #[must_use]
    pub const fn ends_session(self) -> bool {
        matches!(self.0, 1500..=1599 | 2500..=2599)
    }

    /// Shorthand for `self.outcome().base`.
    #[must_use]
    pub const fn base(self) -> Self {
        self.outcome().base
    }

    /// Tells the outcome of the command apart from the end of the session.
    ///
    /// When the registry shuts down, or cuts a session after too many errors, it replaces the second digit of the code by
    /// `5` (1000 becomes 1500, 1001 becomes 1501, 2303 becomes 2503, 2400 and 2000 both become 2500) and appends
    /// `; Disconnect due to …` to the text (Punktum dk EPP specification § Session Termination Conditions). Read back:
    ///
    /// - `15xx` is its `10xx`, a success: the command was executed. (`1500` is also the ordinary answer to `logout`; it
    ///   is success and end of session in both readings.)
    /// - `25xx` is a failure. Since the digit is lost, `2503` could be 2003, 2103, 2303, …; `base` is the code of that
    ///   group which occurs in a command's answer most plausibly (2500 → 2400, 2501 → 2201, 2502 → 2302, 2503 → 2303,
    ///   others `23xx` where RFC 5730 lists it, else `20xx`), with `ambiguous` set.
    /// - `2500`, `2501` and `2502` are also codes of RFC 5730 itself (command failed, authentication error, session limit,
    ///   each closing the connection). [`ResultEntry::disconnect`](crate::ResultEntry::disconnect) tells whether the
    ///   text says that the code was changed.
    /// - Any other code is its own base.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self.0 {
            1500..=1599 => Outcome { base: Self(self.0 - 500), session_closed: true, ambiguous: false },
            2500 => Outcome { base: Self::COMMAND_FAILED, session_closed: true, ambiguous: true },
            2501 => Outcome { base: Self::AUTHORIZATION_ERROR, session_closed: true, ambiguous: true },
            2502..=2508 => Outcome { base: Self(self.0 - 200), session_closed: true, ambiguous: true },
            2509..=2599 => Outcome { base: Self(self.0 - 500), session_closed: true, ambiguous: true },
            _ => Outcome { base: self, session_closed: false, ambiguous: false },
        }
    }

    /// The code that replaces this one when the server closes the connection after the answer: the second digit becomes
    /// `5`.
    #[must_use]
    pub const fn ending_session(self) -> Self {
        Self(self.0 / 1000 * 1000 + 500 + self.0 % 100)
    }
}

impl fmt::Display for ResultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_changed_on_disconnect_are_read_back() {
        let outcome = |code: u16| ResultCode(code).outcome();
        for (received, base) in [(1500, 1000), (1501, 1001), (1503, 1003)] {
            let expected = Outcome { base: ResultCode(base), session_closed: true, ambiguous: false };
            assert_eq!(outcome(received), expected);
            assert!(ResultCode(received).is_success());
        }
        for (received, base) in [(2500, 2400), (2501, 2201), (2502, 2302), (2503, 2303), (2508, 2308)] {
            let expected = Outcome { base: ResultCode(base), session_closed: true, ambiguous: true };
            assert_eq!(outcome(received), expected);
            assert!(!ResultCode(received).is_success());
        }
        for plain in [1000, 1001, 1300, 1301, 2000, 2303, 2400, 2600, 999, 65535] {
            assert_eq!(outcome(plain), Outcome { base: ResultCode(plain), session_closed: false, ambiguous: false });
        }
    }

    #[test]
    fn every_code_can_be_looked_at() {
        for code in 0..=u16::MAX {
            let code = ResultCode(code);
            assert_eq!(code.outcome().session_closed, code.ends_session());
            assert!(!code.to_string().is_empty());
        }
    }

    #[test]
    fn codes_are_changed_as_the_registry_does() {
        for (plain, ending) in [(1000, 1500), (1001, 1501), (2000, 2500), (2303, 2503), (2400, 2500)] {
            assert_eq!(ResultCode(plain).ending_session(), ResultCode(ending));
        }
    }
}
