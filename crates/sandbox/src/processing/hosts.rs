//! Name servers that wait for somebody's acceptance: new ones, and those that shall have another administrator.

use super::outcome;
use crate::world::host::{Asked, HostApproval};
use crate::world::message::ObjectKind;
use crate::world::{Host, Key, Ref, Tx};

/// Nobody answered in time: the name server is not registered, or keeps its administrator.
pub(super) fn lapse(tx: &mut Tx<'_>, name: &Key) {
    let Some(approval) = approval(tx, name) else { return };
    if let Some(admin) = &approval.new_admin {
        settle_role(tx, name, &approval, admin, None);
        return;
    }
    let reason = if approval.awaits(Asked::Registrant) {
        "it was not approved by the registrant in time"
    } else {
        "the name server manager role was not accepted in time"
    };
    refuse(tx, name, &approval, reason);
}

/// One of those who were asked answers, or all of them the same. Gives false if nobody was asked.
pub fn answer(tx: &mut Tx<'_>, name: &Key, by: Option<Asked>, accepted: bool) -> bool {
    let Some(approval) = approval(tx, name) else { return false };
    if by.is_some_and(|by| !approval.awaits(by)) {
        return false;
    }
    if let Some(admin) = &approval.new_admin {
        settle_role(tx, name, &approval, admin, Some(accepted));
        return true;
    }
    if !accepted {
        let registrant = approval.awaits(Asked::Registrant) && by != Some(Asked::Administrator);
        let reason = if registrant {
            "it has been rejected by the registrant"
        } else {
            "the name server manager role has been rejected"
        };
        refuse(tx, name, &approval, reason);
        return true;
    }
    let Some(host) = tx.world().host(name).cloned() else { return false };
    if let Some(by) = by
        && [Asked::Registrant, Asked::Administrator].into_iter().any(|other| other != by && approval.awaits(other))
    {
        let awaiting = Some(HostApproval { accepted: Some(by), ..approval });
        tx.put_host(Host { awaiting, ..Host::clone(&host) });
        return true;
    }
    let admin = &host.admin;
    let reason = match (approval.registrant, approval.admin) {
        (true, true) => {
            format!("the registrant has approved it and {admin} has accepted the name server manager role")
        }
        (true, false) => "the registrant has approved it".to_owned(),
        (false, _) => format!("{admin} has accepted the name server manager role"),
    };
    tx.put_host(Host { awaiting: None, ..Host::clone(&host) });
    let transaction = &approval.requested_by;
    let data = outcome(tx, ObjectKind::Host, name, true, transaction);
    tx.send(&transaction.account, format!("The name server {name} has been registered, as {reason}"), data);
    true
}

fn approval(tx: &Tx<'_>, name: &Key) -> Option<HostApproval> {
    tx.world().host(name).and_then(|host| host.awaiting.clone())
}

fn refuse(tx: &mut Tx<'_>, name: &Key, approval: &HostApproval, reason: &str) {
    tx.remove(Ref::Host(name.clone()));
    let transaction = &approval.requested_by;
    let data = outcome(tx, ObjectKind::Host, name, false, transaction);
    let text = format!("The name server {name} has not been registered, as {reason}");
    tx.send(&transaction.account, text, data);
}

/// The requested administrator takes over, or the present one stays.
fn settle_role(tx: &mut Tx<'_>, name: &Key, approval: &HostApproval, admin: &Key, accepted: Option<bool>) {
    let Some(host) = tx.world().host(name).cloned() else { return };
    let mut host = Host { awaiting: None, ..Host::clone(&host) };
    if accepted == Some(true) {
        (host.admin, host.updated_by, host.updated) = (admin.clone(), Some(admin.clone()), Some(tx.now));
    }
    tx.put_host(host);
    let text = match accepted {
        Some(true) => format!("The name server manager role for {name} has been accepted by {admin}"),
        Some(false) => format!("The name server manager role for {name} has been rejected by {admin}"),
        None => format!("The name server manager role for {name} has not been accepted by {admin} in time"),
    };
    let transaction = &approval.requested_by;
    let data = outcome(tx, ObjectKind::Host, name, accepted == Some(true), transaction);
    tx.send(&transaction.account, text, data);
}
