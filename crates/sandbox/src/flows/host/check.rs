//! `host:check`.

use dk::HostName;
use epp::ResData;
use epp::host::{Check, CheckData};
use epp::object::Checked;

use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::World;

/// Says of each host name whether it can be registered; an impossible name cannot.
pub(in crate::flows) fn run(world: &World, _call: &Call<'_>, command: &Check) -> Answer {
    // An answer repeats what was asked, within the lengths that its schema allows.
    if let Some(odd) = command.names.iter().find(|asked| !(1..=255).contains(&asked.chars().count())) {
        return Err(Refusal::bad_value("host:name", odd));
    }
    let items = command.names.iter().map(|given| one(world, given)).collect();
    Ok(Reply::data(ResData::HostCheck(CheckData { items })))
}

fn one(world: &World, given: &str) -> Checked {
    let Ok(name) = HostName::parse(given) else {
        return Checked { object: given.to_owned(), available: false, reason: Some("Invalid host name".to_owned()) };
    };
    let used = world.host(name.unicode()).is_some();
    Checked { object: name.unicode().to_owned(), available: !used, reason: used.then(|| "In use".to_owned()) }
}
