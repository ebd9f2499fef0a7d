//! Renewal, deletion and restoration, and what happens to a name by time.

mod deletion;
mod handover;
mod life;
mod random;
mod renewal;
mod restoration;

use epp::domain::{Delete, Parts, Period, Renew, Update};
use epp::extensions::rgp::{REDEMPTION_PERIOD, Restore};
use epp::{Poll, ResData};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

use crate::operations::{self, Decision};
use crate::processing::verification::Which;
use crate::trial::{Trial, application, dane, domain_info, german, host_create};
use crate::world::account::Purpose;
use crate::world::domain::SuspensionCause;
use crate::world::{Key, REGISTRY, status};

const EXPIRY: Date = date!(2027 - 08 - 31);
/// Inside the window in which the name can be renewed.
const SUMMER: OffsetDateTime = datetime!(2027-07-15 10:00 UTC);

/// A registry in which `ny.dk` is active until [`EXPIRY`].
fn registered() -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    acknowledge(&trial);
    trial
}

fn acknowledge(trial: &Trial) {
    while let Some(queue) = trial.done(Poll::Req).queue.filter(|queue| queue.msg.is_some()) {
        trial.done(Poll::Ack { msg_id: queue.id });
    }
}

fn renew(name: &str, expires: Date) -> Renew {
    Renew::one_year(name, expires)
}

fn delete(name: &str) -> Delete {
    Delete { name: name.into() }
}

fn restore(name: &str) -> Update {
    let moment = datetime!(1900-01-01 0:00 UTC);
    Update { name: name.into(), restore: Some(Restore::report(moment, moment)), ..Update::default() }
}

/// Statuses, redemption status and expiry as an info command shows them.
fn shown(trial: &Trial, name: &str) -> (Vec<String>, bool, OffsetDateTime) {
    let reply = trial.done(domain_info(name));
    let redemption = reply.extensions.rgp_statuses.contains(&REDEMPTION_PERIOD.to_owned());
    let Some(ResData::DomainInfo(data)) = reply.data else { panic!("no domain") };
    (data.statuses.iter().map(|s| s.value.clone()).collect(), redemption, data.ex_date.unwrap())
}

fn said(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

fn line(purpose: Purpose, amount: &str, balance: &str) -> (Purpose, String, String) {
    (purpose, amount.to_owned(), balance.to_owned())
}

const ACTION_PENDING: &str = "Command completed successfully; action pending";
const NOT_RENEWABLE: &str = "Domain is not in a state where it can be renewed";
const MAY_NOT_RENEW: &str = "You do not have the privilege required to renew this domain";
const MAY_NOT_RESTORE: &str = "No privilege. You are not authorized to restore domain";
