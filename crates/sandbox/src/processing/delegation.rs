//! What follows a change of name servers and DS records.

use std::sync::Arc;

use super::concerned::interested;
use super::life_cycle;
use crate::world::message::MessageData;
use crate::world::{Domain, Key, Tx};

/// Tells those concerned which name servers and DS records a name has now, if they are others than before. Servers that
/// were kept only as long as a name used them go.
pub fn announce(tx: &mut Tx<'_>, before: &Domain, after: &Domain) {
    let name = &after.name;
    let mut texts = Vec::new();
    if before.name_servers != after.name_servers {
        let (from, to) = (list(&before.name_servers), list(&after.name_servers));
        texts.push(format!("Name servers has been changed for {name}, from {from} to {to}"));
    }
    if before.ds != after.ds {
        texts.push(format!("DS records has been changed for {name}"));
    }
    let shown = Arc::new(after.clone());
    let accounts = interested(tx.world(), after);
    for text in texts {
        for account in &accounts {
            tx.send(account, text.clone(), MessageData::Domain(Arc::clone(&shown)));
        }
    }
    life_cycle::sweep(tx, &before.name_servers);
}

fn list(servers: &[Key]) -> String {
    servers.join(", ")
}
