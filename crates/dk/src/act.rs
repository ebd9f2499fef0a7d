//! Everything that a registrar can have done at the registry.
//!
//! This is the one list: the words of operations in the journal, who may, what is charged, the access table of the portal, the
//! words on its pages and the privileges that the sandbox checks for whoever changes something all follow from it.

use crate::meta_role::{MetaRole, MetaRoles};
use crate::price::Billable;
use crate::text::word_list;

word_list! {
    /// What a registrar can have done at the registry; the word is an operation's kind in the journal.
    pub enum Act, error ActError("registry operation") {
        /// Apply for a domain name.
        CreateDomain = "domain.create",
        /// Renew a domain name.
        RenewDomain = "domain.renew",
        /// Choose between automatic renewal and automatic expiry.
        SetRenewalPolicy = "domain.renewal_policy",
        /// Delete (cancel) a domain name.
        DeleteDomain = "domain.delete",
        /// Restore a domain name from redemption.
        RestoreDomain = "domain.restore",
        /// Take a domain name over from another registrar.
        TransferDomain = "domain.transfer",
        /// Change a domain name's name servers (redelegation).
        ChangeNameServers = "domain.name_servers",
        /// Add or remove DS records.
        ChangeDs = "domain.ds",
        /// Change a domain name's registrant.
        ChangeRegistrant = "domain.registrant",
        /// Add or remove a domain name's admin and billing contacts.
        ChangeRoles = "domain.roles",
        /// Make an authorization for a transfer.
        AuthorizeTransfer = "domain.authorize_transfer",
        /// Withdraw an authorization for a transfer.
        RevokeTransfer = "domain.revoke_transfer",
        /// Make an authorization for a change of name servers by another operator.
        AuthorizeRedelegation = "domain.authorize_redelegation",
        /// Withdraw an authorization for a change of name servers.
        RevokeRedelegation = "domain.revoke_redelegation",
        /// Create a contact.
        CreateContact = "contact.create",
        /// Change a contact's data.
        UpdateContact = "contact.update",
        /// Register a name server.
        CreateHost = "host.create",
        /// Change a name server's addresses.
        ChangeHostAddresses = "host.addresses",
        /// Ask another contact to administer a name server.
        ChangeHostAdministrator = "host.administrator",
        /// Delete a name server.
        DeleteHost = "host.delete",
        /// Create a portal user or a service user.
        CreateUser = "account.user_create",
        /// Change, enable or disable a portal user or a service user.
        UpdateUser = "account.user_update",
        /// Delete a portal user or a service user.
        DeleteUser = "account.user_delete",
        /// Link, create, merge or unlink a handle of the account's.
        ChangeLinkedHandles = "account.handles",
        /// Change the account's addresses, public information, defaults and security settings.
        ChangeAccount = "account.update",
        /// Tell the registry of money that is on its way to the prepaid account.
        Deposit = "account.deposit",
    }
}

word_list! {
    /// What an act is about.
    pub enum ActObject, error ActObjectError("kind of object") {
        /// A domain name.
        Domain = "domain",
        /// A contact.
        Contact = "contact",
        /// A name server.
        Host = "host",
        /// The registrar's account itself.
        Account = "account",
    }
}

const REGISTRAR: MetaRoles = MetaRoles::of(&[MetaRole::Registrar]);
const PROXY: MetaRoles = MetaRoles::of(&[MetaRole::Proxy]);
const PAYER: MetaRoles = MetaRoles::of(&[MetaRole::Payer]);
const NAME_SERVERS: MetaRoles = MetaRoles::of(&[MetaRole::NameServerAdministrator]);
const ADMINISTRATOR: MetaRoles = MetaRoles::of(&[MetaRole::Administrator]);

impl Act {
    /// What it is about.
    pub const fn object(self) -> ActObject {
        match self {
            Self::CreateDomain
            | Self::RenewDomain
            | Self::SetRenewalPolicy
            | Self::DeleteDomain
            | Self::RestoreDomain
            | Self::TransferDomain
            | Self::ChangeNameServers
            | Self::ChangeDs
            | Self::ChangeRegistrant
            | Self::ChangeRoles
            | Self::AuthorizeTransfer
            | Self::RevokeTransfer
            | Self::AuthorizeRedelegation
            | Self::RevokeRedelegation => ActObject::Domain,
            Self::CreateContact | Self::UpdateContact => ActObject::Contact,
            Self::CreateHost | Self::ChangeHostAddresses | Self::ChangeHostAdministrator | Self::DeleteHost => {
                ActObject::Host
            }
            Self::CreateUser
            | Self::UpdateUser
            | Self::DeleteUser
            | Self::ChangeLinkedHandles
            | Self::ChangeAccount
            | Self::Deposit => ActObject::Account,
        }
    }

    /// Who may in a portal: users with one of these roles (Punktum dk registrar portal specification § Feature and Meta-role
    /// Matrix). New contacts, which that matrix leaves open, are for everyone who has a role, as they are over EPP.
    pub const fn portal_roles(self) -> MetaRoles {
        match self {
            Self::CreateContact => MetaRoles::ALL,
            Self::CreateDomain | Self::TransferDomain => REGISTRAR,
            Self::UpdateContact
            | Self::SetRenewalPolicy
            | Self::DeleteDomain
            | Self::RestoreDomain
            | Self::ChangeRegistrant
            | Self::ChangeRoles
            | Self::AuthorizeTransfer
            | Self::RevokeTransfer => PROXY,
            Self::RenewDomain | Self::Deposit => PAYER,
            Self::ChangeNameServers
            | Self::ChangeDs
            | Self::AuthorizeRedelegation
            | Self::RevokeRedelegation
            | Self::CreateHost
            | Self::ChangeHostAddresses
            | Self::ChangeHostAdministrator
            | Self::DeleteHost => NAME_SERVERS,
            Self::CreateUser
            | Self::UpdateUser
            | Self::DeleteUser
            | Self::ChangeLinkedHandles
            | Self::ChangeAccount => ADMINISTRATOR,
        }
    }

    /// Who may over EPP: service users with one of these roles; none where EPP has no such command (Punktum dk EPP
    /// specification § Feature and Meta-role Matrix).
    pub const fn epp_roles(self) -> MetaRoles {
        match self {
            Self::TransferDomain => PROXY,
            Self::CreateContact => MetaRoles::SERVICE,
            Self::CreateDomain
            | Self::RenewDomain
            | Self::SetRenewalPolicy
            | Self::DeleteDomain
            | Self::RestoreDomain
            | Self::ChangeNameServers
            | Self::ChangeDs
            | Self::ChangeRegistrant
            | Self::ChangeRoles
            | Self::AuthorizeTransfer
            | Self::RevokeTransfer
            | Self::AuthorizeRedelegation
            | Self::RevokeRedelegation
            | Self::UpdateContact
            | Self::CreateHost
            | Self::ChangeHostAddresses
            | Self::ChangeHostAdministrator
            | Self::DeleteHost => self.portal_roles(),
            Self::CreateUser
            | Self::UpdateUser
            | Self::DeleteUser
            | Self::ChangeLinkedHandles
            | Self::ChangeAccount
            | Self::Deposit => MetaRoles::NONE,
        }
    }

    /// What the registry charges to the prepaid account for it.
    pub const fn charge(self) -> Option<Billable> {
        match self {
            Self::CreateDomain => Some(Billable::Create),
            Self::RenewDomain => Some(Billable::Renew),
            Self::RestoreDomain => Some(Billable::Restore),
            Self::TransferDomain => Some(Billable::Transfer),
            Self::ChangeRegistrant => Some(Billable::ChangeRegistrant),
            Self::SetRenewalPolicy
            | Self::DeleteDomain
            | Self::ChangeNameServers
            | Self::ChangeDs
            | Self::ChangeRoles
            | Self::AuthorizeTransfer
            | Self::RevokeTransfer
            | Self::AuthorizeRedelegation
            | Self::RevokeRedelegation
            | Self::CreateContact
            | Self::UpdateContact
            | Self::CreateHost
            | Self::ChangeHostAddresses
            | Self::ChangeHostAdministrator
            | Self::DeleteHost
            | Self::CreateUser
            | Self::UpdateUser
            | Self::DeleteUser
            | Self::ChangeLinkedHandles
            | Self::ChangeAccount
            | Self::Deposit => None,
        }
    }

    /// Whether the registry refuses it (2104) when the account's balance does not cover it. What else is charged is carried
    /// out and may leave the balance negative (Punktum dk EPP specification § Balance and prepaid account).
    pub const fn refused_without_funds(self) -> bool {
        match self.charge() {
            Some(charge) => charge.refused_when_funds_lack(),
            None => false,
        }
    }
}

impl MetaRoles {
    /// Whether a portal user with these roles may have it done.
    pub const fn portal_may(self, act: Act) -> bool {
        act.portal_roles().intersects(self)
    }

    /// Whether an EPP service user with these roles may do it.
    pub const fn epp_may(self, act: Act) -> bool {
        act.epp_roles().intersects(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole list, an act a line.
    fn table() -> String {
        let roles = |roles: MetaRoles| match roles {
            MetaRoles::NONE => "-".to_owned(),
            MetaRoles::ALL | MetaRoles::SERVICE => "everyone".to_owned(),
            some => some.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" or "),
        };
        let line = |act: &Act| {
            let charge = act.charge().map(|charge| format!(", costs {}", charge.as_str())).unwrap_or_default();
            let funds = if act.refused_without_funds() { ", refused without funds" } else { "" };
            format!(
                "{}: portal {}, EPP {}{charge}{funds}\n",
                act.as_str(),
                roles(act.portal_roles()),
                roles(act.epp_roles())
            )
        };
        Act::ALL.iter().map(line).collect()
    }

    #[test]
    fn the_list_with_both_matrices_and_the_charges() {
        insta::assert_snapshot!(table(), @r"
        domain.create: portal registrar, EPP registrar, costs create, refused without funds
        domain.renew: portal payer, EPP payer, costs renew
        domain.renewal_policy: portal proxy, EPP proxy
        domain.delete: portal proxy, EPP proxy
        domain.restore: portal proxy, EPP proxy, costs restore
        domain.transfer: portal registrar, EPP proxy, costs transfer, refused without funds
        domain.name_servers: portal name_server_administrator, EPP name_server_administrator
        domain.ds: portal name_server_administrator, EPP name_server_administrator
        domain.registrant: portal proxy, EPP proxy, costs change_registrant
        domain.roles: portal proxy, EPP proxy
        domain.authorize_transfer: portal proxy, EPP proxy
        domain.revoke_transfer: portal proxy, EPP proxy
        domain.authorize_redelegation: portal name_server_administrator, EPP name_server_administrator
        domain.revoke_redelegation: portal name_server_administrator, EPP name_server_administrator
        contact.create: portal everyone, EPP everyone
        contact.update: portal proxy, EPP proxy
        host.create: portal name_server_administrator, EPP name_server_administrator
        host.addresses: portal name_server_administrator, EPP name_server_administrator
        host.administrator: portal name_server_administrator, EPP name_server_administrator
        host.delete: portal name_server_administrator, EPP name_server_administrator
        account.user_create: portal administrator, EPP -
        account.user_update: portal administrator, EPP -
        account.user_delete: portal administrator, EPP -
        account.handles: portal administrator, EPP -
        account.update: portal administrator, EPP -
        account.deposit: portal payer, EPP -
        ");
    }

    #[test]
    fn an_acts_word_begins_with_what_it_is_about() {
        for act in Act::ALL {
            assert_eq!(act.as_str().split_once('.').map(|(object, _)| object), Some(act.object().as_str()));
            assert_eq!(Act::parse(act.as_str()), Ok(*act));
        }
    }

    #[test]
    fn everything_that_is_charged_is_charged_by_one_act() {
        for billable in Billable::ALL {
            assert_eq!(Act::ALL.iter().filter(|act| act.charge() == Some(*billable)).count(), 1, "{billable:?}");
        }
    }

    #[test]
    fn without_a_role_nothing_is_possible_and_with_all_everything_offered() {
        for act in Act::ALL {
            assert!(!MetaRoles::NONE.epp_may(*act) && !MetaRoles::NONE.portal_may(*act), "{act:?}");
            assert!(MetaRoles::ALL.portal_may(*act), "{act:?}");
            assert_eq!(MetaRoles::SERVICE.epp_may(*act), act.object() != ActObject::Account, "{act:?}");
        }
    }

    #[test]
    fn transfers_need_another_role_over_epp() {
        let (registrar, proxy) = (MetaRoles::from(MetaRole::Registrar), MetaRoles::from(MetaRole::Proxy));
        assert!(registrar.portal_may(Act::TransferDomain) && !proxy.portal_may(Act::TransferDomain));
        assert!(!registrar.epp_may(Act::TransferDomain) && proxy.epp_may(Act::TransferDomain));
    }
}
