//! Clock, money, accounts, faults and sessions.

use axum::routing::MethodFilter;
use dk::{Money, NumberStyle};
use ipnetwork::IpNetwork;
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};

use super::{Act, Done, Words, wrong};
use crate::config::Seed;
use crate::control::{Site, html, objects};
use crate::faults::{COMMANDS, Fault, FaultAction};
use crate::operations::{self, Problem};
use crate::shared::Mode;
use crate::world::contact::Responsible;

/// Moves the clock forward.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveClock {
    /// Such as `3d`.
    by: Option<String>,
    /// A date, an instant (RFC 3339), or `next` for the next thing that happens by itself.
    to: Option<String>,
}

impl Act for MoveClock {
    const PATH: &'static str = "/clock";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        let registry = &site.registry;
        let by = match (self.by, self.to) {
            (Some(by), None) => duration(&by)?,
            (None, Some(to)) => until(site, &to)?,
            _ => return Err(wrong("say by how much (by), or to when (to)")),
        };
        let now = operations::advance(registry, by).await?;
        Ok(Done::from(format!("The clock now shows {}", html::when(now))).with(objects::state(site)))
    }
}

/// A length of time: a number and `s`, `m`, `h`, `d` or `w`.
fn duration(text: &str) -> Result<Duration, Problem> {
    let text = text.trim().trim_start_matches('+');
    let complaint = || wrong(format!("{text:?} is no length of time; write a number and s, m, h, d or w, such as 3d"));
    let last = text.char_indices().last().map_or(0, |(index, _)| index);
    let (number, unit) = text.split_at_checked(last).ok_or_else(complaint)?;
    let seconds: u32 = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return Err(complaint()),
    };
    let number: u32 = number.trim().parse().map_err(|_| complaint())?;
    within_reach(Duration::seconds(i64::from(number) * i64::from(seconds)))
}

/// Far enough for every rule, and within what dates can express.
fn within_reach(length: Duration) -> Result<Duration, Problem> {
    if length > Duration::days(20 * 366) { Err(wrong("at most 20 years at once")) } else { Ok(length) }
}

fn until(site: &Site, to: &str) -> Result<Duration, Problem> {
    let now = site.registry.clock.now();
    if to == "next" {
        let next = site.registry.read(|world, now| world.next_due(now + Duration::days(20 * 366)));
        let (at, _) = next.ok_or_else(|| wrong("nothing happens by itself within 20 years"))?;
        return Ok((at - now).max(Duration::ZERO));
    }
    let day = || Date::parse(to, format_description!("[year]-[month]-[day]")).ok();
    let at = OffsetDateTime::parse(to, &Rfc3339).ok().or_else(|| day().map(|day| day.midnight().assume_utc()));
    let at =
        at.ok_or_else(|| wrong(format!("{to:?} is no instant; write one such as 2027-01-31 or 2027-01-31T12:00:00Z")))?;
    within_reach(at - now)
}

/// Lets the clock run, or stop until it is moved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunClock {
    running: bool,
}

impl Act for RunClock {
    const PATH: &'static str = "/clock/run";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        operations::run_clock(&site.registry, self.running).await?;
        let text = if self.running { "The clock runs" } else { "The clock stands still until it is moved" };
        Ok(Done::from(text.to_owned()).with(objects::state(site)))
    }
}

/// Pays into an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// DKK as text, such as `500.00`; negative to take money out.
    amount: String,
}

impl Act for Fill {
    const PATH: &'static str = "/accounts/{handle}/fill";

    async fn carry_out(self, site: &Site, account: &str) -> Result<Done, Problem> {
        let text = self.amount.trim();
        let amount = Money::parse_wire(text).or_else(|_| Money::parse(text, NumberStyle::English));
        let balance =
            operations::fill(&site.registry, account, amount.map_err(|error| wrong(error.to_string()))?).await?;
        Ok(format!("{account} now holds {balance} DKK").into())
    }
}

/// Changes an account's settings; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    auto_renew: Option<bool>,
    verification: Option<Responsible>,
    allowlist: Option<Words>,
    session_limit: Option<u16>,
}

impl Act for Settings {
    const PATH: &'static str = "/accounts/{handle}/settings";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::PATCH, "/accounts/{handle}"));

    async fn carry_out(self, site: &Site, handle: &str) -> Result<Done, Problem> {
        let network = |text: &String| text.parse::<IpNetwork>().map_err(|_| wrong(format!("{text:?} is no network")));
        let networks = self.allowlist.map(|words| words.0.iter().map(network).collect::<Result<_, _>>()).transpose()?;
        let edit = |account: &mut crate::world::Account| {
            account.auto_renew = self.auto_renew.unwrap_or(account.auto_renew);
            account.verification = self.verification.unwrap_or(account.verification);
            account.session_limit = self.session_limit.unwrap_or(account.session_limit);
            if let Some(networks) = networks {
                account.allowlist = networks;
            }
        };
        let changed = operations::change_account(&site.registry, handle, edit).await?;
        let view = site.registry.read(|world, _| objects::account(world, &changed));
        Ok(Done::from(format!("{handle} is changed")).with(view))
    }
}

/// Adds a fault.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFault {
    command: String,
    action: Action,
    /// For actions that wait and do not say how long themselves.
    ms: Option<u64>,
    times: Option<u32>,
    account: Option<String>,
}

/// Whole, as in JSON, or a word of which the milliseconds stand apart, as in a form.
#[derive(Deserialize)]
#[serde(untagged)]
enum Action {
    Whole(FaultAction),
    Word(String),
}

impl Act for AddFault {
    const PATH: &'static str = "/faults";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        let ms = || self.ms.ok_or_else(|| wrong("say how many milliseconds (ms)"));
        let action = match self.action {
            Action::Whole(action) => action,
            Action::Word(word) if word == "delay_ms" => FaultAction::DelayMs(ms()?),
            Action::Word(word) if word == "hold_ms" => FaultAction::HoldMs(ms()?),
            Action::Word(word) => return Err(wrong(format!("{word:?} is no fault"))),
        };
        if !COMMANDS.contains(&self.command.as_str()) {
            return Err(wrong(format!("{:?} is no command; there are {}", self.command, COMMANDS.join(", "))));
        }
        let fault =
            Fault { id: 0, command: self.command, action, times: self.times.unwrap_or(1), account: self.account };
        let id = site.registry.faults.add(fault);
        Ok(Done::from(format!("Fault {id} waits")).with(serde_json::json!({ "id": id })).created())
    }
}

/// Removes a fault.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveFault {}

impl Act for RemoveFault {
    const PATH: &'static str = "/faults/{id}/remove";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::DELETE, "/faults/{id}"));

    async fn carry_out(self, site: &Site, id: &str) -> Result<Done, Problem> {
        let number = id.parse().map_err(|_| wrong(format!("{id:?} is no number")))?;
        site.registry.faults.remove(Some(number));
        Ok(format!("Fault {id} is gone").into())
    }
}

/// Removes all faults.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearFaults {}

impl Act for ClearFaults {
    const PATH: &'static str = "/faults/clear";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::DELETE, "/faults"));

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        site.registry.faults.remove(None);
        Ok("No faults wait".to_owned().into())
    }
}

/// Cuts a session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndSession {}

impl Act for EndSession {
    const PATH: &'static str = "/sessions/{id}/end";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::DELETE, "/sessions/{id}"));

    async fn carry_out(self, site: &Site, id: &str) -> Result<Done, Problem> {
        let number: Option<u64> = id.parse().ok();
        match site.registry.sessions.end(|session| Some(session.id) == number) {
            0 => Err(Problem::Unknown(format!("session {id}"))),
            _ => Ok(format!("Session {id} ended").into()),
        }
    }
}

/// Pretends to shut down, or ends that.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shutdown {
    on: bool,
}

impl Act for Shutdown {
    const PATH: &'static str = "/shutdown";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        site.mode.send_replace(if self.on { Mode::ShuttingDown } else { Mode::Serving });
        let text = if self.on { "The registry is shutting down" } else { "The registry serves again" };
        Ok(text.to_owned().into())
    }
}

/// Forgets everything and begins again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// `demo` or `bare`.
    #[serde(default = "demo")]
    seed: String,
}

fn demo() -> String {
    "demo".to_owned()
}

impl Act for Reset {
    const PATH: &'static str = "/reset";

    async fn carry_out(self, site: &Site, _: &str) -> Result<Done, Problem> {
        let seed = match self.seed.as_str() {
            "demo" => Seed::Demo,
            "bare" => Seed::Bare,
            other => return Err(wrong(format!("{other:?} is no seed; there are demo and bare"))),
        };
        operations::reset(&site.registry, seed, None).await?;
        Ok(format!("Begun again with the {} world", self.seed).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_a_number_and_a_unit() {
        assert_eq!(duration("3d").unwrap(), Duration::days(3));
        assert_eq!(duration(" +90s ").unwrap(), Duration::seconds(90));
        assert_eq!(duration("2w").unwrap(), Duration::weeks(2));
        for wrong in ["", "d", "3", "-1d", "3y", "3.5h", "99999999w", "æ", "3æ"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
