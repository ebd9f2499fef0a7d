//! What each meta-role allows.

use crate::meta_role::{MetaRole, MetaRoles};

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Permission {
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
    /// Who may do it in a portal (Punktum dk registrar portal specification § Feature and Meta-role Matrix). What that
    /// matrix leaves open (viewing, messages, new contacts) is everyone's, as it is over EPP.
    const fn portal_roles(self) -> Permission {
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
    const fn epp_roles(self) -> Permission {
        match self {
            Self::ManageUsers | Self::ManageLinkedHandles | Self::ManageAccount | Self::SetPeriod => {
                Permission::NotOffered
            }
            Self::TransferDomain => PROXY,
            other => other.portal_roles(),
        }
    }
}

impl MetaRoles {
    /// Whether an EPP service user with these roles may do it.
    pub const fn epp_may(self, action: Action) -> bool {
        match action.epp_roles() {
            Permission::NotOffered => false,
            Permission::Everyone => !self.is_empty(),
            Permission::AnyOf(roles) => self.intersects(roles),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Action; 22] = [
        Action::View,
        Action::Poll,
        Action::CreateContact,
        Action::UpdateContact,
        Action::ManageUsers,
        Action::ManageLinkedHandles,
        Action::ManageAccount,
        Action::CreateDomain,
        Action::TransferDomain,
        Action::AuthorizeTransfer,
        Action::DeleteDomain,
        Action::RestoreDomain,
        Action::SetAutoRenew,
        Action::ChangeRegistrant,
        Action::ChangeDomainContacts,
        Action::RenewDomain,
        Action::SetPeriod,
        Action::ManageFunds,
        Action::ChangeNameServers,
        Action::ChangeDs,
        Action::AuthorizeNameServerChange,
        Action::ManageHosts,
    ];

    fn matrix(permission: fn(Action) -> Permission) -> String {
        let words = |action: &Action| match permission(*action) {
            Permission::NotOffered => "-".to_owned(),
            Permission::Everyone => "everyone".to_owned(),
            Permission::AnyOf(roles) => roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" or "),
        };
        ALL.iter().map(|action| format!("{action:?}: {}\n", words(action))).collect()
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
        assert_eq!((Action::TransferDomain.portal_roles(), Action::TransferDomain.epp_roles()), (REGISTRAR, PROXY));
        let (registrar, proxy) = (MetaRoles::from(MetaRole::Registrar), MetaRoles::from(MetaRole::Proxy));
        assert!(!registrar.epp_may(Action::TransferDomain) && proxy.epp_may(Action::TransferDomain));
    }

    #[test]
    fn without_a_role_nothing_is_possible_and_with_all_everything_offered() {
        for action in ALL {
            assert!(!MetaRoles::NONE.epp_may(action), "{action:?}");
            assert_ne!(action.portal_roles(), Permission::NotOffered, "{action:?}");
            assert_eq!(MetaRoles::SERVICE.epp_may(action), action.epp_roles() != Permission::NotOffered);
        }
    }
}
