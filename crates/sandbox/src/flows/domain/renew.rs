//! `domain:renew` (Punktum dk EPP specification § renew domain).

use dk::expiry::RenewalError;
use dk::{Act, Billable, DomainName, ExpiryDate, Period, PeriodError};
use epp::ResultCode;
use epp::domain::Renew;
use time::Date;

use crate::flows::rights::holds_role;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::processing::life_cycle::charge;
use crate::world::account::Purpose;
use crate::world::domain::DomainState;
use crate::world::{Domain, Tx};

/// Renews a name by a year, in the last two months of its period. Missing funds do not prevent it: the balance may become
/// negative. The answer has no object data, and no message follows.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Renew) -> Answer {
    // verify
    let given =
        command.current_expiry().ok_or_else(|| Refusal::bad_value("domain:curExpDate", &command.cur_exp_date))?;
    let period = period(command)?;
    let not_found = || Refusal::unknown("Domain not found");
    let name = DomainName::parse(&command.name).map_err(|_| not_found())?;
    // load
    let domain = tx.world().domain(name.unicode()).cloned().ok_or_else(not_found)?;
    // check
    if !call.may(Act::RenewDomain) || !holds_role(tx.world(), call, &domain, domain.billing.as_ref()) {
        let text = "You do not have the privilege required to renew this domain";
        return Err(Refusal::new(ResultCode::AUTHORIZATION_ERROR, text));
    }
    let expires = renewed(call, &domain, given, period)?;
    // change
    tx.put_domain(Domain { expires: expires.utc(), updated: Some(call.now), ..Domain::clone(&domain) });
    charge(tx, call.settings, call.account(), Billable::Renew, Purpose::Renew, &domain.name);
    // respond
    Ok(Reply::done())
}

fn period(command: &Renew) -> Result<Period, Refusal> {
    let Some(given) = &command.period else { return Ok(Period::ONE_YEAR) };
    Period::parse(&given.value, &given.unit).map_err(|error| {
        let text = match error {
            PeriodError::UnsupportedUnit { .. } => "The only supported unit is y".to_owned(),
            _ => format!("Invalid period {}. Must be within range", given.value),
        };
        Refusal::new(ResultCode::PARAMETER_VALUE_SYNTAX, text)
    })
}

/// The new expiry date: the client must know the present one, and the rest follows in the registry's order.
fn renewed(call: &Call<'_>, domain: &Domain, given: Date, period: Period) -> Result<ExpiryDate, Refusal> {
    let policy = |text: String| Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text);
    let current = ExpiryDate::from_utc(domain.expires);
    let date = current.local_date();
    if given != date {
        return Err(policy(format!("Given curExpDate {given} does not match current expire date: {date}")));
    }
    let ineligible =
        || Refusal::new(ResultCode::NOT_ELIGIBLE_FOR_RENEWAL, "Domain is not in a state where it can be renewed");
    match current.renew(period, call.now) {
        Err(RenewalError::ExceedsMaximum { new, max }) => {
            Err(policy(format!("New expire date {new} exceeds max {max}")))
        }
        Ok(renewed) if domain.state == DomainState::Active => Ok(renewed),
        _ => Err(ineligible()),
    }
}
