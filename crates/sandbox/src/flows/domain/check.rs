//! `domain:check`.

use dk::DomainName;
use epp::ResData;
use epp::domain::{Check, CheckData};
use epp::object::Checked;

use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::World;
use crate::world::domain::DomainState;

/// Says of each name whether it can be applied for; a name that the registry could never register is unavailable.
pub(in crate::flows) fn run(world: &World, _call: &Call<'_>, command: &Check) -> Answer {
    // An answer repeats what was asked, within the lengths that its schema allows.
    if let Some(odd) = command.names.iter().find(|asked| !(1..=255).contains(&asked.chars().count())) {
        return Err(Refusal::bad_value("domain:name", odd));
    }
    let items = command.names.iter().map(|name| one(world, name)).collect();
    Ok(Reply::data(ResData::DomainCheck(CheckData { items })))
}

fn one(world: &World, given: &str) -> Checked {
    let Ok(name) = DomainName::parse(given) else {
        return Checked { object: given.to_owned(), available: false, reason: Some("Invalid domain name".to_owned()) };
    };
    let reason = reason(world, name.unicode());
    Checked { object: name.unicode().to_owned(), available: reason.is_none(), reason: reason.map(str::to_owned) }
}

fn reason(world: &World, name: &str) -> Option<&'static str> {
    if let Some(domain) = world.domain(name) {
        return Some(if domain.state == DomainState::Enqueued { "Enqueued" } else { "In use" });
    }
    world.offer(name).map(|_| "Offered for pos. on waiting list")
}
