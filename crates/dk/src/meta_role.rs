//! Meta-roles: what a user of a registrar account may do.

use std::fmt;

use crate::text::word_list;

word_list! {
    /// A meta-role of a portal user or a service user (Punktum dk registrar portal specification § Meta-Roles).
    pub enum MetaRole, error MetaRoleError("meta-role") {
        /// Manages users, linked handles and the account's defaults. Portal users only.
        Administrator = "administrator",
        /// Registers domain names.
        Registrar = "registrar",
        /// Administers domain names and contacts.
        Proxy = "proxy",
        /// Renews domain names and manages the prepaid account.
        Payer = "payer",
        /// Manages name servers, delegations and DS records.
        NameServerAdministrator = "name_server_administrator",
    }
}

impl MetaRole {
    /// Whether a service user can have the role: all but [`Administrator`](Self::Administrator).
    pub const fn is_for_service_users(self) -> bool {
        !matches!(self, Self::Administrator)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of meta-roles. Iterates in the order of [`MetaRole::ALL`]; serde uses a list of words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(into = "Vec<MetaRole>", from = "Vec<MetaRole>")]
pub struct MetaRoles(u8);

impl MetaRoles {
    /// No role.
    pub(crate) const NONE: Self = Self(0);
    /// Every role.
    pub const ALL: Self = Self::of(MetaRole::ALL);
    /// Every role that a service user can have.
    pub const SERVICE: Self = Self(Self::ALL.0 & !MetaRole::Administrator.bit());

    /// The set of the given roles.
    pub const fn of(roles: &[MetaRole]) -> Self {
        let mut bits = 0;
        let mut rest = roles;
        while let [role, more @ ..] = rest {
            bits |= role.bit();
            rest = more;
        }
        Self(bits)
    }

    /// Whether the role is in the set.
    pub const fn contains(self, role: MetaRole) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether the sets have a role in common.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no role.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds a role.
    const fn insert(&mut self, role: MetaRole) {
        self.0 |= role.bit();
    }

    /// Takes a role away.
    pub const fn remove(&mut self, role: MetaRole) {
        self.0 &= !role.bit();
    }

    /// The roles, in the order of [`MetaRole::ALL`].
    pub fn iter(self) -> impl Iterator<Item = MetaRole> {
        MetaRole::ALL.iter().copied().filter(move |role| self.contains(*role))
    }
}

impl fmt::Debug for MetaRoles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl FromIterator<MetaRole> for MetaRoles {
    fn from_iter<I: IntoIterator<Item = MetaRole>>(roles: I) -> Self {
        let mut set = Self::NONE;
        set.extend(roles);
        set
    }
}

impl Extend<MetaRole> for MetaRoles {
    fn extend<I: IntoIterator<Item = MetaRole>>(&mut self, roles: I) {
        for role in roles {
            self.insert(role);
        }
    }
}

impl From<MetaRole> for MetaRoles {
    fn from(role: MetaRole) -> Self {
        Self::of(&[role])
    }
}

impl From<Vec<MetaRole>> for MetaRoles {
    fn from(roles: Vec<MetaRole>) -> Self {
        roles.into_iter().collect()
    }
}

impl From<MetaRoles> for Vec<MetaRole> {
    fn from(roles: MetaRoles) -> Self {
        roles.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sets_behave_as_sets() {
        let mut roles = MetaRoles::of(&[MetaRole::Payer, MetaRole::Registrar]);
        assert!(roles.iter().eq([MetaRole::Registrar, MetaRole::Payer]), "in the order of MetaRole::ALL");
        assert_eq!(format!("{roles:?}"), "{Registrar, Payer}");
        roles.remove(MetaRole::Payer);
        assert_eq!(roles, MetaRoles::from(MetaRole::Registrar));
        assert!(!MetaRoles::SERVICE.contains(MetaRole::Administrator) && MetaRoles::SERVICE.iter().count() == 4);
        assert!(!MetaRole::Administrator.is_for_service_users());
        assert!(MetaRoles::NONE.is_empty() && !MetaRoles::NONE.intersects(MetaRoles::ALL));
        assert_eq!(serde_json::to_string(&MetaRoles::SERVICE).unwrap().matches(',').count(), 3);
    }

    proptest! {
        #[test]
        fn sets_survive_serde(picked in proptest::collection::vec(0usize..5, 0..10)) {
            let roles: MetaRoles = picked.iter().map(|index| MetaRole::ALL[*index]).collect();
            prop_assert!(picked.iter().all(|index| roles.contains(MetaRole::ALL[*index])));
            let json = serde_json::to_string(&roles).unwrap();
            prop_assert_eq!(serde_json::from_str::<MetaRoles>(&json).unwrap(), roles);
        }
    }
}
