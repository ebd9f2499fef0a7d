//! What the commands on hosts read alike.

use std::net::IpAddr;

use dk::{AnyHandle, GlueAddress};
use epp::ResultCode;
use epp::host::Addr;

use crate::flows::{Call, Refusal};
use crate::world::{Host, Key, World};

/// The requested administrator, and whether they must be asked: not within the own registrar's group. None where nobody is
/// requested.
pub(super) fn administrator(
    world: &World,
    call: &Call<'_>,
    requested: Option<&str>,
) -> Result<Option<(Key, bool)>, Refusal> {
    let account = call.account();
    let Some(requested) = requested.map(str::trim).filter(|r| !r.is_empty()) else { return Ok(None) };
    let unknown = || Refusal::unknown("Contact not found");
    let handle = AnyHandle::parse(requested).map_err(|_| unknown())?;
    if let Some(registrar) = world.account(handle.as_str()) {
        return Ok(Some((registrar.handle.clone(), registrar.handle != *account)));
    }
    let contact = world.contact(handle.as_str()).ok_or_else(unknown)?;
    Ok(Some((contact.handle.clone(), contact.sponsor != *account && contact.created_by != *account)))
}

/// Whether the caller's account administers a host, by its own handle or by a contact of its own.
pub(super) fn administers(world: &World, call: &Call<'_>, host: &Host) -> bool {
    let account = call.account();
    let own = world.contact(&host.admin).is_some_and(|c| c.sponsor == *account || c.created_by == *account);
    host.admin == *account || own
}

/// Whether a host lies under a domain name that the caller's account manages.
pub(super) fn subordinate(world: &World, call: &Call<'_>, host: &Host) -> bool {
    let parent = crate::world::host::dk_parent(&host.name).and_then(|name| world.domain(name));
    parent.is_some_and(|domain| domain.sponsor == *call.account())
}

/// An address that can be reached from everywhere.
pub(super) fn public(given: &Addr) -> Result<IpAddr, Refusal> {
    let address = parsed(given)?;
    GlueAddress::new(address).map_err(|_| {
        let text = format!("IP address is not public: {}", given.value);
        Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, text)
    })?;
    Ok(address)
}

/// An address of the version that it is said to be.
pub(super) fn parsed(given: &Addr) -> Result<IpAddr, Refusal> {
    given.parsed().ok_or_else(|| Refusal::bad_value("host:addr", &given.value))
}
