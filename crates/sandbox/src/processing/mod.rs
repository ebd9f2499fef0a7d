//! What happens by the passing of time alone.

pub mod applications;
mod assessment;
pub mod concerned;
mod contacts;
pub mod delegation;
pub mod email;
pub mod hosts;
pub mod life_cycle;
pub mod pending;
pub mod requests;
pub mod transfer;
pub mod verification;
pub mod waiting_list;

#[cfg(test)]
mod contact_tests;
#[cfg(test)]
mod message_tests;
#[cfg(test)]
mod objects_random_tests;
#[cfg(test)]
mod tests;

pub use assessment::passes_at_once;

use crate::config::Settings;
use crate::world::message::{MessageData, ObjectKind, Outcome};

use crate::world::{Due, Key, Tx, domain::Transaction};

/// Lets one due event happen, at the transaction's instant.
pub fn happen(tx: &mut Tx<'_>, settings: &Settings, due: &Due) {
    match due {
        Due::Contact(handle) => contacts::deadline(tx, handle),
        Due::Application(number) => applications::decide(tx, settings, number),
        Due::Domain(name) => {
            if !pending::lapse(tx, name) {
                life_cycle::turn(tx, settings, name);
            }
        }
        Due::Host(name) => hosts::lapse(tx, name),
        Due::Offer(name) => waiting_list::lapse(tx, name),
    }
}

/// The outcome of a pending command, as a message's data.
fn outcome(tx: &Tx<'_>, object: ObjectKind, name: &Key, success: bool, transaction: &Transaction) -> MessageData {
    MessageData::Outcome(Outcome {
        object,
        name: name.clone(),
        success,
        client_transaction: transaction.client.clone(),
        server_transaction: transaction.server.clone(),
        decided: tx.now,
        risk: None,
    })
}
