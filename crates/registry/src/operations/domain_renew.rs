//! `domain.renew`: renews a domain by a year (RFC 5731 §3.2.3; Punktum dk EPP specification § renew domain).
//!
//! The command names the date on which the domain expires as it was reviewed, never one that was read later: so the registry
//! carries it out once (2306 from then on). Proof after a lost answer: a domain that expires a year later than that was renewed,
//! by this command unless its period has ended since, when the registry may have renewed it itself.

use dk::{Act, DomainName, ExpiryDate, Period};
use epp::domain::{Info, Renew};
use epp::{CommandBody, Response, ResultCode};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Accepted, Ask, Evidence, Exclusive, Execute, Incomplete, Proof, Resend, Secrets, Unwritable, seen};
use crate::RegistryError;
use crate::db::Tx;
use crate::entry::{Operation, Outcome, State};
use crate::index;
use crate::messages::Kind;

/// A renewal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainRenew {
    /// The name.
    pub domain: DomainName,
    /// When it expires now.
    pub expires: ExpiryDate,
}

impl DomainRenew {
    /// When it expires afterwards.
    pub fn renewed(&self) -> ExpiryDate {
        self.expires.renewed(Period::ONE_YEAR)
    }

    /// Whether the period that is renewed had not ended when the registry said this.
    fn before_its_end(&self, at: OffsetDateTime) -> bool {
        at <= self.expires.utc()
    }
}

impl Execute for DomainRenew {
    const ACT: Act = Act::RenewDomain;
    const EXCLUSIVE: Exclusive = Exclusive::UntilAnswered;
    const RESEND: Resend = Resend::Usual;
    const SECRETS: &'static [&'static str] = &[];
    const REFUSED_TWICE: &'static [ResultCode] =
        &[ResultCode::PARAMETER_VALUE_POLICY, ResultCode::NOT_ELIGIBLE_FOR_RENEWAL];
    const DECIDED_LATER: bool = false;
    const DECIDED_WITHIN: Option<std::time::Duration> = None;

    fn object(&self) -> String {
        self.domain.unicode().to_owned()
    }

    fn body(&self, _: &Secrets) -> Result<CommandBody, Unwritable> {
        Ok(Renew::one_year(self.domain.unicode(), self.expires.local_date()).into())
    }

    fn before(&self) -> Option<CommandBody> {
        Some(Info { name: self.domain.unicode().to_owned(), ..Info::default() }.into())
    }

    fn accepted(&self, _: &Response) -> Result<Accepted, Incomplete> {
        Ok(Accepted::default())
    }

    fn decided(&self, _: Kind) -> Outcome {
        Outcome::default()
    }

    async fn prove(&self, ask: &Ask<'_>, evidence: &Evidence) -> Result<Proof, RegistryError> {
        let info = match ask.domain(self.domain.unicode()).await {
            Ok(info) => info,
            Err(RegistryError::NotFound(_)) => return Ok(Proof::NeedsPerson("domain_gone")),
            Err(error) => return Err(error),
        };
        let (Some(expires), before) = (info.value.ex_date.map(ExpiryDate::from_utc), evidence.before()) else {
            return Ok(Proof::Unknown("the registry does not say when the domain expires".to_owned()));
        };
        let date = |image: Option<OffsetDateTime>| image.map(|at| ExpiryDate::from_utc(at).local_date());
        let seen_before = date(seen(before, "expires"));
        if seen_before.is_some_and(|date| date != self.expires.local_date()) {
            // Something else renewed it: the registry refuses a command that names another date than the domain's.
            return Ok(Proof::NeedsPerson("renewed_otherwise"));
        }
        if expires.local_date() == self.expires.local_date() {
            let untouched = seen(before, "updated") == info.value.up_date;
            return Ok(if untouched {
                Proof::NotExecuted
            } else {
                Proof::Unknown("the domain was changed otherwise meanwhile".to_owned())
            });
        }
        if expires.local_date() != self.renewed().local_date() {
            return Ok(Proof::NeedsPerson("renewed_otherwise"));
        }
        if evidence.others {
            return Ok(Proof::Unknown("another renewal of it was accepted meanwhile".to_owned()));
        }
        // From its end on, the registry may have renewed it itself.
        let changed = info.value.up_date.unwrap_or(info.at);
        Ok(if self.before_its_end(changed) && evidence.after_it_began(Some(changed)) {
            Proof::Executed { pending: false, accepted: Box::default() }
        } else {
            Proof::NeedsPerson("renewed_otherwise")
        })
    }

    async fn index(&self, tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
        let (State::Done, name) = (operation.state, self.domain.unicode()) else { return Ok(()) };
        index::put_expiry(tx, name, self.renewed().utc()).await?;
        index::mark_for_refresh(tx, name, operation.settled_at.unwrap_or(operation.planned_at)).await
    }
}
