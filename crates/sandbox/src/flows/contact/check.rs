//! `contact:check`.

use dk::AnyHandle;
use epp::ResData;
use epp::contact::{Check, CheckData};
use epp::object::Checked;

use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::World;

/// Says of each handle whether it is in use; registrar handles count as well.
pub(in crate::flows) fn run(world: &World, _call: &Call<'_>, command: &Check) -> Answer {
    // An answer repeats what was asked, within the lengths that its schema allows.
    if let Some(odd) = command.ids.iter().find(|asked| !(3..=16).contains(&asked.chars().count())) {
        return Err(Refusal::bad_value("contact:id", odd));
    }
    let items = command.ids.iter().map(|given| one(world, given)).collect();
    Ok(Reply::data(ResData::ContactCheck(CheckData { items })))
}

fn one(world: &World, given: &str) -> Checked {
    let handle = AnyHandle::parse(given).ok();
    let used = handle.is_some_and(|h| world.contact(h.as_str()).is_some() || world.account(h.as_str()).is_some());
    Checked { object: given.to_owned(), available: !used, reason: used.then(|| "In use".to_owned()) }
}
