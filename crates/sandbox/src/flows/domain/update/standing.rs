//! What a caller's account is to a name (Punktum dk EPP specification § Privilege Matrix).

use crate::flows::Call;
use crate::flows::rights::{holds, holds_role};
use crate::world::{Domain, Host, Key, World};

/// The roles that the caller's account holds in a name, itself or through a contact of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::flows) struct Standing {
    /// It is the registrar of the name.
    pub registrar: bool,
    /// It is the proxy; registrant-managed names only.
    pub admin: bool,
    /// It is the payer; registrant-managed names only.
    pub billing: bool,
    /// It administers a name server of the name.
    pub servers: bool,
}

impl Standing {
    /// Looks at all roles.
    pub fn of(world: &World, call: &Call<'_>, domain: &Domain) -> Self {
        let managed = domain.registrar_managed();
        let role = |holder: &Option<Key>| !managed && holds_role(world, call, domain, holder.as_ref());
        let hosts = domain.name_servers.iter().filter_map(|name| world.host(name));
        Self {
            registrar: domain.sponsor == *call.account(),
            admin: role(&domain.admin),
            billing: role(&domain.billing),
            servers: hosts.into_iter().any(|host| administers(world, call, host)),
        }
    }

    /// Whether it holds any role.
    pub fn any(self) -> bool {
        self.registrar || self.admin || self.billing || self.servers
    }
}

/// Whether the caller's account administers a name server.
pub(super) fn administers(world: &World, call: &Call<'_>, host: &Host) -> bool {
    holds(world, call, &host.admin)
}
