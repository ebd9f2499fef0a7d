//! Faults on demand: what a client must be able to survive.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use epp::Response;
use serde::{Deserialize, Serialize};

/// The commands that a fault can wait for; `*` is any.
pub const COMMANDS: [&str; 22] = [
    "*",
    "login",
    "logout",
    "poll",
    "balance",
    "domain:check",
    "domain:info",
    "domain:create",
    "domain:renew",
    "domain:update",
    "domain:transfer",
    "domain:delete",
    "contact:check",
    "contact:info",
    "contact:create",
    "contact:update",
    "host:check",
    "host:info",
    "host:create",
    "host:update",
    "host:delete",
    "unimplemented",
];

/// The client transaction id of answers that seem to be for another command.
pub const OTHER_COMMAND: &str = "birk-other-command";

/// A fault that waits for its command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Number by which it can be removed; given by the sandbox.
    #[serde(default)]
    pub id: u64,
    /// The command it waits for, such as `domain:create`, `login`, `poll`; `*` for any.
    pub command: String,
    /// What happens.
    pub action: FaultAction,
    /// How often it still happens.
    #[serde(default = "once")]
    pub times: u32,
    /// Only for sessions of this account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

fn once() -> u32 {
    1
}

/// What a fault does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultAction {
    /// The connection is cut before the command is executed.
    DropBefore,
    /// The command is executed, then the connection is cut without an answer.
    DropAfter,
    /// The answer is held back for so many milliseconds, after the command was executed.
    DelayMs(u64),
    /// The command waits for so many milliseconds before it is executed.
    HoldMs(u64),
    /// The command is not executed and answered with 2400 `Internal error.`
    Fail,
    /// The command is executed; half of its answer is sent as a whole frame, which nobody can read.
    Garble,
    /// The command is executed; its answer carries another command's client transaction id, [`OTHER_COMMAND`].
    Other,
    /// The command is executed and answered with its code, but without object data. Extensions stay.
    Bare,
}

impl FaultAction {
    /// How long the command waits before it is executed.
    #[must_use]
    pub fn hold(self) -> Duration {
        match self {
            Self::HoldMs(ms) => Duration::from_millis(ms),
            _ => Duration::ZERO,
        }
    }

    /// How long its answer waits.
    #[must_use]
    pub fn delay(self) -> Duration {
        match self {
            Self::DelayMs(ms) => Duration::from_millis(ms),
            _ => Duration::ZERO,
        }
    }

    /// What becomes of its answer.
    pub(crate) fn distort(self, response: &mut Response) {
        match self {
            Self::Other => response.tr_id.cl = Some(OTHER_COMMAND.to_owned()),
            Self::Bare => response.data = None,
            _ => {}
        }
    }

    /// What becomes of its answer's frame.
    pub(crate) fn garble(self, xml: &mut String) {
        if self == Self::Garble {
            let half = (0..=xml.len() / 2).rev().find(|&end| xml.is_char_boundary(end));
            xml.truncate(half.unwrap_or_default());
        }
    }
}

/// The faults that wait.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    last: u64,
    faults: Vec<Fault>,
}

impl Faults {
    /// Adds a fault and gives its number.
    pub fn add(&self, fault: Fault) -> u64 {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.last += 1;
        let id = waiting.last;
        waiting.faults.push(Fault { id, times: fault.times.max(1), ..fault });
        id
    }

    /// Whether any fault waits.
    #[must_use]
    pub fn waiting(&self) -> bool {
        !self.0.lock().unwrap_or_else(PoisonError::into_inner).faults.is_empty()
    }

    /// Takes the first fault that matches, once.
    pub fn take(&self, command: &str, account: Option<&str>) -> Option<FaultAction> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let matches = |f: &Fault| {
            (f.command == "*" || f.command == command) && f.account.as_deref().is_none_or(|a| Some(a) == account)
        };
        let index = waiting.faults.iter().position(matches)?;
        let fault = waiting.faults.get_mut(index)?;
        let action = fault.action;
        fault.times -= 1;
        if fault.times == 0 {
            waiting.faults.remove(index);
        }
        Some(action)
    }

    /// The faults that wait, oldest first.
    #[must_use]
    pub fn list(&self) -> Vec<Fault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).faults.clone()
    }

    /// Removes a fault, or all.
    pub fn remove(&self, id: Option<u64>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.faults.retain(|f| id.is_some_and(|id| f.id != id));
    }
}

#[cfg(test)]
mod tests {
    use epp::{ResData, ResultCode, ServerFrame, TrId, host};

    use super::*;

    #[test]
    fn a_fault_happens_as_often_as_it_says_and_only_where_it_matches() {
        let faults = Faults::default();
        let fault = |command: &str, account: Option<&str>, action| Fault {
            id: 0,
            command: command.into(),
            action,
            times: 2,
            account: account.map(str::to_owned),
        };
        faults.add(fault("domain:create", Some("REG-100001"), FaultAction::DropAfter));
        let id = faults.add(fault("*", None, FaultAction::DelayMs(5)));
        assert_eq!(faults.take("domain:create", Some("REG-100001")), Some(FaultAction::DropAfter));
        assert_eq!(faults.take("domain:create", Some("REG-100002")), Some(FaultAction::DelayMs(5)));
        assert_eq!(faults.take("domain:create", Some("REG-100001")), Some(FaultAction::DropAfter));
        assert_eq!(faults.list().len(), 1);
        faults.remove(Some(id));
        assert_eq!(faults.take("poll", None), None);
    }

    fn answer() -> Response {
        let tr_id = TrId { cl: Some("test-1".into()), sv: "SV-1".into() };
        let mut response = Response::new(ResultCode::OK, "Æøå", tr_id);
        response.data = Some(ResData::HostCheck(host::CheckData { items: Vec::new() }));
        response.extensions.dkhm.risk_assessment = Some("GREEN".into());
        response
    }

    #[test]
    fn answers_are_distorted_in_what_the_fault_names_only() {
        for action in [FaultAction::DelayMs(5), FaultAction::HoldMs(5), FaultAction::Garble] {
            let mut response = answer();
            action.distort(&mut response);
            assert_eq!(response, answer(), "{action:?}");
        }
        let mut response = answer();
        FaultAction::Other.distort(&mut response);
        assert_eq!(response.tr_id.cl.as_deref(), Some(OTHER_COMMAND));
        response.tr_id = answer().tr_id;
        assert_eq!(response, answer());
        FaultAction::Bare.distort(&mut response);
        assert_eq!(response, Response { data: None, ..answer() });
    }

    #[test]
    fn a_garbled_frame_is_the_half_of_one_and_never_cuts_a_letter() {
        for (xml, half) in [("", ""), ("<a/>", "<a"), ("æøå", "æ"), ("aæb", "a"), ("<epp>æ</epp>", "<epp>")] {
            let mut garbled = xml.to_owned();
            FaultAction::Garble.garble(&mut garbled);
            assert_eq!(garbled, half, "{xml}");
            let mut whole = xml.to_owned();
            FaultAction::Other.garble(&mut whole);
            assert_eq!(whole, xml);
        }
        let mut xml = ServerFrame::from(answer()).to_xml();
        FaultAction::Garble.garble(&mut xml);
        assert!(ServerFrame::parse(&xml).is_err(), "{xml}");
    }

    #[test]
    fn json_knows_every_action_by_one_word() {
        for (action, json) in [
            (FaultAction::DropBefore, r#""drop_before""#),
            (FaultAction::DropAfter, r#""drop_after""#),
            (FaultAction::DelayMs(500), r#"{"delay_ms":500}"#),
            (FaultAction::HoldMs(500), r#"{"hold_ms":500}"#),
            (FaultAction::Fail, r#""fail""#),
            (FaultAction::Garble, r#""garble""#),
            (FaultAction::Other, r#""other""#),
            (FaultAction::Bare, r#""bare""#),
        ] {
            assert_eq!(serde_json::to_string(&action).unwrap(), json);
            assert_eq!(serde_json::from_str::<FaultAction>(json).unwrap(), action);
        }
    }
}
