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
    pub const NONE: Self = Self(0);
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

    /// Whether every role of the other set is in this one.
    pub const fn contains_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no role.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many roles there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Adds a role.
    pub const fn insert(&mut self, role: MetaRole) {
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

    /// Whether a portal user with these roles may do it.
    pub const fn portal_may(self, action: Action) -> bool {
        match action.portal_roles() {
            Permission::NotOffered => false,
            Permission::Everyone => !self.is_empty(),
            Permission::AnyOf(roles) => self.intersects(roles),
        }
    }

    /// Whether an EPP service user with these roles may do it.
    pub const fn epp_may(self, action: Action) -> bool {
        match action.epp_roles() {
            Permission::NotOffered => false,
            Permission::Everyone => !self.is_empty(),
            Permission::AnyOf(roles) => self.intersects(roles),
        }
    }
}

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Nobody: the interface has no such action.
    NotOffered,
    /// Every user who has a meta-role at all.
    Everyone,
    /// A user with at least one of these roles.
    AnyOf(MetaRoles),
}

/// What a user can do, as the two matrices of meta-roles divide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Look up domain names, contacts and hosts; check availability.
    View,
    /// Read and acknowledge poll messages.
    Poll,
    /// Create a contact.
    CreateContact,
    /// Change a contact's data.
    UpdateContact,
    /// Create, change, enable, disable and delete portal users and service users.
    ManageUsers,
    /// Link, unlink, merge and create the account's own handles.
    ManageLinkedHandles,
    /// Change the account's defaults, addresses and security settings.
    ManageAccount,
    /// Register a domain name.
    CreateDomain,
    /// Take a domain name over from another registrar.
    TransferDomain,
    /// Make or withdraw an authorization for a transfer.
    AuthorizeTransfer,
    /// Delete (cancel) a domain name.
    DeleteDomain,
    /// Restore a domain name from redemption.
    RestoreDomain,
    /// Choose between automatic renewal and automatic expiry.
    SetAutoRenew,
    /// Change the registrant.
    ChangeRegistrant,
    /// Add or remove a domain name's admin and billing contacts.
    ChangeDomainContacts,
    /// Renew a domain name.
    RenewDomain,
    /// Choose the registration period.
    SetPeriod,
    /// Add funds; see balance and statements.
    ManageFunds,
    /// Add or remove a domain name's name servers.
    ChangeNameServers,
    /// Add or remove DS records.
    ChangeDs,
    /// Make or withdraw an authorization for a change of name servers.
    AuthorizeNameServerChange,
    /// Create, change and delete hosts.
    ManageHosts,
}

const ADMINISTRATOR: Permission = Permission::AnyOf(MetaRoles::of(&[MetaRole::Administrator]));
const REGISTRAR: Permission = Permission::AnyOf(MetaRoles::of(&[MetaRole::Registrar]));
const PROXY: Permission = Permission::AnyOf(MetaRoles::of(&[MetaRole::Proxy]));
const PAYER: Permission = Permission::AnyOf(MetaRoles::of(&[MetaRole::Payer]));
const NAME_SERVERS: Permission = Permission::AnyOf(MetaRoles::of(&[MetaRole::NameServerAdministrator]));

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] = &[
        Self::View,
        Self::Poll,
        Self::CreateContact,
        Self::UpdateContact,
        Self::ManageUsers,
        Self::ManageLinkedHandles,
        Self::ManageAccount,
        Self::CreateDomain,
        Self::TransferDomain,
        Self::AuthorizeTransfer,
        Self::DeleteDomain,
        Self::RestoreDomain,
        Self::SetAutoRenew,
        Self::ChangeRegistrant,
        Self::ChangeDomainContacts,
        Self::RenewDomain,
        Self::SetPeriod,
        Self::ManageFunds,
        Self::ChangeNameServers,
        Self::ChangeDs,
        Self::AuthorizeNameServerChange,
        Self::ManageHosts,
    ];

    /// Who may do it in a portal (Punktum dk registrar portal specification § Feature and Meta-role Matrix). What that
    /// matrix leaves open (viewing, messages, new contacts) is everyone's, as it is over EPP.
    pub const fn portal_roles(self) -> Permission {
        match self {
            Self::View | Self::Poll | Self::CreateContact => Permission::Everyone,
            Self::ManageUsers | Self::ManageLinkedHandles | Self::ManageAccount => ADMINISTRATOR,
            Self::CreateDomain | Self::TransferDomain => REGISTRAR,
            Self::UpdateContact
            | Self::AuthorizeTransfer
            | Self::DeleteDomain
            | Self::RestoreDomain
            | Self::SetAutoRenew
            | Self::ChangeRegistrant
            | Self::ChangeDomainContacts => PROXY,
            Self::RenewDomain | Self::ManageFunds => PAYER,
            Self::SetPeriod => Permission::AnyOf(MetaRoles::of(&[MetaRole::Proxy, MetaRole::Payer])),
            Self::ChangeNameServers | Self::ChangeDs | Self::AuthorizeNameServerChange | Self::ManageHosts => {
                NAME_SERVERS
            }
        }
    }

    /// Who may do it over EPP (Punktum dk EPP specification § Feature and Meta-role Matrix).
    pub const fn epp_roles(self) -> Permission {
        match self {
            Self::ManageUsers | Self::ManageLinkedHandles | Self::ManageAccount | Self::SetPeriod => {
                Permission::NotOffered
            }
            Self::TransferDomain => PROXY,
            other => other.portal_roles(),
        }
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

    fn matrix(permission: fn(Action) -> Permission) -> String {
        let words = |action: &Action| match permission(*action) {
            Permission::NotOffered => "-".to_owned(),
            Permission::Everyone => "everyone".to_owned(),
            Permission::AnyOf(roles) => roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" or "),
        };
        Action::ALL.iter().map(|action| format!("{action:?}: {}\n", words(action))).collect()
    }

    #[test]
    fn the_portals_matrix() {
        insta::assert_snapshot!(matrix(Action::portal_roles), @r"
        View: everyone
        Poll: everyone
        CreateContact: everyone
        UpdateContact: proxy
        ManageUsers: administrator
        ManageLinkedHandles: administrator
        ManageAccount: administrator
        CreateDomain: registrar
        TransferDomain: registrar
        AuthorizeTransfer: proxy
        DeleteDomain: proxy
        RestoreDomain: proxy
        SetAutoRenew: proxy
        ChangeRegistrant: proxy
        ChangeDomainContacts: proxy
        RenewDomain: payer
        SetPeriod: proxy or payer
        ManageFunds: payer
        ChangeNameServers: name_server_administrator
        ChangeDs: name_server_administrator
        AuthorizeNameServerChange: name_server_administrator
        ManageHosts: name_server_administrator
        ");
    }

    #[test]
    fn the_epp_matrix() {
        insta::assert_snapshot!(matrix(Action::epp_roles), @r"
        View: everyone
        Poll: everyone
        CreateContact: everyone
        UpdateContact: proxy
        ManageUsers: -
        ManageLinkedHandles: -
        ManageAccount: -
        CreateDomain: registrar
        TransferDomain: proxy
        AuthorizeTransfer: proxy
        DeleteDomain: proxy
        RestoreDomain: proxy
        SetAutoRenew: proxy
        ChangeRegistrant: proxy
        ChangeDomainContacts: proxy
        RenewDomain: payer
        SetPeriod: -
        ManageFunds: payer
        ChangeNameServers: name_server_administrator
        ChangeDs: name_server_administrator
        AuthorizeNameServerChange: name_server_administrator
        ManageHosts: name_server_administrator
        ");
    }

    #[test]
    fn transfers_need_another_role_over_epp() {
        let (registrar, proxy) = (MetaRoles::from(MetaRole::Registrar), MetaRoles::from(MetaRole::Proxy));
        assert!(registrar.portal_may(Action::TransferDomain) && !registrar.epp_may(Action::TransferDomain));
        assert!(proxy.epp_may(Action::TransferDomain) && !proxy.portal_may(Action::TransferDomain));
    }

    #[test]
    fn without_a_role_nothing_is_possible_and_with_all_everything_offered() {
        for action in Action::ALL {
            assert!(!MetaRoles::NONE.portal_may(*action) && !MetaRoles::NONE.epp_may(*action), "{action:?}");
            assert!(MetaRoles::ALL.portal_may(*action), "{action:?}");
            assert_eq!(MetaRoles::SERVICE.epp_may(*action), action.epp_roles() != Permission::NotOffered);
        }
    }

    #[test]
    fn sets_behave_as_sets() {
        let mut roles = MetaRoles::of(&[MetaRole::Payer, MetaRole::Registrar]);
        assert!(roles.iter().eq([MetaRole::Registrar, MetaRole::Payer]), "in the order of MetaRole::ALL");
        assert_eq!(format!("{roles:?}"), "{Registrar, Payer}");
        roles.remove(MetaRole::Payer);
        assert_eq!((roles, roles.len()), (MetaRole::Registrar.into(), 1));
        assert!(MetaRoles::ALL.contains_all(roles) && !roles.contains_all(MetaRoles::ALL));
        assert!(!MetaRoles::SERVICE.contains(MetaRole::Administrator) && MetaRoles::SERVICE.len() == 4);
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
