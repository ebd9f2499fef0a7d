//! The actions that page and JSON share, read from their texts.

use dk::{Money, NumberStyle};
use serde::Deserialize;
use time::Duration;

use super::Site;
use crate::config::Seed;
use crate::faults::{Fault, FaultAction};
use crate::operations::{self, Decision, Problem};
use crate::processing::email::Bounce;
use crate::processing::verification::Which;
use crate::server::Mode;
use crate::world::contact::Risk;

fn wrong(text: impl Into<String>) -> Problem {
    Problem::Impossible(text.into())
}

/// A length of time: a number and `s`, `m`, `h`, `d` or `w`.
pub(super) fn duration(text: &str) -> Result<Duration, Problem> {
    let text = text.trim().trim_start_matches('+');
    let complaint = || wrong(format!("{text:?} is no length of time; write a number and s, m, h, d or w, such as 3d"));
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(complaint)?;
    let seconds: u32 = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return Err(complaint()),
    };
    let number: u32 = number.trim().parse().map_err(|_| complaint())?;
    let length = Duration::seconds(i64::from(number) * i64::from(seconds));
    // Far enough for every rule, and within what dates can express.
    if length > Duration::days(20 * 366) { Err(wrong("at most 20 years at once")) } else { Ok(length) }
}

pub(super) async fn advance(site: &Site, by: Duration) -> Result<String, Problem> {
    let now = operations::advance(&site.registry, by).await?;
    Ok(format!("The clock now shows {}", super::pages::when(now)))
}

/// An amount in kroner, with a decimal point.
pub(super) fn money(text: &str) -> Result<Money, Problem> {
    let style = NumberStyle::English;
    Money::parse_wire(text.trim()).or_else(|_| Money::parse(text, style)).map_err(|error| wrong(error.to_string()))
}

pub(super) async fn fill(site: &Site, account: &str, amount: Money) -> Result<String, Problem> {
    let balance = operations::fill(&site.registry, account, amount).await?;
    Ok(format!("{account} now holds {balance} DKK"))
}

pub(super) async fn verify(site: &Site, handle: &str, decision: &str) -> Result<String, Problem> {
    let decision_read = match decision {
        "complete" => Decision::Complete(Which::Both),
        "complete_identity" => Decision::Complete(Which::Identity),
        "complete_email" => Decision::Complete(Which::Email),
        "reject" => Decision::Reject,
        "expire" => Decision::Expire,
        "begin" => Decision::Begin,
        "cancel" => Decision::Cancel,
        other => return Err(wrong(format!("{other:?} is no decision"))),
    };
    operations::verify(&site.registry, handle, decision_read).await?;
    Ok(format!("Verification of {handle}: {}", decision.replace('_', " ")))
}

pub(super) async fn confirm_email(site: &Site, handle: &str, secondary: bool, ok: bool) -> Result<String, Problem> {
    operations::confirm_email(&site.registry, handle, secondary, ok).await?;
    Ok(format!("Change of e-mail address of {handle} {}", if ok { "confirmed" } else { "dropped" }))
}

pub(super) async fn bounce_email(site: &Site, handle: &str, secondary: bool, reason: &str) -> Result<String, Problem> {
    let found = Bounce::ALL.into_iter().find(|bounce| bounce.word() == reason);
    let bounce = found.ok_or_else(|| wrong(format!("{reason:?} is no reason")))?;
    operations::bounce_email(&site.registry, handle, secondary, bounce).await?;
    Ok(format!("Mail to {handle} came back: {reason}"))
}

/// What the register of a contact knows better; the rest stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction {
    pub name: Option<String>,
    pub street: Option<Vec<String>>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
}

pub(super) async fn correct_contact(site: &Site, handle: &str, data: Correction) -> Result<String, Problem> {
    let texts: Vec<&String> =
        [&data.name, &data.city, &data.postal_code].into_iter().flatten().chain(data.street.iter().flatten()).collect();
    if texts.iter().any(|text| text.trim().is_empty() || text.chars().count() > 255) {
        return Err(wrong("every text has 1 to 255 characters"));
    }
    if data.postal_code.as_ref().is_some_and(|code| code.chars().count() > 16)
        || data.street.as_ref().is_some_and(|street| street.len() > 3)
    {
        return Err(wrong("a postal code has at most 16 characters, and there are at most 3 street lines"));
    }
    let ascii = texts.iter().all(|text| text.is_ascii());
    operations::correct_contact(&site.registry, handle, |contact| {
        contact.name = data.name.unwrap_or_else(|| contact.name.clone());
        contact.street = data.street.unwrap_or_else(|| contact.street.clone());
        contact.city = data.city.unwrap_or_else(|| contact.city.clone());
        contact.postal_code = data.postal_code.or_else(|| contact.postal_code.clone());
        contact.localized |= !ascii;
    })
    .await?;
    Ok(format!("The data of {handle} is corrected"))
}

pub(super) async fn plan_risk(site: &Site, handle: &str, risk: &str) -> Result<String, Problem> {
    let planned = match risk {
        "" | "rules" => None,
        "GREEN" => Some(Risk::Green),
        "BLUE" => Some(Risk::Blue),
        "YELLOW" => Some(Risk::Yellow),
        "RED" => Some(Risk::Red),
        "N/A" => Some(Risk::NotAvailable),
        other => return Err(wrong(format!("{other:?} is no risk"))),
    };
    operations::plan_risk(&site.registry, handle, planned).await?;
    Ok(format!("The next assessment of {handle} follows {}", planned.map_or("the rules", Risk::word)))
}

pub(super) async fn answer_host(site: &Site, name: &str, accepted: bool) -> Result<String, Problem> {
    operations::answer_host(&site.registry, name, accepted).await?;
    Ok(format!("{name} {}", if accepted { "accepted" } else { "refused" }))
}

/// A fault from its parts, as the form gives them.
pub(super) fn fault(command: &str, action: &str, ms: &str, times: &str, account: &str) -> Result<Fault, Problem> {
    let ms = || ms.trim().parse().map_err(|_| wrong("milliseconds are a whole number"));
    let action = match action {
        "drop_before" => FaultAction::DropBefore,
        "drop_after" => FaultAction::DropAfter,
        "delay_ms" => FaultAction::DelayMs(ms()?),
        "hold_ms" => FaultAction::HoldMs(ms()?),
        "fail" => FaultAction::Fail,
        other => return Err(wrong(format!("{other:?} is no fault"))),
    };
    let times = if times.trim().is_empty() { Ok(1) } else { times.trim().parse() };
    let times = times.map_err(|_| wrong("times is a whole number"))?;
    let account = Some(account.trim().to_owned()).filter(|account| !account.is_empty());
    Ok(Fault { id: 0, command: command.trim().to_owned(), action, times, account })
}

pub(super) fn pretend_shutdown(site: &Site, on: bool) -> String {
    site.mode.send_replace(if on { Mode::ShuttingDown } else { Mode::Serving });
    if on { "The registry is shutting down".to_owned() } else { "The registry serves again".to_owned() }
}

pub(super) async fn reset(site: &Site, seed: &str) -> Result<String, Problem> {
    let seed_read = match seed {
        "demo" => Seed::Demo,
        "bare" => Seed::Bare,
        other => return Err(wrong(format!("{other:?} is no seed; there are demo and bare"))),
    };
    operations::reset(&site.registry, seed_read, None).await?;
    Ok(format!("Begun again with the {seed} world"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_a_number_and_a_unit() {
        assert_eq!(duration("3d").unwrap(), Duration::days(3));
        assert_eq!(duration(" +90s ").unwrap(), Duration::seconds(90));
        assert_eq!(duration("2w").unwrap(), Duration::weeks(2));
        for wrong in ["", "d", "3", "-1d", "3y", "3.5h", "99999999w", "æ"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
