//! Which commands each session sends, thought out before the clock runs.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use dk::{ExpiryDate, Period};
use epp::client::Session;
use epp::{Command, CommandBody, ResData, domain};
use sandbox::demo::{Holding, domain_name};

use crate::record::Outcome;
use crate::{Cli, Mix};

/// Names that are asked for at once while planning.
const AT_ONCE: usize = 64;
/// A number without a common factor with any usual size: multiples of it scatter over the whole registry.
const STRIDE: usize = 611_953;

/// A command, and what can be seen of it afterwards.
pub struct Planned {
    pub command: Command,
    pub outcome: Option<Outcome>,
}

/// The commands of each session.
pub async fn make(cli: &Cli, session: &mut Session) -> Result<Vec<Vec<Planned>>> {
    let sessions = usize::from(cli.sessions);
    if matches!(cli.mix, Mix::Check | Mix::Info | Mix::Both) {
        return Ok((0..sessions).map(|index| (0..cli.commands).map(|n| look(cli, index, n)).collect()).collect());
    }
    let changes = changes(cli, session, sessions * cli.commands).await?;
    let mut plans: Vec<Vec<Planned>> = (0..sessions).map(|_| Vec::new()).collect();
    for (number, planned) in changes.into_iter().enumerate() {
        plans[number % sessions].push(planned);
    }
    Ok(plans)
}

fn look(cli: &Cli, index: usize, number: usize) -> Planned {
    let check = cli.mix == Mix::Check || cli.mix == Mix::Both && number.is_multiple_of(2);
    let body: CommandBody = if check {
        domain::Check { names: vec![format!("maaling-{index}-{number}.dk")] }.into()
    } else {
        let scattered = |size: usize| domain_name((index * cli.commands + number) * STRIDE % size.max(1));
        let name = cli.generated.map_or_else(|| cli.name.clone(), scattered);
        domain::Info { name, ..domain::Info::default() }.into()
    };
    Planned { command: Command::new(body, format!("load-{index}-{number}")), outcome: None }
}

/// Changes of names that the account holds. Info says first what each name is like.
async fn changes(cli: &Cli, session: &mut Session, wanted: usize) -> Result<Vec<Planned>> {
    let size = cli.generated.context("changes need a generated registry: give its size with --generated")?;
    let account = cli.user.replace("EPP-", "REG-");
    let renews = |number: usize| cli.mix == Mix::Renew || cli.mix == Mix::Change && number.is_multiple_of(2);
    let held = |number: &usize| {
        let holding = Holding::of(*number);
        holding.active
            && holding.registrar.as_deref() == Some(&*account)
            && (holding.months <= 1 || cli.mix != Mix::Renew)
    };
    // Names that can be renewed are rare: a mixture takes them from all names and the rest from the others.
    let (mut soon, mut later): (Vec<usize>, Vec<usize>) =
        (0..size).filter(held).partition(|number| Holding::of(*number).months <= 1);
    soon.drain(..cli.skip.min(soon.len()));
    later.drain(..cli.skip.min(later.len()));
    let mut planned = Vec::with_capacity(wanted);
    let (mut soon, mut later) = (soon.into_iter(), later.into_iter());
    while planned.len() < wanted {
        let first = planned.len();
        let chosen: Vec<(usize, bool)> = (first..wanted.min(first + AT_ONCE))
            .map_while(
                |number| if renews(number) { soon.next().map(|n| (n, true)) } else { later.next().map(|n| (n, false)) },
            )
            .collect();
        if chosen.is_empty() {
            bail!("the account has {} names for {wanted} changes", planned.len());
        }
        let ask = |(number, _): &(usize, bool)| {
            let info = domain::Info { name: domain_name(*number), ..domain::Info::default() };
            Command::new(info, format!("plan-{number}"))
        };
        let exchanges = session.pipeline(&chosen.iter().map(ask).collect::<Vec<_>>()).await?;
        for ((_, renew), exchange) in chosen.into_iter().zip(exchanges) {
            let response = exchange.response;
            let Some(ResData::DomainInfo(info)) = response.data else {
                bail!("no info: {} {}", response.code(), response.msg());
            };
            let auto_renew = response.extensions.dkhm.auto_renew;
            planned.push(change(&info, renew, auto_renew, planned.len())?);
        }
    }
    Ok(planned)
}

fn change(info: &domain::InfoData, renew: bool, auto_renew: Option<bool>, number: usize) -> Result<Planned> {
    let mut id = String::new();
    write!(id, "load-{number}")?;
    let name = info.name.clone();
    if renew {
        let expiry = ExpiryDate::from_utc(info.ex_date.context("a name without an expiry date")?);
        let command = Command::new(domain::Renew::one_year(name.as_str(), expiry.local_date()), id);
        let outcome = Outcome::renewed(&name, expiry.renewed(Period::ONE_YEAR).local_date());
        return Ok(Planned { command, outcome: Some(outcome) });
    }
    let wanted = !auto_renew.unwrap_or(true);
    let update =
        domain::Update { name: name.clone(), auto_renew: Some(wanted.to_string()), ..domain::Update::default() };
    Ok(Planned { command: Command::new(update, id), outcome: Some(Outcome::updated(&name, wanted)) })
}
