//! Why an operation was refused or never sent, in plain words.

use app::operations::contact_given_up;
use dk::MetaRole;
use ui::Refusal;
use ui::explain::{self, Outage};

use crate::registry::journal::{NotSent, Operation};
use crate::viewer::Who;

/// Insufficient credit (RFC 5730's "billing failure").
const BILLING_FAILURE: u16 = 2104;

/// The refusal of `operation`; where the step before it was refused, that one's.
pub fn of(who: &Who, operation: &Operation, children: &[Operation]) -> Refusal {
    if let Some(not_sent) = &operation.outcome.not_sent {
        let first = children.iter().find(|child| child.result_code.is_some() || child.outcome.not_sent.is_some());
        return match first.filter(|_| not_sent.word == "first_refused") {
            Some(first) if first.id != operation.id => of(who, first, &[]),
            _ => unsent(who, operation, not_sent),
        };
    }
    let code = operation.result_code.and_then(|code| u16::try_from(code).ok()).unwrap_or_default();
    let mut refusal = explain::refusal(
        who.lang,
        code,
        operation.result_text.as_deref().unwrap_or_default(),
        &operation.cl_trid,
        operation.sv_trid.as_deref().unwrap_or_default(),
        &operation.outcome.values,
    );
    if code == BILLING_FAILURE {
        refusal.next_step = Some(explain::top_up_step(who.lang, who.is(MetaRole::Payer)));
    }
    refusal
}

/// Nothing reached the registry: say so, and why.
fn unsent(who: &Who, operation: &Operation, why: &NotSent) -> Refusal {
    let (title, explanation) = if why.word == "first_given_up" {
        let (title, explanation) = contact_given_up(who.lang, &why.detail);
        (title.to_owned(), explanation)
    } else {
        explain::outage(who.lang, &outage_of(operation, &why.word).unwrap_or_default())
    };
    // Before the first attempt the registry cannot have seen it.
    let cl_trid = (operation.attempt > 0).then(|| operation.cl_trid.clone());
    Refusal { title, explanation, cl_trid, ..Refusal::default() }
}

/// The trouble behind the word of an operation that was not sent, where it was trouble with the registry.
pub fn outage_of(operation: &Operation, word: &str) -> Option<Outage> {
    let detail = || operation.outcome.not_sent.as_ref().map(|why| why.detail.clone()).unwrap_or_default();
    Some(match word {
        "unavailable" => Outage::Unreachable { since: operation.planned_at },
        "busy" => Outage::Busy,
        "sign_in_refused" => Outage::SignInRefused { user: detail() },
        "stopping" => Outage::Stopping,
        "broken" => Outage::Broken,
        _ => return None,
    })
}
