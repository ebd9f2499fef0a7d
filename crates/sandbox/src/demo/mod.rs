//! The worlds that a new sandbox starts with: the registry's own test names, two registrars, and a portfolio in every state.
//!
//! Everything depends on the time of the first start only, so two sandboxes started at the same time hold the same.

mod accounts;
mod contacts;
mod domains;
mod hosts;
mod population;
mod words;

pub use population::{Holding, Population, domain_name};
use time::OffsetDateTime;

use crate::clock::Clock;
use crate::config::Seed;
use crate::world::{Change, Tx, World};

/// The Danish registrar.
pub const DANISH: &str = "REG-100001";
/// The foreign registrar.
pub const FOREIGN: &str = "REG-100002";
/// Code of the standing waiting list offer for `waiting-list.dk`.
pub const WAITING_LIST_CODE: &str = "1a2b3c4d";

/// Two registrars and the registry's test names, without a portfolio.
#[must_use]
pub fn bare_world(now: OffsetDateTime) -> World {
    let mut world = World::default();
    let mut tx = Tx::begin(&mut world, now);
    accounts::seed(&mut tx);
    contacts::seed_registry(&mut tx);
    hosts::seed_registry(&mut tx);
    domains::seed_registry(&mut tx);
    let _ = tx.finish();
    world
}

/// [`bare_world`] with 60 domain names for [`DANISH`] in every state, a few for [`FOREIGN`], and their contacts and hosts.
#[must_use]
pub fn world(now: OffsetDateTime) -> World {
    let mut world = bare_world(now);
    let mut tx = Tx::begin(&mut world, now);
    contacts::seed_portfolio(&mut tx);
    hosts::seed_portfolio(&mut tx);
    domains::seed_portfolio(&mut tx);
    let _ = tx.finish();
    world
}

/// A new world with the seed's objects, which keeps the clock's state with it.
pub(crate) fn seeded(seed: Seed, clock: &Clock) -> World {
    let mut world = match seed {
        Seed::Demo => world(clock.now()),
        Seed::Bare => bare_world(clock.now()),
    };
    world.apply(Change::Clock(clock.state()));
    world
}

#[cfg(test)]
mod tests;
